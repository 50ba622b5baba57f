"""The ledger: edits on a page text, applied, carried through several passes, and undone.

Nothing but this module turns page text into clean text, so the law holds in one place:
page text = clean text with the edits undone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate, islice, pairwise
from operator import attrgetter
from typing import NamedTuple

from presscheck.model import Edit


class _Segment(NamedTuple):
    """``page[start:end]``, kept as it is (`rule` None) or become `replacement`."""

    start: int
    end: int
    replacement: str = ""
    rule: str | None = None

    @property
    def width(self) -> int:
        return len(self.replacement) if self.rule else self.end - self.start


class EditedText:
    """A page text with edits on it. New edits are given in offsets of the *clean* text.

    Immutable: `edit` returns another one.
    """

    def __init__(self, page: str, _segments: tuple[_Segment, ...] | None = None) -> None:
        self.page = page
        self._segments = _segments if _segments is not None else (_Segment(0, len(page)),)

    @cached_property
    def clean(self) -> str:
        """The page text with all edits applied."""
        page = self.page
        return "".join([new if rule else page[start:end] for start, end, new, rule in self._segments])

    @property
    def untouched(self) -> bool:
        """Whether there is no edit on it."""
        return len(self._segments) == 1 and not self._segments[0].rule

    @cached_property
    def edits(self) -> tuple[Edit, ...]:
        """The edits in page text offsets: sorted, never overlapping."""
        return tuple([Edit(start, end, new, rule) for start, end, new, rule in self._segments if rule])

    def of(self, rule: str) -> list[Edit]:
        """The edits of one rule, in order."""
        return [edit for edit in self.edits if edit.rule == rule]

    @cached_property
    def removed(self) -> list[tuple[int, int]]:
        """The stretches of page text that are gone, in order."""
        return [(start, end) for start, end, new, rule in self._segments if rule and not new]

    @cached_property
    def _ends(self) -> list[int]:
        """Where each segment ends in the clean text."""
        return list(accumulate(s.width for s in self._segments))

    @cached_property
    def _page_ends(self) -> list[int]:
        return [s.end for s in self._segments]

    def without(self, *rules: str) -> EditedText:
        """The text with the edits of some rules undone."""
        if not any(segment.rule in rules for segment in self._segments):
            return self
        segments = [s if s.rule not in rules else _Segment(s.start, s.end) for s in self._segments]
        return EditedText(self.page, tuple([s for s in segments if s.start < s.end or s.rule]))

    def to_page(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of page text that a stretch of clean text came from, gaps included."""
        if self.untouched and end <= len(self.page):
            return start, end
        first: int | None = None
        last = 0
        index = (bisect_left if start == end else bisect_right)(self._ends, start)  # the first that can hold it
        at = self._ends[index - 1] if index else 0
        for s in islice(self._segments, index, None):
            if at > end:
                break
            low, high = max(start, at), min(end, at + s.width)
            if low < high or (start == end and at <= start <= at + s.width):
                shift = s.start - at
                if first is None:
                    first = s.start if s.rule else low + shift
                last = s.end if s.rule else high + shift
                if start == end:
                    return first, first
            at += s.width
        return (len(self.page), len(self.page)) if first is None else (first, last)

    def to_clean(self, offset: int) -> int:
        """Where a place of the page text lies in the clean text; a removed place maps to its seam."""
        index = bisect_right(self._page_ends, offset)
        at = self._ends[index - 1] if index else 0
        if index == len(self._segments):
            return at
        s = self._segments[index]
        return at if s.rule else at + max(0, offset - s.start)

    def edit(self, edits: Iterable[Edit]) -> EditedText:
        """Apply edits given in offsets of the present clean text.

        Raises ValueError where two of them overlap or one lies outside the text.
        """
        segments: list[_Segment] = []
        todo = sorted(edits, key=attrgetter("start", "end"))
        for one, other in pairwise(todo):
            if other.start < one.end:
                raise ValueError(f"edits of {one.rule} and {other.rule} overlap at {other.start}")
        at = 0
        rest = list(reversed(self._segments))
        for change in todo:
            placed = False
            while rest:
                behind = at + rest[-1].width
                if behind > change.start or change.start == change.end == behind:
                    break
                at = behind
                segments.append(rest.pop())
            if not rest and change.end > at:
                raise ValueError(f"edit of {change.rule} lies outside the text")
            if rest and at < change.start:
                head, tail = _cut(rest.pop(), change.start - at)
                segments.append(head)
                rest.append(tail)
                at = change.start
            if change.start == change.end:
                here = rest[-1].start if rest else len(self.page)
                segments.append(_Segment(here, here, change.replacement, change.rule))
                continue
            while rest and at < change.end:
                part = rest.pop()
                width = part.width
                if width > change.end - at:
                    width = change.end - at
                    part, tail = _cut(part, width)
                    rest.append(tail)
                at += width
                if not width:
                    segments.append(part)
                    continue
                text = "" if placed else change.replacement
                # A piece that an earlier rule rewrote stays that rule's, unless this edit writes in its place.
                owner = part.rule if part.rule and not text else change.rule
                segments.append(_Segment(part.start, part.end, text, owner))
                placed = True
            if at < change.end:
                raise ValueError(f"edit of {change.rule} lies outside the text")
        return EditedText(self.page, (*segments, *reversed(rest)))


def _cut(segment: _Segment, width: int) -> tuple[_Segment, _Segment]:
    """Cut a segment after `width` characters of clean text; a rewritten one keeps its page text in front."""
    if segment.rule:
        return (
            _Segment(segment.start, segment.end, segment.replacement[:width], segment.rule),
            _Segment(segment.end, segment.end, segment.replacement[width:], segment.rule),
        )
    middle = segment.start + width
    return _Segment(segment.start, middle), _Segment(middle, segment.end)


def restore(clean: str, edits: Iterable[tuple[int, int, str, str]]) -> str:
    """The page text again, from clean text and ledger rows.

    A row is (start, end, replacement, removed text), in order of start, as the ledger table holds it.
    Raises ValueError where the rows do not fit the text.
    """
    parts: list[str] = []
    in_clean = in_page = 0
    for start, end, replacement, removed in edits:
        kept = start - in_page
        if kept < 0 or end - start != len(removed):
            raise ValueError(f"the ledger row at {start} does not fit the text")
        parts += [clean[in_clean : in_clean + kept], removed]
        in_clean += kept
        if clean[in_clean : in_clean + len(replacement)] != replacement:
            raise ValueError(f"the clean text at {in_clean} is not what the ledger wrote there")
        in_clean += len(replacement)
        in_page = end
    return "".join([*parts, clean[in_clean:]])
