from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.rule import ArticleRule, Hit, trimmed
from presscheck.strip.shapes import quotes, reports
from presscheck.strip.statements import statements


class MadeWithAi(ArticleRule):
    """The article, or its summary, was made with a machine's help, and says so.

    ## What it checks
    Lines among the first or last eight of the page that open by saying that this text or its summary was written,
    generated or summed up by or with artificial intelligence (`lexicons/phrases/PR08.txt`), in thirty languages. The line stays in the
    text. What a machine translated is LG03's; buttons (“Summarize with AI”) and notes on a machine's voice are furniture.

    ## Why it matters
    Who trains a model on news, counts voices or studies style wants to know which texts a machine wrote.

    ## What to do
    Record it with the article, and leave it out of collections of what people wrote.

    ## When it is wrong
    A note that speaks of another text or of the pictures only.

    ## History
    Since 0.1.
    """

    code = "PR08"
    name = "made-with-ai"
    severity = Severity.INFO
    tip = "Record that a machine helped."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit, at the note."""
        for line in statements(dossier.article.page, self.code):
            if not quotes(line.text) and not reports(line.text):
                yield Hit(*trimmed(line), "the text says that a machine helped to make it")
                return
