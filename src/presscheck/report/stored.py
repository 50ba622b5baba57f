"""Tables on disk: columns of all rows, and the rows of one article at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from presscheck.model import SCHEMAS
from presscheck.tables import is_of

Row = Mapping[str, Any]
Places = NDArray[np.int32]
"""Articles, or what else is counted from 0."""
_ARTICLES_AT_ONCE = 64


class Stored:
    """A table on disk. In memory is the part of it that was asked for last."""

    def __init__(self, path: Path, words: list[str], rules: Sequence[str] = ()) -> None:
        """`rules`: of a table of findings only the rows of rules whose codes begin with one of these; all without any."""
        self._file = pq.ParquetFile(path, read_dictionary=words)
        meta = self._file.metadata
        sizes = [meta.row_group(group).num_rows for group in range(meta.num_row_groups)]
        self._starts = np.cumsum([0, *sizes])
        self._rows = np.flatnonzero(is_of(plain_words(self._file.read(["rule"])["rule"]), rules)) if rules else None
        """Those that there are; None for all."""
        self._groups: list[int] = []
        self._part: pa.Table | None = None

    def columns(self, *names: str) -> pa.Table:
        """Some columns, whole."""
        rows = self._file.read([*names])
        return rows if self._rows is None else rows.take(self._rows)

    def parts(self, *columns: str) -> Iterator[pa.Table]:
        """Some columns, a row group at a time."""
        for group in range(self._file.num_row_groups):
            rows = self._file.read_row_group(group, [*columns])
            if self._rows is not None:
                first, last = np.searchsorted(self._rows, self._starts[[group, group + 1]])
                rows = rows.take(self._rows[first:last] - self._starts[group])
            yield rows

    @property
    def nothing(self) -> pa.Table:
        """No rows."""
        return self._file.schema_arrow.empty_table()

    def take(self, rows: NDArray[Any]) -> pa.Table:
        """Rows from anywhere, at least one; quick where they are in few row groups."""
        rows = rows if self._rows is None else self._rows[rows]
        of_rows = np.searchsorted(self._starts, rows, "right") - 1
        groups = np.unique(of_rows)
        if self._part is None or groups.tolist() != self._groups:
            self._groups = groups.tolist()
            self._part = self._file.read_row_groups(self._groups)
        sizes = self._starts[groups + 1] - self._starts[groups]
        before = np.cumsum(sizes) - sizes
        there = rows - self._starts[of_rows] + before[np.searchsorted(groups, of_rows)]
        together = len(there) == there[-1] - there[0] + 1 and bool(np.all(np.diff(there) == 1))
        return self._part.slice(there[0], len(there)) if together else self._part.take(there)


class RowsByArticle:
    """A table on disk whose rows belong to articles; cuts out those of one.

    `places` maps the ids of articles to their places from 0.
    """

    def __init__(self, table: Stored, places: Mapping[str, int], owners: Places | None = None) -> None:
        """`owners` are those of the rows, as `owners_of` has them, where they are known."""
        self._table = table
        self._places = places
        owners = owners_of(table, places) if owners is None else owners
        self._order = None if np.all(np.diff(owners) >= 0) else np.argsort(owners, kind="stable").astype(np.int32)
        counts = np.bincount(owners + 1, minlength=len(places) + 1)
        self._starts = np.concatenate([[0], np.cumsum(counts)])
        self._block = range(0)
        self._rows = table.nothing
        """The rows of the articles in the block."""

    def of(self, article_id: str) -> list[Row]:
        """The rows of one article in table order; none for an article that is not there."""
        number = self._places.get(article_id)
        if number is None or self._starts[number + 1] == self._starts[number + 2]:
            return []
        if number not in self._block:  # who asks in order goes on to do so
            self._block = range(number, min(number + _ARTICLES_AT_ONCE, len(self._places)))
            self._rows = self.between(number, self._block.stop)
        first, last = self._starts[[number + 1, number + 2]] - self._starts[self._block.start + 1]
        return rows_of(self._rows.slice(first, last - first))

    def between(self, first: int, last: int, columns: Sequence[str] = ()) -> pa.Table:
        """The rows of the articles at places from `first` to before `last`, in their order; words as strings."""
        rows = self._numbers(first + 1, last + 1)
        found = self._table.take(rows) if len(rows) else self._table.nothing
        return pa.table({name: plain_words(found[name]) for name in columns or found.column_names}).combine_chunks()

    def of_none(self) -> list[Row]:
        """The rows that belong to none of the articles."""
        rows = self._numbers(0, 1)
        return rows_of(self._table.take(rows)) if len(rows) else []

    def _numbers(self, first: int, last: int) -> Places:
        some = slice(self._starts[first], self._starts[last])
        return np.arange(some.start, some.stop) if self._order is None else self._order[some]


def owners_of(table: Stored, places: Mapping[str, int]) -> Places:
    """The place of the article of each row, -1 where it is none of them."""
    parts = [_owners(part["article_id"], places) for part in table.parts("article_id")]
    return np.concatenate([np.empty(0, np.int32), *parts])


def _owners(ids: pa.ChunkedArray, places: Mapping[str, int]) -> Places:
    """The place of the article that each of these rows belongs to, or -1."""
    found = [np.empty(0, np.int32)]
    for chunk in (ids if pa.types.is_dictionary(ids.type) else ids.dictionary_encode()).chunks:
        known = [places.get(word, -1) for word in chunk.dictionary.to_pylist()]
        found.append(np.array([*known, -1], np.int32)[chunk.indices.fill_null(len(known)).to_numpy()])
    return np.concatenate(found)


def columns_of_words(name: str) -> list[str]:
    """The columns of a table that hold short strings, many of them alike."""
    return [column.name for column in SCHEMAS[name] if column.type == pa.string() and column.name != "clean_text"]


def rows_of(table: pa.Table) -> list[Row]:
    """The rows of a table as dictionaries."""
    names = table.column_names  # not in the loop: each look at it makes a new list
    return [dict(zip(names, row, strict=True)) for row in zip(*map(values, table.columns), strict=True)]


def values(column: pa.Array | pa.ChunkedArray) -> list[Any]:
    """The values of a column; of words, which are dictionaries, decoded at once: Arrow goes value by value."""
    values: list[Any] = plain_words(column).to_pylist()
    return values


def plain_words(column: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    """A column of words as strings, where they are numbers of a dictionary; others as they are."""
    return column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column
