"""Which files an audit reads: the paths it was given, and the files below the folders among them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from glob import glob, has_magic
from pathlib import Path, PurePath

from presscheck.model import Unreadable
from presscheck.read.records import is_read
from presscheck.read.streams import REMOTE, is_remote, without_password

OURS = "/"
"""What a name ends with that was left out and is a folder: one that presscheck writes to, or wrote."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the paths hold."""

    sources: tuple[str, ...]
    """To read."""
    left_out: tuple[str, ...]
    """Files of folders that are of other types, and folders that presscheck writes to, or wrote; these end with `OURS`."""
    unreadable: tuple[Unreadable, ...] = ()
    """Folders that cannot be looked into."""


def locator(path: str | Path) -> str:
    """A path as sources are named everywhere: normalised, with ``/`` between its parts; addresses as they are."""
    return str(path) if is_remote(str(path)) else PurePath(os.path.normpath(path)).as_posix()


def find(paths: Iterable[str | Path], out: str = "") -> Found:
    """The files of `paths` (files, folders, patterns as ``news/**/*.html``, addresses of fsspec), each once, sorted.

    A file named outright is read whatever its type. Below a folder, and among what a pattern fits, files of types that
    are not read are left out (``.json`` but where the pattern ends so), and hidden ones are passed over; links to folders
    are not followed. What presscheck made is no input: below what is named, `out` and the folders of runs are left out.
    Raises FileNotFoundError for a path that is not there, and for an address that cannot be asked.
    """
    sources: set[str] = set()
    left_out: set[str] = set()
    walk = _Walk(os.path.realpath(out) if out and not is_remote(out) else "")
    for path in map(str, paths):
        named = os.path.lexists(path) and not os.path.isdir(path)
        before = len(walk.ours)
        found = [path] if named else walk.files(path)
        if not found and not os.path.isdir(path) and len(walk.ours) == before:
            raise FileNotFoundError(f"there is no file or folder {without_password(path)!r}")
        for name in map(locator, found):
            (sources if named or found == [path] or is_read(name, path) else left_out).add(name)
    unreadable = tuple(Unreadable(name, reason) for name, reason in sorted(walk.unreadable.items()))
    ours = {f"{locator(folder)}{OURS}" for folder in walk.ours}
    return Found(tuple(sorted(sources)), tuple(sorted((left_out - sources) | ours)), unreadable)


@dataclass
class _Walk:
    """Looks for files, and keeps what it passes on its way."""

    out: str
    """The folder that runs land in, whatever it is called; empty for none."""
    ours: set[str] = field(default_factory=set)
    """Folders that presscheck writes to, or wrote."""
    unreadable: dict[str, str] = field(default_factory=dict)
    """Folder -> why it cannot be looked into."""

    def files(self, path: str) -> list[str]:
        """The files at an address, below a folder, or that a pattern fits."""
        if is_remote(path):
            return self._remote(path)
        if os.path.isdir(path):
            return self._below(path)
        found = glob(path, recursive=True) if has_magic(path) else []  # noqa: PTH207
        named = path
        while has_magic(named):
            named = named.rpartition("/")[0]
        found = self._others(found, named, lambda folder: _is_run(folder) or self._is_out(folder))
        return [file for name in found for file in (self._below(name) if os.path.isdir(name) else [name])]

    def _below(self, path: str) -> list[str]:
        """The files below a folder."""
        found = []
        for folder, folders, files in os.walk(path, onerror=self._missed):
            if folder != path and (("run.json" in files and "data" in folders) or self._is_out(folder)):
                self.ours.add(folder)
                folders.clear()
                continue
            folders[:] = [name for name in folders if not name.startswith(".")]
            found += [os.path.join(folder, name) for name in files if not name.startswith(".")]
        return found

    def _missed(self, error: OSError) -> None:
        self.unreadable[locator(str(error.filename))] = error.strerror or str(error)

    def _is_out(self, folder: str) -> bool:
        return bool(self.out) and os.path.realpath(folder) == self.out

    def _others(self, names: Iterable[str], named: str, is_ours: Callable[[str], bool]) -> list[str]:
        """The files and folders that are not in, nor are, one of ours, as far as that lies below what is `named`."""
        is_ours = cache(is_ours)
        found = []
        for name in names:
            ours = [folder for folder in _up_to(named, name) if is_ours(folder)]
            self.ours.update(ours[-1:])  # the outermost
            if not ours:
                found.append(name)
        return found

    def _remote(self, address: str) -> list[str]:
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
                found = [system.unstrip_protocol(name) for name in system.find(path)]
                runs = {name.removesuffix("/run.json") for name in found if name.endswith("/run.json")}
                runs &= {name.rpartition("/data/")[0] for name in found}
                return self._others(found, system.unstrip_protocol(path), runs.__contains__)
            return [system.unstrip_protocol(name) for name in found]
        except ImportError as error:
            raise FileNotFoundError(f"{shown}: {error}; {REMOTE}") from error
        except (OSError, ValueError) as error:
            raise FileNotFoundError(f"{shown}: {error}") from error


def _is_run(folder: str) -> bool:
    return (Path(folder) / "run.json").is_file() and (Path(folder) / "data").is_dir()


def _up_to(named: str, path: str) -> Iterator[str]:
    """A path, and the folders that it lies in, below the one that is named."""
    while len(path) > len(named):
        yield path
        path = path.rpartition("/")[0]
