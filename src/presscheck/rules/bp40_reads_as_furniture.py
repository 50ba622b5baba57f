import itertools
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from presscheck.dates import find_dates
from presscheck.lexicons import folded, named
from presscheck.model import Confidence, Facts, Line, Page, Severity
from presscheck.rule import Hit, ShardRule, remove_line
from presscheck.strip.line_scorer import scorer
from presscheck.strip.runs import runs

LIKELY = 0.55
"""A line goes when it is furniture with this probability."""
DOUBT = 0.08
"""Where the lines in doubt hold more than this share of the words that stay, the scorer does not know that kind of page,
and only lines go of which it is sure: taking out article text is the worse error."""
SURE = 0.8
SURE_ON_WHOLE_PAGES = 0.76
"""The same on pages that are furniture for the most part, where most of what is in doubt is furniture too."""
MOSTLY_FURNITURE = 0.5
"""Words that are surely furniture, by words that stay, from which on a page counts as such."""
BROKEN = 0.05
"""Where sentences run over the ends of lines that hold this share of the words, links and words in bold stand on lines of
their own, and pass for furniture by themselves: the four numbers below are for such pages."""
LIKELY_IF_BROKEN, DOUBT_IF_BROKEN, SURE_IF_BROKEN, SURE_ON_WHOLE_BROKEN_PAGES = 0.75, 0.03, 0.9, 0.88
CHANGE = 0.3
"""What it costs, in log-odds, that a line is another kind than the one above it: furniture comes in runs.

The numbers are from sweeps on the development half, out of fold; see docs/accuracy.md.
"""
EDGE = 1e-4
"""Probabilities are cut off so far from 0 and 1."""
FAR = 4.0
"""And log-odds, beside the limit, here: no line may carry its neighbours along."""

HEAD_LINES = 8
HEAD_WORDS = 12


class ReadsAsFurniture(ShardRule):
    """Line that reads as furniture, by a learned scorer.

    ## What it checks
    Text articles: every line, by its wording, shape and length, the lines around it, its place on the page, and what it
    shares with the prose of the page. A small model trained on labelled pages weighs these; what the other rules know
    is left to them. The message names what spoke most against the line. Bylines and dates at the top stay. Web pages go
    by their markup (BP39, BP41).

    ## Why it matters
    Phrases and shapes reach half of the furniture in scraped text. The rest is teasers, product tables, names of
    sections: nothing that a list of words could hold.

    ## What to do
    Nothing: the lines are removed and kept in the ledger. `presscheck why ARTICLE:LINE` shows what counted for and
    against a line. `--ignore BP40` switches the scorer off.

    ## When it is wrong
    Lists inside an article (ingredients, tour dates, fixtures), subheads that look like teasers, and pages in languages
    that the labelled pages hold few of.

    ## References
    docs/accuracy.md has its numbers, src/presscheck/strip/models the card.

    ## History
    Since 0.2.
    """

    code = "BP40"
    name = "reads-as-furniture"
    severity = Severity.INFO
    confidence = Confidence.MEDIUM

    def find_all(
        self, pages: Sequence[Page], matched: Sequence[Mapping[str, Sequence[int]]], facts: Facts
    ) -> list[list[Hit]]:
        """One hit for each line that reads as furniture, on pages without markup."""
        found: list[list[Hit]] = [[] for _ in pages]
        plain = [at for at, page in enumerate(pages) if page.lines and not any(page.marked("main"))]
        if not plain:
            return found
        model = scorer()
        scored = model.score([pages[at] for at in plain], [matched[at] for at in plain])
        where = [(at, line) for at in plain for line in pages[at].lines]
        heads = {(at, line.number) for at in plain for line in signed_head(pages[at])}
        ends = np.cumsum([len(pages[at].lines) for at in plain])[:-1]
        furniture = itertools.chain.from_iterable(
            map(
                reads_as_furniture,
                np.split(scored.probabilities, ends),
                np.split(scored.words, ends),
                np.split(scored.broken, ends),
            )
        )
        gone = [
            row
            for row, ((at, line), is_furniture) in enumerate(zip(where, furniture, strict=True))
            if is_furniture and (at, line.number) not in heads
        ]
        for row, reasons in zip(gone, model.reasons(scored.matrix[gone]), strict=True):
            at, line = where[row]
            said = f"reads as furniture ({scored.probabilities[row]:.0%}): {' and '.join(reasons)}"
            found[at].append(remove_line(line, said))
        return found


def reads_as_furniture(
    probabilities: NDArray[np.float64], words: NDArray[np.float32], broken: NDArray[np.float32]
) -> list[bool]:
    """Which lines of a page go. All arrays are (lines,); `broken` is 1 where a sentence runs over the end of a line."""
    lowest = limit(probabilities, words, broken)
    sure = np.clip(probabilities, EDGE, 1 - EDGE)
    odds = np.log(sure / (1 - sure)) - np.log(lowest / (1 - lowest))
    return runs(np.clip(odds, -FAR, FAR).tolist(), CHANGE)


def limit(probabilities: NDArray[np.float64], words: NDArray[np.float32], broken: NDArray[np.float32]) -> float:
    """How probable it must be that a line of this page is furniture, for the line to go."""
    if (words * broken).sum() < BROKEN * words.sum():
        likely, doubt, sure, sure_on_whole_pages = LIKELY, DOUBT, SURE, SURE_ON_WHOLE_PAGES
    else:
        likely, doubt, sure, sure_on_whole_pages = (
            LIKELY_IF_BROKEN,
            DOUBT_IF_BROKEN,
            SURE_IF_BROKEN,
            SURE_ON_WHOLE_BROKEN_PAGES,
        )
    stay = words[probabilities <= likely].sum()
    whole = words[probabilities >= sure].sum() > MOSTLY_FURNITURE * stay
    sure = sure_on_whole_pages if whole else sure
    doubted = words[(probabilities > likely) & (probabilities < sure)].sum()
    return sure if doubted > doubt * stay else likely


def signed_head(page: Page) -> list[Line]:
    """The lines at the top that say who wrote it, for whom, and when: they are read as fields."""
    return [line for line in page.lines[:HEAD_LINES] if _signs(line.text.strip())]


def _signs(text: str) -> bool:
    words = text.split()
    if len(words) > HEAD_WORDS:
        return False
    opens = words[0].casefold().rstrip(":") in folded("byline_words")
    return opens or any(named(names, text) for names in ("agencies", "outlets")) or bool(find_dates(text))
