"""Outlets named in notes on where a text was first published."""

from __future__ import annotations

import pytest

from invented import examined
from presscheck.normalise.first_published import outlet_in

NAMED = {
    "This article was originally published in the March 2024 issue of Capital Weekly.": "Capital Weekly",
    "Republished with permission from The Harbour under a licence of the commons": "The Harbour",
    "This story was originally published by Tide. Sign up for its newsletter": "Tide",
    "This article originally appeared on the website of Leda Times.": "Leda Times",
    "This story first appeared on https://leda.example/2025/ferry": "https://leda.example/2025/ferry",
    "This post first appeared on norrhavenpost.com": "norrhavenpost.com",
    "This article was originally published on June 3, 2024 at Harbour Light": "Harbour Light",
    "This story first appeared in Reasons to Swim and is part of a series.": "Reasons to Swim",
    "Dieser Artikel erschien zuerst in der Zeitung „Die Flut“.": "Die Flut",
    "Dieser Artikel ist zuerst im Magazin Futur Hafen erschienen.": "Futur Hafen",
    "Cet article est d'abord paru dans la revue Le Quai.": "Le Quai",
    "Questo articolo è stato pubblicato originariamente sull'Eco del Porto": "Eco del Porto",
    "Bu haber ilk olarak Liman'da yayımlanmıştır.": "Liman",
    "Artikel ini pertama kali diterbitkan di Harian Pelabuhan": "Harian Pelabuhan",
    "Denne artikel blev først bragt i Havneposten.": "Havneposten",
    "Αυτό το άρθρο δημοσιεύθηκε αρχικά στην εφημερίδα Το Λιμάνι": "Το Λιμάνι",
    "Этот материал впервые опубликован в журнале Гавань": "Гавань",
    "Článek původně vyšel v deníku Příboj": "Příboj",
    "A cikk eredetileg a Kikötői Hírlapban jelent meg": "Kikötői Hírlap",
    "Acest articol a apărut inițial în Ziarul Portului": "Ziarul Portului",
    "Zuerst erschienen in: Hafenblatt": "Hafenblatt",
    "本文原载于《港口日报》": "港口日报",
    "初出：港新聞": "港新聞",
    "이 기사는 항구신문에 처음 게재되었습니다": "항구신문",
    "این مقاله نخستین بار در روزنامه بندر منتشر شد": "روزنامه بندر",
}


@pytest.mark.parametrize(("note", "name"), NAMED.items())
def test_the_outlet_is_read_where_it_stands(note: str, name: str) -> None:
    found, start = outlet_in(note)
    assert found == name
    assert note[start : start + len(name)] == name


@pytest.mark.parametrize(
    "note",
    [
        "This story was originally published in our Nov/Dec 2023 issue.",
        "This article originally published on December 19, 2022 and has been updated.",
        "This article was first published on Monday.",
        "This article was originally published in English.",
        "This text was first published in London in 2019",
        "Dieser Text erschien zuerst am Montag in der gedruckten Ausgabe",
        "Článek původně vyšel v Osternických listech",
        "Dieser Artikel ist zuerst in unserem Heft 10/22 erschienen.",
    ],
)
def test_days_places_and_issues_of_its_own_are_nobody(note: str) -> None:
    assert outlet_in(note) == ("", 0)


def test_the_outlet_is_the_origin_with_its_evidence() -> None:
    note = "This article originally appeared in the Harbour Light."
    dossier = examined(tail=(note,))
    [origin] = dossier.chosen("origin")
    assert (origin.value, origin.rule, origin.evidence) == ("Harbour Light", "first-published-note", note)
    assert dossier.article.text[origin.start : origin.end] == "Harbour Light"


def test_an_agency_is_one() -> None:
    dossier = examined(tail=("This report was first published by Reuters.",))
    assert dossier.values("agency") == ("Reuters",)
    assert not dossier.values("origin")
