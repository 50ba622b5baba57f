from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Field, Severity
from presscheck.normalise.written import of_the_page
from presscheck.rule import ArticleRule, Hit

NEAR = 2
"""Lines: between two of a web page a blank one may stand."""


class PlaceholderAuthor(ArticleRule):
    """A word that names nobody stands where the author would.

    ## What it checks
    Bylines and authors claimed by the markup that are a placeholder: "admin", "No Author", "unknown" and the like, in
    the languages of the word list. A desk or newsroom ("Redaktion", "Staff Writer") is reported as worth knowing: it is the truth, but no
    person. Agencies without a name that the end of a text credits (“With inputs from agencies”) are not meant, nor is a job
    title beside an author, in the same byline or on the next line.

    ## Why it matters
    Counted as a person, the placeholder becomes an author of thousands of articles.

    ## What to do
    Nothing in the data: it is not taken as an author. Look whether the page names a reporter elsewhere.

    ## When it is wrong
    A writer whose pen name is such a word.

    ## History
    Since 0.1.
    """

    code = "BY03"
    name = "placeholder-author"
    severity = Severity.WARNING
    tip = "Look for a reporter's name elsewhere on the page."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for each placeholder, at its first place."""
        seen: set[str] = set()
        for field in filter(of_the_page, dossier.chosen("byline")):
            if field.rule.startswith("credit"):
                continue  # agencies that the end of the text credits without a name
            placeholder, desk = field.rule.endswith("(placeholder)"), field.rule.endswith("(desk)")
            if desk and _beside_person(dossier, field):
                continue
            if (placeholder or desk) and field.value.casefold() not in seen:
                seen.add(field.value.casefold())
                what = "it names nobody" if placeholder else "it is a desk, and no person"
                severity = None if placeholder else Severity.INFO
                message = f"{field.value!r} stands where the author would: {what}"
                yield Hit(field.start, field.end, message, severity=severity, evidence=field.value)


def _beside_person(dossier: Dossier, field: Field) -> bool:
    """Whether a desk is the job title of an author: in one byline with the name, or on the line above or below it."""
    named = set(dossier.values("author"))
    authors = [author for author in dossier.candidates("author") if author.value in named]
    if any(author.evidence == field.evidence for author in authors):
        return True
    if field.start is None:
        return False
    number = dossier.article.position(field.start)[0]
    numbers = {dossier.article.position(author.start)[0] for author in authors if author.start is not None}
    return any(abs(number - other) <= NEAR for other in numbers)
