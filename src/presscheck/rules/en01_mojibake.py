from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from presscheck.model import Facts, Line, Page, Severity
from presscheck.rule import Hit, StripRule, regex

READ_AS = (
    *("windows-1252", "windows-1251", "windows-1250", "windows-1253", "windows-1254", "windows-1257"),
    *("iso-8859-2", "macroman", "cp437"),
)
"""What UTF-8 is taken for: the code pages that ftfy knows, in the order in which they are asked."""
CONSISTENT_RUNS = 3
"""So many differing runs there must be where none looks odd by itself and nothing else in the text is beyond ASCII."""
LOST_NBSP = r"(?:^|[\p{Ll}\s])([ÃÂ] )"
"""The no-break space, which is the second byte of à and of itself, was folded into a space."""
NBSP_MEANT = {"Ã ": "à ", "Â ": " "}


class Mojibake(StripRule):
    """UTF-8 text was read in another encoding: "BÃ¼rger" for "Bürger".

    ## What it checks
    Runs of characters that are UTF-8 when they are written back in a Western, Central European, Cyrillic, Greek,
    Turkish, Baltic, Macintosh or DOS code page, once or several times over. A run must look odd (by ftfy's measure), or
    stand in a line with nothing but such runs beyond ASCII, in an article with an odd one or with nothing else.

    ## Why it matters
    The words are lost to search and to matching, and names are spelt in a way nobody has.

    ## What to do
    Nothing for this text: what was meant takes its place. Decode the page as UTF-8 in the scraper.

    ## When it is wrong
    A text that shows mojibake to its readers. Words in capitals that end in Ã before a quotation mark or a wide space
    look like it, and are left alone.

    ## History
    Since 0.1.
    """

    code = "EN01"
    name = "mojibake"
    severity = Severity.WARNING
    tip = "Decode the page as UTF-8."

    def find(self, page: Page, matched: Mapping[str, Sequence[int]], facts: Facts) -> Iterator[Hit]:
        """One hit for each run, with what was meant as the replacement."""
        if page.text.isascii() or not regex(_runs_of_any()).search(page.text):
            return
        for code_page in READ_AS:
            if runs := _repairable(page, code_page):
                for run in runs:
                    said = f"{run.text!r} should read {run.meant!r}: UTF-8 was read as {code_page}"
                    yield Hit(run.start, run.start + len(run.text), said, replacement=run.meant)
                return


class _Run(NamedTuple):
    start: int
    text: str
    meant: str
    odd: bool


def _repairable(page: Page, code_page: str) -> list[_Run]:
    """The runs that were read in this code page, where the article gives reason to believe it."""
    by_line = [(line, runs) for line in page.lines if (runs := list(_runs(line, code_page)))]
    every = [run for _, runs in by_line for run in runs]
    if not any(run.odd for run in every) and not (
        len({run.text for run in every}) >= CONSISTENT_RUNS and _nothing_else(page.text, code_page)
    ):
        return []
    good = [run for line, runs in by_line for run in runs if run.odd or _nothing_else(line.text, code_page)]
    if code_page != "windows-1252":
        return good
    taken = {run.start for run in good}
    folded = (
        _Run(line.start + found.start(1), found[1], NBSP_MEANT[found[1]], odd=False)
        for line in page.lines
        for found in regex(LOST_NBSP).finditer(line.text)
    )
    return good + [run for run in folded if run.start not in taken]


def _runs(line: Line, code_page: str) -> Iterator[_Run]:
    """What is UTF-8 when it is written back in this code page."""
    if line.text.isascii():
        return
    from ftfy import badness, fix_encoding  # takes 0.2 s, and few texts come here

    for found in regex(_runs_of(code_page)).finditer(line.text):
        meant = _read_again(found[0], code_page)
        if meant is None or _in_capitals(line.text, *found.span()):
            continue
        start, end = found.span()
        around = line.text[max(0, start - 1) : end + 1]
        inside = len(around) == len(found[0]) + 2 and around[0].isalpha() and around[-1].isalpha()
        odd = badness.is_bad(around if inside else found[0])
        yield _Run(line.start + start, found[0], fix_encoding(meant), odd)


def _read_again(run: str, code_page: str) -> str | None:
    """The run as UTF-8; None where it is none, or gives characters that no text has."""
    names = (f"sloppy-{code_page}", "latin-1") if code_page == "windows-1252" else (_codec(code_page),)
    for name in names:
        try:
            meant = run.encode(name).decode("utf-8")
        except UnicodeError:
            continue
        if all(c.isprintable() or c in INVISIBLE for c in meant):
            return meant
    return None
