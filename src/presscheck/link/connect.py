"""Everything that ties the articles of a batch together, in one go."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from presscheck.link.drift import drifts
from presscheck.link.earlier import Earlier, earlier_links
from presscheck.link.inferred import with_inferred_days
from presscheck.link.pairs import body_for_linking, link, with_updates
from presscheck.link.stories import stories, told
from presscheck.model import Batch, Dossier, Link, Search

NOTHING_EARLIER = Earlier()


def connected(batch: Batch, past: Earlier = NOTHING_EARLIER) -> Batch:
    """The batch with links, stories, inferred days, differences of copies, and what ties it to earlier runs."""
    bodies: Mapping[str, str] = _Bodies(batch.by_id)
    if isinstance(batch.dossiers, tuple):  # all in memory: each is made once
        bodies = dict(bodies)
    done = link(ChainMap(bodies, past.texts()), tuple(past.rows))  # type: ignore[arg-type]  # only looked at
    here = [one for one in done.links if one.article_a in batch.by_id and one.article_b in batch.by_id]
    linked = sorted({article for one in here for article in (one.article_a, one.article_b)})
    outlets = {article: outlet for article in linked if (outlet := outlet_of(batch.by_id[article]))}
    links = with_updates(here, outlets)
    batch = replace(batch, dossiers=with_inferred_days(batch, links))
    groups = stories(links)
    member = {article: story.story_id for story in groups for article in story.article_ids}
    inside: dict[str, list[Link]] = {}
    for one in links:
        story = member.get(one.article_a)
        if story and story == member.get(one.article_b):
            inside.setdefault(story, []).append(one)
    searched = done.searched
    return replace(
        batch,
        links=tuple(links),
        stories=tuple(told(story, batch.by_id, inside.get(story.story_id, ())) for story in groups),
        drifts=tuple(drifts(links, batch.by_id)),
        earlier=tuple(
            earlier_links(
                past,
                (one for one in done.links if one.article_a in past.rows or one.article_b in past.rows),
                (dossier.article for dossier in batch.dossiers),
            )
        ),
        search=Search(len(searched.pairs), searched.common_prints, searched.mostly_common, past.runs, len(past.rows)),
    )


class _Bodies(Mapping[str, str]):
    """The texts to link, by article id, each made when it is asked for."""

    def __init__(self, dossiers: Mapping[str, Dossier]) -> None:
        self._dossiers = dossiers

    def __getitem__(self, article: str) -> str:
        return body_for_linking(self._dossiers[article].clean_text.splitlines())

    def __iter__(self) -> Iterator[str]:
        return iter(self._dossiers)

    def __len__(self) -> int:
        return len(self._dossiers)


def outlet_of(dossier: Dossier) -> str:
    """The outlet of an article: the host of its address, or else its publisher; empty where neither is known."""
    host = (urlsplit(dossier.article.url or "").hostname or "").removeprefix("www.")
    return host or (dossier.value("publisher") or "").casefold()
