"""How findings point at an article: its headline, its file."""

from __future__ import annotations

from pathlib import PurePosixPath

from presscheck.model import Dossier, Related
from presscheck.rule import trimmed


def title_place(dossier: Dossier) -> tuple[int | None, int | None]:
    """Where the headline stands in the page text; (None, None) where it does not."""
    title = dossier.first("title")
    return (title.start, title.end) if title else (None, None)


def pointer(dossier: Dossier, label: str) -> Related:
    """A related place that stands for a whole article: its headline, or else its first line."""
    start, end = title_place(dossier)
    if start is None or end is None:
        lines = dossier.article.page.lines
        start, end = trimmed(lines[0]) if lines else (0, 0)
    return Related(dossier.article.article_id, start, end, label)


def file_name(dossier: Dossier) -> str:
    """The last part of the source, which messages name an article by."""
    return PurePosixPath(dossier.article.source).name
