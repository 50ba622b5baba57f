import itertools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from presscheck.dates import find_dates
from presscheck.lexicons import folded, named
from presscheck.model import Confidence, Facts, Line, Page, Severity
from presscheck.normalise.lines import byline_start
from presscheck.patterns import lone, phrases_of
from presscheck.rule import Hit, ShardRule, regex, remove_line
from presscheck.strip.line_scorer import Scored, scorer
from presscheck.strip.runs import runs
from presscheck.strip.shapes import lead_in

Floats = NDArray[np.float64]

LIKELY = 0.55
"""A line goes when it is furniture with this probability."""
DOUBT = 0.08
"""Where the lines in doubt hold more than this share of the words that stay, the scorer does not know that kind of page,
and only lines go of which it is sure: taking out article text is the worse error."""
SURE = 0.8
SURE_ON_WHOLE_PAGES = 0.69
"""The same on pages of which a good part is furniture: most of what is in doubt there is furniture too."""
MUCH_FURNITURE = 0.33
"""Words that are surely furniture, by words that stay, from which on a page counts as such."""
BROKEN = 0.05
"""Where sentences run over the ends of lines that hold this share of the words, links and words in bold stand on lines of
their own, and pass for furniture by themselves: the four numbers below are for such pages."""
LIKELY_IF_BROKEN, DOUBT_IF_BROKEN, SURE_IF_BROKEN, SURE_ON_WHOLE_BROKEN_PAGES = 0.78, 0.03, 0.92, 0.83
CHANGE = 0.6
"""What it costs, in log-odds, that a line is another kind than the one above it: furniture comes in runs.

The numbers are from sweeps on the development half, out of fold; see docs/accuracy.md.
"""
EDGE = 1e-4
"""Probabilities are cut off so far from 0 and 1."""
FAR = 4.0
"""And log-odds, beside the limit, here: no line may carry its neighbours along."""

LONG_WORDS = 400
"""A line of so many words may be the whole article, and goes only where the scorer is sure of the line itself."""

RELEASE = lone(*phrases_of("AG08"))
HEAD_LINES = 8
HEAD_WORDS = 12
HEADLINE_WORDS = range(4, 25)
SURE_OF_HEADLINE = 0.7
"""A line of so many words above the first prose may be the headline, and goes only with this probability."""
SUBHEAD_WORDS, SURE_OF_SUBHEAD = 3, 0.96
"""So short a line that stands alone between two paragraphs may be a subhead. It goes only with this probability, and
carries no paragraph along with less."""
SURE_OF_LISTED = 0.9
"""What the text leads to goes only with this probability."""


class ReadsAsFurniture(ShardRule):
    """Line that reads as furniture, by a learned scorer.

    ## What it checks
    Text articles: every line, by its wording, shape and length, the lines around it, its place on the page, and what it
    shares with the prose of the page. Two small models trained on labelled pages weigh these: trees, and a network that
    reads the page from both ends and remembers what came before a line. What the other rules know is left to them. The
    message names what spoke most against the line. Bylines and dates at the top stay. Web pages go by their markup
    (BP39, BP41).

    ## Why it matters
    Phrases and shapes reach half of the furniture in scraped text. The rest is teasers, product tables, names of
    sections: nothing that a list of words could hold.

    ## What to do
    Nothing: the lines are removed and kept in the ledger. `presscheck why ARTICLE:LINE` shows what counted for and
    against a line. `--ignore BP40` switches the scorer off.

    ## When it is wrong
    Lists inside an article (ingredients, tour dates, fixtures) without a line that leads to them, subheads that look like
    teasers, and pages in languages that the labelled pages hold few of.

    ## References
    docs/accuracy.md has its numbers, src/presscheck/strip/models the card.

    ## History
    Since 0.1.
    """

    code = "BP40"
    name = "reads-as-furniture"
    severity = Severity.INFO
    confidence = Confidence.MEDIUM

    def find_all(
        self,
        pages: Sequence[Page],
        matched: Sequence[Mapping[str, Sequence[int]]],
        facts: Facts,
        free: Callable[[int, Line], bool] = lambda at, line: True,
    ) -> list[list[Hit]]:
        """One hit for each line that reads as furniture, on pages without markup."""
        found: list[list[Hit]] = [[] for _ in pages]
        plain = [at for at, page in enumerate(pages) if page.lines and not any(page.marked("main"))]
        if not plain:
            return found
        model = scorer()
        scored = model.score([pages[at] for at in plain], [matched[at] for at in plain])
        where = [(at, index, line) for at in plain for index, line in enumerate(pages[at].lines)]
        counts = [len(pages[at].lines) for at in plain]
        headlines = may_be_headline(scored.words, scored.prose, counts)
        subheads = subheads_of(scored, counts)
        going = read_as_furniture(calmed(scored, subheads), scored.words, scored.broken, counts)

        def introduced(row: int) -> bool:
            """Whether a line may be of a list that the text leads to."""
            at, index, _ = where[row]
            lead = lead_in(pages[at].lines, index)
            return lead is not None and not going[row - index + lead]

        gone = [
            row
            for row in np.flatnonzero(going).tolist()
            if free(where[row][0], where[row][2])
            and not in_signed_head(where[row][1], where[row][2])
            and not (scored.words[row] >= LONG_WORDS and scored.probabilities[row] < SURE)
            and not (headlines[row] and scored.probabilities[row] < SURE_OF_HEADLINE)
            and not subheads[row]
            and not (scored.probabilities[row] < SURE_OF_LISTED and introduced(row))
        ]
        probabilities = scored.probabilities[gone].tolist()
        for row, sure, reasons in zip(gone, probabilities, model.reasons(scored, gone), strict=True):
            at, _, line = where[row]
            found[at].append(remove_line(line, f"reads as furniture ({100 * sure:.0f} %): {' and '.join(reasons)}"))
        return found


def read_as_furniture(
    probabilities: Floats, words: NDArray[np.float32], broken: NDArray[np.float32], counts: Sequence[int]
) -> NDArray[np.bool_]:
    """(lines,) which lines of some pages go; `counts` is how many lines each page has, none of them 0.

    The other arrays are (lines,); `broken` is 1 where a sentence runs over the end of a line.
    """
    lowest = np.repeat(limits(probabilities, words, broken, counts), counts)
    sure = np.clip(probabilities, EDGE, 1 - EDGE)
    odds = np.clip(np.log(sure / (1 - sure)) - np.log(lowest / (1 - lowest)), -FAR, FAR).tolist()
    ends = np.cumsum(counts).tolist()
    gone = [runs(odds[end - count : end], CHANGE) for end, count in zip(ends, counts, strict=True)]
    return np.array(list(itertools.chain.from_iterable(gone)))


def limits(
    probabilities: Floats, words: NDArray[np.float32], broken: NDArray[np.float32], counts: Sequence[int]
) -> Floats:
    """(pages,) how probable it must be that a line of a page is furniture, for the line to go. Arguments as above."""
    first = np.cumsum([0, *counts[:-1]], dtype=np.intp)

    def total(lines: NDArray[Any]) -> Floats:
        summed: Floats = np.add.reduceat(words * lines, first, dtype=np.float64)
        return summed

    in_pieces = total(broken) >= BROKEN * total(np.ones_like(words))
    kinds = np.array(
        [
            (LIKELY, DOUBT, SURE, SURE_ON_WHOLE_PAGES),
            (LIKELY_IF_BROKEN, DOUBT_IF_BROKEN, SURE_IF_BROKEN, SURE_ON_WHOLE_BROKEN_PAGES),
        ]
    )
    likely, doubt, sure, sure_on_whole_pages = kinds[in_pieces.astype(np.intp)].T
    over = probabilities > np.repeat(likely, counts)
    stay = total(~over)
    whole = total(probabilities >= np.repeat(sure, counts)) > MUCH_FURNITURE * stay
    sure = np.where(whole, sure_on_whole_pages, sure)
    doubted = total(over & (probabilities < np.repeat(sure, counts)))
    lowest: Floats = np.where(doubted > doubt * stay, sure, likely)
    return lowest


def may_be_headline(words: NDArray[np.float32], prose: NDArray[np.float32], counts: Sequence[int]) -> NDArray[np.bool_]:
    """(lines,) which lines stand above the first prose of their page and have as many words as headlines have."""
    first = np.repeat(np.cumsum([0, *counts[:-1]], dtype=np.intp), counts)
    before = np.cumsum(prose) - prose
    above: NDArray[np.bool_] = prose + before == before[first]
    return above & (words >= HEADLINE_WORDS.start) & (words < HEADLINE_WORDS.stop)


def subheads_of(scored: Scored, counts: Sequence[int]) -> NDArray[np.bool_]:
    """(lines,) which lines may be subheads, and are not surely furniture."""
    paragraphs = np.where(scored.probabilities < LIKELY, scored.prose, 0)
    return may_be_subhead(scored.words, paragraphs, counts) & (scored.probabilities < SURE_OF_SUBHEAD)


def calmed(scored: Scored, subheads: NDArray[np.bool_]) -> Floats:
    """(lines,) the probabilities by which lines go: what may be a subhead carries no paragraph along."""
    return np.where(subheads, np.minimum(scored.probabilities, LIKELY), scored.probabilities)


def may_be_subhead(words: NDArray[np.float32], prose: NDArray[np.float32], counts: Sequence[int]) -> NDArray[np.bool_]:
    """(lines,) which lines are a few words alone between two paragraphs that stay; `prose` is 1 for these."""
    last = np.cumsum(counts) - 1
    between = np.zeros(len(words), bool)
    between[1:-1] = (prose[:-2] > 0) & (prose[2:] > 0)
    between[last] = between[last + 1 - np.asarray(counts)] = False  # the line beyond is another page's
    return between & (words <= SUBHEAD_WORDS)


def in_signed_head(index: int, line: Line) -> bool:
    """Whether the line is at the top and says who wrote it, for whom, when, or that it is a press release: it is read."""
    return index < HEAD_LINES and _signs(line.text.strip())


def _signs(text: str) -> bool:
    words = text.split()
    if len(words) > HEAD_WORDS:
        return False
    credited = (
        byline_start(text)
        or any(named(names, text) for names in ("agencies", "outlets"))
        or text.casefold() in folded("desks")
    )
    return credited or bool(find_dates(text)) or bool(regex(RELEASE).search(text))
