"""Dates in digits are read in the order that their outlet, or the column of their table, shows elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from invented import prose
from presscheck import pipeline
from presscheck.config import Settings
from presscheck.model import Article, Batch, article_id
from presscheck.orders import MIN_SHOWN
from presscheck.runner import Local

US = ("03/14/2026", "03/15/2026", "03/16/2026")
EUROPE = ("14/03/2026", "15/03/2026", "16/03/2026")


def article(number: int, written: str, host: str = "norrhaven.example") -> Article:
    text = f"Council votes on item {number}\n{written}\n{prose(number)}\n{prose(number + 100)}"
    source = f"{host}/{number}.txt"
    return Article(article_id(source, text.encode()), source, "text/plain", "", text, url=f"https://{host}/{number}")


def batch_of(*written: str, host: str = "norrhaven.example", more: tuple[Article, ...] = ()) -> Batch:
    return pipeline.examine([*(article(number, one, host) for number, one in enumerate(written)), *more])


def published(batch: Batch, number: int) -> str | None:
    return next(one for one in batch.dossiers if one.article.source.endswith(f"/{number}.txt")).value("published")


def doubted(batch: Batch) -> list[str]:
    return [one.article.source for one in batch.dossiers for finding in one.findings if finding.rule == "DT15"]


@pytest.mark.parametrize(("shown", "day"), [(US, "2026-04-05"), (EUROPE, "2026-05-04")])
def test_an_outlet_s_other_dates_show_the_order(shown: tuple[str, ...], day: str) -> None:
    batch = batch_of(*shown, "04/05/2026")
    assert published(batch, 3) == day
    assert not doubted(batch)


def test_the_clock_stays() -> None:
    assert published(batch_of(*US, "04/05/2026 10:15"), 3) == "2026-04-05T10:15"


def test_years_of_two_digits_follow() -> None:
    assert published(batch_of(*US, "04/05/26"), 3) == "2026-04-05"


@pytest.mark.parametrize("shown", [US[: MIN_SHOWN - 1], (*US, *EUROPE), ()])
def test_too_few_and_contradicting_dates_show_nothing(shown: tuple[str, ...]) -> None:
    batch = batch_of(*shown, "04/05/2026")
    assert published(batch, len(shown)) == "2026-05-04"
    assert len(doubted(batch)) == 1


def test_another_outlet_shows_nothing() -> None:
    more = tuple(article(number + 10, one, "ostholm.example") for number, one in enumerate(US))
    batch = batch_of("04/05/2026", more=more)
    assert published(batch, 0) == "2026-05-04"
    assert len(doubted(batch)) == 1


def test_dots_are_day_first_whatever_others_show() -> None:
    assert published(batch_of(*US, "04.05.2026"), 3) == "2026-05-04"


def test_a_column_of_a_table_shows_its_own_order(tmp_path: Path) -> None:
    rows = [f'"{prose(n)} {prose(n + 50)}",https://o{n}.example/a,{one}' for n, one in enumerate((*US, "04/05/2026"))]
    (tmp_path / "a.csv").write_text("\n".join(["text,url,date", *rows]))
    settings = Settings(out=str(tmp_path / "runs"), workers=1)
    with pipeline.cleaned([tmp_path / "a.csv"], settings, lambda *_: None) as batch:
        assert [one.value("published") for one in batch.dossiers] == [
            "2026-03-14",
            "2026-03-15",
            "2026-03-16",
            "2026-04-05",
        ]


def test_other_processes_and_one_know_the_same(tmp_path: Path) -> None:
    for number, written in enumerate((*US, "04/05/2026")):
        (tmp_path / f"{number}.txt").write_text(article(number, written).text)
    for runner in (Local(1), Local(2)):
        run = pipeline.audit([tmp_path], Settings(out=str(tmp_path / "runs"), history=False), runner)
        assert [row["published"] for row in run.tables["articles"]][-1] == "2026-04-05"
