"""The explorer and the verdicts in a browser, from disk: filter, keys, export; and axe on pages of every kind."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from presscheck import pipeline, tables
from presscheck.history import Diff, Since
from presscheck.read import find, read
from presscheck.report import site
from presscheck.report.html import build
from presscheck.rows import rows_of
from presscheck.testing import TODAY

RUN: dict[str, Any] = {"version": "0", "started": TODAY, "unreadable": [], "left_out": [], "counts": {"inputs": 0}}
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def run_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the seeds."""
    here, folder = Path.cwd(), tmp_path_factory.mktemp("seeds")
    os.chdir(ROOT)
    try:
        articles, unreadable = read(find(["seeds/raw"]).sources)
    finally:
        os.chdir(here)
    batch = pipeline.examine(articles, unreadable, today=TODAY)
    rows = rows_of(batch)
    tables.write(folder / "data", {**rows, "expectations": expectations(rows["articles"])})
    build(folder, RUN, since(rows["findings"]))
    return folder


def expectations(articles: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One that failed, one that was met, and one that had nothing to look at."""
    common = {"suite": "bylines", "type": "expect_x", "table": "articles", "column": "authors", "severity": "warning"}
    common |= {"rules": ["BY01"], "sources": [], "observed": "", "sentence": "few are", "article_ids": []}
    failing = {
        "success": False,
        "checked": 22,
        "failed": 12,
        "article_ids": [row["article_id"] for row in articles[:12]],
    }
    met = {"success": True, "failed": 0}
    return [
        {**common, **failing, "number": 1},
        {**common, **met, "checked": 22, "number": 2},
        {**common, **met, "checked": 0, "number": 3},
    ]


def since(findings: list[dict[str, Any]]) -> Since:
    """As if the run before had known no missing byline."""
    counts = ({row["rule"]: 1 for row in findings}, {row["rule"]: 3 for row in findings})
    return Since(
        "the run before",
        Diff([row for row in findings if row["rule"] == "BY01"], findings[10:12], 5, ["fails"], ["holds"], [], []),
        counts,
    )


@pytest.fixture(scope="module")
def small_run_dir(run_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same where few articles have a page, and the others windows."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "data").symlink_to(run_dir / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site, "CHROME_BYTES", 1_000_000)  # as if articles were too large to have a page each
        patch.setattr(site, "FOLDER_BYTES", 20_000_000)
        build(folder, RUN)
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
    articles = tables.read(run_dir, "articles")
    assert everything == len(articles)
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
        ("is:new", by),
        ("is:copied", len([row for row in articles if row["story_id"]])),
        (f"story:{next(row['story_id'] for row in articles if row['story_id'])[:6]}", 2),
        ("outlet:norrhaven lang:en", len([row for row in articles if row["publisher"] == "Norrhaven Courier"])),
        ("date:2019..2021", 1),
        ("is:undated -is:undated", 0),
    ):
        page.fill("#query", query)
        assert found(page) == count, query
        assert (page.locator("#nothing").is_visible(), page.locator("#view").is_visible()) == (not count, count > 0)


def test_the_query_is_in_the_address(page: Page, run_dir: Path) -> None:
    open_explorer(page, run_dir, "rule%3ABY01")
    assert page.input_value("#query") == "rule:BY01"
    page.fill("#query", "harbour cats")
    assert page.evaluate("location.hash") == "#harbour%20cats"


def test_pages_of_rules_and_outlets_lead_to_their_articles(page: Page, run_dir: Path) -> None:
    articles = tables.read(run_dir, "articles")
    for address, count in (
        ("rules/BY01.html", expected(run_dir, lambda row: row["rule"] == "BY01")),
        ("outlets/norrhaven-courier.html", len([row for row in articles if row["publisher"] == "Norrhaven Courier"])),
    ):
        page.goto((run_dir / address).as_uri())
        page.get_by_role("link", name="Its articles in the explorer").click()
        page.wait_for_function("document.body.dataset.ready === 'yes'")
        assert found(page) == count
    assert not list((run_dir / "outlets").glob("no-outlet.html")) or "explorer.html#" not in (
        run_dir / "outlets" / "no-outlet.html"
    ).read_text("utf-8")


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


def test_keys_step_through_findings_and_articles(page: Page, run_dir: Path) -> None:
    page.goto((run_dir / "index.html").as_uri())
    page.locator("table.list tbody tr:nth-child(2) a").first.click()
    page.wait_for_url("**/articles/*.html")
    second = page.url
    focused = "document.activeElement.id"
    for key, expected in (("j", "n1"), ("j", "n2"), ("k", "n1"), ("1", "n1"), ("3", "n1")):
        page.keyboard.press(key)
        assert page.evaluate(focused) == expected, key
    assert page.locator("#n1 [aria-pressed=true]").inner_text() == "unsure"
    page.keyboard.press("?")
    assert page.locator("#key-list").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#key-list").is_visible()
    page.keyboard.press("]")
    page.wait_for_url(lambda url: url != second)
    assert "Article 3 of" in page.locator(".where").inner_text()
    page.keyboard.press("[")
    page.wait_for_url(second)


def test_the_tab_key_goes_through_the_explorer_and_out_of_it(page: Page, run_dir: Path) -> None:
    page.goto((run_dir / "explorer.html").as_uri())
    page.wait_for_function("document.body.dataset.ready === 'yes'")
    page.focus("#view")
    places = []
    for _ in range(40):
        page.keyboard.press("Tab")
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        place = page.evaluate("document.activeElement.closest('li')?.getAttribute('aria-posinset')")
        if place is None:
            break
        places.append(int(place))
    assert places == [*range(1, 23)]
    page.focus("#list li:last-child a")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.closest('li').getAttribute('aria-posinset')") == "21"


def test_severities_in_the_explorer_have_marks_and_titles_their_direction(page: Page, run_dir: Path) -> None:
    page.goto((run_dir / "explorer.html").as_uri())
    marks = page.evaluate(
        "[...document.querySelector('#list .codes').children].map(e => getComputedStyle(e, '::before').content)"
    )
    severities = page.evaluate("[...document.querySelector('#list .codes').children].map(e => e.classList[1])")
    shapes = {"error": '"●"', "warning": '"▲"', "info": '"○"'}
    before = [None, *severities]
    assert marks == [shapes[one] if one != last else "none" for last, one in zip(before, severities, strict=False)]
    page.evaluate("rows[0][2] = 'תחנת הרכבת'; draw()")
    title = page.locator("#list li").first.locator("p").first
    assert title.evaluate("e => getComputedStyle(e).direction") == "rtl"


def test_a_verdict_is_kept_and_exported(page: Page, run_dir: Path) -> None:
    path = next(path for path in (run_dir / "articles").glob("*.html") if b'data-fingerprint="' in path.read_bytes())
    page.goto(path.as_uri())
    first = page.locator("li[data-fingerprint]").first
    page.locator("#main").press("j")
    expect(first).to_be_focused()
    page.keyboard.press("2")
    expect(first.locator("[aria-pressed=true]")).to_have_text("not real")
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


KINDS = ("articles", "rules", "outlets", "stories", "suites", "windows")


@pytest.mark.parametrize("name", ["index.html", "explorer.html", *KINDS])
def test_axe_finds_nothing(name: str, page: Page, run_dir: Path, small_run_dir: Path) -> None:
    folder = small_run_dir if name == "windows" else run_dir
    path = folder / name if "." in name else sorted((folder / name).glob("*.html"))[0]
    page.goto(path.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    axe = Axe()
    told = violations(axe, page)
    page.emulate_media(color_scheme="dark")
    told += violations(axe, page, runOnly=["color-contrast", "link-in-text-block"])  # the rest knows no colour
    assert told == []


def violations(axe: Axe, page: Page, **options: Any) -> list[tuple[str, str, int]]:
    """Rule, an element, and how many there are."""
    found = axe.run(page, options={"resultTypes": ["violations"], **options}).response["violations"]
    return [(each["id"], each["nodes"][0]["html"][:160], len(each["nodes"])) for each in found]
