"""The fields of an article with what speaks for each value, and against it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from presscheck.report.stored import Row
from presscheck.report.typeset import Span
from presscheck.report.visible import shown

FIELD_NAMES = {
    "title": "Title",
    "standfirst": "Standfirst",
    "author": "Authors",
    "byline": "Byline, no person",
    "agency": "Agencies",
    "origin": "Origin, as the page states it",
    "publisher": "Publisher",
    "published": "Published",
    "modified": "Modified",
    "dateline": "Dateline",
    "dateline_place": "Dateline place",
    "dateline_date": "Dateline date",
    "scraped_day": "Day of the scrape",
    "language": "Language",
    "tag": "Tags",
    "caption": "Captions",
    "credit": "Photo credits",
    "subhead": "Subheads",
    "address": "Address it was fetched from",
    "header": "Said by the server",
}
"""Field -> heading, in the order of the page; any other field follows under its own name."""
EXPECTED = ("title", "author", "agency", "publisher", "published")
"""Fields that have a row even where nothing was found, since that is worth knowing."""
_MAX_QUOTE = 160


class Places:
    """Offsets of a text as lines and columns. `end` is where the text shown on the page ends."""

    def __init__(self, text: str, line_starts: Sequence[int], end: int) -> None:
        self.text = text
        self.end = end
        self._starts = line_starts

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Both from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def quote(self, start: int, end: int) -> str:
        """The text at a place, cut short."""
        return short(self.text[start:end].strip())


def short(text: str) -> str:
    """A quotation that fits in two or three lines of a narrow column."""
    return text if len(text) <= _MAX_QUOTE else text[: _MAX_QUOTE - 1].rstrip() + "…"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value with its evidence; `anchor` is the id of the place in the text, "" where it is not shown.

    `quote` is empty where the value itself is what stands there. Values that stand nowhere in the text and
    were read in the same way share one candidate.
    """

    values: tuple[str, ...]
    confidence: float
    rule: str
    quote: str
    line: int | None
    col: int | None
    anchor: str


@dataclass(frozen=True, slots=True)
class FieldBox:
    """One field: the chosen values, the losing ones, and how many there are of each, of which `limit` are shown."""

    field: str
    name: str
    chosen: tuple[Candidate, ...]
    others: tuple[Candidate, ...]
    chosen_count: int
    others_count: int
    limit: int


def field_boxes(rows: Sequence[Row], places: Places, limit: int) -> tuple[list[FieldBox], list[Span]]:
    """The metadata of an article, in the order of `FIELD_NAMES`, and the marks for its evidence in the text.

    At most `limit` values, and as many losing candidates, are shown of one field.
    """
    by_field: dict[str, list[Row]] = {name: [] for name in EXPECTED}
    for row in rows:
        by_field.setdefault(row["field"], []).append(row)
    ranked = {name: _ranked(of_field) for name, of_field in by_field.items()}
    anchors, spans = _mark_evidence([row for pair in ranked.values() for some in pair for row in some[:limit]], places)
    boxes = [
        FieldBox(
            name,
            FIELD_NAMES.get(name, name),
            _candidates(chosen[:limit], places, anchors),
            _candidates(others[:limit], places, anchors),
            len(chosen),
            len(others),
            limit,
        )
        for name, (chosen, others) in ranked.items()
    ]
    ranks = {name: rank for rank, name in enumerate(FIELD_NAMES)}
    return sorted(boxes, key=lambda box: (ranks.get(box.field, len(ranks)), box.field)), spans


def _ranked(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Chosen rows as they come, those of one value together, and the others by confidence."""
    by_value: dict[str, list[Row]] = {}
    for row in rows:
        if row["chosen"]:
            by_value.setdefault(row["value"], []).append(row)
    others = [row for row in rows if not row["chosen"]]
    others.sort(key=lambda row: (-row["confidence"], row["value"]))
    return [row for of_value in by_value.values() for row in of_value], others


def _mark_evidence(rows: Sequence[Row], places: Places) -> tuple[dict[tuple[int, int], str], list[Span]]:
    """One mark for each stretch of text that is evidence, with the names of the fields it decided."""
    standing = [row for row in rows if row["start"] is not None and row["start"] < places.end]
    standing.sort(key=_stretch)
    anchors: dict[tuple[int, int], str] = {}
    spans: list[Span] = []
    for stretch, group in groupby(standing, key=_stretch):
        decided = list(dict.fromkeys(row["field"] for row in group if row["chosen"]))
        anchors[stretch] = f"e{len(anchors) + 1}"
        names = shown(", ".join(name.replace("_", " ") for name in decided))
        label = f'<span class="tag ev">{names}</span>' if names else ""
        spans.append(Span(*stretch, "span", "ev" if decided else "ev lost", anchors[stretch], label))
    return anchors, spans


def _stretch(row: Row) -> tuple[int, int]:
    return row["start"], row["end"]


def _candidates(rows: Sequence[Row], places: Places, anchors: dict[tuple[int, int], str]) -> tuple[Candidate, ...]:
    merged: list[Candidate] = []
    for candidate in (_candidate(row, places, anchors) for row in rows):
        if merged and candidate.line is None and not candidate.quote:
            last = merged[-1]
            if replace(last, values=candidate.values) == candidate and candidate.values[0] not in last.values:
                merged[-1] = replace(last, values=(*last.values, *candidate.values))
                continue
        merged.append(candidate)
    return tuple(merged)


def _candidate(row: Row, places: Places, anchors: dict[tuple[int, int], str]) -> Candidate:
    line, col, anchor, quote = None, None, "", short(row["evidence"] or "")
    if row["start"] is not None:
        line, col = places.line_and_column(row["start"])
        anchor, quote = anchors.get(_stretch(row), ""), places.quote(row["start"], row["end"])
    if quote == row["value"]:  # it is right above
        quote = ""
    return Candidate((row["value"],), row["confidence"], row["rule"], quote, line, col, anchor)
