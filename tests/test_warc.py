"""WARC files, compressed or not, whole or broken."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import pytest

from made_files import ANSWERS, FETCHED, URL, page, taken, warc, zstd
from presscheck.read import Intake, read


@pytest.mark.parametrize("packing", ["", ".gz", ".zst", "whole.gz"])
def test_a_warc_file_gives_its_pages_with_address_time_and_headers(packing: str, tmp_path: Path) -> None:
    path = tmp_path / f"crawl.warc{packing.removeprefix('whole')}"
    data = warc(ANSWERS, packed=packing == ".gz")
    path.write_bytes({"": bytes, ".gz": bytes, ".zst": zstd, "whole.gz": gzip.compress}[packing](data))
    intake = Intake()
    found, bad = taken(path, intake)
    assert not bad
    assert [r.url for r in found] == [URL.format(n) for n in (0, 3, 4)]
    assert len({r.source for r in found}) == 3
    assert intake.no_pages == {str(path): 2}
    assert {(c.field, c.value) for c in found[0].claims} == {
        ("fetched", FETCHED),
        ("address", URL.format(0)),
        ("header", "Last-Modified: Tue, 05 Mar 2024"),
    }
    articles, [] = read(found)
    assert articles[0].text.startswith("Cafés to reopen")


@pytest.mark.parametrize("packed", [False, True])
def test_behind_a_broken_record_the_next_sound_one_is_read(packed: bool, tmp_path: Path) -> None:
    path = tmp_path / ("crawl.warc.gz" if packed else "crawl.warc")
    data = bytearray(warc(ANSWERS, packed))
    path.write_bytes(data)
    whole, _ = taken(path)
    at = int(whole[1].source.rpartition("#")[2])
    data[at + 20 : at + 60] = bytes(40) if packed else data[at + 20 : at + 60]
    if not packed:
        data[at : at + 4] = b"XXXX"
    path.write_bytes(data)
    found, [bad] = taken(path)
    assert [r.url for r in found] == [URL.format(0), URL.format(4)]
    assert bad.source == f"{path}#{at}"
    assert bad.reason.startswith("the record is broken: ")
    path.write_bytes(data[:-40])
    assert [b.reason.split(":")[0] for b in taken(path)[1]] == [
        "the record is broken",
        "the record is broken" if packed else "the record breaks off",
    ]


@pytest.mark.parametrize("more", [b"</p>\x1b[2J more</body>", b"</p>\x1b[2J more\n\nand more\n\n</body>"])
def test_a_record_that_is_longer_than_it_says_is_told(
    more: bytes, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "crawl.warc"
    path.write_bytes(warc(ANSWERS[3:], packed=False).replace(b"</p></body>", more, 1))
    found, bad = taken(path)
    assert not bad
    cuts = [[c.value for c in r.claims if c.field == "cut"] for r in found]
    assert cuts == [["the record is longer than it says"], []]
    assert "\x1b" not in "".join(capfd.readouterr())


def test_a_record_that_is_shorter_than_it_says_takes_no_other_along(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc"
    data = warc(ANSWERS[3:], packed=False)
    path.write_bytes(data)
    whole = [r.raw for r in taken(path)[0]]
    cut = b"<p>The council of Norrhaven voted on Monday"
    path.write_bytes(data.replace(cut, b"<p>", 1))
    found, bad = taken(path)
    assert (found[1].raw, bad) == (whole[1], [])
    assert found[0].raw == whole[0].replace(cut, b"<p>", 1)


def test_what_was_cut_in_the_transfer_is_a_claim(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc"
    head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{}\r\n\r\n"
    record = "WARC/1.0\r\nWARC-Type: response\r\n{}WARC-Target-URI: {}\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n"
    packed = gzip.compress(page(1).encode())
    piece = page(2).encode()
    answers = [
        ("WARC-Truncated: length\r\n", "X-A: b", page(0).encode()),
        ("", "Content-Encoding: gzip", packed[:-30]),
        ("", "Content-Encoding: gzip", packed),
        ("", "Transfer-Encoding: chunked", b"%x\r\n%s\r\n0\r\n\r\n" % (len(piece), piece)),
        ("", "Transfer-Encoding: chunked", piece),
    ]
    data = b""
    for number, (said, kind, content) in enumerate(answers):
        body = head.format(kind).encode() + content
        data += record.format(said, URL.format(number), len(body)).encode() + body + b"\r\n\r\n"
    path.write_bytes(data)
    found, bad = taken(path)
    assert not bad
    unfinished = ["what the server compressed has no end"]
    assert [[c.value for c in r.claims if c.field == "cut"] for r in found] == [
        ["WARC-Truncated: length"],
        unfinished,
        [],
        [],
        [],
    ]


def test_what_a_warc_file_says_never_reaches_the_terminal(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "crawl.warc"
    data = warc(ANSWERS[3:], packed=False)
    broken = gzip.compress(random.Random(0).randbytes(60_000))  # noqa: S311
    broken = broken[:20_000] + bytes(200) + broken[20_200:]
    odd = data.replace(URL.format(0).encode(), b"http://[::1 \x1b[2J").replace(b"WARC-Date", b"WARC-Dxte")
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
    record = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a b\x1b[2J/\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
    path.write_bytes(odd + record % (len(head + broken), head + broken))
    found, [bad] = taken(path)
    assert bad.reason.startswith("what the server compressed is broken: ")
    assert [r.url for r in found] == [None, URL.format(1)]
    assert [c.field for c in found[0].claims] == ["unread", "header"]
    assert capfd.readouterr() == ("", "")
