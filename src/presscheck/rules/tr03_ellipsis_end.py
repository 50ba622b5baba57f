from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.dateline import FIRST_UNSPACED
from presscheck.patterns import phrases_of
from presscheck.rule import ArticleRule, Hit, regex

LEFT_OUT = r"\[\+(\d+) char(?:acter)?s\]"
MORE = rf"(?:{'|'.join(phrases_of('TR03'))})"
CUT = rf"(?i)(\[(?:…|\.\.\.|{MORE})\]|…|\.\.\.)\s*(?:\(?{MORE}\)?\W{{0,3}}|{LEFT_OUT})?$"
MIN_CHARS = 40
MIN_UNSPACED = 15
"""A shorter last line is a remark; the second where words are not set apart."""


class EllipsisEnd(ArticleRule):
    """The text breaks off with an ellipsis.

    ## What it checks
    Whether the last line of the body, 40 characters or more, ends in "…", "..." or "[...]", with or without "Read more",
    in "[more]" or the number of characters that a feed left out ("[+1234 chars]"). An ellipsis inside quotation marks is the speaker's.

    ## Why it matters
    Feeds give the first sentences and an ellipsis; the rest of the article is missing.

    ## What to do
    Fetch the page itself instead of the feed.

    ## When it is wrong
    A columnist who ends with a thought left open.

    ## History
    Since 0.1.
    """

    code = "TR03"
    name = "ellipsis-end"
    severity = Severity.WARNING
    tip = "Fetch the page itself instead of the feed."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit, at the ellipsis."""
        lines = dossier.kept
        if not lines:
            return
        last = lines[-1]
        if len(last.text) < (MIN_CHARS if max(last.text) < FIRST_UNSPACED else MIN_UNSPACED):
            return
        found = regex(CUT).search(dossier.article.text[last.start : last.end])
        if found:
            said = "the text breaks off with an ellipsis"
            said += f"; {int(found[2][:9]):,} characters were left out" if found[2] else ""
            yield Hit(last.start + found.start(1), last.end, said, evidence=last.text[-60:])
