"""What a process of our own can do without."""

from __future__ import annotations

import sys


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
