"""The self-test finds what it plants, says what it misses, and changes nothing."""

import json
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from presscheck import lexicons, runner, shards
from presscheck.cli import main
from presscheck.read import Intake
from presscheck.rules import RULES
from presscheck.selftest import measure
from presscheck.selftest.clean import Clean, clean, clean_articles
from presscheck.selftest.measure import Recall, Result
from presscheck.selftest.planters import COPIES, planters
from presscheck.survey import facts_of

SEEDS = Path(__file__).parent.parent / "seeds" / "raw"
CODES = {rule.code for rule in RULES}
SENTENCES = (
    "The council of Norrhaven voted on Monday to reopen the old baths at the {}, after years of argument about the cost.",
    "Builders had warned that the walls beside the {} would not stand another winter of storms from the north-west.",
    "Mayor Tove Arnesen said that the money for the {} would come from the sale of the fish hall, which stands empty — and is old.",
    "Nobody in the town who was asked about the {} on Sunday wanted to say how many people would really come to swim.",
)


def article(place: str) -> Clean:
    made = clean(place, "en", f"Baths at the {place} reopen", [sentence.format(place) for sentence in SENTENCES])
    assert made
    return made


@pytest.fixture(scope="module")
def result() -> Result:
    places = ("harbour", "lighthouse", "market", "quay", "castle", "station")
    return measure([article(place) for place in places], runner=runner.Local(1))


def test_defects_are_found_again(result: Result) -> None:
    recall = result.recall()
    for code in ("BP01", "BP25", "BY01", "DT16", "DT23", "EN01", "LY05", "MK02", "TR04"):
        assert recall[code] == (6, 6), code


def test_clean_articles_raise_no_alarm(result: Result) -> None:
    assert result.alarms == {}
    assert result.clean == 6


def test_every_planter_and_every_reason_is_about_a_rule() -> None:
    reasons = set(lexicons.planted()["unplanted"])
    tried = set(planters()) | set(COPIES)
    assert tried | reasons <= CODES
    assert not tried & reasons


@pytest.mark.parametrize("code", sorted(set(planters()) | set(COPIES)))
def test_a_planted_article_holds_its_defect_and_differs(code: str) -> None:
    plant = (planters() | COPIES)[code]
    samples = [article("harbour"), replace(article("harbour"), language="de")]
    for one in samples:
        made = plant(one, Random(0))  # noqa: S311
        if made is not None:
            start, end = made.span
            assert made.article.text[start:end] == (made.defect or made.article.text)
            assert code == "DU01" or made.article.text != one.text


def test_the_same_seed_plants_the_same() -> None:
    one = article("harbour")
    plant = planters()["BP13"]
    assert plant(one, Random(3)) == plant(one, Random(3))  # noqa: S311


def test_an_article_with_an_alarm_gets_no_defects() -> None:
    broken = replace(article("quay"), day="")
    found = measure([article("harbour"), broken], runner=runner.Local(1))
    assert list(found.alarms) == ["DT23"]
    assert found.clean == 1
    assert found.alarms["DT23"] == ["quay.txt"]


@pytest.mark.parametrize(("found", "alarms", "passed"), [(19, 1, True), (18, 1, False), (20, 2, False)])
def test_the_bounds(found: int, alarms: int, passed: bool) -> None:
    sources = [f"{number}.txt" for number in range(alarms)]
    result = Result(200, 200, {"en": 200}, [Recall("BP01", "en", 20, found, {})], {"BY01": sources})
    assert result.passed is passed


def test_furniture_goes_from_articles_before_they_are_used() -> None:
    shard = shards.read_shard(shards.Sources([str(SEEDS / "0008_harbour-gazette_tidal-clock.html")], Intake()))
    (one,) = clean_articles(shards.examine_shard(shards.Work(shard.articles.item, facts_of([shard.tally]))))
    assert one.byline == "By Signe Halloran"
    assert one.day == "2024-03-07"
    assert "Related stories" not in one.text


def test_the_command_prints_json_and_leaves_the_folder_alone(tmp_path: Path) -> None:
    for place in ("harbour", "lighthouse"):
        (tmp_path / f"{place}.txt").write_text(article(place).text, "utf-8")
    before = sorted((path.name, path.read_bytes()) for path in tmp_path.iterdir())
    run = CliRunner().invoke(main, ["selftest", str(tmp_path), "--format", "json"])
    assert run.exit_code in (0, 1), run.output
    printed = json.loads(run.stdout)
    assert printed["articles"] == 2
    assert {row["rule"] for row in printed["recall"]} >= {"BP01", "DT16", "EN01"}
    assert sorted((path.name, path.read_bytes()) for path in tmp_path.iterdir()) == before


def test_the_command_runs_no_rule_that_is_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "presscheck.toml").write_text('ignore = ["BP", "EN01", "DU"]\n')
    (tmp_path / "in").mkdir()
    for place in ("harbour", "lighthouse"):
        (tmp_path / "in" / f"{place}.txt").write_text(article(place).text, "utf-8")
    run = CliRunner().invoke(main, ["selftest", "in", "--format", "json"])
    rules = {row["rule"] for row in json.loads(run.stdout)["recall"]}
    assert "DT16" in rules
    assert not {rule for rule in rules if rule.startswith(("BP", "DU")) or rule == "EN01"}


def test_the_command_says_when_there_is_nothing_to_plant_in(tmp_path: Path) -> None:
    (tmp_path / "short.txt").write_text("Nothing here", "utf-8")
    run = CliRunner().invoke(main, ["selftest", str(tmp_path)])
    assert run.exit_code == 3
    assert "no article" in run.output
