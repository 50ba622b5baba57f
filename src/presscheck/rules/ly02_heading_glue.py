from collections.abc import Iterator, Sequence

from presscheck.model import Dossier, Facts, Severity
from presscheck.rule import ArticleRule, Hit, regex
from presscheck.strip.shapes import is_prose

INNER_CAPITAL = r"\p{Ll}\p{Ll}\p{Lu}"
GLUE = r"^([^.!?;|]*?[\s\"“„«(-])(\p{L}\p{Ll}\p{Ll}+)(\p{Lu}\p{L}*)[\s,’'-]"
"""A paragraph's opening, a word, and right behind it a capitalised one, with no end of a sentence before."""
STOPS = frozenset(".!?…")
MAX_HEADING_CHARS = 120
MIN_WORDS = 3
"""Of a heading in capitals; a name with a capital in its midst often stands behind one capitalised word."""
MIN_CAPITALS = 3
"""Of an abbreviation that opens a sentence."""
SMALL_WORD = 3
"""Words of so many letters stay small in such headings."""


class HeadingGlue(ArticleRule):
    """A heading runs into the paragraph below it without a break: “Aid deliveriesThe convoy left on Monday”.

    ## What it checks
    Paragraphs in whose first 120 characters a word has a capital in its midst, with no sentence ending before. Names
    are written so too, so both halves must stand in the text as words of their own, the second one at the beginning of
    a sentence, in small letters or as an abbreviation, and the whole nowhere else. Where the first half is capitalised, what stands before
    must be a heading in capitals.

    ## Why it matters
    The glued word is in no dictionary, the heading is lost, and the first sentence has a subject too many.

    ## What to do
    Let the scraper put a break where a heading ends.

    ## When it is wrong
    Names of products and companies whose parts are named in the text too.

    ## History
    Since 0.1.
    """

    code = "LY02"
    name = "heading-glue"
    severity = Severity.INFO
    tip = "Let the scraper put a break behind headings."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for each such paragraph, at the glued word."""
        if not regex(INNER_CAPITAL).search("\n".join([line.text[:MAX_HEADING_CHARS] for line in dossier.kept])):
            return
        text = dossier.article.text
        for line in dossier.kept:
            opening = text[line.start : min(line.end, line.start + MAX_HEADING_CHARS)]
            found = regex(GLUE).search(opening) if regex(INNER_CAPITAL).search(opening) else None
            if found and is_prose(line.text) and _is_glue(found[1].split(), found[2], found[3], dossier.clean_text):
                start, end = line.start + found.start(2), line.start + found.end(3)
                yield Hit(start, end, f"a heading runs into the text: {found[2]!r} and {found[3]!r}")


def _is_glue(before: Sequence[str], left: str, right: str, text: str) -> bool:
    """Whether the two are words, and together no name."""
    if text.count(left + right) > 1 or not _stands(left.lower(), text.lower()):
        return False
    if right.isupper() and len(right) >= MIN_CAPITALS:
        opens = _stands(right, text)
    else:
        opens = _stands(right.lower(), text) or any(_opens(text, at) for at in _places(right, text))
    capitals = all(not word[0].islower() or len(word) <= SMALL_WORD for word in before)
    return bool(opens) and (left.islower() or (capitals and len(before) + 1 >= MIN_WORDS))


def _stands(word: str, text: str) -> bool:
    """Whether a word stands in a text by itself."""
    return any(not text[at - 1 : at].isalpha() for at in _places(word, text))


def _places(word: str, text: str) -> Iterator[int]:
    """Where a word begins in a text that no letter goes on with."""
    at = text.find(word)
    while at >= 0:
        if not text[at + len(word) : at + len(word) + 1].isalpha():
            yield at
        at = text.find(word, at + 1)


def _opens(text: str, at: int) -> bool:
    """Whether a line or a sentence begins at a place in a text."""
    before = at - 1
    while before >= 0 and text[before] == " ":
        before -= 1
    if before == at - 1:
        return before < 0 or text[before] == "\n"
    return before >= 0 and text[before] in STOPS
