"""For all tests: one process that checks contracts for all audits, and which tests go to which process of pytest."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest

from presscheck import pipeline
from presscheck.config import Settings
from presscheck.run_folder import Run
from presscheck.validate import Validator

HERE = Path(__file__).parent
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell that runs the tests in the background has it ignored
LONGEST = (
    "flows",
    "cluster",
    "test_cli.py",
    "browser/test_explorer.py",
    "browser/test_detail_pages.py",
    "faults/test_faults.py",
    "properties/test_link.py",
    "test_validate.py",
    "eval",
    "test_killed.py",
    "test_drift.py",
    "test_report.py",
    "properties/test_steps.py",
)
"""What takes longest, in this order: it begins first, so that at the end no process waits for another."""


def rank(path: Path) -> int:
    """The place of a file of tests in `LONGEST`, or behind it."""
    names = [parent.relative_to(HERE).as_posix() for parent in (path, path.parent)]
    return min((LONGEST.index(name) for name in names if name in LONGEST), default=len(LONGEST))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: rank(item.path))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """In place of ``--dist loadgroup``: what a module or the tests of the flows share is made once.

    pytest-xdist 3.8 hands the groups over in the ids of the tests, which pytest 9.2 does not let it change: with the
    two together each test goes anywhere (pytest-xdist issue 1386).
    """
    if config.getvalue("dist") != "loadgroup":
        return None
    from xdist.scheduler import LoadScopeScheduling

    class ByFile(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            """The file of a test; the folder for those of the flows, which share a server."""
            file = nodeid.split("::", 1)[0]
            folder, _, _ = file.rpartition("/")
            return folder if folder.endswith("/flows") else file

    config.option.loadscopereorder = False  # their order is that of `LONGEST`, not of how many they are
    return ByFile(config, log)


class Shared(Validator):
    """Starts one process that checks contracts, and hands it to all who ask. Great Expectations takes seconds to import."""

    started: ClassVar[list[Validator]] = []

    @classmethod
    def start(cls) -> AbstractContextManager[Validator]:  # type: ignore[override]
        if not cls.started or not cls.started[-1].alive:
            cls.started.append(Validator())
        return nullcontext(cls.started[-1])


@pytest.fixture(scope="session", autouse=True)
def one_validator() -> Iterator[type[Shared]]:
    """For audits in this process. Commands that tests run, and their own `Validator`s, start theirs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "Validator", Shared)
        yield Shared
    for validator in Shared.started:
        validator.close()


@pytest.fixture(scope="session")
def audit_without_contracts() -> Callable[..., Run]:
    """An audit in this process, in which no suite is checked: Great Expectations takes longer than all the rest."""
    nothing = nullcontext(SimpleNamespace(validate=lambda *_: []))

    def audit(paths: list[Any], settings: Settings) -> Run:
        return pipeline.audit(paths, settings, start_validator=lambda: nothing)  # type: ignore[arg-type,return-value]

    return audit


@pytest.fixture
def unready_suites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Of the environment: with this, the process that checks contracts never has Great Expectations imported."""
    folder = tmp_path_factory.mktemp("unready")
    (folder / "great_expectations.py").write_text("import time\n\ntime.sleep(600)\n")
    return {"PYTHONPATH": os.pathsep.join(filter(None, [str(folder), os.environ.get("PYTHONPATH")]))}
