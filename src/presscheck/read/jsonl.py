"""JSON lines: an object in each line."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from presscheck.model import Unreadable
from presscheck.read.records import Intake, Row
from presscheck.read.streams import BUFFER, WIDE, beyond


def records(source: str, stream: BinaryIO, intake: Intake) -> Iterator[Row | Unreadable]:
    """A row for each line that is not blank. A line that is too long is unreadable, and only that line."""
    most = intake.limits.bytes
    number = 0
    while line := stream.readline(most + 1):
        number += 1
        at = f"{source}#{number}"
        if number == 1:
            if line.startswith(WIDE):
                raise ValueError("this is UTF-16; JSON lines are UTF-8")
            line = line.removeprefix(codecs.BOM_UTF8)
        if len(line) > most:
            while line and not line.endswith(b"\n"):
                line = stream.readline(BUFFER)
            yield intake.unreadable(at, beyond(most))
        elif line := line.strip():
            yield Row(at, line, source)
