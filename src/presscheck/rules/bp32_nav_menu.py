from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from presscheck.lexicons import folded
from presscheck.model import Facts, Page, Severity
from presscheck.patterns import lone, phrases_of
from presscheck.rule import Hit, LineRule, remove_line
from presscheck.strip.shapes import BULLET, LINES_REMEMBERED, ends_sentence, is_bullet, lead_in, like_subhead

ITEM_CHARS = 32
"""Entries of menus are shorter than this; on labelled pages 95 % of bulleted boilerplate is."""
MIN_KNOWN = 3
"""So many words of menus make a menu. Swept with the density below on 415 labelled pages: 4 and 0.15 find 2,024
lines, 3 and 0.08 find 2,514, neither takes a line of an article."""
DENSITY = 0.4
"""The share of known words among the lines from the first to the last of them."""
BULLET_DENSITY = 0.08
"""The same for a bulleted list, which is taken whole."""
GAP = 4
"""So many unknown lines in a row end a menu."""


class NavMenu(LineRule):
    """The site's menu or footer, left in the text.

    ## What it checks
    Lines that are nothing but a word of navigation (“Skip to main content”, “Log in”, “Zum Inhalt springen”), and runs
    of short lines, at least three of which are section names or footer links known from `lexicons/navigation.txt` and
    `sections.txt`: of a bulleted list at least 8 %, of other short lines 40 %. A list that a sentence leads to stays.

    ## Why it matters
    A menu names every subject the outlet has, so every article seems to be about all of them.

    ## What to do
    Nothing: the lines are removed and kept in the ledger.

    ## When it is wrong
    A list in an article that enumerates fields such as Health, Education and Culture, without a line that leads to it.
    Single section names outside a run are left alone.

    ## History
    Since 0.1.
    """

    code = "BP32"
    name = "nav-menu"
    severity = Severity.INFO
    message = "navigation"
    max_chars = 80
    pattern = lone(*phrases_of("BP32"))
    stays_if = (like_subhead,)

    def find(self, page: Page, matched: Mapping[str, Sequence[int]], facts: Facts) -> Iterator[Hit]:
        """One hit for each lone word of navigation and for each line of a menu."""
        yield from super().find(page, matched, facts)
        for start, stop in menus([line.text for line in page.lines]):
            if lead_in(page.lines, start) is None:
                for line in page.lines[start:stop]:
                    yield remove_line(line, self.message)


def menus(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Half-open ranges of lines that are a menu."""
    found: list[tuple[int, int]] = []
    if sum(map(_known, lines)) < MIN_KNOWN:
        return found
    for start, stop, bulleted in _runs(lines):
        known = [i for i in range(start, stop) if _known(lines[i])]
        if bulleted and len(known) >= MIN_KNOWN and len(known) >= BULLET_DENSITY * (stop - start):
            found.append((start, stop))
        elif not bulleted:
            found += [
                (group[0], group[-1] + 1)
                for group in _groups(known)
                if len(group) >= MIN_KNOWN and len(group) >= DENSITY * (group[-1] + 1 - group[0])
            ]
    return found


def _runs(lines: Sequence[str]) -> Iterator[tuple[int, int, bool]]:
    """Longest stretches of entries, bulleted ones apart from others: start, stop, whether bulleted."""
    start = 0
    for kind, run in groupby(map(_kind, lines)):
        stop = start + sum(1 for _ in run)
        if kind:
            yield start, stop, kind == "bullet"
        start = stop


@lru_cache(maxsize=LINES_REMEMBERED)
def _kind(text: str) -> str:
    """``bullet`` or ``plain`` for what may be an entry of a menu, else nothing."""
    text = text.strip()
    if len(text) > ITEM_CHARS + 2 or len(text) > ITEM_CHARS + 2 * is_bullet(text) or ends_sentence(text):
        return ""
    return "bullet" if is_bullet(text) else "plain"


@lru_cache(maxsize=LINES_REMEMBERED)
def _known(text: str) -> bool:
    """Whether a line may be an entry of a menu, and is a known one."""
    entry = BULLET.sub("", text, count=1).strip(" \t\xa0:|›»>+-").casefold()
    return bool(_kind(text)) and (entry in folded("navigation") or entry in folded("sections"))


def _groups(indices: Sequence[int]) -> list[list[int]]:
    """Indices put together where fewer than `GAP` lines lie between them."""
    groups: list[list[int]] = []
    for index in indices:
        if groups and index - groups[-1][-1] <= GAP:
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups
