from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.rule import ArticleRule, Hit, in_a_line, regex, trimmed

COUNTER = r"^\s*(?i:(?:document\s+)?(\d{1,4}) of \d{1,4} documents?|document (\d{1,4}) of \d{1,4})\s*$"
END = r"^\s*(?i:end of document)\s*$"


class SeveralDocuments(ArticleRule):
    """An export of a database with several articles in one file.

    ## What it checks
    Lines that count documents, as databases of newspapers write them above each ("2 of 5 DOCUMENTS", "Document 2 of 5"), with
    different numbers, or the line "End of Document" more than once.

    ## Why it matters
    All but the first lose title, author and date, and the first gets the texts of the others.

    ## What to do
    Split the file at these lines, an article to a file, or export it so.

    ## When it is wrong
    Nobody else writes such lines.

    ## History
    Since 0.1.
    """

    code = "LY13"
    name = "several-documents"
    severity = Severity.ERROR
    tip = "Split the file at these lines, an article to a file."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit, at the line of the second document."""
        page = dossier.article.page
        if not in_a_line(COUNTER, page.joined) and not in_a_line(END, page.joined):
            return
        counters = [(line, found) for line in page.lines if (found := regex(COUNTER).match(line.text))]
        ends = [line for line in page.lines if regex(END).match(line.text)]
        numbers = {found[1] or found[2] for _, found in counters}
        if len(numbers) > 1 or len(ends) > 1:
            at = counters[1][0] if len(numbers) > 1 else ends[1]
            count = max(len(numbers), len(ends))
            yield Hit(*trimmed(at), f"the file holds {count} documents of a database, not one article")
