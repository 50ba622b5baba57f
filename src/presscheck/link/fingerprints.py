"""Words of a text, their 5-grams as 64-bit hashes, and the winnowed few of them."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]

GRAM = 5
"""Words in a gram."""
WINDOW = 4
"""One of so many neighbouring grams is kept, so any shared run of GRAM + WINDOW - 1 = 8 words is sure to be seen
(winnowing: Schleimer, Wilkerson, Aiken, SIGMOD 2003)."""
TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]|[^\W_\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]+")
"""A word; in scripts that do not part words, a character."""
_BASE = np.uint64(0x9E3779B97F4A7C15)


@lru_cache(maxsize=200_000)
def _word_hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "little")


def words(text: str) -> list[str]:
    """The words of a text, compatibility forms and case folded."""
    return TOKEN.findall(unicodedata.normalize("NFKC", text).casefold())


def grams(text: str) -> Hashes:
    """One hash per word 5-gram, in order; a shorter text gives none."""
    hashes = np.array([*map(_word_hash, words(text))], dtype=np.uint64)
    count = len(hashes) - GRAM + 1
    if count < 1:
        return np.empty(0, np.uint64)
    total = np.zeros(count, np.uint64)
    with np.errstate(over="ignore"):
        for i in range(GRAM):
            total = total * _BASE + hashes[i : i + count]
        # a last mixing, so that the smallest hash of a window is a fair choice (splitmix64's finaliser)
        total = (total ^ (total >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        total = (total ^ (total >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return total ^ (total >> np.uint64(31))


def fingerprints(text: str) -> Hashes:
    """The winnowed hashes of a text: sorted, each once."""
    hashes = grams(text)
    if len(hashes) <= WINDOW:
        return np.unique(hashes)
    last = len(hashes) - WINDOW + 1
    return np.unique(np.minimum.reduce([hashes[i : i + last] for i in range(WINDOW)]))
