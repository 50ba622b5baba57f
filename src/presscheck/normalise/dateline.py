"""Datelines: the place, day and agency that a story opens with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from presscheck.dates import WORD, plain_spaces
from presscheck.lexicons import aliases, calendar, folded, named
from presscheck.normalise.east_asian_bylines import name_chars

MAX_CHARS = 120
"""A dateline ends within so many characters of its line."""
MIN_BODY_CHARS = 40
"""So much prose follows a dateline on its line, unless it has the line for itself."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline; offsets are into the line. `date` is ISO, or ``--MM-DD`` where the year is left out."""

    start: int
    end: int
    form: str
    """What it was known by: ``agency``, ``date``, ``place``."""
    place: str | None = None
    place_span: tuple[int, int] | None = None
    date: str | None = None
    date_span: tuple[int, int] | None = None
    agency: str | None = None
    agency_span: tuple[int, int] | None = None
    """Where it names one, or says "agencies" and no name."""
    reporters_span: tuple[int, int] | None = None
    """Where it names reporters."""


AGENCY_FIRST = re.compile(r"\s*\(([^()]{2,30})\) ?[-–—] ?")
BARRED = re.compile(r"\s*(?P<agency>[^\W\d_][\w .-]{1,30}?)\s*\|\s+(?=\S)")
"""An agency before a bar that the text follows: ``Agencia EFE | El``."""
MIN_BARRED_CHARS = 80
CREDIT = re.compile(r"\s?(?:\(([^()]{2,40})\)|/([\w ]{3,30})/|\[([^\[\]]{2,30})\])")
SEPARATOR = re.compile(r"\s{1,20}-{1,2}\s*|\s{1,20}ـ\s+|-{1,2}\s+|--|\s{0,20}[–—_]\s*|:\s+")
BEHIND_CREDIT = re.compile(rf"\.?(?:{SEPARATOR.pattern})|\.-{{1,2}}\s*|\.\s+")
"""What parts a bracketed agency from the text; a full stop too: ``(EFE).-``, ``/ТАСС/.``."""
AGENCY_BEHIND = re.compile(
    r"(?P<agency>[^\W\d_][\w .]{1,30}?)(?:,\s(?P<reporters>[^\W\d_][\w .-]{4,40}?))?"
    r"(?:\.\s+|(?P<set_off>\s{0,20}[-–—ـ]\s+|\s?[:：]\s+)|\.?\s*$)"
)
"""An agency without brackets, behind the dash: ``24 сен - РИА Новости.``"""
CREDIT_SIGN, DASH = re.compile(r"[(/\[]"), re.compile("[-–—_:ـ]")
"""One of these is in every credit, and in every separator."""
SMALL_NUMBERS = {
    word: number
    for number, spelt in enumerate(("एक", "दो", "तीन", "चार", "पांच|पाँच", "छह|छः", "सात", "आठ", "नौ", "दस"), 1)
    for word in spelt.split("|")
}
"""Days as Hindi agencies spell them: ``नयी दिल्ली, पांच मार्च (भाषा)``."""
DAY = re.compile(
    rf"(?:(?P<m>{WORD})\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y>\d{{4}}))?"
    rf"|(?:(?P<y3>\d{{4}})\. )?(?P<m3>{WORD}) (?P<d3>\d{{1,2}})\.(?:, (?P<weekday>{WORD}))?"
    rf"|(?<![\d.])(?P<d4>\d{{1,2}})\.\s?(?P<m4>\d{{1,2}})\.(?:\s?(?P<y4>\d{{4}}))?"
    rf"|(?P<spelt>{'|'.join(SMALL_NUMBERS)}) (?P<m5>{WORD})"
    rf"|(?:(?<!\w)(?:في|le|den|il|el|em|op)\s)?(?P<d2>\d{{1,2}})(?:st|nd|rd|th|er|\.)? (?:de )?(?P<m2>{WORD})\.?(?: ?/ ?{WORD})?(?:,? (?P<y2>\d{{4}}))?)[.,]?\s*$"
)
OF_DAYS = re.compile(r"[\d\u0904-\u0939]")
"""One of these is in every `DAY`."""
DAY_GROUPS = ("d", "d2", "d3", "d4", "spelt"), ("m", "m2", "m3", "m4", "m5"), ("y", "y2", "y3", "y4")
"""Of `DAY`: one of each is the day, the month and the year."""
DAY_PARTED = re.compile(
    rf"\s*(?:(?P<place>[^\W\d_][\w -]{{1,30}})\.\s(?P<day>\d{{1,2}} {WORD})\.\s(?P<agency>[^\W\d_][\w. -]{{1,30}}?)(?:\s{{1,3}}[-–—]\s+|\.\s+)"
    rf"|(?P<first>[^\W\d_][\w -]{{1,20}}),\s(?P<on>\d{{1,2}} {WORD})\.\s+)"
)
"""``Москва. 12 марта. ИНТЕРФАКС - Совет``, ``ТАСС, 12 марта. Совет``: full stops part the day from the rest."""
BETWEEN_REPORTERS = re.compile(r"\s[-–]\s|,\s?|(?<=[^\W\d_a-zçğıöşü])[-–](?=[^\W\d_]+ )")
"""What parts reporters whose surnames are in capitals: ``Elif KARADAĞLI-Can ÖZTÜR``."""
BETWEEN_AGENCIES = re.compile(
    r"[\t\n\f\r /,;|&+،、，](?:(?<=[\t\n\f\r ])(?<![\t\n\f\r ]{2})[\t\n\f\r ]*+"
    r"(?:[/,;|&+،、，][\t\n\f\r ]*|(?:and|und|et|y|e|with|mit)[\t\n\f\r ]+)|(?<=[/,;|&+،、，])[\t\n\f\r ]*)"
)
"""What parts two agencies; each white space is looked at once."""
LEAP_YEAR = 2000
"""Has every day that some year has."""
DAY_CHARS = 40
"""So many characters a day is written with at most."""
STOPPED = re.compile(r"(?<![^\W\d_]\.)\b[^\W\d_]{4,}\.$")
"""A full stop behind a place that is no abbreviation's: ``Nordhafen. (sda)``."""
DOTTED = ".-"
"""The sign behind an agency of a dateline that ends in a full stop: ``Nordhafen (epd). Der``."""
ABROAD = re.compile(r"\s\[[^\W\d_][\w .'-]{2,30}\]$")
"""The country behind a place, as ANI has it: ``Norrhaven [Sweden], March 4 (ANI):``."""
MAX_PLACE_WORDS = 3
STATE_CHARS = 2
"""Behind a place so few letters are the code of its state: ``SANTA RUFINA, SP``."""
TURKISH, SMALL_I = frozenset("İŞĞ"), str.maketrans("Iİ", "ıi")
"""Capitals that tell a Turkish name, and its small letters for the two that others have one for."""
BOXED = re.compile(r"\s*(?:【(?P<box>[^【】]{2,25})】|（(?P<bracket>[^（）]{2,25})）)\s*")
"""``【東京共同】``, ``（東京＝共同）``: the place and the agency of a Japanese text."""
SQUARE = re.compile(
    r"\s*(?:[(\[](?P<place>[^()\[\]=]{1,20})=(?P<agency>[^()\[\]=]{2,15})[)\]]\s*"
    r"(?:(?P<reporters>[^\W\d_]{2,5}(?:[·,]\s?[^\W\d_]{2,5})*)\s(?:기자|특파원)\s?=\s?)?"
    r"|[\[［](?P<town>[^\[\]［］\s\d]{1,15})\s+(?:\d{1,2}月)?\d{1,2}日\s+(?P<wire>[^\[\]［］]{2,12})[\]］]\s*[-–—－]?\s*)"
)
"""``(서울=연합뉴스) 김나래 기자 =``, ``［東京　４日　ロイター］ -``: the place, agency and reporters of Korean texts, and of Reuters's
in Japanese."""
SENT = re.compile(
    r"\s*[据據]?[（(]?(?P<agency>[^\W\d_]{1,4}?[社网網报報]|路透|彭博)(?P<who>[记記]者[^\d日]{2,12})?(?P<place>[^\W\d_]{1,12}?)??\s?"
    r"(?:(?P<y>\d{4})年)?(?:(?P<m>\d{1,2})月)?(?P<d>\d{1,2})日"
    r"(?:[综綜]合[报報][导導道]|(?:[综綜]合|[专專])?外?[电電讯訊](?:[报報][导導道])?)[)）]?\s*"
    r"(?:[（(](?:[记記]者|通讯员|通訊員)[:：\s]*(?P<reporters>[^()（）]{2,40})[)）])?[:：，,]?\s*"
)
"""``新华社北京9月24日电（记者王芳）``: the agency, place, day and reporters of a Chinese text."""
SENT_SIGN = re.compile("日(?:[电電讯訊综綜专專])")
OWN = ("本报", "本報")
"""What a paper calls itself where an agency's name would stand."""
MIN_ASIAN_BODY_CHARS = 20
UNSPACED_NAME = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]{3,6}")
"""A Japanese name, surname first."""
DIGIT = re.compile(r"\d")
RUN = re.compile(r"\w+")
JOINS = "＝=・ "
"""What stands between place and agency where names are not spaced."""
FIRST_UNSPACED = "\u2e80"
"""From here on characters are those of Chinese, Japanese and Korean, whose words end a name without a space."""
NOT_IN_NAMES = frozenset(';:()[]"“”«»!?…%&@#*=+|<>0123456789')
"""Characters that no place is written with; they tell a place from other openings of a line."""


@lru_cache(maxsize=1024)
def find_dateline(line: str) -> Dateline | None:
    """The dateline that a line opens with, or is; None where there is none.

    A place alone is believed when GeoNames knows it; beside an agency or a date any name will do.
    """
    line = plain_spaces(line)
    window = line[: MAX_CHARS + 40]
    if not window.isascii():
        found = _boxed(line, window) or _squared(line, window) or _sent(line, window) or _day_parted(line, window)
        if found:
            return found
    if "|" in window and (barred := _barred(line, window)):
        return barred
    first = AGENCY_FIRST.match(window)
    at = first.end() if first else 0
    for stop in _stops(window, at):
        found = _read(line, window, at, stop, first)
        if found:
            return found
    return None


def _barred(line: str, window: str) -> Dateline | None:
    """``Agencia EFE | El consejo``; fewer words behind the bar are a headline's."""
    found = BARRED.match(window)
    agency = _agency(found["agency"]) if found else None
    if not found or not agency or len(line) - found.end() < MIN_BARRED_CHARS or not _opens(line[found.end() :]):
        return None
    start, end = found.span("agency")
    return Dateline(start=start, end=found.end(), agency=agency, agency_span=(start, end), form="agency")


def _day_parted(line: str, window: str) -> Dateline | None:
    """``Москва. 12 марта. ИНТЕРФАКС - Совет`` and ``ТАСС, 12 марта. Совет``, with text behind."""
    found = DAY_PARTED.match(window)
    who, when = ("agency", "day") if found and found["place"] else ("first", "on")
    agency = _agency(found[who]) if found else None
    day = DAY.search(found[when]) if found and agency else None
    date = _date(day) if day else None
    if not found or not date or len(line[found.end() :].rstrip()) < MIN_BODY_CHARS or not _opens(line[found.end() :]):
        return None
    place = found["place"]
    if place and not _placelike(place, vouched=True):
        return None
    return Dateline(
        start=found.start("place") if place else found.start("first"),
        end=found.end(),
        place=_cased(place) if place else None,
        place_span=found.span("place") if place else None,
        date=date,
        date_span=found.span(when),
        agency=agency,
        agency_span=found.span(who),
        form="agency",
    )


def _reporters_chars(head: str) -> int:
    """How much of the beginning is reporters and a stroke: ``Elif KARADAĞLI/ANKARA``, surnames in capitals."""
    names, stroke, _ = head.rpartition("/")
    words = [name.split() for name in BETWEEN_REPORTERS.split(names.strip())] if stroke else []
    signed = words and all(2 <= len(one) <= 4 and one[-1].isupper() and one[0].istitle() for one in words)
    return len(names) + len(stroke) if signed else 0


def _stops(window: str, at: int) -> Iterator[int]:
    """Where the place and day may end: at a credit, at a dash or colon, at the end of the line."""
    for credit in CREDIT.finditer(window, at, MAX_CHARS) if CREDIT_SIGN.search(window, at, MAX_CHARS) else ():
        yield credit.start()
    for separator in SEPARATOR.finditer(window, at, MAX_CHARS) if DASH.search(window, at, MAX_CHARS) else ():
        yield separator.start()
    if len(window) <= MAX_CHARS:
        yield len(window.rstrip())


def _read(line: str, window: str, at: int, stop: int, first: re.Match[str] | None) -> Dateline | None:
    """The dateline whose place and day stand in ``window[at:stop]``, if it is one."""
    signed = _reporters_chars(window[at:stop]) if "/" in window[at:stop] else 0
    whole, at = at, at + signed
    head = window[at:stop]
    near = max(0, len(head.rstrip()) - DAY_CHARS)
    day = DAY.search(head, near) if OF_DAYS.search(head, near) else None
    date = _date(day) if day else None
    if not date:
        day = None
    place = (head[: day.start()] if day else head).strip()
    comma = place.endswith(",")
    place = ABROAD.sub("", place.rstrip(", -–—"))
    place = place.removesuffix(".") if date and "," not in place and STOPPED.search(place) else place
    credit = CREDIT.match(window, stop)
    credited = first or credit
    whose = next(group for group in credited.groups() if group) if credited else ""
    agency = (agency_name(whose) or (None if whose.isascii() else short_agency(whose))) if whose else None
    unnamed = whose.casefold() in folded("unnamed_agencies")
    end = credit.end() if credit else stop
    separator = (BEHIND_CREDIT if credit else SEPARATOR).match(window, end)
    behind = _agency_behind(window, separator.end(), place, date) if place and separator and not credited else None
    if behind:
        agency, credited = _agency(behind["agency"]), behind
    vouched = (
        agency
        if credited and not unnamed
        else date or (place and separator and _known_place(place, separator[0].strip()))
    )
    if not vouched:
        return None
    end = behind.end() if behind else separator.end() if separator else end
    rest = line[end:].strip()
    if day and rest[:1].isdigit() and not window[:end].endswith(")"):
        return None  # a range of days: Oct. 11-21
    if rest and (len(rest) < MIN_BODY_CHARS or not _opens(rest)):
        return None
    if place and not _placelike(place, bool(agency or date)):
        return None
    sign = separator[0].strip() if separator else ""
    stopped = bool(credit and not sign and "," not in place and STOPPED.search(place))
    place = place.removesuffix(".") if stopped else place
    if agency and sign == "." and place.istitle() and len(place.split()) <= MAX_PLACE_WORDS and not agency_name(place):
        sign = DOTTED
    alone = not rest and not (signed and agency)
    form = "agency" if behind else _form(place, date, agency, comma, sign, own_line=alone, stopped=stopped)
    if form is None:
        return None
    begin = at + len(head) - len(head.lstrip())
    reporters = (whole, at - 1) if signed else behind.span("reporters") if behind and behind["reporters"] else None
    return Dateline(
        start=0 if first else stop - len(window[whole:stop].lstrip()),
        end=end,
        place=_cased(place) if place else None,
        place_span=(begin, begin + len(place)) if place else None,
        date=date,
        date_span=(at + _first_of(day), at + len(day[0].rstrip(", ")) + day.start()) if day else None,
        agency=agency,
        agency_span=(behind.span("agency") if behind else credited.span()) if credited else None,
        form=form,
        reporters_span=reporters,
    )


def _agency_behind(window: str, at: int, place: str, date: str | None) -> re.Match[str] | None:
    """The agency behind the dash of a dateline without brackets; without a day only where it ends the line.

    Such a line may as well be a headline with the site's name, but where a place in a script without case stands first:
    ``القاهرة - أ ف ب``. With text behind, it has to be a known one: ``القاهرة - أ ف ب:``.
    """
    if not date and (window.isascii() or any(char.isupper() or char.islower() for char in place)):
        return None
    found = AGENCY_BEHIND.match(window, at)
    if not found or not _agency(found["agency"]):
        return None
    alone = found.end() == len(window) and len(place.split()) <= MAX_PLACE_WORDS
    told = alone or (found["set_off"] and place in folded("places"))
    return found if date or (told and not found["reporters"]) else None


def _form(
    place: str, date: str | None, agency: str | None, comma: bool, sign: str, own_line: bool, stopped: bool
) -> str | None:
    """What makes it a dateline: an agency; a day set off by comma, dash or line; or a known place set off.

    Without a dash behind the agency a day, a known place or one in capitals has to stand before it.
    """
    dashed = sign not in ("", ".")
    plain = bool(place) and (bool(date) or stopped or _known_place(place, sign))
    if agency and (dashed or own_line or plain) and (place or date or dashed) and not (own_line and not date):
        return "agency"
    if place and date and comma and (sign or own_line):
        return "date"
    return "place" if place and not date and not own_line and sign and _known_place(place, sign) else None


def _boxed(line: str, window: str) -> Dateline | None:
    """``【東京共同】`` and ``（東京＝共同）``, with text behind; in round brackets only with a sign before the agency."""
    found = BOXED.match(window) if window.lstrip()[:1] in ("【", "（") else None
    if not found or len(line[found.end() :].rstrip()) < MIN_ASIAN_BODY_CHARS:
        return None
    group = found.lastgroup or "box"
    place, agency = _before_agency(found[group])
    known = agency and (group == "box" or not place or found[group][len(place)] in JOINS)
    start = found.start(group)
    if not known:
        return _boxed_reporter(found, start, found[group])
    return Dateline(
        start=found.start(group) - 1,
        end=found.end(),
        place=place or None,
        place_span=(start, start + len(place)) if place else None,
        agency=agency,
        agency_span=(start + len(place), found.end(group)),
        form="agency",
    )


def _boxed_reporter(found: re.Match[str], start: int, text: str) -> Dateline | None:
    """``【ロンドン＝山田花子】``: a known place and who reports from it."""
    place, sign, name = text.partition("＝")
    if not sign or place not in folded("places") or not UNSPACED_NAME.fullmatch(name):
        return None
    named = start + len(place) + len(sign)
    return Dateline(
        start=start - 1,
        end=found.end(),
        place=place,
        place_span=(start, start + len(place)),
        form="place",
        reporters_span=(named, named + len(name)),
    )


def _squared(line: str, window: str) -> Dateline | None:
    """``(서울=연합뉴스) 김나래 기자 =`` and ``［東京　４日　ロイター］ -``, with text behind."""
    found = SQUARE.match(window) if window.lstrip()[:1] in ("(", "[", "［") else None
    names = ("place", "agency") if found and found["agency"] else ("town", "wire")
    agency = _agency(found[names[1]]) if found else None
    if not found or not agency or len(line[found.end() :].rstrip()) < MIN_ASIAN_BODY_CHARS:
        return None
    place = found[names[0]].strip()
    place = "" if agency_name(place) else place  # a picture's: [로이터=연합뉴스]
    start = found.start(names[0])
    return Dateline(
        start=len(line) - len(line.lstrip()),
        end=found.end(),
        place=place or None,
        place_span=(start, start + len(place)) if place else None,
        agency=agency,
        agency_span=found.span(names[1]),
        form="agency",
        reporters_span=found.span("reporters") if found["reporters"] else None,
    )


def _before_agency(text: str) -> tuple[str, str | None]:
    """The place and the agency in ``東京共同`` and ``パリAFP時事``; of several agencies the first."""
    rest, agency = text, None
    while found := next((name for name in _unspaced() if rest.endswith(name)), None):
        agency = named("agencies_short", found) or named("agencies", found)
        rest = rest[: -len(found)].rstrip(JOINS)
    return (rest if not any(map(str.isdigit, rest)) else ""), agency


@cache
def _unspaced() -> tuple[str, ...]:
    """Names of agencies that stand behind a place without a space, longer ones first."""
    names = {name for name in aliases("agencies") if max(name) >= FIRST_UNSPACED} | {
        *aliases("agencies_short"),
        "AFP",
        "AP",
    }
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def _sent(line: str, window: str) -> Dateline | None:
    """``新华社北京9月24日电（记者王芳、刘洋）``; the month may be left out, and the day is not read then."""
    found = SENT.match(window) if SENT_SIGN.search(window, 0, MAX_CHARS) else None
    agency = _agency(found["agency"]) if found else None
    if not found or not (agency or found["agency"] in OWN):
        return None
    month, day = int(found["m"] or 0), int(found["d"])
    date = f"{found['y'] or '-'}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None
    place, reporters = found.span("place"), found.span("reporters")
    if found["who"]:  # 記者王小明台北
        begin, close = found.start("who") + len("記者"), found.end("who")
        named = begin + name_chars(line[begin:close])
        place, reporters = (named, close), (begin, named)
    rest = line[found.end() :].rstrip()
    if rest and len(rest) < MIN_ASIAN_BODY_CHARS:
        return None
    return Dateline(
        start=len(line) - len(line.lstrip()),
        end=found.end(),
        place=line[slice(*place)] or None,
        place_span=place if place[0] < place[1] else None,
        date=date,
        date_span=(found.start("y") if found["y"] else found.start("m"), found.end("d") + 1) if date else None,
        agency=agency,
        agency_span=found.span("agency") if agency else None,
        form="agency" if agency else "date",
        reporters_span=reporters if reporters[0] < reporters[1] else None,
    )


def short_agency(text: str) -> str | None:
    """The agency that a bracket names by a short name which is a word elsewhere: ``共同``, ``東京＝共同``."""
    name = text
    for sign in JOINS.strip():
        name = name.rpartition(sign)[2]
    return named("agencies_short", name) or (named("agencies", name) if name != text else None)


@lru_cache(maxsize=1024)
def agency_name(text: str) -> str | None:
    """The canonical name of an agency credited as `text`; of several, the first (``AP/Reuters``)."""
    if _agency_words().isdisjoint(RUN.findall(text.casefold())):
        return None
    return (
        _agency(text)
        or next(filter(None, map(_agency, BETWEEN_AGENCIES.split(text))), None)
        or next(iter(hyphened(text)), None)
    )


def hyphened(text: str) -> tuple[str, ...]:
    """The agencies that are joined by hyphens, where all that is so joined are: ``TT-Reuters``."""
    named_so = tuple(_agency(part) for part in text.strip(" .-–—©/").split("-"))
    return tuple(filter(None, named_so)) if len(named_so) > 1 and all(named_so) else ()


@cache
def _agency_words() -> frozenset[str]:
    """The words of all names of agencies, case folded."""
    return frozenset(word for name in aliases("agencies") for word in RUN.findall(name.casefold()))


def _agency(text: str) -> str | None:
    return named("agencies", text.strip(" .-–—©"))


def _first_of(day: re.Match[str]) -> int:
    """Where a day begins, without the small word before it: ``le 12 mars``."""
    return day.start("d2") if day["d2"] else day.start()


def _date(found: re.Match[str]) -> str | None:
    groups = found.groupdict()
    day, month, year = ("".join(filter(None, map(groups.get, names))) for names in DAY_GROUPS)
    weekday = groups["weekday"]
    number = int(month) if month.isdecimal() else calendar()["months"].get(month.casefold(), 0)
    if weekday and weekday.casefold() not in calendar()["weekdays"]:
        return None
    try:
        written = date(int(year or LEAP_YEAR), number, SMALL_NUMBERS.get(day) or int(day)).isoformat()
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
    town, *regions = place.split(", ")
    return ", ".join((_titled(town), *(part if len(part) <= STATE_CHARS else _titled(part) for part in regions)))


def _titled(name: str) -> str:
    """A name in capitals with small letters behind the first of each word; as it is where it has full stops."""
    if "." in name:
        return name
    if TURKISH.isdisjoint(name):
        return name.title()
    return " ".join(word[:1] + word[1:].translate(SMALL_I).lower() for word in name.split(" "))
