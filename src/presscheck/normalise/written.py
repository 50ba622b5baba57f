"""What stands in the author's place, as page and markup write it: before names are told apart and trimmed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from presscheck.model import Dossier, Field
from presscheck.rule import trimmed

EXTRACTOR = "trafilatura"
"""Claims of the extractor are its own reading of the page, and no words of the page's."""
SIGNED = ("byline", "line-beside-date", "signature")
"""How names are read that the page shows: the first words of the readers' names."""
STRUCTURED = ("json-ld", "meta", "microdata")
"""How fields are read that the markup claims."""
MAX_CHARS = 160
"""A longer line or claim is no byline alone."""


class Written(NamedTuple):
    """A claim, or a line of page text; `start` and `end` are None for a claim."""

    text: str
    start: int | None
    end: int | None


def of_the_page(field: Field) -> bool:
    """Whether a candidate is the page's or its markup's, and not the extractor's own."""
    return not field.rule.startswith(EXTRACTOR)


def unnamed(dossier: Dossier, kind: str) -> Iterator[Field]:
    """The bylines of the page that are of a kind (``button``, ``outlet``), where an author's name would stand."""
    return (field for field in dossier.chosen("byline") if field.rule.endswith(f"({kind})") and of_the_page(field))


def once(fields: Iterable[Field]) -> Iterable[Field]:
    """The first field of each value, however it is capitalised."""
    first: dict[str, Field] = {}
    for field in fields:
        first.setdefault(field.value.casefold(), field)
    return first.values()


def claimed(dossier: Dossier) -> Iterator[Written]:
    """The authors that the markup claims, each text once."""
    texts = (c.value for c in dossier.article.claims if c.field == "author" and c.source != EXTRACTOR)
    return (Written(text, None, None) for text in dict.fromkeys(texts) if len(text) <= MAX_CHARS)


def shown(dossier: Dossier) -> Iterator[Written]:
    """The lines that authors, or names in their place, were read from, in order of place."""
    places = {
        field.start
        for field in dossier.fields
        if field.start is not None and field.field in ("author", "byline", "agency") and field.rule.startswith(SIGNED)
    }
    if not places:
        return
    page = dossier.article.page
    for number in sorted({dossier.article.position(place)[0] for place in places}):
        line = page.all_lines[number - 1]
        start, end = trimmed(line)
        if end - start <= MAX_CHARS:
            yield Written(dossier.article.text[start:end], start, end)
