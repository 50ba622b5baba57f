"""Precision of each rule that takes lines out, on labelled lines that nobody here labelled: `make bench-rules`.

    python benchmarks/rules.py [--sample N] [--bench DIR]

Strips the labelled dumps of all styles, each style as a batch of its own, and looks up the labels of the lines that
each rule took. Prints a table and writes docs/rules/precision.json. Exit code 1 when a rule of severity warning or
above is right less often than `BAR`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path

from accuracy import shards, survey_lines, text_article
from pages import DEFAULT, DEVELOPMENT, ROOT, STYLES, Pages, Row
from presscheck.model import Facts, Line, Severity
from presscheck.rule import trimmed
from presscheck.rules import RULES, instances
from presscheck.strip import strip
from presscheck.survey import facts_of

DOCUMENT = ROOT / "docs" / "rules" / "precision.json"
BAR = 0.9
FEW = 20
"""Of fewer lines a share says little: such rules are not held to the bar."""
FURNITURE = frozenset({"boiler", "related", "comment", "supp", "topic", "caption", "dup"})
ARTICLE = frozenset({"content", "summary"})
"""The other labels (title, byline, date, and those that the labellers were unsure of) are not judged: such lines are
read as fields before they go."""
LEARNED = frozenset({"BP40", "BP41"})
"""Trained on these pages; docs/accuracy.md has their numbers on sites that they have not seen."""

Tallies = Counter[tuple[str, bool]]
"""(code, whether the line is furniture) -> lines."""


def judged(work: tuple[Sequence[Row], Facts]) -> Tallies:
    """How many lines of some dumps each rule took, by whether they are furniture."""
    dumps, facts = work
    found: Tallies = Counter()
    articles = [text_article(row) for row in dumps]
    for row, article, stripped in zip(dumps, articles, strip(articles, facts, instances()[0]), strict=True):
        for rule, hit in stripped.hits:
            for line in whole_lines(article.page.lines, hit.start or 0, hit.end or 0):
                label = row["labels"][line.number - 1]
                if label in FURNITURE | ARTICLE:
                    found[rule.code, label in FURNITURE] += 1
    return found


def whole_lines(lines: Sequence[Line], start: int, end: int) -> Iterator[Line]:
    """The lines that lie inside a span from their first visible character to their last."""
    for line in lines:
        first, last = trimmed(line)
        if start <= first and last <= end:
            yield line


def measure(pages: Pages) -> Tallies:
    """The tallies of all styles together."""
    found: Tallies = Counter()
    with ProcessPoolExecutor() as pool:
        for style in STYLES:
            parts = shards(pages.lines(style))
            facts = facts_of(pool.map(survey_lines, parts))
            for some in pool.map(judged, zip(parts, repeat(facts))):
                found += some
    return found


def table(found: Tallies) -> dict[str, dict[str, float]]:
    """Code -> ``n`` lines judged, and ``precision``, the share of them that is furniture."""
    shares = {}
    for code in sorted({code for code, _ in found} - LEARNED):
        right, wrong = found[code, True], found[code, False]
        shares[code] = {"n": right + wrong, "precision": round(right / (right + wrong), 3)}
    return shares


def below(shares: dict[str, dict[str, float]]) -> list[str]:
    """Codes of rules of severity warning or above that are right less often than `BAR`."""
    strict = {rule.code for rule in RULES if rule.severity.rank >= Severity.WARNING.rank}
    return [code for code, is_ in shares.items() if code in strict and is_["n"] >= FEW and is_["precision"] < BAR]


def main() -> int:
    """Strip, look up, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, default=DEFAULT, help="the folder of labelled pages")
    parser.add_argument("--sample", type=int, help="so many pages of each style, for a quick look that is not written")
    options = parser.parse_args()
    pages = Pages(options.bench, sample=options.sample)
    if not pages.folder.is_dir():
        print(f"the labelled pages are not in {pages.folder}")
        return 2
    shares = table(measure(pages))
    rules = {rule.code: rule for rule in RULES}
    print(f"{'rule':32}{'severity':10}{'lines':>7}{'furniture':>11}")
    for code, share in sorted(shares.items(), key=lambda item: item[1]["precision"]):
        rule = rules[code]
        print(f"{code} {rule.name:27}{rule.severity:10}{share['n']:7}{share['precision']:11.3f}")
    if pages.fingerprint == DEVELOPMENT:
        DOCUMENT.parent.mkdir(exist_ok=True)
        DOCUMENT.write_text(json.dumps({"pages": pages.fingerprint, "rules": shares}, indent=1) + "\n", "utf-8")
    failed = below(shares)
    if failed:
        print(f"below {BAR} at severity warning or above: {', '.join(failed)}")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
