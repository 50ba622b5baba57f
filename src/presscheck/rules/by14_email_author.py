from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.written import of_the_page
from presscheck.rule import ArticleRule, Hit


class EmailAuthor(ArticleRule):
    """An e-mail address or a handle stands where the author's name would.

    ## What it checks
    Bylines and authors claimed by the markup that are an address (``desk@gazette.example``) or a handle (``@gazette``).

    ## Why it matters
    An address is no name: it does not match the same reporter's other articles, and it is personal data.

    ## What to do
    Look whether the name stands beside the address on the page; keep the address out of published tables.

    ## When it is wrong
    Never seen; a handle that is also a pen name would be.

    ## History
    Since 0.1.
    """

    code = "BY14"
    name = "email-author"
    severity = Severity.INFO
    tip = "Look for the name beside the address."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for each address, at its first place."""
        seen: set[str] = set()
        for field in dossier.chosen("byline"):
            if field.rule.endswith("(email)") and of_the_page(field) and field.value.casefold() not in seen:
                seen.add(field.value.casefold())
                yield Hit(
                    field.start, field.end, f"{field.value} stands where the author's name would", evidence=field.value
                )
