"""Link on the workers: the join of rare fingerprints and the groups of one text in Spark's SQL, pairs compared there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from presscheck.cluster.rows import digests, lists, signed, unpacked
from presscheck.cluster.session import kept
from presscheck.link import Earlier, Linked, body_for_linking, candidates, pairs, prints
from presscheck.link.fingerprints import grams
from presscheck.link.overlap import Grams, overlap
from presscheck.model import SCHEMAS, Link

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

EARLIER = 1 << 62
"""Articles of earlier runs are numbered from here."""
TEXTS = "number bigint, article string, body binary"
LINKS = ", ".join(
    f"{field.name} {({'string': 'string', 'int64': 'bigint', 'double': 'double'})[str(field.type)]}"
    for field in SCHEMAS["links"]
)
SAME = (
    "select collect_list(article) as members from digests where digest is not null group by digest having count(*) > 1"
)
KEPT_GRAMS = 500
"""Texts whose 5-grams a worker keeps: pairs come sorted by their first one."""


def link(spark: SparkSession, articles: DataFrame, past: Earlier) -> Linked:
    """As `presscheck.link.link`, of the examined articles and those of earlier runs."""
    texts = past.texts()
    before = _earlier(spark, texts)
    found = articles.selectExpr("number as article", "explode(prints) as print")
    digests = articles.select("article", "digest")
    bodies = articles.select("number", "article", "dossier")
    if before is not None:
        found = found.union(before.selectExpr("number", "explode(prints)"))
        digests = digests.union(before.select("article", "digest"))
    found.createOrReplaceTempView("prints")
    digests.createOrReplaceTempView("digests")
    most = candidates.MAX_ARTICLES_PER_PRINT
    least = [candidates.MIN_SHARED_PRINTS, candidates.MANY_SHARED_PRINTS, candidates.MIN_SHARE]
    with kept(spark.sql(candidates.OFTEN)) as often:
        often.createOrReplaceTempView("often")
        spark.sql(candidates.RARE, [most]).createOrReplaceTempView("rare")
        with kept(spark.sql(candidates.PAIRS, [most, EARLIER, *least])) as compared:
            count = compared.count()
            links = {(one.article_a, one.article_b): one for one in _compared(compared, bodies, before)}
        common = spark.sql(candidates.COMMON, [most]).first()[0]
        mostly = spark.sql(candidates.MOSTLY_COMMON, [most]).first()[0] if common else 0
    earlier = set(texts)
    for row in spark.sql(SAME).collect():
        links |= {(a, b): pairs.identical(a, b) for a, b in pairs.twins(sorted(row.members), earlier)}
    return Linked(tuple(links[pair] for pair in sorted(links)), count, common, mostly)


def _earlier(spark: SparkSession, texts: dict[str, str]) -> DataFrame | None:
    """The articles of earlier runs, as those of this one are; None where there are none."""
    if not texts:
        return None
    parts = [
        pa.table(
            {
                "article": part.articles,
                "digest": digests(part),
                "prints": lists(pa.array(signed(part.prints)), part.sizes),
                "body": [_bytes(texts[article]) for article in part.articles],
            }
        )
        for part in prints.in_chunks(texts, [*texts])
    ]
    whole = pa.concat_tables(parts)
    numbers = pa.array(np.arange(EARLIER, EARLIER + len(whole)))
    return spark.createDataFrame(whole.add_column(0, "number", numbers))


def _compared(compared: DataFrame, articles: DataFrame, before: DataFrame | None) -> Iterator[Link]:
    """The links that comparing these pairs finds."""
    needed = compared.selectExpr("a as number").union(compared.select("b")).distinct()
    texts = articles.join(needed, "number", "left_semi").mapInArrow(bodies_of, TEXTS)
    if before is not None:
        texts = texts.union(before.select("number", "article", "body"))
    one = texts.selectExpr("number as a", "article as article_a", "body as body_a")
    other = texts.selectExpr("number as b", "article as article_b", "body as body_b")
    both = compared.join(one, "a").join(other, "b").sortWithinPartitions("a")
    both = both.select("article_a", "body_a", "article_b", "body_b")
    for row in both.mapInArrow(compare, LINKS).collect():
        yield Link(**row.asDict())


def bodies_of(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """On a worker: what is compared of each dossier."""
    for batch in batches:
        bodies = [_bytes(body_for_linking(unpacked(data).clean_text)) for data in batch["dossier"].to_pylist()]
        yield pa.RecordBatch.from_arrays(
            [batch["number"], batch["article"], pa.array(bodies, pa.binary())], ["number", "article", "body"]
        )


def compare(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """On a worker: the links among some pairs."""

    @lru_cache(KEPT_GRAMS)
    def grams_of(body: bytes) -> Grams:
        return Grams.of(grams(body.decode("utf-8", "surrogatepass")))

    for batch in batches:
        found = []
        for a, body_a, b, body_b in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            (here, one), (there, other) = sorted([(a, body_a), (b, body_b)])
            made = pairs.relate(here, there, overlap(grams_of(one), grams_of(other)))
            if made:
                found.append({field.name: getattr(made, field.name) for field in SCHEMAS["links"]})
        if found:
            yield pa.RecordBatch.from_pylist(found, SCHEMAS["links"])


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
