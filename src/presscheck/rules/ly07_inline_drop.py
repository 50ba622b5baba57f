from collections.abc import Iterator
from functools import cache

from presscheck.lexicons import phrases
from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.pointing import hit_at
from presscheck.rule import ArticleRule, Hit, in_a_line, regex
from presscheck.strip.shapes import is_prose, quotes


class InlineDrop(ArticleRule):
    """A word is missing from a sentence: the scraper dropped a link, or bold or italic type, with its text.

    ## What it checks
    Paragraphs in which an article or another word that needs a noun behind it (`lexicons/phrases/LY07.txt`) is followed
    by a comma, a full stop or a closing bracket, in the language of the text. Paragraphs with quotations are left
    alone: people stop in the midst of a sentence.

    ## Why it matters
    What is linked or set in bold is what the sentence is about: a name, a place, a number.

    ## What to do
    Let the scraper keep the text of all elements inside a paragraph.

    ## When it is wrong
    Sentences about such words, written without quotation marks.

    ## History
    Since 0.1.
    """

    code = "LY07"
    name = "inline-drop"
    severity = Severity.INFO
    tip = "Let the scraper keep the text of all elements inside a paragraph."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for the article, at the first place; the next ones are related."""
        pattern = _dangling(dossier.value("language") or "")
        if not pattern or not in_a_line(pattern, dossier.clean_text):
            return
        text, places = dossier.article.text, list[tuple[int, int]]()
        for line in dossier.kept:
            whole = text[line.start : line.end]
            if is_prose(whole) and not quotes(whole):
                places += [
                    (line.start + found.start(1), line.start + found.end(1)) for found in regex(pattern).finditer(whole)
                ]
        if not places:
            return
        count = f"a word is missing at {len(places)} places, first" if len(places) > 1 else "a word is missing"
        yield hit_at(dossier, places, f"{count} behind {text[slice(*places[0])].strip(' ,.;)')!r}")


@cache
def _dangling(language: str) -> str:
    """RE2 for a word that needs one behind it, before a mark; empty for a language without such words in the lexicon."""
    words = phrases("LY07").get(language, ())
    return rf"(?:^|\s)((?:{'|'.join(words)})\s?[,.;)])(?:\s|$)" if words else ""
