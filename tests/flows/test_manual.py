"""docs/operate.md and the units for systemd: whatever they tell an operator to run is run by a test."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
UNITS = ("presscheck-server.service", "presscheck-serve.service")
DEPLOYED = "test_a_deployment_completes_on_a_worker_with_the_tables_of_the_shell_command"
NIGHTLY, FLOW = "served", "test_an_interrupted_run_leaves_what_it_goes_on_from"
BY_HAND = "needs root and a machine of its own"
RUN = {
    "python flows/audit.py seeds/raw --out reports": "test_without_a_server_the_flow_starts_one_for_all_its_processes",
    "python flows/audit.py seeds/raw": FLOW,
    "export DO_NOT_TRACK=1 PREFECT_SERVER_ANALYTICS_ENABLED=false": "_environment",
    "export PREFECT_API_URL=http://127.0.0.1:4200/api": "_environment",
    "prefect server start": "server",
    "prefect flow-run ls --limit 5": DEPLOYED,
    "presscheck serve --inbox incoming --accepted accepted --held held": NIGHTLY,
    "presscheck serve --inbox incoming --notify slack-webhook/desk": NIGHTLY,
    "prefect block register --module prefect.blocks.notifications": DEPLOYED,
    "prefect work-pool create presscheck --type process": DEPLOYED,
    "prefect deploy --all": DEPLOYED,
    "prefect worker start --pool presscheck": DEPLOYED,
    "prefect deployment run audit-batch/audit-batch --param 'paths=[\"seeds/raw\"]' --param out=reports": DEPLOYED,
    'prefect deployment schedule create audit-batch/audit-batch --cron "30 4 * * *" --timezone UTC': DEPLOYED,
    "prefect deployment schedule ls audit-batch/audit-batch": DEPLOYED,
    "runuser -u postgres -- createuser presscheck": "database",
    "runuser -u postgres -- createdb --owner presscheck prefect": "database",
    'export PREFECT_API_DATABASE_CONNECTION_URL="postgresql+asyncpg://presscheck@/prefect?host=/var/run/postgresql"': (
        "database"
    ),
    "apt-get install postgresql": BY_HAND,
    "cp deploy/*.service /etc/systemd/system/": BY_HAND,
    "systemctl daemon-reload": BY_HAND,
    "systemctl enable --now presscheck-server presscheck-serve": BY_HAND,
}
"""Command -> the test or the fixture that runs it, with folders and ports of its own."""


def test_each_command_of_the_manual_is_run(manual: Callable[..., list[str]]) -> None:
    assert set(manual()) == set(RUN)
    sources = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("*.py"))
    for name in set(RUN.values()) - {BY_HAND}:
        assert re.search(rf"^def {name}\(", sources, re.MULTILINE), name


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_is_one_of_systemd_and_starts_what_is_there(
    name: str, unit: Callable[[str], tuple[list[str], dict[str, str]]]
) -> None:
    read = configparser.ConfigParser(strict=False, interpolation=None)
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read_string((ROOT / "deploy" / name).read_text("utf-8"))
    assert read.sections() == ["Unit", "Service", "Install"]
    assert {"User", "WorkingDirectory", "ExecStart", "Restart", "KillSignal"} <= set(read["Service"])
    assert Path(unit(name)[0][0]).is_file()


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
def test_systemd_has_nothing_to_say_on_the_units(tmp_path: Path) -> None:
    bin_ = tmp_path / ".venv" / "bin"
    bin_.mkdir(parents=True)
    for program in ("prefect", "presscheck"):
        (bin_ / program).symlink_to("/bin/true")
    for name in UNITS:
        text = (ROOT / "deploy" / name).read_text("utf-8").replace("/opt/presscheck", str(tmp_path))
        (tmp_path / name).write_text(text)
    command = ["systemd-analyze", "verify", *(str(tmp_path / name) for name in UNITS)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
