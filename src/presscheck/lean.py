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


def begin(frames: bool = False) -> None:
    """Set pyarrow up for a process of our own.

    It imports pandas for its first array, 0.3 s and 50 MB for nothing: unless somebody wants `frames`, it looks for pandas
    now and finds none. Other imports of pandas work. And it gets its memory from the system, whose allocator gives
    back more of it.
    """
    import pyarrow as pa

    pa.set_memory_pool(pa.system_memory_pool())
    if frames or "pandas" in sys.modules:
        return
    sys.meta_path.insert(0, _NoPandas)
    try:
        pa.array([""])
    finally:
        sys.meta_path.remove(_NoPandas)


def give_back() -> None:
    """Give the system what is free in this process: behind a large batch the allocators keep hundreds of megabytes."""
    import ctypes

    import pyarrow as pa

    pa.default_memory_pool().release_unused()
    with suppress(OSError, AttributeError):  # not the C library of Linux
        ctypes.CDLL(None).malloc_trim(0)
