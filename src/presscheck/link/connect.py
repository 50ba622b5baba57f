"""Everything that ties the articles of a batch together, in one go."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from presscheck.link.drift import drifts
from presscheck.link.earlier import Earlier, earlier_links
from presscheck.link.inferred import inferred_days, with_fields
from presscheck.link.pairs import Linked, link, with_updates
from presscheck.link.prints import Printed, body_for_linking
from presscheck.link.stories import stories, told
from presscheck.model import Batch, Dossier, Link, Search, story_of

NOTHING_EARLIER = Earlier()


def linked(batch: Batch, past: Earlier = NOTHING_EARLIER, prints: Sequence[Printed] | None = None) -> Linked:
    """The links among the articles of a batch, and with earlier ones; `prints` are of its articles, where made already."""
    texts = ChainMap(_Bodies(batch.by_id), past.texts())  # type: ignore[arg-type]  # only looked at
    return link(texts, tuple(past.rows), prints)


def connected(batch: Batch, past: Earlier, done: Linked) -> Batch:
    """The batch with its links, stories, inferred days, differences of copies, and what ties it to earlier runs."""
    by_id = batch.by_id
    here = [one for one in done.links if one.article_a in by_id and one.article_b in by_id]
    linked = {article for one in here for article in (one.article_a, one.article_b)}
    known = {outline.article_id: outline for outline in batch.outlines if outline.article_id in linked}
    links = with_updates(here, {article: outlet for article, one in known.items() if (outlet := one.outlet.casefold())})
    inferred = inferred_days(links, known)
    dossiers = with_fields(batch.dossiers, (outline.article_id for outline in batch.outlines), inferred)
    batch = replace(batch, links=tuple(links), inferred=inferred, dossiers=dossiers)
    groups = stories(links)
    member = story_of(groups)
    inside: dict[str, list[Link]] = {}
    for one in links:
        story = member.get(one.article_a)
        if story and story == member.get(one.article_b):
            inside.setdefault(story, []).append(one)
    return replace(
        batch,
        stories=tuple(told(story, batch.by_id, inside.get(story.story_id, ())) for story in groups),
        drifts=tuple(drifts(links, batch.by_id)),
        earlier=tuple(
            earlier_links(
                past,
                (one for one in done.links if one.article_a in past.rows or one.article_b in past.rows),
                batch.outlines,
            )
        ),
        search=Search(done.compared, done.common_prints, done.mostly_common, past.runs, len(past.rows)),
    )


class _Bodies(Mapping[str, str]):
    """The texts to link, by article id, each made when it is asked for."""

    def __init__(self, dossiers: Mapping[str, Dossier]) -> None:
        self._dossiers = dossiers

    def __getitem__(self, article: str) -> str:
        return body_for_linking(self._dossiers[article].clean_text)

    def __iter__(self) -> Iterator[str]:
        return iter(self._dossiers)

    def __len__(self) -> int:
        return len(self._dossiers)
