"""The tables of a run, read for rendering: what is asked of all articles is asked of columns, as arrays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from presscheck.model import SCHEMAS, SEEN_FROM_THERE, SEVERITY_OF, Severity
from presscheck.report.stored import (
    Places,
    Row,
    RowsByArticle,
    Stored,
    columns_of_words,
    owners_of,
    plain_words,
    rows_of,
    values,
)
from presscheck.selection import reported

UNREADABLE = "RD01"
"""The rule that reports inputs that gave no article; what others find on no article is on the batch."""
SEVERITIES = tuple(reversed([severity.value for severity in Severity]))
"""The worst first."""
EXPECTATION_SEVERITIES = (*SEVERITY_OF,)
"""Great Expectations' words, the worst first."""
_TEXTS_AT_ONCE, _ROWS_AT_ONCE, _ROWS_AT_HAND = 256, 8_192, 4_096
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


@dataclass(frozen=True)
class Coded:
    """A column of words, many of them alike: for each row the place of its word in a list. No word is ""."""

    codes: Places
    words: list[str]

    @classmethod
    def of(cls, column: pa.ChunkedArray) -> Self:
        """Of a column of strings, dictionaries or not."""
        coded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
        coded = coded.unify_dictionaries()
        words = coded.chunk(0).dictionary.to_pylist() if coded.num_chunks else []
        none = words.index("") if "" in words else len(words)
        codes = [chunk.indices.fill_null(none).to_numpy() for chunk in coded.chunks]
        return cls(np.concatenate([np.empty(0, np.int32), *codes]), [*words, *[""][: none == len(words)]])

    @cached_property
    def ranks(self) -> Places:
        """For each row the place of its word when all words are sorted."""
        return inverted(sorted(range(len(self.words)), key=self.words.__getitem__))[self.codes]

    def counts(self, places: NDArray[Any] | slice = slice(None)) -> dict[str, int]:
        """Word -> how many rows have it, of all or of some."""
        times = np.bincount(self.codes[places], minlength=len(self.words))
        return {self.words[code]: int(times[code]) for code in np.flatnonzero(times)}


class Articles(Mapping[str, Row]):
    """The rows of all articles by id, in table order, without their texts and standfirsts.

    A batch may have a million: memory stays with Arrow, a row is made when it is asked for, and what is asked of all
    articles is asked of columns.
    """

    COLUMNS = tuple(name for name in SCHEMAS["articles"].names if name not in ("clean_text", "standfirst"))

    def __init__(self, path: Path) -> None:
        file = pq.ParquetFile(path, read_dictionary=[*_SHARED])
        # a part at a time: Arrow keeps what it took to read as much again as it gives
        parts = [file.read_row_group(part, [*self.COLUMNS], use_threads=False) for part in range(file.num_row_groups)]
        table = pa.concat_tables([file.schema_arrow.empty_table().select(self.COLUMNS), *parts])
        places = {known: place for place, known in enumerate(table["article_id"].to_pylist())}
        if len(places) < len(table):  # the last row of an id is the one that counts
            table = table.take(pa.array([*places.values()]))
            places = {known: place for place, known in enumerate(places)}
        self._table = table
        self.places = places
        """The place of each, by id."""
        self.ids = [*places]
        columns = [*zip(table.column_names, table.columns, strict=True)]
        self._row = lru_cache(_ROWS_AT_HAND)(lambda place: {name: column[place].as_py() for name, column in columns})

    def __getitem__(self, article_id: str) -> Row:
        row: Row = self._row(self.places[article_id])
        return row

    def __contains__(self, article_id: object) -> bool:
        return article_id in self.places

    def __iter__(self) -> Iterator[str]:
        return iter(self.ids)

    def __len__(self) -> int:
        return len(self.ids)

    def named(self, places: NDArray[Any]) -> list[str]:
        """The ids of some."""
        return [self.ids[place] for place in places.tolist()]

    def rows(self, places: Places) -> list[Row]:
        """The rows of some."""
        return [self[known] for known in self.named(places)]

    def each(self, *columns: str, places: Places | None = None) -> Iterator[tuple[Any, ...]]:
        """Some columns of all articles, or of those at `places`; a few thousand in memory at a time."""
        table = self._table.select(columns)
        for start in range(0, len(self) if places is None else len(places), _ROWS_AT_ONCE):
            end = start + _ROWS_AT_ONCE
            part = table.slice(start, _ROWS_AT_ONCE) if places is None else table.take(places[start:end])
            yield from zip(*map(values, part.columns), strict=True)

    def column(self, name: str) -> pa.ChunkedArray:
        """A column, its words as strings."""
        return plain_words(self._table[name])

    def filled(self, name: str) -> NDArray[np.bool_]:
        """Which articles have something in a column of words, or of lists of them."""
        column = self.column(name)
        length = pc.list_value_length if pa.types.is_list(column.type) else pc.binary_length
        filled: NDArray[np.bool_] = pc.greater(length(column).fill_null(0), 0).to_numpy()
        return filled

    @cached_property
    def outlets(self) -> Coded:
        """The publisher of each."""
        return Coded.of(self._table["publisher"])

    @cached_property
    def months(self) -> Coded:
        """The month, or year, in which each was published."""
        return Coded.of(pc.utf8_slice_codeunits(self.column("published"), 0, 7))

    @cached_property
    def stories(self) -> Coded:
        """The story of each."""
        return Coded.of(self._table["story_id"])

    def sorted_by(self, *first: NDArray[Any], source: bool = True) -> Places:
        """The places of all articles by these numbers, then by source unless that is no matter, then by id."""
        columns = {str(number): pa.chunked_array([values]) for number, values in enumerate(first)}
        columns |= {"source": self.column("source")} if source else {}
        columns["article_id"] = self.column("article_id")
        order = pc.sort_indices(pa.table(columns), [(name, "ascending") for name in columns])
        places: Places = order.to_numpy().astype(np.int32)
        return places

    @cached_property
    def by_source(self) -> Places:
        """For each the number that it has when all are sorted by source."""
        return inverted(self.sorted_by())

    @cached_property
    def by_id(self) -> Places:
        """For each the number that it has when all are sorted by id."""
        return inverted(self.sorted_by(source=False))


def by_severity(counts: NDArray[Any]) -> dict[str, int]:
    """Severity -> how many, from an array in the order of `SEVERITIES`."""
    return dict(zip(SEVERITIES, counts.tolist(), strict=True))


def inverted(order: NDArray[Any] | list[int]) -> Places:
    """For each place where it stands in an order of all places."""
    numbers = np.empty(len(order), np.int32)
    numbers[order] = np.arange(len(order), dtype=np.int32)
    return numbers


class Hits:
    """What all findings are, in table order, in a few bytes each."""

    def __init__(self, table: Stored, owners: Places) -> None:
        columns = table.columns("rule", "name", "severity", "waived")
        rules, names, severities = (Coded.of(columns[name]) for name in ("rule", "name", "severity"))
        self.article = owners
        """The place of the article, or -1."""
        self.rule = rules.codes
        """The place of its rule in `rules`."""
        self.rules = rules.words
        self.severity = np.array([SEVERITIES.index(word) for word in severities.words if word], np.int8)[
            severities.codes
        ]
        """Its place in `SEVERITIES`."""
        self.counted = ~columns["waived"].to_numpy()
        """Whether it is not waived."""
        last = np.zeros(len(rules.words), np.int32)
        last[rules.codes] = names.codes
        self.names = [names.words[code] for code in last]
        """Of the rules."""

    @cached_property
    def on_articles(self) -> NDArray[np.intp]:
        """The places of those on articles that are not waived."""
        return np.flatnonzero(self.counted & (self.article >= 0))

    def kinds(self, places: NDArray[np.intp]) -> NDArray[np.int64]:
        """Rule and severity of some as one number: `divmod` by how many severities there are tells them."""
        return self.rule[places].astype(np.int64) * len(SEVERITIES) + self.severity[places]


class Severities(Mapping[str, Mapping[str, int]]):
    """Article id -> severity -> findings that are not waived; of the articles that have some."""

    def __init__(self, hits: Hits, places: Mapping[str, int]) -> None:
        self._places = places
        here = hits.on_articles
        cells = hits.article[here].astype(np.int64) * len(SEVERITIES) + hits.severity[here]
        self.counts = np.bincount(cells, minlength=len(places) * len(SEVERITIES)).reshape(-1, len(SEVERITIES))
        """Of each article (rows), findings of each severity (columns)."""

    def __getitem__(self, article_id: str) -> dict[str, int]:
        counts = self.counts[self._places[article_id]]
        if not counts.any():
            raise KeyError(article_id)
        return by_severity(counts)

    def __iter__(self) -> Iterator[str]:
        return (known for known in self._places if known in self)

    def __len__(self) -> int:
        return int(np.count_nonzero(self.counts.any(axis=1)))


class RunTables:
    """What a run folder holds. Raises FileNotFoundError where a table is missing."""

    def __init__(self, run_dir: Path, select: Sequence[str] = ()) -> None:
        """`select`: only findings of rules whose codes begin with one of these; all without any."""
        self._data = run_dir / "data"
        self._reported = reported(select) if select else ()
        self.articles = Articles(self._path("articles"))
        """By id, in table order, without their texts."""
        places = self.articles.places
        self.fields, self.ledger, self.earlier = (
            RowsByArticle(self.stored(name), places) for name in ("fields", "ledger", "earlier")
        )
        self._owners = owners_of(self.stored("findings"), places)
        self.all_findings = RowsByArticle(self.stored("findings"), places, self._owners)
        self.expectations = [self._with_known_ids(row) for row in self._read("expectations")]
        self.links = self._read("links")
        self.stories = {row["story_id"]: row for row in self._read("stories")}

    def stored(self, name: str) -> Stored:
        """A table that stays on disk."""
        return Stored(self._path(name), columns_of_words(name), self._reported if name == "findings" else ())

    def _path(self, name: str) -> Path:
        return self._data / f"{name}.parquet"

    def _read(self, name: str) -> list[Row]:
        return rows_of(pq.read_table(self._path(name), read_dictionary=columns_of_words(name)))

    def _with_known_ids(self, row: Row) -> Row:
        """A row of `expectations` that names its articles, perhaps all of them, with the strings that are in memory."""
        places, ids = self.articles.places, self.articles.ids
        named = [ids[places[known]] if known in places else known for known in row["article_ids"] or ()]
        return {**row, "article_ids": named}

    def texts(self, *columns: str) -> Iterator[list[tuple[str, ...]]]:
        """(article_id, clean text, and these columns) of every article, in lists of a few hundred."""
        names = ["article_id", "clean_text", *columns]
        file = pq.ParquetFile(self._path("articles"), pre_buffer=False)  # which would be all texts, compressed
        for batch in file.iter_batches(_TEXTS_AT_ONCE, columns=names):
            yield [*zip(*(batch[name].to_pylist() for name in names), strict=True)]

    def findings(self, article_id: str) -> list[Row]:
        """The findings of an article in the order they are numbered in, from 1: the worst first, waived ones last."""
        return sorted(self.all_findings.of(article_id), key=finding_order)

    @cached_property
    def unreadable(self) -> list[Row]:
        """Findings about inputs that gave no article."""
        return [row for row in self._of_none if row["rule"] == UNREADABLE]

    @cached_property
    def of_batch(self) -> list[Row]:
        """Other findings that are on no article: on waivers, on outlets, on rules that failed."""
        return [row for row in self._of_none if row["rule"] != UNREADABLE]

    @cached_property
    def _of_none(self) -> list[Row]:
        return sorted(self.all_findings.of_none(), key=lambda row: (row["source"], row["rule"]))

    @cached_property
    def hits(self) -> Hits:
        """What all findings are."""
        return Hits(self.stored("findings"), self._owners)

    @cached_property
    def severities(self) -> Severities:
        """Article id -> severity -> findings that are not waived; of the articles that have some."""
        return Severities(self.hits, self.articles.places)

    @cached_property
    def order(self) -> Places:
        """The articles as they are listed: by errors, then warnings, then infos, then source."""
        return self.articles.sorted_by(*(-of for of in self.severities.counts.T))

    @cached_property
    def rank(self) -> Places:
        """The place in `order` of each article."""
        return inverted(self.order)

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
        for part in self.stored("findings").parts("article_id", "rule", "related"):
            for finding in part.filter(pc.greater(pc.list_value_length(part["related"]), 0)).to_pylist():
                for place in finding["related"]:
                    if place["article_id"] != finding["article_id"]:
                        here = places.setdefault(place["article_id"], {})
                        here.setdefault((place["start"], place["end"]), {**place, "rule": finding["rule"]})
        return {known: [here[key] for key in sorted(here)] for known, here in places.items()}


def finding_order(row: Row) -> tuple[Any, ...]:
    """By which the findings of an article are numbered."""
    place = (row["start"] is not None, row["start"] or 0, row["end"] or 0)
    return row["waived"], SEVERITIES.index(row["severity"]), *place, row["rule"], row["fingerprint"]
