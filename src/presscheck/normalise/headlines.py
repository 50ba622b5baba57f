"""Which line of a text without markup is its headline."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Sequence

from presscheck.lexicons import folded, named
from presscheck.model import Line
from presscheck.normalise.dateline import FIRST_UNSPACED, find_dateline
from presscheck.normalise.lines import BODY_CHARS, WORD, byline_start, is_sentence, lone_dates, main_start, names_source
from presscheck.normalise.names import is_masthead, kind_of, split_names

TITLE_LINES = 4
"""The headline stands within so many lines of the top, or below the outlet's name."""
MIN_TITLE_WORDS = 3
"""Words of a line that is believed to be a headline below another."""
AROUND_LABELS = " \t:*•|–—-[]()+#~"
MENU_LINES = 15
"""A page that so many lines were removed from is a whole one, with its menus."""
CLEAR = 0.5
"""A line at the top of a whole page is surely its headline when it is so far ahead of the next one, in log-odds."""
FAR_LINES = 40
"""The headline of a whole page stands at most so many lines above the running text."""
TOPIC_CHARS = 4
"""Shorter words say nothing about the topic."""
MAX_KICKER_WORDS = 2
BULLETS = re.compile(r"[*•·>+–—-]|o\s|\d{1,2}\.\s")
FEW_WORDS, MANY_WORDS = 4, 15
FEW_UNSPACED, MANY_UNSPACED = 8, 60
"""Words, and characters where words are not set apart, between which most headlines are long."""
MAX_ABOVE = 5
STAYS, ABOVE, SHARED, LED = 1.7, -1.0, 1.7, 0.8
LONG_ENOUGH, TOO_LONG, LISTED, SENTENCE, NAMED = 1.5, -2.0, -2.5, -3.0, -1.0
"""What counts for a headline and against it: that nothing removed it, each line above it that stays, the logarithm of
the words it shares with the running text, the share of its words that the first two paragraphs have, its length, that
it is an entry of a list, a sentence, a byline or masthead.
From a logistic regression on whole pages of the development half, rounded; numbers around them do as well."""


def at_the_top(lines: Sequence[Line]) -> tuple[int | None, int | None]:
    """The first line at the top that can be a headline, behind the first that would be one if no other came.

    The outlet's name, entries of a menu and short lines below a label are it only where no other comes below them.
    Labels (`lexicons/title_labels.txt`) never are.
    """
    above, last, labelled = None, TITLE_LINES, False
    for index, line in enumerate(lines[: 3 * TITLE_LINES]):
        if index >= last:
            break
        text = line.text
        if _is_label(text):
            last, labelled = last + 1, True
        elif _is_headline(text) and not lone_dates(line) and not find_dateline(text):
            below = above is not None or labelled
            if _is_below_masthead(text) if below else not _is_above_headlines(lines, index):
                return above, index
            if above is None and not (labelled and _reads_on(text)):
                above, last = index, index + 1 + TITLE_LINES
        if len(text) > BODY_CHARS:
            break
    return above, above


def below_menus(lines: Sequence[Line], stay: Sequence[int]) -> tuple[int, float] | None:
    """The headline of a whole page, with its menus: its index, and how far it is ahead of the next line, in log-odds.

    `stay` are the indices of the lines that are no furniture. None where no line can be the headline.
    """
    if not stay:
        return None
    body = stay[main_start([lines[index] for index in stay])]
    stays = frozenset(stay)
    running = [_topic(lines[index].text) for index in stay if index >= body]
    topic, led = set().union(*running), set().union(*running[:2])
    points: list[tuple[float, int]] = []
    for index in range(max(0, body - FAR_LINES), body):
        text = lines[index].text.strip()
        if _is_headline(text) and not _is_label(text) and not lone_dates(lines[index]):
            above = min(MAX_ABOVE, bisect_left(stay, index))
            words = _topic(text)
            about = SHARED * math.log1p(len(topic & words)) + LED * len(led & words) / max(1, len(words))
            points.append((STAYS * (index in stays) + ABOVE * above + about + _shape(text), -index))
    if not points:
        return None
    (best, index), (second, _) = [*sorted(points, reverse=True), (-math.inf, 0)][:2]
    return -index, best - second


def _topic(text: str) -> set[str]:
    """The longer words of a line; pairs of characters where words are not set apart."""
    text = text.casefold()
    if max(text, default="") < FIRST_UNSPACED:
        return {word for word in WORD.findall(text) if len(word) >= TOPIC_CHARS}
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _shape(text: str) -> float:
    """What the length and kind of a line say for a headline."""
    unspaced = max(text) >= FIRST_UNSPACED
    length, few, many = (
        (len(text), FEW_UNSPACED, MANY_UNSPACED) if unspaced else (len(text.split()), FEW_WORDS, MANY_WORDS)
    )
    return (
        LONG_ENOUGH * (length >= few)
        + TOO_LONG * (length > many)
        + LISTED * bool(BULLETS.match(text))
        + SENTENCE * (is_sentence(text) and text[-1] not in "?!")
        + NAMED * (is_masthead(text) or byline_start(text))
    )


def _is_label(text: str) -> bool:
    """Whether a line says what kind of text follows, or which agency's, and no more: ``PRESS RELEASE``, ``AFP``."""
    label = text.strip(AROUND_LABELS)
    return label.casefold() in folded("title_labels") or named("agencies", label) is not None


def _is_headline(text: str) -> bool:
    """Whether a line at the top can be a headline: short, not a paragraph, nor a source."""
    text = text.strip()
    paragraph = len(text) > BODY_CHARS and text.endswith(".")
    return len(text) <= 200 and sum(map(str.isalpha, text)) >= 3 and not paragraph and not names_source(text)


def _is_entry(text: str) -> bool:
    """Whether a line is an entry of a menu, or names a section."""
    entry = text.strip(AROUND_LABELS).casefold()
    return entry in folded("navigation") or entry in folded("sections")


def _is_above_headlines(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is the headline only where no other comes: the outlet's name, a section, a kicker, a byline."""
    text = lines[index].text
    return is_masthead(text) or _is_entry(text) or _is_byline(text) or _is_kicker(lines, index)


def _is_byline(text: str) -> bool:
    """Whether a line is the word of a byline and people."""
    _, _, names = text.strip().partition(" ")
    people = split_names(names) if byline_start(text) else []
    return bool(people) and all(kind_of(name) == "person" for _, _, name in people)


def _is_kicker(lines: Sequence[Line], index: int) -> bool:
    """Whether a word or two stand above a line that is a headline, with its byline or date below."""
    kicker, *below = [line.text.strip() for line in lines[index : index + 3]]
    if len(below) < 2 or len(kicker.split()) > MAX_KICKER_WORDS or not kicker[-1].isalnum():
        return False
    headline, beneath = below
    return (
        FEW_WORDS <= len(headline.split()) <= MANY_WORDS
        and not _reads_on(headline)
        and not lone_dates(lines[index + 1])
        and (byline_start(beneath) or bool(lone_dates(lines[index + 2])))
    )


def _reads_on(text: str) -> bool:
    """Whether a line is a byline or a sentence."""
    return text.rstrip().endswith((".", "。")) or byline_start(text)


def _is_below_masthead(text: str) -> bool:
    """Whether a line below the outlet's name, or a label, is a headline: no byline, name or sentence, and no word alone."""
    words = text.split()
    enough = len(words) >= MIN_TITLE_WORDS or (max(text) >= FIRST_UNSPACED and len(text) >= FEW_UNSPACED)
    named = len(words) == MIN_TITLE_WORDS and kind_of(text) == "person"
    return enough and not named and not _reads_on(text)
