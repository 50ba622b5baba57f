"""Agencies that a note on a feed names."""

from __future__ import annotations

import pytest

from invented import BODY, examined


@pytest.mark.parametrize(
    ("note", "agencies"),
    [
        ("(This story has not been edited by Gazette staff and is published from a PTI feed.)", ["PTI"]),
        ("Direkt aus dem dpa-Newskanal", ["dpa"]),
        ("This is an unedited, auto-generated story from the press trust of india newswire feed.", ["PTI"]),
        ("This story has not been edited by Gazette staff and is published from a syndicated feed.", []),
        ("The map of the walls came from a PTI office nobody knew.", []),
    ],
)
def test_agencies_named_in_notes_on_feeds(note: str, agencies: list[str]) -> None:
    found = examined(tail=(note,)).candidates("agency")
    assert [field.value for field in found if field.rule == "feed-note"] == agencies
    assert all(field.evidence in note for field in found if field.rule == "feed-note")


def test_the_note_is_no_part_of_the_text() -> None:
    dossier = examined(tail=("This story has not been edited by our staff and is published from a syndicated feed.",))
    assert dossier.kept[-1].text == BODY[-1]
