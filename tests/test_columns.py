"""What the columns of a table say of an article: its text, and fields with the column as evidence."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from made_files import STORY, URL, A, B, article, jsonl, taken
from presscheck import config, pipeline, selection
from presscheck.config import Settings
from presscheck.model import Field, Unreadable
from presscheck.normalise import normalise
from presscheck.read import Intake, Record, Row, columns, read
from presscheck.rules import instances
from presscheck.strip import strip
from presscheck.survey import facts_of, survey


def test_what_the_columns_say_becomes_fields_with_the_column_as_evidence(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    row = {
        "text": STORY.format(1),
        "title": "Baths to reopen",
        "authors": [{"name": "Ilse Marten"}, "Jon Ruiz"],
        "published_at": 1709640000,
        "scraped_at": "2024-03-07 08:00:00",
        "source": {"name": "Harbour Gazette"},
        "keywords": ["baths", "harbour"],
        "url": URL.format(1),
        "canonical_url": "https://www.ostholm-post.example/baths",
    }
    path.write_bytes(jsonl([row]))
    one = article(path)
    facts = facts_of([survey([one])])
    [stripped] = strip([one], facts, instances(selection.active(()))[0])
    chosen = {(f.field, f.value): f.rule for f in normalise([(one, stripped.edited)], facts)[0] if f.chosen}
    assert (
        chosen
        | {
            ("title", "Baths to reopen"): "column title",
            ("author", "Ilse Marten"): "column author",
            ("author", "Jon Ruiz"): "column author",
            ("published", "2024-03-05T12:00:00Z"): "column published",
            ("scraped_day", "2024-03-07"): "column fetched",
            ("publisher", "Harbour Gazette"): "column publisher",
            ("tag", "baths"): "column tag",
            ("tag", "harbour"): "column tag",
            ("address", URL.format(1)): "column url",
            ("origin", "https://www.ostholm-post.example/baths"): "column origin",
        }
        == chosen
    )


def test_columns_are_named_in_the_settings_where_names_do_not_tell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(jsonl([{"t1": STORY.format(1), "meta": {"who": "Ilse Marten"}}]))
    [], [bad] = taken(path)
    assert bad.source == f"{path}#1"
    assert "no column for the text" in bad.reason
    assert "[columns]" in bad.reason
    (tmp_path / "presscheck.toml").write_text('[columns]\ntext = ["t0", "t1"]\nauthor = "meta.who"\n')
    monkeypatch.chdir(tmp_path)
    [one], [] = taken(path, Intake(columns=config.load().columns))
    assert (one.text, [(c.field, c.value) for c in one.claims]) == (STORY.format(1), [("author", "Ilse Marten")])


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("201601210553", "2016-01-21T05:53:00"),
        (20160121055307, "2016-01-21T05:53:07"),
        ("201602310553", "201602310553"),
        (1453354380, "2016-01-21T05:33:00Z"),
        ("1453354380000", "2016-01-21T05:33:00Z"),
        ("946684800000", "2000-01-01T00:00:00Z"),
        ("201699999999", "201699999999"),
        ("20160121", "2016-01-21"),
    ],
)
def test_a_number_in_a_cell_is_the_moment_that_it_can_be(cell: object, moment: str) -> None:
    assert columns._moment(columns.Cell([str(cell)], "created", cell)) == moment


@pytest.mark.parametrize("row", [{"Title": "One", "title": "Two"}, {"title": "One", "Title": "Two"}])
def test_of_two_spellings_of_a_column_the_first_is_read(row: dict[str, str]) -> None:
    [article], [] = read([Row("a.jsonl#1", json.dumps({**row, "text": STORY.format(1)}).encode(), "a.jsonl")])
    assert [claim.value for claim in article.claims if claim.field == "title"] == ["One"]


def test_a_moment_in_a_cell_is_a_date_whatever_its_kind(tmp_path: Path) -> None:
    moments = [datetime(2024, 3, 5, 12, tzinfo=UTC), datetime(2024, 3, 5)]
    path = tmp_path / "news.parquet"
    path.write_bytes(b"")
    for number, moment in enumerate(moments):
        pq.write_table(pa.table({"text": [STORY.format(1)], "date": [moment]}), path)
        [one], [] = taken(path)
        assert next(c.value for c in one.claims).startswith(
            "2024-03-05T12:00:00" if number == 0 else "2024-03-05T00:00"
        )


def of_row(row: dict[str, Any], intake: Intake | None = None) -> Record:
    found = columns.record(Row("news.jsonl#1", json.dumps(row).encode(), "news.jsonl"), intake or Intake())
    assert isinstance(found, Record), found
    return found


def said(row: dict[str, Any], *fields: str) -> list[str]:
    return [claim.value for claim in of_row({"text": STORY, **row}).claims if claim.field in fields]


@pytest.mark.parametrize(
    ("column", "value", "text"),
    [
        ("article", {"title": "Baths", "text": A}, A),
        ("content", {"rendered": A, "protected": False}, A),
        ("body", [{"type": "paragraph", "content": A}, {"type": "p", "html": B}], f"{A}\n\n{B}"),
        ("body", [[A], [B]], f"{A}\n\n{B}"),
        ("body", {"html": "<p>x</p>", "text": A}, A),
        ("body", {"paragraphs": [A, B]}, f"{A}\n\n{B}"),
        ("content", [{"title": "One", "body": A}, {"title": "Two", "body": B}], f"{A}\n\n{B}"),
        ("_source", {"title": "Baths", "body": A}, A),
        ("body", json.dumps([A, B]), f"{A}\n\n{B}"),
        ("body", str([A, B]), f"{A}\n\n{B}"),
        ("body", "[sic] he said", "[sic] he said"),
        ("body", "{'a': broken", "{'a': broken"),
    ],
)
def test_the_text_is_found_in_objects_and_lists(column: str, value: Any, text: str) -> None:
    assert of_row({"url": URL.format(1), column: value}).text == text


def test_the_title_beside_a_text_in_an_object_is_read_too() -> None:
    found = of_row({"url": URL.format(1), "article": {"title": "Baths", "text": A, "author": "Ilse Marten"}})
    assert [(c.field, c.value) for c in found.claims[1:]] == [("title", "Baths"), ("author", "Ilse Marten")]


@pytest.mark.parametrize(
    ("row", "field", "values"),
    [
        ({"headline": {"kicker": "Town", "main": "Baths"}}, "title", ["Baths"]),
        ({"title": {"rendered": "Baths"}}, "title", ["Baths"]),
        ({"byline": {"original": "By Ilse Marten", "person": []}}, "author", ["By Ilse Marten"]),
        ({"authors": {"name": ["Ilse Marten", "Jon Ruiz"]}}, "author", ["Ilse Marten", "Jon Ruiz"]),
        ({"author": {"first_name": "Ilse", "last_name": "Marten"}}, "author", ["Ilse Marten"]),
        ({"keywords": [{"name": "subject", "value": "Baths"}]}, "tag", ["Baths"]),
        ({"date": {"$date": "2024-03-05T12:00:00Z"}}, "published", ["2024-03-05T12:00:00Z"]),
        ({"date": {"$date": {"$numberLong": "1709640000000"}}}, "published", ["2024-03-05T12:00:00Z"]),
        ({"title": {"de": "Bäder"}}, "unread", ["an object with the keys de"]),
        ({"source": {"id": None, "name": None}}, "unread", []),
    ],
)
def test_other_objects_are_read_by_the_key_that_says_it(row: dict[str, Any], field: str, values: list[str]) -> None:
    assert said(row, field) == values


def test_an_object_without_a_text_is_named_by_its_keys() -> None:
    row = Row("a#1", json.dumps({"body": {"0": A, "1": B}}).encode(), "a")
    bad = columns.record(row, Intake())
    assert isinstance(bad, Unreadable)
    assert bad.reason == "its text is empty: column 'body' holds an object with the keys 0, 1"


@pytest.mark.parametrize(
    "whole",
    [
        {"content": [{"title": "One", "body": A}, {"title": "Two", "body": B}], "totalPages": 1},
        {"status": "OK", "response": {"docs": [{"headline": {"main": "One"}, "body": A}, {"body": B}]}},
        {"facets": [{"name": "baths"}], "articles": [{"title": "One", "body": A}, {"title": "Two", "body": B}]},
        {"a1": {"title": "One", "text": A}, "a2": {"title": "Two", "text": B}},
    ],
)
def test_articles_are_found_within_the_answers_of_servers(whole: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "news.json"
    path.write_text(json.dumps(whole))
    assert [r.text for r in taken(path)[0]] == [A, B]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Jane Doe,John Roe,Ana Soler", ["Jane Doe", "John Roe", "Ana Soler"]),
        ("Jane Doe\nJohn Roe", ["Jane Doe", "John Roe"]),
        ("Doe, Jane M.", ["Jane M. Doe"]),
        ("Doe, Jane; Roe, John", ["Jane Doe", "John Roe"]),
        ("Doe, Jane and Roe, John", ["Jane Doe", "John Roe"]),
        ("von der Heide, Klara", ["Klara von der Heide"]),
        ("Da Silva, João; Van Dijk, Piet", ["João Da Silva", "Piet Van Dijk"]),
        ("Le Monde, Paris", ["Le Monde, Paris"]),
        ("Jane van Doe, Osterholm", ["Jane van Doe, Osterholm"]),
        ("Jane Doe|John Roe", ["Jane Doe", "John Roe"]),
        ('["Jane Doe", "John Roe"]', ["Jane Doe", "John Roe"]),
        ("['Jane Doe' 'John Roe']", ["Jane Doe", "John Roe"]),
        ("{'name': 'Jane Doe'}", ["Jane Doe"]),
        ("https://courier.example/author/jane-doe", ["Jane Doe"]),
        ("https://social.example/janedoe", []),
        *((nothing, []) for nothing in ("nan", "None", "null", "[]", "{}", r"\N", "0", "false", "N/A", 7)),
        ("Jane Doe, Staff Writer", ["Jane Doe, Staff Writer"]),
        ("Reuters, AP", ["Reuters, AP"]),
        ("Paris, France", ["Paris, France"]),
        ("Jane Doe, Jr.", ["Jane Doe, Jr."]),
    ],
)
def test_authors_of_a_cell_are_parted_and_turned(cell: str, names: list[str]) -> None:
    assert said({"author": cell}, "author") == names


@pytest.mark.parametrize("nothing", [float("nan"), "  ", "nan", "NULL", None, True, [], [None, ""]])
def test_a_cell_that_says_nothing_hides_no_other(nothing: Any) -> None:
    row = {"text": nothing, "content": A, "published": nothing, "published_at": "2024-03-05", "title": nothing}
    assert of_row(row).text == A
    assert [(c.field, c.value) for c in of_row(row).claims] == [("published", "2024-03-05")]


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("20240305", "2024-03-05"),
        (20240305, "2024-03-05"),
        ("20240305T120000Z", "2024-03-05T12:00:00Z"),
        ("20240305T1200+0100", "2024-03-05T12:00:00+01:00"),
        ("20240305120000", "2024-03-05T12:00:00"),
        (1709640000123456, "2024-03-05T12:00:00Z"),
        ("1709640000000000000", "2024-03-05T12:00:00Z"),
        ("2024-03-05T12:00:00+02", "2024-03-05T12:00:00+02:00"),
        ("2024-03-05T12:00:00.000+00:00Z", "2024-03-05T12:00:00Z"),
        ("Tue Mar 05 12:00:00 +0000 2024", "2024-03-05T12:00:00Z"),
        ("Tue Mar  5 12:00:00 2024", "2024-03-05T12:00:00"),
        ("05-MAR-24", "2024-03-05"),
        ("05-mar-69", "1969-03-05"),
        ("45356", "2024-03-05"),
        (45356.5, "2024-03-05T12:00:00"),
        ("/Date(1709640000000)/", "2024-03-05T12:00:00Z"),
        ("1854-11-14", "1854-11-14"),
        ("1854-11-14 09:30:00", "1854-11-14T09:30:00"),
        ("20241345", None),
        ("1854-13-14", None),
        ("99999", None),
        ("1.71E+12", None),
    ],
)
def test_moments_are_read_as_tables_write_them(cell: Any, moment: str | None) -> None:
    fields = fields_of({"text": A, "date": cell})
    assert next((f.value for f in fields if f.field == "published"), None) == moment


def test_a_small_number_is_a_day_only_in_a_column_that_is_called_a_date() -> None:
    assert not [f for f in fields_of({"text": A, "published": 45356}) if f.field == "published"]


def test_a_day_that_may_be_a_month_is_less_sure_than_one_that_cannot() -> None:
    sure, unsure = (
        next(f for f in fields_of({"text": A, "date": d}) if f.field == "published")
        for d in ("03/25/2024", "03/05/2024")
    )
    assert (sure.value, unsure.value) == ("2024-03-25", "2024-05-03")
    assert unsure.confidence < sure.confidence - 0.05


def fields_of(row: dict[str, Any]) -> tuple[Field, ...]:
    [one], [] = read([of_row(row)])
    facts = facts_of([survey([one])])
    [stripped] = strip([one], facts, instances(selection.active(()))[0])
    return normalise([(one, stripped.edited)], facts)[0]


@pytest.mark.parametrize(
    ("cell", "said"),
    [("3 hours ago", "; the column says '3 hours ago', which was not understood"), ("0000-00-00", ""), ("", "")],
)
def test_a_date_in_a_column_that_is_none_does_not_vanish(cell: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(jsonl([{"title": "Baths to reopen", "text": STORY.format(1), "date": cell}]))
    run = pipeline.audit([path], Settings(out=str(tmp_path / "reports"), history=False, workers=1))
    [missing] = [row["message"] for row in run.tables["findings"] if row["rule"] == "DT23"]
    assert missing == f"no date of publication was found{said}"


@pytest.mark.parametrize(
    ("cell", "suffix"),
    [
        (f"<p>{A}</p>\n<p>{B}</p>", ".html"),
        (f'<div class="a"><p>{A}</p></div>', ".html"),
        (f"<!-- saved -->\n<html><body><p>{A}</p></body></html>", ".html"),
        (f'<?xml version="1.0"?><!-- a --><!DOCTYPE html><p>{A}', ".html"),
        (f"<p>{A}", ".txt"),
        (f"<b>{A}</b>", ".txt"),
        (f"<profit> {A}</profit>", ".txt"),
        ("<!-- " * 50_000 + A, ".txt"),
    ],
)
def test_html_in_a_column_of_texts_is_read_as_a_page(cell: str, suffix: str) -> None:
    assert of_row({"text": cell}).suffix == suffix


@pytest.mark.parametrize("cell", [["Zoe Young", "Adam Beck"], "Zoe Young and Adam Beck"])
def test_authors_stay_in_the_order_of_the_column(cell: Any) -> None:
    chosen = [
        field.value for field in fields_of({"text": A, "author": cell}) if field.field == "author" and field.chosen
    ]
    assert chosen == ["Zoe Young", "Adam Beck"]
