"""Precision of rules on labelled lines."""

from collections import Counter

from presscheck.model import split_lines
from rules import below, table, whole_lines


def test_only_lines_that_a_span_covers_count() -> None:
    lines = split_lines("one line\n  another  \nthird")
    assert [line.number for line in whole_lines(lines, 4, 20)] == [2]
    assert [line.number for line in whole_lines(lines, 0, 26)] == [1, 2, 3]


def test_precision_is_the_share_of_furniture() -> None:
    found = Counter({("BP01", True): 9, ("BP01", False): 1, ("BP40", True): 5})
    assert table(found) == {"BP01": {"n": 10, "precision": 0.9}}


def test_only_severe_rules_with_enough_lines_are_held_to_the_bar() -> None:
    shares = {
        "MK02": {"n": 20, "precision": 0.85},
        "MK04": {"n": 19, "precision": 0.5},
        "MK01": {"n": 90, "precision": 0.9},
        "BP24": {"n": 90, "precision": 0.7},
    }
    assert below(shares) == ["MK02"]
