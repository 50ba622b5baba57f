import re
from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.bylines import OPENING
from presscheck.normalise.names import is_place, kind_of, split_names
from presscheck.normalise.written import claimed, shown
from presscheck.rule import ArticleRule, Hit

PARTS = re.compile(r"(?:(?<!\s)\s++)?[,،，/|(;·•]\s*|(?<!\s)\s++(?:in|im|à|en|em|a|w|из|в)\s+|(?<!\s)\s++[–—-]\s+")
MIN_CHARS = 4
"""Shorter names of places are words and initials in other uses."""


class PlaceInAuthor(ArticleRule):
    """A place stands in the author's name.

    ## What it checks
    Authors claimed by the markup, and lines of bylines, in which a person or an agency is followed by a place that
    GeoNames knows, behind a comma, a slash, a dash or "in": “AFP, MANILA”, “Ana Soler in Berlin”.

    ## Why it matters
    Tools that take the whole text count the reporter anew in every town; tools that split it at the comma count towns
    of two words (New York) as people.

    ## What to do
    Nothing here: the place is left out of the name. It says where the story was written, as a dateline does.

    ## When it is wrong
    Outlets that are called like a town.

    ## History
    Since 0.1.
    """

    code = "BY16"
    name = "place-in-author"
    severity = Severity.INFO
    tip = "Take the place as the dateline's, and the name without it."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for each such text, at its place."""
        for written in (*claimed(dossier), *shown(dossier)):
            opened = OPENING.match(written.text)
            signed, *parts = PARTS.split(opened["names"] if opened else written.text)
            place = next((part.strip(" .)") for part in parts if _is_town(part.strip(" .)"))), None)
            names = split_names(signed) if place else []
            if names and kind_of(names[0][2]) in ("person", "agency"):
                message = f"a place stands beside the author's name: {place} in {written.text}"
                yield Hit(written.start, written.end, message, evidence=written.text)


def _is_town(text: str) -> bool:
    return len(text) >= MIN_CHARS and not text[0].islower() and is_place(text) and kind_of(text) != "outlet"
