"""The tables of a run, read for rendering: one article's rows at a time, each table grouped once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from presscheck.model import SCHEMAS, Severity

Row = Mapping[str, Any]
SEVERITIES = tuple(reversed([severity.value for severity in Severity]))
"""The worst first."""
EXPECTATION_SEVERITIES = ("critical", "warning", "info")
"""Great Expectations' words, the worst first."""
SEEN_FROM_THERE = {"abridged": "extended", "extended": "abridged"}
"""Relations that read from the first article to the second; the others hold both ways."""
_ARTICLES_AT_ONCE, _TEXTS_AT_ONCE, _ROWS_AT_ONCE = 64, 256, 8_192
_SHARED = (
    "media_type",
    "encoding",
    "publisher",
    "published",
    "published_precision",
    "modified",
    "scraped_day",
    "language",
)
"""Columns whose values many articles have."""


class ArticleRow(Mapping[str, Any]):
    """The row of an article, in a quarter of what a dictionary takes: a batch may have a million."""

    COLUMNS = tuple(name for name in SCHEMAS["articles"].names if name != "clean_text")
    _PLACES: ClassVar = {name: place for place, name in enumerate(COLUMNS)}
    __slots__ = ("_values",)

    def __init__(self, values: tuple[Any, ...]) -> None:
        self._values = values

    def __getitem__(self, name: str) -> Any:
        return self._values[self._PLACES[name]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._PLACES)

    def __len__(self) -> int:
        return len(self._values)


class Stored:
    """A table on disk. In memory is the part of it that was asked for last."""

    def __init__(self, path: Path, words: list[str]) -> None:
        self._file = pq.ParquetFile(path, read_dictionary=words)
        meta = self._file.metadata
        sizes = [meta.row_group(group).num_rows for group in range(meta.num_row_groups)]
        self._starts = np.cumsum([0, *sizes])
        self._groups = range(0)
        self._part: pa.Table | None = None

    def __getitem__(self, name: str) -> pa.ChunkedArray:
        return self._file.read([name])[name]

    def slice(self, first: int, count: int) -> pa.Table:
        """So many rows from one on; there must be at least one."""
        low, high = np.searchsorted(self._starts, [first, first + count - 1], "right")
        groups = range(int(low) - 1, int(high))
        if self._part is None or groups != self._groups:
            self._part, self._groups = self._file.read_row_groups([*groups]), groups
        return self._part.slice(first - self._starts[groups.start], count)

    def take(self, rows: NDArray[np.int32]) -> pa.Table:
        """Rows from anywhere."""
        return self._file.read().take(rows)


class RowsByArticle:
    """A table whose rows belong to articles; cuts out those of one. Memory stays with Arrow.

    `numbers` maps the ids of articles to their numbers from 0.
    """

    def __init__(self, table: pa.Table | Stored, numbers: Mapping[str, int]) -> None:
        self._table = table
        self._numbers = numbers
        ids = table["article_id"].cast(pa.string())
        owners = pc.index_in(ids, value_set=pa.array([*numbers], pa.string())).fill_null(-1).to_numpy()
        self._order = np.argsort(owners, kind="stable").astype(np.int32)
        self._starts = np.searchsorted(owners[self._order], np.arange(-1, len(numbers) + 1)).astype(np.int32)
        self._ahead = range(0)
        self._rows: list[Row] = []

    def of(self, article_id: str) -> list[Row]:
        """The rows of one article in table order; none for an article that is not there."""
        number = self._numbers.get(article_id)
        if number is None:
            return []
        place = number + 1
        if place not in self._ahead:  # who asks in order goes on to do so
            ahead = min(2 * len(self._ahead), _ARTICLES_AT_ONCE) if place == self._ahead.stop else 1
            self._ahead = range(place, min(place + ahead, len(self._starts) - 1))
            self._rows = self._cut(self._ahead)
        first, last = self._starts[[place, place + 1]] - self._starts[self._ahead.start]
        return self._rows[first:last]

    def of_none(self) -> list[Row]:
        """The rows that belong to none of the articles."""
        return self._cut(range(1))

    def _cut(self, places: range) -> list[Row]:
        rows = self._order[self._starts[places.start] : self._starts[places.stop]]
        if not len(rows):
            return []
        together = np.arange(rows[0], rows[0] + len(rows))
        if np.array_equal(rows, together):  # as in all tables that an audit writes
            return _rows(self._table.slice(rows[0], len(rows)))
        return _rows(self._table.take(rows))


def _words(name: str) -> list[str]:
    """The columns of a table that hold short strings, many of them alike."""
    return [column.name for column in SCHEMAS[name] if column.type == pa.string() and column.name != "clean_text"]


def _rows(table: pa.Table) -> list[Row]:
    names = table.column_names  # not in the loop: each look at it makes a new list
    return [dict(zip(names, row, strict=True)) for row in zip(*map(_values, table.columns), strict=True)]


def _values(column: pa.Array | pa.ChunkedArray) -> list[Any]:
    """The values of a column; of words, which are dictionaries, decoded at once: Arrow goes value by value."""
    words = pa.types.is_dictionary(column.type)
    values: list[Any] = (column.cast(column.type.value_type) if words else column).to_pylist()
    return values


class RunTables:
    """What a run folder holds. Raises FileNotFoundError where a table is missing."""

    def __init__(self, run_dir: Path) -> None:
        self._data = run_dir / "data"
        self.articles: dict[str, ArticleRow] = {row["article_id"]: row for row in self._articles()}
        """By id, in table order, without their texts."""
        numbers = {known: number for number, known in enumerate(self.articles)}
        self.fields = RowsByArticle(Stored(self._path("fields"), _words("fields")), numbers)
        self.ledger = RowsByArticle(Stored(self._path("ledger"), _words("ledger")), numbers)
        self.findings_table = self._table("findings")
        self._findings = RowsByArticle(self.findings_table, numbers)
        self.expectations = self._read("expectations")
        self.links = self._read("links")
        self.stories = {row["story_id"]: row for row in self._read("stories")}
        self.earlier = RowsByArticle(self._table("earlier"), numbers)

    def _articles(self) -> Iterator[ArticleRow]:
        once: dict[Any, Any] = {}  # of an outlet or a day there is one string for all articles
        file = pq.ParquetFile(self._path("articles"))
        for batch in file.iter_batches(_ROWS_AT_ONCE, columns=list(ArticleRow.COLUMNS)):
            columns = [batch[name].to_pylist() for name in ArticleRow.COLUMNS]
            for name in _SHARED:
                place = ArticleRow.COLUMNS.index(name)
                columns[place] = [once.setdefault(value, value) for value in columns[place]]
            yield from map(ArticleRow, zip(*columns, strict=True))

    def _table(self, name: str, columns: list[str] | None = None) -> pa.Table:
        return pq.read_table(self._path(name), columns=columns, read_dictionary=_words(name))

    def _path(self, name: str) -> Path:
        return self._data / f"{name}.parquet"

    def _read(self, name: str, columns: list[str] | None = None) -> list[Row]:
        return _rows(self._table(name, columns))

    def each_finding(self, *columns: str) -> Iterator[tuple[Any, ...]]:
        """Some columns of every finding, in table order, a few thousand in memory at a time."""
        for batch in self.findings_table.select(columns).to_batches(_ROWS_AT_ONCE):
            yield from zip(*map(_values, batch.columns), strict=True)

    def texts(self) -> Iterator[tuple[str, str]]:
        """(article_id, clean text) of every article, a few hundred in memory at a time."""
        file = pq.ParquetFile(self._path("articles"))
        for batch in file.iter_batches(_TEXTS_AT_ONCE, columns=["article_id", "clean_text"]):
            for row in batch.to_pylist():
                yield row["article_id"], row["clean_text"]

    def findings(self, article_id: str) -> list[Row]:
        """The findings of an article in the order they are numbered in, from 1: the worst first, waived ones last."""
        return sorted(self._findings.of(article_id), key=_finding_order)

    @cached_property
    def unreadable(self) -> list[Row]:
        """Findings about inputs that gave no article."""
        return sorted(self._findings.of_none(), key=lambda row: (row["source"], row["rule"]))

    @cached_property
    def severities(self) -> dict[str, dict[str, int]]:
        """Article id -> severity -> findings that are not waived."""
        counts: dict[str, dict[str, int]] = {}
        for article_id, severity, waived in self.each_finding("article_id", "severity", "waived"):
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
