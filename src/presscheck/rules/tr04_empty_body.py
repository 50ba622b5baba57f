from collections.abc import Iterator

from presscheck.link.fingerprints import words
from presscheck.model import Dossier, Edit, Facts, Line, Severity
from presscheck.normalise.kept import body_lines
from presscheck.normalise.pointing import from_title, hit_on, known_by, title_place
from presscheck.rule import ArticleRule, Hit
from presscheck.strip.shapes import GUESSED, is_prose
from presscheck.wording import plural

MIN_WORDS = 25
"""Below the headline; an article of fewer has no body."""
NEAR = 4
"""A paragraph among so many lines from the headline on is the article's."""


class EmptyBody(ArticleRule):
    """Nothing is left but a title and scraps.

    ## What it checks
    That the clean text has, below its headline, at least 25 words, or one full sentence of running text: news in brief are short.
    In scripts that do not part words, each character counts as one. A title below the last paragraph of the page is no
    headline: all that is left counts then. Where a paragraph right below the headline was removed for its looks, the
    finding is a warning that says so.

    ## Why it matters
    An empty article counts as an article: it lowers averages and matches everything and nothing.

    ## What to do
    Fetch the page again; often its text is loaded by script, which the scraper did not run. Where the message says that it
    stands in the JSON-LD of the page, take it from there: what no browser shows is not read as page. If a paragraph was
    removed, look at it, and `--ignore` the rule that took it.

    ## When it is wrong
    Pages that are a picture, a video or a map with a title.

    ## History
    Since 0.1.
    """

    code = "TR04"
    name = "empty-body"
    severity = Severity.ERROR
    tip = "Fetch the page again; its text may be loaded by script."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for the article, at its title."""
        headed = dossier.first("title") and not _is_last(dossier, title_place(dossier)[0])
        lines = body_lines(dossier) if headed else dossier.kept
        if any(is_prose(line.text) for line in lines):
            return
        count = sum(len(words(line.text)) for line in lines)
        if count >= MIN_WORDS:
            return
        message = f"no body: {plural(count, 'word')} left"
        if any(claim.field == "body" for claim in dossier.article.claims):
            message += "; the text stands in JSON-LD articleBody"
        gone = _gone_below(dossier)
        if gone:
            line, edit = gone
            message += f"; the paragraph below the headline was removed by {edit.rule}"
            tip = f"Look at the paragraph; if it is article, ignore {edit.rule}."
            yield Hit(line.start, line.end, message, tip=tip, evidence=known_by(dossier), severity=Severity.WARNING)
        else:
            yield hit_on(dossier, message, evidence=known_by(dossier))


def _is_last(dossier: Dossier, title: int | None) -> bool:
    """Whether all running text of the page stands above what was taken for its headline."""
    if title is None:
        return False
    prose = [line.start for line in dossier.article.page.lines if is_prose(line.text)]
    return bool(prose) and prose[-1] < title


def _gone_below(dossier: Dossier) -> tuple[Line, Edit] | None:
    """The paragraph right below the headline that was removed for its looks, and by what."""
    for line in from_title(dossier)[1:NEAR] if title_place(dossier)[0] is not None else ():
        for edit in dossier.edits:
            if edit.rule in GUESSED and edit.start <= line.start < edit.end and is_prose(line.text):
                return line, edit
    return None
