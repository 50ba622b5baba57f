"""The explorer: every article of a batch as a row of numbers and words, in scripts that a page from disk may load.

The first script is ``presscheckHeads({kinds, outlets, stories, languages, articles})``; a kind is [rule, name, severity],
where severity is a place in `SEVERITIES`. The others are ``presscheckRows([row, ...])``. A row is [article id, page, title,
outlet, day, [kind, findings, ...], story, new findings, language, file name]. Page is 0 for an article with one of its own,
the number of the page that holds its windows, or -1. Story is -1 for none. The file name is left out where it is the title.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from presscheck.report.site import Site
from presscheck.report.stored import Places, values
from presscheck.report.tables import SEVERITIES, RunTables, inverted
from presscheck.report.visible import plain

MAX_SHARD_BYTES = 512_000
FOLDER = "explorer"
_TITLE, _FILE = 90, 40
_OUTLET = 80
WEIGHED = 20_000
"""Articles whose rows tell how many bytes those of all take."""
PAGE_DIGITS = 2
"""By which rows grow when the pages of their articles are known."""

New = Collection[tuple[str, str]]
"""(rule, fingerprint) of findings that the run before had not."""


def shards(tables: RunTables, site: Site, new: New = frozenset()) -> Iterator[tuple[str, str]]:
    """(address, script) of everything that the explorer loads, each at most `MAX_SHARD_BYTES` in UTF-8; the first last."""
    heads = _Heads(tables)
    rows = _rows(tables, heads, site, _news(tables, new))
    for number, part in enumerate(_parts(rows), 1):
        yield f"{FOLDER}/{number:04}.js", f"presscheckRows([{','.join(part)}])\n"
    yield f"{FOLDER}/0000.js", f"presscheckHeads({_json(heads.told(len(tables.articles)))})\n"


def asked(outlet: str) -> str:
    """What the explorer is asked for the articles of an outlet; empty where it cannot be."""
    name = _outlet(outlet)
    return f'outlet:"{name}"' if name and '"' not in name else ""


def _outlet(publisher: str | None) -> str:
    return plain(publisher or "")[:_OUTLET]


def weight(tables: RunTables) -> int:
    """About how many bytes `shards` have in all, whatever has a page: as those of `WEIGHED` articles."""
    count = len(tables.articles)
    some = tables.order[:: max(1, count // WEIGHED)]
    heads = _Heads(tables)
    rows = sum(len(row.encode()) + 1 for row in map(_json, _rows(tables, heads, Site(), {}, some)))
    return int(rows * count / max(1, len(some))) + len(_json(heads.told(count)).encode()) + PAGE_DIGITS * count


class _Heads:
    """What rows say by its number: kinds of findings, and words in the order in which the rows come upon them."""

    def __init__(self, tables: RunTables) -> None:
        hits = tables.hits
        self.rules, self.names = hits.rules, hits.names
        here = hits.on_articles
        codes, first, kind = np.unique(hits.kinds(here), return_index=True, return_inverse=True)
        by_first = np.argsort(first)
        self.kinds = [divmod(int(code), len(SEVERITIES)) for code in codes[by_first]]
        """(place of the rule, place of the severity), in the order in which the table of findings has them."""
        worst_first = sorted(range(len(codes)), key=lambda n: (self.kinds[n][1], self.rules[self.kinds[n][0]]))
        rank = inverted(worst_first)[inverted(by_first)[kind]]
        cells, times = np.unique(hits.article[here] * np.int64(len(codes) or 1) + rank, return_counts=True)
        articles, at = np.divmod(cells, len(codes) or 1)
        self._found = np.stack([np.array(worst_first, np.int64)[at], times], axis=1).ravel()
        self._starts = 2 * np.searchsorted(articles, np.arange(len(tables.articles) + 1))
        self.outlets: dict[str, int] = {}
        self.stories: dict[str, int] = {}
        self.languages: dict[str, int] = {}

    def found(self, place: int) -> list[int]:
        """Kind, findings, kind, findings … of an article, the worst first."""
        found: list[int] = self._found[self._starts[place] : self._starts[place + 1]].tolist()
        return found

    def told(self, articles: int) -> dict[str, Any]:
        """What the first script says, when all rows have been made."""
        return {
            "kinds": [[self.rules[rule], self.names[rule], severity] for rule, severity in self.kinds],
            "outlets": list(self.outlets),
            "stories": list(self.stories),
            "languages": list(self.languages),
            "articles": articles,
        }


def _rows(
    tables: RunTables, heads: _Heads, site: Site, news: Mapping[int, int], some: Places | None = None
) -> Iterator[list[Any]]:
    """The rows of all articles in their order, or of some."""
    places = tables.order if some is None else some
    columns = tables.articles.each(
        "article_id", "source", "title", "publisher", "published", "story_id", "language", places=places
    )
    for place, (known, source, title, publisher, published, story, language) in zip(
        places.tolist(), columns, strict=True
    ):
        file = plain(source).rstrip("/").rpartition("/")[2][-_FILE:]
        name = plain(title or "")[:_TITLE]
        yield [
            known,
            0 if known in site.full else site.parts.get(known, -1),
            name or file,
            heads.outlets.setdefault(_outlet(publisher), len(heads.outlets)),
            (published or "")[:10],
            heads.found(place),
            heads.stories.setdefault(story, len(heads.stories)) if story else -1,
            news.get(place, 0),
            heads.languages.setdefault(language or "", len(heads.languages)),
            *([file] if name else []),
        ]


def _news(tables: RunTables, new: New) -> Mapping[int, int]:
    """Place of an article -> its findings that are new."""
    found: Counter[int] = Counter()
    if new:
        columns = tables.stored("findings").columns("article_id", "rule", "fingerprint", "waived")
        for known, rule, fingerprint, waived in zip(*map(values, columns.columns), strict=True):
            if not waived and (rule, fingerprint) in new and known in tables.articles:
                found[tables.articles.places[known]] += 1
    return found


def _parts(rows: Iterable[list[Any]]) -> Iterator[list[str]]:
    part: list[str] = []
    room = MAX_SHARD_BYTES - 32
    for row in rows:
        text = _json(row)
        size = len(text.encode()) + 1
        if part and size > room:
            yield part
            part, room = [], MAX_SHARD_BYTES - 32
        part.append(text)
        room -= size
    if part:
        yield part


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
