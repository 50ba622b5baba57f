from collections.abc import Iterator

from presscheck.model import Batch, Severity
from presscheck.rule import BatchRule, Hit


class ExpiredWaiver(BatchRule):
    """A waiver whose day is over.

    ## What it checks
    Every waiver of `presscheck.toml` and `waivers.jsonl` with a day of expiry that lies before the day of the run.

    ## Why it matters
    What it covered counts again from one night to the next, and somebody should know why.

    ## What to do
    Mend what was waived, or give the waiver another day and say why; or take it out.

    ## When it is wrong
    Never, unless the clock of the machine is.

    ## History
    Since 0.1.
    """

    code = "WV01"
    name = "expired-waiver"
    severity = Severity.WARNING
    tip = "Mend what was waived, or renew the waiver with a reason."

    def find(self, batch: Batch) -> Iterator[Hit]:
        """One hit for each, at its file and line."""
        for waiver in batch.expired_waivers:
            message = f"the waiver of {waiver.rule} by {waiver.owner} expired on {waiver.expires}: {waiver.reason}"
            yield Hit(None, None, message, source=waiver.origin)
