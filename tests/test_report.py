"""The HTML and JSON reports, built from tables written here."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from lxml import html as lxml_html

from presscheck.ledger import EditedText
from presscheck.model import SCHEMAS, Edit
from presscheck.report import site
from presscheck.report.charts import MAX_PERIODS, Period, Times, timeline, times
from presscheck.report.hits import rule_hits
from presscheck.report.html import MAX_OVERVIEW_BYTES, build, share
from presscheck.report.json import as_json
from presscheck.report.site import MAX_PAGE_BYTES
from presscheck.report.stored import RowsByArticle, Stored
from presscheck.report.tables import RunTables
from presscheck.wording import plural

Row = dict[str, Any]
Tables = dict[str, list[Row]]

A, B, C = "a" * 16, "b" * 16, "c" * 16

PAGE_A = """Tuesday 14 April 2026

Ferry link to Sandvik returns after six years
By Ilse Marten
NORRHAVEN, March 2 (Nordpresse) - The car ferry between Norrhaven and Sandvik sails again from Friday.

The harbour office sold 4,000 tickets in a day,\u200b said its head, Tove Arnesen. \u202e(RLO)\u202c
Le Courrier\u00a0: <script>alert("text")</script> & more
Sign up for the Harbour Gazette morning mail
"""
PAGE_B = """Ferry returns

The car ferry between Norrhaven and Sandvik sails again from Friday.
The harbour office sold 5,000 tickets in a day, said its head, Tove Arnesen.
"""
PAGE_C = "عنوان الخبر\n\nعادت العبّارة إلى المرفأ يوم الجمعة\u200f.\n"

RUN: Row = {
    "version": "0.1.0",
    "started": "2026-03-03T04:05:06Z",
    "unreadable": [{"source": "inbox/broken.html", "raw_sha256": None}],
    "counts": {"inputs": 4, "articles": 3, "unreadable": 1, "findings": 8},
    "left_out": ["inbox/photo.jpg"],
}


def place(page: str, quote: str) -> Row:
    """Start, end, line and column of a quotation."""
    start = page.index(quote)
    before = page[:start]
    return {
        "start": start,
        "end": start + len(quote),
        "line": before.count("\n") + 1,
        "col": start - (before.rfind("\n") + 1) + 1,
    }


def article(article_id: str, source: str, page: str, edits: list[Edit], **more: Any) -> tuple[Row, list[Row]]:
    """The row of an article, and its ledger."""
    clean = EditedText(page).edit(edits).clean
    row = {"article_id": article_id, "source": source, "media_type": "text/plain", "encoding": "utf-8"}
    row |= {"raw_sha256": "0" * 64, "page_chars": len(page), "clean_chars": len(clean), "clean_text": clean}
    ledger = [
        {"article_id": article_id, "start": e.start, "end": e.end, "replacement": e.replacement, "rule": e.rule}
        | {"removed": page[e.start : e.end]}
        for e in edits
    ]
    return row | more, ledger


def finding(
    article_id: str, rule: str, name: str, severity: str, message: str, where: Row | None = None, **more: Any
) -> Row:
    """A finding at a place, or about a whole article."""
    row = {"article_id": article_id, "source": "inbox", "rule": rule, "name": name, "severity": severity}
    row |= {"confidence": "high", "message": message, "tip": "", "waived": False, "related": []}
    row |= {"fingerprint": f"{rule}-{message}-{(where or {}).get('start')}"}
    return row | (where or {}) | more


def field(article_id: str, name: str, value: str, page: str = "", quote: str = "", **more: Any) -> Row:
    """A candidate for a field, chosen unless it says otherwise."""
    where = {key: place(page, quote)[key] for key in ("start", "end")} if quote else {}
    row = {"article_id": article_id, "field": name, "value": value, "chosen": True, "confidence": 0.9}
    return row | {"rule": f"{name}-line", "evidence": quote} | where | more


def expectation(suite: str, number: int, success: bool, sentence: str, **more: Any) -> Row:
    """What was found of one expectation."""
    row = {"suite": suite, "number": number, "name": "", "type": "expect_column_values_to_be_between"}
    row |= {
        "table": "articles",
        "column": "authors",
        "severity": "warning",
        "success": success,
        "sentence": sentence,
        "observed": "",
    }
    return row | {"checked": 3, "failed": 0, "rules": [], "article_ids": [], "sources": []} | more


def batch() -> Tables:
    """Three articles, two of them one story, with everything that a page has to cope with."""
    header = place(PAGE_A, "Tuesday 14 April 2026\n\n")
    signup = place(PAGE_A, "Sign up for the Harbour Gazette morning mail\n")
    wrong = place(PAGE_A, "4,000")
    row_a, ledger_a = article(
        A,
        "inbox/a.txt",
        PAGE_A,
        [
            Edit(header["start"], header["end"], "", "DT01"),
            Edit(place(PAGE_A, "\u200b")["start"], place(PAGE_A, "\u200b")["end"], " ", "EN05"),
            Edit(signup["start"], signup["end"], "", "BP01"),
        ],
        title="Ferry link to Sandvik returns <script>alert('title')</script>",
        authors=["Ilse Marten", "<script>alert('author')</script>"],
        agencies=["Nordpresse"],
        publisher="Harbour Gazette",
        published="2026-03-02",
        language="en",
        url="javascript:alert(1)",
        story_id="s1",
    )
    row_b, ledger_b = article(
        B, "inbox/<b>\nbold.txt", PAGE_B, [], title="Ferry returns", url="https://gazette.example/ferry", story_id="s1"
    )
    row_c, ledger_c = article(C, "inbox/c.txt", PAGE_C, [], language="ar")
    other = place(PAGE_B, "5,000")
    related = [{"article_id": B, "start": other["start"], "end": other["end"], "label": "5,000 there"}]
    dateline = "NORRHAVEN, March 2 (Nordpresse)"
    return {
        "articles": [row_a, row_b, row_c],
        "ledger": [*ledger_a, *ledger_b, *ledger_c],
        "fields": [
            field(A, "title", str(row_a["title"]), PAGE_A, "Ferry link to Sandvik returns after six years"),
            field(A, "title", "Tuesday 14 April 2026", PAGE_A, "Tuesday 14 April 2026", chosen=False, confidence=0.2),
            field(A, "author", "Ilse Marten", PAGE_A, "Ilse Marten"),
            field(A, "author", "<script>alert('author')</script>", evidence="meta author"),
            field(A, "agency", "Nordpresse", PAGE_A, "Nordpresse"),
            field(A, "dateline", dateline, PAGE_A, dateline),
            field(A, "published", "2026-03-02", PAGE_A, "March 2"),
            field(A, "tag", "ferries", evidence="ferries", rule="keywords"),
            field(A, "tag", "Sandvik", evidence="Sandvik", rule="keywords"),
            field(B, "title", "Ferry returns", PAGE_B, "Ferry returns"),
        ],
        "findings": [
            finding(A, "DT01", "scrape-day-header", "info", "page header", place(PAGE_A, "Tuesday 14 April 2026")),
            finding(
                A,
                "BP01",
                "newsletter-signup",
                "info",
                "newsletter sign-up",
                place(PAGE_A, "Sign up for the Harbour Gazette morning mail"),
            ),
            finding(A, "AG01", "agency-dateline", "warning", "dateline", place(PAGE_A, dateline), tip="Credit it."),
            finding(
                A,
                "DT17",
                "dateline-vs-published",
                "error",
                "days apart",
                place(PAGE_A, "March 2 (Nordpresse) - The car"),
            ),
            finding(A, "PR06", "fact-drift", "warning", "4,000 here, 5,000 there", wrong, related=related),
            finding(
                A,
                "MK02",
                "js-code",
                "warning",
                "<script>alert('message')</script>",
                place(PAGE_A, '<script>alert("text")</script>'),
                waived=True,
            ),
            finding(B, "BY01", "missing-byline", "warning", "no person is named as author"),
            finding(C, "BY01", "missing-byline", "warning", "no person is named as author"),
            finding("", "RD01", "unreadable", "error", "not a text", source="inbox/broken.html"),
        ],
        "links": [
            {
                "article_a": A,
                "article_b": B,
                "relation": "abridged",
                "containment_a": 0.31,
                "containment_b": 0.842,
                "confidence": 0.9,
            }
        ],
        "stories": [
            {
                "story_id": "s1",
                "article_ids": [A, B],
                "origin": A,
                "reasons": ["credits Nordpresse"],
                "ordered": [A, B],
                "credits": ["Nordpresse", ""],
            }
        ],
        "expectations": [
            expectation(
                "bylines",
                1,
                False,
                "2 of 3 articles name no person as author",
                name="named-person",
                failed=2,
                rules=["BY01"],
                article_ids=[B, C],
                sources=["inbox/<b>\nbold.txt", "inbox/c.txt"],
            ),
            expectation("bylines", 2, True, "no author is an e-mail address", observed="0 %"),
            expectation(
                "integrity",
                1,
                False,
                "1 input could not be read",
                failed=1,
                severity="critical",
                sources=["inbox/broken.html"],
            ),
            expectation("dates", 1, True, "no date lies after the scrape"),
            expectation("dates", 2, True, "few articles were changed before they were published", checked=0),
        ],
    }


def write(run_dir: Path, tables: Tables) -> Path:
    """Tables as the pipeline writes them; columns a row does not give are null."""
    (run_dir / "data").mkdir(parents=True)
    for name, schema in SCHEMAS.items():
        rows = [{column: row.get(column) for column in schema.names} for row in tables.get(name, [])]
        pq.write_table(pa.Table.from_pylist(rows, schema), run_dir / "data" / f"{name}.parquet")
    return run_dir


@pytest.fixture(scope="module")
def run_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built report of `batch`."""
    folder = write(tmp_path_factory.mktemp("report") / "run", batch())
    assert build(folder, RUN) == folder / "index.html"
    return folder


def pages(folder: Path) -> dict[str, Any]:
    """Every page of a report, parsed, by its path in the run folder."""
    return {
        path.relative_to(folder).as_posix(): lxml_html.fromstring(path.read_bytes())
        for path in sorted(folder.rglob("*.html"))
    }


def words(element: Any) -> str:
    """What a reader sees of an element, white space evened out."""
    return " ".join(element.text_content().split())


def by_id(page: Any, identity: str) -> Any:
    """The one element with an id."""
    (found,) = page.xpath("//*[@id=$identity]", identity=identity)
    return found


def test_two_builds_are_byte_equal(run_dir: Path, tmp_path: Path) -> None:
    again = write(tmp_path / "again", batch())
    build(again, RUN)
    build(again, RUN)
    first, second = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.suffix in (".html", ".js")}
        for folder in (run_dir, again)
    )
    kinds = {path.parts[0] for path in first}
    assert kinds == {"index.html", "explorer.html", "explorer", "articles", "rules", "outlets", "stories", "suites"}
    assert first == second


def test_every_link_leads_somewhere_and_ids_are_unique(run_dir: Path) -> None:
    parsed = pages(run_dir)
    ids = {name: page.xpath("//@id") for name, page in parsed.items()}
    for name, page in parsed.items():
        assert len(ids[name]) == len(set(ids[name]))
        inside = [href for href in page.xpath("//a/@href") if not href.startswith("https://")]
        assert inside
        for href in inside:
            path, _, fragment = href.partition("#")
            target = (run_dir / name).parent / path if path else run_dir / name
            target_name = target.resolve().relative_to(run_dir.resolve()).as_posix()
            assert target_name in parsed, href
            asks = target_name == "explorer.html"
            assert not fragment or asks or fragment in ids[target_name], f"{name}: {href}"


def test_pages_run_our_two_scripts_only_and_load_the_rows_of_the_explorer_only(run_dir: Path) -> None:
    shards = sorted(path.relative_to(run_dir).as_posix() for path in (run_dir / "explorer").iterdir())
    assert [name for name in shards if re.fullmatch(r"explorer/\d{4}\.js", name)] == shards
    styles, scripts = set(), {}
    for name, page in pages(run_dir).items():
        kind = name.partition("/")[0] if "/" in name else name
        inline = page.xpath("//script[not(@src)]/text()")
        assert len(inline) == (kind in ("explorer.html", "articles")), name
        scripts |= dict.fromkeys(inline, kind)
        assert page.xpath("//script/@src") == (shards if kind == "explorer.html" else []), name
        assert not page.xpath("//img | //iframe | //object | //embed | //form | //base | //video | //audio | //portal")
        assert not page.xpath("//@*[starts-with(name(), 'on') or name() = 'style' or name() = 'srcset']")
        assert not page.xpath("//*[@src and name() != 'script']")
        assert page.xpath("//link/@href") == ["data:,"]
        assert all(re.match(r"https://|#|[\w./-]+\.html", href) for href in page.xpath("//a/@href"))
        assert page.xpath("//meta[@http-equiv]/@http-equiv") == ["Content-Security-Policy"]
        (style,) = page.xpath("//style/text()")
        styles.add(style)
        assert not re.search(r"url\(|@import|</", style)
        allowed = {
            "articles": f"; script-src '{digest(*inline)}'",
            "explorer.html": f"; script-src '{digest(*inline)}' 'self' file:; style-src-attr 'none'",
        }
        assert page.xpath("//meta[@http-equiv]/@content") == [
            f"default-src 'none'; style-src '{digest(style)}'; img-src data:; base-uri 'none'; form-action 'none'"
            + allowed.get(kind, "")
        ]
    assert sorted(scripts.values()) == ["articles", "explorer.html"]
    assert len(styles) == 1
    assert not [
        script for script in scripts if re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval", script)
    ]


def digest(text: str = "") -> str:
    """As a content security policy names what may run."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def test_scripts_in_scraped_strings_are_text(run_dir: Path) -> None:
    page = pages(run_dir)[f"articles/{A}.html"]
    assert words(page.xpath("//h1")[0]) == "Ferry link to Sandvik returns <script>alert('title')</script>"
    assert "<script>alert('author')</script>" in words(by_id(page, "metadata").getparent())
    assert "<script>alert('message')</script>" in words(by_id(page, "findings").getparent())
    assert '<script>alert("text")</script>' in words(by_id(page, "L8"))
    assert not page.xpath("//a[starts-with(@href, 'javascript')]")
    assert "javascript:alert(1)" in words(by_id(page, "metadata").getparent())


def test_headings_are_in_order_and_every_page_has_its_landmarks(run_dir: Path) -> None:
    for page in pages(run_dir).values():
        levels = [int(heading.tag[1]) for heading in page.xpath("//h1 | //h2 | //h3")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        assert page.xpath("//a[@class='skip']/@href") == ["#main"]
        assert page.get("lang") == "en"
        for table in page.xpath("//table"):
            assert table.xpath("caption")
            assert not table.xpath("thead//th[not(@scope='col')] | tbody//th[not(@scope='row')]")


# --- what the first page says ------------------------------------------------------------------------------------


def section(page: Any, identity: str) -> str:
    """What a reader sees under the heading with an id."""
    return words(by_id(page, identity).getparent())


def test_the_overview_counts_and_links_what_it_counts(run_dir: Path) -> None:
    page = pages(run_dir)["index.html"]
    assert words(page.xpath("//h1")[0]) == "3 articles audited, 2 of 5 expectations failed"
    counts = [(a.get("href"), words(a)) for a in page.xpath("//ul[@class='counts']//a")]
    assert counts == [
        ("#articles", "3 articles 1 input unreadable"),
        ("#rules", "8 findings 2 errors 4 warnings 2 info"),
        ("#expectations", "2 failed expectations of 5 in 3 suites"),
        ("#stories", "1 story told by 2 articles"),
    ]
    assert "Run of 2026-03-03T04:05:06Z, presscheck 0.1.0. 4 inputs, 1 could not be read, 1 file left out." in words(
        page
    )


def test_the_overview_counts_what_outlets_have_and_lack(run_dir: Path) -> None:
    (table,) = pages(run_dir)["index.html"].xpath("//section[@aria-labelledby='outlets']//table")
    assert [[words(cell) for cell in row.xpath("th | td")][:3] for row in table.xpath("tbody/tr")] == [
        ["no outlet", "2", "2"],
        ["Harbour Gazette", "1", "0"],
    ]


def test_failed_expectations_are_sentences_the_worst_first_and_name_what_failed(run_dir: Path) -> None:
    page = pages(run_dir)["index.html"]
    failed = page.xpath("//ol[@class='failed']/li")
    assert [words(one.find("h3")) for one in failed] == [
        "error 1 input could not be read",
        "warning 2 of 3 articles name no person as author",
    ]
    assert "inbox/broken.html" in words(failed[0])
    assert failed[1].xpath(".//ul//a/@href") == [f"articles/{B}.html", f"articles/{C}.html"]
    assert "suite bylines, rule BY01" in words(failed[1])
    assert failed[1].xpath("p//a/@href") == ["suites/bylines.html#e1", "#rule-BY01"]
    assert [words(one.find("summary")) for one in page.xpath("//details[@class='passed']")] == [
        "bylines 1 of 2 met",
        "dates 1 of 2 met",
    ]
    (idle,) = page.xpath("//details[@class='passed idle']")
    assert words(idle) == (
        "1 expectation had nothing to look at few articles were changed before they were published (suite dates)"
    )
    assert "An expectation that cannot be checked ends the audit" in section(page, "expectations")


def test_rules_are_ranked_by_articles_and_lead_to_their_findings(run_dir: Path) -> None:
    page = pages(run_dir)["index.html"]
    rows = page.xpath("//table[@class='rules']/tbody/tr")
    assert [row.get("id") for row in rows] == [
        f"rule-{c}" for c in ("BY01", "AG01", "BP01", "DT01", "DT17", "PR06", "RD01")
    ]
    assert [words(cell) for cell in rows[0]][2:] == ["warning", "2", "2"]
    assert rows[4].xpath(".//a/@href") == ["rules/DT17.html", f"articles/{A}.html#n1"]
    assert "1 waived finding left aside" in section(page, "rules")


def test_unreadable_inputs_and_inputs_are_listed_with_their_line_breaks_visible(run_dir: Path) -> None:
    page = pages(run_dir)["index.html"]
    assert "inbox/broken.html RD01 not a text" in section(page, "unreadable")
    assert "inbox/<b>U+000Abold.txt " + "0" * 64 in section(page, "inputs")
    assert "inbox/photo.jpg" in section(page, "inputs")


def test_a_finding_on_the_batch_is_no_input(tmp_path: Path) -> None:
    tables = batch()
    over = "the waiver of BY01 by I. Marten expired on 2026-01-31: the agency signs nobody"
    tables["findings"].append(finding("", "WV01", "expired-waiver", "warning", over, source="waivers.jsonl:1"))
    build(write(tmp_path, tables), RUN)
    found = pages(tmp_path)
    page = found["index.html"]
    assert words(page.xpath("//a[@href='#unreadable']")[0]) == "1 could not be read"
    assert "waivers.jsonl" not in section(page, "unreadable")
    assert f"waivers.jsonl:1 WV01 {over}" in section(page, "batch")
    assert page.xpath("//section[@aria-labelledby='batch']//a/@href") == ["rules/WV01.html"]
    rule = found["rules/WV01.html"]
    assert "1 finding on the batch as a whole." in words(rule)
    assert f"waivers.jsonl:1 WV01 {over}" in section(rule, "nowhere")
    assert not rule.xpath("//section[@aria-labelledby='examples']")
    assert "inbox/broken.html RD01 not a text" in section(found["rules/RD01.html"], "nowhere")
    assert "1 finding on inputs that gave no article." in words(found["rules/RD01.html"])


def test_stories_say_what_is_shared_both_ways(run_dir: Path) -> None:
    text = section(pages(run_dir)["index.html"], "stories")
    assert "likely origin" in text
    assert "extended: 84 % of it stands in the origin, 31 % of that here" in text


def test_a_story_of_many_copies_takes_little_of_the_overview(tmp_path: Path) -> None:
    tables = many(40, findings=0)
    ids = [row["article_id"] for row in tables["articles"]]
    tables["links"] = [
        {
            "article_a": a,
            "article_b": b,
            "relation": "abridged",
            "containment_a": 0.9,
            "containment_b": 0.6,
            "confidence": 0.9,
        }
        for a, b in combinations(ids, 2)
    ]
    tables["stories"] = [
        {"story_id": "s1", "article_ids": ids, "origin": ids[-1], "reasons": [], "ordered": ids, "credits": []}
    ]
    build(write(tmp_path, tables), RUN)
    items = pages(tmp_path)["index.html"].xpath("//section[@aria-labelledby='stories']//li")
    assert len(items) == 10
    assert words(items[0]).startswith("Headline number 39")
    assert words(items[0]).endswith("likely origin")
    assert words(items[1]).endswith("abridged: 90 % of it stands in the origin, 60 % of that here")
    assert "10 of 40" in section(pages(tmp_path)["index.html"], "stories")


def test_the_worst_articles_come_first(run_dir: Path) -> None:
    page = pages(run_dir)["index.html"]
    rows = page.xpath("//table[@class='list']/tbody/tr")
    assert [row.xpath("th/a/@href") for row in rows] == [[f"articles/{known}.html"] for known in (A, B, C)]
    assert [words(cell) for cell in rows[0]][1:] == [
        "Harbour Gazette", "2026-03-02", "Ilse Marten, <script>alert('author')</script>", "Nordpresse", "1", "2", "2",
    ]  # fmt: skip


def test_the_timeline_counts_days_months_or_years_and_marks_what_is_dated_after_its_scrape() -> None:
    def of(*pairs: tuple[str, str]) -> Times:
        return times([(published or None, day or None) for published, day in pairs])

    week = of(
        ("2026-03-02T06:00:00Z", "2026-03-03"), ("2026-03-05", "2026-03-03"), ("", "2026-03-03"), ("2026-99-01", "")
    )
    assert (week.unit, week.undated, week.unscraped) == ("day", 2, 1)
    assert week.told == [
        Period("2026-03-02", 1, 0, 0), Period("2026-03-03", 0, 0, 3), Period("2026-03-05", 1, 1, 0),
    ]  # fmt: skip
    assert len(week.periods) == 4
    assert [one.label for one in of(("2025-11-02", "2026-01-03")).periods] == ["2025-11", "2025-12", "2026-01"]
    assert of(("2019-11-02", "2026-01-03")).unit == "year"
    far = of(("0001-01-01", "2026-01-03"), ("2024-01-01", "2026-01-03"), ("9999-12-31", "2026-01-03"))
    assert far.outside == 2
    assert [one.label for one in far.told] == ["2024", "2026"]
    assert len(far.periods) <= MAX_PERIODS
    chart = lxml_html.fromstring(str(timeline(week)))
    assert [bar.get("class") for bar in chart.xpath("//rect")] == ["dot", "scrape", "dot", "late"]
    assert chart.xpath("//text/text()") == ["1", "0", "3", "2026-03-02", "2026-03-05"]
    assert timeline(of()) == ""
    upwards = lxml_html.fromstring(str(timeline(of(("2026-03-02", None)))))
    assert upwards.xpath("//text/text()") == ["1", "0", "2026-03-02"]
    assert upwards.get("viewbox") == "0 0 360 146"


def test_the_numbers_of_the_timeline_stand_in_a_table_beside_it(run_dir: Path) -> None:
    page = pages(run_dir)["index.html"]
    assert page.xpath("//section[@aria-labelledby='timeline']//*[name() = 'svg']")
    assert "2 articles without a day of publication, 3 without one of the scrape" in section(page, "timeline")
    rows = page.xpath("//section[@aria-labelledby='timeline']//table/tbody/tr")
    assert [[words(cell) for cell in row] for row in rows] == [["2026-03-02", "1"]]
    assert "scraped, downwards" not in section(page, "timeline")


# --- what the page of an article says ----------------------------------------------------------------------------


def test_removed_and_replaced_parts_are_struck_through_with_their_code(run_dir: Path) -> None:
    page = pages(run_dir)[f"articles/{A}.html"]
    assert [each.text_content() for each in page.xpath("//div[@class='lines']//del//mark | //del/span")] == [
        "Tuesday 14 April 2026", "U+200B", "Sign up for the Harbour Gazette morning mail",
    ]  # fmt: skip
    assert by_id(page, "L7").xpath(".//ins/text()") == [" "]
    assert [by_id(page, f"L{line}").get("class") for line in (1, 2, 3, 9)] == ["gone", "gone", None, "gone"]
    assert by_id(page, "L1").xpath(".//*[contains(@class, 'tag')]/text()") == ["DT01"]
    assert by_id(page, "L7").xpath(".//*[contains(@class, 'tag')]/text()") == ["PR06", "EN05"]


def test_findings_and_their_places_lead_to_each_other(run_dir: Path) -> None:
    page = pages(run_dir)[f"articles/{A}.html"]
    codes = [words(each) for each in page.xpath("//*[@class='rail']//p[@class='what']//*[@class='code']")]
    assert codes == ["DT17", "AG01", "PR06", "MK02", "DT01", "BP01"]
    for number, quoted in [(2, "NORRHAVEN, March 2"), (3, "4,000"), (4, "Tuesday 14 April 2026")]:
        assert words(by_id(page, f"f{number}")).startswith(quoted[:10])
        assert by_id(page, f"n{number}").xpath(f".//a[@href='#f{number}']")
        assert page.xpath(f"//div[@class='lines']//a[@href='#n{number}']")
    assert "line 5, col 1" in words(by_id(page, "n2"))
    assert "Credit it." in words(by_id(page, "n2"))
    assert "waived" in words(by_id(page, "n6"))
    assert words(by_id(page, "n5")).endswith("newsletter sign-up: removed")


def test_a_place_in_another_article_is_linked_and_marked_there(run_dir: Path) -> None:
    parsed = pages(run_dir)
    start = PAGE_B.index("5,000")
    (href,) = by_id(parsed[f"articles/{A}.html"], "n3").xpath(".//ul//a/@href")
    assert href == f"../articles/{B}.html#at-{start}-{start + 5}"
    assert words(by_id(parsed[f"articles/{B}.html"], f"at-{start}-{start + 5}")) == "5,000"


def test_a_place_in_an_article_that_is_no_copy_is_named_by_its_title(tmp_path: Path) -> None:
    tables = batch()
    [drift] = [row for row in tables["findings"] if row["rule"] == "PR06"]
    drift["related"] = [{"article_id": C, "start": 0, "end": 4, "label": "the same there"}]
    [other] = [row for row in tables["articles"] if row["article_id"] == C]
    other["title"] = "Trams to run all night"
    build(write(tmp_path, tables), RUN)
    page = pages(tmp_path)[f"articles/{A}.html"]
    assert [words(one) for one in page.xpath("//ul[@class='places']/li")] == [
        "the same there in Trams to run all night"
    ]
    assert page.xpath("//ul[@class='places']//a/@href") == [f"../articles/{C}.html#at-0-4"]


def test_every_field_shows_its_evidence_and_the_losers(run_dir: Path) -> None:
    page = pages(run_dir)[f"articles/{A}.html"]
    rows = {words(row.find("th")): row for row in page.xpath("//table[@class='fields']/tbody/tr")}
    assert list(rows) == ["Title", "Authors", "Agencies", "Publisher", "Published", "Dateline", "Tags"]
    assert (
        words(rows["Published"].find("td")) == "2026-03-02 confidence 0.90, by published-line, line 5, col 12: March 2"
    )
    (anchor,) = rows["Published"].xpath(".//a/@href")
    assert words(by_id(page, anchor[1:])).startswith("March 2")
    assert words(rows["Publisher"].find("td")) == "not found"
    assert words(rows["Agencies"].find("td")) == "Nordpresse confidence 0.90, by agency-line, line 5, col 21"
    assert words(rows["Tags"].find("td")) == "ferries, Sandvik confidence 0.90, by keywords"
    losers = words(rows["Title"].xpath(".//details")[0])
    assert losers.startswith("1 other candidate Tuesday 14 April 2026 confidence 0.20, by title-line, line 1, col 1")


def test_the_story_box_gives_both_shares_and_links_the_copies(run_dir: Path) -> None:
    parsed = pages(run_dir)
    here, there = (section(parsed[f"articles/{known}.html"], "story") for known in (A, B))
    assert "abridged confidence 0.90 of this article, there 31 % 31 % of that article, here 84 % 84 %" in here
    assert "extended confidence 0.90 of this article, there 84 % 84 % of that article, here 31 % 31 %" in there
    assert parsed[f"articles/{A}.html"].xpath("//ul[@class='copies']//a/@href") == [f"../articles/{B}.html"]
    assert "No other article" in section(parsed[f"articles/{C}.html"], "story")


def test_article_text_says_its_language_and_finds_its_direction(run_dir: Path) -> None:
    page = pages(run_dir)[f"articles/{C}.html"]
    (lines,) = page.xpath("//div[@class='lines']")
    assert lines.get("lang") == "ar"
    assert lines.xpath(".//li/div/@dir") == ["auto"] * 4
    assert words(page.xpath("//h1")[0]) == "inbox/c.txt"


# --- sizes and edges ---------------------------------------------------------------------------------------------


def test_long_lists_are_cut_and_say_so(tmp_path: Path) -> None:
    rows = [article(f"{n:016x}", f"in/{n}.txt", "text", [])[0] for n in range(501)]
    found = [finding(row["article_id"], "BY01", "missing-byline", "warning", "nobody") for row in rows]
    named = [row["article_id"] for row in rows]
    nobody = expectation("bylines", 1, False, "nobody signs", failed=501, article_ids=named)
    build(write(tmp_path, {"articles": rows, "findings": found, "expectations": [nobody]}), RUN)
    page = pages(tmp_path)["index.html"]
    assert len(page.xpath("//table[@class='list']/tbody/tr")) == 500
    assert "500 of 501; the rest is in the explorer" in section(page, "articles")
    assert "3 of 501; more are on its page" in section(page, "rules")
    assert "10 of 501; more are on the page of the suite bylines, all in data/expectations" in section(
        page, "expectations"
    )
    suite = words(pages(tmp_path)["suites/bylines.html"])
    assert "64 of 501; the rest is in data/expectations.parquet" in suite
    assert (tmp_path / "index.html").stat().st_size < 300_000


def test_the_overview_stays_small_where_everything_fails(tmp_path: Path) -> None:
    rows = [article(f"{n:016x}", f"in/{n}.txt", "text", [], title="\u200b<&" * 60)[0] for n in range(15)]
    named = [row["article_id"] for row in rows]
    found = [
        finding(known, f"X{n // 100:01}{n % 100:02}", "every-rule", "error", "<" * 90)
        for known in named
        for n in range(90)
    ]
    failed = [expectation(f"s{n % 5}", n, False, "<" * 90, failed=15, article_ids=named) for n in range(60)]
    build(write(tmp_path, {"articles": rows, "findings": found, "expectations": failed}), RUN)
    assert (tmp_path / "index.html").stat().st_size <= MAX_OVERVIEW_BYTES
    page = pages(tmp_path)["index.html"]
    assert re.search(r"[0-9] of 15; more are on the page of the suite s0", section(page, "expectations"))


@pytest.mark.parametrize("hostile", ["\u200b" * 400_000, "\n" * 400_000, "<" * 400_000, "x" * 2_000_000])
def test_a_page_stays_small_whatever_the_article(hostile: str, tmp_path: Path) -> None:
    row, ledger = article(A, "a.txt", hostile, [Edit(n, n + 1, "<\u200b" * 50, "EN05") for n in range(0, 9_000, 3)])
    many = [
        finding(
            A, f"XX{n % 90}", "x" * 200, "error", "\u202e" * 3_000, {"start": n, "end": 9_000, "line": 1, "col": n + 1}
        )
        for n in range(2_000)
    ]
    found = [
        field(A, f"field{n % 40}", hostile[:5_000], start=n, end=n + 9, evidence=hostile[:5_000]) for n in range(2_000)
    ]
    tables: Tables = {"articles": [row], "ledger": ledger, "findings": many, "fields": found}
    build(write(tmp_path, tables), RUN)
    path = tmp_path / "articles" / f"{A}.html"
    assert path.stat().st_size <= MAX_PAGE_BYTES
    text = words(pages(tmp_path)[f"articles/{A}.html"])
    assert re.search(rf"The first [\d,]+ of {len(hostile):,} characters", text)
    assert re.search(r"[\d,]+ of 2,000; the rest is in data/findings\.parquet", text)


def test_an_expectation_on_a_whole_table_names_no_part_of_it(tmp_path: Path) -> None:
    tables = batch() | {"expectations": [expectation("integrity", 1, False, "the batch holds 3 articles", failed=1)]}
    build(write(tmp_path, tables), RUN)
    assert "0 of 1" not in section(pages(tmp_path)["index.html"], "expectations")


def test_a_batch_that_gave_no_article_has_a_report(tmp_path: Path) -> None:
    lost = finding("", "RD01", "unreadable", "error", "not a text", source="broken.html")
    build(write(tmp_path, {"findings": [lost]}), RUN | {"unreadable": [], "left_out": []})
    page = pages(tmp_path)["index.html"]
    assert words(page.xpath("//h1")[0]) == "0 articles audited, no expectations were checked"
    assert "No input gave an article." in words(page)


def test_a_ledger_that_does_not_fit_its_text_is_an_error(tmp_path: Path) -> None:
    tables = batch()
    tables["ledger"][0]["removed"] = "short"
    with pytest.raises(ValueError, match="does not fit the text"):
        build(write(tmp_path, tables), RUN)


def test_an_article_id_that_climbs_out_of_the_folder_is_an_error(tmp_path: Path) -> None:
    row, _ = article("../../index", "a.txt", "text", [])
    with pytest.raises(ValueError, match="cannot be the name of a page"):
        build(write(tmp_path, {"articles": [row]}), RUN)


def test_a_missing_table_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, batch())
    (tmp_path / "data" / "links.parquet").unlink()
    with pytest.raises(FileNotFoundError, match="links"):
        build(tmp_path, RUN)


def test_numbers_read_well() -> None:
    assert [plural(1, "story", "stories"), plural(8_211, "article"), plural(2, "info")] == [
        "1 story",
        "8,211 articles",
        "2 info",
    ]
    assert [share(part) for part in (0.0, 0.001, 0.314, 0.999, 1.0)] == [
        "0&nbsp;%", "under 1&nbsp;%", "31&nbsp;%", "99&nbsp;%", "100&nbsp;%",
    ]  # fmt: skip


def test_the_json_report_holds_the_run_but_the_texts() -> None:
    made = json.loads(json.dumps(as_json(Path("reports/run"), batch(), RUN)))
    assert {"run_dir", "counts", "articles", "findings", "links", "stories", "suites"} <= set(made)
    assert made["counts"] == RUN["counts"]
    assert [row["article_id"] for row in made["articles"]] == [A, B, C]
    assert not any("clean_text" in row for row in made["articles"])
    assert len(made["findings"]) == 9
    assert [(suite["name"], suite["success"], len(suite["expectations"])) for suite in made["suites"]] == [
        ("bylines", False, 2),
        ("integrity", False, 1),
        ("dates", True, 2),
    ]


# --- rules, outlets, stories, suites ------------------------------------------------------------------------------


def test_the_page_of_a_rule_explains_it_and_shows_where_it_hit(run_dir: Path) -> None:
    page = pages(run_dir)["rules/BY01.html"]
    about = words(page.xpath("//section[@aria-labelledby='about']")[0])
    assert "What it checks" in about
    assert "When it is wrong" in about
    examples = words(page.xpath("//ol[@class='examples']")[0])
    assert examples.count("no person is named as author") == 2
    assert "Ferry returns" in examples
    assert words(page.xpath("//h1")[0]) == "BY01 missing-byline"
    assert "2 of 3 articles name no person as author" in section(page, "suites")
    window = words(pages(run_dir)["rules/PR06.html"].xpath("//span[@class='window']")[0])
    assert window == (
        "…again from Friday. ⏎ ⏎ The harbour office sold 4,000 tickets in a day,U+200B said its head, Tove Arnes…"
    )


def test_waived_findings_are_no_examples(run_dir: Path) -> None:
    page = pages(run_dir)["rules/MK02.html"]
    assert "All findings are waived." in words(page)
    assert not page.xpath("//ol[@class='examples']")


def test_the_page_of_an_outlet_counts_what_is_known(run_dir: Path) -> None:
    parsed = pages(run_dir)
    assert {name for name in parsed if name.startswith("outlets/")} == {
        "outlets/harbour-gazette.html",
        "outlets/no-outlet.html",
    }
    page = parsed["outlets/no-outlet.html"]
    assert "a title150 %" in words(page.xpath("//table")[0])
    assert "BY01 missing-bylinewarning22" in section(page, "rules")
    assert page.xpath("//section[@aria-labelledby='stories']//a/@href") == ["../stories/s1.html"]


def test_the_page_of_a_story_sets_the_copies_beside_the_origin(run_dir: Path) -> None:
    page = pages(run_dir)["stories/s1.html"]
    assert "Nordpresse" in section(page, "order")
    assert "no agency" in section(page, "order")
    assert "extended" in section(page, "order")
    assert words(page.xpath("//ul[@class='reasons']")[0]) == "credits Nordpresse"
    assert "4,000" in [words(word) for word in page.xpath("//tr[contains(@class, 'altered')]//del")]
    assert "5,000" in [words(word) for word in page.xpath("//tr[contains(@class, 'altered')]//ins")]
    assert "4,000 here, 5,000 there" in section(page, "differences")
    assert len(page.xpath("//table[@class='sides']")) == 1


def test_short_lines_of_a_copy_stand_on_lines_of_their_own(tmp_path: Path) -> None:
    tables = batch()
    text = "מאת נועם ברקאי\n9 במרץ 2026\nתחנת הרכבת הישנה נפתחה ביום שני לקהל אחרי שיפוץ שנמשך {} חודשים\u200f.\n"
    for row, months in zip(tables["articles"], ("18", "8"), strict=False):
        row |= {"clean_text": text.format(months), "page_chars": len(text.format(months)), "language": "he"}
    tables["ledger"], tables["findings"], tables["fields"] = [], [], []
    build(write(tmp_path, tables), RUN)
    origin, copy = pages(tmp_path)["stories/s1.html"].xpath("//tr[contains(@class, 'altered')]/td")
    assert origin.text_content().splitlines()[:2] == ["מאת נועם ברקאי", "9 במרץ 2026"]
    assert "18" in [words(word) for word in origin.xpath("del")]
    assert "8" in [words(word) for word in copy.xpath("ins")]
    assert words(copy.xpath("span")[0]) == "U+200F"


def test_the_page_of_a_suite_has_every_result(run_dir: Path) -> None:
    page = pages(run_dir)["suites/bylines.html"]
    assert words(page.xpath("//h1/following-sibling::p")[0]).endswith(
        "1 failed, 1 met. Thresholds are set in presscheck.toml, by the names below."
    )
    assert [words(name) for name in page.xpath("//dt[.='Name']/following-sibling::dd[1]")] == ["bylines.named-person"]
    assert "2 of 3 articles name no person as author" in section(page, "failed")
    assert "no author is an e-mail address" in section(page, "met")
    assert "few articles were changed" in section(pages(run_dir)["suites/dates.html"], "idle")
    assert words(page.xpath("//ol[@class='failed']//summary")[0]) == "2 articles"
    assert f"../articles/{B}.html" in page.xpath("//ol[@class='failed']//a/@href")
    assert "../rules/BY01.html" in page.xpath("//ol[@class='failed']//a/@href")


def many(count: int, findings: int = 3) -> Tables:
    """A batch of `count` articles of seven outlets."""
    tables: Tables = {"articles": [], "ledger": [], "findings": []}
    for number in range(count):
        text = f"Headline number {number}\n" + "The ferry sails again from Friday.\n" * 40
        row, ledger = article(f"{number:016x}", f"in/{number}.txt", text, [], publisher=f"Outlet {number % 7}")
        tables["articles"].append(
            row | {"title": f"Headline number {number}", "published": f"2026-0{number % 3 + 1}-02"}
        )
        tables["ledger"] += ledger
        tables["findings"] += [
            finding(row["article_id"], f"XX{n:02}", "x", "warning", f"wrong {number % 2}", place(text, "ferry"))
            for n in range(findings)
        ]
    return tables


def test_a_large_batch_has_a_window_for_every_finding_and_whole_texts_of_a_sample(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site, "FOLDER_BYTES", 5_000_000)
    tables = many(120)
    run_dir = write(tmp_path / "sample", tables)
    build(run_dir, RUN)
    parsed = pages(run_dir)
    full = [name for name in parsed if name.startswith("articles/")]
    assert 10 < len(full) < 110
    shown = [name for name in parsed if name.startswith("windows/")]
    windows = sum(len(parsed[name].xpath("//li/q/mark")) for name in shown)
    assert windows == 3 * (120 - len(full))
    outlets = {words(parsed[name].xpath("//p[@class='dek']")[0])[:8] for name in full}
    assert outlets == {f"Outlet {n}" for n in range(7)}
    for name in shown:
        assert len(parsed[name].xpath("//h2/@id")) == len(set(parsed[name].xpath("//h2/@id")))
    hrefs = parsed["index.html"].xpath("//table[@class='list']//th//a/@href")
    targets = {name: set(page.xpath("//@id")) for name, page in parsed.items()}
    assert len(hrefs) == 120
    for href in hrefs:
        path, _, fragment = href.partition("#")
        assert not fragment or fragment in targets[path]
    assert 5_000_000 - site.FIRST_PAGES_BYTES - 600_000 < taken(run_dir) <= 5_000_000  # nothing left out needlessly
    everything = write(tmp_path / "full", tables)
    build(everything, RUN | {"settings": {"evidence": "full"}})
    assert len([name for name in pages(everything) if name.startswith("articles/")]) == 120


def taken(run_dir: Path) -> int:
    """Bytes of a report."""
    return sum(path.stat().st_size for path in run_dir.rglob("*") if path.suffix in (".html", ".js"))


def test_an_article_with_one_finding_has_a_window_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "FOLDER_BYTES", 5_000_000)
    build(write(tmp_path, many(120, findings=1)), RUN)
    parsed = pages(tmp_path)
    full = [name for name in parsed if name.startswith("articles/")]
    windows = [mark for name in parsed if name.startswith("windows/") for mark in parsed[name].xpath("//li/q/mark")]
    assert 0 < len(windows) == 120 - len(full)


def test_what_a_rule_always_says_is_said_once_on_a_page_of_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site, "FOLDER_BYTES", 5_000_000)
    tables = many(120)
    tables["findings"] += [
        finding(row["article_id"], "YY01", "y", "info", "ever the same") for row in tables["articles"]
    ]
    build(write(tmp_path, tables), RUN)
    page = next(page for name, page in pages(tmp_path).items() if name.startswith("windows/"))
    assert [words(one) for one in page.xpath("//details//dt | //details//dd")] == ["YY01", "ever the same"]
    assert {words(one)[:4] for one in page.xpath("//li[contains(., 'wrong')]")} == {"XX00", "XX01", "XX02"}
    assert not page.xpath("//li[contains(., 'ever the same')]")


def test_where_there_is_room_every_story_and_outlet_has_a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = many(60, 0)
    pairs = [tables["articles"][n : n + 2] for n in range(0, 60, 2)]
    tables["stories"] = [
        {"story_id": f"s{n}", "article_ids": [row["article_id"] for row in pair]} for n, pair in enumerate(pairs)
    ]
    tables["articles"] = [
        row | {"story_id": f"s{n}", "publisher": f"Outlet {n}"} for n, pair in enumerate(pairs) for row in pair
    ]
    monkeypatch.setattr(site, "STORIES_BYTES", 300_000)
    monkeypatch.setattr(site, "MAX_OUTLETS", 4)
    run_tables = RunTables(write(tmp_path, tables))
    fixed, every = site.Fixed(20_000, 5_000, 10_000), rule_hits(run_tables)
    roomy = site.plan(run_tables, fixed, every)
    assert (len(roomy.full), len(roomy.stories), len(roomy.outlets)) == (60, 30, 30)
    monkeypatch.setattr(site, "FOLDER_BYTES", 2_500_000)
    tight = site.plan(run_tables, fixed, every)
    assert len(tight.full) < 60
    assert 0 < len(tight.stories) < 30
    assert len(tight.outlets) == 4


def test_where_not_every_finding_fits_the_page_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "FOLDER_BYTES", 2_600_000)
    run_dir = write(tmp_path, many(400, 9))
    build(run_dir, RUN)
    shown = [page for name, page in pages(run_dir).items() if name.startswith("windows/")]
    cut = [words(line) for page in shown for line in page.xpath("//p[@class='cut']")]
    assert cut
    assert all(re.fullmatch(r"\d of 9; the rest is in data/findings\.parquet\.", line) for line in cut)


def test_where_the_explorer_takes_all_the_room_a_sample_still_has_pages(tmp_path: Path) -> None:
    run_tables = RunTables(write(tmp_path, many(400, 2)))
    fixed = site.Fixed(20_000, 5_000, rows=site.FOLDER_BYTES)
    planned = site.plan(run_tables, fixed, rule_hits(run_tables))
    assert 20 < len(planned.full) < 200
    assert not planned.parts


def test_the_sample_gives_every_rule_its_turn(tmp_path: Path) -> None:
    tables = many(30, 1)
    tables["findings"].append(finding(f"{7:016x}", "YY01", "rare", "info", "rare"))
    run_tables = RunTables(write(tmp_path, tables))
    taken = list(site.sampled(run_tables, rule_hits(run_tables)))
    assert run_tables.articles.places[f"{7:016x}"] in taken[:2]
    assert sorted(taken) == list(range(30))


def test_outlets_of_one_spelling_have_a_page_each(tmp_path: Path) -> None:
    rows = [
        article(f"{n:016x}", f"{n}.txt", "text", [], publisher=name)[0] for n, name in enumerate(("A.B.C", "a b c"))
    ]
    build(write(tmp_path, {"articles": rows}), RUN)
    names = [name for name in pages(tmp_path) if name.startswith("outlets/")]
    assert len(names) == 2
    assert all(re.fullmatch(r"outlets/a-b-c-[0-9a-f]{6}\.html", name) for name in names)


def test_pages_of_hostile_stories_stay_small_and_are_text(tmp_path: Path) -> None:
    attack = "<script>alert(1)</script>\u202e"
    line = f"{attack} " * 20_000
    rows = [
        article(f"{n:016x}", attack, line, [], title=attack * 40, publisher=attack, story_id="s1", agencies=[attack])[0]
        for n in range(12)
    ]
    known = [row["article_id"] for row in rows]
    found = [
        finding(one, "PR06", "fact-drift", "info", attack * 50, {"start": 0, "end": 90_000, "line": 1, "col": 1})
        for one in known * 20
    ]
    stories = [{"story_id": "s1", "article_ids": known, "origin": known[0], "reasons": [attack], "ordered": known}]
    suites = [
        expectation(f"s{n}", 1, False, attack * 99, failed=12, article_ids=known, sources=[attack] * 40) for n in (1, 2)
    ]
    tables: Tables = {"articles": rows, "findings": found, "stories": stories, "expectations": suites}
    build(write(tmp_path, tables), RUN)
    for path in tmp_path.rglob("*.html"):
        assert path.stat().st_size <= MAX_PAGE_BYTES, path
        assert "\u202e" not in path.read_text("utf-8")
    assert not [page for page in pages(tmp_path).values() if page.xpath("//script[contains(., 'alert(1)')]")]
    assert re.search(r"[1-8] of 11; of the other copies", words(pages(tmp_path)["stories/s1.html"]))


@pytest.mark.parametrize(
    "owner",
    [lambda row: row // 3, lambda row: row * 7 % 90, lambda row: row and 1 + (row - 1) % 2 + 2 * ((row - 1) // 4)],
)
def test_rows_of_an_article_are_the_same_however_they_are_asked_for(
    tmp_path: Path, owner: Callable[[int], int]
) -> None:
    numbers = {f"{number:016x}": number for number in range(100)}
    owners = [f"{owner(row):016x}" for row in range(180)] + [""]
    table = pa.table({"article_id": owners, "value": list(range(181))})
    path = tmp_path / "rows.parquet"
    pq.write_table(table, path, row_group_size=50)
    expected = {one: [{"article_id": one, "value": v} for v, of in enumerate(owners) if of == one] for one in numbers}
    for order in (list(numbers), list(numbers)[::-1], sorted(numbers, key=lambda one: one[::-1])):
        for words in ([], ["article_id"]):
            rows = RowsByArticle(Stored(path, words), numbers)
            assert {one: rows.of(one) for one in order} == expected
            assert rows.of("elsewhere") == []
            assert [row["value"] for row in rows.of_none()] == [180]
