"""Notes on authors below a text that nothing else signs."""

from __future__ import annotations

import pytest

from invented import examined
from presscheck.model import Dossier


def authors(dossier: Dossier) -> list[str]:
    return [field.value for field in dossier.chosen("author")]


@pytest.mark.parametrize(
    "note",
    [
        "Ilse Marten is a senior reporter for the Norrhaven Gazette.",
        "Korrespondentin Ilse Marten ist bei der Norrhavener Zeitung für Häfen zuständig.",
        "Ilse Marten writes about harbours and the people who live by them.",
        "• Ilse Marten can be reached at imarten@gazette.example.",
        "Contact reporter Ilse Marten at imarten@gazette.example",
        "Follow Ilse Marten",
        "All posts by Ilse Marten",
        "Mehr von Ilse Marten",
    ],
)
def test_a_note_on_its_author_signs_a_text_that_nothing_else_signs(note: str) -> None:
    dossier = examined(tail=(note,))
    assert authors(dossier) == ["Ilse Marten"]
    assert {field.rule for field in dossier.chosen("author")} == {"biography"}


@pytest.mark.parametrize(
    "line",
    [
        "Follow Norrhaven Sport on Twitter",
        "Follow us on Twitter",
        "Contact the newsroom at news@gazette.example",
        "More from Norrhaven",
        "Ilse Marten is the first to swim.",
        "Harbour Baths is a reporter's dream.",
    ],
)
def test_other_notes_sign_nothing(line: str) -> None:
    assert authors(examined(tail=(line,))) == []


def test_a_note_on_somebody_the_text_tells_of_signs_nothing() -> None:
    told = "The pumps had failed twice in the winter before, Marten said, and nobody had been told of it at the time."
    assert authors(examined(tail=(told, "Ilse Marten is a reporter for the Norrhaven Gazette."))) == []


def test_a_byline_goes_before_a_note() -> None:
    dossier = examined("By Jo Brandvold and Ilse Marten", tail=("More by Ilse Marten",))
    assert authors(dossier) == ["Jo Brandvold", "Ilse Marten"]


@pytest.mark.parametrize(
    "note",
    [
        "Ilse Marten is a lecturer in harbour law at the University of Norrhaven.",
        "Ilse Marten (*1958) ist Hafenhistorikerin und lebt in Norrhaven.",
        "Ilse Marten, 58, ist Hafenhistorikerin.",
        "Ilse Marten, geboren 1958, ist Hafenhistorikerin.",
        "Ilse Marten est professeure de droit maritime.",
        "Teresa Quintela es abogada.",
    ],
)
def test_a_guest_has_any_profession_in_the_last_line(note: str) -> None:
    name = " ".join(note.replace(",", "").split()[:2])
    assert authors(examined(tail=(note,))) == [name]


def test_a_guest_has_any_profession_below_a_label() -> None:
    note = "Ilse Marten is a lecturer in harbour law at the University of Norrhaven."
    below = (
        "The pumps had failed twice in the winter before.",
        "The ferry runs every hour.",
        "Tickets cost nine crowns.",
    )
    assert authors(examined(tail=("About the author", note, *below))) == ["Ilse Marten"]
    assert authors(examined(tail=(note, *below))) == []


@pytest.mark.parametrize(
    "note",
    [
        "Ilse Marten is a friend of the baths.",
        "Ilse Marten was a lecturer's dream.",
        "The lecturer is Ilse Marten.",
        "Norrhaven is a historian of itself.",
    ],
)
def test_not_every_last_line_is_a_note(note: str) -> None:
    assert authors(examined(tail=(note,))) == []
