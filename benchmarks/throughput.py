"""How many articles a second one core takes, beside what other tools take on the same texts in the same run.

    python benchmarks/throughput.py [--bench DIR] [--ignore CODE …] [--profile]

Text: strip and normalise, and the whole of `pipeline.examine_shard`, on articles of about 3 kB, beside C4's line rules.
HTML: read, strip and normalise, as a ratio of `trafilatura.extract` on the same pages (which we call ourselves).
No round sees a text of another one; printed are the medians of the rounds, in processor time. The articles are
the first 3 kB of labelled pages, or, where these are not there, text made up here; without pages there is no HTML part.
The exit code says whether both bars hold. With `--profile`: where the time goes, by function.
"""

from __future__ import annotations

import argparse
import cProfile
import logging
import pstats
import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

import trafilatura

from pages import DEFAULT, Pages, Row
from peers import c4
from presscheck import pipeline
from presscheck.model import Article, Facts, article_id
from presscheck.normalise import normalise
from presscheck.read import html
from presscheck.rules import instances
from presscheck.strip import strip
from presscheck.survey import facts_of, survey

T = TypeVar("T")

TEXT_BAR, HTML_BAR = 1_500, 1.15
"""Articles of 3 kB a second and core for strip and normalise; time of a page as a ratio of trafilatura's."""
SIZE = 3_000
"""Bytes of an article; those of less than four fifths of it are left out."""
ROUNDS = 3
HTML_PAGES, HTML_BATCH = 180, 20
"""Pages of the HTML part, and in a batch."""
SHOWN = 45
FURNITURE = (
    "Share this article",
    "Sign up for our morning newsletter",
    "Tags: harbour | baths | council",
    "Read more: The old baths, a history in pictures",
    "Advertisement",
    "Published 3 May 2021 10:15",
    "By Ana Soler",
)


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


def made_up(count: int) -> list[str]:
    """Articles of sentences of random words, with a line of furniture here and there."""
    chance = random.Random(0)  # noqa: S311  (no secret)
    vowels, consonants = "aeiou", "bdfghklmnprstvw"
    words = ["".join(map(chance.choice, (consonants, vowels) * chance.randint(1, 4))) for _ in range(4_000)]

    def sentence() -> str:
        return " ".join(chance.choices(words, k=chance.randint(6, 24))).capitalize() + "."

    def lines() -> Iterator[str]:
        yield sentence().rstrip(".")
        while True:
            yield " ".join(sentence() for _ in range(chance.randint(1, 4)))
            if chance.random() < 0.3:
                yield chance.choice(FURNITURE)

    return [cut([line for line, _ in zip(lines(), range(60), strict=False)]) for _ in range(count)]


def articles(texts: Sequence[str]) -> list[Article]:
    """Texts as articles, as they come out of reading and surveying."""
    made = [Article(article_id(text, b""), f"{i}.txt", "text/plain", "", text) for i, text in enumerate(texts)]
    survey(made)
    return made


def strip_and_normalise(batch: Sequence[Article], facts: Facts, ignore: tuple[str, ...]) -> None:
    """The two steps that the bar is for."""
    rules = instances(pipeline.active(ignore))[0]
    for article, stripped in zip(batch, strip(batch, facts, rules), strict=True):
        normalise(article, stripped.edited, facts)


def read_strip_and_normalise(rows: Sequence[Row], ignore: tuple[str, ...]) -> None:
    """The two steps, and the reading before them, of HTML pages."""
    batch = [html.article(row["id"], row["html"].encode("utf-8", "replace")) for row in rows]
    strip_and_normalise(batch, facts_of([survey(batch)]), ignore)


def extract(rows: Sequence[Row]) -> None:
    """Trafilatura on the same pages."""
    for row in rows:
        trafilatura.extract(row["html"], url=row["url"], with_metadata=True, include_comments=False)


def seconds(call: Callable[[], object]) -> float:
    """Processor time of a call."""
    start = time.process_time()
    call()
    return time.process_time() - start


def text_part(shards: Sequence[Sequence[str]], facts: Facts, ignore: tuple[str, ...]) -> bool:
    """Measure and print; whether the bar holds."""
    ours, whole, peer = [], [], []
    strip_and_normalise(articles(made_up(1)), facts, ignore)  # no language: both models are loaded before it counts
    for one, other in zip(shards[::2], shards[1::2], strict=True):
        batch = articles(one)
        ours.append(len(one) / seconds(partial(strip_and_normalise, batch, facts, ignore)))
        work = pipeline.Work(articles(other), facts, ignore)
        whole.append(len(other) / seconds(partial(pipeline.examine_shard, work)))
        peer.append(len(one) / seconds(partial(filtered, [text.split("\n") for text in one])))
    texts = [text for shard in shards for text in shard]
    size = statistics.mean(len(text.encode()) for text in texts)
    print(f"text, {len(texts)} articles of {size:,.0f} bytes on average:")
    c4_rate = median(peer)
    for name, rate in (("strip and normalise", median(ours)), ("examine_shard", median(whole)), ("C4", c4_rate)):
        print(f"  {name:<20} {rate:8,.0f} articles/s, {c4_rate / rate:6.1f} times the time of C4's line rules")
    print(f"  bar: {TEXT_BAR:,} articles/s for strip and normalise")
    return median(ours) >= TEXT_BAR


def filtered(pages: Sequence[Sequence[str]]) -> list[list[int]]:
    """C4's line rules on the same texts."""
    return [c4(lines, "") for lines in pages]


def html_part(rows: Sequence[Row], ignore: tuple[str, ...]) -> bool:
    """Measure and print; whether the bar holds.

    Each in a process of its own: pages that trafilatura has seen before, called by us, take it half the time.
    """
    spent = []
    for call in (partial(read_strip_and_normalise, ignore=ignore), extract):
        with ProcessPoolExecutor(1, get_context("spawn")) as fresh:
            spent.append(fresh.submit(html_seconds, call, rows).result())
    count, ratio = len(rows) - HTML_BATCH, spent[0] / spent[1]
    print(f"HTML, {count} pages:")
    print(
        f"  read, strip and normalise {count / spent[0]:5.1f} pages/s, "
        f"{ratio:.2f} times the time of trafilatura; bar {HTML_BAR}"
    )
    return ratio <= HTML_BAR


def html_seconds(call: Callable[[Sequence[Row]], object], rows: Sequence[Row]) -> float:
    """Processor time of a call on all batches but the first, which warms up."""
    logging.disable(logging.CRITICAL)
    batches = [rows[at : at + HTML_BATCH] for at in range(0, len(rows), HTML_BATCH)]
    return sum([seconds(partial(call, batch)) for batch in batches][1:])


def median(rounds: Sequence[float]) -> float:
    """The median of the rounds but the first, which warms up."""
    return statistics.median(rounds[1:])


def profile(shards: Sequence[Sequence[str]], facts: Facts, ignore: tuple[str, ...]) -> None:
    """Print where `examine_shard` spends its time, without the first round."""
    first, *others = (pipeline.Work(articles(shard), facts, ignore) for shard in shards)
    pipeline.examine_shard(first)  # what is loaded and compiled once is not the question
    profiler = cProfile.Profile()
    for work in others:
        profiler.runcall(pipeline.examine_shard, work)
    pstats.Stats(profiler).strip_dirs().sort_stats("tottime").print_stats(SHOWN)


def split(items: Sequence[T], parts: int) -> list[Sequence[T]]:
    """Parts of the same size, but for one."""
    return [items[i::parts] for i in range(parts)]


def main() -> int:
    """Measure and print; 1 where a bar does not hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, default=DEFAULT, metavar="DIR", help="where the labelled pages lie")
    parser.add_argument("--profile", action="store_true", help="print where the time goes instead")
    parser.add_argument("--ignore", action="append", default=[], metavar="CODE", help="switch a rule off; may repeat")
    options = parser.parse_args()
    ignore = tuple(options.ignore)
    there = (options.bench / "dev").is_dir()
    pages = Pages(options.bench)
    texts = labelled(pages) if there else made_up(2 * (ROUNDS + 1) * 100)
    random.Random(0).shuffle(texts)  # noqa: S311  (no secret)
    shards = split(texts, 2 * (ROUNDS + 1))
    facts = facts_of([survey(articles(texts))])
    if options.profile:
        profile(shards, facts, ignore)
        return 0
    held = text_part(shards, facts, ignore)
    if there:
        held &= html_part(replace(pages, sample=HTML_PAGES).html(), ignore)
    return 0 if held else 1


if __name__ == "__main__":
    raise SystemExit(main())
