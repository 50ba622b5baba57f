"""A rule for phrases that may stand anywhere in a line, looked for in a whole page at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from presscheck.lexicons import words
from presscheck.model import Facts, Page
from presscheck.rule import ANYWHERE, Hit, StripRule, Where, found_in, hinted, remove_line
from presscheck.strip.shapes import PARAGRAPHS_ABOVE, is_prose, quotes, reports


def cues_of(code: str) -> str:
    """RE2 for any of the pieces of words in ``lexicons/phrases/CODE-cues.txt``; case does not matter."""
    return rf"(?i)(?:{'|'.join(words(f'phrases/{code}-cues'))})"


class PhraseRule(StripRule):
    """As a `LineRule`, but its pattern stays out of the automaton that all line rules share.

    For patterns with ``.*`` before or between their words: there each such place multiplies the states of all others
    (with five such rules in it the automaton took 350 µs a line, without them 8). Here a list of pieces of words, the
    cues, is looked for in all lines of a page at once, and the pattern only in lines that hold one.
    """

    cues: ClassVar[str]
    """RE2, one of which every line that `pattern` finds holds: see `cues_of`."""
    pattern: ClassVar[str]
    """RE2, searched in each line with a cue."""
    where: ClassVar[Where] = ANYWHERE
    max_chars: ClassVar[int] = 600
    below_article: ClassVar[bool] = False
    """Only below two paragraphs of running text."""
    own_voice: ClassVar[bool] = False
    """Only where the line has no verb of saying: with one, somebody is reported as saying it."""
    message: ClassVar[str]

    def __init_subclass__(cls) -> None:
        cls.hint = cls.cues

    def find(self, page: Page, matched: Mapping[str, Sequence[int]], facts: Facts) -> Iterator[Hit]:  # noqa: ARG002
        """One hit, with the edit that removes it, for each line that matches in its place; quotations stay."""
        lines = page.lines
        for index in matched.get(hinted(self.code), ()):
            line = lines[index]
            if (
                len(line.text) <= self.max_chars
                and self.where.holds(index, len(lines))
                and not quotes(line.text)
                and found_in(line.text, self.pattern)
                and not (self.own_voice and reports(line.text))
                and not (self.below_article and sum(is_prose(above.text) for above in lines[:index]) < PARAGRAPHS_ABOVE)
            ):
                yield remove_line(line, self.message)
