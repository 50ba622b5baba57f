"""Who wrote an article, by the trailer of a wire service: ``(Reporting by Ana Soler; Editing by Jo Brandt)``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from presscheck.model import Field, Line
from presscheck.normalise.bylines import typed
from presscheck.normalise.names import is_person, split_names
from presscheck.normalise.reading import Reading
from presscheck.patterns import phrases_of
from presscheck.rule import found_in, regex

LAST_LINES = 8
MAX_CHARS = 320
RANK = 0.7
PLACE = re.compile(r"\s(?:in|en|em|à|a|aus|di|te)\s[A-ZÀ-Þ][^,;]*$")
"""Where somebody wrote from, behind a name."""
CLOSES = " \t.,;:)]–—-"


def read(reading: Reading) -> Iterator[Field]:
    """People who wrote or reported; none of those who edited, or only helped."""
    for line in reading.kept[-LAST_LINES:]:
        if len(line.text) <= MAX_CHARS and found_in(line.text, _opening()) and regex(_opening()).search(line.text):
            yield from _writers(line)


def _writers(line: Line) -> Iterator[Field]:
    """The names behind tasks of writing; none where one task is all that the line says, as a byline does, or more is said."""
    tasks = list(regex(_tasks()).finditer(line.text))
    if len(tasks) < 2:
        return
    ends = [*(task.start() for task in tasks[1:]), len(line.text)]
    spans = [(task.end(), end, bool(task["wrote"])) for task, end in zip(tasks, ends, strict=True)]
    named = [(list(_people(line.text, start, end)), wrote) for start, end, wrote in spans]
    if all(people and all(is_person(name) for _, name in people) for people, _ in named):
        for start, name in (person for people, wrote in named if wrote for person in people):
            span = line.start + start, line.start + start + len(name)
            yield typed(name, RANK, "trailer", span, line.text.strip())


def _people(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Names between two places of a line, with where each begins."""
    for at, _, name in split_names(text[start:end].rstrip(CLOSES)):
        bare = PLACE.sub("", name).rstrip(CLOSES)
        if bare:
            yield start + at, bare


@cache
def _opening() -> str:
    """RE2 for a line that opens with a task."""
    return rf"(?i)^[^\pL\pN]*(?:{_either()})\s"


@cache
def _tasks() -> str:
    """RE2 for one task of a trailer, ``wrote`` where it is one of writing."""
    wrote, helped = ("|".join(phrases_of(f"trailer-{kind}")) for kind in ("wrote", "helped"))
    return rf"(?i)(?:^|[^\pL\pN])(?:(?P<wrote>{wrote})|{helped})\s"


def _either() -> str:
    return "|".join((*phrases_of("trailer-wrote"), *phrases_of("trailer-helped")))
