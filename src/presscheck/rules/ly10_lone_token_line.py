import re
from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.kept import body_lines
from presscheck.normalise.pointing import hit_at
from presscheck.patterns import EDGE, lone, phrases_of
from presscheck.rule import ArticleRule, Hit, in_a_line, regex
from presscheck.strip.shapes import ends_sentence, is_prose

NUMBER = re.compile(r"\W*(\d{1,4})\W*")
TOKEN = rf"^{EDGE}(?:\d{{1,4}}|[\p{{Ll}}_]{{2,}}){EDGE}$|{lone(*phrases_of('LY10'))}"
MAX_CHARS = 40


class LoneTokenLine(ArticleRule):
    """A single token on a line of its own between paragraphs: a label, a count, a word cut out of its sentence.

    ## What it checks
    Lines below the headline, beside running text, that are a number, one word in small letters, or a word that labels
    parts of pages (“Summary”, “Companies”). A scraper that breaks lines at links leaves such words in mid-sentence. Numbers that count the parts of a text (1, 2, 3) are its own, and lines
    among other short lines are poems, lists and results.

    ## Why it matters
    It parts what belongs together, and is a paragraph in every count.

    ## What to do
    Let the scraper leave out the element it comes from.

    ## When it is wrong
    Subheads of one word in small letters.

    ## History
    Since 0.1.
    """

    code = "LY10"
    name = "lone-token-line"
    severity = Severity.INFO
    tip = "Let the scraper leave out the element it comes from."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for the article, at the first such line; the next ones are related."""
        if not in_a_line(TOKEN, dossier.clean_text):
            return
        lines = body_lines(dossier)
        numbers = [int(found[1]) for line in lines if (found := NUMBER.fullmatch(line.text))]
        counting = len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))
        places = [
            (line, lines[index - 1])
            for index, line in enumerate(lines)
            if index
            and len(line.text) <= MAX_CHARS
            and regex(TOKEN).search(line.text)
            and not (counting and NUMBER.fullmatch(line.text))
            and all(is_prose(beside.text) for beside in lines[index - 1 : index + 2 : 2])
        ]
        if not places:
            return
        before = places[0][1]
        said = "a lone token between paragraphs" if ends_sentence(before.text) else "a word cut out of its sentence"
        message = f"{said}, at {len(places)} places" if len(places) > 1 else said
        yield hit_at(dossier, [(line.start, line.end) for line, _ in places], message)
