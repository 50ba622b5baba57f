"""The day of an undated article that a dated copy speaks for: a field of its own, never `published`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from presscheck.dates import is_days_before
from presscheck.model import Dossier, EarlierLink, Field, Link, Outline
from presscheck.spool import changed

FIELD = "published_inferred"
SURE = 0.6
"""No copy says when this outlet ran the text: half as sure as a date that is read, and a little more."""

WHOLE = frozenset(("identical", "same text", "abridged", "extended", "updated"))
"""Relations to an article of an earlier run whose date can be this one's: of less nobody has kept how many stretches they share."""


def inferred_days(
    links: Iterable[Link], known: Mapping[str, Outline], earlier: Iterable[EarlierLink] = ()
) -> dict[str, Field]:
    """For articles without a day of publication that have dated copies: the earliest of their days, by article id.

    `known` holds the outlines of all linked articles; `earlier` are their copies in earlier runs. The field's evidence is
    the id of the article it came from; it has no place in the page text. A day behind the one on which the undated
    article was fetched is not its own.
    """
    found: dict[str, tuple[str, str, str]] = {}
    for here, day in _copies(links, known, earlier):
        about = known[here]
        if day[0] and not about.published and not is_days_before(about.scraped_day, day[0]):
            found[here] = min(day, found.get(here, day))
    return {
        article: Field(FIELD, day, SURE, "dated-copy", evidence=there, chosen=True)
        for article, (day, _, there) in found.items()
    }


def _copies(
    links: Iterable[Link], known: Mapping[str, Outline], earlier: Iterable[EarlierLink]
) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Articles with copies whose dates could be theirs: (article, (day or nothing, source, id) of the copy)."""
    for one in links:
        if one.tells_of_origin:
            for here, there in ((one.article_a, one.article_b), (one.article_b, one.article_a)):
                yield here, (known[there].dated[:10], known[there].source, there)
    for past in earlier:
        if past.relation in WHOLE and past.article_id in known:
            yield past.article_id, ((past.other_published or "")[:10], past.other_source, past.other_id)


def with_fields(dossiers: Sequence[Dossier], ids: Iterable[str], more: Mapping[str, Field]) -> Sequence[Dossier]:
    """The dossiers, those of some articles with one more field. `ids` are those of the dossiers, in order."""

    def change(dossier: Dossier) -> Dossier:
        return replace(dossier, fields=(*dossier.fields, more[dossier.article.article_id]))

    places = {place for place, known in enumerate(ids) if known in more} if more else ()
    return changed(dossiers, change, places) if places else dossiers
