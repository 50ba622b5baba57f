"""Which column of a table is what: as ``[columns]`` in presscheck.toml says, or by the names that are common."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from presscheck.config import COLUMNS, NOT_READ
from presscheck.model import Claim, Unreadable
from presscheck.read import cells, moments
from presscheck.read.encoding import decode, read_as
from presscheck.read.metadata import LONE_SURROGATE, address, tidied
from presscheck.read.records import UTF_8, Intake, Record, Row
from presscheck.read.text import is_html

Places = dict[str, tuple[str, ...]]
GUESSES = {
    "html": "html raw_html html_raw page_html html_content content_html body_html",
    "text": (
        "text body content article_text full_text fulltext maintext main_text article_body articlebody plain_text "
        "raw_text content_text body_text cleaned_text article story"
    ),
    "url": "url link uri page_url article_url canonical_url source_url web_url permalink",
    "title": "title headline head heading",
    "author": "authors author byline writer creator by",
    "published": (
        "published date_publish date_published published_at published_date publish_date publication_date "
        "published_time pub_date pubdate datepublished date datetime"
    ),
    "modified": "modified date_modify date_modified modified_at modified_date updated updated_at last_modified",
    "fetched": (
        "fetched fetched_at fetch_time fetch_date scraped scraped_at scrape_date date_scraped crawled_at crawl_date "
        "date_crawled date_download downloaded_at retrieved retrieved_at"
    ),
    "publisher": "publisher outlet source source_name site_name newspaper publication site",
    "standfirst": "standfirst description summary subtitle lead lede deck dek abstract",
    "tag": "tags keywords topics tag",
    "language": "language lang",
    "origin": "canonical_url canonical canonical_link original_url original_source origin_url syndicated_from",
}
"""What -> the names that such a column has, the likeliest first. Capitals and what is no letter or digit do not count."""
DATED = ("date", "datum", "fecha", "data")
"""In the names of columns whose numbers may be the days that spreadsheets count."""
MOMENTS = ("published", "modified", "fetched")
MOST_SHOWN = 20
"""Names of columns in a message."""
MOST_UNREAD, SHOWN_CHARS = 8, 40
"""Columns that are named as not read, and characters of each."""
LONGEST_NAME = 200
"""What is longer is no name of a column."""
MOST = 1_000
"""So many ways to name the columns of a file are remembered."""
_bare = cells.bare


_NAMES = {what: tuple(dict.fromkeys(map(_bare, GUESSES[what].split()))) for what in COLUMNS}


class Cell(NamedTuple):
    """What stands in a column."""

    said: list[str]
    column: str
    value: Any


NO_CELL = Cell([], "", None)


def check(names: Collection[str], intake: Intake, source: str = "") -> list[str]:
    """The columns that something is read from; those of `source` that are not are noted. Raises ValueError where none of them can hold a text."""
    places = _places(names, intake)
    if not _has_text(places):
        raise ValueError(_no_text(names))
    if source and (others := not_read(names, places)):
        intake.used[source] = others
    return sorted({name for found in places.values() for name in found})


def not_read(names: Iterable[str], places: Places) -> dict[str, str]:
    """What is said of the columns that nothing is read from; nothing where there are none."""
    known = {part for found in places.values() for name in found for part in (name, name.split(".", 1)[0])}
    others = [repr(name[:SHOWN_CHARS]) for name in names if name and name not in known]
    more = f" and {len(others) - MOST_UNREAD} more" if len(others) > MOST_UNREAD else ""
    return {NOT_READ: ", ".join(others[:MOST_UNREAD]) + more} if others else {}


def holds_text(names: Collection[str], intake: Intake) -> bool:
    """Whether one of the columns can hold a text."""
    return _has_text(_known_places(tuple(names), intake))


def is_titled(names: Collection[str], intake: Intake, with_text: bool = True) -> bool:
    """Whether one of the columns can hold a title, and one a text."""
    places = _known_places(tuple(names), intake)
    return bool(places["title"]) and (_has_text(places) or not with_text)


def record(given: Row, intake: Intake) -> Record | Unreadable:
    """The document of a row. One that is no JSON object is unreadable."""
    at, raw = given.source, given.raw
    try:
        row, encoding = _values(given)
    except (ValueError, RecursionError) as error:
        return intake.unreadable(at, f"this is no JSON: {error}", raw)
    if not isinstance(row, dict):
        return intake.unreadable(at, "this is no JSON object", raw)
    row, places = _unfolded(row, intake)
    if not _has_text(places):
        return intake.unreadable(at, _no_text(tuple(row)), raw)
    read = {what: _first(row, places[what], what) for what in COLUMNS}
    what = "html" if read["html"].said else "text"
    page: str | None = "\n\n".join(read[what].said)
    if not page:
        return intake.unreadable(at, _empty(row, (*places["html"], *places["text"])), raw)
    is_page = what == "html" or is_html(page)
    used = intake.used.get(given.file)
    if used is None:
        used = intake.used[given.file] = not_read(row, places)
    used["html" if is_page else "text"] = read[what].column
    url, claims = address(next(iter(read["url"].said), None), "column url")
    claims += _claims(read)
    claims += _unread(row, {what: places[what] for what in COLUMNS[3:] if not read[what].said})
    used |= {field: cell.column for field, cell in read.items() if field not in ("html", "text") and cell.said}
    if not page.isascii() and LONE_SURROGATE.search(page):
        page = LONE_SURROGATE.sub("\ufffd", page)
        claims.append(Claim("unread", "half a character", "column text"))
    if isinstance(read[what].value, bytes):  # as a file would be
        raw, page, encoding = read[what].value, None, UTF_8
    return Record(at, raw, ".html" if is_page else ".txt", page, url, None, tidied(claims), encoding)


def _values(given: Row) -> tuple[Any, str]:
    """What stands in a row, and the codec that it was decoded with. Raises ValueError for what is no JSON."""
    if given.values is not None:
        return given.values, given.encoding
    try:
        return json.loads(given.raw.decode("utf-8")), UTF_8
    except UnicodeDecodeError:
        told = given.encoding != UTF_8
        text, encoding = (read_as(given.raw, given.encoding), given.encoding) if told else decode(given.raw)
        return json.loads(text), encoding


def _unfolded(row: Mapping[str, Any], intake: Intake) -> tuple[Mapping[str, Any], Places]:
    """A row, and what stands where in it. An article that stands as an object in one of its columns is laid out."""
    places = _known_places(tuple(row), intake)
    if intake.columns:
        return row, places
    if _has_text(places):
        names = [name for name in (*places["html"], *places["text"]) if isinstance(row.get(name), dict)]
    else:
        names = [name for name, value in row.items() if isinstance(value, dict)]
    for name in names:
        inner = row[name]
        if (
            (found := _known_places(tuple(inner), intake))
            and _has_text(found)
            and (found["title"] or not _has_text(places))
        ):
            row = {**inner, **{other: value for other, value in row.items() if other != name}}
            return row, _known_places(tuple(row), intake)
    return row, places


def _empty(row: Mapping[str, Any], names: Sequence[str]) -> str:
    """Why there is no text, with the columns that were looked at and the keys of objects in them."""
    shown = ", ".join(repr(name) for name in dict.fromkeys(names))
    keys = next((keys for name in names if (keys := cells.keys_of(row.get(name)))), "")
    return f"its text is empty: column {shown}" + (f" holds an object with the keys {keys}" if keys else "")


def _unread(row: Mapping[str, Any], places: Places) -> Iterator[Claim]:
    """Objects in columns of which it is not known what they say."""
    for what, names in places.items():
        for name in names:
            if keys := cells.keys_of(row.get(name)):
                yield Claim("unread", f"an object with the keys {keys}", f"column {what}")


def _no_text(names: Collection[str]) -> str:
    if any(len(name) > LONGEST_NAME for name in names):
        return "the first row seems to be an article: the names of the columns, as title,date,text, belong above it"
    shown = ", ".join(sorted(names)[:MOST_SHOWN]) or "none"
    return (
        f"no column for the text among those there are ({shown}); name it in presscheck.toml: "
        '[columns] text = "…" or html = "…"'
    )


def _claims(read: Mapping[str, Cell]) -> Iterator[Claim]:
    """What the columns say of the article, but for its text and its address."""
    for what in COLUMNS[3:]:
        cell = read[what]
        if not cell.said:
            continue
        said = [_moment(cell)] if what in MOMENTS else cells.people(cell.said) if what == "author" else cell.said
        for one in said:
            yield Claim(what, one, f"column {what}")


def _places(names: Collection[str], intake: Intake) -> Places:
    """What -> the columns among `names` that may be it, the first first; dots lead into objects."""
    bare: dict[str, str] = {}
    for name in names:
        bare.setdefault(_bare(name), name)
    places = {what: tuple(bare[name] for name in _NAMES[what] if name in bare) for what in COLUMNS}
    for what, given in intake.columns.items():
        places[what] = tuple(name for name in given if name in names or name.split(".", 1)[0] in names)
    return places


def _known_places(names: tuple[str, ...], intake: Intake) -> Places:
    """`_places`, worked out once for the rows that have these columns."""
    places = intake.places.get(names)
    if places is None:
        places = _places(names, intake)
        if len(intake.places) < MOST:
            intake.places[names] = places
    return places


def _has_text(places: Places) -> bool:
    return bool(places["text"] or places["html"])


def _first(row: Mapping[str, Any], places: tuple[str, ...], what: str) -> Cell:
    """The first cell that says something."""
    for name in places:
        value: Any = row
        if name in row:
            value = row[name]
        else:
            for part in name.split("."):
                value = value.get(part) if isinstance(value, Mapping) else None
        if value not in (None, "", [], {}) and (said := cells.texts(what, value)):
            return Cell(said, name, value)
    return NO_CELL


def _moment(cell: Cell) -> str:
    """A date, ISO 8601 where the cell holds no text or one that tables write."""
    if isinstance(cell.value, date):  # a datetime is one too
        return cell.value.isoformat()
    return moments.iso(cell.said[0].strip(), any(word in _bare(cell.column) for word in DATED))
