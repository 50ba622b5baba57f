"""Days that sentences state: ``This story was last updated on March 5, 2024, to add a comment.`` and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from presscheck.dates import DateMention, find_dates, may_hold_date
from presscheck.model import Field, Line
from presscheck.normalise.lines import WORD
from presscheck.normalise.reading import Reading
from presscheck.patterns import phrases_of
from presscheck.rule import found_in, regex

MAX_CHARS = 300
DAY = "¤"
"""Stands for the first day of a line in the phrases."""
KINDS = {"published": (0.82, "published-line"), "modified": (0.85, "updated-line")}
"""Rank and rule of each field."""
STOP = re.compile(r"[.!)\]。）]")
MORE_WORDS = 2
"""More words behind the day say where else an article was published on it."""


def read(reading: Reading) -> Iterator[Field]:
    """What lines say that open with such a sentence."""
    for line in reading.kept:
        dates = find_dates(line.text) if len(line.text) <= MAX_CHARS and may_hold_date(line.text) else ()
        if dates and (field := _said(line.text, dates[0])):
            yield _field(reading, line, dates[0], field)


def _said(text: str, day: DateMention) -> str | None:
    """Which field the day of a line is, if any."""
    told = f"{text[: day.start]}{DAY}{text[day.end :]}"
    if not (said := found_in(told, *_patterns())):
        return None
    field = list(KINDS)[said[0]]
    rest = STOP.split(told[regex(_patterns()[said[0]]).search(told).end() :], maxsplit=1)[0]
    return field if field == "modified" or len(WORD.findall(rest)) <= MORE_WORDS else None


def _field(reading: Reading, line: Line, day: DateMention, field: str) -> Field:
    rank, rule = KINDS[field]
    start, end = line.start + day.start, line.start + day.end
    return Field(field, reading.settled(day).iso, rank, rule, start, end, reading.article.text[start:end])


@cache
def _patterns() -> tuple[str, ...]:
    """RE2 for lines that open with a sentence, for each of `KINDS`."""
    return tuple(rf"(?i)^[^\pL\pN]*(?:{'|'.join(phrases_of(file))})" for file in ("date-published", "date-updated"))
