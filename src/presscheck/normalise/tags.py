"""Tags: the keywords that a site prints under an article, and those its markup claims."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presscheck.model import Field
from presscheck.normalise.reading import Reading

OPENING = re.compile(
    r"^\W*(?:tags?|tagged(?: (?:with|as|under))?|topics?|filed under|keywords?|related topics|more about|labels|"
    r"schlagw(?:ö|oe)rter|schlagworte|themen|stichw(?:ö|oe)rter|mots[- ]clés|thèmes|sujets|etiquetas|temas|palabras clave|"
    r"assuntos|tópicos|argomenti|temi|trefwoorden|onderwerpen|tagi|tematy|emner|ämnen|теги|темы|konular|etiketler)\s*[:：]\s*",
    re.IGNORECASE,
)
SPLIT = re.compile(r"\s*[|,;/·•#]\s*")
MAX_TAG_WORDS = 6
MAX_CHARS = 400


def find_tag_line(text: str) -> tuple[tuple[int, int, str], ...]:
    """The tags of a line such as ``Tags: Harbour | Norrhaven |`` as (start, end, tag); empty for any other line."""
    opening = OPENING.match(text) if len(text) <= MAX_CHARS else None
    if not opening:
        return ()
    found: list[tuple[int, int, str]] = []
    at = opening.end()
    for split in (*SPLIT.finditer(text, opening.end()), None):
        end = split.start() if split else len(text)
        tag = text[at:end].strip()
        if tag:
            start = text.index(tag, at)
            found.append((start, start + len(tag), tag))
        at = split.end() if split else end
    prose = text.rstrip().endswith((".", "!", "?")) or any(len(tag.split()) > MAX_TAG_WORDS for *_, tag in found)
    return () if prose else tuple(found)


def read(reading: Reading) -> Iterator[Field]:
    """Tags of every tag line of the page text, removed or not, and those that the markup claims."""
    for line in reading.article.page.lines:
        for low, high, tag in find_tag_line(line.text):
            start, end = line.start + low, line.start + high
            yield Field("tag", tag, 0.9, "tag-line", start, end, reading.article.text[start:end])
    for claim in reading.article.claims:
        if claim.field == "tag":
            yield Field("tag", claim.value, 0.8, claim.source, evidence=claim.value)
