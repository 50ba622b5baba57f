"""Drift: an outlet whose articles begin to lack something, over generated run tables."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from random import Random

import pytest

from presscheck import history, tables
from presscheck.model import SCHEMAS, Night, outlet_of
from presscheck.rules.op01_outlet_drift import MIN_ARTICLES, MIN_NIGHTS, RISE, least_rise, spread, wilson

OUTLETS = [f"outlet-{number:02}.example" for number in range(50)]
DRIFTING = OUTLETS[17]
NIGHTS, FIRST = 30, 24


def article(number: int, outlet: str, lacks: set[str]) -> tables.Row:
    row = dict.fromkeys(SCHEMAS["articles"].names) | {"article_id": f"{number:016x}", "source": f"{number}.html"}
    return row | {
        "url": f"https://www.{outlet}/story-{number}",
        "publisher": outlet.upper(),
        "authors": [] if "bylines" in lacks else ["Ilse Marten"],
        "published": None if "dates" in lacks else "2026-03-01",
        "title": None if "titles" in lacks else "Baths to reopen",
    }


def write_run(out: Path, night: int, rows: list[tables.Row], paths: list[str]) -> Path:
    run = out / f"202603{night + 1:02}T020000Z-abcdef"
    tables.write(run / "data", {"articles": rows})
    started = f"2026-03-{night + 1:02}T02:00:00Z"
    (run / "run.json").write_text(json.dumps({"started": started, "paths": paths}))
    return run


def batches(draw: Random) -> Iterator[list[tables.Row]]:
    """Thirty nights of 50 outlets: each lacks things at a rate of its own, which wavers from night to night."""
    usual = {outlet: {what: draw.choice((0.0, 0.04, 0.2, 0.5)) for what in history.MISSING} for outlet in OUTLETS}
    usual[DRIFTING]["bylines"] = 0.04
    for night in range(NIGHTS):
        rows: list[tables.Row] = []
        for outlet in OUTLETS:
            rates = {what: rate * draw.uniform(0.7, 1.3) for what, rate in usual[outlet].items()}
            if outlet == DRIFTING and night >= FIRST:
                rates["bylines"] = 0.61
            for _ in range(draw.randint(12, 40)):
                lacks = {what for what, rate in rates.items() if draw.random() < rate}
                rows.append(article(len(rows), outlet, lacks))
        yield rows


def alarms(tonight: tuple[Night, ...], past: tuple[Night, ...]) -> set[tuple[str, str]]:
    """(outlet, what) for which the rule would speak."""
    found = set()
    for now in tonight:
        earlier = [night for night in past if night.outlet == now.outlet]
        for what, missing in now.missing.items():
            counts = [(night.missing[what], night.articles) for night in earlier]
            enough = now.articles >= MIN_ARTICLES and len(counts) >= MIN_NIGHTS
            if enough and least_rise((missing, now.articles), counts) > RISE:
                found.add((now.outlet, what))
    return found


@pytest.mark.parametrize("seed", range(3))
def test_a_drift_in_one_of_fifty_outlets_is_seen_on_its_first_night_and_nothing_else(seed: int, tmp_path: Path) -> None:
    first_seen = None
    series: list[tuple[Night, ...]] = []
    for night, rows in enumerate(batches(Random(seed))):  # noqa: S311
        run = write_run(tmp_path, night, rows, [f"in/{night}"])
        tonight = history.nights(tmp_path, [f"in/{night}"], last=1)
        assert {one.run for one in tonight} == {run.name}
        found = alarms(tonight, tuple(chain(*series[-history.NIGHTS :])))
        assert found <= {(DRIFTING, "bylines")}, night
        if found and first_seen is None:
            first_seen = night
            assert history.nights(tmp_path, ["in/next"]) == (*chain(*series[-history.NIGHTS + 1 :]), *tonight)
        series.append(tonight)
    assert history.nights(tmp_path, ["in/next"]) == tuple(chain(*series[-history.NIGHTS :]))
    assert first_seen == FIRST


def test_only_the_last_runs_of_the_series_count(tmp_path: Path) -> None:
    for night in range(4):
        write_run(tmp_path, night, [article(night, "a.example", set())], ["in/a" if night % 2 else "other/a"])
    assert [night.run[:8] for night in history.nights(tmp_path, ["in/b"])] == ["20260302", "20260304"]
    assert [night.run[:8] for night in history.nights(tmp_path, ["in/b"], last=1)] == ["20260304"]
    assert history.nights(tmp_path / "none", ["in/b"]) == ()


def test_a_run_that_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    write_run(tmp_path, 0, [article(0, "a.example", {"dates"})], ["in/a"])
    (write_run(tmp_path, 1, [], ["in/a"]) / "data" / "articles.parquet").write_bytes(b"torn")
    (night,) = history.nights(tmp_path, ["in/a"])
    assert night.missing == {"bylines": 0, "dates": 1, "titles": 0}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (["in/a"], ["in/b"], True),
        (["in/a", "x/b"], ["x/c", "in/d"], True),
        (["a"], ["a"], True),
        (["a"], ["b"], False),
        (["in/a"], ["out/a"], False),
    ],
)
def test_batches_of_one_folder_are_a_series(one: list[str], other: list[str], same: bool) -> None:
    assert history.alike(one, other) is same


@pytest.mark.parametrize(
    ("url", "publisher"),
    [
        ("https://www.Gazette.example:8080/a?b", "G"),
        (None, "G"),
        (None, None),
        ("gazette", "G"),
        ("HTTP://a.example", ""),
    ],
)
def test_outlets_are_the_same_in_tables_and_in_memory(url: str | None, publisher: str | None, tmp_path: Path) -> None:
    row = article(0, "x", set()) | {"url": url, "publisher": publisher}
    write_run(tmp_path, 0, [row], ["in/a"])
    (night,) = history.nights(tmp_path, ["in/a"])
    assert night.outlet == outlet_of(url, publisher)


def test_bounds_are_those_of_the_papers() -> None:
    assert wilson(81, 263, 1.96) == pytest.approx((0.2553, 0.3662), abs=1e-4)  # Newcombe 1998a, table I
    assert spread([(5, 10), (5, 10)]) == 1.0
    assert spread([(0, 10), (10, 10)]) == pytest.approx(20.0)
    assert spread([(0, 10), (0, 10)]) == 1.0
