"""Names in bylines: what a name is the name of, and how several are told apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache, partial

from presscheck.lexicons import folded
from presscheck.normalise.dateline import FIRST_UNSPACED, agency_name
from presscheck.patterns import phrases_of
from presscheck.rule import found_in, regex

NOT_SPACE = re.compile(r"\S+")
SPLIT = re.compile(
    r"[\s;|/、，؛,،·ㆍ](?:(?<=\s)(?<!\s\s)\s*+(?:[;|/、，؛]\s*+|[,،]\s*+(?:(?:and|und|et|y|e|en|och|og|i|ve)\s++)?+(?<=\s)"
    r"|(?:and|und|et|y|och|og|ve|with|mit|και|и|та|і|й|și|şi|és|và|और|اور|و|&|\+)\s++"
    r"|(?-i:e|i|en|ja|dan|oraz)\s++(?=\w++\s+\w))"
    r"|(?<=[;|/、，؛])\s*+|(?<=[,،])\s*+(?:(?:and|und|et|y|e|en|och|og|i|ve)\s++)?+(?<=\s)"
    r"|(?<=[가-힣][·ㆍ])(?=[가-힣]))",
    re.IGNORECASE,
)
"""Begins with a class of characters: what cannot begin a match is passed over at once."""


TOKEN = re.compile(r"[^\s.,;:|/()\[\]\"“”'’–—-]+")
ADDRESS = re.compile(r"(?i)\b\w+\.(?:com|org|net|de|fr|es|it|nl|pl|in|uk|info)\b|\be\.? ?v$")
"""An address; a German society."""
EMAIL = re.compile(r"(?<!\S)\S(?:(?!@|\[at\])\S)*+(?:@|\[at\])\S+\.\w|^@\w+$")
BROKEN_ADDRESS = (" Com", " Org")
"""How addresses end whose signs were taken for word breaks: ``Asoler Gazette Com``."""
ROLE = re.compile(
    r"(?i)^(?:(?:senior|chief|deputy|associate|special|staff|political|foreign|business|science|health|sports?) )*"
    r"(?:reporter|correspondent|editor|writer|journalist|columnist|redakteur(?:in)?|korrespondent(?:in)?|journaliste|redactora?|corresponsal|inviato|giornalista)\b"
)
NOT_IN_NAMES = re.compile(r"[()\[\]{}<>|/\\:;!?\"“”«»=_：；「」『』【】《》#*+®©]")
AROUND_NAMES = " .,:;-–—|"
PARTICLES = folded("name_particles")
UNCOUNTED = PARTICLES - frozenset("von di av af".split())
"""Particles that are no words of a name; those that open bylines too (``Illustration von Jo Brandt``) count as words."""
ELIDED = "(?:d|l|dell|dall|all)['’]"
"""Particles that the name is joined to: ``d'Estienne``, ``dell'Acqua``."""
JOINED = re.compile(rf"^{ELIDED}(?=[A-ZÀ-Þ])")
SHORTENED = re.compile(r"(?<![^\W_])(?:[^\W\d_]|[JS]r)$")
"""An initial, or another shortening, that a full stop behind the name belongs to: ``Ana S.``, ``Jo Brandt Jr.``"""
INITIAL = re.compile(r"[A-Z]\.?")
OUTLET_PARTICLES = PARTICLES | frozenset(
    "of the and & for für und das die des du les lo los las gli dello della delle per et och i".split()
)
MAX_OUTLET_WORDS = 5
OPENS_OUTLETS = frozenset(
    "radio tv diario periódico jornal gazeta corriere giornale journal gazette dziennik tygodnik harian báo".split()
)
"""Words of outlets' names that stand first; others first in a line (``Press``, ``Daily``) may open a headline."""
FOR = frozenset("for für pour para per voor".split())
"""Words between a person and the outlet that the story was written for."""


DESCRIBED = (
    r"^(?P<name>\p{Lu}[\p{L}.'’-]* \p{Lu}[\p{L}.’-]*) (?:\p{Lu}[\p{L}.-]* )*\p{Lu}[\p{L}.-]*['’]s(?: \p{Ll}.*)?$"
)
"""A name, and whose relative that is."""


OWNING = re.compile("['’]s")
"""In every name that says whose relative somebody is."""


NOBODY = {"BY03": "placeholder", "BY04": "button", "BY13": "photographer"}
"""Phrases that stand in an author's place -> the kind they are of."""


MAX_PERSON_WORDS = 5
"""Without titles and particles; a name joined by hyphens is one word."""
MAX_PARTICLES = 3
MAX_SMALL_CHARS = 6
"""Behind a hyphen a syllable may be written small, as in Korean and Chinese names; longer ones are words."""


@lru_cache(maxsize=1024)
def kind_of(name: str) -> str:
    """What a name is.

    ``person``, ``agency``, ``outlet``, ``desk``, ``placeholder``, ``button`` (of the page), ``photographer``,
    ``email`` or ``other``.
    """
    name = name.strip(AROUND_NAMES)
    if name and (said := found_in(name, *map(_phrases, NOBODY))):
        return list(NOBODY.values())[min(said)]
    return next((kind for kind, test in _tests() if name and test(name)), "other")


@cache
def _tests() -> tuple[tuple[str, Callable[[str], object]], ...]:
    """The kinds in the order in which they are believed, each with what shows it."""
    return (
        ("email", is_email),
        ("agency", agency_name),
        ("outlet", is_known_outlet),
        ("desk", partial(holds_word, "desks")),
        ("desk", lambda name: name.casefold() in folded("unnamed_agencies")),
        ("desk", is_role),
        ("person", _is_namesake),
        ("outlet", partial(holds_word, "outlet_words")),
        ("outlet", _is_address),
        ("person", looks_personal),
    )


def is_email(name: str) -> bool:
    """Whether a name is an e-mail address or a handle."""
    return (("@" in name or "[at]" in name) and bool(EMAIL.search(name))) or name.endswith(BROKEN_ADDRESS)


def holds_word(lexicon: str, name: str) -> bool:
    """Whether a word of a lexicon stands in a name."""
    single, several, endings = _words(lexicon)
    folded_name = name.casefold()
    return (
        not single.isdisjoint(TOKEN.findall(folded_name))
        or folded_name.endswith(endings)
        or any(words in folded_name for words in several)
    )


@cache
def _words(lexicon: str) -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    """The words of a lexicon: those that stand alone, those of several words, those that end a name."""
    entries = folded(lexicon)
    endings = tuple(sorted(entry for entry in entries if max(entry) >= FIRST_UNSPACED))
    several = tuple(sorted(entry for entry in entries if " " in entry))
    return frozenset(entries) - {*endings, *several}, several, endings


@cache
def _phrases(code: str) -> str:
    """RE2 for a text that is one of the phrases of a rule and nothing else."""
    return rf"(?i)^(?:{'|'.join(phrases_of(code))})$"


@cache
def _ago() -> tuple[str, str]:
    """RE2 for how long ago, before a name and behind one."""
    ago = "|".join(phrases_of("BY05"))
    return rf"(?i)^\W*(?:{ago})(?:\s*[|·•,:–—-])?\s*(?P<name>\pL.*)$", rf"(?i)^(?P<name>.*[\pL.])\s*(?:{ago})\W*$"


def without_time(name: str) -> str | None:
    """The name in ``Minutes Ago Ana Soler`` or ``Reuters 3 hours ago``; None where there is no time, or no name."""
    for at in found_in(name, *_ago()):
        found = regex(_ago()[at]).search(name)
        if found and kind_of(found["name"]) in ("person", "agency", "outlet", "desk"):
            return str(found["name"])
    return None


def before_description(name: str) -> str | None:
    """The person in ``Jo Brandt Ana Soler's father``; None where nobody is described."""
    found = regex(DESCRIBED).search(name) if OWNING.search(name) else None
    return str(found["name"]) if found and is_person(found["name"]) else None


def is_role(name: str) -> bool:
    """Whether a name ends in a job title: of names beside one the person is taken first (`roles`)."""
    return name.rsplit(" ", 1)[-1].casefold() in folded("roles")


def is_place(name: str) -> bool:
    """Whether GeoNames knows a larger town, or a country, of this name."""
    return name.casefold() in folded("places")


def is_known_outlet(name: str) -> bool:
    """Whether a name is in the list of outlets, with or without its article."""
    folded_name = name.casefold()
    return folded_name in folded("outlets") or f"the {folded_name}" in folded("outlets")


def is_capitalised(name: str) -> bool:
    """Whether a text is written like the name of an outlet or a desk: at most five words, with capitals but for particles."""
    words = name.split()
    return len(words) <= MAX_OUTLET_WORDS and all(
        not word[0].islower() or word in OUTLET_PARTICLES or word in folded("desks") for word in words
    )


def is_outlet_line(text: str) -> bool:
    """Whether a line can be the name of an outlet and nothing else.

    In the list of outlets, or at most five words, capitalised but for particles, one of which outlets are called by. An
    entry of a menu ("News") and a label ("Press release") are none.
    """
    name = text.strip().strip(AROUND_NAMES)
    if not may_be_outlet(name) or kind_of(name) != "outlet":
        return False
    return is_known_outlet(name) or (
        (is_capitalised(name) or " " not in name)
        and not text.rstrip().endswith(("!", "?", "…"))
        and not any(name.casefold() in folded(other) for other in ("navigation", "outlet_words", "title_labels"))
        and not NOT_IN_NAMES.search(name)
    )


def is_masthead(text: str) -> bool:
    """Whether a line is the name of an outlet that opens or ends with the word outlets are called by: ``Brannoch Mail``."""
    name = text.strip().strip(AROUND_NAMES)
    words = name.split()
    return is_outlet_line(text) and (
        is_known_outlet(name)
        or holds_word("outlet_words", words[-1])
        or (words[0].casefold() in OPENS_OUTLETS and holds_word("outlet_words", words[0]))
    )


def may_be_outlet(text: str) -> bool:
    """Whether a text has what `kind_of` tells an outlet by: a cheap look before the dear one."""
    name = text.strip().strip(AROUND_NAMES)
    return is_known_outlet(name) or holds_word("outlet_words", name) or _is_address(name)


def _is_address(name: str) -> bool:
    return ("." in name or name.endswith(" V")) and bool(ADDRESS.search(name))


def is_person(name: str) -> bool:
    """Whether a name is the name of a person, as `kind_of` says; most others do not look like it."""
    return looks_personal(name.strip(AROUND_NAMES)) and kind_of(name) == "person"


def without_titles(name: str) -> str:
    """A name without the academic and clerical titles before it: ``Prof. Dr. Ana Soler``.

    As it is where one word alone would be left: ``Dr. Soler``.
    """
    words, titles = name.split(), folded("name_titles")
    first = next((at for at, word in enumerate(words) if word.casefold() not in titles), 0)
    return " ".join(words[first:]) if first and len(words) - first >= 2 else name


def looks_personal(name: str) -> bool:
    """Two to five words, each capitalised or a particle, no digits: the shape of a person's name.

    Titles before them and particles between them do not count. Behind a hyphen a word may go on small (``Kim Ha-neul``).
    In scripts without case: 2 to 20 characters that GeoNames knows no larger town by, without words that no name holds.
    """
    if any(map(str.isdigit, name)) or NOT_IN_NAMES.search(name) or _ends_in_agency(name):
        return False
    if not name.isascii() and not any(char.isupper() or char.islower() for char in name):
        short = 2 <= len(name.replace(" ", "")) <= 20
        return short and not is_place(name) and folded("no_names").isdisjoint(name.split())
    words = name.split()
    if words and words[0].casefold() in folded("name_titles"):
        words = without_titles(name).split()
    if "-" in name:
        words = [word for word in words if word != "-"]
        plain = all(map(is_written_as_name, words))
        capitals = sum(JOINED.sub("", part)[:1].isupper() for word in words for part in word.split("-"))
    else:
        small = [word for word in words if not word[0].isupper()]
        plain = all(map(is_written_as_name, small))
        capitals = len(words) - len(small) + sum(word not in PARTICLES for word in small)
    if capitals < 2 or not plain or words[-1].endswith(("'s", "’s")):  # Jo Brandt Ana Soler's (father)
        return False
    names = [word for word in words if word.casefold() not in UNCOUNTED]
    return len(names) <= MAX_PERSON_WORDS and len(words) <= len(names) + MAX_PARTICLES


def is_written_as_name(word: str) -> bool:
    """Whether a word opens with a capital or a particle, and goes on behind hyphens with those or with a short syllable."""
    first, *others = word.split("-")
    return (first[:1].isupper() or first.casefold() in PARTICLES or JOINED.match(first) is not None) and all(
        part[:1].isupper() or len(part) <= MAX_SMALL_CHARS for part in others
    )


def _ends_in_agency(name: str) -> bool:
    """Whether the last word is an agency: alone in capitals, or behind a particle alone (``Par AFP``, ``Da Folhapress``)."""
    *before, last = name.split() or [""]
    if len(before) == 1 and before[0].casefold() in PARTICLES:
        return bool(agency_name(last))
    return last.isupper() and not all(map(str.isupper, before)) and bool(agency_name(last))


def _is_namesake(name: str) -> bool:
    """Whether a person is called like an outlet: common first names, and a surname that outlets are called by as well.

    ``Emily Post``, ``Mary Ann Press``; not ``Victoria News``, since GeoNames knows a Victoria.
    """
    first, _, last = name.rpartition(" ")
    return (
        last.casefold() in folded("outlet_surnames")
        and bool(first)
        and all(word.casefold() in folded("first_names") or INITIAL.fullmatch(word) for word in first.split())
        and not INITIAL.fullmatch(first.split(maxsplit=1)[0])
        and not is_place(first)
    )


@lru_cache(maxsize=1024)
def person_before_outlet(name: str) -> str | None:
    """The person in ``Ana Soler The Associated Press`` or ``Ana Soler for Norrhaven News``; None where there is none."""
    words = name.split()
    small = (at for at, word in enumerate(words) if word[0].islower() and not is_written_as_name(word))
    last = min(len(words), next(small, len(words)) + 1)
    if last <= 2 or is_known_outlet(name):
        return None
    if words[0][0].isupper():
        last = min(last, MAX_PERSON_WORDS + 1)
    for cut in range(2, last):
        person, rest = " ".join(words[:cut]).rstrip(","), words[cut:]
        stated = len(rest) > 1 and rest[0].casefold() in FOR
        outlet = " ".join(rest[stated:])
        if (stated or agency_name(outlet) or is_known_outlet(outlet)) and looks_personal(person):
            return person
    return None


def split_names(text: str) -> list[tuple[int, int, str]]:
    """The names of a byline as (start, end, name), split at commas, "and" and their like.

    A role or a place behind a name is dropped: ``Ana Soler, science editor``, ``Jo Brandt, New York`` name one person.
    """
    pieces: list[tuple[int, int, str]] = []
    at = 0
    for split in (*SPLIT.finditer(text), None):
        end = split.start() if split else len(text)
        piece = text[at:end]
        name = piece.strip(" .,:;-–—\xa0\t")
        if name and not (pieces and (ROLE.match(name) or is_place(name))):
            start = at + piece.index(name)
            if text.startswith(".", start + len(name)) and SHORTENED.search(name):
                name += "."
            pieces += [(start + lead, start + lead + len(one), one) for lead, one in _in_a_row(name)]
        at = split.end() if split else end
    return pieces


def _in_a_row(name: str) -> list[tuple[int, str]]:
    """The names of ``Anna Soler Maria Brandt``, each with where it begins; every other word is a known first name."""
    known = folded("first_names")
    words = [(word.start(), word.end(), word[0].casefold() in known) for word in NOT_SPACE.finditer(name)]
    if len(words) < 4 or len(words) % 2 or any(first == (at % 2 == 1) for at, (_, _, first) in enumerate(words)):
        return [(0, name)]
    return [(start, name[start:end]) for (start, *_), (_, end, _) in zip(words[::2], words[1::2], strict=True)]
