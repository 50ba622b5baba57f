from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Related, Severity
from presscheck.normalise.lines import fold
from presscheck.rule import ArticleRule, Hit
from presscheck.strip.shapes import ends_sentence, is_prose


class CaptionRepeatsBody(ArticleRule):
    """A caption or pull quote whose words stand again in the body.

    ## What it checks
    Lines of at least seven words, without the end of a sentence, whose words stand letter for letter in a
    longer paragraph of the same article. Names of products (all long words capitalised) are left out, and short lines
    between two paragraphs, which are subheads.

    ## Why it matters
    The sentence is counted twice, and the stray line breaks the story between two paragraphs.

    ## What to do
    Leave captions and pull quotes out in the scraper; the body has the words already.

    ## When it is wrong
    A long crosshead that a paragraph quotes in full, or a line of verse that the text discusses. Short pull quotes
    between two paragraphs are taken for subheads, and missed.

    ## History
    Since 0.1.
    """

    code = "CP08"
    name = "caption-repeats-body"
    severity = Severity.INFO
    tip = "The body has these words already: leave the line out."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for each such line; the paragraph with the same words is related."""
        captions = [caption for caption in dossier.chosen("caption") if caption.rule == "repeats-body"]
        lines = [line for line in dossier.kept if is_prose(line.text) and ends_sentence(line.text)] if captions else []
        for caption in captions:
            words = fold(caption.value)
            body = next((line for line in lines if line.start != caption.start and words in fold(line.text)), None)
            if body is None:
                continue
            place = Related(dossier.article.article_id, body.start, body.end, "the same words in the body")
            message = f"the words of this line stand again in the body, in line {body.number}"
            yield Hit(caption.start, caption.end, message, related=(place,))
