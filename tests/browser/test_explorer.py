"""The explorer and the verdicts in a browser, from disk: filter, keys, export; and axe on pages of every kind."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from presscheck import pipeline, tables
from presscheck.read import READERS, find, read
from presscheck.report.html import build
from presscheck.testing import TODAY

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.xdist_group("explorer")


@pytest.fixture(scope="module")
def run_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the seeds."""
    here, folder = Path.cwd(), tmp_path_factory.mktemp("seeds")
    os.chdir(ROOT)
    try:
        articles, unreadable = read(find(["seeds/raw"], READERS).sources)
    finally:
        os.chdir(here)
    batch = pipeline.examine(articles, unreadable, today=TODAY)
    tables.write(folder / "data", {**tables.rows_of(batch), "expectations": []})
    build(folder, {"version": "0", "started": TODAY, "inputs": [], "left_out": [], "counts": {}})
    return folder


def found(page: Page) -> int:
    return int(page.locator("#totals").inner_text().split()[0])


def open_explorer(page: Page, run_dir: Path, query: str = "") -> None:
    page.goto("about:blank")
    page.goto(f"{(run_dir / 'explorer.html').as_uri()}#{query}")
    page.wait_for_selector("body[data-ready]")


def expected(run_dir: Path, holds: Any) -> int:
    rows = [row for row in tables.read(run_dir, "findings") if row["article_id"] and not row["waived"]]
    return len({row["article_id"] for row in rows if holds(row)})


def test_tokens_of_a_kind_are_or_kinds_are_and_a_minus_negates(page: Page, run_dir: Path) -> None:
    open_explorer(page, run_dir)
    everything = found(page)
    assert everything == len(tables.read(run_dir, "articles"))
    by, dt = (expected(run_dir, lambda row, code=code: row["rule"] == code) for code in ("BY01", "DT01"))
    either = expected(run_dir, lambda row: row["rule"] in ("BY01", "DT01"))
    errors = expected(run_dir, lambda row: row["severity"] == "error" and row["rule"][:2] == "TR")
    for query, count in (
        ("rule:BY01", by),
        ("rule:DT01", dt),
        ("rule:BY01 rule:DT01", either),
        ("-rule:BY01", everything - by),
        ("severity:error family:TR", errors),
        ("date:2024 -date:2024", 0),
        ("harbour cats", 1),
        ("nothing-has-this-word", 0),
    ):
        page.fill("#query", query)
        assert found(page) == count, query


def test_the_query_is_in_the_address(page: Page, run_dir: Path) -> None:
    open_explorer(page, run_dir, "rule%3ABY01")
    assert page.input_value("#query") == "rule:BY01"
    page.fill("#query", "harbour cats")
    assert page.evaluate("location.hash") == "#harbour%20cats"


def test_keys_lead_from_the_box_to_an_article_and_can_be_switched_off(page: Page, run_dir: Path) -> None:
    open_explorer(page, run_dir)
    page.keyboard.press("/")
    page.keyboard.type("harbour cats")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/*.html")
    page.get_by_label("keyboard shortcuts").uncheck()
    page.keyboard.press("u")
    page.keyboard.press("j")
    assert "/articles/" in page.url
    assert page.evaluate("document.activeElement.id") == "keys"
    page.get_by_label("keyboard shortcuts").check()
    page.keyboard.press("r")
    assert page.locator("#clean").is_checked()
    page.keyboard.press("u")
    page.wait_for_url("**/index.html")


def test_a_verdict_is_kept_and_exported(page: Page, run_dir: Path) -> None:
    path = next(path for path in (run_dir / "articles").glob("*.html") if b"data-fingerprint" in path.read_bytes())
    page.goto(path.as_uri())
    page.keyboard.press("j")
    page.keyboard.press("2")
    first = page.locator("li[data-fingerprint]").first
    first.get_by_role("textbox").fill("a desk piece")
    first.get_by_role("textbox").press("Tab")
    page.reload()
    assert first.locator("[aria-pressed=true]").inner_text() == "not real"
    with page.expect_download() as download:
        page.click("#export")
    (line,) = Path(download.value.path()).read_text("utf-8").splitlines()
    told = json.loads(line)
    assert (told["verdict"], told["note"], told["article_id"]) == ("not real", "a desk piece", path.stem)
    page.keyboard.press("j")
    first.get_by_role("button", name="not real").click()
    assert page.locator("[aria-pressed=true]").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(scheme: Any, page: Page, run_dir: Path) -> None:
    page.emulate_media(color_scheme=scheme)
    kinds = [sorted(run_dir.glob(f"{kind}/*.html"))[0] for kind in ("articles", "rules", "outlets", "stories")]
    for path in (run_dir / "index.html", run_dir / "explorer.html", *kinds):
        page.goto(path.as_uri())
        violations = Axe().run(page).response["violations"]
        told = [(each["id"], each["nodes"][0]["html"][:120], len(each["nodes"])) for each in violations]
        assert told == [], path
