"""The day of publication of a text without markup: which lines are believed, and which are not."""

from __future__ import annotations

import pytest

from invented import BODY, examined
from presscheck import dates, eras
from presscheck.lexicons import calendar
from presscheck.normalise.dateline import find_dateline
from presscheck.normalise.times import as_iso


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("by Gazette D | 5 November 2024", "2024-11-05"),
        ("From the water's edge Dec. 22, 2023", "2023-12-22"),
        ("Published Jun 04, 2026 • Last updated 1 day ago • 2 minute read", "2026-06-04"),
        ("Updated on December 14, 2023", "2023-12-14"),
        ("* 12-22-23", "2023-12-22"),
        ("22.12.23, 10:15 Uhr", "2023-12-22T10:15"),
        ("22.12.1910:15", "2019-12-22T10:15"),  # 10:15 on 22.12.19, and not 1910
        ("22.12.1910", "1910-12-22"),
        ("Last Updated 13/12/23 9:15am", "2023-12-13T09:15"),
        ("Em 15/12/23 às 11h05", "2023-12-15T11:05"),
        ("Nagy Péter | 2024. március 5.", "2024-03-05"),
        ("Ivan Horvat, 05.03.2024.", "2024-03-05"),
    ],
)
def test_a_line_below_the_headline_dates_the_article(line: str, published: str) -> None:
    assert examined(line).value("published") == published


@pytest.mark.parametrize(
    "line",
    [
        "— Norrhaven Baths (@norrbaths) August 5, 2024",
        "“We open on 5 August 2024”",
        "The baths were locked on 4 October 2013, by their own account.",
        "13-13-23",
        "Results 13/12/23",
        "Call 13-12-23-44",
        "Das Bad schloss am 5. März 2024.",
    ],
)
def test_other_dates_do_not(line: str) -> None:
    assert examined(line).value("published") is None


def test_an_update_dates_the_article_only_where_nothing_else_does() -> None:
    dossier = examined("Updated on December 14, 2023", "3 December 2023")
    assert (dossier.value("published"), dossier.value("modified")) == ("2023-12-03", "2023-12-14")


UPDATED = """
    Aktualizováno: 5. 3. 2024 | Aktualizované: 5. 3. 2024 | Frissítve: 2024. március 5. | Actualizat: 5 martie 2024
    Оновлено: 5 березня 2024 | Обновена: 5 март 2024 | Ažurirano: 5. ožujka 2024. | Posodobljeno: 5. marca 2024
    Diperbarui: 5 Maret 2024 | Cập nhật lần cuối: 05/03/2024 | עודכן: 5 במרץ 2024 | به روز شده: ۵ مارس ۲۰۲۴
    اپ ڈیٹ: 5 مارچ 2024 | अपडेटेड: 5 मार्च 2024 | আপডেট: ৫ মার্চ ২০২৪ | ปรับปรุงล่าสุด: 5 มีนาคม 2567
    最後修改：2024-03-05 | 2024年3月5日 10時15分更新 | 기사수정 2024-03-05 10:15 | Zaktualizowano: 5 marca 2024
    Letzte Änderung: 05.03.2024 | Ultima modifica: 5 marzo 2024 | Muokattu 5.3.2024 | Обновлён 5 марта 2024
"""
PUBLISHED = """
    Publikováno: 5. 3. 2024 | Közzétéve: 2024. március 5. 10:15 | Дата публікації: 5 березня 2024, 10:15
    Публикувано на 5 март 2024 | Objavljeno: 05.03.2024. u 10:15 | Đăng ngày: 05/03/2024 10:15 | פורסם בתאריך 05.03.2024
    شائع شدہ: 5 مارچ 2024 | प्रकाशित: 5 मार्च 2024 | প্রকাশিত: ৫ মার্চ ২০২৪ | เผยแพร่: 5 มีนาคม 2567
    发表于 2024-03-05 | 掲載日 2024年3月5日 | 등록일 2024-03-05 | Mis en ligne le 5 mars 2024
    Fecha de publicación: 05/03/2024 | Data di pubblicazione: 05/03/2024 | Lagt ut 5. mars 2024
"""


def phrases(text: str) -> list[str]:
    return [phrase.strip() for line in text.strip().splitlines() for phrase in line.split(" | ")]


@pytest.mark.parametrize(
    ("line", "rule"),
    [(line, "updated-line") for line in phrases(UPDATED)] + [(line, "published-line") for line in phrases(PUBLISHED)],
)
def test_labels_of_dates_in_many_languages(line: str, rule: str) -> None:
    found = [field for field in examined(line).fields if field.field in ("published", "modified", "author")]
    assert {field.rule for field in found} == {rule}
    assert {field.value[:10] for field in found} == {"2024-03-05"}


def test_labels_behind_their_dates() -> None:
    dossier = examined("2024年3月4日 9時公開 2024年3月5日 更新")
    assert (dossier.value("published"), dossier.value("modified")) == ("2024-03-04", "2024-03-05")
    dossier = examined("4 March 2024 - Updated 10:15")
    assert (dossier.value("published"), dossier.value("modified")) == ("2024-03-04", None)


def test_the_date_of_terms_of_use_is_not_the_article_s() -> None:
    tail = ("Terms of Service (Updated July 7, 2023)", "Closed captions", "Select shopping")
    assert examined(tail=tail).value("published") is None


def test_a_date_at_the_end_is_believed_less_than_one_below_the_headline() -> None:
    dossier = examined(
        "News", "Region", "Harbour", "5 January 2025, 15:23", tail=("Radio hour, 3 January 2024, 12:30",)
    )
    assert dossier.value("published") == "2025-01-05T15:23"


def test_far_down_a_page_only_a_date_with_a_time_is_believed() -> None:
    menu = tuple(f"Harbour item {number}" for number in range(120))
    assert examined(*menu, "Dec 15, 2023, 12:54 PM", tail=BODY).value("published") == "2023-12-15T12:54"
    assert examined(*menu, "Dec 15, 2023", tail=BODY).value("published") is None


@pytest.mark.parametrize(
    "empty", ["1970-01-01T00:00:00Z", "1969-12-31T19:00:00-05:00", "0001-01-01T00:00:00", "1900-01-01"]
)
def test_what_systems_write_for_no_date_is_none(empty: str) -> None:
    assert as_iso(empty) is None
    assert as_iso("1971-01-01") == "1971-01-01"


@pytest.mark.parametrize(
    ("claimed", "iso"),
    [
        ("2016-01-21T24:00:00Z", "2016-01-21"),
        ("2016-01-21T25:61", "2016-01-21"),
        ("2016-01-21 23:59:60+01:00", "2016-01-21T23:59"),
        ("2016-01-21T10:15:00+4930", "2016-01-21T10:15:00"),
        ("2016-01-21T10:15:00.123-0530", "2016-01-21T10:15:00-05:30"),
        ("2016-05-٢١", "2016-05-21"),
        ("2016-02-30T10:15", None),
    ],
)
def test_of_a_time_that_no_clock_shows_the_day_is_left(claimed: str, iso: str | None) -> None:
    assert as_iso(claimed) == iso


def test_a_number_behind_a_time_that_is_no_zone_stays_out_of_it() -> None:
    [mention] = dates.find_dates(text := "3 May 2021 14:07 +4930 tons")
    assert (mention.iso, text[mention.start : mention.end]) == ("2021-05-03T14:07", "3 May 2021 14:07")
    [mention] = dates.find_dates(text := "3 May 2021 14:07 (+05:30) in Delta")
    assert (mention.iso, text[mention.start : mention.end]) == ("2021-05-03T14:07+05:30", "3 May 2021 14:07 (+05:30")


@pytest.mark.parametrize(
    ("behind", "zone"),
    [
        ("(GMT+05:30)", "+05:30"),
        ("GMT+5:30", "+05:30"),
        ("(GMT +5:30)", "+05:30"),
        ("UTC+8", "+08:00"),
        ("UTC−3", "-03:00"),
        ("GMT", "Z"),
        ("GMT -3 min read", "Z"),
        ("UTC+99", ""),
    ],
)
def test_a_zone_told_by_its_distance_from_greenwich(behind: str, zone: str) -> None:
    [mention] = dates.find_dates(f"3 May 2021 14:07 {behind}")
    assert mention.iso == f"2021-05-03T14:07{zone}"


def test_an_update_behind_an_impossible_zone_is_weighed_with_it() -> None:
    dossier = examined("Published: 3 May 2021 14:07 +4930", "Updated: 1 May 2021 10:00 +0200")
    assert (dossier.value("published"), dossier.value("modified")) == ("2021-05-03T14:07", "2021-05-01T10:00+02:00")
    assert [finding.message for finding in dossier.findings if finding.rule == "DT24"] == [
        "updated 2021-05-01T10:00+02:00, 2 days before it was published (2021-05-03T14:07)"
    ]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("9 במרץ 2026", "2026-03-09"),
        ("الاثنين ٩ مارس ٢٠٢٦ - ١٠:٣٠", "2026-03-09T10:30"),
        ("9 آذار 2026", "2026-03-09"),
        ("9 مارس/آذار 2026", "2026-03-09"),
        ("9 غشت 2026", "2026-08-09"),
        ("9 كانون الثاني 2026", "2026-01-09"),
        ("9 تشرين الأول/أكتوبر 2026", "2026-10-09"),
        ("۹ مارس ۲۰۲۶", "2026-03-09"),
        ("९ मार्च २०२६", "2026-03-09"),
        ("২৬ মার্চ ২০২৬", "2026-03-26"),
        ("9 มีนาคม 2569", "2026-03-09"),
        ("๙ มีนาคม ๒๕๖๙", "2026-03-09"),
        ("２０２６年３月９日", "2026-03-09"),
        ("ngày 9 tháng 3 năm 2026", "2026-03-09"),
        ("2026. március 9. 10:30", "2026-03-09T10:30"),
        ("2026 m. kovo 9 d.", "2026-03-09"),
        ("9. märts 2026", "2026-03-09"),
        ("9 Jänner 2026", "2026-01-09"),
        ("9. listopada 2026.", "2026-10-09"),  # Croatian
        ("9 listopada 2026", "2026-11-09"),  # Polish
        ("۱۸ اسفند ۱۴۰۴", "2026-03-09"),
        ("دوشنبه، ۱۸ اسفندماه ۱۴۰۴ - ۱۰:۳۰", "2026-03-09T10:30"),
        ("18 اسفند 1404", "2026-03-09"),
        ("۱۸ حوت ۱۴۰۴", "2026-03-09"),  # Afghanistan
        ("۳۰ اسفند ۱۴۰۳", "2025-03-20"),
        ("۳۰ اسفند ۱۴۰۴", None),  # no leap year
        ("۱۴۰۴/۱۲/۱۸", "2026-03-09"),
        ("تاريخ النشر: 1404/12/18", None),  # Arabic
        ("کد خبر 1404/12/18 - 10:30", "2026-03-09T10:30"),
        ("1404/12/18", None),
        ("۱۴۴۷/۰۹/۲۰", None),
        ("۱۸ اسفند ۱۴۰۴ برابر با ۹ مارس ۲۰۲۶", "2026-03-09"),
        ("20 رمضان 1447", None),
        ("令和8年3月9日", "2026-03-09"),
        ("2026年（令和8年）3月9日 10:30", "2026-03-09T10:30"),
        ("2025（令和8）年3月9日", None),
        ("令和元年5月1日", "2019-05-01"),
        ("平成31年4月30日", "2019-04-30"),
        ("R8.3.9", None),
        ("中華民國115年3月9日", "2026-03-09"),
        ("115年3月9日", None),
        ("วันจันทร์ที่ 9 มีนาคม พ.ศ. 2569 เวลา 10.30 น.", "2026-03-09T10:30"),
        ("9 มี.ค. 69", "2026-03-09"),
        ("9 มี.ค. 2569", "2026-03-09"),
        ("9 มี.ค. 2026", "2026-03-09"),
        ("9 มี.ค. 69 คน", None),
        ("9 มี.ค. 26", None),
        ("ข่าว 09/03/2569 10:30", "2026-03-09T10:30"),
        ("9.mar.2026 às 11h05", "2026-03-09T11:05"),
        ("09/mar/2026", "2026-03-09"),
        ("9/مارس/2026", "2026-03-09"),
        ("9 مارس، 2026", "2026-03-09"),
        ("9 مارس 2026 02:30 م", "2026-03-09T14:30"),
        ("9 مارس 2026 م - 2:30 ص", "2026-03-09T02:30"),
        ("9 مارس 2026 الساعة 14:30", "2026-03-09T14:30"),
        ("9 marca 2026 r., 14:30", "2026-03-09T14:30"),
        ("9 марта 2026 года в 14:30", "2026-03-09T14:30"),
        ("9. března 2026 v 14:30", "2026-03-09T14:30"),
        ("9 martie 2026, ora 14:30", "2026-03-09T14:30"),
        ("9 Mart 2026 Pazartesi 14:30", "2026-03-09T14:30"),
        ("9 Mart 2026 Liman 14:30", "2026-03-09"),
        ("9 Μαρτίου 2026, 2:30 μ.μ.", "2026-03-09T14:30"),
        ("9.3.2026 klo 14.30", "2026-03-09T14:30"),
        ("2026. 03. 09. 14:30", "2026-03-09T14:30"),
        ("2026년 3월 9일(월) 오후 2:30", "2026-03-09T14:30"),
        ("2026年3月9日 午後2時30分", "2026-03-09T14:30"),
        ("2026年3月9日14时30分", "2026-03-09T14:30"),
        ("9 मार्च 2026 शाम 05:30", "2026-03-09T17:30"),
        ("since 2019. May 5 is a holiday", None),
        ("version 9.beta.2026", None),
        ("of 2569 people 9 came", None),
    ],
)
def test_dates_as_many_languages_write_them(text: str, iso: str | None) -> None:
    assert [mention.iso for mention in dates.find_dates(text)] == ([iso] if iso else [])


def test_a_year_of_iran_begins_at_the_equinox() -> None:
    assert [eras.solar(year, 1, 1).isoformat() for year in (1357, 1375, 1399, 1400, 1403, 1404, 1408)] == [
        "1978-03-21", "1996-03-20", "2020-03-20", "2021-03-21", "2024-03-20", "2025-03-21", "2029-03-20"
    ]  # fmt: skip
    days = [eras.solar(1404, month, day).toordinal() for month in range(1, 13) for day in range(1, 30)]
    assert days == sorted({*days})


def test_the_weekday_beside_a_day_of_another_calendar() -> None:
    weekdays = ("سه شنبه ۱۹ اسفند ۱۴۰۴", "سه‌شنبه ۱۰ مارس ۲۰۲۶", "วันอังคารที่ 10 มี.ค. 2569")
    assert [mention.weekday for text in weekdays for mention in dates.find_dates(text)] == [1, 1, 1]


def test_the_lunar_day_beside_the_gregorian_one_is_passed_over() -> None:
    assert examined("الاثنين 20 رمضان 1447 هـ - 9 مارس 2026 م").value("published") == "2026-03-09"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Feb. 31, 2016", None),
        ("Feb. 29, 2015", None),
        ("June 31", None),
        ("Feb. 3, 0000", None),
        ("Feb. 29, 2016", "2016-02-29"),
        ("Feb. 29", "--02-29"),
    ],
)
def test_a_dateline_has_a_day_of_the_calendar_or_none(written: str, day: str | None) -> None:
    line = f"NORRHAVEN, {written} (Reuters) - The council voted on Monday to reopen the old harbour baths next spring."
    found = find_dateline(line)
    assert (found.date if found else None) == day


FORMS = (
    "on 3 {} 2021",
    "Tuesday, 3rd of {}, 2021 at 10:15",
    "le 3 d'{}, 2021",
    "el 3 de {} de 2021.",
    "il 3 di {} del 2021",
    "03-{}-2021",
    "{} 3rd, 2021",
    "{}. 13 , 2021",
    "{} 2021-05-03 and 2021/5/03",
    "{} 3.5. 2021 or 3/ 5/2021",
    "{} 2021年5月3日, 2021 년 5 월 3 일",
    "2021. {} 3. 10:30, 2021 m. {} 3 d.",
    "3 tháng 5 năm 2021, {}",
    "3 {}/may 2021",
    "3.{}.2021 and 3/{}/2021",
    "3 {}، 2021, 2021. 05. 03.",
    "{} 2021, 15 people",
)


@pytest.mark.parametrize("form", FORMS)
def test_the_cheap_look_beside_a_year_passes_over_no_date(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [
        form.replace("{}", name)
        for month in (name.replace("_", " ") for name in calendar()["months"])
        for name in (month, month.capitalize())
    ]
    found = [dates.find_dates(text) for text in texts]
    dates._find_dates.cache_clear()
    monkeypatch.setattr(dates, "_MAY_MATCH", (lambda *_: True,) * len(dates._MAY_MATCH))
    assert found == [dates.find_dates(text) for text in texts]
    dates._find_dates.cache_clear()
    assert any(found) == (form is not FORMS[-1])


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009", "\u2007"])
@pytest.mark.parametrize(
    "written", ["March 5, 2025", "5 March 2025", "5. März 2025", "Published on 5 March 2025 at 14:30"]
)
def test_spaces_that_do_not_break_are_spaces(written: str, space: str) -> None:
    assert dates.find_dates(written.replace(" ", space)) == dates.find_dates(written) != []


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
def test_datelines_with_spaces_that_do_not_break(space: str) -> None:
    line = "NORRHAVEN, March 5 (Reuters) - The council voted on Monday to reopen the harbour baths next spring."
    assert find_dateline(line.replace(" ", space)) == find_dateline(line) is not None
