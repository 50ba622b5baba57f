"""Times of day, shares, spans of years and large numbers of a sentence, however they are written: three decades, 3 p.m., $1.2bn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from presscheck.lexicons import words
from presscheck.link.align import Sentence
from presscheck.link.facts import in_words, numbers, said_in_words

CLOCK = re.compile(
    r"(?P<H>[01]?\d|2[0-4])(?:[:.h](?P<M>[0-5]\d))?\s?(?:(?P<half>[ap])(?:\.\s?m\b\.?|\s?m\b)|Uhr\b)"
    r"|(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?![:\d])",
    re.IGNORECASE,
)
HALF_DAY, DAY = 12 * 60, 24 * 60
FIGURE = re.compile(r"\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)*")
THOUSANDS = re.compile(r"\d{1,3}(?:[., \u00a0\u202f'’]\d{3})+|\d+")
DECIMAL = re.compile(r"\d+[.,]\d+")
WORD_BEHIND = re.compile(r"[\s-]([^\W\d_]+)")
SIGNS = {"$": "dollar", "£": "pound", "€": "euro", "₹": "rupee", "₽": "rouble", "₩": "won", "₺": "lira"}
BEHIND_SIGN = ("m", "k")
"""Letters that stand for a large number only beside a currency: 5m may be metres."""
MAX_COUNTING = 4
"""Words of a number in words."""
ROUNDED = 0.05
"""A number that is written another way is a round one: so much of it may be missing."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A number with what it counts. `value` is in the smallest unit of its kind."""

    start: int
    end: int
    kind: str
    """``clock``, ``percent``, ``year``, or ``count`` of anything else."""
    value: float
    unit: float = 1.0
    """What one of those that are counted is worth: 10 for decades, 1,000,000 for millions."""
    currency: str = ""
    sure: bool = True
    """False of a time that may be of the morning or of the evening."""

    def compared(self, other: Measure) -> str | None:
        """``same``, ``number`` or ``currency`` where they say another one; None where they cannot be compared."""
        if self.kind != other.kind:
            return "same" if self._is_dotted(other) or other._is_dotted(self) else None
        if self.currency and other.currency and self.currency != other.currency:
            return "currency" if self._near(other) else "number"
        return "same" if self._near(other) else "number"

    def _is_dotted(self, clock: Measure) -> bool:
        """Whether a number with a point is a time of day: 10.15 for 10:15."""
        hour, minute = divmod(clock.value, 60)
        return self.kind == "count" and clock.kind == "clock" and self.value == hour + minute / 100

    def _near(self, other: Measure) -> bool:
        apart = abs(self.value - other.value)
        if self.kind == "clock":
            return apart % (DAY if self.sure and other.sure else HALF_DAY) == 0
        if self.unit == other.unit:
            return apart < 1e-9 * max(self.value, other.value)
        if self.kind == "year":
            return apart < max(self.unit, other.unit) / 2
        return apart <= ROUNDED * max(self.value, other.value)


def measures(page: str, sentence: Sentence) -> Iterator[Measure]:
    """The measures of a sentence, in order, none inside another."""
    end = 0
    for place, word in enumerate(sentence.words):
        if word.start < end:
            continue
        found = _clock(page, word.start, word.folded) or _count(page, sentence, place)
        if found:
            end = found.end
            yield found


def _clock(page: str, start: int, word: str) -> Measure | None:
    if word in _called("noon"):
        return Measure(start, start + len(word), "clock", HALF_DAY)
    found = CLOCK.match(page, start)
    if not found:
        return None
    hour, minute = int(found["H"] or found["hour"]), int(found["M"] or found["minute"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"] in "pP" else 0)
    sure = bool(found["half"]) or hour > 12 or found[0].casefold().endswith("uhr")
    return Measure(start, found.end(), "clock", 60 * hour + minute, sure=sure)


def _count(page: str, sentence: Sentence, place: int) -> Measure | None:
    start = sentence.words[place].start
    number = _figure(page, start) or _in_words(page, sentence, place)
    if not number:
        return None
    value, end, unit = number
    sign = SIGNS.get(page[start - 1 : start], "")
    scale = _behind("scale", page, end)
    if scale and (scale[0] not in BEHIND_SIGN or sign or _currency(page, scale[2])):
        value, end, unit = value * scale[1], scale[2], scale[1]
    elif not scale and (large := _large(page, end)):
        value, end, unit = value * large[0], large[1], large[0]
    if percent := _behind("percent", page, end):
        return Measure(start, percent[2], "percent", value)
    if years := _behind("year", page, end):
        return Measure(start, years[2], "year", value * years[1], years[1])
    return Measure(start, end, "count", value, unit, sign or _currency(page, end))


def _currency(page: str, end: int) -> str:
    """The currency that a word behind a number names; empty where it names none."""
    behind = WORD_BEHIND.match(page, end)
    return said_in_words()["currency"].get(behind[1].casefold(), "") if behind else ""


def _figure(page: str, start: int) -> tuple[float, int, float] | None:
    """A number in figures: its value, where it ends, and the unit that it is counted in."""
    found = FIGURE.match(page, start)
    if not found:
        return None
    if THOUSANDS.fullmatch(found[0]):
        return float("".join(filter(str.isdecimal, found[0]))), found.end(), 1.0
    return (float(found[0].replace(",", ".")), found.end(), 1.0) if DECIMAL.fullmatch(found[0]) else None


def _in_words(page: str, sentence: Sentence, place: int) -> tuple[float, int, float] | None:
    """A number in words, as `_figure`: three, half (a million), a (decade)."""
    start = sentence.words[place].start
    if (half := _worded("half").match(page, start)) and (large := _large(page, half.end())):
        return 0.5 * large[0], large[1], large[0]
    for size in range(min(MAX_COUNTING, len(sentence.words) - place), 0, -1):
        run = sentence.words[place : place + size]
        value = in_words([word.folded for word in run])
        if value is not None and run[-1].folded in numbers():
            unit = float(value) if value >= 1_000 else 1.0
            return float(value), run[-1].end, unit
    one = sentence.words[place]
    years = _behind("year", page, one.end) if one.folded in _called("one") else None
    return (1.0, one.end, 1.0) if years and years[1] > 1 else None


def _large(page: str, end: int) -> tuple[float, int] | None:
    """A word for a thousand or more behind a number: what it is worth, and where it ends."""
    found = WORD_BEHIND.match(page, end)
    number = numbers().get(found[1].casefold(), "") if found else ""
    return (float(number), found.end()) if found and number.isdigit() and int(number) >= 1_000 else None


def _behind(kind: str, page: str, end: int) -> tuple[str, float, int] | None:
    """The word of a kind behind a number: the word, what it is worth, and where it ends."""
    found = _worded(kind).match(page, end)
    return (found[1].casefold(), _called(kind)[found[1].casefold()], found.end()) if found else None


@cache
def _called(kind: str) -> dict[str, float]:
    """The words of a kind, case-folded -> what one is worth."""
    found: dict[str, float] = {}
    for line in words("measure_words"):
        (named, *names) = (part.strip().casefold() for part in line.split("="))
        what, worth = named.split()
        if what == kind:
            found |= dict.fromkeys(names, float(worth))
    return found


@cache
def _worded(kind: str) -> re.Pattern[str]:
    """One of the words of a kind, behind a space or a hyphen at most, that no letter follows."""
    names = "|".join(map(re.escape, sorted(_called(kind), key=len, reverse=True)))
    return re.compile(rf"[\s-]?({names})(?![^\W\d_])", re.IGNORECASE)
