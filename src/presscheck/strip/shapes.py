"""Shapes of lines that several strip rules look for: prose, subheads, a list below a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from presscheck.lexicons import folded, words
from presscheck.model import Line, Page
from presscheck.patterns import EDGE, phrases_of
from presscheck.rule import found_in, regex

STOPS = frozenset(".!?…。！？।؟۔")
CLOSERS = "\"'”’»)]"
INNER_STOP = re.compile(r"[.!?…][\"'”’»)\]]* +[\"'“‘«„(\[]*[^\W\d_a-z]")
IDEOGRAPHS = re.compile(r"[぀-ヿ㐀-鿿]")
BULLET = re.compile(r"(?:(?<!\s)\s++)?(?:[*+•·▪▸►‣◦→»›–-]|o(?= ))\s*+(?=\S)")
DIGIT = re.compile(r"\d")
OUTSIDE = re.compile(r"^(?:_|[^\w\u0900-\u0963])+|(?:_|[^\w\u0900-\u0963])+$")
"""Arrows and stops around a button; to `re`, too, the signs of Devanagari are no letters."""
QUOTES = re.compile(r"[\"“”„«»]")

LINES_REMEMBERED = 1 << 12
"""Several rules ask the same of the lines of one article, one after the other."""
PROSE_CHARS = 80
"""A sentence of fewer characters may be a button or a teaser."""
SUBHEAD_WORDS = 2
"""Buttons of more words say plainly that they are buttons."""
SUBHEAD_SIGNS = 4
"""The same for scripts that do not part words."""
PARAGRAPHS_ABOVE = 2
"""A list higher up may be the article itself: offers, results, recipes."""
TEASER_CHARS = 140
"""Headlines of teasers are shorter than this on 99 % of labelled pages."""
INTRODUCES = re.compile(r"[^\s:：][^:：]{24,}[:：]\s*$|[\u3040-\u9fff\uac00-\ud7a3][^:：]{7,}[:：]\s*$")
"""A line that leads to a list."""
MIN_INTRODUCING_WORDS = 4
MAX_LISTED, LISTED_CHARS = 12, 80
"""So many short lines behind one that ends in a colon may be its list."""
GUESSED = frozenset({"BP39", "BP40", "BP41"})
"""Rules that go by how a line looks and where it stands; the others know its words, or that it is repeated."""


@lru_cache(maxsize=LINES_REMEMBERED)
def is_prose(text: str) -> bool:
    """Whether a line reads like running text: long, and a sentence ends in it."""
    text = text.strip()
    if len(text) < PROSE_CHARS and (text.isascii() or len(IDEOGRAPHS.findall(text)) < PROSE_CHARS // 2):
        return False
    return ends_sentence(text) or bool(INNER_STOP.search(text))


def ends_sentence(text: str) -> bool:
    """Whether a line ends in a full stop or its like, quotation marks and brackets behind it or not."""
    return text.rstrip().rstrip(CLOSERS)[-1:] in STOPS


def is_bullet(text: str) -> bool:
    """Whether a line is an item of a bulleted list."""
    return bool(BULLET.match(text))


def quotes(text: str) -> bool:
    """Whether a line holds quotation marks: somebody is speaking, so it is the reporter's."""
    return bool(QUOTES.search(text))


def quoted(page: Page, index: int) -> bool:
    """As `quotes`, of line `index`."""
    return quotes(page.lines[index].text)


@cache
def kicker() -> str:
    """RE2 for a label before a headline, which is the one group that matches.

    ``WATCH: Storm hits the harbour``, ``【動画】``, ``[단독]``, ``VIDÉO - Les bains rouvrent``, ``EXCLUSIF. Les bains``.
    """
    label = rf"(?:{'|'.join(phrases_of('TT04'))})"
    colon, bracket = rf"【?({label}\s?(?:[:|]\s|[：｜】]))\s*\S", rf"({label}\])\s?\S"
    dash, stop = rf"({label}\s[–—-])(?:\s+\S+){{3}}", rf"({label}\.)\s+(?-i:\p{{Lu}})"
    return rf"(?i)^{EDGE}(?:{colon}|{bracket}|{dash}|{stop})"


def opens_with_kicker(page: Page, index: int) -> bool:
    """Whether line `index` is the first of its page, and a headline with a label before it."""
    return index == 0 and bool(regex(kicker()).search(page.lines[index].text))


def corrects(text: str) -> bool:
    """Whether a line opens with a word of corrections: the outlet says what was wrong, which is no furniture."""
    return bool(found_in(text, _correction()))


@cache
def _correction() -> str:
    """RE2 for the start of a line with a word of corrections, and no letter behind it."""
    return rf"(?i)^{EDGE}(?:{'|'.join(words('correction_words'))})(?:\PL|$)"


def reports(text: str) -> bool:
    """Whether a line holds a verb of saying (`lexicons/said_words.txt`): somebody is reported as saying it."""
    return bool(found_in(text, _said()))


@cache
def _said() -> str:
    """RE2 for a verb of saying, and no letter beside it."""
    return rf"(?i)(?:^|\PL)(?:{'|'.join(words('said_words'))})(?:\PL|$)"


def like_subhead(page: Page, index: int) -> bool:
    """Whether line `index` is one or two words between two paragraphs, as a subhead is.

    Counts, and what `lexicons/plain_buttons.txt` knows, are none.
    """
    lines = page.lines
    text = lines[index].text
    if len(text.split()) > SUBHEAD_WORDS or len(IDEOGRAPHS.findall(text)) > SUBHEAD_SIGNS or DIGIT.search(text):
        return False
    between = 0 < index < len(lines) - 1 and is_prose(lines[index - 1].text) and is_prose(lines[index + 1].text)
    return between and OUTSIDE.sub("", text).casefold() not in folded("plain_buttons")


def last_prose(page: Page) -> int:
    """Index of the last line that reads like running text; -1 where none does."""
    lines = page.lines
    return next((index for index in range(len(lines) - 1, -1, -1) if is_prose(lines[index].text)), -1)


def prose_follows(page: Page, index: int) -> bool:
    """Whether any line below `index` reads like running text."""
    return index < last_prose(page)


def listed_below(page: Page, index: int) -> list[Line]:
    """The teasers below the heading at `index`; none where two paragraphs do not stand above it, as in a menu.

    With no running text further down that is the rest of the page. Otherwise: the bulleted lines right
    below, or the headlines right below, but for the last of them, which may be the next subhead.
    """
    if sum(is_prose(line.text) for line in page.lines[:index]) < PARAGRAPHS_ABOVE:
        return []
    rest = page.lines[index + 1 :]
    if not any(is_prose(line.text) for line in rest):
        return rest
    if is_bullet(rest[0].text):
        stop = next((i for i, line in enumerate(rest) if not is_bullet(line.text)), len(rest))
        return [] if any(is_prose(line.text) for line in rest[:stop]) else rest[:stop]
    stop = next((i for i, line in enumerate(rest) if not _teaser(line.text)), len(rest))
    return rest[: stop - 1] if stop > 1 else []


def _teaser(text: str) -> bool:
    return len(text) <= TEASER_CHARS and not is_prose(text) and not ends_sentence(text)


def lead_in(lines: Sequence[Line], index: int) -> int | None:
    """Index of the line that leads to the list which a line may be of: ``The plan foresees three steps:``."""
    for above in range(index, max(-1, index - MAX_LISTED), -1):
        text = lines[above].text
        if (
            above < index
            and INTRODUCES.match(text)
            and (not text.isascii() or len(text.split()) >= MIN_INTRODUCING_WORDS)
        ):
            return above
        if len(text) > LISTED_CHARS:
            return None
    return None
