"""Thresholds of expectations, changed in ``presscheck.toml`` without touching a suite; and what every suite holds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from presscheck import config, pipeline, resources
from presscheck.config import ConfigError, Settings
from presscheck.rules import RULES
from presscheck.validate import SuiteError, load

SHIPPED = resources.folder("expectations")


def test_thresholds_are_read(tmp_path: Path) -> None:
    path = tmp_path / "presscheck.toml"
    path.write_text("[thresholds.dates]\nhas-date = 0.5\nnear-dateline = { mostly = 1, max_value = 7 }\n")
    assert config.load(path).thresholds == {
        "dates.has-date": {"mostly": 0.5},
        "dates.near-dateline": {"mostly": 1, "max_value": 7},
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[thresholds.dates]\nhas-date = "half"', r"thresholds\.dates\.has-date: mostly takes a number, not 'half'"),
        ("thresholds = 3", r"thresholds is a table"),
        ("[thresholds]\ndates = 0.5", r"thresholds\.dates is a table"),
        ("[treshold.dates]\nhas-date = 1", r"unknown setting 'treshold'; did you mean 'thresholds'"),
        ('fial-on = "error"', r"unknown setting 'fial-on'; did you mean 'fail-on'\?"),
        ("zzzz = 1", r"unknown setting 'zzzz'; there are: baseline, "),
        ('history = "yes"', r"history takes true or false, not 'yes'"),
        ("workers = -1", r"workers takes a number from 0, not -1"),
        ('ignore = [","]', r"ignore takes rule codes, not ','"),
        ("ignore = 3", r"ignore takes rule codes, not 3"),
        ('evidence = "all"', r"evidence takes sample or full, not 'all'"),
        ("[limits]\nbytes = 0", r"limits\.bytes takes a number from 1, not 0"),
        ("[limits]\nbytes = true", r"limits\.bytes takes a number from 1, not True"),
        ("[limits]\nbites = 1", r"unknown setting limits\.bites; did you mean 'bytes'"),
        ("[columns]\ntext = 3", r"columns\.text takes the name of a column, or several, not 3"),
    ],
)
def test_settings_that_are_wrong_are_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "presscheck.toml"
    path.write_text(text)
    with pytest.raises(ConfigError, match=message):
        config.load(path)


@pytest.mark.parametrize(
    ("key", "limits", "message"),
    [
        ("dates.hasdate", {"mostly": 0.5}, r"thresholds\.dates\.hasdate: .* did you mean 'dates\.has-date'"),
        ("dates.has-date", {"max_value": 3}, r"'max_value' is no threshold of it; there are: mostly"),
        ("dates.near-dateline", {"max_valeu": 3}, r"did you mean 'max_value'"),
        ("dates.has-date", {"mostly": 50}, r"50 is no share"),
    ],
)
def test_thresholds_of_nothing_are_named(key: str, limits: dict[str, float], message: str) -> None:
    with pytest.raises(SuiteError, match=message) as raised:
        load(SHIPPED, {key: limits}, "nightly.toml")
    assert str(raised.value).startswith("nightly.toml: thresholds.")


def test_a_threshold_changes_one_contract_and_says_so() -> None:
    before, after = load(SHIPPED), load(SHIPPED, {"artefacts.long-enough": {"min_value": 40}})
    [changed] = [new for old, new in zip(before, after, strict=True) if old != new]
    assert changed.kwargs["min_value"] == 40
    assert changed.changed == " By the settings: min_value 40 in place of 200."


def test_an_audit_heeds_thresholds(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Baths reopen\n\nThe harbour baths of Norrhaven reopened on Monday.\n")
    limits = {"artefacts.long-enough": {"min_value": 1000}, "dates.has-date": {"mostly": 0}}
    run = pipeline.audit([tmp_path / "a.txt"], Settings(out=str(tmp_path / "o"), workers=1, thresholds=limits))
    rows = {(row["suite"], row["number"]): row for row in run.tables["expectations"]}
    numbers = {f"{contract.suite}.{contract.name}": (contract.suite, contract.number) for contract in load(SHIPPED)}
    long_enough, has_date = (rows[numbers[key]] for key in limits)
    assert long_enough["sentence"] == (
        "1 of 1 article has fewer than 1,000 characters of text (100 %); at most 5 % may. "
        "By the settings: min_value 1000 in place of 200."
    )
    assert (long_enough["name"], has_date["name"]) == ("long-enough", "has-date")
    assert long_enough["observed"] == "1 of 1 fails (100 %)"
    assert long_enough["sources"] == [str(tmp_path / "a.txt")]
    assert has_date["success"]
    assert has_date["sentence"].endswith("By the settings: mostly 0 in place of 0.8.")
    assert run.facts["settings"]["thresholds"] == limits


def test_every_expectation_is_complete() -> None:
    contracts = load(SHIPPED)
    assert len(contracts) >= 40
    names = [f"{contract.suite}.{contract.name}" for contract in contracts]
    assert len(set(names)) == len(names)
    known = {rule.code for rule in RULES}
    for contract in contracts:
        assert contract.name, f"{contract.label} has no meta.name"
        assert contract.description
        assert contract.notes
        assert set(contract.rules) <= known, contract.label


def test_a_name_is_text(tmp_path: Path) -> None:
    for path in SHIPPED.glob("*.json"):
        (tmp_path / path.name).write_text(path.read_text())
    suite = json.loads((tmp_path / "dates.json").read_text())
    suite["expectations"][0]["meta"]["name"] = 3
    (tmp_path / "dates.json").write_text(json.dumps(suite))
    with pytest.raises(SuiteError, match=r"meta\.name must be text"):
        load(tmp_path)


def test_settings_that_are_right_are_read(tmp_path: Path) -> None:
    path = tmp_path / "presscheck.toml"
    path.write_text(
        'ignore = []\nselect = "dt, by01"\nhistory = false\nworkers = 2\n[limits]\nbytes = 9\n[columns]\ntext = ["a", "b"]\nurl = "c"\n'
    )
    read = config.load(path)
    assert (read.history, read.workers, read.limits.bytes) == (False, 2, 9)
    assert (read.ignore, read.select) == ((), ("DT", "BY01"))
    assert read.columns == {"text": ("a", "b"), "url": ("c",)}
