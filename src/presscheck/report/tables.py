"""The tables of a run, read for rendering: one article's rows at a time, each table grouped once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from presscheck.model import SCHEMAS, Severity

Row = dict[str, Any]
SEVERITIES = tuple(reversed([severity.value for severity in Severity]))
"""The worst first."""
EXPECTATION_SEVERITIES = ("critical", "warning", "info")
"""Great Expectations' words, the worst first."""
SEEN_FROM_THERE = {"abridged": "extended", "extended": "abridged"}
"""Relations that read from the first article to the second; the others hold both ways."""
_TEXTS_AT_ONCE = 256


class RowsByArticle:
    """A table whose rows belong to articles; cuts out those of one. Memory stays with Arrow."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table
        self._runs: dict[str, list[tuple[int, int]]] = {}
        runs = pc.run_end_encode(table["article_id"].combine_chunks()) if table.num_rows else None
        start = 0
        for article_id, end in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True) if runs else ():
            self._runs.setdefault(article_id, []).append((start, end))
            start = end

    def of(self, article_id: str) -> list[Row]:
        """The rows of one article in table order; none for an article that is not there."""
        runs = self._runs.get(article_id, ())
        return [row for start, end in runs for row in self._table.slice(start, end - start).to_pylist()]


class RunTables:
    """What a run folder holds. Raises FileNotFoundError where a table is missing."""

    def __init__(self, run_dir: Path) -> None:
        self._data = run_dir / "data"
        self.articles: dict[str, Row] = {
            row["article_id"]: row
            for row in self._read("articles", [name for name in SCHEMAS["articles"].names if name != "clean_text"])
        }
        """By id, in table order, without their texts."""
        self.fields = RowsByArticle(self._table("fields"))
        self.ledger = RowsByArticle(self._table("ledger"))
        self.findings_table = self._table("findings")
        self._findings = RowsByArticle(self.findings_table)
        self.expectations = self._read("expectations")
        self.links = self._read("links")
        self.stories = {row["story_id"]: row for row in self._read("stories")}
        self.earlier = RowsByArticle(self._table("earlier"))

    def _table(self, name: str, columns: list[str] | None = None) -> pa.Table:
        return pq.read_table(self._data / f"{name}.parquet", columns=columns)

    def _read(self, name: str, columns: list[str] | None = None) -> list[Row]:
        rows: list[Row] = self._table(name, columns).to_pylist()
        return rows

    def texts(self) -> Iterator[tuple[str, str]]:
        """(article_id, clean text) of every article, a few hundred in memory at a time."""
        file = pq.ParquetFile(self._data / "articles.parquet")
        for batch in file.iter_batches(_TEXTS_AT_ONCE, columns=["article_id", "clean_text"]):
            for row in batch.to_pylist():
                yield row["article_id"], row["clean_text"]

    def findings(self, article_id: str) -> list[Row]:
        """The findings of an article in the order they are numbered in, from 1: the worst first, waived ones last."""
        return sorted(self._findings.of(article_id), key=_finding_order)

    @cached_property
    def unreadable(self) -> list[Row]:
        """Findings about inputs that gave no article."""
        return sorted(self._findings.of(""), key=lambda row: (row["source"], row["rule"]))

    @cached_property
    def severities(self) -> dict[str, dict[str, int]]:
        """Article id -> severity -> findings that are not waived."""
        counts: dict[str, dict[str, int]] = {}
        columns = self.findings_table.select(["article_id", "severity", "waived"]).to_pydict()
        for article_id, severity, waived in zip(*columns.values(), strict=True):
            if not waived:
                of_article = counts.setdefault(article_id, dict.fromkeys(SEVERITIES, 0))
                of_article[severity] += 1
        return counts

    @cached_property
    def order(self) -> list[str]:
        """Article ids as they are listed: by errors, then warnings, then infos, then source."""
        none = dict.fromkeys(SEVERITIES, 0)
        return sorted(
            self.articles,
            key=lambda known: (
                *(-self.severities.get(known, none)[severity] for severity in SEVERITIES),
                self.articles[known]["source"],
                known,
            ),
        )

    @cached_property
    def rank(self) -> dict[str, int]:
        """Article id -> place in `order`, from 0."""
        return {known: place for place, known in enumerate(self.order)}

    @cached_property
    def links_of(self) -> dict[str, list[Row]]:
        """Article id -> its links, relation and containments as seen from this article."""
        found: dict[str, list[Row]] = {}
        for link in self.links:
            for here, there in (("a", "b"), ("b", "a")):
                relation = link["relation"]
                found.setdefault(link[f"article_{here}"], []).append(
                    {
                        "other": link[f"article_{there}"],
                        "relation": relation if here == "a" else SEEN_FROM_THERE.get(relation, relation),
                        "ours_in_theirs": link[f"containment_{here}"],
                        "theirs_in_ours": link[f"containment_{there}"],
                        "confidence": link["confidence"],
                    }
                )
        return found

    @cached_property
    def pointed_at(self) -> dict[str, list[Row]]:
        """Article id -> the places in it that findings of other articles rest on, each once, in order."""
        places: dict[str, dict[tuple[int, int], Row]] = {}
        has_some = pc.greater(pc.list_value_length(self.findings_table["related"]), 0)
        table = self.findings_table.select(["article_id", "rule", "related"]).filter(has_some)
        for finding in table.to_pylist():
            for place in finding["related"]:
                if place["article_id"] != finding["article_id"]:
                    here = places.setdefault(place["article_id"], {})
                    here.setdefault((place["start"], place["end"]), {**place, "rule": finding["rule"]})
        return {known: [here[key] for key in sorted(here)] for known, here in places.items()}


def _finding_order(row: Row) -> tuple[Any, ...]:
    place = (row["start"] is not None, row["start"] or 0, row["end"] or 0)
    return row["waived"], SEVERITIES.index(row["severity"]), *place, row["rule"], row["fingerprint"]
