"""Zip and tar archives. Nothing is written out: members are streams, and their names only say where they stood."""

from __future__ import annotations

import io
import tarfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, NamedTuple, cast

from presscheck.model import Unreadable
from presscheck.read.records import Intake, is_read
from presscheck.read.streams import UNPACKED_AT_ONCE, TooLarge, kind, seekable, unpacked

MAX_HEADER = 1_000_000
"""Bytes of a header in a tar archive that holds long names and the like; tarfile reads it whole."""
_HEADERS = frozenset(
    (
        tarfile.XHDTYPE,
        tarfile.XGLTYPE,
        tarfile.SOLARIS_XHDTYPE,
        tarfile.GNUTYPE_LONGNAME,
        tarfile.GNUTYPE_LONGLINK,
    )
)
BROKEN = (OSError, ValueError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError)
"""What reading a member may raise; zipfile raises RuntimeError for one with a password."""


class Member(NamedTuple):
    """A file in an archive; to be read before the next one."""

    source: str
    name: str
    stream: BinaryIO


def zip_members(source: str, stream: BinaryIO, intake: Intake) -> Iterator[Member | Unreadable]:
    """The members that are read. Raises ValueError where the archive is broken or unpacks to far more than it takes."""
    with seekable(stream) as whole:
        try:
            archive = zipfile.ZipFile(whole)
        except (zipfile.BadZipFile, NotImplementedError) as error:
            raise ValueError(f"the archive is broken: {error}") from error
        size = whole.seek(0, io.SEEK_END)
        room = max(UNPACKED_AT_ONCE, size * intake.limits.expansion)
        names = _Names(source, intake)
        for info in archive.infolist():
            if info.filename.endswith("/"):
                continue
            at = names.place(info.filename)
            if isinstance(at, Unreadable):
                yield at
            if not isinstance(at, str):
                continue
            if info.external_attr >> 28 == 0o12:
                yield intake.unreadable(at, "a link in an archive is not followed")
                continue
            if info.file_size > max(UNPACKED_AT_ONCE, info.compress_size * intake.limits.expansion):
                yield intake.unreadable(at, _too_large(intake))
                continue
            room -= info.file_size
            if room < 0:  # members may lie over each other
                raise TooLarge(_too_large(intake))
            try:
                with archive.open(info) as member:
                    inner = unpacked(cast(BinaryIO, member), kind(info.filename)[1], intake.limits.expansion)
                    yield Member(at, info.filename, inner)
            except BROKEN as error:
                yield intake.unreadable(at, str(error) or type(error).__name__)


def tar_members(source: str, stream: BinaryIO, intake: Intake) -> Iterator[Member | Unreadable]:
    """The members that are read, as they come. Raises ValueError where the archive is broken."""
    names = _Names(source, intake)
    try:
        # Streamed: an archive of any size, and no way back in it.
        with tarfile.open(fileobj=stream, mode="r|", tarinfo=_Header, errorlevel=1) as archive:
            for info in archive:
                if info.isdir():
                    continue
                at = names.place(info.name)
                if isinstance(at, Unreadable):
                    yield at
                elif isinstance(at, str) and not info.isreg():
                    yield intake.unreadable(at, "a link or device in an archive is not followed")
                elif isinstance(at, str) and (member := archive.extractfile(info)):
                    inner = cast(BinaryIO, io.BufferedReader(_Forward(cast(BinaryIO, member))))
                    yield Member(at, info.name, unpacked(inner, kind(info.name)[1], intake.limits.expansion))
    except (tarfile.TarError, EOFError) as error:
        raise ValueError(f"the archive is broken: {error}") from error


MEMBERS: dict[str, Callable[[str, BinaryIO, Intake], Iterator[Member | Unreadable]]] = {
    ".zip": zip_members,
    ".tar": tar_members,
}


def _too_large(intake: Intake) -> str:
    return f"it unpacks to more than {intake.limits.expansion:,} times its size: limits.expansion"


class _Names:
    """What the members of an archive are called in the batch."""

    def __init__(self, source: str, intake: Intake) -> None:
        self._source, self._intake = source, intake
        self._seen: Counter[str] = Counter()

    def place(self, name: str) -> str | Unreadable | None:
        """Where a member stands; None for a hidden one and for types that are not read, as in folders."""
        path = PurePosixPath(name.replace("\\", "/"))
        if not path.name:
            return self._intake.unreadable(f"{self._source}#", "a member without a name")
        if path.is_absolute() or ".." in path.parts:
            return self._intake.unreadable(f"{self._source}#{path.name}", f"its name leads out of the archive: {name}")
        at = f"{self._source}/{path}"
        if any(part.startswith((".", "__MACOSX")) for part in path.parts):
            return None
        if not is_read(name):
            self._intake.left_out.append(at)
            return None
        self._seen[at] += 1
        return at if self._seen[at] == 1 else f"{at}#{self._seen[at]}"


class _Header(tarfile.TarInfo):
    """A header that is read only where its size is sound."""

    def _proc_member(self, tar: tarfile.TarFile) -> tarfile.TarInfo:
        if self.type in _HEADERS and self.size > MAX_HEADER:
            raise tarfile.ReadError(f"a header of {self.size:,} bytes")
        return cast(tarfile.TarInfo, super()._proc_member(tar))  # type: ignore[misc]


class _Forward(io.RawIOBase):
    """A member of a streamed archive, in which there is no way back."""

    def __init__(self, member: BinaryIO) -> None:
        self._member = member

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        data = self._member.read(len(view))
        view[: len(data)] = data
        return len(data)
