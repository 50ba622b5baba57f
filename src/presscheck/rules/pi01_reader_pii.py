from collections.abc import Iterator

from presscheck.model import Confidence, Dossier, Facts, Severity
from presscheck.normalise.pointing import hit_at, known_by
from presscheck.patterns import phrases_of
from presscheck.rule import ArticleRule, Hit, in_a_line, regex

ASKS = "|".join(phrases_of("PI01"))
NUMBER = r"[(+]*\d[\d ().·/-]{6,}\d"
PRIVATE = rf"(?i)[\w.+-]+@(?:{'|'.join(phrases_of('mailboxes'))})\.[a-z.]*[a-z]|(?:{ASKS})[^\n]*?{NUMBER}"


class ReaderPii(ArticleRule):
    """A private person's e-mail address or telephone number, left in the text.

    ## What it checks
    The clean text for addresses at providers of private mailboxes (`lexicons/phrases/mailboxes.txt`), and for numbers
    behind words by which a reader asks to be called or written to (“call me on”, “my WhatsApp”), in twenty languages.
    They come from comments and advertisements. Addresses of newsrooms and companies are left alone.

    ## Why it matters
    Whoever stores or publishes the text stores personal data of people who are not in the news.

    ## What to do
    Leave out the comments they come from, or black them out.

    ## When it is wrong
    A reporter who gives a private mailbox as his address; an article about a fraud that prints its address.

    ## History
    Since 0.1.
    """

    code = "PI01"
    name = "reader-pii"
    severity = Severity.INFO
    confidence = Confidence.MEDIUM
    tip = "Leave out the comments they come from, or black them out."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for the article, at the first place; the next ones are related."""
        if not in_a_line(PRIVATE, dossier.clean_text):
            return
        text = dossier.article.text
        places = [
            (line.start + found.start(), line.start + found.end())
            for line in dossier.kept
            for found in regex(PRIVATE).finditer(text[line.start : line.end])
        ]
        if places:
            count = f"at {len(places)} places" if len(places) > 1 else "here"
            # The fingerprint goes into reports and waivers: it is not made of the address.
            message = f"a private mailbox or number is given {count}"
            yield hit_at(dossier, places, message, evidence=known_by(dossier))
