"""Pages of rules, outlets, stories, suites and windows in a browser: hostile strings, contrast, highlighting, tables."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from playwright.sync_api import Browser, Page

from presscheck.model import SCHEMAS
from presscheck.report import site
from presscheck.report.explorer import MAX_SHARD_BYTES
from presscheck.report.html import MAX_OVERVIEW_BYTES, build

ATTACK = "<script>window.hit = 1</script><img src=x onerror='window.hit = 1'>\u202e"
IDS = [f"{n:016x}" for n in range(40)]
FOLDER_BYTES = 2_700_000
"""Of the folder: too little for a page for each article."""
HUGE, MANY = IDS[3], 50_000
"""An article of one line of 10 MB, with so many findings."""
TEXT = f"The car ferry between Norrhaven and Sandvik sails again from Friday, says {ATTACK} the harbour office.\n" * 8
OTHER = TEXT.replace("Friday", "Monday") + "unbroken" * 2_000 + "\n"
LINE = f"{ATTACK} unbroken" * 100_000 + "x" * 1_000_000


def rows() -> dict[str, list[dict[str, Any]]]:
    """Forty hostile articles, four of them one story, too many for a small folder."""
    common = {"media_type": "text/plain", "encoding": "utf-8", "raw_sha256": "0" * 64, "language": "en"}
    common |= {"title": ATTACK, "publisher": ATTACK, "authors": [ATTACK], "tags": [ATTACK], "agencies": [ATTACK]}
    articles = [
        {"article_id": known, "source": f"in/{ATTACK}{n}.txt", "url": f"javascript:{ATTACK}", **common}
        | {
            "clean_text": (text := OTHER if n == 1 else TEXT),
            "page_chars": len(text),
            "story_id": "s" if n < 4 else None,
        }
        | {"published": "2026-03-02" if n % 2 else None}
        for n, known in enumerate(IDS)
    ]
    place = {
        "start": 4,
        "end": 70,
        "line": 1,
        "col": 5,
        "source": "in",
        "confidence": "high",
        "waived": False,
        "related": [],
    }
    findings = [
        {
            "article_id": known,
            "rule": rule,
            "name": "a-rule",
            "severity": severity,
            "message": f"{n} {ATTACK}",
            "tip": ATTACK,
        }
        | {**place, "start": 4 + n % 9, "fingerprint": f"{known}{rule}"}
        for n, known in enumerate(IDS)
        for rule, severity in (("BY01", "warning"), ("BP01", "info"), ("PR06", "error"))
    ]
    fields = [
        {
            "article_id": IDS[0],
            "field": "title",
            "value": value,
            "chosen": chosen,
            "confidence": 0.9,
            "rule": "headline",
        }
        | {"start": start, "end": start + 9, "evidence": ATTACK}
        for value, chosen, start in (("The car f", True, 0), ("Norrhaven", False, 22))
    ]
    told = {"story_id": "s", "article_ids": IDS[:4], "origin": IDS[0], "reasons": [ATTACK], "ordered": IDS[:4]}
    suite = {"suite": "bylines", "severity": "warning", "sentence": ATTACK, "rules": ["BY01"], "observed": ATTACK}
    suite |= {"type": "expect_x", "table": "articles", "column": "authors", "checked": 40, "sources": [ATTACK]}
    return {
        "articles": articles,
        "findings": findings,
        "fields": fields,
        "stories": [told | {"credits": [ATTACK, "", "", ""]}],
        "links": [
            {"article_a": IDS[0], "article_b": other, "relation": "extended", "confidence": 0.9}
            | {"containment_a": 0.8, "containment_b": 0.4}
            for other in IDS[1:4]
        ],
        "expectations": [
            {**suite, "number": 1, "success": False, "failed": 40, "article_ids": IDS[:9]},
            {**suite, "number": 2, "success": True, "failed": 0, "article_ids": []},
            {**suite, "number": 3, "success": True, "failed": 0, "checked": 0, "article_ids": []},
        ],
    }


def huge_rows() -> dict[str, list[dict[str, Any]]]:
    """The four of the story; one is a line of 10 MB with 50,000 findings."""
    tables = rows()
    tables["articles"] = tables["articles"][:4]
    tables["articles"][3] |= {"clean_text": LINE, "page_chars": len(LINE)}
    known = {row["article_id"] for row in tables["articles"]}
    first = [row for row in tables["findings"] if row["article_id"] in known]
    many = [
        {**first[-1], "fingerprint": f"many{n}", "start": n * 90, "end": n * 90 + 70, "col": n * 90 + 1}
        for n in range(MANY)
    ]
    return tables | {"findings": first + many}


def report(folder: Path, tables: dict[str, list[dict[str, Any]]]) -> Path:
    (folder / "data").mkdir()
    for name, schema in SCHEMAS.items():
        full = [{column: row.get(column) for column in schema.names} for row in tables.get(name, [])]
        pq.write_table(pa.Table.from_pylist(full, schema), folder / "data" / f"{name}.parquet")
    build(
        folder,
        {"version": "0", "started": "2026-03-03T04:05:06Z", "unreadable": [], "left_out": [], "counts": {"inputs": 0}},
    )
    return folder


@pytest.fixture(scope="module")
def run_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run folder whose report has pages of every kind."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site, "FOLDER_BYTES", FOLDER_BYTES)
        return report(tmp_path_factory.mktemp("run"), rows())


@pytest.fixture(scope="module")
def huge_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return report(tmp_path_factory.mktemp("huge"), huge_rows())


def kinds(run_dir: Path) -> list[Path]:
    """One page of each kind."""
    first = [found[0] for kind in site.FOLDERS if (found := sorted((run_dir / kind).glob("*.html")))]
    return [run_dir / "index.html", run_dir / "explorer.html", *first]


def test_a_hostile_batch_acts_in_no_page_and_breaks_no_layout(page: Page, run_dir: Path, huge_dir: Path) -> None:
    huge = [huge_dir / "articles" / f"{HUGE}.html", *kinds(huge_dir)]
    assert {path.parent.name for path in kinds(run_dir)} == {run_dir.name, *site.FOLDERS}
    for path in (*kinds(run_dir), *huge):
        page.goto(path.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        for width in (320, 800, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
        assert page.locator("img").count() == 0
        assert page.evaluate("window.hit") is None, path
        assert "\u202e" not in page.content(), path


def test_a_hostile_batch_stays_within_the_sizes(run_dir: Path, huge_dir: Path) -> None:
    for folder in (run_dir, huge_dir):
        sizes = {path: path.stat().st_size for path in folder.rglob("*") if path.suffix in (".html", ".js")}
        assert sizes[folder / "index.html"] <= MAX_OVERVIEW_BYTES
        assert max(size for path, size in sizes.items() if path.suffix == ".html") <= site.MAX_PAGE_BYTES
        assert max(size for path, size in sizes.items() if path.suffix == ".js") <= MAX_SHARD_BYTES
        assert sum(sizes.values()) <= (FOLDER_BYTES if folder == run_dir else site.FOLDER_BYTES)


def test_the_explorer_shows_hostile_rows_as_text(page: Page, huge_dir: Path) -> None:
    page.goto((huge_dir / "explorer.html").as_uri())
    page.wait_for_selector("body[data-ready]")
    assert page.locator("#list li a").first.inner_text().startswith("<script>window.hit = 1</script><img")
    page.fill("#query", "outlet:onerror has:40000+")
    assert page.locator("#totals").inner_text().startswith("1 of 4 articles")
    page.locator("#list a").first.click()
    page.wait_for_url(f"**/articles/{HUGE}.html")
    assert "300 of 50,003; the rest is in data/findings.parquet" in page.locator(".rail").inner_text()
    assert f"of {len(LINE):,} characters" in page.locator(".page").inner_text()


def test_the_explorer_draws_only_the_rows_in_sight(page: Page, run_dir: Path) -> None:
    page.goto((run_dir / "explorer.html").as_uri())
    page.wait_for_selector("body[data-ready]")
    assert page.locator("#list li").count() < len(IDS)
    page.evaluate("document.getElementById('view').scrollTop = 1e6")
    page.wait_for_selector(f"#list li[aria-posinset='{len(IDS)}']")
    assert page.locator("#list li[aria-posinset='1']").count() == 0
    page.emulate_media(media="print")
    page.wait_for_selector("#list li[aria-posinset='1']")
    assert page.locator("#list li").count() == len(IDS)


def test_the_policy_stops_markup_that_would_get_through(browser: Browser, run_dir: Path, tmp_path: Path) -> None:
    for path in (page for page in kinds(run_dir) if page.parent.name in (run_dir.name, "articles")):
        broken = tmp_path / path.name
        broken.write_text(
            path.read_text("utf-8").replace("<body", f"<body onload='window.hit = 1'>{ATTACK}<p", 1), "utf-8"
        )
        opened = browser.new_page()
        refused: list[str] = []
        opened.on("console", lambda message, refused=refused: refused.append(message.text))
        opened.goto(broken.as_uri())
        assert opened.evaluate("window.hit") is None, path
        assert any("Content Security Policy" in line for line in refused), path
        opened.close()


def test_tables_have_captions_and_heads_and_headings_are_in_order(page: Page, run_dir: Path) -> None:
    for path in kinds(run_dir):
        page.goto(path.as_uri())
        levels = page.evaluate("[...document.querySelectorAll('h1, h2, h3')].map(each => Number(each.tagName[1]))")
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels)), path
        assert page.evaluate("[...document.querySelectorAll('table')].every(each => each.caption)"), path
        assert page.evaluate("[...document.querySelectorAll('th')].every(each => each.scope)"), path
        assert page.evaluate(
            "new Set([...document.querySelectorAll('[id]')].map(each => each.id)).size"
        ) == page.evaluate("document.querySelectorAll('[id]').length"), path


def test_the_evidence_of_a_field_lights_up_when_it_is_pointed_at_or_focused(page: Page, run_dir: Path) -> None:
    page.goto((run_dir / "articles" / f"{IDS[0]}.html").as_uri())
    outline = "getComputedStyle(document.querySelector('#e1')).outlineStyle"
    assert page.evaluate(outline) == "none"
    page.locator(".c", has=page.locator("[href='#e1']")).hover()
    assert page.evaluate(outline) == "solid"
    page.mouse.move(0, 0)
    page.locator("[href='#e1']").focus()
    assert page.evaluate(outline) == "solid"
    page.get_by_text("1 other candidate").click()
    page.locator("[href='#e2']").focus()
    assert page.evaluate(outline.replace("e1", "e2")) == "solid"


def test_a_story_leads_to_its_articles_and_back(page: Page, run_dir: Path) -> None:
    page.goto((run_dir / "articles" / f"{IDS[0]}.html").as_uri())
    page.get_by_role("link", name="The copies side by side").click()
    assert page.url.endswith("/stories/s.html")
    assert page.locator("table.sides").count() == 3
    page.locator("#order + table a").first.click()
    assert "/articles/" in page.url or "/windows/" in page.url


def test_a_finding_without_a_page_is_shown_in_its_window(page: Page, run_dir: Path) -> None:
    path = sorted((run_dir / "windows").glob("*.html"))[0]
    page.goto(path.as_uri())
    known = page.evaluate("document.querySelector('h2[id]').id")
    page.goto(f"{path.as_uri()}#{known}")
    assert page.locator(f"h2[id='{known}'] + ul mark").first.is_visible()
