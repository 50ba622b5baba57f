import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from presscheck.model import Confidence, Dossier, Facts, Line, Related, Severity, Spans
from presscheck.normalise.comments import comments_start
from presscheck.rule import ArticleRule, Hit
from presscheck.strip.shapes import is_prose

CLOCK = re.compile(r"(?<![\d:.,])([01]?\d|2[0-3])[:.h：时時點点시]\s?([0-5]\d)(?![\d:])")
MAX_CHARS = 60
"""Of a line that holds a time and little else: a name, a date, a few words."""
MAX_WORDS = 6
NEAR = 4
"""The text of an entry begins within so many lines below its time."""
MIN_ENTRIES = 4
IN_ORDER = 0.8
"""Share of neighbouring entries that stand in the order of time, or all against it; those of a list of stories do not."""
MAX_RELATED = 20


class Entry(NamedTuple):
    """The line with the time of an entry, and its minute of the day."""

    line: Line
    minute: int


class LiveEntryStamps(ArticleRule):
    """A live blog: entries with times, often the newest first.

    ## What it checks
    At least four short lines that hold a clock time, each with running text below it and before the next, with at
    least three different times, most of them in the order of time or all against it. On web pages only the lines of
    the main text count; nothing counts below the heading of the readers' comments. The message says whether the times run backwards.

    ## Why it matters
    A live blog is many short texts by several hands, and no article: its first sentence is its last news, its length
    says nothing, and copies share single entries.

    ## What to do
    Keep live blogs apart, or cut them at the times; the entries are related places of the finding.

    ## When it is wrong
    A programme, a log or a transcript with a time over each paragraph.

    ## History
    Since 0.1.
    """

    code = "LB01"
    name = "live-entry-stamps"
    severity = Severity.INFO
    confidence = Confidence.MEDIUM
    tip = "Keep live blogs apart, or cut them at the times."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for the article, at the first entry; the others are related."""
        page = dossier.article.page
        main = [(mark.start, mark.end) for mark in page.marked("main")]
        spans = Spans(main)
        lines = [line for line in page.lines if spans.meet(line.start, line.end)] if main else page.lines
        entries = _entries(lines)
        comments = comments_start(page.lines) if len(entries) >= MIN_ENTRIES else None
        if comments is not None:  # each of them has its time
            entries = [entry for entry in entries if entry.line.start < comments]
        if len(entries) < MIN_ENTRIES or len({entry.minute for entry in entries}) < MIN_ENTRIES - 1:
            return
        back = sum(upper.minute >= lower.minute for upper, lower in pairwise(entries))
        ahead = sum(upper.minute <= lower.minute for upper, lower in pairwise(entries))
        if max(back, ahead) < IN_ORDER * (len(entries) - 1):
            return
        order = ", the newest first" if back > ahead else ""
        first, *others = (entry.line for entry in entries)
        article = dossier.article.article_id
        related = tuple(Related(article, line.start, line.end, "another entry") for line in others[:MAX_RELATED])
        yield Hit(first.start, first.end, f"a live blog: {len(entries)} entries with times{order}", related=related)


def _entries(lines: Sequence[Line]) -> list[Entry]:
    """The lines with a time of which each has running text below it, before the next time."""
    stamps = [(index, minute) for index, line in enumerate(lines) if (minute := _minute(line.text)) is not None]
    found = []
    for at, (index, minute) in enumerate(stamps):
        stop = min(stamps[at + 1][0] if at + 1 < len(stamps) else len(lines), index + 1 + NEAR)
        if any(is_prose(line.text) for line in lines[index + 1 : stop]):
            found.append(Entry(lines[index], minute))
    return found


def _minute(text: str) -> int | None:
    """The minute of the day that a line names which says little else."""
    if len(text) > MAX_CHARS or len(text.split()) > MAX_WORDS:
        return None
    clocks = CLOCK.findall(text)
    if len(clocks) != 1:
        return None
    hour, minute = map(int, clocks[0])
    folded = text.casefold().replace(".", "")
    hour = hour % 12 + 12 * ("pm" in folded) if ("am" in folded or "pm" in folded) and hour <= 12 else hour
    return 60 * hour + minute
