"""Fuzz reading, stripping and normalising: ``make fuzz``. With atheris, guided by coverage; without it, at random.

An input is a byte that says text, page, or which table or archive, then the bytes of the file. What must hold: a reader
gives articles or says why not; page text comes back from clean text and ledger; fields point inside of the text; every row fits
its table. An input that breaks this is written to ``crash-…`` where it runs, one that takes a minute to ``timeout-…``;
it then belongs in test_regressions.py.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import random
import sys
import tarfile
import time
import zipfile
from pathlib import Path

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq

FILES = "x.jsonl x.csv x.parquet x.warc x.warc.gz x.zip x.tar x.tar.gz x.txt.gz x.jsonl.zst x.json".split()
"""What the bytes behind a first byte of 1, 2, … are a file of; behind any other they are a text, from 128 on a page."""
OURS = (".jsonl", ".csv", ".json")
"""These are read without a library that may raise what it likes."""
DOCUMENTS = 3
"""Of a file that holds several, so many go on."""


def check(data: bytes) -> None:
    """One input through read, strip and normalise."""
    from presscheck.config import Limits
    from presscheck.read import READERS, Intake, Record, inputs, read
    from presscheck.read.records import UNFORESEEN

    limits = Limits(bytes=100_000, expansion=20)
    kind = data[0] if data else 0
    if 0 < kind <= len(FILES):
        source = f"memory:///{FILES[kind - 1]}"
        fsspec.filesystem("memory").pipe(source, data[1:])
        intake = Intake(limits)
        items = list(inputs([source], intake))
        assert all(item.source.startswith(source) for item in items)  # type: ignore[union-attr]
        articles, unreadable = read(items[:DOCUMENTS], intake)
        assert all(bad.reason for bad in unreadable)
        assert not source.endswith(OURS) or not any(bad.reason.startswith(UNFORESEEN) for bad in unreadable)
    else:
        suffix = ".html" if kind > 0x7F else ".txt"
        try:
            articles = [READERS[suffix](Record("fuzz/x", data[1:], suffix), limits)]
        except ValueError:
            return
    for article in articles:
        hold(article)


def hold(article: Article) -> None:
    """An article through strip, normalise and link; the laws of each."""
    from presscheck.ledger import restore

    article.text.encode("utf-8")
    [dossier] = shards.examine_shard(shards.Work([article], facts_of([survey([article])])))
    edits = [(e.start, e.end, e.replacement, article.text[e.start : e.end]) for e in dossier.edits]
    assert restore(dossier.clean_text, edits) == article.text
    for field in dossier.fields:
        assert field.start is None or 0 <= field.start <= (field.end or 0) <= len(article.text)
    for name, rows in rows_of(batches.connect(batches.batch_of([dossier], today="2026-06-30"))).items():
        pa.Table.from_pylist(rows, schema=SCHEMAS[name])


def files() -> list[bytes]:
    """A sound file of each of `FILES`."""
    rows = [{"body": "The baths reopen.", "authors": ["Ana Soler"], "date": "2021-05-03"}, {"html": "<p>A queue.</p>"}]
    lines = "".join(json.dumps(row) + "\n" for row in rows).encode()
    table, zipped, tarred = io.BytesIO(), io.BytesIO(), io.BytesIO()
    pq.write_table(pa.table({"text": ["The baths reopen.", None], "date": [1_620_000_000, 0]}), table)
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("day/a.txt", "The baths reopen.")
        archive.writestr("b.jsonl", lines)
    with tarfile.open(fileobj=tarred, mode="w") as tar:
        info = tarfile.TarInfo("a.html")
        info.size = 20
        tar.addfile(info, io.BytesIO(b"<p>Baths reopen.</p>"))
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=koi8-r\r\n\r\n<p>Baths reopen.</p>"
    record = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.b/x\r\nWARC-Date: 2021-05-03T08:00:00Z\r\n"
        b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (len(http), http)
    )
    return [
        lines,
        b'body,date,"url"\n"Two\nlines",2021-05-03,http://a.b/x\n',
        table.getvalue(),
        record * 2,
        gzip.compress(record, mtime=0) * 2,
        zipped.getvalue(),
        tarred.getvalue(),
        gzip.compress(tarred.getvalue(), mtime=0),
        gzip.compress(b"The baths reopen.", mtime=0),
        pa.compress(lines, codec="zstd", asbytes=True),
        json.dumps({"status": "ok", "articles": rows}).encode() + json.dumps(rows, indent=1).encode(),
    ]


SEEDS = (
    b"\0Harbour baths reopen\n\nBy Ana Soler, 3 May 2021 8:00 am\n\nOSLO (Reuters) - Nobody expected a queue.\n\nSubscribe\n",
    b"\0Published 3 hours ago\nUpdated 12/11/2021\nTags: a | b\n4 min read\n\xc2\xb2 days ago\n[caption id=1]{{x}}<p>&amp;",
    b'\xff<html><head><meta charset="gbk"><link rel="canonical" href="http://a.b/2021/05/03/x">'
    b'<script type="application/ld+json">{"@type":"NewsArticle","headline":"\\ud800a","author":{"name":"Ana"},'
    b'"datePublished":"2021-05-03T08:00Z","isAccessibleForFree":false}</script></head><body><nav><a href=/>Home</a></nav>'
    b'<h1>Baths</h1><p class="byline">By Ana</p><time datetime="2021-05-03">May 3</time><p>Nobody expected it.</p>',
    *(bytes([number]) + raw for number, raw in enumerate(files(), 1)),
    b"\0" + "Größe und Übermut, sagte er.".encode("utf-16"),
    b"\0" + "Гавань открыта снова.".encode("koi8-r"),
)


def mutant(chance: random.Random, pool: list[bytes]) -> bytes:
    """A few changes to one of the pool: bytes changed, cut, doubled, or taken from another."""
    data = bytearray(chance.choice(pool))
    for _ in range(chance.randint(1, 8)):
        at, to = sorted(chance.choices(range(len(data) + 1), k=2))
        match chance.randrange(5):
            case 0:
                data[at:at] = chance.randbytes(chance.randint(1, 4))
            case 1:
                del data[at : min(to, at + 40)]
            case 2:
                data[at:at] = data[at:to] * chance.randint(1, 20)
            case 3:
                other = chance.choice(pool)
                start = chance.randrange(len(other))
                data[at:to] = other[start : start + 80]
            case _:
                data[at:at] = chance.choice(TOKENS)
    return bytes(data[:20_000])


TOKENS = [
    token.encode("utf-8", "surrogatepass")
    for token in (
        "\ud800 \0 \ufeff \u2028 \u202e \x1b[31m ² ٣ &#xD800; <table> <td> </p> <!-- ]]> <![CDATA[ \ufffd é Ã© 0000-00-00 "
        "99999999999 9999-12-31T24:00:00 31/02/2021 Feb\u00a030 yesterday By von http://[ mailto: %ff %00 \\ud83d "
        '<time\u00a0datetime="9"> <a\u00a0rel=author> {{ }} "}] \r \x85 \x1c \u3000 AP Reuters 昨日 10時 वर्ष'
    ).split(" ")
] + [b"\n", b"\n\n", b" ", b"\xff", b"\xfe\xff", b"\x1b$B"]


def at_random(seconds: float, seed: int) -> int:
    """Mutants for so long; how many. Raises what an input raises, after it is written to a file."""
    chance, pool, count, end = random.Random(seed), list(SEEDS), 0, time.monotonic() + seconds  # noqa: S311
    while time.monotonic() < end:
        data = mutant(chance, pool)
        count += 1
        try:
            check(data)
        except BaseException:
            Path(f"crash-{seed}-{count}").write_bytes(data)
            raise
        if chance.random() < 0.05 and len(pool) < 500:
            pool.append(data)
    return count


def main() -> None:
    """``fuzz.py [--seconds N] [--seed N]``."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--seconds", type=int, default=300)
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--at-random", action="store_true", help="without atheris, even where it is there")
    given = asked.parse_args()
    if atheris and not given.at_random:
        options = [
            f"-max_total_time={given.seconds}",
            f"-seed={given.seed or 1}",
            "-max_len=4096",
            "-rss_limit_mb=2048",
            "-timeout=60",
            "-dict=.cache/fuzz.dict",
        ]
        corpus = Path(".cache/fuzz")
        corpus.mkdir(parents=True, exist_ok=True)
        entries = ("".join(f"\\x{byte:02x}" for byte in token) for token in TOKENS)
        Path(".cache/fuzz.dict").write_text("".join(f'"{entry}"\n' for entry in entries))
        for number, data in enumerate(SEEDS):
            (corpus / f"seed-{number}").write_bytes(data)
        atheris.Setup([sys.argv[0], *options, str(corpus)], check)
        atheris.Fuzz()  # prints its count, and ends the process
    count = at_random(given.seconds, given.seed)
    print(f"{count:,} inputs in {given.seconds} s, {count / given.seconds:.0f} a second: nothing found")  # noqa: T201


try:
    import atheris
except ImportError:
    atheris = None

if atheris and __name__ == "__main__":
    with atheris.instrument_imports(include=["presscheck"]):
        from presscheck import batches, shards
        from presscheck.model import SCHEMAS, Article
        from presscheck.rows import rows_of
        from presscheck.survey import facts_of, survey
else:
    from presscheck import batches, shards
    from presscheck.model import SCHEMAS, Article
    from presscheck.rows import rows_of
    from presscheck.survey import facts_of, survey

if __name__ == "__main__":
    main()
