"""Runs in a bucket: any file system of fsspec that can be written to, as the folder that runs land in.

Nothing that reads runs knows of buckets. What it needs of them is copied to a temporary folder that looks like a folder
of runs (`Runs`); a run is built in such a folder, and brought to the bucket when it is whole, ``run.json`` last.
"""

from __future__ import annotations

import asyncio
import errno
import os
import re
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from glob import has_magic
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from presscheck import history
from presscheck.files import place as placed
from presscheck.model import SCHEMAS
from presscheck.read.streams import PASSWORD, REMOTE, is_remote, without_password

FACTS = "run.json"
PROBE = ".presscheck-may-write"
"""A file of this name is written to a bucket before an audit begins, and removed at once."""
AT_ONCE = 64
"""Files that are on their way at a time."""
LOOKS = 3
"""So often what is to be removed is looked for: a file that was on its way may arrive behind the first look."""
TABLES = tuple(SCHEMAS)
Progress = Callable[[str, int, int | None], None]
"""As that of the pipeline, with files in place of articles."""
_ON_DISK = ("file://", "local://")
_QUERY = re.compile(r"(\?)(.+)$")


class Unreached(OSError):
    """A bucket that cannot be asked, or not be written to; the message names the address and a remedy."""


def is_bucket(place: str) -> bool:
    """Whether a place is an address of fsspec that is not on this machine's disks: ``s3://bucket/reports``."""
    return is_remote(place) and not place.startswith(_ON_DISK)


def local(place: str) -> Path:
    """The path of a place on this machine's disks: a path, or ``file:///…``."""
    for scheme in _ON_DISK:
        place = place.removeprefix(scheme)
    return Path(place)


def shown(place: str) -> str:
    """A place as it may be printed and kept: without the password and the query that an address may hold."""
    return _QUERY.sub(r"\1***", without_password(place)) if is_remote(place) else place


def has_secret(place: str) -> bool:
    """Whether an address holds what must not be kept: a password, or a query."""
    return shown(place) != place


class Bucket:
    """A folder in a file system of fsspec. Whatever goes wrong in asking it is raised as `Unreached`."""

    def __init__(self, address: str) -> None:
        self.address = shown(address).rstrip("/")
        self._secrets = [part for _, part in PASSWORD.findall(address) + _QUERY.findall(address) if part]
        if address.startswith(("http://", "https://")):
            raise Unreached(f"{self.address}: runs do not lie on web servers; name a folder, or s3://bucket/reports")
        if has_magic(address):
            raise Unreached(f"{self.address}: the address of a folder takes no pattern and no query")
        with self._asked():
            import fsspec

            self._fs, path = fsspec.core.url_to_fs(address)
            self._root: str = path.rstrip("/")
            self._fs.invalidate_cache()  # of listings: fsspec keeps file systems as long as the process lives

    @contextmanager
    def _asked(self) -> Iterator[None]:
        try:
            yield
        except Unreached:
            raise
        except Exception as error:  # clients of file systems raise whatever theirs raise
            said = " ".join(str(error).split()) or type(error).__name__
            for secret in self._secrets:
                said = said.replace(secret, "***").replace(unquote(secret), "***")
            raise Unreached(f"{self.address}: {said}; {_remedy(error, said)}") from None

    def probe(self) -> None:
        """Raises `Unreached` where nothing can be written."""
        with self._asked(), tempfile.NamedTemporaryFile() as file:
            file.write(b"presscheck asks whether it may write here.\n")
            file.flush()
            self._bring([(Path(file.name), f"{self._root}/{PROBE}")])
            with suppress(Exception):  # who may write need not have the right to remove
                self._fs.rm_file(f"{self._root}/{PROBE}")

    def names(self) -> list[str]:
        """What the folders in it are called; none where it is not there."""
        with self._asked():
            self._fs.invalidate_cache()
            try:
                listed = self._fs.ls(self._root, detail=True)
            except FileNotFoundError:
                return []
        return sorted(
            str(entry["name"]).rstrip("/").rpartition("/")[2] for entry in listed if entry["type"] == "directory"
        )

    def holds(self, name: str) -> bool:
        """Whether there is a file or folder of this name."""
        with self._asked():
            self._fs.invalidate_cache()
            return bool(self._fs.exists(f"{self._root}/{name}"))

    def facts(self, names: Sequence[str]) -> Iterator[tuple[str, bytes | None]]:
        """Each name with its run.json; None where it has none."""
        for some in _parts(names):
            paths = {name: f"{self._root}/{name}/{FACTS}" for name in some}
            with self._asked():
                found = self._fs.cat(list(paths.values()), on_error="return")
                for name, path in paths.items():
                    if isinstance(found[path], Exception) and not isinstance(found[path], FileNotFoundError):
                        raise found[path]
                    yield name, found[path] if isinstance(found[path], bytes) else None

    def get(self, files: Sequence[tuple[str, Path]], progress: Progress) -> None:
        """Copy files, named from the bucket's folder on, to paths; what is not there is left out."""
        done = 0
        for some in _parts(files):
            progress("earlier runs", done, len(files))
            there = [f"{self._root}/{name}" for name, _ in some]
            here = [str(path) for _, path in some]
            with self._asked():
                try:
                    self._fs.get(there, here)
                except FileNotFoundError:
                    for source, target in zip(there, here, strict=True):
                        try:
                            self._fs.get([source], [target])
                        except FileNotFoundError:
                            Path(target).unlink(missing_ok=True)
            done += len(some)

    def put(self, files: Sequence[tuple[Path, str]], progress: Progress = lambda step, done, total: None) -> None:
        """Bring files, each under its name. One that is there already is replaced."""
        done = 0
        with self._asked():
            for some in _parts(files):
                progress("upload", done, len(files))
                self._bring([(here, f"{self._root}/{there}") for here, there in some])
                done += len(some)
        progress("upload", done, len(files))

    def put_run(self, run_dir: Path, progress: Progress) -> None:
        """Bring a finished run, run.json last; or nothing, as far as what was brought can be removed again.

        Raises `Unreached` also where there is a run of this name.
        """
        name = run_dir.name
        if self.holds(name):
            raise Unreached(f"{self.address}/{name}: another audit of the same second is there; try again")
        files = named(run_dir, name)
        facts = (run_dir / FACTS, f"{name}/{FACTS}")
        files.remove(facts)
        try:
            self.put(files, progress)
            self.put([facts])
        except BaseException:
            with suppress(Exception):
                self.remove(name)
                time.sleep(1)  # an upload that a server, or a thread, had begun to write may end behind its removal
                self.remove(name)
            raise

    def remove(self, name: str) -> None:
        """Remove a run. The first thing to go is run.json: what is left when this is interrupted is no finished run.

        Raises OSError where something of it is still there after `LOOKS` attempts.
        """
        path = f"{self._root}/{name}"
        with self._asked():
            with suppress(FileNotFoundError):
                self._fs.rm_file(f"{path}/{FACTS}")
            for look in range(LOOKS):
                self._fs.invalidate_cache()
                if not self._fs.exists(path):
                    return
                if look:
                    time.sleep(1)
                with suppress(FileNotFoundError):
                    self._fs.rm(path, recursive=True)
            if self.holds(name):
                raise OSError(f"{name} could not be removed as a whole")

    def _bring(self, files: Sequence[tuple[Path, str]]) -> None:
        """A few files at once. When it is interrupted, those on their way are given up."""
        if not self._fs.async_impl:
            self._fs.put([str(here) for here, _ in files], [there for _, there in files])
            return

        ended = threading.Event()

        async def together() -> None:
            try:
                async with asyncio.TaskGroup() as group:
                    for here, there in files:
                        group.create_task(self._fs._put_file(str(here), there))
            finally:
                ended.set()

        upload = asyncio.run_coroutine_threadsafe(together(), self._fs.loop)
        try:
            upload.result()
        except ExceptionGroup as several:
            raise several.exceptions[0] from None
        except BaseException:  # Ctrl-C comes to this thread, not to that of the upload
            upload.cancel()
            ended.wait(1)  # cancelled is not yet ended: one that is still writing would outlive its removal
            raise


class Runs:
    """A folder of runs: one on disk as it is, of one in a bucket what was asked for, copied to a temporary folder."""

    def __init__(self, place: str, progress: Progress = lambda step, done, total: None) -> None:
        self.bucket = Bucket(place) if is_bucket(place) else None
        self.folder = Path(tempfile.mkdtemp(prefix="presscheck-runs-")) if self.bucket else local(place)
        self._progress = progress
        self._others: list[Runs] = []

    def close(self) -> None:
        """Remove what is temporary."""
        if self.bucket:
            shutil.rmtree(self.folder, ignore_errors=True)
        for other in self._others:
            other.close()

    def renamed(self, error: FileNotFoundError) -> FileNotFoundError:
        """An error with addresses in place of temporary folders."""
        said = str(error)
        for one in (self, *self._others):
            if one.bucket:
                said = said.replace(str(one.folder), one.bucket.address)
        return error if said == str(error) else FileNotFoundError(said)

    def shown(self, run: Path) -> str:
        """Where a run of these really is."""
        return f"{self.bucket.address}/{run.name}" if self.bucket and run.parent == self.folder else str(run)

    def refresh(self, names: Sequence[str] | None = None) -> None:
        """Copy the run.json of runs that are not here yet: of those named, or of all.

        An unfinished run becomes a folder without one, of the age that its name tells. Names that are hidden, lead
        out of the folder, or would be patterns, are those of no run.
        """
        if not self.bucket:
            return
        wanted = [name for name in (self.bucket.names() if names is None else names) if _is_plain(name)]
        for name, facts in self.bucket.facts([name for name in wanted if not (self.folder / name / FACTS).exists()]):
            began = _began(name)
            if facts is None and began is None:
                continue
            (self.folder / name / "data").mkdir(parents=True, exist_ok=True)
            if facts is not None:
                placed(self.folder / name / FACTS, facts, lasting=False)
            elif began is not None:
                os.utime(self.folder / name, (began, began))

    def need(self, runs: Iterable[Path], tables: Sequence[str] = TABLES) -> None:
        """Copy tables of runs; a run that lacks one of them lacks it here too."""
        if self.bucket:
            files = [
                (f"{run.name}/data/{table}.parquet", run / "data" / f"{table}.parquet")
                for run in runs
                for table in tables
            ]
            self.bucket.get([(name, path) for name, path in files if not path.exists()], self._progress)

    def all(self) -> list[history.PastRun]:
        """`history.runs`. Raises FileNotFoundError where a bucket holds none."""
        self.refresh()
        if self.bucket and not any(self.folder.iterdir()):
            raise FileNotFoundError(
                f"there is no run in {self.folder}: run presscheck audit first, or name another with --out"
            )
        return history.runs(self.folder)

    def find(self, name: str, tables: Sequence[str] = TABLES) -> history.PastRun:
        """`history.find`, with these tables; the name may be an address too."""
        if is_bucket(name):
            place, name = _parted(name)
            other = Runs(place, self._progress)
            self._others.append(other)
            return other.find(name, tables)
        name = str(local(name)) if is_remote(name) else name
        if self.bucket and not (Path(name) / FACTS).is_file():
            self.refresh(None if history.LAST.match(name) else [Path(name).name])
        run = history.find(name, self.folder)
        if run.path.parent == self.folder:
            self.need([run.path], tables)
        return run

    def stage(self, paths: Sequence[str], linked: bool, baseline: str) -> None:
        """Copy what an audit of `paths` reads of earlier runs: texts to link with, what its series lacked and found.

        Raises `Unreached` where its own run could not be brought.
        """
        if self.bucket:
            self.bucket.probe()
        self.refresh()
        if linked:
            self.need([marker.parent for marker in self.folder.glob(f"*/{FACTS}")], ["articles"])
        last = history.series(self.folder, paths, history.NIGHTS if linked else 1)
        self.need(last, ["articles", "expectations", "findings"])
        if baseline and not is_bucket(baseline):
            with suppress(history.NoneYet):
                self.find(baseline, ["findings"])

    def bring(self, run_dir: Path) -> None:
        """Bring a run that was made here to where these really are."""
        if self.bucket:
            self.bucket.put_run(run_dir, self._progress)

    def to_prune(self, keep: int, days: int | None) -> list[Path]:
        """`history.to_prune`."""
        self.refresh()
        return history.to_prune(self.folder, keep, days)

    def prune(self, paths: Sequence[Path]) -> None:
        """`history.prune`."""
        if self.bucket:
            for path in paths:
                self.bucket.remove(path.name)
        history.prune(paths)


@contextmanager
def runs(place: str, progress: Progress = lambda step, done, total: None) -> Iterator[Runs]:
    """The runs of a folder or bucket. Raises `Unreached`; what is not there is named by its address."""
    here = Runs(place, progress)
    try:
        yield here
    except FileNotFoundError as error:
        raise here.renamed(error) from error
    finally:
        here.close()


@contextmanager
def written(place: str, fresh: bool = False) -> Iterator[Path]:
    """Where to write a file or folder; for an address a temporary place, and what is there is brought afterwards.

    Raises, before anything is done, `Unreached` where nothing can be written, and FileExistsError where something is
    that should be `fresh`.
    """
    if not is_bucket(place):
        yield local(place)
        return
    parent, name = _parted(place)
    bucket = Bucket(parent)
    if fresh and bucket.holds(name):
        raise FileExistsError(f"{shown(place)} is there already; name another place with --out")
    bucket.probe()
    with tempfile.TemporaryDirectory(prefix="presscheck-runs-") as folder:
        yield Path(folder) / name
        bucket.put(named(Path(folder) / name, name))


def _parted(address: str) -> tuple[str, str]:
    """The folder at an address, and what lies in it."""
    place, _, name = address.rstrip("/").rpartition("/")
    if not is_remote(place):
        raise Unreached(f"{shown(address)}: name a folder in it")
    return place, name


def _is_plain(name: str) -> bool:
    return bool(name) and not name.startswith(".") and "/" not in name and not has_magic(name)


def _began(name: str) -> float | None:
    """When a run of this name began, in seconds since the epoch; None for the name of no run."""
    try:
        return datetime.strptime(name.partition("-")[0], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).timestamp()
    except ValueError:
        return None


def _remedy(error: Exception, said: str) -> str:
    if isinstance(error, ImportError):
        return REMOTE
    if isinstance(error, NotImplementedError):
        return "files cannot be written there"
    if isinstance(error, FileNotFoundError):
        return "make the bucket first"
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return "the temporary folder needs room (TMPDIR names another)"
    if isinstance(error, PermissionError) or "credentials" in said.lower():
        return "the credentials must allow to list, read, write and remove there"
    return "check the address, the network and the credentials"


def named(path: Path, name: str) -> list[tuple[Path, str]]:
    """A file, or the files of a folder, each with what it is called where `path` is called `name`."""
    if path.is_file():
        return [(path, name)]
    return [(file, f"{name}/{file.relative_to(path).as_posix()}") for file in sorted(path.rglob("*")) if file.is_file()]


def _parts(items: Sequence[Any]) -> Iterator[Any]:
    return (items[start : start + AT_ONCE] for start in range(0, len(items), AT_ONCE))
