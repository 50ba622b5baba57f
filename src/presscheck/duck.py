"""DuckDB with little memory, and with more where a statement needs it; what is left it writes to a temporary folder."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from presscheck.interrupts import uninterrupted

if TYPE_CHECKING:
    import duckdb

MEMORY = ("300MB", "1GB", "80%")
"""What it keeps in memory; where a statement cannot be done so, the next. To join the fingerprints of 100,000 articles the
first is enough; for those of a million it is not."""


class Duck:
    """A database that is gone at the end. A context manager."""

    def __init__(self, **config: str) -> None:
        import duckdb  # a tenth of a second that a batch of one article does not need

        self._folder = tempfile.TemporaryDirectory(prefix="presscheck-")
        self._more = iter(MEMORY[1:])
        told: dict[str, Any] = {"temp_directory": self._folder.name, "memory_limit": MEMORY[0]}
        self.connection: duckdb.DuckDBPyConnection = duckdb.connect(config=told | config)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """The database is gone, and its folder."""
        self.connection.close()
        self._folder.cleanup()

    def ask(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a statement, which is executed again with more memory where it has too little.

        Fetching is part of it: DuckDB does much of its work then. Raises OSError where all memory there is, and the
        disk, are too little, and duckdb.Error for another reason.
        """
        import duckdb

        try:
            with uninterrupted():
                return self.connection.execute(statement, values).fetchall()
        except duckdb.OutOfMemoryException as error:
            limit = next(self._more, "")
            if not limit:
                said = str(error).strip().splitlines()[0]
                raise OSError(f"DuckDB needs more memory, or more room in {self._folder.name}: {said}") from error
        self.connection.execute(f"set memory_limit = '{limit}'")
        return self.ask(statement, values)
