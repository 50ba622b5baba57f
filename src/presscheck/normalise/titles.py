"""Headlines."""

from __future__ import annotations

from collections.abc import Iterator

from presscheck.model import Field, Mark
from presscheck.normalise.reading import Reading, fold
from presscheck.rule import trimmed

CONFIDENCE = {
    "json-ld headline": 0.9,
    "meta og:title": 0.8,
    "meta twitter:title": 0.75,
    "trafilatura": 0.75,
    "title element": 0.5,
}
SEPARATORS = (" | ", " - ", " – ", " — ", " :: ", " · ", " » ")
MAX_SUFFIX_WORDS = 6


def read(reading: Reading) -> Iterator[Field]:
    """The headline line, h1 elements, and what the markup claims."""
    index = reading.title_index
    headline = None
    if index is not None:
        start, end = trimmed(reading.kept[index])
        headline = reading.article.text[start:end]
        yield Field("title", headline, 0.95 if reading.article.claims else 0.85, "headline", start, end, headline)
    for mark in reading.article.page.marked("h1"):
        yield from _h1(reading, mark)
    sites = {fold(claim.value) for claim in reading.article.claims if claim.field == "publisher"}
    for claim in reading.article.claims:
        if claim.field == "title":
            value = without_suffix(claim.value, sites)
            yield Field("title", value, CONFIDENCE.get(claim.source, 0.5), claim.source, evidence=claim.value)


def _h1(reading: Reading, mark: Mark) -> Iterator[Field]:
    text = " ".join(reading.article.text[mark.start : mark.end].split())
    if 3 <= len(text) <= 250:
        yield Field("title", text, 0.6, "h1", mark.start, mark.end, reading.article.text[mark.start : mark.end])


def without_suffix(title: str, sites: set[str]) -> str:
    """A title without the outlet's name before or behind it, where the outlet is known."""
    for separator in SEPARATORS:
        parts = title.split(separator)
        if len(parts) > 1:
            if fold(parts[-1]) in sites and len(parts[-1].split()) <= MAX_SUFFIX_WORDS:
                return without_suffix(separator.join(parts[:-1]).strip(), sites)
            if fold(parts[0]) in sites:
                return without_suffix(separator.join(parts[1:]).strip(), sites)
    return title.strip()
