"""What an audit has done so far, shard by shard, so that one that was killed goes on where it stopped."""

from __future__ import annotations

import hashlib
import os
import shutil
import struct
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from presscheck.spool import pack, unpack

T = TypeVar("T")

FOLDER = ".unfinished"
"""Where in a folder of reports the journals of unfinished audits lie."""
_HEAD = struct.Struct("<QQ8s")
"""Before each result: how long it is there, how long unpacked, and a digest."""


class Journal:
    """The results of one step of one batch, in order, in a folder that only this user may write to: they are pickles.

    `key` stands for all that the results depend on. Nothing is written of a step that has a single result. While an audit
    keeps the journal of a batch, another one of the same batch goes without.
    """

    def __init__(self, reports: Path, key: str) -> None:
        self.folder = reports / FOLDER / key
        self._file: Any = None
        self._lock: int | None = None

    def results(self, rest: Callable[[int], Iterator[T]]) -> Iterator[T]:
        """The results that are in the journal, and behind them ``rest(how many those are)``, which are added.

        Raises OSError where the disk is full.
        """
        done = 0
        first: list[T] = []
        if self.folder.is_dir() and self._begin():
            for result in self._read():
                done += 1
                yield result
        for result in rest(done):
            if self._file is None and not first:
                first.append(result)
            elif self._file is not None or self._begin():
                for one in (*first, result):
                    self._write(one)
                first.clear()
            yield result

    @property
    def kept(self) -> bool:
        """Whether there is something to go on from."""
        return self._file is not None

    def close(self) -> None:
        """Leave it for the next audit of the batch."""
        if self._file is not None:
            self._file.close()
        if self._lock is not None:
            os.close(self._lock)
        self._file = self._lock = None

    def remove(self) -> None:
        """The audit is through."""
        if self._file is not None:
            shutil.rmtree(self.folder, ignore_errors=True)
            with suppress(OSError):  # others are there
                self.folder.parent.rmdir()
        self.close()

    def _begin(self) -> bool:
        """Open the file, at its start; False where another audit has it, or another user could have written it."""
        try:
            import fcntl
        except ImportError:  # not on this system
            return False
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        self.folder.mkdir(mode=0o700, exist_ok=True)
        state = self.folder.stat()
        if state.st_uid != os.getuid() or state.st_mode & 0o022:
            return False
        lock = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            return False
        self._lock = lock
        path = self.folder / "results"
        path.touch(0o600)
        self._file = path.open("r+b")
        return True

    def _read(self) -> Iterator[Any]:
        """What is there whole; a result that was being written when the process ended is cut off."""
        while True:
            start = self._file.tell()
            head = self._file.read(_HEAD.size)
            packed = b""
            if len(head) == _HEAD.size:
                length, size, digest = _HEAD.unpack(head)
                packed = self._file.read(length)
            if not packed or len(packed) < length or _digest(packed) != digest:
                self._file.seek(start)
                self._file.truncate()
                return
            yield unpack(packed, size)

    def _write(self, result: Any) -> None:
        packed, size = pack(result)
        self._file.write(_HEAD.pack(len(packed), size, _digest(packed)) + packed)
        self._file.flush()


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=8).digest()
