"""Dates written in a text: where each stands, which day it names, and how precisely.

The names come from CLDR (`lexicons/calendar.json`); the parsing is ours because no library says where
in a text a date stands, with which precision, and which reading of 04/05 it took.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache, lru_cache

from presscheck import eras
from presscheck.lexicons import aliases, calendar, words

ZONES = {
    "z": "Z",
    "utc": "Z",
    "gmt": "Z",
    # RFC 5322, section 4.3
    "est": "-05:00",
    "edt": "-04:00",
    "cst": "-06:00",
    "cdt": "-05:00",
    "mst": "-07:00",
    "mdt": "-06:00",
    "pst": "-08:00",
    "pdt": "-07:00",
    # Central European time, in all IANA zones that use the letters
    "cet": "+01:00",
    "cest": "+02:00",
    "mez": "+01:00",
    "mesz": "+02:00",
}
"""Zone letters with one meaning; BST, IST and the like have several, and no zone is guessed."""

NO_DATE = re.compile(
    r"(?:1970-01-01|1969-12-31"  # 0 as seconds, in zones east and west of UTC
    r"|0001-01-01|1900-01-01|1899-12-3[01]"  # nothing, in .NET, SQL Server and spreadsheets
    r"|-0001-11-30|0000-00-00)"  # nothing, in PHP and MySQL
)
"""The days that systems write where they know none."""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""As messages call them."""


ISO_DAY = len("2024-03-05")
ZONE_DAYS = 1
"""A dispatch is out in the west a day before the day that it was written on in the east."""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text. `iso` is ``YYYY-MM-DD``, with ``THH:MM[:SS][zone]`` where a time was given."""

    start: int
    end: int
    iso: str
    precision: str
    """``day``, ``minute`` or ``second``."""
    weekday: int | None = None
    """The weekday written beside it (Monday 0), right or wrong."""
    ambiguous: bool = False
    """True when day and month could be the other way round."""

    @property
    def day(self) -> date:
        """The day alone."""
        return date.fromisoformat(self.iso[:10])


WORD = r"[^\s\d,.;()\[\]/:|،؛–—-]{3,15}"
"""Any word that may be a month or a weekday; which it is the calendar says."""
WORD_BEHIND = re.compile(r"[^\s\d,.;()\[\]/:|،؛–—-]+$")
NUMBER_BEHIND = re.compile(r"(?i)\d(?:st|nd|rd|th)?(?: ?[,،])? {0,2}$")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
CLOCK = re.compile(r"T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?", re.ASCII)
"""Behind a day: a time that a clock can show, with its zone where that can be one."""
CLOCK_BEHIND = re.compile(r":([0-5]\d)(?![\d:])")
"""Right behind a year its last two digits are an hour: ``28.09.1912:44`` is a quarter to one on 28 September 2019."""
HOURS = 24
LINES_REMEMBERED = 1 << 10
"""Several steps read the dates of the same line, one after the other."""
DAY_BEFORE, DAY_CHARS = re.compile(r"\d"), 40
DAY_BEHIND = re.compile(r"[-/.]\d|\. \d|\s?[年년]|\.? (?:m\. )?[^\W\d_]{3,15} \d")
"""The number of the day or month, without which a year is no date: so many characters before it, or right behind it."""
MONTH_BEHIND = re.compile(r"\.? (?:m\. )?[^\W\d_A-Z]")
NATIVE_ZEROS = "\u0660\u06f0\u0966\u09e6\u0e50\uff10"
"""Zeros of Arabic, Persian, Hindi, Bengali and Thai, and the wide one; their other digits follow."""
ASCII_DIGITS = {ord(zero) + digit: str(digit) for zero in NATIVE_ZEROS for digit in range(10)}
OTHER_SPACE = re.compile("[\u00a0\u2007\u2009\u202f]")
NATIVE = re.compile("[" + "".join(f"{zero}-{chr(ord(zero) + 9)}" for zero in NATIVE_ZEROS) + "]")
"""One of these is in all that the next finds; a look at it costs an eighth."""
NATIVE_YEAR = re.compile(
    "|".join(f"{chr(ord(zero) + a)}{chr(ord(zero) + b)}" for zero in NATIVE_ZEROS for a, b in ((1, 9), (2, 0)))
)
TWO_WORDS = re.compile("(?:تشرين|كانون) ال(?:أول|ثاني)")
"""Arabic months from October to January, in the Levant; ``calendar.json`` has ``_`` for the space."""
PARTED_WEEKDAYS = re.compile("(یک|دو|سه|چهار|پنج)[ \u200c](?=شنبه)")
"""The beginning of Persian weekdays, which many write apart."""
BESIDE = re.compile(r"[\s()（）/|،,;؛·–—-]{0,5}(?:(?:برابر با|مصادف با|الموافق)\s)?")
"""What stands between two ways to write one day."""
ORDINAL_MONTHS = {"listopada": 10}
"""Months behind a day with a full stop, as Croatian writes it. Without one this is the Polish November."""
EAST_WEEKDAY = "[(（][月火水木金土日一二三四五六월화수목금토일](?:曜日?|요일)?[)）]"
"""The weekday in brackets behind a day, in Chinese, Japanese and Korean."""
WEEKDAY_BEHIND = re.compile(rf",?\s({WORD})")
"""What may be a weekday between a day and its time, as Turkish has it: ``12 Mart 2024 Salı 14:30``."""
BEFORE, AFTER = 60, 50
"""How far from its year the rest of a date may stand, in characters."""


def _any_of(names: Iterable[str]) -> str:
    """The names as one alternative, longer ones first."""
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Shapes of a date, and of a time behind it. They only ever see a window of a few dozen characters."""
    lead = rf"(?i)(?:(?<!\w)(?P<w>{WORD})\.?[ ,]{{0,3}}(?:de[rn] |den |the )?)?"
    year = r"(?P<y>(?:19|20)\d\d)"
    halves = aliases("half_days")
    before = _any_of(half for half in halves if len(half) > 1 and not half.isascii())
    time = (
        rf"(?:T|(?:\s?(?:{_any_of(words('year_words'))})(?!\w))?(?:\s?{EAST_WEEKDAY})?"
        rf"[\s,،;|·–-]{{0,4}}(?:(?:{_any_of(words('clock_words'))})\s|เวลา)?(?:(?P<half>{before}) ?)?)"
        r"(?P<H>[01]?\d|2[0-3])(?:[:.h]| h |[時时點点] ?|시 ?)(?P<M>[0-5]\d)[分분]?"
        rf"(?::(?P<S>[0-5]\d)(?:\.\d+)?)?(?: ?(?P<ap>{_any_of(halves)})(?!\w))?(?: Uhr\b)?"
        r"(?:\s?\(?(?P<z>(?:GMT|UTC)(?:[+−-]\d{1,2}(?::?\d\d)?|\s[+−-]\d{1,2}:?\d\d)\b"
        r"|(?:Z|UTC|GMT|[ECMP][SD]T|CES?T|MES?Z)\b|[+−-]\d\d:?\d\d\b))?"
    )
    shapes = (
        rf"{lead}(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|º|ª|\.)?[ -]{{1,2}}(?:de |di |d'|of |من )?(?P<m>{WORD})(?:/{WORD})?\.?[ ,،-]{{1,3}}(?:de |del )?{year}(?!\d)",
        rf"{lead}(?<!\w)(?P<m>{WORD})\.? {{1,2}}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:[,،]| ,)? {{0,2}}{year}(?!\d)",
        rf"{lead}(?<!\d){year}(?:[-/.]|\. (?=\d{{1,2}}\. \d))(?P<n>\d{{1,2}})(?:[-/.]|\. )(?P<d>\d{{1,2}})(?!\d)(?:\.(?= \d{{1,2}}:))?",
        rf"{lead}(?<!\d)(?P<a>\d{{1,2}})(?P<sep>[./-]) ?(?P<b>\d{{1,2}})[./-] ?{year}(?!\d)",
        r"(?P<y>(?:19|20)\d\d)\s?[年년]\s?(?P<n>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일]",
        rf"{lead}(?<!\d){year}\.? (?:m\. )?(?-i:(?=[^\W\d_A-Z]))(?P<m>{WORD})\.? (?P<d>\d{{1,2}})(?!\d)(?:\.(?= \d{{1,2}}:))?",
        rf"{lead}(?<!\d)(?P<d>\d{{1,2}})(?P<cut>[./])(?P<m>{WORD})(?P=cut){year}(?!\d)",
        rf"(?i)(?<!\d)(?P<d>\d{{1,2}}) tháng (?P<n>\d{{1,2}})(?:,| năm|, năm)? {year}(?!\d)",
    )
    return (*(re.compile(shape) for shape in shapes), re.compile("(?i)" + time))


def find_dates(text: str) -> list[DateMention]:
    """All full dates (day, month, year) of a text, in order, none inside another."""
    return list(_find_dates(text)) if may_hold_date(text) else []


def may_hold_date(text: str) -> bool:
    """Whether a text has what every year begins with, in any digits, or what years of other calendars do."""
    if "20" in text or "19" in text:
        return True
    return not text.isascii() and (bool(NATIVE.search(text) and NATIVE_YEAR.search(text)) or eras.may_hold(text))


@lru_cache(maxsize=LINES_REMEMBERED)
def _find_dates(text: str) -> tuple[DateMention, ...]:
    found: list[DateMention] = []
    *shapes, _ = _patterns()
    written, text = text, _plain(text)
    for year in YEAR.finditer(text):
        if not DAY_BEFORE.search(text, max(0, year.start() - DAY_CHARS), year.start()) and not DAY_BEHIND.match(
            text, year.end()
        ):
            continue
        low, high = max(0, year.start() - BEFORE), year.end() + AFTER
        for shape, may_match in zip(shapes, _MAY_MATCH, strict=True):
            if not may_match(text, low, year.start()):
                continue
            match = next((m for m in shape.finditer(text, low, high) if m.start("y") == year.start()), None)
            mention = _mention(match, text) if match else None
            if mention and not any(mention.start < other.end and other.start < mention.end for other in found):
                found.append(mention)
                break
    if not written.isascii() and eras.may_hold(written):
        found = _with_eras(found, written, text)
    return tuple(sorted(found, key=lambda mention: mention.start))


def _with_eras(found: list[DateMention], written: str, text: str) -> list[DateMention]:
    """The mentions along with those of other calendars; a day that both name side by side is one mention."""
    for one in eras.find(written, text):
        if any(one.start < other.end and other.start < one.end for other in found):
            continue
        weekday = weekday_of(one.lead)
        start = one.start if weekday is not None or not one.lead else one.start + len(one.lead) + 1
        mention = timed(DateMention(start, one.end, one.day.isoformat(), "day", weekday), text)
        twin = next((other for other in found if _are_one(mention, other, text)), None)
        if twin:
            found.remove(twin)
            start, end = min(mention.start, twin.start), max(mention.end, twin.end)
            mention = replace(max(twin, mention, key=lambda each: len(each.iso)), start=start, end=end)
        found.append(mention)
    return found


def _are_one(one: DateMention, other: DateMention, text: str) -> bool:
    """Whether two mentions of one day stand side by side."""
    end, start = min(one.end, other.end), max(one.start, other.start)
    return one.day == other.day and bool(BESIDE.fullmatch(text, end, start))


def plain_spaces(text: str) -> str:
    """The text with plain spaces for those that keep words on one line or are narrow; every character stands in its place."""
    return text if text.isascii() or not OTHER_SPACE.search(text) else OTHER_SPACE.sub(" ", text)


def _plain(text: str) -> str:
    """The text with digits as ASCII has them, spaces alike, and months and weekdays of two words in one.

    Every character stands in its place.
    """
    if text.isascii():
        return text
    text = plain_spaces(text)
    if "تشرين " in text or "كانون " in text:
        text = TWO_WORDS.sub(lambda found: found[0].replace(" ", "_"), text)
    if "شنبه" in text:
        text = PARTED_WEEKDAYS.sub(r"\1_", text)
    return text.translate(ASCII_DIGITS) if NATIVE.search(text) else text


def month_of(name: str) -> int:
    """The number of the month of a name, in any language, Hebrew also behind its word for "in"; 0 where it is none."""
    name, months = name.casefold(), calendar()["months"]
    return months.get(name) or (months.get(name[1:], 0) if name.startswith("ב") else 0)


def weekday_of(name: str) -> int | None:
    """The weekday of a name, Monday 0, in any language; None where it is none."""
    name, days = name.casefold(), calendar()["weekdays"]
    return next(
        (days[form] for form in (name, name.replace("_", ""), name.replace("_", "\u200c")) if form in days), None
    )


def _month_before(text: str, low: int, year: int) -> bool:
    """Whether the name of a month stands before a year: ``3 May 2021``, ``3 de mayo de 2021``."""
    if text[year - 1 : year] not in (" ", ",", "-", "،"):
        return False
    before = text[low:year].rstrip(" ,،-")
    if before[-3:].casefold() in ("del", " de", "-de", ",de"):
        before = before[:-3].rstrip(" ,-")
    found = WORD_BEHIND.search(before.rstrip(".")[-20:])
    return found is not None and bool(month_of(found[0]) or month_of(found[0][2:]))


def _number_before(text: str, low: int, year: int) -> bool:
    """Whether the number of a day stands before a year: ``May 3, 2021``."""
    return bool(NUMBER_BEHIND.search(text[max(low, year - 8) : year]))


def _number_after(text: str, _: int, year: int) -> bool:
    """Whether a year is followed by the number of a month: ``2021-05-03``."""
    return text[year + 4 : year + 5] in ("-", "/", ".") and text[year + 5 : year + 7].lstrip()[:1].isdigit()


def _sign_before(text: str, low: int, year: int) -> bool:
    """Whether one of the signs that part numbers stands before a year: ``3.5.2021``."""
    return text[max(low, year - 2) : year].rstrip(" ")[-1:] in (".", "/", "-")


def _sign_after(text: str, _: int, year: int) -> bool:
    """Whether the sign for years stands behind it."""
    return text[year + 4 : year + 6].strip()[:1] in ("年", "년")


def _month_behind(text: str, _: int, year: int) -> bool:
    """Whether a word that may be a month stands behind a year, in small letters: ``2021. május 3.``."""
    return bool(MONTH_BEHIND.match(text, year + 4))


def _month_between(text: str, low: int, year: int) -> bool:
    """Whether a name between two full stops or strokes stands before a year: ``3.mai.2021``."""
    if text[year - 1 : year] not in (".", "/") or year - 1 <= low:
        return False
    found = WORD_BEHIND.search(text[low : year - 1][-16:])
    return found is not None and bool(month_of(found[0]))


def _word_for_month(text: str, low: int, year: int) -> bool:
    """Whether the Vietnamese word for month stands before a year: ``3 tháng 5 năm 2021``."""
    return "tháng" in text[low:year].casefold()


_MAY_MATCH = (
    _month_before,
    _number_before,
    _number_after,
    _sign_before,
    _sign_after,
    _month_behind,
    _month_between,
    _word_for_month,
)
"""For each shape of a date what must stand beside the year: a cheap look before the dear one."""


def _mention(match: re.Match[str], text: str) -> DateMention | None:
    parts = match.groupdict()
    ambiguous = False
    glued = CLOCK_BEHIND.match(text, match.end()) if parts.get("sep") and int(parts["y"][2:]) < HOURS else None
    if glued:
        parts["y"] = f"20{parts['y'][:2]}"
    if parts.get("m"):
        month, day = month_of(parts["m"]), int(parts["d"])
        if text[match.end("d") : match.end("d") + 1] == ".":
            month = ORDINAL_MONTHS.get(parts["m"].casefold(), month)
    elif parts.get("n"):
        month, day = int(parts["n"]), int(parts["d"])
    else:
        first, second = int(parts["a"]), int(parts["b"])
        # Day first, as nearly everywhere; month first only where day first is no date. A dot is always day first.
        day, month = (first, second) if second <= 12 else (second, first)
        ambiguous = first <= 12 and second <= 12 and first != second and parts["sep"] != "."
    try:
        iso = date(int(parts["y"]), month, day).isoformat()
    except ValueError:
        return None
    weekday = weekday_of(parts.get("w") or "")
    start, end = match.start(), match.end()
    if parts.get("w") and weekday is None:  # some other word
        start = match.end("w")
        start += len(text[start:end]) - len(text[start:end].lstrip(" .,"))
    if glued:
        return DateMention(start, glued.end(), f"{iso}T{match['y'][2:]}:{glued[1]}", "minute", weekday, ambiguous)
    return timed(DateMention(start, end, iso, "day", weekday, ambiguous), text)


def timed(day: DateMention, text: str) -> DateMention:
    """The day with the time of day that stands behind it, if one does."""
    clock = _patterns()[-1]
    behind = clock.match(text, day.end, day.end + AFTER)
    if not behind and (word := WEEKDAY_BEHIND.match(text, day.end)) and weekday_of(word[1]) is not None:
        behind = clock.match(text, word.end(), word.end() + AFTER)
    if not behind:
        return day
    said = day.iso + _clock(behind)
    iso = possible(said)
    end = behind.end() if iso == said else day.end + len(text[day.end : behind.start("z")].rstrip(" ("))
    return replace(day, end=end, iso=iso, precision="second" if behind["S"] else "minute")


def _clock(match: re.Match[str]) -> str:
    """``THH:MM[:SS][zone]`` of a time of day; twelve-hour clocks are turned."""
    hour = int(match["H"])
    half = match["ap"] or match["half"]
    if half and hour <= 12:
        hour = hour % 12 + (12 if aliases("half_days").get(half.casefold()) == "pm" else 0)
    zone = (match["z"] or "").casefold()
    if zone and zone not in ZONES:
        zone = zone.replace("−", "-")
        sign = max(zone.find("+"), zone.find("-"))
        digits = zone[sign + 1 :].replace(":", "")
        hours, minutes = (digits, "00") if len(digits) <= 2 else (digits[:-2], digits[-2:])
        zone = f"{zone[sign]}{hours:>02}:{minutes}"
    seconds = f":{int(match['S']):02}" if match["S"] else ""
    return f"T{hour:02}:{int(match['M']):02}{seconds}{ZONES.get(zone, zone)}"


def possible(iso: str) -> str:
    """A day as ISO with its time of day, as far as a clock can show it: without a zone, or a time, that is none."""
    clock = CLOCK.match(iso, len("2024-04-27"))
    return iso[: clock.end()] if clock else iso[: len("2024-04-27")]


def days_between(one: str, other: str) -> int:
    """Days from one ISO date or time to another; negative when the other is earlier."""
    return (date.fromisoformat(other[:10]) - date.fromisoformat(one[:10])).days


def is_days_before(one: str, other: str) -> bool:
    """Whether one ISO date or time lies before another by more than differing zones explain; not where either is empty."""
    whole = min(len(one), len(other)) >= ISO_DAY
    return is_before(one[:ISO_DAY], other[:ISO_DAY]) and not (whole and days_between(one, other) <= ZONE_DAYS)


def believed(published: str | None, dateline: str | None) -> str:
    """A day or time of publication; empty where there is none, or where it lies before the text's own dateline."""
    if not published or not dateline or min(len(published), len(dateline)) < ISO_DAY or dateline.startswith("-"):
        return published or ""
    return "" if days_between(published, dateline) > ZONE_DAYS else published


def moment(iso: str) -> datetime | None:
    """The moment of an ISO 8601 time with a zone, in UTC; None of a day, and of a time without a zone."""
    if len(iso) <= len("2024-03-05"):
        return None
    try:
        found = datetime.fromisoformat(iso)
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else None


def is_before(one: str, other: str, *, one_place: bool = False) -> bool:
    """Whether one ISO date or time is known to lie before another; not where either is empty.

    Times with zones are compared as moments, all others by their days, as far as both are told. Times without a zone are
    compared where both were written in one place.
    """
    a, b = moment(one), moment(other)
    if a and b:
        return a < b
    if one_place and not a and not b and "T" in one and "T" in other:
        return one < other
    told = min(len(one), len(other), len("2024-03-05"))
    return one[:told] < other[:told]
