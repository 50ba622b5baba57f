import re
from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.pointing import hit_at
from presscheck.rule import ArticleRule, Hit, regex

GLUE = r"(?:^|[\s\"“„(])(\p{Ll}\p{Ll}\p{Ll}+([.!?][\"”’»)]?\p{Lu}\p{Ll}+))(?:[ ,]|$)"
STOP = re.compile(r"[.!?][\"”’»)]?[^\W\d_]")
"""What every such place holds; a text with too few of them has too few places."""
MIN_PLACES = 3


class SentenceGlue(ArticleRule):
    """Sentences run together without a space.

    ## What it checks
    A word in small letters, the end of a sentence, and a word with a capital, with no space between, at three places
    of an article or more. The same two words count once: “pathlib.Path” again and again is a name of a program. Names of sites
    open with a capital or a point, so they are left out.

    ## Why it matters
    Sentence splitters and tokenisers take both words for one, which no dictionary has.

    ## What to do
    Let the scraper put a space or a break where one element of the page ends and the next begins.

    ## When it is wrong
    Product names with a point and a capital, when an article has several of them.

    ## History
    Since 0.1.
    """

    code = "LY01"
    name = "sentence-glue"
    severity = Severity.INFO
    tip = "Let the scraper put a space between the elements of the page."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for the article, at the first place; the next ones are related."""
        text = dossier.article.text
        if len(STOP.findall(text)) < MIN_PLACES:
            return
        places: dict[str, tuple[int, int]] = {}
        for line in dossier.kept:
            whole = text[line.start : line.end]
            for found in regex(GLUE).finditer(whole):
                places.setdefault(found[1], (line.start + found.start(2), line.start + found.end(2)))
        if len(places) >= MIN_PLACES:
            yield hit_at(dossier, places.values(), f"sentences run together at {len(places)} places")
