"""Who signed a text without a byline word, and when."""

from __future__ import annotations

import pytest

from invented import BODY, dossier_of, examined
from presscheck.model import Dossier

DAYS = ("first morning", "second evening", "last of the three days")


def authors(dossier: Dossier) -> list[str]:
    return [field.value for field in dossier.chosen("author")]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ilse Marten - Dec 21, 2023 1:00 pm UTC", ["Ilse Marten"]),
        ("Teresa Quintela | 14 de marzo de 2024", ["Teresa Quintela"]),
        ("9d Ilse Marten and Jo Brandvold", ["Ilse Marten", "Jo Brandvold"]),
        ("Mara Lindqvist 2 minutes ago", ["Mara Lindqvist"]),
        ("* Mara Lindqvist, 12. November 2024", ["Mara Lindqvist"]),
        ("Kolumne von Ilse Marten", ["Ilse Marten"]),
        ("By Ilse MartenDec. 21, 2023 11:00 pm EST", ["Ilse Marten"]),
        ("By Ilse Marten long read", ["Ilse Marten"]),
        ("By Ilse Marten 3 minute read", ["Ilse Marten"]),
        ("By Ilse Marten Twitter", ["Ilse Marten"]),
        ("Von Ilse Marten – Reporterin", ["Ilse Marten"]),
        ("Marta Cañete", ["Marta Cañete"]),
        ("Mo 03.05.21 | 14:07 Uhr | Von Ilse Marten", ["Ilse Marten"]),
        ("December 21, 2023 By Ilse Marten", ["Ilse Marten"]),
        ("By Ilse O'NeilDec. 21, 2023 9:00 am EST", ["Ilse O'Neil"]),
        ("Photos and Story By Ilse Marten", ["Ilse Marten"]),
        ("Ilse Marten and Jo Brandvold, Norrhaven Gazette - Dec 20, 2023 3:06 pm UTC", ["Ilse Marten", "Jo Brandvold"]),
        ("* Ilse Marten, General Editor, F1 Dec 19, 2023, 05:30 PM", ["Ilse Marten"]),
        ("Ilse Marten Showbiz & TV Reporter", ["Ilse Marten"]),
        ("Ilse Marten, Associated Press Ilse Marten, Associated Press", ["Ilse Marten"]),
        ("Reuters, Ilse Marten", ["Ilse Marten"]),
        ("सरिता वर्मा", ["सरिता वर्मा"]),
        ("Prof. Dr. Ana Maria de la Fuente | 14 de marzo de 2024", ["Ana Maria de la Fuente"]),
    ],
)
def test_a_line_above_the_article_signs_it(line: str, names: list[str]) -> None:
    assert authors(examined(line)) == names


@pytest.mark.parametrize(
    "line",
    [
        "Current Issue",
        "Hello Ilse",
        "Querida Ilse Marten",
        "Getty Images",
        "Top Stories Today",
        "NORRHAVEN HARBOUR",
        "Harbour Baths",
        "2 minutes ago",
        "12 Comments",
        "Funeral Notices",
        "Search Search",
        "来源：新华网",
        "#スキマ",
        "دمشق - أ ف ب",
    ],
)
def test_what_only_looks_like_a_name_signs_nothing(line: str) -> None:
    assert authors(examined(line, tail=("Read the current issue with all stories.",))) == []


def test_whom_the_article_is_about_did_not_sign_it() -> None:
    told = "\n".join(["Voss leaves", "Karin Voss", *(f"{line[:-1]}, said Karin Voss." for line in BODY)])
    assert authors(dossier_of(told)) == []


def test_a_name_above_its_biography_signs_from_below() -> None:
    dossier = examined(tail=("Ilse Marten", "Ilse Marten writes about harbours and the people who live by them."))
    assert authors(dossier) == ["Ilse Marten"]


def test_the_date_of_a_signature_is_the_day_of_publication() -> None:
    dossier = examined("Ilse Marten - Dec 21, 2023 1:00 pm UTC")
    assert (dossier.value("published") or "")[:10] == "2023-12-21"
    [field] = list(dossier.chosen("author"))
    assert dossier.article.text[field.start : field.end] == "Ilse Marten"


def test_a_byline_counts_more_than_a_signature() -> None:
    assert authors(examined("By Teresa Quintela", "Ilse Marten - Dec 21, 2023")) == ["Teresa Quintela"]


def test_a_byline_word_alone_opens_the_lines_below_it() -> None:
    assert authors(examined("Region", "Norrhaven", "Baths", "By", "* Ilse Marten2", "Jo Brandvold", "Share")) == [
        "Ilse Marten",
        "Jo Brandvold",
    ]


def test_a_biography_tells_the_name_from_the_outlet_behind_it() -> None:
    life = "Ilse Marten is a reporter who has covered the harbour of Norrhaven for nine years."
    assert authors(examined("Ilse Marten Harbour Gazette of Norrhaven", tail=(life,))) == ["Ilse Marten"]
    assert authors(examined("Ilse Marten Harbour Gazette of Norrhaven")) == []


def test_a_job_title_behind_a_comma_is_no_second_name() -> None:
    assert authors(examined("Ilse Marten, Harbour Reporter 22 December 2023 • 3:55pm")) == ["Ilse Marten"]


def test_a_clock_alone_dates_a_line_too() -> None:
    menu = ("Region", "Norrhaven", "Baths")
    assert authors(examined(*menu, "Ilse Marten", "Updated 15.59 | Published 14.14")) == ["Ilse Marten"]
    assert authors(examined(*menu, "Ilse Marten", "Open from 15.59")) == []


def test_a_full_date_weighs_more_than_how_long_ago_it_was() -> None:
    assert authors(examined("2d Jo Brandvold", "Ferry runs late", "Ilse Marten Dec 22, 2023")) == ["Ilse Marten"]


def test_an_agency_that_signs_is_named_and_not_its_line() -> None:
    [agency] = examined("Von dpa 30.04.2024, 18:58").chosen("agency")
    assert (agency.value, agency.evidence) == ("dpa", "dpa")


def test_a_byline_below_a_repeated_headline_is_near() -> None:
    others = tuple(f"By: {name}" for name in ("Jo Brandvold", "Una Lund", "Per Aas", "Siri Holm", "Arne Moe"))
    head = ("Harbour baths", "Harbour baths to reopen in Norrhaven, says council", "by Ilse Marten, Harbour Reporter")
    more = tuple(f"The {day} is for those who live in the streets behind the old harbour wall." for day in DAYS)
    assert authors(examined(*head, tail=(*others, *more))) == ["Ilse Marten"]


MENU = ("Norrhaven Gazette Home", "News", "Sport", "Weather", "Norrhaven Harbour", "Jobs", "Homes", "Motors", "Travel")


def test_a_byline_below_a_menu_is_that_of_the_text_beneath_it() -> None:
    dossier = examined(
        *MENU,
        "By Ilse Marten on December 21, 2023",
        tail=("By Jo Brandvold December 20, 2023", "By Ida Sund December 19, 2023", "By Kai Toft December 18, 2023"),
    )
    assert authors(dossier) == ["Ilse Marten"]


def test_lists_of_other_stories_say_how_long_ago_they_were() -> None:
    others = (
        "5d Jo Brandvold",
        "Pumps repaired",
        "6d Ida Sund",
        "Fence taken down",
        "7d Jo Brandvold",
        "Mayor votes",
        "8d Ida Sund",
    )
    dossier = examined(*others, *MENU, "* Ilse Marten, Norrhaven Gazette Dec 19, 2023, 05:30 PM")
    assert authors(dossier) == ["Ilse Marten"]


def test_those_who_are_named_with_their_title_in_neighbouring_lines_signed_together() -> None:
    dossier = examined(
        "Ilse Marten – Journalist", "Jo Brandvold – Journalist", "Vi rapporterer", "Publisert 05.08.2024, kl. 13.05"
    )
    assert authors(dossier) == ["Ilse Marten", "Jo Brandvold"]


@pytest.mark.parametrize("title", ["· Senior Reporter", "Gazette Staff", "Corresponsal en Norrhaven"])
def test_a_title_on_the_line_beneath_a_name_signs(title: str) -> None:
    assert authors(examined("Home > Town", "Two lines", "More lines", "And another", "Ilse Marten", title)) == [
        "Ilse Marten"
    ]


@pytest.mark.parametrize("opener", ["Author of the article:", "Über den Autor", "Written by", "Автор статьи"])
def test_a_line_that_announces_the_author(opener: str) -> None:
    assert authors(examined(opener, "Ilse Marten")) == ["Ilse Marten"]


def test_a_desk_below_the_word_of_a_byline_stands_in_the_place_of_a_person() -> None:
    dossier = examined("Von", "Gazette Redaktion")
    assert [(field.value, field.rule) for field in dossier.chosen("byline")] == [("Gazette Redaktion", "byline (desk)")]


def test_who_is_named_beneath_the_headline_and_told_of_by_each_paragraph_did_not_sign_it() -> None:
    told = [f"Karin Voss {line[0].lower()}{line[1:]}" for line in BODY]
    text = "\n".join(["Harbour baths to reopen", "Karin Voss", "21 December 2023", *told])
    assert authors(dossier_of(text)) == []


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("Par AFP", "AFP"),
        ("Di ANSA", "ANSA"),
        ("Af Ritzau", "Ritzau"),
        ("Por Agencia EFE", "EFE"),
        ("Od PAP", None),
        ("סוכנויות הידיעות", None),
    ],
)
def test_a_byline_of_agencies_names_no_author(line: str, agency: str | None) -> None:
    dossier = dossier_of("\n\n".join(["Harbour baths to reopen in spring", line, *BODY]))
    assert (dossier.value("author"), dossier.value("agency")) == (None, agency)


@pytest.mark.parametrize(
    ("head", "names"),
    [
        (("Ilse Marten", "ilse.marten@gazette.example"), ["Ilse Marten"]),
        (("Ilse Marten imarten@gazette.example",), ["Ilse Marten"]),
        (("Ilse Marten (ilse.marten@gazette.example)", "4 March 2024"), ["Ilse Marten"]),
        (("Ilse Marten [email\u00a0protected]",), ["Ilse Marten"]),
        (("Harbour News", "harbour.news@gazette.example"), []),
    ],
)
def test_a_name_with_its_mail_address(head: tuple[str, ...], names: list[str]) -> None:
    assert authors(examined(*head)) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ilse Marten", ["Ilse Marten"]),
        ("Teresa Quintela, Jo Brandt", ["Teresa Quintela", "Jo Brandt"]),
        ("Luc de la Roche", ["Luc de la Roche"]),
        ("Weitere Artikel Lesen", []),
        ("Buy Tickets", []),
        ("王小明", []),
    ],
)
def test_a_name_alone_below_the_last_paragraph(line: str, names: list[str]) -> None:
    assert authors(examined(tail=(line,))) == names
