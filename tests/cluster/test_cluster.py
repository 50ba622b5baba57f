"""Past one machine: the same tables from a cluster of two workers, one of which is killed in mid-run."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner

from growth import article
from presscheck import cli, pipeline, run_folder, shards, tables
from presscheck.cluster import ClusterError, audit, reading, session
from presscheck.config import Settings, load
from presscheck.model import Unreadable
from presscheck.read import Intake
from presscheck.run_folder import Run
from presscheck.validate.views import VIEWS

MASTER = "local-cluster[2,1,1024]"
MISSING = [name for name, there in (("java", shutil.which("java")), ("pyspark", find_spec("pyspark"))) if not there]
needs_a_cluster = pytest.mark.skipif(
    bool(MISSING) and not os.environ.get("CI"), reason=f"{' and '.join(MISSING)} not installed"
)
pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas")
SMALL = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""For the Java machines: they live for a minute."""
EARLIER = "earlier-run"


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from pyspark import __file__ as installed

    settings = {
        "spark.ui.enabled": "false",
        "spark.local.dir": str(tmp_path_factory.mktemp("spark")),
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.adaptive.enabled": "false",
        # compiling its queries takes Spark longer than running these
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.driver.extraJavaOptions": SMALL,
        "spark.executor.extraJavaOptions": SMALL,
    }
    made = session.start(MASTER, settings)
    yield made
    logs = Path(installed).parent / "work" / made.sparkContext.applicationId
    made.stop()
    shutil.rmtree(logs, ignore_errors=True)  # a cluster on one machine leaves them beside Spark


@pytest.fixture
def batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a batch, named relative to where the audit is asked for: pages, texts, tables, what cannot be read."""
    monkeypatch.chdir(tmp_path)
    folder = Path("batch")
    shutil.copytree(Path(__file__).parents[2] / "seeds/raw", folder / "seeds")
    for number in range(60):
        (folder / f"a{number:03}.txt").write_text(article(number)["text"])
    rows = (json.dumps(article(number)) for number in range(55, 95))
    (folder / "rows.jsonl").write_text("\n".join(rows))
    (folder / "twin.txt").write_text(article(3)["text"])
    (folder / "bad.html").write_bytes(b"\0" * 10)
    (folder / os.fsdecode(b"n\xe4me.txt")).write_text(article(200)["text"])
    return folder


def executors(application: str) -> list[int]:
    """The processes of the workers of an application."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            command = (entry / "cmdline").read_bytes()
        except OSError:
            continue
        if b"CoarseGrainedExecutorBackend" in command and application.encode() in command:
            found.append(int(entry.name))
    return found


class Killer(threading.Thread):
    """Kills one of the workers while both examine."""

    def __init__(self, spark: Any) -> None:
        super().__init__(daemon=True)
        self._context = spark.sparkContext
        self.killed: list[int] = []

    def run(self) -> None:
        """Waits until some tasks of a step are done, and others are not."""
        tracker = self._context.statusTracker()
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            stages = [info for stage in tracker.getActiveStageIds() if (info := tracker.getStageInfo(stage))]
            if any(1 < stage.numCompletedTasks < stage.numTasks - 2 for stage in stages):
                victim = executors(self._context.applicationId)[0]
                os.kill(victim, signal.SIGKILL)
                self.killed.append(victim)
                return
            time.sleep(0.02)


@needs_a_cluster
@pytest.mark.filterwarnings("ignore")  # of what Great Expectations imports, here in the process of the tests
def test_same_tables_although_a_worker_is_killed(
    spark: Any, batch: Path, monkeypatch: pytest.MonkeyPatch, audit_without_contracts: Callable[..., Run]
) -> None:
    monkeypatch.setattr(shards, "SHARD", 20)  # of the tasks; within one, a worker has its own
    Path("presscheck.toml").write_text(
        'out = "once"\nworkers = 1\n'
        '[[waive]]\nrule = "BY01"\nreason = "signs nobody"\nowner = "I. Marten"\n'
        '[[waive]]\nrule = "PI01"\nreason = "none here"\nowner = "I. Marten"\n'
    )
    Path("before").mkdir()
    for number in (5, 300):
        Path(f"before/{number}.txt").write_text(article(number)["text"])
    before = audit_without_contracts(["before"], Settings(out="once"))
    before.run_dir.rename(f"once/{EARLIER}")
    shutil.copytree("once", "many")
    from presscheck.validate.engine import Engine

    here = nullcontext(SimpleNamespace(validate=Engine().check))  # the import of Great Expectations serves both audits
    with monkeypatch.context() as without_report:
        without_report.setattr(run_folder, "build_report", lambda *_: None)
        once = pipeline.audit([batch], load(), start_validator=lambda: here).run_dir  # type: ignore[arg-type,return-value]

    killer = Killer(spark)
    examine = shards.Work.__init__

    def begun(*values: Any, **named: Any) -> None:  # the step is described, and about to begin
        if not killer.is_alive() and not killer.killed:
            killer.start()
        examine(*values, **named)

    monkeypatch.setattr(shards.Work, "__init__", begun)
    there = executors(spark.sparkContext.applicationId)
    done = CliRunner().invoke(cli.main, ["audit", str(batch), "--out", "many", "--format", "json", "--master", MASTER])
    assert done.exit_code == 1, done.output
    many = Path(json.loads(done.output)["run_dir"])

    assert len(there) == 2
    assert killer.killed
    assert killer.killed[0] not in executors(spark.sparkContext.applicationId)
    for name in tables.TABLES:
        one, other = (run / "data" / f"{name}.parquet" for run in (once, many))
        assert one.read_bytes() == other.read_bytes(), name
        assert tables.read(many, name), name
    assert tables.read(many, "expectations") == tables.read(once, "expectations")
    runs = [json.loads((run / "run.json").read_text()) for run in (once, many)]
    for run in runs:
        for moving in ("run", "started", "seconds"):
            del run[moving]
        del run["settings"]["out"]
    assert runs[0] == runs[1]
    assert (many / "index.html").is_file()


@needs_a_cluster
def test_a_file_that_the_workers_do_not_see(spark: Any, batch: Path) -> None:
    rows = [(reading.packed(([Unreadable(str(batch / "twin.txt"), reading.NOT_THERE)], None)),)]
    with pytest.raises(ClusterError, match=r"twin\.txt is here, but the workers do not see it"):
        reading.rest(spark.createDataFrame(rows, "rest binary"), Intake())


@needs_a_cluster
def test_a_folder_that_the_workers_do_not_see(spark: Any, batch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getcwd", lambda: "/of/another/machine")
    with pytest.raises(ClusterError, match="/of/another/machine: the workers do not see it"), session.explained():
        reading.read(spark, [str(batch / "twin.txt")], Intake()).count()


def test_runs_do_not_go_to_a_bucket() -> None:
    with pytest.raises(ClusterError, match="s3://runs/nightly: on a cluster"):
        audit(["batch"], Settings(out="s3://runs/nightly"), None)  # type: ignore[arg-type]


def test_without_java(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(ClusterError, match="Java 17"):
        session.start(MASTER)


def test_without_pyspark(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(ClusterError, match=r"pip install presscheck\[spark\]"):
        session.start(MASTER)


@pytest.mark.skipif("pyspark" in MISSING, reason="pyspark and sqlglot not installed")
@pytest.mark.parametrize("view", VIEWS)
def test_views_have_no_macro_left(view: str) -> None:
    from presscheck.cluster.suites import in_spark

    query = in_spark(VIEWS[view].sql).lower()
    assert not any(
        f"{macro}(" in query for macro in ("as_flag", "written_day", "earliest_day", "in_year", "not_a_date")
    )
