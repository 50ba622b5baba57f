from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.rule import ArticleRule, Hit, ends, regex, trimmed
from presscheck.strip.shapes import anywhere, opening, phrases_of

NOTICE = opening(*phrases_of("LG03"))
CUES = anywhere(*phrases_of("LG03-cues"))
"""One of them is in every notice: a look at these costs a tenth of a look at the notices."""
WHERE = ends(8, 8)
MAX_CHARS = 300


class TranslationNotice(ArticleRule):
    """The article is a translation, and says so.

    ## What it checks
    Lines among the first or last eight of the page that begin by saying that this text was translated, by whom or by
    what machine, in twenty languages. The line stays in the text.

    ## Why it matters
    A translation has its source elsewhere: it is no second voice, its words are not the author's, and its style is not
    the outlet's.

    ## What to do
    Record the language and place of the original, and count the story once.

    ## When it is wrong
    A review that names the translator of a book in the words of such a notice.

    ## History
    Since 0.2.
    """

    code = "LG03"
    name = "translation-notice"
    severity = Severity.INFO
    tip = "Record where the original stands."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit, at the notice."""
        page = dossier.article.page
        if not regex(CUES).search(page.joined):
            return
        for index, line in enumerate(page.lines):
            if WHERE.holds(index, len(page.lines)) and len(line.text) <= MAX_CHARS and regex(NOTICE).search(line.text):
                yield Hit(*trimmed(line), "the text is a translation")
                return
