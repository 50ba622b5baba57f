"""Dates of calendars that count other years: Solar Hijri, Japanese eras, the Republic of China, the Buddhist era.

Each is read only where its own names, script or digits say which calendar it is: 1404/12/12 alone is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from presscheck.lexicons import aliases, calendar

ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "民國": 1911, "民国": 1911}
"""An era -> the year before its first."""
BUDDHIST_ERA = 543
"""Years by which the Thai calendar is ahead."""
SHORT_YEARS = range(50, 80)
"""Two digits of a Thai year that are none of a Gregorian one: 2550 to 2579 are 2007 to 2036."""
SOLAR_YEARS = range(1330, 1430)
"""1951 to 2051; no year of the lunar calendar from 2009 on is among them."""

OTHER_SCRIPT = re.compile("[\u0620-\u06f9\u0e00-\u0e7f]")
SIGN = re.compile(r"[1۱١][34۳۴٣٤]\d\d|[\u0e00-\u0e7f./-]\s?\d\d")
"""The years of Iran and of Thailand begin so, in texts of their scripts."""
PERSIAN_DIGITS = re.compile("[۰-۹]+")
PERSIAN, URDU = re.compile("[پچژگکی]"), re.compile("[ٹڈڑےںہھ]")
THAI = re.compile("[\u0e01-\u0e4e]")
LEAD = r"(?:(?<!\w)(?P<w>[^\s\d،,()|]{3,15})[،,]?\s)?"
ERA = re.compile(
    r"(?:(?P<g>\d{4})\s?年?\s?[（(])?(?:中[華华])?(?P<era>" + "|".join(ERAS) + r")\s?(?P<y>元|\d{1,3})"
    r"[)）]?\s?年[)）]?\s?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?日"
)
"""``令和8年3月9日``, ``2026（令和8）年3月9日``, ``民國115年3月9日``."""
SOLAR_NUMBERS = re.compile(
    r"(?<![\d/-])(?:(?P<y>1[34]\d\d)(?P<s>[/-])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})"
    r"|(?P<d2>\d{1,2})(?P<s2>[/-])(?P<m2>\d{1,2})(?P=s2)(?P<y2>1[34]\d\d))(?![\d/-])"
)
THAI_NUMBERS = re.compile(r"(?<![\d/.-])(?P<d>\d{1,2})(?P<s>[/.-])(?P<m>\d{1,2})(?P=s)(?P<y>25\d\d)(?![\d/-])")
YEAR_ENDS = r"(?=\s*(?:$|[|,()\[\]–—-]|(?:เวลา\s?)?\d{1,2}[:.]\d\d))"
"""Behind a year of two digits comes nothing that it could be the number of."""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A date in one of these calendars: where it stands, which day it is, and the word before it."""

    start: int
    end: int
    day: date
    lead: str = ""


def may_hold(text: str) -> bool:
    """Whether a text that is not ASCII alone has the name of an era, or a year of Iran's or Thailand's calendar."""
    return any(era in text for era in ERAS) or bool(OTHER_SCRIPT.search(text) and SIGN.search(text))


def find(text: str, plain: str) -> Iterator[Reckoned]:
    """The dates of a text; `plain` is the same with ASCII's digits."""
    for match in ERA.finditer(plain):
        yield from _reckoned(match, _of_era)
    if not OTHER_SCRIPT.search(text):
        return
    for match in _solar().finditer(plain):
        yield from _reckoned(match, _of_month)
    for match in SOLAR_NUMBERS.finditer(plain):
        if _is_persian(text, match):
            yield from _reckoned(match, _of_numbers)
    if THAI.search(text):
        for shape in (_thai(), THAI_NUMBERS):
            for match in shape.finditer(plain):
                yield from _reckoned(match, _of_thailand)


def _reckoned(match: re.Match[str], day_of: Callable[[re.Match[str]], date]) -> Iterator[Reckoned]:
    """The date of a match, without its word where that stands apart; nothing where it is no day of that calendar."""
    try:
        yield Reckoned(match.start(), match.end(), day_of(match), match.groupdict().get("w") or "")
    except ValueError:
        return


def _of_era(match: re.Match[str]) -> date:
    year = ERAS[match["era"]] + (1 if match["y"] == "元" else int(match["y"]))
    if match["g"] and int(match["g"]) != year:
        raise ValueError(match[0])
    return date(year, int(match["m"]), int(match["d"]))


def _of_month(match: re.Match[str]) -> date:
    return solar(int(match["y"]), int(aliases("solar_months")[match["m"]]), int(match["d"]))


def _of_numbers(match: re.Match[str]) -> date:
    year, month, day = (int(match[name] or match[f"{name}2"]) for name in "ymd")
    if year not in SOLAR_YEARS:
        raise ValueError(match[0])
    return solar(year, month, day)


def _of_thailand(match: re.Match[str]) -> date:
    parts, year = match.groupdict(), int(match["y"])
    if len(match["y"]) == 2:
        if year not in SHORT_YEARS:
            raise ValueError(match[0])
        year += 2500
    month = parts["m"] if parts["m"].isdigit() else calendar()["months"][parts["m"].rstrip(".")]
    return date(year - (0 if parts.get("ce") or year < 2400 else BUDDHIST_ERA), int(month), int(parts["d"]))


def solar(year: int, month: int, day: int) -> date:
    """A day of the Solar Hijri calendar. Raises ValueError where it has no such day.

    Of 33 years eight are leap years; that agrees with the equinox at Tehran from 1178 to 1501 (Unicode ICU, PersianCalendar).
    """
    length = 31 if month <= 6 else 30 if month < 12 else _new_year(year + 1) - _new_year(year) - 336
    if not (1 <= month <= 12 and 1 <= day <= length):
        raise ValueError(f"{year}-{month}-{day}")
    return date.fromordinal(_new_year(year) + 30 * (month - 1) + min(month - 1, 6) + day - 1)


def _new_year(year: int) -> int:
    """The ordinal of the first day of a year of the Solar Hijri calendar."""
    return 226895 + 365 * (year - 1) + (8 * year + 21) // 33


def _is_persian(text: str, match: re.Match[str]) -> bool:
    """Whether the digits, or the letters around them, are Persian ones, and not those of Urdu."""
    year = text[match.start("y") : match.end("y")] or text[match.start("y2") : match.end("y2")]
    return not URDU.search(text) and bool(PERSIAN_DIGITS.fullmatch(year) or PERSIAN.search(text))


@cache
def _solar() -> re.Pattern[str]:
    """``۱۲ اسفند ۱۴۰۴``, ``دوشنبه ۱۲ اسفندماه ۱۴۰۴``."""
    months = _any_of(aliases("solar_months"))
    return re.compile(
        rf"{LEAD}(?<!\d)(?P<d>\d{{1,2}})\s(?P<m>{months})(?:[\s\u200c]?ماه)?[\s،,]{{1,3}}(?:سال\s)?(?P<y>1[34]\d\d)(?!\d)"
    )


@cache
def _thai() -> re.Pattern[str]:
    """``9 มีนาคม พ.ศ. 2569``, ``9 มี.ค. 69``, ``9 มี.ค. 2026``."""
    months = _any_of(name for name in calendar()["months"] if THAI.match(name))
    days = _any_of(name for name in calendar()["weekdays"] if THAI.match(name))
    return re.compile(
        rf"(?:(?P<w>{days})(?:ที่)?\s?)?(?<!\d)(?P<d>\d{{1,2}})\s?(?P<m>{months})\.?\s?"
        rf"(?:(?:พ\.\s?ศ\.|พุทธศักราช)|(?P<ce>ค\.\s?ศ\.))?\s?(?P<y>(?:25|20|19)\d\d(?!\d)|\d\d(?!\d){YEAR_ENDS})"
    )


def _any_of(names: Iterator[str] | dict[str, str]) -> str:
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
