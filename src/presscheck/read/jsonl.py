"""JSON lines: an object in each line."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import BinaryIO

from presscheck.model import Unreadable
from presscheck.read.encoding import guessed
from presscheck.read.records import UTF_8, Intake, Row
from presscheck.read.streams import BUFFER, WIDE, beyond, sampled


def records(source: str, stream: BinaryIO, intake: Intake) -> Iterator[Row | Unreadable]:
    """A row for each line that is not blank. A line that is too long is unreadable, and only that line.

    Raises ValueError for one object, or array, that is spread over many lines.
    """
    most = intake.limits.bytes
    sample, stream = sampled(stream)
    encoding = guessed(sample) or UTF_8
    if kind := _spread(sample):
        raise ValueError(f"this is {kind} over many lines, not an object in each; name it .json")
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
            yield Row(at, line, source, encoding=encoding)


def _spread(sample: bytes) -> str | None:
    """What is spread over the lines of a file that is JSON, but no JSON lines."""
    lines = [line for line in sample.removeprefix(codecs.BOM_UTF8).split(b"\n", 40) if line.strip()][:2]
    kind = {b"[": "an array", b"[{": "an array", b"{": "an object"}.get(lines[0].strip()) if len(lines) > 1 else None
    if kind:
        try:
            json.loads(lines[1])
        except (ValueError, RecursionError):
            return kind
    return None
