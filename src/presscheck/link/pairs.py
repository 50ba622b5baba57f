"""Pairs of articles that share text, each with its relation and the figures it rests on."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, combinations

import numpy as np

from presscheck.dates import is_before
from presscheck.link.candidates import Candidates, candidates
from presscheck.link.fingerprints import grams
from presscheck.link.overlap import Grams, Overlap, overlap
from presscheck.link.prints import Printed, in_chunks
from presscheck.link.quotations import without_quotations
from presscheck.model import NEARLY_ALL, Link, Outline

MIN_CONTAINMENT = 0.25
"""Share of the shorter text's 5-grams that makes a copy.

Of a sweep over the constructed pairs of the development half, stripped of furniture (pair F1; true pairs found):
0.2 .985, 1.0; 0.25 .990, .999; 0.3 .992, .996; 0.35 .990, .990. On the owner's five articles true pairs have 0.31 and
0.36, unrelated ones 0.01.
"""
MOST = 0.7
"""Share of a text's 5-grams that is most of it."""
MIN_SHARED_GRAMS = 12
"""Fewer shared 5-grams are one sentence, a quotation perhaps, and no story."""
FEW_RUNS, FEW_RUNS_CONTAINMENT = 3, 0.35
"""Below this share, text that is shared in so few runs is a passage and not the story (same sweep: 2 true pairs of
1,514 lost, 5 false ones of 27 gone)."""
FRAME_CORE, FRAME_CONTAINMENT = 0.4, 0.6
"""Where both texts have so much of their own in one stretch, and what they share, up to this share, stands before and
behind it, they share a site's frame (same sweep: 2 true pairs lost, 16 of 25 false ones gone)."""
REWRITE_CONTAINMENT, REWRITE_RUNS, REWRITE_PARTS, REWRITE_ORDER = 0.1, 10, 8, 0.9
"""Short runs, many of them, all over the text and in the same order: one text told in other words. Of the texts that
people rewrote for learners those below 0.25 have 13 to 29 runs in 8 or more parts, in order 0.92 and above; no
unrelated pair of the development half comes near."""
VERSIONS = ("same text", "abridged", "extended", "shares wire")
"""What two versions of a text by one outlet may be."""
ONE_STRETCH = 0.6
"""How sure it is that two texts are made from one where they share one stretch: it may be a notice of the house."""
SHARED_PASSAGE = 0.8
"""How sure it is that a passage is shared and no more."""
MIN_PASSAGE = 50
"""Words in a row: a paragraph."""
HOUSE_PASSAGE = 75
"""Two articles of one outlet that share one stretch of fewer words, and of which neither is hardly more than that, share a
paragraph of the house. Of 1,341 true pairs of the development half 6 are tied by so little, were they of one outlet."""
SAME_LENGTH, NOTHING_OWN = 0.85, 0.95
"""A text is abridged where it has fewer 5-grams than this share of the other's, or hardly any of its own."""
MIN_NARRATED = 0.1
"""As `MIN_CONTAINMENT`, of what stands outside of quotations and tables. Of the texts that people rewrote for learners some
share less than 0.25 there; of the constructed pairs one below it is true, and none below 0.1."""
FIGURES = 0.3
"""A line of which so large a share of the words are numbers is a row of a table."""
FORM_RUNS, FORM_SHARE, FORM_GRAMS = 6, 0.2, 25
"""Texts that are shared in so many runs, and of which so large a share and so many 5-grams differ in their figures only, are
a form that is filled in again: a market report, a company's results. A figure is in five 5-grams, so that is one in 25
words and five in all. Of the links of the development half that are true the largest share is 0.05; of such forms 0.24
to 0.33."""
MANY_TWINS = 30
"""Of a group of articles with the same text that is larger, each is linked to the first only."""
FIGURE = re.compile(r"\d+")
KEPT_GRAMS = 4_000
"""Texts whose 5-grams are kept at hand: 12 kB for one of 500 words."""


@dataclass(frozen=True)
class Linked:
    """The links of a batch, and how they were looked for."""

    links: tuple[Link, ...]
    compared: int = 0
    """Pairs that were compared."""
    common_prints: int = 0
    mostly_common: int = 0
    """As in `Candidates`."""


@dataclass(frozen=True)
class Searched:
    """The pairs of a batch that may be linked."""

    pairs: set[tuple[str, str]]
    """Each in order."""
    same: set[tuple[str, str]]
    """Those of them whose texts are the same."""
    candidates: Candidates

    def linked(self, links: Iterable[Link]) -> Linked:
        """What came of it."""
        found = self.candidates
        return Linked(tuple(links), len(found.pairs), found.common_prints, found.mostly_common)


def link(texts: Mapping[str, str], earlier: Sequence[str] = ()) -> Linked:
    """Links among `texts`, by article id; those named in `earlier` are linked with the others only."""
    old = set(earlier)
    new = [article for article in texts if article not in old]
    searched = search([*in_chunks(texts, new)], [*in_chunks(texts, earlier)])
    return searched.linked(related(sorted(searched.pairs), searched.same, texts.__getitem__))


def search(prints: Sequence[Printed], before: Sequence[Printed] = ()) -> Searched:
    """The pairs that may be linked: of new articles, and of new ones with those `before`, which are not paired."""
    if not prints or (len(prints) == 1 and not before and len(prints[0].articles) < 2):
        return Searched(set(), set(), Candidates(()))
    found = candidates(prints, before)
    same = same_texts(chain(prints, before), {article for part in before for article in part.articles})
    return Searched({*found.pairs, *same}, same, found)


def related(
    pairs: Iterable[tuple[str, str]], same: Container[tuple[str, str]], text_of: Callable[[str], str]
) -> list[Link]:
    """The links among some pairs. `text_of` gives the text of an article."""

    @lru_cache(KEPT_GRAMS)
    def grams_of(article: str) -> Grams:
        return Grams.of(grams(text_of(article)))

    @lru_cache(KEPT_GRAMS)
    def told_by(article: str) -> Grams:
        return Grams.of(grams(narrated(text_of(article))))

    @lru_cache(KEPT_GRAMS)
    def form_of(article: str) -> Grams:
        return Grams.of(grams(FIGURE.sub("0", text_of(article))))

    found = []
    for a, b in pairs:
        made = identical(a, b) if (a, b) in same else relate(a, b, overlap(grams_of(a), grams_of(b)))
        if made and (
            (made.relation == "shares wire" and overlap(told_by(a), told_by(b)).most < MIN_NARRATED)
            or (made.runs >= FORM_RUNS and is_form(overlap(grams_of(a), grams_of(b)), overlap(form_of(a), form_of(b))))
        ):
            # a speech, a press conference, a table, a form: both have it from where it was said, or set up
            is_passage = made.longest_run >= MIN_PASSAGE
            made = replace(made, relation="shares passage", confidence=SHARED_PASSAGE) if is_passage else None
        if made:
            found.append(made)
    return found


def is_form(as_written: Overlap, without_figures: Overlap) -> bool:
    """Whether two texts, with their figures and without, are one form, filled in twice."""
    return (
        without_figures.most - as_written.most >= FORM_SHARE
        and without_figures.shared - as_written.shared >= FORM_GRAMS
    )


def narrated(text: str) -> str:
    """What a text tells in its own words: without quotations, and without rows of tables."""
    return "\n".join(without_quotations(line) for line in text.splitlines() if not _is_row(line))


def _is_row(line: str) -> bool:
    found = line.split()
    return sum(word[0].isdigit() for word in found) >= FIGURES * len(found) > 0


def identical(a: str, b: str) -> Link:
    """The link of two articles with the same text."""
    return Link(a, b, "identical", 1.0, 1.0, 1.0)


def same_texts(parts: Iterable[Printed], earlier: set[str]) -> set[tuple[str, str]]:
    """Pairs whose texts are the same but for white space, each in order; never two earlier ones."""
    articles, digests = [], [np.empty((0, 2), np.uint64)]
    for part in parts:
        articles.append(part.articles)
        digests.append(part.digests)
    names, rows = [*chain.from_iterable(articles)], np.concatenate(digests)
    order = np.lexsort(rows.T)
    differs = np.append(True, np.any(np.diff(rows[order], axis=0), axis=1)) if len(rows) else np.empty(0, bool)
    starts = np.flatnonzero(differs)
    pairs: set[tuple[str, str]] = set()
    for start, count in zip(starts, np.diff(starts, append=len(rows)), strict=True):
        if count > 1 and rows[order[start]].any():
            pairs |= twins(sorted(names[place] for place in order[start : start + count]), earlier)
    return pairs


def twins(members: Sequence[str], earlier: set[str]) -> set[tuple[str, str]]:
    """The pairs of a group of articles with one text; the members are sorted."""
    if len(members) <= MANY_TWINS:
        return {pair for pair in combinations(members, 2) if not earlier.issuperset(pair)}
    first = next((article for article in members if article not in earlier), None)
    return {(min(first, other), max(first, other)) for other in members if first and other != first}


def relate(a: str, b: str, figures: Overlap) -> Link | None:
    """The relation that the overlap of two texts speaks for, or None."""
    most, least = figures.most, min(figures.in_a, figures.in_b)
    if figures.shared < MIN_SHARED_GRAMS or (figures.own_core >= FRAME_CORE and most < FRAME_CONTAINMENT):
        return None
    whole = most >= (FEW_RUNS_CONTAINMENT if figures.runs <= FEW_RUNS else MIN_CONTAINMENT)
    if whole and least >= NEARLY_ALL:
        relation, sure = "same text", 0.95
    elif whole and most >= MOST and (least <= SAME_LENGTH * most or most >= NOTHING_OWN):
        # the one that stands in the other nearly whole is the shorter telling
        relation, sure = ("abridged" if figures.in_a > figures.in_b else "extended"), 0.9
    elif whole and most >= MOST:
        relation, sure = "same text", 0.85
    elif whole:
        relation, sure = "shares wire", min(0.95, 0.6 + most) if figures.runs > 1 else ONE_STRETCH
    elif (
        most >= REWRITE_CONTAINMENT
        and figures.runs >= REWRITE_RUNS
        and figures.parts >= REWRITE_PARTS
        and figures.in_order >= REWRITE_ORDER
    ):
        relation, sure = "rewrite", min(0.95, 0.6 + most)
    elif figures.longest >= MIN_PASSAGE:
        relation, sure = "shares passage", SHARED_PASSAGE
    else:
        return None
    return Link(
        a,
        b,
        relation,
        round(figures.in_a, 4),
        round(figures.in_b, 4),
        round(sure, 2),
        runs=figures.runs,
        longest_run=figures.longest,
        in_order=round(figures.in_order, 4),
    )


def within_outlets(links: Iterable[Link], known: Mapping[str, Outline]) -> list[Link]:
    """The links, with what those between articles of one outlet are. `known` holds outlines of all articles.

    Two versions, most of which is the same, are an update. Where all but small edits is the same, they are one where their
    times differ; else it is one article twice. What is tied by a paragraph of the house alone is no copy.
    """
    found = []
    for one in links:
        a, b = known[one.article_a], known[one.article_b]
        made: Link | None = one
        if one.relation in VERSIONS and a.outlet and a.outlet.casefold() == b.outlet.casefold():
            made = _of_the_house(one) if _is_house_passage(one) else _as_update(one, a, b)
        if made:
            found.append(made)
    return found


def _is_house_passage(link: Link) -> bool:
    return (
        link.runs == 1
        and link.longest_run < HOUSE_PASSAGE
        and max(link.containment_a, link.containment_b) < NOTHING_OWN
    )


def _of_the_house(link: Link) -> Link | None:
    if link.longest_run < MIN_PASSAGE:
        return None
    return replace(link, relation="shares passage", confidence=SHARED_PASSAGE)


def _as_update(link: Link, a: Outline, b: Outline) -> Link:
    if max(link.containment_a, link.containment_b) < MOST:
        return link
    differ = is_before(a.stamp, b.stamp, one_place=True) or is_before(b.stamp, a.stamp, one_place=True)
    return link if link.relation == "same text" and not differ else replace(link, relation="updated")
