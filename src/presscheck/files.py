"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO


@contextmanager
def draft(path: Path, lasting: bool = True) -> Iterator[IO[bytes]]:
    """Write a file that takes its place at the end, by atomic rename, unless an error ends it.

    A `lasting` one is whole even when the machine goes down. Raises OSError.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            yield file
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


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
