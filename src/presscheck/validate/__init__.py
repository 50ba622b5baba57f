"""Contracts on the tables of a run, checked by Great Expectations in a process of its own.

Importing Great Expectations takes longer than auditing a small batch. The process is started first, imports
while the other steps run, and is asked at the end; the command itself never imports it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from presscheck.config import Thresholds
from presscheck.validate.suites import NO_THRESHOLDS, SUITES, SuiteError, ValidationError, load

__all__ = ["SUITES", "SuiteError", "ValidationError", "Validator", "load"]

_COMMAND = (sys.executable, "-P", "-m", "presscheck.validate")  # -P: no module is imported from where one stands
_TAIL_LINES = 15


class Validator:
    """The process that checks contracts. A context manager, or `start` and `close`."""

    def __init__(self) -> None:
        # A file, not a pipe: a pipe that nobody reads fills up and stops the process.
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  (until close)
        self._process = subprocess.Popen(  # noqa: S603  (a fixed command)
            _COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            encoding="utf-8",
            env={**os.environ, "GX_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1"},
            start_new_session=True,  # Ctrl-C is for us; we close the process, and it prints no traceback
        )

    @classmethod
    def start(cls) -> Self:
        """Start the process and return at once; it imports meanwhile."""
        return cls()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def alive(self) -> bool:
        """Whether it can be asked, or asked again."""
        return not self._errors.closed and self._process.poll() is None

    def validate(
        self, run_dir: Path, suites: Path, thresholds: Thresholds = NO_THRESHOLDS, docs: Path | None = None
    ) -> list[dict[str, Any]]:
        """Check the suites of a folder against ``run_dir/data/*.parquet``; waits for the import to end.

        `thresholds` take the place of arguments in the suites: see `load`. Great Expectations' own pages (Data Docs)
        are written to `docs`, where that is given.

        One row for every expectation of every file, in the shape of ``SCHEMAS["expectations"]``.
        Raises SuiteError for a suite file that is missing or wrong, and ValidationError for a contract that
        could not be checked: a type that Great Expectations does not know, a missing table or column, an
        error inside a check, the end of the process.
        """
        contracts = load(suites, thresholds)
        question = {"run_dir": str(run_dir.absolute()), "suites_dir": str(suites.absolute())}
        question["docs"] = str(docs.absolute()) if docs else ""
        answer = self._ask({**question, "thresholds": {key: dict(limits) for key, limits in thresholds.items()}})
        if "error" in answer:
            raise ValidationError(answer["error"])
        rows: list[dict[str, Any]] = answer["results"]
        if len(rows) != len(contracts):
            raise ValidationError(f"{len(contracts)} expectations in {suites}, but {len(rows)} results")
        return rows

    def close(self) -> None:
        """End the process, whatever it is doing. May be called twice."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with suppress(BrokenPipeError):  # a question that it never read
                    pipe.close()
        self._process.wait()
        self._errors.close()

    def _ask(self, question: dict[str, Any]) -> dict[str, Any]:
        if self._errors.closed or not self._process.stdin or not self._process.stdout:
            raise ValidationError("the process that checks contracts is closed")
        try:
            self._process.stdin.write(json.dumps(question) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            raise self._crashed() from None
        try:
            line = self._process.stdout.readline()
        except BaseException:  # Ctrl-C, an alarm: the answer would be taken for that to the next question
            self.close()
            raise
        if not line.endswith("\n"):
            raise self._crashed()
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _crashed(self) -> ValidationError:
        code = self._process.wait()
        self._errors.seek(0)
        tail = self._errors.read().decode("utf-8", "replace").splitlines()[-_TAIL_LINES:]
        return ValidationError("\n".join([f"the process that checks contracts ended with code {code}", *tail]))
