from collections.abc import Iterator

from presscheck.dates import days_between, find_dates
from presscheck.model import Dossier, Facts, Field, Severity
from presscheck.normalise.lines import is_sentence
from presscheck.normalise.pointing import beside, from_title, title_place
from presscheck.normalise.written import STRUCTURED
from presscheck.rule import ArticleRule, Hit

SHOWN = ("published-line", "time element")
NEAR = 6
"""Further down dates are those of other stories."""
DAYS = 2
"""A zone makes one day."""


class PageVsMarkupDate(ArticleRule):
    """The date that the page shows and the date that its markup claims are days apart.

    ## What it checks
    The day beside the headline against the day of publication in the page's structured data, and the sources of the
    structured data among themselves, when they are two days or more apart. Days that could be read the other way
    round are left to DT15. Where the other day is that of the update, the message says so.

    ## Why it matters
    Readers see one date and programs another. Mostly the one is the first publication and the other an update, a move
    of the site or a republication.

    ## What to do
    Take the earlier one for the publication, unless the text speaks of what came later.

    ## When it is wrong
    A page that shows the date of an event, or of another story, right below its headline.

    ## History
    Since 0.1.
    """

    code = "DT25"
    name = "page-vs-markup-date"
    severity = Severity.INFO
    tip = "The earlier one is usually the first publication."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit: at the day that the page shows, or for the article where two claims disagree."""
        claims = [field for field in dossier.candidates("published") if field.rule.startswith(STRUCTURED)]
        if not claims:
            return
        shown = _shown(dossier)
        others = [shown] if shown else claims[1:]
        for other in others:
            days = days_between(claims[0].value, other.value)
            if abs(days) >= DAYS:
                yield _hit(dossier, claims[0], other, days)
                return


def _shown(dossier: Dossier) -> Field | None:
    """The first day that the page shows beside its headline as that of publication."""
    if title_place(dossier)[0] is None:
        return None
    lines = [line for line in from_title(dossier)[:NEAR] if not is_sentence(line.text)]
    near = [
        field
        for field in dossier.candidates("published")
        if field.rule in SHOWN and any(line.start <= (field.start or -1) < line.end for line in lines)
    ]
    first = min(near, key=lambda field: field.start or 0, default=None)
    return first if first and not any(mention.ambiguous for mention in find_dates(first.evidence)) else None


def _hit(dossier: Dossier, claim: Field, other: Field, days: int) -> Hit:
    where = "the page shows" if other.start is not None else f"{other.rule} says"
    apart = f"{abs(days):,} days {'after' if days > 0 else 'before'}"
    message = f"{where} {other.value[:10]}, {apart} {claim.rule} ({claim.value[:10]})"
    modified = dossier.value("modified")
    if modified and modified[:10] == max(claim.value, other.value)[:10]:
        message += "; the later one is the day of the update"
    return Hit(other.start, other.end, message, related=beside(dossier, claim, "the claim"), evidence=other.evidence)
