from collections.abc import Iterator

from presscheck.link.fingerprints import words
from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.kept import body_lines
from presscheck.normalise.pointing import known_by, title_place
from presscheck.rule import ArticleRule, Hit
from presscheck.strip.shapes import is_prose

MIN_WORDS = 25


class EmptyBody(ArticleRule):
    """Nothing is left but a title and scraps.

    ## What it checks
    That the clean text has, below its headline, at least 25 words, or one full sentence of running text: news in brief are short.
    In scripts that do not part words, each character counts as one.

    ## Why it matters
    An empty article counts as an article: it lowers averages and matches everything and nothing.

    ## What to do
    Fetch the page again; often its text is loaded by script, which the scraper did not run.

    ## When it is wrong
    Pages that are a picture, a video or a map with a title.

    ## History
    Since 0.1.
    """

    code = "TR04"
    name = "empty-body"
    severity = Severity.ERROR
    tip = "Fetch the page again; its text may be loaded by script."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for the article, at its title."""
        lines = body_lines(dossier) if dossier.first("title") else dossier.kept
        if any(is_prose(line.text) for line in lines):
            return
        count = sum(len(words(line.text)) for line in lines)
        if count < MIN_WORDS:
            start, end = title_place(dossier)
            message = f"no body: {count} word{'' if count == 1 else 's'} left"
            yield Hit(start, end, message, evidence=known_by(dossier))
