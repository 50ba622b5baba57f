"""Articles of the earlier runs in a folder of reports, to link this batch with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from presscheck.addresses import page_of
from presscheck.link.prints import body_for_linking
from presscheck.model import SEEN_FROM_THERE, EarlierLink, Link, Outline

COLUMNS = ("article_id", "source", "url", "published", "agencies", "clean_text")


@dataclass(frozen=True)
class Earlier:
    """Articles of earlier runs, by id; of an article that stood in several, the latest."""

    runs: tuple[str, ...] = ()
    rows: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    latest: Mapping[str, str] = field(default_factory=dict)
    """Source, and page of an address -> the id of the article that was last found there, in this batch too or not."""

    def texts(self) -> dict[str, str]:
        """The bodies, by article id."""
        return {key: body_for_linking(row["clean_text"]) for key, row in self.rows.items()}


def earlier(folder: Path, known: Iterable[str]) -> Earlier:
    """The articles of the finished runs below `folder`, but those whose ids are `known`: this batch has them itself.

    A run whose tables cannot be read is left out.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    here, runs, rows = set(known), [], {}
    latest: dict[str, str] = {}
    for marker in sorted(folder.glob("*/run.json")):
        run = marker.parent
        try:
            table = pq.read_table(run / "data" / "articles.parquet", columns=list(COLUMNS))
        except (OSError, KeyError, pa.ArrowInvalid):
            continue
        runs.append(run.name)
        for row in table.to_pylist():
            latest |= dict.fromkeys(filter(None, (row["source"], page_of(row["url"]))), row["article_id"])
            if row["article_id"] not in here:
                rows[row["article_id"]] = {**row, "run": run.name}
    return Earlier(tuple(runs), rows, latest)


def earlier_links(past: Earlier, links: Iterable[Link], outlines: Iterable[Outline]) -> list[EarlierLink]:
    """The links with earlier articles from this batch's side.

    An article that was read from the same place or has the same address is an earlier version: of these the last one
    is linked with its article, whatever they share, and only where the text changed since; none is linked with others.
    """
    found: dict[tuple[str, str], EarlierLink] = {}
    if not past.rows:
        return []
    read = [(one.article_id, one.source, page_of(one.url)) for one in outlines]
    places = {place for _, source, page in read for place in (source, page) if place}
    for one in links:
        turned = one.article_a in past.rows
        here, there = (one.article_b, one.article_a) if turned else (one.article_a, one.article_b)
        mine, theirs = (one.containment_b, one.containment_a) if turned else (one.containment_a, one.containment_b)
        relation = SEEN_FROM_THERE.get(one.relation, one.relation) if turned else one.relation
        found[here, there] = _made(here, past.rows[there], relation, mine, theirs, one.confidence)
    kept = {key: one for key, one in found.items() if places.isdisjoint((one.other_source, page_of(one.other_url)))}
    for article, source, page in read:
        last = past.latest.get(source) or past.latest.get(page)
        if last and last in past.rows:
            key = article, last
            version = found.get(key) or _made(article, past.rows[last], "", 0.0, 0.0, 1.0)
            if version.relation != "identical":
                kept[key] = version
    return [kept[key] for key in sorted(kept)]


def _made(here: str, row: dict[str, Any], relation: str, mine: float, theirs: float, sure: float) -> EarlierLink:
    return EarlierLink(
        article_id=here,
        run=row["run"],
        other_id=row["article_id"],
        other_source=row["source"],
        other_url=row["url"],
        other_published=row["published"],
        other_agencies=tuple(row["agencies"] or ()),
        relation=relation,
        containment=mine,
        other_containment=theirs,
        confidence=sure,
    )
