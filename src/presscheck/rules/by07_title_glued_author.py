from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.bylines import OPENING
from presscheck.normalise.lines import fold
from presscheck.normalise.names import before_description, kind_of
from presscheck.normalise.written import claimed, shown
from presscheck.rule import ArticleRule, Hit

MIN_WORDS = 3
"""A headline is known by so many of its first words."""


class TitleGluedAuthor(ArticleRule):
    """The headline, or who somebody is, was taken along with the author's name.

    ## What it checks
    Authors claimed by the markup, and lines of bylines, that are a person's name with the headline's first words right
    behind it, or with a second name that says whose relative that is (“Jo Brandt Ana Soler's father”).

    ## Why it matters
    Nobody of that name exists, and the person who wrote it is not counted.

    ## What to do
    Take the name that the message gives.

    ## When it is wrong
    Headlines that open with the name of a second author.

    ## History
    Since 0.1.
    """

    code = "BY07"
    name = "title-glued-author"
    severity = Severity.INFO
    tip = "Take the name without what stands behind it."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for each such text, at its place."""
        title = fold(dossier.value("title") or "").split()
        opening = " ".join(title[:MIN_WORDS]) if len(title) >= MIN_WORDS else ""
        for written in (*claimed(dossier), *shown(dossier)):
            opened = OPENING.match(written.text)
            names = opened["names"] if opened else written.text
            described = "'s" in names or "’s" in names
            person = (described and before_description(names)) or _before(names, opening)
            if person:
                message = f"more than a name stands in the author's place: {written.text} is {person}"
                yield Hit(written.start, written.end, message, evidence=written.text)


def _before(names: str, opening: str) -> str | None:
    """The person whose name the opening words of the headline stand behind."""
    at = fold(names).find(opening) if opening else -1
    person = " ".join(names.split())[: max(at, 0)].strip(" ,:|–—-")
    return person if person and kind_of(person) == "person" else None
