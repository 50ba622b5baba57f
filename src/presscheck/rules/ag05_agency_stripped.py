from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.names import kind_of
from presscheck.normalise.written import Written, claimed, shown
from presscheck.patterns import phrases_of
from presscheck.rule import ArticleRule, Hit

JOINS = tuple(word for words in phrases_of("AG05") for word in words.split("|"))
ENDS = tuple(f" {word}" for word in JOINS)
OPENS = tuple(f"{word} " for word in JOINS)
SIGNS_BEHIND, SIGNS_BEFORE = "/&+", ",/&+|"


class AgencyStripped(ArticleRule):
    """A joining word is left where a name was taken out.

    ## What it checks
    Authors claimed by the markup that end in a joining word or sign, or begin with one (“Le Figaro et”, “with Jo
    Brandt”, “, Harbour Gazette”), and byline lines that end in one without a name on the next line.

    ## Why it matters
    Somebody removed a name from the credit, mostly the agency that the text comes from. Agency copy then looks like the
    outlet's own.

    ## What to do
    Look for the credit on the page, or in another copy of the story.

    ## When it is wrong
    Pen names that end in such a word.

    ## History
    Since 0.1.
    """

    code = "AG05"
    name = "agency-stripped"
    severity = Severity.INFO
    tip = "Look for the credit on the page, or in another copy."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for each credit with a gap, at its place."""
        for written in claimed(dossier):
            if _ends(written.text) or _opens(written.text):
                yield _hit(written)
        for written in shown(dossier):
            if _ends(written.text) and not _goes_on(dossier, written):
                yield _hit(written)


def _ends(text: str) -> bool:
    text = text.rstrip(" .,:;")
    return text.endswith(ENDS) or (len(text) > 1 and text[-1] in SIGNS_BEHIND)


def _opens(text: str) -> bool:
    text = text.strip()
    names = text.partition(" ")[2]
    return (text.startswith(OPENS) and names[:1].isupper()) or (len(text) > 1 and text[0] in SIGNS_BEFORE)


def _hit(written: Written) -> Hit:
    return Hit(
        written.start, written.end, f"a name is gone from the credit: {written.text}", evidence=written.text.strip()
    )


def _goes_on(dossier: Dossier, written: Written) -> bool:
    """Whether the next line holds the name that the joining word stands before."""
    below = next((line.text.strip() for line in dossier.article.page.lines if line.start >= (written.end or 0)), "")
    return kind_of(below.split(",", maxsplit=1)[0]) != "other"
