from collections.abc import Iterator

from presscheck.model import Batch, Severity
from presscheck.rule import BatchRule, Hit


class Unreadable(BatchRule):
    """An input that could not be read.

    ## What it checks
    Every input that gave no article: empty files, files that are no text, files without the right to read them, and
    articles that took too long or that a step failed of.

    ## Why it matters
    A gap that nobody reports looks like a day without news.

    ## What to do
    Fetch the file again, or take it out of the batch. The message is the reason. Where it says that
    examining it failed, a rule is at fault: of your own, or of presscheck.

    ## When it is wrong
    Never: the file was not read. Whether it had to be is for you to say.

    ## History
    Since 0.1.
    """

    code = "RD01"
    name = "unreadable"
    severity = Severity.ERROR
    tip = "Fetch the file again, or take it out of the batch."

    def find(self, batch: Batch) -> Iterator[Hit]:
        """One hit for each unreadable input, with its source and the reason."""
        for unreadable in batch.unreadable:
            yield Hit(None, None, unreadable.reason, source=unreadable.source)
