"""Parquet files, a few rows at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import BinaryIO, cast

import pyarrow as pa
import pyarrow.parquet as pq

from presscheck.read import columns
from presscheck.read.cells import by_name
from presscheck.read.records import Intake, Row
from presscheck.read.streams import seekable

ROWS = 64
"""At a time; articles may be large."""


def records(source: str, stream: BinaryIO, intake: Intake) -> Iterator[Row]:
    """The rows, of the columns that something is read from; their values as JSON are its raw bytes.

    Raises ValueError where no column holds a text, or the file is broken; OSError where it cannot be read.
    """
    with seekable(stream) as whole, pq.ParquetFile(pa.PythonFile(whole, mode="r")) as file:
        wanted = columns.check(file.schema_arrow.names, intake, source)
        number = 0
        for batch in file.iter_batches(ROWS, columns=wanted, use_threads=False):
            for row in _rows(_in_microseconds(batch)):
                number += 1
                raw = json.dumps(row, ensure_ascii=False, sort_keys=True, default=str).encode("utf-8", "surrogatepass")
                yield Row(f"{source}#{number}", raw, source, row)


def _rows(batch: pa.RecordBatch) -> Iterable[dict[str, object]]:
    names = batch.schema.names
    if len(set(names)) == len(names):
        return cast(list[dict[str, object]], batch.to_pylist())
    return (by_name(names, row) for row in zip(*(column.to_pylist() for column in batch.columns), strict=True))


def _in_microseconds(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The rows with their moments as Python can hold them; pyarrow gives nanoseconds to pandas, which is not asked here."""
    for place, column in enumerate(batch.schema):
        if pa.types.is_timestamp(column.type) and column.type.unit == "ns":
            moments = batch.column(place).cast(pa.timestamp("us", column.type.tz), safe=False)
            batch = batch.set_column(place, column.name, moments)
    return batch
