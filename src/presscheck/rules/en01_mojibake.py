from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple
from unicodedata import category

from presscheck.model import Facts, Line, Page, Severity
from presscheck.rule import Hit, StripRule, found_in, regex

READ_AS = {
    "windows-1252": ("sloppy-windows-1252", "latin-1"),
    **{f"windows-{number}": (f"sloppy-windows-{number}",) for number in (1251, 1250, 1253, 1254, 1257)},
    **{name: (name,) for name in ("iso-8859-2", "macroman", "cp437")},
}
"""What UTF-8 is taken for, and the codecs (some of them ftfy's) that write it back; where two fit as well, the first."""
CONSISTENT_RUNS = 3
"""So many differing runs there must be where none looks odd by itself and nothing else in the text is beyond ASCII."""
LOST_NBSP = r"(?:^|[\p{Ll}\s])([ÃÂ] )"
"""The no-break space, which is the second byte of à and of itself, was folded into a space."""
FIRST_EMOJI = "\U0001f000"
"""Beyond it are emoji that Python's Unicode may not know yet."""
NO_TEXT = ("Cc", "Cs", "Co", "Cn")
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
    Nothing for this text: what was meant takes its place. The first place is a warning, the others are for
    information. Decode the page as UTF-8 in the scraper.

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
        """One hit for each run, with what was meant as the replacement; the first speaks for the article."""
        likely = [] if page.text.isascii() else found_in(page.uncommon, *map(_pattern, READ_AS))
        if not likely:
            return
        found = {code_page: _repairable(page, code_page) for at, code_page in enumerate(READ_AS) if at in likely}
        code_page = max(found, key=lambda name: sum(len(run.text) for run in found[name]))
        for number, run in enumerate(runs := sorted(found[code_page])):
            said = f"{run.text!r} should read {run.meant!r}: UTF-8 was read as {code_page}"
            if number == 0 and len(runs) > 1:
                said += f", at {len(runs)} places"
            severity = Severity.INFO if number else self.severity
            yield Hit(run.start, run.start + len(run.text), said, replacement=run.meant, severity=severity)


class _Run(NamedTuple):
    """Characters of a text that are UTF-8 when they are written back in a code page."""

    start: int
    text: str
    meant: str
    odd: bool
    ends_capitals: bool
    """Whether it may as well be the end of a word in capitals and a mark behind it, as in MANHÃ»."""


def _repairable(page: Page, code_page: str) -> list[_Run]:
    """The runs that were read in this code page, where the article gives reason to believe it."""
    by_line = [(line, runs) for line in page.lines if (runs := list(_runs(line, code_page)))]
    every = [run for _, runs in by_line for run in runs]
    if len({run.text for run in every}) >= CONSISTENT_RUNS and _nothing_else(page.text, code_page):
        return every
    good: list[_Run] = []
    for line, runs in by_line:
        pure = not all(run.odd for run in runs) and _nothing_else(line.text, code_page)
        good += [run for run in runs if not run.ends_capitals and (run.odd or pure)]
    if not any(run.odd for run in good):
        return []
    return good + _without_nbsp(page) if code_page == "windows-1252" else good


def _without_nbsp(page: Page) -> list[_Run]:
    return [
        _Run(line.start + found.start(1), found[1], NBSP_MEANT[found[1]], odd=False, ends_capitals=False)
        for line in page.lines
        for found in regex(LOST_NBSP).finditer(line.text)
    ]


def _runs(line: Line, code_page: str) -> Iterator[_Run]:
    """What is UTF-8 when it is written back in this code page."""
    if line.text.isascii():
        return
    from ftfy import badness  # takes 0.2 s, and few texts come here

    for found in regex(_pattern(code_page)).finditer(line.text):
        start, end = found.span()
        if (meant := _meant(found[0], code_page)) is not None:
            before, after = line.text[max(0, start - 1) : start], line.text[end : end + 1]
            inside = before.isalpha() and after.isalpha()
            odd = badness.is_bad(before + found[0] + after if inside else found[0])
            yield _Run(line.start + start, found[0], meant, odd, _ends_capitals(before, found[0], after))


def _ends_capitals(before: str, run: str, after: str) -> bool:
    return (
        before.isupper()
        and run[0].isupper()
        and not after.islower()
        and not any(category(c) in ("Ll", "Cc") for c in run[1:])
    )


def _meant(run: str, code_page: str) -> str | None:
    """The run as UTF-8, as often as it can be read again; None where it is none, or gives characters that no text has."""
    again, meant = _read_again(run, code_page), None
    while again is not None:
        meant = again
        again = _read_again(meant, code_page) if regex(_pattern(code_page)).fullmatch(meant) else None
    return meant if meant and all(category(c) not in NO_TEXT or c >= FIRST_EMOJI for c in meant) else None


def _read_again(run: str, code_page: str) -> str | None:
    for codec in READ_AS[code_page]:
        try:
            return run.encode(codec).decode("utf-8")
        except UnicodeError:
            continue
    return None


def _nothing_else(text: str, code_page: str) -> bool:
    """Whether all characters beyond ASCII are in such runs."""
    return bool(regex(_pattern(code_page)).sub("", text).isascii())


@cache
def _pattern(code_page: str) -> str:
    """RE2 for characters of two to four bytes in UTF-8, as this code page shows them, one after the other."""
    follows = _shown(code_page, 0x80, 0xC0)
    return (
        rf"(?:{_shown(code_page, 0xC2, 0xE0)}{follows}|{_shown(code_page, 0xE0, 0xF0)}{follows}{follows}"
        rf"|{_shown(code_page, 0xF0, 0xF5)}{follows}{follows}{follows})+"
    )


def _shown(code_page: str, low: int, high: int) -> str:
    """A class of the characters that bytes from `low` up to `high` stand for; an open one stands for its control code."""
    shown = {bytes([byte]).decode(code_page, "ignore") or chr(byte) for byte in range(low, high)}
    if code_page == "windows-1252":  # Latin-1 has control codes in the places of its marks
        shown |= set(bytes(range(low, high)).decode("latin-1"))
    return "[" + "".join(rf"\x{{{ord(c):x}}}" for c in sorted(shown)) + "]"
