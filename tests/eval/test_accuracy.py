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
