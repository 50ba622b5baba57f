from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Related, Severity
from presscheck.normalise.kept import kept_lines
from presscheck.rule import ArticleRule, Hit, regex

RUN = r"[\x{c2}-\x{f4}][\x{80}-\x{bf}\x{152}\x{153}\x{160}\x{161}\x{178}\x{17d}\x{17e}\x{192}\x{2c6}\x{2dc}\x{2013}\x{2014}\x{2018}-\x{201a}\x{201c}-\x{201e}\x{2020}-\x{2022}\x{2026}\x{2030}\x{2039}\x{203a}\x{20ac}\x{2122}]+"
"""A first byte of UTF-8 and its followers, as Windows-1252 shows them."""
MAX_RELATED = 5
SURE_CHARS = 3


class Mojibake(ArticleRule):
    """UTF-8 text was read as Windows-1252: "BÃ¼rger" for "Bürger".

    ## What it checks
    Runs of characters that, written back as Windows-1252 and read as UTF-8, give one character each. Two such runs
    must stand in the article, or one of three characters.

    ## Why it matters
    The words are lost to search and to matching, and names are spelt in a way nobody has.

    ## What to do
    Decode the page as UTF-8. The message shows what should stand there.

    ## When it is wrong
    Words in capitals that end in Ã before a quotation mark or a wide space look like it, and are left out.

    ## History
    Since 0.1.
    """

    code = "EN01"
    name = "mojibake"
    severity = Severity.WARNING
    tip = "Decode the page as UTF-8."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for the article, at the first place; the next ones are related."""
        text = dossier.article.text
        places: list[tuple[int, int, str]] = []
        for line in kept_lines(dossier):
            for found in regex(RUN).finditer(text[line.start : line.end]):
                start, end = line.start + found.start(), line.start + found.end()
                meant = _meant(text[start:end])
                if meant and not (end - start < SURE_CHARS and _in_capitals(text, start, end)):
                    places.append((start, end, meant))
        if not places or (len(places) < 2 and places[0][1] - places[0][0] < SURE_CHARS):
            return
        start, end, meant = places[0]
        more = f", at {len(places)} places" if len(places) > 1 else ""
        article = dossier.article.article_id
        yield Hit(
            start,
            end,
            f"{text[start:end]!r} should read {meant!r}: UTF-8 was read as Windows-1252{more}",
            related=tuple(Related(article, low, high, "and here") for low, high, _ in places[1 : MAX_RELATED + 1]),
        )


def _in_capitals(text: str, start: int, end: int) -> bool:
    """Whether a place ends a word in capitals, as the Ã of MANHÃ does before a quotation mark."""
    return text[max(0, start - 1) : start].isupper() and not text[end : end + 1].islower()


def _meant(run: str) -> str | None:
    """What a run says when it is read as UTF-8; None where it cannot be."""
    raw = bytearray()
    for char in run:
        try:
            raw += char.encode("cp1252")
        except UnicodeEncodeError:  # the five bytes that Windows-1252 leaves open
            raw.append(min(ord(char), 0xFF))
    try:
        meant = raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return meant if meant.isprintable() or meant == "\xa0" else None
