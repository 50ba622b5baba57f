"""Curves from rank to confidence: how they are fitted, and how they are looked up."""

from __future__ import annotations

import pytest

import calibrate
from calibration import Judged
from presscheck.lexicons import confidences
from presscheck.normalise.confidence import confidence


def judged(rank: float, right: int, wrong: int) -> list[Judged]:
    return [Judged("html", "author", "byline", rank, n < right, f"{n}.example") for n in range(right + wrong)]


def test_a_curve_is_the_share_right_smoothed_towards_the_rank() -> None:
    assert calibrate.fit(judged(0.8, 95, 5), []) == {"html": {"author": [(0.8, round((95 + 0.8) / 101, 3))]}}


def test_ranks_that_come_out_the_wrong_way_round_share_a_confidence() -> None:
    assert calibrate.rising([(0.5, 90, 100), (0.7, 70, 100), (0.9, 95, 100)]) == [(0.5, 0.8), (0.7, 0.8), (0.9, 0.95)]
    assert calibrate.rising([(0.5, 9, 10), (0.7, 7, 10), (0.9, 2, 10)]) == [(0.5, 0.6), (0.9, 0.6)]


def test_a_rank_that_no_label_judges_stays_where_it_is() -> None:
    curves = calibrate.fit(judged(0.6, 50, 50), [("html", "author", 0.9), ("html", "publisher", 0.8)])
    assert curves == {"html": {"author": [(0.6, round(50.6 / 101, 3)), (0.9, 0.9)]}}


def test_confidences_lie_on_lines_between_the_knots() -> None:
    with calibrate.in_use({"html": {"author": [(0.6, 0.4), (0.8, 0.9)]}}):
        ranks = (0.0, 0.3, 0.6, 0.7, 0.8, 0.9, 1.0)
        assert [confidence("html", "author", rank) for rank in ranks] == [0.0, 0.2, 0.4, 0.65, 0.9, 0.95, 1.0]
        assert confidence("text", "author", 0.7) == 0.7
        assert confidence("html", "publisher", 0.7) == 0.7


def test_sites_are_judged_by_curves_that_have_not_seen_them() -> None:
    # every site is always right or always wrong at a rank of its own: only its own values could have told
    mixed = [
        Judged("html", "author", "byline", round(0.5 + fold / 100, 2), fold % 2 == 0, site)
        for site in map("outlet{}.example".format, range(60))
        for fold in [calibrate.folds.fold_of(site)]
    ]
    found = calibrate.without_own_site(mixed, [])
    own = calibrate.restated(mixed, calibrate.fit(mixed, []))
    assert calibrate.calibration.error(found) > calibrate.calibration.error(own)


@pytest.mark.parametrize("medium", ["html", "text"])
def test_the_curves_of_the_package_never_fall(medium: str) -> None:
    for field in confidences()[medium]:
        found = [confidence(medium, field, rank / 100) for rank in range(101)]
        assert found == sorted(found), field
