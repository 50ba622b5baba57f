"""Tags: tag lines (“Tags: harbour | baths |”), and the tags that the markup claims."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presscheck.lexicons import spellings
from presscheck.model import Dossier, Field
from presscheck.normalise.lines import letters
from presscheck.normalise.reading import Reading
from presscheck.patterns import phrases_of
from presscheck.rule import in_a_line

LABELS = "|".join(phrases_of("tags"))
LABEL = re.compile(rf"\s*+[\[(#>»*•·+-]*+\s*+(?:{LABELS})\s*+(?P<mark>[:：|»>]|(?=#))", re.IGNORECASE)
SPACE = r"[\s\v\pZ\x{1c}-\x{1f}\x{85}]*"
LABELLED = rf"(?i)^{SPACE}[\[(#>»*•·+-]*{SPACE}(?:{spellings('tr', LABELS)}){SPACE}[:：|»>#]"
"""What every tag line begins with; i with and without its dot, as Python's IGNORECASE has it."""
MARK = re.compile("[:：|»>#]")
"""One of these is in every tag line."""
SEPARATOR = re.compile(r"\s*[|,;•·、，；،؛]\s*|\s+/\s+|\s*#|\s{2,}|\t")
CLASSED = re.compile(r"(?P<key>[A-Za-z][\w -]{1,20})(?::\s*|(?P<slash>/))(?P<name>\w.*)$")
SUBJECTS = frozenset("category categories keyword section subject tag topic".split())
ID = re.compile(r"(?:[0-9a-f]{8}-[0-9a-f-]{27}|[\d._-]+)$")
MAX_TAG_CHARS = 50
MAX_TAG_WORDS = 6
SENTENCE = re.compile(r"[.!?]\s+\w|\w{4}[.!?]\s*$|[\"“”„«»]")
"""A stop inside or behind a word of four letters and more (not “U.S.”), or a quotation."""


def find_tag_line(text: str) -> tuple[tuple[int, int, str], ...]:
    """(start, end, tag) for each tag of a line such as ``Tags: harbour | baths |``; offsets are into `text`.

    Empty when the line is no tag line: no label, no tags behind it, or something that reads like a sentence.
    """
    label = LABEL.match(text) if MARK.search(text) else None
    if not label or SENTENCE.search(text, label.end()):
        return ()
    tags: list[tuple[int, int, str]] = []
    at = label.end()
    stops = [(found.start(), found.end()) for found in SEPARATOR.finditer(text, at)]
    for stop, following in [*stops, (len(text), len(text))]:
        piece = text[at:stop]
        tag = piece.strip(" \t\xa0-–—[]()")
        if tag:
            start = at + piece.index(tag)
            tags.append((start, start + len(tag), tag))
        at = following
    if any(len(tag) > MAX_TAG_CHARS or len(tag.split()) > MAX_TAG_WORDS for _, _, tag in tags):
        return ()
    return tuple(tags)


def read(reading: Reading) -> Iterator[Field]:
    """Tags of every tag line of the page text, removed or not, and those that the markup claims."""
    page = reading.article.page
    for line in page.lines if in_a_line(LABELLED, page.joined) else ():
        for low, high, tag in find_tag_line(line.text):
            start, end = line.start + low, line.start + high
            yield Field("tag", tag, 0.9, "tag-line", start, end, reading.article.text[start:end])
    names = reading.sites | {letters(claim.value) for claim in reading.article.claims if claim.field == "author"}
    for claim in reading.article.claims:
        subject = _subject(claim.value) if claim.field == "tag" else None
        if subject and letters(subject) not in names:
            yield Field("tag", subject, 0.8, claim.source, evidence=claim.value)


def stated_tags(dossier: Dossier) -> dict[str, tuple[int | None, int | None]]:
    """Every tag as the markup claims it or a tag line gives it -> where it stands in the page text."""
    tags: dict[str, tuple[int | None, int | None]] = {
        tag.value: (tag.start, tag.end) for tag in dossier.candidates("tag") if tag.start is not None
    }
    for claim in dossier.article.claims:
        if claim.field == "tag":
            tags.setdefault(claim.value, (None, None))
    return tags


def _subject(tag: str) -> str | None:
    """The subject that a claimed tag names: ``topic/harbour`` and ``Subject: harbour`` name it with its class.

    None for what a site's own machinery reads: numbers, ids, and other classes (``Page type: article``).
    """
    found = CLASSED.match(tag)
    if found:
        tag = found["name"] if found["slash"] or found["key"].casefold() in SUBJECTS else ""
    return tag if sum(map(str.isalnum, tag)) > 1 and not ID.match(tag) else None
