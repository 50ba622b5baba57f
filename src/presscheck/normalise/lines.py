"""Lines of a text, one by one: what kind of line it is, and what it is compared by."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from presscheck.dates import DateMention, find_dates, may_hold_date
from presscheck.lexicons import folded
from presscheck.model import Line
from presscheck.normalise.dateline import find_dateline

OPENER_ENDS = re.compile(r"[\s:：・／]+")
"""What stands behind the word that opens a byline, and within one of two words."""
LABEL_ENDS = re.compile(r"\s*([^\s:：](?:[^:：]{0,18}[^\s:：])?)\s?[:：]")
"""The word or two before the first colon of a line."""
DOTTED_DAY = re.compile(
    r"(?:\d{4}\.\s?(?:[^\W\d_]+\s|\d{1,2}\.\s?)\d{1,2}|\d{1,2}\.\s?(?:[^\W\d_]+\s|\d{1,2}\.\s?)\d{4})\.\s*$"
)
"""Days with a full stop behind them, as in Hungarian and Croatian."""
STOPS = frozenset(".!?…。！？।؟:;")
CLOSERS = "\"'”’»)]"
LINES_REMEMBERED = 1 << 12
"""Several readers ask the same of the lines of one article, one after the other."""
BODY_CHARS = 120
"""A line of this length is a paragraph, whatever stands at its end."""
PROSE_CHARS = 80
"""A sentence of this length is one of a running text, and no label."""
WORD = re.compile(
    r"\w[\w'’.\u0300-\u036f\u05b0-\u05c7\u064b-\u0652\u0900-\u0963\u0966-\u0dff\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200c-]*"
)
"""With the signs of other scripts that are no letters to `re`."""
BESIDE_DATES = re.compile(
    r"(?i)\b\d{1,2}[:.h]\d\d(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?\b|h\b)?|\b\d{1,3}[\s-]?min(?:ute)?[ns]?\b\.?|\b(?:reading time|lesedauer|lesezeit|lecture)\b"
    r"|(?:[^\W\d]{3,10}[\s،,]{1,2})?\b\d{1,2}\s(?:(?:ال)?محرم|صفر|ربيع (?:ال)?(?:أول|آخر|ثاني)|جماد[ىي] (?:ال)?(?:أولى|آخرة|ثانية)"
    r"|رجب|شعبان|رمضان|شوال|ذ[وي] (?:ال)?(?:قعدة|حجة))\s1[34]\d\d(?:\s?ه(?:ـ|جري(?:ة)?)?(?!\w))?"
)
"""Times of day, reading times and days of the lunar calendar, which stand on the line of a date."""


def lone_dates(line: Line) -> list[DateMention]:
    """The dates of a line that says nothing but dates: at most labels and one word stand beside them."""
    text = line.text
    if len(text) > 120 or not may_hold_date(text):
        return []
    dates = find_dates(text)
    if not dates:
        return []
    rest = text
    for mention in reversed(dates):
        rest = f"{rest[: mention.start]} {rest[mention.end :]}"
    rest = BESIDE_DATES.sub(" ", rest)
    others = [word for word in WORD.findall(rest) if word.casefold().strip(".") not in folded("date_labels")]
    return dates if len(others) <= 1 and not find_dateline(text) else []


@lru_cache(maxsize=LINES_REMEMBERED)
def fold(text: str) -> str:
    """White space folded, case folded, quotation marks made alike: for comparing lines."""
    text = " ".join(text.split())
    if not text.isascii():
        for mark, plain in _QUOTES:
            text = text.replace(mark, plain)
    return text.casefold()


_QUOTES = tuple(zip("‘’‚“”„«»–—", '\'\'\'"""""--', strict=True))


@lru_cache(maxsize=LINES_REMEMBERED)
def letters(text: str) -> str:
    """Letters and digits alone, case folded, without accents: for comparing names."""
    return "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if char.isalnum())


def is_sentence(text: str) -> bool:
    """Whether a line ends like a sentence."""
    end = text.rstrip().rstrip(CLOSERS)[-2:]
    return end[-1:] in STOPS and not (end[0].isdecimal() and ends_in_day(text))


def ends_in_day(text: str) -> bool:
    """Whether the full stop at the end is a date's, and no verb before it: ``Nagy Péter, 2024. március 5.``."""
    day = DOTTED_DAY.search(text)
    return day is not None and not any(word[0].islower() for word in text[: day.start()].split())


def main_start(lines: list[Line]) -> int:
    """Index of the first line of running text that is followed by more of it; 0 where there is none."""
    prose = [len(line.text) >= PROSE_CHARS and is_sentence(line.text) for line in lines]
    return next((i for i, at in enumerate(prose) if at and any(prose[i + 1 : i + 5])), 0)


def byline_start(text: str) -> bool:
    """Whether a line opens with the word that opens a byline."""
    first, *more = OPENER_ENDS.split(text.lstrip(), 2)
    known = folded("byline_words")
    if first.casefold() in known or (bool(more) and f"{first} {more[0]}".casefold() in known):
        return True
    label = LABEL_ENDS.match(text)
    return label is not None and label[1].casefold() in folded("byline_labels")


def names_source(text: str) -> bool:
    """Whether a line says where a text, a picture or its numbers are from: ``Quelle: Statistikamt Norrhaven``."""
    label = LABEL_ENDS.match(text)
    return label is not None and label[1].casefold() in folded("source_words")
