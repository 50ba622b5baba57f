"""From rank to confidence.

Readers rank their candidates: a number in [0, 1] by which `choose` picks. How often a chosen value of a rank is right
was measured on labelled pages (`make calibrate`), and that is the confidence that fields carry. It never falls where
the rank rises, so the order of candidates stays.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from presscheck.lexicons import confidences


@cache
def confidence(medium: str, field: str, rank: float) -> float:
    """The share of values of a rank that are right, by straight lines between the measured ranks.

    `medium` is ``html`` or ``text``. A field that no labels were there for keeps its rank.
    """
    knots: list[tuple[float, float]] = [(0.0, 0.0), *confidences().get(medium, {}).get(field, ()), (1.0, 1.0)]
    at = max(1, bisect_left(knots, rank, key=lambda knot: knot[0]))
    (low, below), (high, above) = knots[at - 1], knots[at]
    return round(below + (above - below) * (rank - low) / (high - low), 3)
