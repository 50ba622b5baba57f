"""Who signed a text without a byline word, and when."""

from __future__ import annotations

import pytest

from presscheck import pipeline
from presscheck.model import Article, Dossier, article_id

BODY = [
    "The council of Norrhaven voted on Monday to reopen the harbour baths, after eleven years behind a fence.",
    "Swimmers had asked for it since the pumps were repaired, and the mayor called the vote a matter of fairness.",
    "The first guests are to be let in on the first of May, if the water passes the tests of the health office.",
]


DAYS = ("first morning", "second evening", "last of the three days")


def examined(*head: str, tail: tuple[str, ...] = ()) -> Dossier:
    text = "\n".join(["Harbour baths to reopen in Norrhaven", *head, *BODY, *tail])
    article = Article(article_id("a.txt", text.encode()), "a.txt", "text/plain", "", text)
    return pipeline.examine([article]).dossiers[0]


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
        ("Marta Cañete", ["Marta Cañete"]),
        ("सरिता वर्मा", ["सरिता वर्मा"]),
    ],
)
def test_a_line_above_the_article_signs_it(line: str, names: list[str]) -> None:
    assert authors(examined(line)) == names


@pytest.mark.parametrize(
    "line",
    [
        "Current Issue",
        "Getty Images",
        "Top Stories Today",
        "NORRHAVEN HARBOUR",
        "Harbour Baths",
        "2 minutes ago",
        "12 Comments",
    ],
)
def test_what_only_looks_like_a_name_signs_nothing(line: str) -> None:
    assert authors(examined(line, tail=("Read the current issue with all stories.",))) == []


def test_whom_the_article_is_about_did_not_sign_it() -> None:
    told = "\n".join(["Voss leaves", "Karin Voss", *(f"{line[:-1]}, said Karin Voss." for line in BODY)])
    article = Article(article_id("a.txt", told.encode()), "a.txt", "text/plain", "", told)
    assert authors(pipeline.examine([article]).dossiers[0]) == []


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
