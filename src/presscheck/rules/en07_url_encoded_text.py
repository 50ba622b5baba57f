from collections.abc import Iterator
from urllib.parse import unquote

from presscheck.model import Dossier, Facts, Severity
from presscheck.rule import ArticleRule, Hit, regex

ESCAPE = r"%[0-9A-Fa-f]{2}"
TOKEN = rf"\S*{ESCAPE}\S*{ESCAPE}\S*"
ADDRESS = r"(?i)://|^\W*(?:www\.|[\w.-]+\.[a-z][a-z]+/)|^/|\?\w+="
SHOWN_CHARS = 60


class UrlEncodedText(ArticleRule):
    """Text that is still encoded as for an address: "Caf%C3%A9%20am%20Hafen".

    ## What it checks
    Words of the clean text with two or more percent escapes that decode as UTF-8. Addresses are encoded by nature.

    ## Why it matters
    Where it comes from is a component's data or a link's parameter: what the reader saw there is missing, and the
    escapes are no words.

    ## What to do
    Take the text from the rendered page, or decode it.

    ## When it is wrong
    A text about encoding that shows some.

    ## History
    Since 0.1.
    """

    code = "EN07"
    name = "url-encoded-text"
    severity = Severity.WARNING
    tip = "Take the text from the rendered page, or decode it."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for each line, at its first such word."""
        if "%" not in dossier.clean_text or not regex(ESCAPE).search(dossier.clean_text):
            return
        text = dossier.article.text
        for line in dossier.kept:
            for found in regex(TOKEN).finditer(text[line.start : line.end]):
                plain = unquote(found[0])
                if not regex(ADDRESS).search(found[0]) and "\ufffd" not in plain and plain.isprintable():
                    start = line.start + found.start()
                    shown = plain if len(plain) <= SHOWN_CHARS else f"{plain[:SHOWN_CHARS]}…"
                    yield Hit(start, line.start + found.end(), f"percent escapes left in the text: {shown!r}")
                    break
