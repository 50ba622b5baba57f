"""Bylines as newsrooms in many languages set them, and what looks like one."""

from __future__ import annotations

import pytest

from invented import examined
from presscheck import lexicons
from presscheck.normalise.byline_parts import before_place, without_pictures
from presscheck.normalise.east_asian_bylines import name_chars
from presscheck.patterns import phrases_of
from presscheck.rule import regex

UNSPACED = "北港市の議会は月曜日の夜、古い港の浴場を来年の春に再開することを決めた。費用をめぐる議論は十一年続いた。"


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Harbour | By Ilse Marten", ("Ilse Marten",)),
        ("Texte : Aline Morvan", ("Aline Morvan",)),
        ("Rédigé par Aline Morvan", ("Aline Morvan",)),
        ("Écrit par Aline Morvan", ("Aline Morvan",)),
        ("Propos recueillis par Aline Morvan", ("Aline Morvan",)),
        ("De notre correspondante, Aline Morvan", ("Aline Morvan",)),
        ("De notre correspondant à Osterholm, Luc Morvan", ("Luc Morvan",)),
        ("De notre envoyée spéciale à Osterholm, Aline Morvan", ("Aline Morvan",)),
        ("De notre correspondant Luc Morvan", ("Luc Morvan",)),
        ("Un article de Luc Morvan", ("Luc Morvan",)),
        ("Recueilli par Luc Morvan", ("Luc Morvan",)),
        ("Entretien : Luc Morvan", ("Luc Morvan",)),
        ("Reportage de Luc Morvan", ("Luc Morvan",)),
        ("A cura di Livia Tosi", ("Livia Tosi",)),
        ("dal nostro inviato Marco Tosi", ("Marco Tosi",)),
        ("Dal nostro inviato a Osterholm Marco Tosi", ("Marco Tosi",)),
        ("dalla nostra inviata Livia Tosi", ("Livia Tosi",)),
        ("Dal nostro corrispondente Marco Tosi", ("Marco Tosi",)),
        ("Scritto da Livia Tosi", ("Livia Tosi",)),
        ("Articolo di Livia Tosi", ("Livia Tosi",)),
        ("Testo di Livia Tosi", ("Livia Tosi",)),
        ("Intervista di Livia Tosi", ("Livia Tosi",)),
        ("Das Gespräch führte Ilse Marten", ("Ilse Marten",)),
        ("Das Gespräch führten Ilse Marten und Jo Brandt", ("Ilse Marten", "Jo Brandt")),
        ("Das Interview führte Ilse Marten", ("Ilse Marten",)),
        ("Interview: Ilse Marten", ("Ilse Marten",)),
        ("Protokoll: Ilse Marten", ("Ilse Marten",)),
        ("Aufgezeichnet von Ilse Marten", ("Ilse Marten",)),
        ("Escrito por Teresa Quintela", ("Teresa Quintela",)),
        ("Escribe: Teresa Quintela", ("Teresa Quintela",)),
        ("Escribe Teresa Quintela", ("Teresa Quintela",)),
        ("Entrevista de Teresa Quintela", ("Teresa Quintela",)),
        ("Texto de Teresa Quintela", ("Teresa Quintela",)),
        ("Reportaje de Teresa Quintela", ("Teresa Quintela",)),
        ("Por Teresa Quintela, de Osterholm", ("Teresa Quintela",)),
        ("Redactado por Teresa Quintela", ("Teresa Quintela",)),
        ("Por Teresa Quintela, desde Osterholm", ("Teresa Quintela",)),
        ("Door onze verslaggever Jan Terpstra", ("Jan Terpstra",)),
        ("Van onze verslaggever Jan Terpstra", ("Jan Terpstra",)),
        ("Van onze correspondent Jan Terpstra", ("Jan Terpstra",)),
        ("Geschreven door Jan Terpstra", ("Jan Terpstra",)),
        ("Interview: Jan Terpstra", ("Jan Terpstra",)),
        ("Tekst: Jan Terpstra", ("Jan Terpstra",)),
        ("Opracowanie: Anna Kowalczyk", ("Anna Kowalczyk",)),
        ("Oprac. Anna Kowalczyk", ("Anna Kowalczyk",)),
        ("Opracowała Anna Kowalczyk", ("Anna Kowalczyk",)),
        ("Rozmawiał Jan Sieradzki", ("Jan Sieradzki",)),
        ("Röportaj: Elif Karadağlı", ("Elif Karadağlı",)),
        ("Söyleşi: Elif Karadağlı", ("Elif Karadağlı",)),
        ("Γράφει ο Νίκος Αλεξίου", ("Νίκος Αλεξίου",)),
        ("Γράφει η Μαρία Αλεξίου", ("Μαρία Αλεξίου",)),
        ("Επιμέλεια: Μαρία Αλεξίου", ("Μαρία Αλεξίου",)),
        ("Συνέντευξη: Μαρία Αλεξίου", ("Μαρία Αλεξίου",)),
        ("حوار: سامر القاضي", ("سامر القاضي",)),
        ("إعداد: سامر القاضي", ("سامر القاضي",)),
        ("أجرى الحوار: سامر القاضي", ("سامر القاضي",)),
        ("Интервью: Анна Лебедева", ("Анна Лебедева",)),
        ("Беседовала Анна Лебедева", ("Анна Лебедева",)),
        ("Беседовал Иван Лебедев", ("Иван Лебедев",)),
        ("Подготовила Анна Лебедева", ("Анна Лебедева",)),
        ("Розмовляла Олена Коваль", ("Олена Коваль",)),
        ("Analysis by Ilse Marten", ("Ilse Marten",)),
        ("As told to Ilse Marten", ("Ilse Marten",)),
        ("Compiled by Ilse Marten", ("Ilse Marten",)),
        ("Interview by Ilse Marten", ("Ilse Marten",)),
        ("Reporting by Ilse Marten", ("Ilse Marten",)),
        ("Texto de Rui Tavora", ("Rui Tavora",)),
        ("Entrevista de Rui Tavora", ("Rui Tavora",)),
        ("Por Rui Tavora, de Osterholm", ("Rui Tavora",)),
        ("Reportagem de Rui Tavora", ("Rui Tavora",)),
        ("Text Ilse Marten Foto Jo Brandt", ("Ilse Marten",)),
        ("Text: Ilse Marten, Foto: Jo Brandt", ("Ilse Marten",)),
        ("Texto: Teresa Quintela Fotos: Rui Tavora", ("Teresa Quintela",)),
        ("Texte : Aline Morvan - Photos : Luc Morvan", ("Aline Morvan",)),
        ("Text: Ilse Marten | Fotos: Jo Brandt", ("Ilse Marten",)),
        ("Tekst: Anna Kowalczyk, zdjęcia: Jan Sieradzki", ("Anna Kowalczyk",)),
        ("Testo di Livia Tosi, foto di Marco Tosi", ("Livia Tosi",)),
        ("Words: Ilse Marten Photos: Jo Brandt", ("Ilse Marten",)),
        ("Текст: Анна Лебедева, фото: Иван Лебедев", ("Анна Лебедева",)),
        ("Von Ilse Marten (Text) und Jo Brandt (Fotos)", ("Ilse Marten",)),
        ("Von Ilse Marten und Jo Brandt (Fotos)", ("Ilse Marten",)),
        ("新京报讯（记者 张三）", ("张三",)),
        ("（记者张三 李四）", ("张三", "李四")),
        ("（记者 张三）", ("张三",)),
        ("（記者王小明）", ("王小明",)),
        ("【記者王小明台北報導】", ("王小明",)),
        ("[북항일보 홍길동 기자]", ("홍길동",)),
        ("홍길동·김영희 기자", ("홍길동", "김영희")),
        ("(북항일보=홍길동 기자)", ("홍길동",)),
        ("북항일보 홍길동 기자", ("홍길동",)),
        ("홍길동 기자, 김영희 기자", ("홍길동", "김영희")),
        ("홍길동 기자 hong@gazette.example", ("홍길동",)),
        ("（中央社記者王小明台北12日電）", ("王小明",)),
        ("Par Aline Morvan Publié le 12 mars 2024", ("Aline Morvan",)),
        ("Par Aline MorvanPublié le 12 mars 2024", ("Aline Morvan",)),
        ("Von Ilse Marten Veröffentlicht am 12. März 2024", ("Ilse Marten",)),
        ("Von Ilse Marten Aktualisiert am 12.03.2024", ("Ilse Marten",)),
        ("Von Ilse MartenStand: 12.03.2024, 14:32 Uhr", ("Ilse Marten",)),
        ("Por Teresa Quintela Publicado el 12 de marzo de 2024", ("Teresa Quintela",)),
        ("Por Rui Tavora Publicado em 12 de março de 2024", ("Rui Tavora",)),
        ("Por Rui Tavora Atualizado em 12/03/2024 14h32", ("Rui Tavora",)),
        ("Di Livia Tosi Pubblicato il 12 marzo 2024", ("Livia Tosi",)),
        ("di Livia TosiPubblicato il 12 marzo 2024", ("Livia Tosi",)),
        ("Door Jan Terpstra Gepubliceerd op 12 maart 2024", ("Jan Terpstra",)),
        ("Autor: Jan Sieradzki Opublikowano: 12 marca 2024", ("Jan Sieradzki",)),
        ("Av Siri Holm Publicerad 12 mars 2024", ("Siri Holm",)),
        ("Af Siri Holm Opdateret 12. marts 2024", ("Siri Holm",)),
        ("Av Siri Holm Publisert 12. mars 2024", ("Siri Holm",)),
        ("Автор: Анна Лебедева Опубликовано: 12 марта 2024", ("Анна Лебедева",)),
        ("By Ilse Marten Published 12 March 2024", ("Ilse Marten",)),
        ("Yazan: Elif Karadağlı Yayınlanma: 12 Mart 2024", ("Elif Karadağlı",)),
        ("Aline Morvan Publié le 12 mars 2024", ("Aline Morvan",)),
        ("Livia Tosi Pubblicato il 12 marzo 2024", ("Livia Tosi",)),
        ("Par Aline Morvan Mis à jour le 12 mars 2024", ("Aline Morvan",)),
        ("Par Aline MorvanLe 12 mars 2024", ("Aline Morvan",)),
        ("Par Aline Morvan le 12 mars 2024 à 14h32", ("Aline Morvan",)),
        ("بقلم سامر القاضي نشر في 12 مارس 2024", ("سامر القاضي",)),
        ("Oleh Siti Rahma Diterbitkan 12 Maret 2024", ("Siti Rahma",)),
        ("Της Μαρίας Αλεξίου Δημοσίευση: 12 Μαρτίου 2024", ("Μαρίας Αλεξίου",)),
    ],
)
def test_the_people_of_a_byline(line: str, authors: tuple[str, ...]) -> None:
    assert examined(line).values("author") == authors


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Jo Brandt, Oslo", ("Jo Brandt",)),
        ("Jo Brandt, Chief Reporter", ("Jo Brandt",)),
        ("Jo Brandt in Osterholm", ("Jo Brandt",)),
        ("Jo Brandt, in Osterholm", ("Jo Brandt",)),
        ("Jo Brandt, chief reporter", ("Jo Brandt",)),
        ("Ilse Marten and Jo Brandt, Oslo", ("Ilse Marten", "Jo Brandt")),
        ("Jo Brandt (Osterholm)", ("Jo Brandt",)),
        ("Jo Brandt | Osterholm", ("Jo Brandt",)),
        ("Jo Brandt aus Osterholm", ("Jo Brandt",)),
        ("Aline Morvan, à Osterholm", ("Aline Morvan",)),
        ("Rui Tavora, de Osterholm", ("Rui Tavora",)),
        ("Teresa Quintela, Madrid", ("Teresa Quintela",)),
        ("Jo Brandt, redactora jefe", ("Jo Brandt",)),
    ],
)
def test_people_with_a_place_or_a_title_beside_a_date(line: str, authors: tuple[str, ...]) -> None:
    assert examined(line, "12 March 2024").values("author") == authors


@pytest.mark.parametrize(
    "head",
    [
        ("Interview: Council finds money for the baths",),
        ("Interview de Luc Morvan",),
        ("Reportage: Harbour Baths, Swimmers",),
        ("Protokoll: Sitzung des Rates vom Montag",),
        ("Escrito por un grupo de vecinos del puerto",),
        ("Just For Fun, Swimming", "12 March 2024"),
        ("Autor książki, Jan Holm",),
        ("Author of the book, Jan Holm",),
        ("Auteur du livre, Luc Morvan",),
        ("기자 출신인 김민수 의원은 반대했다.",),
        ("Oprac. JKL",),
        ("Jo Brandt am 12.3.2024 um 10:15",),
        ("【東京＝港】",),
    ],
)
def test_what_is_no_byline(head: tuple[str, ...]) -> None:
    assert examined(*head).values("author") == ()


def test_a_reporter_behind_a_place_in_a_box() -> None:
    dossier = examined("【ロンドン＝山田花子】" + UNSPACED)
    assert (dossier.values("author"), dossier.value("dateline_place")) == (("山田花子",), "ロンドン")


def test_a_reporter_opens_a_long_paragraph() -> None:
    assert examined("北港日报讯（记者 王小芳）" + 4 * UNSPACED).values("author") == ("王小芳",)


@pytest.mark.parametrize(
    ("line", "people", "agencies"),
    [
        ("Jo Brandt, Associated Press", ("Jo Brandt",), ("AP",)),
        ("Jo Brandt, AP", ("Jo Brandt",), ("AP",)),
        ("Jo Brandt, Norrhaven Gazette", ("Jo Brandt",), ()),
    ],
)
def test_the_agency_behind_a_signature_is_credited(
    line: str, people: tuple[str, ...], agencies: tuple[str, ...]
) -> None:
    dossier = examined(line, "12 March 2024")
    assert (dossier.values("author"), dossier.values("agency")) == (people, agencies)


@pytest.mark.parametrize(
    ("names", "left", "pictured"),
    [
        ("Ana Soler, Fotos: Jo Brandt", "Ana Soler", ["Fotos: Jo Brandt"]),
        ("Ana Soler, Jo Brandt (Fotos)", "Ana Soler", ["Jo Brandt (Fotos)"]),
        ("Ana Soler, Jo Brandt (Fotos), Per Holm", "Ana Soler" + " " * 19 + ", Per Holm", ["Jo Brandt (Fotos)"]),
        ("Foto: Jo Brandt", "Foto: Jo Brandt", []),
        ("Ana Soler (Norrhaven)", "Ana Soler (Norrhaven)", []),
        ("Ana Soler (Text) und Jo Brandt (Fotos)", "Ana Soler", ["Jo Brandt (Fotos)"]),
    ],
)
def test_who_made_the_pictures_leaves_the_names(names: str, left: str, pictured: list[str]) -> None:
    kept, spans = without_pictures(names)
    assert (kept, [names[start:end] for start, end in spans]) == (left, pictured)


def test_who_made_the_pictures_is_kept_apart() -> None:
    dossier = examined("Text: Ana Soler Fotos: Jo Brandt")
    assert [(f.field, f.value) for f in dossier.fields if f.field in ("author", "byline")] == [
        ("author", "Ana Soler"),
        ("byline", "Fotos: Jo Brandt"),
    ]
    assert "BY13" in {finding.rule for finding in dossier.findings}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jo Brandt, Paris", "Jo Brandt"),
        ("Jo Brandt in Osterholm", "Jo Brandt"),
        ("Jo Brandt (Osterholm)", "Jo Brandt"),
        ("Jo Brandt, Osterholm", None),
        ("Jo Brandt", None),
        ("Paris", None),
        ("in Paris", None),
    ],
)
def test_the_names_before_a_place(text: str, names: str | None) -> None:
    assert before_place(text) == names


@pytest.mark.parametrize(
    ("run", "chars"), [("王小明台北", 3), ("王明台北", 2), ("王小明北港", 3), ("港口台北", 0), ("", 0)]
)
def test_a_name_runs_into_a_place(run: str, chars: int) -> None:
    assert name_chars(run) == chars


@pytest.mark.parametrize("name", ["bylines-open", "bylines-label", "author-labels"])
def test_every_phrase_of_a_byline_compiles_alone(name: str) -> None:
    assert phrases_of(name)
    for patterns in lexicons.phrases(name).values():
        for pattern in patterns:
            assert not regex(pattern).fullmatch("")
