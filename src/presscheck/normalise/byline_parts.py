"""What stands around the names of a byline: words before them, and photographers, dates and places behind them."""

from __future__ import annotations

import re
from functools import cache

from presscheck.lexicons import folded, words
from presscheck.normalise.names import is_place
from presscheck.patterns import EDGE, phrases_of
from presscheck.rule import found_in, regex

PICTURES = re.compile(
    r"(?i)[\s,;|/·–—-](?:(?:und|and|et|y|e|en|och|og|i|&|\+)\s)?\(?(?P<by>(?:"
    + "|".join(map(re.escape, sorted(words("picture_words"), key=len, reverse=True)))
    + r")(?:\s?[:：©]|\s(?=(?:by|von|de|di|por|par|av|af|van|door)\s|(?-i:[^\W\d_a-zß-ÿ]))))"
)
"""A word of pictures behind names, and the name of who made them: ``Ana Soler, Fotos: Jo Brandt``."""
TASK = re.compile(r"\((?P<task>[^()\d]{2,30})\)")
"""What somebody did, in brackets behind the name: ``Jo Brandt (Fotos)``."""
BETWEEN = re.compile(r"[,;/|&]\s*+|\s(?:und|and|et|y|e|en|och|og|i)\s")
"""What parts a name from those before it."""
PLACE_WORDS = 3


@cache
def _opening() -> str:
    """RE2 for the words that open a byline, which nothing but names follows."""
    opened, labels = ("|".join(phrases_of(name)) for name in ("bylines-open", "bylines-label"))
    return rf"(?i)^{EDGE}(?:(?:{opened})(?:\s?[:：]\s?|\s)|(?:{labels})\s?[:：])\s*(\pL)"


def names_start(text: str) -> int:
    """Where the names begin behind words such as ``Propos recueillis par`` and ``Interview:``; 0 where none open the text."""
    found = regex(_opening()).search(text) if found_in(text, _opening()) else None
    return int(found.start(1)) if found else 0


def without_pictures(names: str) -> tuple[str, list[tuple[int, int]]]:
    """The names without those who made the pictures, and where those stand.

    ``Ana Soler, Fotos: Jo Brandt``, ``Ana Soler, Jo Brandt (Fotos)``. Nor with what they did, where that is said of each:
    ``Ana Soler (Text)``. What goes out of the middle leaves as many spaces.
    """
    pictured: list[tuple[int, int]] = []
    found = PICTURES.search(names)
    if found and names[: found.start()].strip():
        pictured.append((found.start("by"), len(names)))
        names = names[: found.start()].rstrip(" ,;")
    for task in reversed(list(TASK.finditer(names))):
        said = task["task"].casefold()
        start = task.start()
        if not folded("picture_words").isdisjoint(said.split()):
            parted = [part.span() for part in BETWEEN.finditer(names, 0, start)]
            start, name = max(parted, default=(0, 0))
            pictured.append((name, task.end()))
        elif said not in folded("byline_words"):
            continue
        names = f"{names[:start]}{' ' * (task.end() - start)}{names[task.end() :]}"
    return names.rstrip(), pictured


def before_date(text: str, end: int) -> str:
    """What stands before a date, without its labels, be they run together with a name: ``Ana SolerPublié le``."""
    rest = text[:end].rstrip(" -–—|•·,/:")
    while len(kept := rest.split()) > 2 and _labels(kept[-1]):
        rest = rest[: rest.rindex(kept[-1])].rstrip(" -–—|•·,/:")
    seam = next((at for at in range(len(rest) - 1, 0, -1) if _seam(rest, at)), 0)
    return rest[:seam] if seam else rest


def _labels(word: str) -> bool:
    return word.casefold().strip(".:،,()") in folded("date_labels")


def _seam(text: str, at: int) -> bool:
    """Whether the label of a date that ends a text begins at a place in the middle of its last word."""
    return text[at].isupper() and text[at - 1].islower() and " " not in text[at:] and _labels(text[at:])


def before_place(names: str) -> str | None:
    """The names in ``Jo Brandt, Paris``, ``Jo Brandt in Osterholm``, ``Jo Brandt (Osterholm)``; None where no place follows.

    Behind a comma alone GeoNames has to know it; elsewhere it is written like one.
    """
    if names.endswith(")"):
        before, _, place = names[:-1].rpartition("(")
        return before.strip() if before and _like_place(place.split()) else None
    before, comma, place = names.rpartition(",")
    if comma:
        word, _, behind = place.strip().partition(" ")
        known = _like_place(behind.split()) if word in folded("place_words") else is_place(place.strip())
        return before if known else None
    words = names.split()
    at = next((at for at in range(2, len(words) - 1) if words[at] in folded("place_words")), len(words))
    return " ".join(words[:at]) if _like_place(words[at + 1 :]) else None


def _like_place(name: list[str]) -> bool:
    return 0 < len(name) <= PLACE_WORDS and all(
        word[0].isupper() and not word.isupper() and word.replace("-", "").replace("'", "").isalpha() for word in name
    )
