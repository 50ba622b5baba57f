"""Which articles share text: ours beside MinHash LSH and SimHash, on the labelled pairs.

    python benchmarks/link.py [--bench DIR] [--split NAME] [--folds DIR | --shipped]

All get the same clean bodies and are scored by the bench's own ``score.py``. The others find pairs; their stories are
the connected parts. By default stripping uses models that have not seen a text's site (``benchmarks/folds.py``).
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np

import accuracy
import folds
import scoring
from pages import DEFAULT, Pages, Row
from presscheck import link
from presscheck.link.fingerprints import grams, words
from presscheck.model import story_of

SETS = ("synth", "onestop", "events")
SHINGLE = 3
PERMUTATIONS = 128
BITS = 64
NEAR = 3
"""Bits in which the SimHashes of two copies may differ (Manku, Jain, Das Sarma, WWW 2007)."""
Pair = tuple[str, str]


def ours(texts: dict[str, str]) -> tuple[list[Pair], dict[str, str]]:
    """Pairs in every relation but a shared passage; article -> story."""
    links = link.link(texts).links
    stories = story_of(link.stories(links))
    return [(one.article_a, one.article_b) for one in links if one.relation != "shares passage"], stories


def minhash(threshold: float) -> Callable[[dict[str, str]], tuple[list[Pair], None]]:
    """MinHash LSH over word 3-grams, as in datasketch's documentation."""

    def pairs(texts: dict[str, str]) -> tuple[list[Pair], None]:
        from datasketch import MinHash, MinHashLSH

        index = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
        signatures = {}
        for key, text in texts.items():
            tokens = words(text)
            shingles = {" ".join(tokens[i : i + SHINGLE]).encode() for i in range(len(tokens) - SHINGLE + 1)}
            signatures[key] = MinHash(num_perm=PERMUTATIONS)
            signatures[key].update_batch(shingles or {text.encode()})
            index.insert(key, signatures[key])
        found = {
            (min(key, other), max(key, other))
            for key, signature in signatures.items()
            for other in index.query(signature)
            if other != key and signature.jaccard(signatures[other]) >= threshold
        }
        return sorted(found), None

    return pairs


def simhash(texts: dict[str, str]) -> tuple[list[Pair], None]:
    """SimHash over word 5-grams; all pairs are compared, so that no index costs it recall."""
    keys = sorted(texts)
    codes = np.zeros(len(keys), np.uint64)
    shifts = np.arange(BITS, dtype=np.uint64)
    for number, key in enumerate(keys):
        hashes = np.unique(grams(texts[key]))
        if len(hashes):
            votes = ((hashes[:, None] >> shifts) & np.uint64(1)).mean(axis=0) > 0.5
            codes[number] = (votes.astype(np.uint64) << shifts).sum(dtype=np.uint64)
    found = []
    for number, key in enumerate(keys):
        near = np.bitwise_count(codes[number + 1 :] ^ codes[number]) <= NEAR
        found += [(key, keys[number + 1 + other]) for other in np.flatnonzero(near) if codes[number]]
    return found, None


TOOLS: dict[str, Callable[[dict[str, str]], tuple[list[Pair], dict[str, str] | None]]] = {
    "presscheck": ours,
    "MinHash LSH 0.5": minhash(0.5),
    "MinHash LSH 0.8": minhash(0.8),
    "SimHash": simhash,
}


def predictions(name: str, texts: dict[str, str], tool: str) -> Iterator[Row]:
    """Rows for the bench's scorer."""
    pairs, stories = TOOLS[tool](texts)
    for a, b in pairs:
        yield {"set": name, "a": a, "b": b}
    if stories is not None and name == "synth":
        for key in texts:
            yield {"set": name, "id": key, "cluster": stories.get(key, key)}


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, default=DEFAULT)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--folds", type=Path, default=folds.DEFAULT)
    parser.add_argument("--shipped", action="store_true", help="strip with the models of the package")
    options = parser.parse_args()
    pages = Pages(options.bench, options.split)
    if not options.shipped:
        folds.build(options.folds)
    with ProcessPoolExecutor(mp_context=get_context("forkserver")) as pool:
        run = accuracy.Run(pages, pool, None if options.shipped else options.folds)
        bodies = {name: run.bodies(pages.rows(f"dup_{name}")) for name in SETS}
    for name in SETS:
        for tool in TOOLS:
            start = time.perf_counter()
            rows = list(predictions(name, bodies[name], tool))
            seconds = time.perf_counter() - start
            scored = scoring.score(pages, rows)["dups"][name] if rows else {"pred_pairs": 0}
            shown = {key: value for key, value in scored.items() if key not in ("docs", "gold_pairs")}
            figures = " ".join(f"{k}={v:.3f}" if isinstance(v, float) else f"{k}={v}" for k, v in shown.items())
            print(f"{name:<8} {tool:<16} {seconds:6.1f} s  {figures}", flush=True)


if __name__ == "__main__":
    main()
