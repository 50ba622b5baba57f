"""Bylines: the people, and what stands in a person's place (outlet, desk, agency, placeholder)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presscheck.lexicons import words
from presscheck.model import Field, Line
from presscheck.normalise.dateline import agency_name
from presscheck.normalise.names import kind_of, split_names
from presscheck.normalise.reading import Reading
from presscheck.normalise.roles import person_beside_role

CONFIDENCE = {
    "json-ld author": 0.93,
    "json-ld creator": 0.85,
    "meta author": 0.85,
    "meta article:author": 0.8,
    "trafilatura": 0.7,
}
MAX_CHARS = 120
OPENING = re.compile(
    r"^\W*(?:(?:written |reported |story |published |words |text |foto und text )?(?:"
    + "|".join(re.escape(word) for word in words("byline_words"))
    + r"))\b\s*:?\s+(?P<names>\S.*)$",
    re.IGNORECASE,
)
TRAIL = re.compile(r"\s+(?:in|for|at|für|aus|à|en|a)\s+[A-ZÀ-Þ][\w .]+$|\s*[|·•–—-]\s.*$|\s*\(.*\)\s*$")


def read(reading: Reading) -> Iterator[Field]:
    """Byline lines above the body or at its end, lone names beside the date, and what the markup claims."""
    start = reading.title_index or 0
    near = reading.kept[start : reading.body_index + 2]
    for line in [*near, *[line for line in reading.kept[-3:] if line not in near]]:
        yield from _byline(reading, line)
    yield from _lone_names(reading)
    for claim in reading.article.claims:
        if claim.field == "author":
            for _, _, name in split_names(TRAIL.sub("", _without_by(claim.value))):
                yield _typed(name, CONFIDENCE.get(claim.source, 0.7), claim.source, None, claim.value)


def _without_by(text: str) -> str:
    opened = OPENING.match(text)
    return opened["names"] if opened else text


def _byline(reading: Reading, line: Line) -> Iterator[Field]:
    """``By Ana Soler and Jo Brandt in Norrhaven`` -> two names."""
    opened = OPENING.match(line.text) if len(line.text) <= MAX_CHARS else None
    if not opened or (line.text.rstrip().endswith((".", "!", "?", "…")) and len(line.text.split()) > 8):
        return
    names = opened["names"]
    for mention in reading.lone_dates(line):
        names = names[: max(0, mention.start - opened.start("names"))]
    names = TRAIL.sub("", names).rstrip()
    found = [(start, end, name, kind_of(person_beside_role(name) or name)) for start, end, name in split_names(names)]
    if not any(kind != "other" for *_, kind in found):
        return
    for start, end, name, kind in found:
        if kind != "other":
            first = line.start + opened.start("names") + start
            yield _typed(name, 0.85, "byline", (first, first + end - start), line.text.strip())


def _lone_names(reading: Reading) -> Iterator[Field]:
    """A name alone on its line beside the line of the date: a person's, or the outlet's in a person's place."""
    lines = reading.head
    for index, line in enumerate(lines):
        text = line.text.strip()
        if index in (reading.title_index, reading.standfirst_index) or len(text) > 60:
            continue
        beside = [
            lines[i] for i in (index - 2, index - 1, index + 1) if 0 <= i < len(lines) and i != reading.title_index
        ]
        if not any(reading.lone_dates(other) for other in beside):
            continue
        kind = kind_of(text)
        if kind in ("person", "outlet", "agency", "desk", "email"):
            start = line.start + line.text.index(text)
            yield _typed(text, 0.6 if kind == "person" else 0.8, "line-beside-date", (start, start + len(text)), text)


def _typed(name: str, confidence: float, rule: str, span: tuple[int, int] | None, evidence: str) -> Field:
    """A person is an author; an agency an agency; all else stays a `byline` that names no person."""
    name = person_beside_role(name) or name
    kind = kind_of(name)
    field = {"person": "author", "agency": "agency"}.get(kind, "byline")
    value = agency_name(name) or name if kind == "agency" else name
    start, end = span or (None, None)
    rule = rule if field != "byline" else f"{rule} ({kind})"
    return Field(field, value, confidence, rule, start, end, evidence)
