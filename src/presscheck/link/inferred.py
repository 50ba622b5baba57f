"""The day of an undated article that a dated copy speaks for: a field of its own, never `published`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from presscheck.model import Dossier, Field, Link, Outline
from presscheck.spool import changed

FIELD = "published_inferred"
SURE = 0.6
"""No copy says when this outlet ran the text: half as sure as a date that is read, and a little more."""


def inferred_days(links: Iterable[Link], known: Mapping[str, Outline]) -> dict[str, Field]:
    """For articles without a day of publication that have dated copies: the earliest of their days, by article id.

    `known` holds the outlines of all linked articles. The field's evidence is the id of the article it came from; it has
    no place in the page text.
    """
    days = {article: (one.published or "")[:10] for article, one in known.items()}
    sound = {article: one.dated[:10] for article, one in known.items()}
    found: dict[str, tuple[str, str, str]] = {}
    for one in links:
        if not one.tells_of_origin:
            continue
        for here, there in ((one.article_a, one.article_b), (one.article_b, one.article_a)):
            if sound[there] and not days[here]:
                day = (sound[there], known[there].source, there)
                found[here] = min(day, found.get(here, day))
    return {
        article: Field(FIELD, day, SURE, "dated-copy", evidence=there, chosen=True)
        for article, (day, _, there) in found.items()
    }


def with_fields(dossiers: Sequence[Dossier], ids: Iterable[str], more: Mapping[str, Field]) -> Sequence[Dossier]:
    """The dossiers, those of some articles with one more field. `ids` are those of the dossiers, in order."""

    def change(dossier: Dossier) -> Dossier:
        return replace(dossier, fields=(*dossier.fields, more[dossier.article.article_id]))

    places = {place for place, known in enumerate(ids) if known in more} if more else ()
    return changed(dossiers, change, places) if places else dossiers
