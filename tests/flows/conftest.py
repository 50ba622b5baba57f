"""One Prefect server for all tests of the flows, and one batch with what the shell command makes of it.

The server, its database and what is served are started as docs/operate.md and the units in deploy/ say.
"""

from __future__ import annotations

import importlib
import json
import os
import random
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from presscheck import resources, shards
from presscheck.validate import Validator

ROOT = Path(__file__).parents[2]
FLOWS = ROOT / "flows"
BIN = Path(sys.executable).parent
STARTUP_SECONDS = 180
"""The server needs 10 to 40 of them on two busy cores."""

_HARMLESS = re.compile(
    # Prefect's server reports and then repeats this when a worker asks for work and the database is SQLite
    # (Prefect issue 23051, mended in 3.8); nothing is lost by it.
    r"mark_deployments_ready\(.*database is locked"
    # And this, where it ends while a connection that only read is on its way back to SQLAlchemy's pool.
    r"|do_rollback.*asyncio\.exceptions\.CancelledError$",
    re.DOTALL | re.MULTILINE,
)
_RECORD = re.compile(r"^(?=\d\d:\d\d:\d\d\.\d{3} \| )", re.MULTILINE)


# Several commands in one process: a process for each would spend its time on importing Prefect.
_COMMANDS = """
import json, sys
from prefect.cli import app
for command in json.loads(sys.argv[1]):
    sys.argv[:], code = command, 0
    try:
        app()
    except SystemExit as end:
        code = end.code
    if code:
        sys.exit(f"{command}: {code}")
"""


def _manual(beginning: str = "") -> list[str]:
    """The commands in docs/operate.md that begin so."""
    lines = re.findall(r"^    (\S.*)$", (ROOT / "docs" / "operate.md").read_text("utf-8"), re.MULTILINE)
    return [line for line in lines if line.startswith(beginning)]


def _unit(name: str) -> tuple[list[str], dict[str, str]]:
    """The command of a systemd unit, for this environment, and its variables."""
    text = (ROOT / "deploy" / name).read_text("utf-8")
    [command] = re.findall(r"^ExecStart=(.*)$", text, re.MULTILINE)
    told = [word for line in re.findall(r"^Environment=(.*)$", text, re.MULTILINE) for word in shlex.split(line)]
    return shlex.split(command.replace("/opt/presscheck/.venv/bin", str(BIN))), dict(w.split("=", 1) for w in told)


@pytest.fixture(scope="session")
def unit() -> Callable[[str], tuple[list[str], dict[str, str]]]:
    return _unit


@pytest.fixture(scope="session")
def manual() -> Callable[..., list[str]]:
    return _manual


def _few_contracts(folder: Path) -> None:
    """Settings for a folder in which contracts are of no matter: a contract of each suite."""
    (folder / "suites").mkdir()
    for shipped in resources.folder("expectations").glob("*.json"):
        suite = json.loads(shipped.read_text("utf-8"))
        few = {**suite, "expectations": suite["expectations"][:1]}
        (folder / "suites" / shipped.name).write_text(json.dumps(few))
    (folder / "presscheck.toml").write_text('expectations = "suites"\n')


@pytest.fixture(scope="session")
def few_contracts() -> Callable[[Path], None]:
    return _few_contracts


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

    def commands(self, *commands: str, cwd: Path) -> str:
        """Run prefect commands one after the other; what they print. Each must succeed."""
        done = self.run("-c", _COMMANDS, json.dumps([shlex.split(command) for command in commands]), cwd=cwd)
        assert done.returncode == 0, done.stdout
        return done.stdout

    def tracebacks(self) -> list[str]:
        """The log records that hold one."""
        return tracebacks(self.log.read_text("utf-8"))


def tracebacks(log: str) -> list[str]:
    """The records of a log that hold one, but for two of Prefect's that mean nothing."""
    return [r for r in _RECORD.split(log) if "Traceback" in r and not _HARMLESS.search(r)]


@pytest.fixture(scope="session", name="tracebacks")
def _tracebacks() -> Callable[[str], list[str]]:
    return tracebacks


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


def _processes_with(url: str) -> list[str]:
    """Commands of processes that were started for this server."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if url.encode() in (folder / "environ").read_bytes():
                found.append((folder / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue
    return found


@pytest.fixture(scope="session")
def database() -> Iterator[str | None]:
    """The address of a PostgreSQL of our own, by its socket; None where it is not installed: then SQLite."""
    programs = postgresql_programs()
    if programs is None:
        yield None
        return
    with tempfile.TemporaryDirectory() as name:  # pytest's own folders are closed to other users
        home = Path(name)
        if os.geteuid() == 0:
            shutil.chown(home, "postgres", "postgres")
        cluster = home / "cluster"
        log = home / "log"
        subprocess.run(
            [programs / "initdb", "-D", cluster, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"],
            cwd=home,
            stdout=subprocess.DEVNULL,
            check=True,
            **_as_postgres(),
        )
        where = ("-h", "", "-k", str(home))  # no port of the machine is needed
        with log.open("wb") as to:
            process = subprocess.Popen(
                [programs / "postgres", "-D", cluster, *where, "-F"], cwd=home, stdout=to, stderr=to, **_as_postgres()
            )
        try:
            for _ in range(240):
                if (home / ".s.PGSQL.5432").exists() and "ready to accept connections" in log.read_text():
                    break
                time.sleep(0.25)
            else:
                pytest.fail(f"PostgreSQL did not start:\n{log.read_text()[-2000:]}")
            for line in _manual("runuser -u postgres -- create"):
                program, *options = shlex.split(line)[4:]
                command = [programs / program, "-h", home, "-U", "postgres", *options]
                subprocess.run(command, cwd=home, check=True, **_as_postgres())
            yield _unit("presscheck-server.service")[1]["PREFECT_API_DATABASE_CONNECTION_URL"].replace(
                "/var/run/postgresql", str(home)
            )
        finally:
            process.send_signal(signal.SIGINT)  # "fast": connections are closed
            assert process.wait(30) == 0, log.read_text()[-2000:]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, database: str | None) -> Iterator[Server]:
    """A real server on a free loopback port; its log holds no traceback, or the session fails."""
    home = tmp_path_factory.mktemp("prefect")
    port = _free_port()
    command, told = _unit("presscheck-server.service")
    url = _unit("presscheck-serve.service")[1]["PREFECT_API_URL"].replace("4200", str(port))
    server = Server(url, home / "server.log", told | _environment(home, url))
    if database:
        server.env["PREFECT_API_DATABASE_CONNECTION_URL"] = database
    command = [str(port) if word == "4200" else word for word in command] + ["--no-ui"]
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
    for _ in range(60):
        if not _processes_with(url):
            break
        time.sleep(0.5)
    assert _processes_with(url) == []


@dataclass(frozen=True)
class Flows:
    """The files in flows/ as modules."""

    audit: ModuleType
    inbox: ModuleType
    digest: ModuleType
    recheck: ModuleType


@pytest.fixture(scope="session")
def flows(server: Server, one_validator: type[Validator]) -> Iterator[Flows]:
    """The flows in this process, against the server; their audits share the process that checks contracts of all tests."""
    sys.path.insert(0, str(FLOWS))
    names = ("audit", "inbox", "digest", "recheck")
    loaded = Flows(*map(importlib.import_module, names))
    from prefect.settings import PREFECT_API_URL, PREFECT_HOME, temporary_settings

    with (
        temporary_settings({PREFECT_API_URL: server.url, PREFECT_HOME: Path(server.env["PREFECT_HOME"])}),
        loaded.audit.one_validator(),
        one_validator.start() as shared,
    ):
        block = loaded.audit._BLOCKS[-1]
        block.append(shared)
        yield loaded
        block.remove(shared)  # what is left in the block is closed with it; this one goes on
    sys.path.remove(str(FLOWS))
    for name in names:
        del sys.modules[name]


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
    for number in range(shards.SHARD):
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
