"""Where the texts of each outlet come from, over a batch."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from lxml import html

from presscheck.model import SCHEMAS
from presscheck.report.html import build
from presscheck.report.tables import RunTables
from presscheck.report.taken import KINDS, Taken, taken

AGENCY, COPY, STATED = KINDS
IDS = [f"{number:016x}" for number in range(6)]


def article(
    number: int, publisher: str | None, agencies: list[str] | None = None, story: str | None = None
) -> dict[str, Any]:
    row = {
        "article_id": IDS[number],
        "source": f"in/{number}.txt",
        "clean_text": "Text",
        "page_chars": 4,
        "clean_chars": 4,
        "media_type": "text/plain",
        "encoding": "utf-8",
        "raw_sha256": "0" * 64,
    }
    return row | {"publisher": publisher, "agencies": agencies, "story_id": story}


@pytest.fixture(scope="module")
def run_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tables: dict[str, list[dict[str, Any]]] = {
        "articles": [
            article(0, "Courier", ["Reuters", "AFP"], "s1"),
            article(1, "Post", None, "s1"),
            article(2, "Post", ["Reuters"], "s1"),
            article(3, "Courier", [], "s1"),
            article(4, None, ["Reuters"]),
            article(5, "Post"),
        ],
        "stories": [
            {"story_id": "s1", "article_ids": IDS[:4], "origin": IDS[0], "reasons": [], "ordered": IDS[:4], "credits": [""] * 4}
        ],
        "fields": [
            {"article_id": IDS[5], "field": "origin", "value": "https://www.gazette.example/a", "chosen": True, "rule": "canonical link", "confidence": 0.9},
            {"article_id": IDS[5], "field": "origin", "value": "https://other.example/a", "chosen": False, "rule": "json-ld isBasedOn", "confidence": 0.8},
            {"article_id": IDS[5], "field": "origin", "value": "Harbour Light", "chosen": True, "rule": "first-published-note", "confidence": 0.8},
        ],
    }  # fmt: skip
    folder = tmp_path_factory.mktemp("runs") / "run"
    (folder / "data").mkdir(parents=True)
    for name, schema in SCHEMAS.items():
        rows = [{column: row.get(column) for column in schema.names} for row in tables.get(name, [])]
        pq.write_table(pa.Table.from_pylist(rows, schema), folder / "data" / f"{name}.parquet")
    return folder


def test_credits_copies_and_what_pages_state_are_counted_by_outlet(run_dir: Path) -> None:
    assert taken(RunTables(run_dir)) == [
        Taken("Post", "Courier", COPY, 2, 1),
        Taken("", "Reuters", AGENCY, 1),
        Taken("Courier", "AFP", AGENCY, 1),
        Taken("Courier", "Reuters", AGENCY, 1),
        Taken("Post", "Harbour Light", STATED, 1),
        Taken("Post", "Reuters", AGENCY, 1),
        Taken("Post", "gazette.example", STATED, 1),
    ]


def test_the_overview_and_the_pages_of_outlets_tell_it(run_dir: Path) -> None:
    facts = {
        "run": "r",
        "started": "2026-03-03T04:05:06Z",
        "version": "0",
        "settings": {},
        "unreadable": [],
        "left_out": [],
    }
    build(run_dir, facts | {"counts": {"inputs": 6, "articles": 6}})

    def rows(page: Path) -> list[str]:
        section = html.fromstring(page.read_text("utf-8")).xpath("//h2[@id='taken']/..")[0]
        return [" | ".join(cell.text_content() for cell in row) for row in section.xpath(".//tbody/tr")]

    assert rows(run_dir / "index.html")[:2] == [
        "Post | Courier | copies of its articles | 2 | 1",
        "no outlet | Reuters | credits the agency | 1 | ",
    ]
    assert rows(run_dir / "outlets" / "courier.html")[-1] == "Post | copies of its articles | 2 | 1"
