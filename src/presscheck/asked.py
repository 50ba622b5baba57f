"""What an audit was asked for, and whether it can begin."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from presscheck import buckets, history, plugins, resources, tables
from presscheck.check import Waivers
from presscheck.check.waivers import FILE as WAIVERS
from presscheck.check.waivers import read as read_waivers
from presscheck.check.waivers import waiver as read_waiver
from presscheck.config import ConfigError, Settings
from presscheck.files import printable, probe
from presscheck.model import Batch, Dossier, Facts, Outline, Unreadable
from presscheck.read import TYPES, Found, Intake, find
from presscheck.read.streams import without_password
from presscheck.selection import check_codes
from presscheck.validate import load


class NothingToRead(Exception):
    """The paths hold no file that is read."""


class Clock:
    """Seconds spent in each step."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, step: str) -> Iterator[None]:
        """Counts the time in the body for a step."""
        start = time.perf_counter()
        yield
        self.seconds[step] = round(time.perf_counter() - start, 3)


@dataclass(frozen=True)
class Asked:
    """What an audit was asked for."""

    names: tuple[str, ...]
    """The paths, sorted and printable."""
    settings: Settings
    started: datetime
    found: Found
    intake: Intake
    suites: Path
    """The folder of the suites."""
    waivers: Waivers
    clock: Clock = field(default_factory=Clock)

    def batch(
        self, dossiers: Sequence[Dossier], outlines: Iterable[Outline], unreadable: Sequence[Unreadable], facts: Facts
    ) -> Batch:
        """The batch before anything is linked."""
        nights = history.nights(Path(self.settings.out), self.names) if self.settings.history else ()
        today = self.started.date().isoformat()
        return Batch(dossiers, tuple(unreadable), facts=facts, today=today, nights=nights, outlines=outlines)


def asked_for(paths: Sequence[str | Path], settings: Settings) -> Asked:
    """An audit that can begin: everything that can be wrong with what was asked is known now, not after an hour.

    Raises what `audit` raises for paths, settings and suites, and OSError where nothing can be written.
    """
    started = datetime.now(UTC)
    found = find(paths, settings.out)
    if not found.sources and not found.unreadable:
        raise NothingToRead(f"no {', '.join(TYPES)} file in {', '.join(without_password(str(path)) for path in paths)}")
    suites = Path(settings.expectations) if settings.expectations else resources.folder("expectations")
    load(suites, settings.thresholds, settings.file)
    check_codes(settings)
    waivers = accepted(settings, started.date().isoformat())
    probe(Path(settings.out))  # the last thing: who asked for what cannot be leaves no folder
    return Asked(names_of(paths), settings, started, found, Intake.of(settings), suites, waivers)


def names_of(paths: Sequence[str | Path]) -> tuple[str, ...]:
    """The paths as they may be printed and kept, sorted."""
    return tuple(sorted(printable(without_password(str(path))) for path in paths))


def accepted(settings: Settings, today: str) -> Waivers:
    """What the settings and the file of waivers accept, and the findings of the baseline.

    Raises ConfigError for a waiver that is wrong, FileNotFoundError for a baseline that is no finished run. Where the
    last run is to be the baseline and there is none yet, everything counts.
    """
    given = [read_waiver(values, f"{settings.file}: waive {n}") for n, values in enumerate(settings.waive, 1)]
    path = Path(settings.waivers or WAIVERS)
    given += read_waivers(path) if settings.waivers or path.is_file() else []
    for waiver in given:
        if not any(rule.code.startswith(waiver.rule) for rule in plugins.rules(settings.plugins)):
            raise ConfigError(f"{waiver.origin}: there is no rule {waiver.rule!r}; presscheck rules lists them")
    known = frozenset[tuple[str, str]]()
    if settings.baseline:
        with buckets.runs(settings.out) as runs, suppress(history.NoneYet):
            found = runs.find(settings.baseline, ["findings"]).path
            with tables.sound(found):
                rows = tables.scan(found, "findings", ["rule", "fingerprint"])
                known = frozenset((row["rule"], row["fingerprint"]) for row in rows)
            return Waivers(given, known, today=today, baseline=found.name)
    return Waivers(given, known, today=today)
