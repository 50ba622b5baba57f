"""The flow, its deployment and the server of the lock, as an operator runs them."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from presscheck import batches, shards
from presscheck.journal import FOLDER
from presscheck.model import SCHEMAS
from presscheck.read import Intake

if TYPE_CHECKING:
    from tests.flows.conftest import Flows, Server

pytestmark = pytest.mark.flows

ROOT = Path(__file__).parents[2]
FLOW = ROOT / "flows" / "audit.py"
"""The file that operators run."""


def tables(out: Path) -> dict[str, bytes]:
    """The table files of the one run in a folder."""
    (run_dir,) = out.iterdir()
    assert (run_dir / "run.json").is_file()
    return {file.name: file.read_bytes() for file in (run_dir / "data").iterdir()}


def differing(one: Path, other: Path) -> list[str]:
    """The tables that are not the same in two folders, byte for byte."""
    left, right = tables(one), tables(other)
    assert set(left) == set(right) == {f"{name}.parquet" for name in SCHEMAS}
    return [name for name in left if left[name] != right[name]]


def newest_run(server: Server) -> dict[str, Any]:
    question = {
        "flows": {"name": {"any_": ["audit-batch"]}},
        "flow_runs": {"state": {"type": {"not_any_": ["SCHEDULED"]}}},
        "sort": "EXPECTED_START_TIME_DESC",
        "limit": 1,
    }
    runs: list[dict[str, Any]] = server.ask("/flow_runs/filter", question)
    return runs[0]


def task_runs(server: Server, run: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = server.ask("/task_runs/filter", {"flow_runs": {"id": {"any_": [run["id"]]}}})
    return found


def test_the_server_of_the_lock_starts_and_logs_no_traceback(server: Server) -> None:
    locked = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / "requirements.lock").read_text(), re.MULTILINE))
    assert server.ask("/admin/version") == locked["prefect"]
    assert {name: version(name) for name in ("fastapi", "sqlalchemy")} == {
        name: locked[name] for name in ("fastapi", "sqlalchemy")
    }
    assert server.tracebacks() == []


def test_a_deployment_completes_on_a_worker_with_the_tables_of_the_shell_command(
    server: Server, manual: Callable[..., list[str]], paths: list[str], by_the_shell: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    [run_it] = manual("prefect deployment run audit-batch/audit-batch")
    for given, ours in (('paths=["seeds/raw"]', f"paths={json.dumps(paths)}"), ("out=reports", f"out={out}")):
        assert shlex.split(run_it).count(given) == 1
        run_it = shlex.join(ours if word == given else word for word in shlex.split(run_it))
    schedule = manual("prefect deployment schedule")
    assert len(schedule) == 2
    said = server.commands(
        *manual("prefect work-pool"), *manual("prefect deploy "), run_it, *schedule, *manual("prefect block"), cwd=ROOT
    )
    assert "30 4 * * *" in said

    deployment = server.ask("/deployments/name/audit-batch/audit-batch")
    assert deployment["pull_steps"] == [
        {"prefect.deployments.steps.set_working_directory": {"directory": str(ROOT.resolve())}}
    ]
    assert deployment["global_concurrency_limit"]["limit"] == 1
    assert deployment["concurrency_options"]["collision_strategy"] == "ENQUEUE"
    assert deployment["enforce_parameter_schema"] is True
    form = deployment["parameter_openapi_schema"]
    assert form["required"] == ["paths"]
    assert all(parameter["description"] for parameter in form["properties"].values())

    # Elsewhere: the worker finds the flow by the folder that the deployment names.
    [start] = manual("prefect worker start")
    said = server.commands(f"{start} --run-once", *manual("prefect flow-run ls"), cwd=tmp_path)
    assert "Traceback" not in said
    run = newest_run(server)
    assert run["state_type"] == "COMPLETED", said
    server.forget_deployments()  # others are served under the same names

    (run_dir,) = out.iterdir()
    counts = json.loads((run_dir / "run.json").read_text("utf-8"))["counts"]
    assert run["name"] == f"audit of incoming and 1 more, {counts['inputs']} files"
    names = {task["name"] for task in task_runs(server, run)}
    assert {"read shard 1 of 2", "read shard 2 of 2", "examine in time 2 of 2", "connect", "validate"} <= names
    assert len(names) == 8, names  # a task for each shard, none for an article

    found = server.ask("/artifacts/filter", {"flow_runs": {"id": {"any_": [run["id"]]}}})
    artifacts = {artifact["key"]: artifact["data"] for artifact in found}
    assert set(artifacts) == {"audit-summary", "failed-expectations", "audit-report", "audit-progress"}
    assert f"| articles | {counts['articles']} |" in artifacts["audit-summary"]
    assert str(run_dir / "index.html") in artifacts["audit-summary"]
    assert (run_dir / "index.html").as_uri() in artifacts["audit-report"]
    assert len(json.loads(artifacts["failed-expectations"])) == counts["expectations_failed"] > 0
    assert artifacts["audit-progress"] == 100.0
    log = [line["message"] for line in server.ask("/logs/filter", {"logs": {"flow_run_id": {"any_": [run["id"]]}}})]
    assert f"read: {counts['inputs']} of {counts['inputs']}" in log

    assert differing(out, by_the_shell) == []


def test_without_a_server_the_flow_starts_one_for_all_its_processes(
    server: Server, paths: list[str], by_the_shell: Path, tmp_path: Path, tracebacks: Callable[[str], list[str]]
) -> None:
    named = ("PREFECT_API_URL", "PREFECT_API_DATABASE_CONNECTION_URL")
    env = {name: value for name, value in server.env.items() if name not in named}
    alone = replace(server, env=env | {"PREFECT_HOME": str(tmp_path / "prefect")})
    (tmp_path / "presscheck.toml").write_text("workers = 1\n")  # one process of the pool, and that of the flow
    done = alone.run(FLOW, *paths, "--out", tmp_path / "out", cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    assert tracebacks(done.stdout) == []
    assert done.stdout.count("Starting temporary server") == 1, done.stdout
    (run_dir,) = (tmp_path / "out").iterdir()
    assert re.search(
        rf"^\d+ articles, .*; report: {re.escape(str(run_dir / 'index.html'))}$", done.stdout, re.MULTILINE
    )
    assert differing(tmp_path / "out", by_the_shell) == []


def test_a_path_that_is_not_there_is_named_before_anything_starts(
    server: Server, flows: Flows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = server.ask("/flow_runs/count", {})
    done = CliRunner().invoke(flows.audit.main, ["no-such-folder", "--out", "out"])
    assert done.output == "audit.py: there is no file or folder 'no-such-folder'\n"
    assert done.exit_code == 2
    assert not (tmp_path / "out").exists()
    assert server.ask("/flow_runs/count", {}) == before


def test_a_run_that_reads_nothing_fails_with_a_sentence(
    server: Server, flows: Flows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sheet.txt").symlink_to(tmp_path / "gone")
    done = CliRunner().invoke(flows.audit.main, ["sheet.txt", "--out", "out"])
    assert done.exit_code == 1, done.output
    assert "Traceback" not in done.output
    assert "audit.py: nothing could be read of 1 file; report: " in done.output
    assert newest_run(server)["state_type"] == "FAILED"
    assert "articles.parquet" in tables(tmp_path / "out")  # the report says why


def test_an_interrupted_run_leaves_what_it_goes_on_from(
    server: Server, paths: list[str], tmp_path: Path, unready_suites: dict[str, str]
) -> None:
    out = tmp_path / "out"
    with subprocess.Popen(
        [sys.executable, FLOW, *paths, "--out", out],
        cwd=tmp_path,
        env={**server.env, **unready_suites},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509  (as in a terminal)
    ) as process:
        assert process.stdout
        begun: list[str] = []
        lines = []
        limit = threading.Timer(300, process.kill)
        limit.start()
        try:
            for line in process.stdout:
                lines.append(line)
                if "Task run 'write tables'" in line and not begun:
                    begun = sorted(path.name for path in out.iterdir())
                    os.killpg(process.pid, signal.SIGINT)
        finally:
            limit.cancel()
            process.kill()
    text = "".join(lines)
    assert len(begun) == 2, text
    assert begun[0] == FOLDER
    assert process.returncode == 130, text
    assert [path.name for path in out.iterdir()] == [FOLDER]
    assert "Traceback" not in text
    assert "audit.py: interrupted; the same command goes on from there\n" in lines  # Prefect may log behind it


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that opens and gives an I/O error")
def test_a_passing_fault_is_read_again_and_at_last_reported(
    flows: Flows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faulty, gone = tmp_path / "faulty.txt", tmp_path / "gone.txt"
    faulty.symlink_to("/proc/self/mem")

    monkeypatch.setenv("PREFECT__RUNTIME__TASK_RUN__RUN_COUNT", "3")
    with pytest.raises(OSError, match=r"1 of 2 files: Input/output error \(.*faulty\.txt\)"):
        flows.audit.read_patiently(shards.Sources([str(faulty), str(gone)], Intake()))
    assert [u.source for u in flows.audit.read_patiently(shards.Sources([str(gone)], Intake())).unreadable] == [
        str(gone)
    ]

    monkeypatch.setenv("PREFECT__RUNTIME__TASK_RUN__RUN_COUNT", "4")
    assert [u.reason for u in flows.audit.read_patiently(shards.Sources([str(faulty)], Intake())).unreadable] == [
        "Input/output error"
    ]


def test_only_reading_is_tried_again(flows: Flows) -> None:
    from prefect.states import Failed

    reading, connecting = flows.audit.as_task(shards.read_shard), flows.audit.as_task(batches.connect)
    assert (reading.name, reading.retries, connecting.retries) == ("read_shard", len(flows.audit.WAITS), 0)
    assert flows.audit.is_input_fault(reading, None, Failed(data=OSError("stale")))
    assert not flows.audit.is_input_fault(reading, None, Failed(data=ValueError("a defect of ours")))


def test_ctrl_c_while_the_flow_is_imported_ends_it_quietly(tmp_path: Path) -> None:
    command = [sys.executable, "-X", "importtime", str(FLOW), str(tmp_path)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=tmp_path) as process:
        assert process.stderr
        while "anyio" not in process.stderr.readline():  # which Prefect imports
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        assert "Traceback" not in process.stderr.read()
    assert process.returncode == 130


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--inbox", "nowhere"], "--inbox nowhere: there is no such folder"),
        (["--accepted", "a"], "the gate needs both folders, --accepted and --held"),
    ],
)
def test_what_cannot_be_served_is_told_at_once(options: list[str], said: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(FLOW.with_name("serve.py")), *options],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        timeout=120,
    )
    assert (done.returncode, said in done.stderr) == (2, True), done.stderr
