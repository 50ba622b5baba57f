from collections import Counter
from collections.abc import Iterator, Sequence

from presscheck.dates import days_between
from presscheck.model import Batch, Dossier, Field, Severity
from presscheck.normalise.pointing import pointer
from presscheck.rule import BatchRule, Hit

MIN_ARTICLES = 10
SHARE = 0.9
MIN_CONTRADICTED = 3
"""So many datelines or addresses with other days show that the common day is not theirs."""
FAR_DAYS = 3
MAX_RELATED = 10


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

    def find(self, batch: Batch) -> Iterator[Hit]:
        """One hit for the batch, at the date of its first article; others are related."""
        dated = sorted((d for d in batch.dossiers if d.first("published")), key=lambda d: d.article.source)
        if len(dated) < MIN_ARTICLES:
            return
        for chars, kind in ((len("2024-04-27T06:00"), "moment"), (len("2024-04-27"), "day")):
            value, count = Counter(_published(d).value[:chars] for d in dated).most_common(1)[0]
            same = [d for d in dated if _published(d).value[:chars] == value]
            real = kind == "day" and _contradicted(same) < MIN_CONTRADICTED
            if count < SHARE * len(dated) or real or (kind == "moment" and "T" not in value):
                continue
            first = _published(same[0])
            yield Hit(
                first.start,
                first.end,
                f"{count} of {len(dated)} dated articles carry the same {kind} of publication, {value}",
                article_id=same[0].article.article_id,
                related=tuple(pointer(d, "the same date") for d in same[1 : MAX_RELATED + 1]),
                evidence=value,
            )
            return


def _published(dossier: Dossier) -> Field:
    return dossier.chosen("published")[0]


def _contradicted(dossiers: Sequence[Dossier]) -> int:
    """How many articles have a dateline or an address with a day far from the chosen one."""
    return sum(
        any(
            abs(days_between(_published(d).value, other.value)) > FAR_DAYS
            for other in (*d.chosen("dateline_date"), *(f for f in d.candidates("published") if f.rule == "url"))
            if not other.value.startswith("-")
        )
        for d in dossiers
    )
