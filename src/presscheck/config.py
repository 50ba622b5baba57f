"""Settings: ``presscheck.toml`` and the command line, typed. An unknown key is an error."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from presscheck.model import Severity

FILE = "presscheck.toml"


class ConfigError(ValueError):
    """A setting that cannot be; the message names the file and the key."""


@dataclass(frozen=True)
class Settings:
    """What an audit can be told."""

    out: str = "reports"
    """The folder that runs land in."""
    select: tuple[str, ...] = ()
    """Codes, or beginnings of codes, of the rules to run; empty: all."""
    ignore: tuple[str, ...] = ()
    """Codes, or beginnings of codes, of rules to leave out."""
    fail_on: Severity = Severity.ERROR
    """The least severity that makes the exit code 1."""
    expectations: str = ""
    """A folder of expectation suites to use in place of presscheck's own."""
    workers: int = 0
    """Processes to read and strip with; 0: one for each processor."""


def load(path: Path | None = None) -> Settings:
    """Settings of a file; without a path those of ``presscheck.toml`` here, if there is one.

    Raises ConfigError for a key that is not known or a value of the wrong kind.
    """
    if path is None:
        path = Path(FILE)
        if not path.is_file():
            return Settings()
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: {error}") from error
    return with_values(Settings(), data, str(path))


def with_values(settings: Settings, values: dict[str, Any], origin: str) -> Settings:
    """Settings with some values replaced; None leaves a value as it is."""
    known = {field.name for field in fields(Settings)}
    checked: dict[str, Any] = {}
    for key, value in values.items():
        name = key.replace("-", "_")
        if name not in known:
            raise ConfigError(f"{origin}: unknown setting {key!r}; there are: {', '.join(sorted(known))}")
        if value is not None:
            checked[name] = _typed(name, value, origin)
    return replace(settings, **checked)


def _typed(name: str, value: Any, origin: str) -> Any:
    if name in ("select", "ignore"):
        codes = [value] if isinstance(value, str) else value
        if not isinstance(codes, list | tuple) or not all(isinstance(code, str) for code in codes):
            raise ConfigError(f"{origin}: {name} takes rule codes, not {value!r}")
        return tuple(part.strip().upper() for code in codes for part in code.split(",") if part.strip())
    if name == "fail_on":
        try:
            return Severity(value)
        except ValueError:
            raise ConfigError(f"{origin}: fail_on takes info, warning or error, not {value!r}") from None
    if name == "workers":
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise ConfigError(f"{origin}: workers takes a number from 0, not {value!r}")
        return value
    if not isinstance(value, str) or not value:
        raise ConfigError(f"{origin}: {name} takes text, not {value!r}")
    return value
