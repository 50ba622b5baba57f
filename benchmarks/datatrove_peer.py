"""What datatrove takes for a batch: its filters of text and its MinHash dedup, as their defaults are.

    .cache/peers/bin/python benchmarks/datatrove_peer.py WARM BATCH

Two files of JSON lines with a "text"; the first is done before it counts. In turn: C4 quality, Gopher repetition, Gopher
quality, FineWeb quality, each on what the one before keeps, then the four stages of MinHash on what is left, signatures and
buckets in a temporary folder, all in this process, without datatrove's executor. Prints JSON: seconds of processor time,
and how many articles each step kept.

Nothing is downloaded. Words and sentences are split by spaCy's blank English tokenizer and its sentencizer, which is what
datatrove's table of tokenizers gives for English: they are rules that come with the package, no model and no data of NLTK.
C4's filter of bad words is not there: it downloads its list.

This runs in an environment of its own (`make bench-throughput` makes it). datatrove is not pinned by the lock: it would bring
spaCy, and 0.10.1 does not work with the xxhash 4 that others may ask for.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from datatrove.data import Document
from datatrove.pipeline.dedup import (
    MinhashDedupBuckets,
    MinhashDedupCluster,
    MinhashDedupFilter,
    MinhashDedupSignature,
)
from datatrove.pipeline.dedup.minhash import MinhashConfig
from datatrove.pipeline.filters import (
    C4QualityFilter,
    FineWebQualityFilter,
    GopherQualityFilter,
    GopherRepetitionFilter,
)

FILTERS = {
    "C4": C4QualityFilter,
    "Gopher repetition": GopherRepetitionFilter,
    "Gopher quality": GopherQualityFilter,
    "FineWeb": FineWebQualityFilter,
}


def filtered(batch: Path) -> dict[str, int]:
    """Read, filter and dedup; how many are left after each step."""
    documents: list[Any] = [
        Document(text=json.loads(line)["text"], id=str(number)) for number, line in enumerate(batch.open())
    ]
    left = {}
    for name, make in FILTERS.items():
        documents = list(make()(documents))
        left[name] = len(documents)
    documents = deduplicated(documents)
    return {**left, "MinHash": len(documents)}


def deduplicated(documents: list[Any]) -> list[Any]:
    """Without near copies of another."""
    with tempfile.TemporaryDirectory() as name:
        signatures, buckets, remove = (f"{name}/{kind}" for kind in ("signatures", "buckets", "remove"))
        config = MinhashConfig()
        MinhashDedupSignature(signatures, config)(documents)
        for rank in range(config.num_buckets):
            MinhashDedupBuckets(signatures, buckets, config=config)(None, rank, config.num_buckets)
        MinhashDedupCluster(buckets, remove, config)(None, 0, 1)
        return list(MinhashDedupFilter(remove)(documents))


def main() -> None:
    """Warm up, measure, print."""
    warm, batch = map(Path, sys.argv[1:])
    filtered(warm)
    start = sum(os.times()[:4])
    left = filtered(batch)
    print(json.dumps({"seconds": sum(os.times()[:4]) - start, "left": left}))


if __name__ == "__main__":
    main()
