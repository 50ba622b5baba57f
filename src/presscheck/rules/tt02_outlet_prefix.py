from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.lines import fold
from presscheck.normalise.names import is_known_outlet
from presscheck.normalise.titles import MAX_SUFFIX_WORDS, SEPARATORS
from presscheck.rule import ArticleRule, Hit


class OutletPrefix(ArticleRule):
    """The outlet's name stands before the title.

    ## What it checks
    Titles whose first part, before a bar, a dash or a colon, is the publisher's name; before a bar or dash also the name
    of any outlet in `lexicons/outlets.txt`.

    ## Why it matters
    Titles with and without it do not match, and every classifier learns the outlet's name.

    ## What to do
    Cut it off: the headline begins behind it.

    ## When it is wrong
    A headline about the outlet itself, in its own pages (“Harbour Gazette: fifty years on the quay”).

    ## History
    Since 0.1.
    """

    code = "TT02"
    name = "outlet-prefix"
    severity = Severity.INFO
    tip = "Cut the outlet's name off."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit, at the prefix where the title stands in the text."""
        title = dossier.first("title")
        if title is None:
            return
        written = (title.evidence or title.value).lstrip()
        publishers = {fold(field.value) for field in dossier.candidates("publisher")}
        for separator in (*SEPARATORS, ": "):
            name, found, rest = written.partition(separator)
            if not found or not rest.strip() or len(name.split()) > MAX_SUFFIX_WORDS:
                continue
            if fold(name) in publishers or (separator != ": " and is_known_outlet(name.strip())):
                end = None if title.start is None else title.start + len(name)
                yield Hit(title.start, end, f"the title begins with the outlet's name: {name}", evidence=name)
                return
