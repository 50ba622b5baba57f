"""Tables with a row of names on top, their fields parted by commas, semicolons, tabs or bars."""

from __future__ import annotations

import codecs
import csv
import json
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from presscheck.model import Unreadable
from presscheck.read import columns
from presscheck.read.cells import by_name
from presscheck.read.encoding import guessed, read_as
from presscheck.read.records import UTF_8, Intake, Row
from presscheck.read.streams import WIDE, TooLarge, beyond, sampled

DELIMITERS = ",;\t|"
SEPARATOR = re.compile(r"\"?sep=([,;\t|])\"?\s*$", re.IGNORECASE)
AGAIN, AGAIN_AT_FIRST = 10, 1_000
"""So many lines may be read again for each that was read, and so many anyway: quotes can be set so that each row goes to the end."""


def records(source: str, stream: BinaryIO, intake: Intake) -> Iterator[Row | Unreadable]:
    """The rows; those with more or fewer fields than there are names are unreadable.

    A quote that is never closed takes the rows behind it along: where a row of several lines does not fit, the search for
    the next one begins at its second line. Raises ValueError where no column holds a text.
    """
    most = intake.limits.bytes
    csv.field_size_limit(most)
    lines = _Lines(stream, most)
    table = _Table(lines)
    try:
        names = table.top()
    except (StopIteration, csv.Error) as error:
        raise ValueError(f"the first row is none: {str(error) or 'the file is empty'}") from error
    columns.check(names, intake)
    unique = len(set(names)) == len(names)
    for number, row in enumerate(table.rows(), 1):
        at = f"{source}#{number}"
        if isinstance(row, _Misfit):
            yield intake.unreadable(at, row.reason, row.raw)
        else:
            cells = dict(zip(names, row, strict=True)) if unique else by_name(names, row)
            yield Row(at, _raw(row), source, cells, lines.encoding)


@dataclass
class _Misfit:
    """Lines that are no row."""

    first: int
    last: int
    why: str
    raw: bytes

    @property
    def reason(self) -> str:
        """Why, with the lines if there are several."""
        if self.first == self.last:
            return self.why
        return f"lines {self.first:,} to {self.last:,} ({self.last - self.first + 1:,} lines): {self.why}"


class _Table:
    """Lines as rows. Lines can be given back, to be read again."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._back: deque[str] = deque()
        self._taken: list[str] = []
        """The lines of the row that is read."""
        self._above = 0
        """How many stand above it."""
        self._read = self._again = 0
        self._delimiter = ","
        self._width = 0
        self._spaced = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._back:
            line = self._back.popleft()
        else:
            line = next(self._lines)
            self._read += 1
        self._taken.append(line)
        return line

    def top(self) -> list[str]:
        """The names of the columns. Raises StopIteration and csv.Error."""
        first = next(self)
        if told := SEPARATOR.match(first):  # as Excel has it
            self._delimiter = told[1]
            self._done()
        else:
            self._delimiter = max(DELIMITERS, key=first.count)
            self._give_back(0)
        # In many files parted by tabs a quote is a character like others; strict tells which file it is.
        self._reader = csv.reader(self, delimiter=self._delimiter, strict=self._delimiter == "\t")
        names = next(self._reader)
        self._width, self._spaced = len(names), _is_spaced(names)
        self._done()
        return names

    def rows(self) -> Iterator[list[str] | _Misfit]:
        """The rows that are as wide as the first, and what lies between them."""
        lost: _Misfit | None = None
        while (found := self._one(doubtful=bool(lost and self._above < lost.last))) is not None:
            if lost and (self._above >= lost.last or isinstance(found, list)):
                lost.last = min(lost.last, self._above)
                yield lost
                lost = None
            if isinstance(found, list):
                yield found
            elif lost:
                lost.last = max(lost.last, found.last)
            elif found.first < found.last:
                lost = found
            else:
                yield found
            if isinstance(found, _Misfit) and self._again <= AGAIN * self._read + AGAIN_AT_FIRST:
                self._give_back(1)
            self._done()
        if lost:
            yield lost

    def _one(self, doubtful: bool) -> list[str] | _Misfit | None:
        """The next row or what is none; None behind the last. A row among doubtful lines must not look like prose."""
        row: list[str] = []
        why = ""
        while not row and not why:
            self._done()  # blank lines
            try:
                row = next(self._reader)
            except StopIteration:
                return None
            except csv.Error as error:
                why = f"this is no row: {error}"
        if len(row) == self._width and not (doubtful and self._is_prose(row)):
            return row
        if alone := self._unquoted(bool(why)):
            self._give_back(1)
            return alone
        why = why or f"{len(row)} fields where the first row names {self._width}"
        return _Misfit(self._above + 1, self._above + len(self._taken), why, _raw(row))

    def _done(self) -> None:
        self._above += len(self._taken)
        self._taken.clear()

    def _give_back(self, kept: int) -> None:
        """All but the first lines are read again."""
        again = self._taken[kept:]
        self._again += len(again)
        self._back.extendleft(reversed(again))
        del self._taken[kept:]

    def _unquoted(self, no_row: bool) -> list[str] | None:
        """The first line as a row in which quotes mean nothing; None where that is not to be believed.

        A quote in the last field may open a text of several lines, if the next line is no row by itself.
        """
        if len(self._taken) == 1 and not no_row:
            return None
        row, *below = csv.reader(self._taken[:2], delimiter=self._delimiter, quoting=csv.QUOTE_NONE)
        if len(row) != self._width or self._is_prose(row):
            return None
        return None if below and row[-1].startswith('"') and len(below[0]) != self._width else row

    def _is_prose(self, row: list[str]) -> bool:
        """Whether a row seems to be a sentence with commas in it."""
        return not self._spaced and _is_spaced(row)


def _is_spaced(row: list[str]) -> bool:
    return any(field.startswith(" ") for field in row[1:])


def _raw(row: list[str]) -> bytes:
    return json.dumps(row, ensure_ascii=False).encode()


class _Lines:
    """The lines, each decoded as UTF-8 or else as what the file looks like. Raises TooLarge for one of more than `most` bytes."""

    def __init__(self, stream: BinaryIO, most: int) -> None:
        self._sample, self._stream = sampled(stream)
        if self._sample.startswith(WIDE):
            raise ValueError("this is UTF-16; save it as UTF-8")
        self._most, self._first = most, True
        self.encoding = UTF_8
        """The codec of lines that are no UTF-8, once there was one."""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._stream.readline(self._most + 1)
        if not line:
            raise StopIteration
        if len(line) > self._most:
            raise TooLarge(f"a line of {beyond(self._most)}")
        if self._first:
            line, self._first = line.removeprefix(codecs.BOM_UTF8), False
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError:
            if self.encoding == UTF_8:
                self.encoding = guessed(self._sample) or guessed(line) or UTF_8
            return read_as(line, self.encoding)
