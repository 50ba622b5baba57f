"""Furniture and article both come in runs: the most probable sequence of the two over the lines of a page."""

from __future__ import annotations

from collections.abc import Sequence


def runs(odds: Sequence[float], change: float) -> list[bool]:
    """Which lines are furniture, by the log-odds of each line and what a change from one kind to the other costs.

    The sequence that maximises the sum of ``odds/2`` over furniture and ``-odds/2`` over the rest, less `change` for
    each change (Viterbi 1967, two states). With `change` 0: the lines with odds above 0.
    """
    article = furniture = 0.0
    came: list[tuple[bool, bool]] = []
    for odd in odds:
        turned = (article < furniture - change, furniture < article - change)
        article, furniture = (
            (furniture - change if turned[0] else article) - odd / 2,
            (article - change if turned[1] else furniture) + odd / 2,
        )
        came.append(turned)
    state = furniture > article
    states = []
    for to_article, to_furniture in reversed(came):
        states.append(state)
        state = not to_furniture if state else to_article
    return states[::-1]
