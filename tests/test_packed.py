"""Archives and compressed files: members, names that climb, bombs, and what is not what its name says."""

from __future__ import annotations

import gzip
import tarfile
import zipfile
from pathlib import Path

import pytest

from made_files import ANSWERS, STORY, documented, jsonl, page, parquet, places, rows, taken, tarred, warc, zipped, zstd
from presscheck.config import Limits
from presscheck.read import Intake, lookup

MEMBERS = {
    "day/a.txt": STORY.format(1).encode(),
    "day/b.html": page(2).encode(),
    "c.jsonl.gz": gzip.compress(jsonl(rows(1, 2))),
    "d.warc.gz": warc(ANSWERS, packed=True),
    "e.parquet": parquet(rows(5)),
    "logo.png": b"\x89PNG",
    ".hidden.txt": b"x",
    "inner.zip": zipped({"x.txt": b"x"}),
}


@pytest.mark.parametrize("name", ["batch.zip", "batch.tar", "batch.tar.gz", "batch.tgz", "batch.tar.zst"])
def test_archives_are_read_member_by_member(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    data = zipped(MEMBERS) if name == "batch.zip" else tarred(MEMBERS)
    path.write_bytes(gzip.compress(data) if name.endswith("gz") else zstd(data) if name.endswith("zst") else data)
    intake = Intake()
    found, [bad] = taken(path, intake)
    assert [p.split("#")[0] for p in places(found, path)] == [
        "/day/a.txt",
        "/day/b.html",
        *["/c.jsonl.gz"] * 2,
        *["/d.warc.gz"] * 3,
        "/e.parquet",
    ]
    assert (bad.source, bad.reason) == (f"{path}/inner.zip", "an archive in an archive is not opened")
    assert intake.left_out == [f"{path}/logo.png"]
    for one in (found[0], found[3], found[5]):
        assert [documented(found, Intake()) for found in lookup(one.source, Intake())] == [one]


def link(name: str, kind: bytes, target: str) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def test_names_that_climb_links_and_devices_are_named_and_not_followed(tmp_path: Path) -> None:
    members = {"../../etc/climb.txt": b"x", "/root/abs.txt": b"x", "good.txt": STORY.format(1).encode()}
    links = (
        link("sym.txt", tarfile.SYMTYPE, "/etc/passwd"),
        link("hard.txt", tarfile.LNKTYPE, "/etc/passwd"),
        link("dev.txt", tarfile.CHRTYPE, ""),
    )
    path = tmp_path / "batch.tar"
    path.write_bytes(tarred(members, *links))
    found, bad = taken(path)
    assert places(found, path) == ["/good.txt"]
    assert places(bad, path) == ["#climb.txt", "#abs.txt", "/sym.txt", "/hard.txt", "/dev.txt"]
    assert [b.reason.split(":")[0] for b in bad] == [
        *["its name leads out of the archive"] * 2,
        *["a link or device in an archive is not followed"] * 3,
    ]
    path = tmp_path / "batch.zip"
    climbing = zipfile.ZipInfo("..\\up.txt")
    symbolic = zipfile.ZipInfo("sym.txt")
    symbolic.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(climbing, b"x")
        archive.writestr(symbolic, b"/etc/passwd")
        archive.writestr("good.txt", STORY.format(1))
    found, bad = taken(path)
    assert (places(found, path), places(bad, path)) == (["/good.txt"], ["#up.txt", "/sym.txt"])


BLANK = b" " * 999 + b"\n"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("bomb.txt.gz", gzip.compress(bytes(100_000_000))),
        ("bomb.jsonl.gz", gzip.compress(b"x" * 100_000_000)),
        ("bomb.jsonl.zst", zstd(b"x" * 100_000_000)),
        ("bomb.csv.gz", gzip.compress(b"text\n" + BLANK * 30_000)),
        ("bomb.tar.gz", gzip.compress(tarred({"a.txt": bytes(50_000_000)}))),
        ("bomb.zip", zipped({"a.jsonl": BLANK * 30_000})),
        ("nested.zip", zipped({"a.jsonl.gz": gzip.compress(BLANK * 30_000)})),
        ("many.zip", zipped({f"{n}.jsonl": BLANK * 2_900 for n in range(30)})),
    ],
)
def test_what_unpacks_to_far_more_than_it_takes_is_stopped(name: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    _, bad = taken(path, Intake(Limits(expansion=100)))
    assert "limits." in bad[-1].reason


def test_a_tar_header_that_claims_gigabytes_is_not_read(tmp_path: Path) -> None:
    info = tarfile.TarInfo("././@LongLink")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 3_000_000_000
    path = tmp_path / "batch.tar"
    path.write_bytes(info.tobuf(tarfile.GNU_FORMAT) + bytes(2_000))
    [], [bad] = taken(path)
    assert bad.reason == "the archive is broken: a header of 3,000,000,000 bytes"


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.jsonl.gz", "a.jsonl.zst", "a.parquet", "a.zip.gz"])
def test_a_file_that_is_not_what_its_name_says_is_named(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(b"The ferry was late again on Tuesday, and nobody was told why.\n" * 40)
    [], [bad] = taken(path)
    assert bad.source == str(path)
    assert bad.reason


def test_an_archive_with_a_password_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    data = bytearray(zipped({"a.txt": b"The ferry was late."}))
    for sign in (b"PK\x03\x04", b"PK\x01\x02"):
        data[data.index(sign) + (6 if sign.endswith(b"\x04") else 8)] |= 1
    path.write_bytes(data)
    [], [bad] = taken(path)
    assert "password" in bad.reason


def test_a_member_without_a_name_is_named_by_its_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    data = bytearray(zipped({"a.txt": b"The ferry was late."}))
    entry = data.index(b"PK\x01\x02")
    data[entry + 28 : entry + 34] = b"\0\0\0\0\5\0"  # the name becomes a comment
    path.write_bytes(data)
    [], [bad] = taken(path)
    assert (bad.source, bad.reason) == (f"{path}#", "a member without a name")


def test_what_a_library_does_not_tell_of_ends_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def falls(*_: object) -> None:
        raise KeyError("of its own")

    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"a.txt": b"x"}))
    monkeypatch.setattr("presscheck.read.archives.zipfile.ZipFile", falls)
    [], [bad] = taken(path)
    assert bad.reason == "reading it failed: KeyError: 'of its own'"


def test_members_of_one_name_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    one = tarred({"a.txt": b"The ferry was late."})
    path.write_bytes(one[:1024] + tarred({"a.txt": b"The ferry was late."}))
    found, [] = taken(path)
    assert places(found, path) == ["/a.txt", "/a.txt#2"]
