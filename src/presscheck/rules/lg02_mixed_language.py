from collections.abc import Iterator
from functools import cache

from presscheck.language_model import at_first_sight
from presscheck.lexicons import phrases
from presscheck.model import Dossier, Facts, Line, Severity
from presscheck.normalise.pointing import hit_at
from presscheck.rule import ArticleRule, Hit
from presscheck.strip.shapes import quotes

MIN_CHARS = 80
SURE = 0.9
MIN_PARAGRAPHS = 2
SHARE = 0.2
"""One paragraph is a quotation, a motto or a title; so are several short ones in a long text."""
COMMON = 0.1
"""Of the words of prose a third are on the list of its language; other languages share a few short ones."""
SAMPLE = 6
"""So many lines are looked at first, evenly spread: a fifth of the text is not missed between them."""


class MixedLanguage(ArticleRule):
    """Paragraphs of the text are in another language than the rest.

    ## What it checks
    Paragraphs of 80 characters or more with hardly any of the commonest words of the article's language
    (`lexicons/phrases/LG02.txt`), which the language model reads with 90 % certainty as another: two at least, and a
    fifth of the text, beside two in its own. Paragraphs with quotation marks are left alone.

    ## Why it matters
    The article goes to one language's models and half of it is noise there. Often it is another article, or the site's
    own words around a foreign one.

    ## What to do
    Split the text, or record both languages.

    ## When it is wrong
    Bilingual pages that are meant to be so. Languages without a list of words are not checked.

    ## History
    Since 0.1.
    """

    code = "LG02"
    name = "mixed-language"
    severity = Severity.INFO
    tip = "Split the text, or record both languages."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for the article, at the first such paragraph; the next ones are related."""
        language = next((f.value for f in dossier.candidates("language") if f.rule == "language-model"), "")
        common = _common(language)
        if not common:
            return
        long = [line for line in dossier.kept if len(line.text) >= MIN_CHARS and not quotes(line.text)]
        if not any(_odd(line, common) for line in long[:: len(long) // SAMPLE + 1]):
            return
        odd = [line for line in long if _odd(line, common)]
        letters = sum(len(line.text) for line in odd)
        if min(len(odd), len(long) - len(odd)) < MIN_PARAGRAPHS or letters < SHARE * len(dossier.clean_text):
            return
        read = [(line, *at_first_sight(line.text)) for line in odd]
        foreign = [(line, code) for line, code, sure in read if code != language and sure >= SURE]
        letters = sum(len(line.text) for line, _ in foreign)
        if len(foreign) < MIN_PARAGRAPHS or letters < SHARE * len(dossier.clean_text):
            return
        share = letters / len(dossier.clean_text)
        message = f"{len(foreign)} paragraphs, {100 * share:.0f} % of the text, are in {foreign[0][1]!r}; it begins in {language!r}"
        yield hit_at(dossier, [(line.start, line.end) for line, _ in foreign], message, "and this")


def _odd(line: Line, common: frozenset[str]) -> bool:
    words = line.text.lower().split()
    return sum(map(common.__contains__, words)) < COMMON * len(words)


@cache
def _common(language: str) -> frozenset[str]:
    """The commonest words of a language; none for one that is not in the lexicon."""
    return frozenset(word for line in phrases("LG02").get(language, ()) for word in line.split())
