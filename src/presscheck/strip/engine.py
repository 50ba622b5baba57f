"""Runs strip rules over the pages of a shard, pass after pass, until none of them finds anything."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

from presscheck.ledger import EditedText
from presscheck.model import Article, Edit, Facts, Line, Mark, Page, Spans
from presscheck.rule import Hit, LineRule, ShardRule, StripRule, hinted, pattern_set, regex, trimmed
from presscheck.strip.main_text import first_opinion, second_opinion

MAX_PASSES = 50
"""Every pass but the last takes something out, so real pages end after two to four."""


Chosen = tuple[StripRule, Hit]

BANDS = (200, 300, sys.maxsize)
"""Line rules are put together by the length of the lines that they take, and by whether they match at its start only.
States of an automaton multiply with those of others, and what is made up for a line not seen before is most of its
time: in the first 300 articles that a process sees, by length alone, 2.0 ms an article, so 1.0."""


TOGETHER = 20
"""So many lines are looked at in one, for patterns that stand in few: a look takes 1.5 µs whatever is in the line. Patterns
at the start of short lines stand in a third of all pages, and make more states where lines follow each other."""


@dataclass(frozen=True, slots=True)
class Stripped:
    """The ledger of one article, and the hits behind it in page text offsets."""

    edited: EditedText
    hits: tuple[tuple[StripRule, Hit], ...]


class _Set(NamedTuple):
    """Patterns of line rules that are looked for in one."""

    high: int
    """Characters of the longest lines that are looked at."""
    codes: list[str]
    patterns: Any
    together: Any
    """The same for several lines that line breaks part: which has any at all; None where each is looked at by itself."""


class Matcher:
    """Finds the lines that the patterns of line rules are in: many patterns in one look, each distinct line once."""

    def __init__(self, rules: Sequence[StripRule]) -> None:
        groups: dict[tuple[int, bool, str], list[LineRule]] = {}
        for rule in rules:
            if isinstance(rule, LineRule):
                high = next(high for high in BANDS if rule.max_chars <= high)
                groups.setdefault((high, at_start(rule.pattern), rule.code if _alone(rule) else ""), []).append(rule)
        self._sets = [
            _Set(
                high,
                [rule.code for rule in group],
                pattern_set(patterns := tuple(rule.pattern for rule in group), start),
                None if alone or (start and high == BANDS[0]) else pattern_set(tuple(map("(?m){}".format, patterns))),
            )
            for (high, start, alone), group in groups.items()
        ]
        self._hints = [(hinted(rule.code), regex(rule.hint)) for rule in rules if rule.hint]
        self._seen: dict[str, tuple[str, ...]] = {}

    def __call__(self, page: Page) -> dict[str, list[int]]:
        """Code of a line rule -> indices into ``page.lines`` that its pattern matches; and so for hints, by `hinted`."""
        return self.each([page])[0]

    def each(self, pages: Sequence[Page]) -> list[dict[str, list[int]]]:
        """The same for each of some pages."""
        new = (line.text for page in pages for line in page.lines if line.text not in self._seen)
        self._look(list(dict.fromkeys(new)))
        return [self._found(page) for page in pages]

    def _found(self, page: Page) -> dict[str, list[int]]:
        """What is known of the lines of a page."""
        found: dict[str, list[int]] = {}
        for index, line in enumerate(page.lines):
            for code in self._seen[line.text]:
                found.setdefault(code, []).append(index)
        return found

    def _look(self, texts: Sequence[str]) -> None:
        """Take in lines not seen before.

        RE2 reads UTF-8 only; a lone surrogate becomes a question mark for the matching, nowhere else.
        """
        raws = [text.encode("utf-8", "replace") for text in texts]
        codes: list[list[str]] = [[] for _ in texts]
        for high, named, patterns, together in self._sets:
            fit = [index for index, text in enumerate(texts) if len(text) <= high]
            for start in range(0, len(fit), TOGETHER):
                some = fit[start : start + TOGETHER]
                if together and not together.Match(b"\n".join([raws[index] for index in some])):
                    continue
                for index in some:
                    codes[index] += [named[i] for i in patterns.Match(raws[index]) or ()]
        joined, starts = b"\n".join(raws), list(accumulate((len(raw) + 1 for raw in raws), initial=0))
        for code, pattern in self._hints:
            for index in _lines_with(pattern, joined, starts):
                codes[index].append(code)
        self._seen.update((text, tuple(of)) for text, of in zip(texts, codes, strict=True))


def _lines_with(pattern: Any, joined: bytes, starts: Sequence[int]) -> Iterator[int]:
    """Indices of the lines that a pattern is in. `starts` are those of the lines, and the end of the last one's break."""
    at = 0
    while at < len(joined) and (found := pattern.search(joined, at)):
        index = bisect_right(starts, found.start()) - 1
        yield index
        at = starts[index + 1]


def _alone(rule: LineRule) -> bool:
    r"""Whether a rule has a set of its own: where it asks for it, and where ``\A`` or ``\z`` in it is not ``^`` or ``$``."""
    return rule.alone or bool(re.search(r"\\[Az]", rule.pattern))


@lru_cache(maxsize=1024)
def at_start(pattern: str) -> bool:
    """Whether a pattern (RE2) matches at the start of a line only, as far as can be told without parsing it."""
    bare = re.sub(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", "", pattern)
    while bare != (bare := re.sub(r"\([^()]*\)", "", bare)):
        pass
    return all(alternative.startswith("^") for alternative in bare.split("|"))


def strip(articles: Sequence[Article], facts: Facts, rules: Sequence[StripRule]) -> list[Stripped]:
    """Take the furniture out of each article.

    Rules see the page as it stands after the passes before, so that a second strip finds nothing.
    Where two rules want the same characters, the earlier of `rules` has them.
    Raises RuntimeError when rules feed each other for ever, which would be a defect in a rule.
    """
    asked = any(rule.second_opinion for rule in rules)
    articles = second_opinion(articles) if asked else first_opinion(articles)
    edited = [EditedText(article.text) for article in articles]
    hits: list[list[tuple[StripRule, Hit]]] = [[] for _ in articles]
    active = list(range(len(articles)))
    match, needs = Matcher(rules), _needs(rules)
    for _ in range(MAX_PASSES):
        if not active:
            break
        pages = [_page(articles[a], edited[a]) for a in active]
        changed = []
        for a, page, chosen in zip(active, pages, _choose(pages, match.each(pages), facts, needs), strict=True):
            if not chosen:
                continue
            edits, made = _edits(page, chosen)
            for rule, hit in made:
                start, end = edited[a].to_page(hit.start or 0, hit.end or 0)
                hits[a].append((rule, hit.moved(start, end)))
            edited[a] = edited[a].edit(edits)
            changed.append(a)
        active = changed
    if active:
        raise RuntimeError(
            f"strip rules feed each other in {articles[active[0]].source}: no end after {MAX_PASSES} passes"
        )
    return [Stripped(text, tuple(sorted(found, key=_place))) for text, found in zip(edited, hits, strict=True)]


def _place(item: tuple[StripRule, Hit]) -> tuple[int, int, str]:
    rule, hit = item
    return hit.start or 0, hit.end or 0, rule.code


def _page(article: Article, edited: EditedText) -> Page:
    """The page as it stands, its marks moved along."""
    if edited.untouched:
        return article.page
    return Page(edited.clean, tuple(_move_marks(article.marks, edited)))


def _move_marks(marks: Sequence[Mark], edited: EditedText) -> list[Mark]:
    """Marks in offsets of the clean text; a mark whose characters are all gone goes too."""
    moved = []
    for mark in marks:
        start, end = edited.to_clean(mark.start), edited.to_clean(mark.end)
        if start < end:
            moved.append(replace(mark, start=start, end=end))
    return moved


def _needs(rules: Sequence[StripRule]) -> list[tuple[StripRule, str | None]]:
    """Each rule, with what must be among the lines that match for it to be asked; None where it is asked always."""
    return [(rule, hinted(rule.code) if rule.hint else rule.code if _by_match(rule) else None) for rule in rules]


def _by_match(rule: StripRule) -> bool:
    return isinstance(rule, LineRule) and (rule.matches_only or type(rule).find is LineRule.find)


def _choose(
    pages: Sequence[Page],
    matched: Sequence[Mapping[str, Sequence[int]]],
    facts: Facts,
    needs: Sequence[tuple[StripRule, str | None]],
) -> list[list[Chosen]]:
    """For each page the hits of this pass that change something and do not overlap an earlier rule's, in order of place.

    `needs` is what `_needs` gives. Each rule goes over all pages before the next one does: what it works with stays in
    the caches of the processor.
    """
    choices = [_Choice(page) for page in pages]
    for rule, need in needs:
        if isinstance(rule, ShardRule):
            found = rule.find_all(pages, matched, facts, lambda at, line: choices[at].is_free(*trimmed(line)))
            for choice, hits in zip(choices, found, strict=True):
                choice.take(rule, hits)
            continue
        for page, codes, choice in zip(pages, matched, choices, strict=True):
            if need is None or need in codes:
                choice.take(rule, rule.find(page, codes, facts))
    return [sorted(choice.chosen, key=_place) for choice in choices]


class _Choice:
    """The hits that are chosen on one page, rule by rule."""

    def __init__(self, page: Page) -> None:
        self._text = page.text
        self._taken: list[tuple[int, int]] = []
        """(end, start), sorted; as none overlap, the starts are in order too."""
        self.chosen: list[Chosen] = []

    def is_free(self, start: int, end: int) -> bool:
        """Whether no hit that was chosen shares a character with a stretch of the page."""
        at = bisect_right(self._taken, (start, sys.maxsize))
        return at == len(self._taken) or self._taken[at][1] >= end

    def take(self, rule: StripRule, hits: Iterable[Hit]) -> None:
        """Choose those hits of a rule that change something where nothing is chosen yet."""
        for hit in hits:
            start, end = hit.start, hit.end
            if start is None or end is None or hit.replacement is None:
                raise ValueError(f"{rule.code} is a strip rule: its hits need a place and a replacement")
            if self._text[start:end] != hit.replacement and self.is_free(start, end):
                insort(self._taken, (end, start))
                self.chosen.append((rule, hit))


def _edits(page: Page, chosen: Sequence[Chosen]) -> tuple[list[Edit], list[Chosen]]:
    """Hits as edits, and the hits that were made into one.

    A hit that takes a whole line takes its line break and the spare blank lines along. A hit in that white
    space has nothing left to do.
    """
    whole: dict[int, str] = {}
    made: list[Chosen] = []
    inside: list[tuple[Chosen, Edit]] = []
    at = 0
    lines = page.all_lines
    for rule, hit in chosen:
        start, end = hit.start or 0, hit.end or 0
        while at < len(lines) and lines[at].end < start:
            at += 1
        first = at
        while at < len(lines) and lines[at].end < end:
            at += 1
        covered = [line for line in lines[first : at + 1] if not line.blank]
        if not hit.replacement and covered and start <= trimmed(covered[0])[0] and end >= trimmed(covered[-1])[1]:
            for line in lines[first : at + 1]:
                whole[line.number - 1] = rule.code
            made.append((rule, hit))
        else:
            inside.append(((rule, hit), Edit(start, end, hit.replacement or "", rule.code)))
    edits = _line_edits(lines, whole)
    taken = Spans((edit.start, edit.end) for edit in edits)
    free = [(item, edit) for item, edit in inside if not taken.meet(edit.start, edit.end)]
    return [*edits, *(edit for _, edit in free)], [*made, *(item for item, _ in free)]


def _line_edits(lines: Sequence[Line], whole: Mapping[int, str]) -> list[Edit]:
    """Edits that remove whole lines and leave one clean seam.

    Blank lines inside and behind a removed run go with it, unless they are the only paragraph break
    between what stands before and after. At the end of the text the break before the run goes instead.
    """
    edits: list[Edit] = []
    index = 0
    while index < len(lines):
        if index not in whole:
            index += 1
            continue
        run = [index]
        after = index + 1
        while after < len(lines) and (after in whole or lines[after].blank):
            if after in whole:
                run.append(after)
            after += 1
        before = index
        while before > 0 and lines[before - 1].blank and before - 1 not in whole:
            before -= 1
        begin = lines[index].start
        if after == len(lines):  # nothing follows
            finish = lines[-1].end
            if before > 0:
                begin = lines[before - 1].end
                if lines[-1].blank and lines[run[-1]].end < finish:  # keep the final line break the text had
                    begin = lines[before].start
        elif before == 0 or before < index:  # nothing before, or a break before: the one behind goes
            begin = lines[0].start if before == 0 else begin
            finish = lines[after].start
        else:
            finish = lines[run[-1] + 1].start
        starts = [begin, *(lines[i].start for i in run[1:])]
        stops = [*starts[1:], finish]
        edits += [Edit(s, e, "", whole[i]) for i, s, e in zip(run, starts, stops, strict=True)]
        index = after
    return edits
