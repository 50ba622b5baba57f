"""Picture credits on lines of their own, and whether a stretch of page text is still there."""

from __future__ import annotations

import pytest

from presscheck.model import Article, Dossier, Edit
from presscheck.normalise.captions import find_credit_line, find_picture_credit
from presscheck.normalise.kept import stands


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Photo: Elof Dahl", "Elof Dahl"),
        ("(Image credit: Elof Dahl / Norrhaven Wire)", "Elof Dahl / Norrhaven Wire"),
        ("Foto: Urs Dahl (Keystone)", "Urs Dahl (Keystone)"),
        ("Photo by Elof Dahl", "Elof Dahl"),
        ("Bild: © Elof Dahl", "Elof Dahl"),
        ("© Elof Dahl / AFP", "Elof Dahl / AFP"),
        ("Elof Dahl | Moment | Getty Images", "Elof Dahl | Moment | Getty Images"),
        ("IMAGO/Norrhaven Press", "IMAGO/Norrhaven Press"),
        ("사진=엘로프", "엘로프"),
        ("図版：海辺通信", "海辺通信"),
        ("© AFP", None),  # the text's own credit
        ("© Harbour Gazette 2024", None),  # a copyright notice
        ("Photo: the old baths of the town, before they were closed", None),
        ("Picture this: a town without water", None),
        ("By Elof Dahl | Getty Images", None),
        ("Getty Images shares fall by a tenth", None),
    ],
)
def test_names_of_a_picture_credit(line: str, names: str | None) -> None:
    found = find_credit_line(line)
    assert (line[slice(*found)] if found else None) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("The walls of the baths, seen from the ferry. ELOF DAHL / AFP", "ELOF DAHL / AFP"),
        ("The walls of the baths, seen from the ferry. Elof Dahl | AP.", "Elof Dahl | AP"),
        ("The walls of the baths, seen from the ferry REUTERS/Elof Dahl", "REUTERS/Elof Dahl"),
        ("Die Mauern des Bades am Montag. Quelle : Elof Dahl/dpa", "Elof Dahl/dpa"),
        ("Die Mauern des Bades am Montag. Bildrechte: Elof Dahl", "Elof Dahl"),
        ("(The walls of the baths on Monday. Photograph: Elof Dahl)", "Elof Dahl"),
        ("The walls of the baths on Monday [Anadolu]", "Anadolu"),
        ("The walls of the baths on Monday [the old ones]", None),
        ("The walls of the baths, seen from the ferry. AFP/Reuters", None),  # the text's own
        ("Home | News | Harbours of the North | Reuters", None),
        ("The mayor spoke of this picture: nobody swims", None),
        ("She saw a photo by Elof", None),
    ],
)
def test_the_credit_that_closes_a_caption(line: str, names: str | None) -> None:
    found = find_picture_credit(line)
    assert (line[slice(*found)] if found else None) == names


def test_a_stretch_stands_while_a_character_of_it_is_left() -> None:
    text = "First line.\nSecond line."
    dossier = Dossier(Article("a", "a.txt", "text/plain", "", text), (Edit(12, 24, "", "BP40"),), "First line.\n")
    assert stands(dossier, 0, 11)
    assert not stands(dossier, 12, 24)
