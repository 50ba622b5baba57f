"""The nightly job as it is left running: served flows, schedules, the inbox, notifications, cancellation, retries."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import fsspec
import pytest
import yaml

from presscheck import history, inbox, run_folder

if TYPE_CHECKING:
    from tests.flows.conftest import Flows, Server

pytestmark = pytest.mark.flows

ROOT = Path(__file__).parents[2]
FLOWS = ROOT / "flows"
SECONDS = 240
BATCHES = int(os.environ.get("PRESSCHECK_BATCHES", "4"))
"""`make stress` asks for 100."""
STORY = (
    "The council of Norrhaven voted on Monday to reopen the harbour baths, number {0}, after eleven years of argument.\n"
    "Swimmers had asked for it since the pumps were repaired, and the mayor called vote {0} a matter of fairness.\n"
)


def batch(folder: Path, name: str, number: int = 0) -> Path:
    """One readable article, and the marker that the batch is complete."""
    path = folder / name
    path.mkdir(parents=True)
    (path / "a.txt").write_text(f"Baths to reopen, part {number}\nBy Ilse Marten\n5 March 2024\n{STORY.format(number)}")
    (path / inbox.MARKER).touch()
    return path


def wait_for(what: Callable[[], Any], seconds: float = SECONDS) -> Any:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := what():
            return found
        time.sleep(0.3)
    raise AssertionError("it did not happen in time")


@pytest.fixture
def log() -> Iterator[list[str]]:
    """What flows and tasks in this process log; none of it is a traceback."""
    lines: list[str] = []

    class Lines(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(self.format(record))

    loggers, handler = [logging.getLogger(f"prefect.{name}") for name in ("flow_runs", "task_runs")], Lines()
    for logger in loggers:
        logger.addHandler(handler)
    yield lines
    for logger in loggers:
        logger.removeHandler(handler)
    assert "Traceback" not in "\n".join(lines)


@dataclass(frozen=True)
class Desk:
    """What a notification block reaches: the bodies that were posted, and the name of the block."""

    heard: list[dict[str, Any]]
    block: str


@pytest.fixture(scope="module")
def desk(flows: Flows) -> Iterator[Desk]:
    from prefect.blocks.notifications import MattermostWebhook

    heard: list[dict[str, Any]] = []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            heard.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Receiver) as receiver:
        threading.Thread(target=receiver.serve_forever, daemon=True).start()
        block = MattermostWebhook(hostname="127.0.0.1", port=receiver.server_port, token="a" * 24)
        with ThreadPoolExecutor(1) as apart:  # a browser's event loop may run in this thread; `save` would only promise
            apart.submit(copy_context().run, block.save, "desk").result()
        yield Desk(heard, "mattermost-webhook/desk")
        receiver.shutdown()


@dataclass(frozen=True)
class Served:
    """`presscheck serve`, running."""

    server: Server
    home: Path
    pid: int

    def runs(self, deployment: str) -> list[dict[str, Any]]:
        question = {"deployments": {"name": {"any_": [deployment]}}, "sort": "EXPECTED_START_TIME_DESC"}
        found: list[dict[str, Any]] = self.server.ask("/flow_runs/filter", question)
        return found

    def start(self, name: str, **parameters: Any) -> str:
        deployment = self.server.ask(f"/deployments/name/{name}")
        made = self.server.ask(f"/deployments/{deployment['id']}/create_flow_run", {"parameters": parameters})
        return str(made["id"])

    def pause(self, name: str) -> None:
        """No schedule of the deployment fires any more."""
        deployment = self.server.ask(f"/deployments/name/{name}")
        self.server.ask(f"/deployments/{deployment['id']}/pause_deployment", {})

    def rest(self) -> None:
        """No schedule fires any more, and no run or its process is left: the runner would try to end one that ends."""
        ids = [one["id"] for one in self.server.ask("/deployments/filter", {})]
        for deployment in ids:
            self.server.ask(f"/deployments/{deployment}/pause_deployment", {})
        busy = {"state": {"type": {"any_": ["PENDING", "RUNNING", "CANCELLING"]}}, "deployment_id": {"any_": ids}}
        wait_for(lambda: not self.server.ask("/flow_runs/filter", {"flow_runs": busy}))
        wait_for(lambda: not self.processes())
        time.sleep(1)  # until the runner has heard of the last one

    def processes(self) -> list[str]:
        """Processes that the runner has started for runs, also those that it has not waited for."""
        return [pid for task in Path(f"/proc/{self.pid}/task").glob("*/children") for pid in task.read_text().split()]

    def end_of(self, run: str) -> dict[str, Any]:
        def ended() -> Any:
            state = self.server.ask(f"/flow_runs/{run}")
            return state if state["state_type"] in ("COMPLETED", "FAILED", "CRASHED", "CANCELLED") else None

        found: dict[str, Any] = wait_for(ended)
        return found


@pytest.fixture(scope="module")
def served(
    server: Server, unit: Callable[[str], tuple[list[str], dict[str, str]]], desk: Desk, tmp_path_factory: Any
) -> Iterator[Served]:
    """As the unit for systemd starts it, but every minute; in the inbox lies a batch without bylines and dates."""
    home = tmp_path_factory.mktemp("served")
    article = batch(home / "incoming", "first") / "a.txt"
    article.write_text(STORY.format(1))
    command, told = unit("presscheck-serve.service")
    command += ["--cron", "* * * * *", "--quiet", "0", "--notify", desk.block]
    env = told | server.env | {"PREFECT_RUNNER_POLL_FREQUENCY": "2"}
    with (home / "serve.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=home, env=env, stdout=log, stderr=log, start_new_session=True)
    try:
        wait_for(lambda: process.poll() is not None or len(server.ask("/deployments/filter", {})) >= 4)
        assert process.poll() is None, (home / "serve.log").read_text()
        started = Served(server, home, process.pid)
        yield started
        started.rest()
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    assert "Traceback" not in (home / "serve.log").read_text("utf-8")


def test_the_server_keeps_its_runs_in_postgresql(server: Server, database: str | None) -> None:
    if database is None:
        pytest.skip("PostgreSQL is not installed, or PRESSCHECK_TEST_DATABASE=sqlite: the server ran on SQLite")
    assert server.env["PREFECT_API_DATABASE_CONNECTION_URL"] == database
    assert not (server.log.parent / "prefect.db").exists()


def audited(flows: Flows, *arguments: Any, **more: Any) -> str:
    """The id of the run of the flow in this process."""
    state = flows.audit.audit_batch(*arguments, **more, return_state=True)
    assert state.is_completed(), state
    return str(state.state_details.flow_run_id)


def test_news_are_told_once_and_artifacts_are_left(
    served: Served,
    flows: Flows,
    desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    log: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = batch(tmp_path, "poor")
    good = (folder / "a.txt").read_text()

    def heard() -> list[str]:
        before = len(desk.heard)
        run_id.append(audited(flows, [str(folder)], "out", notify=[desk.block]))
        mine = {run.path.name for run in history.runs(tmp_path / "out")}  # what is served tells its own
        return [m["text"] for m in desk.heard[before:] if any(name in m["text"] for name in mine)]

    run_id: list[str] = []
    heard()
    found = served.server.ask("/artifacts/filter", {"flow_runs": {"id": {"any_": run_id}}})
    assert {artifact["key"] for artifact in found} == {"audit-summary", "failed-expectations", "audit-report"}

    (folder / "a.txt").write_text(good.replace("Baths to reopen, part 0\nBy Ilse Marten\n5 March 2024\n", ""))
    (told,) = heard()
    assert " fails: " in told
    assert heard() == []  # as it was: no news
    (folder / "a.txt").write_text(good)
    (told,) = heard()
    assert "holds again" in told

    state = flows.digest.digest("out", return_state=True)
    assert state.is_completed(), state
    (digest,) = (tmp_path / "out").glob("digest-*.md")
    assert "| runs | 0 | 4 |" in digest.read_text()

    state = flows.recheck.recheck(["last~1"], "out", "again", return_state=True)
    assert state.is_completed(), state
    (report,) = (tmp_path / "again").glob("recheck-*.md")
    assert "1 changed" in report.read_text()
    assert any("report: " in line for line in log)


def test_an_audit_that_takes_too_long_leaves_no_run(
    flows: Flows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, log: list[str]
) -> None:
    """Also after files were read, each within its own time: that is measured with the same clock."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(run_folder, "build_report", lambda *arguments: time.sleep(60))
    short = flows.audit.audit_batch.with_options(timeout_seconds=6)
    state = short([str(batch(tmp_path, "in"))], "out", return_state=True)
    assert state.name == "TimedOut", state
    assert list(tmp_path.glob("out/*")) == []


def test_the_schedule_audits_what_is_in_the_inbox_and_gates_it(served: Served, desk: Desk) -> None:
    wait_for((served.home / "incoming" / inbox.STATE / "first.done").exists)
    (run,) = history.runs(served.home / "reports")
    assert run.facts["paths"] == [str(served.home / "incoming" / "first")]
    accepted = served.home / "accepted" / f"{run.path.name}.jsonl"
    held = served.home / "held" / f"{run.path.name}.jsonl"
    assert len(accepted.read_text().splitlines()) + len(held.read_text().splitlines()) == 1
    fired = wait_for(lambda: [r for r in served.runs("inbox") if r["state_type"] == "COMPLETED"])
    assert fired[-1]["auto_scheduled"]
    assert fired[-1]["name"] == "inbox incoming"
    assert any(run.path.name in message["text"] and " fails: " in message["text"] for message in desk.heard)
    served.pause("inbox/inbox")  # it has fired; a run each minute would only be in the way of the others

    run_on_demand = served.end_of(served.start("digest/digest", days=2))
    assert run_on_demand["state_type"] == "COMPLETED", run_on_demand["state"]
    (digest,) = (served.home / "reports").glob("digest-*.md")
    assert "| runs | 0 | 1 |" in digest.read_text()


def test_a_cancelled_audit_leaves_no_run(served: Served, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run = served.start("audit-batch/audit-batch", paths=[str(batch(tmp_path, "in"))], out=str(out), notify=[])
    wait_for(lambda: out.is_dir() and list(out.iterdir()))
    # Not by the command, which takes seconds to start: the audit may be through by then.
    answer = served.server.ask(f"/flow_runs/{run}/set_state", {"state": {"type": "CANCELLING"}})
    assert answer["status"] == "ACCEPT", answer
    assert served.end_of(run)["state_type"] == "CANCELLED"
    wait_for(lambda: not list(out.iterdir()), 60)


def test_prefect_yaml_and_serve_deploy_the_same(served: Served) -> None:
    declared = {one["name"]: one for one in yaml.safe_load((ROOT / "prefect.yaml").read_text())["deployments"]}
    assert set(declared) == {"audit-batch", "inbox", "digest", "recheck"}
    for name, one in declared.items():
        there = served.server.ask(f"/deployments/name/{name}/{name}")
        assert there["tags"] == one["tags"]
        assert there["description"] == one["description"]
        limit = there["concurrency_options"] and {
            "collision_strategy": there["concurrency_options"]["collision_strategy"]
        }
        expected = one.get("concurrency_limit")
        assert limit == (expected and {"collision_strategy": expected["collision_strategy"]})
        assert bool(there["schedules"]) == ("schedules" in one)


INBOX = (
    "import sys; sys.path.insert(0, sys.argv[1]); from inbox import inbox_flow; "
    "s = inbox_flow(*sys.argv[2:4], quiet_seconds=0, accepted=sys.argv[4], held=sys.argv[5], return_state=True); "
    "print(s.message); sys.exit(not s.is_completed())"
)


def test_two_inbox_flows_at_once_audit_each_batch_once(
    server: Server, few_contracts: Callable[[Path], None], tmp_path: Path
) -> None:
    few_contracts(tmp_path)
    names = [f"{number:03}" for number in range(BATCHES)]
    for number, name in enumerate(names):
        batch(tmp_path / "in", name, number)
    places = [str(tmp_path / name) for name in ("in", "out", "accepted", "held")]
    command = [sys.executable, "-c", INBOX, str(FLOWS), *places]
    both = [
        subprocess.Popen(
            command, cwd=tmp_path, env=server.env, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        for _ in range(2)
    ]
    said = [process.communicate(timeout=300 + 60 * BATCHES)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert not any("Traceback" in text for text in said), said
    runs = history.runs(tmp_path / "out")
    assert sorted(Path(run.facts["paths"][0]).name for run in runs) == names
    assert len(list((tmp_path / "accepted").iterdir())) == len(names)


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that opens and gives an I/O error")
def test_reading_is_tried_again_after_an_io_error(
    flows: Flows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, log: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    article = batch(tmp_path, "in") / "a.txt"
    good = article.read_text()
    article.unlink()
    article.symlink_to("/proc/self/mem")

    class Share(logging.Handler):
        """The network share that is back when the first attempt has failed."""

        def emit(self, record: logging.LogRecord) -> None:
            if "Input/output error" in record.getMessage() and article.is_symlink():
                article.unlink()
                article.write_text(good)

    logger, share = logging.getLogger("prefect.task_runs"), Share()
    logger.addHandler(share)
    try:
        audited(flows, ["in"], "out")
    finally:
        logger.removeHandler(share)
    assert any("Retry 1/3" in line for line in log), log
    (run,) = history.runs(tmp_path / "out")
    assert (run.facts["counts"]["articles"], run.facts["counts"]["unreadable"]) == (1, 0)


def test_runs_may_lie_in_a_bucket(
    flows: Flows, few_contracts: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, log: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    few_contracts(tmp_path)
    place = f"memory://{tmp_path.name}"
    memory = fsspec.filesystem("memory")
    for number in (1, 2):
        batch(tmp_path / "in", f"batch-{number}", number)
    gate = {"quiet_seconds": 0, "accepted": f"{place}/accepted", "held": "held"}
    for message in ("2 audited, 0 not complete yet", "0 audited, 0 not complete yet"):
        state = flows.inbox.inbox_flow("in", f"{place}/reports", **gate, return_state=True)
        assert (state.is_completed(), state.message) == (True, message)
    assert len(memory.ls(f"{place}/accepted")) == 2
    assert len(list((tmp_path / "held").iterdir())) == 2

    state = flows.digest.digest(f"{place}/reports", return_state=True)
    assert state.is_completed(), state
    [digest] = memory.glob(f"{place}/reports/digest-*.md")
    assert b"| runs | 0 | 2 |" in memory.cat(digest)
    state = flows.recheck.recheck(["last", "none"], f"{place}/reports", f"{place}/again", return_state=True)
    assert state.message == f"none is not a finished run, neither as a folder nor in {place}/reports"
    [report] = memory.glob(f"{place}/again/recheck-*.md")
    assert b"Of 1 inputs 0 are gone and 0 changed" in memory.cat(report)
    assert not list(tmp_path.glob("memory*"))
    assert any(f"report: {place}/reports/" in line for line in log)


def test_no_flow_takes_a_secret_in_an_address(flows: Flows, log: list[str]) -> None:
    place = "ftp://me:geheim@host/reports"
    for state in (
        flows.audit.audit_batch(["in"], place, return_state=True),
        flows.inbox.inbox_flow("in", accepted=place, held="held", return_state=True),
        flows.digest.digest(place, return_state=True),
        flows.recheck.recheck(["last"], into=place, return_state=True),
    ):
        assert state.is_failed()
        assert state.message.startswith("ftp://me:***@host/reports: Prefect keeps the parameters")
    assert not any("geheim" in line for line in log)
