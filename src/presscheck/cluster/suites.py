"""The views that suites look at, computed by Spark over the Parquet tables of a run.

The queries are those of `presscheck.validate.views`, written for DuckDB; SQLGlot puts them into Spark's SQL. What it
cannot know is done here: the macros are written out, and patterns of RE2 are made to mean the same in Java.
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlglot
from pyspark.sql import DataFrame, SparkSession
from sqlglot import exp

from presscheck.validate.suites import Contract, ValidationError
from presscheck.validate.views import MACROS, VIEWS

EARLIEST_DAY = r"""
CREATE MACRO earliest_day(value) AS CASE
    WHEN regexp_matches(value, 'T.*(Z|[+-]\d\d:?\d\d)\z')
    THEN CAST(TRY_CAST(value AS TIMESTAMPTZ) - INTERVAL '12' HOUR AS DATE)
    ELSE written_day(value) END;
"""
"""In place of the macro of this name, which counts microseconds: Spark's cast of an instant to a day is there always."""
IN_JAVA = (
    ("(?i)", "(?iud)"),  # cases of all letters, and only \n ends a line
    (r"\b", r"(?:(?<=[0-9A-Za-z_])(?![0-9A-Za-z_])|(?<![0-9A-Za-z_])(?=[0-9A-Za-z_]))"),  # words are ASCII
    (r"\s", r"[\t\n\f\r ]"),  # without the vertical tab
)
"""What patterns of RE2 hold -> the same for Java."""


class SparkViews:
    """The Parquet tables of a run folder, and the views on them, as Spark data frames in no order."""

    def __init__(self, spark: SparkSession, data: str) -> None:
        """`data`: the folder of the tables, which all machines of the cluster can read."""
        self._spark, self._data = spark, data
        self._tables: dict[str, DataFrame] = {}
        self._views: dict[str, DataFrame] = {}

    def prepare(self, view: str, contracts: Sequence[Contract]) -> None:
        """Set up a view for the contracts that look at it; Great Expectations keeps what it has computed of it.

        Raises ValidationError, naming the first contract concerned, for a table or column that is missing.
        """
        for table, columns in VIEWS[view].reads.items():
            there = self._open(table, contracts[0])
            for column in columns:
                if column not in there.columns:
                    raise ValidationError(f"{contracts[0].place}: table {table} has no column {column}")
        tables = {name: self._tables[name] for name in VIEWS[view].reads}
        for name, frame in tables.items():
            frame.createOrReplaceTempView(name)
        made = self._spark.sql(in_spark(VIEWS[view].sql))
        for contract in contracts:
            for column in contract.columns:
                if column not in made.columns:
                    raise ValidationError(
                        f"{contract.place}: {view} has no column {column}; its columns are {', '.join(made.columns)}"
                    )
        self._views[view] = made

    def frame(self, view: str, columns: Sequence[str]) -> DataFrame:
        """These columns of a view that is prepared, those that name a row too; all of them where none is named."""
        names = dict.fromkeys([*columns, "source", "article_id"]) if columns else self._views[view].columns
        return self._views[view].select(*names)

    def articles(self, view: str, rows: Sequence[dict[str, list[str]]]) -> tuple[list[str], list[str]]:  # noqa: ARG002
        """The article ids and the sources of failing rows, given by column; each once and without blanks, in order."""
        named = sorted(pair for part in rows for pair in zip(part["source"], part["article_id"], strict=True))
        sources, articles = zip(*named, strict=True) if named else ((), ())
        return list(dict.fromkeys(filter(None, articles))), list(dict.fromkeys(filter(None, sources)))

    def _open(self, table: str, contract: Contract) -> DataFrame:
        if table not in self._tables:
            path = f"{self._data}/{table}.parquet"
            try:
                self._tables[table] = self._spark.read.parquet(path)
            except Exception as error:
                raise ValidationError(f"{contract.place}: table {table} cannot be read: {error}") from error
        return self._tables[table]


def in_spark(query: str) -> str:
    """A query of DuckDB's SQL, with our macros, in Spark's SQL."""
    macros = _macros(MACROS) | _macros(EARLIEST_DAY)
    tree = sqlglot.parse_one(query, read="duckdb")
    while calls := [call for call in tree.find_all(exp.Anonymous) if call.name.lower() in macros]:
        for call in calls[:1]:  # one at a time: calls stand in calls
            _write_out(call, *macros[call.name.lower()])
    for matched in tree.find_all(exp.RegexpLike):
        pattern = matched.expression.this
        for ours, java in IN_JAVA:
            pattern = pattern.replace(ours, java)
        matched.set("expression", exp.Literal.string(pattern))
    made: str = tree.sql(dialect="spark")
    return made


def _macros(text: str) -> dict[str, tuple[list[str], exp.Expression]]:
    """Name -> parameters and body."""
    made = {}
    for macro in sqlglot.parse(text, read="duckdb"):
        if isinstance(macro, exp.Create):
            head = macro.this
            made[head.this.name.lower()] = [one.name for one in head.expressions], macro.expression
    return made


def _write_out(call: exp.Anonymous, parameters: Sequence[str], body: exp.Expression) -> None:
    """Put the body of a macro in place of a call of it."""
    given = dict(zip(parameters, call.expressions, strict=True))

    def filled(node: exp.Expression) -> exp.Expression:
        if isinstance(node, exp.Column) and not node.table and node.name in given:
            return exp.paren(given[node.name].copy())
        return node

    call.replace(exp.paren(body.copy().transform(filled)))
