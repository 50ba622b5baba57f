"""One Prefect server for all tests of the flows, and one batch with what the shell command makes of it."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from presscheck import pipeline

ROOT = Path(__file__).parents[2]
STARTUP_SECONDS = 180
"""The server needs 10 to 40 of them on two busy cores."""

# Prefect's server reports and then repeats this when a worker asks for work and the database is SQLite
# (Prefect issue 23051, mended in 3.8); nothing is lost by it.
_REPEATED_BY_THE_SERVER = re.compile(r"mark_deployments_ready\(.*database is locked", re.DOTALL)
_RECORD = re.compile(r"^(?=\d\d:\d\d:\d\d\.\d{3} \| )", re.MULTILINE)


@dataclass(frozen=True)
class Server:
    """A running Prefect server, and the environment in which the command finds it."""

    url: str
    log: Path
    env: dict[str, str]

    def ask(self, path: str, question: dict[str, Any] | None = None) -> Any:
        """The answer of the API; with a question it is posted."""
        body = None if question is None else json.dumps(question).encode()
        request = urllib.request.Request(  # noqa: S310  (our own server)
            self.url + path, data=body, headers={"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return json.load(answer)

    def forget_deployments(self) -> None:
        """Remove all of them, with their schedules."""
        for deployment in self.ask("/deployments/filter", {}):
            request = urllib.request.Request(f"{self.url}/deployments/{deployment['id']}", method="DELETE")  # noqa: S310
            urllib.request.urlopen(request, timeout=30).close()  # noqa: S310

    def run(self, *command: str | Path, cwd: Path, seconds: float = 300) -> subprocess.CompletedProcess[str]:
        """Run a Python module or file against this server; stdout and stderr are one text."""
        return subprocess.run(
            [sys.executable, *command],
            cwd=cwd,
            env=self.env,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=seconds,
            check=False,
        )

    def tracebacks(self) -> list[str]:
        """The log records that hold one."""
        records = _RECORD.split(self.log.read_text("utf-8"))
        return [r for r in records if "Traceback" in r and not _REPEATED_BY_THE_SERVER.search(r)]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _environment(home: Path, url: str) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return ours | {
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": url,
        "PREFECT_API_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{home / 'prefect.db'}",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "NO_COLOR": "1",
        "COLUMNS": "200",
    }


def _wait_for(server: Server, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + STARTUP_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            server.ask("/health")
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
        else:
            return
    pytest.fail(f"the Prefect server did not start:\n{server.log.read_text('utf-8')[-3000:]}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """`prefect server start` has a child that serves: the whole group ends."""
    for order in (signal.SIGINT, signal.SIGKILL):
        try:
            os.killpg(process.pid, order)
            process.wait(15)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue
        return


def _as_postgres() -> dict[str, Any]:
    """Who runs the database: it refuses to be run by root."""
    return {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}


def postgresql_programs() -> Path | None:
    """Where initdb and postgres are: in Debian's folder, of the newest version; None where they are not."""
    if os.environ.get("PRESSCHECK_TEST_DATABASE") == "sqlite":
        return None
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str | None]:
    """The address of a PostgreSQL of our own on a free loopback port; None where it is not installed: then SQLite."""
    programs = postgresql_programs()
    if programs is None:
        yield None
        return
    with tempfile.TemporaryDirectory() as name:  # pytest's own folders are closed to other users
        home, port = Path(name), _free_port()
        if os.geteuid() == 0:
            shutil.chown(home, "postgres", "postgres")
        cluster = home / "cluster"
        log = home / "log"
        subprocess.run(
            [programs / "initdb", "-D", cluster, "-U", "prefect", "-A", "trust", "-E", "UTF8", "--no-sync"],
            cwd=home,
            stdout=subprocess.DEVNULL,
            check=True,
            **_as_postgres(),
        )
        where = ("-h", "127.0.0.1", "-p", str(port), "-k", str(home))
        with log.open("wb") as to:
            process = subprocess.Popen(
                [programs / "postgres", "-D", cluster, *where, "-F"], cwd=home, stdout=to, stderr=to, **_as_postgres()
            )
        try:
            ask = [programs / "psql", "-h", "127.0.0.1", "-p", str(port), "-U", "prefect", "-d", "postgres", "-qc"]
            for _ in range(60):
                if not subprocess.run([*ask, "create database prefect"], capture_output=True, check=False).returncode:
                    break
                time.sleep(0.5)
            else:
                pytest.fail(f"PostgreSQL did not start:\n{log.read_text()[-2000:]}")
            yield f"postgresql+asyncpg://prefect@127.0.0.1:{port}/prefect"
        finally:
            process.send_signal(signal.SIGINT)  # "fast": connections are closed
            process.wait(30)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, database: str | None) -> Iterator[Server]:
    """A real server on a free loopback port; its log holds no traceback, or the session fails."""
    home = tmp_path_factory.mktemp("prefect")
    port = _free_port()
    url = f"http://127.0.0.1:{port}/api"
    server = Server(url, home / "server.log", _environment(home, url))
    if database:
        server.env["PREFECT_API_DATABASE_CONNECTION_URL"] = database
    command = [
        sys.executable,
        "-m",
        "prefect",
        "server",
        "start",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--no-ui",
    ]
    with server.log.open("wb") as log:
        process = subprocess.Popen(
            command, env=server.env, cwd=home, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
    try:
        _wait_for(server, process)
        yield server
        assert process.poll() is None, f"the server ended by itself:\n{server.log.read_text('utf-8')[-3000:]}"
    finally:
        _stop(process)
    assert server.tracebacks() == []


_WORDS = (
    "harbour ferry captain mooring council vote bridge toll cork harvest violin tram museum lamp clock tide bakery "
    "rain river delta island school library gull rope anchor lantern market stall pier canal barge orchard cellar "
    "window ladder kettle postcard whistle timetable ticket wharf signal keeper lighthouse fog bell net herring"
).split()


def _article(number: int) -> str:
    """A short article of an invented outlet that shares no run of words with the others."""
    draw = random.Random(number)  # noqa: S311  (the same batch each time)
    sentences = [" ".join(draw.choices(_WORDS, k=14)).capitalize() + "." for _ in range(6)]
    return (
        f"{' '.join(draw.choices(_WORDS, k=5)).capitalize()}\n\nBy Ilse Marten\n\n"
        f"NORRHAVEN, {number % 28 + 1} March 2026 - {' '.join(sentences[:3])}\n\n{' '.join(sentences[3:])}\n\n"
        "Sign up for the Harbour Gazette morning mail\n"
    )


@pytest.fixture(scope="session")
def paths(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The seeds, and enough short articles to make two shards."""
    folder = tmp_path_factory.mktemp("batch") / "incoming"
    folder.mkdir()
    for number in range(pipeline.SHARD):
        (folder / f"{number:03}.txt").write_text(_article(number), encoding="utf-8")
    return [str(folder), str(ROOT / "seeds" / "raw")]


@pytest.fixture(scope="session")
def by_the_shell(paths: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the run of the shell command over the same batch has landed."""
    out = tmp_path_factory.mktemp("shell")
    done = subprocess.run(
        [Path(sys.executable).with_name("presscheck"), "audit", *paths, "--out", out, "--format", "json"],
        cwd=out,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return out
