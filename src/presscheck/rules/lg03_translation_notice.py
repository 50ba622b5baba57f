from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.rule import ArticleRule, Hit, trimmed
from presscheck.strip.statements import statements


class TranslationNotice(ArticleRule):
    """The article is a translation, and says so.

    ## What it checks
    Lines among the first or last eight of the page that begin by saying that this text was translated, by whom or by
    what machine, in thirty languages. The line stays in the text.

    ## Why it matters
    A translation has its source elsewhere: it is no second voice, its words are not the author's, and its style is not
    the outlet's.

    ## What to do
    Record the language and place of the original, and count the story once.

    ## When it is wrong
    A review that names the translator of a book in the words of such a notice.

    ## History
    Since 0.1.
    """

    code = "LG03"
    name = "translation-notice"
    severity = Severity.INFO
    tip = "Record where the original stands."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit, at the notice."""
        for line in statements(dossier.article.page, self.code):
            yield Hit(*trimmed(line), "the text is a translation")
            return
