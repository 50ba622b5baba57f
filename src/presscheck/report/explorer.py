"""The explorer: every article of a batch as a row of numbers and words, in scripts that a page from disk may load.

The first script is ``presscheckHeads({kinds, outlets, stories, languages, articles})``; a kind is [rule, name, severity],
where severity is a place in `SEVERITIES`. The others are ``presscheckRows([row, ...])``. A row is [article id, page, title,
outlet, day, [kind, findings, ...], story, new findings, language, file name]. Page is 0 for an article with one of its own,
the number of the page that holds its windows, or -1. Story is -1 for none. The file name is left out where it is the title.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

from presscheck.report.site import Site
from presscheck.report.tables import SEVERITIES, RunTables
from presscheck.report.visible import plain

MAX_SHARD_BYTES = 512_000
FOLDER = "explorer"
_TITLE, _FILE = 90, 40
_OUTLET = 80

New = Collection[tuple[str, str]]
"""(rule, fingerprint) of findings that the run before had not."""


def shards(tables: RunTables, site: Site, new: New = frozenset()) -> Iterator[tuple[str, str]]:
    """(address, script) of everything that the explorer loads, each at most `MAX_SHARD_BYTES` in UTF-8."""
    kinds: dict[tuple[str, str], int] = {}
    names: dict[str, str] = {}
    found: dict[str, Counter[int]] = {}
    news: Counter[str] = Counter()
    columns = ("article_id", "rule", "name", "severity", "fingerprint", "waived")
    for article_id, rule, name, severity, fingerprint, waived in tables.each_finding(*columns):
        if waived or article_id not in tables.articles:
            continue
        names[rule] = name
        found.setdefault(article_id, Counter())[kinds.setdefault((rule, severity), len(kinds))] += 1
        news[article_id] += (rule, fingerprint) in new
    worst_first = [(SEVERITIES.index(severity), rule) for rule, severity in kinds]
    outlets: dict[str, int] = {}
    stories: dict[str, int] = {}
    languages: dict[str, int] = {}
    rows = []
    for known in tables.order:
        row = tables.articles[known]
        file = plain(row["source"]).rstrip("/").rpartition("/")[2][-_FILE:]
        title = plain(row["title"] or "")[:_TITLE]
        of = sorted(found.get(known, Counter()).items(), key=lambda each: worst_first[each[0]])
        rows.append(
            [
                known,
                0 if known in site.full else site.parts.get(known, -1),
                title or file,
                outlets.setdefault(plain(row["publisher"] or "")[:_OUTLET], len(outlets)),
                (row["published"] or "")[:10],
                [number for pair in of for number in pair],
                stories.setdefault(row["story_id"], len(stories)) if row["story_id"] else -1,
                news[known],
                languages.setdefault(row["language"] or "", len(languages)),
                *([file] if title else []),
            ]
        )
    heads = {
        "kinds": [[rule, names[rule], SEVERITIES.index(severity)] for rule, severity in kinds],
        "outlets": list(outlets),
        "stories": list(stories),
        "languages": list(languages),
        "articles": len(rows),
    }
    yield f"{FOLDER}/0000.js", f"presscheckHeads({_json(heads)})\n"
    for number, part in enumerate(_parts(rows), 1):
        yield f"{FOLDER}/{number:04}.js", f"presscheckRows([{','.join(part)}])\n"


def _parts(rows: list[list[Any]]) -> Iterator[list[str]]:
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
