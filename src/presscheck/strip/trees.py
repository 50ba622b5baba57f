"""Gradient-boosted oblivious trees, evaluated in NumPy.

In an oblivious tree every node of a level asks the same question, so a tree of depth d is d comparisons of whole
columns and one look-up (Kohavi 1994; Prokhorenkova et al., CatBoost, 2018). Some hundred trees over a shard's lines
cost a few milliseconds, and no runtime but NumPy is needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
"""Rows are things to score, columns features."""

ROWS = 128
"""So many at a time: their answers stay in the cache of the processor, which is a third faster."""

Reasons = Sequence[tuple[str, tuple[str, ...]]]
"""What a person is told -> what the names of the features behind it begin with; the longest beginning counts."""


def groups(names: Sequence[str], reasons: Reasons) -> NDArray[np.float64]:
    """(names, reasons): 1 where a feature is behind a reason. Raises ValueError for a feature behind none."""
    result = np.zeros((len(names), len(reasons)))
    for row, name in enumerate(names):
        fits = [
            (len(begin), at) for at, (_, begins) in enumerate(reasons) for begin in begins if name.startswith(begin)
        ]
        if not fits:
            raise ValueError(f"the feature {name!r} is behind no reason")
        result[row, max(fits)[1]] = 1
    return result


@dataclass(frozen=True)
class Trees:
    """A boosted model of `n` trees of depth `d`.

    What level `i` of tree `t` asks is ``matrix[:, columns[t, i]] > borders[t, i]``; the answers are the bits of the
    place in ``leaves[t]``, level 0 the lowest.
    """

    columns: NDArray[np.int16]
    """(n, d)"""
    borders: NDArray[np.float32]
    """(n, d); infinite where a tree is shallower."""
    leaves: NDArray[np.float32]
    """(n, 2**d), in log-odds."""
    weights: NDArray[np.float32]
    """(n, 2**d): how many training rows came to each leaf, for `contributions`."""
    bias: float

    @classmethod
    def load(cls, path: Path) -> Trees:
        """Read what `save` wrote. Raises OSError, ValueError or KeyError when the file is not of that kind."""
        with np.load(path, allow_pickle=False) as arrays:
            return cls(
                arrays["columns"],
                arrays["borders"],
                arrays["leaves"].astype(np.float32),
                arrays["weights"].astype(np.float32),
                float(arrays["bias"]),
            )

    def save(self, path: Path) -> None:
        """Write the model, leaves and weights at half precision."""
        np.savez_compressed(
            path,
            columns=self.columns,
            borders=self.borders,
            leaves=self.leaves.astype(np.float16),
            weights=np.minimum(self.weights, 65_000).astype(np.float16),
            bias=np.float64(self.bias),
        )

    def log_odds(self, matrix: Matrix) -> NDArray[np.float64]:
        """The raw score of each row."""
        leaves = self.leaves.ravel()
        total = [
            np.add.reduce(leaves.take(reached), axis=0, dtype=np.float64, initial=self.bias)
            for reached in self._leaf(matrix)
        ]
        return np.concatenate(total) if total else np.zeros(0)

    def probabilities(self, matrix: Matrix) -> NDArray[np.float64]:
        """The probability of each row."""
        result: NDArray[np.float64] = 1 / (1 + np.exp(-self.log_odds(matrix)))
        return result

    def shares(self, groups: NDArray[np.float64]) -> NDArray[np.float64]:
        """(n * 2**d, groups): what each group of features adds to the log-odds of a row that comes to a leaf.

        The mean leaf changes with every answer on the way; the change is put to the feature that was asked (Saabas
        2014). `groups` is (columns of the matrix, groups), 1 where a feature belongs to a group.
        """
        n, size = self.leaves.shape
        leaf = np.arange(size)
        group = groups.argmax(axis=1)[self.columns]
        result = np.zeros((n, size, groups.shape[1]))
        for level in range(self.columns.shape[1]):
            before, after = self._means[level][:, leaf % (1 << level)], self._means[level + 1][:, leaf % (2 << level)]
            result[np.arange(n), :, group[:, level]] += after - before
        return result.reshape(n * size, -1)

    def contributions(self, matrix: Matrix, shares: NDArray[np.float64]) -> NDArray[np.float64]:
        """(rows, groups): what each group of features adds to a row's log-odds on its way down the trees.

        `shares` is what the function above gives. No matrix product: its threads would take the cores of the other
        workers.
        """
        added = [np.add.reduce(shares.take(reached, axis=0), axis=0) for reached in self._leaf(matrix)]
        return np.concatenate(added) if added else np.zeros((0, shares.shape[1]))

    def _leaf(self, matrix: Matrix) -> Iterator[NDArray[np.intp]]:
        """(n, some rows), for all rows: the leaf each comes to, as a place in ``leaves.ravel()``.

        Trees share questions: each is answered once.
        """
        columns, borders, asked = self._questions
        first = np.arange(len(self.leaves))[:, None] * self.leaves.shape[1]
        for at in range(0, len(matrix), ROWS):
            values = np.ascontiguousarray(matrix[at : at + ROWS].T)
            answers = (values.take(columns, axis=0) > borders).view(np.uint8)
            found = answers.take(asked[-1], axis=0)
            for level in asked[-2::-1]:
                found <<= 1
                found |= answers.take(level, axis=0)
            yield found + first

    @cached_property
    def _questions(self) -> tuple[NDArray[np.intp], NDArray[np.float32], NDArray[np.intp]]:
        """Columns and borders (one a row) of the questions that differ; and (d, n): which of them each level asks."""
        pairs = np.stack([self.columns.ravel().astype(np.float64), self.borders.ravel().astype(np.float64)], axis=1)
        distinct, asked = np.unique(pairs, axis=0, return_inverse=True)
        levels = np.ascontiguousarray(asked.reshape(self.columns.shape).T)
        return distinct[:, 0].astype(np.intp), distinct[:, 1:].astype(np.float32), levels

    @cached_property
    def _means(self) -> list[NDArray[np.float64]]:
        """Per level: (n, 2**level) mean leaf over the training rows whose first answers are those bits."""
        weights = self.weights.astype(np.float64) + 1e-3  # an empty leaf has a mean too
        sums = self.leaves * weights
        means = [sums / weights]
        for _ in range(self.columns.shape[1]):
            half = sums.shape[1] // 2
            sums, weights = sums[:, :half] + sums[:, half:], weights[:, :half] + weights[:, half:]
            means.append(sums / weights)
        return means[::-1]
