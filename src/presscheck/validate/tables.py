"""The tables of one run, and the views on them."""

from __future__ import annotations

import glob
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import duckdb

from presscheck.duck import Duck
from presscheck.validate.suites import Contract, ValidationError
from presscheck.validate.views import MACROS, VIEWS

if TYPE_CHECKING:
    from pandas import DataFrame


class Tables:
    """The Parquet tables of a run folder, open in DuckDB. A context manager; keeps nothing on disk."""

    def __init__(self, run_dir: Path) -> None:
        self._data = run_dir / "data"
        self._duck = Duck(autoinstall_known_extensions="false", autoload_known_extensions="false")
        self._database = self._duck.connection
        self._database.execute("SET TimeZone = 'UTC'")
        self._database.execute(MACROS)
        self._columns: dict[str, list[str]] = {}
        self._view = ""
        """The one that is prepared."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._duck.close()

    def prepare(self, view: str, contracts: Sequence[Contract]) -> None:
        """Compute a view for the contracts that look at it, in order of source and article; the one before is gone.

        Raises ValidationError, naming the first contract concerned, for a table or column that is missing.
        """
        for table, columns in VIEWS[view].reads.items():
            there = self._open(table, contracts[0])
            for column in columns:
                if column not in there:
                    raise ValidationError(f"{contracts[0].place}: table {table} has no column {column}")
        if self._view:
            self._database.execute(f'DROP TABLE "view_{self._view}"')
        self._view = ""
        order = "ORDER BY source, article_id"
        made = f'CREATE TEMP TABLE "view_{view}" AS SELECT * FROM ({VIEWS[view].sql}) {order}'  # noqa: S608  (ours)
        try:
            self._duck.ask(made)
        except (duckdb.Error, OSError) as error:
            raise ValidationError(f"{contracts[0].place}: the view {view} cannot be computed: {error}") from error
        self._view = view
        offered = self._names(view)
        for contract in contracts:
            for column in contract.columns:
                if column not in offered:
                    raise ValidationError(
                        f"{contract.place}: {view} has no column {column}; its columns are {', '.join(offered)}"
                    )

    def frame(self, view: str, columns: Sequence[str]) -> DataFrame:
        """These columns of a view that is prepared, or all of them where none is named."""
        names = ", ".join(f'"{name}"' for name in columns) or "*"
        return self._database.execute(f'SELECT {names} FROM "view_{view}" ORDER BY rowid').df()  # noqa: S608  (checked)

    def articles(self, view: str, rows: Sequence[int]) -> tuple[list[str], list[str]]:
        """The article ids and the sources of some rows of a view, each once and without blanks, in row order."""
        if not rows:
            return [], []
        found = self._database.execute(
            f'SELECT article_id, source FROM "view_{view}" WHERE rowid IN (SELECT unnest(?)) ORDER BY rowid',  # noqa: S608  (a key of VIEWS)
            [list(rows)],
        ).fetchall()
        return _distinct([row[0] for row in found]), _distinct([row[1] for row in found])

    def _open(self, table: str, contract: Contract) -> list[str]:
        """The columns of a Parquet table; makes it known to DuckDB."""
        if table not in self._columns:
            path = self._data / f"{table}.parquet"
            try:
                # A run folder may be named like a pattern ("[1]") or like a partition ("day=5"): it is neither.
                rows = self._database.read_parquet(glob.escape(str(path)), hive_partitioning=False)
            except duckdb.Error as error:
                raise ValidationError(f"{contract.place}: table {table} cannot be read: {error}") from error
            rows.create_view(table)
            self._columns[table] = rows.columns
        return self._columns[table]

    def _names(self, view: str) -> list[str]:
        rows = self._database.execute(f'DESCRIBE "view_{view}"').fetchall()
        return [str(row[0]) for row in rows]


def _distinct(values: Sequence[str | None]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))
