"""Inputs that a crawler brings home and nobody wants: a name, the bytes, and what is wrong with them."""

from __future__ import annotations

import gzip
import os
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from itertools import chain, cycle, islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

SENTENCES = (
    "The council of Norrhaven voted on Monday to reopen the old harbour baths next spring, its clerk said.",
    "Work on the roof took eleven months and cost less than the engineers had feared.",
    "Nobody expected a queue, said Ilse Marten, who has swum there for forty years.",
    "The tide-gate is to be replaced before the autumn storms, and the ferry moves to the north pier.",
)
TEXTS = {
    "windows-1252": "Die Bürgermeisterin eröffnet das Hafenbad; die Gäste aus Übersee freuen sich über die größere Halle.\n",
    "gb18030": "诺尔港的旧海滨浴场将于明年春天重新开放，市议会星期一投票决定。\n",
    "shift_jis": "ノルハーフェンの古い港の浴場は来年の春に再開すると、市議会が月曜日に決めた。\n",
    "koi8-r": "Городской совет решил в понедельник снова открыть старые купальни в гавани следующей весной.\n",
    "iso8859-6": "قرر مجلس المدينة يوم الاثنين إعادة فتح حمامات الميناء القديمة في الربيع المقبل.\n",
}
MIXED = (SENTENCES[0] + " Größe.\n").encode() * 2 + "Übermut und Größe, sagte er, für Gäste.\n".encode("cp1252") * 8


def good(number: int) -> str:
    """An article, unlike every other."""
    words = " ".join(f"{word}{number * 31 + place}" for place, word in enumerate(SENTENCES[number % 4].split()))
    day = f"{1 + number % 28} May 2021"
    return f"Harbour news of pier {number}\n\nBy Ana Soler\n\nPublished {day}\n\n{words}.\n\n{SENTENCES[number % 4]}\n"


def page(inside: str, head: str = "") -> bytes:
    """An HTML page."""
    return f"<html><head>{head}</head><body><h1>Baths reopen</h1><p>{SENTENCES[0]}</p>{inside}</body></html>".encode()


def contents(large: bool) -> dict[str, bytes]:
    """Kind of fault, with the suffix of the file -> its bytes. The `large` ones take what the issue of faults asks for."""
    json_ld = '<script type="application/ld+json">%s</script>'
    return {
        "nothing.txt": b"",
        "nothing.html": b"",
        "one byte.txt": b"\xff",
        "white space.txt": b" \n\t\r\n ",
        "only line breaks.txt": b"\n" * (1_000_000 if large else 100_000),
        "one line.txt": b"harbour " * (13_000_000 if large else 1_300_000),
        "too many lines.txt": b"x\n" * 150_000,
        "nul.txt": b"Harbour\0baths\n" * 20,
        "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
        "deep.html": b"<div>" * 100_000 + b"deep",
        "odd utf-16.txt": SENTENCES[0].encode("utf-16-le")[:-1] + b"\x00\xd8\x00",
        "utf-16 cut.html": b"\xff\xfe\x00",
        "broken utf-8.txt": (SENTENCES[0] + " größer").encode() + b"\xed\xa0\x80\xc3 \xe2\x82",
        "mixed.txt": MIXED,
        "wrongly declared.html": f'<meta charset="shift_jis"><p>{TEXTS["windows-1252"] * 4}'.encode("cp1252"),
        "broken.html": b"<table><td><a <b><p </i>" * (500 if large else 50) + b"<",
        "lone surrogate.html": page(
            "", json_ld % '{"@type":"NewsArticle","headline":"\\ud800 x","author":{"name":"\\udc00"}}'
        ),
        "bad address.html": page("", '<link rel="canonical" href="http://[::1/x"><meta charset="utf-9">'),
        "deep json.html": page("", json_ld % ("[" * 100_000)),
        **{f"{name}.html": raw for name, raw in containers().items() if not name.endswith((".jsonl", ".csv"))},
        **containers(large),
        "controls.txt": (SENTENCES[0] + "\x1b[2J\x07\u202e\u2066 ").encode() * 3,
    }


@cache
def containers(large: bool = False) -> dict[str, bytes]:
    """Tables, archives and compressed files that hold no article: name -> bytes. Each is one input that cannot be read."""
    zipped, nested, tarred, table = BytesIO(), BytesIO(), BytesIO(), BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("../../climbed.txt", b"harbour " * 1_000_000)
    with zipfile.ZipFile(nested, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("inner.zip", zipped.getvalue())
    with tarfile.open(fileobj=tarred, mode="w:gz") as file:
        link = tarfile.TarInfo("climbed.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        file.addfile(link)
    pq.write_table(pa.table({"text": SENTENCES}), table)
    record = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999\r\n\r\nHTTP/1.1 200"
    return {
        "bomb.txt.gz": gzip.compress(b"\0" * (1_000_000_000 if large else 20_000_000), mtime=0),
        "bomb.jsonl.zst": pa.compress(b"x" * (1_000_000_000 if large else 20_000_000), codec="zstd", asbytes=True),
        "climbing.zip": zipped.getvalue(),
        "nested.zip": nested.getvalue(),
        "links.tar.gz": tarred.getvalue(),
        "broken.warc.gz": gzip.compress(record, mtime=0)[:-9],
        "one line of many.jsonl": b"\n" * (999_999 if large else 9_999) + b'{"text": "cut',
        "no text.csv": b"id,price\n1,2\n",
        "cut.parquet": table.getvalue()[:-30],
    }


def strange_names() -> Iterator[bytes]:
    """Names with a line break, terminal escapes, markup, and bytes that are no UTF-8."""
    yield b"line\nbreak.txt"
    yield b"escape\x1b[31m\x1b]0;title\x07.txt"
    yield b"no utf-8 \xff\xfe.txt"
    yield "right \u202etxt.to left.txt".encode()
    yield b"<img src=x onerror=alert(1)>.txt"


def special(folder: Path) -> list[str]:
    """Inputs that are no regular files, or lead nowhere; their names."""
    made: list[tuple[str, Callable[[Path], None]]] = [
        ("loop.txt", lambda path: path.symlink_to(path.name)),
        ("nowhere.txt", lambda path: path.symlink_to("there-is-no-such-file")),
        ("pipe.txt", os.mkfifo),
        ("device.txt", lambda path: path.symlink_to("/dev/zero")),
    ]
    for name, make in made:
        make(folder / name)
    (folder / "itself").symlink_to(".")
    return [name for name, _ in made]


def batch(folder: Path, articles: int, bad: int, large: bool) -> None:
    """A folder with so many articles in ``good`` and bad inputs in ``bad``: each kind, then the cheaper ones again."""
    for sub in ("good", "bad"):
        (folder / sub).mkdir(parents=True)
    for number in range(articles):
        (folder / "good" / f"{number:05}.txt").write_text(good(number))
    kinds, small = contents(large), contents(large=False)
    strange = list(strange_names())
    for name in strange:
        with open(os.fsencode(folder / "bad") + b"/" + name, "wb"):
            pass
    count = len(strange) + len(special(folder / "bad"))
    cheap = cycle([kind for kind in small.items() if len(kind[1]) < 100_000])
    for number, (kind, raw) in enumerate(islice(chain(kinds.items(), cheap), bad - count)):
        (folder / "bad" / f"{number:03} {kind}").write_bytes(raw)
