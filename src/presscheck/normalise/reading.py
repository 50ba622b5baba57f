"""One article as the readers of fields look at it: its kept lines, and where the body begins."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache

from presscheck.dates import DateMention, find_dates, may_hold_date
from presscheck.ledger import EditedText
from presscheck.lexicons import folded
from presscheck.model import Article, Facts, Line, host_of
from presscheck.normalise.dateline import FIRST_UNSPACED, Dateline, find_dateline
from presscheck.normalise.names import is_masthead, kind_of

STOPS = frozenset(".!?…。！？।؟:;")
CLOSERS = "\"'”’»)]"
LINES_REMEMBERED = 1 << 12
"""Several readers ask the same of the lines of one article, one after the other."""
HEAD_LINES = 12
"""Title, standfirst, byline and date stand within so many lines of the top."""
SHORT_CHARS = 20
"""Shorter lines may be a name in small letters."""
BODY_CHARS = 120
"""A line of this length is a paragraph, whatever stands at its end."""
TITLE_LINES = 4
"""The headline stands within so many lines of the top, or below the outlet's name."""
MIN_TITLE_WORDS = 3
MIN_UNSPACED = 8
"""Words, and characters where words are not set apart, of a line that is believed to be a headline below another."""
AROUND_LABELS = " \t:*•|–—-[]()+#~"
PROSE_CHARS = 80
"""A sentence of this length is one of a running text, and no label."""
WORD = re.compile(r"\w[\w'’.-]*")
BESIDE_DATES = re.compile(
    r"(?i)\b\d{1,2}[:.h]\d\d(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?\b|h\b)?|\b\d{1,3}[\s-]?min(?:ute)?[ns]?\b\.?|\b(?:reading time|lesedauer|lesezeit|lecture)\b"
)
"""Times of day and reading times, which stand on the line of a date."""


@dataclass(frozen=True)
class Reading:
    """The lines of an article after stripping, with page text offsets."""

    article: Article
    edited: EditedText
    facts: Facts

    @cached_property
    def kept(self) -> list[Line]:
        """Lines of the page text of which something is left, with their page text."""
        kept: list[Line] = []
        spans = iter(self.edited.removed)
        span = next(spans, None)
        for line in self.article.page.lines:
            while span and span[1] <= line.start:
                span = next(spans, None)
            if not span or span[0] >= line.end or self._left(line, *span):
                kept.append(line)
        return kept

    def _left(self, line: Line, start: int, end: int) -> bool:
        """Whether anything is left of a line that a removed stretch reaches into; it may be gone in several."""
        first, last = _first_char(line), _last_char(line)
        return not (start <= first and last <= end) and bool(self.clean(first, last))

    @cached_property
    def running_text(self) -> str:
        """The lines of the page that are too long for a name in small letters."""
        return "\n".join([line.text for line in self.article.page.lines if len(line.text) >= SHORT_CHARS])

    @cached_property
    def sites(self) -> frozenset[str]:
        """What the site is called, as `letters`: claimed publishers, and its host with and without the ending."""
        host = host_of(self.article.url)
        claimed = {claim.value for claim in self.article.claims if claim.field == "publisher"}
        return frozenset(filter(None, map(letters, {*claimed, host, host.rpartition(".")[0]})))

    @cached_property
    def title_index(self) -> int | None:
        """Which kept line is the headline; None where the text opens with prose or holds nothing."""
        headings = [(mark.start, mark.end) for mark in self.article.page.marked("h1")]
        claimed = {fold(claim.value) for claim in self.article.claims if claim.field == "title"}
        for index, line in enumerate(self.kept if headings else ()):
            heading = next((span for span in headings if span[0] <= line.start < span[1]), None)
            if heading and (not claimed or self._is_claimed(line, heading[1], claimed)):
                return index
        for index, line in enumerate(self.kept if claimed else ()):
            if fold(line.text) in claimed:
                return index
        if self.article.media_type == "text/html":
            return None
        return self._first_headline[1]

    @property
    def head_index(self) -> int:
        """Which kept line the head of the article begins with: the headline, or the outlet's name or label above it."""
        title = self.title_index
        above, headline = self._first_headline if self.article.media_type != "text/html" else (None, None)
        return above if above is not None and title is not None and title == headline else title or 0

    @cached_property
    def _first_headline(self) -> tuple[int | None, int | None]:
        """The first line at the top that can be a headline, behind the first that would be one if no other came.

        The outlet's name, entries of a menu and short lines below a label are it only where no other comes below them.
        Labels (`lexicons/title_labels.txt`) never are.
        """
        above, last, labelled = None, TITLE_LINES, False
        for index, line in enumerate(self.kept[: 3 * TITLE_LINES]):
            if index >= last:
                break
            text = line.text
            if is_label(text):
                last, labelled = last + 1, True
            elif is_headline(text) and not self.lone_dates(line) and not self.dateline(line):
                below = above is not None or labelled
                if _is_below_masthead(text) if below else not (is_masthead(text) or _is_entry(text)):
                    return above, index
                if above is None and not (labelled and _reads_on(text)):
                    above, last = index, index + 1 + TITLE_LINES
            if len(text) > BODY_CHARS:
                break
        return above, above

    def _is_claimed(self, line: Line, end: int, claimed: set[str]) -> bool:
        """Whether a line of the heading that ends at `end` is of a claimed title; not the kicker, not the site's name."""
        text = fold(line.text)
        least = 0.5 if end > line.end else 0.0
        return letters(text) not in self.sites and any(
            text in title and len(text) > least * len(title) for title in claimed
        )

    @cached_property
    def body_index(self) -> int:
        """Index into `kept` of the first paragraph of the body."""
        start = 0 if self.title_index is None else self.title_index + 1
        for index in range(start, min(len(self.kept), start + HEAD_LINES)):
            line = self.kept[index]
            if self.lone_dates(line):
                continue
            dateline = self.dateline(line)
            if dateline and dateline.end < len(line.text.rstrip()):
                return index
            if len(line.text) >= BODY_CHARS or (
                is_sentence(line.text) and not byline_start(line.text) and self._prose_follows(index)
            ):
                return index + 1 if self.standfirst_index == index else index
        return min(start, len(self.kept))

    def _prose_follows(self, index: int) -> bool:
        return index + 1 >= len(self.kept) or len(self.kept[index + 1].text) >= 40

    @cached_property
    def standfirst_index(self) -> int | None:
        """A summary between headline and body: one sentence, in one block with the headline's other lines.

        It must be followed by a further line of the same block, so that a body whose first paragraph
        happens to be short is not taken for one.
        """
        if self.title_index is None:
            return None
        lines = self.kept
        claimed = {fold(claim.value) for claim in self.article.claims if claim.field == "standfirst"}
        for index in range(self.title_index + 1, min(len(lines) - 1, self.title_index + 7)):
            line = lines[index]
            if self.lone_dates(line) or self.dateline(line):
                continue
            if fold(line.text) in claimed:
                return index
            if not is_sentence(line.text) or byline_start(line.text):
                continue
            before, after = self._adjoins(lines[index - 1], line), self._adjoins(line, lines[index + 1])
            more = any(len(other.text) >= BODY_CHARS for other in lines[index + 1 : index + 5])
            return index if before and after and more and 25 <= len(line.text) <= 300 else None
        return None

    def _adjoins(self, line: Line, other: Line) -> bool:
        """No blank line between them, but for lines that were removed."""
        return not any(
            blank.blank and line.end < blank.start < other.start
            for blank in self.article.page.all_lines[line.number : other.number]
        )

    def clean(self, start: int, end: int) -> str:
        """What is left of a stretch of page text after stripping."""
        return self.edited.clean[self.edited.to_clean(start) : self.edited.to_clean(end)].strip()

    @property
    def head(self) -> list[Line]:
        """Kept lines above the body, headline included; at most `HEAD_LINES` of them."""
        return self.kept[: self.body_index][:HEAD_LINES]

    @property
    def body(self) -> list[Line]:
        """Kept lines from the first paragraph on."""
        return self.kept[self.body_index :]

    def dateline(self, line: Line) -> Dateline | None:
        """The dateline a line opens with."""
        return find_dateline(line.text)

    def lone_dates(self, line: Line) -> list[DateMention]:
        """The dates of a line that says nothing but dates: at most labels and two words stand beside them."""
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
        return dates if len(others) <= 1 and not self.dateline(line) else []


def _first_char(line: Line) -> int:
    return line.start + len(line.text) - len(line.text.lstrip())


def _last_char(line: Line) -> int:
    return line.start + len(line.text.rstrip())


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
    return text.rstrip().rstrip(CLOSERS)[-1:] in STOPS


def main_start(lines: list[Line]) -> int:
    """Index of the first line of running text that is followed by more of it; 0 where there is none."""
    prose = [len(line.text) >= PROSE_CHARS and is_sentence(line.text) for line in lines]
    return next((i for i, at in enumerate(prose) if at and any(prose[i + 1 : i + 5])), 0)


def is_headline(text: str) -> bool:
    """Whether a line at the top can be a headline: short, and not a paragraph."""
    text = text.strip()
    return len(text) <= 200 and sum(map(str.isalpha, text)) >= 3 and not (len(text) > BODY_CHARS and text.endswith("."))


def is_label(text: str) -> bool:
    """Whether a line says what kind of text follows, and no more: ``PRESS RELEASE``."""
    return text.strip(AROUND_LABELS).casefold() in folded("title_labels")


def _is_entry(text: str) -> bool:
    """Whether a line is an entry of a menu."""
    return text.strip(AROUND_LABELS).casefold() in folded("navigation")


def _reads_on(text: str) -> bool:
    """Whether a line is a byline or a sentence."""
    return text.rstrip().endswith((".", "。")) or byline_start(text)


def _is_below_masthead(text: str) -> bool:
    """Whether a line below the outlet's name, or a label, is a headline: no byline, name or sentence, and no word alone."""
    words = text.split()
    enough = len(words) >= MIN_TITLE_WORDS or (max(text) >= FIRST_UNSPACED and len(text) >= MIN_UNSPACED)
    named = len(words) == MIN_TITLE_WORDS and kind_of(text) == "person"
    return enough and not named and not _reads_on(text)


def byline_start(text: str) -> bool:
    """Whether a line opens with the word that opens a byline."""
    first = text.split(maxsplit=1)[:1]
    return bool(first) and first[0].casefold().rstrip(":") in folded("byline_words")
