"""A second opinion on which lines of a web page are article, beside trafilatura's.

Boosted trees (``models/main_text.npz``, made by ``make train``) over the evidence that reading collects: what
trafilatura took is the strongest part of it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from presscheck.model import Article, Mark
from presscheck.strip import models
from presscheck.strip.trees import Reasons, Trees, groups

MODEL = "main_text"
LIKELY = 0.4
"""A line is article from this probability on. Between 0.35 and 0.5 the bag F1 of the labelled pages changes by less
than 0.002; lower, wanted and unwanted segments do better, higher, more pages are without a flaw."""
REASONS: Reasons = (
    ("what trafilatura found of it", ("taken", "covered")),
    ("its distance from the rest of the article", ("before-first", "after-last", "since-", "until-", "taken-before",
                                                  "taken-around", "between", "from-h1")),
    ("its place in the tree of elements", ("out-of-core", "core-left", "depth", "parent ", "grandparent ",
                                                 "near articleBody", "near <article>", "near <main>",
                                                 "near <section>", "near content")),
    ("the other lines of its kind", ("kind ", "level ")),
    ("the element it stands in", ("near <",)),
    ("the names of the elements around it", ("near ",)),
    ("its links", ("linked", "block-linked", "parent linked", "grandparent linked", "kind linked", "level linked")),
    ("how it reads", ("chars", "words", "strong", "sentence", "digits", "capitals", "block-chars")),
    ("it stands on the page more than once", ("repeats",)),
    ("it repeats title or standfirst", ("in-",)),
    ("its neighbours", ("linked-", "chars-")),
    ("the page as a whole", ("page-",)),
)  # fmt: skip

KEPT, DOUBTED = "article", "doubted"
"""Kinds of marks: lines that are article in this opinion; lines that trafilatura took and that are none, with reasons."""

Evidence = NDArray[np.float32]


@dataclass(frozen=True)
class Scorer:
    """The trees, and the names of the columns of evidence that they were trained on."""

    trees: Trees
    names: tuple[str, ...]

    def reasons(self, evidence: Evidence) -> list[str]:
        """For each row the one or two things that spoke most against it, strongest first."""
        summed = self.trees.contributions(evidence, self._shares)
        order = np.argsort(summed, axis=1, kind="stable")[:, :2]
        return [
            " and ".join([REASONS[group][0] for group in row if sums[group] < 0])
            for row, sums in zip(order, summed, strict=True)
        ]

    @cached_property
    def _shares(self) -> NDArray[np.float64]:
        return self.trees.shares(groups(self.names, REASONS))


def scorer() -> Scorer:
    """The scorer of the weights in use. Raises OSError, ValueError or KeyError when they cannot be read."""
    return _load(models.folder())


@lru_cache(maxsize=8)
def _load(folder: Path) -> Scorer:
    card = json.loads((folder / f"{MODEL}.json").read_text("utf-8"))
    return Scorer(Trees.load(folder / f"{MODEL}.npz"), tuple(card["columns"]))


def second_opinion(articles: Sequence[Article]) -> list[Article]:
    """The articles with marks for what is article and what is not after all, in place of the evidence they came with.

    Articles without evidence stay as they are. Raises ValueError for evidence that the weights do not know.
    """
    asked = [article.evidence for article in articles if article.evidence is not None]
    if not asked:
        return list(articles)
    model = scorer()
    if any(evidence.shape[1] != len(model.names) for evidence in asked):
        raise ValueError(f"the weights in {models.folder()} were made for other evidence")
    evidence = np.concatenate(asked)
    likely = model.trees.probabilities(evidence)
    taken = evidence[:, model.names.index("taken")] > 0
    doubted = np.flatnonzero(taken & (likely < LIKELY))
    reasons = dict(zip(doubted.tolist(), model.reasons(evidence[doubted]), strict=True))
    marked, row = [], 0
    for article in articles:
        if article.evidence is not None:
            rows = range(row, row + len(article.evidence))
            row = rows.stop
            article = replace(article, marks=_marks(article, rows, likely, taken, reasons), evidence=None)  # noqa: PLW2901
        marked.append(article)
    return marked


def _marks(
    article: Article, rows: range, likely: NDArray[np.float64], taken: NDArray[np.bool_], reasons: Mapping[int, str]
) -> tuple[Mark, ...]:
    """The marks of an article with those of the second opinion, whose lines are `rows` of the other arguments."""
    if not any(taken[row] and row not in reasons for row in rows):
        return article.marks  # nothing would be left of what trafilatura took: then it knows better
    marks = list(article.marks)
    for line, row in zip(article.page.lines, rows, strict=True):
        if likely[row] >= LIKELY:
            marks.append(Mark(line.start, line.end, KEPT))
        elif row in reasons:
            marks.append(Mark(line.start, line.end, DOUBTED, f"{reasons[row]} ({100 * (1 - likely[row]):.0f} %)"))
    return tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.kind)))


def first_opinion(articles: Sequence[Article]) -> list[Article]:
    """The articles without the marks of the second opinion."""
    return [
        replace(article, marks=tuple(mark for mark in article.marks if mark.kind not in (KEPT, DOUBTED)))
        if any(mark.kind in (KEPT, DOUBTED) for mark in article.marks)
        else article
        for article in articles
    ]
