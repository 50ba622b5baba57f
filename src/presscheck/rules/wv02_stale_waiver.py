from collections.abc import Iterator

from presscheck.model import Batch, Severity
from presscheck.rule import BatchRule, Hit


class StaleWaiver(BatchRule):
    """A waiver that nothing needs.

    ## What it checks
    Every waiver in force that covers no finding of the run.

    ## Why it matters
    A waiver that outlives its defect hides the next one of the kind.

    ## What to do
    Take it out, unless the articles it is for come with other batches.

    ## When it is wrong
    Waivers that are for some batches only.

    ## History
    Since 0.1.
    """

    code = "WV02"
    name = "stale-waiver"
    severity = Severity.INFO
    tip = "Take it out, unless it is for other batches."

    def find(self, batch: Batch) -> Iterator[Hit]:
        """One hit for each, at its file and line."""
        for waiver in batch.stale_waivers:
            message = f"no finding needs the waiver of {waiver.rule} by {waiver.owner}: {waiver.reason}"
            yield Hit(None, None, message, source=waiver.origin)
