from collections import Counter
from collections.abc import Iterator

from presscheck.dates import days_between
from presscheck.model import Batch, Dossier, Outline, Severity
from presscheck.normalise.pointing import hit_at_dates
from presscheck.rule import BatchRule, Hit

MOMENT, DAY = len("2024-04-27T06:00"), len("2024-04-27")
MIN_ARTICLES = 10
SHARE = 0.9
"""Of the dated articles, at least so many, this share carries the same date."""
MIN_CONTRADICTED = 3
"""So many datelines or addresses with other days show that the common day is not theirs."""
FAR_DAYS = 3
"""A dateline or an address whose day is farther away contradicts the common date."""


class ConstantDateBatch(BatchRule):
    """Nearly all articles of the batch carry one and the same date.

    ## What it checks
    Batches of ten dated articles or more, of which nine in ten have the same moment of publication, to the
    minute; or the same day, while three datelines or addresses among them say another day, more than three
    days away. The same day alone is no defect: a nightly batch has it by nature.

    ## Why it matters
    The date is that of the crawl or of an import, and no article's own.

    ## What to do
    Drop the date for the whole batch, and read it again from the pages.

    ## When it is wrong
    A site that releases all texts of a day at one set minute.

    ## History
    Since 0.1.
    """

    code = "DT21"
    name = "constant-date-batch"
    severity = Severity.WARNING
    tip = "Drop this date for the batch and read it again from the pages."

    def note(self, dossier: Dossier) -> bool | None:
        """Whether a dateline or an address has a day far from that of publication; None without a date."""
        date = dossier.value("published")
        if date is None:
            return None
        others = (*dossier.chosen("dateline_date"), *(f for f in dossier.candidates("published") if f.rule == "url"))
        return any(
            abs(days_between(date, other.value)) > FAR_DAYS for other in others if not other.value.startswith("-")
        )

    def find(self, batch: Batch) -> Iterator[Hit]:
        """One hit for the batch, at the date of its first article; others are related."""
        dates = Counter(_cut(outline, MOMENT) for outline, _ in batch.noted(self.code))
        if dates.total() < MIN_ARTICLES:
            return
        days: Counter[str] = Counter()
        for date, times in dates.items():
            days[date[:DAY]] += times
        for chars, kind, counts in ((MOMENT, "moment", dates), (DAY, "day", days)):
            value, count = counts.most_common(1)[0]
            if count < SHARE * dates.total() or (kind == "moment" and "T" not in value):
                continue
            far = sum(far for outline, far in batch.noted(self.code) if _cut(outline, chars) == value)
            if kind == "day" and far < MIN_CONTRADICTED:
                continue
            here = (outline for outline, _ in batch.noted(self.code) if _cut(outline, chars) == value)
            said = f"{count} of {dates.total()} dated articles carry the same {kind} of publication, {value}"
            yield hit_at_dates(batch, here, said, "the same date", value)
            return


def _cut(outline: Outline, chars: int) -> str:
    return (outline.published or "")[:chars]
