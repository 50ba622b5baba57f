from collections.abc import Iterator

from presscheck.dates import DateMention, find_dates
from presscheck.lexicons import folded
from presscheck.model import Dossier, Facts, Field, Severity
from presscheck.orders import settled
from presscheck.rule import ArticleRule, Hit


class AmbiguousDmy(ArticleRule):
    """Day and month of the date could be the other way round.

    ## What it checks
    A day of publication written in digits, day and month both at most 12, with nothing beside it that settles
    which is which: no weekday, no other evidence of the same day, no language of the text in which the day always stands first
    (`lexicons/day_first.txt`), and no other articles of the outlet, or rows of the column, that show the order. Where at least three of these have a number above 12 in its place, and hardly any the other
    way round, the date is read as they are.

    ## Why it matters
    04/05 is April in one country and May in another; a wrong guess is a month off.

    ## What to do
    Audit it together with more articles of the outlet: a day above 12 shows its order.

    ## When it is wrong
    The date may have been read correctly; the finding says that nobody can know from this page.

    ## References
    Short dates of languages: https://cldr.unicode.org/translation/date-time/date-time-patterns

    ## History
    Since 0.1.
    """

    code = "DT15"
    name = "ambiguous-dmy"
    severity = Severity.INFO
    tip = "Another article of the outlet with a day above 12 shows the order it uses."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit, at the date."""
        published = dossier.first("published")
        mention = _ambiguous(published, dossier, facts) if published else None
        if published is None or mention is None or mention.weekday == mention.day.weekday():
            return
        if published.start is not None and (dossier.value("language") or "")[:2] in folded("day_first"):
            return
        for other in dossier.fields:
            same_kind = other.field in ("published", "dateline_date", "modified") and other is not published
            if same_kind and other.value[:10] == published.value[:10] and not _ambiguous(other, dossier, facts):
                return
        day = mention.day
        swapped = f"{day.year}-{day.day:02}-{day.month:02}"
        yield Hit(published.start, published.end, f"read as {day.isoformat()}; it could also be {swapped}")


def _ambiguous(field: Field, dossier: Dossier, facts: Facts) -> DateMention | None:
    claimed = field.rule if field.start is None else ""
    mentions = (settled(mention, dossier.article, facts, claimed) for mention in find_dates(field.evidence))
    return next((mention for mention in mentions if mention.ambiguous), None)
