"""Word lists: data, with source and licence in line 1 of each file; `build.py` makes those that are derived."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, cast

_FOLDER = Path(__file__).parent
SHORT = 4
"""Letters of an alias that is told from a word by its capitals: see `aliases`."""
_folders = [_FOLDER]
"""Where files are looked for: here, then in the folders of plug-ins."""


def add_folder(folder: Path) -> None:
    """Look for files in the folder of a plug-in too; the same folder may be added again.

    Raises ValueError for a file that is there already: a plug-in adds to our words, it does not hide them.
    """
    if folder in _folders:
        return
    for path in folder.rglob("*.txt"):
        name = path.relative_to(folder)
        for other in _folders:
            if (other / name).is_file():
                raise ValueError(f"{path}: there is a lexicon {name.as_posix()} already, in {other}")
    _folders.append(folder)


@cache
def words(name: str) -> tuple[str, ...]:
    """The entries of ``name.txt`` in file order; blank lines and lines that start with # are left out."""
    path = next((path for folder in _folders if (path := folder / f"{name}.txt").is_file()), _FOLDER / f"{name}.txt")
    lines = path.read_text("utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@cache
def folded(name: str) -> frozenset[str]:
    """The entries of ``name.txt``, case-folded, for membership tests."""
    return frozenset(word.casefold() for word in words(name))


@cache
def aliases(name: str) -> dict[str, str]:
    """``name.txt`` holds lines ``Canonical = alias = alias``: any of them, case-folded -> Canonical.

    Short ones are words or names in other cases ("app", "Map"): those of at most `SHORT` letters stand as they are
    written and in capitals.
    """
    table: dict[str, str] = {}
    for line in words(name):
        names = [part.strip() for part in line.split("=")]
        for alias in names:
            for key in (alias, alias.upper()) if len(alias) <= SHORT else (alias.casefold(),):
                table.setdefault(key, names[0])
    return table


def named(name: str, text: str) -> str | None:
    """What ``name.txt`` calls the thing that `text` names; None where it does not know it."""
    return aliases(name).get(text if len(text) <= SHORT else text.casefold())


@cache
def phrases(code: str) -> dict[str, tuple[str, ...]]:
    """``phrases/CODE.txt``: language (ISO 639-1; "" for words of none) -> patterns (RE2), in file order.

    A line ``[de]`` begins a language. ``<name>`` in a pattern stands for that piece of ``phrases/parts.txt``.
    Raises KeyError for a piece that is not there.
    """
    spoken: dict[str, list[str]] = {}
    language = ""
    for line in words(f"phrases/{code}"):
        if heading := re.fullmatch(r"\[([a-z]{2})\]", line):
            language = heading[1]
        else:
            pattern = re.sub(r"(?<!\?P)<([a-z]+)>", lambda piece: parts()[piece[1]], line)
            spoken.setdefault(language, []).append(pattern)
    return {tongue: tuple(patterns) for tongue, patterns in spoken.items()}


_SYNTAX = r"\[(?:\\.|[^\]\\])*\]|\\[pP](?:\{[^}]*\}|.)|\\.|\(\?(?:P?<\w+>|[\w-]*[:)])"
"""What no letter of a phrase is in: classes, escapes, openings of groups."""
_NUKTA = dict(zip("कखगजडढफय", "\u0958\u0959\u095a\u095b\u095c\u095d\u095e\u095f", strict=True))
"""Hindi letters -> the same with a nukta, as one character: the form that NFC takes apart."""


def spellings(language: str, pattern: str) -> str:
    """The pattern (RE2), made to find what is one letter to readers and several to RE2 with ``(?i)``.

    Turkish i and ı stand for their capitals too, Hindi letters with a nukta for both ways to encode them, and without.
    """
    if language == "tr":
        capitals = {"i": "[iİ]", "ı": "[ıI]"}
        return re.sub(f"{_SYNTAX}|[iı]", lambda found: capitals.get(found[0], found[0]), pattern)
    if language == "hi":
        parted = unicodedata.normalize("NFC", pattern)
        return re.sub(
            "([क-ह])\u093c",
            lambda found: f"(?:{found[1]}\u093c?{'|' + _NUKTA[found[1]] if found[1] in _NUKTA else ''})",
            parted,
        )
    return pattern


@cache
def planted() -> dict[str, Any]:
    """``planted.yml``: samples of defects, by place, code and language; see `presscheck.selftest`."""
    import yaml

    return cast("dict[str, Any]", yaml.safe_load((_FOLDER / "planted.yml").read_text("utf-8")))


@cache
def parts() -> dict[str, str]:
    """Pieces of patterns that several rules share, by the name that stands for them: ``phrases/parts.txt``."""
    pairs = (line.split(" = ", 1) for line in words("phrases/parts"))
    return dict(pairs)


@cache
def calendar() -> dict[str, dict[str, int]]:
    """``months`` and ``weekdays``: case-folded name -> number (months from 1, Monday 0)."""
    return cast("dict[str, dict[str, int]]", json.loads((_FOLDER / "calendar.json").read_text("utf-8")))


@cache
def confidences() -> dict[str, dict[str, list[tuple[float, float]]]]:
    """Medium -> field -> (rank, confidence), by rank: what `make calibrate` measured."""
    curves = json.loads((_FOLDER / "confidence.json").read_text("utf-8"))
    return {
        medium: {field: [(rank, sure) for rank, sure in knots] for field, knots in fields.items()}
        for medium, fields in curves.items()
        if medium != "card"
    }
