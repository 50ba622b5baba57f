"""Agencies that a text credits in words: ``avec AFP``, ``(With inputs from PTI)``, ``Reuters contributed to this report``.

The words are in ``lexicons/phrases/credits-*.txt``, the labels before a colon in ``lexicons/source_words.txt``. They are
believed where they are all that a line, a bracket or the end of a byline says; "told Reuters" is a source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from presscheck.lexicons import aliases, folded, named, words
from presscheck.normalise.agencies import credits_picture
from presscheck.normalise.dateline import agency_name, short_agency
from presscheck.normalise.names import is_place
from presscheck.normalise.roles import agency_of_desk
from presscheck.patterns import phrases_of
from presscheck.rule import found_in, in_a_line, regex

MAX_CHARS = 300
"""A longer line is prose; the people who contributed to a report may be many."""
MAX_BRACKET_CHARS = 100
END_CHARS = 60
"""Within so many characters of its beginning, or of its end, a line says that it is a credit."""
MAX_PART_WORDS = 6
"""So many words a name beside an agency's has: ``Ana Soler in Norrhaven``."""
MAX_PARTS = 12
OPENING_BRACKETS, CLOSING_BRACKETS = "([（【", ")]）】"
CLOSED_BY = (*CLOSING_BRACKETS,)
LAST_CHARS = 24
"""In so many characters the last word of an agency's name stands, or enough of it."""
RUN = re.compile(r"\w+")
SENTENCE_ENDS = frozenset(".!?…。！？।؟\"'”’»」』")
JOINED, LABELLED, CLOSED, MATERIAL = 1, 2, 3, 4
"""Which of `_forms` opens in small words, behind a label, closes in words, and does both."""
EDGE = r"[\s*_•·–—-]*"
AND = "and|und|et|y|e|en|och|og|i|ve|ja|oraz|a|și|и|та|και"
PARTS = re.compile(
    rf"(?<!\s)\s*+(?:[,;/|&+、，；،]\s*+(?:(?:{AND})\s++)?|(?<=\s)(?:{AND}|with|mit|avec|con|com|met|med)\s++)",
    re.IGNORECASE,
)
"""What parts the names in a credit; agencies whose own names hold such a sign are looked up whole first."""
BARS = re.compile(r"\s*+[|•·/()]\s*+|(?<=\s)[-–—]\s++|,\s++")
"""What parts agency and place on a line of theirs."""
LONE_SIGNS = " \t\xa0*_•·|/–—-"
STAFF = re.compile(
    r"(?P<agency>.{2,30}?)(?:['’]s?(?=\s)|\s+(?:(?:staff |news |sports )?(?:writer|reporter|journalist|correspondent)s?)\b)",
    re.IGNORECASE,
)
"""``Associated Press writer Ana Soler``, ``Reuters' Jo Brandt``: whose people contributed."""


class Named(NamedTuple):
    """An agency in a credit, or a word for agencies that are not named; offsets are into the text that was asked about."""

    start: int
    end: int
    agency: str | None
    """Its canonical name; None where none is named: ``and agencies``."""


@cache
def _words(*lists: str) -> str:
    """The phrases of some lists as one alternative, in all languages, longer ones first."""
    found = {phrase for name in lists for phrase in phrases_of(name)}
    return "|".join(sorted(found, key=lambda pattern: (-len(pattern), pattern)))


@cache
def _labels() -> str:
    return "|".join(sorted(map(re.escape, words("source_words")), key=lambda word: (-len(word), word)))


@cache
def _forms() -> tuple[str, str, str, str, str]:
    """RE2 for a text that is nothing but a credit: in open words, small ones, behind a label, before its words, between both."""
    return (
        rf"(?i)^{EDGE}(?:{_words('credits-open')})(?:\s*[:：]\s*|\s+|['’])(.*)$",
        rf"(?i)^{EDGE}(?:{_words('credits-join')})\s+(.*)$",
        rf"(?i)^{EDGE}(?:{_labels()})\s?[:：]?\s?(.*)$",
        rf"(?i)^{EDGE}(.*?)\s(?:{_words('credits-close')})[\s.*_]*$",
        rf"(?i)^{EDGE}(?:{_words('credits-join')})\s+(.*?)[\s-](?:{_words('credits-material')})[\s.*_]*$",
    )


@cache
def _any() -> str:
    """RE2 for a line that may be a credit in words: one look at all of them before each is asked."""
    unnamed = "|".join(map(re.escape, words("unnamed_agencies")))
    opened = f"{_words('credits-open', 'credits-join')}|{_labels()}"
    return rf"(?i)^{EDGE}(?:(?:{opened})[\s:：'’]|(?:{unnamed})$)|\s(?:{_words('credits-close')})[\s.*_]*$"


@cache
def _inside() -> str:
    """RE2 for what stands before the agencies at the end of a byline: words of a credit, "and", a bar or a dash."""
    return rf"(?i)(?:^|[\s,;·|–—-]+)(?:{_words('credits-open', 'credits-join')}|{AND})\s+|\s+[|·•–—-]\s+"


@cache
def _labelled() -> str:
    """RE2 for a label at the end of a line, and the names behind it."""
    return rf"(?i)[\s\x{{3000}}\x{{a0}}|·•,;(](?:{_labels()})\s?[:：]\s?(.*?)[\s)）]*$"


@cache
def _between() -> str:
    """RE2 for what stands between the words of a credit and a name."""
    patterns = {*phrases_of("credits-of")}
    glued = {pattern for pattern in patterns if pattern.endswith("['’]")}
    return rf"(?i)^\s*(?:(?:{'|'.join(sorted(patterns - glued))})\s+|(?:{'|'.join(sorted(glued))})\s?)+"


def worded_credits(lines: list[tuple[int, str]]) -> Iterator[Named]:
    """The agencies that lines, each with its offset, or brackets at their ends credit in words; offsets as given."""
    pieces = [(start + at, piece, bracketed) for start, text in lines for at, piece, bracketed in _pieces(text)]
    ends = [
        piece if len(piece) <= 2 * END_CHARS else f"{piece[:END_CHARS]} {piece[-END_CHARS:]}" for _, piece, _ in pieces
    ]
    if not pieces or not in_a_line(_any(), "\n".join(ends)):
        return
    for start, piece, bracketed in pieces:
        for one in worded_credit(piece, bracketed):
            yield Named(start + one.start, start + one.end, one.agency)


def _pieces(text: str) -> Iterator[tuple[int, str, bool]]:
    """What may be a credit in words: the bracket that a line ends in, behind a sentence or alone, or else the line."""
    whole = text.rstrip(" .*_\u3000")
    if whole[-1:] and whole[-1] in CLOSING_BRACKETS:
        opened = max(whole.rfind(bracket) for bracket in OPENING_BRACKETS)
        before = text[: max(opened, 0)].rstrip()
        if opened >= 0 and (not before or before[-1] in SENTENCE_ENDS) and len(whole) - opened <= MAX_BRACKET_CHARS:
            yield opened + 1, whole[opened + 1 : -1], True
    elif len(text) <= MAX_CHARS:
        yield 0, text, False


@lru_cache(maxsize=1024)
def worded_credit(text: str, bracketed: bool = False) -> tuple[Named, ...]:
    """The agencies that a text credits which is nothing but a credit in words; none where it is anything else.

    Small words ("with", "mit") and labels go before agencies alone; plain ones ("additional reporting by") may name
    others beside. A label is asked for in brackets only: lines with one are read by `agency_credits.credit_line`.
    """
    if bracketed and text.strip(" .").casefold() in folded("unnamed_agencies"):
        return (Named(len(text) - len(text.lstrip()), len(text.rstrip(" .")), None),)
    for form in found_in(text, *_forms()):
        found = regex(_forms()[form]).search(text)
        if not found or (form == LABELLED and not bracketed):
            continue
        parts = list(_parts(text, found.start(1), found.end(1), staff=form == CLOSED))
        named_only = form in (JOINED, LABELLED, MATERIAL)
        if len(parts) <= MAX_PARTS and all(one or (not named_only and _like_name(name)) for name, one in parts):
            return tuple(one for _, one in parts if one)
    return ()


def agencies_behind(text: str) -> tuple[int, tuple[Named, ...]]:
    """Where the credit begins that a byline ends in, and its agencies: ``Ana Soler, avec AFP``, ``Ana Soler (mit dpa)``.

    The length of the text, and none, where it ends in none.
    """
    tail = text.rstrip()[-LAST_CHARS:]
    if tail[-1:] not in CLOSED_BY and last_words().isdisjoint(RUN.findall(tail.casefold())[-1:]):
        return len(text), ()
    return _agencies_behind(text)


@cache
def last_words() -> frozenset[str]:
    """The last words of all agencies' names and of those for several."""
    names = (*aliases("agencies"), *folded("unnamed_agencies"))
    return frozenset(found[-1] for name in names if (found := RUN.findall(name.casefold())))


@lru_cache(maxsize=1024)
def _agencies_behind(text: str) -> tuple[int, tuple[Named, ...]]:
    if not found_in(text, _inside(), r"[)\])）】]\s*$"):
        return len(text), ()
    end = len(text.rstrip())
    if text[end - 1] in CLOSING_BRACKETS:
        opened = max(text.rfind(bracket) for bracket in OPENING_BRACKETS)
        inner = text[opened + 1 : end - 1]
        found = (
            (worded_credit(inner, bracketed=True) or _agencies(inner, 0) or _initialled(inner)) if opened >= 0 else ()
        )
        shifted = tuple(Named(opened + 1 + one.start, opened + 1 + one.end, one.agency) for one in found)
        return (opened, shifted) if found else (len(text), ())
    for opening in regex(_inside()).finditer(text):
        if found := _agencies(text, opening.end()):
            return opening.start(), found
    return len(text), ()


def credited_alone(text: str) -> tuple[Named, ...]:
    """The agencies of a line that names besides them nothing but places: ``Agencia EFE | Madrid``; or their desk.

    One agency by itself may be the source of a picture.
    """
    if last_words().isdisjoint(RUN.findall(text.casefold())):
        return ()
    start, end = len(text) - len(text.lstrip(LONE_SIGNS)), len(text.rstrip(LONE_SIGNS + "."))
    if desk := agency_of_desk(text[start:end]):
        return (Named(start, end, desk),)
    found, places, others, at = [], 0, 0, start
    for split in (*BARS.finditer(text, start, end), None):
        stop = split.start() if split else end
        one = _one(text, at, stop, staff=False)
        if one:
            found.append(one)
        elif name := text[at:stop].strip():
            places += is_place(name)
            others += not is_place(name)
        at = split.end() if split else stop
    unnamed = any(one.agency is None for one in found)
    if others:  # a town that is too small to be known
        town = others == 1 and len(found) == 1 and unnamed and text[start:end].istitle()
        return tuple(found) if town else ()
    return tuple(found) if places or unnamed else ()


def source_behind(text: str) -> tuple[int, tuple[Named, ...]]:
    """Where a label behind something else begins, and the agencies that are all it names: ``3 May 2021  Source: AFP``."""
    if ":" not in text and "：" not in text:
        return len(text), ()
    found = regex(_labelled()).search(text) if found_in(text, _labelled()) else None
    named_only = _agencies(text[: found.end(1)], found.start(1)) if found else ()
    return (found.start(), named_only) if found and named_only else (len(text), ())


def _agencies(text: str, start: int) -> tuple[Named, ...]:
    """The agencies from a place on, where nothing else is named there."""
    parts = list(_parts(text, start, len(text)))
    return tuple(one for _, one in parts if one) if all(one for _, one in parts) else ()


def _initialled(text: str) -> tuple[Named, ...]:
    """The agency beside which nothing but a clerk's initials stand: ``dpa/nhv``."""
    agency = None if credits_picture(text) else agency_name(text)
    return (Named(0, len(text), agency),) if agency else ()


def _like_name(text: str) -> bool:
    """Whether what is named beside an agency can be a person with a place, or an outlet: few words, the first a name's."""
    return len(text.split()) <= MAX_PART_WORDS and not text[:1].islower()


def _parts(text: str, start: int, end: int, staff: bool = False) -> Iterator[tuple[str, Named | None]]:
    """The names between two places, each with the agency that it is one of; with `staff`, also that whose people they are."""
    whole = _one(text, start, end, staff)
    splits = () if whole else PARTS.finditer(text, start, end)
    at = start
    for split in (*splits, None):
        stop = split.start() if split else end
        if name := text[at:stop].strip(" ."):
            yield name, _one(text, at, stop, staff)
        at = split.end() if split else end


def _one(text: str, start: int, end: int, staff: bool) -> Named | None:
    """An agency, or a word for several, without the words before its name; None for another name."""
    name = text[start:end]
    between = None if named("agencies", name.strip(" .")) else regex(_between()).match(name)
    start += between.end() if between else len(name) - len(name.lstrip())
    name = text[start:end].rstrip(" .*_\u3000")
    if name.casefold() in folded("unnamed_agencies"):
        return Named(start, start + len(name), None)
    agency = named("agencies", name) or short_agency(name)
    if not agency and staff and (whose := STAFF.match(name)):
        name = whose["agency"]
        agency = named("agencies", name)
    return Named(start, start + len(name), agency) if agency else None
