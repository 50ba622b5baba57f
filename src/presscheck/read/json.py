"""JSON files: an object, several behind each other, or an array of them; also within an object, as answers of servers are."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from presscheck.read import columns
from presscheck.read.records import Intake, Row
from presscheck.read.streams import BUFFER, WIDE, TooLarge, beyond

DEEPEST = 4
"""Objects within each other, around articles."""
_BETWEEN = re.compile(r"[\s,]*")


def records(source: str, stream: BinaryIO, intake: Intake) -> Iterator[Row]:
    """A row for each object. Raises ValueError at what is no JSON or too long: where that ends is not known."""
    number = 0
    for value, raw in _values(stream, intake.limits.bytes):
        for one in _inside(value, raw, intake):
            number += 1
            yield Row(f"{source}#{number}", one, source)
    if not number:
        raise ValueError("there is no object in it")


def _inside(value: Any, raw: bytes, intake: Intake) -> list[bytes]:
    """The articles that stand in an object without a text of its own, or the object."""
    found = _articles(value, intake)
    return [raw] if found is None else [json.dumps(one).encode() for one in found]


def _articles(value: Any, intake: Intake, depth: int = 0) -> list[Any] | None:
    """The objects of the one list in an object, or in an object within it, or its values if each holds a text.

    Of several lists it is the one whose objects hold a text. A list in the column of the text is one of articles where these
    have titles, and what they stand in has none.
    """
    if not isinstance(value, dict) or depth > DEEPEST:
        return None
    lists = [inner for inner in value.values() if isinstance(inner, list) and inner and isinstance(inner[0], dict)]
    if columns.holds_text(value, intake):
        titled = [inner for inner in lists if columns.is_titled(inner[0], intake)]
        return titled[0] if len(lists) == len(titled) == 1 and not columns.is_titled(value, intake, False) else None
    if len(lists) > 1:
        lists = [inner for inner in lists if columns.holds_text(inner[0], intake)]
    objects = [inner for inner in value.values() if isinstance(inner, dict)]
    if not lists and len(objects) == len(value) > 0 and all(columns.holds_text(inner, intake) for inner in objects):
        return objects
    if not lists:
        lists = [found for inner in objects if (found := _articles(inner, intake, depth + 1)) is not None]
    return lists[0] if len(lists) == 1 else None


def _values(stream: BinaryIO, most: int) -> Iterator[tuple[Any, bytes]]:
    """What stands in arrays, or outside of any, with its bytes. Holds no more than one value and what was read with it."""
    decode = codecs.getincrementaldecoder("utf-8-sig")("replace").decode
    parse = json.JSONDecoder().raw_decode
    text, at, size, ended, inside = "", 0, BUFFER, False, False
    while True:
        at = _BETWEEN.match(text, at).end()  # type: ignore[union-attr]  # it matches nothing too
        sign = text[at : at + 1]
        if (sign == "]" and inside) or (sign == "[" and not inside):
            inside, at = not inside, at + 1
            continue
        try:
            value, end = parse(text, at)
        except RecursionError:
            raise ValueError("this is no JSON that can be read: it is nested too deep") from None
        except ValueError as error:
            if ended and not sign and not inside:
                return
            if len(text) - at > most:
                raise TooLarge(beyond(most)) from None
            if ended:
                raise ValueError(f"this is no JSON: {error}") from None
        else:
            if end - at > most:
                raise TooLarge(beyond(most))
            if end < len(text) or ended:  # a number may go on
                yield value, text[at:end].encode("utf-8", "surrogatepass")
                at, size = end, BUFFER
                continue
        data = stream.read(size)
        if not text and data.startswith(WIDE):
            raise ValueError("this is UTF-16; JSON is UTF-8")
        ended = len(data) < size
        text, at, size = text[at:] + decode(data, ended), 0, 2 * size
