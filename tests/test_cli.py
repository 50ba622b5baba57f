"""The command as people use it: what it prints, its exit codes, and what it does with bad input."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from rich.console import Console

from presscheck import buckets, cli, config, files, output, pipeline, shards, tables
from presscheck.config import ConfigError, Settings
from presscheck.model import Severity
from presscheck.read import sources
from presscheck.report.text import Printer
from presscheck.run_folder import Run

COMMAND = str(Path(sys.executable).with_name("presscheck"))

GOOD = """Harbour baths reopen after eleven months

By Ana Soler
3 May 2021

The old harbour baths of Norrhaven reopened on Monday morning after eleven months of work on roof and boilers.

"Nobody expected a queue," said Ilse Marten, who has swum there for forty years and was the first through the door.

The council paid for the work from the sale of a car park, its clerk said.
"""
FURNISHED = (
    "Saturday 27 April 2024\n\n" + GOOD.replace("By Ana Soler\n", "") + "\nSubscribe\n\nSign up for our newsletter\n"
)


def run(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run([COMMAND, *map(str, arguments)], capture_output=True, text=True, check=False, cwd=cwd)


def inside(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The same in the process of the tests, which does not start a Great Expectations each time."""
    done = CliRunner().invoke(cli.main, [str(argument) for argument in arguments], catch_exceptions=False)
    return subprocess.CompletedProcess(arguments, done.exit_code, done.stdout, done.stderr)


def write_batch(folder: Path) -> Path:
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD)
    (folder / "furnished.txt").write_text(FURNISHED)
    return folder


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    return write_batch(tmp_path / "batch")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_batch(tmp_path_factory.mktemp("cli") / "batch")


@pytest.fixture(scope="module")
def audited(shared: Path) -> dict[str, Any]:
    """One audit as JSON, for every test that only looks."""
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in shared.iterdir()}
    done = inside("audit", shared, "--format", "json", "--out", shared.parent / "json")
    assert {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in shared.iterdir()} == before
    loaded: dict[str, Any] = json.loads(done.stdout)
    return loaded


def test_audit_prints_places_suites_and_the_report(shared: Path, audited: dict[str, Any]) -> None:
    """The command, in a process of its own; it writes the same tables as the audit that printed JSON."""
    batch = shared
    done = run("audit", shared, "--out", shared.parent / "text")
    lines = done.stdout.splitlines()
    assert (
        f"{batch}/furnished.txt:1:1 DT01 scrape-day-header  page header with the day of the scrape, 2024-04-27" in lines
    )
    assert any(line.startswith("suite integrity: all ") for line in lines)
    report = Path(lines[-1].removeprefix("report: "))
    assert report.is_file()
    assert (report.parent / "run.json").is_file()
    assert done.stderr == ""
    assert {path.stem for path in (report.parent / "data").iterdir()} == {
        "articles", "earlier", "expectations", "fields", "findings", "ledger", "links", "stories",
    }  # fmt: skip
    for path in (report.parent / "data").iterdir():
        assert path.read_bytes() == (Path(audited["run_dir"]) / "data" / path.name).read_bytes(), path.name


def test_json_is_one_object(audited: dict[str, Any]) -> None:
    loaded = audited
    assert {"run_dir", "counts", "findings", "suites"} <= loaded.keys()
    assert loaded["counts"]["articles"] == 2
    assert {row["rule"] for row in loaded["findings"]} >= {"DT01", "BP01", "BY01"}
    assert [suite["name"] for suite in loaded["suites"]] == ["bylines", "dates", "artefacts", "provenance", "integrity"]


def test_select_reports_less_and_judges_the_same(batch: Path, tmp_path: Path) -> None:
    out = tmp_path / "o"
    every = json.loads(inside("audit", batch, "--format", "json", "--out", out).stdout)
    less = json.loads(inside("audit", batch, "--select", "BY", "--format", "json", "--out", out).stdout)
    assert {row["rule"] for row in less["findings"]} == {"BY01"} < {row["rule"] for row in every["findings"]}
    assert less["counts"]["findings"] == sum(less["counts"][name] for name in ("errors", "warnings", "infos")) == 1
    assert (less["counts"]["waived"], less["suites"]) == (0, every["suites"])
    assert {row["rule"] for row in tables.read(Path(less["run_dir"]), "ledger")} == {"DT01", "BP01"}
    assert inside("diff", "last~1", "last", "--out", out).stdout.startswith("0 new\n0 fixed\n")
    halves = [
        inside("gate", run, "--hold", "info", "--out", out, "--accepted", tmp_path / run, "--held", tmp_path / "held")
        for run in ("last~1", "last")
    ]
    assert [done.stdout.splitlines()[0].split(":")[0] for done in halves] == ["0 accepted", "0 accepted"]


def test_select_prints_and_shows_less(batch: Path, tmp_path: Path) -> None:
    done = inside("audit", batch, "--select", "BY,DT", "--out", tmp_path / "o")
    lines = done.stdout.splitlines()
    found = [line.removeprefix(str(batch)).split()[1] for line in lines if line.startswith(str(batch))]
    assert sorted(found) == ["BY01", "DT01"]
    folder = Path(lines[-1].removeprefix("report: ")).parent
    assert {row["rule"] for row in tables.read(folder, "findings")} > {"BY01", "DT01"}
    assert {path.stem for path in (folder / "rules").iterdir()} == {"BY01", "DT01"}
    overview = (folder / "index.html").read_text()
    assert "Only findings of <code>BY, DT</code>" in overview
    assert "did not run" not in overview
    shown = "".join(path.read_text() for path in (folder / "articles").iterdir())
    assert len(re.findall(r'id="f\d', shown)) == 2


def test_ignore_leaves_the_furniture_in(batch: Path, tmp_path: Path) -> None:
    loaded = json.loads(
        inside("audit", batch, "--ignore", "bp01,bp02,bp32,bp40", "--format", "json", "--out", tmp_path / "o").stdout
    )
    assert {row["rule"] for row in tables.read(Path(loaded["run_dir"]), "ledger")} == {"DT01"}
    overview = (Path(loaded["run_dir"]) / "index.html").read_text()
    assert "Rules of <code>BP01, BP02, BP32, BP40</code> did not run" in overview


@pytest.mark.parametrize(("fail_on", "code"), [("info", 1), ("warning", 1), ("error", 0)])
def test_exit_code_follows_fail_on(fail_on: str, code: int) -> None:
    rows = {
        "expectations": [{"severity": "critical", "success": True}, {"severity": "info", "success": False}],
    }
    done = Run(Path(), {"counts": {"articles": 1, "errors": 0, "warnings": 1, "infos": 0, "waived": 1}}, rows)
    assert cli.audit._exit_code(done, Settings(fail_on=Severity(fail_on))) == code
    rows["expectations"][0]["success"] = False
    assert cli.audit._exit_code(done, Settings(fail_on=Severity(fail_on))) == 1


def test_a_path_that_is_not_there_is_usage(tmp_path: Path) -> None:
    done = run("audit", tmp_path / "gone", "--out", tmp_path / "o")
    assert (done.returncode, done.stdout) == (2, "")
    assert "gone" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "o").exists()


def test_a_folder_with_nothing_to_read(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    done = run("audit", tmp_path, "--out", tmp_path / "o")
    assert done.returncode == 3
    assert ".txt" in done.stderr


def test_unreadable_files_are_findings_and_the_others_are_read(batch: Path, tmp_path: Path) -> None:
    (batch / "empty.txt").write_bytes(b"")
    (batch / "binary.txt").write_bytes(bytes(range(256)) * 8)
    done = inside("audit", batch, "--format", "json", "--out", tmp_path / "o")
    loaded = json.loads(done.stdout)
    assert done.returncode == 1
    assert (loaded["counts"]["inputs"], loaded["counts"]["articles"], loaded["counts"]["unreadable"]) == (4, 2, 2)
    assert sorted(Path(r["source"]).name for r in loaded["findings"] if r["rule"] == "RD01") == [
        "binary.txt",
        "empty.txt",
    ]


def test_a_second_audit_of_a_folder_reads_no_report(
    batch: Path, monkeypatch: pytest.MonkeyPatch, audit_without_contracts: Callable[..., Run]
) -> None:
    monkeypatch.chdir(batch)
    (batch / "locked").mkdir()
    found = {"locked": "Permission denied"}
    monkeypatch.setattr(sources._Walk, "_missed", lambda walk, error: walk.unreadable.update(found))
    scandir = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: scandir(f"{path}/gone" if path == "./locked" else path))
    for _ in range(2):
        facts = audit_without_contracts(["."], Settings(evidence="full")).facts
    assert (facts["counts"]["inputs"], facts["left_out"]) == (3, ["reports/"])
    assert [(one["source"], one["reason"]) for one in facts["unreadable"]] == [("locked", "Permission denied")]
    lines = io.StringIO()
    Printer(Console(file=lines, width=200), 3).end(
        facts["counts"] | {"expectations_failed": 0, "expectations": 0}, "r", ["a.md", "reports/"]
    )
    assert (
        "1 file of types that are not read left out (.md)\n1 folder of presscheck's own left out (reports/)\n"
        in lines.getvalue()
    )
    for _ in range(2):
        assert inside("strip", ".", "--out", "clean").stdout == "2 cleaned articles in clean\n"


def test_only_unreadable_files(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = inside("audit", tmp_path / "empty.txt", "--out", tmp_path / "o")
    assert done.returncode == 3
    assert "empty.txt RD01 unreadable" in done.stdout


def test_unknown_settings_and_rules_are_named(batch: Path, tmp_path: Path) -> None:
    (tmp_path / "presscheck.toml").write_text('outt = "x"\n')
    done = run("audit", batch, cwd=tmp_path)
    assert done.returncode == 2
    assert "presscheck.toml: unknown setting 'outt'" in done.stderr
    done = run("audit", batch, "--select", "XX99")
    assert (done.returncode, "XX99" in done.stderr) == (2, True)
    done = run("audit", batch, "--select", ",")
    assert (done.returncode, "select takes rule codes, not ','" in done.stderr) == (2, True)
    assert config.with_values(Settings(), {"select": ["BY,"], "ignore": []}, "here").select == ("BY",)


def test_settings_come_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "presscheck.toml"
    path.write_text('out = "nightly"\nselect = ["by", "DT01"]\nfail-on = "warning"\n')
    loaded = config.load(path)
    assert loaded == Settings(out="nightly", select=("BY", "DT01"), fail_on=Severity.WARNING)
    assert loaded.file == str(path)
    assert config.with_values(loaded, {"out": "here", "select": None}, "command line").out == "here"


def test_settings_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "presscheck.toml").write_text('out = "nightly"\n', "utf-8-sig")
    assert config.load(tmp_path / "presscheck.toml").out == "nightly"


def test_settings_are_named_as_they_are_written() -> None:
    with pytest.raises(ConfigError, match=r"x: unknown setting 'fail-onn'; did you mean 'fail-on'\?"):
        config.with_values(Settings(), {"fail-onn": "info"}, "x")
    with pytest.raises(ConfigError, match="x: fail-on takes info, warning or error"):
        config.with_values(Settings(), {"fail_on": "bad"}, "x")
    with pytest.raises(ConfigError, match="x: fail-on is set twice, as fail-on and as fail_on"):
        config.with_values(Settings(), {"fail-on": "info", "fail_on": "error"}, "x")


def test_strip_writes_cleaned_articles(batch: Path, tmp_path: Path) -> None:
    done = inside("strip", batch, "--out", tmp_path / "clean")
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "clean" / "furnished.txt").read_text()
    assert text.startswith(f"Source: {batch}/furnished.txt\nTitle: Harbour baths reopen after eleven months\n")
    assert "newsletter" not in text
    assert "Scraped-day: 2024-04-27" in text
    inside("strip", batch, "--out", tmp_path / "clean", "--format", "jsonl")
    lines = (tmp_path / "clean" / "articles.jsonl").read_text().splitlines()
    assert [json.loads(line)["authors"] for line in lines] == [[], ["Ana Soler"]]
    assert not list((tmp_path / "clean").glob(".*"))


@pytest.mark.parametrize(("form", "name"), [("text", "good.txt"), ("jsonl", "articles.jsonl")])
def test_strip_writes_over_no_file_of_somebody_else(form: str, name: str, batch: Path, tmp_path: Path) -> None:
    raw = tmp_path / name
    raw.write_bytes((batch / "good.txt").read_bytes())
    done = inside("strip", batch / "good.txt", "--format", form, "--out", tmp_path)
    said = f"presscheck: {raw} is there and no cleaned article: nothing is written over it; name another --out\n"
    assert (done.returncode, done.stderr) == (2, said)
    assert raw.read_bytes() == (batch / "good.txt").read_bytes()
    for _ in range(2):
        assert inside("strip", batch / "good.txt", "--format", form, "--out", tmp_path / "clean").returncode == 0


def test_strip_has_the_articles_of_an_audit_by_the_same_settings(
    shared: Path, audited: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    inside("strip", shared, "--out", "clean", "--format", "jsonl")
    rows = [json.loads(line) for line in Path("clean/articles.jsonl").read_text().splitlines()]
    assert rows == tables.read(Path(audited["run_dir"]), "articles")
    Path("presscheck.toml").write_text('ignore = ["BP"]\n')
    inside("strip", shared, "--out", "all")
    assert "newsletter" in Path("all/furnished.txt").read_text()


def test_an_interrupted_strip_goes_on(batch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("presscheck.toml").write_text("workers = 1\n")
    monkeypatch.setattr(shards, "SHARD", 1)
    connect = pipeline.connect
    monkeypatch.setattr(pipeline, "connect", lambda *_: signal.raise_signal(signal.SIGINT))
    done = inside("strip", batch, "--out", tmp_path / "clean")
    assert (done.returncode, done.stderr) == (130, f"presscheck: {pipeline.Interrupted(kept=True)}\n")
    assert [path.name for path in (tmp_path / "clean").iterdir()] == [".unfinished"]
    monkeypatch.setattr(pipeline, "connect", connect)
    monkeypatch.setattr(shards, "examine_work", lambda _: pytest.fail("examined again"))
    assert inside("strip", batch, "--out", tmp_path / "clean").returncode == 0
    assert sorted(path.name for path in (tmp_path / "clean").iterdir()) == ["furnished.txt", "good.txt"]


def test_restore_gives_the_page_text(audited: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_dir = audited["run_dir"]
    assert inside("restore", run_dir, "furnished.txt").stdout == FURNISHED
    done = inside("restore", run_dir, "nobody.txt")
    assert (done.returncode, "nobody.txt" in done.stderr) == (2, True)
    done = inside("restore", tmp_path, "good.txt")
    assert (done.returncode, "is not a finished run" in done.stderr) == (2, True)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "presscheck.toml").write_text(f"out = {json.dumps(str(Path(run_dir).parent))}")
    for name in ("last", Path(run_dir).name):
        assert inside("restore", name, "furnished.txt").stdout == FURNISHED


def test_rules_and_explain() -> None:
    listed = [line.split("\t") for line in inside("rules").stdout.splitlines()]
    assert ["BP01", "newsletter-signup", "info"] in [row[:3] for row in listed]
    page = inside("explain", "newsletter-signup").stdout
    assert "## What it checks" in page
    assert "## Example" in page
    assert "newsletter sign-up" in page
    assert inside("explain", "XX99").stderr == "presscheck: there is no rule 'XX99'; presscheck rules lists them\n"
    assert "did you mean newsletter-" in inside("explain", "newsletter").stderr


@pytest.mark.parametrize("command", sorted({*cli.main.commands} - {"serve"}))
def test_every_command_has_help(command: str) -> None:
    done = inside(command, "--help")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) > 5
    assert "\\b" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_no_command_is_cut_in_the_list_of_80_columns() -> None:
    listed = CliRunner().invoke(cli.main, ["--help"], terminal_width=80).stdout.partition("Commands:")[2].splitlines()
    assert len(listed) > 15
    assert [line for line in listed if line.endswith("...")] == []


def test_a_terminal_of_80_columns(batch: Path, tmp_path: Path) -> None:
    """Grouped by file, coloured, and no line wider than the terminal."""
    output = on_terminal("audit", str(batch), "--out", str(tmp_path / "o"))
    assert "\x1b[" in output
    lines = re.split(r"[\r\n]+", re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", output))  # a bar is drawn over itself from \r on
    assert [line for line in lines if len(line) > 80 and str(batch) not in line and str(tmp_path) not in line] == []
    assert any(re.match(r" +1:1 DT01 scrape-day-header  page header", line) for line in lines)


def test_more_articles_fail_than_a_row_names() -> None:
    lines = io.StringIO()
    named = {"sources": [f"in/{n}.txt" for n in range(50)], "article_ids": [f"{n:016x}" for n in range(1_205)]}
    row = {
        "suite": "dates",
        "severity": "critical",
        "sentence": "many are",
        "success": False,
        "checked": 2_000,
        **named,
    }
    Printer(Console(file=lines, width=200), 3).suites([row])
    assert lines.getvalue().splitlines()[2] == "  0.txt, 1.txt, 2.txt, 3.txt, 4.txt and 1,200 more"


def test_suites_that_had_nothing_to_look_at_are_not_all_met() -> None:
    lines = io.StringIO()
    common = {"severity": "warning", "sentence": "few are", "failed": 0, "sources": [], "article_ids": []}
    rows = [
        {**common, "suite": suite, "success": success, "checked": checked}
        for suite, success, checked in (
            ("bylines", True, 3), ("bylines", True, 3), ("dates", True, 3), ("dates", True, 0),
            ("artefacts", False, 3), ("artefacts", True, 0), ("artefacts", True, 3),
        )
    ]  # fmt: skip
    Printer(Console(file=lines, width=200), 3).suites(rows)
    assert lines.getvalue().splitlines() == [
        "suite bylines: all 2 met",
        "suite dates: 1 met, 1 had nothing to look at",
        "suite artefacts: 1 of 3 failed, 1 had nothing to look at",
        "  warning  few are",
    ]


def test_expectations_fit_a_terminal_and_are_lines_for_programs() -> None:
    assert inside("suites").stdout.splitlines()[0].count("\t") == 3
    lines = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", on_terminal("suites")).splitlines()
    assert lines[0].split() == ["bylines.has-author", "warning", "mostly=0.5", "min_value=1"]
    assert lines[1].strip() == "At least half of the articles name a person as author."
    assert max(map(len, lines)) <= 80


def on_terminal(*arguments: str) -> str:
    """What the command prints to a terminal of 80 columns."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(COLUMNS="80", TERM="xterm-256color")
        os.execv(COMMAND, [COMMAND, *arguments])  # noqa: S606
    chunks = []
    while True:
        try:
            chunk = os.read(terminal, 4096)
        except OSError:
            break
        if not chunk:
            break
        chunks.append(chunk)
    os.waitpid(pid, 0)
    return b"".join(chunks).decode()


def test_text_of_articles_cannot_drive_the_terminal(tmp_path: Path) -> None:
    name = "bad\x1b[2Jname\nnext.txt"
    (tmp_path / name).write_text("Up to 40\x1b[31m per cent\n\n" + GOOD)
    done = inside("audit", tmp_path / name, "--out", tmp_path / "o")
    assert "\x1b" not in done.stdout
    assert "next.txt" in done.stdout


def test_interrupting_leaves_nothing(batch: Path, tmp_path: Path, unready_suites: dict[str, str]) -> None:
    out = tmp_path / "o"
    with subprocess.Popen(
        [COMMAND, "audit", str(batch), "--out", str(out)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **unready_suites},
    ) as process:
        assert process.stdout
        process.stdout.readline()  # findings are printed; the suites wait for Great Expectations
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (130, "presscheck: interrupted; the unfinished run was removed\n")
    assert not out.exists() or not list(out.iterdir())


def test_an_output_folder_that_cannot_be_made(batch: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    done = run("audit", batch, "--out", tmp_path / "taken")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "taken" in done.stderr


@pytest.mark.parametrize("named", ["batch.csv", "folder/../batch.csv", "link.csv"])
def test_findings_are_not_written_over_an_input(named: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    raw = tmp_path / "batch.csv"
    raw.write_text(f'title,text\n"Mill sold","{"The mill of Leda was sold on Monday. " * 9}"\n')
    (tmp_path / "link.csv").symlink_to(raw)
    before = raw.read_bytes()
    done = run("audit", raw, "--format", "csv", "--output", tmp_path / named, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert f"{tmp_path / named} is an input of this audit" in done.stderr
    assert raw.read_bytes() == before


def test_a_whole_source_goes_before_the_end_of_another() -> None:
    known = [("1", "a.txt"), ("2", "x/a.txt"), ("3", "y/b.txt"), ("4", "z/b.txt")]
    assert tables.the_one("run", known, "a.txt") == "1"
    assert tables.the_one("run", known, "x/a.txt") == tables.the_one("run", known, "./x/a.txt") == "2"
    assert tables.the_one("run", [("3", r"caf\xe9.txt")], os.fsdecode(b"caf\xe9.txt")) == "3"
    with pytest.raises(tables.NotOne, match=r"holds 2 articles 'b\.txt': y/b\.txt, z/b\.txt$"):
        tables.the_one("run", known, "b.txt")
    rows = [(str(row), f"in/batch.jsonl#{row}") for row in range(1, 9)]
    with pytest.raises(tables.NotOne, match=r"no article 'batch\.jsonl': in/batch\.jsonl#1, .*#3, …$"):
        tables.the_one("run", rows, "batch.jsonl")


def test_who_stops_reading_ends_no_audit(batch: Path, tmp_path: Path) -> None:
    """As ``presscheck audit … | head -1``."""
    command = [COMMAND, "audit", str(batch), "--out", str(tmp_path / "o")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.close()
        assert process.stderr
        assert process.stderr.read() == b""
    assert process.returncode == inside("audit", batch, "--out", tmp_path / "p").returncode
    [run] = (tmp_path / "o").glob("*/run.json")
    assert (run.parent / "index.html").is_file()


def test_a_folder_whose_name_is_no_text_is_refused_at_once(
    batch: Path, audited: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    name = os.fsdecode(b"o\xe9")
    done = inside("audit", batch, "--out", name)
    said = "presscheck: o\\xe9: the name of this folder is no UTF-8 text, and no table can be written to it\n"
    assert (done.returncode, done.stderr, [*tmp_path.iterdir()]) == (2, said, [batch])
    done = inside("export", audited["run_dir"], "--as", "parquet", "--out", name)
    assert (done.returncode, done.stderr.startswith("presscheck: a name that is no UTF-8 text")) == (2, True)


@pytest.mark.parametrize(
    ("redirected", "code", "errors"),
    [
        (">/dev/full", 2, "presscheck: standard output: No space left on device\n"),
        (">&-", 0, ""),
        (">&- 2>&-", 0, ""),
        ("| true", 0, ""),
    ],
)
def test_standard_output_that_takes_nothing(redirected: str, code: int, errors: str) -> None:
    done = subprocess.run(
        ["/bin/bash", "-c", f'"$0" rules {redirected}; exit "${{PIPESTATUS[0]}}"', COMMAND],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (code, errors)


def test_any_name_is_printed_in_any_encoding(tmp_path: Path) -> None:
    facts = {
        "run": "é",
        "started": "2024-01-01T00:00:00Z",
        "counts": {},
        "paths": [os.fsdecode(b"o\xe9"), "\U0001f30a"],
    }
    for name in ("é", os.fsdecode(b"o\xe9")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "run.json").write_text(json.dumps(facts))
    for encoding in ("ascii", "latin-1", "utf-8"):
        environment = {**os.environ, "PYTHONIOENCODING": encoding}
        command = [COMMAND, "history", "--out", str(tmp_path)]
        for form in ("text", "json"):
            done = subprocess.run([*command, "--format", form], capture_output=True, check=False, env=environment)
            assert (done.returncode, done.stderr) == (0, b"")
            assert b"\\udce9" in done.stdout or (encoding, form) == ("ascii", "json")  # which click writes in UTF-8
    with pytest.raises(UnicodeDecodeError):
        output.escaped(UnicodeDecodeError("utf-8", b"\xe9", 0, 1, "r"))
    shown = "é, \udce9, \U0001f30a"
    assert output.escaped(UnicodeEncodeError("ascii", shown, 0, len(shown), "r"))[0] == "".join(
        f"\\u{ord(character):04x}" if ord(character) < 65536 else "\\ud83c\\udf0a" for character in shown
    )


def test_what_is_wrong_with_a_file_is_a_line(monkeypatch: pytest.MonkeyPatch, audited: dict[str, Any]) -> None:
    run_dir = Path(audited["run_dir"])
    done = inside("export", run_dir, "--as", "jsonl", "--out", "/proc/export.jsonl")
    assert (done.returncode, done.stderr) == (2, "presscheck: /proc/export.jsonl: No such file or directory\n")
    done = inside("decisions", "import", run_dir / "run.json", "--cases", "/proc/cases", "--run", run_dir)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    monkeypatch.setattr(tables, "page_texts", lambda *_: (_ for _ in ()).throw(OSError(5, "Input/output error", "a")))
    done = inside("restore", run_dir, "good.txt")
    assert (done.returncode, done.stderr) == (2, "presscheck: a: Input/output error\n")


@pytest.mark.parametrize(
    "command",
    [("gate", "last", "--accepted", "a", "--held", "h"), ("diff", "last~1", "last"), ("trace", "a"), ("history",)],
)
def test_every_command_can_be_interrupted(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(buckets, "runs", lambda *_: signal.raise_signal(signal.SIGINT))
    done = inside(*command)
    assert (done.returncode, done.stderr) == (130, "presscheck: interrupted\n")


@pytest.mark.parametrize(
    ("raised", "code", "said"),
    [
        (KeyboardInterrupt(), 130, "presscheck: interrupted\n"),
        (click.Abort(), 130, "presscheck: interrupted\n"),
        (OSError(28, "No space left on device", "x"), 2, "presscheck: x: No space left on device\n"),
        (click.UsageError("no"), 2, "Error: no\n"),
    ],
)
def test_the_end_of_the_process(
    raised: BaseException, code: int, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(output, "settle", lambda: None)
    monkeypatch.setattr(cli.main, "main", lambda **_: (_ for _ in ()).throw(raised))
    with pytest.raises(SystemExit) as end:
        cli.run()
    assert (end.value.code, capsys.readouterr().err) == (code, said)


def test_the_server_of_the_workers_is_deaf_to_ctrl_c_and_the_workers_are_not() -> None:
    """While it imports what it hands on it would print a traceback."""
    script = """
import os, signal
from functools import partial
from multiprocessing import forkserver, get_context
from presscheck import runner
get_context("forkserver").set_forkserver_preload([runner.STEPS])
runner._start_fork_server()
os.kill(forkserver._forkserver._forkserver_pid, signal.SIGINT)
print(*runner.Local(2).each(partial(signal.pthread_sigmask, signal.SIG_BLOCK), [[], []]))
print(signal.pthread_sigmask(signal.SIG_BLOCK, []))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("set() set()\nset()\n", "")


def test_the_temporary_folder_may_have_a_long_name(tmp_path: Path) -> None:
    """Sockets, whose addresses are short, lie elsewhere then."""
    folder = tmp_path / "t" / ("o" * 100)
    folder.mkdir(parents=True)
    script = "from presscheck import runner\nprint(*runner.Local(2).each(abs, [-1, -2]))"
    environment = os.environ | {"TMPDIR": str(folder)}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, env=environment)
    assert (done.stdout, done.stderr) == ("1 2\n", "")


def test_a_place_that_cannot_be_written_to_is_told_at_once(
    batch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "read_shard", lambda _: pytest.fail("read before"))
    done = inside("audit", batch, "--out", "/proc/reports")
    assert (done.returncode, done.stderr) == (2, "presscheck: /proc/reports: No such file or directory\n")
    done = inside("audit", batch, "--out", tmp_path / "o", "--output", "/proc/found.txt")
    assert (done.returncode, done.stderr) == (2, "presscheck: /proc: No such file or directory\n")
    done = inside("audit", batch, "--out", tmp_path / "o", "--select", "XX99")
    assert (done.returncode, (tmp_path / "o").exists()) == (2, False)
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", lambda **_: (_ for _ in ()).throw(OSError(28, "No space left")))
    with pytest.raises(OSError, match=r"No space left: '.*/o/p'"):
        files.probe(tmp_path / "o" / "p")
    assert not (tmp_path / "o").exists()
