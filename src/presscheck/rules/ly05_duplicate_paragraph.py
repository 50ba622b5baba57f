from collections.abc import Iterator

from presscheck.link.fingerprints import words
from presscheck.model import Dossier, Facts, Related, Severity
from presscheck.normalise.kept import body_lines
from presscheck.normalise.reading import fold
from presscheck.rule import ArticleRule, Hit
from presscheck.strip.shapes import ends_sentence, is_bullet, is_prose

MIN_WORDS = 8


class DuplicateParagraph(ArticleRule):
    """A paragraph stands twice in the text.

    ## What it checks
    Paragraphs below the headline, of eight words and 80 characters or more and ending like a sentence, that are the
    same, but for white space and case, as one further up. Items of lists are left out, and captions to CP08.

    ## Why it matters
    Every count of the text is too high, and the second copy often marks the seam where a scraper joined
    two elements of the page.

    ## What to do
    Keep the first.

    ## When it is wrong
    A long sentence that an essay repeats on purpose.

    ## History
    Since 0.1.
    """

    code = "LY05"
    name = "duplicate-paragraph"
    severity = Severity.WARNING
    tip = "Keep the first; look at how the scraper joined the page's elements."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for each later copy; the first one is related."""
        first: dict[str, tuple[int, int, int]] = {}
        for line in body_lines(dossier):
            start, end, number = first.setdefault(fold(line.text), (line.start, line.end, line.number))
            if start != line.start and _is_paragraph(line.text) and len(words(line.text)) >= MIN_WORDS:
                related = Related(dossier.article.article_id, start, end, "the first copy")
                yield Hit(line.start, line.end, f"this paragraph stands in line {number} already", related=(related,))


def _is_paragraph(text: str) -> bool:
    """Prose that ends like a sentence: no headline, no item of a list, and longer than a refrain."""
    return is_prose(text) and ends_sentence(text) and not is_bullet(text)
