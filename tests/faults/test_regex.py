"""No pattern takes more than linear time: each is fed its worst case in two sizes.

RE2 is linear by construction, in the text; so are the line rules' patterns, and that they compile there is the test.
Python's ``re`` tries alternatives one after another: its patterns are collected from the modules, and run.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
import warnings
from collections import deque
from collections.abc import Sequence
from functools import cache
from itertools import product
from pathlib import Path

import re2

import presscheck
from presscheck.rule import LineRule, regex
from presscheck.rules import RULES

SMALL, LARGE = 250, 2_000
GROWTH = 8 * 3.0
"""Eight times the text may take eight times as long, and three times that for chance; squared would be 64 times."""
NOISE = 0.015
"""Seconds: what takes less at the large size is let be, whatever its growth; squared patterns take 0.01 to 0.3."""
PIECES = (" ", "\t", "\n", "a", "A", "Aa ", "a ", "1", "1 ", "1/", "1:", ",", ", ", "a, ", "-", ".", "a.", "<", "<a ", "{", "[",
          "(", '"', "&", "@", "a@", "://", "/", "_", "=", "a=", "%4", "é", "日", "|", "#", ";", "\\")  # fmt: skip


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Every compiled pattern of text in a module of the package, by module and name."""
    found: dict[str, re.Pattern[str]] = {}
    for module in pkgutil.walk_packages(presscheck.__path__, "presscheck."):
        if module.name.endswith(("__main__", ".build")):  # run when imported
            continue
        with warnings.catch_warnings():  # of the libraries that are imported
            warnings.simplefilter("ignore")
            loaded = importlib.import_module(module.name)
        for name, value in vars(loaded).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                found[f"{module.name}.{name}"] = value
    return found


@cache
def sources() -> str:
    """All modules of the package, one after another."""
    return "".join(path.read_text("utf-8") for path in Path(presscheck.__file__).parent.rglob("*.py"))


def uses(name: str) -> list[str]:
    """How the package uses a pattern: at one place of a text, or at any."""
    called = set(re.findall(rf"\b{name.rpartition('.')[2]}\.(\w+)", sources())) - {"pattern", "flags", "groups"}
    return sorted(called & {"match", "fullmatch"}) + ["finditer"] * bool(called - {"match", "fullmatch"} or not called)


def seconds(pattern: re.Pattern[str], text: str, use: str) -> float:
    """Processor time of one look at the text."""
    start = time.thread_time()
    deque(pattern.finditer(text), 0) if use == "finditer" else getattr(pattern, use)(text)
    return time.thread_time() - start


def literals(pattern: re.Pattern[str]) -> list[str]:
    """Short runs of what the pattern itself has letters and signs of: how it begins is what can be begun for ever."""
    words = re.findall(r"[^\\()\[\]{}?*+|^$.\s]{1,12}", pattern.pattern)
    return list(dict.fromkeys(words))[:4]


def superlinear(pattern: re.Pattern[str], ways: Sequence[str] = ("finditer",)) -> str:
    """The piece that, repeated and ended by what does not fit, costs more than it should; none: empty."""
    for piece, use in product((*PIECES, *literals(pattern)), ways):
        small, large = ((piece * (size // len(piece) + 1))[:size] + "\x00!" for size in (SMALL, LARGE))
        if seconds(pattern, large, use) > NOISE:
            taken, less = (min(seconds(pattern, text, use) for _ in range(3)) for text in (large, small))
            if taken > NOISE and taken > GROWTH * less:
                return f"{use} of {piece!r}: {taken:.3f} s"
    return ""


def test_there_are_patterns_and_the_test_can_fail() -> None:
    assert len(patterns()) > 50
    assert superlinear(re.compile(r"(?:x|b|c|d|e|\s)+(?=\d)"))
    assert superlinear(re.compile(r"(?:x|b|c|d|e|\w)*\w?(?:x|b|c|d|e|\w)*!"), ["match"])
    assert not superlinear(re.compile(r"a+"), ["match", "fullmatch", "finditer"])
    assert uses("presscheck.read.encoding.DECLARED") == ["finditer"]
    assert uses("presscheck.history.LAST") == ["match"]


def test_patterns_of_line_rules_are_re2() -> None:
    for rule in RULES:
        if issubclass(rule, LineRule):
            assert isinstance(regex(rule.pattern), re2._Regexp), rule.code


def test_patterns_of_python_grow_with_the_text() -> None:
    checked = {name: superlinear(pattern, uses(name)) for name, pattern in patterns().items()}
    assert not {name: slow for name, slow in checked.items() if slow}
