"""Who wrote an article, by the trailer of a wire service below it."""

from __future__ import annotations

import pytest

from invented import examined


@pytest.mark.parametrize(
    ("trailer", "authors"),
    [
        ("(Reporting by Ana Soler; Editing by Jo Brandt)", ("Ana Soler",)),
        ("Reporting by Ana Soler in Norrhaven, editing by Jo Brandt.", ("Ana Soler",)),
        (
            "(Reporting by Ana Soler and Tove Arnesen; Writing by Ilse Marten; Editing by Jo Brandt)",
            ("Ana Soler", "Tove Arnesen", "Ilse Marten"),
        ),
        (
            "(Reporting by Ana Soler, with reporting by Tove Arnesen, editing by Jo Brandt.)",
            ("Ana Soler", "Tove Arnesen"),
        ),
        ("(Additional reporting by Ana Soler; Editing by Jo Brandt)", ()),
        ("(Editing by Jo Brandt; Reporting by Ana Soler)", ("Ana Soler",)),
        ("(Reporter: Ana Soler, redigiert von Jo Brandt)", ("Ana Soler",)),
        ("(Reportage Ana Soler, édité par Jo Brandt)", ("Ana Soler",)),
        ("(Reporte de Ana Soler. Editado por Jo Brandt)", ("Ana Soler",)),
        ("(Reportagem de Ana Soler; edição de Jo Brandt)", ("Ana Soler",)),
        ("(Reporting by the Norrhaven newsroom; Editing by Jo Brandt)", ()),
        ("Reporting by the harbour office was slow, and editing by committee did not help.", ()),
    ],
)
def test_who_wrote(trailer: str, authors: tuple[str, ...]) -> None:
    assert examined(tail=(trailer,)).values("author") == authors


def test_the_byline_at_the_top_is_believed_more() -> None:
    dossier = examined("By Tove Arnesen", tail=("(Reporting by Ana Soler; Editing by Jo Brandt)",))
    assert dossier.values("author") == ("Tove Arnesen",)
    assert [field.value for field in dossier.fields if field.rule == "trailer"] == ["Ana Soler"]
