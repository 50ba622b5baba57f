from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Field, Severity
from presscheck.normalise.kept import stands
from presscheck.normalise.lines import letters
from presscheck.normalise.written import once, unnamed
from presscheck.rule import ArticleRule, Hit


class EmailAuthor(ArticleRule):
    """An e-mail address or a handle stands where the author's name would.

    ## What it checks
    Bylines and authors claimed by the markup that are an address (``desk@gazette.example``) or a handle (``@gazette``).
    On the page the address of an author whose name is known is left alone, and one in a line that was removed.

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
        for field in once(field for field in unnamed(dossier, "email") if not _is_known(dossier, field)):
            message = f"{field.value} stands where the author's name would"
            yield Hit(field.start, field.end, message, evidence=field.value)


def _is_known(dossier: Dossier, field: Field) -> bool:
    """Whether an address on the page is in a line that was removed, or holds the surname of an author."""
    if field.start is None or field.end is None:
        return False
    address = letters(field.value)
    surnames = (letters(author.value.split()[-1]) for author in dossier.chosen("author"))
    return any(name and name in address for name in surnames) or not stands(dossier, field.start, field.end)
