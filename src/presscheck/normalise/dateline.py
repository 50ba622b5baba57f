"""Datelines: the place, day and agency that a story opens with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from presscheck.dates import WORD
from presscheck.lexicons import aliases, calendar, folded, named

MAX_CHARS = 120
"""A dateline ends within so many characters of its line."""
MIN_BODY_CHARS = 40
"""So much prose follows a dateline on its line, unless it has the line for itself."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline; offsets are into the line. `date` is ISO, or ``--MM-DD`` where the year is left out."""

    start: int
    end: int
    place: str | None
    place_span: tuple[int, int] | None
    date: str | None
    date_span: tuple[int, int] | None
    agency: str | None
    agency_span: tuple[int, int] | None
    form: str
    """What it was known by: ``agency``, ``date``, ``place``."""


AGENCY_FIRST = re.compile(r"\s*\(([^()]{2,30})\) ?[-–—] ?")
CREDIT = re.compile(r"\s?(?:\(([^()]{2,40})\)|/([\w ]{3,30})/|\[([^\[\]]{2,30})\])")
SEPARATOR = re.compile(r"\s{1,20}-{1,2}\s*|-{1,2}\s+|--|\s{0,20}[–—_]\s*|:\s+")
CREDIT_SIGN, DASH = re.compile(r"[(/\[]"), re.compile("[-–—_:]")
"""One of these is in every credit, and in every separator."""
DAY = re.compile(
    rf"(?:(?P<m>{WORD})\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y>\d{{4}}))?"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th|\.)? (?:de )?(?P<m2>{WORD})\.?(?:,? (?P<y2>\d{{4}}))?),?\s*$"
)
BETWEEN_AGENCIES = re.compile(
    r"[\t\n\f\r /,;|&+](?:(?<=[\t\n\f\r ])(?<![\t\n\f\r ]{2})[\t\n\f\r ]*+"
    r"(?:[/,;|&+][\t\n\f\r ]*|(?:and|und|et|y|e|with|mit)[\t\n\f\r ]+)|(?<=[/,;|&+])[\t\n\f\r ]*)"
)
"""What parts two agencies; each white space is looked at once."""
LEAP_YEAR = 2000
"""Has every day that some year has."""
DAY_CHARS = 40
"""So many characters a day is written with at most."""
DIGIT = re.compile(r"\d")
RUN = re.compile(r"\w+")
NOT_IN_NAMES = frozenset(';:()[]"“”«»!?…%&@#*=+|<>0123456789')
"""Characters that no place is written with; they tell a place from other openings of a line."""


@lru_cache(maxsize=1024)
def find_dateline(line: str) -> Dateline | None:
    """The dateline that a line opens with, or is; None where there is none.

    A place alone is believed when GeoNames knows it; beside an agency or a date any name will do.
    """
    window = line[: MAX_CHARS + 40]
    first = AGENCY_FIRST.match(window)
    at = first.end() if first else 0
    for stop in _stops(window, at):
        found = _read(line, window, at, stop, first)
        if found:
            return found
    return None


def _stops(window: str, at: int) -> Iterator[int]:
    """Where the place and day may end: at a credit, at a dash or colon, at the end of the line."""
    credit = CREDIT.search(window, at, MAX_CHARS) if CREDIT_SIGN.search(window, at, MAX_CHARS) else None
    if credit:
        yield credit.start()
    for separator in SEPARATOR.finditer(window, at, MAX_CHARS) if DASH.search(window, at, MAX_CHARS) else ():
        yield separator.start()
    if len(window) <= MAX_CHARS:
        yield len(window.rstrip())


def _read(line: str, window: str, at: int, stop: int, first: re.Match[str] | None) -> Dateline | None:
    """The dateline whose place and day stand in ``window[at:stop]``, if it is one."""
    head = window[at:stop]
    near = max(0, len(head.rstrip()) - DAY_CHARS)
    day = DAY.search(head, near) if DIGIT.search(head, near) else None
    date = _date(day) if day else None
    if not date:
        day = None
    place = (head[: day.start()] if day else head).strip()
    comma = place.endswith(",")
    place = place.rstrip(", ")
    credit = CREDIT.match(window, stop)
    credited = first or credit
    agency = agency_name(next(group for group in credited.groups() if group)) if credited else None
    end = credit.end() if credit else stop
    separator = SEPARATOR.match(window, end)
    vouched = agency if credited else date or (place and separator and _known_place(place, separator[0].strip()))
    if not vouched:
        return None
    rest = line[separator.end() if separator else end :].strip()
    if day and rest[:1].isdigit() and not window[:end].endswith(")"):
        return None  # a range of days: Oct. 11-21
    if rest and (len(rest) < MIN_BODY_CHARS or not _opens(rest)):
        return None
    if place and not _placelike(place, bool(agency or date)):
        return None
    sign = separator[0].strip() if separator else ""
    form = _form(place, date, agency, comma, sign, own_line=not rest)
    if form is None:
        return None
    begin = at + len(head) - len(head.lstrip())
    return Dateline(
        start=0 if first else begin,
        end=separator.end() if separator else end,
        place=_cased(place) if place else None,
        place_span=(begin, begin + len(place)) if place else None,
        date=date,
        date_span=(at + day.start(), at + len(day[0].rstrip(", ")) + day.start()) if day else None,
        agency=agency,
        agency_span=credited.span() if credited else None,
        form=form,
    )


def _form(place: str, date: str | None, agency: str | None, comma: bool, sign: str, own_line: bool) -> str | None:
    """What makes it a dateline: an agency; a day set off by comma, dash or line; or a known place set off."""
    if agency and (sign or own_line or (place and date)) and (place or date or sign) and not (own_line and not date):
        return "agency"
    if place and date and comma and (sign or own_line):
        return "date"
    return "place" if place and not date and not own_line and sign and _known_place(place, sign) else None


@lru_cache(maxsize=1024)
def agency_name(text: str) -> str | None:
    """The canonical name of an agency credited as `text`; of several, the first (``AP/Reuters``)."""
    if _agency_words().isdisjoint(RUN.findall(text.casefold())):
        return None
    return _agency(text) or next(filter(None, map(_agency, BETWEEN_AGENCIES.split(text))), None)


@cache
def _agency_words() -> frozenset[str]:
    """The words of all names of agencies, case folded."""
    return frozenset(word for name in aliases("agencies") for word in RUN.findall(name.casefold()))


def _agency(text: str) -> str | None:
    return named("agencies", text.strip(" .-–—©"))


def _date(found: re.Match[str]) -> str | None:
    day, month, year = found["d"] or found["d2"], found["m"] or found["m2"], found["y"] or found["y2"]
    number = calendar()["months"].get(month.casefold(), 0)
    try:
        written = date(int(year or LEAP_YEAR), number, int(day)).isoformat()
    except ValueError:
        return None
    return written if year else f"-{written[4:]}"


def _opens(rest: str) -> bool:
    """Whether a text opens like a sentence."""
    first = rest.lstrip("\"'“‘«„‹(<[-–— ")[:1]
    return bool(first) and (first.isupper() or first.isdigit() or not first.isascii() or first in "$€£")


def _placelike(place: str, vouched: bool) -> bool:
    """Whether a name can be a place: capitals, few words, not a month, not a label."""
    if not place[0].isalpha() or place[0].islower() or not NOT_IN_NAMES.isdisjoint(place):
        return False
    words = place.replace(",", " ").split()
    first = words[0].casefold().strip(".")
    if (first in calendar()["months"] and len(words) == 1) or first in calendar()["weekdays"]:
        return False
    return len(words) <= 6 and (vouched or len(place) >= 3) and first not in folded("labels")


def _known_place(place: str, separator: str) -> bool:
    first, _, region = place.partition(",")
    known = first.strip().casefold() in folded("places")
    if separator == ":":
        return known
    return known or (first.isupper() and (bool(region) or len(first) > 3) and len(first.split()) <= 3)


def _cased(place: str) -> str:
    """A place as written, but capitals throughout become capitals at the start of each word."""
    if not place.split(",", maxsplit=1)[0].isupper():
        return place
    return ", ".join(part if "." in part else part.title() for part in place.split(", "))
