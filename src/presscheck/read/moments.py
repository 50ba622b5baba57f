"""Moments in the ways that tables write them and articles do not, as ISO 8601."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

COMPACT = re.compile(
    r"(\d{4})(\d\d)(\d\d)(?:(?:T(\d\d)(\d\d)(\d\d)?|(\d\d)(\d\d)(\d\d))(?:\.\d+)?(Z|[+-]\d\d:?(?:\d\d)?)?)?$"
)
TO_THE_MINUTE = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)([01]\d|2[0-3])(\d\d)(\d\d)?(?:\.|$)", re.ASCII)
"""Of these centuries alone: what looks like another is a number. Whatever stands behind a full stop is left out."""
ZONE = re.compile(r":\d\d(?:\.\d+)?([+-]\d\d)$|(?:[+-]00:?00Z)$|\[[\w/+-]+\]$")
CTIME = re.compile(r"(?:[A-Z][a-z]{2} )([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d:\d\d:\d\d)(?: (\S{1,6}))? (\d{4})$")
DATABASE = re.compile(r"(\d{1,2})-([A-Za-z]{3})-(\d\d)$")
NET = re.compile(r"\\?/Date\((\d{9,13})(?:[+-]\d{4})?\)\\?/$")
MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
YEARS = range(1600, 2200)
CENTURY = 69
"""Years of two digits below it are of this century, as POSIX has it."""
SECONDS = range(100_000_000, 10_000_000_000)
"""Of Unix time: 1973 to 2286."""
OF_MILLISECONDS = range(631_152_000, 10_000_000_000)
"""Seconds that may be written as milliseconds, from 1990 on: what names an earlier year so is something else."""
FRACTIONS = {15: 10**6, 16: 10**6, 18: 10**9, 19: 10**9}
"""Digits of Unix time in smaller units -> how many of these are a second."""
SPREADSHEET, SERIALS = datetime(1899, 12, 30), range(32_874, 54_789)
"""Days that spreadsheets count from, and so many of them: 1990 to 2049."""


def iso(text: str, dated: bool = False) -> str:
    """A moment as ISO 8601; the text as it is where it is none of these. `dated`: its column is called a date."""
    if text[4:5] == "-":
        return _zoned(text) if len(text) > len("2021-05-03T10:00") else text
    if text[:1].isdecimal():
        known = _compact(text) or _to_the_minute(text) or _database(text) or _counted(text)
        return known or (dated and _serial(text)) or text
    return _ctime(text) or _net(text) or text


def _zoned(text: str) -> str:
    """Zones as others write them: ``+02``, ``+00:00Z``; a name of one in brackets behind it is left out."""
    found = ZONE.search(text)
    if not found:
        return text
    if found[1]:
        return f"{text}:00"
    return text[: found.start()] + ("Z" if text.endswith("Z") else "")


def _valid(year: int, month: int, day: int, clock: str = "") -> str | None:
    try:
        moment = datetime.fromisoformat(f"{year:04}-{month:02}-{day:02}{'T' * bool(clock)}{clock}")
    except ValueError:
        return None
    return (moment.isoformat() if clock else moment.date().isoformat()) if year in YEARS else None


def _compact(text: str) -> str | None:
    """``20210503``, ``20210503T1200Z``, ``20210503120000``."""
    found = COMPACT.match(text)
    if not found:
        return None
    hour, minute, second = (found[4], found[5], found[6]) if found[4] else (found[7], found[8], found[9])
    day = _valid(int(found[1]), int(found[2]), int(found[3]), f"{hour}:{minute}:{second or '00'}" if hour else "")
    return _zoned(day + (found[10] or "")) if day and hour else day


def _to_the_minute(text: str) -> str | None:
    """``202105031200``."""
    found = TO_THE_MINUTE.match(text)
    clock = ":".join(filter(None, found.groups()[3:])) if found else ""
    return _valid(int(found[1]), int(found[2]), int(found[3]), clock) if found else None


def _database(text: str) -> str | None:
    """``03-MAY-21``."""
    found = DATABASE.match(text)
    month = MONTHS.get(found[2].casefold()) if found else None
    if not found or not month:
        return None
    year = int(found[3])
    return _valid(year + (2000 if year < CENTURY else 1900), month, int(found[1]))


def _counted(text: str) -> str | None:
    """Unix time in seconds and in smaller units."""
    digits, _, rest = text.partition(".")
    if not digits.isdecimal():
        return None
    if len(digits) < min(FRACTIONS):
        for seconds, known in ((int(digits), SECONDS), (int(digits) // 1000, OF_MILLISECONDS)):
            if seconds in known:
                return _unix(seconds)
    elif len(digits) in FRACTIONS and (rest.isdecimal() or not rest):
        seconds = int(digits) // FRACTIONS[len(digits)]
        return _unix(seconds) if seconds in SECONDS else None
    return None


def _serial(text: str) -> str | None:
    """The days that spreadsheets count."""
    digits, _, rest = text.partition(".")
    if len(digits) != 5 or not (digits + rest).isdecimal() or int(digits) not in SERIALS:
        return None
    moment = SPREADSHEET + timedelta(seconds=round(float(text) * 86_400))
    return moment.isoformat() if rest.strip("0") else moment.date().isoformat()


def _unix(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")


def _ctime(text: str) -> str | None:
    """``Mon May 03 10:00:00 +0000 2021``."""
    found = CTIME.match(text)
    month = MONTHS.get(found[1].casefold()) if found else None
    moment = _valid(int(found[5]), month, int(found[2]), found[3]) if found and month else None
    zone = (found[4] or "") if found else ""
    zone = "Z" if zone in ("UTC", "GMT", "+0000") else zone if re.match(r"[+-]\d{4}$", zone) else ""
    return moment and moment + zone


def _net(text: str) -> str | None:
    """``/Date(1620036000000)/``."""
    found = NET.match(text)
    seconds = int(found[1]) // 1000 if found else 0
    return _unix(seconds) if seconds in SECONDS else None
