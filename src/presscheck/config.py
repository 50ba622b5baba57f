"""Settings: ``presscheck.toml`` and the command line, typed. An unknown key is an error that names its neighbours."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, time
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from presscheck.model import Severity

FILE = "presscheck.toml"
Reader = Callable[[Any, str, str], Any]
NOT_READ = "not read"
"""Said beside what is read from which column: the others."""
Columns = Mapping[str, tuple[str, ...]]
"""What is read from a table -> the columns it may stand in, the first that holds something counts."""
COLUMNS = (
    "html",
    "text",
    "url",
    "title",
    "author",
    "published",
    "modified",
    "fetched",
    "publisher",
    "standfirst",
    "tag",
    "language",
    "origin",
)
"""What is read from tables: JSON lines, CSV, Parquet."""
Thresholds = Mapping[str, Mapping[str, float]]
"""``suite.expectation`` -> argument (``mostly``, ``min_value``, ``max_value``) -> value."""


class ConfigError(ValueError):
    """A setting that cannot be; the message names the file and the key."""


@dataclass(frozen=True)
class Limits:
    """What one input may cost: ``[limits]``. An input that goes beyond is reported (RD01, RD02), never cut in silence."""

    bytes: int = 10_000_000
    """Of a file that holds one article, of a line or cell of a table, of a page in an archive."""
    expansion: int = 300
    """Times its size that a compressed file may unpack to. Ten megabytes it always may."""
    lines: int = 100_000
    """That hold something."""
    nesting: int = 2_048
    """Elements around a piece of text. The parser reads no deeper than the default."""
    seconds: int = 60
    """To read one file, and to examine the article. Nothing is interrupted in a thread that is not the main one."""
    findings: int = 1_000
    """Of one article; those that weigh least are left out."""


@dataclass(frozen=True)
class Settings:
    """What an audit can be told."""

    out: str = "reports"
    """The folder that runs land in."""
    select: tuple[str, ...] = ()
    """Codes, or beginnings of codes, of the rules to report; empty: all."""
    ignore: tuple[str, ...] = ()
    """Codes, or beginnings of codes, of rules to leave out; not those of RD, which report what could not be read."""
    fail_on: Severity = Severity.ERROR
    """The least severity that makes the exit code 1."""
    hold: Severity = Severity.ERROR
    """The least severity for which the gate holds an article."""
    hold_rules: tuple[str, ...] = ()
    """Codes, or beginnings of codes, of rules for which the gate holds an article whatever their severity."""
    waivers: str = ""
    """A file of waivers, a JSON object a line; without one ``waivers.jsonl``, if it is there."""
    waive: tuple[Mapping[str, Any], ...] = ()
    """Waivers of whole rules: ``[[waive]]`` with rule, reason, owner, and expires or source."""
    baseline: str = ""
    """A run whose findings are waived: only what is new counts."""
    expectations: str = ""
    """A folder of expectation suites to use in place of presscheck's own."""
    workers: int = 0
    """Processes to read and strip with; 0: one for each processor."""
    history: bool = True
    """Whether articles of the earlier runs in `out` are linked with this batch; then they are an input of it too."""
    evidence: str = "sample"
    """``sample``: windows of the text for every finding, and whole texts of as many articles as there is room for;
    ``full``: a page with all of its text for every article, however large the report gets."""
    data_docs: bool = False
    """Whether Great Expectations' own pages are written beside the report."""
    plugins: str = ""
    """The folder of rules of the user's own: ``[plugins] rules``."""
    thresholds: Thresholds = field(default_factory=dict)
    """Arguments of expectations in place of those in the suites: ``[thresholds.SUITE]``."""
    columns: Columns = field(default_factory=dict)
    """Columns of tables, where the usual names do not tell: ``[columns]`` with ``text = "story"``."""
    limits: Limits = Limits()
    file: str = field(default="", compare=False)
    """The file that they were read from, which messages name; it cannot be set."""


def load(path: Path | None = None) -> Settings:
    """Settings of a file; without a path those of ``presscheck.toml`` here, if there is one.

    Raises ConfigError for a key that is not known or a value of the wrong kind.
    """
    if path is None:
        path = Path(FILE)
        if not path.is_file():
            return Settings()
    try:
        data = tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise ConfigError(f"{path}: {error}") from error
    settings = with_values(Settings(), data, str(path))
    if settings.plugins:  # code is found from where it is named, wherever one stands
        settings = replace(settings, plugins=str((path.parent / settings.plugins).absolute()))
    return replace(settings, file=str(path))


def with_values(settings: Settings, values: dict[str, Any], origin: str) -> Settings:
    """Settings with some values replaced; None leaves a value as it is.

    Raises ConfigError, which names `origin`, for a setting that is unknown, given twice, or of the wrong kind.
    """
    known = {setting.name for setting in fields(Settings)} - {"file"}
    checked: dict[str, Any] = {}
    for key, value in values.items():
        name = key.replace("-", "_")
        if name not in known:
            raise ConfigError(f"{origin}: unknown setting {key!r}; {did_you_mean(_written(key), map(_written, known))}")
        if name in checked:
            raise ConfigError(f"{origin}: {_written(name)} is set twice, as {_written(name)} and as {name}")
        if value is not None:
            checked[name] = _typed(name, value, origin)
    return replace(settings, **checked)


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """``did you mean 'out'?``, or all there are where none is near."""
    ordered = sorted(known)
    near = get_close_matches(wrong, ordered, n=3)
    if near:
        return f"did you mean {' or '.join(map(repr, near))}?"
    return f"there are: {', '.join(ordered)}"


def _written(name: str) -> str:
    """A setting as it is written in a file."""
    return name.replace("_", "-")


def _typed(name: str, value: Any, origin: str) -> Any:
    reader: Reader = READERS.get(name, _text)
    return reader(value, _written(name), origin)


def _text(value: Any, name: str, origin: str) -> str:
    if not isinstance(value, str) or not value:
        raise ConfigError(f"{origin}: {name} takes text, not {value!r}")
    return value


def _codes(value: Any, name: str, origin: str) -> tuple[str, ...]:
    codes = [value] if isinstance(value, str) else value
    if not isinstance(codes, list | tuple) or not all(isinstance(code, str) for code in codes):
        raise ConfigError(f"{origin}: {name} takes rule codes, not {value!r}")
    found = tuple(part.strip().upper() for code in codes for part in code.split(",") if part.strip())
    if codes and not found:  # which would be all rules
        raise ConfigError(f"{origin}: {name} takes rule codes, not {','.join(codes)!r}")
    return found


def _severity(value: Any, name: str, origin: str) -> Severity:
    try:
        return Severity(value)
    except ValueError:
        raise ConfigError(f"{origin}: {name} takes info, warning or error, not {value!r}") from None


def _number(value: Any, name: str, origin: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ConfigError(f"{origin}: {name} takes a number from 0, not {value!r}")
    return value


def _flag(value: Any, name: str, origin: str) -> bool:
    if not isinstance(value, bool):
        raise ConfigError(f"{origin}: {name} takes true or false, not {value!r}")
    return value


def _evidence(value: Any, name: str, origin: str) -> str:
    if value not in ("sample", "full"):
        raise ConfigError(f"{origin}: {name} takes sample or full, not {value!r}")
    return str(value)


def _waive(value: Any, name: str, origin: str) -> tuple[Mapping[str, Any], ...]:
    if not isinstance(value, list):
        raise ConfigError(f"{origin}: {name} is a list of tables, [[{name}]], not {value!r}")
    return tuple({key: _dated(told) for key, told in _table(entry, name, origin).items()} for entry in value)


def _dated(value: Any) -> Any:
    """A value of TOML; a day or an hour, which it has without quotes, as text."""
    return value.isoformat() if isinstance(value, date | time) else value


def _plugins(value: Any, name: str, origin: str) -> str:
    table = _table(value, name, origin)
    for key in table:
        if key != "rules":
            raise ConfigError(f"{origin}: unknown setting {name}.{key}; {did_you_mean(key, ['rules'])}")
    return _text(table.get("rules"), "rules", f"{origin}: [{name}]")


def _thresholds(value: Any, name: str, origin: str) -> Thresholds:
    """A number alone is the share that must pass. Whether there is such an expectation, the suites say."""
    given: dict[str, dict[str, float]] = {}
    for suite, table in _table(value, name, origin).items():
        for expectation, limits in _table(table, f"{name}.{suite}", origin).items():
            key = f"{suite}.{expectation}"
            given[key] = dict(limits) if isinstance(limits, dict) else {"mostly": limits}
            for argument, number in given[key].items():
                if not isinstance(number, int | float) or isinstance(number, bool):
                    raise ConfigError(f"{origin}: {name}.{key}: {argument} takes a number, not {number!r}")
    return given


def _columns(value: Any, name: str, origin: str) -> Columns:
    given = {}
    for key, columns in _table(value, name, origin).items():
        if key not in COLUMNS:
            raise ConfigError(f"{origin}: unknown setting {name}.{key}; {did_you_mean(key, COLUMNS)}")
        listed = [columns] if isinstance(columns, str) else columns
        if not isinstance(listed, list | tuple) or not all(isinstance(column, str) and column for column in listed):
            raise ConfigError(f"{origin}: {name}.{key} takes the name of a column, or several, not {columns!r}")
        given[key] = tuple(listed)
    return given


def _limits(value: Any, name: str, origin: str) -> Limits:
    known = {limit.name for limit in fields(Limits)}
    for key, limit in _table(value, name, origin).items():
        if key not in known:
            raise ConfigError(f"{origin}: unknown setting {name}.{key}; {did_you_mean(key, known)}")
        if not isinstance(limit, int) or isinstance(limit, bool) or limit < 1:
            raise ConfigError(f"{origin}: {name}.{key} takes a number from 1, not {limit!r}")
    return Limits(**value)


def json_lines(path: Path) -> Iterator[tuple[Any, str]]:
    """The values of a file with one in JSON a line, each with its file and line. Raises ConfigError that names them."""
    try:
        lines = path.read_text("utf-8").split("\n")  # JSON may hold what else parts lines
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                value = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise ConfigError(f"{path}:{number}: this is no JSON: {error}") from error
            yield value, f"{path}:{number}"


def _table(value: Any, name: str, origin: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ConfigError(f"{origin}: {name} is a table, [{name}], not {value!r}")
    return value


READERS: dict[str, Reader] = {
    "select": _codes,
    "ignore": _codes,
    "hold_rules": _codes,
    "fail_on": _severity,
    "hold": _severity,
    "workers": _number,
    "history": _flag,
    "data_docs": _flag,
    "evidence": _evidence,
    "waive": _waive,
    "plugins": _plugins,
    "thresholds": _thresholds,
    "columns": _columns,
    "limits": _limits,
}
"""Setting -> (value, name, origin) -> value of the right type; all others are text."""
