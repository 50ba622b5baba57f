"""How two texts overlap: which of their 5-grams they share, in how many runs, how far spread and in which order."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from presscheck.link.fingerprints import GRAM, Hashes

PARTS = 10
"""The shorter text is cut into so many equal parts to see how far what is shared is spread."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts share, in word 5-grams. Runs are stretches that stand in both, word for word."""

    shared: int
    """Different 5-grams that stand in both."""
    of_a: int
    of_b: int
    """Different 5-grams in each."""
    runs: int = 0
    longest: int = 0
    """Words in the longest run."""
    parts: int = 0
    """How many of the ten parts of the shorter text hold something shared."""
    in_order: float = 0.0
    """Share of the runs that stand in the same order in both."""
    own_core: float = 0.0
    """The longest stretch of its own that lies between shared ones: the smaller share of the two texts; 0 where a
    text has none. What is shared then stands around it, as a page's frame does."""

    @property
    def in_a(self) -> float:
        """The share of the 5-grams of a that b holds."""
        return self.shared / self.of_a if self.of_a else 0.0

    @property
    def in_b(self) -> float:
        """The share of the 5-grams of b that a holds."""
        return self.shared / self.of_b if self.of_b else 0.0

    @property
    def most(self) -> float:
        """The larger share."""
        return max(self.in_a, self.in_b)


def overlap(a: Hashes, b: Hashes) -> Overlap:
    """The overlap of two texts, given as their 5-grams in order. The other way round it is the same, a and b swapped."""
    different_a, different_b = np.unique(a), np.unique(b)
    shared = np.intersect1d(different_a, different_b, assume_unique=True)
    if not len(shared):
        return Overlap(0, len(different_a), len(different_b))
    short, long = (a, b) if (len(a), a.tobytes()) <= (len(b), b.tobytes()) else (b, a)
    here = np.flatnonzero(np.isin(short, shared))
    known, first = np.unique(long, return_index=True)
    there = first[np.searchsorted(known, short[here])]
    begins = np.flatnonzero(np.r_[True, (np.diff(here) != 1) | (np.diff(there) != 1)])
    lengths = np.diff(np.r_[begins, len(here)])
    return Overlap(
        shared=len(shared),
        of_a=len(different_a),
        of_b=len(different_b),
        runs=len(begins),
        longest=int(lengths.max()) + GRAM - 1,
        parts=len(np.unique(here * PARTS // len(short))),
        in_order=_rising(there[begins].tolist()) / len(begins),
        own_core=min(_core(here, len(short)), _core(np.flatnonzero(np.isin(long, shared)), len(long))),
    )


def _rising(places: list[int]) -> int:
    """The length of the longest rising subsequence."""
    tails: list[int] = []
    for place in places:
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
    return len(tails)


def _core(shared: npt.NDArray[np.int64], length: int) -> float:
    """The longest gap in the shared places, as a share of the text; 0 where it is at the text's start or end."""
    gaps = np.diff(np.r_[-1, shared, length]) - 1
    widest = int(gaps.argmax())
    return 0.0 if widest in (0, len(gaps) - 1) else float(gaps[widest]) / length
