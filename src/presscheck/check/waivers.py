"""Findings that a person accepted, or that an earlier run had already: shown as waived, and held against nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from presscheck.config import ConfigError, did_you_mean, json_lines
from presscheck.model import Finding, Waiver

FILE = "waivers.jsonl"
"""Looked for where presscheck runs, when the settings name no other."""
KEYS = ("rule", "reason", "owner", "expires", "fingerprint", "source")
REQUIRED = ("rule", "reason", "owner")
CODE = re.compile(r"[A-Z]{2}(?:\d\d)?$")


@dataclass
class Waivers:
    """What is waived on the day of a run, and which waivers were of use."""

    waivers: Sequence[Waiver] = ()
    known: frozenset[tuple[str, str]] = frozenset()
    """(rule, fingerprint) of the findings of the baseline."""
    baseline: str = ""
    """The name of the run that these are of; empty where there was none yet."""
    today: str = ""
    used: set[Waiver] = field(default_factory=set)

    def __bool__(self) -> bool:
        """Whether there is anything that can waive a finding."""
        return bool(self.waivers or self.known)

    def apply(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings, waived ones marked."""
        return tuple(replace(found, waived=True) if self._covers(found) else found for found in findings)

    def _covers(self, finding: Finding) -> bool:
        covering = [waiver for waiver in self.waivers if self._in_force(waiver) and _fits(waiver, finding)]
        self.used.update(covering)
        return bool(covering) or (finding.rule, finding.fingerprint) in self.known

    def _in_force(self, waiver: Waiver) -> bool:
        return not waiver.expires or self.today <= waiver.expires

    @property
    def expired(self) -> tuple[Waiver, ...]:
        """Waivers that are over."""
        return tuple(waiver for waiver in self.waivers if not self._in_force(waiver))

    @property
    def stale(self) -> tuple[Waiver, ...]:
        """Waivers in force that no finding of this run needed."""
        return tuple(waiver for waiver in self.waivers if self._in_force(waiver) and waiver not in self.used)


def _fits(waiver: Waiver, finding: Finding) -> bool:
    return (
        finding.rule.startswith(waiver.rule)
        and (not waiver.fingerprint or waiver.fingerprint == finding.fingerprint)
        and (not waiver.source or fnmatchcase(finding.source, waiver.source))
    )


def read(path: Path) -> list[Waiver]:
    """The waivers of a file, a JSON object a line. Raises ConfigError that names file and line."""
    return [waiver(values, origin) for values, origin in json_lines(path)]


def waiver(values: Any, origin: str) -> Waiver:
    """A waiver from its keys. Raises ConfigError for a key too many, too few, or of the wrong kind."""
    if not isinstance(values, Mapping):
        raise ConfigError(f"{origin}: a waiver is an object with {', '.join(REQUIRED)}")
    for key in values:
        if key not in KEYS:
            raise ConfigError(f"{origin}: unknown key {key!r}; {did_you_mean(str(key), KEYS)}")
    for key in REQUIRED:
        if not values.get(key):
            raise ConfigError(f"{origin}: a waiver needs {key}")
    for key, value in values.items():
        if isinstance(value, list | Mapping):
            raise ConfigError(f"{origin}: {key} takes text, not {value!r}")
    told = {key: str(value) for key, value in values.items() if value is not None}
    if not CODE.match(told["rule"]):
        raise ConfigError(f"{origin}: rule takes a code, or the letters of a family, not {told['rule']!r}")
    if "expires" in told:
        try:
            told["expires"] = date.fromisoformat(told["expires"]).isoformat()
        except ValueError:
            raise ConfigError(f"{origin}: expires takes a day such as 2027-01-31, not {told['expires']!r}") from None
    return Waiver(**told, origin=origin)
