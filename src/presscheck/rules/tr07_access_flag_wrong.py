from collections.abc import Iterator

from presscheck.link.fingerprints import words
from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.pointing import hit_on
from presscheck.patterns import anywhere, phrases_of
from presscheck.rule import ArticleRule, Hit, in_a_line
from presscheck.strip.shapes import ends_sentence, is_prose

NOTICE = anywhere(*phrases_of("TR01"))
STUB_WORDS, WHOLE_WORDS = 150, 400
"""A text shorter than the first behind a notice is a stub; one longer than the second without any is whole."""
STATES = {"true": True, "false": False}


class AccessFlagWrong(ArticleRule):
    """The page's statement whether it is free to read does not fit its text.

    ## What it checks
    `isAccessibleForFree` in the page's structured data. True beside a notice of a paywall and fewer than 150 words of
    text; false with 400 words or more that end in a whole sentence, and no notice.

    ## Why it matters
    Whoever sorts out stubs by this flag throws whole articles away, and keeps stubs.

    ## What to do
    Go by the text. Where the flag is false and the text is whole, a script would have hidden it from readers.

    ## When it is wrong
    A long article of which the free part ends with a sentence, and whose notice was not in the page that was stored.

    ## History
    Since 0.1.
    """

    code = "TR07"
    name = "access-flag-wrong"
    severity = Severity.INFO
    tip = "Go by the text and not by the flag."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for the article, at its title."""
        stated = {STATES.get(claim.value.casefold()) for claim in dossier.article.claims if claim.field == "free"}
        if len(stated) != 1 or None in stated:
            return
        free = stated.pop()
        notice = in_a_line(NOTICE, dossier.article.page.joined)
        count = sum(len(words(line.text)) for line in dossier.kept)
        if free and notice and count < STUB_WORDS:
            said = f"the page says it is free to read; its text stops at a paywall, after {count} words"
        elif not free and not notice and count >= WHOLE_WORDS and _ends(dossier):
            said = f"the page says it is not free to read; its text is there, {count} words"
        else:
            return
        yield hit_on(dossier, said, evidence=str(free))


def _ends(dossier: Dossier) -> bool:
    """Whether the last paragraph ends in a whole sentence."""
    last = next((line.text for line in reversed(dossier.kept) if is_prose(line.text)), "")
    return ends_sentence(last)
