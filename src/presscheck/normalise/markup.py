"""Bylines of HTML pages: whom the markup claims as author, and who stands around the headline.

The lines around the headline may be gone from the clean text, so the page text is looked at, from the headline to the
first paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from presscheck.dates import find_dates
from presscheck.lexicons import folded, words
from presscheck.model import Claim, Field, Line, Mark
from presscheck.normalise.bylines import MAX_CHARS, NOBODY, OPENING, TRAIL, WORDS, byline, credited, typed
from presscheck.normalise.credit_words import Named, agencies_behind
from presscheck.normalise.lines import BODY_CHARS, letters
from presscheck.normalise.names import SPLIT, kind_of, split_names, without_time
from presscheck.normalise.reading import Reading
from presscheck.normalise.roles import person_beside_role

RANK = {
    "column author": 0.94,
    "json-ld author": 0.93,
    "meta twitter:data": 0.9,
    "meta parsely-author": 0.89,
    "meta sailthru.author": 0.89,
    "byline element": 0.88,
    "meta author": 0.86,
    "json-ld creator": 0.85,
    "microdata author": 0.84,
    "time element": 0.82,
    "byline date": 0.78,
    "trafilatura": 0.7,
    "json-ld author organization": 0.5,
}
OTHER_META = 0.8
LINES = 25
PARAGRAPHS = 2
"""A standfirst may look like the first paragraph; below the second no byline of the article is looked for."""
GAP_CHARS = 120
"""Names that stand further apart are of different bylines, the later one of another story's."""
GLUED = re.compile(rf"^(?i:{WORDS})(?=[A-ZÀ-Þ][a-zß-ÿ]+ [A-ZÀ-Þ])")
"""``ByAna Soler``: a space that is only seen."""
CLOCK = re.compile(r"^\W*(?:\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?)?\s*(?:[A-Z]{2,4}(?=\s))?")
"""A time of day, and letters of a zone, that the reader of dates left."""
PARENTHESES = re.compile(r"(?:(?<!\s)\s++)?\([^()]*+\)")
ARTICLES = frozenset("le la les the el il die das het".split())
"""What a paper's name begins with: ``Le Phare avec AFP``."""
BUTTONS = folded("byline_buttons")
NO_NAMES = folded("byline_noise") | BUTTONS


def read(reading: Reading) -> Iterator[Field]:
    """Names that the markup claims, in byline lines, and in elements marked as author; dates beside those."""
    for claim in reading.article.claims:
        if claim.field == "author":
            yield from _claimed(reading, claim)
    lines = head(reading)
    if not lines:
        return
    marks = [m for m in reading.article.marks if lines[0].start <= m.start and m.end <= lines[-1].end]
    yield from _times(reading, [mark for mark in marks if mark.kind == "time"])
    elements = _innermost([mark for mark in marks if mark.kind == "author"])
    found: list[Field] = []
    for line in lines[1:]:
        inside = [mark for mark in elements if line.start <= mark.start < line.end]
        names = [field for mark in inside for field in _names(reading, line, mark)] or list(byline(_opening(line)))
        found += names
        if names:
            yield from _dates(line)
    yield from (_of_the_site(field, reading.sites) for field in _together(found))


def _claimed(reading: Reading, claim: Claim) -> Iterator[Field]:
    """The names of a claim. An organisation is no person, whatever it is called."""
    names, agencies = [claim.value], tuple[Named, ...]()
    rank = RANK.get(claim.source, OTHER_META)
    if kind_of(claim.value) not in (*NOBODY, "placeholder"):
        value = opened_at_date(without_time(claim.value) or claim.value)
        opened = OPENING.match(value)
        value = opened["names"] if opened else value
        end, agencies = agencies_behind(value)
        names = [name for _, _, name in split_names(TRAIL.sub("", value[:end]))]
        yield from (replace(credited(one, value, None, rank, claim.source), evidence=claim.value) for one in agencies)
    for name in names:
        field = typed(_bare(name), rank, claim.source, None, claim.value)
        paper = agencies and name.partition(" ")[0].casefold() in ARTICLES
        if (paper or claim.source.endswith("organization")) and field.field == "author":
            field = replace(field, field="byline", rule=f"{claim.source} (outlet)")
        yield _of_the_site(field, reading.sites)


def _of_the_site(field: Field, sites: frozenset[str]) -> Field:
    """An author that is called like the site is its outlet."""
    if field.field == "author" and letters(field.value) in sites:
        return replace(field, field="byline", rule=f"{field.rule} (outlet)")
    return field


def head(reading: Reading) -> list[Line]:
    """The headline's line and those below it, to the first paragraphs; none where there is no headline."""
    mark = next(reading.article.page.marked("h1"), None)
    if reading.article.media_type != "text/html" or (reading.title_index is None and mark is None):
        return []
    at = reading.kept[reading.title_index].start if reading.title_index is not None else mark.start if mark else 0
    below = [line for line in reading.article.page.lines if line.end > at][: LINES + 1]
    long = [i for i, line in enumerate(below) if i and len(line.text) >= BODY_CHARS]
    return below[: long[PARAGRAPHS - 1]] if len(long) >= PARAGRAPHS else below


def _innermost(marks: list[Mark]) -> list[Mark]:
    """Those that hold no other one, in order; each stretch of text once."""
    spans = list(dict.fromkeys((mark.start, mark.end) for mark in marks))
    return [
        Mark(start, end, "author")
        for start, end in spans
        if not any(start <= low and high <= end and (low, high) != (start, end) for low, high in spans)
    ]


def _opening(line: Line) -> Line:
    """The line from the word that opens its byline: behind a date, and with the space that is only seen.

    ``Posted on 3 May 2021 by Ana Soler`` and ``ByAna Soler``. Offsets of the names stay.
    """
    behind = opened_at_date(line.text)
    if behind != line.text:
        return Line(line.number, line.end - len(behind), line.end, behind)
    glued = GLUED.match(line.text)
    return Line(line.number, line.start - 1, line.end, f"{glued[0]} {line.text[glued.end() :]}") if glued else line


def opened_at_date(text: str) -> str:
    """What stands behind the date of a text, where a byline is opened there; else the text."""
    dates = find_dates(text)
    behind = CLOCK.sub("", text[dates[0].end :]) if dates else ""
    return behind if OPENING.match(behind) else text


def _names(reading: Reading, line: Line, mark: Mark) -> Iterator[Field]:
    """Names of an element, unless the words before it say that it names somebody else: ``Photographs by``."""
    before = line.text[: mark.start - line.start]
    for _, _, name in split_names(before):
        before = before.replace(name, "") if kind_of(name) == "person" else before
    if before.strip(" ,·|•&—–-") and not OPENING.match(f"{before.strip()} N") and not SPLIT.fullmatch(before):
        return
    at, evidence = mark.start, line.text.strip()
    for text in reading.article.text[mark.start : mark.end].split("\n"):
        opened = OPENING.match(text)
        names = opened["names"] if opened else text
        for mention in find_dates(names)[:1]:
            names = names[: mention.start]
        for _, _, name in split_names(PARENTHESES.sub("", names)) if len(names) <= MAX_CHARS else []:
            person = _bare(name)
            if kind_of(person) in ("person", "agency", "outlet", "desk") and not NO_NAMES & _words(person):
                start = at + max(0, text.find(name))
                span = (start, start + len(name))
                yield typed(person, RANK["byline element"], "byline element", span, evidence)
        at += len(text) + 1
        evidence = reading.article.text[at:].split("\n", 1)[0].strip()


def _words(name: str) -> set[str]:
    return {word.casefold().strip(".:") for word in name.split()}


def _bare(name: str) -> str:
    """A name without words of buttons around it: ``View all posts by Ana Soler``."""
    parts = [] if kind_of(name) in NOBODY else name.split()
    while parts and parts[0].casefold().strip(":") in BUTTONS | folded("byline_words"):
        parts = parts[1:]
    while parts and parts[-1].casefold() in BUTTONS:
        parts = parts[:-1]
    bare = " ".join(parts)
    return person_beside_role(name) or (bare if kind_of(bare) == "person" else name)


def _together(found: list[Field]) -> list[Field]:
    """The first name and those that stand near the ones before."""
    ordered = sorted(found, key=lambda field: field.start or 0)
    for index, (one, other) in enumerate(pairwise(ordered), 1):
        if (other.start or 0) - (one.end or 0) > GAP_CHARS:
            return ordered[:index]
    return ordered


def _times(reading: Reading, marks: list[Mark]) -> Iterator[Field]:
    """Dates that time elements show."""
    text = reading.article.text
    for mark in marks:
        before = text[text.rfind("\n", 0, mark.start) + 1 : mark.start]
        for mention in find_dates(text[mark.start : mark.end])[:1]:
            field = "modified" if _updated(before) else "published"
            start, end = mark.start + mention.start, mark.start + mention.end
            yield Field(field, mention.iso, RANK["time element"], "time element", start, end, text[start:end])


def _dates(line: Line) -> Iterator[Field]:
    """The date of a byline line."""
    for mention in find_dates(line.text)[:1]:
        if not _updated(line.text[: mention.start]):
            start, end = line.start + mention.start, line.start + mention.end
            yield Field("published", mention.iso, RANK["byline date"], "byline date", start, end, line.text.strip())


def _updated(before: str) -> bool:
    return any(word in before.casefold() for word in words("update_labels"))
