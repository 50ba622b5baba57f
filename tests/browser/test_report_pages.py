"""The report as a browser shows it: opened from a folder, offline, wide and narrow, light and dark, printed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from playwright.sync_api import Page

from presscheck.model import SCHEMAS
from presscheck.report.html import build
from presscheck.report.typeset import FOLD_LINES

A, B = "a" * 16, "b" * 16
ATTACK = "<script>window.hit = 1</script><img src=x onerror='window.hit = 1'>"
MENU = "Harbour\n" * (FOLD_LINES + 5)
BODY = f"""Ferry link to Sandvik returns
By Ilse Marten

The car ferry between Norrhaven and Sandvik sails again.\u202e {ATTACK}
{"unbroken" * 2_000}
"""
PAGE = MENU + BODY + "Sign up for the Harbour Gazette morning mail\n"
CLEAN_LINES = [line for line in BODY.replace("\u202e", "U+202E").split("\n") if line]


def rows() -> dict[str, list[dict[str, Any]]]:
    """Two hostile articles of one story."""
    title = {"start": PAGE.index("Ferry link"), "end": PAGE.index("\nBy ")}
    signup = {"start": PAGE.index("Sign up"), "end": len(PAGE) - 1}
    common = {
        "media_type": "text/plain",
        "encoding": "utf-8",
        "raw_sha256": "0" * 64,
        "story_id": "s",
        "language": "en",
    }
    found = {"severity": "warning", "confidence": "high", "waived": False, "related": [], "tip": ATTACK, "source": "in"}
    return {
        "articles": [
            {"article_id": A, "source": f"in/{ATTACK}\n.txt", "title": ATTACK * 9, "clean_text": BODY, **common},
            {"article_id": B, "source": "in/" + "b" * 300, "title": "Ferry returns", "clean_text": "One line.", **common},
        ],
        "ledger": [
            {"article_id": A, "start": 0, "end": len(MENU), "replacement": "", "rule": "BP32", "removed": MENU},
            {"article_id": A, **signup, "end": len(PAGE), "replacement": "", "rule": "BP01", "removed": PAGE[signup["start"] :]},
        ],
        "fields": [
            {"article_id": A, "field": "title", "value": ATTACK, "chosen": True, "confidence": 0.9, "rule": "headline"}
            | title
            | {"evidence": ATTACK},
        ],
        "findings": [
            {"article_id": A, "rule": "BY01", "name": "missing-byline", "message": ATTACK, "fingerprint": "1", **found, **title}
            | {"line": FOLD_LINES + 6, "col": 1},
            {"article_id": A, "rule": "BP32", "name": "nav-menu", "message": "menu", "fingerprint": "2", **found}
            | {"start": 8, "end": 15, "line": 2, "col": 1},
            {"article_id": "", "rule": "RD01", "name": "unreadable", "message": ATTACK, "fingerprint": "3", **found}
            | {"severity": "error"},
        ],
        "links": [
            {"article_a": A, "article_b": B, "relation": "abridged", "containment_a": 0.3, "containment_b": 0.8, "confidence": 0.9}
        ],
        "stories": [{"story_id": "s", "article_ids": [A, B]}],
        "expectations": [
            {"suite": "bylines", "number": 1, "severity": "warning", "success": False, "sentence": ATTACK, "failed": 1}
            | {"rules": ["BY01"], "article_ids": [A], "sources": [ATTACK], "observed": ""}
            | {"type": "expect_x", "table": "articles", "column": "authors", "checked": 2},
        ],
    }  # fmt: skip


@pytest.fixture(scope="module")
def run_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run folder with its report."""
    folder = tmp_path_factory.mktemp("run")
    (folder / "data").mkdir()
    tables = rows()
    for name, schema in SCHEMAS.items():
        full = [{column: row.get(column) for column in schema.names} for row in tables.get(name, [])]
        pq.write_table(pa.Table.from_pylist(full, schema), folder / "data" / f"{name}.parquet")
    unread = {"unreadable": [{"source": ATTACK, "raw_sha256": None}], "left_out": [ATTACK], "counts": {"inputs": 1}}
    build(folder, {"version": "0.1.0", "started": "2026-03-03T04:05:06Z", **unread})
    return folder


def first_pages(run_dir: Path) -> list[str]:
    """The addresses of the overview, the explorer and the articles; the other pages: test_detail_pages.py."""
    return [path.as_uri() for path in sorted([*run_dir.glob("*.html"), *run_dir.glob("articles/*.html")])]


def test_no_page_scrolls_sideways(page: Page, run_dir: Path) -> None:
    for address in first_pages(run_dir):
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        for width in (320, 360, 800, 1056, 1280, 2000):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (address, width)


def test_the_overview_leads_to_an_article_and_back(page: Page, run_dir: Path) -> None:
    page.goto((run_dir / "index.html").as_uri())
    page.locator("table.list a").first.click()
    assert page.url.endswith(f"/articles/{A}.html")
    assert page.locator("h1").inner_text() == ATTACK * 9
    page.get_by_role("link", name="Next").click()
    assert page.locator("h1").inner_text() == "Ferry returns"
    page.get_by_role("link", name="Overview").click()
    assert page.locator("h1").inner_text() == "2 articles audited, 1 of 1 expectation failed"


def test_a_place_is_shown_when_its_link_is_followed(page: Page, run_dir: Path) -> None:
    page.set_viewport_size({"width": 1280, "height": 300})
    page.goto((run_dir / "articles" / f"{A}.html").as_uri())
    page.locator("#n1 .where-at a").click()
    assert page.evaluate(
        "(() => { const box = document.querySelector(':target').getBoundingClientRect();"
        " return box.top >= 0 && box.bottom <= innerHeight })()"
    )


def test_a_folded_run_opens_when_a_place_in_it_is_followed(page: Page, run_dir: Path) -> None:
    page.goto((run_dir / "articles" / f"{A}.html").as_uri())
    assert page.locator("details.folded summary").inner_text() == f"Lines 1 to {FOLD_LINES + 5} removed by BP32"
    assert not page.locator("#L2").is_visible()
    page.locator("a[href='#f2']").click()
    assert page.locator("#f2").is_visible()


def test_the_clean_view_shows_the_clean_text_and_keeps_the_line_numbers(page: Page, run_dir: Path) -> None:
    page.goto((run_dir / "articles" / f"{A}.html").as_uri())
    assert "BY01" in page.locator(".lines").inner_text()
    page.get_by_label("clean text").check()
    shown = [line.strip() for line in page.locator(".lines").inner_text().split("\n")]
    assert [line for line in shown if line] == CLEAN_LINES
    tops = page.locator(".lines li").evaluate_all("lines => lines.map(line => line.getBoundingClientRect().height)")
    assert tops[-2] == 0  # the sign-up: taken out of sight, not out of the count


def test_the_keyboard_reaches_the_content_first(page: Page, run_dir: Path) -> None:
    for address in first_pages(run_dir):
        page.goto(address)
        page.keyboard.press("Tab")
        skip = page.locator("a.skip")
        assert page.evaluate("document.activeElement.className") == "skip"
        assert (skip.bounding_box() or {"x": -1})["x"] >= 0
        assert skip.evaluate("link => getComputedStyle(link).outlineStyle") == "solid"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_follows_the_colour_scheme(scheme: Any, page: Page, run_dir: Path) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto((run_dir / "index.html").as_uri())
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(int(part) for part in ground[4:-1].split(",")) > 382) is (scheme == "light")


def test_print_is_dark_on_white_for_whoever_reads_light_on_dark(page: Page, run_dir: Path) -> None:
    page.goto((run_dir / "index.html").as_uri())
    page.emulate_media(media="print", color_scheme="light")
    light = page.evaluate("getComputedStyle(document.body).color")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).color") == light


def test_print_shows_what_is_folded_and_drops_what_cannot_be_clicked(page: Page, run_dir: Path) -> None:
    page.goto((run_dir / "articles" / f"{A}.html").as_uri())
    page.emulate_media(media="print")
    assert page.locator("#L2").is_visible()
    assert not page.locator(".jump").is_visible()
    assert page.locator(".rail").evaluate("rail => getComputedStyle(rail).position") == "static"
