from collections.abc import Iterator

from presscheck.dates import is_before
from presscheck.lexicons import folded
from presscheck.model import Batch, Dossier, Link, Severity
from presscheck.normalise.pointing import file_name, hit_on, pointer
from presscheck.rule import BatchRule, Hit

RELEASE = "AG08"
"""The rule that finds press releases."""


class CreditMissingInCopy(BatchRule):
    """Another article with the same text credits an agency; this one credits nobody.

    ## What it checks
    Linked articles of which one names an agency, in dateline, byline or credit, and the other names none. One that
    credits agencies without a name (“and agencies”) is reported as worth knowing. One that names its author or is a press
    release, and is dated before the one with the credit, is left alone: agencies take over from papers and companies too.

    ## Why it matters
    Agency copy that runs without its credit looks like the outlet's own reporting.

    ## What to do
    Compare the two. If the text is the agency's, record it as the source of both.

    ## When it is wrong
    Both may quote the same speech at length, and only one of them use an agency's text around it.

    ## History
    Since 0.1.
    """

    code = "PR03"
    name = "credit-missing-in-copy"
    severity = Severity.WARNING
    tip = "If the text is the agency's, record the agency as its source."

    def find(self, batch: Batch) -> Iterator[Hit]:
        """One hit for each article without a credit, naming the copy that shares most of it and has one."""
        best: dict[tuple[str, str], tuple[float, str, str]] = {}
        for link in batch.links:
            if not link.tells_of_origin:
                continue
            one, other = batch.by_id[link.article_a], batch.by_id[link.article_b]
            if bool(one.chosen("agency")) == bool(other.chosen("agency")):
                continue
            bare, credited = (other, one) if one.chosen("agency") else (one, other)
            named = bare.first("author") or any(one.rule == RELEASE for one in bare.findings)
            if named and is_before(bare.value("published") or "", credited.value("published") or ""):
                continue  # the agency may have it from there
            here = bare.article.source, bare.article.article_id
            turn = -_share(link, here[1]), credited.article.source, credited.article.article_id
            best[here] = min(turn, best.get(here, turn))
        for here in sorted(best):
            less, _, there = best[here]
            bare, credited = batch.by_id[here[1]], batch.by_id[there]
            names = " and ".join(credited.values("agency"))
            unnamed = _unnamed(bare)
            said = f"{unnamed!r} are credited without a name" if unnamed else "no agency is credited"
            yield hit_on(
                bare,
                f"{said}, but {file_name(credited)}, which holds {100 * -less:.0f} % of this text, credits {names}",
                related=(pointer(credited, f"credits {names}"),),
                evidence=credited.article.source,
                severity=Severity.INFO if unnamed else None,
            )


def _unnamed(dossier: Dossier) -> str | None:
    """The word by which an article credits agencies that it does not name; None where it does not."""
    return next((name for name in dossier.values("byline") if name.casefold() in folded("unnamed_agencies")), None)


def _share(link: Link, article: str) -> float:
    """How much of `article` stands in the other one."""
    return link.containment_a if article == link.article_a else link.containment_b
