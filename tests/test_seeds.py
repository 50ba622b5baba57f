"""The batch in ``seeds/raw`` against what is true of it, ``seeds/gold.jsonl``: one test per file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from presscheck import pipeline, tables
from presscheck.model import Finding, Severity
from presscheck.read import find, read
from presscheck.rows import findings_of, rows_of
from presscheck.rules import RULES

SEEDS = Path(__file__).parent.parent / "seeds"
GOLD: list[dict[str, Any]] = [json.loads(line) for line in (SEEDS / "gold.jsonl").read_text("utf-8").splitlines()]
ARTICLES = [row for row in GOLD if not row.get("unreadable")]
TODAY = "2026-06-30"
"""Any day between the latest true date of the batch (2024) and its one false date (2042) gives the same findings."""
CELLS = (
    "title standfirst authors published modified scraped_day dateline_place dateline_date publisher language"
).split()
SETS = ("agencies", "tags")
"""Lists whose order means nothing."""


@dataclass(frozen=True)
class Scored:
    """What one run says, by file name."""

    rows: dict[str, tables.Row]
    page_text: dict[str, str]
    findings: dict[str, list[Finding]]
    unreadable: set[str]

    def told_with(self, source: str) -> set[str]:
        """The other files of the story of a file."""
        story = self.rows[source]["story_id"]
        return {name for name, row in self.rows.items() if story and row["story_id"] == story and name != source}

    def fired(self, source: str) -> set[str]:
        """Codes of all rules that fired on a file."""
        return {finding.rule for finding in self.findings.get(source, ())}


@pytest.fixture(scope="module")
def scored() -> Scored:
    articles, unreadable = read(find([SEEDS / "raw"]).sources)
    batch = pipeline.examine(articles, unreadable, today=TODAY)
    findings: dict[str, list[Finding]] = {}
    for finding in findings_of(batch):
        findings.setdefault(Path(finding.source).name, []).append(finding)
    return Scored(
        {Path(row["source"]).name: row for row in rows_of(batch)["articles"]},
        {Path(article.source).name: article.text for article in articles},
        findings,
        {Path(one.source).name for one in unreadable},
    )


@pytest.mark.parametrize("gold", ARTICLES, ids=lambda gold: gold["source"])
def test_file_comes_out_as_it_should(gold: dict[str, Any], scored: Scored) -> None:
    source = gold["source"]
    row, fired = scored.rows[source], scored.fired(source)
    wrong = [f"{cell}: got {row[cell]!r}, true {gold[cell]!r}" for cell in CELLS if row[cell] != gold[cell]]
    wrong += [
        f"{cell}: got {row[cell]!r}, true {gold[cell]!r}" for cell in SETS if sorted(row[cell]) != sorted(gold[cell])
    ]
    wrong += [f"still there: {piece!r}" for piece in gold["removed"] if piece in row["clean_text"]]
    wrong += [f"lost: {piece!r}" for piece in gold["kept"] if piece not in row["clean_text"]]
    wrong += [f"{rule} did not fire" for rule in gold["rules"] if rule not in fired]
    wrong += [
        f"{finding.rule} fired: {finding.message}"
        for finding in scored.findings.get(source, ())
        if finding.severity.rank >= Severity.WARNING.rank and finding.rule not in gold["rules"]
    ]
    told_with = {other["source"] for other in ARTICLES if gold["story"] and other["story"] == gold["story"]} - {source}
    if scored.told_with(source) != told_with:
        wrong.append(f"story: told with {sorted(scored.told_with(source))}, true {sorted(told_with)}")
    assert not wrong, "\n".join(["", *wrong])


@pytest.mark.parametrize("gold", [row for row in GOLD if row.get("unreadable")], ids=lambda gold: gold["source"])
def test_unreadable_file_is_reported(gold: dict[str, Any], scored: Scored) -> None:
    assert gold["source"] in scored.unreadable
    assert scored.fired(gold["source"]) == set(gold["rules"])


def test_gold_and_batch_hold_the_same_files(scored: Scored) -> None:
    sources = [row["source"] for row in GOLD]
    assert sources == sorted(path.name for path in (SEEDS / "raw").iterdir())
    assert scored.rows.keys() | scored.unreadable == set(sources)
    assert len(scored.rows) + len(scored.unreadable) == len(sources)


@pytest.mark.parametrize("gold", ARTICLES, ids=lambda gold: gold["source"])
def test_what_must_go_was_there(gold: dict[str, Any], scored: Scored) -> None:
    """A fragment that the page never held would pass as removed."""
    absent = [piece for piece in gold["removed"] if piece not in scored.page_text[gold["source"]]]
    assert not absent


def test_gold_speaks_of_rules_that_exist() -> None:
    known = {rule.code for rule in RULES}
    assert {code for row in GOLD for code in row["rules"]} <= known


def test_every_family_of_rules_fires(scored: Scored) -> None:
    families = {rule.code[:2] for rule in RULES} - {"OP", "WV"}  # earlier nights and waivers are no part of the seeds
    fired = {finding.rule[:2] for found in scored.findings.values() for finding in found}
    assert families <= fired, f"silent: {sorted(families - fired)}"
