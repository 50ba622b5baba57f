"""Two texts side by side, sentence by sentence: what is shared, altered, moved, dropped and added."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from presscheck.link.align import Aligned, Sentence, align, sentences

KINDS = ("shared", "altered", "moved", "dropped", "added")
MAX_WORD_PAIRS = 1_000_000
"""Of two sentences with more, the words that differ are not looked for: a line without a full stop is no sentence."""
_TAIL = re.compile(r"\S*(?:\W*\Z)?")
"""What belongs to the sentence before it: the rest of a word, and all that is no word at the end of the text."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A row of two texts side by side. Each side is pieces of text, (text, whether its words differ); or nothing.

    A sentence that moved has two rows, one at its place in each text; `twin` is the index of the other.
    """

    kind: str
    """One of `KINDS`, the second text as a copy of the first."""
    a: tuple[tuple[str, bool], ...] = ()
    b: tuple[tuple[str, bool], ...] = ()
    twin: int | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All passages in the order of the copy, what it dropped where the origin has it."""

    passages: tuple[Passage, ...]
    left_a: int
    left_b: int
    """Characters behind the last sentence that was compared."""

    @property
    def counts(self) -> dict[str, int]:
        """Sentences by kind; one that moved counts once."""
        found = Counter(passage.kind for passage in self.passages if not (passage.kind == "moved" and passage.a))
        return {kind: found[kind] for kind in KINDS}


def compare(a: str, b: str) -> Comparison:
    """Set a copy (b) beside its origin (a). Sentences of fewer than five words stand with the next and are not compared.

    A sentence has moved when it is not in the longest run of sentences that are in the same order in both.
    """
    here, there = sentences(a), sentences(b)
    pairs = align(here, there)
    of_a = {sentence.start: place for place, sentence in enumerate(here)}
    of_b = {sentence.start: place for place, sentence in enumerate(there)}
    targets = [of_b[pair.b.start] for pair in pairs]
    steady = rising(targets)
    cuts_a, cuts_b = _pieces(a, here), _pieces(b, there)
    by_a = {of_a[pair.a.start]: n for n, pair in enumerate(pairs)}
    by_b = {target: n for n, target in enumerate(targets)}
    rows: list[Passage] = []
    places: dict[tuple[int, str], int] = {}
    at = 0

    def side_b(until: int) -> None:
        for j in range(at, until):
            n = by_b.get(j)
            if n is None:
                rows.append(Passage("added", b=((_text(b, cuts_b[j]), False),)))
            else:
                places[n, "b"] = len(rows)
                rows.append(Passage("moved", b=_marked(b, cuts_b[j], pairs[n], "b")))

    for i in range(len(here)):
        n = by_a.get(i)
        if n is None:
            rows.append(Passage("dropped", a=((_text(a, cuts_a[i]), False),)))
        elif n not in steady:
            places[n, "a"] = len(rows)
            rows.append(Passage("moved", a=_marked(a, cuts_a[i], pairs[n], "a")))
        else:
            side_b(targets[n])
            at = targets[n] + 1
            kind = "shared" if pairs[n].likeness == 1.0 else "altered"
            sides = _marked(a, cuts_a[i], pairs[n], "a"), _marked(b, cuts_b[targets[n]], pairs[n], "b")
            rows.append(Passage(kind, *sides))
    side_b(len(there))
    for (n, side), place in places.items():
        row = rows[place]
        rows[place] = Passage(row.kind, row.a, row.b, places[n, "a" if side == "b" else "b"])
    return Comparison(tuple(rows), _left(a, cuts_a), _left(b, cuts_b))


def rising(numbers: Sequence[int]) -> frozenset[int]:
    """The places of a longest rising subsequence (Schensted 1961), the one that ends lowest."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for place, number in enumerate(numbers):
        at = bisect_left(tails, number)
        before.append(ends[at - 1] if at else None)
        tails[at : at + 1] = [number]
        ends[at : at + 1] = [place]
    found: set[int] = set()
    step = ends[-1] if ends else None
    while step is not None:
        found.add(step)
        step = before[step]
    return frozenset(found)


def _pieces(text: str, found: Sequence[Sentence]) -> list[tuple[int, int]]:
    """Stretches of text, one a sentence: from the end of the one before, so that nothing between is lost."""
    cuts: list[tuple[int, int]] = []
    start = 0
    for place, sentence in enumerate(found):
        tail = _TAIL.match(text, sentence.end)
        end = min(tail.end() if tail else sentence.end, found[place + 1].start if place + 1 < len(found) else len(text))
        cuts.append((start, end))
        start = end
    return cuts


def _left(text: str, cuts: Sequence[tuple[int, int]]) -> int:
    return len(text[cuts[-1][1] if cuts else 0 :].strip())


def _text(text: str, cut: tuple[int, int]) -> str:
    return text[slice(*cut)].strip()


def _marked(text: str, cut: tuple[int, int], pair: Aligned, side: str) -> tuple[tuple[str, bool], ...]:
    """One side of an aligned pair, with the words that the other has not."""
    words = pair.a.words if side == "a" else pair.b.words
    pieces: list[tuple[str, bool]] = []
    at, (start, end) = cut[0], cut
    differ = pair.likeness < 1 and len(pair.a.words) * len(pair.b.words) <= MAX_WORD_PAIRS
    for kind, start_a, end_a, start_b, end_b in pair.steps if differ else ():
        first, last = (start_a, end_a) if side == "a" else (start_b, end_b)
        if kind == "equal" or first == last:
            continue
        pieces += [(text[at : words[first].start], False), (text[words[first].start : words[last - 1].end], True)]
        at = words[last - 1].end
    pieces.append((text[at:end], False))
    pieces = [(piece, changed) for piece, changed in pieces if piece]
    if pieces:
        pieces[0] = (pieces[0][0].lstrip(), pieces[0][1])
        pieces[-1] = (pieces[-1][0].rstrip(), pieces[-1][1])
    return tuple((piece, changed) for piece, changed in pieces if piece or start == end)
