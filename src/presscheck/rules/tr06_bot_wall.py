from collections.abc import Iterator

from presscheck.link.fingerprints import words
from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.pointing import known_by
from presscheck.patterns import anywhere, phrases_of
from presscheck.rule import ArticleRule, Hit, in_a_line, regex, trimmed
from presscheck.strip.shapes import quotes

MAX_WORDS = 150
PHRASES = anywhere(*phrases_of("TR06"))


class BotWall(ArticleRule):
    """The site did not give the article to the scraper.

    ## What it checks
    Pages of fewer than 150 words in all that ask to enable JavaScript, to prove that one is human, or deny access.

    ## Why it matters
    Hundreds of such pages look like hundreds of copies of one story.

    ## What to do
    Take the page out of the batch and fetch it again, slower.

    ## When it is wrong
    A very short item about such a page.

    ## History
    Since 0.1.
    """

    code = "TR06"
    name = "bot-wall"
    severity = Severity.ERROR
    tip = "Take the page out of the batch and fetch it again, slower."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit, at the first line that says so."""
        lines = dossier.article.page.lines
        if (
            not in_a_line(PHRASES, dossier.article.page.joined)
            or sum(len(words(line.text)) for line in lines) >= MAX_WORDS
        ):
            return
        for line in lines:
            if regex(PHRASES).search(line.text) and not quotes(line.text):
                start, end = trimmed(line)
                message = "the site turned the scraper away: this is no article"
                yield Hit(start, end, message, evidence=known_by(dossier, title=False))
                return
