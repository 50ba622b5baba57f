"""The report of the seeds as a person reads it: a page of each kind, and the lineage of a copy in a terminal.

After a change that is meant: ``pytest tests/golden --snapshot-update``, and read the difference.
"""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from lxml import html as lxml_html
from rich.console import Console
from syrupy.assertion import SnapshotAssertion

from presscheck import pipeline, tables
from presscheck.read import find, read
from presscheck.report.html import build
from presscheck.testing import TODAY
from presscheck.trace import trace

ROOT = Path(__file__).parents[2]
COPY = "0005_norrhaven-courier_cork-growers.txt"


@pytest.fixture(scope="module")
def run_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    here, folder = Path.cwd(), tmp_path_factory.mktemp("seeds")
    os.chdir(ROOT)  # sources are named as they are given
    try:
        articles, unreadable = read(find(["seeds/raw"]).sources)
    finally:
        os.chdir(here)
    batch = pipeline.examine(articles, unreadable, today=TODAY)
    tables.write_batch(folder / "data", batch)
    tables.write(folder / "data", {"expectations": []})
    counts = {"inputs": len(articles) + len(unreadable)}
    facts = {"unreadable": tables.unreadable_rows(unreadable), "left_out": [], "counts": counts}
    build(folder, {"version": "0", "started": TODAY, **facts})
    return folder


def lines(page: Path) -> str:
    """The text of a page, a row of a table or an item of a list a line."""
    (main,) = lxml_html.fromstring(page.read_bytes()).xpath("//main")
    blocks = main.xpath(".//h2 | .//h3 | .//p | .//tr | .//li[not(.//p)]")
    return "\n".join(text for block in blocks if (text := " ".join(block.text_content().split())))


def test_the_story_of_a_copy(run_dir: Path, snapshot: SnapshotAssertion) -> None:
    row = next(row for row in tables.read(run_dir, "articles") if row["source"].endswith(COPY))
    assert lines(run_dir / "stories" / f"{row['story_id']}.html") == snapshot


@pytest.mark.parametrize("name", ["index.html", "outlets/norrhaven-courier.html", "rules/PR03.html"])
def test_a_page_of_the_seeds(name: str, run_dir: Path, snapshot: SnapshotAssertion) -> None:
    assert lines(run_dir / name) == snapshot


def test_the_article_of_a_copy(run_dir: Path, snapshot: SnapshotAssertion) -> None:
    row = next(row for row in tables.read(run_dir, "articles") if row["source"].endswith(COPY))
    assert lines(run_dir / "articles" / f"{row['article_id']}.html") == snapshot


def test_the_rows_of_the_explorer(run_dir: Path, snapshot: SnapshotAssertion) -> None:
    assert (run_dir / "explorer" / "0001.js").read_text("utf-8").replace("],[", "],\n[") == snapshot


def test_the_lineage_of_a_copy(run_dir: Path, snapshot: SnapshotAssertion) -> None:
    out = io.StringIO()
    Console(file=out, width=100, color_system=None, legacy_windows=False).print(trace(run_dir, COPY))
    assert out.getvalue().replace(str(run_dir), "RUN").split("page:")[0] == snapshot
