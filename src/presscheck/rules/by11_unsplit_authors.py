from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.rule import ArticleRule, Hit


class UnsplitAuthors(ArticleRule):
    """The page's structured data gives several authors as one name.

    ## What it checks
    Authors in JSON-LD whose single name holds two or more people (``Ana Soler and Jo Brandt``).

    ## Why it matters
    Tools that trust structured data record one author who does not exist, and none of the two who do.

    ## What to do
    Nothing here: the names are told apart. Tell whoever else reads this outlet's structured data.

    ## When it is wrong
    A person with a surname of two parts joined by "and" or "y".

    ## History
    Since 0.1.
    """

    code = "BY11"
    name = "unsplit-authors"
    severity = Severity.INFO
    tip = "Split the name wherever else this outlet's structured data is read."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for each claim that holds several people, for the article as a whole."""
        people: dict[str, list[str]] = {}
        for field in dossier.candidates("author"):
            if field.rule.startswith("json-ld"):
                people.setdefault(field.evidence, []).append(field.value)
        for claim, names in sorted(people.items()):
            count = len(set(names))
            if count > 1:
                yield Hit(None, None, f"the markup gives {count} authors as one name: {claim}", evidence=claim)
