"""Two texts side by side."""

from __future__ import annotations

import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from presscheck.link.align import additions, align, sentences
from presscheck.link.compare import KINDS, compare, rising

ORIGIN = """The car ferry between Norrhaven and Sandvik sails again from Friday, said the harbour office.

Six years

The harbour office sold 4,000 tickets in a day, said its head, Tove Arnesen. "We are glad of every one," she said.
Nobody had expected that the boat would come back this year at all.
The last boat went out six years ago in a storm."""
COPY = """The last boat went out six years ago in a storm.
The car ferry between Norrhaven and Sandvik sails again from Friday, said the harbour office.
The harbour office sold 5,000 tickets in a day, said its head, Tove Arnesen. "We are glad of every one," she said.
Something new stands here that the other text has not."""


def side(pieces: tuple[tuple[str, bool], ...]) -> str:
    return "".join(f"[{text}]" if changed else text for text, changed in pieces)


def test_passages_are_shared_moved_altered_dropped_and_added() -> None:
    found = compare(ORIGIN, COPY)
    assert [(row.kind, side(row.a)[:24], side(row.b)[:24]) for row in found.passages] == [
        ("moved", "", "The last boat went out s"),
        ("shared", "The car ferry between No", "The car ferry between No"),
        ("altered", "Six years\n\nThe harbour o", "The harbour office sold "),
        ("shared", '"We are glad of every on', '"We are glad of every on'),
        ("dropped", "Nobody had expected that", ""),
        ("moved", "The last boat went out s", ""),
        ("added", "", "Something new stands her"),
    ]
    assert found.counts == {"shared": 2, "altered": 1, "moved": 1, "dropped": 1, "added": 1}
    assert "sold [4,000] tickets" in side(found.passages[2].a)
    assert "sold [5,000] tickets" in side(found.passages[2].b)


def test_the_two_places_of_a_moved_sentence_name_each_other() -> None:
    passages = compare(ORIGIN, COPY).passages
    for place, row in enumerate(passages):
        assert (row.twin is not None) == (row.kind == "moved")
        if row.twin is not None:
            assert passages[row.twin].twin == place
            assert bool(passages[row.twin].a) != bool(row.a)


def test_a_text_shares_all_of_itself() -> None:
    assert {row.kind for row in compare(ORIGIN, ORIGIN).passages} == {"shared"}


def test_what_is_behind_the_last_sentence_is_counted_and_not_lost_in_silence() -> None:
    many = " ".join(f"Sentence number {n} has exactly these words." for n in range(450))
    found = compare(many, many)
    assert found.counts["shared"] == 400
    assert found.left_a == found.left_b > 2_000


def test_a_line_that_is_no_sentence_takes_no_time() -> None:
    line, other = "word " * 8_000, "word other " * 4_000
    start = time.perf_counter()
    compare(line, other)
    assert time.perf_counter() - start < 5


words = st.lists(st.sampled_from("alpha beta gamma delta epsilon zeta eta theta".split()), min_size=5, max_size=9)
texts = st.lists(words.map(lambda some: " ".join(some).capitalize() + "."), max_size=8).map(" ".join)


@given(texts, texts)
def test_nothing_of_either_text_is_lost(a: str, b: str) -> None:
    found = compare(a, b)
    here = " ".join(text for row in found.passages for text in ["".join(piece for piece, _ in row.a)] if text)
    assert sorted(here.split()) == sorted(a.split())
    there = [text for row in found.passages for text in ["".join(piece for piece, _ in row.b)] if text]
    assert " ".join(there).split() == b.split()
    assert set(found.counts) == set(KINDS)


@given(st.lists(st.integers(0, 9), max_size=12))
def test_the_rising_places_rise_and_no_longer_ones_are_there(numbers: list[int]) -> None:
    places = sorted(rising(numbers))
    picked = [numbers[place] for place in places]
    assert all(one < other for one, other in pairwise(picked))
    best = [1] * len(numbers)
    for end in range(len(numbers)):
        best[end] = 1 + max((best[at] for at in range(end) if numbers[at] < numbers[end]), default=0)
    assert len(places) == max(best, default=0)


def test_what_is_no_word_at_the_end_stands_with_the_last_sentence() -> None:
    found = compare(ORIGIN, ORIGIN + " [\u2026]\n")
    assert found.passages[-1].b[0][0].endswith("[\u2026]")
    assert found.left_b == 0


def test_an_addition_has_the_word_before_it_and_the_word_behind_it() -> None:
    one = "The council said that it had voted for the harbour baths on Monday."
    [pair] = align(sentences(one), sentences(one.replace("had voted", "had not voted")))
    [added] = additions(pair)
    assert [[word.text for word in side] for side in (added.a, added.b)] == [["had", "voted"], ["had", "not", "voted"]]
