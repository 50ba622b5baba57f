"""What can be said of each line of a web page before anybody decides whether it is article.

A row of numbers for each line that is not blank: how it reads, where it stands in the markup and among the lines
that trafilatura took, and what is known of its neighbours, of lines of its kind and of the whole page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from presscheck.model import Claim, Line, Mark
from presscheck.read.layout import KINDS, OUTSIDE, Place
from presscheck.read.main_text import Words

Evidence = NDArray[np.float32]
"""(lines, `NAMES`)"""
Column = NDArray[np.float64]

FAR = 30
"""Distances are counted up to so many lines."""
LEVELS = 12
"""Distances in the tree are counted up to so many levels; one more stands for: there is none."""
CORE = 0.6
"""The article's element is the innermost one that holds this share of the characters trafilatura took."""
SENTENCE_END = re.compile(r"""[.!?…。！？؟।]["')\]”’»“]*$""")

GROUPS = ("parent", "grandparent", "kind", "level")
"""Lines that belong together: in one element, in its parent, with one tag and class, as deep with one tag."""
NAMES = (
    *(f"near {kind}" for kind in KINDS),
    *"depth chars words linked strong sentence capitals repeats in-title in-standfirst".split(),
    *"taken covered before-first after-last since-taken until-taken taken-before taken-around between from-h1".split(),
    *(f"{group} {what}" for group in GROUPS for what in ("taken", "share", "lines", "linked", "chars")),
    *"block-linked block-chars out-of-core core-left".split(),
    *"linked-before linked-after chars-before chars-after".split(),
    *"page-taken page-share page-lines page-paragraphs".split(),
)


class Piece(NamedTuple):
    """A stretch of page text that one element wrote."""

    start: int
    end: int
    place: Place


@dataclass(frozen=True)
class _Layout:
    """Where lines stand: an entry for each."""

    places: list[Place]
    linked: Column
    """Characters in links."""
    strong: Column
    """Characters set off."""


def evidence(
    lines: Sequence[Line],
    words: Words,
    taken: Sequence[int],
    covered: Column,
    pieces: Sequence[Piece],
    marks: Iterable[Mark],
    claims: Iterable[Claim],
) -> Evidence:
    """The numbers of each line.

    `words` are those of the lines, `taken` the indices of the lines that trafilatura took, `covered` the share of each
    that stands in its text; `pieces` is who wrote the page text, in order.
    """
    n = len(lines)
    texts = [line.text for line in lines]
    at = np.arange(n)
    chars = np.array([len(text) for text in texts], float)
    took = np.zeros(n)
    took[list(taken)] = 1
    layout = _layout(lines, pieces)
    linked = np.minimum(layout.linked / chars, 1)
    all_taken = max((chars * took).sum(), 1)
    first, last = (taken[0], taken[-1]) if taken else (0, n - 1)
    before = np.concatenate(([-FAR], np.maximum.accumulate(np.where(took, at, -FAR))[:-1]))
    behind = np.concatenate((np.minimum.accumulate(np.where(took, at, n + FAR)[::-1])[::-1][1:], [n + FAR]))
    running = np.concatenate((np.zeros(4), np.cumsum(took), np.full(3, took.sum())))
    level = np.array([place.level for place in layout.places], np.int16)
    near = np.array([place.near for place in layout.places], np.int16)
    near = np.where(near, np.minimum(level[:, None] - near, LEVELS), LEVELS + 1)
    repeats = Counter(texts)
    claims = list(claims)
    heading = _headline(lines, marks, first)
    out, left = _from_core(layout.places, chars * took, CORE * all_taken)
    blocks = _numbered([place.path[-1:] for place in layout.places])
    block_chars, block_linked = np.bincount(blocks, chars), np.bincount(blocks, layout.linked)
    columns: list[NDArray[np.generic]] = [
        level,
        chars,
        words.counts,
        linked,
        layout.strong / chars,
        np.array([bool(SENTENCE_END.search(text)) for text in texts]),
        words.share(np.array([word[0].isupper() for word in words.written], bool)),
        np.array([repeats[text] for text in texts]),
        _told(words, [claim.value for claim in claims if claim.field == "title"]),
        _told(words, [claim.value for claim in claims if claim.field == "standfirst"]),
        took,
        covered,
        np.clip(first - at, -FAR, FAR),
        np.clip(at - last, -FAR, FAR),
        np.minimum(at - before, FAR),
        np.minimum(behind - at, FAR),
        (np.cumsum(chars * took) - chars * took) / all_taken,
        running[7:] - running[:-7] - took,
        (at - first) / max(1, last - first),
        np.clip(at - heading, -FAR, FAR) if heading is not None else np.full(n, -FAR - 1),
    ]
    for keys in (
        [place.path[-2:-1] for place in layout.places],
        [place.path[-3:-2] for place in layout.places],
        [place.kind for place in layout.places],
        [(place.kind.partition(" ")[0], place.level) for place in layout.places],
    ):
        columns += _kin(_numbered(keys), chars, chars * took, layout.linked, all_taken)
    columns += [
        (block_linked / np.maximum(block_chars, 1))[blocks],
        block_chars[blocks],
        out,
        left,
        *(np.append(linked, (-1, -1))[at + step] for step in (-1, 1)),
        *(np.append(chars, (-1, -1))[at + step] for step in (-1, 1)),
        np.full(n, np.log1p(all_taken)),
        np.full(n, all_taken / max(chars.sum(), 1)),
        np.full(n, n),
        np.full(n, (near[:, KINDS.index("<paragraph>")] <= 1).mean() if n else 0),
    ]
    table = np.empty((n, len(NAMES)), np.float32)
    table[:, : len(KINDS)] = near
    table[:, len(KINDS) :] = np.column_stack(columns)
    return table


def _layout(lines: Sequence[Line], pieces: Sequence[Piece]) -> _Layout:
    """Who wrote most of each line, and how much of it is linked and set off."""
    places, linked, strong = [], [], []
    at = 0
    for line in lines:
        while at < len(pieces) and pieces[at].end <= line.start:
            at += 1
        place, longest, in_links, set_off = OUTSIDE, 0, 0, 0
        here = at
        while here < len(pieces) and pieces[here].start < line.end:
            piece = pieces[here]
            width = min(piece.end, line.end) - max(piece.start, line.start)
            if width > longest:
                place, longest = piece.place, width
            in_links += width * piece.place.linked
            set_off += width * piece.place.strong
            here += 1
        places.append(place)
        linked.append(in_links)
        strong.append(set_off)
    return _Layout(places, np.array(linked, float), np.array(strong, float))


def _numbered(keys: Sequence[object]) -> NDArray[np.intp]:
    """The same number for the same key, from 0."""
    numbers: dict[object, int] = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], np.intp)


def _kin(group: NDArray[np.intp], chars: Column, taken: Column, linked: Column, all_taken: float) -> list[Column]:
    """Columns about the group of each line.

    Of the other lines what was taken: as a share of their characters, and of all that was taken. Of the whole group:
    lines, the share of characters that is linked, characters.
    """
    of_group = np.bincount(group, chars)
    others = np.bincount(group, taken)[group] - taken
    return [
        others / np.maximum(of_group[group] - chars, 1),
        others / all_taken,
        np.bincount(group)[group].astype(float),
        (np.bincount(group, linked) / np.maximum(of_group, 1))[group],
        of_group[group],
    ]


def _from_core(places: Sequence[Place], taken: Column, enough: float) -> tuple[Column, Column]:
    """How many levels a line stands below the last element it shares with the article's element, and that one below it."""
    of_path: Counter[tuple[int, ...]] = Counter()
    for place, width in zip(places, taken.tolist(), strict=True):
        of_path[place.path] += width
    held: Counter[int] = Counter()
    for path, width in of_path.items():
        if width:
            for element in path:
                held[element] += width
    core = max((element for element, width in held.items() if width >= enough), default=-1)
    to_core = next((path[: path.index(core) + 1] for path in of_path if core in path), ())
    shared = {path: len(set(path).intersection(to_core)) for path in of_path}
    common = np.array([shared[place.path] for place in places], float)
    return np.array([len(place.path) for place in places], float) - common, len(to_core) - common


def _told(words: Words, values: Sequence[str]) -> Column:
    """The share of each line's words that stand in any of the values."""
    return words.share(np.isin(words.numbers, Words(values, words).numbers))


def _headline(lines: Sequence[Line], marks: Iterable[Mark], first: int) -> int | None:
    """The line of the last level-one heading up to line `first`, or else of the first one."""
    starts = sorted(mark.start for mark in marks if mark.kind == "h1")
    found = [index for start in starts for index, line in enumerate(lines) if line.start <= start < line.end]
    above = [index for index in found if index <= first]
    return above[-1] if above else found[0] if found else None
