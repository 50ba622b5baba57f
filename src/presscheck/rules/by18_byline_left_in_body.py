from collections.abc import Iterator

from presscheck.lexicons import words
from presscheck.model import Confidence, Dossier, Facts, Severity
from presscheck.normalise.bylines import MAX_CHARS, byline
from presscheck.normalise.lines import byline_start, fold
from presscheck.normalise.pointing import title_place
from presscheck.rule import ArticleRule, Hit
from presscheck.strip.shapes import ends_sentence, is_prose

FIRST_LETTERS = frozenset(letter for word in words("byline_words") for letter in (word[0], word[0].upper()))
"""A cheap look at a line, before the dear one."""
PARAGRAPHS_ABOVE = 3
"""The first may be a standfirst, and some papers set the byline below the lead."""
MAX_BYLINES = 2
"""More are a collection of short pieces, each signed."""


class BylineLeftInBody(ArticleRule):
    """A byline stands between the paragraphs.

    ## What it checks
    Lines that open with the word of a byline and name a person or an agency, with three differing
    paragraphs between the headline and them, and running text below, in the clean text. A byline above the text or at its end is where it belongs, and stays there.

    ## Why it matters
    The line ends up in the text of the story. Where it signs the lead, all is well otherwise; where it opens a second
    story, two articles were run together.

    ## What to do
    Read on below the byline. If a second story begins there, part them; otherwise leave the line out.

    ## When it is wrong
    A subhead that opens with such a word and a name, "Von Ana Soler lernen".

    ## History
    Since 0.1.
    """

    code = "BY18"
    name = "byline-left-in-body"
    severity = Severity.INFO
    confidence = Confidence.MEDIUM
    tip = "Read on below the byline: a second story may begin there."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for each such line, if they are few."""
        found = []
        for index, line in enumerate(dossier.kept):
            if (
                line.text[0] in FIRST_LETTERS
                and len(line.text) <= MAX_CHARS
                and byline_start(line.text)
                and not ends_sentence(line.text)
            ):
                fields = [field for field in byline(line) if field.field in ("author", "agency")]
                names = [field.value for field in fields if " " in field.value or "-" not in field.value]
                if names:
                    found.append((index, line, names))
        if not 0 < len(found) <= MAX_BYLINES:
            return
        top = title_place(dossier)[1] or 0
        prose = [index for index, line in enumerate(dossier.kept) if is_prose(line.text)]
        for index, line, names in found:
            above = {
                fold(dossier.kept[other].text) for other in prose if other < index and dossier.kept[other].start >= top
            }
            if len(above) >= PARAGRAPHS_ABOVE and prose[-1] > index:
                yield Hit(line.start, line.end, f"a byline stands between the paragraphs: {', '.join(names)}")
