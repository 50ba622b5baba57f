"""Where the vectorised matching of line rules overtakes the matching line by line: sets `FEW_LINES`.

    python benchmarks/matching.py

Prints, for growing numbers of lines, the time of the one as a ratio of the other in the same run.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from unittest.mock import patch

from presscheck.model import Page
from presscheck.rules import instances
from presscheck.strip import engine

LINES = (
    "The council of Norrhaven voted on Monday to reopen the old harbour baths next spring, its clerk said.",
    "Subscribe",
    "Published 3 May 2021",
    "Work on the roof took eleven months, and the boilers another four.",
)


def seconds(call: Callable[[], object]) -> float:
    """The best of five."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    """Measure and print."""
    rules, _, _ = instances()
    for count in (50, 100, 200, 400, 800, 1600, 3200, 12800):
        pages = [Page("\n".join(f"{LINES[i % len(LINES)]} {i}" for i in range(count)))]
        match = partial(engine.match_lines, pages, rules)
        with patch.object(engine, "FEW_LINES", 1 << 30):
            single = seconds(match)
        with patch.object(engine, "FEW_LINES", 0):
            column = seconds(match)
        print(
            f"{count:6} lines: one by one {single * 1e3:7.1f} ms, as a column {column * 1e3:7.1f} ms, ratio {single / column:.2f}"
        )


if __name__ == "__main__":
    main()
