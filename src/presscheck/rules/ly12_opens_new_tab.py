from collections.abc import Iterator, Mapping, Sequence

from presscheck.model import Facts, Page, Severity
from presscheck.patterns import phrases_of
from presscheck.rule import Hit, StripRule, regex

_SAID = "|".join(phrases_of("LY12"))
PATTERN = rf"(?i)(?:[ \t]*[,，、][ \t]*(?:{_SAID})|[ \t]*[(\[（](?:{_SAID})[)\]）])(?P<after>[\s.,;:!?)»”\"']|$)|(?m:^[ \t]*(?P<line>{_SAID})[ \t.]*$)"


class OpensNewTab(StripRule):
    """What a link tells those who cannot see it: “, opens new tab”.

    ## What it checks
    The phrase behind a comma or in brackets, at the end of a link's words, or alone on its line, in twenty languages.
    A person who opens a new tab in a sentence does so with a subject before and an article behind, and is left alone.

    ## Why it matters
    It stands inside sentences, behind names, where it breaks every search for the words around it.

    ## What to do
    Nothing: it is removed and kept in the ledger. Leave out elements that only screen readers show.

    ## When it is wrong
    None is known.

    ## History
    Since 0.1.
    """

    code = "LY12"
    name = "opens-new-tab"
    severity = Severity.INFO
    hint = f"(?i){_SAID}"

    def find(self, page: Page, matched: Mapping[str, Sequence[int]], facts: Facts) -> Iterator[Hit]:
        """One hit for each place, with the comma or brackets around it."""
        for found in regex(PATTERN).finditer(page.text):
            end = found.end() if found["line"] else found.end() - len(found["after"] or "")
            yield Hit(found.start(), end, "what a link says of itself to screen readers", replacement="")
