"""The tables of a run as Parquet files: written from rows, and read again."""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import chain, groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Any

import pyarrow as pa

from presscheck.files import printable
from presscheck.ledger import restore
from presscheck.model import SCHEMAS, Batch, Unreadable
from presscheck.rows import TABLES, made, part_of, rows_between, sources_of
from presscheck.wording import plural

Row = dict[str, Any]
ROWS = 20_000
"""Rows that are written at a time: a row group of the file."""
EDIT = ("start", "end", "replacement", "removed")
edit_of = itemgetter(*EDIT)
"""What `restore` takes of a row of the ledger."""
SCANNED = 2_000
"""Rows that are read at a time."""
SOURCES = 200
"""Sources whose rows are made at a time."""

Each = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]
"""Like `map`, perhaps on several cores."""


def unreadable_rows(unreadable: Sequence[Unreadable]) -> list[Row]:
    """Inputs that gave no article, for run.json."""
    return [{"source": printable(u.source), "reason": u.reason, "raw_sha256": u.raw_sha256} for u in unreadable]


def inputs(run_dir: Path, facts: Mapping[str, Any]) -> dict[str, str | None]:
    """What a run read: source -> hash of the bytes, where there were any. `facts` is its run.json."""
    import pyarrow.parquet as pq

    articles = pq.read_table(run_dir / "data" / "articles.parquet", columns=["source", "raw_sha256"])
    read: dict[str, str | None] = {row["source"]: row.get("raw_sha256") for row in facts["unreadable"]}
    return read | dict(zip(*(column.to_pylist() for column in articles.columns), strict=True))


def count_inputs(run_dir: Path, unreadable: Sequence[Unreadable]) -> int:
    """How many inputs there were, by the sources of the articles and of what gave none."""
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    sources = pq.read_table(run_dir / "data" / "articles.parquet", columns=["source"])["source"]
    others = pa.array({printable(one.source) for one in unreadable}, pa.string())
    count: int = pc.count_distinct(sources).as_py() + len(others) - pc.is_in(others, sources).true_count
    return count


@dataclass
class Counts:
    """What was written."""

    reported: tuple[str, ...] = ("",)
    """What the codes of the rules begin with whose findings are counted."""
    rows: Counter[str] = field(default_factory=Counter)
    """Table -> rows."""
    severities: Counter[str] = field(default_factory=Counter)
    """Severity -> findings that are not waived."""
    waived: int = 0
    chars_removed: int = 0

    def add(self, name: str, rows: pa.Table) -> None:
        """Some rows of a table more."""
        import pyarrow.compute as pc

        self.rows[name] += len(rows)
        if name == "findings":
            rows = rows.filter(is_of(rows["rule"], self.reported))
            self.waived += pc.sum(rows["waived"]).as_py() or 0
            held = rows.filter(pc.invert(rows["waived"]))["severity"].value_counts()
            self.severities.update({pair["values"].as_py(): pair["counts"].as_py() for pair in held})
        elif name == "ledger":
            self.chars_removed += pc.sum(pc.subtract(rows["end"], rows["start"])).as_py() or 0


def is_of(rules: pa.ChunkedArray, codes: Sequence[str]) -> pa.ChunkedArray:
    """Which codes of a column begin with one of these."""
    import pyarrow.compute as pc

    return pc.match_substring_regex(rules, f"^({'|'.join(map(re.escape, codes))})")


def write_batch(folder: Path, batch: Batch, each: Each = map, reported: tuple[str, ...] = ("",)) -> Counts:
    """Write every table of a batch as ``folder/NAME.parquet``, a few thousand rows at a time.

    Same batch, same bytes: no clock and no path goes into the files. `each` makes the rows.
    """
    sources = sources_of(batch)
    several = iter(lambda: list(islice(sources, SOURCES)), [])
    return write_parts(folder, chain(chain.from_iterable(each(part_of, several)), made(rows_between(batch))), reported)


def write_parts(folder: Path, parts: Iterable[tuple[str, pa.Table]], reported: tuple[str, ...] = ("",)) -> Counts:
    """Write the rows of a batch in their order, some at a time: the same bytes, however they are cut."""
    counts = Counts(reported)
    with ExitStack() as stack:
        tables = {name: stack.enter_context(_Table(folder, name, counts)) for name in TABLES}
        for name, rows in parts:
            tables[name].extend(rows)
    return counts


def write(folder: Path, tables: Mapping[str, Iterable[Row]]) -> None:
    """Write each table as ``folder/NAME.parquet``."""
    for name, rows in tables.items():
        with _Table(folder, name) as table:
            for row in rows:
                table.add(row)


class _Table:
    """A Parquet file that takes rows. What is written is counted."""

    def __init__(self, folder: Path, name: str, counts: Counts | None = None) -> None:
        import pyarrow.parquet as pq

        folder.mkdir(parents=True, exist_ok=True)
        self._name, self._counts = name, counts or Counts()
        self._schema = SCHEMAS[name]
        self._file = pq.ParquetWriter(folder / f"{name}.parquet", self._schema, compression="zstd")
        self._rows: list[Row] = []
        self._parts: list[pa.Table] = []

    def __enter__(self) -> _Table:
        return self

    def __exit__(self, *error: object) -> None:
        with self._file:
            self._gather()
            if self._parts:
                self._write(pa.concat_tables(self._parts))

    def add(self, row: Row) -> None:
        """One more row."""
        self._rows.append(row)
        if len(self._rows) == ROWS:
            self._gather()

    def extend(self, rows: pa.Table) -> None:
        """Some more rows."""
        self._parts.append(rows)
        if sum(map(len, self._parts)) >= ROWS:
            whole = pa.concat_tables(self._parts)
            full = len(whole) - len(whole) % ROWS
            for start in range(0, full, ROWS):
                self._write(whole.slice(start, ROWS))
            self._parts = [whole.slice(full)]

    def _gather(self) -> None:
        if self._rows:
            self.extend(pa.Table.from_pylist(self._rows, schema=self._schema))
            self._rows.clear()

    def _write(self, rows: pa.Table) -> None:
        if len(rows):
            self._file.write_table(rows.combine_chunks())
            self._counts.add(self._name, rows)


class Damaged(OSError):
    """A table of a run that cannot be read; the message names both, and a remedy."""


@contextmanager
def sound(*run_dirs: Path) -> Iterator[None]:
    """Raises Damaged where the block cannot read a table of these runs, whatever library says so and how."""
    try:
        yield
    except (OSError, ValueError, pa.ArrowException, *_others()) as error:
        if getattr(error, "errno", None):  # of the system: no right to read, a disk that is full
            raise
        for run_dir in run_dirs:
            for name in SCHEMAS:
                if said := _damage(run_dir / "data" / f"{name}.parquet"):
                    raise Damaged(
                        f"run {run_dir.name}: data/{name}.parquet is damaged ({said});"
                        " audit the same inputs again, and remove this run"
                    ) from error
        raise


def _others() -> tuple[type[Exception], ...]:
    """What DuckDB raises, where somebody has imported it."""
    return (sys.modules["duckdb"].Error,) if "duckdb" in sys.modules else ()


def _damage(path: Path) -> str:
    """What is wrong with a table, read from beginning to end; nothing where it is whole, or not there."""
    import pyarrow.parquet as pq

    try:
        for _ in pq.ParquetFile(path, pre_buffer=False).iter_batches(SCANNED, use_threads=False):
            pass
    except FileNotFoundError:
        return ""
    except (OSError, ValueError, pa.ArrowException) as error:
        return " ".join(str(error).split()).partition(". ")[0]
    return ""


def read(run_dir: Path, name: str) -> list[Row]:
    """The rows of one table of a run. Raises FileNotFoundError where the run has no such table."""
    return [*scan(run_dir, name)]


def scan(run_dir: Path, name: str, columns: Sequence[str] = (), where: Any = None) -> Iterator[Row]:
    """The rows of one table of a run in their order, some thousand in memory at a time.

    `columns`: those wanted, all where none is named; `where`: an expression of `pyarrow.compute`, about these, that they
    fulfil. Raises FileNotFoundError where the run has no such table.
    """
    import pyarrow.parquet as pq

    file = pq.ParquetFile(run_dir / "data" / f"{name}.parquet", pre_buffer=False)  # which would be all of it
    for batch in file.iter_batches(SCANNED, columns=[*columns] or None, use_threads=False):
        part = pa.Table.from_batches([batch])
        yield from (part if where is None else part.filter(where)).to_pylist()


class NotOne(LookupError):
    """No article of the run, or more than one, goes by the name given."""


FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters that make a cell a formula (OWASP, "CSV Injection"), full-width ones too."""


def no_formula(text: str) -> str:
    """A text for a cell of a spreadsheet: with an apostrophe before it, which none shows, where it begins like a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


MAX_NAMED = 3
"""Articles of a name that are listed where it is not of one alone."""


def the_one(run: str, known: Iterable[tuple[str, str]], article: str) -> str:
    """The id of the article of this name (its id, its source, or the end of one), of those `known`: id and source.

    A whole source goes before the ends of others. Raises NotOne, which says what is wrong with `run`.
    """
    exact: list[tuple[str, str]] = []
    found: list[tuple[str, str]] = []
    like: list[tuple[str, str]] = []
    article = printable(article).removeprefix("./")
    for article_id, source in known:
        if article in (article_id, source):
            exact.append((article_id, source))
        elif source.endswith("/" + article):
            found.append((article_id, source))
        elif len(like) <= MAX_NAMED and article in source:
            like.append((article_id, source))
    found = exact or found
    if len(found) != 1:
        sources = [source for _, source in found or like]
        more = ", …" if len(sources) > MAX_NAMED else ""
        named = f": {', '.join(sources[:MAX_NAMED])}{more}" if sources else ""
        raise NotOne(f"{run} holds {plural(len(found), 'article') if found else 'no article'} {article!r}{named}")
    return found[0][0]


def page_texts(run_dir: Path, articles: Collection[str]) -> dict[str, str]:
    """The page texts of some articles again, by their ids, from clean text and ledger."""
    import pyarrow.compute as pc

    edits: dict[str, list[tuple[int, int, str, str]]] = defaultdict(list)
    wanted = pc.field("article_id").isin([*articles])
    for row in scan(run_dir, "ledger", ["article_id", *EDIT], wanted):
        edits[row["article_id"]].append(edit_of(row))
    rows = scan(run_dir, "articles", ["article_id", "clean_text"], wanted)
    return {row["article_id"]: restore(row["clean_text"], edits[row["article_id"]]) for row in rows}


def by_article(run_dir: Path, name: str) -> Callable[[str], list[Row]]:
    """The rows of a table about one article, asked for in the order of the articles, where no article is left out."""
    groups = groupby(scan(run_dir, name), key=itemgetter("article_id"))
    here, rows = next(groups, ("", iter(())))

    def of(article: str) -> list[Row]:
        nonlocal here, rows
        if article != here:
            return []
        found = [*rows]
        here, rows = next(groups, ("", iter(())))
        return found

    return of


class Written(Mapping[str, list[Row]]):
    """The tables of a run, each read when it is first asked for.

    Of findings those are there that are `reported`: what the codes of their rules begin with.
    """

    def __init__(self, run_dir: Path, reported: tuple[str, ...] = ("",)) -> None:
        self._run_dir = run_dir
        self._reported = reported
        self._read: dict[str, list[Row]] = {}

    def __getitem__(self, name: str) -> list[Row]:
        if name not in SCHEMAS:
            raise KeyError(name)
        if name not in self._read:
            rows = scan(self._run_dir, name)
            self._read[name] = [row for row in rows if name != "findings" or row["rule"].startswith(self._reported)]
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(SCHEMAS)

    def __len__(self) -> int:
        return len(SCHEMAS)
