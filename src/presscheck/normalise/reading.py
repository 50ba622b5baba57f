"""One article as the readers of fields look at it: its kept lines, and where the body begins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from presscheck.addresses import host_of
from presscheck.dates import DateMention
from presscheck.ledger import EditedText
from presscheck.model import Article, Facts, Line
from presscheck.normalise import headlines
from presscheck.normalise.dateline import find_dateline
from presscheck.normalise.lines import BODY_CHARS, byline_start, fold, is_sentence, letters, lone_dates
from presscheck.orders import settled
from presscheck.rule import trimmed

ENDING = re.compile(r"(?:\.(?:com?|org|net|gov|edu|ac))?\.[a-z]+$")
"""Of a host, one of two parts too."""
HEAD_LINES = 12
"""Title, standfirst, byline and date stand within so many lines of the top."""
SHORT_CHARS = 20
"""Shorter lines may be a name in small letters."""


@dataclass(frozen=True)
class Reading:
    """The lines of an article after stripping, with page text offsets."""

    article: Article
    edited: EditedText
    facts: Facts
    stripped: EditedText
    """The text without the lines, too, that `edited` has although they were removed on a guess."""

    @cached_property
    def kept(self) -> list[Line]:
        """Lines of the page text of which something is left, with their page text."""
        return _left(self.article.page.lines, self.edited)

    @cached_property
    def stay(self) -> Sequence[int]:
        """Indices into `kept` of the lines that nothing removed, a guess neither."""
        if self.stripped is self.edited:
            return range(len(self.kept))
        numbers = {line.number for line in _left(self.kept, self.stripped)}
        return [index for index, line in enumerate(self.kept) if line.number in numbers]

    @cached_property
    def running_text(self) -> str:
        """The lines of the page that are too long for a name in small letters."""
        return "\n".join([line.text for line in self.article.page.lines if len(line.text) >= SHORT_CHARS])

    def settled(self, mention: DateMention, claimed: str = "") -> DateMention:
        """A date as its writer means it, where day and month could be the other way round (`orders.settled`)."""
        return settled(mention, self.article, self.facts, claimed)

    @cached_property
    def sites(self) -> frozenset[str]:
        """What the site is called, as `letters`: claimed publishers, and its host with and without the ending (`.com.mx`)."""
        host = host_of(self.article.url)
        claimed = {claim.value for claim in self.article.claims if claim.field == "publisher"}
        return frozenset(filter(None, map(letters, {*claimed, host, host.rpartition(".")[0], ENDING.sub("", host)})))

    @property
    def title_index(self) -> int | None:
        """Which kept line is the headline; None where the text opens with prose or holds nothing."""
        return self._title[0]

    @property
    def title_lead(self) -> float | None:
        """How far the headline of a whole page is ahead of the next line, in log-odds; None where no other can be meant."""
        return self._title[1]

    @cached_property
    def _title(self) -> tuple[int | None, float | None]:
        claimed = self._claimed_title
        if claimed is not None or self.article.media_type == "text/html":
            return claimed, None
        top = self._at_the_top[1]
        whole = len(self.article.page.lines) - len(self.stay) >= headlines.MENU_LINES
        index, lead = (headlines.below_menus(self.kept, self.stay) if whole else None) or (top, None)
        if lead is None or top not in self.stay:
            return index, lead
        return top, None if index == top and lead >= headlines.CLEAR else 0.0

    @cached_property
    def _at_the_top(self) -> tuple[int | None, int | None]:
        return headlines.at_the_top(self.kept)

    @property
    def _claimed_title(self) -> int | None:
        """The line of a heading, or of the text, that is what markup or a column claims as the title."""
        headings = [(mark.start, mark.end) for mark in self.article.page.marked("h1")]
        claimed = {fold(claim.value) for claim in self.article.claims if claim.field == "title"}
        for index, line in enumerate(self.kept if headings else ()):
            heading = next((span for span in headings if span[0] <= line.start < span[1]), None)
            if heading and (not claimed or self._is_claimed(line, heading[1], claimed)):
                return index
        return next(
            (index for index, line in enumerate(self.kept if claimed else ()) if fold(line.text) in claimed), None
        )

    @property
    def head_index(self) -> int:
        """Which kept line the head of the article begins with: the headline, or the outlet's name or label above it."""
        title = self.title_index
        if title is None or self.article.media_type == "text/html":
            return title or 0
        above, headline = self._at_the_top
        return above if above is not None and title == headline else title

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
            if lone_dates(line):
                continue
            dateline = find_dateline(line.text)
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
            if lone_dates(line) or find_dateline(line.text):
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


def _left(lines: Iterable[Line], edited: EditedText) -> list[Line]:
    """The lines of which something is left."""
    left: list[Line] = []
    spans = iter(edited.removed)
    span = next(spans, None)
    for line in lines:
        while span and span[1] <= line.start:
            span = next(spans, None)
        if not span or span[0] >= line.end or _is_left(line, *span, edited):
            left.append(line)
    return left


def _is_left(line: Line, start: int, end: int, edited: EditedText) -> bool:
    """Whether anything is left of a line that a removed stretch reaches into; it may be gone in several."""
    first, last = trimmed(line)
    return not (start <= first and last <= end) and bool(
        edited.clean[edited.to_clean(first) : edited.to_clean(last)].strip()
    )
