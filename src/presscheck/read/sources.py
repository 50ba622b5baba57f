"""Which files an audit reads: the paths it was given, and the files below the folders among them."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath


@dataclass(frozen=True, slots=True)
class Found:
    """What the paths hold: `sources` to read, and `left_out`, files of folders that are of other types."""

    sources: tuple[str, ...]
    left_out: tuple[str, ...]


def locator(path: str | Path) -> str:
    """A path as sources are named everywhere: normalised, with ``/`` between its parts."""
    return PurePath(os.path.normpath(path)).as_posix()


def find(paths: Iterable[str | Path], suffixes: Collection[str]) -> Found:
    """The files of `paths`, each once, sorted.

    A file named outright is read whatever its type. Below a folder, files whose suffix is not in
    `suffixes` are left out, and hidden ones are passed over; links to folders are not followed.
    Raises FileNotFoundError for a path that is not there.
    """
    sources: set[str] = set()
    left_out: set[str] = set()
    for path in paths:
        if os.path.isdir(path):
            for folder, folders, files in os.walk(path):
                folders[:] = [name for name in folders if not name.startswith(".")]
                for name in files:
                    if not name.startswith("."):
                        wanted = PurePath(name).suffix.lower() in suffixes
                        (sources if wanted else left_out).add(locator(os.path.join(folder, name)))
        elif os.path.lexists(path):
            sources.add(locator(path))
        else:
            raise FileNotFoundError(f"there is no file or folder {os.fspath(path)!r}")
    return Found(tuple(sorted(sources)), tuple(sorted(left_out - sources)))
