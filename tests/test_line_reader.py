"""The line reader: what it computes, line by line, and that pages are read by themselves."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from presscheck.strip import models
from presscheck.strip.line_features import Lines
from presscheck.strip.line_reader import BITS, FAR, PIECE, ROWS, LineReader, evened, numbered
from presscheck.strip.line_scorer import READER

FEATURES, WORD, LINE, STATE = 3, 2, 4, 5
PAGES = [
    ["Ferry to Ostrava Island stops", "By Petra Holm", "The last ferry left on Sunday.", "Most read"],
    ["Sign in"],
    ["港で船が止まった。", "—", "Islanders, of whom 43 remain, were told in a letter."],
]


@pytest.fixture
def reader() -> LineReader:
    """Weights drawn at random."""
    random = np.random.default_rng(3)

    def drawn(*shape: int) -> NDArray[np.float32]:
        return random.normal(size=shape).astype(np.float32)

    return LineReader(
        mean=drawn(FEATURES),
        spread=np.abs(drawn(FEATURES)) + np.float32(0.5),
        words=drawn(1 << BITS, WORD),
        line=drawn(FEATURES + WORD + 1, LINE),
        enter=drawn(2, LINE + 1, 3 * STATE),
        again=drawn(2, STATE, 3 * STATE),
        leave=drawn(LINE + 2 * STATE + 1),
    )


def known(count: int) -> NDArray[np.float32]:
    return np.random.default_rng(4).normal(scale=9, size=(count, FEATURES)).astype(np.float32)


def by_hand(reader: LineReader, matrix: NDArray[np.float32], texts: list[str]) -> list[float]:
    """The log-odds of the lines of one page, as the equations say it."""
    units = []
    for row, text in zip(matrix, texts, strict=True):
        buckets, _ = numbered(Lines.of([[text]]))
        said = reader.words[buckets].mean(axis=0) if len(buckets) else np.zeros(WORD)
        scaled = np.clip((evened(row) - reader.mean) / reader.spread, -FAR, FAR)
        units.append(np.maximum([*scaled, *said, 1] @ reader.line, 0))
    ways = []
    for way, order in ((0, range(len(texts))), (1, reversed(range(len(texts))))):
        state, states = np.zeros(STATE), {}
        for at in order:
            come, back = [*units[at], 1] @ reader.enter[way], state @ reader.again[way]
            keep, reset = np.split(1 / (1 + np.exp(-(come[: 2 * STATE] + back[: 2 * STATE]))), 2)
            state = keep * state + (1 - keep) * np.tanh(come[2 * STATE :] + reset * back[2 * STATE :])
            states[at] = state
        ways.append(states)
    return [float([*units[at], *ways[0][at], *ways[1][at], 1] @ reader.leave) for at in range(len(texts))]


def test_it_computes_what_the_equations_say(reader: LineReader) -> None:
    lines = Lines.of(PAGES)
    matrix = known(len(lines))
    wanted = [odds for page, texts in enumerate(PAGES) for odds in by_hand(reader, matrix[lines.page == page], texts)]
    np.testing.assert_allclose(reader.log_odds(matrix, lines), wanted, rtol=1e-4, atol=1e-4)


def test_a_page_is_read_alike_whatever_pages_are_beside_it(reader: LineReader) -> None:
    many = [page for number in range(2 * ROWS) for page in (PAGES[number % len(PAGES)], PAGES[0])]
    lines = Lines.of(many)
    matrix = np.concatenate([known(len(page)) for page in many])
    together = reader.log_odds(matrix, lines)
    for page, texts in ((0, PAGES[0]), (2, PAGES[1]), (len(many) - 1, PAGES[0])):
        alone = reader.log_odds(known(len(texts)), Lines.of([texts]))
        np.testing.assert_allclose(together[lines.page == page], alone, rtol=1e-5, atol=1e-5)


def test_a_long_page_is_read_in_pieces(reader: LineReader) -> None:
    texts = [PAGES[0][at % 4] for at in range(PIECE + 4)]
    matrix = known(len(texts))
    whole = reader.log_odds(matrix, Lines.of([texts]))
    np.testing.assert_allclose(whole[:PIECE], reader.log_odds(matrix[:PIECE], Lines.of([texts[:PIECE]])), rtol=1e-5)
    np.testing.assert_allclose(whole[PIECE:], reader.log_odds(matrix[PIECE:], Lines.of([texts[PIECE:]])), rtol=1e-5)


def test_no_lines_have_no_odds(reader: LineReader) -> None:
    assert reader.log_odds(known(0), Lines.of([])).shape == (0,)


def test_it_comes_back_from_its_file(reader: LineReader, tmp_path: Path) -> None:
    reader.save(tmp_path / "reader.npz")
    matrix, lines = known(4), Lines.of(PAGES[:1])
    found = LineReader.load(tmp_path / "reader.npz").log_odds(matrix, lines)
    np.testing.assert_allclose(found, reader.log_odds(matrix, lines), rtol=0.02, atol=0.02)


def test_the_shipped_weights_are_small() -> None:
    assert (models.PACKAGED / READER).stat().st_size < 400_000
