from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from presscheck.lexicons import words
from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.names import PARTICLES
from presscheck.normalise.written import of_the_page
from presscheck.rule import ArticleRule, Hit, regex

SMALL_BEHIND_PREFIX = r"(?:^|[\s-])(?:Mc\p{Ll}{3,}|[OD]['’]\p{Ll}{4,})"
"""Surnames that have a capital inside, written without it: Mccarthy, O'connor."""
PREFIX_SIGNS = frozenset("c'’")
ABBREVIATION = r"^[B-DF-HJ-NP-TV-XZ]{3,}$"
COMPANY = frozenset("AG GmbH KG SE Ltd Ltd. Inc Inc. LLC SpA BV AB AS Oy".split())
ARTICLES = frozenset("der die das dem the les".split())
"""In the middle of a name, and not behind a particle ("von der"), they say that it is none."""
MIN_CAPITALS = 4
"""Shorter words in capitals are initials (JJ, DSA) or generations (III)."""


class CaseDamage(ArticleRule):
    """A name is written in capitals, in small letters, or without the capital inside of it.

    ## What it checks
    Authors in capitals throughout (ANA SOLER) or with the surname in capitals (Bill MCCARTHY); surnames that lost the
    capital behind Mc or O' (Mccarthy, O'connor); agencies that stand in the author's place in another case than their
    own (Dpa, Afp).

    ## Why it matters
    The same person is counted twice, and how McCarthy writes herself cannot be told from MCCARTHY.

    ## What to do
    Compare names without regard to case. Take the agency by its own name.

    ## When it is wrong
    French and agency style writes surnames in capitals on purpose; families that write themselves Mccarthy.

    ## History
    Since 0.1.
    """

    code = "BY15"
    name = "case-damage"
    severity = Severity.INFO
    tip = "Compare names without regard to case."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for each damaged name, at its first place."""
        for field in filter(of_the_page, dossier.chosen("author")):
            if _is_shouted(field.value):
                message = f"the author's name is written in capitals: {field.value}"
            elif PREFIX_SIGNS & set(field.value) and regex(SMALL_BEHIND_PREFIX).search(field.value):
                message = f"the author's name has lost a capital: {field.value}"
            else:
                continue
            yield Hit(field.start, field.end, message, evidence=field.value)
        seen: set[str] = set()
        for field in filter(of_the_page, dossier.chosen("byline")):
            agency = _short_names().get(field.value) if field.rule.endswith("(other)") else None
            if agency and field.value not in seen:
                seen.add(field.value)
                yield Hit(field.start, field.end, f"{field.value} is {agency} in other letters", evidence=field.value)


def _is_shouted(name: str) -> bool:
    """Whether a word of a name is in capitals. One without vowels beside it is an abbreviation: an outlet's."""
    words = name.replace("-", " ").split()
    if COMPANY.intersection(words) or any(
        word in ARTICLES and before.casefold() not in PARTICLES for before, word in pairwise(words)
    ):
        return False  # no person
    shouted = any(len(word) >= MIN_CAPITALS and word.isalpha() and word.isupper() for word in words)
    return shouted and not any(regex(ABBREVIATION).search(word) for word in words)


@cache
def _short_names() -> dict[str, str]:
    """The short names of agencies as they come out of tools that capitalise names: ``Dpa`` -> ``dpa``."""
    names = (name.strip() for line in words("agencies") for name in line.split("="))
    return {name.title(): name for name in names if name.isalpha() and name != name.title()}
