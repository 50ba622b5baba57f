"""Objects as the binary values of rows: a lost worker costs the time to make them again, and no object."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from presscheck.link import Printed
from presscheck.spool import pack, unpack

SIZE = 8
"""Bytes that say how large a value is unpacked."""


def packed(value: object) -> bytes:
    """A value of ours, pickled and compressed."""
    data, size = pack(value)
    return size.to_bytes(SIZE) + data


def unpacked(data: bytes) -> Any:
    """The value again. Only ever of bytes that this run has packed: they do not leave the cluster's own memory."""
    return unpack(data[SIZE:], int.from_bytes(data[:SIZE]))


def lists(values: pa.Array, sizes: Sequence[int] | NDArray[np.int32]) -> pa.Array:
    """The values, cut into lists of these sizes."""
    ends = np.concatenate(([0], np.cumsum(sizes))).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(ends), values)


def signed(values: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Digests as Spark has them, which knows no unsigned numbers: the same bits."""
    return values.view(np.int64)


def digests(prints: Printed) -> pa.Array:
    """The digest of the text of each article; null for an empty text."""
    return pa.array([bytes(digest) if digest.any() else None for digest in prints.digests], pa.binary())


def sort_key(source: str) -> bytes:
    """A source as bytes whose order is that of the texts; file names may hold what is no UTF-8."""
    return source.encode("utf-8", "surrogatepass")
