"""Files as streams of bytes: local ones and those of any file system of fsspec, unpacked as they are read."""

from __future__ import annotations

import codecs
import gzip
import io
import os
import re
import stat
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import PurePosixPath
from typing import BinaryIO, cast

REMOTE = "pip install presscheck[remote] brings what s3://, gs:// and https:// need"
PACKED = (".gz", ".zst")
"""Suffixes of compressed files; what stands before tells what they hold."""
SHORT = {".tgz": (".tar", ".gz")}
BY_RECORD = ".warc"
"""What is compressed record by record, which is for its reader to undo."""
UNPACKED_AT_ONCE = 10_000_000
"""So many bytes a compressed file may always grow to, whatever its size."""
COPIED = 4_000_000_000
"""So many bytes of a file that can only be read with its end at hand (Parquet, zip) are copied to disk."""
BUFFER = 1 << 16
SAMPLE = 1 << 18
"""How much of a table is looked at for its encoding and its line ends."""
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""How UTF-16 begins, which no table that is read line by line may be in."""
PASSWORD = re.compile(r"(://[^/@:]*:)([^/@]*)(?=@)")
BROKEN = (EOFError, zlib.error, gzip.BadGzipFile)
"""What Python's own readers of compressed files raise; pyarrow's raises OSError."""


class TooLarge(ValueError):
    """What is read goes on beyond a limit."""


def kind(name: str) -> tuple[str, str]:
    """What a file holds and how it is compressed, both as suffixes: ``.jsonl`` and ``.gz``; empty for neither."""
    path = PurePosixPath(name.lower())
    if path.suffix in SHORT:
        return SHORT[path.suffix]
    if path.suffix not in PACKED:
        return path.suffix, ""
    inner = PurePosixPath(path.stem).suffix
    return inner, "" if (inner, path.suffix) == (BY_RECORD, ".gz") else path.suffix


def is_remote(source: str) -> bool:
    """Whether a source lies in a file system of fsspec: ``s3://bucket/news.jsonl``."""
    return "://" in source


def without_password(place: str) -> str:
    """An address as it may be printed and kept."""
    return PASSWORD.sub(r"\1***", place) if is_remote(place) else place


@contextmanager
def opened(source: str, expansion: int) -> Iterator[BinaryIO]:
    """The bytes of a file, unpacked where it is compressed; at most `expansion` times what it takes compressed.

    Raises OSError, and ValueError for what is no file (a pipe or a device may never end).
    """
    with ExitStack() as stack:
        stream = stack.enter_context(_remote(source) if is_remote(source) else local(source))
        yield unpacked(stream, kind(source)[1], expansion)


def local(source: str) -> BinaryIO:
    """A regular file. Raises OSError, and ValueError for a pipe, a device and the like."""
    file = open(os.open(source, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb")  # noqa: SIM115  (the caller's)
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise ValueError("this is no regular file")
    return file


def whole(stream: BinaryIO, most: int) -> bytes:
    """All that is left of a stream. Raises TooLarge for more than `most` bytes."""
    raw = stream.read(most + 1)
    if len(raw) > most:
        raise TooLarge(beyond(most))
    return raw


def sampled(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """How a stream begins, to the end of a line, and the stream from its beginning; lines that end in CR alone end in LF."""
    head = stream.read(SAMPLE)
    old = b"\r" in head and b"\n" not in head
    whole = cast(BinaryIO, io.BufferedReader(_Behind(head, stream, old), BUFFER))
    return head[: head.rfind(b"\r" if old else b"\n") + 1] or head, whole


class _Behind(io.RawIOBase):
    """A stream behind what was read of it."""

    def __init__(self, head: bytes, stream: BinaryIO, old: bool) -> None:
        self._head, self._stream, self._old = head, stream, old

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        data = self._head[: len(view)] or self._stream.read(len(view))
        self._head = self._head[len(view) :]
        if self._old:
            data = data.replace(b"\r", b"\n")
        view[: len(data)] = data
        return len(data)


def beyond(most: int) -> str:
    """Why something of more than `most` bytes is not read."""
    return f"more than {most:,} bytes: limits.bytes"


def _remote(source: str) -> BinaryIO:
    import fsspec

    return cast(BinaryIO, fsspec.open(source, "rb").open())


def unpacked(stream: BinaryIO, packing: str, expansion: int) -> BinaryIO:
    """The stream without its compression. Its reads raise OSError where the compression is broken."""
    if not packing:
        return stream
    counted = _Counted(stream)
    if packing == ".gz":
        inner = cast(BinaryIO, gzip.GzipFile(fileobj=counted))
    else:
        import pyarrow as pa

        inner = cast(BinaryIO, pa.CompressedInputStream(pa.PythonFile(counted, mode="r"), "zstd"))
    return cast(BinaryIO, io.BufferedReader(_Unpacking(inner, counted, expansion), BUFFER))


class _Counted(io.RawIOBase):
    """A stream that knows how much was read of it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.done = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.done += len(data)
        return data


class _Unpacking(io.RawIOBase):
    """Unpacked bytes, as long as they are in proportion."""

    def __init__(self, inner: BinaryIO, packed: _Counted, expansion: int) -> None:
        self._inner, self._packed, self._expansion = inner, packed, expansion
        self._done = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        try:
            data = self._inner.read(len(view))
        except BROKEN as error:
            raise OSError(f"the compression is broken: {error}") from error
        self._done += len(data)
        if self._done > max(UNPACKED_AT_ONCE, self._packed.done * self._expansion):
            raise TooLarge(f"it unpacks to more than {self._expansion:,} times its size: limits.expansion")
        view[: len(data)] = data
        return len(data)


@contextmanager
def seekable(stream: BinaryIO) -> Iterator[BinaryIO]:
    """The stream, or a copy of it on disk where one cannot go back in it. Raises TooLarge beyond `COPIED` bytes."""
    if stream.seekable():
        yield stream
        return
    with tempfile.TemporaryFile() as copy:
        done = 0
        while data := stream.read(BUFFER):
            done += len(data)
            if done > COPIED:
                raise TooLarge(f"more than {COPIED:,} bytes that would have to be unpacked to disk")
            copy.write(data)
        copy.seek(0)
        yield cast(BinaryIO, copy)
