"""Dossiers, links and findings as rows of the tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cache
from itertools import chain, groupby, islice
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

import pyarrow as pa

from presscheck.files import printable
from presscheck.model import SCHEMAS, Batch, Dossier, Finding, story_of
from presscheck.spool import Parcel, parcel_of

Row = dict[str, Any]
TABLES = ("articles", "fields", "ledger", "findings", "links", "earlier", "stories")
"""Those that a batch makes; the suites make `expectations`."""
_SORTED = 20_000
"""Sources that are sorted, or looked up, at a time."""


class Source(NamedTuple):
    """What there is of one source: its articles, the findings that are in no dossier, and the stories of the articles."""

    dossiers: list[Parcel[Dossier]]
    findings: list[Finding]
    stories: dict[str, str]


def rows_of(batch: Batch) -> dict[str, list[Row]]:
    """The rows of every table but `expectations`, in an order that depends on the input alone."""
    about = chain.from_iterable(map(_rows_of_source, sources_of(batch)))
    return {name: [] for name in TABLES} | _by_table(chain(about, rows_between(batch)))


def sources_of(batch: Batch) -> Iterator[Source]:
    """All sources, in their order."""
    story = story_of(batch.stories)
    about = findings_about(batch)
    known = chain(((one.source, one.article_id) for one in batch.outlines), ((source, None) for source in about))
    for source, found in groupby(_by_source(known), key=itemgetter(0)):
        here = [(place, article) for _, place, article in found if article]
        stories = {article: story[article] for _, article in here if article in story}
        yield Source([parcel_of(batch.dossiers, place) for place, _ in here], about.get(source, []), stories)


def _by_source(known: Iterable[tuple[str, str | None]]) -> Iterator[tuple[str, int, str | None]]:
    """(source, number, article) in the order of the sources, from (source, article); in 60 bytes an article."""
    import pyarrow.compute as pc

    schema = pa.schema([("source", pa.binary()), ("article", pa.string())])  # a name of a file need not be Unicode
    rows = ((source.encode("utf-8", "surrogatepass"), article) for source, article in known)
    chunks = iter(lambda: [*islice(rows, _SORTED)], [])
    table = pa.Table.from_batches([pa.record_batch([*zip(*some, strict=True)], schema) for some in chunks], schema)
    order = pc.sort_indices(table["source"])
    for start in range(0, len(order), _SORTED):
        some = order.slice(start, _SORTED)
        columns = (column.to_pylist() for column in (*table.take(some).columns, some))
        for source, article, number in zip(*columns, strict=True):
            yield source.decode("utf-8", "surrogatepass"), number, article


def _rows_of_source(source: Source) -> Iterator[tuple[str, Row]]:
    return rows_about((parcel.item for parcel in source.dossiers), source.findings, source.stories)


def part_of(sources: Sequence[Source]) -> list[tuple[str, pa.Table]]:
    """The rows about some sources, with the names of their tables."""
    return made(chain.from_iterable(map(_rows_of_source, sources)))


def made(rows: Iterable[tuple[str, Row]]) -> list[tuple[str, pa.Table]]:
    """Rows, each with the name of its table, as a part of each table."""
    return [(name, pa.Table.from_pylist(some, schema=SCHEMAS[name])) for name, some in _by_table(rows).items()]


def _by_table(rows: Iterable[tuple[str, Row]]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for name, row in rows:
        found[name].append(row)
    return found


def article_rows(batch: Batch) -> Iterator[Row]:
    """The rows of the table of articles."""
    for source in sources_of(batch):
        for parcel in source.dossiers:
            yield _article(parcel.item, source.stories.get(parcel.item.article.article_id))


def findings_about(batch: Batch) -> dict[str, list[Finding]]:
    """The findings that are in no dossier, by source."""
    about: dict[str, list[Finding]] = {}
    for finding in batch.findings:
        about.setdefault(finding.source, []).append(finding)
    return about


def rows_about(
    dossiers: Iterable[Dossier], findings: Iterable[Finding], stories: Mapping[str, str]
) -> Iterator[tuple[str, Row]]:
    """The rows about one source, with the names of their tables: findings by place.

    `findings` are those that are in no dossier, `stories` those of its articles.
    """
    found = [*findings]
    for dossier in dossiers:
        known = dossier.article.article_id
        yield "articles", _article(dossier, stories.get(known))
        yield from (("fields", {"article_id": known, **_row(field)}) for field in dossier.fields)
        yield from (("ledger", row) for row in _ledger(dossier))
        found += dossier.findings
    yield from (("findings", _finding(finding)) for finding in sorted(found, key=_place))


def rows_between(batch: Batch) -> Iterator[tuple[str, Row]]:
    """The rows about several articles."""
    yield from (("links", _row(link)) for link in batch.links)
    yield from (("earlier", _row(link)) for link in batch.earlier)
    for story in batch.stories:
        yield "stories", _row(story) | {"reasons": list(map(printable, story.reasons))}


def findings_of(batch: Batch) -> list[Finding]:
    """Every finding of a batch, in order of source and place."""
    found = [*batch.findings, *(f for d in batch.dossiers for f in d.findings)]
    return sorted(found, key=lambda finding: (finding.source, *_place(finding)))


def _place(finding: Finding) -> tuple[int, str, str]:
    return finding.start if finding.start is not None else -1, finding.rule, finding.fingerprint


def _article(dossier: Dossier, story: str | None) -> Row:
    article, published, inferred = dossier.article, dossier.value("published"), dossier.first("published_inferred")
    return {
        "article_id": article.article_id,
        "source": printable(article.source),
        "media_type": article.media_type,
        "encoding": article.encoding,
        "raw_sha256": article.raw_sha256,
        "url": article.url,
        "publisher": dossier.value("publisher"),
        "title": dossier.value("title"),
        "standfirst": dossier.value("standfirst"),
        "authors": [*dossier.values("author")],
        "agencies": [*dossier.values("agency")],
        "published": published,
        "published_precision": _precision(published) if published else None,
        "published_inferred": inferred.value if inferred else None,
        "published_inferred_from": inferred.evidence if inferred else None,
        "modified": dossier.value("modified"),
        "scraped_day": dossier.value("scraped_day"),
        "dateline_place": dossier.value("dateline_place"),
        "dateline_date": dossier.value("dateline_date"),
        "tags": [*dossier.values("tag")],
        "language": dossier.value("language"),
        "page_chars": len(article.text),
        "clean_chars": len(dossier.clean_text),
        "clean_text": dossier.clean_text,
        "story_id": story,
    }


def _precision(iso: str) -> str:
    """``day``, ``minute`` or ``second``, by the number of colons in the time of day."""
    clock = iso[11:].split("+", maxsplit=1)[0].split("-", maxsplit=1)[0]
    return ("day", "minute", "second")[min(2, clock.count(":"))] if clock else "day"


def _ledger(dossier: Dossier) -> Iterator[Row]:
    text = dossier.article.text
    for edit in dossier.edits:
        yield {
            "article_id": dossier.article.article_id,
            "start": edit.start,
            "end": edit.end,
            "replacement": edit.replacement,
            "rule": edit.rule,
            "removed": text[edit.start : edit.end],
        }


def _finding(finding: Finding) -> Row:
    row = _row(finding)
    row.update(source=printable(finding.source), severity=str(finding.severity), confidence=str(finding.confidence))
    row["message"] = printable(finding.message)  # it may name another file
    row["related"] = [_row(related) | {"label": printable(related.label)} for related in finding.related]
    return row


def _row(item: Any) -> Row:
    """The values of a dataclass by name, as they are: `asdict` copies each, which takes ten times as long."""
    kind: type = type(item)
    names, values = _reader(kind)
    return dict(zip(names, values(item), strict=True))


@cache
def _reader(kind: type) -> tuple[tuple[str, ...], attrgetter[tuple[Any, ...]]]:
    names = tuple(item.name for item in fields(kind))
    return names, attrgetter(*names)
