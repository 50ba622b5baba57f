"""The gate: who passes, who is held and why, and that no half of a batch is ever seen."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from invented import STORY
from presscheck import gate, pipeline, selection
from presscheck.cli import main
from presscheck.config import ConfigError, Settings, with_values
from presscheck.model import Severity


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    batch, out = tmp_path_factory.mktemp("batch"), tmp_path_factory.mktemp("reports")
    (batch / "good.txt").write_text(f"Baths to reopen\nBy Ilse Marten\n4 March 2024\n{STORY}")
    (batch / "undated.txt").write_text(f"Ferry to be painted\nBy Jo Brandvold\n{STORY.replace('baths', 'ferry')}")
    (batch / "empty.txt").write_text("")
    pipeline.audit([batch], Settings(out=str(out)))
    return out


def gated(reports: Path, to: Path, *more: str) -> Result:
    options = ["--out", str(reports), "--accepted", str(to / "accepted"), "--held", str(to / "held"), *more]
    return CliRunner().invoke(main, ["gate", *options])


def finding(**values: object) -> dict[str, object]:
    row = {"article_id": "1", "severity": "error", "rule": "DT09", "name": "n", "message": "m", "waived": False}
    return {**row, "line": 1, "col": 2, **values}


def expectation(**values: object) -> dict[str, object]:
    row = {"success": False, "severity": "critical", "suite": "dates", "sentence": "one"}
    return {**row, "article_ids": [], "sources": [], **values}


def names(path: Path) -> list[str]:
    return [json.loads(line)["source"].rsplit("/", 1)[1] for line in path.read_text().splitlines()]


def test_what_is_serious_enough_is_held_with_its_reasons(reports: Path, tmp_path: Path) -> None:
    result = gated(reports, tmp_path, "--hold", "warning")
    assert result.exit_code == 1
    [accepted], [held] = (list((tmp_path / half).iterdir()) for half in ("accepted", "held"))
    assert result.output == f"1 accepted: {accepted}\n2 held: {held}\n"
    assert names(accepted) == ["good.txt"]
    assert names(held) == ["undated.txt", "empty.txt"]
    undated, empty = (json.loads(line)["reasons"] for line in held.read_text().splitlines())
    assert any("DT23 missing-date" in reason for reason in undated)
    assert empty == ["unreadable: the file is empty"]


def test_rules_can_hold_whatever_their_severity() -> None:
    row = finding(rule="BP13", severity="info")
    assert gate.reasons([row], [], Severity.WARNING).of("1") == []
    assert gate.reasons([row], [], Severity.WARNING, ["BY", "BP1"]).of("1") == ["1:2 BP13 n: m"]


def test_accepted_articles_are_clean_and_carry_run_and_links(reports: Path, tmp_path: Path) -> None:
    gated(reports, tmp_path, "--format", "parquet")
    [accepted] = (tmp_path / "accepted").iterdir()
    [held] = (tmp_path / "held").iterdir()
    [row] = pq.read_table(accepted).to_pylist()
    assert row["run"] == accepted.stem
    assert row["clean_text"].endswith(STORY)
    assert [link["article_id"] for link in row["links"]] == [json.loads(held.read_text().splitlines()[0])["article_id"]]


def test_a_waived_finding_holds_nobody() -> None:
    assert gate.reasons([finding(waived=True)], [], Severity.ERROR).of("1") == []
    assert gate.reasons([finding()], [], Severity.ERROR).of("1") == ["1:2 DT09 n: m"]


def test_a_failed_expectation_holds_the_articles_it_names() -> None:
    failed = expectation(article_ids=["2"])
    found = gate.reasons([], [failed], Severity.ERROR)
    assert [found.of("1"), found.of("2")] == [[], ["dates: one"]]
    assert gate.reasons([], [{**failed, "severity": "warning"}], Severity.ERROR).of("2") == []


def test_an_expectation_that_fails_for_the_whole_batch_holds_all_of_it() -> None:
    assert gate.reasons([], [expectation()], Severity.ERROR).of("any") == ["dates: one"]
    # One about inputs that gave no article names their files: no article is to blame.
    assert gate.reasons([], [expectation(sources=["a.txt"])], Severity.ERROR).of("any") == []


def test_where_one_half_cannot_be_written_there_is_none(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "_write_json", lambda file, rows: [*rows] and file.write(b"half") and 1 / 0)
    gated(reports, tmp_path)
    assert [*tmp_path.iterdir()] == []  # nor the folders that it made
    (tmp_path / "held").mkdir()
    gated(reports, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["held"]


@pytest.mark.parametrize("held", ["accepted", "accepted/", "other/../accepted", "alias"])
def test_one_folder_for_both_halves_is_refused(reports: Path, tmp_path: Path, held: str) -> None:
    (tmp_path / "alias").symlink_to("accepted")
    options = ["--out", str(reports), "--accepted", str(tmp_path / "accepted"), "--held", str(tmp_path / held)]
    result = CliRunner().invoke(main, ["gate", *options])
    assert (result.exit_code, [path.name for path in tmp_path.iterdir()]) == (2, ["alias"])
    assert "accepted and held are one folder" in result.output
    assert "name two folders" in result.output
    with pytest.raises(ConfigError, match="one folder"):
        gate.check_folders("s3://bucket/out", "s3://bucket/out/")


def test_the_held_half_is_placed_first(reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.replace
    monkeypatch.setattr(Path, "replace", lambda to, place: 1 / 0 if "accepted" in place.parts else rename(to, place))
    gated(reports, tmp_path)
    assert not (tmp_path / "accepted").exists()
    assert len(list((tmp_path / "held").iterdir())) == 1


def test_settings_know_the_gate() -> None:
    settings = with_values(Settings(), {"hold": "warning", "hold-rules": ["by01,dt"]}, "x.toml")
    assert (settings.hold, settings.hold_rules) == (Severity.WARNING, ("BY01", "DT"))
    with pytest.raises(ConfigError, match=r"x.toml: hold takes info, warning or error, not 'bad'"):
        with_values(Settings(), {"hold": "bad"}, "x.toml")


def test_a_rule_that_is_none_holds_nobody_and_is_refused(reports: Path, tmp_path: Path) -> None:
    result = gated(reports, tmp_path, "--hold-rules", "BY99")
    assert (result.exit_code, result.output) == (
        2,
        "presscheck: there is no rule 'BY99'; presscheck rules lists them\n",
    )
    assert not list(tmp_path.iterdir())
    with pytest.raises(ConfigError, match="there is no rule 'BY99'"):
        selection.check_codes(Settings(hold_rules=("BY99",)))
