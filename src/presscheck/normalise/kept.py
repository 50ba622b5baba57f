"""What is left of an article once its edits are applied, line by line, with places in the page text."""

from __future__ import annotations

from presscheck.model import Dossier, Line
from presscheck.normalise.agency_credits import find_credit

APART = frozenset(("title", "author", "byline", "published", "modified", "tag", "caption"))
"""Fields whose lines are no part of the running text."""
LABEL_CHARS = 120
"""A longer line that names an author or a date is prose that mentions them."""


def stands(dossier: Dossier, start: int, end: int) -> bool:
    """Whether anything of this stretch of page text is left in the clean text."""
    return any(line.start < end and start < line.end for line in dossier.kept)


def body_lines(dossier: Dossier) -> list[Line]:
    """The kept lines below the headline, without captions, tags, and the lines of byline and date."""
    title = dossier.first("title")
    top = title.end if title and title.end is not None else 0
    apart = [
        (field.start, field.end, field.field == "caption")
        for field in dossier.fields
        if field.field in APART
        and field.chosen
        and field.start is not None
        and field.end is not None
        and field.rule != "dateline"
        and not (field.rule == "picture-credit" and find_credit(field.value))  # a paragraph with its agency
    ]
    return [
        line
        for line in dossier.kept
        if line.start >= top
        and not any(
            start < line.end and line.start < end and (whole or len(line.text) <= LABEL_CHARS)
            for start, end, whole in apart
        )
    ]
