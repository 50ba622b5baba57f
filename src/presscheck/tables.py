"""Dossiers, links and findings as the rows of the tables, and the tables as Parquet files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyarrow as pa

from presscheck.model import SCHEMAS, Batch, Dossier, Finding, Unreadable

Row = dict[str, Any]


def rows_of(batch: Batch) -> dict[str, list[Row]]:
    """The rows of every table but `expectations`, in an order that depends on the input alone."""
    story_of = {article: story.story_id for story in batch.stories for article in story.article_ids}
    dossiers = sorted(batch.dossiers, key=lambda d: d.article.source)
    return {
        "articles": [_article(d, story_of.get(d.article.article_id)) for d in dossiers],
        "fields": [{"article_id": d.article.article_id, **asdict(field)} for d in dossiers for field in d.fields],
        "ledger": [row for d in dossiers for row in _ledger(d)],
        "findings": [_finding(f) for f in findings_of(batch)],
        "links": [asdict(link) for link in batch.links],
        "earlier": [asdict(link) for link in batch.earlier],
        "stories": [asdict(story) | {"reasons": list(map(printable, story.reasons))} for story in batch.stories],
    }


def findings_of(batch: Batch) -> list[Finding]:
    """Every finding of a batch, in order of source and place."""
    found = [*batch.findings, *(f for d in batch.dossiers for f in d.findings)]
    return sorted(found, key=lambda f: (f.source, f.start if f.start is not None else -1, f.rule, f.fingerprint))


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
        "authors": _values(dossier, "author"),
        "agencies": _values(dossier, "agency"),
        "published": published,
        "published_precision": _precision(published) if published else None,
        "published_inferred": inferred.value if inferred else None,
        "published_inferred_from": inferred.evidence if inferred else None,
        "modified": dossier.value("modified"),
        "scraped_day": dossier.value("scraped_day"),
        "dateline_place": dossier.value("dateline_place"),
        "dateline_date": dossier.value("dateline_date"),
        "tags": _values(dossier, "tag"),
        "language": dossier.value("language"),
        "page_chars": len(article.text),
        "clean_chars": len(dossier.clean_text),
        "clean_text": dossier.clean_text,
        "story_id": story,
    }


def _values(dossier: Dossier, field: str) -> list[str]:
    return list(dict.fromkeys(f.value for f in dossier.chosen(field)))


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
    row = asdict(finding)
    row.update(source=printable(finding.source), severity=str(finding.severity), confidence=str(finding.confidence))
    row["message"] = printable(finding.message)  # it may name another file
    row["related"] = [related | {"label": printable(related["label"])} for related in row["related"]]
    return row


def printable(source: str) -> str:
    r"""A file name as UTF-8 text: bytes that are none are shown as ``\\xNN``."""
    return os.fsencode(source).decode("utf-8", "backslashreplace")


def unreadable_rows(unreadable: Sequence[Unreadable]) -> list[Row]:
    """Inputs that gave no article, for run.json."""
    return [{"source": printable(u.source), "reason": u.reason} for u in unreadable]


def write(folder: Path, tables: Mapping[str, Iterable[Row]]) -> dict[str, int]:
    """Write each table as ``folder/NAME.parquet``; returns the number of rows of each.

    Same rows, same bytes: no clock and no path goes into the files.
    """
    import pyarrow.parquet as pq

    folder.mkdir(parents=True, exist_ok=True)
    counts = {}
    for name, rows in tables.items():
        table = pa.Table.from_pylist(list(rows), schema=SCHEMAS[name])
        pq.write_table(table, folder / f"{name}.parquet", compression="zstd")
        counts[name] = table.num_rows
    return counts


def read(run_dir: Path, name: str) -> list[Row]:
    """The rows of one table of a run. Raises FileNotFoundError where the run has no such table."""
    import pyarrow.parquet as pq

    rows: list[Row] = pq.read_table(run_dir / "data" / f"{name}.parquet").to_pylist()
    return rows
