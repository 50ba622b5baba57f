"""Files of every kind that a batch may be made of, for tests, and what is read of them."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from presscheck.model import Article, Unreadable
from presscheck.read import Intake, Item, Record, Row, columns, inputs, read

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


def article(path: Path) -> Article:
    [found], [] = read(inputs([str(path)], Intake()))
    return found


A, B = STORY.format(1), STORY.format(2)
