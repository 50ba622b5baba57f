"""The generated pages below docs: those of rules, their index, and the JSON schema of an audit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from presscheck import explain
from presscheck.rules import RULES

DOCS = Path(__file__).parents[1] / "docs"
HEADINGS = (
    "What it checks",
    "Why it matters",
    "Example",
    "What to do",
    "When it is wrong",
    "Options",
    "History",
)


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return explain.pages()


def test_pages_are_those_of_today(pages: dict[str, str]) -> None:
    stale = [name for name, text in pages.items() if not (DOCS / name).is_file() or (DOCS / name).read_text() != text]
    left = [path.name for path in (DOCS / "rules").glob("*.md") if f"rules/{path.name}" not in pages]
    assert not stale + left, "make rule-pages writes them anew"


def test_every_page_answers_the_same_questions_in_order(pages: dict[str, str]) -> None:
    for rule in RULES:
        page = pages[f"rules/{rule.code}.md"]
        places = [page.find(f"\n## {heading}\n") for heading in HEADINGS]
        assert -1 not in places, (rule.code, HEADINGS[places.index(-1)])
        assert places == sorted(places), rule.code
        assert f" {rule.code} {rule.name}  " in page, f"the example of {rule.code} has no diagnostic"
        assert "Precision " in page


def test_precision_is_said_with_n(monkeypatch: pytest.MonkeyPatch) -> None:
    by_code = {rule.code: rule for rule in RULES}
    monkeypatch.setattr(explain, "_measured", lambda: {"BP01": {"n": 2000, "precision": 0.995}})
    assert explain.precision(by_code["BP01"]) == ("Precision on labelled pages: 0.995 (n = 2,000 lines that it took).")
    assert "no line that it takes is labelled" in explain.precision(by_code["BP02"])
    assert "no rule about lines" in explain.precision(by_code["BY01"])


def test_what_was_measured_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / explain.MEASURED).write_text(json.dumps({"rules": {"BP01": {"n": 4, "precision": 0.75}}}))
    monkeypatch.setattr("presscheck.resources.folder", lambda *names: tmp_path)
    explain._measured.cache_clear()
    assert "0.750 (n = 4" in explain.precision(next(rule for rule in RULES if rule.code == "BP01"))
    explain._measured.cache_clear()


def test_pages_of_rules_that_are_no_more_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(explain, "RULES", RULES[:1])
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "XX99.md").write_text("gone")
    explain.write(tmp_path)
    assert {path.name for path in (tmp_path / "rules").iterdir()} == {f"{RULES[0].code}.md", "index.md"}
