"""Every case of every rule, and the registry against the folder."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from presscheck import rules, testing
from presscheck.rule import Rule

CASES = Path(__file__).parent / "rules"
BY_CODE = {rule.code: rule for rule in rules.RULES}


def _all_cases() -> list[Any]:
    return [
        pytest.param(path.stem, case, id=f"{path.stem}-{name}")
        for path in sorted(CASES.glob("*.yml"))
        for name, case in testing.load_cases(path).items()
    ]


@pytest.mark.parametrize(("code", "case"), _all_cases())
def test_case(code: str, case: testing.Case) -> None:
    actual = testing.run_case(BY_CODE[code], case)
    expected = case["expect"]
    assert len(actual) == len(expected), actual
    for want, got in zip(expected, actual, strict=True):
        assert testing.matches(want, got), f"expected {want}, got {got}"


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.code)
def test_rule_is_complete(rule: type[Rule]) -> None:
    module = Path(rules.__file__).parent / f"{rule.__module__.rsplit('.', 1)[1]}.py"
    assert module.name == f"{rule.code.lower()}_{rule.name.replace('-', '_')}.py"
    for heading in ("What it checks", "Why it matters", "What to do", "When it is wrong", "History"):
        assert f"## {heading}" in rule.page(), f"{rule.code} lacks the heading {heading!r}"
    cases = testing.load_cases(CASES / f"{rule.code}.yml").values()
    assert sum(bool(case["expect"]) for case in cases) >= 2, "at least two cases that fire"
    assert sum(not case["expect"] for case in cases) >= 2, "at least two cases that must not"


def test_registry_holds_every_rule_file_once() -> None:
    files = {path.stem for path in Path(rules.__file__).parent.glob("[a-z][a-z][0-9][0-9]_*.py")}
    assert {rule.__module__.rsplit(".", 1)[1] for rule in rules.RULES} == files
    assert len(BY_CODE) == len(rules.RULES)
    assert all(re.fullmatch(r"[A-Z]{2}\d\d", code) for code in BY_CODE)
