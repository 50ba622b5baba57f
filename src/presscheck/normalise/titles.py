"""Headlines."""

from __future__ import annotations

from collections.abc import Iterator

from presscheck.model import Field, Mark
from presscheck.normalise.lines import fold, is_sentence, letters
from presscheck.normalise.names import kind_of
from presscheck.normalise.reading import Reading
from presscheck.rule import trimmed

CONFIDENCE = {
    "column title": 0.97,
    "json-ld headline": 0.9,
    "meta og:title": 0.8,
    "meta twitter:title": 0.75,
    "trafilatura": 0.75,
    "title element": 0.5,
}
SEPARATORS = (" | ", " - ", " – ", " — ", " :: ", " · ", " » ")
KICKER_ENDS = (":", "-", "–", "—", "|")
MAX_SUFFIX_WORDS = 6
MIN_WORDS = 4
"""Of a heading that is believed though no title is claimed like it; shorter ones name sites and sections."""

BY_CHANCE, LEADS, MAX_LEAD = 0.4, 0.12, 4.0
"""Rank of a headline of a whole page that is no better than the next line, what a point of lead adds, and the most of them:
that is how often the labelled whole pages have it right."""


def read(reading: Reading) -> Iterator[Field]:
    """The headline line, h1 elements, and what the markup claims."""
    sites = {fold(claim.value) for claim in reading.article.claims if claim.field == "publisher"}
    index = reading.title_index
    headings = list(reading.article.page.marked("h1"))
    if index is not None:
        start, end = _whole(reading, *trimmed(reading.kept[index]), headings)
        headline = without_suffix(" ".join(reading.clean(start, end).split()), sites)
        start, headline = _without_kicker(reading, start, headline, sites)
        lead = reading.title_lead
        rule = "headline" if lead is None else "headline of a whole page"
        rank = (0.95 if reading.article.claims else 0.85) if lead is None else BY_CHANCE + LEADS * min(lead, MAX_LEAD)
        yield Field("title", headline, round(rank, 2), rule, start, end, reading.article.text[start:end])
    alone = index is None and len(headings) == 1
    for mark in headings:
        yield from _h1(reading, mark, alone, sites)
    for claim in reading.article.claims:
        if claim.field == "title" and letters(claim.value) not in reading.sites:
            value = without_suffix(claim.value, sites)
            yield Field("title", value, CONFIDENCE.get(claim.source, 0.5), claim.source, evidence=claim.value)


def _whole(reading: Reading, start: int, end: int, headings: list[Mark]) -> tuple[int, int]:
    """The heading that a headline is a line of, where the markup claims it whole; else the line."""
    claimed = {fold(claim.value) for claim in reading.article.claims if claim.field == "title"}
    for mark in headings:
        if mark.start <= start and end <= mark.end and fold(reading.article.text[mark.start : mark.end]) in claimed:
            return mark.start, mark.end
    return start, end


def _without_kicker(reading: Reading, start: int, headline: str, sites: set[str]) -> tuple[int, str]:
    """Where the headline begins, and it, without the kicker that the markup's title goes without.

    ``Harbour: Council votes to reopen the baths``, where og:title is ``Council votes to reopen the baths``.
    """
    for claim in reading.article.claims:
        title = without_suffix(claim.value, sites) if claim.field == "title" else ""
        if len(title.split()) >= MIN_WORDS and headline.endswith(title):
            kicker = headline[: -len(title)]
            if kicker.rstrip() != kicker and kicker.rstrip().endswith(KICKER_ENDS):
                at = reading.article.text.find(title, start)
                return (at, title) if at >= 0 else (start, headline)
    return start, headline


def _h1(reading: Reading, mark: Mark, alone: bool, sites: set[str]) -> Iterator[Field]:
    """A heading. The only one of a page is its headline, even if the markup claims other words for search engines."""
    text = " ".join(reading.article.text[mark.start : mark.end].split())
    if 3 <= len(text) <= 250:
        headline = alone and len(text.split()) >= MIN_WORDS and letters(text) not in reading.sites
        rank = 0.85 if headline else 0.6
        start, text = _without_kicker(reading, mark.start, text, sites)
        yield Field("title", text, rank, "h1", start, mark.end, reading.article.text[start : mark.end])


def without_suffix(title: str, sites: set[str]) -> str:
    """A title without the outlet's name before or behind it: one of `sites`, or a name that can only be an outlet's."""
    title = title.strip()
    suffix = site_suffix(title, sites)
    if suffix:
        bare = title[: -len(suffix)].rstrip()
        return without_suffix(bare.rstrip("|-–—:·»").rstrip(), sites)
    for separator in SEPARATORS:
        first, found, rest = title.partition(separator)
        if found and fold(first) in sites:
            return without_suffix(rest, sites)
    return title


def site_suffix(title: str, sites: set[str]) -> str | None:
    """The outlet's name behind the last separator of a title, or None.

    It is one of `sites`, or capitalised words among them one that outlets are called by.
    """
    for separator in SEPARATORS:
        _, found, name = title.rstrip().rpartition(separator)
        short = found and len(name.split()) <= MAX_SUFFIX_WORDS and not is_sentence(name)
        if short and (fold(name) in sites or (name.istitle() and kind_of(name) == "outlet")):
            return name
    return None
