"""Runs in a bucket: made whole or not at all, and read as those of a folder are."""

from __future__ import annotations

import gc
import json
import os
import re
import signal
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from multiprocessing.util import get_temp_dir
from pathlib import Path
from typing import Any

import fsspec
import pytest
from click.testing import CliRunner, Result
from fsspec.implementations.asyn_wrapper import AsyncFileSystemWrapper
from fsspec.implementations.memory import MemoryFileSystem

from invented import STORY
from presscheck import buckets, history, inbox, pipeline, tables
from presscheck.cli import main
from presscheck.config import Settings
from presscheck.run_folder import Run

HEAD = "Baths to reopen\nBy Ilse Marten\n4 March 2024\n"
Audit = Callable[[list[Any], Settings], Run]
MEMORY = MemoryFileSystem()


class Remote(AsyncFileSystemWrapper):
    """A file system that is asynchronous as those of S3 and GCS are, and that takes its time."""

    protocol = "remote"
    cachable = False
    seconds = 0.0

    def __init__(self, **options: Any) -> None:
        super().__init__(fs=MEMORY, asynchronous=False, **options)

    async def _put_file(self, lpath: str, rpath: str, **options: Any) -> None:
        import asyncio

        await asyncio.sleep(self.seconds)
        await super()._put_file(lpath, rpath, **options)

    @classmethod
    def _strip_protocol(cls, path: Any) -> Any:
        return (
            MemoryFileSystem._strip_protocol(path.replace("remote://", "memory://")) if isinstance(path, str) else path
        )


fsspec.register_implementation("remote", Remote, clobber=True)


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "baths.txt").write_text(HEAD + STORY + "Share this article\n")
    (folder / "ferry.txt").write_text("Ferry to be painted\n" + STORY.replace("baths", "ferry").replace("May", "June"))
    return folder


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder for temporary files, in which nothing may be left."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    get_temp_dir()  # of this process, for the sockets of all its workers: not in the folder of one test
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    gc.collect()  # a copy of a run goes when nobody holds it
    assert list(folder.glob("presscheck-runs-*")) == []


@pytest.fixture(params=["memory", "remote"])
def place(request: pytest.FixtureRequest) -> Iterator[str]:
    """A bucket of one test."""
    name = uuid.uuid4().hex
    yield f"{request.param}://{name}/reports"
    if MEMORY.exists(f"/{name}"):
        MEMORY.rm(f"/{name}", recursive=True)


def held(place: str) -> list[str]:
    """The files below an address, named from there on."""
    root = "/" + place.partition("://")[2]
    return sorted(name.removeprefix(root + "/") for name in MEMORY.find(root))


def presscheck(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def twice(batch: Path, out: str, audit: Audit) -> list[str]:
    """Two audits, between which an article changes; the names of the runs."""
    baths = batch / "baths.txt"
    first = audit([batch], Settings(out=out, workers=1)).run_dir.name
    before = baths.read_text()
    baths.write_text(HEAD + STORY.replace("fairness", "justice") + "<b>bold</b> words\n")
    again = audit([batch], Settings(out=out, workers=1)).run_dir.name
    baths.write_text(before)
    return [first, again]


def test_runs_in_a_bucket_are_those_of_a_folder(
    batch: Path, place: str, tmp_path: Path, audit_without_contracts: Audit
) -> None:
    (first, again), ours = (twice(batch, out, audit_without_contracts) for out in (place, str(tmp_path / "out")))
    names = dict(zip(ours, (first, again), strict=True))

    def there(text: str) -> str:
        """With the names of the runs in the bucket."""
        return re.sub("|".join(sorted(names, key=len, reverse=True)), lambda found: names[found[0]], text)

    root = tmp_path / "out"
    assert held(place) == sorted(there(path.relative_to(root).as_posix()) for path in root.rglob("*") if path.is_file())
    with buckets.runs(place) as runs:
        found = runs.find("last")
        assert found.facts["settings"]["out"] == place
        assert found.facts["run"] == again
        for table in tables.TABLES:
            assert tables.read(found.path, table) == json.loads(
                there(json.dumps(tables.read(root / ours[1], table)))
            ), table
        assert [row["run"] for row in tables.read(found.path, "earlier")] == [first]
        assert tables.read(runs.find(first).path, "earlier") == []


def test_commands_take_addresses(batch: Path, place: str, tmp_path: Path, audit_without_contracts: Audit) -> None:
    first, again = twice(batch, place, audit_without_contracts)
    run = f"{place}/{again}"
    listed = presscheck("history", "--out", place).output.splitlines()
    assert [line.split()[0] for line in listed] == ["run", first, again]
    for names in (("last~1", "last"), (f"{place}/{first}", run)):
        changed = presscheck("diff", *names, "--out", place)
        assert changed.exit_code == 1
        assert "1 fixed" in changed.output
        assert "MK01" in changed.output
    away = place.rpartition("/")[0]
    gated = presscheck("gate", "--out", place, "--accepted", f"{away}/yes", "--held", tmp_path / "no", "--hold", "info")
    assert gated.output == f"0 accepted: {away}/yes/{again}.jsonl\n2 held: {tmp_path}/no/{again}.jsonl\n"
    assert held(f"{away}/yes") == [f"{again}.jsonl"]
    assert (tmp_path / "no" / f"{again}.jsonl").read_text().count("\n") == 2
    assert "Baths to reopen" in presscheck("trace", "baths.txt", "--run", run).output
    assert presscheck("restore", run, "ferry.txt").output == (batch / "ferry.txt").read_text()
    for kind, name in (("jsonl", "a.jsonl"), ("croissant", "corpus")):
        assert presscheck("export", run, "--as", kind, "--out", f"{away}/{name}").exit_code == 0
        twofold = presscheck("export", run, "--as", kind, "--out", f"{away}/{name}")
        assert (twofold.exit_code, twofold.output) == (
            2,
            f"presscheck: {away}/{name} is there already; name another place with --out\n",
        )
    assert len(MEMORY.cat(f"/{away.partition('://')[2]}/a.jsonl").splitlines()) == 2
    assert "croissant.json" in held(f"{away}/corpus")
    assert presscheck("strip", batch, "--out", f"{away}/clean").output == f"2 cleaned articles in {away}/clean\n"
    assert held(f"{away}/clean") == ["baths.txt", "ferry.txt"]


def test_decisions_make_cases_of_a_run_in_a_bucket(
    batch: Path, place: str, tmp_path: Path, audit_without_contracts: Audit
) -> None:
    run = audit_without_contracts([batch], Settings(out=place, workers=1))
    [shared] = [row for row in run.tables["findings"] if row["rule"] == "BP13"]
    told = {key: shared[key] for key in ("article_id", "source", "rule", "fingerprint")} | {"verdict": "real"}
    (tmp_path / "decisions.jsonl").write_text(json.dumps(told))
    made = presscheck(
        "decisions", "import", tmp_path / "decisions.jsonl", "--cases", tmp_path / "cases", "--run", run.address
    )
    assert made.output == f"cases of 1 rule in {tmp_path / 'cases'}\n"


def test_the_audit_command_says_where_the_report_is(batch: Path, place: str) -> None:
    done = presscheck("audit", batch, "--out", place, "--format", "json")
    assert done.exit_code in (0, 1)
    where = json.loads(done.stdout)["run_dir"]
    assert where.startswith(f"{place}/")
    assert f"{where.rpartition('/')[2]}/index.html" in held(place)
    assert presscheck("audit", batch, "--out", place, "--output", f"{place}/x.json").exit_code == 2


def test_a_baseline_is_found_in_a_bucket(
    batch: Path, place: str, tmp_path: Path, audit_without_contracts: Audit
) -> None:
    first = audit_without_contracts([batch], Settings(out=place, workers=1))
    for settings in (
        Settings(out=place, baseline="last", workers=1),
        Settings(out=place, baseline=first.run_dir.name, workers=1, history=False),
        Settings(out=str(tmp_path / "out"), baseline=first.address, workers=1),
    ):
        run = audit_without_contracts([batch], settings)
        assert run.facts["counts"]["findings"] == 0
        assert run.facts["counts"]["waived"] == first.facts["counts"]["findings"]
    with pytest.raises(FileNotFoundError, match=rf"^nowhere is not a finished run, .* nor in {place}$"):
        audit_without_contracts([batch], Settings(out=place, baseline="nowhere", workers=1))


def test_run_json_comes_last(
    batch: Path, place: str, audit_without_contracts: Audit, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    put = MemoryFileSystem.put_file

    def noted(self: Any, lpath: str, rpath: str, *more: Any, **options: Any) -> None:
        order.append(rpath)
        put(self, lpath, rpath, *more, **options)

    monkeypatch.setattr(MemoryFileSystem, "put_file", noted)
    audit_without_contracts([batch], Settings(out=place, workers=1))
    assert order[0].endswith(buckets.PROBE)
    assert order[-1].endswith("/run.json")
    assert len(order) == len(held(place)) + 1


@pytest.mark.parametrize("last", ["data/links.parquet", "run.json"])
def test_an_upload_that_fails_leaves_nothing(
    last: str, batch: Path, place: str, audit_without_contracts: Audit, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = MemoryFileSystem.put_file

    def refused(self: Any, lpath: str, rpath: str, *more: Any, **options: Any) -> None:
        put(self, lpath, rpath, *more, **options)
        if rpath.endswith(last):
            raise PermissionError("Access Denied")

    monkeypatch.setattr(MemoryFileSystem, "put_file", refused)
    with pytest.raises(buckets.Unreached, match=rf"^{place}: Access Denied; the credentials must allow"):
        audit_without_contracts([batch], Settings(out=place, workers=1))
    assert held(place) == []


@pytest.mark.parametrize("when", [0, 1])
def test_an_upload_that_is_interrupted_leaves_nothing(
    when: int, batch: Path, place: str, monkeypatch: pytest.MonkeyPatch, one_validator: Any
) -> None:
    monkeypatch.setattr(buckets, "AT_ONCE", 4)
    monkeypatch.setattr(Remote, "seconds", 0.2)
    interrupted = []
    put = MemoryFileSystem.put_file

    def slow(self: Any, lpath: str, rpath: str, *more: Any, **options: Any) -> None:
        put(self, lpath, rpath, *more, **options)
        if not interrupted and not rpath.endswith(buckets.PROBE) and len(held(place)) > 4 * when:
            interrupted.append(rpath)
            os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(MemoryFileSystem, "put_file", slow)
    done = presscheck("audit", batch, "--out", place)
    assert (done.exit_code, interrupted != []) == (130, True)
    assert done.stderr.endswith("presscheck: interrupted; the unfinished run was removed\n")
    time.sleep(0.5)  # what was on its way would have arrived
    assert held(place) == []


def test_progress_of_the_upload_is_told(batch: Path, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(buckets, "AT_ONCE", 4)
    told: list[tuple[str, int, int | None]] = []
    pipeline.audit([batch], Settings(out=place, workers=1), progress=lambda *step: told.append(step))
    uploaded = [step[1:] for step in told if step[0] == "upload"]
    total = len(held(place)) - 1  # without run.json
    assert uploaded[0] == (0, total)
    assert uploaded[-1] == (total, total)
    assert len(uploaded) == -(-total // 4) + 1


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("https://example.org/reports", "runs do not lie on web servers"),
        ("nonsense://bucket/reports", "Protocol not known: nonsense"),
        ("memory://bucket/*", "takes no pattern"),
        ("memory://bucket/r?key=hidden", "takes no pattern and no query"),
    ],
)
def test_what_cannot_be_written_to_is_known_before_anything_is_read(
    address: str, said: str, batch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "_audit", lambda *_: pytest.fail("it began"))
    done = presscheck("audit", batch, "--out", address)
    assert done.exit_code == 2
    assert said in done.stderr
    assert "hidden" not in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_bucket_without_the_right_to_write(batch: Path, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise PermissionError("Access Denied")

    monkeypatch.setattr(pipeline, "_audit", lambda *_: pytest.fail("it began"))
    monkeypatch.setattr(MemoryFileSystem, "put_file", refused)
    for command in (("audit", batch), ("strip", batch)):
        done = presscheck(*command, "--out", place)
        assert (done.exit_code, "Access Denied" in done.stderr) == (2, True)


def test_an_unfinished_run_is_no_run_and_is_pruned_by_its_age(
    batch: Path, place: str, audit_without_contracts: Audit
) -> None:
    first, again = twice(batch, place, audit_without_contracts)
    root = "/" + place.partition("://")[2]
    young = f"{time.strftime('%Y%m%dT%H%M%SZ', time.gmtime())}-abcdef"
    for name in ("20200101T000000Z-abcdef", young, "20209999T000000Z-abcdef", "notes", "[odd]"):
        MEMORY.pipe_file(f"{root}/{name}/data/articles.parquet", b"")
    MEMORY.pipe_file(f"{root}/digest.md", b"")
    with buckets.runs(place) as runs:
        assert [run.path.name for run in runs.all()] == [first, again]
    gone = f"removed {place}/{first}\nremoved {place}/20200101T000000Z-abcdef\n2 runs removed\n"
    dry = presscheck("prune", "--keep", 1, "--out", place, "--dry-run").output
    assert dry == gone.replace("removed s", "would go s").replace("removed", "would remove", 2).replace(
        "runs removed", "runs would go"
    )
    assert presscheck("prune", "--keep", 1, "--out", place).output == gone
    assert {name.partition("/")[0] for name in held(place)} == {
        *(again, young, "20209999T000000Z-abcdef"),
        *("notes", "[odd]", "digest.md"),
    }


def test_names_lead_nowhere_else(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("..", ".", ".hidden", "a*", "99999999T999999Z-abcdef", "run")
    monkeypatch.setattr(
        MemoryFileSystem, "ls", lambda *_, **__: [{"name": f"{place}/{name}", "type": "directory"} for name in names]
    )
    monkeypatch.setattr(MemoryFileSystem, "cat_file", lambda *_, **__: b"{}")
    with buckets.runs(place) as runs:
        before = sorted(runs.folder.parent.iterdir())
        runs.refresh()
        runs.refresh([".."])
        assert sorted(path.name for path in runs.folder.iterdir()) == ["99999999T999999Z-abcdef", "run"]
        assert sorted(runs.folder.parent.iterdir()) == before


def test_a_run_of_the_same_name_is_not_written_over(
    batch: Path, place: str, audit_without_contracts: Audit, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = audit_without_contracts([batch], Settings(out=place, workers=1))
    before = held(place)
    with pytest.raises(buckets.Unreached, match=f"^{run.address}: another audit of the same second is there"):
        buckets.Bucket(place).put_run(run.run_dir, lambda *_: None)
    assert held(place) == before


def test_a_run_that_lacks_a_table_is_left_out(
    batch: Path, place: str, audit_without_contracts: Audit, tmp_path: Path
) -> None:
    first, again = twice(batch, place, audit_without_contracts)
    MEMORY.rm_file(f"/{place.partition('://')[2]}/{again}/data/articles.parquet")
    run = audit_without_contracts([batch], Settings(out=place, workers=1))
    assert list(run.facts["linking"]["earlier_runs"]) == [first]
    assert (
        presscheck("gate", again, "--out", place, "--accepted", f"{tmp_path}/a", "--held", f"{tmp_path}/h").exit_code
        == 2
    )
    told = presscheck("restore", f"{place}/{again}", "ferry.txt")
    assert (told.exit_code, f"{place}/{again}/data/articles.parquet" in told.stderr) == (2, True)


def test_secrets_are_neither_printed_nor_kept(batch: Path, audit_without_contracts: Audit) -> None:
    place = f"memory://me:geheim@{uuid.uuid4().hex}/reports"
    run = audit_without_contracts([batch], Settings(out=place, workers=1))
    again = audit_without_contracts([batch], Settings(out=place, baseline=f"{place}/{run.run_dir.name}", workers=1))
    shown = [repr(run), repr(again), run.where, json.dumps(again.facts), *(map(repr, run.tables.values()))]
    shown += [(again.run_dir / name).read_text() for name in ("run.json", "index.html")]
    for command in (
        ("history",),
        ("diff", "last~1", "last"),
        ("diff", f"{place}/none", "last"),
        ("diff", "none", "last"),
    ):
        shown.append(presscheck(*command, "--out", place).output)
    shown.append(presscheck("prune", "--out", place, "--keep", 1).output)
    assert not [text for text in shown if "geheim" in text]
    assert f"removed {place.replace('geheim', '***')}/{run.run_dir.name}" in shown[-1]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("s3://bucket/reports/", "s3://bucket/reports/"),
        ("ftp://me:ge%23heim@host:21/reports", "ftp://me:***@host:21/reports"),
        ("abfs://container@account.dfs.core.windows.net/r", "abfs://container@account.dfs.core.windows.net/r"),
        ("s3://bucket/reports?versionId=geheim", "s3://bucket/reports?***"),
        ("s3://bucket/a:b@c", "s3://bucket/a:b@c"),
        ("reports/a:b@c?d", "reports/a:b@c?d"),
    ],
)
def test_an_address_is_shown_without_its_secrets(address: str, said: str) -> None:
    assert buckets.shown(address) == said
    assert buckets.has_secret(address) == (address != said)


def test_an_error_that_repeats_the_secret_is_told_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(address: str) -> None:
        raise OSError(f"login as me with ge#heim failed at {address}")

    monkeypatch.setattr(fsspec.core, "url_to_fs", broken)
    told = presscheck("history", "--out", "ftp://me:ge%23heim@host/reports")
    assert told.exit_code == 2
    assert "login as me with *** failed at ftp://me:***@host/reports; check the address" in told.stderr


def test_a_file_address_is_a_folder(batch: Path, tmp_path: Path, audit_without_contracts: Audit) -> None:
    run = audit_without_contracts([batch], Settings(out=f"file://{tmp_path}/out", workers=1))
    assert run.run_dir.parent == tmp_path / "out"
    assert (run.run_dir / "run.json").is_file()
    assert presscheck("history", "--out", f"file://{tmp_path}/out").output.count(run.run_dir.name) == 1
    assert presscheck("restore", f"file://{run.run_dir}", "ferry.txt").exit_code == 0


def test_the_inbox_finds_its_runs_in_a_bucket(batch: Path, place: str, audit_without_contracts: Audit) -> None:
    import logging

    settings = Settings(out=place, workers=1)
    gated: list[str] = []

    def work() -> tuple[list[str], list[str]]:
        with buckets.runs(place) as runs:

            def gate(run_dir: Path) -> None:
                runs.need([run_dir], ["articles"])
                gated.append(f"{run_dir.name} {len(tables.read(run_dir, 'articles'))}")

            audit = lambda path: audit_without_contracts([path], settings)  # noqa: E731
            return inbox.work(sorted(inboxes.iterdir()), settings, runs, audit, gate, logging.getLogger("inbox"))

    inboxes = batch.parent / "inbox"
    inboxes.mkdir()
    batch.rename(inboxes / "monday")
    assert work() == (["monday"], [])
    (inboxes / inbox.STATE / "monday.done").unlink()  # as if the process had died before it was written
    (inboxes / inbox.STATE).rename(batch.parent / "state")
    (inboxes / "monday").rename(inboxes / "tuesday")
    assert work() == (["tuesday"], [])
    with buckets.runs(place) as runs:
        names = [run.path.name for run in runs.all()]
    assert sorted(gated) == [f"{name} 2" for name in sorted(names)]
    assert history.LAST.match(names[0]) is None
