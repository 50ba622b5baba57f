"""Nothing that a crawler brings home ends an audit with a traceback, and nothing of it is lost in silence.

Archives, JSONL and WARC are not read yet, so their faults are not here. The long part is ``make torture``.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import hostile
from presscheck import cli, pipeline, runner, selection, shards, tables
from presscheck.config import ConfigError, Limits, Settings, load, with_values
from presscheck.model import Article, Batch, Page, Unreadable
from presscheck.read import Intake, read
from presscheck.read.deadline import TooLong, deadline
from presscheck.rows import findings_of
from presscheck.rule import Hit
from presscheck.rules.bp30_section_divider import SectionDivider
from presscheck.rules.dt12_published_equals_updated import PublishedEqualsUpdated
from presscheck.run_folder import Run
from presscheck.survey import Tally, survey

NOBODY = 65534
COMMAND = str(Path(sys.executable).with_name("presscheck"))


def audit(folder: Path, *more: str, paths: tuple[str, ...] = ("in",)) -> subprocess.CompletedProcess[bytes]:
    done = subprocess.run([COMMAND, "audit", *paths, *more], cwd=folder, capture_output=True, timeout=120, check=False)
    assert b"Traceback" not in done.stdout + done.stderr, done.stderr.decode("utf-8", "replace")
    return done


def one(tmp_path: Path, name: str, raw: bytes, limits: Limits = Limits()) -> str:  # noqa: B008  (frozen)
    """The text of an input, or the reason why there is none."""
    (tmp_path / name).write_bytes(raw)
    articles, unreadable = read([str(tmp_path / name)], Intake(limits))
    assert len(articles) + len(unreadable) == 1
    return articles[0].text if articles else f"unreadable: {unreadable[0].reason}"


class NoContracts:
    """A validator that has nothing to check: Great Expectations takes longer than all the rest."""

    def validate(self, *_: object) -> list[dict[str, Any]]:
        return []


def quick_audit(settings: Settings) -> Run:
    """An audit of the folder ``in``, in this process, but for the suites."""
    return pipeline.audit(["in"], replace(settings, workers=1), start_validator=lambda: nullcontext(NoContracts()))


@pytest.fixture(scope="module")
def torn(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[bytes]]:
    folder = tmp_path_factory.mktemp("torn")
    hostile.batch(folder / "in", 8, 30, large=False)
    return folder, audit(folder, "--out", "out")


def test_a_hostile_batch_is_told_of_whole(torn: tuple[Path, subprocess.CompletedProcess[bytes]]) -> None:
    folder, done = torn
    assert done.returncode == 1
    [run] = (folder / "out").glob("*/run.json")
    facts = json.loads(run.read_text())
    articles = [row["source"] for row in tables.read(run.parent, "articles")]
    assert sum(source.startswith("in/good/") for source in articles) == 8
    tried = tables.inputs(run.parent, facts)
    assert len(tried) == 38 == facts["counts"]["inputs"] == len(articles) + len(facts["unreadable"])
    named = {row["source"] for row in tables.read(run.parent, "findings")}
    assert {source for source in tried if "/bad/" in source} <= named
    assert all(entry["reason"] for entry in facts["unreadable"])


def test_no_control_of_a_terminal_is_printed(torn: tuple[Path, subprocess.CompletedProcess[bytes]]) -> None:
    _, done = torn
    assert not {*done.stdout, *done.stderr} & {*range(9), *range(11, 32), 127} - {13}
    assert "\u202e" not in done.stdout.decode()


def test_a_page_of_the_report_has_no_markup_of_a_name(torn: tuple[Path, subprocess.CompletedProcess[bytes]]) -> None:
    folder, _ = torn
    assert not any(b"<img src=x" in path.read_bytes() for path in (folder / "out").rglob("*.html"))


@pytest.mark.parametrize("encoding", [*hostile.TEXTS, "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("cut", [0, 1])
def test_encodings_are_read_whole_and_cut(tmp_path: Path, encoding: str, cut: int) -> None:
    text = hostile.TEXTS.get(encoding, hostile.TEXTS["windows-1252"]) * 8
    raw = text.encode(encoding)
    read_as = one(tmp_path, "a.txt", raw[: len(raw) - cut])
    if cut and "16" in encoding:  # half a character of two bytes: refused with a reason, or read but for the last
        assert read_as.startswith(("unreadable: ", text[:50]))
    else:
        assert read_as.startswith(text[: len(text) - 2])


def test_an_encoding_declared_wrongly_does_not_spoil_the_text(tmp_path: Path) -> None:
    text = hostile.TEXTS["windows-1252"]
    assert "größere Halle" in one(tmp_path, "a.html", f'<meta charset="gb18030"><p>{text * 4}'.encode("cp1252"))


def test_bytes_of_two_encodings_lose_no_line(tmp_path: Path) -> None:
    assert one(tmp_path, "a.txt", hostile.MIXED).count("\n") == hostile.MIXED.count(b"\n")


def test_escapes_of_half_characters_do_not_leave_the_reader(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(hostile.contents(large=False)["lone surrogate.html"])
    [article], _ = read([str(tmp_path / "a.html")])
    assert [claim.value.encode() for claim in article.claims if claim.field in ("title", "author")]
    [dossier] = pipeline.examine([article]).dossiers
    assert all(field.value.encode() for field in dossier.fields)


def test_an_address_that_is_none_does_not_cost_the_page(tmp_path: Path) -> None:
    assert hostile.SENTENCES[0] in one(tmp_path, "a.html", hostile.contents(large=False)["bad address.html"])


@pytest.mark.parametrize(
    ("raw", "limits", "name"),
    [
        (b"x" * 2_000, Limits(bytes=1_999), "limits.bytes"),
        (b"x\n" * 300, Limits(lines=299), "limits.lines"),
        (b"<div>" * 40 + b"x", Limits(nesting=30), "limits.nesting"),
    ],
)
def test_limits_bite_by_name_and_not_below(tmp_path: Path, raw: bytes, limits: Limits, name: str) -> None:
    suffix = "html" if raw.startswith(b"<") else "txt"
    assert name in one(tmp_path, f"a.{suffix}", raw, limits)
    assert not one(tmp_path, f"b.{suffix}", raw).startswith("unreadable")


def test_a_file_that_takes_too_long_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from presscheck import read as reading

    def endless(record: reading.Record, limits: Limits) -> None:
        try:
            time.sleep(30)
        except Exception:  # as libraries do
            time.sleep(30)

    monkeypatch.setitem(reading.READERS, ".txt", endless)
    assert "limits.seconds" in one(tmp_path, "a.txt", b"x", Limits(seconds=1))


@pytest.mark.parametrize("tags", [("code",), ("h2",), ("ul", "li")])
def test_a_page_of_nested_elements_is_read_or_named(tmp_path: Path, tags: tuple[str, ...]) -> None:
    prose = "<p>The council of Norrhaven voted on Monday to reopen the old harbour baths next spring.</p>" * 5
    nested = "".join(f"<{tag}>" for tag in tags) * (1_500 // len(tags))
    page = f"<html><body><article><h1>Baths to reopen</h1>{prose}{nested}deep in the harbour{prose}</article></body></html>"
    (tmp_path / "b.txt").write_text("Ferry returns\n\nThe council voted on Monday.\n")
    (tmp_path / "a.html").write_text(page)
    articles, unreadable = read([str(tmp_path / "a.html"), str(tmp_path / "b.txt")])
    assert articles[-1].source.endswith("b.txt")
    assert [one.reason.split(":")[:2] for one in unreadable] == [["reading it failed", " RecursionError"]]


def test_a_page_of_one_line_again_and_again_has_an_end() -> None:
    line = "Der Dampfer fährt heute wieder los, sagte die Reederei am Montag.\n"
    article = Article("a", "a.txt", "text/plain", "", line * 260)
    [dossier] = pipeline.examine([article]).dossiers
    assert dossier.clean_text == line


def test_an_article_that_takes_too_long_to_examine_is_named_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_good(tmp_path)
    monkeypatch.chdir(tmp_path)

    def slow(page: Page) -> tuple[()]:
        if "pier 1\n" in page.text:
            time.sleep(30)
        return ()

    monkeypatch.setattr(SectionDivider, "find", lambda rule, page, matched, facts: slow(page))
    run = quick_audit(Settings(limits=Limits(seconds=1)))
    assert [row["source"] for row in run.tables["articles"]] == ["in/0.txt", "in/2.txt"]
    assert [row["source"] for row in run.facts["unreadable"]] == ["in/1.txt"]
    assert run.facts["unreadable"][0]["raw_sha256"]
    [finding] = [row for row in run.tables["findings"] if row["rule"] == "RD01"]
    assert "examining it took more than 1 seconds: limits.seconds" in finding["message"]


@pytest.mark.parametrize("rule", [SectionDivider, PublishedEqualsUpdated], ids=lambda rule: rule.code)
def test_an_article_that_a_rule_fails_of_is_named_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rule: type
) -> None:
    make_good(tmp_path)
    monkeypatch.chdir(tmp_path)

    def fail(text: str) -> tuple[()]:
        if "pier 1\n" in text:
            raise ZeroDivisionError("no swimmers")
        return ()

    if rule is SectionDivider:
        monkeypatch.setattr(rule, "find", lambda self, page, matched, facts: fail(page.text))
    else:  # what a rule over the batch notes of each article
        monkeypatch.setattr(rule, "note", lambda self, dossier: fail(dossier.article.text) or None)
    run = quick_audit(Settings())
    assert [row["source"] for row in run.tables["articles"]] == ["in/0.txt", "in/2.txt"]
    [unread] = run.facts["unreadable"]
    assert (unread["source"], unread["reason"]) == ("in/1.txt", "examining it failed: ZeroDivisionError: no swimmers")
    assert unread["raw_sha256"]
    [finding] = [row for row in run.tables["findings"] if row["rule"] == "RD01"]
    assert finding["message"] == unread["reason"]


def test_an_article_that_surveying_fails_of_is_named_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_good(tmp_path)
    monkeypatch.chdir(tmp_path)

    def fail(articles: Sequence[Article]) -> Tally:
        if any("pier 1\n" in article.text for article in articles):
            raise ZeroDivisionError("no swimmers")
        return survey(articles)

    monkeypatch.setattr(shards, "survey", fail)
    run = quick_audit(Settings())
    assert [row["source"] for row in run.tables["articles"]] == ["in/0.txt", "in/2.txt"]
    assert [row["source"] for row in run.facts["unreadable"]] == ["in/1.txt"]
    assert run.facts["counts"]["inputs"] == 3


def test_a_rule_over_the_batch_that_fails_says_so_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_good(tmp_path)
    (tmp_path / "in" / "empty.txt").write_bytes(b"")
    monkeypatch.chdir(tmp_path)

    def fail(rule: PublishedEqualsUpdated, batch: Batch) -> Iterator[Hit]:
        yield Hit(None, None, "found before", article_id=batch.dossiers[0].article.article_id)
        raise ZeroDivisionError("no swimmers")

    monkeypatch.setattr(PublishedEqualsUpdated, "find", fail)
    run = quick_audit(Settings())
    assert run.facts["counts"]["articles"] == 3
    found = {
        row["message"]: row for row in run.tables["findings"] if row["rule"] in (PublishedEqualsUpdated.code, "RD01")
    }
    [last] = [row for message, row in found.items() if message.endswith("ZeroDivisionError: no swimmers")]
    assert (len(found), last["severity"], last["source"], last["article_id"]) == (
        3,
        "error",
        PublishedEqualsUpdated.code,
        "",
    )


def test_what_could_not_be_read_cannot_be_ignored(tmp_path: Path) -> None:
    (tmp_path / "presscheck.toml").write_text('ignore = ["RD01"]\n')
    make_good(tmp_path, 1)
    done = audit(tmp_path)
    assert done.returncode == 2
    assert b"RD01 cannot be ignored" in done.stderr
    for codes in ("R", "RD", "BY01,RD02"):
        with pytest.raises(ConfigError, match="cannot be ignored"):
            selection.check_codes(with_values(Settings(), {"ignore": codes}, "here"))
    selection.check_codes(with_values(Settings(), {"ignore": "BY01"}, "here"))


@pytest.mark.parametrize("name", hostile.containers())
def test_archives_and_tables_that_lead_elsewhere_or_are_broken_are_named(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_good(tmp_path, 1)
    monkeypatch.chdir(tmp_path)
    (Path("in") / name).write_bytes(hostile.containers()[name])
    run = quick_audit(Settings())
    [bad] = run.facts["unreadable"]
    assert bad["source"].startswith(f"in/{name}")
    assert bad["reason"]
    assert run.facts["counts"]["articles"] == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "reports"]


@pytest.mark.parametrize("name", ["climbing.zip", "links.tar.gz"])
def test_archives_under_the_name_of_a_page_are_not_opened(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.html"  # as crawlers store what servers send
    path.write_bytes(hostile.containers()[name])
    _, [named] = read([str(path)])
    assert re.match("this is (gzip|a zip archive), not text", named.reason)


def test_a_deadline_that_is_kept_leaves_nothing_behind() -> None:
    with deadline(60):
        pass
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    with pytest.raises(TooLong), deadline(0.01):
        time.sleep(5)
    thread = threading.Thread(target=lambda: deadline(1).__enter__())
    thread.start()
    thread.join()


@pytest.mark.parametrize("name", hostile.contents(large=False))
def test_each_bad_input_is_examined_or_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(hostile.contents(large=False)[name])
    articles, unreadable = read([str(tmp_path / name)])
    batch = pipeline.examine(articles, unreadable)
    assert len(batch.dossiers) + len(batch.unreadable) == 1
    assert findings_of(batch)


def test_a_file_that_vanishes_or_grows(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(hostile.good(1))
    stop = threading.Event()

    def writer() -> None:
        while not stop.is_set():
            with path.open("a") as file:
                file.write("More and more.\n" * 50)
            path.unlink()
            path.write_text(hostile.good(2))

    thread = threading.Thread(target=writer)
    thread.start()
    try:
        for _ in range(200):
            articles, unreadable = read([str(path)], Intake(Limits(bytes=5_000)))
            assert len(articles) + len(unreadable) == 1
    finally:
        stop.set()
        thread.join()
    path.unlink()
    _, [gone] = read([str(path)])
    assert gone == Unreadable(str(path), "No such file or directory")


def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    path.chmod(0)
    user = os.geteuid()
    if user == 0:  # who may read everything
        os.seteuid(NOBODY)
    try:
        articles, [unreadable] = read([str(path)])
    finally:
        os.seteuid(user)
    assert not articles
    assert unreadable.reason == "Permission denied"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 256 kB."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)]
    try:
        made = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        made = False
    if not made:
        pytest.skip("a small file system takes the right to mount")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)  # noqa: S607


def make_good(folder: Path, count: int = 3) -> None:
    (folder / "in").mkdir()
    for number in range(count):
        (folder / "in" / f"{number}.txt").write_text(hostile.good(number))


def test_a_full_disk_leaves_nothing_half(tmp_path: Path, small_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_good(tmp_path)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OSError, match="No space left"):
        quick_audit(Settings(out=str(small_disk)))
    assert not list(small_disk.iterdir())


def test_output_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    make_good(tmp_path)
    done = audit(tmp_path, "--out", "/proc/out")  # not even root may write there
    assert done.returncode == 2
    assert b"/proc/out" in done.stderr


@pytest.mark.parametrize("day", ["1970-01-02", "2100-02-28"])
def test_a_clock_that_is_wrong_ends_no_audit(tmp_path: Path, day: str) -> None:
    faketime = shutil.which("faketime")
    if faketime is None:
        reason = "needs faketime (apt-get install faketime)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    make_good(tmp_path)
    command = [faketime, "-f", f"{day} 10:00:00", COMMAND, "audit", "in", "--format", "json"]
    env = os.environ | {"FAKETIME_DONT_FAKE_MONOTONIC": "1"}
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=120, check=False, env=env)
    assert b"Traceback" not in done.stderr
    run = json.loads(done.stdout)
    assert run["counts"]["articles"] == run["counts"]["inputs"] > 0
    assert Path(run["run_dir"]).name.startswith(f"{day.replace('-', '')}T100000Z-")
    assert bool({found["rule"] for found in run["findings"]} & {"DT09"}) == (day < "2021")


AT_ONCE = """
import sys, time
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from presscheck import pipeline
from presscheck.config import Settings
nothing = nullcontext(SimpleNamespace(validate=lambda *_: []))
Path(sys.argv[1]).touch()
while not (Path("a").exists() and Path("b").exists()):
    time.sleep(0.01)
for _ in range(2):
    pipeline.audit(["in"], Settings(workers=1), start_validator=lambda: nothing)
"""


def test_two_processes_may_write_to_one_folder(tmp_path: Path) -> None:
    make_good(tmp_path)
    both = [
        subprocess.Popen([sys.executable, "-c", AT_ONCE, name], cwd=tmp_path, stderr=subprocess.PIPE) for name in "ab"
    ]
    said = [process.communicate(timeout=120)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    runs = sorted((tmp_path / "reports").glob("*/run.json"))
    assert len(runs) == 4
    assert all(len(tables.read(run.parent, "articles")) == 3 for run in runs)


@pytest.mark.parametrize("spoiled", ["data/articles.parquet", "data/findings.parquet", "run.json"])
def test_an_earlier_run_that_is_spoiled_is_passed_over(
    tmp_path: Path, spoiled: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_good(tmp_path)
    monkeypatch.chdir(tmp_path)
    earlier = quick_audit(Settings()).run_dir
    (earlier / spoiled).write_bytes((earlier / spoiled).read_bytes()[:300])
    assert len(quick_audit(Settings()).tables["articles"]) == 3


def test_a_killed_worker_ends_the_audit_with_a_sentence() -> None:
    with pytest.raises(runner.WorkerLost, match="want of memory"):
        list(runner.Local(2).each(signal.raise_signal, [signal.SIGKILL, signal.SIGKILL]))


def test_a_waiver_or_a_setting_that_is_spoiled_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_good(tmp_path, 1)
    monkeypatch.chdir(tmp_path)
    for name, raw in (
        ("presscheck.toml", b"\xff\xfe\0"),
        ("presscheck.toml", b"out = ["),
        ("presscheck.toml", b"[limits]\nbytes = 0\n"),
        ("presscheck.toml", b"[limits]\nbites = 3\n"),
        ("waivers.jsonl", b'{"rule": "BY01"'),
        ("waivers.jsonl", b"[" * 100_000),
        ("waivers.jsonl", b"\xff"),
    ):
        (tmp_path / name).write_bytes(raw)
        done = CliRunner().invoke(cli.main, ["audit", "in"])
        assert done.exit_code == 2, (raw[:20], done.stdout)
        assert isinstance(done.exception, SystemExit)
        assert name in done.stderr
        (tmp_path / name).unlink()


def test_limits_are_settings(tmp_path: Path) -> None:
    path = tmp_path / "presscheck.toml"
    path.write_text("[limits]\nbytes = 10\n")
    assert load(path).limits == Limits(bytes=10)
    assert Settings().limits == Limits()
    path.write_text("[limits]\nbytes = true\n")
    with pytest.raises(ConfigError, match=r"limits\.bytes takes a number from 1"):
        load(path)
