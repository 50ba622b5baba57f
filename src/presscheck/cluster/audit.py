"""An audit on a cluster: the steps of `presscheck.pipeline.audit` in the same order, and the same run folder."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from presscheck import buckets, tables
from presscheck import link as linked
from presscheck.asked import asked_for
from presscheck.batches import joined, settle
from presscheck.cluster import examining, linking, reading, writing
from presscheck.cluster.session import ClusterError, explained, kept
from presscheck.config import Settings
from presscheck.run_folder import Run, published
from presscheck.selection import reported
from presscheck.shards import Work

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def audit(paths: Sequence[str | Path], settings: Settings, spark: SparkSession) -> Run:
    """As `presscheck.pipeline.audit`, with articles read, examined, linked and made into rows on the workers.

    Links, stories, outlines and the rules over the batch are here. Paths, plug-ins and ``settings.out`` must lie where
    all machines of the cluster see them. Raises ClusterError too.
    """
    if buckets.is_bucket(settings.out):
        raise ClusterError(f"{buckets.shown(settings.out)}: on a cluster, runs land in a folder that all machines see")
    settings = replace(settings, out=str(buckets.local(settings.out)))
    asked = asked_for(paths, settings)

    @contextmanager
    def doing(step: str) -> Iterator[None]:
        """What Spark's pages call the jobs in the body."""
        spark.sparkContext.setJobDescription(f"presscheck: {step}")
        yield

    with explained(), ExitStack() as stack:
        with asked.clock("read"), doing("read"):
            shards = stack.enter_context(kept(reading.read(spark, asked.found.sources, asked.intake)))
            unreadable = [*asked.found.unreadable, *reading.rest(shards, asked.intake)]
            facts = reading.survey(spark, shards)
        with asked.clock("examine"), doing("examine"):
            like = Work([], facts, settings.ignore, settings.plugins, settings.limits)
            frame = stack.enter_context(kept(examining.examine(spark, shards, like, asked.waivers)))
            examined = examining.Examined(frame, Path(settings.out))
            asked.waivers.used.update(examined.used)
        with asked.clock("link"), doing("link"):
            batch = asked.batch(examined.dossiers, examined.outlines, [*unreadable, *examined.unreadable], facts)
            past = linked.earlier(Path(settings.out), batch.by_id) if settings.history else linked.Earlier()
            done = linking.link(spark, examined.articles, past)
            ends = {article for one in done.links for article in (one.article_a, one.article_b)}
            examined.expect(ends - past.rows.keys())
            batch = joined(batch, past, done, settings.ignore, settings.plugins)
            batch = settle(batch, asked.waivers)

        def write(folder: Path) -> tables.Counts:
            with doing("write"):
                return writing.write(folder, examined.articles, batch, reported(settings.select))

        def validate(run_dir: Path, docs: Path | None) -> list[tables.Row]:
            os.environ |= {"GX_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1"}  # read when it is imported
            from presscheck.cluster.suites import SparkViews
            from presscheck.validate.engine import SPARK, Engine

            views = SparkViews(spark, _for_spark(run_dir / "data"))
            with doing("validate"):
                return Engine(SPARK).check_frames(views, asked.suites, settings.thresholds, docs)

        return published(asked, batch.unreadable, batch.search, write, validate)


def _for_spark(folder: Path) -> str:
    """A folder as Spark names it, on the file system of this machine; no character of it is part of a pattern."""
    return "file:" + re.sub(r"([\\{}\[\]*?])", r"\\\1", str(folder.absolute()))
