"""What pages say around articles, in many languages, is found by the rule that it is for: ``tests/said.yml``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from invented import dossier_of

FILE: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "said.yml").read_text("utf-8"))
WHOLE_PAGES, TITLES, TOPS, BELOW_HEADLINE = {"TR06", "TR09"}, {"TT04", "LB02"}, {"AG08"}, {"CP07", "BY03", "DT07"}
"""Where what a rule finds stands; everything else does below the text."""
FURNITURE = {"furniture", "BP29", "MK08"}
"""What any strip rule may remove."""


def page(rule: str, language: str, line: str) -> str:
    """The line, with the article of its language around it."""
    headline, *body = FILE["texts"].get(FILE["text_of"].get(language, language), FILE["texts"]["en"])
    if rule in WHOLE_PAGES:
        return line
    if rule in TITLES:
        headline, line = line, ""
    if rule == "TR03":
        body = body[:-1]
    place = 0 if rule in TOPS else 1 if rule in BELOW_HEADLINE else 2 if rule == "credit" else len(body) + 1
    lines = [headline, *body]
    return "\n".join(filter(None, [*lines[:place], line, *lines[place:]]))


def missed(rule: str, language: str, line: str) -> bool:
    text = page(rule, language, line)
    dossier = dossier_of(text)
    start = text.rindex(line)
    removed = [edit for edit in dossier.edits if edit.start <= start and edit.end >= start + len(line)]
    if removed and rule in FURNITURE:
        return False
    if rule in ("credit", "tag"):
        return not dossier.values(rule)
    return rule not in {edit.rule for edit in removed} | {finding.rule for finding in dossier.findings}


@pytest.mark.parametrize(
    ("rule", "language"),
    [(rule, language) for rule, said in FILE.items() if not rule.startswith("text") for language in said],
)
def test_is_found(rule: str, language: str) -> None:
    assert not [line for line in FILE[rule][language] if missed(rule, language, line)]
