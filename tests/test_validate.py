"""The validate step: suites as files, views on the tables, and the process that checks one against the other."""

from __future__ import annotations

import json
import math
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from presscheck import gate, resources
from presscheck.model import SCHEMAS, Severity
from presscheck.rules import RULES
from presscheck.validate import SUITES, SuiteError, ValidationError, Validator, load
from presscheck.validate.rows import row
from presscheck.validate.suites import Contract
from presscheck.validate.tables import Tables
from presscheck.validate.views import COUNTED, VIEWS

Row = dict[str, Any]
SHIPPED = resources.folder("expectations")
TEXT = "The council of Norrhaven voted on Monday to reopen the harbour baths.\n" * 4
SIGNUP = "Sign up for the Harbour Gazette morning mail\n"


def identifier(number: int) -> str:
    return f"{number:016x}"


def article(number: int, **values: Any) -> Row:
    """A faultless article of 44 characters more than are kept; `values` spoil it."""
    text = values.get("clean_text", f"{TEXT}Number {number}.")
    return {
        "article_id": identifier(number),
        "source": f"batch/{number:03}.txt",
        "media_type": "text/plain",
        "raw_sha256": f"{number:064x}",
        "publisher": "Harbour Gazette",
        "title": "Baths to reopen",
        "authors": ["Ilse Marten"],
        "agencies": [],
        "published": "2026-03-02",
        "scraped_day": "2026-03-04",
        "dateline_date": "2026-03-02",
        "page_chars": len(text) + len(SIGNUP),
        "clean_chars": len(text),
        "clean_text": text,
    } | values


def edit(number: int, **values: Any) -> Row:
    return {
        "article_id": identifier(number),
        "start": 0,
        "end": len(SIGNUP),
        "replacement": "",
        "rule": "BP01",
        "removed": SIGNUP,
    } | values


def field(number: int, name: str = "title", **values: Any) -> Row:
    return {
        "article_id": identifier(number),
        "field": name,
        "value": "Baths to reopen",
        "chosen": True,
        "confidence": 0.9,
        "rule": "first-line",
        "start": 0,
        "end": 15,
    } | values


def finding(number: int, rule: str = "BP01", **values: Any) -> Row:
    return {
        "article_id": identifier(number),
        "source": f"batch/{number:03}.txt",
        "rule": rule,
        "severity": "info",
        "confidence": "high",
        "start": 0,
        "end": len(SIGNUP),
        "waived": False,
    } | values


def good(count: int = 4) -> dict[str, list[Row]]:
    """Tables that meet every contract."""
    return {
        "articles": [article(n) for n in range(count)],
        "fields": [field(n) for n in range(count)],
        "ledger": [edit(n) for n in range(count)],
        "findings": [finding(n) for n in range(count)],
        "links": [],
        "stories": [],
    }


def write(run_dir: Path, tables: dict[str, list[Row]], drop: dict[str, str] | None = None) -> Path:
    """A run folder with these tables; columns that a row does not give are null."""
    (run_dir / "data").mkdir(parents=True)
    for name, rows in tables.items():
        table = pa.Table.from_pylist(rows, schema=SCHEMAS[name])
        if drop and name in drop:
            table = table.drop_columns(drop[name])
        pq.write_table(table, run_dir / "data" / f"{name}.parquet")
    return run_dir


@pytest.fixture(scope="module")
def validator(one_validator: type[Validator]) -> Iterator[Validator]:
    with one_validator.start() as started:
        yield started


@pytest.fixture
def suites(tmp_path: Path) -> Path:
    """A copy of the shipped suites, to be spoilt."""
    return shutil.copytree(SHIPPED, tmp_path / "suites")


def respell(suites: Path, name: str, change: Callable[[Row], None]) -> Path:
    """Change one suite file by way of its parsed form."""
    path = suites / f"{name}.json"
    parsed = json.loads(path.read_text("utf-8"))
    change(parsed)
    path.write_text(json.dumps(parsed), "utf-8")
    return suites


def view(run_dir: Path, name: str) -> dict[str, list[Any]]:
    """All columns of a view."""
    with Tables(run_dir) as tables:
        tables.prepare(name, [contract(name)])
        found: dict[str, list[Any]] = tables.frame(name, []).to_dict("list")
    return found


def contract(table: str, column: str | None = None) -> Contract:
    kwargs = {"column": column} if column else {}
    return Contract("house", 1, "expect_something", kwargs, "info", table, (), "{failed}", "", "n")


def of(rows: list[Row], suite: str, column: str, **more: Any) -> Row:
    """The one row for a column of a suite."""
    wanted = {"suite": suite, "column": column} | more
    (found,) = [row for row in rows if all(row[key] == value for key, value in wanted.items())]
    return found


# The suites that are shipped


def test_shipped_suites_are_whole() -> None:
    contracts = load(SHIPPED)
    assert tuple(dict.fromkeys(c.suite for c in contracts)) == SUITES
    for name in SUITES:
        mine = [c for c in contracts if c.suite == name]
        assert len(mine) >= 4
        assert [c.number for c in mine] == list(range(1, len(mine) + 1))
    for one in contracts:
        assert one.description.endswith("."), one.label
        assert one.sentence.endswith("."), one.label
        assert one.notes.endswith("."), one.label
        assert one.columns or one.type.startswith("expect_table_"), one.label


def test_shipped_suites_point_at_rules_that_exist() -> None:
    known = {rule.code for rule in RULES}
    for one in load(SHIPPED):
        assert set(one.rules) <= known, one.label


def test_shipped_suites_carry_no_ids() -> None:
    for path in SHIPPED.glob("*.json"):
        assert '"id"' not in path.read_text("utf-8")


def test_every_shipped_contract_names_columns_its_view_has(tmp_path: Path) -> None:
    run_dir = write(tmp_path, good())
    contracts = load(SHIPPED)
    with Tables(run_dir) as tables:
        for name in VIEWS:
            tables.prepare(name, [c for c in contracts if c.table == name] or [contract(name)])


def test_every_view_is_used() -> None:
    assert {c.table for c in load(SHIPPED)} == set(VIEWS)


# Suites that are wrong


@pytest.mark.parametrize("name", SUITES)
def test_a_missing_suite_is_named(suites: Path, name: str) -> None:
    (suites / f"{name}.json").unlink()
    with pytest.raises(SuiteError, match=rf"{name}\.json: the suite {name} is missing"):
        load(suites)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda e: e.pop("type"), r"dates\.json: expectation 2: type missing"),
        (lambda e: e.pop("kwargs"), r"expectation 2 \(expect_\w+\): kwargs missing"),
        (lambda e: e.pop("severity"), "severity missing"),
        (lambda e: e.pop("notes"), "notes missing"),
        (lambda e: e.pop("meta"), "meta missing"),
        (lambda e: e["meta"].pop("table"), r"meta\.table missing"),
        (lambda e: e["meta"].pop("rules"), r"meta\.rules missing"),
        (lambda e: e["meta"].pop("sentence"), r"meta\.sentence missing"),
        (lambda e: e.update(type=7), "type must be text"),
        (lambda e: e.update(kwargs=[]), "kwargs missing"),
        (lambda e: e.update(kwargs="column"), "kwargs must be an object"),
        (lambda e: e.update(severity="fatal"), "severity 'fatal' is none of critical, info, warning"),
        (lambda e: e["meta"].update(table="article"), r"meta\.table 'article' is none of bylines"),
        (lambda e: e["meta"].update(table=[]), r"meta\.table must be text"),
        (lambda e: e["meta"].update(rules="DT01"), r"meta\.rules must be a list"),
        (lambda e: e["meta"].update(sentence="{missed} missed"), r"names \{missed\}; it may name allowed"),
        (lambda e: e["meta"].update(sentence="{failed.real}"), r"names \{failed\.real\}"),
        (lambda e: e["meta"].update(sentence="{failed"), r"meta\.sentence: "),
        (lambda e: e["meta"].update(sentence="{share:is|are}"), r"names \{share\}; it may name"),
        (lambda e: e["meta"].update(sentence="{failed:,}"), r"\{failed:,\} is no pair of words"),
        (lambda e: e["meta"].update(sentence="{failed:{checked}|x}"), r"is no pair of words"),
    ],
)
def test_what_an_expectation_lacks_is_named(suites: Path, change: Callable[[Row], Any], message: str) -> None:
    respell(suites, "dates", lambda suite: change(suite["expectations"][1]))
    with pytest.raises(SuiteError, match=message):
        load(suites)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "not readable as JSON"),
        ("[]", "a list of expectations is expected"),
        ('{"name": "dates", "expectations": {}}', "a list of expectations is expected"),
        ('{"name": "days", "expectations": [{}]}', "its name must be 'dates'"),
        ('{"name": "dates", "expectations": []}', "holds no expectation"),
        ('{"name": "dates", "expectations": [7]}', "expectation 1: an object is expected"),
    ],
)
def test_a_file_that_is_no_suite_is_named(suites: Path, text: str, message: str) -> None:
    (suites / "dates.json").write_text(text, "utf-8")
    with pytest.raises(SuiteError, match=rf"dates\.json: .*{message}"):
        load(suites)


def test_a_suite_of_the_house_comes_after_ours(suites: Path) -> None:
    house = json.loads((suites / "bylines.json").read_text("utf-8")) | {"name": "house"}
    (suites / "house.json").write_text(json.dumps(house), "utf-8")
    assert list(dict.fromkeys(c.suite for c in load(suites))) == [*SUITES, "house"]


# Views


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_reads_what_it_says_and_nothing_else(tmp_path: Path, name: str) -> None:
    """Tables with just those columns are enough, and without any one of them it names the one."""
    tables = good()
    reads = VIEWS[name].reads
    for table in tables:
        unread = [column for column in SCHEMAS[table].names if column not in reads.get(table, ())]
        data = pa.Table.from_pylist(tables[table], schema=SCHEMAS[table]).drop_columns(unread)
        (tmp_path / "lean/data").mkdir(parents=True, exist_ok=True)
        pq.write_table(data, tmp_path / f"lean/data/{table}.parquet")
    columns = view(tmp_path / "lean", name)
    assert {"article_id", "source"} <= set(columns)
    for number, (table, column) in enumerate((t, c) for t, cs in reads.items() for c in cs):
        run_dir = write(tmp_path / str(number), tables, {table: column})
        with pytest.raises(ValidationError, match=rf"^suite house, .* table {table} has no column {column}$"):
            view(run_dir, name)


@pytest.mark.parametrize(
    ("values", "column", "expected"),
    [
        ({"authors": ["Ilse Marten", "Tove Arnesen"]}, "authors", 2),
        ({"authors": None}, "authors", 0),
        ({"authors": ["Ilse Marten", "Rolf Zabel-Ott"]}, "not_persons", 0),
        ({"authors": ["harbour gazette"]}, "not_persons", 1),
        ({"authors": ["Fjordpress"], "agencies": ["FjordPress"]}, "not_persons", 1),
        ({"authors": ["Newsroom"]}, "not_persons", 1),
        ({"authors": ["By Staff Reporter"]}, "not_persons", 0),
        ({"authors": ["Gazette Staff"]}, "not_persons", 1),
        ({"authors": ["i.marten@gazette.example"]}, "not_persons", 1),
        ({"authors": ["Editor Stafford"]}, "not_persons", 0),
        ({"authors": ["By Ilse Marten"]}, "not_names", 1),
        ({"authors": ["Ilse Marten 4 March"]}, "not_names", 1),
        ({"authors": ["Ilse Marten und Jörg Ott"]}, "not_names", 1),
        ({"authors": ["Byrne Anderson"]}, "not_names", 0),
        ({"authors": [], "publisher": None}, "origins", 0),
        ({"authors": [], "publisher": None, "agencies": ["FjordPress"]}, "origins", 1),
    ],
)
def test_bylines_view(tmp_path: Path, values: Row, column: str, expected: int) -> None:
    run_dir = write(tmp_path, good(0) | {"articles": [article(1, **values)]})
    assert view(run_dir, "bylines")[column] == [expected]


@pytest.mark.parametrize(
    ("values", "column", "expected"),
    [
        ({"published": None}, "published", 0),
        ({"published": "2026-03"}, "to_the_day", 0),
        ({"published": "2026-03-02T05:53Z"}, "to_the_day", 1),
        ({"published": "2026-02-30"}, "not_dates", 1),
        ({"published": "2 March"}, "not_dates", 1),
        ({"published": "2026-03", "modified": "2026", "scraped_day": None}, "not_dates", 0),
        ({"published": "2026-03-05"}, "days_after_scrape", 1),
        ({"published": "2026-03-05T09:00Z"}, "days_after_scrape", 0),
        ({"published": "2026-03-05T13:00:00Z"}, "days_after_scrape", 1),
        ({"published": "2026-03-05T23:00+14:00"}, "days_after_scrape", 0),
        ({"published": "2026-03-05T09:00"}, "days_after_scrape", 1),
        ({"published": "2026-03-01"}, "days_from_dateline", 1),
        ({"published": "2026-03-09"}, "days_from_dateline", 7),
        ({"dateline_date": "--03-05"}, "days_from_dateline", 3),
        ({"published": "2026-01-01", "dateline_date": "--12-30"}, "days_from_dateline", 2),
        ({"dateline_date": "--03-05"}, "not_dates", 0),
        ({"dateline_date": "--13-05"}, "not_dates", 1),
        ({"published": "2026-03-05", "modified": "2026-03-01"}, "days_after_change", 4),
    ],
)
def test_dates_view(tmp_path: Path, values: Row, column: str, expected: int) -> None:
    run_dir = write(tmp_path, good(0) | {"articles": [article(1, **values)]})
    assert view(run_dir, "dates")[column] == [expected]


def test_dates_contradict_when_they_cannot_be_the_same_day(tmp_path: Path) -> None:
    others = ["2026-03", "2026-03-03", "2026-03-02T10:00Z", "2025-03-02", "2026-04"]
    rows = [field(1, "published", value=value, chosen=False) for value in others]
    rows += [field(1, "modified", value="2020-01-01", chosen=False)]
    run_dir = write(tmp_path, good(0) | {"articles": [article(1), article(2)], "fields": rows})
    assert view(run_dir, "dates")["contradictions"] == [2, 0]


def test_dates_are_doubted_by_findings_that_stand(tmp_path: Path) -> None:
    findings = [finding(1, "DT05"), finding(1, "DT11"), finding(2, "DT26", waived=True), finding(3, "DT06")]
    articles = [article(1), article(2), article(3, published=None)]
    columns = view(write(tmp_path, good(0) | {"articles": articles, "findings": findings}), "dates")
    assert columns["doubts"] == [1, 0, None]


@pytest.mark.parametrize(
    ("column", "left", "fine"),
    [
        ("html_tags", "He said <b>no</b>.", "Prices < 5 and > 3, a <3 for all, and b>c."),
        ("html_tags", '<img src="x.png" alt="baths"/>', "<the mayor> is a stage direction."),
        ("script", "var s = document.createElement('script');", "The function of the court (see above) is clear."),
        ("script", "function(a,b){return a}", "The document was written in May."),
        ("script", "?php $tags = 5;", "PHP is a language."),
        ("templates", "Dear {{ reader.name }},", "A set {1, 2} and a brace {"),
        ("templates", "on [monthFull] 4", "He [the mayor] said so."),
        ("templates", "cost ${price.total}", "It cost $5 {sic}."),
        ("entities", "Fox &amp; Hare, the mayor&#8217;s dog", "Marks & Sons; AT&T; R&D;"),
        ("mojibake", "donâ€™t BÃ¼rger", "Ângela, São Paulo, Ãngela and the château’s € 5"),
        ("replacement_chars", "S�dbaden", "Südbaden?"),
        ("control_chars", "a\x00b", "a\tb\r\nc\u00a0d"),
    ],
)
def test_artefacts_view(tmp_path: Path, column: str, left: str, fine: str) -> None:
    articles = [article(1, clean_text=left), article(2, clean_text=fine)]
    run_dir = write(tmp_path, good(0) | {"articles": articles})
    assert view(run_dir, "artefacts")[column] == [1, 0]


def test_completeness_view(tmp_path: Path) -> None:
    articles = [
        article(1, title=" "),
        article(2, page_chars=100, clean_chars=25, media_type="text/html"),
        article(3, page_chars=0, clean_chars=0),
        article(4, page_chars=100, clean_chars=60),
    ]
    findings = [finding(1, "BP01"), finding(2, "TR01"), finding(3, "TR05", confidence="low")]
    findings += [finding(4, "TR03", waived=True)]
    columns = view(write(tmp_path, good(0) | {"articles": articles, "findings": findings}), "completeness")
    assert columns["title_chars"] == [0, 15, 15, 15]
    assert columns["truncations"] == [0, 1, 0, 0]
    assert columns["removed_from_page"] == pytest.approx([math.nan, 0.75, math.nan, math.nan], nan_ok=True)
    assert columns["removed_from_text"][1:] == pytest.approx([math.nan, math.nan, 0.4], nan_ok=True)


def test_defects_view(tmp_path: Path) -> None:
    findings = [finding(1, "LY05"), finding(1, "LY02"), finding(2, "LY05", waived=True), finding(2, "PI01")]
    articles = [article(1), article(2), article(3)]
    columns = view(write(tmp_path, good(0) | {"articles": articles, "findings": findings}), "defects")
    rows = dict(
        zip(columns["article_id"], zip(columns["broken_layout"], columns["private_data"], strict=True), strict=True)
    )
    assert rows == {identifier(1): (2, 0), identifier(2): (0, 1), identifier(3): (0, 0)}


def test_every_defect_that_a_suite_names_is_counted_by_its_column() -> None:
    for contract in load(SHIPPED):
        if contract.table == "defects":
            assert set(contract.rules) == set(COUNTED[contract.kwargs["column"]])


def test_copies_view(tmp_path: Path) -> None:
    stories = [
        {"story_id": "s1", "article_ids": [identifier(n) for n in (1, 2, 3)]},
        {"story_id": "s2", "article_ids": [identifier(4), identifier(5)]},
    ]
    articles = [
        article(1, story_id="s1", authors=[], agencies=["FjordPress"]),
        article(2, story_id="s1", authors=[]),
        article(3, story_id="s1", clean_text="Same."),
        article(4, story_id="s2", authors=[]),
        article(5, story_id="s1", clean_text="Same."),
        article(6, clean_text=""),
        article(7, clean_text=""),
        article(8, story_id="s9"),
    ]
    findings = [finding(2, "AG09"), finding(3, "AG09", waived=True)]
    run_dir = write(tmp_path, good(0) | {"articles": articles, "stories": stories, "findings": findings})
    columns = view(run_dir, "copies")
    assert _numbers(columns["credited"]) == [1, 0, 1, None, 1, None, None, None]
    assert _numbers(columns["story_known"]) == [1, 1, 1, 1, 0, None, None, 0]
    assert _numbers(columns["twins"]) == [0, 0, 1, 0, 1, None, None, 0]
    assert columns["agency_conflicts"] == [0, 1, 0, 0, 0, 0, 0, 0]


def _numbers(column: list[float | None]) -> list[int | None]:
    return [None if value is None else int(value) for value in column]


@pytest.mark.parametrize(
    ("rows", "column"),
    [
        ([edit(1, end=5000, removed="x" * 5000)], "misplaced"),
        ([edit(1), edit(1, start=3, end=5, removed="xx")], "overlapping"),
        ([edit(1), edit(1, start=50, end=51, removed="x"), edit(1, start=40, end=41, removed="x")], "overlapping"),
        ([edit(1, removed="Sign up")], "misquoted"),
        ([], "unaccounted"),
        ([edit(1, replacement="…")], "unaccounted"),
    ],
)
def test_ledgers_view_sees_faults(tmp_path: Path, rows: list[Row], column: str) -> None:
    run_dir = write(tmp_path, good(0) | {"articles": [article(1)], "ledger": rows})
    assert view(run_dir, "ledgers")[column][0] != 0


def test_ledgers_count_code_points(tmp_path: Path) -> None:
    """An insertion at the seam of a removal, and characters of four bytes, balance."""
    text = "Ein 😀 Bad"
    rows = [
        edit(1, start=0, end=2, removed="🦆!", replacement=""),
        edit(1, start=2, end=2, removed="", replacement="Ei"),
    ]
    one = article(1, clean_text=text, page_chars=len(text))
    columns = view(write(tmp_path, good(0) | {"articles": [one], "ledger": rows}), "ledgers")
    assert [columns[name] for name in ("misplaced", "overlapping", "misquoted", "unaccounted")] == [[0]] * 4


# Sentences

MANY = r"(?:(?:dated|text|HTML|publication) )?(?:articles|inputs|titles|copies|links|files|pages|dates)"
OF_MANY = r"have|are|were|hold|lack|carry|give|name|credit|stand|share|come"
OF_ONE = r"has|is|was|holds|lacks|carries|gives|names|credits|stands|shares|comes"
COUNTED_ROWS = [contract for contract in load(SHIPPED) if "{failed}" in contract.sentence]


@pytest.mark.parametrize("contract", COUNTED_ROWS, ids=lambda contract: f"{contract.suite}.{contract.name}")
def test_sentences_agree_with_their_numbers(contract: Contract) -> None:
    def said(failed: int, checked: int) -> str:
        result = {"success": False, "element_count": checked, "unexpected_count": failed}
        sentence: str = row(contract, "", result, [], [])["sentence"]
        return sentence.partition(";")[0]

    assert re.search(rf"\b1 of 1 (?!{MANY}\b)", said(1, 1))
    assert re.search(rf"\b1 of 1,022 {MANY}\b", said(1, 1_022))
    assert not re.search(rf"{MANY} ({OF_MANY})\b|\b(they|their)\b", said(1, 1_022))
    assert not re.search(rf"{MANY} ({OF_ONE})\b", said(2, 1_022))


# The process


def test_good_tables_meet_every_contract(validator: Validator, tmp_path: Path) -> None:
    rows = validator.validate(write(tmp_path / "run", good()), SHIPPED)
    contracts = load(SHIPPED)
    assert [row["sentence"] for row in rows if not row["success"]] == []
    assert [(row["suite"], row["number"]) for row in rows] == [(c.suite, c.number) for c in contracts]
    assert [row["sentence"] for row in rows] == [c.description for c in contracts]
    table = pa.Table.from_pylist(rows, schema=SCHEMAS["expectations"])
    assert table.to_pylist() == rows


def test_failures_name_their_articles(validator: Validator, tmp_path: Path) -> None:
    tables = good(5)
    tables["articles"][3] |= {"authors": ["Newsroom"]}
    tables["articles"][1] |= {"authors": ["i@gazette.example"], "published": "2026-03-09"}
    tables["ledger"].pop(2)
    rows = validator.validate(write(tmp_path / "run", tables), SHIPPED)
    persons = of(rows, "bylines", "not_persons")
    assert (persons["success"], persons["severity"], persons["checked"], persons["failed"]) == (False, "critical", 5, 2)
    assert persons["article_ids"] == [identifier(1), identifier(3)]
    assert persons["sources"] == ["batch/001.txt", "batch/003.txt"]
    assert persons["rules"] == ["BY02", "BY03", "BY14", "BY04", "BY13"]
    assert persons["observed"] == "2 of 5 fail (40 %)"
    assert persons["sentence"] == (
        "2 of 5 articles give an outlet, an agency, a placeholder or an address as a person (40 %); none may."
    )
    assert of(rows, "dates", "days_after_scrape")["article_ids"] == [identifier(1)]
    assert of(rows, "integrity", "unaccounted")["article_ids"] == [identifier(2)]
    assert of(rows, "bylines", "authors")["article_ids"] == []  # met, so nobody is named


def test_rows_without_a_value_are_not_counted(validator: Validator, tmp_path: Path) -> None:
    tables = good(5)
    for number in (0, 1):
        tables["articles"][number] |= {"dateline_date": None}
    tables["articles"][4] |= {"published": "2026-02-20"}
    row = of(validator.validate(write(tmp_path / "run", tables), SHIPPED), "dates", "days_from_dateline")
    assert (row["checked"], row["failed"], row["article_ids"]) == (3, 1, [identifier(4)])
    assert row["sentence"].startswith("1 of 3 articles was published more than 3 days from")
    assert row["sentence"].endswith("(33.33 %); at most 5 % may.")


def test_all_failing_articles_are_named_and_fifty_of_their_files(validator: Validator, tmp_path: Path) -> None:
    tables = good(0) | {"articles": [article(n, published=None) for n in reversed(range(120))]}
    row = of(validator.validate(write(tmp_path / "run", tables), SHIPPED), "dates", "published")
    assert row["failed"] == 120
    assert row["article_ids"] == [identifier(n) for n in range(120)]
    assert len(row["sources"]) == 50
    held = gate.reasons([], [row], Severity.WARNING)
    assert all(held.of(identifier(n)) for n in range(120))


def test_same_tables_give_same_rows_in_any_order(validator: Validator, tmp_path: Path) -> None:
    tables = good(30)
    for number in (3, 7, 11):
        tables["articles"][number] |= {"published": "2027-01-01", "authors": ["Admin"]}
    one = validator.validate(write(tmp_path / "one", tables), SHIPPED)
    shuffled = {name: rows[::-1] for name, rows in tables.items()}
    assert validator.validate(write(tmp_path / "two", shuffled), SHIPPED) == one
    assert any(not row["success"] for row in one)


def test_a_batch_of_unreadable_inputs(validator: Validator, tmp_path: Path) -> None:
    lost = finding(0, "RD01", article_id="", source="batch/a.txt", severity="error", start=None, end=None)
    rows = validator.validate(write(tmp_path / "run", good(0) | {"findings": [lost]}), SHIPPED)
    assert {(row["suite"], row["column"]) for row in rows if not row["success"]} == {
        ("artefacts", "readable"),
        ("integrity", ""),
    }
    readable, empty = of(rows, "artefacts", "readable"), of(rows, "integrity", "")
    assert (readable["article_ids"], readable["sources"]) == ([], ["batch/a.txt"])
    assert empty["sentence"] == "The batch holds 0 articles; there must be one at least."
    assert (empty["observed"], empty["checked"], empty["failed"]) == ("0", 1, 1)
    assert of(rows, "dates", "published")["observed"] == "nothing to check"


def test_a_finding_on_the_batch_is_no_input(validator: Validator, tmp_path: Path) -> None:
    over = finding(0, "WV01", article_id="", source="waivers.jsonl:1", severity="warning", start=None, end=None)
    rows = validator.validate(write(tmp_path / "run", good() | {"findings": [over]}), SHIPPED)
    assert of(rows, "artefacts", "readable")["success"]


def test_rows_of_unknown_articles(validator: Validator, tmp_path: Path) -> None:
    tables = good()
    tables["findings"] += [finding(77, severity="fatal")]
    rows = validator.validate(write(tmp_path / "run", tables), SHIPPED)
    known = of(rows, "integrity", "known")
    assert (known["failed"], known["article_ids"], known["sources"]) == (1, [identifier(77)], [])
    assert not of(rows, "integrity", "ungraded")["success"]


def test_a_run_folder_may_be_named_like_a_pattern(validator: Validator, tmp_path: Path) -> None:
    """Or like a partition: no other folder is read, and no column made of it."""
    spoilt = good() | {"articles": [article(n, published="2030-01-01") for n in range(4)]}
    write(tmp_path / "published=2031-01-01" / "run 1'; --", spoilt)
    run_dir = write(tmp_path / "published=2031-01-01" / "run *'; --", good())
    assert all(row["success"] for row in validator.validate(run_dir, SHIPPED))


@pytest.mark.parametrize(("table", "column"), [("articles", "published"), ("ledger", "removed"), ("links", "relation")])
def test_a_missing_table_column_fails_loudly(validator: Validator, tmp_path: Path, table: str, column: str) -> None:
    run_dir = write(tmp_path / "run", good(), {table: column})
    message = rf"^suite \w+, expectation \d+ \(expect_\w+\) on \w+: table {table} has no column {column}$"
    with pytest.raises(ValidationError, match=message):
        validator.validate(run_dir, SHIPPED)


def test_a_missing_table_fails_loudly(validator: Validator, tmp_path: Path) -> None:
    run_dir = write(tmp_path / "run", good())
    (run_dir / "data/stories.parquet").unlink()
    with pytest.raises(ValidationError, match=r"^suite provenance, .*: table stories cannot be read"):
        validator.validate(run_dir, SHIPPED)


def test_a_missing_view_column_fails_loudly(validator: Validator, tmp_path: Path, suites: Path) -> None:
    respell(suites, "bylines", lambda suite: suite["expectations"][1]["kwargs"].update(column="people"))
    message = (
        r"suite bylines, expectation 2 \(expect_column_values_to_be_between\) on people: "
        r"bylines has no column people; its columns are article_id, source, authors"
    )
    with pytest.raises(ValidationError, match=message):
        validator.validate(write(tmp_path / "run", good()), suites)


def test_a_missing_suite_fails_before_anything_is_asked(validator: Validator, tmp_path: Path, suites: Path) -> None:
    (suites / "dates.json").unlink()
    with pytest.raises(SuiteError, match="the suite dates is missing"):
        validator.validate(tmp_path, suites)


def test_an_unknown_type_is_not_lost(validator: Validator, tmp_path: Path, suites: Path) -> None:
    respell(suites, "dates", lambda suite: suite["expectations"][2].update(type="expect_days_to_be_sunny"))
    message = r"suite dates, expectation 3 \(.*\): Great Expectations has no .* type expect_days_to_be_sunny"
    with pytest.raises(ValidationError, match=message):
        validator.validate(write(tmp_path / "run", good()), suites)


def test_an_argument_that_is_refused_is_named(validator: Validator, tmp_path: Path, suites: Path) -> None:
    respell(suites, "dates", lambda suite: suite["expectations"][2]["kwargs"].update(mostly=7))
    with pytest.raises(ValidationError, match=r"suite dates, expectation 3 .* refuses it: (.|\n)*mostly"):
        validator.validate(write(tmp_path / "run", good()), suites)


def test_an_error_inside_a_check_is_no_failed_contract(validator: Validator, tmp_path: Path, suites: Path) -> None:
    def compare_text_with_a_number(suite: Row) -> None:
        suite["expectations"][0]["kwargs"]["column"] = "source"

    respell(suites, "bylines", compare_text_with_a_number)
    with pytest.raises(ValidationError, match=r"^suite bylines, expectation 1 .* could not be checked: .+"):
        validator.validate(write(tmp_path / "run", good()), suites)


def test_other_kinds_of_contract(validator: Validator, tmp_path: Path, suites: Path) -> None:
    """A folder of one's own may ask for means, pairs and columns, and leave the description out."""

    def given(kind: str, table: str, sentence: str, **kwargs: Any) -> Row:
        meta = {"table": table, "rules": [], "sentence": sentence}
        return {"type": kind, "kwargs": kwargs, "severity": "info", "meta": meta, "notes": "house rule"}

    house = [
        given("expect_column_mean_to_be_between", "completeness", "{observed}", column="clean_chars", min_value=9000),
        given("expect_column_mean_to_be_between", "completeness", "{observed}", column="clean_chars", max_value=9000),
        given(
            "expect_column_pair_values_a_to_be_greater_than_b",
            "completeness",
            "{failed} of {checked}",
            column_A="title_chars",
            column_B="clean_chars",
        ),
        given("expect_table_columns_to_match_set", "links", "{observed}", column_set=["source"], exact_match=False),
    ]
    (suites / "house.json").write_text(json.dumps({"name": "house", "expectations": house}), "utf-8")
    rows = [row for row in validator.validate(write(tmp_path / "run", good(2)), suites) if row["suite"] == "house"]
    assert [row["success"] for row in rows] == [False, True, False, True]
    assert rows[0]["sentence"] == rows[0]["observed"] == str(len(TEXT) + len("Number 0."))
    assert rows[1]["sentence"] == "clean_chars mean must be less than or equal to 9000.0."
    assert (rows[2]["column"], rows[2]["sentence"]) == ("title_chars, clean_chars", "2 of 2")
    assert rows[2]["article_ids"] == [identifier(0), identifier(1)]


def test_a_crash_gives_the_tail_of_its_stderr(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "crash.py"
    script.write_text("import sys\nsys.stdin.readline()\nraise SystemExit('the roof fell in')\n", "utf-8")
    monkeypatch.setattr("presscheck.validate._COMMAND", (sys.executable, str(script)))
    with Validator.start() as broken, pytest.raises(ValidationError, match="ended with code 1\nthe roof fell in"):
        broken.validate(tmp_path, SHIPPED)


def test_close_ends_the_process_while_it_imports() -> None:
    started = Validator.start()
    started.close()
    started.close()
    assert started._process.returncode is not None
    with pytest.raises(ValidationError, match="closed"):
        started.validate(Path(), SHIPPED)


def test_ctrl_c_ends_both_without_a_traceback(tmp_path: Path, unready_suites: dict[str, str]) -> None:
    run_dir = write(tmp_path / "run", good())
    script = f"""
import os, signal, threading
from pathlib import Path
from presscheck.validate import Validator
with Validator.start() as validator:
    print(validator._process.pid, flush=True)
    threading.Timer(0.5, os.killpg, (os.getpgrp(), signal.SIGINT)).start()
    try:
        validator.validate(Path({str(run_dir)!r}), Path({str(SHIPPED)!r}))
    except KeyboardInterrupt:
        print("interrupted" if not validator.alive else "to-be-asked-again")  # the answer would be that to another question
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        start_new_session=True,
        check=True,
        env={**os.environ, **unready_suites},
    )
    number, said = done.stdout.split()
    assert (said, done.stderr) == ("interrupted", "")
    with pytest.raises(ProcessLookupError):
        os.kill(int(number), 0)


def test_the_command_does_not_import_great_expectations() -> None:
    code = "import sys, presscheck.validate; print([m for m in ('great_expectations', 'duckdb', 'pandas') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_nothing_is_written_where_one_stands(tmp_path: Path) -> None:
    run_dir = write(tmp_path / "run", good())
    here = tmp_path / "here"
    here.mkdir()
    (here / "json.py").write_text("raise RuntimeError('imported from the working folder')\n", "utf-8")
    question = json.dumps({"run_dir": str(run_dir), "suites_dir": str(SHIPPED)})
    done = subprocess.run(
        [sys.executable, "-P", "-m", "presscheck.validate"],
        input=question + "\n",
        cwd=here,
        capture_output=True,
        text=True,
        check=True,
    )
    assert len(json.loads(done.stdout)["results"]) == len(load(SHIPPED))
    assert [path.name for path in here.iterdir()] == ["json.py"]


def test_data_docs_open_offline(validator: Validator, tmp_path: Path) -> None:
    tables = good()
    tables["articles"][0]["published"] = None
    docs = tmp_path / "docs"
    validator.validate(write(tmp_path / "run", tables), SHIPPED, docs=docs)
    pages = {path.stem: path.read_text("utf-8") for path in docs.iterdir()}
    assert set(pages) == {"index", *(path.stem for path in SHIPPED.glob("*.json"))}
    for name, page in pages.items():
        assert "default-src 'none'" in page
        assert not re.search(r"<(script|img|iframe|form|object|embed|base)\b", page), name
        assert not re.search(r"https?://|\son\w+=|url\(|@import", page), name
        assert re.findall(r"<link [^>]*>", page) == ['<link rel="icon" href="data:,">']
        hrefs = set(re.findall(r'href="([^"]*)"', page)) - {"data:,", "../index.html"}
        assert {href.partition("#")[0].removesuffix(".html") for href in hrefs} <= {"", *pages}
    assert "8 of 8" not in pages["index"]
    assert "Evaluated Expectations" in pages["dates"]
    contracts = [contract for contract in load(SHIPPED) if contract.suite == "dates" and contract.description]
    assert all(contract.description[:40] in pages["dates"] for contract in contracts)
