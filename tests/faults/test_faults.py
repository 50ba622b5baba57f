"""Nothing that a crawler brings home ends an audit with a traceback, and nothing of it is lost in silence.

Archives, JSONL and WARC are not read yet, so their faults are not here. The long part is ``make torture``.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import hostile
from presscheck import pipeline, tables
from presscheck.config import ConfigError, Limits, Settings, load
from presscheck.model import Unreadable
from presscheck.read import read
from presscheck.read.deadline import TooLong, deadline

COMMAND = str(Path(sys.executable).with_name("presscheck"))

pytestmark = pytest.mark.xdist_group("faults")


def audit(folder: Path, *more: str, paths: tuple[str, ...] = ("in",)) -> subprocess.CompletedProcess[bytes]:
    done = subprocess.run([COMMAND, "audit", *paths, *more], cwd=folder, capture_output=True, timeout=120, check=False)
    assert b"Traceback" not in done.stdout + done.stderr, done.stderr.decode("utf-8", "replace")
    return done


def one(tmp_path: Path, name: str, raw: bytes, limits: Limits = Limits()) -> str:  # noqa: B008  (frozen)
    """The text of an input, or the reason why there is none."""
    (tmp_path / name).write_bytes(raw)
    articles, unreadable = read([str(tmp_path / name)], limits)
    assert len(articles) + len(unreadable) == 1
    return articles[0].text if articles else f"unreadable: {unreadable[0].reason}"


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
    assert len(facts["inputs"]) == 38 == len(articles) + len(facts["unreadable"])
    named = {row["source"] for row in tables.read(run.parent, "findings")}
    assert {entry["source"] for entry in facts["inputs"] if "/bad/" in entry["source"]} <= named
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

    def endless(source: str, raw: bytes, limits: Limits) -> None:
        try:
            time.sleep(30)
        except Exception:  # as libraries do
            time.sleep(30)

    monkeypatch.setitem(reading.READERS, ".txt", endless)
    assert "limits.seconds" in one(tmp_path, "a.txt", b"x", Limits(seconds=1))


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
    assert tables.findings_of(batch)


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
            articles, unreadable = read([str(path)], Limits(bytes=5_000))
            assert len(articles) + len(unreadable) == 1
    finally:
        stop.set()
        thread.join()
    path.unlink()
    _, [gone] = read([str(path)])
    assert gone == Unreadable(str(path), "No such file or directory")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    path.chmod(0)
    assert one(tmp_path, "a.txt", b"") == "unreadable: Permission denied"


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


def test_a_full_disk_is_said_and_nothing_half_is_left(tmp_path: Path, small_disk: Path) -> None:
    make_good(tmp_path)
    done = audit(tmp_path, "--out", str(small_disk))
    assert done.returncode == 2
    assert b"No space left" in done.stderr
    assert not list(small_disk.iterdir())


def test_output_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    make_good(tmp_path)
    done = audit(tmp_path, "--out", "/proc/out")  # not even root may write there
    assert done.returncode == 2
    assert b"/proc/out" in done.stderr


@pytest.mark.parametrize("day", ["1970-01-01", "2100-02-28"])
def test_the_day_of_the_run_is_not_trusted(tmp_path: Path, day: str) -> None:
    make_good(tmp_path)
    articles, _ = read([str(path) for path in sorted((tmp_path / "in").iterdir())])
    batch = pipeline.examine(articles, today=day)
    future = {finding.rule for finding in tables.findings_of(batch)} & {"DT09"}
    assert bool(future) == (day < "2021")


def test_two_audits_may_write_to_one_folder(tmp_path: Path) -> None:
    make_good(tmp_path)
    command = [COMMAND, "audit", "in", "--out", "out"]
    both = [subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for _ in "ab"]
    said = [process.communicate(timeout=120)[1] for process in both]
    assert not any(b"Traceback" in text for text in said), said
    assert {process.returncode for process in both} <= {0, 1}
    assert len(list((tmp_path / "out").glob("*/run.json"))) == 2


def test_a_killed_worker_ends_the_audit_with_a_sentence() -> None:
    with pytest.raises(pipeline.WorkerLost, match="want of memory"):
        list(pipeline.Local(2).each(signal.raise_signal, [signal.SIGKILL, signal.SIGKILL]))


def test_a_waiver_or_a_setting_that_is_spoiled_is_named(tmp_path: Path) -> None:
    make_good(tmp_path)
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
        done = audit(tmp_path)
        assert done.returncode == 2, (raw[:20], done.stdout)
        assert name.encode() in done.stderr
        (tmp_path / name).unlink()


def test_limits_are_settings(tmp_path: Path) -> None:
    path = tmp_path / "presscheck.toml"
    path.write_text("[limits]\nbytes = 10\n")
    assert load(path).limits == Limits(bytes=10)
    assert Settings().limits == Limits()
    path.write_text("[limits]\nbytes = true\n")
    with pytest.raises(ConfigError, match=r"limits\.bytes takes a number from 1"):
        load(path)
