"""The articles that defects are planted in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from zlib import crc32

from presscheck import lexicons
from presscheck.model import Article, Dossier, article_id

MIN_PARAGRAPHS = 3
DAY = "2021-11-18"
"""Put into articles without a day: day and month cannot be swapped."""


@dataclass(frozen=True)
class Clean:
    """An article as its parts, written down as a scraper of a plain page would."""

    key: str
    language: str
    """ISO 639-1."""
    title: str
    byline: str
    day: str
    """The line with the day of publication; ISO where nothing is planted."""
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """The page text."""
        head = "\n".join(part for part in (self.byline, self.day) if part)
        return "\n\n".join(part for part in (self.title, head, *self.paragraphs) if part) + "\n"

    def article(self) -> Article:
        """The same as an article that was read."""
        source = f"{self.key}.txt"
        return Article(article_id(source, self.text.encode("utf-8", "replace")), source, "text/plain", "", self.text)

    def with_paragraph(self, at: int, text: str) -> Clean:
        """The article with one paragraph in place of another."""
        return replace(self, paragraphs=(*self.paragraphs[:at], text, *self.paragraphs[at + 1 :]))


def clean(
    key: str, language: str, title: str, paragraphs: Iterable[str], author: str = "", day: str = ""
) -> Clean | None:
    """An article of its parts; a byline and a day are put in where it has none.

    None where it is of no use: no headline, fewer than `MIN_PARAGRAPHS` paragraphs, or in a language of which no
    byline is known.
    """
    said = lexicons.planted()
    body = tuple(filter(None, (" ".join(paragraph.split()) for paragraph in paragraphs)))
    byline = said["bylines"].get(language)
    if byline is None or not title.strip() or len(body) < MIN_PARAGRAPHS:
        return None
    people = said["people"]
    name = author or people[crc32(key.encode()) % len(people)]
    return Clean(key, language, " ".join(title.split()), byline.format(name), (day or DAY)[:10], body)


def clean_articles(dossiers: Iterable[Dossier]) -> list[Clean]:
    """What is left of audited articles once their furniture is gone."""
    made = []
    for dossier in dossiers:
        title = dossier.first("title")
        author = dossier.value("author") or ""
        day = dossier.value("published") or ""
        used = [field for name in ("title", "author", "published", "byline") for field in dossier.chosen(name)]
        spans = [(field.start, field.end) for field in used if field.start is not None and field.end is not None]
        body = [
            line.text for line in dossier.kept if not any(start < line.end and line.start < end for start, end in spans)
        ]
        article = clean(
            dossier.article.source,
            dossier.value("language") or "",
            title.value if title else "",
            body,
            author,
            day if len(day) >= len(DAY) else "",
        )
        if article:
            made.append(article)
    return made
