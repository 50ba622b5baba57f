"""The dateline of the story, and what it says of place, day and agency."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presscheck.model import Field, Line
from presscheck.normalise.agencies import agencies_named
from presscheck.normalise.dateline import BETWEEN_REPORTERS, Dateline, find_dateline
from presscheck.normalise.names import is_person, split_names
from presscheck.normalise.reading import Reading

CONFIDENCE = {"agency": 0.95, "date": 0.93, "place": 0.85}
UNSPACED = re.compile(r"\S+")
REPORTED = 0.84
"""Rank of a reporter in a dateline: below a byline."""


def read(reading: Reading) -> Iterator[Field]:
    """The first dateline from the headline on, at most three lines into the body."""
    start = 0 if reading.title_index is None else reading.title_index + 1
    for line in reading.kept[start : reading.body_index + 3]:
        dateline = find_dateline(line.text)
        if dateline:
            yield from _fields(reading, line, dateline)
            return


def _fields(reading: Reading, line: Line, dateline: Dateline) -> Iterator[Field]:
    text, confidence = reading.article.text, CONFIDENCE[dateline.form]

    def field(name: str, value: str, span: tuple[int, int], sure: float = confidence) -> Field:
        start, end = line.start + span[0], line.start + span[1]
        return Field(name, value, sure, "dateline", start, end, text[start:end])

    whole = line.text[dateline.start : dateline.end].rstrip(" -–—_:\t\u3000")
    if dateline.agency_span and dateline.agency_span[1] == dateline.start + len(whole) - 1:
        whole = whole.removesuffix(".")  # (EFE).-
    yield field("dateline", whole, (dateline.start, dateline.start + len(whole)))
    if dateline.place and dateline.place_span:
        yield field("dateline_place", dateline.place, dateline.place_span)
    if dateline.date and dateline.date_span:
        yield field("dateline_date", dateline.date, dateline.date_span)
        if not dateline.date.startswith("-"):
            yield field("published", dateline.date, dateline.date_span, 0.8)
    if dateline.agency and dateline.agency_span:
        start, end = dateline.agency_span
        for agency in dict.fromkeys((dateline.agency, *agencies_named(line.text[start:end].strip(" ()[]/")))):
            yield field("agency", agency, dateline.agency_span)
    elif dateline.agency_span:
        start, end = dateline.agency_span
        name = line.text[start:end].strip(" ()[]/")
        start += line.text[start:end].index(name)
        span = (line.start + start, line.start + start + len(name))
        yield Field("byline", name, confidence, "dateline (desk)", *span, name)
    if dateline.reporters_span:
        start, end = dateline.reporters_span
        for at, _, name in _reporters(line.text[start:end]):
            if is_person(name):
                yield field("author", name, (start + at, start + at + len(name)), REPORTED)


def _reporters(text: str) -> list[tuple[int, int, str]]:
    """The names of a dateline's reporters as `split_names` has them; those in scripts without case are parted by spaces too."""
    if any(char.isupper() for char in text):
        ends = [*(found.span() for found in BETWEEN_REPORTERS.finditer(text)), (len(text), len(text))]
        starts = (0, *(end for _, end in ends))
        parts = [(start, text[start:end]) for start, (end, _) in zip(starts, ends, strict=False)]
        return [(start + at, start + end, name) for start, part in parts for at, end, name in split_names(part)]
    return [
        (at + found.start(), at + found.end(), found[0])
        for at, _, name in split_names(text)
        for found in UNSPACED.finditer(name)
    ]
