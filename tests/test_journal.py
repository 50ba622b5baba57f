"""An audit that was killed goes on where it stopped, and nothing comes out otherwise for it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from importlib import metadata
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace

import pytest

from presscheck import history, pipeline, plugins, shards, tables
from presscheck.config import Settings
from presscheck.journal import FOLDER, Journal
from presscheck.model import SCHEMAS, Finding
from presscheck.read import find

SEEDS = Path(__file__).parents[1] / "seeds" / "raw"


def numbers(asked: list[int], end: int = 5) -> object:
    """The results of a step: the numbers up to `end`; `asked` learns from where on they were asked for."""

    def rest(done: int) -> Iterator[str]:
        asked.append(done)
        return (f"result {number}" for number in range(done, end))

    return rest


def keep(reports: Path, count: int) -> list[str]:
    """Take so many results of five, and stop."""
    journal = Journal(reports, "key")
    results = journal.results(numbers([]))  # type: ignore[arg-type]
    taken = [next(results) for _ in range(count)]
    journal.close()
    return taken


def go_on(reports: Path) -> tuple[list[str], int]:
    """All five results, and how many of them were there."""
    asked: list[int] = []
    journal = Journal(reports, "key")
    results = list(journal.results(numbers(asked)))  # type: ignore[arg-type]
    journal.close()
    return results, asked[0]


ALL = [f"result {number}" for number in range(5)]


def test_a_journal_goes_on_where_it_ended(tmp_path: Path) -> None:
    keep(tmp_path, 3)
    assert go_on(tmp_path) == (ALL, 3)
    assert go_on(tmp_path) == (ALL, 5)
    journal = Journal(tmp_path, "key")
    assert list(journal.results(numbers([]))) == ALL  # type: ignore[arg-type]
    journal.remove()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("cut", [1, 7, 30])
def test_what_was_being_written_is_made_again(tmp_path: Path, cut: int) -> None:
    keep(tmp_path, 4)
    path = tmp_path / FOLDER / "key" / "results"
    path.write_bytes(path.read_bytes()[:-cut])
    assert go_on(tmp_path) == (ALL, 3)
    spoilt = bytearray(path.read_bytes())
    spoilt[30] ^= 1
    path.write_bytes(spoilt)
    assert go_on(tmp_path) == (ALL, 0)


def test_one_result_is_not_worth_a_journal(tmp_path: Path) -> None:
    keep(tmp_path, 1)
    assert list(tmp_path.iterdir()) == []


def test_a_second_audit_of_the_batch_goes_without(tmp_path: Path) -> None:
    first = Journal(tmp_path, "key")
    results = first.results(numbers([]))  # type: ignore[arg-type]
    assert [next(results), next(results)] == ALL[:2]
    assert go_on(tmp_path) == (ALL, 0)
    first.close()
    assert go_on(tmp_path) == (ALL, 2)


def test_a_folder_that_others_may_write_to_is_not_read(tmp_path: Path) -> None:
    keep(tmp_path, 3)
    (tmp_path / FOLDER / "key").chmod(0o777)
    assert go_on(tmp_path) == (ALL, 0)


@pytest.mark.parametrize("at", ["examine", "link"])
def test_an_interrupted_audit_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str) -> None:
    monkeypatch.setattr(shards, "SHARD", 4)
    settings = Settings(out=str(tmp_path / "reports"), workers=1, history=False)
    count = -(-len(find([SEEDS]).sources) // 4)
    left = 3 if at == "examine" else count + 1

    def interrupt(_: object) -> None:
        nonlocal left
        left -= 1
        if not left:
            raise KeyboardInterrupt

    with pytest.raises(pipeline.Interrupted) as stopped:
        pipeline.audit([SEEDS], settings, on_findings=interrupt)
    assert stopped.value.kept
    assert [path.name for path in (tmp_path / "reports").iterdir()] == [FOLDER]

    examined: list[int] = []
    examine = shards.examine_work
    monkeypatch.setattr(shards, "examine_work", lambda work: (examined.append(len(work.articles)), examine(work))[1])
    seen: list[Finding] = []
    resumed = pipeline.audit([SEEDS], settings, on_findings=seen.extend)
    assert sum(examined) == (resumed.facts["counts"]["articles"] - 12 if at == "examine" else 0)
    assert len(seen) == resumed.facts["counts"]["findings"]
    assert [path.name for path in (tmp_path / "reports").iterdir()] == [resumed.run_dir.name]

    whole = pipeline.audit([SEEDS], Settings(out=str(tmp_path / "whole"), workers=1, history=False))
    for name in SCHEMAS:
        assert tables.read(resumed.run_dir, name) == tables.read(whole.run_dir, name), name


@pytest.mark.parametrize("change", [{"ignore": ("BP01",)}, {"columns": {"text": ("story",)}}])
def test_other_settings_begin_anew(change: dict[str, object]) -> None:
    surveyed = pipeline._Surveyed(None, [], None, "digest")  # type: ignore[arg-type]
    assert surveyed.key(Settings()) == surveyed.key(Settings(workers=3, out="elsewhere"))
    assert surveyed.key(Settings()) != surveyed.key(Settings(**change))  # type: ignore[arg-type]


@pytest.mark.parametrize("what", ["rules", "trafilatura", "lxml"])
def test_other_installed_rules_and_libraries_begin_anew(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    surveyed = pipeline._Surveyed(None, [], None, "digest")  # type: ignore[arg-type]
    before = surveyed.key(Settings())
    if what == "rules":
        rule = SimpleNamespace(rule=SimpleNamespace(code="ZZ01"), origin="harbour-rules 1.0")
        monkeypatch.setattr(plugins, "find", lambda folder: (rule,))
    else:
        monkeypatch.setattr(metadata, "version", lambda name: "0" if name == what else version(name))
    assert surveyed.key(Settings()) != before


def test_old_journals_are_pruned(tmp_path: Path) -> None:
    keep(tmp_path, 3)
    assert history.to_prune(tmp_path, 30, None) == []
    later = datetime.now(UTC) + timedelta(days=2)
    assert history.to_prune(tmp_path, 30, None, later) == [tmp_path / FOLDER / "key"]
    history.prune([tmp_path / FOLDER / "key"])
    assert list((tmp_path / FOLDER).iterdir()) == []


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for processes in /proc")
def test_a_killed_audit_leaves_no_process(tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    rows = [{"text": f"Baths to reopen, {n}\n\nThe council voted on Monday to reopen bath {n}."} for n in range(600)]
    batch.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    command = [Path(sys.executable).with_name("presscheck"), "audit", batch, "--out", "out", "--no-history"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        results = tmp_path / "out" / FOLDER
        wait_for(lambda: any(path.stat().st_size for path in results.glob("*/results")))
        others = family(process.pid)
        assert len(others) > 2
        process.kill()
    wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in others))
    again = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert again.returncode in (0, 1), again.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == [history.runs(tmp_path / "out")[0].path.name]


def wait_for(condition: Callable[[], bool], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.1)


def family(pid: int) -> set[int]:
    """The processes below one."""
    children = {
        int(child) for task in Path(f"/proc/{pid}/task").glob("*/children") for child in task.read_text().split()
    }
    return children.union(*map(family, children))
