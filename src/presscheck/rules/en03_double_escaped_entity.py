import html
import re
from collections.abc import Iterator, Mapping, Sequence
from html.entities import html5

from presscheck.model import Facts, Page, Severity
from presscheck.rule import Hit, StripRule

ACCENTED = "(?:[AEIOUYaeiouy](?:acute|grave|circ|uml)|[ANOano]tilde|[Cc]cedil|[Aa]ring|[Oo]slash|AElig|aelig|szlig)"
ENTITY = re.compile(
    r"&(?:amp;)*(?:#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|([a-zA-Z][a-zA-Z0-9]{1,31};)|(?<=amp;)"
    rf"|#[0-9]{{2,6}}(?![0-9])|#[xX][0-9a-fA-F]{{4}}(?![0-9a-fA-F])|{ACCENTED}|(?:amp|nbsp|quot)(?![a-zA-Z0-9=]))"
)
"""An entity, whatever number of times its ampersand was escaped; without its semicolon too where nothing else is meant."""
NAMED_BETWEEN = ("`", "'", '"', "“", "‘", "„", "«")
"""A mark right before an entity that says: this entity is spoken of."""


class DoubleEscapedEntity(StripRule):
    """An HTML entity that is still written out in the text.

    ## What it checks
    Numeric entities and those of HTML's names, escaped once or several times: `&amp;amp;`, `&#8217;`, `&nbsp;`.
    Numbers, letters with accents, `&amp`, `&nbsp` and `&quot` also without the semicolon. One that stands alone between quotation marks or backticks is spoken of, and kept.

    ## Why it matters
    Names break (“Marks &amp; Sons”), sentences split at the semicolon, and copies of one text no longer match.

    ## What to do
    Nothing for this text: the entity is replaced by its character. Unescape once more in the scraper.

    ## When it is wrong
    A tutorial about HTML that writes entities without any marks around them.

    ## History
    Since 0.1.
    """

    code = "EN03"
    name = "double-escaped-entity"
    severity = Severity.WARNING
    tip = "Unescape HTML entities in the scraper, after the markup is parsed."

    def find(self, page: Page, matched: Mapping[str, Sequence[int]], facts: Facts) -> Iterator[Hit]:
        """One hit for each entity, with its character as the replacement."""
        for found in ENTITY.finditer(page.text) if "&" in page.text else ():
            if found[1] and found[1] not in html5:
                continue
            start, end = found.span()
            before, after = page.text[max(0, start - 1) : start], page.text[end : end + 1]
            if before in NAMED_BETWEEN and after and after in "`'\"”’“»":
                continue
            character = _unescaped(found[0])
            if character != found[0]:
                yield Hit(found.start(), found.end(), f"HTML entity {found[0]} left in the text", replacement=character)


def _unescaped(entity: str) -> str:
    """The character that is meant, after as many rounds as it takes; a line break becomes a space."""
    while (plain := html.unescape(entity)) != entity:
        entity = plain
    return " " if entity in "\n\r\t" else entity
