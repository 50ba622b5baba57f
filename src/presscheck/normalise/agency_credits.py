"""Agency credits outside bylines and datelines: at the end of a paragraph, or on a line of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from presscheck.dates import find_dates
from presscheck.lexicons import named, words
from presscheck.model import Field, Line, Spans
from presscheck.normalise.agencies import agencies_named, credits_picture
from presscheck.normalise.bylines import credited
from presscheck.normalise.credit_words import (
    LAST_CHARS,
    RUN,
    agencies_behind,
    credited_alone,
    last_words,
    source_behind,
    worded_credits,
)
from presscheck.normalise.dateline import agency_name, short_agency
from presscheck.normalise.lines import LINES_REMEMBERED, PROSE_CHARS, byline_start, is_sentence, lone_dates
from presscheck.normalise.names import is_person, kind_of
from presscheck.normalise.reading import HEAD_LINES, Reading
from presscheck.patterns import phrases_of
from presscheck.rule import regex

TRAILING = re.compile(
    r"(?<=[.!?\"”’»。！？」』؟])(?P<sign>\s*[-–—＝|]{1,2}\s*|\s*[(\[/（【](?:\s*©)?\s*|\s+©\s*)"
    r"(?P<name>[^\W\d_][\w .'/,＝・،、，-]{1,40}?)\s*(?:[)\]/）】]\.?)?\s*$"
)
ALONE = re.compile(
    rf"^\s*+(?:[-–—©(\[（【＝/]++\s*+)?(?:{'|'.join(map(re.escape, words('source_words')))})?\s*+(?:[:：]\s*+)?"
    r"(?P<name>[^\W\d_][\w .'/,＝・،、，-]{1,60}?)\s*(?:[)\]）】/]\.?)?(?:,?\s*dpa:[\d-]+/\d+)?\s*$",
    re.IGNORECASE,
)
COPYRIGHT = re.compile(
    r"\s*+(?:©|\(c\)|copyright\b)[\s©]*+(?:\(c\)\s*+)?(?:(?:19|20)\d\d\b[\s,]*+)?(?:by\s++)?(?P<name>[^\W\d_][^.,|\n]{1,40})",
    re.IGNORECASE,
)
"""A notice of copyright, and whose it is: ``Copyright 2026 The Associated Press. All rights reserved.``"""
SIGN = re.compile(r"[.!?\"”’»。！？」』؟]\s*[-–—＝|(\[/©（【]")
BARE = re.compile(r"(?:\w{4}|\d{2}|[)\]\"”’»])[.!?…][\"”’»]?\s*(?P<name>[^\W\d_][\w '/,-]{1,40}?)\.?\s*$")
"""A name behind the end of a sentence that is no abbreviation's, and nothing between: ``opened in 1934. EFE``."""
BRACKETS = "([（【"
LAST_LINES = 6
MAX_SIGNATURE_WORDS = 3
STAMP = re.compile(r"\s*+\d{4}\s\d{4}\b")
"""Day and hour behind a dispatch, in four digits each: ``1203 1432 दिल्ली``."""
PARAGRAPHS_ABOVE, SENTENCE_CHARS = 2, 40
"""Below so many paragraphs one of so many characters may be the last."""
MAX_LABELLED_CHARS, MAX_SIGNED_CHARS = 120, 80
SIGNED = ("person", "outlet", "desk")
"""Kinds of names that an agency is credited beside: ``Le Courrier avec AFP``."""
WORDED = 0.8
"""Rank of an agency that is credited in words: for a part in the text, mostly."""


@lru_cache(maxsize=LINES_REMEMBERED)
def find_credit(text: str) -> tuple[int, int, int, int, str] | None:
    """The agency credit that closes a paragraph, ``… city. - Reuters``.

    (start, end) with the dash or bracket, (start, end) of the name, and the agency; None where there is none.
    Only behind the end of a sentence: "told Reuters" is a source, "(AP)" after a word may be anything.
    """
    tail = text[-80:]
    found = TRAILING.search(tail) if SIGN.search(tail) else None
    if not found:
        return None
    agency = agency_name(found["name"]) or _short(found["name"], found["sign"])
    if agency is None or ("|" in found["sign"] and credits_picture(found["name"])):
        return None
    shift = max(0, len(text) - 80)
    return (
        shift + found.start("sign"),
        shift + len(text[-80:].rstrip()),
        shift + found.start("name"),
        shift + found.end("name"),
        agency,
    )


@lru_cache(maxsize=LINES_REMEMBERED)
def closing_agency(text: str, above: int) -> tuple[int, int, str] | None:
    """The agency that stands alone behind the last sentence of a paragraph, `above` which others are: (start, end, agency).

    It is a credit where nothing follows that reads like running text; above it stand captions that end so.
    """
    tail = text[-80:]
    if len(text) < (PROSE_CHARS if above < PARAGRAPHS_ABOVE else SENTENCE_CHARS) or last_words().isdisjoint(
        RUN.findall(tail[-LAST_CHARS:].casefold())[-1:]
    ):
        return None
    found = BARE.search(tail)
    if not found or credits_picture(found["name"]) or not (agency := agency_name(found["name"])):
        return None
    shift = len(text) - len(tail)
    return shift + found.start("name"), shift + found.end("name"), agency


@lru_cache(maxsize=LINES_REMEMBERED)
def credit_line(text: str) -> tuple[int, int, str] | None:
    """A line that is nothing but the name of an agency: (start, end, agency)."""
    found = ALONE.match(text) if len(text) <= 80 else None
    if not found:
        return None
    small = regex(_from()).match(found["name"])
    name = found["name"][small.end() if small else 0 :]
    agency = agency_name(name) or _short(name, text)
    return (found.end("name") - len(name), found.end("name"), agency) if agency else None


@cache
def _from() -> str:
    """RE2 for a small word before the name of an agency: ``Da Folhapress``."""
    return rf"(?i)^(?:{'|'.join(phrases_of('credits-from'))})\s+"


def short_signature(text: str, above: str, below: str) -> tuple[int, int, str] | None:
    """The agency that a dispatch is signed by with its short name, right below the last paragraph: ``भाषा``.

    With the names of those who edited it, where the stamp of the dispatch stands below: ``भाषा नेहा राजेश``.
    """
    words = text.split()
    agency = named("agencies_short", words[0]) if words and len(words) <= MAX_SIGNATURE_WORDS else None
    sure = len(words) == 1 or STAMP.match(below)
    if not agency or not sure or text.isascii() or len(above) < PROSE_CHARS or not is_sentence(above):
        return None
    start = text.index(words[0])
    return start, start + len(words[0]), agency


def signature(lines: list[Line], index: int) -> tuple[int, int, str] | None:
    """The agency of a line that is its signature, as `short_signature` has it."""
    above, below = (lines[at].text if 0 <= at < len(lines) else "" for at in (index - 1, index + 1))
    return short_signature(lines[index].text, above, below)


def _short(name: str, sign: str) -> str | None:
    """The agency of a short name, behind a bracket or its like: `short_agency`."""
    return short_agency(name) if not name.isascii() and sign.lstrip()[:1] in (*BRACKETS, "＝") else None


def read(reading: Reading) -> Iterator[Field]:
    """Every credit, once for each place it stands at. Those of pictures are not the text's."""
    page = reading.article.page
    text = reading.article.text
    last = page.lines[-LAST_LINES:][0].number if page.lines else 0
    seen: set[int] = set()
    captions = Spans((mark.start, mark.end) for mark in page.marked("figcaption"))
    prose = [line.number for line in page.lines if len(line.text) >= PROSE_CHARS]
    running = max((line.number for line in reading.kept if len(line.text) >= PROSE_CHARS), default=0)
    for index, line in enumerate(page.lines):
        if captions.meet(line.start, line.start + 1):
            continue
        credit = find_credit(line.text)
        if credit:
            start, end = line.start + credit[2], line.start + credit[3]
            bracketed = text[line.start + credit[0] : start].strip().startswith(tuple(BRACKETS))
            if not credits_picture(text[start:end]) and not (bracketed and line.number < last):
                seen.add(start)
                yield from _each(credit[4], 0.9, "credit-in-text", start, end, text[start:end])
        elif prose and line.number >= prose[-1] and (bare := closing_agency(line.text, len(prose))):
            start, end = line.start + bare[0], line.start + bare[1]
            seen.add(start)
            yield from _each(bare[2], 0.85, "credit-in-text", start, end, text[start:end])
        elif line.number >= max(last, running) and (alone := credit_line(line.text) or signature(page.lines, index)):
            start, end = line.start + alone[0], line.start + alone[1]
            seen.add(start)
            yield from _each(alone[2], 0.85, "credit-line", start, end, text[start:end])
    for field in (*_in_the_head(reading, captions), *_in_words(reading)):
        if field.start not in seen:
            yield field


def _in_the_head(reading: Reading, captions: Spans) -> Iterator[Field]:
    """Agencies alone on the line above the headline, or right below headline, standfirst, byline or date.

    Where a byline stands further below, the credit may be that of a picture.
    """
    title = reading.title_index
    if title is None:
        return
    first = title - (title == 1)
    head = reading.kept[first : reading.body_index][:HEAD_LINES]
    found = [
        (index, line, alone)
        for index, line in enumerate(head, first)
        if index not in (title, reading.standfirst_index)
        and (alone := credit_line(line.text))
        and not credits_picture(line.text[alone[0] : alone[1]])
        and not captions.meet(line.start, line.end)
    ]
    if not found:
        return
    signed = max((index for index, line in enumerate(head, first) if byline_start(line.text)), default=-1)
    for index, line, alone in found:
        if index < title or (index > signed and _is_of_the_head(reading, index - 1)):
            start, end = line.start + alone[0], line.start + alone[1]
            yield from _each(alone[2], 0.85, "credit-line", start, end, reading.article.text[start:end])


def _is_of_the_head(reading: Reading, index: int) -> bool:
    """Whether a line is headline, standfirst, byline or date; a name alone is a byline below one of these."""
    line = reading.kept[index]
    if index in (reading.title_index, reading.standfirst_index) or lone_dates(line) or byline_start(line.text):
        return True
    return index > 0 and is_person(line.text.strip()) and _is_of_the_head(reading, index - 1)


def _each(first: str, rank: float, rule: str, start: int, end: int, name: str) -> Iterator[Field]:
    """A field for each agency of a credit: ``dpa/AFP``."""
    for agency in dict.fromkeys((first, *agencies_named(name))):
        yield Field("agency", agency, rank, rule, start, end, name)


def _in_words(reading: Reading) -> Iterator[Field]:
    """Agencies credited in words, above the body and in the last lines: of the page, and of what is kept of it."""
    page, kept, text = reading.article.page, reading.kept, reading.article.text
    top = 0 if reading.title_index is None else reading.title_index + 1
    head = kept[top : reading.body_index][:HEAD_LINES]
    for line in head:
        end, sources = source_behind(line.text) if len(line.text) <= MAX_LABELLED_CHARS else (0, ())
        for one in sources if sources and find_dates(line.text[:end]) else ():
            yield credited(one, line.text, line.start, 0.85, "credit-line")
        end, agencies = agencies_behind(line.text) if len(line.text) <= MAX_SIGNED_CHARS else (0, ())
        for one in agencies if agencies and kind_of(line.text[:end]) in SIGNED else ():
            yield credited(one, line.text, line.start, WORDED, "credit-line")
    for line in dict.fromkeys([*head, *kept[-LAST_LINES:]]):
        for one in credited_alone(line.text) if len(line.text) <= MAX_SIGNED_CHARS else ():
            yield credited(one, line.text, line.start, WORDED, "credit-line")
    for line in page.lines[-LAST_LINES:]:
        notice = COPYRIGHT.match(line.text)
        agency = named("agencies", notice["name"].strip()) if notice else None
        if notice and agency:
            start, stop = line.start + notice.start("name"), line.start + notice.end("name")
            yield Field("agency", agency, WORDED, "copyright", start, stop, text[start:stop])
    lines = [*head, *kept[-LAST_LINES:], *page.lines[-LAST_LINES:]]
    for one in worded_credits([(line.start, line.text) for line in dict.fromkeys(lines)]):
        yield credited(one, text, 0, WORDED, "credit-in-words")
