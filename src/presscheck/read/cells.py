"""What stands in a cell of a table: texts, also out of lists, objects and strings that hold such; names out of lists of names."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isnan
from typing import Any

from presscheck.lexicons import folded, named
from presscheck.read.encoding import decode

NOTHING = frozenset(r"nan none null nil nat [] {} \n 0 false true n/a #n/a <na> undefined".split())
"""What programs write where there is nothing, or only whether there is something."""
LONGEST_NOTHING = max(map(len, NOTHING))
_PAGE = "text body content rendered html paragraphs blocks children data".split()
_TITLE = "main rendered original full text name title headline value".split()
KEYS = {
    "html": _PAGE,
    "text": _PAGE,
    "url": "url href link canonical rendered".split(),
    "title": _TITLE,
    "author": "name fullname displayname original rendered main text value byline author".split(),
    "publisher": "name title text value".split(),
    "standfirst": _TITLE,
    "tag": "value name term label title text rendered".split(),
    "origin": "url href link canonical".split(),
    "language": "code id value name text".split(),
}
"""What is read from a cell -> keys of an object that may hold it, the likeliest first, as `bare` has them."""
_MOMENT = "date numberlong rendered datetime iso value timestamp published text".split()
_NAMES = (("firstname", "lastname"), ("first", "last"), ("givenname", "familyname"), ("forename", "surname"))
DEEPEST = 12
"""Lists and objects within each other."""
WRITTEN = re.compile(r"\s*(?:\[\s*[\[{\"']|\{\s*[\"'])")
"""How a list or an object begins that was written into a string."""
MAX_WRITTEN = 1_000_000
UNPARTED = re.compile(r"""(['"])\s+(?=['"])""")
"""Between the texts of a list as NumPy writes it."""
_SIGNS = re.compile(r"[\W_]+")

SIGN = re.compile(r"[\n\r;|,/]|www")
PARTED = re.compile(r"[\n\r;|]+")
"""Between authors in one cell."""
AND = re.compile(r"(?<!\s)\s++(?:and|und|et|y|&)\s+")
ADDRESS = re.compile(r"(?:https?:/)?/[^\s]*$|www\.[^\s]*$", re.IGNORECASE)
AUTHOR_PATH = re.compile(
    r"/(?:authors?|by|staff|people|profiles?|autor(?:en)?|auteurs?|contributors?)/([a-z]+(?:-[a-z]+)+)/?$"
)
PERSON = re.compile(r"[^\W\d_][\w.’'-]*(?: [^\W\d_][\w.’'-]*){1,4}$")
SURNAME = re.compile(r"[^\W\d_][\w’'-]+$")
FORENAMES = re.compile(r"[^\W\d_][\w’'-]+\.?(?: [^\W\d_][\w’'-]*\.?){0,2}$")
SUFFIXES = frozenset("jr sr ii iii iv md phd ph.d esq mba".split())


def bare(name: str) -> str:
    """A name without what does not count in it: capitals, spaces, signs."""
    return _SIGNS.sub("", name.casefold())


def texts(what: str, value: Any) -> list[str]:
    """What a cell says: a text, or each of several."""
    if isinstance(value, str):
        if WRITTEN.match(value) and (inner := _parsed(value)) is not None and (said := texts(what, inner)):
            return said
        return [] if is_nothing(value) else [value]
    return list(_said(value, KEYS.get(what, _MOMENT)))


def is_nothing(text: str) -> bool:
    """Whether a text is blank, or a word for nothing."""
    return text.isspace() or not text or (len(text) < 2 * LONGEST_NOTHING and text.strip().casefold() in NOTHING)


def by_name(names: Sequence[str], values: Iterable[Any]) -> dict[str, Any]:
    """The cells of a row. Of columns that have one name the first counts that says something."""
    row: dict[str, Any] = {}
    for name, value in zip(names, values, strict=True):
        if name not in row or not texts("", row[name]):
            row[name] = value
    return row


def keys_of(value: Any) -> str:
    """The keys of an object, or of the first object of a list, for a message; empty where there is none, or only empty ones."""
    if isinstance(value, list | tuple):
        value = next((one for one in value if isinstance(one, Mapping)), None)
    if not isinstance(value, Mapping) or not any(one not in (None, "", [], {}) for one in value.values()):
        return ""
    return ", ".join(str(key)[:40] for key in list(value)[:10])


def _said(value: Any, keys: list[str], depth: int = 0) -> Iterator[str]:
    if isinstance(value, str):
        if not is_nothing(value):
            yield value
    elif isinstance(value, bytes):
        yield from _said(_decoded(value), keys)
    elif value is None or isinstance(value, bool) or depth > DEEPEST:
        return
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _said(one, keys, depth + 1)
    elif isinstance(value, Mapping):
        yield from _of_object({bare(str(key)): one for key, one in value.items()}, keys, depth + 1)
    elif not (isinstance(value, float) and isnan(value)):
        yield str(value)


def _of_object(named: dict[str, Any], keys: list[str], depth: int) -> list[str]:
    """What the first key says that says something; a name out of its parts."""
    for key in keys:
        if key in named and (said := list(_said(named[key], keys, depth))):
            return said
    for parts in _NAMES if keys is KEYS["author"] else ():
        if said := [part for part in map(named.get, parts) if isinstance(part, str) and part.strip()]:
            return [" ".join(said)]
    return []


def _decoded(value: bytes) -> str:
    try:
        return decode(value)[0]
    except ValueError:
        return value.decode("utf-8", "replace")


def _parsed(text: str) -> Any:
    """The list or object that was written into a string, as JSON or by Python; None where it is none."""
    if len(text) > MAX_WRITTEN or text.rstrip()[-1:] not in ("]", "}"):
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        pass
    try:
        return ast.literal_eval(UNPARTED.sub(r"\1, ", text.strip()))
    except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
        return None


def people(said: list[str]) -> Iterator[str]:
    """The authors that a cell names, each by itself where the cell parts them; what parts others is for readers of bylines."""
    for text in said:
        if not SIGN.search(text):
            if not text.isdecimal():  # the number of an account
                yield text
            continue
        for part in PARTED.split(text):
            if not is_nothing(part):
                yield from _names(part.strip())


def _names(text: str) -> Iterator[str]:
    if ADDRESS.match(text):
        if found := AUTHOR_PATH.search(text):
            yield found[1].replace("-", " ").title()
        return
    if "," not in text:
        yield text
        return
    turned = [_turned(part) for part in AND.split(text)]
    if all(turned):
        yield from filter(None, turned)
    elif ", " not in text and all(map(PERSON.match, text.split(","))):
        yield from text.split(",")
    else:
        yield text


def _turned(text: str) -> str | None:
    """``Doe, Jane M.`` -> ``Jane M. Doe``, ``van der Meer, Jo`` -> ``Jo van der Meer``; None where the parts are no names, as far as lexicons know."""
    last, _, first = text.partition(", ")
    *particles, surname = last.split(" ")
    if not folded("name_particles").issuperset(map(str.casefold, particles)):
        return None
    if not SURNAME.match(surname) or not FORENAMES.match(first) or first.casefold().strip(".") in SUFFIXES:
        return None
    known = {part.casefold() for part in (last, surname, first, *first.split())}
    if any(known & folded(name) for name in ("outlets", "desks", "outlet_words", "roles", "places")):
        return None
    if named("agencies", first) or named("agencies", last):
        return None
    return f"{first} {last}"
