"""The learned line scorer: how likely a line of text is furniture, and why.

Three small models (``models/line_*.npz``, made by ``make train``): a linear one over hashed words, which knows how
furniture is worded in the languages it was trained on; boosted trees over what `line_features` counts, one of which is
the score of the first; and a network that reads the lines of a page in their order (`line_reader`). The log-odds of a
line are a weighted mean of the trees' and the network's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from presscheck.model import Page
from presscheck.strip import models
from presscheck.strip.line_features import BITS, Floats, Lines, Memory, features, phrases, wording
from presscheck.strip.line_reader import LineReader
from presscheck.strip.trees import Matrix, Reasons, Trees, groups

TREES = "line_trees.npz"
READER = "line_reader.npz"
WORDS = "line_words.npz"

REASONS: Reasons = (
    ("its wording", ("wording", "ideographs")),
    ("the wording around it", ("wording +", "wording -")),
    ("its length", ("chars", "words", "log words", "words of the run", "word length", "short words", "continues")),
    ("how it is punctuated", ("stops", "asks", "commas", "colons", "quotes", "signs", "slashes", "ats", "pipes", "brackets",
                              "prices", "bullets", "opens", "ends", "prose", "letters")),
    ("its capitals", ("capital",)),
    ("its digits", ("digit",)),
    ("what little it shares with the article", ("topic", "words elsewhere", "rarity", "words of the title")),
    ("it stands on the page more than once", ("copies",)),
    ("furniture phrases near it", ("is ", "since ", "until ", "menu")),
    ("the lines around it", ("log words +", "log words -", "prose +", "prose -", "capitalised +", "capitalised -",
                             "ends a sentence +", "ends a sentence -", "opens lower", "words of the run +",
                             "words of the run -", "topic +", "topic -", "longest", "lines of the same",
                             "since prose", "until prose", "stops of the run")),
    ("its place on the page", ("lines above", "lines below", "depth", "prose above", "prose below", "prose of the page",
                               "lines of the page", "share of prose")),
)  # fmt: skip
READS = 0.4
"""What the network counts for; the trees count for the rest (sweep on the development half, out of fold)."""
IN_ORDER = "what comes before and after it"
"""What the network has to say; which features moved it, it cannot tell."""
LABELS = (*(label for label, _ in REASONS), IN_ORDER)


@dataclass(frozen=True)
class Scored:
    """What the scorer says of the lines of some pages, in order."""

    probabilities: NDArray[np.float64]
    matrix: Matrix
    read: Floats
    """The log-odds that the network gives."""
    words: Floats
    """Words of each line."""
    prose: Floats
    """1 for each line that is a sentence of some length."""
    broken: Floats
    """1 for each line that a sentence runs into or out of."""


@dataclass(frozen=True)
class LineScorer:
    """All models."""

    trees: Trees
    reader: LineReader
    weights: Floats
    rarity: Floats
    memory: Memory = field(default_factory=Memory)

    def score(self, pages: Sequence[Page], matched: Sequence[Mapping[str, Sequence[int]]]) -> Scored:
        """The probability of each line of the pages, one after another, to be furniture.

        `matched` gives for each page the lines that line rules match.
        """
        lines = Lines.of([[line.text for line in page.lines] for page in pages], self.memory)
        columns = features(lines, wording(lines, self.weights), self.rarity, phrases(pages, matched))
        matrix = np.column_stack(list(columns.values()))
        read = self.reader.log_odds(matrix, lines)
        odds = (1 - READS) * self.trees.log_odds(matrix) + READS * read
        broken = np.maximum(columns["continues below"], columns["continues from above"])
        return Scored(1 / (1 + np.exp(-odds)), matrix, read, columns["words"], columns["prose"], broken)

    def weigh(self, scored: Scored, rows: Sequence[int]) -> NDArray[np.float64]:
        """(rows, LABELS): what each reason adds to the log-odds of furniture, for some of the lines."""
        counted = self.trees.contributions(scored.matrix[rows], self._shares)
        return np.column_stack([(1 - READS) * counted, READS * scored.read[rows]])

    @cached_property
    def _shares(self) -> NDArray[np.float64]:
        return self.trees.shares(groups(names(), REASONS))

    def reasons(self, scored: Scored, rows: Sequence[int]) -> list[list[str]]:
        """The one or two things that spoke most for furniture, for some of the lines, strongest first."""
        summed = self.weigh(scored, rows)
        order = np.argsort(-summed, axis=1, kind="stable")[:, :2]
        return [[LABELS[g] for g in row if sums[g] > 0] for row, sums in zip(order, summed, strict=True)]


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """The names of the features, in the order of the matrix's columns."""
    lines, nothing = Lines.of([["x"]]), np.zeros(1 << BITS, np.float32)
    return tuple(features(lines, wording(lines, nothing), nothing, phrases([Page("x")], [{}])))


def scorer() -> LineScorer:
    """The scorer of the weights in use. Raises OSError, ValueError or KeyError when they cannot be read."""
    return _load(models.folder())


@lru_cache(maxsize=8)
def _load(folder: Path) -> LineScorer:
    with np.load(folder / WORDS, allow_pickle=False) as words:
        weights = words["weights"].astype(np.float32) * np.float32(words["step"])
        rarity = words["rarity"].astype(np.float32) / np.float32(16)
    return LineScorer(Trees.load(folder / TREES), LineReader.load(folder / READER), weights, rarity)


def save_words(path: Path, weights: NDArray[np.float64], rarity: Floats) -> None:
    """Write the weights and the rarity of the buckets, a byte each."""
    step = float(np.abs(weights).max()) / 127
    np.savez_compressed(
        path,
        weights=np.rint(weights / step).astype(np.int8),
        step=np.float64(step),
        rarity=np.rint(rarity * 16).astype(np.uint8),
    )
