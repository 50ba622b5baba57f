from collections.abc import Iterator

from presscheck.model import Batch, Confidence, Severity
from presscheck.normalise.pointing import counted, differences, file_name, places
from presscheck.rule import BatchRule, Hit


class QuoteDrift(BatchRule):
    """A quotation is worded differently in a copy.

    ## What it checks
    Sentences of two linked articles that stand for each other. A hit is where words in quotation marks stand in place
    of other words in quotation marks, between words that are the same. Spellings of one word, figures for words and
    words that only one of them quotes are left out.

    ## Why it matters
    A person said one of the two. Translations, corrections and slips change quotations on the way, and whoever cites
    the copy cites the slip.

    ## What to do
    Look for the recording or the transcript; failing that, cite the copy that is nearest to the origin.

    ## When it is wrong
    A speaker who said nearly the same twice, and each outlet took one of the two.

    ## History
    Since 0.1.
    """

    code = "PR04"
    name = "quote-drift"
    severity = Severity.INFO
    confidence = Confidence.MEDIUM
    tip = "Look for the recording or the transcript before you cite either."

    def find(self, batch: Batch) -> Iterator[Hit]:
        """One hit for each difference of a story, on a copy; the wording it is held against is related, then other copies."""
        for found in differences(batch, ("quotation",)):
            here, other = found.here, found.other
            yield Hit(
                here.start,
                here.end,
                f"the quotation reads {here.text!r} here{counted(found.as_here)} "
                f"and {other.text!r} in {file_name(other.dossier)}{counted(found.as_there)}",
                article_id=here.dossier.article.article_id,
                related=places(found, "the other wording"),
                evidence=f"{here.text} {other.text} {other.dossier.article.source}",
            )
