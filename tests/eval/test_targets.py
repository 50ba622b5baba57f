"""What counts as reached and as best, and that only predicted pages are scored."""

from __future__ import annotations

from dataclasses import replace

import pytest

import scoring
import targets
from pages import Pages
from targets import Target

HIGHER = Target("tokens F1", ("lines", "style/bs4", "tok_F1"), 0.8, "classifier", 0.9)
LOWER = Target("errors", ("dups", "events", "errors"), 0.2, "pattern", 0.1, lower=True)


def test_a_target_is_reached_by_the_number_as_it_is_printed() -> None:
    assert HIGHER.reached(0.8996)
    assert not HIGHER.reached(0.8994)
    assert LOWER.reached(0.1004)
    assert not LOWER.reached(0.1006)


def test_best_is_what_was_measured_where_that_is_as_good_as_what_is_stated() -> None:
    assert HIGHER.best({"C4 rules": 0.7}) == ("classifier*", 0.8)
    assert HIGHER.best({"C4 rules": 0.8}) == ("C4 rules", 0.8)
    assert LOWER.best({"C4 rules": 0.1}) == ("C4 rules", 0.1)
    assert LOWER.best({"C4 rules": 0.3}) == ("pattern*", 0.2)


def test_numbers_are_found_by_their_paths_and_missing_ones_left_out() -> None:
    found = targets.numbers({"dateline": {"all": {"place_exact": 0.5, "date_ok": None}}})
    assert found == {"dateline place": 0.5}


def test_targets_have_names_of_their_own_that_fit_the_table() -> None:
    names = [target.name for target in targets.TARGETS]
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 36


@pytest.mark.skipif(
    not Pages().folder.is_dir(), reason=f"the labelled pages are not beside this checkout ({Pages().folder})"
)
@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")  # the scorer's
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_pages_that_nobody_predicted_are_not_scored() -> None:
    rows = Pages(sample=3).lines("container")
    predictions = [
        {"id": row["id"], "style": "container", "kept_lines": list(range(len(row["lines"])))} for row in rows
    ]
    found = scoring.score(Pages(), predictions)["lines"]["style/container"]
    assert (found["docs"], found["missing"], found["tok_R"]) == (3, 0, 1.0)


def test_where_nobody_has_a_number_there_is_no_other_tool() -> None:
    assert replace(HIGHER, stated=None).best({}) is None
    assert replace(HIGHER, stated=None).best({"C4 rules": 0.3}) == ("C4 rules", 0.3)
