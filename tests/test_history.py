"""Past runs: listed, compared, pruned."""

from __future__ import annotations

import json
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from invented import STORY, article_of
from presscheck import history, pipeline
from presscheck.cli import main
from presscheck.config import Settings


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two runs over one folder: between them a date goes, and a link to share comes."""
    batch, out = tmp_path_factory.mktemp("batch"), tmp_path_factory.mktemp("reports")
    article = batch / "baths.txt"
    article.write_text(f"Baths to reopen\nMonday 5 March 2024\n{STORY}<b>bold</b> words\n")
    pipeline.audit([batch], Settings(out=str(out), history=False))
    article.write_text(f"Baths to reopen\n{STORY}<b>bold</b> words\nShare this article\n")
    pipeline.audit([batch], Settings(out=str(out), history=False))
    (out / "20200101T000000Z-abcdef" / "data").mkdir(parents=True)
    return out


def presscheck(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_runs_are_in_order_and_unfinished_ones_left_out(reports: Path) -> None:
    found = history.runs(reports)
    assert len(found) == 2
    assert found[0].started <= found[1].started
    assert history.previous(found[1], found) == found[0]
    assert history.previous(found[0], found) is None


@pytest.mark.parametrize("columns", [50, 80])
def test_the_list_of_runs_cuts_no_number(reports: Path, columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    head, *rows = (line.split() for line in presscheck("history", "--out", reports).output.splitlines())
    assert head == ["run", "articles", "errors", "warnings", "failed"]
    counts = [run.facts["counts"] for run in history.runs(reports)]
    names = ("articles", "errors", "warnings", "expectations_failed")
    assert [row[1:] for row in rows if len(row) > 1] == [[f"{count[name]:,}" for name in names] for count in counts]


def test_runs_of_one_second_follow_each_other_as_they_are_numbered() -> None:
    facts = {"started": "2024-01-05T00:00:00Z", "paths": ["in"]}
    names = ("20240105T000000Z-abcdef", "20240105T000000Z-abcdef-2", "20240105T000000Z-abcdef-10")
    first, second, tenth = (history.PastRun(Path(name), facts) for name in names)
    among = [tenth, first, second]
    assert [history.previous(run, among) for run in (first, second, tenth)] == [None, first, second]


def test_a_run_over_other_paths_is_not_the_previous_one(reports: Path) -> None:
    first, second = history.runs(reports)
    other = history.PastRun(first.path, {**first.facts, "paths": ["elsewhere"]})
    assert history.previous(second, [other, second]) is None


def test_diff_says_what_changed_and_nothing_else(reports: Path) -> None:
    changed = history.diff(*(run.path for run in history.runs(reports)))
    assert [row["rule"] for row in changed.fixed] == ["DT16"]
    assert sorted(row["rule"] for row in changed.new) == ["BP13", "DT23"]
    assert changed.still >= 1
    assert ("DT16", 1, 0) in changed.rules
    assert ("DT23", 0, 1) in changed.rules
    same = history.runs(reports)[0].path
    unchanged = history.diff(same, same)
    assert (unchanged.new, unchanged.fixed, unchanged.failing, unchanged.recovered) == ([], [], [], [])
    assert (unchanged.outlets, unchanged.rules) == ([], [])


def test_what_a_whole_batch_lacks_is_no_news_when_a_file_is_added() -> None:
    texts = {
        name: f"{STORY}\nIt was story {name} of the night, and nobody said where it had come from." for name in "abc"
    }

    def lacking(names: str) -> list[str]:
        batch = pipeline.examine([article_of(texts[name], f"{name}.txt") for name in names])
        return [finding.fingerprint for finding in batch.findings if finding.rule == "PR01"]

    assert lacking("bc") == lacking("abc") != []


def test_the_command_prints_the_changes(reports: Path) -> None:
    result = presscheck("diff", "last~1", "last", "--out", reports)
    assert result.exit_code == 1
    assert "DT23 missing-date" in result.output
    assert "1 fixed\n" in result.output
    assert presscheck("diff", "last", "last", "--out", reports).exit_code == 0
    told = json.loads(presscheck("diff", "last~1", "last", "--out", reports, "--format", "json").output)
    assert {row["rule"] for row in told["new"]} == {"BP13", "DT23"}


def test_history_lists_the_last_runs(reports: Path) -> None:
    names = [run.path.name for run in history.runs(reports)]
    assert [line.split()[0] for line in presscheck("history", "--out", reports).output.splitlines()] == ["run", *names]
    listed = json.loads(presscheck("history", "--out", reports, "--last", 1, "--format", "json").output)
    assert [run["run"] for run in listed] == names[-1:]
    assert presscheck("history", "--out", reports, "--last", 0).exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("diff", "last~5", "last"), "holds 2 finished runs: there is no last~5"),
        (("diff", "nowhere", "last"), "nowhere is not a finished run"),
    ],
)
def test_a_run_that_is_not_there_is_named(reports: Path, arguments: tuple[str, ...], said: str) -> None:
    result = presscheck(*arguments, "--out", reports)
    assert result.exit_code == 2
    assert said in result.output


def test_no_reports_yet(tmp_path: Path) -> None:
    assert "run presscheck audit first" in presscheck("history", "--out", tmp_path / "none").output
    (tmp_path / "empty").mkdir()
    none = presscheck("history", "--out", tmp_path / "empty")
    assert (none.exit_code, none.output) == (0, f"no finished run in {tmp_path / 'empty'}\n")


def past_run(out: Path, day: int) -> Path:
    path = out / f"2024010{day}T000000Z-abcdef"
    (path / "data").mkdir(parents=True)
    facts = {"run": path.name, "started": f"2024-01-0{day}T00:00:00Z", "counts": {}}
    (path / "run.json").write_text(json.dumps(facts))
    return path


@pytest.mark.parametrize(
    "facts",
    [
        {"tool": "another", "run": 4},
        {"run": "x", "counts": {}},
        {"run": "x", "counts": {}, "started": "yesterday"},
        {"run": "x", "counts": {}, "started": "2024-01-01T00:00:00"},
        {"run": "x", "counts": [], "started": "2024-01-01T00:00:00Z"},
    ],
)
def test_the_run_of_another_program_is_none_of_ours(facts: dict[str, object], tmp_path: Path) -> None:
    ours = past_run(tmp_path, 1)
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "run.json").write_text(json.dumps(facts))
    assert presscheck("history", "--out", tmp_path).output.splitlines()[1:] == [
        f"{ours.name}         0       0         0       0"
    ]
    assert history.find("last", tmp_path).path == ours
    assert history.to_prune(tmp_path, 1, None) == []
    for arguments in (
        ("trace", "a", "--run", "theirs", "--out", tmp_path),
        ("restore", theirs, "a"),
        ("export", theirs, "--as", "csv"),
    ):
        result = presscheck(*arguments)
        assert (result.exit_code, "finished run" in result.output) == (2, True), result.output


def test_a_table_that_is_torn_is_named_with_its_run_and_a_remedy(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    out = tmp_path / "reports"
    shutil.copytree(reports, out)
    *_, run = history.runs(out)
    table = run.path / "data" / "articles.parquet"
    whole = table.read_bytes()
    halves = ("--accepted", "accepted", "--held", "held")
    for torn in (whole[: len(whole) // 2], whole[:100] + bytes(400) + whole[500:]):
        table.write_bytes(torn)
        for command in (
            ("restore", run.path, "baths.txt"),
            ("export", run.path, "--as", "jsonl"),
            ("gate", "last", "--out", out, *halves),
            ("trace", "baths.txt", "--out", out),
            ("diff", "last~1", "last", "--out", out),
        ):
            result = presscheck(*command)
            said = f"presscheck: run {run.path.name}: data/articles.parquet is damaged ("
            assert (result.exit_code, result.output[: len(said)]) == (2, said), (command, result)
            assert result.output.endswith("; audit the same inputs again, and remove this run\n")


def test_prune_keeps_the_last_and_what_is_younger(tmp_path: Path) -> None:
    paths = [past_run(tmp_path, day) for day in (1, 2, 3, 4)]
    now = datetime(2024, 1, 5, tzinfo=UTC)
    assert history.to_prune(tmp_path, 2, None, now) == paths[:2]
    assert history.to_prune(tmp_path, 2, 4, now) == paths[:1]
    assert history.to_prune(tmp_path, 9, None, now) == []


def test_prune_removes_only_without_dry_run(tmp_path: Path) -> None:
    paths = [past_run(tmp_path, day) for day in (1, 2, 3)]
    left_over = tmp_path / "20240101T120000Z-abcdef"
    (left_over / "data").mkdir(parents=True)
    os.utime(left_over, (0, 0))
    running = tmp_path / "20240109T120000Z-abcdef"
    (running / "data").mkdir(parents=True)
    (tmp_path / "notes").mkdir()
    (tmp_path / "mine" / "data").mkdir(parents=True)  # of somebody else
    os.utime(tmp_path / "mine", (0, 0))
    assert "2 runs would go" in presscheck("prune", "--out", tmp_path, "--keep", 2, "--dry-run").output
    assert len(list(tmp_path.iterdir())) == 7
    assert "2 runs removed" in presscheck("prune", "--out", tmp_path, "--keep", 2).output
    assert sorted(tmp_path.iterdir()) == sorted([*paths[1:], running, tmp_path / "mine", tmp_path / "notes"])
