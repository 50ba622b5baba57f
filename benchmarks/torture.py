"""``make torture``: an audit of 2,000 articles and 200 bad inputs must name every bad one, lose none, and stay small."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import hostile
from audits import by_command
from presscheck import tables

ARTICLES, BAD = 2_000, 200
MOST_BYTES = 1 << 30
NAMED = ("RD", "EN", "TR", "LY", "MK")
"""Families of rules whose findings say what is wrong with a bad input."""


def main() -> None:
    """Makes the batch, audits it, counts."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        hostile.batch(folder / "in", ARTICLES, BAD, large=True)
        taken = by_command(folder, "in", 0.2, "--no-history")
        facts = taken.facts
        sources = {row["source"] for row in tables.read(taken.run_dir, "articles")}
        found = {
            row["source"]
            for row in tables.read(taken.run_dir, "findings")
            if row["rule"].startswith(NAMED) and row["message"]
        }
        tried = {*tables.inputs(taken.run_dir, facts)}
        bad = {source for source in tried if source.startswith("in/bad/")}
        articles = sum(source.startswith("in/good/") for source in sources)
        unnamed = bad - found
        lost = ARTICLES + BAD - len(tried)
        print(f"tried {ARTICLES + BAD:,}, lost {lost}; {articles:,} articles; {len(bad & found)} bad inputs named")
        print(f"exit code {taken.exit_code}, peak memory {taken.most / (1 << 20):,.0f} MiB, {facts['seconds']}")
        for source in sorted(unnamed):
            print(f"not named: {source}")
        whole = taken.exit_code == 1 and articles == ARTICLES and len(bad) == BAD and not unnamed and not lost
        if not whole or "Traceback" in taken.said or taken.most >= MOST_BYTES:
            sys.exit(f"broken; the output ends with\n{taken.said[-2_000:]}")


if __name__ == "__main__":
    main()
