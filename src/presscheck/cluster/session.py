"""The way into a cluster, and what goes wrong on it, in words."""

from __future__ import annotations

import os
import re
import shutil
import sys
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

AT_A_TIME = 256
"""Rows that go from Spark to Python at a time: some hold a shard."""
NEEDED = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.maxRecordsPerBatch": str(AT_A_TIME),
}
"""What the queries rely on; all other settings are the cluster's (``spark-defaults.conf``, ``PYSPARK_SUBMIT_ARGS``)."""
_RAISED = re.compile(r"ClusterError: (.+)")


class ClusterError(Exception):
    """The cluster cannot be used as it is; the message says what is to be done."""


def start(master: str, settings: Mapping[str, str] | None = None) -> SparkSession:
    """A session of the cluster at `master`: ``spark://host:7077``, ``yarn``, ``k8s://…``, ``local-cluster[2,1,1024]``.

    `settings` are Spark's own. Raises ClusterError where pyspark or Java is missing, or nobody answers.
    """
    home = os.environ.get("JAVA_HOME")
    if not (shutil.which("java") or (home and (Path(home) / "bin" / "java").is_file())):
        raise ClusterError("Spark needs Java 17: neither java nor JAVA_HOME is there")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas")  # no frame of it is used
    try:
        from pyspark.sql import SparkSession as Session
    except ImportError as error:
        raise ClusterError(f"{error}: pip install presscheck[spark] brings what a cluster needs") from error
    quiet = {"spark.ui.showConsoleProgress": "false", "spark.log.level": "ERROR"}
    builder = Session.builder.master(master).appName("presscheck")
    for key, value in {**quiet, **(settings or {}), **NEEDED}.items():
        builder = builder.config(key, value)
    with explained():
        return builder.getOrCreate()


@contextmanager
def explained() -> Iterator[None]:
    """What Spark raises in its body, as a ClusterError in a sentence, without the stacks of two languages."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (Py4JError, PySparkException) as error:
        text = str(error)
        if found := _RAISED.search(text):
            raise ClusterError(found[1]) from error
        if "No module named 'presscheck" in text:
            raise ClusterError(
                "the workers cannot import presscheck: install it in the Python that PYSPARK_PYTHON names there"
            ) from error
        raise ClusterError(f"the cluster gave up: {_cause(text)[:600]}") from error


def _cause(text: str) -> str:
    """The line that says what happened: below Python's stack, where there is one, else the first."""
    lines = [line for line in text.partition("Traceback (most recent call last):\n")[2].splitlines() if line.strip()]
    return next((line for line in lines if not line[0].isspace()), text.strip().partition("\n")[0])


@contextmanager
def kept(frame: DataFrame) -> Iterator[DataFrame]:
    """The frame, made by all workers at once, and kept on them in the block; what a lost worker had is made again."""
    from pyspark import StorageLevel

    frame.persist(StorageLevel.MEMORY_AND_DISK)
    try:
        frame.count()
        yield frame
    finally:
        frame.unpersist()
