"""What of a dossier is handed to the scorer."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import accuracy
from presscheck.model import Article, Dossier, Edit, Field

TEXT = "Harbour baths reopen\n\nShare this  now\nThe council voted on Monday.\nTags: baths"


def dossier(*edits: Edit) -> Dossier:
    return Dossier(Article("a", "a.txt", "text/plain", "", TEXT), edits, "")


def test_a_line_is_kept_while_a_visible_character_of_it_is_left() -> None:
    share = TEXT.index("Share")
    assert accuracy.kept_lines(dossier()) == [0, 2, 3, 4]
    assert accuracy.kept_lines(dossier(Edit(share, share + 15, "", "BP13"))) == [0, 3, 4]
    assert accuracy.kept_lines(dossier(Edit(share, share + 14, "", "BP13"))) == [0, 2, 3, 4]


def test_a_line_that_two_edits_take_is_gone() -> None:
    share = TEXT.index("Share")
    edits = (Edit(share, share + 10, "", "BP13"), Edit(share + 12, share + 16, "", "BP14"))
    assert accuracy.kept_lines(dossier(*edits)) == [0, 3, 4]


def test_a_line_that_is_written_anew_is_kept() -> None:
    start = TEXT.index("The council")
    assert 3 in accuracy.kept_lines(dossier(Edit(start, start + 28, "The council voted on Monday.", "EN01")))


def test_only_chosen_values_are_stated() -> None:
    fields = (
        Field("title", "Harbour baths reopen", 0.9, "headline", 0, 20, chosen=True),
        Field("title", "Norrhaven Courier", 0.5, "title element"),
        Field("tag", "baths", 0.8, "tag-line", chosen=True),
    )
    found = accuracy.metadata(Dossier(dossier().article, (), TEXT, fields))
    assert (found["title"], found["topics"], found["authors"]) == ("Harbour baths reopen", ["baths"], [])
    assert [field[0] for field in found["fields"]] == ["title", "tag"]


def test_languages_of_few_pages_share_a_line() -> None:
    gold = {f"{code}{n}": {"lang": code} for code, pages in (("en", 12), ("de", 11), ("sv", 3)) for n in range(pages)}

    pages: Any = SimpleNamespace(gold=gold)
    found = accuracy.languages(pages, [{"id": key} for key in gold])
    assert {code: len(rows) for code, rows in found.items()} == {"en": 12, "de": 11, "other": 3}


def signed(*fields: Field) -> Dossier:
    return Dossier(Article("a", "a.txt", "text/plain", "", TEXT), (), TEXT, fields)


def test_people_are_credited_and_an_organisation_where_there_are_none() -> None:
    person = Field("author", "Ilse Marten", 0.8, "byline", chosen=True)
    desk = Field("byline", "Newsroom", 0.9, "byline (desk)", chosen=True)
    agency = Field("agency", "Reuters", 0.9, "byline", evidence="Reuters News Agency", chosen=True)
    mentioned = Field("agency", "AFP", 0.95, "picture credit", evidence="AFP", chosen=True)
    assert accuracy.credited(signed(person, desk)) == ["Ilse Marten"]
    assert accuracy.credited(signed(desk, mentioned)) == ["Newsroom"]
    assert accuracy.credited(signed(agency)) == ["Reuters News Agency"]
    assert accuracy.credited(signed(mentioned)) == []


def test_the_body_is_the_clean_text_without_the_headline() -> None:
    title = Field("title", "Harbour baths reopen", 0.9, "headline", 0, 20, chosen=True)
    assert accuracy.body(signed(title)).splitlines() == TEXT.splitlines()[2:]
    claimed = Field("title", "HARBOUR baths  reopen", 0.9, "json-ld headline", chosen=True)
    assert accuracy.body(signed(claimed)).splitlines() == TEXT.splitlines()[2:]
