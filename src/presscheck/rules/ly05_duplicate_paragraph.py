from collections.abc import Iterator

from presscheck.link.fingerprints import words
from presscheck.model import Dossier, Facts, Line, Related, Severity
from presscheck.normalise.comments import comments_start
from presscheck.normalise.kept import body_lines
from presscheck.normalise.lines import fold
from presscheck.rule import ArticleRule, Hit
from presscheck.strip.shapes import ends_sentence, is_bullet, is_prose
from presscheck.wording import Count

MIN_WORDS = 8
MAX_RELATED = 20


class DuplicateParagraph(ArticleRule):
    """A paragraph stands twice in the text.

    ## What it checks
    Paragraphs below the headline, of eight words and 80 characters or more and ending like a sentence, that are the
    same, but for white space and case, as one further up. Items of lists are left out, captions to CP08, and what stands
    below the heading of the readers' comments. One finding for an article; further copies are related.

    ## Why it matters
    Every count of the text is too high, and the second copy often marks the seam where a scraper joined
    two elements of the page.

    ## What to do
    Keep the first.

    ## When it is wrong
    A long sentence that an essay repeats on purpose; questionnaires and forums that quote what they answer.

    ## History
    Since 0.1.
    """

    code = "LY05"
    name = "duplicate-paragraph"
    severity = Severity.WARNING
    tip = "Keep the first; look at how the scraper joined the page's elements."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for the article, at the first copy; what it is a copy of, and the further copies are related."""
        first: dict[str, Line] = {}
        copies = [
            (original, line)
            for line in body_lines(dossier)
            if (original := first.setdefault(fold(line.text), line)) is not line
            and _is_paragraph(line.text)
            and len(words(line.text)) >= MIN_WORDS
        ]
        comments = comments_start(dossier.article.page.lines) if copies else None
        copies = [(one, copy) for one, copy in copies if comments is None or copy.start < comments]
        if not copies:
            return
        article = dossier.article.article_id
        (original, copy), *others = copies
        related = [Related(article, original.start, original.end, "the first copy")]
        related += [Related(article, line.start, line.end, "another copy") for _, line in others[:MAX_RELATED]]
        more = Count(len(others))
        count = f"; {more} more {more:stands|stand} twice" if others else ""
        message = f"this paragraph stands in line {original.number} already{count}"
        yield Hit(copy.start, copy.end, message, related=tuple(related))


def _is_paragraph(text: str) -> bool:
    """Prose that ends like a sentence: no headline, no item of a list, and longer than a refrain."""
    return is_prose(text) and ends_sentence(text) and not is_bullet(text)
