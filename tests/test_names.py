"""Names in bylines: what they are the names of, how several are told apart, and what comes along with them."""

from __future__ import annotations

import pytest

from presscheck.model import Line
from presscheck.normalise.bylines import byline
from presscheck.normalise.markup import opened_at_date
from presscheck.normalise.names import (
    before_description,
    is_masthead,
    is_outlet_line,
    kind_of,
    person_before_outlet,
    split_names,
    without_time,
    without_titles,
)
from presscheck.normalise.roles import person_beside_role


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ana Soler", "person"),
        ("محمد علي", "person"),
        ("孔德明", "person"),
        ("अनीता शर्मा", "person"),
        ("स्थानीय निवासियों ने", "other"),  # residents [said]
        ("رئيس البلدية في الميناء", "other"),
        ("Fritz Haber", "person"),
        ("Jo Page", "person"),
        ("Ana Soler's", "other"),  # whose?
        ("dpa", "agency"),
        ("BBC News", "outlet"),
        ("人民日报", "outlet"),
        ("Bad & Hafen GmbH", "outlet"),
        ("Gazette.com", "outlet"),
        ("Redaktion", "desk"),
        ("經濟編輯部", "desk"),
        ("AP Auto Writer", "desk"),
        ("105092", "placeholder"),
        ("Sin autor", "placeholder"),
        ("2024", "other"),
        ("Email the author", "button"),
        ("Alle Artikel anzeigen", "button"),
        ("Getty Images", "photographer"),
        ("撮影：田中宏昌", "photographer"),
        ("asoler[at]gazette.example", "email"),
        ("Asoler Gazette Com", "email"),
        ("Seo Ha-rin", "person"),
        ("Lin Mei-hua", "person"),
        ("Hall-booking Form", "other"),
        ("Marie-Lou d'Orsenne", "person"),
        ("Livia dell'Orto", "person"),
        ("Ana Luisa Soler de la Fuente", "person"),
        ("Prof. Ilse van der Marten-Oosterhof", "person"),
        ("Ana Lia Soler Collage von Jo Brandt", "other"),
        ("Ana Bea Cora Dora Eva Fay", "other"),  # six words
        ("Prof. Dr. h.c. Jo Brandt", "person"),
        ("Harriet Press", "person"),
        ("Otto F. Kurier", "person"),
        ("Daily Press", "outlet"),
        ("Morning Post", "outlet"),
        ("Norrhaven Post", "outlet"),
        ("Victoria News", "outlet"),  # a city
        ("Associated Press", "agency"),
        ("دمشق", "other"),  # a city
    ],
)
def test_what_a_name_is_the_name_of(name: str, kind: str) -> None:
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ana Soler e Jo Brandt", ["Ana Soler", "Jo Brandt"]),
        ("Ana Soler i Jo Brandt", ["Ana Soler", "Jo Brandt"]),
        ("Artur da Costa e Silva", ["Artur da Costa e Silva"]),
        ("Анна Солер и Иван Брандт", ["Анна Солер", "Иван Брандт"]),
        ("孔德明、李小龙", ["孔德明", "李小龙"]),
        ("محمد علي، أحمد حسن", ["محمد علي", "أحمد حسن"]),
        ("Ana Soler and Jo Brandt, New York", ["Ana Soler", "Jo Brandt"]),
        ("Ana Soler, science editor", ["Ana Soler"]),
        ("Journaliste Ana Soler", ["Journaliste Ana Soler"]),
        ("Ana S., Jo Brandt Jr. and P. J. Marten.", ["Ana S.", "Jo Brandt Jr.", "P. J. Marten"]),
        ("Nils C.J.", ["Nils C.J."]),
        ("Anna Soler Maria Brandt", ["Anna Soler", "Maria Brandt"]),
        ("Anna Soler  Maria Brandt Peter Holm", ["Anna Soler", "Maria Brandt", "Peter Holm"]),
        ("Anna Maria Soler Brandt", ["Anna Maria Soler Brandt"]),
        ("Anna Soler Maria", ["Anna Soler Maria"]),
        ("Anna Soler Brandt Holm", ["Anna Soler Brandt Holm"]),
    ],
)
def test_names_are_told_apart(text: str, names: list[str]) -> None:
    assert [name for _, _, name in split_names(text)] == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Minutes Ago Ana Soler", "Ana Soler"),
        ("Ana Soler 5 minute read", "Ana Soler"),
        ("Reuters 3 hours ago", "Reuters"),
        ("Ana Soler", None),
        ("3 hours ago", None),
    ],
)
def test_a_time_beside_a_name(text: str, name: str | None) -> None:
    assert without_time(text) == name


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Prof. Dr. Ilse Marten", "Ilse Marten"),
        ("Rev. Jo von der Brandt", "Jo von der Brandt"),
        ("Sir Jo Brandt", "Jo Brandt"),
        ("Dr. Marten", "Dr. Marten"),  # one word is no name
        ("Mrs Ilse Marten", "Mrs Ilse Marten"),
    ],
)
def test_academic_and_clerical_titles(name: str, bare: str) -> None:
    assert without_titles(name) == bare


def test_a_description_behind_a_name() -> None:
    assert before_description("Lars Holm Ilse Holm's father") == "Lars Holm"
    assert before_description("Ana Soler's diary") is None


def test_a_title_run_together_with_a_name() -> None:
    assert person_beside_role("Ana SolerCity Columnist") == "Ana Soler"
    assert person_beside_role("박준석 기자 외 1명") == "박준석"
    assert person_beside_role("Tom McMay") is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ana Soler Deputy Content Hub Director", "Ana Soler"),
        ("Ana Soler Health & Science Reporter", "Ana Soler"),
        ("Ana Soler Landespolitische Korrespondentin", "Ana Soler"),
        ("Ana Lena Fischer Redakteurin", "Ana Lena Fischer"),
        ("Ana Court Reporter", None),
        ("Ana Soler & Jo Brandt Reporters", None),
        ("Political Editor Ana Soler", "Ana Soler"),
    ],
)
def test_a_title_beside_a_name(text: str, name: str | None) -> None:
    assert person_beside_role(text) == name


@pytest.mark.parametrize("behind", [" On 11/18/19", " on 3 May 2021", " ON May 3, 2021", ""])
def test_a_date_behind_the_names_of_a_byline(behind: str) -> None:
    text = f"By Ana Soler{behind}"
    assert [field.value for field in byline(Line(1, 0, len(text), text))] == ["Ana Soler"]


def test_a_byline_behind_a_date() -> None:
    line = "Monday August 27, 2018 10:05 am PDT by Ana Soler"
    assert opened_at_date(line).strip() == "by Ana Soler"
    assert opened_at_date("Ana Soler, August 27, 2018") == "Ana Soler, August 27, 2018"


@pytest.mark.parametrize(
    "text",
    [
        "作者：孔德明",
        "بقلم محمد علي",
        "लेखक: राम कुमार",
        "Автор: Анна Солер",
        "Yazan: Ayşe Soler",
        "글 박준석 기자",
        "Γράφει Άννα Σολέρ",
    ],
)
def test_bylines_in_many_languages(text: str) -> None:
    assert [field.field for field in byline(Line(1, 0, len(text), text))] == ["author"]


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Par Marie-Lou d'Orsenne", [("author", "Marie-Lou d'Orsenne")]),
        ("Par Marie-Lou d'Orsenne envoyée spéciale", [("author", "Marie-Lou d'Orsenne")]),
        (
            "Von Jo Brandt und Dr. Ilse-Marie von der Marten",
            [("author", "Jo Brandt"), ("author", "Ilse-Marie von der Marten")],
        ),
        ("By Harriet Press and Seo Ha-rin", [("author", "Harriet Press"), ("author", "Seo Ha-rin")]),
        ("By Daily Press", [("byline", "Daily Press")]),
        ("By Jo Brandt and Asterion", [("author", "Jo Brandt"), ("byline", "Asterion")]),  # no name, and kept
        ("By Jo Brandt and 19 others", [("author", "Jo Brandt")]),
        ("By Asterion", []),
        ("文・高橋 美咲", [("author", "高橋 美咲")]),
        ("取材・文／高橋 美咲", [("author", "高橋 美咲")]),
        ("文・写真 高橋美咲", [("author", "高橋美咲")]),
    ],
)
def test_what_a_byline_names(text: str, fields: list[tuple[str, str]]) -> None:
    assert [(field.field, field.value) for field in byline(Line(1, 0, len(text), text))] == fields


def test_the_evidence_keeps_the_titles() -> None:
    text = "Von Prof. Dr. Ilse Marten"
    [field] = byline(Line(1, 0, len(text), text))
    assert (field.value, text[field.start : field.end], field.evidence) == (
        "Ilse Marten",
        "Prof. Dr. Ilse Marten",
        text,
    )


def test_an_elided_particle_before_an_outlet() -> None:
    assert person_before_outlet("Livia dell'Orto for Norrhaven News") == "Livia dell'Orto"


@pytest.mark.parametrize(
    ("line", "outlet", "masthead"),
    [
        ("Norrhaven Courier", True, True),
        ("The Norrhaven Post", True, True),
        ("Radio Norrhaven", True, True),
        ("Post of the Harbour", True, False),
        ("BBC News", True, True),
        ("Press Freedom Award", True, False),
        ("Parcels lost in the post for years", False, False),
        ("News", False, False),
        ("Press release", False, False),
        ("Norrhaven", False, False),
        ("Harriet Press", False, False),
    ],
)
def test_lines_that_name_an_outlet(line: str, outlet: bool, masthead: bool) -> None:
    assert (is_outlet_line(line), is_masthead(line)) == (outlet, masthead)
