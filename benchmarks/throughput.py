"""What a whole audit costs a core, beside what other tools cost on the same articles in the same run.

    python benchmarks/throughput.py [--bench DIR] [--peers DIR] [--ignore CODE …] [--profile]

Text: articles of about 3 kB in one file of JSON lines. Ours is `pipeline.audit` with all steps and outputs (read, survey,
strip, normalise, check, link, tables, report) but without Great Expectations, whose share ``scaling.py`` measures; beside
it strip and normalise alone. Theirs is datatrove: its C4, Gopher and FineWeb filters and its MinHash dedup
(``datatrove_peer.py`` says how it is set up). Bar: 1,500 articles a second and core, or ten times datatrove's, whichever
is harder. HTML: the same audit of pages, beside `trafilatura.extract` with metadata alone (which we call ourselves); bar:
1.15 of its time.

All in processor time of one process each, made anew for each round and warmed up with other articles; what is imported,
loaded and compiled once is not in the figures. Rounds alternate; printed are their medians, and from where to where they go.
The articles are the first 3 kB of labelled pages, or generated ones (``growth.py``) where these are not there; then there
is no HTML part. What a filter of datatrove drops costs the next one nothing: it drops half of the labelled articles, most of
which are not English, and all generated ones before it comes to FineWeb, for they are of invented words.
The exit code says whether the bars hold. With `--profile`: where the time of the audit goes, by function.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import logging
import pstats
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import trafilatura

from audits import NoSuites, busy, fresh, said, spread, without_suites, write_lines
from growth import article as generated
from pages import DEFAULT, ROOT, Pages
from presscheck import pipeline, selection, shards
from presscheck.config import Settings
from presscheck.model import Article, article_id
from presscheck.normalise import normalise
from presscheck.rules import instances
from presscheck.strip import strip
from presscheck.survey import facts_of, survey

PEERS = ROOT / ".cache" / "peers"
TEXT_BAR, TIMES_BAR, HTML_BAR = 1_500, 10, 1.15
"""Articles a second and core, and times datatrove's; time of a page as a ratio of trafilatura's."""
SIZE = 3_000
"""Bytes of an article; those of less than four fifths of it are left out."""
ROUNDS = 3
GENERATED, WARM = 1_000, 40
"""Articles where no labelled ones are there, and of the batch that warms up."""
HTML_PAGES, HTML_WARM = 400, 20
SHOWN = 45

Rows = list[dict[str, Any]]


def labelled(pages: Pages) -> list[str]:
    """The first 3 kB of each dumped page that has so many, each page once."""
    texts: dict[str, str] = {}
    for style in ("container", "trafrec"):
        for row in pages.lines(style):
            text = cut(row["lines"])
            if row["id"] not in texts and len(text.encode()) > 0.8 * SIZE:
                texts[row["id"]] = text
    return list(texts.values())


def cut(lines: Sequence[str]) -> str:
    """Whole lines of at most 3 kB together."""
    kept: list[str] = []
    size = 0
    for line in lines:
        size += len(line.encode()) + 1
        if size > SIZE:
            break
        kept.append(line)
    return "\n".join(kept)


def read(path: Path) -> Rows:
    """The objects of a file of JSON lines."""
    return [json.loads(line) for line in path.open()]


def articles(batch: Sequence[Mapping[str, str]]) -> list[Article]:
    """Texts as articles, as they come out of reading and surveying."""
    made = [
        Article(article_id(row["text"], b""), f"{i}.txt", "text/plain", "", row["text"]) for i, row in enumerate(batch)
    ]
    survey(made)
    return made


def strip_and_normalise(warm: Path, batch: Path, ignore: tuple[str, ...]) -> float:
    """Seconds of processor time that the two steps take for a batch, by shards, after a small one."""
    rules = instances(selection.active(ignore))[0]
    took = 0.0
    for path in (warm, batch):
        made = articles(read(path))
        facts = facts_of([survey(made)])
        start = busy()
        for at in range(0, len(made), shards.SHARD):
            shard = made[at : at + shards.SHARD]
            edited = [stripped.edited for stripped in strip(shard, facts, rules)]
            for first in range(0, len(shard), shards.TOGETHER):
                some = slice(first, first + shards.TOGETHER)
                normalise(zip(shard[some], edited[some], strict=True), facts)
        took = busy() - start
    return took


def extract(warm: Path, batch: Path) -> float:
    """Seconds of processor time that trafilatura takes for a batch of pages, after a small one."""
    logging.disable(logging.CRITICAL)
    took = 0.0
    for path in (warm, batch):
        start = busy()
        for row in read(path):
            trafilatura.extract(row["html"], url=row["url"], with_metadata=True, include_comments=False)
        took = busy() - start
    return took


def datatrove(python: Path, warm: Path, batch: Path) -> tuple[float, dict[str, int]]:
    """Seconds of processor time that datatrove takes for a batch, and how many articles are left after each step."""
    command = [str(python), str(Path(__file__).with_name("datatrove_peer.py")), str(warm), str(batch)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"datatrove: exit code {done.returncode}\n{done.stderr[-2_000:]}")
    answer = json.loads(done.stdout)
    return answer["seconds"], answer["left"]


def text_part(folder: Path, texts: Rows, python: Path, ignore: tuple[str, ...]) -> bool:
    """Measure and print; whether the bar holds."""
    warm = write_lines(folder / "warm.jsonl", map(generated, range(10**6, 10**6 + WARM)))
    batch = write_lines(folder / "batch.jsonl", texts)
    count, size = len(texts), statistics.mean(len(row["text"].encode()) for row in texts)
    print(f"text, {count} articles of {size:,.0f} bytes on average, medians of {ROUNDS} rounds:", flush=True)
    ours, parts, theirs, steps = [], [], [], []
    left: dict[str, int] = {}
    for _ in range(ROUNDS):
        done = fresh(without_suites, warm, batch, ignore)
        assert done.articles == count, done
        ours.append(count / done.seconds)
        steps.append(done.steps)
        parts.append(count / fresh(strip_and_normalise, warm, batch, ignore))
        seconds, left = datatrove(python, warm, batch)
        theirs.append(count / seconds)
    print(f"  whole audit         {spread(ours)} articles/s and core; {shares(steps, count)}")
    print(f"  strip and normalise {spread(parts)}")
    print(f"  datatrove           {spread(theirs)}; left: {', '.join(f'{name} {n}' for name, n in left.items())}")
    print(f"  ratio               {spread([a / b for a, b in zip(ours, theirs, strict=True)], '.2f')}")
    peer = TIMES_BAR * statistics.median(theirs)
    held = statistics.median(ours) >= max(TEXT_BAR, peer)
    print(f"  bar: {TEXT_BAR:,} articles/s, or {TIMES_BAR} times datatrove's, which is {peer:,.0f}: {said(held)}")
    return held


def shares(steps: Sequence[Mapping[str, float]], count: int) -> str:
    """Milliseconds an article by step, the medians of the rounds; these are wall times."""
    each = {step: 1e3 * statistics.median(took[step] for took in steps) / count for step in steps[0]}
    return "ms each: " + ", ".join(f"{step} {ms:.2f}" for step, ms in each.items() if step != "validate")


def html_part(folder: Path, pages: Rows, ignore: tuple[str, ...]) -> bool:
    """Measure and print; whether the bar holds."""
    given = [{"html": row["html"], "url": row["url"]} for row in pages]
    warm = write_lines(folder / "warm_pages.jsonl", given[:HTML_WARM])
    batch = write_lines(folder / "pages.jsonl", given[HTML_WARM:])
    count = len(given) - HTML_WARM
    print(f"HTML, {count} pages, medians of {ROUNDS} rounds:", flush=True)
    ours, theirs, steps = [], [], []
    for _ in range(ROUNDS):
        done = fresh(without_suites, warm, batch, ignore)
        ours.append(done.seconds)
        steps.append(done.steps)
        theirs.append(fresh(extract, warm, batch))
    print(f"  whole audit         {spread([count / took for took in ours], '.1f')} pages/s; {shares(steps, count)}")
    print(f"  trafilatura.extract {spread([count / took for took in theirs], '.1f')}")
    ratios = [a / b for a, b in zip(ours, theirs, strict=True)]
    held = statistics.median(ratios) <= HTML_BAR
    print(f"  ratio of time       {spread(ratios, '.2f')}")
    print(f"  bar: {HTML_BAR}: {said(held)}")
    return held


def profile(folder: Path, texts: Rows, ignore: tuple[str, ...]) -> None:
    """Print where the audit of the texts spends its time, without what is loaded and compiled once."""
    warm = write_lines(folder / "warm.jsonl", map(generated, range(10**6, 10**6 + WARM)))
    batch = write_lines(folder / "batch.jsonl", texts)
    settings = Settings(workers=1, history=False, out=str(folder / "out"), ignore=ignore)
    pipeline.audit([warm], settings, start_validator=NoSuites)
    profiler = cProfile.Profile()
    profiler.runcall(pipeline.audit, [batch], settings, start_validator=NoSuites)
    pstats.Stats(profiler).strip_dirs().sort_stats("tottime").print_stats(SHOWN)


def main() -> int:
    """Measure and print; 1 where a bar does not hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, default=DEFAULT, metavar="DIR", help="where the labelled pages lie")
    parser.add_argument("--peers", type=Path, default=PEERS, metavar="DIR", help="the environment of datatrove")
    parser.add_argument("--profile", action="store_true", help="print where the time goes instead")
    parser.add_argument("--ignore", action="append", default=[], metavar="CODE", help="switch a rule off; may repeat")
    options = parser.parse_args()
    ignore, python = tuple(options.ignore), options.peers / "bin" / "python"
    pages = Pages(options.bench)
    there = pages.folder.is_dir()
    texts = [{"text": text} for text in labelled(pages)] if there else [generated(n) for n in range(GENERATED)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.profile:
            profile(folder, texts, ignore)
            return 0
        if not python.exists():
            sys.exit(f"{python} is not there; make bench-throughput makes it")
        held = text_part(folder, texts, python, ignore)
        if there:
            held &= html_part(folder, replace(pages, sample=HTML_PAGES).html(), ignore)
    return 0 if held else 1


if __name__ == "__main__":
    raise SystemExit(main())
