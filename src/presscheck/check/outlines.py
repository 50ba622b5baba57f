"""What rules over the batch want to know of each article, noted as soon as it is examined."""

from __future__ import annotations

from collections.abc import Iterable

from presscheck.model import Dossier, Outline
from presscheck.rule import BatchRule

NOTE = "AG11"
"""The rule that finds notes on where a text was first published."""
RELEASE = "AG08"
"""The rule that finds press releases."""


def outline(dossier: Dossier, rules: Iterable[BatchRule]) -> Outline:
    """The outline of an article, with the notes that rules make of it."""
    article = dossier.article
    notes = {rule.code: note for rule in rules if (note := rule.note(dossier)) is not None}
    return Outline(
        article.article_id,
        article.source,
        article.url,
        article.raw_sha256,
        dossier.value("publisher"),
        dossier.value("published"),
        dossier.value("modified"),
        dossier.value("dateline_place"),
        dossier.values("agency"),
        " ".join(article.text[one.start : one.end] for one in dossier.findings if one.rule == NOTE),
        notes,
        dossier.value("dateline_date"),
        any(one.rule == RELEASE for one in dossier.findings),
        dossier.values("origin"),
        dossier.value("scraped_day") or "",
    )
