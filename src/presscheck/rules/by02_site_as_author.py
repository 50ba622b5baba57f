from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Related, Severity
from presscheck.normalise.agencies import agencies_named
from presscheck.normalise.lines import fold
from presscheck.normalise.names import kind_of
from presscheck.normalise.roles import person_beside_role
from presscheck.normalise.written import unnamed
from presscheck.rule import ArticleRule, Hit

MAX_WORDS = 6


class SiteAsAuthor(ArticleRule):
    """The outlet's name stands where the author's would.

    ## What it checks
    Bylines, lines beside the date, and authors claimed by the markup that are the name of an outlet. Beside a person in the
    same byline (“By Ana Soler, Harbour Gazette”) it says whom they work for, and is left alone.

    ## Why it matters
    Counted as a person, an outlet becomes the most prolific author of a batch.

    ## What to do
    Nothing in the data: the name is taken as the publisher, not as an author. If the page names a reporter
    elsewhere, the scraper took the wrong element.

    ## When it is wrong
    People whose surname is also an outlet's word (Post, Press, Echo) look like outlets, unless their first name is a common one
    (`lexicons/first_names.txt`).

    ## History
    Since 0.1.
    """

    code = "BY02"
    name = "site-as-author"
    severity = Severity.WARNING
    tip = "Take the name as the publisher; look for a reporter's name elsewhere on the page."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for the article, at the first place; its further places are related."""
        found = [field for field in unnamed(dossier, "outlet") if _is_name(field.value)]
        people = {author.evidence for author in dossier.candidates("author")}
        behind = {fold(field.value) for field in found if field.evidence in people}
        found = [field for field in found if fold(field.value) not in behind]
        if not found:
            return
        placed = sorted((f.start, f.end) for f in found if f.start is not None and f.end is not None)
        start, end = placed[0] if placed else (None, None)
        name = dossier.article.text[start:end] if placed else found[0].value
        article = dossier.article.article_id
        yield Hit(
            start,
            end,
            f"{name} stands where the author would: it is the outlet, not a person",
            related=tuple(Related(article, low, high, "and here") for low, high in placed[1:]),
            evidence=name,
        )


def _is_name(text: str) -> bool:
    """No person with a job title or "for" an outlet, no agency with a place ("AFP in Norrhaven"), no advertisement."""
    writer, for_outlet, _ = text.replace(" For ", " for ").partition(" for ")
    if for_outlet and kind_of(writer) == "person":
        return False
    plain = len(text.split()) <= MAX_WORDS and not any(char in "£$€%!?:" for char in text)
    return plain and not person_beside_role(text) and not agencies_named(text.split(" in ", maxsplit=1)[0])
