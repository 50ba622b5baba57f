"""No pattern takes more than linear time: each is fed its worst case in two sizes.

RE2 is linear by construction, in the text; so are the line rules' patterns, and that they compile there is the test.
Python's ``re`` tries alternatives one after another: its patterns are collected from the modules, and run.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import re
import time
import warnings
from functools import cache

import pytest
import re2

import presscheck
from presscheck.rule import LineRule, regex
from presscheck.rules import RULES

SMALL, LARGE = 2_000, 16_000
GROWTH = 8 * 3.0
"""Eight times the text may take eight times as long, and three times that for chance; squared would be 64 times."""
NOISE = 0.004
"""Seconds: what takes less at the large size is no danger, whatever its growth."""
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


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """Processor time of one search through the text, the best of two."""
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        for _match in pattern.finditer(text):
            pass
        best = min(best, time.process_time() - start)
    return best


def literals(pattern: re.Pattern[str]) -> list[str]:
    """Short runs of what the pattern itself has letters and signs of: how it begins is what can be begun for ever."""
    words = re.findall(r"[^\\()\[\]{}?*+|^$.\s]{1,12}", pattern.pattern)
    return list(dict.fromkeys(words))[:4]


def superlinear(pattern: re.Pattern[str]) -> list[str]:
    """The pieces that, repeated and ended by what does not fit, cost more than they should."""
    slow = []
    for piece in (*PIECES, *literals(pattern)):
        texts = [(piece * (size // len(piece) + 1))[:size] + "\x00!" for size in (SMALL, LARGE)]
        large = seconds(pattern, texts[1])
        if large > NOISE and large > GROWTH * max(seconds(pattern, texts[0]), 1e-5):
            slow.append(f"{piece!r}: {large:.3f} s")
    return slow


def test_there_are_patterns_and_the_test_can_fail() -> None:
    assert len(patterns()) > 50
    assert superlinear(re.compile(r"a+b"))
    assert not superlinear(re.compile(r"a+"))


def test_patterns_of_line_rules_are_re2() -> None:
    for rule in RULES:
        if issubclass(rule, LineRule):
            assert isinstance(regex(rule.pattern), re2._Regexp), rule.code


@pytest.mark.skipif("PRESSCHECK_LONG" not in os.environ, reason="takes minutes: PRESSCHECK_LONG=1 runs it")
@pytest.mark.parametrize("part", range(4))
def test_patterns_of_python_grow_with_the_text(part: int) -> None:
    slow = {name: found for name, pattern in list(patterns().items())[part::4] if (found := superlinear(pattern))}
    assert not slow
