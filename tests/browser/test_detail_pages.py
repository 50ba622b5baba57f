"""Pages of rules, outlets, stories, suites and windows in a browser: hostile strings, contrast, highlighting, tables."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from playwright.sync_api import Page

from presscheck.model import SCHEMAS
from presscheck.report import site
from presscheck.report.html import build

ATTACK = "<script>window.hit = 1</script><img src=x onerror='window.hit = 1'>\u202e"
IDS = [f"{n:016x}" for n in range(40)]
TEXT = f"The car ferry between Norrhaven and Sandvik sails again from Friday, says {ATTACK} the harbour office.\n" * 8
OTHER = TEXT.replace("Friday", "Monday") + "unbroken" * 2_000 + "\n"


def rows() -> dict[str, list[dict[str, Any]]]:
    """Forty hostile articles, three of them one story, too many for a small folder."""
    common = {"media_type": "text/plain", "encoding": "utf-8", "raw_sha256": "0" * 64, "language": "en"}
    common |= {"title": ATTACK, "publisher": ATTACK, "authors": [ATTACK], "tags": [ATTACK], "agencies": [ATTACK]}
    articles = [
        {"article_id": known, "source": f"in/{ATTACK}{n}.txt", "url": f"javascript:{ATTACK}", **common}
        | {
            "clean_text": (text := OTHER if n == 1 else TEXT),
            "page_chars": len(text),
            "story_id": "s" if n < 3 else None,
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
    told = {"story_id": "s", "article_ids": IDS[:3], "origin": IDS[0], "reasons": [ATTACK], "ordered": IDS[:3]}
    suite = {"suite": "bylines", "severity": "warning", "sentence": ATTACK, "rules": ["BY01"], "observed": ATTACK}
    suite |= {"type": "expect_x", "table": "articles", "column": "authors", "checked": 40, "sources": [ATTACK]}
    return {
        "articles": articles,
        "findings": findings,
        "fields": fields,
        "stories": [told | {"credits": [ATTACK, "", ""]}],
        "links": [
            {"article_a": IDS[0], "article_b": other, "relation": "extended", "confidence": 0.9}
            | {"containment_a": 0.8, "containment_b": 0.4}
            for other in IDS[1:3]
        ],
        "expectations": [
            {**suite, "number": 1, "success": False, "failed": 40, "article_ids": IDS[:9]},
            {**suite, "number": 2, "success": True, "failed": 0, "article_ids": []},
        ],
    }


@pytest.fixture(scope="module")
def run_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run folder whose report has pages of every kind."""
    folder = tmp_path_factory.mktemp("run")
    (folder / "data").mkdir()
    tables = rows()
    for name, schema in SCHEMAS.items():
        full = [{column: row.get(column) for column in schema.names} for row in tables.get(name, [])]
        pq.write_table(pa.Table.from_pylist(full, schema), folder / "data" / f"{name}.parquet")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site, "FOLDER_BYTES", 7_400_000)
        build(folder, {"version": "0", "started": "2026-03-03T04:05:06Z", "inputs": [], "left_out": [], "counts": {}})
    return folder


def kinds(run_dir: Path) -> list[Path]:
    """One page of each kind."""
    return [sorted((run_dir / kind).glob("*.html"))[0] for kind in site.FOLDERS]


@pytest.mark.parametrize("width", [320, 360, 800, 1280])
def test_no_page_scrolls_sideways_and_nothing_scraped_acts(width: int, page: Page, run_dir: Path) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for path in kinds(run_dir):
        page.goto(path.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.locator("img").count() == 0


CONTRAST = """() => {
  const rgb = text => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const ground = node => { for (; node; node = node.parentElement) { const c = rgb(getComputedStyle(node).backgroundColor);
    if (c.length < 4 || c[3] > 0) return c } return [255, 255, 255] };
  const low = [];
  for (const node of document.querySelectorAll('body *')) {
    if (![...node.childNodes].some(child => child.nodeType === 3 && child.data.trim()) || !node.offsetWidth) continue;
    const [a, b] = [light(rgb(getComputedStyle(node).color)), light(ground(node))].sort((x, y) => y - x);
    if ((a + .05) / (b + .05) < 4.5) low.push(node.outerHTML.slice(0, 90) + ' ' + ((a + .05) / (b + .05)).toFixed(2));
  }
  return low }"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_stands_out(scheme: Any, page: Page, run_dir: Path) -> None:
    page.emulate_media(color_scheme=scheme)
    for path in kinds(run_dir):
        page.goto(path.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert page.evaluate(CONTRAST) == [], path


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
    assert page.locator("table.sides").count() == 2
    page.locator("#order + table a").first.click()
    assert "/articles/" in page.url or "/windows/" in page.url


def test_a_finding_without_a_page_is_shown_in_its_window(page: Page, run_dir: Path) -> None:
    path = sorted((run_dir / "windows").glob("*.html"))[0]
    page.goto(path.as_uri())
    known = page.evaluate("document.querySelector('h2[id]').id")
    page.goto(f"{path.as_uri()}#{known}")
    assert page.locator(f"h2[id='{known}'] + ul mark").first.is_visible()
