"""Everything that ties the articles of a batch together, in one go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from operator import attrgetter
from types import MappingProxyType
from typing import Any, TypeVar

from presscheck.link.drift import closest, drifts
from presscheck.link.earlier import Earlier, earlier_links
from presscheck.link.inferred import inferred_days, with_fields
from presscheck.link.pairs import Linked, related, search, within_outlets
from presscheck.link.prints import Printed, body_for_linking, in_chunks, printed
from presscheck.link.stories import stories, told
from presscheck.model import Batch, Dossier, Drift, Link, Search, story_of
from presscheck.spool import Parcel
from presscheck.tables import Each

NOTHING_EARLIER = Earlier()
ENDS = attrgetter("article_a", "article_b")
AT_ONCE = 500
"""Pairs that are compared at a time."""

T = TypeVar("T")
_Known = dict[str, Any]
"""Articles by id: a `Parcel` of a dossier, or the text of an earlier one."""


def linked(
    batch: Batch, past: Earlier = NOTHING_EARLIER, prints: Sequence[Printed] | None = None, each: Each = map
) -> Linked:
    """The links among the articles of a batch, and with earlier ones; `prints` are of its articles, where made already.

    `each` compares pairs, some at a time.
    """
    texts = past.texts()
    if prints is None:
        prints = [printed((known, body_for_linking(one.clean_text)) for known, one in batch.by_id.items())]
    searched = search(prints, [*in_chunks(texts, tuple(past.rows))])
    place = batch.by_id.place
    pairs = sorted(searched.pairs, key=lambda pair: (place(pair[0]), place(pair[1])))
    parts = ((some, searched.same.intersection(some), _packed(batch, some, texts)) for some in _cut(pairs))
    return searched.linked(sorted(chain.from_iterable(each(_related, parts)), key=ENDS))


def connected(batch: Batch, past: Earlier, done: Linked, each: Each = map) -> Batch:
    """The batch with its links, stories, inferred days, differences of copies, and what ties it to earlier runs.

    `each` compares copies, some at a time.
    """
    by_id = batch.by_id
    here = [one for one in done.links if one.article_a in by_id and one.article_b in by_id]
    there = (one for one in done.links if one.article_a in past.rows or one.article_b in past.rows)
    earlier = tuple(earlier_links(past, there, batch.outlines))
    linked = {article for one in here for article in (one.article_a, one.article_b)}
    linked.update(one.article_id for one in earlier)
    known = {outline.article_id: outline for outline in batch.outlines if outline.article_id in linked}
    links = within_outlets(here, known)
    inferred = inferred_days(links, known, earlier)
    dossiers = with_fields(batch.dossiers, (outline.article_id for outline in batch.outlines), inferred)
    batch = replace(batch, links=tuple(links), inferred=inferred, dossiers=dossiers)
    groups = stories(links)
    member = story_of(groups)
    inside: dict[str, list[Link]] = {}
    for one in links:
        story = member.get(one.article_a)
        if story and story == member.get(one.article_b):
            inside.setdefault(story, []).append(one)
    near = sorted(closest(links), key=lambda one: (by_id.place(one.article_a), by_id.place(one.article_b)))
    compared = ((some, _packed(batch, map(ENDS, some))) for some in _cut(near))
    return replace(
        batch,
        stories=tuple(told(story, known, inside.get(story.story_id, ()), inferred) for story in groups),
        drifts=tuple(sorted(chain.from_iterable(each(_drifts, compared)), key=ENDS)),
        earlier=earlier,
        search=Search(done.compared, done.common_prints, done.mostly_common, past.runs, len(past.rows)),
    )


def _cut(items: list[T]) -> Iterator[list[T]]:
    """Some at a time, in their order."""
    return (items[start : start + AT_ONCE] for start in range(0, len(items), AT_ONCE))


def _packed(batch: Batch, pairs: Iterable[tuple[str, str]], texts: Mapping[str, str] = MappingProxyType({})) -> _Known:
    """The articles of these pairs, as they go to another process; of earlier ones the text."""
    return {
        article: batch.by_id.parcel(article) if article in batch.by_id else texts[article]
        for article in dict.fromkeys(chain.from_iterable(pairs))
    }


def _related(part: tuple[list[tuple[str, str]], set[tuple[str, str]], _Known]) -> list[Link]:
    pairs, same, known = part

    def text_of(article: str) -> str:
        there = known[article]
        return there if isinstance(there, str) else body_for_linking(there.item.clean_text)

    return related(pairs, same, text_of)


def _drifts(part: tuple[list[Link], dict[str, Parcel[Dossier]]]) -> list[Drift]:
    links, known = part
    return drifts(links, lambda article: known[article].item)
