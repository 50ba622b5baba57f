"""What a second core is worth, and what share of an audit Great Expectations takes.

    python benchmarks/scaling.py [cores] [suites] [--articles N] [--rows N …]        default: both; 20000; 10000 100000 1000000

Cores: the command on one processor and on two (their affinity is set), in turn, on one file of JSON lines of N generated
articles (``growth.py``); wall time of the whole command, start-up, Great Expectations and report included. Bar: on one
processor it takes 1.8 times as long as on two. Wall times say little where others use the machine: the load is printed, and
where a round says that two processors are worth more than two, the bar is not judged.

Suites: processor time of the process of Great Expectations, its import included, as a share of that and the audit. The
tables are generated (``report.py``), as many articles as asked for, two findings each, and checked by
`presscheck.validate.Validator`; no million articles are audited. What the rest of an audit takes is measured before each
size, on N/2 generated articles without Great Expectations, and taken times the rows. In truth linking grows faster than its
batch, and the report slower. Bar: 10 % at the largest size.

The exit code says whether the bars hold.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import sys
import tempfile
from pathlib import Path

from audits import Taken, by_command, fresh, said, spread, without_suites, write_lines
from growth import article
from presscheck import resources
from presscheck.validate import Validator
from report import generate

ARTICLES, ROWS = 20_000, (10_000, 100_000, 1_000_000)
WARM = 40
CORES_BAR, SUITES_BAR = 1.8, 0.10
ROUNDS = 3
EVERY = 0.2


def audited(batch: Path, cores: int) -> Taken:
    """The command on a batch, on so many processors."""
    with tempfile.TemporaryDirectory() as name:
        return by_command(Path(name), str(batch), EVERY, cores=cores)


def cores_part(batch: Path, count: int) -> bool:
    """Measure and print; whether the bar holds."""
    print(f"cores, {count:,} generated articles, {ROUNDS} rounds:", flush=True)
    taken: dict[int, list[Taken]] = {1: [], 2: []}
    for number in range(1, ROUNDS + 1):
        for cores, rounds in taken.items():
            one = audited(batch, cores)
            assert one.facts["counts"]["articles"] == count, one.facts["counts"]
            rounds.append(one)
            steps = ", ".join(f"{step} {seconds:.1f}" for step, seconds in one.facts["seconds"].items())
            print(
                f"  round {number}, cores {cores}: {one.seconds:.1f} s, {one.busy:.1f} s of processor time, "
                f"load {os.getloadavg()[0]:.1f}; {steps}",
                flush=True,
            )
    ratios = [one.seconds / two.seconds for one, two in zip(taken[1], taken[2], strict=True)]
    disturbed, held = max(ratios) > 2, statistics.median(ratios) >= CORES_BAR
    verdict = "NOT KNOWN, no second core is worth more than 2: others use the machine" if disturbed else said(held)
    print(f"  ratio of wall time {spread(ratios, '.2f')}; bar {CORES_BAR}: {verdict}")
    return held and not disturbed


def validated(run_dir: Path) -> float:
    """Seconds of processor time that the process of Great Expectations takes for the tables of a run, import included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with Validator.start() as validator:
        validator.validate(run_dir, resources.folder("expectations"))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def suites_part(warm: Path, batch: Path, sizes: list[int]) -> bool:
    """Measure and print; whether the bar holds at the largest size."""
    print("suites, processor time of Great Expectations as a share of the audit with it:", flush=True)
    share = 0.0
    for size in sorted(sizes):
        done = fresh(without_suites, warm, batch)
        each = done.seconds / done.articles
        with tempfile.TemporaryDirectory() as name:
            (Path(name) / "data").mkdir()
            fresh(generate, Path(name) / "data", size)
            suites = validated(Path(name))
        share = suites / (suites + each * size)
        print(
            f"  {size:>9,} rows: {suites:,.1f} s; the rest of the audit {1e3 * each:.2f} ms an article "
            f"({done.articles:,} articles); share {share:.1%}",
            flush=True,
        )
    held = share <= SUITES_BAR
    print(f"  bar {SUITES_BAR:.0%} at {max(sizes):,}: {said(held)}")
    return held


def main() -> int:
    """Measure and print; 1 where a bar does not hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=["cores", "suites"], default=["cores", "suites"])
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--rows", type=int, nargs="+", default=list(ROWS))
    options = parser.parse_args()
    held = True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        warm = write_lines(folder / "warm.jsonl", map(article, range(10**6, 10**6 + WARM)))
        if "cores" in options.parts:
            batch = write_lines(folder / "batch.jsonl", map(article, range(options.articles)))
            held &= cores_part(batch, options.articles)
        if "suites" in options.parts:
            half = write_lines(folder / "half.jsonl", map(article, range(options.articles // 2)))
            held &= suites_part(warm, half, options.rows)
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
