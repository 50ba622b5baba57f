"""What a process of our own can do without."""

from __future__ import annotations

import sys
from contextlib import suppress


class _NoPandas:
    """A finder of modules that knows no pandas."""

    @staticmethod
    def find_spec(name: str, path: object = None, target: object = None) -> None:  # noqa: ARG004  (the protocol's)
        if name == "pandas":
            raise ModuleNotFoundError(name)


def without_pandas() -> None:
    """Let pyarrow look for pandas now and find none: it imports it for its first array, 0.3 s and 50 MB for nothing.

    pyarrow turns nothing into frames in this process from now on. Other imports of pandas work.
    """
    if "pandas" in sys.modules:
        return
    import pyarrow as pa

    sys.meta_path.insert(0, _NoPandas)
    try:
        pa.array([""])
    finally:
        sys.meta_path.remove(_NoPandas)


def from_the_system() -> None:
    """Let pyarrow have its memory from the system, which gets back more of it behind tables that are read.

    Not for workers: what they do with many small arrays takes half as much again.
    """
    import pyarrow as pa

    pa.set_memory_pool(pa.system_memory_pool())


def give_back() -> None:
    """Give the system what is free in this process: behind a large batch the allocators keep hundreds of megabytes."""
    import ctypes

    import pyarrow as pa

    pa.default_memory_pool().release_unused()
    with suppress(OSError, AttributeError):  # not the C library of Linux
        ctypes.CDLL(None).malloc_trim(0)
