"""Rules of the user's own: from installed packages, and from a folder that ``presscheck.toml`` names.

A package names them by an entry point of the group ``presscheck.rules``: a rule class, or a tuple of them. A folder
holds a file for each rule, named like ours (``xx01_the_name.py``). Beside either may stand ``lexicons/`` (files like
ours, ``phrases/CODE.txt`` among them) and ``cases/CODE.yml``.

Processes of a pool import nothing of each other: each finds the plug-ins anew, by the folder it is told.
"""

from __future__ import annotations

import hashlib
import importlib.util
import inspect
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import ModuleType

from presscheck import lexicons
from presscheck.config import ConfigError
from presscheck.model import Confidence, Severity
from presscheck.rule import ArticleRule, BatchRule, LineRule, Rule, StripRule, regex
from presscheck.rules import RULES

GROUP = "presscheck.rules"
"""The group of entry points that is looked in."""
CODE = re.compile(r"[A-Z]{2}\d\d")
NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
FILE_NAME = re.compile(r"[a-z]{2}\d\d_[a-z0-9_]+")
KINDS = (StripRule, ArticleRule, BatchRule)


class PluginError(ConfigError):
    """A plug-in that cannot be used; the message names it, and where it comes from."""


@dataclass(frozen=True)
class Plugin:
    """A rule that is not ours."""

    rule: type[Rule]
    origin: str
    """Where it comes from: ``package 1.0`` or the path of its file."""
    folder: Path
    """Where its ``cases`` and ``lexicons`` stand."""


@cache
def rules(folder: str = "") -> tuple[type[Rule], ...]:
    """Every rule that there is: the plug-ins first, since the earlier strip rule gets a line that both want.

    `folder` is that of ``[plugins] rules``; empty for none. Raises PluginError.
    """
    return (*(plugin.rule for plugin in find(folder)), *RULES)


@cache
def find(folder: str = "") -> tuple[Plugin, ...]:
    """The plug-ins of installed packages, then those of a folder, each by name.

    Raises PluginError for one that cannot be imported, is no whole rule, or has the code or the name of another rule.
    """
    points = sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value))
    found = [plugin for point in points for plugin in _of_entry_point(point)]
    found += _of_folder(Path(folder)) if folder else []
    taken = {key: f"presscheck's own {rule.code} {rule.name}" for rule in RULES for key in (rule.code, rule.name)}
    for plugin in found:
        for key in (plugin.rule.code, plugin.rule.name):
            if key in taken:
                raise PluginError(f"{plugin.origin}: a rule {key} is there already: {taken[key]}")
            taken[key] = f"that of {plugin.origin}"
    return tuple(found)


def cases_of(rule: type[Rule], folder: str = "") -> Path | None:
    """The cases of a plug-in rule; None for a rule that is no plug-in."""
    return next((p.folder / "cases" / f"{rule.code}.yml" for p in find(folder) if p.rule is rule), None)


def _of_entry_point(point: EntryPoint) -> Iterator[Plugin]:
    origin = f"{point.dist.name} {point.dist.version}" if point.dist else point.name
    try:
        folder = _folder_of(point.module)
        _add_lexicons(folder)
        loaded = point.load()
    except Exception as error:  # whatever their code does at import
        raise PluginError(f"{origin}: the entry point {point.name} = {point.value}: {error}") from error
    for rule in loaded if isinstance(loaded, Iterable) else (loaded,):
        plugin = Plugin(rule, origin, folder)
        _check(plugin)
        yield plugin


def _folder_of(module: str) -> Path:
    """Where a module stands, found without importing any of its packages. Raises ImportError."""
    top, *names = module.split(".")
    spec = importlib.util.find_spec(top)
    if spec is None or spec.origin is None:
        raise ImportError(f"there is no module {top}")
    place = Path(spec.origin).parent.joinpath(*names)
    return place if place.is_dir() else place.parent


def _of_folder(folder: Path) -> list[Plugin]:
    if not folder.is_dir():
        raise PluginError(f"plugins.rules: there is no folder {folder}")
    try:
        _add_lexicons(folder)
    except ValueError as error:
        raise PluginError(str(error)) from error
    return [_of_file(path) for path in sorted(folder.glob("*.py")) if not path.name.startswith("_")]


def _add_lexicons(folder: Path) -> None:
    """Before its rules are imported: they read their phrases then."""
    if (folder / "lexicons").is_dir():
        lexicons.add_folder((folder / "lexicons").resolve())


def _of_file(path: Path) -> Plugin:
    """The one rule of a file."""
    if not FILE_NAME.fullmatch(path.stem):
        raise PluginError(
            f"{path}: the file of a rule is named like xx01_the_name.py; one that holds none begins with _"
        )
    module = _imported(path)
    made = [
        value
        for value in vars(module).values()
        if inspect.isclass(value) and issubclass(value, Rule) and value.__module__ == module.__name__
    ]
    if len(made) != 1:
        raise PluginError(f"{path}: one rule is expected, not {len(made)}")
    plugin = Plugin(made[0], str(path), path.parent)
    _check(plugin)
    expected = f"{plugin.rule.code.lower()}_{plugin.rule.name.replace('-', '_')}"
    if path.stem != expected:
        raise PluginError(f"{path}: its rule is {plugin.rule.code} {plugin.rule.name}, so name it {expected}.py")
    return plugin


def _imported(path: Path) -> ModuleType:
    """A file as a module under a name that no other has."""
    name = f"presscheck_plugin_{hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:12]}_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise PluginError(f"{path}: cannot be imported")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except Exception as error:  # whatever their code does at import
        del sys.modules[name]
        raise PluginError(f"{path}: {type(error).__name__}: {error}") from error
    return module


def _check(plugin: Plugin) -> None:
    """Raises PluginError for what the steps would stumble over later."""
    rule, origin = plugin.rule, plugin.origin
    if not (inspect.isclass(rule) and issubclass(rule, KINDS)) or inspect.isabstract(rule):
        raise PluginError(
            f"{origin}: {rule!r} is no rule: subclass LineRule, StripRule, ArticleRule or BatchRule, whole"
        )
    wanted: tuple[tuple[str, bool, str], ...] = (
        ("code", bool(CODE.fullmatch(str(getattr(rule, "code", "")))), "two capitals and two digits"),
        ("name", bool(NAME.fullmatch(str(getattr(rule, "name", "")))), "small words joined by hyphens"),
        ("severity", isinstance(getattr(rule, "severity", None), Severity), "a presscheck.model.Severity"),
        ("confidence", isinstance(rule.confidence, Confidence), "a presscheck.model.Confidence"),
    )
    for key, right, form in wanted:
        if not right:
            raise PluginError(f"{origin}: {rule.__name__}.{key} is {getattr(rule, key, None)!r}; {form} is expected")
    if issubclass(rule, LineRule):
        try:
            regex(rule.pattern)
            rule.message  # noqa: B018  (it is there)
        except (AttributeError, ValueError) as error:
            raise PluginError(f"{origin}: {rule.__name__}: {error}") from error
