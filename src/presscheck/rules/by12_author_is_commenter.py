from collections.abc import Iterator

from presscheck.lexicons import folded
from presscheck.model import Confidence, Dossier, Facts, Line, Severity
from presscheck.normalise.comments import comments_start
from presscheck.normalise.lines import fold, letters
from presscheck.normalise.written import STRUCTURED
from presscheck.rule import ArticleRule, Hit
from presscheck.strip.shapes import is_prose


class AuthorIsCommenter(ArticleRule):
    """Somebody who commented on the article was taken for its author.

    ## What it checks
    Authors who were read from the page alone, and whose name stands there only below the heading of the readers'
    comments, with at least two paragraphs above it and fewer below, or only on a line such as “Ana Soler says:”. An author whom the
    page's structured data names is none of them.

    ## Why it matters
    A reader is credited with the article, and the reporter is not.

    ## What to do
    Look for the reporter's name at the headline.

    ## When it is wrong
    Pages that show the author's biography below the comments, and no byline.

    ## History
    Since 0.1.
    """

    code = "BY12"
    name = "author-is-commenter"
    severity = Severity.INFO
    confidence = Confidence.MEDIUM
    tip = "Look for the reporter's name at the headline."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for each such author, where the name first stands on the page."""
        text = dossier.article.text
        claimed = {letters(field.value) for field in dossier.candidates("author") if field.rule.startswith(STRUCTURED)}
        for field in dossier.chosen("author"):
            first = text.find(field.value)
            if first < len(text) // 4 or letters(field.value) in claimed:
                continue
            number = dossier.article.position(first)[0]
            line = dossier.article.page.all_lines[number - 1]
            if _says(line, field.value) or _is_below_comments(dossier, line):
                message = (
                    f"{field.value} is taken for the author, but commented: the name stands below the article only"
                )
                yield Hit(first, first + len(field.value), message, evidence=field.value)


def _says(line: Line, name: str) -> bool:
    behind = fold(line.text).removeprefix(fold(name)).strip(" :：")
    return behind in folded("comment_verbs")


def _is_below_comments(dossier: Dossier, line: Line) -> bool:
    """Whether a heading of comments stands above a line, and more of the paragraphs that stay above that than below."""
    comments = comments_start(dossier.article.page.lines)
    if comments is None or comments >= line.start:
        return False
    prose = [other.start < comments for other in dossier.kept if is_prose(other.text)]
    return 2 * sum(prose) > len(prose)
