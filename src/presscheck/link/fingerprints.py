"""Words of a text, their 5-grams as 64-bit hashes, and the winnowed few of them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]

GRAM = 5
"""Words in a gram."""
WINDOW = 4
"""One of so many neighbouring grams is kept, so any shared run of GRAM + WINDOW - 1 = 8 words is sure to be seen
(winnowing: Schleimer, Wilkerson, Aiken, SIGMOD 2003)."""
_BY_ITSELF = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
TOKEN = re.compile(rf"{_BY_ITSELF.pattern}|[^\W_{_BY_ITSELF.pattern[1:-1]}]+")
"""A word; in scripts that do not part words, a character."""
_BASE = np.uint64(0x9E3779B97F4A7C15)
_APART, _IN_A_WORD, _ALONE = 0, 1, 2
"""What a character is: between words, part of one, or one by itself."""


@cache
def _kinds() -> npt.NDArray[np.uint8]:
    """What each character of the basic plane is, as `TOKEN` has it."""
    kinds = np.zeros(1 << 16, np.uint8)
    for match in TOKEN.finditer("\n".join(map(chr, range(1 << 16)))):  # every character on a line of its own
        kinds[ord(match[0])] = _ALONE if _BY_ITSELF.match(match[0]) else _IN_A_WORD
    return kinds


@cache
def _powers(count: int) -> Hashes:
    with np.errstate(over="ignore"):
        return np.cumprod(np.full(count, _BASE), dtype=np.uint64)


def words(text: str) -> list[str]:
    """The words of a text, compatibility forms and case folded."""
    return TOKEN.findall(_folded(text))


def _folded(text: str) -> str:
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


def _word_hashes(text: str) -> Hashes:
    """One hash for each of `words`, of all at once: the sum of its characters times powers of an odd number, mixed."""
    codes = np.frombuffer(_folded(text).encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = _kinds()[np.minimum(codes, 0xFFFF)]
    for place in np.flatnonzero(codes > 0xFFFF):
        kinds[place] = _IN_A_WORD if TOKEN.fullmatch(chr(codes[place])) else _APART
    before = np.append(np.uint8(_APART), kinds[:-1])
    begins = (kinds == _ALONE) | ((kinds == _IN_A_WORD) & (before != _IN_A_WORD))
    inside = kinds != _APART
    starts = np.flatnonzero(begins[inside])
    if not len(starts):
        return np.empty(0, np.uint64)
    codes = codes[inside].astype(np.uint64)
    lengths = np.diff(starts, append=len(codes))
    places = np.arange(len(codes)) - np.repeat(starts, lengths)
    with np.errstate(over="ignore"):
        return _mixed(
            np.add.reduceat((codes + np.uint64(1)) * _powers(1 << int(lengths.max()).bit_length())[places], starts)
        )


def _mixed(hashes: Hashes) -> Hashes:
    """Every bit of a hash depends on every bit of the result (the finaliser of splitmix64: Steele et al., OOPSLA 2014)."""
    with np.errstate(over="ignore"):
        hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return hashes ^ (hashes >> np.uint64(31))


def grams(text: str) -> Hashes:
    """One hash per word 5-gram, in order; a shorter text gives none."""
    hashes = _word_hashes(text)
    count = len(hashes) - GRAM + 1
    if count < 1:
        return np.empty(0, np.uint64)
    total = np.zeros(count, np.uint64)
    with np.errstate(over="ignore"):
        for i in range(GRAM):
            total = total * _BASE + hashes[i : i + count]
    return _mixed(total)  # so that the smallest hash of a window is a fair choice


def fingerprints(text: str) -> Hashes:
    """The winnowed hashes of a text: sorted, each once."""
    hashes = grams(text)
    if len(hashes) <= WINDOW:
        return np.unique(hashes)
    last = len(hashes) - WINDOW + 1
    return np.unique(np.minimum.reduce([hashes[i : i + last] for i in range(WINDOW)]))
