"""The lineage of an article in a terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from presscheck.cli import main
from presscheck.model import SCHEMAS

Row = dict[str, Any]
FIRST = "The car ferry between Norrhaven and Sandvik sails again from Friday. Nobody had expected that it comes back.\n"
SECOND = "The car ferry between Norrhaven and Sandvik sails again from Monday. It had last gone out six years ago.\n"
HOSTILE = "\u202e\x1b[31mred\x1b[0m [bold]x[/bold]"


def article(number: int, text: str, **more: Any) -> Row:
    return {
        "article_id": f"{number:016x}",
        "source": f"in/{number}.txt",
        "clean_text": text,
        "page_chars": len(text),
    } | more


def link(a: int, b: int, relation: str, of_a: float, of_b: float) -> Row:
    shares = {"containment_a": of_a, "containment_b": of_b, "confidence": 0.9}
    return {"article_a": f"{a:016x}", "article_b": f"{b:016x}", "relation": relation} | shares


def field(number: int, name: str, value: str, rule: str = "column url") -> Row:
    return {"article_id": f"{number:016x}", "field": name, "value": value, "chosen": True, "rule": rule}


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    ids = [f"{n:016x}" for n in (1, 2, 3)]
    tables: dict[str, list[Row]] = {
        "articles": [
            article(1, FIRST, title="Ferry returns", published="2026-03-02", story_id="s1"),
            article(2, SECOND, title=HOSTILE, published_inferred="2026-03-02", story_id="s1"),
            article(3, SECOND, story_id="s1"),
            article(4, FIRST),
        ],
        "links": [
            link(1, 2, "extended", 0.2, 0.9),
            link(2, 3, "identical", 1, 1),
            link(1, 4, "shares passage", 0.1, 0.1),
        ],
        "stories": [
            {"story_id": "s1", "article_ids": ids, "origin": ids[0], "reasons": ["credits Nordpresse"]}
            | {"ordered": ids, "credits": ["Nordpresse", "", ""]}
        ],
        "fields": [
            field(4, "address", "https://web.archive.org/web/20260309181500/https://norrhaven.example/a"),
            field(4, "origin", "https://ostholm.example/a", rule="canonical link"),
        ],
        "earlier": [
            {
                "article_id": ids[0],
                "run": "20250101T000000Z-000000",
                "other_source": "old/1.txt",
                "relation": "identical",
            }
            | {"containment": 1.0}
        ],
    }
    run = tmp_path / "reports" / "20260303T040506Z-000000"
    (run / "data").mkdir(parents=True)
    for name, schema in SCHEMAS.items():
        rows = [{column: row.get(column) for column in schema.names} for row in tables.get(name, [])]
        pq.write_table(pa.Table.from_pylist(rows, schema), run / "data" / f"{name}.parquet")
    (run / "run.json").write_text(
        json.dumps({"started": "2026-03-03T04:05:06Z", "run": run.name, "counts": {}}), "utf-8"
    )
    return run.parent


def trace(reports: Path, article: str) -> str:
    result = CliRunner().invoke(main, ["trace", article, "--out", str(reports)])
    assert result.exit_code == 0, result.output
    return result.output


def test_copies_hang_below_the_text_that_they_come_from(reports: Path) -> None:
    lines = trace(reports, "3.txt").splitlines()
    assert lines[0] == "story s1, 3 articles"
    assert lines[1] == "└── Ferry returns  in/1.txt"
    second, third = (next(line for line in lines if name in line) for name in ("in/2.txt", "in/3.txt"))
    assert third.endswith("└── ▶ in/3.txt")
    assert third.index("└") == second.index("└") + 4  # the third is linked with the second, and not with the origin


def test_relation_dates_credits_and_counts_are_told(reports: Path) -> None:
    text = trace(reports, f"{1:016x}")
    assert "likely origin: it credits Nordpresse" in text
    assert "published 2026-03-02, credits Nordpresse" in text
    assert "abridged, 90 % of it stands there, 20 % of that here, confidence 0.90" in text
    assert "undated; 2026-03-02 inferred from a copy, credits no agency" in text
    assert "wholly derived: 54 % of its words and word pairs are taken over" in text
    assert "sentences: 0 shared, 1 altered, 0 moved, 1 dropped, 1 added" in text
    assert "shares passage, 10 % of it there: in/4.txt" in text
    assert "identical, 100 % of it there: old/1.txt (run 20250101T000000Z-000000)" in text


def test_an_article_alone_is_no_error(reports: Path) -> None:
    text = trace(reports, "4.txt")
    assert "no other article of this batch tells the same text" in text
    assert "shares passage" in text


def test_what_the_page_states_of_its_origin_is_told(reports: Path) -> None:
    text = " ".join(trace(reports, "4.txt").split())
    assert "stated origin: https://ostholm.example/a (canonical link)" in text
    assert "read from web.archive.org, as it was on 2026-03-09: https://web.archive.org/web/20260309181500/" in text
    assert "stated origin" not in trace(reports, "1.txt")


def test_nothing_scraped_acts_in_the_terminal(reports: Path) -> None:
    text = trace(reports, "1.txt")
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "⟨U+202E⟩⟨U+001B⟩[31mred⟨U+001B⟩[0m [bold]x[/bold]" in text


@pytest.mark.parametrize(("name", "said"), [("9.txt", "holds no article '9.txt'"), ("in", "holds no article 'in'")])
def test_an_article_that_is_not_there_is_named(name: str, said: str, reports: Path) -> None:
    result = CliRunner().invoke(main, ["trace", name, "--out", str(reports)])
    assert result.exit_code == 2
    assert said in result.output
