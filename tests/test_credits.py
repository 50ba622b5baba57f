"""Agencies credited in words, in bylines and in datelines of several languages, and what is no credit."""

from __future__ import annotations

import pytest

from invented import BODY, dossier_of, examined
from presscheck import lexicons, pipeline
from presscheck.dates import WEEKDAYS
from presscheck.normalise.agency_credits import find_credit
from presscheck.normalise.credit_words import agencies_behind, source_behind, worded_credits
from presscheck.normalise.dateline import find_dateline
from presscheck.read import html
from presscheck.rule import regex

PROSE = " The council of Norrhaven voted on Monday evening to reopen the old harbour baths next spring."
HANGUL = "북항시 항구에서 12일 오전 대형 여객선이 부두에 부딪혀 승객 여러 명이 가벼운 상처를 입었다."
DEVANAGARI = " नगर परिषद ने मंगलवार को पुराने तरणताल को छह साल बाद फिर से खोलने का फैसला किया।"
ARABIC = " قرر مجلس المدينة يوم الاثنين إعادة فتح حمامات الميناء القديمة بعد أحد عشر عاما من الجدل حول التكلفة."
UNSPACED = "北港市の議会は月曜日の夜、古い港の浴場を来年の春に再開することを決めた。費用をめぐる議論は十一年続いた。"


@pytest.mark.parametrize(
    ("line", "agencies"),
    [
        ("Additional reporting by Reuters", ["Reuters"]),
        ("Additional reporting by Ana Soler in Norrhaven and Reuters", ["Reuters"]),
        ("(With inputs from PTI)", ["PTI"]),
        ("“We are done.” (With inputs from PTI and ANI)", ["PTI", "ANI"]),
        ("With files from The Canadian Press", ["Canadian Press"]),
        ("Reuters contributed to this report.", ["Reuters"]),
        ("Ana Soler and The Associated Press contributed to this report.", ["AP"]),
        ("Associated Press writers Ana Soler in Norrhaven and Jo Brandt contributed to this report.", ["AP"]),
        ("With PTI inputs", ["PTI"]),
        ("(With PTI inputs)", ["PTI"]),
        ("mit dpa-Material", ["dpa"]),
        ("With agency inputs", [None]),
        ("The model works with PTI inputs", []),
        ("With farmers' inputs", []),
        ("Mit Material der dpa", ["dpa"]),
        ("(mit dpa/AFP)", ["dpa", "AFP"]),
        ("(avec AFP)", ["AFP"]),
        ("L’AFP a contribué à cet article.", ["AFP"]),
        ("Con información de la agencia EFE y Reuters", ["EFE", "Reuters"]),
        ("Com informações da Agência Brasil", ["Agência Brasil"]),
        ("con informazioni dell'ANSA", ["ANSA"]),
        ("Met medewerking van ANP", ["ANP"]),
        ("na podstawie PAP", ["PAP"]),
        ("s využitím ČTK", ["ČTK"]),
        ("Med material från TT", ["TT"]),
        ("По материалам ТАСС", ["TASS"]),
        ("(Quelle: dpa)", ["dpa"]),
        ("(With inputs from agencies)", [None]),
        ("(Agencias)", [None]),
        ("The minister told Reuters.", []),
        ("Ana Soler contributed to this report.", []),
        ("Additional reporting by Ana Soler", []),
        ("With Reuters she was frank about the matter", []),
        ("With the Associated Press gone, nobody reported from Norrhaven", []),
        ("Every second pupil takes Advanced Placement (AP)", []),
        ("She spoke to a reporter of The Associated Press.", []),
    ],
)
def test_a_line_that_is_nothing_but_a_credit(line: str, agencies: list[str | None]) -> None:
    assert [one.agency for one in worded_credits([(0, line)])] == agencies


def test_places_of_agencies_credited_in_words() -> None:
    line = "He said so. (With inputs from PTI)"
    assert [line[one.start - 7 : one.end - 7] for one in worded_credits([(7, line)])] == ["PTI"]


@pytest.mark.parametrize(
    ("byline", "rest", "agencies"),
    [
        ("Ana Soler et Jo Brandt, avec AFP", "Ana Soler et Jo Brandt", ["AFP"]),
        ("Ana Soler (mit dpa/AFP)", "Ana Soler", ["dpa", "AFP"]),
        ("Ana Soler (dpa/nhv)", "Ana Soler", ["dpa"]),
        ("Ana Soler con información de la agencia EFE", "Ana Soler", ["EFE"]),
        ("Ana Soler z PAP", "Ana Soler", ["PAP"]),
        ("Ana Soler | Reuters", "Ana Soler", ["Reuters"]),
        ("Ana Soler and agencies", "Ana Soler", [None]),
        ("Le Phare avec l'AFP", "Le Phare", ["AFP"]),
        ("Ana Soler avec Jo Brandt", "Ana Soler avec Jo Brandt", []),
        ("Ana Soler (45)", "Ana Soler (45)", []),
        ("Ana Soler / AFP / Norrhaven Images (AFP / Norrhaven Images)", None, []),
    ],
)
def test_agencies_at_the_end_of_a_byline(byline: str, rest: str | None, agencies: list[str | None]) -> None:
    end, found = agencies_behind(byline)
    assert (byline[:end].strip(), [one.agency for one in found]) == (byline if rest is None else rest, agencies)


def test_a_source_behind_a_date() -> None:
    assert [one.agency for one in source_behind("2024年3月4日 10:15　来源：新华社")[1]] == ["Xinhua"]
    assert source_behind("4 March 2024 | Source: Norrhaven Gazette")[1] == ()


@pytest.mark.parametrize(
    ("line", "people", "agencies", "others"),
    [
        ("Par Ana Soler et Jo Brandt, avec AFP", ["Ana Soler", "Jo Brandt"], ["AFP"], []),
        ("Von Ana Soler (mit dpa/AFP)", ["Ana Soler"], ["dpa", "AFP"], []),
        ("By Ana Soler, with agencies", ["Ana Soler"], [], ["agencies"]),
        ("Con información de EFE", [], ["EFE"], []),
        ("（共同通信）", [], ["Kyodo"], []),
        ("القاهرة - أ ف ب", [], ["AFP"], []),
        ("4 March 2024 | Source: Reuters", [], ["Reuters"], []),
        ("4 March 2024 | Source: Agencies", [], [], ["Agencies"]),
    ],
)
def test_credits_above_the_body(line: str, people: list[str], agencies: list[str], others: list[str]) -> None:
    dossier = examined(line, "4 March 2024")
    assert ([*dossier.values("author")], [*dict.fromkeys(dossier.values("agency"))]) == (people, agencies)
    assert [*dossier.values("byline")] == others


@pytest.mark.parametrize(
    ("line", "rule", "agency"),
    [
        ("Additional reporting by Reuters", "credit-in-words", "Reuters"),
        ("This report by The Canadian Press was first published March 4, 2024.", "credit-in-words", "Canadian Press"),
        (
            "Cette dépêche de La Presse Canadienne a été publiée pour la première fois le 4 mars 2024.",
            "credit-in-words",
            "Canadian Press",
        ),
        ("źródło: PAP", "credit-line", "PAP"),
        ("Источник: РИА Новости", "credit-line", "RIA Novosti"),
        ("（共同通信）", "credit-line", "Kyodo"),
        ("Fonte: Ansa", "credit-line", "ANSA"),
        ("Πηγή: ΑΠΕ-ΜΠΕ", "credit-line", "AMNA"),
    ],
)
def test_credits_in_the_last_lines(line: str, rule: str, agency: str) -> None:
    found = examined(tail=(line,)).chosen("agency")
    assert [(field.rule, field.value) for field in found] == [(rule, agency)]
    assert found[0].evidence in line


@pytest.mark.parametrize(
    ("line", "agencies"),
    [
        ("(dpa/AFP)", {"dpa", "AFP"}),
        ("(أ ف ب، رويترز)", {"AFP", "Reuters"}),
        ("(ANSA).", {"ANSA"}),
        ("/ritzau/", {"Ritzau"}),
        (f"{BODY[-1]} (ANSA).", {"ANSA"}),
        (f"{BODY[-1]} (AP, Reuters)", {"AP", "Reuters"}),
    ],
)
def test_all_agencies_of_a_credit_at_the_end(line: str, agencies: set[str]) -> None:
    assert {*examined(tail=(line,)).values("agency")} == agencies


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("© 2026 AFP", "AFP"),
        ("© 2026 Thomson Reuters", "Reuters"),
        ("(c)AFP", "AFP"),
        ("Copyright 2026 The Associated Press. All rights reserved. This material may not be published.", "AP"),
        ("Copyright (c) 2026 by Agence France-Presse, tous droits réservés", "AFP"),
    ],
)
def test_the_copyright_of_an_agency_is_its_credit(line: str, agency: str) -> None:
    [found] = examined(tail=(line,)).chosen("agency")
    assert (found.value, found.evidence in line) == (agency, True)


def test_the_copyright_of_an_outlet_is_no_credit() -> None:
    assert not examined(tail=("© 2026 Norrhaven Gazette, with pictures by AFP",)).chosen("agency")


def test_all_agencies_of_a_dateline() -> None:
    assert {*examined("NORRHAVEN, March 4 (AP/Reuters) -" + PROSE).values("agency")} == {"AP", "Reuters"}


def test_agencies_without_a_name_are_kept() -> None:
    found = examined(tail=("(With inputs from agencies)",)).chosen("byline")
    assert [(field.rule, field.value) for field in found] == [("credit-in-words (desk)", "agencies")]


@pytest.mark.parametrize(
    "line",
    [
        "The novel was first published in 1934.",
        "The minister told Reuters.",
        "“It was late,” she told The Associated Press.",
    ],
)
def test_a_source_is_no_credit(line: str) -> None:
    assert not examined(tail=(line,)).chosen("agency")


@pytest.mark.parametrize(
    ("claim", "people", "agencies"),
    [("Le Phare avec AFP", [], ["AFP"]), ("Ana Soler (AFP)", ["Ana Soler"], ["AFP"])],
)
def test_agencies_in_claimed_authors(claim: str, people: list[str], agencies: list[str]) -> None:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)
    markup = f"""<html><head><meta name="author" content="{claim}"></head>
    <body><article><h1>Harbour baths to reopen</h1>{paragraphs}</article></body></html>"""
    dossier = pipeline.examine([html.article("a.html", markup.encode())]).dossiers[0]
    assert ([*dossier.values("author")], [*dossier.values("agency")]) == (people, agencies)


@pytest.mark.parametrize(
    ("line", "place", "date", "agency"),
    [
        ("СЕВЕРОГАВАНЬ, 4 марта. /ТАСС/." + PROSE, "Северогавань", "--03-04", "TASS"),
        ("СЕВЕРОГАВАНЬ, 4 сен - РИА Новости." + PROSE, "Северогавань", "--09-04", "RIA Novosti"),
        ("СЕВЕРОГАВАНЬ, 4 сен — РИА Новости, Анна Солер." + PROSE, "Северогавань", "--09-04", "RIA Novosti"),
        ("Norrhaven, 4 mar (EFE).-" + PROSE, "Norrhaven", "--03-04", "EFE"),
        ("NORRHAVEN (Europa Press)" + PROSE, "Norrhaven", None, "Europa Press"),
        ("Nordhafen. (sda)" + PROSE, "Nordhafen", None, "SDA"),
        ("Nordhafen, 4. März. (sda)" + PROSE, "Nordhafen", "--03-04", "SDA"),
        ("NORRHAVEN, March 4. /TASS/." + PROSE, "Norrhaven", "--03-04", "TASS"),
        ("NORRHAVEN. March 4 (Interfax) -" + PROSE, "Norrhaven", "--03-04", "Interfax"),
        ("Norrhaven [Sweden], March 4 (ANI):" + PROSE, "Norrhaven", "--03-04", "ANI"),
        ("NORRHAVEN--(BUSINESS WIRE)--" + PROSE, "Norrhaven", None, "Business Wire"),
        ("Nordhafen (epd)." + PROSE, "Nordhafen", None, "epd"),
        ("نورهافن 4 سبتمبر /أيلول (رويترز) -" + PROSE, "نورهافن", "--09-04", "Reuters"),
        ("نورهافن (أ ف ب) -" + PROSE, "نورهافن", None, "AFP"),
        ("القاهرة - أ ف ب", "القاهرة", None, "AFP"),
        ("【北港共同】" + UNSPACED, "北港", None, "Kyodo"),
        ("【北港AFP時事】" + UNSPACED, "北港", None, "AFP"),
        ("（北港＝時事）" + UNSPACED, "北港", None, "Jiji"),
        ("【共同】" + UNSPACED, None, None, "Kyodo"),
        ("新华社北港3月4日电（记者王小芳）" + UNSPACED, "北港", "--03-04", "Xinhua"),
        ("中新网北港2024年3月4日电 " + UNSPACED, "北港", "2024-03-04", "China News Service"),
        ("新华网北港3月4日电 " + UNSPACED, "北港", "--03-04", "Xinhua"),
        ("(북항=연합뉴스) 홍길순 기자 = " + HANGUL, "북항", None, "Yonhap"),
        ("[북항=뉴시스] " + HANGUL, "북항", None, "Newsis"),
        ("[로이터=연합뉴스] " + HANGUL, None, None, "Yonhap"),
        ("［北港　４日　ロイター］ - " + UNSPACED, "北港", None, "Reuters"),
        ("वर्णमुख, 4 मार्च (आईएएनएस)।" + DEVANAGARI, "वर्णमुख", "--03-04", "IANS"),
        ("KUZEYKÖY (İHA) -" + PROSE, "Kuzeyköy", None, "IHA"),
        ("本报北港3月4日讯（记者王小芳）" + UNSPACED, "北港", "--03-04", None),
        ("（中央社記者王小明北港4日電）" + UNSPACED, "北港", None, "CNA"),
        ("Северогавань. 4 марта. ИНТЕРФАКС -" + PROSE, "Северогавань", "--03-04", "Interfax"),
        ("ТАСС, 4 марта." + PROSE, None, "--03-04", "TASS"),
        ("ΒΟΡΕΙΟ ΛΙΜΑΝΙ (ΑΠΕ-ΜΠΕ) -" + PROSE, "Βορειο Λιμανι", None, "AMNA"),
        ("القاهرة – أ ف ب:" + ARABIC, "القاهرة", None, "AFP"),
        ("القاهرة -أ ف ب-" + ARABIC, "القاهرة", None, "AFP"),
        ("القاهرة ـ أ ف ب ـ" + ARABIC, "القاهرة", None, "AFP"),
        ("نورهافن في 4 مارس / وام /" + ARABIC, "نورهافن", "--03-04", "WAM"),
        ("NORRHAVEN, le 4 mars (AFP) -" + PROSE, "Norrhaven", "--03-04", "AFP"),
        ("SANTA RUFINA, SP (Folhapress) -" + PROSE, "Santa Rufina, SP", None, "Folhapress"),
        ("Elif KARADAĞLI/KUZEYKÖY, (DHA)-" + PROSE, "Kuzeyköy", None, "DHA"),
        ("KIYIBAŞI (AA) -" + PROSE, "Kıyıbaşı", None, "Anadolu"),
        ("NORRHAVEN, 2024. március 4. (MTI) -" + PROSE, "Norrhaven", "2024-03-04", "MTI"),
        ("Norrhaven, március 4., hétfő (MTI) –" + PROSE, "Norrhaven", "--03-04", "MTI"),
        ("Norrhaven, 4.3. (STT) –" + PROSE, "Norrhaven", "--03-04", "STT"),
        ("НОРРХАВЕН. 4 березня. УНІАН." + PROSE, "Норрхавен", "--03-04", "UNIAN"),
        ("नोरहेवन, चार मार्च (भाषा)" + DEVANAGARI, "नोरहेवन", "--03-04", "PTI"),
        ("New York/London (Reuters) -" + PROSE, "New York/London", None, "Reuters"),
    ],
)
def test_datelines_of_many_agencies(line: str, place: str | None, date: str | None, agency: str | None) -> None:
    found = find_dateline(line)
    assert found
    assert (found.place, found.date, found.agency) == (place, date, agency)


@pytest.mark.parametrize(
    "line",
    [
        "Nobody failed chemistry (AP). The school" + PROSE,
        "More pupils (AP) The school" + PROSE,
        "The Associated Press (AP). The school" + PROSE,
        "Floods - Reuters",
        "（二国共同）" + UNSPACED,
        "【独自】" + UNSPACED,
        "【北港共同】短い",
        "(북항=항구) " + HANGUL,
        "[북항=연합뉴스]",
        "Совет, 4 марта." + PROSE,
        "Совет города. 4 марта. Мэр -" + PROSE,
        "ТАСС, 4 марта. Коротко.",
        "Norrhaven, 31.4. (STT) mukaan" + PROSE,
        "Norrhaven, március 4., kapu –" + PROSE,
        "وزير المالية - رويترز:" + ARABIC,
    ],
)
def test_what_is_no_dateline(line: str) -> None:
    assert find_dateline(line) is None


def test_reporters_of_a_dateline_are_authors() -> None:
    assert examined("(북항=연합뉴스) 홍길순 기자 = " + HANGUL).values("author") == ("홍길순",)
    assert examined("新华社北港3月4日电（记者王小芳、刘大洋）" + UNSPACED).values("author") == ("王小芳", "刘大洋")
    assert examined("新华社北港3月4日电（记者 王小芳 刘大洋）" + UNSPACED).values("author") == ("王小芳", "刘大洋")


@pytest.mark.parametrize(
    "line",
    [
        "Elif KARADAĞLI - Can ÖZTÜR/KUZEYKÖY, (DHA)",
        "Elif KARADAĞLI-Can ÖZTÜR/KUZEYKÖY, (DHA) -" + PROSE,
    ],
)
def test_reporters_before_a_stroke_are_authors(line: str) -> None:
    dossier = examined(line)
    assert dossier.values("author") == ("Elif KARADAĞLI", "Can ÖZTÜR")
    assert dossier.value("dateline_place") == "Kuzeyköy"


@pytest.mark.parametrize(
    ("lines", "agencies"),
    [
        ((DEVANAGARI, "भाषा"), ("PTI",)),
        ((DEVANAGARI, "भाषा नेहा राजेश", "0403 1432 नोरहेवन"), ("PTI",)),
        ((DEVANAGARI, "भाषा विवाद"), ()),
        ((DEVANAGARI, "शिक्षा", "भाषा"), ()),
    ],
)
def test_a_short_name_that_signs_a_dispatch(lines: tuple[str, ...], agencies: tuple[str, ...]) -> None:
    assert examined(tail=lines).values("agency") == agencies


@pytest.mark.parametrize(
    ("line", "people", "agencies"),
    [
        ("Da Folhapress", (), ("Folhapress",)),
        ("Da Ansa", (), ("ANSA",)),
        ("Da Silva", ("Da Silva",), ()),
        ("Van Holmen", ("Van Holmen",), ()),
    ],
)
def test_a_small_word_before_an_agency(line: str, people: tuple[str, ...], agencies: tuple[str, ...]) -> None:
    dossier = examined(line, "4 March 2024")
    assert (dossier.values("author"), dossier.values("agency")) == (people, agencies)


@pytest.mark.parametrize(
    "name", ["credits-join", "credits-open", "credits-close", "credits-of", "credits-from", "credits-material"]
)
def test_every_phrase_of_a_credit_compiles_alone(name: str) -> None:
    for patterns in lexicons.phrases(name).values():
        for pattern in patterns:
            regex(f"(?i){pattern}")


def test_short_names_belong_to_agencies_that_are_known() -> None:
    assert set(lexicons.aliases("agencies_short").values()) <= set(lexicons.aliases("agencies").values())


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("Le Courrier avec AFP", "AFP"),
        ("La rédaction avec AFP", "AFP"),
        ("CLARA DENT | The Associated Press", "AP"),
        ("Norrhaven Mail with Reuters", "Reuters"),
        ("Interview avec AFP", None),
    ],
)
def test_an_agency_beside_who_signed_is_credited_without_a_date(line: str, agency: str | None) -> None:
    assert dossier_of("\n\n".join(["Harbour baths to reopen in spring", line, *BODY])).value("agency") == agency


LONG = f"The council of Norrhaven voted on Monday to reopen the baths, which the town had built{PROSE}"


@pytest.mark.parametrize(
    ("head", "agencies", "others"),
    [
        ("By Reuters Staff", {"Reuters"}, []),
        ("By PA Media reporters", {"Press Association"}, []),
        ("By Ana Soler, AP Sports Writer", {"AP"}, []),
        ("Redacción EFE", {"EFE"}, []),
        ("Agencia EFE | Madrid", {"EFE"}, []),
        ("Madrid (EFE)", {"EFE"}, []),
        ("Agencies", set(), ["Agencies"]),
        ("Agencias | Puerto Loriga", set(), ["Agencias"]),
        ("By Gazette Staff", set(), ["Gazette Staff"]),
        ("Reuters", {"Reuters"}, []),
        ("Ana Soler\n\nReuters", {"Reuters"}, []),
        ("9 March 2026\n\nAFP/dpa", {"AFP", "dpa"}, []),
        ("Reuters\n\nBy Ana Soler", set(), []),  # above the byline it may be a picture's
        ("The old harbour baths on Monday\n\nReuters", set(), []),
        ("9 March 2026\n\nThe old harbour baths on Monday\n\nReuters", set(), []),
        ("Ana Soler / Reuters", set(), []),
        (f"Agencia EFE | {LONG}", {"EFE"}, []),
        (f"NORRHAVEN, March 4 (Agencies) -{PROSE}", set(), ["Agencies"]),
    ],
)
def test_credits_above_a_long_text(head: str, agencies: set[str], others: list[str]) -> None:
    dossier = examined(head, tail=(LONG.replace("Monday", day) for day in WEEKDAYS))
    assert ({*dossier.values("agency")}, [*dossier.values("byline")]) == (agencies, others)


@pytest.mark.parametrize(
    ("end", "agencies"),
    [
        ("The town had opened them in 1934. EFE", {"EFE"}),
        ("The town had opened them in 1934.EFE", {"EFE"}),
        ("It was, she said, “a matter of fairness”. AFP/dpa", {"AFP", "dpa"}),
        ("The first guests are to be let in on the first of May. | Reuters", {"Reuters"}),
        ("The first guests are to be let in on the first of May. (©NTB)", {"NTB"}),
        ("The first guests are to be let in on the first of May. (TT-Reuters)", {"TT", "Reuters"}),
        ("She has told her side of it to the AP", set()),
        ("The office of the builders is in 12 Main St. PA", set()),
    ],
)
def test_an_agency_behind_the_last_sentence(end: str, agencies: set[str]) -> None:
    assert {*examined(tail=(f"{LONG} {end}",)).values("agency")} == agencies


def test_a_photographer_and_an_agency_behind_a_bar_are_those_of_a_picture() -> None:
    assert find_credit("The mayor at the gate of the baths on Monday. | Ana Soler/dpa") is None
    assert find_credit("The first guests are to be let in on the first of May. | dpa")


def test_an_agency_behind_a_short_last_sentence() -> None:
    assert examined(tail=("Pools of the harbour will be heated in 2031. EFE", "ral/mcs")).values("agency") == ("EFE",)


def test_an_agency_behind_a_sentence_above_others_may_be_that_of_a_picture() -> None:
    assert examined(f"{LONG} The town had opened them in 1934. EFE").values("agency") == ()


def test_a_hindi_dateline_with_the_short_name_of_its_agency() -> None:
    found = find_dateline("नोरहेवन, 12 मार्च (भाषा)" + DEVANAGARI)
    assert found
    assert (found.agency, found.place, found.date) == ("PTI", "नोरहेवन", "--03-12")


@pytest.mark.parametrize(
    ("line", "agency", "place"),
    [
        ("（路透北港8日電）", "Reuters", "北港"),
        ("（中央社北港8日綜合外電報導）", "CNA", "北港"),
        ("（彭博北港3月8日專電）", "Bloomberg", "北港"),
    ],
)
def test_chinese_datelines_of_agencies_abroad(line: str, agency: str, place: str) -> None:
    found = find_dateline(line + UNSPACED)
    assert found
    assert (found.agency, found.place) == (agency, place)


def test_an_agency_above_the_headline_is_a_credit_and_no_headline() -> None:
    dossier = dossier_of("\n\n".join(["AFP", "Harbour baths to reopen in spring", *BODY, *BODY]))
    assert (dossier.value("title"), dossier.value("agency")) == ("Harbour baths to reopen in spring", "AFP")


def test_an_agency_between_paragraphs_is_that_of_a_picture() -> None:
    dossier = dossier_of("\n\n".join(["Harbour baths to reopen in spring", BODY[0], "AFP", *BODY[1:]]))
    assert dossier.value("agency") is None
    assert not dossier.edits
