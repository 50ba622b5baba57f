"""Tables with a row of names on top, their fields parted by commas, semicolons, tabs or bars."""

from __future__ import annotations

import codecs
import csv
import json
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from presscheck.model import Unreadable
from presscheck.read import columns
from presscheck.read.records import Intake, Row
from presscheck.read.streams import WIDE, TooLarge, beyond

DELIMITERS = ",;\t|"


def records(source: str, stream: BinaryIO, intake: Intake) -> Iterator[Row | Unreadable]:
    """The rows; those with more or fewer fields than there are names are unreadable.

    Raises ValueError where no column holds a text.
    """
    most = intake.limits.bytes
    csv.field_size_limit(most)
    lines = _lines(stream, most)
    top = next(lines, "")
    rows = csv.reader(chain([top], lines), delimiter=max(DELIMITERS, key=top.count))
    try:
        names = next(rows)
    except (StopIteration, csv.Error) as error:
        raise ValueError(f"the first row is none: {error or 'the file is empty'}") from error
    columns.check(names, intake)
    number = 0
    while True:
        number += 1
        at = f"{source}#{number}"
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield intake.unreadable(at, f"this is no row: {error}")
            continue
        raw = json.dumps(row, ensure_ascii=False).encode()
        if not row:  # a blank line
            number -= 1
        elif len(row) != len(names):
            yield intake.unreadable(at, f"{len(row)} fields where the first row names {len(names)}", raw)
        else:
            yield Row(at, raw, source, dict(zip(names, row, strict=True)))


def _lines(stream: BinaryIO, most: int) -> Iterator[str]:
    """The lines, each decoded as UTF-8 or else as windows-1252. Raises TooLarge for one of more than `most` bytes."""
    first = True
    while line := stream.readline(most + 1):
        if len(line) > most:
            raise TooLarge(f"a line of {beyond(most)}")
        if first and line.startswith(WIDE):
            raise ValueError("this is UTF-16; save it as UTF-8")
        if first:
            line, first = line.removeprefix(codecs.BOM_UTF8), False
        try:
            yield line.decode("utf-8")
        except UnicodeDecodeError:
            yield line.decode("cp1252", "replace")
