from collections.abc import Iterator

from presscheck.lexicons import folded
from presscheck.model import Dossier, Facts, Severity
from presscheck.patterns import lone, phrases_of
from presscheck.rule import ArticleRule, Hit, in_a_line, regex, trimmed

LABEL = lone(*phrases_of("AG08"))
FIRST_LINES, LAST_LINES = 6, 12
MAX_CHARS = 120


class PressReleaseWire(ArticleRule):
    """The text is a press release.

    ## What it checks
    A credit to a service that spreads press releases (PR Newswire, Business Wire, news aktuell …) in dateline, byline or
    text; and a line of its own, among the first six or last twelve of the clean text, that says so: “FOR IMMEDIATE
    RELEASE”, “Pressemitteilung”, “Media contact:”.

    ## Why it matters
    It was written by those whom it is about. Counted as reporting it is an advertisement.

    ## What to do
    Leave it out of studies of journalism, or mark it.

    ## When it is wrong
    Articles that print a release and comment on it.

    ## History
    Since 0.1.
    """

    code = "AG08"
    name = "press-release-wire"
    severity = Severity.WARNING
    tip = "Leave it out of studies of journalism, or mark it."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for the article: at the credit, else at the first label."""
        for field in dossier.chosen("agency"):
            if field.value.casefold() in folded("press_wires"):
                message = f"the text is a press release: {field.value} spreads them"
                yield Hit(field.start, field.end, message, evidence=field.value)
                return
        kept = dossier.kept
        kept = [*kept[:FIRST_LINES], *kept[max(FIRST_LINES, len(kept) - LAST_LINES) :]]
        kept = [line for line in kept if len(line.text) <= MAX_CHARS]
        if not in_a_line(LABEL, "\n".join([line.text for line in kept])):
            return
        for line in kept:
            if regex(LABEL).search(line.text):
                start, end = trimmed(line)
                yield Hit(start, end, f"the text is a press release by its label: {line.text.strip()}")
                return
