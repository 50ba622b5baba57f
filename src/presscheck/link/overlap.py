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


@dataclass(frozen=True, slots=True)
class Grams:
    """The 5-grams of a text, made ready to be compared many times."""

    order: Hashes
    """As they stand in the text."""
    known: Hashes
    """Each once, sorted."""
    first: npt.NDArray[np.int64]
    """Where each of those that are known stands first."""

    @classmethod
    def of(cls, order: Hashes) -> Grams:
        """From the 5-grams in order."""
        return cls(order, *np.unique(order, return_index=True))

    def places(self, grams: Hashes) -> npt.NDArray[np.int64]:
        """For each of some 5-grams the place in `known`, -1 for those that are not there."""
        if not len(self.known):
            return np.full(len(grams), -1)
        places = np.minimum(np.searchsorted(self.known, grams), len(self.known) - 1)
        return np.where(self.known[places] == grams, places, -1)


def overlap(a: Grams, b: Grams) -> Overlap:
    """The overlap of two texts. The other way round it is the same, a and b swapped."""
    short, long = (a, b) if (len(a.order), a.order.tobytes()) <= (len(b.order), b.order.tobytes()) else (b, a)
    places = long.places(short.order)
    here = np.flatnonzero(places >= 0)
    if not len(here):
        return Overlap(0, len(a.known), len(b.known))
    there = long.first[places[here]]
    begins = np.flatnonzero(np.concatenate(([True], (np.diff(here) != 1) | (np.diff(there) != 1))))
    lengths = np.diff(begins, append=len(here))
    core = _core(here, len(short.order))
    return Overlap(
        shared=len(here) if len(short.known) == len(short.order) else len(np.unique(there)),
        of_a=len(a.known),
        of_b=len(b.known),
        runs=len(begins),
        longest=int(lengths.max()) + GRAM - 1,
        parts=len(np.unique(here * PARTS // len(short.order))),
        in_order=_rising(there[begins].tolist()) / len(begins),
        own_core=min(core, _core(np.flatnonzero(short.places(long.order) >= 0), len(long.order))) if core else 0.0,
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
    gaps = np.diff(shared, prepend=-1, append=length) - 1
    widest = int(gaps.argmax())
    return 0.0 if widest in (0, len(gaps) - 1) else float(gaps[widest]) / length
