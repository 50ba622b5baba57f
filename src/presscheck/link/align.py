"""Two texts sentence by sentence: which sentence of one stands for which of the other, and which words differ."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import NamedTuple

from presscheck.link.fingerprints import TOKEN

SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+\s++(?=[\"'“‘„«(\[]?\w)|[。！？।۔؟]+[」』”]?\s*|\n+")
ABBREVIATED = re.compile(
    r"\b(?:[A-Z]|[A-Z]\.[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|Gen|Col|Lt|Sen|Rep|Gov|No|vs|ca|bzw|Nr|Mme|M|Sr|Sra)\.\s*$"
)
"""A full stop behind these does not end a sentence."""
HALF_DAY = re.compile(r"\d\s?[ap]\.\s?m\.\s+$", re.IGNORECASE)
"""Nor does one behind this, where a small letter follows: ``10:15 a.m. on Monday``."""
_SIGNS = "".join(chr(code) for code in range(0x300, 0xE00) if unicodedata.category(chr(code)) in ("Mn", "Mc"))
WORD = re.compile(rf"(?P<figure>\d+(?:[.,]\d+)+)|(?:{TOKEN.pattern})(?:[{_SIGNS}]+(?:{TOKEN.pattern})?)*")
"""A word, or a whole figure: the places of 1.2 and 2.1 taken apart would be two words that one of them moved. The signs
of vowels, in the scripts of India and others, are parts of a word."""
MIN_WORDS = 5
"""A sentence of fewer words stands with the next one and is not aligned by itself."""
ALIGNED = 0.5
"""Share of the words of two sentences that are the same and in the same order, from which one stands for the other."""
ALIKE_AT_ENDS = 0.8
"""Likeness from which words that differ at an end of two aligned sentences count as changed: see `changes`."""
MAX_SENTENCES = 400
"""Of each text; sentences are compared with each other, and a text of more is no article."""


class Word(NamedTuple):
    """A word of a text, with where it stands."""

    start: int
    end: int
    text: str
    folded: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as the words it has; `start` and `end` are offsets into the text."""

    start: int
    end: int
    words: tuple[Word, ...]


@dataclass(frozen=True)
class Aligned:
    """A sentence of one text and the one of the other that stands for it."""

    a: Sentence
    b: Sentence
    likeness: float
    """Twice the words in common, in order, by the words of both."""

    @cached_property
    def steps(self) -> Sequence[tuple[str, int, int, int, int]]:
        """How the words of one become those of the other, as difflib says it: (kind, places in a, places in b)."""
        a, b = ([word.folded for word in sentence.words] for sentence in (self.a, self.b))
        return SequenceMatcher(None, a, b, autojunk=False).get_opcodes()


@dataclass(frozen=True, slots=True)
class Change:
    """Words of one sentence that stand in place of others, between words that are the same."""

    a: tuple[Word, ...]
    b: tuple[Word, ...]


def sentences(text: str, offset: int = 0) -> list[Sentence]:
    """The sentences of a text that have at least `MIN_WORDS` words; places are moved by `offset`."""
    found, start = [], 0
    for match in [*SENTENCE_END.finditer(text), None]:
        end = match.end() if match else len(text)
        if match and (
            ABBREVIATED.search(text[start:end]) or (text[end : end + 1].islower() and HALF_DAY.search(text[start:end]))
        ):
            continue
        words = tuple(
            Word(offset + word.start(), offset + word.end(), word[0], _folded(word))
            for word in WORD.finditer(text, start, end)
        )
        if len(words) >= MIN_WORDS:
            found.append(Sentence(words[0].start, words[-1].end, words))
        start = end
    return found[:MAX_SENTENCES]


def _folded(word: re.Match[str]) -> str:
    """A figure in one way of writing it: 1,300 is 1.300 elsewhere."""
    return word[0].replace(",", ".") if word["figure"] else word[0].casefold()


def align(a: Sequence[Sentence], b: Sequence[Sentence]) -> list[Aligned]:
    """Sentences that stand for each other, each at most once, the likest first taken; in the order of `a`."""
    if not a or not b:
        return []
    from rapidfuzz import fuzz, process

    signs: dict[str, str] = {}

    def coded(sentence: Sentence) -> str:
        """A character for each word: rapidfuzz compares characters."""
        return "".join([signs.setdefault(word.folded, chr(0x100 + len(signs))) for word in sentence.words])

    likeness = process.cdist(
        [coded(one) for one in a], [coded(one) for one in b], scorer=fuzz.ratio, score_cutoff=100 * ALIGNED
    )
    pairs = sorted(
        (-float(likeness[i, j]), abs(i / len(a) - j / len(b)), i, j) for i, j in zip(*likeness.nonzero(), strict=True)
    )
    used_a: set[int] = set()
    used_b: set[int] = set()
    found = []
    for score, _, i, j in pairs:
        if i not in used_a and j not in used_b:
            used_a.add(i)
            used_b.add(j)
            found.append((i, Aligned(a[i], b[j], round(-score / 100, 4))))
    return [pair for _, pair in sorted(found, key=lambda one: one[0])]


def changes(pair: Aligned) -> Iterator[Change]:
    """The words of two aligned sentences that stand in place of others; not what one only adds.

    At the ends of the sentences they count where the rest is alike enough (`ALIKE_AT_ENDS`): elsewhere that is another
    beginning, or another end.
    """
    a, b = pair.a.words, pair.b.words
    for kind, start_a, end_a, start_b, end_b in pair.steps:
        inside = start_a and start_b and end_a < len(a) and end_b < len(b)
        if kind == "replace" and (inside or pair.likeness >= ALIKE_AT_ENDS):
            yield Change(a[start_a:end_a], b[start_b:end_b])


def additions(pair: Aligned) -> Iterator[Change]:
    """The words that only one of two aligned sentences has, with a word before and behind them, which both have."""
    a, b = pair.a.words, pair.b.words
    for kind, start_a, end_a, start_b, end_b in pair.steps:
        if kind in ("insert", "delete") and start_a and start_b and end_a < len(a) and end_b < len(b):
            yield Change(a[start_a - 1 : end_a + 1], b[start_b - 1 : end_b + 1])
