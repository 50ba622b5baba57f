from collections.abc import Iterator, Mapping, Sequence

from presscheck.model import Facts, Page, Severity
from presscheck.patterns import EDGE, phrases_of
from presscheck.rule import Hit, StripRule, hinted, regex, remove_line
from presscheck.strip.shapes import ends_sentence, quotes

MARK = r"\s?[|:：»→▶►☞👉–—-]\s?"
PLAIN = "|".join(phrases_of("BP09-unmarked"))
WORDS = rf"(?:{'|'.join(phrases_of('BP09'))}|{PLAIN}){MARK}\S"
LABEL = rf"(?i)(?:^{EDGE}|[.!?…。！？।؟][\"”’»)\]]?\s*)\(?({WORDS}.*)$"
UNMARKED = rf"(?:{PLAIN})\s+(?-i:[\p{{Lu}}¿¡])"
ALONE = rf"(?i)^{EDGE}({UNMARKED}.*[^.…])$"
MAX_HEADLINE_CHARS = 160


class AlsoReadInline(StripRule):
    """The headline of another story behind “Also read”, left in the text or at the end of a paragraph.

    ## What it checks
    A label such as “Also read”, “Lesen Sie auch” or “Leia também” (`lexicons/phrases/BP09.txt`), a dash, bar, arrow or
    colon, and a headline, on a line of its own or glued behind the last sentence of a paragraph. In the paragraph the
    headline alone goes. Labels that are nothing else (`BP09-unmarked.txt`: “À lire aussi La ferme aux poules”) need no
    mark on a line of its own that ends without a full stop. Lines with quotation marks behind the label are the
    reporter's.

    ## Why it matters
    The headline of another story is taken for the last sentence of this paragraph.

    ## What to do
    Nothing: it is removed and kept in the ledger.

    ## When it is wrong
    A list of literature in an article, with “Read also:” before its titles.

    ## History
    Since 0.1.
    """

    code = "BP09"
    name = "also-read-inline"
    severity = Severity.INFO
    message = "headline of another story"
    hint = f"(?i){WORDS}|{UNMARKED}"

    def find(self, page: Page, matched: Mapping[str, Sequence[int]], facts: Facts) -> Iterator[Hit]:
        """One hit for each label with its headline."""
        for line in [page.lines[index] for index in matched.get(hinted(self.code), ())]:
            found = regex(LABEL).search(line.text) or regex(ALONE).match(line.text)
            if not found or quotes(found[1]) or len(found[1]) > MAX_HEADLINE_CHARS:
                continue
            if not any(character.isalnum() for character in line.text[: found.start(1)]):
                yield remove_line(line, self.message)
            elif not ends_sentence(found[1]) or found[1].rstrip().endswith(("?", "!", "…")):
                before = line.text[: found.start(1)].rstrip(" (")
                yield Hit(line.start + len(before), line.start + found.end(1), self.message, replacement="")
