"""Measure how often values of each rank are right, and write it where presscheck looks it up: `make calibrate`.

For each medium and field a rising curve from rank to confidence: isotonic regression (Zadrozny and Elkan 2002) on the
chosen values of the development half, each rank with `WEIGHT` values beforehand that are right as often as it says.
Prints the calibration error of the ranks as they are, of the curves, and of curves fitted without a page's site.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch

import accuracy
import calibration
import folds
import publish
import scoring
from calibration import Judged
from pages import DEVELOPMENT, Pages, Row
from presscheck import __version__
from presscheck.normalise.confidence import confidence

FILE = publish.CONFIDENCE
WEIGHT = 1
"""Values that stand for the rank itself, so that evidence seen once is not sure of anything. Of 0.5 to 5 tried, more understate
where ranks are many and values few: authors of texts .027 on other sites, .080 with 5."""
SUREST = 0.99
"""No value is given more: one label in a hundred may be wrong itself."""

Knots = list[tuple[float, float]]
Curves = dict[str, dict[str, Knots]]


def rising(points: Sequence[tuple[float, float, float]]) -> Knots:
    """Isotonic regression: (rank, right, n), by rank -> (rank, share right), pooled until it nowhere falls.

    Of pooled ranks the first and the last.
    """
    blocks: list[tuple[float, float, list[float]]] = []
    for rank, right, n in points:
        blocks.append((right, n, [rank]))
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] >= blocks[-1][0] * blocks[-2][1]:
            last, before = blocks.pop(), blocks.pop()
            blocks.append((before[0] + last[0], before[1] + last[1], before[2] + last[2]))
    return [
        (rank, min(SUREST, round(right / n, 3)))
        for right, n, ranks in blocks
        for rank in dict.fromkeys((ranks[0], ranks[-1]))
    ]


def fit(judged: Iterable[Judged], ranks: Iterable[tuple[str, str, float]]) -> Curves:
    """Curves for every field that was judged, with knots at all its `ranks` (medium, field, rank), judged or not."""
    counts: dict[tuple[str, str], dict[float, tuple[float, float]]] = {}
    for item in judged:
        curve = counts.setdefault((item.medium, item.field), {})
        rank = round(item.confidence, 2)
        right, n = curve.get(rank, (WEIGHT * rank, WEIGHT))
        curve[rank] = (right + item.right, n + 1)
    for medium, field, rank in ranks:
        if (medium, field) in counts:
            counts[medium, field].setdefault(rank, (WEIGHT * rank, WEIGHT))
    curves: Curves = {}
    for (medium, field), points in sorted(counts.items()):
        curves.setdefault(medium, {})[field] = rising([(rank, *points[rank]) for rank in sorted(points)])
    return curves


@contextmanager
def in_use(curves: Curves) -> Iterator[None]:
    """Inside, presscheck looks confidences up in `curves`; in none of them, they are the ranks."""
    confidence.cache_clear()
    with patch("presscheck.normalise.confidence.confidences", lambda: curves):
        yield
    confidence.cache_clear()


def restated(judged: Iterable[Judged], curves: Curves) -> list[Judged]:
    """The same values with the confidence that the curves give."""
    with in_use(curves):
        return [replace(item, confidence=confidence(item.medium, item.field, item.confidence)) for item in judged]


def without_own_site(judged: Sequence[Judged], ranks: Sequence[tuple[str, str, float]]) -> list[Judged]:
    """The same values with the confidence of curves that were fitted without the fold of their site."""
    found = []
    for fold in range(folds.FOLDS):
        curves = fit((item for item in judged if folds.fold_of(item.site) != fold), ranks)
        found += restated((item for item in judged if folds.fold_of(item.site) == fold), curves)
    return found


def ranked(pages: Pages) -> list[Row]:
    """Predictions in which fields carry their rank."""
    with in_use({}), ProcessPoolExecutor() as pool:
        run = accuracy.Run(pages, pool, folds.DEFAULT if folds.learned() else None)
        return [*run.lines(["container"]), *run.html(), *run.datelines()]


def errors(judged: Iterable[Judged]) -> dict[tuple[str, str], calibration.Line]:
    """The calibration of each medium and field."""
    return {(line.medium, line.field): line for line in calibration.table(judged) if line.rule == "all"}


def main() -> int:
    """Measure, print, write."""
    pages = Pages()
    if not pages.folder.is_dir():
        print(f"the labelled pages are not in {pages.folder}")
        return 2
    if pages.fingerprint != DEVELOPMENT:
        print("these are not the pages of the development half")
        return 2
    if folds.learned():
        folds.build(folds.DEFAULT)
    predictions = ranked(pages)
    datelines = {row["id"]: row for row in pages.rows("dateline")}
    scorer = scoring.scorer(pages.bench)
    judged = [
        replace(item, medium=medium(item.medium))
        for item in calibration.judge(predictions, pages.gold, datelines, scorer)
    ]
    ranks = sorted(
        {
            (medium(row.get("style", "html")), field, round(rank, 2))
            for row in predictions
            for field, _, rank, _ in row.get("fields", ())
        }
    )
    curves = fit(judged, ranks)
    before, after, apart = map(errors, (judged, restated(judged, curves), without_own_site(judged, ranks)))
    print(f"{'calibration error':28}{'n':>6}{'ranks':>8}{'curves':>8}{'other sites':>13}")
    for key, line in before.items():
        print(f"{' '.join(key):28}{line.n:6}{line.ece:8.3f}{after[key].ece:8.3f}{apart[key].ece:13.3f}")
    card = {
        "source": "rank -> share of values right, on labelled pages; built by benchmarks/calibrate.py",
        "built": f"{datetime.now(UTC).date()}, presscheck {__version__}, pages {pages.fingerprint}",
        "values": {" ".join(key): line.n for key, line in before.items()},
        "error on sites left out": {" ".join(key): round(line.ece, 3) for key, line in apart.items()},
    }
    FILE.write_text(written({"card": card, **curves}), "utf-8")
    return 0


def written(parts: dict[str, dict[str, Any]]) -> str:
    """JSON with a line for each field."""
    texts = {
        name: ",\n".join(f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in part.items())
        for name, part in parts.items()
    }
    return "{\n" + ",\n".join(f' "{name}": {{\n{text}\n }}' for name, text in texts.items()) + "\n}\n"


def medium(style: str) -> str:
    """``html`` or ``text``."""
    return "html" if style == "html" else "text"


if __name__ == "__main__":
    sys.exit(main())
