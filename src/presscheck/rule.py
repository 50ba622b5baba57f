"""What a rule is.

Four kinds, by what they look at; a rule is one class in one file of `presscheck.rules`:

- `LineRule`: an RE2 pattern over single lines, with a position. All of them are matched in one look at a line.
- `StripRule`: a function over the page as it stands; for furniture that one line alone does not give away.
  A `ShardRule` is one that looks at all pages of a shard together.
- `ArticleRule`: a function over a finished dossier (clean text, fields); reports, never edits.
- `BatchRule`: a function over the whole batch, its links and stories; reports, never edits.
"""

from __future__ import annotations

import inspect
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar, NamedTuple

import re2

from presscheck.model import Batch, Confidence, Dossier, Facts, Line, Page, Related, Severity


def _options(mebibytes: int) -> Any:
    """What patterns and sets of them may grow to before they throw states away."""
    options = re2.Options()
    options.log_errors = False
    options.max_mem = mebibytes << 20
    return options


_SIZES = (_options(16), _options(64))
"""The first that patterns fit into. With the default of 8 MB, those with many phrases run without automaton. The set of all
line rules needs the second: it does not compile with 32 MB. With 64 MB for every set, 2,900 whole pages took 60 MiB more
than so, and no less time."""
MANY = 10
"""Sets of more patterns are not tried with the first size."""
SHOWN_CHARS = 160
"""Of a pattern that is refused."""


@lru_cache(maxsize=4096)
def regex(pattern: str) -> Any:
    """Compile an RE2 pattern: linear time whatever the text, the same dialect as the line engine's.

    Raises ValueError for a pattern that RE2 refuses, or that 64 MB are too little for.
    """
    return _made(lambda options: re2.compile(pattern, options), _SIZES, f"the pattern {pattern[:SHOWN_CHARS]!r}")


def _made(make: Callable[[Any], Any], sizes: Sequence[Any], what: str) -> Any:
    """What is made with the first options that are enough for it. Raises ValueError."""
    for options in sizes:
        try:
            return make(options)
        except re2.error as error:
            said = error.args[0]
            refused = ValueError(f"RE2 refuses {what}: {said.decode() if isinstance(said, bytes) else said}")
    raise refused


def found_in(text: str, *patterns: str) -> list[int]:
    """Which of some patterns (RE2) are in a text, by their place among the arguments.

    For asking whether, not where: no automaton but one runs, and captures are not followed.
    """
    return sorted(pattern_set(patterns).Match(_encoded(text)) or ())


def in_a_line(pattern: str, lines: str) -> bool:
    r"""Whether a pattern (RE2) is in any of the lines that ``\n`` parts: one look at all of them, before each is asked.

    True too where it only matches across a line break.
    """
    return bool(found_in(lines, f"(?m){pattern}"))


@lru_cache(maxsize=1024)
def pattern_set(patterns: tuple[str, ...], start: bool = False) -> Any:
    """The patterns as one automaton (RE2::Set), which looks at the start of a text only, or everywhere.

    Raises ValueError for a pattern that RE2 refuses, and for patterns too big for one automaton.
    """

    def make(options: Any) -> Any:
        made = re2.Set.MatchSet(options) if start else re2.Set.SearchSet(options)
        for pattern in patterns:
            made.Add(pattern)
        made.Compile()
        return made

    return _made(make, _SIZES[len(patterns) > MANY :], f"{len(patterns)} patterns together")


@lru_cache(maxsize=8)
def _encoded(text: str) -> bytes:
    """The text as RE2 reads it: in UTF-8. Remembered for the few texts that are asked about in turn."""
    return text.encode("utf-8", "replace")


class Hit(NamedTuple):
    """One place where a rule applies.

    `replacement` makes it an edit: "" removes the place, None leaves it alone. Offsets are those of
    the text the rule was given: the page as it stands for line and strip rules, page text for the others.
    """

    start: int | None
    end: int | None
    message: str
    replacement: str | None = None
    tip: str | None = None
    related: tuple[Related, ...] = ()
    article_id: str = ""
    """Which article, for batch rules; empty for an input that could not be read."""
    source: str = ""
    """The source, for batch rules about an input that could not be read."""
    evidence: str | None = None
    """What the fingerprint is made of, where that is not the text at the place itself."""
    severity: Severity | None = None
    confidence: Confidence | None = None

    def moved(self, start: int, end: int) -> Hit:
        """The same at another place."""
        return Hit(start, end, *self[2:])


class Rule(ABC):
    """One kind of defect. The docstring of a subclass is its page: see CONTRIBUTING."""

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity]
    confidence: ClassVar[Confidence] = Confidence.HIGH
    tip: ClassVar[str] = ""
    """What to do about it, one sentence."""

    @classmethod
    def page(cls) -> str:
        """The docstring, unindented."""
        return inspect.cleandoc(cls.__doc__ or "")

    @classmethod
    def summary(cls) -> str:
        """The first line of the docstring, without its full stop."""
        return cls.page().split("\n", 1)[0].rstrip(".")


class StripRule(Rule):
    """A rule that takes furniture out: its hits carry edits, and it runs again until it finds no more."""

    second_opinion: ClassVar[bool] = False
    """Whether pages are marked with the second opinion on what is article, for this rule and for those that heed it."""
    hint: ClassVar[str] = ""
    """RE2: the rule is asked only about pages that have a line with it. Every line that it takes anything of holds it."""

    @abstractmethod
    def find(self, page: Page, matched: Mapping[str, Sequence[int]], facts: Facts) -> Iterator[Hit]:
        """Hits in a page.

        `matched` gives, per line rule, the indices into ``page.lines`` its pattern is in; and those of hints, as `hinted`.
        """


def hinted(code: str) -> str:
    """What the lines that hold the hint of a rule are called among those that match."""
    return f"hint of {code}"


@dataclass(frozen=True, slots=True)
class Where:
    """A position: within the first `head` or the last `tail` lines that hold something; None: anywhere."""

    head: int | None = None
    tail: int | None = None

    def holds(self, index: int, count: int) -> bool:
        """Whether line `index` of `count` lies there."""
        if self.head is None and self.tail is None:
            return True
        return (self.head is not None and index < self.head) or (self.tail is not None and index >= count - self.tail)

    def of(self, lines: Sequence[Line]) -> list[Line]:
        """The lines of a page that lie there, in order, each once."""
        if self.head is None and self.tail is None:
            return list(lines)
        first = self.head or 0
        return [*lines[:first], *lines[max(first, len(lines) - (self.tail or 0)) :]]

    def __str__(self) -> str:
        ends = [f"{name} {lines}" for name, lines in (("first", self.head), ("last", self.tail)) if lines is not None]
        return f"{' and '.join(ends)} lines" if ends else "whole page"


def head(lines: int) -> Where:
    """The first so many lines that hold something."""
    return Where(head=lines)


def tail(lines: int) -> Where:
    """The last so many lines that hold something."""
    return Where(tail=lines)


def ends(first: int, last: int) -> Where:
    """The first so many lines, and the last so many."""
    return Where(head=first, tail=last)


ANYWHERE = Where()


class LineRule(StripRule):
    """Furniture that a line gives away by itself: pattern, position, length. The whole line is removed."""

    pattern: ClassVar[str]
    """RE2, searched in each line; write ``(?i)`` and anchors yourself."""
    where: ClassVar[Where] = ANYWHERE
    max_chars: ClassVar[int] = 200
    """A longer line is prose, whatever it says."""
    alone: ClassVar[bool] = False
    """Whether the pattern has an automaton of its own: one that counts characters multiplies the states of others."""
    matches_only: ClassVar[bool] = False
    """Whether a `find` of its own, too, takes nothing on pages that have no line with the pattern; it is not asked then."""
    stays_if: ClassVar[tuple[Callable[[Page, int], bool], ...]] = ()
    """A line of which one of these is true, by its index into ``page.lines``, is the reporter's and stays."""
    message: ClassVar[str]

    def accept(self, page: Page, index: int) -> bool:
        """A last look at the line and its neighbours; `index` is into ``page.lines``."""
        return not any(holds(page, index) for holds in self.stays_if)

    def find(self, page: Page, matched: Mapping[str, Sequence[int]], facts: Facts) -> Iterator[Hit]:  # noqa: ARG002
        """One hit, with the edit that removes it, for each line that matches in its place."""
        for index in matched.get(self.code, ()):
            line = page.lines[index]
            if (
                len(line.text) <= self.max_chars
                and self.where.holds(index, len(page.lines))
                and self.accept(page, index)
            ):
                yield remove_line(line, self.message)


class ShardRule(StripRule):
    """Furniture that is looked for on all pages of a shard at once, because that is much cheaper than one by one."""

    @abstractmethod
    def find_all(
        self,
        pages: Sequence[Page],
        matched: Sequence[Mapping[str, Sequence[int]]],
        facts: Facts,
        free: Callable[[int, Line], bool] = lambda at, line: True,
    ) -> list[list[Hit]]:
        """The hits in each page; `matched` as for `find`, for each page.

        `free` says of a page, by its index, and a line of it whether no earlier rule took anything of the line: hits
        in other lines come to nothing.
        """

    def find(self, page: Page, matched: Mapping[str, Sequence[int]], facts: Facts) -> Iterator[Hit]:
        """The hits in one page."""
        yield from self.find_all([page], [matched], facts)[0]


class ArticleRule(Rule):
    """A rule about one finished article."""

    @abstractmethod
    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """Hits in page text offsets; `start` None where the whole article is meant."""


class BatchRule(Rule):
    """A rule about articles of a batch and what ties them together.

    One that looks at every article does so in `note`, and goes through `Batch.noted`: the dossiers themselves may be too
    many for memory. Those that it has something to say of are at hand in `Batch.by_id`.
    """

    def note(self, dossier: Dossier) -> Any:  # noqa: ARG002 -- for subclasses
        """Something small that `find` wants to know of each article; None for nothing. Made as soon as it is examined."""
        return None

    @abstractmethod
    def find(self, batch: Batch) -> Iterator[Hit]:
        """Hits that name their article, in page text offsets of that article."""


def trimmed(line: Line) -> tuple[int, int]:
    """Start and end of a line's text without the white space around it."""
    _, start, end, text = line
    if text[:1].isspace():
        start += len(text) - len(text.lstrip())
    if text[-1:].isspace():
        end -= len(text) - len(text.rstrip())
    return start, end


def remove_line(line: Line, message: str, **more: Any) -> Hit:
    """A hit that removes one whole line."""
    start, end = trimmed(line)
    return Hit(start, end, message, replacement="", **more)
