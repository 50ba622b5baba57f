"""What a batch may be made of: tables, archives and WARC files, compressed or not, whole or broken."""

from __future__ import annotations

import gzip
import io
import json
import random
import re
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from presscheck import asked, cli, config, history, pipeline, selection, tables
from presscheck.config import ConfigError, Limits, Settings
from presscheck.model import Article, Field, Unreadable
from presscheck.normalise import normalise
from presscheck.read import Intake, Item, Record, Row, columns, find, inputs, lookup, read
from presscheck.rules import instances
from presscheck.run_folder import Run
from presscheck.strip import strip
from presscheck.survey import facts_of, survey

STORY = "The council of Norrhaven voted on Monday to reopen the harbour baths, number {}, after years of argument."
PAGE = "<html><body><h1>Baths to reopen, {0}</h1><p>{1}</p><p>{1} Swimmers had asked for it.</p></body></html>"
URL = "https://gazette.example/{}"
FETCHED = "2024-03-06T10:00:00Z"


def page(number: int) -> str:
    return PAGE.format(number, STORY.format(number))


def rows(*numbers: int) -> list[dict[str, Any]]:
    return [
        {"headline": f"Baths, {n}", "body": STORY.format(n), "byline": "Ilse Marten", "date": "2024-03-05", "link": URL.format(n)}
        for n in numbers
    ]  # fmt: skip


def jsonl(some: Iterable[Any]) -> bytes:
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in some)


def separated(some: list[dict[str, Any]], delimiter: str = ",") -> bytes:
    quoted = [[f'"{value}"' for value in row.values()] for row in some]
    return "\n".join(delimiter.join(line) for line in (some[0], *quoted)).encode()


def parquet(some: list[dict[str, Any]]) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(some), buffer)
    return buffer.getvalue()


def zstd(data: bytes) -> bytes:
    packed: bytes = pa.compress(data, codec="zstd", asbytes=True)
    return packed


class Writer(WARCWriter):  # type: ignore[misc]
    """Leaves no temporary file open."""

    def _create_temp_file(self) -> io.BytesIO:
        return io.BytesIO()


def warc(answers: Iterable[tuple[str, str, bytes]], packed: bool) -> bytes:
    """Each answer as status, type and body, from addresses that count up."""
    buffer = io.BytesIO()
    writer = Writer(buffer, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("crawl", {"software": "none"}))
    for number, (status, kind, body) in enumerate(answers):
        headers = StatusAndHeaders(status, [("Content-Type", kind), ("Last-Modified", "Tue, 05 Mar 2024")], "HTTP/1.1")
        record = writer.create_warc_record(
            URL.format(number), "response", io.BytesIO(body), http_headers=headers,
            warc_headers_dict={"WARC-Date": FETCHED},
        )  # fmt: skip
        writer.write_record(record)
    return buffer.getvalue()


ANSWERS = [
    ("200 OK", "text/html; charset=windows-1252", page(0).replace("Baths", "Cafés").encode("cp1252")),
    ("301 Moved", "text/html", b"gone"),
    ("200 OK", "image/png", b"\x89PNG"),
    ("200 OK", "text/html", page(3).encode()),
    ("200 OK", "text/html", page(4).encode()),
]


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def tarred(members: dict[str, bytes], *others: tarfile.TarInfo) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for info in others:
            archive.addfile(info)
    return buffer.getvalue()


def documented(item: Item, intake: Intake) -> Item:
    """What there is to read of a row; the rest as it is."""
    return columns.record(item, intake) if isinstance(item, Row) else item


def taken(path: Path, intake: Intake | None = None) -> tuple[list[Record], list[Unreadable]]:
    """What a file holds, its documents and its faults."""
    intake = intake or Intake()
    items = [documented(item, intake) for item in inputs([str(path)], intake)]
    return [i for i in items if isinstance(i, Record)], [i for i in items if isinstance(i, Unreadable)]


def places(items: Iterable[Record | Unreadable], path: Path) -> list[str]:
    return [item.source.removeprefix(f"{path}") for item in items]


TABLES: dict[str, Callable[[list[dict[str, Any]]], bytes]] = {
    "jsonl": jsonl,
    "ndjson": jsonl,
    "csv": separated,
    "tsv": lambda some: separated(some, "\t"),
    "parquet": parquet,
}
PACKINGS: dict[str, Callable[[bytes], bytes]] = {"": bytes, ".gz": gzip.compress, ".zst": zstd}


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize("form", TABLES)
def test_a_table_is_read_row_by_row_from_the_columns_that_its_names_tell(
    form: str, packing: str, tmp_path: Path
) -> None:
    path = tmp_path / f"news.{form}{packing}"
    path.write_bytes(PACKINGS[packing](TABLES[form](rows(*range(100)))))
    intake = Intake()
    found, bad = taken(path, intake)
    assert (places(found, path), bad) == ([f"#{n}" for n in range(1, 101)], [])
    assert found[7].text == STORY.format(7)
    assert (found[7].suffix, found[7].url) == (".txt", URL.format(7))
    assert {c.field: c.value for c in found[7].claims} == {
        "title": "Baths, 7",
        "author": "Ilse Marten",
        "published": "2024-03-05",
        "address": URL.format(7),
    }
    assert intake.used == {
        str(path): {
            "text": "body",
            "url": "link",
            "title": "headline",
            "author": "byline",
            "published": "date",
        }
    }


def article(path: Path) -> Article:
    [found], [] = read(inputs([str(path)], Intake()))
    return found


def test_what_the_columns_say_becomes_fields_with_the_column_as_evidence(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    row = {
        "text": STORY.format(1),
        "title": "Baths to reopen",
        "authors": [{"name": "Ilse Marten"}, "Jon Ruiz"],
        "published_at": 1709640000,
        "scraped_at": "2024-03-07 08:00:00",
        "source": {"name": "Harbour Gazette"},
        "keywords": ["baths", "harbour"],
        "url": URL.format(1),
        "canonical_url": "https://www.ostholm-post.example/baths",
    }
    path.write_bytes(jsonl([row]))
    one = article(path)
    facts = facts_of([survey([one])])
    [stripped] = strip([one], facts, instances(selection.active(()))[0])
    chosen = {(f.field, f.value): f.rule for f in normalise([(one, stripped.edited)], facts)[0] if f.chosen}
    assert (
        chosen
        | {
            ("title", "Baths to reopen"): "column title",
            ("author", "Ilse Marten"): "column author",
            ("author", "Jon Ruiz"): "column author",
            ("published", "2024-03-05T12:00:00Z"): "column published",
            ("scraped_day", "2024-03-07"): "column fetched",
            ("publisher", "Harbour Gazette"): "column publisher",
            ("tag", "baths"): "column tag",
            ("tag", "harbour"): "column tag",
            ("address", URL.format(1)): "column url",
            ("origin", "https://www.ostholm-post.example/baths"): "column origin",
        }
        == chosen
    )


def test_columns_are_named_in_the_settings_where_names_do_not_tell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(jsonl([{"t1": STORY.format(1), "meta": {"who": "Ilse Marten"}}]))
    [], [bad] = taken(path)
    assert bad.source == f"{path}#1"
    assert "no column for the text" in bad.reason
    assert "[columns]" in bad.reason
    (tmp_path / "presscheck.toml").write_text('[columns]\ntext = ["t0", "t1"]\nauthor = "meta.who"\n')
    monkeypatch.chdir(tmp_path)
    [one], [] = taken(path, Intake(columns=config.load().columns))
    assert (one.text, [(c.field, c.value) for c in one.claims]) == (STORY.format(1), [("author", "Ilse Marten")])


@pytest.mark.parametrize("text", ['[columns]\nbodytext = "x"', "[columns]\ntext = 3", "columns = 1"])
def test_columns_that_cannot_be_are_an_error(text: str, tmp_path: Path) -> None:
    path = tmp_path / "presscheck.toml"
    path.write_text(text)
    with pytest.raises(ConfigError, match="columns"):
        config.load(path)


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_table_without_a_text_says_which_columns_there_are(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"news.{form}"
    path.write_bytes(TABLES[form]([{"id": "1", "price": "2"}]))
    [], [bad] = taken(path)
    assert bad.source == str(path)
    assert "(id, price)" in bad.reason


def test_one_bad_line_of_many_is_one_unreadable_input(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    lines = jsonl(rows(*range(3_000))).splitlines(keepends=True)
    lines[1_000] = b'{"body": "cut\n'
    lines[2_000] = b"[1, 2]\n"
    path.write_bytes(b"\xef\xbb\xbf" + b"".join(lines) + b"\n\n")
    found, bad = taken(path)
    assert len(found) == 2_998
    assert places(bad, path) == ["#1001", "#2001"]
    assert [b.reason.split(":")[0] for b in bad] == ["this is no JSON", "this is no JSON object"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"body": "' + b"x" * 300 + b'"}\n', "more than 200 bytes: limits.bytes"),
        (b'{"body": ""}\n', "its text is empty"),
        (b'{"body": null}\n', "its text is empty"),
        (b"[" * 100_000 + b"\n", "more than 200 bytes"),
        (b"[" * 150 + b"\n", "this is no JSON"),
        (b'{"body": ' + b"9" * 100 + b"}\n", ""),
    ],
)
def test_a_line_that_cannot_be_read_takes_no_other_with_it(line: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    good = b'{"body": "The ferry was late again on Tuesday."}\n'
    path.write_bytes(good + line + good)
    found, bad = taken(path, Intake(Limits(bytes=200)))
    assert {"#1", "#3"} <= set(places(found, path))
    assert [b.reason.startswith(reason) for b in bad] == ([True] if reason else [])


def test_half_a_character_in_a_cell_is_told_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(b'{"body": "The ferry \\ud83d was late.", "title": "Late \\udc00"}\n')
    [one], [] = taken(path)
    assert one.text == "The ferry � was late."
    assert [c.value for c in one.claims if c.field == "unread"] == ["half a character"] * 2


def test_rows_of_csv_that_do_not_fit_the_first_are_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_bytes(b'id;text;url\n1;"Two\nlines; one cell";u\n2;short\n\n3;Caf\xe9 closed;v;more\n4;Caf\xe9 open;w\n')
    found, bad = taken(path)
    assert [r.text for r in found] == ["Two\nlines; one cell", "Café open"]
    assert [b.reason for b in bad] == ["2 fields where the first row names 3", "4 fields where the first row names 3"]


def test_a_parquet_file_that_is_cut_or_broken_is_named(tmp_path: Path) -> None:
    data = parquet(rows(*range(50)))
    for number, broken in enumerate(
        (data[:-20], data[: len(data) // 2], b"PAR1", b"", data[:4] + bytes(400) + data[404:])
    ):
        path = tmp_path / f"{number}.parquet"
        path.write_bytes(broken)
        found, bad = taken(path)
        assert [b.source for b in bad] == [str(path)], (number, found)


def test_html_in_a_cell_is_read_as_a_page(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(jsonl([{"content": page(1)}, {"html": page(2), "text": "The text of another tool."}]))
    found, [] = taken(path)
    assert [r.suffix for r in found] == [".html", ".html"]
    articles, [] = read(found)
    assert [a.text.splitlines()[0] for a in articles] == ["Baths to reopen, 1", "Baths to reopen, 2"]


BAD_JSON = {
    "cut off": ('[{"text": "One."}, {"text": "Tw', 1, "this is no JSON: Unterminated string"),
    "no end": ('[{"text": "One."},', 1, "this is no JSON: Expecting value"),
    "something behind": ('[{"text": "One."}] and so on', 1, "this is no JSON: Expecting value"),
    "empty": ("", 0, "there is no object in it"),
    "an empty array": (" [ ]\n", 0, "there is no object in it"),
    "nested": ("[" * 100_000, 0, "this is no JSON that can be read: it is nested too deep"),
    "long": ('[{"text": "One."}, {"text": "' + "Two " * 100_000, 1, "more than 300,000 bytes"),
    "no JSON": ("<html>", 0, "this is no JSON: Expecting value"),
}


@pytest.mark.parametrize("case", BAD_JSON)
def test_behind_what_is_no_json_nothing_is_read(case: str, tmp_path: Path) -> None:
    text, articles, reason = BAD_JSON[case]
    path = tmp_path / "news.json"
    path.write_text(text)
    found, [bad] = taken(path, Intake(Limits(bytes=300_000)))
    assert (len(found), bad.source) == (articles, str(path))
    assert bad.reason.startswith(reason)


@pytest.mark.parametrize(
    "text",
    [
        '[{"text": "One."}, {"text": "Two."}]',
        '\ufeff\n[\n {"text": "One.", "n": NaN},\n {"text": "Two.", "tags": ["a", "b"]}\n]\n',
        '{"text": "One."}{"text": "Two."}',
        '{"text": "One."}\n\n{\n"text": "Two."}\n',
        '{"status": "ok", "tags": [], "articles": [{"text": "One."}, {"text": "Two."}]}',
        '[{"text": "One."}]\n[{"text": "Two."}]',
        '[{"text": "One."},' + " " * 200_000 + '{"text": "Two."}]',
    ],
)
def test_a_json_file_gives_its_objects(text: str, tmp_path: Path) -> None:
    path = tmp_path / "news.json"
    path.write_text(text)
    found, [] = taken(path)
    assert [(one.source, one.text) for one in found] == [(f"{path}#1", "One."), (f"{path}#2", "Two.")]


def test_how_a_column_is_written_does_not_count(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text('{"Article-Body": "One.", "publishedAt": "2024-03-04", "PAGE URL": "https://a.example/1"}')
    intake = Intake()
    [one], [] = taken(path, intake)
    assert (one.text, one.url) == ("One.", "https://a.example/1")
    assert intake.used[str(path)] == {"text": "Article-Body", "url": "PAGE URL", "published": "publishedAt"}


def test_values_that_are_no_objects_are_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "news.json"
    path.write_text('["one", 2, {"text": "Three."}, {"other": [1]}]')
    [one], bad = taken(path)
    assert one.source == f"{path}#3"
    assert [item.reason[:22] for item in bad] == [
        "this is no JSON object",
        "this is no JSON object",
        "no column for the text",
    ]


def test_json_is_read_where_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "news.json").write_text('{"text": "One."}')
    (tmp_path / "news.json.gz").write_bytes(gzip.compress(b'{"text": "One."}'))
    (tmp_path / "a.txt").write_text("A text.")
    files = [f"{tmp_path}/{name}" for name in ("a.txt", "news.json", "news.json.gz")]
    assert find([tmp_path]).sources == (files[0],)
    assert find([tmp_path]).left_out == (files[1], files[2])
    assert find([f"{tmp_path}/*"]).sources == (files[0],)
    assert find([f"{tmp_path}/*.json"]).sources == (files[1],)
    assert find([f"{tmp_path}/*.json.gz"]).sources == (files[2],)
    assert find([files[1]]).sources == (files[1],)


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


def test_patterns_and_addresses_of_other_file_systems_are_found(tmp_path: Path) -> None:
    for name in ("a/one.txt", "a/b/two.jsonl", "a/b/three.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert find([f"{tmp_path}/**/*.txt"]).sources == (f"{tmp_path}/a/one.txt",)
    assert find([f"{tmp_path}/a/*"]).left_out == (f"{tmp_path}/a/b/three.png",)
    with pytest.raises(FileNotFoundError):
        find([f"{tmp_path}/*.html"])
    memory = fsspec.filesystem("memory")
    memory.pipe("/news/a.txt", STORY.format(1).encode())
    memory.pipe("/news/deep/b.jsonl.gz", gzip.compress(jsonl(rows(1, 2))))
    memory.pipe("/news/c.png", b"x")
    found = find(["memory://news"])
    assert found.sources == ("memory:///news/a.txt", "memory:///news/deep/b.jsonl.gz")
    assert found.left_out == ("memory:///news/c.png",)
    assert find(["memory://news/*.txt"]).sources == ("memory:///news/a.txt",)
    articles, bad = read(inputs(found.sources, Intake()))
    assert ([a.source for a in articles], bad) == (
        ["memory:///news/a.txt", "memory:///news/deep/b.jsonl.gz#1", "memory:///news/deep/b.jsonl.gz#2"],
        [],
    )
    with pytest.raises(FileNotFoundError):
        find(["memory://nowhere"])
    with pytest.raises(FileNotFoundError):
        find(["nosuch://bucket/a.txt"])


def test_cleaned_rows_are_named_by_file_and_row(tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_bytes(jsonl(rows(1, 2)))
    done = CliRunner().invoke(cli.main, ["strip", str(tmp_path / "news.jsonl"), "--out", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["news.jsonl#1.txt", "news.jsonl#2.txt"]


def test_cleaned_articles_of_long_names_are_written_under_their_beginning(tmp_path: Path) -> None:
    long = "ö" * 150
    with zipfile.ZipFile(tmp_path / "news.zip", "w") as archive:
        for end in ("a", "b"):
            archive.writestr(f"{long}{end}.txt", f"Baths to reopen\n\n{STORY.format(end)}")
    done = CliRunner().invoke(cli.main, ["strip", str(tmp_path / "news.zip"), "--out", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert len(names) == 2
    assert all(re.fullmatch(r"ö{100}\.[0-9a-f]{16}\.txt", name) for name in names)


def test_why_and_selftest_take_what_audits_take(tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_bytes(jsonl([{"text": f"{STORY.format(1)}\nSign up for our morning newsletter"}]))
    done = CliRunner().invoke(cli.main, ["why", f"{tmp_path}/news.jsonl#1:2"])
    assert "Removed by BP01" in done.output
    done = CliRunner().invoke(cli.main, ["why", f"{tmp_path}/news.jsonl#2:2"])
    assert (done.exit_code, "there is no document" in done.output) == (2, True)
    (tmp_path / "two.jsonl").write_bytes(jsonl([{"text": STORY.format(n)} for n in (1, 2)]))
    done = CliRunner().invoke(cli.main, ["why", f"{tmp_path}/two.jsonl:2"])
    assert (
        done.output == f"presscheck: {tmp_path}/two.jsonl holds 2 documents: name one, such as {tmp_path}/two.jsonl#1\n"
    )
    done = CliRunner().invoke(cli.main, ["why", f"{tmp_path}:2"])
    assert done.output == f"presscheck: {tmp_path} is a folder: name a file in it\n"
    done = CliRunner().invoke(cli.main, ["selftest", f"{tmp_path}/news.jsonl"])
    assert done.exit_code == 3


def told(run: Run) -> list[tuple[Any, ...]]:
    """Each finding, by its place in the text: fingerprints and messages of copies name files."""
    return sorted(
        tuple(str(row[name]) for name in ("rule", "severity", "start", "end")) for row in run.tables["findings"]
    )


def test_the_same_pages_as_files_as_json_lines_and_as_warc_have_the_same_findings(tmp_path: Path) -> None:
    pages = [
        page(n).replace("<body>", f'<head><link rel="canonical" href="{URL.format(n)}"></head><body>')
        for n in range(12)
    ]
    pages[5] = pages[5].replace("Swimmers", "Swimmers&nbsp;\u200bcafÃ© &amp;amp; <b>all</b>")
    folder = tmp_path / "html"
    folder.mkdir()
    for number, text in enumerate(pages):
        (folder / f"{number:02}.html").write_text(text)
    (tmp_path / "news.jsonl").write_bytes(jsonl({"html": text, "url": URL.format(n)} for n, text in enumerate(pages)))
    (tmp_path / "news.warc.gz").write_bytes(warc((("200 OK", "text/html", t.encode()) for t in pages), packed=True))
    settings = Settings(out=str(tmp_path / "reports"), history=False, ignore=("PR01", "DT23"), workers=1)
    runs = [pipeline.audit([tmp_path / name], settings) for name in ("html", "news.jsonl", "news.warc.gz")]
    assert [run.facts["counts"]["articles"] for run in runs] == [12, 12, 12]
    assert told(runs[0])
    assert (
        [row[:2] for row in told(runs[0])] == [row[:2] for row in told(runs[1])] == [row[:2] for row in told(runs[2])]
    )
    assert runs[1].facts["columns"] == {str(tmp_path / "news.jsonl"): {"html": "html", "url": "url"}}
    clean = [[row["clean_text"] for row in tables.read(run.run_dir, "articles")] for run in runs]
    assert sorted(clean[0]) == sorted(clean[1]) == sorted(clean[2])
    assert history.facts_in(runs[2].run_dir / "run.json")["counts"]["inputs"] == 12


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("201601210553", "2016-01-21T05:53:00"),
        (20160121055307, "2016-01-21T05:53:07"),
        ("201602310553", "201602310553"),
        (1453354380, "2016-01-21T05:33:00Z"),
        ("1453354380000", "2016-01-21T05:33:00Z"),
        ("946684800000", "2000-01-01T00:00:00Z"),
        ("201699999999", "201699999999"),
        ("20160121", "2016-01-21"),
    ],
)
def test_a_number_in_a_cell_is_the_moment_that_it_can_be(cell: object, moment: str) -> None:
    assert columns._moment(columns.Cell([str(cell)], "created", cell)) == moment


@pytest.mark.parametrize("row", [{"Title": "One", "title": "Two"}, {"title": "One", "Title": "Two"}])
def test_of_two_spellings_of_a_column_the_first_is_read(row: dict[str, str]) -> None:
    [article], [] = read([Row("a.jsonl#1", json.dumps({**row, "text": STORY.format(1)}).encode(), "a.jsonl")])
    assert [claim.value for claim in article.claims if claim.field == "title"] == ["One"]


def test_a_moment_in_a_cell_is_a_date_whatever_its_kind(tmp_path: Path) -> None:
    moments = [datetime(2024, 3, 5, 12, tzinfo=UTC), datetime(2024, 3, 5)]
    path = tmp_path / "news.parquet"
    path.write_bytes(b"")
    for number, moment in enumerate(moments):
        pq.write_table(pa.table({"text": [STORY.format(1)], "date": [moment]}), path)
        [one], [] = taken(path)
        assert next(c.value for c in one.claims).startswith(
            "2024-03-05T12:00:00" if number == 0 else "2024-03-05T00:00"
        )


@pytest.mark.parametrize("zone", [None, "Europe/Berlin"])
def test_moments_in_nanoseconds_are_read_without_pandas(
    zone: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "news.parquet"
    moments = pa.array([1_709_640_000_123_456_789, None], pa.timestamp("ns", zone))
    pq.write_table(pa.table({"text": [STORY.format(1)] * 2, "date": moments}), path)
    monkeypatch.setitem(sys.modules, "pandas", None)
    found, bad = taken(path)
    assert not bad
    shown = "2024-03-05T13:00:00.123456+01:00" if zone else "2024-03-05T12:00:00.123456"
    assert [[c.value for c in r.claims] for r in found] == [[shown], []]


@pytest.mark.parametrize("scheme", ["https", "ftp", "s3"])
def test_the_password_of_an_address_is_not_kept(scheme: str) -> None:
    address = f"{scheme}://ilse:tide-gate@127.0.0.1:9/news.jsonl"
    [lost] = inputs([address], Intake())
    assert isinstance(lost, Unreadable)
    assert lost.source == f"{scheme}://ilse:***@127.0.0.1:9/news.jsonl"
    assert "tide-gate" not in lost.reason
    with pytest.raises((FileNotFoundError, asked.NothingToRead)) as error:
        pipeline.audit([f"{scheme}://ilse:tide-gate@127.0.0.1:9/batch/"])
    assert "tide-gate" not in str(error.value)


def test_a_quote_that_is_not_closed_takes_no_other_row_along(tmp_path: Path) -> None:
    lines = [f"Baths, {n}\t2024-03-05\t{STORY.format(n)}" for n in range(50)]
    lines[2] = f'"Baths reopen, at last\t2024-03-05\t{STORY.format(2)}'
    lines[7] = '"Baths" reopen\t2024-03-05\t"Never," said the warden.'
    lines[9] = 'Two paragraphs\t2024-03-05\t"The first one,\n\nand ""the"" second."'
    path = tmp_path / "news.tsv"
    path.write_text("\n".join(["title\tdate\ttext", *lines]))
    found, bad = taken(path)
    assert (len(found), bad) == (50, [])
    assert [r.text for r in found[2:10:5]] == [STORY.format(2), '"Never," said the warden.']
    assert [r.claims[0].value for r in found[2:10:5]] == ['"Baths reopen, at last', '"Baths" reopen']
    assert found[9].text == 'The first one,\n\nand "the" second.'


def test_behind_a_row_with_bare_quotes_the_next_one_is_found(tmp_path: Path) -> None:
    good = '"Two lines,\n\nof ""one"" cell"'
    bad_text = '"The baths reopened, at last, on Monday.\n\n"Never again," said the warden, who was wet.\n\nThe pumps, it is said, work."'
    rows = [
        "title,date,text",
        f"A,2024-03-05,{bad_text}",
        f"B,2024-03-05,{good}",
        "C,2024-03-05",
        f"D,2024-03-05,{good}",
    ]
    path = tmp_path / "news.csv"
    path.write_text("\n".join(rows))
    found, bad = taken(path)
    assert [(r.source.rpartition("#")[2], r.claims[0].value) for r in found] == [("2", "B"), ("4", "D")]
    assert [b.reason for b in bad] == [
        "lines 2 to 6 (5 lines): 4 fields where the first row names 3",
        "2 fields where the first row names 3",
    ]


def test_a_row_that_lacks_a_field_is_not_filled_by_cutting_a_quoted_one(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text(
        f'title,date,text\n"Baths,pools",{STORY.format(1).replace(",", ";")}\nB,2024-03-05,"{STORY.format(2)}"\n'
    )
    found, bad = taken(path)
    assert [record.claims[0].value for record in found] == ["B"]
    assert [one.reason for one in bad] == ["2 fields where the first row names 3"]


def test_quotes_that_send_each_row_to_the_end_of_the_file_cost_no_square(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text("title,date,text\n" + 'x","y\n' * 20_000)
    found, bad = taken(path)
    assert not found
    assert bad[0].reason.startswith("lines 2 to 20,001 (20,000 lines): ")


def of_row(row: dict[str, Any], intake: Intake | None = None) -> Record:
    found = columns.record(Row("news.jsonl#1", json.dumps(row).encode(), "news.jsonl"), intake or Intake())
    assert isinstance(found, Record), found
    return found


def said(row: dict[str, Any], *fields: str) -> list[str]:
    return [claim.value for claim in of_row({"text": STORY, **row}).claims if claim.field in fields]


A, B = STORY.format(1), STORY.format(2)


@pytest.mark.parametrize(
    ("column", "value", "text"),
    [
        ("article", {"title": "Baths", "text": A}, A),
        ("content", {"rendered": A, "protected": False}, A),
        ("body", [{"type": "paragraph", "content": A}, {"type": "p", "html": B}], f"{A}\n\n{B}"),
        ("body", [[A], [B]], f"{A}\n\n{B}"),
        ("body", {"html": "<p>x</p>", "text": A}, A),
        ("body", {"paragraphs": [A, B]}, f"{A}\n\n{B}"),
        ("content", [{"title": "One", "body": A}, {"title": "Two", "body": B}], f"{A}\n\n{B}"),
        ("_source", {"title": "Baths", "body": A}, A),
        ("body", json.dumps([A, B]), f"{A}\n\n{B}"),
        ("body", str([A, B]), f"{A}\n\n{B}"),
        ("body", "[sic] he said", "[sic] he said"),
        ("body", "{'a': broken", "{'a': broken"),
    ],
)
def test_the_text_is_found_in_objects_and_lists(column: str, value: Any, text: str) -> None:
    assert of_row({"url": URL.format(1), column: value}).text == text


def test_the_title_beside_a_text_in_an_object_is_read_too() -> None:
    found = of_row({"url": URL.format(1), "article": {"title": "Baths", "text": A, "author": "Ilse Marten"}})
    assert [(c.field, c.value) for c in found.claims[1:]] == [("title", "Baths"), ("author", "Ilse Marten")]


@pytest.mark.parametrize(
    ("row", "field", "values"),
    [
        ({"headline": {"kicker": "Town", "main": "Baths"}}, "title", ["Baths"]),
        ({"title": {"rendered": "Baths"}}, "title", ["Baths"]),
        ({"byline": {"original": "By Ilse Marten", "person": []}}, "author", ["By Ilse Marten"]),
        ({"authors": {"name": ["Ilse Marten", "Jon Ruiz"]}}, "author", ["Ilse Marten", "Jon Ruiz"]),
        ({"author": {"first_name": "Ilse", "last_name": "Marten"}}, "author", ["Ilse Marten"]),
        ({"keywords": [{"name": "subject", "value": "Baths"}]}, "tag", ["Baths"]),
        ({"date": {"$date": "2024-03-05T12:00:00Z"}}, "published", ["2024-03-05T12:00:00Z"]),
        ({"date": {"$date": {"$numberLong": "1709640000000"}}}, "published", ["2024-03-05T12:00:00Z"]),
        ({"title": {"de": "Bäder"}}, "unread", ["an object with the keys de"]),
        ({"source": {"id": None, "name": None}}, "unread", []),
    ],
)
def test_other_objects_are_read_by_the_key_that_says_it(row: dict[str, Any], field: str, values: list[str]) -> None:
    assert said(row, field) == values


def test_an_object_without_a_text_is_named_by_its_keys() -> None:
    row = Row("a#1", json.dumps({"body": {"0": A, "1": B}}).encode(), "a")
    bad = columns.record(row, Intake())
    assert isinstance(bad, Unreadable)
    assert bad.reason == "its text is empty: column 'body' holds an object with the keys 0, 1"


@pytest.mark.parametrize(
    "whole",
    [
        {"content": [{"title": "One", "body": A}, {"title": "Two", "body": B}], "totalPages": 1},
        {"status": "OK", "response": {"docs": [{"headline": {"main": "One"}, "body": A}, {"body": B}]}},
        {"facets": [{"name": "baths"}], "articles": [{"title": "One", "body": A}, {"title": "Two", "body": B}]},
        {"a1": {"title": "One", "text": A}, "a2": {"title": "Two", "text": B}},
    ],
)
def test_articles_are_found_within_the_answers_of_servers(whole: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "news.json"
    path.write_text(json.dumps(whole))
    assert [r.text for r in taken(path)[0]] == [A, B]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Jane Doe,John Roe,Ana Soler", ["Jane Doe", "John Roe", "Ana Soler"]),
        ("Jane Doe\nJohn Roe", ["Jane Doe", "John Roe"]),
        ("Doe, Jane M.", ["Jane M. Doe"]),
        ("Doe, Jane; Roe, John", ["Jane Doe", "John Roe"]),
        ("Doe, Jane and Roe, John", ["Jane Doe", "John Roe"]),
        ("Jane Doe|John Roe", ["Jane Doe", "John Roe"]),
        ('["Jane Doe", "John Roe"]', ["Jane Doe", "John Roe"]),
        ("['Jane Doe' 'John Roe']", ["Jane Doe", "John Roe"]),
        ("{'name': 'Jane Doe'}", ["Jane Doe"]),
        ("https://courier.example/author/jane-doe", ["Jane Doe"]),
        ("https://social.example/janedoe", []),
        *((nothing, []) for nothing in ("nan", "None", "null", "[]", "{}", r"\N", "0", "false", "N/A", 7)),
        ("Jane Doe, Staff Writer", ["Jane Doe, Staff Writer"]),
        ("Reuters, AP", ["Reuters, AP"]),
        ("Paris, France", ["Paris, France"]),
        ("Jane Doe, Jr.", ["Jane Doe, Jr."]),
    ],
)
def test_authors_of_a_cell_are_parted_and_turned(cell: str, names: list[str]) -> None:
    assert said({"author": cell}, "author") == names


@pytest.mark.parametrize("nothing", [float("nan"), "  ", "nan", "NULL", None, True, [], [None, ""]])
def test_a_cell_that_says_nothing_hides_no_other(nothing: Any) -> None:
    row = {"text": nothing, "content": A, "published": nothing, "published_at": "2024-03-05", "title": nothing}
    assert of_row(row).text == A
    assert [(c.field, c.value) for c in of_row(row).claims] == [("published", "2024-03-05")]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_of_columns_with_one_name_the_one_that_says_something_counts(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"news.{form}"
    names, cells = ["title", "text", "date", "text", "date"], ["Baths", A, "2024-03-05", "", "nan"]
    if form == "csv":
        path.write_text(",".join(names) + "\n" + ",".join(f'"{cell}"' for cell in cells))
    else:
        pq.write_table(pa.Table.from_arrays([pa.array([cell]) for cell in cells], names), path)
    [one], [] = taken(path)
    assert (one.text, [c.value for c in one.claims]) == (A, ["Baths", "2024-03-05"])


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("20240305", "2024-03-05"),
        (20240305, "2024-03-05"),
        ("20240305T120000Z", "2024-03-05T12:00:00Z"),
        ("20240305T1200+0100", "2024-03-05T12:00:00+01:00"),
        ("20240305120000", "2024-03-05T12:00:00"),
        (1709640000123456, "2024-03-05T12:00:00Z"),
        ("1709640000000000000", "2024-03-05T12:00:00Z"),
        ("2024-03-05T12:00:00+02", "2024-03-05T12:00:00+02:00"),
        ("2024-03-05T12:00:00.000+00:00Z", "2024-03-05T12:00:00Z"),
        ("Tue Mar 05 12:00:00 +0000 2024", "2024-03-05T12:00:00Z"),
        ("Tue Mar  5 12:00:00 2024", "2024-03-05T12:00:00"),
        ("05-MAR-24", "2024-03-05"),
        ("05-mar-69", "1969-03-05"),
        ("45356", "2024-03-05"),
        (45356.5, "2024-03-05T12:00:00"),
        ("/Date(1709640000000)/", "2024-03-05T12:00:00Z"),
        ("1854-11-14", "1854-11-14"),
        ("1854-11-14 09:30:00", "1854-11-14T09:30:00"),
        ("20241345", None),
        ("1854-13-14", None),
        ("99999", None),
        ("1.71E+12", None),
    ],
)
def test_moments_are_read_as_tables_write_them(cell: Any, moment: str | None) -> None:
    fields = fields_of({"text": A, "date": cell})
    assert next((f.value for f in fields if f.field == "published"), None) == moment


def test_a_small_number_is_a_day_only_in_a_column_that_is_called_a_date() -> None:
    assert not [f for f in fields_of({"text": A, "published": 45356}) if f.field == "published"]


def test_a_day_that_may_be_a_month_is_less_sure_than_one_that_cannot() -> None:
    sure, unsure = (
        next(f for f in fields_of({"text": A, "date": d}) if f.field == "published")
        for d in ("03/25/2024", "03/05/2024")
    )
    assert (sure.value, unsure.value) == ("2024-03-25", "2024-05-03")
    assert unsure.confidence < sure.confidence - 0.05


def fields_of(row: dict[str, Any]) -> tuple[Field, ...]:
    [one], [] = read([of_row(row)])
    facts = facts_of([survey([one])])
    [stripped] = strip([one], facts, instances(selection.active(()))[0])
    return normalise([(one, stripped.edited)], facts)[0]


@pytest.mark.parametrize(
    ("cell", "said"),
    [("3 hours ago", "; the column says '3 hours ago', which was not understood"), ("0000-00-00", ""), ("", "")],
)
def test_a_date_in_a_column_that_is_none_does_not_vanish(cell: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(jsonl([{"title": "Baths to reopen", "text": STORY.format(1), "date": cell}]))
    run = pipeline.audit([path], Settings(out=str(tmp_path / "reports"), history=False, workers=1))
    [missing] = [row["message"] for row in run.tables["findings"] if row["rule"] == "DT23"]
    assert missing == f"no date of publication was found{said}"


RUSSIAN = "Совет города Норрхавен проголосовал за открытие старых бань у гавани после долгих споров о цене."
POLISH = "Rada miasta Norrhaven zagłosowała za ponownym otwarciem łaźni w porcie, gdzie pływały łódki i żaglówki."


@pytest.mark.parametrize(("text", "codec"), [(RUSSIAN, "cp1251"), (POLISH, "cp1250")])
@pytest.mark.parametrize("form", ["csv", "jsonl", "text.parquet", "html.parquet"])
def test_bytes_of_tables_are_decoded_as_those_of_pages_are(text: str, codec: str, form: str, tmp_path: Path) -> None:
    path = tmp_path / f"news.{form}"
    if form == "csv":
        path.write_bytes(f'id,text\n1,"{text}"\n'.encode(codec))
    elif form == "jsonl":
        path.write_bytes(json.dumps({"text": text}, ensure_ascii=False).encode(codec) + b"\n")
    else:
        page = (
            f'<html><head><meta charset="{codec}"></head><body><p>{text}</p></body></html>' if "html" in form else text
        )
        pq.write_table(pa.table({form.split(".", maxsplit=1)[0]: [page.encode(codec)]}), path)
    one = article(path)
    assert (one.text.strip(), one.encoding) == (text, codec)


def test_rows_in_utf_8_stay_so_beside_one_that_is_not(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(jsonl([{"text": POLISH}]) + json.dumps({"text": POLISH}, ensure_ascii=False).encode("cp1250"))
    assert [r.text for r in taken(path)[0]] == [POLISH, POLISH]


@pytest.mark.parametrize("mark", ["sep=;\n", '"sep=;"\r\n'])
def test_the_line_that_names_the_separator_is_none_of_the_table(mark: str, tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_bytes(mark.encode() + separated(rows(1, 2), ";"))
    assert [r.text for r in taken(path)[0]] == [STORY.format(1), STORY.format(2)]


def test_lines_of_old_macs_are_lines(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_bytes(separated(rows(*range(3_000))).replace(b"\n", b"\r"))
    found, bad = taken(path)
    assert ([r.text for r in found[-2:]], len(found), bad) == ([STORY.format(2_998), STORY.format(2_999)], 3_000, [])


def test_a_table_without_names_says_so_and_shows_no_article(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_bytes(f'1,"Baths","{STORY.format(1) * 3}"\n'.encode())
    [], [bad] = taken(path)
    assert "names of the columns" in bad.reason
    assert "Norrhaven" not in bad.reason


@pytest.mark.parametrize(("value", "kind"), [([{"text": A}, {"text": B}], "an array"), ({"text": A}, "an object")])
def test_json_over_many_lines_is_told_from_json_lines(value: Any, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps(value, indent=1))
    [], [bad] = taken(path)
    assert bad.reason == f"this is {kind} over many lines, not an object in each; name it .json"


@pytest.mark.parametrize(
    ("cell", "suffix"),
    [
        (f"<p>{A}</p>\n<p>{B}</p>", ".html"),
        (f'<div class="a"><p>{A}</p></div>', ".html"),
        (f"<!-- saved -->\n<html><body><p>{A}</p></body></html>", ".html"),
        (f'<?xml version="1.0"?><!-- a --><!DOCTYPE html><p>{A}', ".html"),
        (f"<p>{A}", ".txt"),
        (f"<b>{A}</b>", ".txt"),
        (f"<profit> {A}</profit>", ".txt"),
        ("<!-- " * 50_000 + A, ".txt"),
    ],
)
def test_html_in_a_column_of_texts_is_read_as_a_page(cell: str, suffix: str) -> None:
    assert of_row({"text": cell}).suffix == suffix


@pytest.mark.parametrize("above", ["", "<!-- saved -->\n", '<?xml version="1.0"?>\n', "\ufeff"])
def test_a_whole_page_under_the_name_of_a_text_is_a_page(above: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{above}<!DOCTYPE html>{page(1)}")
    assert (article(path).media_type, "<" in article(path).text) == ("text/html", False)
    path.write_text(f"{A}\n{page(1)}")
    assert article(path).media_type == "text/plain"


@pytest.mark.parametrize("module", ["presscheck", "presscheck.cli"])
def test_the_command_is_a_module_too(module: str) -> None:
    done = subprocess.run([sys.executable, "-m", module, "explain", "TR04"], capture_output=True, text=True, check=True)
    assert "TR04" in done.stdout


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_the_columns_that_are_not_read_are_named(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"news.{form}"
    path.write_bytes(TABLES[form]([{"text": A, "title": "", **{f"x{n}": "1" for n in range(10)}}]))
    done = CliRunner().invoke(cli.main, ["audit", str(path), "--out", str(tmp_path / "reports"), "--no-history"])
    said = " ".join(done.output.split())
    assert "news." + form + ": text; not read: 'x0', 'x1', 'x2', 'x3', 'x4', 'x5', 'x6', 'x7' and 2 more" in said
