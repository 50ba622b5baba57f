from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.patterns import phrases_of
from presscheck.rule import ArticleRule, Hit, regex

POST = rf"(?i)\bpic\.(?:twitter|x)\.com/\w|^\s*(?:[—–]|--?|&mdash;)\s?\S.*\(@\w+\)|^[^\pL\pN]*(?:{'|'.join(phrases_of('MK08'))})"

SIGNS = ("(@", "pic.twitter", "pic.x.com", "nstagram", "INSTAGRAM", "hreads", "انستغرام", "انستجرام")
"""One of them is in every such line, or in one beside it."""


class EmbedTweet(ArticleRule):
    """A post of a social network, embedded in the page, stands in the text.

    ## What it checks
    Lines of the clean text with the address of a post's picture (`pic.twitter.com/…`), with a dash, a name and its
    handle (`— Ana Soler (@anasoler)`), or with what Instagram writes around a post in two dozen languages
    (`lexicons/phrases/MK08.txt`).

    ## Why it matters
    Somebody else is speaking, without quotation marks: the words count as the reporter's, and the day of the post is
    taken for that of the article.

    ## What to do
    Keep embedded posts apart, or mark them as quotations. They are left in the text, since the reporter may speak of
    them.

    ## When it is wrong
    An article about posts that quotes such an address.

    ## History
    Since 0.1.
    """

    code = "MK08"
    name = "embed-tweet"
    severity = Severity.INFO
    tip = "Keep embedded posts apart, or mark them as quotations."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for each such line."""
        if not any(sign in dossier.clean_text for sign in SIGNS):
            return
        for line in dossier.kept:
            if regex(POST).search(line.text):
                yield Hit(line.start, line.end, "an embedded post, in the text")
