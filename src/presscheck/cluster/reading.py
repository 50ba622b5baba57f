"""Read and survey on the workers: files to articles, shard by shard, and counts over the batch as a shuffle."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from presscheck import shards
from presscheck.cluster.rows import lists, packed, signed, unpacked
from presscheck.cluster.session import ClusterError
from presscheck.config import Limits
from presscheck.model import Facts, Unreadable
from presscheck.read import Intake, inputs, is_document
from presscheck.shards import Shard, Sources, read_shard, shards_of
from presscheck.survey.tally import KEEP, MIN_REPEATS

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

PLACES = 32
"""Bits of the number of an article that count within its task; those above are the number of the task."""
MOST_TASKS = 10_000
"""Tasks of a step; beyond it a task takes several shards."""
NOT_THERE = os.strerror(2)

_SIGHTS = "array<struct<what:bigint,outlet:int,body:int>>"
READ = f"number bigint, articles binary, rest binary, count int, lines {_SIGHTS}, days {_SIGHTS}, orders {_SIGHTS}"
"""A shard: the number of its first article; its articles; what could not be read, and what was noticed on the way; its
tally."""
COUNTED = f"""
    select what, max(bodies) as times from (
        select what, outlet, least(count(distinct body), {KEEP}) as bodies from sights group by what, outlet)
    group by what having max(bodies) >= ?
"""  # noqa: S608  (a number of ours)
"""As `presscheck.survey.facts_of`: what was seen, and with how many differing bodies in the outlet that has most."""


def tasks(sources: Sequence[str]) -> list[list[str]]:
    """The sources in their order, cut: files that hold one article by the shard, others each alone."""
    cut: list[list[str]] = []
    for source in sources:
        fits = cut and len(cut[-1]) < shards.SHARD and is_document(source) and is_document(cut[-1][-1])
        if fits:
            cut[-1].append(source)
        else:
            cut.append([source])
    return cut


def read(spark: SparkSession, sources: Sequence[str], intake: Intake) -> DataFrame:
    """The shards of a batch, as `READ`; numbers rise in the order of the sources."""
    rows = [(number << PLACES, packed(task)) for number, task in enumerate(tasks(sources))]
    given = spark.sparkContext.parallelize(rows, min(len(rows), MOST_TASKS))
    step = partial(read_tasks, folder=os.getcwd(), limits=intake.limits, columns=intake.columns)  # noqa: PTH109
    return spark.createDataFrame(given, "number bigint, sources binary").mapInArrow(step, READ)


def read_tasks(
    batches: Iterator[pa.RecordBatch], folder: str, limits: Limits, columns: Mapping[str, tuple[str, ...]]
) -> Iterator[pa.RecordBatch]:
    """On a worker: the shards of some tasks. Paths are relative to `folder`, as where the audit was asked for."""
    try:
        os.chdir(folder)
    except OSError as error:
        raise ClusterError(f"{folder}: the workers do not see it ({error.strerror})") from None
    for batch in batches:
        for number, sources in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            intake, place = Intake(limits, columns), number
            for items in shards_of(inputs(unpacked(sources), intake), intake):
                shard = read_shard(items)
                intake.note(shard.used)
                yield _row(place, shard, (shard.unreadable, None))
                place += len(items)
            yield _row(place, read_shard(Sources([], intake)), ([], intake))


def _row(number: int, shard: Shard, rest: tuple[list[Unreadable], Intake | None]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict(
        {
            "number": [number],
            "articles": [packed(shard.articles.item)],
            "rest": [packed(rest)],
            "count": pa.array([len(shard.ids)], pa.int32()),
            "lines": _sights(shard.tally.lines),
            "days": _sights(shard.tally.days),
            "orders": _sights(shard.tally.orders),
        }
    )


def _sights(rows: NDArray[np.void]) -> pa.Array:
    """The sights of a tally as one list."""
    what = pa.array(signed(np.ascontiguousarray(rows["what"])))
    outlet, body = (pa.array(np.ascontiguousarray(rows[name]).view(np.int32)) for name in ("outlet", "body"))
    return lists(pa.StructArray.from_arrays([what, outlet, body], ["what", "outlet", "body"]), [len(rows)])


def rest(shards: DataFrame, intake: Intake) -> list[Unreadable]:
    """What could not be read, in order; what was noticed on the way goes into `intake`.

    Raises ClusterError for a file that is there, and that the workers do not see.
    """
    missing: list[Unreadable] = []
    for row in shards.select("rest").toLocalIterator():
        unreadable, noticed = unpacked(row.rest)
        missing += unreadable
        if noticed:
            intake.used |= noticed.used
            intake.no_pages |= noticed.no_pages
            intake.left_out += noticed.left_out
    for one in missing:
        if one.reason == NOT_THERE and os.path.lexists(one.source):
            raise ClusterError(
                f"{one.source} is here, but the workers do not see it: what is audited must lie where all machines of "
                "the cluster see it by the same path, or have an address (s3://…)"
            )
    return missing


def survey(spark: SparkSession, shards: DataFrame) -> Facts:
    """What the batch has in common, counted where the shards are."""
    found = {}
    for name, least in (("lines", MIN_REPEATS), ("days", 1), ("orders", 1)):
        shards.selectExpr(f"inline({name})").createOrReplaceTempView("sights")
        found[name] = sorted((row.what % (1 << 64), row.times) for row in spark.sql(COUNTED, [least]).collect())
    articles = shards.selectExpr("coalesce(sum(count), 0)").first()[0]
    days = {date.fromordinal(day).isoformat(): times for day, times in found["days"]}
    return Facts(articles, dict(found["lines"]), days, dict(found["orders"]))
