"""Files that appear whole or not at all, and their names."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

LONGEST = 244
"""Bytes of a name that others are made of; file systems take 255."""


def digest_of(name: str) -> str:
    """Sixteen digits that stand for a name."""
    return hashlib.blake2b(os.fsencode(name), digest_size=8).hexdigest()


def shortened(name: str) -> str:
    """A name; of one that is longer than `LONGEST` its beginning, and digits that tell it from others."""
    raw = os.fsencode(name)
    return name if len(raw) <= LONGEST else f"{raw[: LONGEST - 17].decode('utf-8', 'ignore')}-{digest_of(name)}"


@contextmanager
def draft(path: Path, lasting: bool = True) -> Iterator[IO[bytes]]:
    """Write a file that takes its place at the end, by atomic rename, unless an error ends it.

    A `lasting` one is whole even when the machine goes down. Raises OSError that names it.
    """
    part = path.with_name(f".{digest_of(path.name)}.part")
    try:
        with part.open("wb") as file:
            yield file
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        if error.errno and error.filename in (None, str(part)):
            raise OSError(error.errno, error.strerror, str(path)) from error
        raise
    finally:
        with suppress(OSError):  # its folder is none, or may not be written to: that is told already
            part.unlink()


@contextmanager
def folders(*paths: Path) -> Iterator[None]:
    """Make folders for what the body writes; those that it leaves empty when an error ends it are gone again."""
    made: list[Path] = []
    try:
        for path in paths:
            for folder in (*reversed(path.parents), path):
                if not folder.is_dir():
                    folder.mkdir(exist_ok=True)
                    made.append(folder)
        yield
    except BaseException:
        for folder in reversed(made):
            with suppress(OSError):  # something is in it
                folder.rmdir()
        raise


def place(path: Path, data: bytes, lasting: bool = True) -> None:
    """Write a file by atomic rename; a `lasting` one is whole even when the machine goes down. Raises OSError."""
    with draft(path, lasting) as file:
        file.write(data)


def probe(folder: Path) -> None:
    """Make a folder, if it is not there, that files can be written to. Raises OSError that names it, and leaves nothing."""
    made = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".presscheck-may-write.") as file:
            file.write(b"presscheck asks whether it may write here.\n")
            file.flush()
    except OSError as error:
        for path in made:
            with suppress(OSError):
                path.rmdir()
        raise OSError(error.errno, error.strerror, str(folder)) from error


def printable(source: str) -> str:
    r"""A file name as UTF-8 text: bytes that are none are shown as ``\xNN``."""
    return os.fsencode(source).decode("utf-8", "backslashreplace")
