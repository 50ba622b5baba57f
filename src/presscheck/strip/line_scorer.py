"""The learned line scorer: how likely a line of text is furniture, and why.

Two small models (``models/line_*.npz``, made by ``make train``): a linear one over hashed words, which knows how
furniture is worded in the languages it was trained on; and boosted trees over what `line_features` counts, one of
which is the score of the first.
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
from presscheck.strip.line_features import Floats, Lines, Memory, features, phrases, wording
from presscheck.strip.trees import Matrix, Reasons, Trees, groups

TREES = "line_trees.npz"
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


@dataclass(frozen=True)
class Scored:
    """What the scorer says of the lines of some pages, in order."""

    probabilities: NDArray[np.float64]
    matrix: Matrix
    words: Floats
    """Words of each line."""
    broken: Floats
    """1 for each line that a sentence runs into or out of."""


@dataclass(frozen=True)
class LineScorer:
    """Both models."""

    trees: Trees
    weights: Floats
    rarity: Floats
    memory: Memory = field(default_factory=Memory)

    def score(self, pages: Sequence[Page], matched: Sequence[Mapping[str, Sequence[int]]]) -> Scored:
        """The probability of each line of the pages, one after another, to be furniture.

        `matched` gives for each page the lines that line rules match.
        """
        columns = table(pages, matched, self.weights, self.rarity, self.memory)
        matrix = np.column_stack(list(columns.values()))
        broken = np.maximum(columns["continues below"], columns["continues from above"])
        return Scored(self.trees.probabilities(matrix), matrix, columns["words"], broken)

    def weigh(self, matrix: Matrix) -> NDArray[np.float64]:
        """(rows, REASONS): what each reason adds to the log-odds of furniture, for rows of a `Scored.matrix`."""
        return self.trees.contributions(matrix, self._shares)

    @cached_property
    def _shares(self) -> NDArray[np.float64]:
        return self.trees.shares(groups(names(), REASONS))

    def reasons(self, matrix: Matrix) -> list[list[str]]:
        """The one or two things that spoke most for furniture, for each row of a `Scored.matrix`, strongest first."""
        summed = self.weigh(matrix)
        order = np.argsort(-summed, axis=1, kind="stable")[:, :2]
        return [[REASONS[g][0] for g in row if sums[g] > 0] for row, sums in zip(order, summed, strict=True)]


def table(
    pages: Sequence[Page],
    matched: Sequence[Mapping[str, Sequence[int]]],
    weights: Floats,
    rarity: Floats,
    memory: Memory | None = None,
) -> dict[str, Floats]:
    """The features of every line of the pages, by name."""
    lines = Lines.of([[line.text for line in page.lines] for page in pages], memory)
    return features(lines, wording(lines, weights), rarity, phrases(pages, matched))


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """The names of the features, in the order of the matrix's columns."""
    nothing = np.zeros(0, np.float32)
    return tuple(table([Page("x")], [{}], np.resize(nothing, 1 << 15), np.resize(nothing, 1 << 15)))


def scorer() -> LineScorer:
    """The scorer of the weights in use. Raises OSError or ValueError when they cannot be read."""
    return _load(models.folder())


@lru_cache(maxsize=8)
def _load(folder: Path) -> LineScorer:
    with np.load(folder / WORDS, allow_pickle=False) as words:
        weights = words["weights"].astype(np.float32) * np.float32(words["step"])
        rarity = words["rarity"].astype(np.float32) / np.float32(16)
    return LineScorer(Trees.load(folder / TREES), weights, rarity)


def save_words(path: Path, weights: NDArray[np.float64], rarity: Floats) -> None:
    """Write the weights and the rarity of the buckets, a byte each."""
    step = float(np.abs(weights).max()) / 127
    np.savez_compressed(
        path,
        weights=np.rint(weights / step).astype(np.int8),
        step=np.float64(step),
        rarity=np.rint(rarity * 16).astype(np.uint8),
    )
