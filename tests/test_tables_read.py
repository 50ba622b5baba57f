"""CSV, JSON lines, JSON and Parquet: rows, whole or broken."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from made_files import (
    PACKINGS,
    STORY,
    TABLES,
    URL,
    A,
    B,
    article,
    jsonl,
    page,
    parquet,
    places,
    rows,
    separated,
    taken,
)
from presscheck import cli, config
from presscheck.config import ConfigError, Limits
from presscheck.read import Intake, find, read


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize("form", TABLES)
def test_a_table_is_read_row_by_row_from_the_columns_that_its_names_tell(
    form: str, packing: str, tmp_path: Path
) -> None:
    path = tmp_path / f"news.{form}{packing}"
    path.write_bytes(PACKINGS[packing](TABLES[form](rows(*range(100)))))
    intake = Intake()
    found, bad = taken(path, intake)
    assert (places(found, path), bad) == ([f"#{n}" for n in range(1, 101)], [])
    assert found[7].text == STORY.format(7)
    assert (found[7].suffix, found[7].url) == (".txt", URL.format(7))
    assert {c.field: c.value for c in found[7].claims} == {
        "title": "Baths, 7",
        "author": "Ilse Marten",
        "published": "2024-03-05",
        "address": URL.format(7),
    }
    assert intake.used == {
        str(path): {
            "text": "body",
            "url": "link",
            "title": "headline",
            "author": "byline",
            "published": "date",
        }
    }


@pytest.mark.parametrize("text", ['[columns]\nbodytext = "x"', "[columns]\ntext = 3", "columns = 1"])
def test_columns_that_cannot_be_are_an_error(text: str, tmp_path: Path) -> None:
    path = tmp_path / "presscheck.toml"
    path.write_text(text)
    with pytest.raises(ConfigError, match="columns"):
        config.load(path)


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_table_without_a_text_says_which_columns_there_are(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"news.{form}"
    path.write_bytes(TABLES[form]([{"id": "1", "price": "2"}]))
    [], [bad] = taken(path)
    assert bad.source == str(path)
    assert "(id, price)" in bad.reason


def test_one_bad_line_of_many_is_one_unreadable_input(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    lines = jsonl(rows(*range(3_000))).splitlines(keepends=True)
    lines[1_000] = b'{"body": "cut\n'
    lines[2_000] = b"[1, 2]\n"
    path.write_bytes(b"\xef\xbb\xbf" + b"".join(lines) + b"\n\n")
    found, bad = taken(path)
    assert len(found) == 2_998
    assert places(bad, path) == ["#1001", "#2001"]
    assert [b.reason.split(":")[0] for b in bad] == ["this is no JSON", "this is no JSON object"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"body": "' + b"x" * 300 + b'"}\n', "more than 200 bytes: limits.bytes"),
        (b'{"body": ""}\n', "its text is empty"),
        (b'{"body": null}\n', "its text is empty"),
        (b"[" * 100_000 + b"\n", "more than 200 bytes"),
        (b"[" * 150 + b"\n", "this is no JSON"),
        (b'{"body": ' + b"9" * 100 + b"}\n", ""),
    ],
)
def test_a_line_that_cannot_be_read_takes_no_other_with_it(line: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    good = b'{"body": "The ferry was late again on Tuesday."}\n'
    path.write_bytes(good + line + good)
    found, bad = taken(path, Intake(Limits(bytes=200)))
    assert {"#1", "#3"} <= set(places(found, path))
    assert [b.reason.startswith(reason) for b in bad] == ([True] if reason else [])


def test_half_a_character_in_a_cell_is_told_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(b'{"body": "The ferry \\ud83d was late.", "title": "Late \\udc00"}\n')
    [one], [] = taken(path)
    assert one.text == "The ferry � was late."
    assert [c.value for c in one.claims if c.field == "unread"] == ["half a character"] * 2


def test_rows_of_csv_that_do_not_fit_the_first_are_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_bytes(b'id;text;url\n1;"Two\nlines; one cell";u\n2;short\n\n3;Caf\xe9 closed;v;more\n4;Caf\xe9 open;w\n')
    found, bad = taken(path)
    assert [r.text for r in found] == ["Two\nlines; one cell", "Café open"]
    assert [b.reason for b in bad] == ["2 fields where the first row names 3", "4 fields where the first row names 3"]


def test_a_parquet_file_that_is_cut_or_broken_is_named(tmp_path: Path) -> None:
    data = parquet(rows(*range(50)))
    for number, broken in enumerate(
        (data[:-20], data[: len(data) // 2], b"PAR1", b"", data[:4] + bytes(400) + data[404:])
    ):
        path = tmp_path / f"{number}.parquet"
        path.write_bytes(broken)
        found, bad = taken(path)
        assert [b.source for b in bad] == [str(path)], (number, found)


def test_html_in_a_cell_is_read_as_a_page(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(jsonl([{"content": page(1)}, {"html": page(2), "text": "The text of another tool."}]))
    found, [] = taken(path)
    assert [r.suffix for r in found] == [".html", ".html"]
    articles, [] = read(found)
    assert [a.text.splitlines()[0] for a in articles] == ["Baths to reopen, 1", "Baths to reopen, 2"]


BAD_JSON = {
    "cut off": ('[{"text": "One."}, {"text": "Tw', 1, "this is no JSON: Unterminated string"),
    "no end": ('[{"text": "One."},', 1, "this is no JSON: Expecting value"),
    "something behind": ('[{"text": "One."}] and so on', 1, "this is no JSON: Expecting value"),
    "empty": ("", 0, "there is no object in it"),
    "an empty array": (" [ ]\n", 0, "there is no object in it"),
    "nested": ("[" * 100_000, 0, "this is no JSON that can be read: it is nested too deep"),
    "long": ('[{"text": "One."}, {"text": "' + "Two " * 100_000, 1, "more than 300,000 bytes"),
    "no JSON": ("<html>", 0, "this is no JSON: Expecting value"),
}


@pytest.mark.parametrize("case", BAD_JSON)
def test_behind_what_is_no_json_nothing_is_read(case: str, tmp_path: Path) -> None:
    text, articles, reason = BAD_JSON[case]
    path = tmp_path / "news.json"
    path.write_text(text)
    found, [bad] = taken(path, Intake(Limits(bytes=300_000)))
    assert (len(found), bad.source) == (articles, str(path))
    assert bad.reason.startswith(reason)


@pytest.mark.parametrize(
    "text",
    [
        '[{"text": "One."}, {"text": "Two."}]',
        '\ufeff\n[\n {"text": "One.", "n": NaN},\n {"text": "Two.", "tags": ["a", "b"]}\n]\n',
        '{"text": "One."}{"text": "Two."}',
        '{"text": "One."}\n\n{\n"text": "Two."}\n',
        '{"status": "ok", "tags": [], "articles": [{"text": "One."}, {"text": "Two."}]}',
        '[{"text": "One."}]\n[{"text": "Two."}]',
        '[{"text": "One."},' + " " * 200_000 + '{"text": "Two."}]',
    ],
)
def test_a_json_file_gives_its_objects(text: str, tmp_path: Path) -> None:
    path = tmp_path / "news.json"
    path.write_text(text)
    found, [] = taken(path)
    assert [(one.source, one.text) for one in found] == [(f"{path}#1", "One."), (f"{path}#2", "Two.")]


def test_how_a_column_is_written_does_not_count(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text('{"Article-Body": "One.", "publishedAt": "2024-03-04", "PAGE URL": "https://a.example/1"}')
    intake = Intake()
    [one], [] = taken(path, intake)
    assert (one.text, one.url) == ("One.", "https://a.example/1")
    assert intake.used[str(path)] == {"text": "Article-Body", "url": "PAGE URL", "published": "publishedAt"}


def test_values_that_are_no_objects_are_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "news.json"
    path.write_text('["one", 2, {"text": "Three."}, {"other": [1]}]')
    [one], bad = taken(path)
    assert one.source == f"{path}#3"
    assert [item.reason[:22] for item in bad] == [
        "this is no JSON object",
        "this is no JSON object",
        "no column for the text",
    ]


def test_json_is_read_where_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "news.json").write_text('{"text": "One."}')
    (tmp_path / "news.json.gz").write_bytes(gzip.compress(b'{"text": "One."}'))
    (tmp_path / "a.txt").write_text("A text.")
    files = [f"{tmp_path}/{name}" for name in ("a.txt", "news.json", "news.json.gz")]
    assert find([tmp_path]).sources == (files[0],)
    assert find([tmp_path]).left_out == (files[1], files[2])
    assert find([f"{tmp_path}/*"]).sources == (files[0],)
    assert find([f"{tmp_path}/*.json"]).sources == (files[1],)
    assert find([f"{tmp_path}/*.json.gz"]).sources == (files[2],)
    assert find([files[1]]).sources == (files[1],)


@pytest.mark.parametrize("zone", [None, "Europe/Berlin"])
def test_moments_in_nanoseconds_are_read_without_pandas(
    zone: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "news.parquet"
    moments = pa.array([1_709_640_000_123_456_789, None], pa.timestamp("ns", zone))
    pq.write_table(pa.table({"text": [STORY.format(1)] * 2, "date": moments}), path)
    monkeypatch.setitem(sys.modules, "pandas", None)
    found, bad = taken(path)
    assert not bad
    shown = "2024-03-05T13:00:00.123456+01:00" if zone else "2024-03-05T12:00:00.123456"
    assert [[c.value for c in r.claims] for r in found] == [[shown], []]


def test_a_quote_that_is_not_closed_takes_no_other_row_along(tmp_path: Path) -> None:
    lines = [f"Baths, {n}\t2024-03-05\t{STORY.format(n)}" for n in range(50)]
    lines[2] = f'"Baths reopen, at last\t2024-03-05\t{STORY.format(2)}'
    lines[7] = '"Baths" reopen\t2024-03-05\t"Never," said the warden.'
    lines[9] = 'Two paragraphs\t2024-03-05\t"The first one,\n\nand ""the"" second."'
    path = tmp_path / "news.tsv"
    path.write_text("\n".join(["title\tdate\ttext", *lines]))
    found, bad = taken(path)
    assert (len(found), bad) == (50, [])
    assert [r.text for r in found[2:10:5]] == [STORY.format(2), '"Never," said the warden.']
    assert [r.claims[0].value for r in found[2:10:5]] == ['"Baths reopen, at last', '"Baths" reopen']
    assert found[9].text == 'The first one,\n\nand "the" second.'


def test_behind_a_row_with_bare_quotes_the_next_one_is_found(tmp_path: Path) -> None:
    good = '"Two lines,\n\nof ""one"" cell"'
    bad_text = '"The baths reopened, at last, on Monday.\n\n"Never again," said the warden, who was wet.\n\nThe pumps, it is said, work."'
    rows = [
        "title,date,text",
        f"A,2024-03-05,{bad_text}",
        f"B,2024-03-05,{good}",
        "C,2024-03-05",
        f"D,2024-03-05,{good}",
    ]
    path = tmp_path / "news.csv"
    path.write_text("\n".join(rows))
    found, bad = taken(path)
    assert [(r.source.rpartition("#")[2], r.claims[0].value) for r in found] == [("2", "B"), ("4", "D")]
    assert [b.reason for b in bad] == [
        "lines 2 to 6 (5 lines): 4 fields where the first row names 3",
        "2 fields where the first row names 3",
    ]


def test_a_row_that_lacks_a_field_is_not_filled_by_cutting_a_quoted_one(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text(
        f'title,date,text\n"Baths,pools",{STORY.format(1).replace(",", ";")}\nB,2024-03-05,"{STORY.format(2)}"\n'
    )
    found, bad = taken(path)
    assert [record.claims[0].value for record in found] == ["B"]
    assert [one.reason for one in bad] == ["2 fields where the first row names 3"]


def test_quotes_that_send_each_row_to_the_end_of_the_file_cost_no_square(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text("title,date,text\n" + 'x","y\n' * 20_000)
    found, bad = taken(path)
    assert not found
    assert bad[0].reason.startswith("lines 2 to 20,001 (20,000 lines): ")


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_of_columns_with_one_name_the_one_that_says_something_counts(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"news.{form}"
    names, cells = ["title", "text", "date", "text", "date"], ["Baths", A, "2024-03-05", "", "nan"]
    if form == "csv":
        path.write_text(",".join(names) + "\n" + ",".join(f'"{cell}"' for cell in cells))
    else:
        pq.write_table(pa.Table.from_arrays([pa.array([cell]) for cell in cells], names), path)
    [one], [] = taken(path)
    assert (one.text, [c.value for c in one.claims]) == (A, ["Baths", "2024-03-05"])


RUSSIAN = "Совет города Норрхавен проголосовал за открытие старых бань у гавани после долгих споров о цене."


POLISH = "Rada miasta Norrhaven zagłosowała za ponownym otwarciem łaźni w porcie, gdzie pływały łódki i żaglówki."


@pytest.mark.parametrize(("text", "codec"), [(RUSSIAN, "cp1251"), (POLISH, "cp1250")])
@pytest.mark.parametrize("form", ["csv", "jsonl", "text.parquet", "html.parquet"])
def test_bytes_of_tables_are_decoded_as_those_of_pages_are(text: str, codec: str, form: str, tmp_path: Path) -> None:
    path = tmp_path / f"news.{form}"
    if form == "csv":
        path.write_bytes(f'id,text\n1,"{text}"\n'.encode(codec))
    elif form == "jsonl":
        path.write_bytes(json.dumps({"text": text}, ensure_ascii=False).encode(codec) + b"\n")
    else:
        page = (
            f'<html><head><meta charset="{codec}"></head><body><p>{text}</p></body></html>' if "html" in form else text
        )
        pq.write_table(pa.table({form.split(".", maxsplit=1)[0]: [page.encode(codec)]}), path)
    one = article(path)
    assert (one.text.strip(), one.encoding) == (text, codec)


def test_rows_in_utf_8_stay_so_beside_one_that_is_not(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(jsonl([{"text": POLISH}]) + json.dumps({"text": POLISH}, ensure_ascii=False).encode("cp1250"))
    assert [r.text for r in taken(path)[0]] == [POLISH, POLISH]


@pytest.mark.parametrize("mark", ["sep=;\n", '"sep=;"\r\n'])
def test_the_line_that_names_the_separator_is_none_of_the_table(mark: str, tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_bytes(mark.encode() + separated(rows(1, 2), ";"))
    assert [r.text for r in taken(path)[0]] == [STORY.format(1), STORY.format(2)]


def test_lines_of_old_macs_are_lines(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_bytes(separated(rows(*range(3_000))).replace(b"\n", b"\r"))
    found, bad = taken(path)
    assert ([r.text for r in found[-2:]], len(found), bad) == ([STORY.format(2_998), STORY.format(2_999)], 3_000, [])


def test_a_table_without_names_says_so_and_shows_no_article(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_bytes(f'1,"Baths","{STORY.format(1) * 3}"\n'.encode())
    [], [bad] = taken(path)
    assert "names of the columns" in bad.reason
    assert "Norrhaven" not in bad.reason


@pytest.mark.parametrize(("value", "kind"), [([{"text": A}, {"text": B}], "an array"), ({"text": A}, "an object")])
def test_json_over_many_lines_is_told_from_json_lines(value: Any, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps(value, indent=1))
    [], [bad] = taken(path)
    assert bad.reason == f"this is {kind} over many lines, not an object in each; name it .json"


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_the_columns_that_are_not_read_are_named(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"news.{form}"
    path.write_bytes(TABLES[form]([{"text": A, "title": "", **{f"x{n}": "1" for n in range(10)}}]))
    done = CliRunner().invoke(cli.main, ["audit", str(path), "--out", str(tmp_path / "reports"), "--no-history"])
    said = " ".join(done.output.split())
    assert "news." + form + ": text; not read: 'x0', 'x1', 'x2', 'x3', 'x4', 'x5', 'x6', 'x7' and 2 more" in said


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", b"text,title\n"),
        ("a.jsonl", b"\n\n"),
        ("a.jsonl.gz", gzip.compress(b"")),
        ("a.parquet", parquet([{"text": STORY, "title": "Baths"}])),
    ],
    ids=["csv", "jsonl", "packed", "parquet"],
)
def test_a_table_without_rows_is_named(name: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    if name.endswith("parquet"):
        pq.write_table(pq.read_table(path).slice(0, 0), path)
    found, [bad] = taken(path)
    assert not found
    assert (bad.source, bad.reason) == (str(path), "there is no row in it")
