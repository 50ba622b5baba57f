"""Expected calibration error, and how values are judged."""

from __future__ import annotations

import pytest

import calibration
from calibration import Judged
from pages import Pages
from scoring import scorer

needs_scorer = pytest.mark.skipif(
    not Pages().folder.is_dir(),
    reason=f"the labelled pages and their scorer are not beside this checkout ({Pages().folder})",
)


def judged(confidence: float, right: int, wrong: int, rule: str = "byline") -> list[Judged]:
    return [Judged("html", "author", rule, confidence, n < right, f"{n}.example") for n in range(right + wrong)]


def test_nine_in_ten_right_at_nine_tenths_is_no_error() -> None:
    assert calibration.error(judged(0.9, 9, 1)) == pytest.approx(0)


def test_the_error_is_the_mean_distance_of_the_bins() -> None:
    assert calibration.error(judged(0.9, 5, 5) + judged(0.25, 10, 20)) == pytest.approx((0.4 * 10 + 0.25 / 3 * 30) / 40)


def test_bins_do_not_make_up_for_each_other_and_certainty_has_one() -> None:
    assert calibration.error(judged(1.0, 0, 1) + judged(0.0, 1, 0)) == pytest.approx(1)
    assert calibration.error(judged(0.86, 0, 1) + judged(0.84, 1, 0)) == pytest.approx(0.35, abs=0.01)


def test_the_table_has_fields_and_under_them_their_evidence() -> None:
    lines = calibration.table(judged(0.8, 1, 1) + judged(0.9, 3, 0, "json-ld author"))
    assert [(line.rule, line.n, line.right) for line in lines] == [
        ("all", 5, 0.8),
        ("json-ld author", 3, 1),
        ("byline", 2, 0.5),
    ]


GOLD = {
    "p": {
        "id": "p",
        "source": "fundus",
        "site": "norrhaven.example",
        "title": "Harbour baths reopen",
        "authors": ["Ana Soler"],
        "published": "2021-05-03T23:30:00-02:00",
        "topics": ["Baths"],
        "summary": ["Eleven years of argument are over.", "Swimmers are glad."],
        "heads": ["Roof and boilers"],
        "lang": "en",
    }
}


@needs_scorer
def test_values_are_judged_as_the_scorer_does() -> None:
    fields = [
        ("title", "harbour  baths reopen", 0.9, "headline"),
        ("author", "By Ana Soler", 0.9, "byline"),
        ("author", "Ana Soler", 0.9, "byline"),  # a second time: there was one
        ("published", "2021-05-04", 0.9, "published-line"),  # the day in UTC
        ("tag", "Boats", 0.9, "tag-line"),
        ("standfirst", "Eleven years of argument are over. Swimmers are glad.", 0.9, "line-under-headline"),
        ("subhead", "Roof", 0.9, "short-line-in-body"),
        ("language", "en-GB", 0.9, "html lang"),
        ("publisher", "Norrhaven Courier", 0.9, "url"),  # the labels say nothing of it
    ]
    found = calibration.judge([{"id": "p", "fields": fields}], GOLD, {}, scorer(Pages().bench))
    assert [item.right for item in found] == [True, True, False, True, False, True, False, True]


@needs_scorer
def test_the_title_of_a_text_is_not_judged_since_it_is_the_label() -> None:
    rows = [{"id": "p", "style": "container", "fields": [("title", "Harbour baths reopen", 0.9, "headline")]}]
    assert list(calibration.judge(rows, GOLD, {}, scorer(Pages().bench))) == []


@needs_scorer
def test_tags_are_not_judged_by_labels_that_name_some_of_them() -> None:
    gold = {"p": {**GOLD["p"], "source": calibration.PARTIAL_TOPICS}}
    rows = [{"id": "p", "fields": [("tag", "Baths", 0.9, "tag-line"), ("author", "Ana Soler", 0.9, "byline")]}]
    assert [item.field for item in calibration.judge(rows, gold, {}, scorer(Pages().bench))] == ["author"]
