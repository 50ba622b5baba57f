"""What is left of an article once its edits are applied, line by line, with places in the page text."""

from __future__ import annotations

from presscheck.model import Dossier, Line
from presscheck.normalise.agency_credits import find_credit

APART = frozenset(("title", "author", "byline", "published", "modified", "tag", "caption"))
"""Fields whose lines are no part of the running text."""
LABEL_CHARS = 120
"""A longer line that names an author or a date is prose that mentions them."""


def kept_lines(dossier: Dossier) -> list[Line]:
    """The lines of the page text of which something is left.

    `text` is as in the clean text, trimmed; `start` and `end` are page text offsets around what is left.
    """
    kept: list[Line] = []
    edits = dossier.edits
    at = 0
    for line in dossier.article.page.lines:
        while at < len(edits) and edits[at].end <= line.start:
            at += 1
        pieces: list[tuple[int, int, str]] = []
        here, number = line.start, at
        while number < len(edits) and edits[number].start < line.end:
            edit = edits[number]
            if here < edit.start:
                pieces.append((here, edit.start, line.text[here - line.start : edit.start - line.start]))
            if edit.replacement and edit.start >= line.start:
                pieces.append((edit.start, min(edit.end, line.end), edit.replacement))
            here, number = max(here, edit.end), number + 1
        if here < line.end:
            pieces.append((here, line.end, line.text[here - line.start :]))
        pieces = [piece for piece in pieces if piece[2].strip()]
        if pieces:
            kept.append(_trimmed(line, pieces))
    return kept


def _trimmed(line: Line, pieces: list[tuple[int, int, str]]) -> Line:
    first, last = pieces[0], pieces[-1]
    start = first[0] + len(first[2]) - len(first[2].lstrip())
    end = last[1] - (len(last[2]) - len(last[2].rstrip()))
    return Line(line.number, start, max(start, end), "".join(piece[2] for piece in pieces).strip())


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
        for line in kept_lines(dossier)
        if line.start >= top
        and not any(
            start < line.end and line.start < end and (whole or len(line.text) <= LABEL_CHARS)
            for start, end, whole in apart
        )
    ]
