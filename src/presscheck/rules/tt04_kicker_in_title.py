from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.rule import ArticleRule, Hit, regex
from presscheck.strip.shapes import kicker


class KickerInTitle(ArticleRule):
    """A label stands before the headline.

    ## What it checks
    Titles that open with a word such as "WATCH", "EXCLUSIVE" or "Opinion" and a colon, bar, dash or full stop, or in
    brackets.

    ## Why it matters
    The label is the site's, not the headline's: the same story has it in one copy and not in the next. It also
    says what kind of text this is, which is worth keeping apart.

    ## What to do
    Cut the label off, and keep it as the kind of the text.

    ## When it is wrong
    A headline that speaks of the thing itself ("Video: how a word took over").

    ## History
    Since 0.1.
    """

    code = "TT04"
    name = "kicker-in-title"
    severity = Severity.INFO
    tip = "Keep the label apart from the headline."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit, at the label where the title stands in the text."""
        title = dossier.first("title")
        found = regex(kicker()).search(title.value) if title else None
        if title is None or not found:
            return
        group = int(found.lastindex or 0)
        label = found.group(group).rstrip(" ]")
        if title.start is None:
            yield Hit(None, None, f"the title opens with a label: {label}", evidence=label)
        else:
            start = title.start + found.start(group)
            yield Hit(start, start + len(label), f"the title opens with a label: {label}")
