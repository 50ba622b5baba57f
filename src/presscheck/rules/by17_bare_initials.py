from collections.abc import Iterator

from presscheck.model import Confidence, Dossier, Facts, Severity
from presscheck.normalise.agencies import agencies_named
from presscheck.rule import ArticleRule, Hit, regex
from presscheck.strip.shapes import is_prose

LINES_BELOW = 3
INITIALS = r"^(?:\((\p{Ll}\p{Ll}\p{Ll}?\p{Ll}?(?:/\p{Ll}\p{Ll}\p{Ll}?\p{Ll}?)?)\)|(\p{Ll}\p{Ll}\p{Ll}?\p{Ll}?/\p{Ll}\p{Ll}\p{Ll}?\p{Ll}?))$"


class BareInitials(ArticleRule):
    """The author is given by initials only.

    ## What it checks
    A line of its own among the three below the last running text, whether it stays in the clean text or not, that is
    two to four small letters in brackets or beside a slash (``(hrm)``, ``nhv/ims``), in an article without a named
    author. Agencies are left out.

    ## Why it matters
    The initials are the only trace of who wrote it. They can be resolved with the outlet's imprint, and only
    as long as they are kept.

    ## What to do
    Look the initials up in the outlet's list of staff.

    ## When it is wrong
    A remark of one short word in brackets below a text, such as "(wird fortgesetzt)" cut to its first word.

    ## History
    Since 0.1.
    """

    code = "BY17"
    name = "bare-initials"
    severity = Severity.INFO
    confidence = Confidence.MEDIUM
    tip = "Look the initials up in the outlet's list of staff."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit at the initials."""
        prose = [line.number for line in dossier.kept if is_prose(line.text)]
        if dossier.chosen("author") or not prose:
            return
        below = [line for line in dossier.article.page.lines if line.number > prose[-1]]
        for line in below[:LINES_BELOW]:
            found = regex(INITIALS).search(line.text.strip())
            initials = (found.group(1) or found.group(2)) if found else ""
            if initials and not agencies_named(initials):
                yield Hit(line.start, line.end, f"the author is given by initials only: {initials}")
                return
