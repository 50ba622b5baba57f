"""The documents that files hold: tables, archives and WARC files into records, one after the other, none held whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from presscheck.config import Limits, Settings
from presscheck.model import Claim, Unreadable
from presscheck.read.streams import REMOTE, is_remote, kind, opened, whole, without_password

DOCUMENTS = (".txt", ".html", ".htm")
"""What holds one article."""
_ROWS = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".warc": "warc",
}
"""What holds several -> the module that reads it; it is imported when there is such a file."""
BY_NAME = (".json",)
"""Read where it is named outright, or by a pattern for it: below a folder it is mostly about something else."""
TYPES = (*DOCUMENTS, *(suffix for suffix in _ROWS if suffix not in BY_NAME), ".zip", ".tar")
"""Suffixes of what is read; each may be followed by one of a compression."""


UTF_8 = "utf-8"


@dataclass(frozen=True, slots=True)
class Record:
    """One document, before it is decoded."""

    source: str
    """The file and where in it: ``news.jsonl#17`` (line or row, from 1), ``crawl.warc.gz#4711`` (offset of the record),
    ``batch.zip/day/a.txt``."""
    raw: bytes
    suffix: str
    """How it is read: one of `DOCUMENTS`."""
    text: str | None = None
    """What it says, where that is known without decoding."""
    url: str | None = None
    charset: str | None = None
    """What the server called its encoding."""
    claims: tuple[Claim, ...] = ()
    encoding: str = UTF_8
    """The codec that `text` was decoded with."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. What its columns hold is looked at where it is read, which may be in another process."""

    source: str
    """The file and where in it, as of a `Record`."""
    raw: bytes
    """What its hash is made of."""
    file: str
    values: Mapping[str, object] | None = None
    """Column -> what stands there; None where that is `raw`, as JSON."""
    encoding: str = UTF_8
    """The codec that the values were decoded with; of JSON, the one for bytes that are no UTF-8."""


UNFORESEEN = "reading it failed"
"""How the reason begins where a library gave up in a way that it does not tell of."""

Item = str | Row | Record | Unreadable
"""A file that holds one article and is read where it is examined, a row or document out of one that holds several, or none."""


@dataclass
class Intake:
    """How files are taken in, and what was noticed on the way."""

    limits: Limits = field(default_factory=Limits)
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What tables call what: ``text`` -> columns, the first that holds something counts."""
    used: dict[str, dict[str, str]] = field(default_factory=dict)
    """File -> what is read from which of its columns."""
    places: dict[tuple[str, ...], dict[str, tuple[str, ...]]] = field(default_factory=dict)
    """Names of columns -> what may stand in which, as it was worked out for other rows."""
    left_out: list[str] = field(default_factory=list)
    """Members of archives that are of types that are not read."""
    no_pages: dict[str, int] = field(default_factory=dict)
    """WARC file -> answers in it that are no page: redirects, errors, pictures."""

    @classmethod
    def of(cls, settings: Settings) -> Intake:
        """As the settings say."""
        return cls(settings.limits, settings.columns)

    def bare(self) -> Intake:
        """As this was before anything was noticed."""
        return Intake(self.limits, self.columns)

    def note(self, used: Mapping[str, Mapping[str, str]]) -> None:
        """What was noticed elsewhere of the columns of some files."""
        for file, names in used.items():
            self.used.setdefault(file, {}).update(names)

    def unreadable(self, source: str, reason: str, raw: bytes | None = None) -> Unreadable:
        """An input that gave no article."""
        return Unreadable(source, reason, hashlib.sha256(raw).hexdigest() if raw is not None else None)


def inputs(sources: Iterable[str], intake: Intake) -> Iterator[Item]:
    """Every document of the files, in order. A file that breaks off is an `Unreadable` behind what was read of it."""
    for source in sources:
        if is_document(source):
            yield source
        else:
            yield from _of_file(source, intake)


def is_document(source: str) -> bool:
    """Whether a file is one input, and is read where it is examined; a file of an unknown type is an unreadable one."""
    suffix, packing = kind(source)
    return not is_remote(source) and (suffix not in (*TYPES, *BY_NAME) or (suffix in DOCUMENTS and not packing))


def lookup(source: str, intake: Intake) -> Iterator[Item]:
    """The one document of this name, as an audit calls it; none where its file has none of the name."""
    if Path(source).is_file() or is_remote(source):
        yield from inputs([source], intake)
        return
    end = len(source)
    while (end := max(source.rfind("#", 0, end), source.rfind("/", 0, end))) > 0:
        if Path(source[:end]).is_file():
            for item in inputs([source[:end]], intake):
                if not isinstance(item, str) and item.source == source:
                    yield item
                    return


def _of_file(place: str, intake: Intake) -> Iterator[Row | Record | Unreadable]:
    source, suffix = without_password(place), kind(place)[0]
    done = 0
    try:
        with opened(place, intake.limits.expansion) as stream:
            for item in _of_stream(source, suffix, stream, intake):
                done += 1
                yield item
    except ImportError as error:
        yield intake.unreadable(source, f"{error}; {REMOTE}")
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
        yield intake.unreadable(source, f"{reason}{_behind(done)}")
    except Exception as error:  # what readers of archives and tables raise, of several kinds of their own
        yield intake.unreadable(source, f"{UNFORESEEN}: {type(error).__name__}: {error}{_behind(done)}")


def _behind(done: int) -> str:
    return f", after {done:,} of its documents" if done else ""


def _of_stream(
    source: str, suffix: str, stream: BinaryIO, intake: Intake, member: bool = False
) -> Iterator[Row | Record | Unreadable]:
    if suffix in DOCUMENTS:
        yield Record(source, whole(stream, intake.limits.bytes), suffix)
    elif suffix in _ROWS:
        item = None
        for item in import_module(f"presscheck.read.{_ROWS[suffix]}").records(source, stream, intake):
            yield item
        if item is None and suffix != ".warc":
            raise ValueError("there is no row in it")
    elif member:
        raise ValueError("an archive in an archive is not opened")
    else:
        yield from _of_archive(source, suffix, stream, intake)


def _of_archive(source: str, suffix: str, stream: BinaryIO, intake: Intake) -> Iterator[Row | Record | Unreadable]:
    from presscheck.read import archives

    for found in archives.MEMBERS[suffix](source, stream, intake):
        if isinstance(found, Unreadable):
            yield found
            continue
        try:
            yield from _of_stream(found.source, kind(found.name)[0], found.stream, intake, member=True)
        except archives.BROKEN as error:
            yield intake.unreadable(found.source, str(error) or type(error).__name__)
        except Exception as error:
            yield intake.unreadable(found.source, f"{UNFORESEEN}: {type(error).__name__}: {error}")


def is_read(name: str, pattern: str = "") -> bool:
    """Whether files of this name are read that stand below a folder, or that a pattern fits."""
    suffix = kind(name)[0]
    return suffix in TYPES or (suffix in BY_NAME and kind(pattern)[0] == suffix)
