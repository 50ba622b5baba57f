from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from math import sqrt

from presscheck.model import Batch, Dossier, Night, Severity
from presscheck.rule import BatchRule, Hit

LACKS: dict[str, Callable[[Dossier], bool]] = {
    "bylines": lambda dossier: not dossier.chosen("author"),
    "dates": lambda dossier: not dossier.chosen("published"),
    "titles": lambda dossier: not dossier.chosen("title"),
}
MIN_ARTICLES = 8
"""Of the outlet tonight; of fewer nothing can be said."""
MIN_NIGHTS = 5
"""Earlier runs with the outlet: their spread is measured too."""
Z = 3.29
"""One stable share in 2,000 lies outside of its bound; two bounds must part, and by `RISE`, for an alarm."""
RISE = 0.1
"""A smaller rise of the share is not worth a person's evening."""


def wilson(missing: float, articles: float, z: float = Z) -> tuple[float, float]:
    """The score interval of a share (Wilson 1927, J. Am. Stat. Assoc. 22, 209-212)."""
    share, square = missing / articles, z * z
    middle = (share + square / (2 * articles)) / (1 + square / articles)
    reach = z * sqrt(share * (1 - share) / articles + square / (4 * articles * articles)) / (1 + square / articles)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def spread(counts: Sequence[tuple[int, int]]) -> float:
    """How many times more the shares of (missing, articles) differ between nights than chance alone makes them.

    Pearson's chi-square over its degrees of freedom, at least 1: the dispersion of McCullagh and Nelder (1989,
    chapter 4.5), by which Laney (2002, Quality Engineering 14, 531-537) widens control charts of shares.
    """
    missing, articles = sum(m for m, _ in counts), sum(n for _, n in counts)
    share = missing / articles
    if share in {0.0, 1.0}:
        return 1.0
    chi_square = sum((m - n * share) ** 2 / (n * share * (1 - share)) for m, n in counts)
    return max(1.0, chi_square / (len(counts) - 1))


def least_rise(tonight: tuple[int, int], past: Sequence[tuple[int, int]]) -> float:
    """The lower bound of the rise of a share, from (missing, articles) of `past` nights to tonight.

    The hybrid score interval of the difference of two proportions (Newcombe 1998, Statistics in Medicine 17, 873-890,
    method 10), both widened by the spread of the past nights.
    """
    wider = spread(past)
    before = (sum(m for m, _ in past) / wider, sum(n for _, n in past) / wider)
    now = (tonight[0] / wider, tonight[1] / wider)
    p_now, p_before = now[0] / now[1], before[0] / before[1]
    return p_now - p_before - sqrt((p_now - wilson(*now)[0]) ** 2 + (wilson(*before)[1] - p_before) ** 2)


class OutletDrift(BatchRule):
    """Articles of an outlet begin to lack what they had.

    ## What it checks
    For each outlet (the host of the address, or else the publisher) the share of articles without byline, date or
    title, against the last 20 runs over the same paths, or over batches of the same folder. It speaks when the share
    has surely risen by more than ten points: the lower bound of Newcombe's interval for the difference of two
    proportions, at z = 3.29 and widened by how much the outlet's nights differ anyway. At least 8 articles of the
    outlet, and five earlier runs with it.

    ## Why it matters
    The layout of the site changed, and whoever scrapes it reads the wrong place from tonight on. Each article alone
    looks like one that has no byline.

    ## What to do
    Open one of the articles beside its page and mend the scraper; scrape again what came since.

    ## When it is wrong
    The outlet itself changed: it stopped signing its articles, or another desk's articles are in the batch.

    ## History
    Since 0.1.
    """

    code = "OP01"
    name = "outlet-drift"
    severity = Severity.WARNING
    tip = "Compare an article with its page: the layout of the site may have changed."

    def note(self, dossier: Dossier) -> tuple[str, ...]:
        """What it lacks."""
        return tuple(what for what, lacks in LACKS.items() if lacks(dossier))

    def find(self, batch: Batch) -> Iterator[Hit]:
        """One hit for each outlet and thing it lacks, in order; the outlet is the source."""
        if not batch.nights:
            return
        earlier: dict[str, list[Night]] = defaultdict(list)
        for night in batch.nights:
            earlier[night.outlet].append(night)
        tonight: Counter[str] = Counter()
        missing: Counter[tuple[str, str]] = Counter()
        for outline, lacks in batch.noted(self.code):
            tonight[outline.outlet] += 1
            missing.update((outline.outlet, what) for what in lacks)
        for outlet, articles in sorted(tonight.items()):
            nights = earlier[outlet]
            if outlet and articles >= MIN_ARTICLES and len(nights) >= MIN_NIGHTS:
                for what in LACKS:
                    now = (missing[outlet, what], articles)
                    past = [(night.missing[what], night.articles) for night in nights]
                    if least_rise(now, past) > RISE:
                        before = sum(m for m, _ in past) / sum(n for _, n in past)
                        message = (
                            f"{what} missing in {100 * now[0] / now[1]:.0f} % of {now[1]} articles,"
                            f" {100 * before:.0f} % in the last {len(nights)} runs"
                        )
                        yield Hit(None, None, message, source=outlet, evidence=f"{outlet}\0{what}")
