"""The day of an undated article that a dated copy speaks for: a field of its own, never `published`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from presscheck.model import Dossier, Field, Link

FIELD = "published_inferred"
SURE = 0.6
"""No copy says when this outlet ran the text: half as sure as a date that is read, and a little more."""


def with_inferred_days(dossiers: Sequence[Dossier], links: Sequence[Link]) -> tuple[Dossier, ...]:
    """The dossiers; those without a day of publication that have dated copies get the earliest of their days.

    The field's evidence is the id of the article it came from; it has no place in the page text.
    """
    by_id = {dossier.article.article_id: dossier for dossier in dossiers}
    days = {article: (dossier.value("published") or "")[:10] for article, dossier in by_id.items()}
    found: dict[str, tuple[str, str, str]] = {}
    for one in links:
        if one.relation == "shares passage":
            continue
        for here, there in ((one.article_a, one.article_b), (one.article_b, one.article_a)):
            if days[there] and not days[here]:
                known = (days[there], by_id[there].article.source, there)
                found[here] = min(known, found.get(here, known))
    return tuple(_dated(dossier, found) for dossier in dossiers)


def _dated(dossier: Dossier, found: Mapping[str, tuple[str, str, str]]) -> Dossier:
    if dossier.article.article_id not in found:
        return dossier
    day, _, there = found[dossier.article.article_id]
    inferred = Field(FIELD, day, SURE, "dated-copy", evidence=there, chosen=True)
    return replace(dossier, fields=(*dossier.fields, inferred))
