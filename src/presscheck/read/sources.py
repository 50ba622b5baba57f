"""Which files an audit reads: the paths it was given, and the files below the folders among them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from glob import glob, has_magic
from pathlib import Path, PurePath

from presscheck.read.records import is_read
from presscheck.read.streams import REMOTE, is_remote, without_password


@dataclass(frozen=True, slots=True)
class Found:
    """What the paths hold: `sources` to read, and `left_out`, files of folders that are of other types."""

    sources: tuple[str, ...]
    left_out: tuple[str, ...]


def locator(path: str | Path) -> str:
    """A path as sources are named everywhere: normalised, with ``/`` between its parts; addresses as they are."""
    return str(path) if is_remote(str(path)) else PurePath(os.path.normpath(path)).as_posix()


def find(paths: Iterable[str | Path]) -> Found:
    """The files of `paths` (files, folders, patterns as ``news/**/*.html``, addresses of fsspec), each once, sorted.

    A file named outright is read whatever its type. Below a folder, and among what a pattern fits, files of types that
    are not read are left out (``.json`` but where the pattern ends so), and hidden ones are passed over; links to folders
    are not followed.
    Raises FileNotFoundError for a path that is not there, and for an address that cannot be asked.
    """
    sources: set[str] = set()
    left_out: set[str] = set()
    for path in map(str, paths):
        named = os.path.lexists(path) and not os.path.isdir(path)
        found = [path] if named else _files(path)
        if not found and not os.path.isdir(path):
            raise FileNotFoundError(f"there is no file or folder {without_password(path)!r}")
        for name in map(locator, found):
            (sources if named or found == [path] or is_read(name, path) else left_out).add(name)
    return Found(tuple(sorted(sources)), tuple(sorted(left_out - sources)))


def _files(path: str) -> list[str]:
    """The files at an address, below a folder, or that a pattern fits."""
    if is_remote(path):
        return _remote(path)
    folders = [path] if os.path.isdir(path) else glob(path, recursive=True) if has_magic(path) else []  # noqa: PTH207
    return [file for name in folders for file in (_below(name) if os.path.isdir(name) else [name])]


def _below(path: str) -> list[str]:
    """The files below a folder."""
    found = []
    for folder, folders, files in os.walk(path):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [os.path.join(folder, name) for name in files if not name.startswith(".")]
    return found


def _remote(address: str) -> list[str]:
    """The files at an address: below a folder, what a pattern fits, or the one."""
    import fsspec

    shown = without_password(address)
    try:
        system, path = fsspec.core.url_to_fs(address)
        if has_magic(path):
            found = system.glob(path)
        elif address.startswith(("http://", "https://")):  # has no folders
            return [address]
        else:
            found = system.find(path)
        return [system.unstrip_protocol(name) for name in found]
    except ImportError as error:
        raise FileNotFoundError(f"{shown}: {error}; {REMOTE}") from error
    except (OSError, ValueError) as error:
        raise FileNotFoundError(f"{shown}: {error}") from error
