"""What linking needs of each text before it compares any two: its fingerprints, and a digest of the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from presscheck.link.fingerprints import GRAM, Hashes, fingerprints

CHUNK = 2_000
"""Texts that are fingerprinted at a time where they are at hand."""


@dataclass(frozen=True, slots=True)
class Printed:
    """The prints of some articles, n of them."""

    articles: tuple[str, ...]
    digests: npt.NDArray[np.uint64]
    """Of each text, white space folded; zeros for an empty one. Shape (n, 2)."""
    sizes: npt.NDArray[np.int32]
    """How many of `prints` are of each article. Shape n."""
    prints: Hashes
    """The fingerprints, article after article. Shape sum of `sizes`."""


def printed(bodies: Iterable[tuple[str, str]]) -> Printed:
    """The prints of texts; each comes with the id of its article."""
    articles, digests, prints = [], [], [np.empty(0, np.uint64)]
    for article, body in bodies:
        articles.append(article)
        digests.append(_digest(body))
        prints.append(fingerprints(body))
    sizes = np.array([len(one) for one in prints[1:]], np.int32)
    return Printed(
        tuple(articles), np.frombuffer(b"".join(digests), np.uint64).reshape(-1, 2), sizes, np.concatenate(prints)
    )


def in_chunks(texts: Mapping[str, str], articles: Sequence[str]) -> Iterator[Printed]:
    """The prints of these articles, some at a time."""
    for start in range(0, len(articles), CHUNK):
        yield printed((article, texts[article]) for article in articles[start : start + CHUNK])


def body_for_linking(clean_text: str) -> str:
    """The text that is compared: paragraphs of at least `GRAM` words."""
    return "\n".join(line for line in clean_text.splitlines() if len(line.split()) >= GRAM or not line.isascii())


def _digest(text: str) -> bytes:
    folded = " ".join(text.split())
    return blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=16).digest() if folded else bytes(16)
