"""The line reader: a small recurrent network that goes through the lines of a page from both ends.

The trees of `line_scorer` know a line and what was counted around it. This one remembers what it has read on its way to
the line, so it knows a list by its heading and the end of an article by what comes behind it. Gated recurrent units
(Cho et al., EMNLP 2014), bidirectional, as Leonhardt et al. (BoilerNet, WWW 2020) have them for elements of web pages.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np

from presscheck.strip.line_features import Floats, Ints, Lines
from presscheck.strip.trees import Matrix

BITS = 13
"""Words and pairs of words fall into 2**BITS buckets here."""
FAR = 4.0
"""Features are cut off so many standard deviations from their mean."""
PIECE = 1024
"""Lines of a longer page are read in pieces of so many: as many as the longest page it learned from, and as many steps."""
ROWS = 16
"""Matrices are multiplied so many rows at a time: BLAS then stays in one thread, and reads a page alike whatever pages
are beside it."""


@dataclass(frozen=True)
class LineReader:
    """Weights for `f` features, `e` numbers a word, `h` units for a line, and `g` units in each direction."""

    mean: Floats
    """(f,) of the features as `evened` gives them."""
    spread: Floats
    """(f,)"""
    words: Floats
    """(2**BITS, e)"""
    line: Floats
    """(f + e + 1, h); the last row is the bias, as in `enter`."""
    enter: Floats
    """(2, h + 1, 3 * g): from a line into the gate that keeps, the gate that resets, and the new state."""
    again: Floats
    """(2, g, 3 * g): the same from the state at the line before."""
    leave: Floats
    """(h + 2 * g + 1,): from line and states to log-odds, the last of it the bias."""

    @classmethod
    def load(cls, path: Path) -> LineReader:
        """Read what `save` wrote. Raises OSError, ValueError or KeyError when the file is not of that kind."""
        with np.load(path, allow_pickle=False) as arrays:
            return cls(**{field.name: arrays[field.name].astype(np.float32) for field in fields(cls)})

    def save(self, path: Path) -> None:
        """Write the weights, at half precision."""
        np.savez_compressed(path, **{name: values.astype(np.float16) for name, values in vars(self).items()})

    def log_odds(self, matrix: Matrix, lines: Lines) -> Floats:
        """(n,) the log-odds of each line to be furniture; `matrix` has the features of the `lines`."""
        known = scaled(evened(matrix), self.mean, self.spread)
        units = np.maximum(_times(np.column_stack([known, self._said(lines)]), self.line), 0)
        states = self._read(np.stack([_times(units, enter) for enter in self.enter]), lines)
        return _times(np.column_stack([units, states[0], states[1]]), self.leave[:, None])[:, 0]

    def _said(self, lines: Lines) -> Floats:
        """(n, e) the mean of what is known of each line's words and pairs."""
        buckets, line = numbered(lines)
        count = np.bincount(line, minlength=len(lines))
        known = self.words[buckets[np.argsort(line, kind="stable")]]
        said = np.zeros((len(lines), self.words.shape[1]), np.float32)
        some = count > 0
        if len(known):
            said[some] = np.add.reduceat(known, (np.cumsum(count) - count)[some]) / count[some, None]
        return said

    def _read(self, entering: Floats, lines: Lines) -> Floats:
        """(2, n, g) the states at each line, coming from above and from below; `entering` is (2, n, 3 * g)."""
        size = self.again.shape[1]
        states = np.zeros((2, len(lines), size), np.float32)
        first, last = _pieces(lines)
        longest = np.argsort(first - last, kind="stable")
        first, last = first[longest], last[longest]
        open_at = np.searchsorted(first - last, -np.arange(int((last - first).max(initial=-1)) + 1), "right")
        state = np.zeros((2, -(-len(first) // ROWS) * ROWS, size), np.float32)
        for step, some in enumerate(open_at.tolist()):
            at = np.stack([first[:some] + step, last[:some] - step])
            come = np.take_along_axis(entering, at[..., None], axis=1)
            padded = -(-some // ROWS) * ROWS
            back = state[:, :padded].reshape(2, -1, ROWS, size) @ self.again[:, None]
            back = back.reshape(2, padded, 3 * size)[:, :some]
            with np.errstate(over="ignore"):  # a gate that is shut
                gates = 1 / (1 + np.exp(-(come[..., : 2 * size] + back[..., : 2 * size])))
            keep, reset = gates[..., :size], gates[..., size:]
            new = np.tanh(come[..., 2 * size :] + reset * back[..., 2 * size :])
            state[:, :some] = keep * state[:, :some] + (1 - keep) * new
            np.put_along_axis(states, at[..., None], state[:, :some], axis=1)
        return states


def _pieces(lines: Lines) -> tuple[Ints, Ints]:
    """The first and the last line of what is read in one go."""
    begins = np.flatnonzero((np.arange(len(lines)) - lines.first) % PIECE == 0)
    return begins, np.append(begins[1:], len(lines))[: len(begins)] - 1


def evened(matrix: Matrix) -> Floats:
    """The features without their long tails."""
    result: Floats = np.sign(matrix) * np.log1p(np.abs(matrix))
    return result


def scaled(even: Floats, mean: Floats, spread: Floats) -> Floats:
    """What `evened` gives, in units of its spread around its mean, at most `FAR`."""
    result: Floats = np.clip((even - mean) / spread, -FAR, FAR).astype(np.float32, copy=False)
    return result


def numbered(lines: Lines) -> tuple[Ints, Ints]:
    """(buckets, lines) of all words and pairs, as `Lines.grams`, in fewer buckets."""
    buckets, line = lines.grams
    return buckets & ((1 << BITS) - 1), line


def _times(rows: Floats, weights: Floats) -> Floats:
    """The product of matrices, with the bias that is the last row of `weights`."""
    padded = np.zeros((-(-len(rows) // ROWS) * ROWS, rows.shape[1]), np.float32)
    padded[: len(rows)] = rows
    product = padded.reshape(-1, ROWS, rows.shape[1]) @ weights[:-1]
    result: Floats = product.reshape(len(padded), weights.shape[1])[: len(rows)] + weights[-1]
    return result
