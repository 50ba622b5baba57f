"""The suite files: read and checked by plain Python, before Great Expectations sees them.

Great Expectations loses what it does not understand without raising, so nothing reaches it unchecked.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from string import Formatter
from types import MappingProxyType
from typing import Any

from presscheck.config import Thresholds, did_you_mean
from presscheck.validate.views import VIEWS

SUITES = ("bylines", "dates", "artefacts", "provenance", "integrity")
"""The suites that every folder of suites must hold, in the order in which they are reported."""

SEVERITIES = frozenset({"critical", "warning", "info"})
PLACEHOLDERS = frozenset({"failed", "checked", "share", "allowed", "observed", "min_value", "max_value"})
"""What the template of a sentence may name. `share` is that of the failing rows, `allowed` its limit."""
COUNTS = frozenset({"failed", "checked"})
"""Those that other words of the sentence can follow: see `presscheck.wording.Count`."""
LIMITS = ("mostly", "min_value", "max_value")
"""Arguments that are thresholds: `mostly` is the share of rows that must pass."""
NO_THRESHOLDS: Thresholds = MappingProxyType({})

_NEEDED = ("type", "kwargs", "severity", "meta", "notes")
_NEEDED_META = ("table", "rules", "sentence")
_COLUMN_KEYS = ("column", "column_A", "column_B", "column_list", "column_set")


class ValidationError(Exception):
    """The contracts could not be checked. This says nothing of the batch."""


class SuiteError(ValidationError):
    """A suite file is missing or wrong; the message names the file and the expectation."""


@dataclass(frozen=True, slots=True)
class Contract:
    """One expectation of a suite file. `number` is its place in the file, from 1."""

    suite: str
    number: int
    type: str
    kwargs: Mapping[str, Any]
    severity: str
    table: str
    """The view it looks at: a key of `presscheck.validate.views.VIEWS`."""
    rules: tuple[str, ...]
    """Codes of the rules that point at the single defects."""
    sentence: str
    """Template of the sentence for a failure."""
    description: str
    """The contract as a sentence; empty where the file gives none."""
    notes: str
    """Why the contract is there, and its threshold."""
    name: str = ""
    """What thresholds call it; empty for one that has none."""
    changed: str = ""
    """What thresholds changed, as a sentence; it follows the others."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it looks at, in the order of its arguments; none for one about a whole table."""
        named: dict[str, None] = {}
        for key in _COLUMN_KEYS:
            value = self.kwargs.get(key)
            named.update(dict.fromkeys([value] if isinstance(value, str) else value or ()))
        return tuple(named)

    @property
    def label(self) -> str:
        """How messages name it."""
        return f"suite {self.suite}, expectation {self.number} ({self.type})"

    @property
    def place(self) -> str:
        """The label with the columns, as messages about tables name it."""
        return f"{self.label} on {', '.join(self.columns)}" if self.columns else self.label


def load(folder: Path, thresholds: Thresholds = NO_THRESHOLDS, origin: str = "settings") -> list[Contract]:
    """The contracts of all suites of a folder: those of `SUITES`, then any other ``.json`` file by name.

    `thresholds`, as ``suite.name``, take the place of arguments that the suites give; messages name their `origin`.
    Raises SuiteError for a suite that is missing, for the first expectation that lacks something, and for a threshold
    of nothing that is there.
    """
    others = sorted(path.stem for path in folder.glob("*.json") if path.stem not in SUITES)
    contracts = [contract for name in (*SUITES, *others) for contract in _read(folder / f"{name}.json")]
    known = {f"{contract.suite}.{contract.name}" for contract in contracts if contract.name}
    for key in thresholds:
        if key not in known:
            raise SuiteError(f"{origin}: thresholds.{key}: there is no such expectation; {did_you_mean(key, known)}")
    return [
        _with_limits(contract, thresholds.get(f"{contract.suite}.{contract.name}", {}), origin)
        for contract in contracts
    ]


def _with_limits(contract: Contract, limits: Mapping[str, float], origin: str) -> Contract:
    """The contract with other limits. Raises SuiteError for an argument that it has not, or a share that is none."""
    if not limits:
        return contract
    where = f"{origin}: thresholds.{contract.suite}.{contract.name}"
    known = [key for key in LIMITS if contract.kwargs.get(key) is not None]
    for key, value in limits.items():
        if key not in known:
            raise SuiteError(f"{where}: {key!r} is no threshold of it; {did_you_mean(key, known)}")
        if key == "mostly" and not 0 <= value <= 1:
            raise SuiteError(f"{where}: {value} is no share; it lies between 0 and 1")
    said = ", ".join(f"{key} {value:g} in place of {contract.kwargs[key]:g}" for key, value in limits.items())
    return replace(contract, kwargs={**contract.kwargs, **limits}, changed=f" By the settings: {said}.")


def _read(path: Path) -> list[Contract]:
    try:
        loaded = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise SuiteError(f"{path}: the suite {path.stem} is missing") from None
    except (OSError, ValueError) as error:
        raise SuiteError(f"{path}: not readable as JSON: {error}") from error
    if not isinstance(loaded, dict) or not isinstance(loaded.get("expectations"), list):
        raise SuiteError(f"{path}: an object with a list of expectations is expected")
    if loaded.get("name") != path.stem:
        raise SuiteError(f"{path}: its name must be {path.stem!r}, like the file's, not {loaded.get('name')!r}")
    if not loaded["expectations"]:
        raise SuiteError(f"{path}: the suite holds no expectation")
    return [_contract(path, number, given) for number, given in enumerate(loaded["expectations"], 1)]


def _contract(path: Path, number: int, given: Any) -> Contract:
    where = f"{path}: expectation {number}"
    if not isinstance(given, dict):
        raise SuiteError(f"{where}: an object is expected")
    if isinstance(given.get("type"), str):
        where += f" ({given['type']})"
    meta: Any = given.get("meta")
    missing = [key for key in _NEEDED if not given.get(key) and given.get(key) != {}]
    if isinstance(meta, dict):
        missing += [f"meta.{key}" for key in _NEEDED_META if key not in meta]
    if missing:
        raise SuiteError(f"{where}: {', '.join(missing)} missing")
    _require(where, "type", given["type"], str)
    _require(where, "kwargs", given["kwargs"], dict)
    _require(where, "meta", meta, dict)
    _require(where, "notes", given["notes"], str)
    _require(where, "severity", given["severity"], str)
    _require(where, "meta.table", meta["table"], str)
    if given["severity"] not in SEVERITIES:
        raise SuiteError(f"{where}: severity {given['severity']!r} is none of {', '.join(sorted(SEVERITIES))}")
    if meta["table"] not in VIEWS:
        raise SuiteError(f"{where}: meta.table {meta['table']!r} is none of {', '.join(VIEWS)}")
    if not isinstance(meta["rules"], list) or not all(isinstance(code, str) for code in meta["rules"]):
        raise SuiteError(f"{where}: meta.rules must be a list of rule codes")
    if not isinstance(meta.get("name", ""), str):
        raise SuiteError(f"{where}: meta.name must be text")
    _check_template(where, meta["sentence"])
    return Contract(
        suite=path.stem,
        number=number,
        type=given["type"],
        kwargs=given["kwargs"],
        severity=given["severity"],
        table=meta["table"],
        rules=tuple(meta["rules"]),
        sentence=meta["sentence"],
        description=given.get("description") or "",
        notes=given["notes"],
        name=meta.get("name", ""),
    )


def _require(where: str, key: str, value: Any, kind: type) -> None:
    if not isinstance(value, kind):
        raise SuiteError(f"{where}: {key} must be {'an object' if kind is dict else 'text'}")


def _check_template(where: str, template: Any) -> None:
    """A template names whole placeholders, and pairs of words behind counts: no attributes, indices or other formats."""
    if not isinstance(template, str) or not template:
        raise SuiteError(f"{where}: meta.sentence must be text")
    try:
        parts = list(Formatter().parse(template))
    except ValueError as error:
        raise SuiteError(f"{where}: meta.sentence: {error}") from error
    for _, name, spec, conversion in parts:
        if name is None:
            continue
        if name not in PLACEHOLDERS or conversion or (spec and name not in COUNTS):
            raise SuiteError(
                f"{where}: meta.sentence names {{{name}}}; it may name {', '.join(sorted(PLACEHOLDERS))}, plainly"
            )
        if spec and (spec.count("|") != 1 or "{" in spec):
            raise SuiteError(f"{where}: meta.sentence: {{{name}:{spec}}} is no pair of words, as in {{{name}:is|are}}")
