"""WARC files, as crawls keep them: the pages that a server answered with, with their address and the time of the fetch."""

from __future__ import annotations

import logging
import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import replace
from io import StringIO
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from presscheck.model import Claim, Unreadable
from presscheck.read.metadata import address, tidied
from presscheck.read.records import Intake, Record
from presscheck.read.streams import BUFFER, beyond

PAGES = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt"}
KINDS = ("response", "resource", "conversion")
"""Records that may hold a page; the others say how it was fetched."""
FOUND = "200"
HEADERS = ("Last-Modified", "Content-Language", "Content-Location", "ETag")
"""What a server says that is kept as evidence."""
GZIP = b"\x1f\x8b\x08"
BEGINNING = b"\r\n\r\nWARC/1."
BROKEN = (ArchiveLoadFailed, zlib.error, EOFError, ValueError, AttributeError, TypeError, IndexError)
"""What warcio raises for what is no record."""
logging.getLogger("warcio").addHandler(logging.NullHandler())
logging.getLogger("warcio").propagate = False  # it would quote what is in the file
UNFINISHED = Claim("cut", "what the server compressed has no end", "HTTP")
LONGER = Claim("cut", "the record is longer than it says", "WARC")
_LOOK = 1 << 20
_SHOWN = 100


def records(source: str, stream: BinaryIO, intake: Intake) -> Iterator[Record | Unreadable]:
    """A record for each page. Redirects, errors and files that are no text are counted in `Intake.no_pages`.

    Behind a broken record the next sound one is looked for, where one can go back in the stream; where one cannot,
    ValueError is raised.
    """
    member = _Member(stream, 0)
    while not member.empty:
        archive = _Archive(member, arc2warc=True)
        held = _Held("", 0, 0)
        try:
            for record in _quietly(archive):
                yield from held.given(archive.err_count, intake)
                at = f"{source}#{member.place(archive.offset)}"
                held = _Held(at, archive.offset, archive.err_count)
                if record.rec_type in KINDS:
                    held.pages += _pages(at, record, source, intake)
            yield from held.given(archive.err_count, intake)
            member = _Member(stream, member.end(), member.rest())
        except BROKEN as error:
            reason = f"the record is broken: {(str(error) or 'it breaks off').splitlines()[0][:_SHOWN]}"
            broken = member.start if member.packed else member.start + archive.offset
            told = archive.err_count > held.errors
            start = -1
            if stream.seekable():
                after = broken if member.packed or not held.at else member.start + held.offset
                start = _next(stream, after + 1, GZIP if member.packed else BEGINNING)
                if start < broken:  # the record above claims to be longer than it is, and took this one along
                    told = held.shorten(archive.err_count)
            yield from held.given(archive.err_count, intake)
            if start < 0:
                raise ValueError(reason) from error
            if not told:
                yield intake.unreadable(f"{source}#{member.place(archive.offset)}", reason)
            stream.seek(start)
            member = _Member(stream, start)


class _Held:
    """What a record gave, until it is known whether the next one begins where it ends."""

    def __init__(self, at: str, offset: int, errors: int) -> None:
        self.at, self.offset, self.errors = at, offset, errors
        self.pages: list[Record | Unreadable] = []

    def shorten(self, errors: int) -> bool:
        """Whether its page has the beginning of the next record in it, and is cut there."""
        sound = [page for page in self.pages if isinstance(page, Record) and BEGINNING in page.raw]
        if sound:
            self.pages = [replace(page, raw=page.raw.partition(BEGINNING)[0]) for page in sound]
            self.errors = errors
        return bool(sound)

    def given(self, errors: int, intake: Intake) -> list[Record | Unreadable]:
        """Its pages, once; with the fault if bytes follow that belong to no record."""
        pages, self.pages = self.pages, []
        if errors == self.errors or not self.at:
            return pages
        cut = [replace(page, claims=(*page.claims, LONGER)) for page in pages if isinstance(page, Record)]
        self.errors = errors
        return [*cut] or [intake.unreadable(self.at, f"{LONGER.value}; the rest is not read")]


class _Archive(ArchiveIterator):  # type: ignore[misc]
    """Counts records that are longer than they say, and keeps their bytes off the terminal."""

    INC_RECORD = ""


def _quietly(archive: ArchiveIterator) -> Iterator[ArcWarcRecord]:
    """The records. What warcio says of them on standard error quotes a stranger's bytes."""
    while True:
        with redirect_stderr(StringIO()):
            record = next(archive, None)
        if record is None:
            return
        yield record


class _Member:
    """A member of a gzipped file, which mostly holds one record, unpacked as it is read; or the whole of another file."""

    def __init__(self, stream: BinaryIO, start: int, head: bytes = b"") -> None:
        self._stream = stream
        self._head = head if len(head) >= len(GZIP) else head + stream.read(BUFFER)
        self._taken = len(self._head)
        self._done = 0
        self.start = start
        """Where it begins in the file."""
        self.empty = not self._head
        self.packed = self._head.startswith(GZIP)
        self._unpack = zlib.decompressobj(31)

    def read(self, size: int = BUFFER) -> bytes:
        """Some of what it holds. Raises EOFError where the file ends first, zlib.error where it is broken."""
        data = self._unpacked(size) if self.packed else self._head or self._more()
        if not self.packed:
            self._head = b""
        self._done += len(data)
        return data

    def tell(self) -> int:
        return self._done

    def place(self, offset: int) -> str:
        """Where a record of it stands in the file; behind the first of a member as ``4711+815``."""
        return str(self.start + offset) if not self.packed else f"{self.start}+{offset}" if offset else str(self.start)

    def _more(self) -> bytes:
        data = self._stream.read(BUFFER)
        self._taken += len(data)
        return data

    def _unpacked(self, size: int) -> bytes:
        data = b""
        while not data and not self._unpack.eof:
            if not self._head and not (head := self._more()):
                raise EOFError("the file ends within it")
            data = self._unpack.decompress(self._head or head, size)
            self._head = self._unpack.unconsumed_tail
        return data

    def rest(self) -> bytes:
        """What was read of the file behind it."""
        while self.read():
            pass
        return self._unpack.unused_data

    def end(self) -> int:
        """Where it ends in the file."""
        return self.start + self._taken - len(self.rest())


def _pages(at: str, record: ArcWarcRecord, source: str, intake: Intake) -> Iterator[Record | Unreadable]:
    """The page of a record; none where it holds something else."""
    suffix = _suffix(record)
    if suffix is None:
        intake.no_pages[source] = intake.no_pages.get(source, 0) + 1
        return
    most = intake.limits.bytes
    parts, size = [], 0
    with redirect_stderr(StringIO()) as said:
        stream = record.content_stream()
        while size <= most and (part := stream.read(most + 1 - size)):
            parts.append(part)
            size += len(part)
    raw = b"".join(parts)
    if said.getvalue():
        yield intake.unreadable(at, f"what the server compressed is broken: {said.getvalue().strip()[:_SHOWN]}", raw)
    elif size > most:
        yield intake.unreadable(at, beyond(most))
    elif getattr(record.raw_stream, "limit", 0) > 0:
        yield intake.unreadable(at, "the record breaks off", raw)
    else:
        page = _page(at, raw, suffix, record)
        yield page if _is_whole(stream) else replace(page, claims=(*page.claims, UNFINISHED))


def _is_whole(stream: object) -> bool:
    """Whether what the server compressed comes to its end."""
    unpack = getattr(stream, "decompressor", None)
    return unpack is None or bool(getattr(unpack, "eof", True))


def _suffix(record: ArcWarcRecord) -> str | None:
    """How the content is read; None where it is no page."""
    headers = record.http_headers
    if headers is None:
        return PAGES.get(_media(record.content_type or ""))
    if headers.get_statuscode() != FOUND:
        return None
    return PAGES.get(_media(headers.get_header("Content-Type") or "text/html"))


def _media(content_type: str) -> str:
    return content_type.split(";", maxsplit=1)[0].strip().lower()


def _page(at: str, raw: bytes, suffix: str, record: ArcWarcRecord) -> Record:
    header = record.rec_headers.get_header
    url, claims = address(header("WARC-Target-URI"), "WARC-Target-URI")
    said = [("fetched", header("WARC-Date"), "WARC-Date")]
    if reason := header("WARC-Truncated"):
        said.append(("cut", f"WARC-Truncated: {reason[:_SHOWN]}", "WARC"))
    charset = None
    if headers := record.http_headers:
        charset = _charset(headers.get_header("Content-Type") or "")
        said += [("header", f"{name}: {value}", "HTTP") for name in HEADERS if (value := headers.get_header(name))]
    claims += [Claim(field, value, by) for field, value, by in said if value]
    return Record(at, raw, suffix, None, url, charset, tidied(claims))


def _charset(content_type: str) -> str | None:
    for part in content_type.split(";")[1:]:
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset" and value.strip():
            return value.strip().strip("\"'")
    return None


def _next(stream: BinaryIO, start: int, sign: bytes) -> int:
    """Where the next record begins, from `start` on; the end of the file where there is none."""
    skip = 0 if sign == GZIP else len(b"\r\n\r\n")
    while True:
        stream.seek(start)
        block = stream.read(_LOOK)
        place = block.find(sign)
        while place >= 0:
            if sign != GZIP or _opens(block[place : place + 512]):
                return start + place + skip
            place = block.find(sign, place + 1)
        if len(block) < _LOOK:
            return start + len(block)
        start += len(block) - 512


def _opens(data: bytes) -> bool:
    """Whether a gzipped record begins here."""
    try:
        return zlib.decompressobj(31).decompress(data, 64).startswith((b"WARC/", b"filedesc"))
    except zlib.error:
        return False
