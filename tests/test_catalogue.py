"""docs/decisions/catalogue.md against the registry: every row of the catalogue, and every rule, is accounted for."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest

from presscheck import resources, testing
from presscheck.rule import Rule
from presscheck.rules import RULES

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "decisions" / "catalogue.md").read_text("utf-8")
CATALOGUE = ROOT.parent / "shared" / "CATALOGUE.md"
CODE = re.compile(r"\b[A-Z]{2}\d\d\b")
ROW = re.compile(r"^\| ([A-Z]{2}\d\d)\b[^|]*\| (.*?) \|$", re.MULTILINE)
KNOWN = {rule.code for rule in RULES}
MIN_REASON_WORDS = 4


def section(title: str) -> str:
    """The text below a heading of the page."""
    return PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


EXTRA, UNCOUNTED = section("Rules that have no row"), section("Rules that no suite counts")
ROWS = ROW.findall(PAGE.partition("\n## Rules that have no row\n")[0])


@cache
def counted() -> frozenset[str]:
    """The rules that expectations name."""
    suites = (json.loads(path.read_text("utf-8")) for path in resources.folder("expectations").glob("*.json"))
    return frozenset(code for suite in suites for one in suite["expectations"] for code in one["meta"].get("rules", ()))


@pytest.mark.parametrize(("row", "said"), ROWS, ids=[row for row, _ in ROWS])
def test_row_names_a_rule_or_a_reason(row: str, said: str) -> None:
    named = CODE.findall(said)
    assert set(named) <= KNOWN, f"{row} names a rule that is none"
    assert named or len(said.split()) >= MIN_REASON_WORDS, f"{row} is neither covered nor refused: {said}"


def test_rows_are_listed_once() -> None:
    codes = [row for row, _ in ROWS]
    assert len(codes) == len(set(codes))


@pytest.mark.skipif(not CATALOGUE.is_file(), reason=f"the catalogue is not beside this checkout ({CATALOGUE})")
def test_every_row_of_the_catalogue_is_listed() -> None:
    wanted = re.findall(r"^\| ([A-Z]{2}\d\d) \|", CATALOGUE.read_text("utf-8"), re.MULTILINE)
    assert wanted
    assert sorted(wanted) == sorted(row for row, _ in ROWS)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule_is_accounted_for(rule: type[Rule]) -> None:
    covering = {code for _, said in ROWS for code in CODE.findall(said)}
    assert rule.code in covering | set(CODE.findall(EXTRA)), "it covers no row, and is not among the rules without one"
    path = ROOT / "tests" / "rules" / f"{rule.code}.yml"
    cases = testing.load_cases(path).values()
    assert {bool(case["expect"]) for case in cases} == {True, False}
    assert "near miss" in path.read_text("utf-8"), "none of its cases is a near miss"
    assert rule.code in counted() or rule.code in CODE.findall(UNCOUNTED), "no suite counts it, and no reason is given"


def test_reasons_are_given_for_rules_that_exist_and_are_not_counted() -> None:
    for codes, reason in re.findall(r"^\| ([A-Z]{2}\d\d[^|]*) \| (.*?) \|$", UNCOUNTED, re.MULTILINE):
        assert set(CODE.findall(codes)) <= KNOWN - counted(), codes
        assert len(reason.split()) >= MIN_REASON_WORDS, codes
