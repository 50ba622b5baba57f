"""Examine on the workers; the dossiers stay there, and come one at a time where the batch as a whole asks for them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from presscheck import shards
from presscheck.batches import waived
from presscheck.check import Waivers
from presscheck.cluster.rows import digests, lists, packed, signed, sort_key, unpacked
from presscheck.model import Dossier, Outline, Unreadable, Waiver
from presscheck.pipeline import IN_MEMORY
from presscheck.shards import Work, examine_work
from presscheck.spool import Changed, Spool

if TYPE_CHECKING:
    from pyspark import Broadcast
    from pyspark.sql import DataFrame, SparkSession

EXAMINED = (
    "number bigint, article string, source binary, dossier binary, outline binary, digest binary, prints array<bigint>, "
    "rest binary"
)
"""An article: its number and id, its source as a key to sort by, its dossier and outline, the digest of its text (null for
none), its fingerprints. Or, with a `rest` and nothing else but a number: what else a shard gave."""
STRETCH = 200
"""Dossiers that are fetched at a time where one is asked for that was not expected."""
STRETCHES = 20
"""Stretches that are kept in memory."""


def examine(spark: SparkSession, shards: DataFrame, like: Work, waivers: Waivers) -> DataFrame:
    """The articles of the shards, examined as `like` says, findings waived; as `EXAMINED`."""
    told = spark.sparkContext.broadcast((like, waivers))
    return (
        shards.where("count > 0").select("number", "articles").mapInArrow(partial(examine_shards, told=told), EXAMINED)
    )


def examine_shards(
    batches: Iterator[pa.RecordBatch], told: Broadcast[tuple[Work, Waivers]]
) -> Iterator[pa.RecordBatch]:
    """On a worker: the articles of some shards, examined."""
    like, given = told.value
    for batch in batches:
        for number, articles in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            waivers = replace(given, used=set())
            examined = examine_work(replace(like, articles=unpacked(articles)))
            yield _rows(number, examined, waived([parcel.item for parcel in examined.dossiers], waivers), waivers.used)


def _rows(number: int, examined: shards.Examined, dossiers: list[Dossier], used: set[Waiver]) -> pa.RecordBatch:
    none = [None]
    prints = examined.prints.item
    return pa.RecordBatch.from_pydict(
        {
            "number": [*range(number, number + len(dossiers)), number],
            "article": pa.array([*prints.articles, *none], pa.string()),
            "source": pa.array([*(sort_key(dossier.article.source) for dossier in dossiers), *none], pa.binary()),
            "dossier": pa.array([*map(packed, dossiers), *none], pa.binary()),
            "outline": pa.array([*map(packed, examined.outlines.item), *none], pa.binary()),
            "digest": pa.concat_arrays([digests(prints), pa.nulls(1, pa.binary())]),
            "prints": lists(pa.array(signed(prints.prints)), np.append(prints.sizes, 0)),
            "rest": pa.array([*none * len(dossiers), packed((examined.unreadable, used))], pa.binary()),
        }
    )


class Examined:
    """The examined articles of a batch: outlines here, dossiers on the workers."""

    def __init__(self, frame: DataFrame, folder: Path) -> None:
        """Brings the outlines into a file without a name in `folder`."""
        self._folder = folder
        self.articles = frame.where("dossier is not null")
        self.outlines = Spool[Outline](folder, IN_MEMORY)
        self.unreadable: list[Unreadable] = []
        self.used: set[Waiver] = set()
        """The waivers that were of use."""
        self._numbers = array("q")
        for row in frame.select("number", "outline", "rest").toLocalIterator():
            if row.rest is None:
                self._numbers.append(row.number)
                self.outlines.append(unpacked(row.outline))
            else:
                unreadable, used = unpacked(row.rest)
                self.unreadable += unreadable
                self.used |= used
        self._here: dict[int, int] = {}
        self._expected = Spool[Dossier](folder, IN_MEMORY)
        self._stretch = lru_cache(STRETCHES)(self._fetch)

    @property
    def dossiers(self) -> Sequence[Dossier]:
        """The dossiers, in order; each is brought when it is asked for."""
        return Changed(range(len(self._numbers)), self._dossier)

    def expect(self, articles: Iterable[str]) -> None:
        """Bring the dossiers of these articles, in one go: they will be asked for."""
        wanted = pa.table({"article": pa.array(sorted(articles), pa.string())})
        few = self.articles.sparkSession.createDataFrame(wanted)
        self._here, self._expected = {}, Spool[Dossier](self._folder, IN_MEMORY)
        for row in self.articles.join(few, "article", "left_semi").select("number", "dossier").toLocalIterator():
            self._here[row.number] = len(self._expected)
            self._expected.append(unpacked(row.dossier))

    def _dossier(self, place: int) -> Dossier:
        number = self._numbers[place]
        if number in self._here:
            return self._expected[self._here[number]]
        return self._stretch(place // STRETCH)[place % STRETCH]

    def _fetch(self, stretch: int) -> list[Dossier]:
        numbers = self._numbers[stretch * STRETCH : (stretch + 1) * STRETCH]
        rows = (
            self.articles.where(f"number between {numbers[0]} and {numbers[-1]}").select("number", "dossier").collect()
        )
        return [unpacked(row.dossier) for row in sorted(rows, key=lambda row: int(row.number))]
