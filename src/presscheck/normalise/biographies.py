"""Who signed a text that names its author in a note alone: on their life, how to reach them, what else they wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from presscheck.lexicons import folded
from presscheck.model import Field, Line
from presscheck.normalise.bylines import typed
from presscheck.normalise.lines import PROSE_CHARS, fold
from presscheck.normalise.names import is_person, is_written_as_name
from presscheck.normalise.reading import Reading
from presscheck.normalise.roles import QUALIFIERS, ROLES
from presscheck.normalise.signatures import LIFE, NO_NAME
from presscheck.patterns import lone, phrases_of
from presscheck.rule import found_in

RANK = 0.57
"""Above a name of which only its place beneath the headline speaks."""
MAX_CHARS = 500
NEAR_END = 150
"""So many lines from the end of a page notes on the author stand."""
MAX_NAME_WORDS = 4
ROLE_WORDS = 9
"""Within so many words behind the name a note says what the person does."""
CLOSING_LINES = 2
"""So many of the last lines close a text."""
ENDING_CHARS = 8
LIVED = re.compile(
    r"(?:\s\((?:\*|b\.|born|geb\.|geboren|né|née)?\s?\d{4}(?:[–-]\d{4})?\)"
    r"|,\s(?:\d\d|(?:born|geboren|geb\.|Jahrgang|née?|nacid[oa]|nat[oa]|nascid[oa]|född|født)\s(?:(?:in|en|nel|em)\s)?\d{4}),)"
    r"(?=\s)"
)
"""When somebody was born, behind the name: ``Ana Soler (*1958)``, ``Ana Soler, geboren 1958,``."""
LABEL = lone(*phrases_of("author-labels"))
WRITES = frozenset(
    "writes covers reports schreibt berichtet écrit couvre escribe cubre escreve scrive skriver schrijft".split()
)
REACHED = (("can", "be", "reached"), ("may", "be", "reached"))
CALLS = frozenset("contact reach email e-mail follow".split())
BEHIND_CALLS = frozenset("at on via by 's ’s".split())
MORE = tuple(
    tuple(phrase.split())
    for phrase in (
        "more by", "more from", "articles by", "stories by", "posts by", "all posts by", "all articles by", "all stories by",
        "view all posts by", "see all posts by", "view all articles by", "read more by", "read more from", "mehr von",
        "alle artikel von", "alle beiträge von", "weitere artikel von", "tous les articles de", "más artículos de",
        "todos los artículos de", "tutti gli articoli di", "todos os artigos de", "meer van", "alle artikelen van",
        "все статьи автора", "все материалы автора",
    )
)  # fmt: skip
"""What stands before the name where a page leads to the other stories of its author."""
FIRST = CALLS | {phrase[0] for phrase in MORE}


def read(reading: Reading) -> Iterator[Field]:
    """The people whom notes at the end of a text without markup are about, and the text is not."""
    if reading.article.media_type == "text/html":
        return
    lines = reading.article.page.lines[-NEAR_END:]
    closing = {line.number for line in reading.kept[-CLOSING_LINES:]} | {
        below.number for label, below in pairwise(lines) if found_in(label.text, LABEL)
    }
    told = dict.fromkeys(
        (name, line) for line in lines if (name := noted(line.text, line.number in closing)) is not None
    )
    for name, line in told:
        if not _in_the_text(name, line, reading):
            at = line.text.find(name)
            span = (line.start + at, line.start + at + len(name)) if at >= 0 else None
            yield typed(name, RANK, "biography", span, line.text.strip())


def noted(text: str, closing: bool = False) -> str | None:
    """The author in ``Ana Soler is a reporter in Norrhaven`` and ``Follow Ana Soler``; None in other lines.

    Where the line closes the text any profession counts, as guest authors have: ``Ana Soler is a lecturer``.
    """
    if len(text) > MAX_CHARS:
        return None
    opening = text.lstrip("•*-–— ").split(maxsplit=2)
    if len(opening) < 2:
        return None
    first = opening[0].casefold()
    if first not in FIRST and not (opening[0][0].isupper() and opening[1][0].isupper()):
        return None
    words = LIVED.sub(" ", text.strip("•*-–— ")).split()
    if first in FIRST:
        return _called(words) or _with_more(words)
    start = 1 if first in ROLES else 0
    behind = words[start + _capitals(words[start:]) :][:ROLE_WORDS]
    if not behind or (behind[0] not in LIFE and behind[0] not in ("can", "may")):
        return None
    small = [word.casefold().strip(",.") for word in behind]
    name = _name(words[start:])
    life = (
        name
        and small[0] in LIFE
        and (start or small[0] in WRITES or any(_is_role(word, closing) for word in small[1:]))
    )
    return name if life or tuple(small[:3]) in REACHED else None


def _is_role(word: str, closing: bool) -> bool:
    """Whether a word says what journalists do; of a note that closes the text, what anybody does."""
    return word in ROLES or (closing and (word in folded("professions") or word.endswith(_endings())))


@cache
def _endings() -> tuple[str, ...]:
    """The professions that are long enough to tell a word that ends with them."""
    return tuple(word for word in folded("professions") if len(word) >= ENDING_CHARS)


def _called(words: list[str]) -> str | None:
    """The name in ``Contact reporter Ana Soler at …`` and ``Follow Ana Soler``."""
    if words[0].casefold() not in CALLS:
        return None
    rest = words[1:]
    while rest and rest[0].casefold() in ROLES | {"staff", "senior", "the", "this", "author"}:
        rest = rest[1:]
    name = _name(rest)
    if not name or not QUALIFIERS.isdisjoint(name.casefold().split()):  # a desk's account
        return None
    behind = rest[len(name.split()) :]
    return name if not behind or behind[0].casefold() in BEHIND_CALLS else None


def _with_more(words: list[str]) -> str | None:
    """The name in ``All posts by Ana Soler``, where nothing stands behind it."""
    small = tuple(word.casefold() for word in words[:4])
    for phrase in MORE:
        if small[: len(phrase)] == phrase:
            name = _name(words[len(phrase) :])
            return name if name and len(words) == len(phrase) + len(name.split()) else None
    return None


def _capitals(words: list[str]) -> int:
    """How many words at the beginning are written like those of a name; more than a name has are not counted."""
    limit = min(len(words), MAX_NAME_WORDS + 1)
    small = (at for at in range(limit) if not (words[at][0].isupper() or is_written_as_name(words[at])))
    return next(small, limit)


def _name(words: list[str]) -> str | None:
    """The person that words begin with."""
    taken = words[: _capitals(words)]
    name = " ".join(taken)
    plain = 1 < len(taken) <= MAX_NAME_WORDS and not any(word.casefold().strip(".") in NO_NAME for word in taken)
    return name if plain and not name.isupper() and is_person(name) and name[-1].isalpha() else None


def _in_the_text(name: str, note: Line, reading: Reading) -> bool:
    """Whether the headline or another sentence of the text names the person, by the last name alone as well."""
    last = name.rsplit(maxsplit=1)[-1]
    title = reading.kept[reading.title_index].text if reading.title_index is not None else ""
    return fold(last) in fold(title) or any(
        last in line.text and noted(line.text) != name
        for line in reading.kept
        if len(line.text) >= PROSE_CHARS and line.number != note.number
    )
