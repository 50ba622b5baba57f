"""Agencies named in a note that a text came from their feed as it is: ``… automatically taken from the dpa feed``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from presscheck.lexicons import SHORT, aliases, named
from presscheck.model import Field
from presscheck.normalise.reading import HEAD_LINES, Reading
from presscheck.patterns import opening, phrases_of
from presscheck.rule import ends, found_in, in_a_line, regex

WHERE = ends(HEAD_LINES, 8)
MAX_CHARS = 400
RANK = 0.8


def read(reading: Reading) -> Iterator[Field]:
    """Each agency that such a note among the first or last lines names, once."""
    lines = [line for line in WHERE.of(reading.article.page.lines) if len(line.text) <= MAX_CHARS]
    if not in_a_line(_name(), "\n".join([line.text for line in lines])):
        return
    for line in lines:
        if found_in(line.text, _name()) and found_in(line.text, _note()):
            for found in regex(_name()).finditer(line.text):
                agency = named("agencies", found[1])
                if agency:
                    start = line.start + found.start(1)
                    yield Field("agency", agency, RANK, "feed-note", start, start + len(found[1]), found[1])


@cache
def _note() -> str:
    """RE2 for a line that opens with such a note."""
    return opening(*phrases_of("AG13"))


@cache
def _name() -> str:
    """RE2 for the name of an agency, and no letter beside it; short names in their own case."""
    names = sorted(aliases("agencies"), key=lambda name: (-len(name), name))
    short = "|".join(re.escape(name) for name in names if len(name) <= SHORT)
    long = "|".join(re.escape(name) for name in names if len(name) > SHORT)
    return rf"(?:^|[^\pL\pN])((?i:{long})|{short})(?:[^\pL\pN]|$)"
