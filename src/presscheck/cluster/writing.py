"""The tables: their rows made on the workers in the order of the sources, written here, one file a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa

from presscheck import tables
from presscheck.cluster.rows import packed, sort_key, unpacked
from presscheck.cluster.session import kept
from presscheck.link.inferred import with_fields
from presscheck.model import SCHEMAS, Batch, Dossier, Field, Finding, story_of
from presscheck.rows import findings_about, made, rows_about, rows_between

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

PARTS = "name string, rows binary"
"""The name of a table, and some of its rows as an Arrow stream."""
AT_A_TIME = 500
"""Articles whose rows make a part."""
LAST = (1 << 63) - 1
"""The number of what the batch knows of a source: it comes behind its articles."""


class Known(NamedTuple):
    """What the batch as a whole knows of the articles of one source."""

    findings: list[Finding]
    stories: dict[str, str]
    inferred: dict[str, Field]


def write(folder: Path, articles: DataFrame, batch: Batch, reported: tuple[str, ...]) -> tables.Counts:
    """As `tables.write_batch`: the same bytes."""
    return tables.write_parts(folder, _parts(articles, batch), reported)


def _parts(articles: DataFrame, batch: Batch) -> Iterator[tuple[str, pa.Table]]:
    spark = articles.sparkSession
    known = pa.table({name: pa.array(values) for name, values in zip(("source", "known"), _known(batch), strict=True)})
    rows = articles.selectExpr("source", "number", "dossier", "cast(null as binary) as known")
    if len(known):
        more = spark.createDataFrame(known)
        rows = rows.union(more.selectExpr("source", f"{LAST} as number", "cast(null as binary)", "known"))
    ordered = rows.repartitionByRange("source").sortWithinPartitions("source", "number")
    with kept(ordered.mapInArrow(rows_of, PARTS)) as parts:
        for row in parts.toLocalIterator(prefetchPartitions=True):
            yield row.name, pa.ipc.open_stream(row.rows).read_all()
    yield from made(rows_between(batch))


def _known(batch: Batch) -> tuple[list[bytes], list[bytes]]:
    """Sources of which the batch knows something, and what; the former as keys to sort by."""
    stories, about = story_of(batch.stories), findings_about(batch)
    found = {source: Known(findings, {}, {}) for source, findings in about.items()}
    for outline in batch.outlines:
        article = outline.article_id
        if article in stories or article in batch.inferred:
            known = found.setdefault(outline.source, Known([], {}, {}))
            known.stories.update({article: stories[article]} if article in stories else {})
            known.inferred.update({article: batch.inferred[article]} if article in batch.inferred else {})
    return [sort_key(source) for source in found], [packed(known) for known in found.values()]


def rows_of(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """On a worker: the rows about some sources."""
    held: dict[str, list[tables.Row]] = defaultdict(list)
    for _, lines in groupby(_lines(batches), key=lambda line: line[0]):
        dossiers, known = [], Known([], {}, {})
        for _, _, dossier, more in lines:
            if more is None:
                dossiers.append(unpacked(dossier))
            else:
                known = unpacked(more)
        for name, row in rows_about(_finished(dossiers, known), known.findings, known.stories):
            held[name].append(row)
        if len(held["articles"]) >= AT_A_TIME:
            yield _part(held)
            held = defaultdict(list)
    yield _part(held)


def _lines(batches: Iterable[pa.RecordBatch]) -> Iterator[tuple[Any, ...]]:
    for batch in batches:
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _finished(dossiers: list[Dossier], known: Known) -> tuple[Dossier, ...]:
    """The dossiers as the batch has them at the end."""
    ids = [dossier.article.article_id for dossier in dossiers]
    return tuple(with_fields(tuple(dossiers), ids, known.inferred))


def _part(held: dict[str, list[tables.Row]]) -> pa.RecordBatch:
    streams = []
    for name, rows in held.items():
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, SCHEMAS[name]) as stream:
            stream.write_table(pa.Table.from_pylist(rows, schema=SCHEMAS[name]))
        streams.append((name, sink.getvalue().to_pybytes()))
    names, parts = zip(*streams, strict=True) if streams else ((), ())
    return pa.RecordBatch.from_pydict({"name": pa.array(names, pa.string()), "rows": pa.array(parts, pa.binary())})
