from collections.abc import Iterator
from dataclasses import replace

from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.pointing import hit_on, known_by
from presscheck.rule import ArticleRule, Hit
from presscheck.strip.shapes import ends_sentence, is_prose

MIN_LINES = 15
TEASER_CHARS = (35, 160)
MIN_WORDS = 5
SHARE = 0.6
"""A list has at least so many teasers, lines of so many characters and words, and they are this share of its lines."""
SECOND_THOUGHTS = "BP41"
"""The rule that takes out what passed for article at first."""


class ListPage(ArticleRule):
    """A list of headlines, and no article.

    ## What it checks
    Texts without one line of running text, with fifteen lines or more that have the shape of headlines: five words
    or more, no punctuation at the end, and most of the lines like that. Lines of a web page that passed for article at
    first (BP41) count too.

    ## Why it matters
    A front page or topic page among the articles brings twenty topics, no date of its own, and other texts' titles.

    ## What to do
    Take the page out of the batch, and tell the scraper what an article's address looks like.

    ## When it is wrong
    Poems, tables and results are lists too; they are told apart by shorter lines and by punctuation.

    ## History
    Since 0.1.
    """

    code = "LY11"
    name = "list-page"
    severity = Severity.WARNING
    tip = "Take the page out of the batch."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for the article."""
        if any(is_prose(line.text) for line in dossier.kept):
            return
        lines = _before_second_thoughts(dossier).kept
        teasers = sum(_is_teaser(line.text) for line in lines)
        if teasers >= MIN_LINES and teasers >= SHARE * len(lines):
            message = f"{teasers} headlines and no running text: a list, not an article"
            yield hit_on(dossier, message, evidence=known_by(dossier))


def _before_second_thoughts(dossier: Dossier) -> Dossier:
    """The article with the lines that passed for it at first: on the page of a list, these are the list."""
    edits = tuple(edit for edit in dossier.edits if edit.rule != SECOND_THOUGHTS)
    return dossier if len(edits) == len(dossier.edits) else replace(dossier, edits=edits)


def _is_teaser(text: str) -> bool:
    low, high = TEASER_CHARS
    return (
        low <= len(text) <= high
        and len(text.split()) >= MIN_WORDS
        and not text[0].islower()
        and not ends_sentence(text)
        and text[-1] not in ",;:–—-"
    )
