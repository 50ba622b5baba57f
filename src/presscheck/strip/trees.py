"""Gradient-boosted oblivious trees, evaluated in NumPy.

In an oblivious tree every node of a level asks the same question, so a tree of depth d is d comparisons of whole
columns and one look-up (Kohavi 1994; Prokhorenkova et al., CatBoost, 2018). Some hundred trees over a shard's lines
cost a few milliseconds, and no runtime but NumPy is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
"""Rows are things to score, columns features."""


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
        first = np.arange(len(self.leaves))[:, None] * self.leaves.shape[1]
        reached = self.leaves.ravel().take(self._leaf(matrix) + first)
        total: NDArray[np.float64] = np.add.reduce(reached, axis=0, dtype=np.float64, initial=self.bias)
        return total

    def probabilities(self, matrix: Matrix) -> NDArray[np.float64]:
        """The probability of each row."""
        result: NDArray[np.float64] = 1 / (1 + np.exp(-self.log_odds(matrix)))
        return result

    def contributions(self, matrix: Matrix, groups: NDArray[np.float64]) -> NDArray[np.float64]:
        """(rows, groups): what each group of features adds to a row's log-odds on its way down the trees.

        The mean leaf changes with every answer; the change is put to the feature that was asked (Saabas 2014).
        `groups` is (columns of the matrix, groups), 1 where a feature belongs to a group.
        """
        leaf = self._leaf(matrix)
        result = np.zeros((groups.shape[1], len(matrix)))
        group = groups.argmax(axis=1)[self.columns]
        before = np.take_along_axis(self._means[0], leaf & 0, axis=1)
        for level in range(self.columns.shape[1]):
            after = np.take_along_axis(self._means[level + 1], leaf & ((2 << level) - 1), axis=1)
            order = np.argsort(group[:, level], kind="stable")
            first = np.flatnonzero(np.diff(group[order, level], prepend=-1))
            # Not a matrix product: its threads would take the cores of the other workers.
            result[group[order[first], level]] += np.add.reduceat((after - before)[order], first, axis=0)
            before = after
        return result.T

    def _leaf(self, matrix: Matrix) -> NDArray[np.intp]:
        """(n, rows): the leaf each row comes to. Trees share questions: each is answered once for all rows."""
        columns, borders, asked = self._questions
        answers = (np.asfortranarray(matrix).T[columns] > borders[:, None]).view(np.uint8)
        found = np.zeros((len(self.columns), len(matrix)), np.uint8)
        for level in reversed(range(self.columns.shape[1])):
            found <<= 1
            found |= answers[asked[:, level]]
        return found.astype(np.intp)

    @cached_property
    def _questions(self) -> tuple[NDArray[np.intp], NDArray[np.float32], NDArray[np.intp]]:
        """Columns and borders of the questions that differ, and (n, d): which of them each level asks."""
        pairs = np.stack([self.columns.ravel().astype(np.float64), self.borders.ravel().astype(np.float64)], axis=1)
        distinct, asked = np.unique(pairs, axis=0, return_inverse=True)
        return distinct[:, 0].astype(np.intp), distinct[:, 1].astype(np.float32), asked.reshape(self.columns.shape)

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
