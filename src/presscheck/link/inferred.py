"""The day of an undated article that a dated copy speaks for: a field of its own, never `published`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from presscheck.model import Batch, Dossier, Field, Link
from presscheck.spool import changed

FIELD = "published_inferred"
SURE = 0.6
"""No copy says when this outlet ran the text: half as sure as a date that is read, and a little more."""


def with_inferred_days(batch: Batch, links: Sequence[Link]) -> Sequence[Dossier]:
    """The dossiers; those without a day of publication that have dated copies get the earliest of their days.

    The field's evidence is the id of the article it came from; it has no place in the page text.
    """
    linked = {article for one in links for article in (one.article_a, one.article_b)}
    days = {article: (batch.by_id[article].value("published") or "")[:10] for article in sorted(linked)}
    found: dict[str, tuple[str, str, str]] = {}
    for one in links:
        if one.relation == "shares passage":
            continue
        for here, there in ((one.article_a, one.article_b), (one.article_b, one.article_a)):
            if days[there] and not days[here]:
                known = (days[there], batch.by_id[there].article.source, there)
                found[here] = min(known, found.get(here, known))
    return changed(batch.dossiers, lambda dossier: _dated(dossier, found))


def _dated(dossier: Dossier, found: Mapping[str, tuple[str, str, str]]) -> Dossier:
    if dossier.article.article_id not in found:
        return dossier
    day, _, there = found[dossier.article.article_id]
    inferred = Field(FIELD, day, SURE, "dated-copy", evidence=there, chosen=True)
    return replace(dossier, fields=(*dossier.fields, inferred))
