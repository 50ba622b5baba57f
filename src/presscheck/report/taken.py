"""Where the texts of each outlet come from: agencies it credits, outlets it copies, and what its pages name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow.compute as pc

from presscheck.addresses import site_of
from presscheck.report.tables import RunTables

KINDS = ("credits the agency", "copies of its articles", "its pages say so")
"""How it shows, in the order in which equal counts are listed."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Articles of an outlet that come from one source, as far as one kind of evidence goes."""

    outlet: str
    source: str
    kind: str
    """One of `KINDS`."""
    articles: int
    uncredited: int | None = None
    """Of copies: how many credit no agency."""


def taken(tables: RunTables) -> list[Taken]:
    """Outlets with their sources, the most frequent first; "" is an outlet that is not known."""
    outlets = tables.articles.outlets
    names = [outlets.words[code] for code in outlets.codes]
    found = [
        *(Taken(*pair, KINDS[0], count) for pair, count in Counter(_agencies(tables, names)).items()),
        *_copies(tables, names),
        *(Taken(*pair, KINDS[2], count) for pair, count in Counter(_stated(tables, names)).items()),
    ]
    known = [one for one in found if one.source and one.outlet.casefold() != one.source.casefold()]
    return sorted(known, key=lambda one: (-one.articles, one.outlet, one.source, KINDS.index(one.kind)))


def _agencies(tables: RunTables, names: list[str]) -> Iterator[tuple[str, str]]:
    """(outlet, agency) for each agency of an article."""
    credited = tables.articles.column("agencies").combine_chunks()
    articles, agencies = (found.to_pylist() for found in (pc.list_parent_indices(credited), pc.list_flatten(credited)))
    return ((names[article], agency) for article, agency in zip(articles, agencies, strict=True))


def _copies(tables: RunTables, names: list[str]) -> Iterator[Taken]:
    """Copies by the outlet of their story's likely origin."""
    credited = tables.articles.filled("agencies")
    places = tables.articles.places
    copies: Counter[tuple[str, str]] = Counter()
    uncredited: Counter[tuple[str, str]] = Counter()
    for story in tables.stories.values():
        origin = places.get(story["origin"])
        for member in story["article_ids"]:
            here = places.get(member)
            if origin is not None and here is not None and here != origin:
                pair = names[here], names[origin]
                copies[pair] += 1
                uncredited[pair] += not credited[here]
    return (Taken(*pair, KINDS[1], count, uncredited[pair]) for pair, count in copies.items())


def _stated(tables: RunTables, names: list[str]) -> Iterator[tuple[str, str]]:
    """(outlet, site or name) for each page that states its origin."""
    places = tables.articles.places
    for part in tables.stored("fields").parts("article_id", "field", "value", "chosen"):
        stated = part.filter(pc.and_(pc.equal(part["field"], "origin"), part["chosen"]))
        for article, value in zip(stated["article_id"].to_pylist(), stated["value"].to_pylist(), strict=True):
            if article in places:
                yield names[places[article]], site_of(value) or value
