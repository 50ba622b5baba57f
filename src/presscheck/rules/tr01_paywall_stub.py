from collections.abc import Iterator

from presscheck.link.fingerprints import words
from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.pointing import known_by
from presscheck.patterns import anywhere, phrases_of
from presscheck.rule import ArticleRule, Hit, in_a_line, regex, trimmed
from presscheck.strip.shapes import quotes

MAX_WORDS = 150
MAX_CHARS_OF_STUB = 20 * MAX_WORDS
MAX_CHARS = 240
"""Of the line that asks for a subscription."""
PHRASES = anywhere(*phrases_of("TR01"))


class PaywallStub(ArticleRule):
    """Only the beginning of the article is there; the rest is for subscribers.

    ## What it checks
    Pages with fewer than 150 words left on which a short line asks the reader to subscribe or log in to
    read on. The phrase alone does not count: full texts carry it too.

    ## Why it matters
    A teaser of three sentences passes for an article: its length, its topics and its missing sources all mislead.

    ## What to do
    Leave the article out, or fetch it with a subscription.

    ## When it is wrong
    A short item about paywalls, if the phrase stands on a line of its own; short items on sites whose
    subscription box is on every page.

    ## History
    Since 0.1.
    """

    code = "TR01"
    name = "paywall-stub"
    severity = Severity.ERROR
    tip = "Leave the article out, or fetch it with a subscription."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit, at the phrase."""
        if len(dossier.clean_text) > MAX_CHARS_OF_STUB or not in_a_line(PHRASES, dossier.article.page.joined):
            return
        count = sum(len(words(line.text)) for line in dossier.kept if not _asks(line.text))
        if count >= MAX_WORDS:
            return
        line = next((line for line in dossier.article.page.lines if _asks(line.text)), None)
        if line is not None:
            start, end = trimmed(line)
            message = f"the text stops at a paywall, after {count} words"
            yield Hit(start, end, message, evidence=known_by(dossier))


def _asks(text: str) -> bool:
    return len(text) <= MAX_CHARS and not quotes(text) and bool(regex(PHRASES).search(text))
