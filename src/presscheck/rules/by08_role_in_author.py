from collections.abc import Iterator

from presscheck.lexicons import folded
from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.roles import person_beside_role
from presscheck.rule import ArticleRule, Hit


class RoleInAuthor(ArticleRule):
    """A job title was taken as part of the author's name.

    ## What it checks
    Authors whose name holds a job title without a comma (``Ana Soler Staff Writer``, ``Redakteur Jo Brandt``).
    Behind a comma a title is told from the name, and nothing is reported; nor is the word that
    bylines of texts are written with (기자, 记者).

    ## Why it matters
    The same person is counted twice, with and without the title, and changes name with every promotion.

    ## What to do
    Take the name that the message gives.

    ## When it is wrong
    People whose surname is a job title (Writer, Redakteur) and stands beside a middle name.

    ## History
    Since 0.1.
    """

    code = "BY08"
    name = "role-in-author"
    severity = Severity.INFO
    tip = "Take the name without the job title."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for each such name, at its first place."""
        seen: set[str] = set()
        for field in (*dossier.chosen("author"), *dossier.chosen("byline")):
            written = field.evidence if field.start is None else dossier.article.text[field.start : field.end]
            person = person_beside_role(written)
            title = written.replace(person, "").strip().casefold() if person else ""
            signed = field.start is not None and title in folded("byline_words")
            if person and written.casefold() not in seen and not signed:
                seen.add(written.casefold())
                message = f"a job title stands in the author's name: {written} is {person}"
                yield Hit(field.start, field.end, message, evidence=written)
