"""Which candidate is believed. Losing candidates are kept, in order of confidence."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

from presscheck.dates import days_between
from presscheck.model import Field
from presscheck.normalise.confidence import confidence
from presscheck.normalise.lines import fold, letters

ONE = frozenset(
    "title standfirst published modified scraped_day dateline dateline_place dateline_date language publisher address".split()
)
"""Fields with one value; of the others every differing value is chosen."""
EVERY_PLACE = frozenset("agency caption credit subhead byline".split())
"""Fields of which every place is kept as chosen, even where the value stands there twice."""
UTC = re.compile(r"^[^T]*T.*(?:Z|\+00:00)$")
CLOCK = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d)(?::\d\d)?((?:[+-]\d\d:\d\d)?)$")
MAX_ZONE = 14 * 60
"""So many minutes a zone is off UTC at most: Kiribati."""
LINES = frozenset(("published-line", "line beside headline"))
NO_WITNESS = frozenset(("url", "updated-line", "trafilatura"))
"""Not the day of publication, or read from the address."""
MIN_DAYS = 2
"""Time zones, and texts filed the evening before, make one day."""
SEEN = frozenset(("byline", "byline element"))
"""What a reader of the page is shown."""
READ = SEEN | {"biography"}
"""What names one author at a time, and tells nothing of the others beside the headline."""
_NAMES = (
    "title standfirst author byline agency origin publisher published modified scraped_day dateline dateline_place dateline_date "
    "tag language caption credit subhead address header"
).split()
ORDER = {name: place for place, name in enumerate(_NAMES)}


def choose(candidates: list[Field], medium: str) -> tuple[Field, ...]:
    """Mark the chosen candidates; fill in the year of a dateline from the day of publication.

    Candidates come with their rank in place of a confidence. They leave with the confidence that values of that rank
    have in the medium (``html`` or ``text``).
    """
    found = sorted(dict.fromkeys(candidates), key=_rank)
    found = _as_shown(_as_addressed(found))
    published = next((f.value for f in found if f.field == "published"), None)
    found = [_with_year(field, published) if field.field == "dateline_date" else field for field in found]
    chosen: set[tuple[str, str]] = set()
    result: list[Field] = []
    authors = _best_authors(found)
    for field in found:
        key = (field.field, "" if field.field in ONE else _same(field))
        take = key not in chosen or field.field in EVERY_PLACE
        if field.field == "author":
            take = take and _same(field) in authors
        if take:
            chosen.add(key)
        sure = confidence(medium, field.field, field.confidence)
        result.append(
            Field(field.field, field.value, sure, field.rule, field.start, field.end, field.evidence, chosen=take)
        )
    return tuple(result)


def _rank(field: Field) -> tuple[int, float, int, str, str]:
    start = field.start if field.start is not None else 1 << 60
    value = (
        "" if field.field == "author" and field.start is None else field.value
    )  # authors stay as the source orders them
    return ORDER[field.field], -field.confidence, start, value, field.rule


def _best_authors(found: list[Field]) -> set[str]:
    """Names of the most trusted way of reading authors; other ways may read the same line worse.

    Where the byline beside the headline names one of them, its word goes: markup also names editors and photographers,
    or the first of several authors only.
    """
    authors = [field for field in found if field.field == "author"]
    best = [field for field in authors if field.rule == authors[0].rule]
    seen = [field for field in authors if field.rule in SEEN]
    others = [field for field in authors if field.rule not in READ] if best and best[0] in seen else best
    agreed = {_same(field) for field in others}
    lines = {field.evidence for field in seen if _same(field) in agreed}
    return {_same(field) for field in seen if field.evidence in lines} or {_same(field) for field in best}


def _same(field: Field) -> str:
    """What is the same in two values that are one: of a name its letters."""
    return letters(field.value) if field.field == "author" else fold(field.value)


def _as_addressed(found: list[Field]) -> list[Field]:
    """A date alone on its line gives way to another one of the day that the address names: it is a teaser's, or a release's."""
    best = next((index for index, field in enumerate(found) if field.field == "published"), None)
    if best is None or found[best].rule not in LINES:
        return found
    published = [field for field in found[best:] if field.field == "published"]
    address = next((field.value for field in published if field.rule == "url"), None)
    if address is None or abs(days_between(address, found[best].value)) < MIN_DAYS:
        return found
    for field in published:
        if field.rule not in NO_WITNESS and field.value[:10] == address[:10]:
            agreed = replace(field, confidence=found[best].confidence)
            return [*found[:best], agreed, *(other for other in found[best:] if other is not field)]
    return found


def _as_shown(found: list[Field]) -> list[Field]:
    """A day of publication in UTC gives way to the same moment as the paper has it: that is the day it appeared.

    A clock without a zone shows the same moment when it is off by quarters of an hour (as all zones are), and names
    its zone by that. A day alone, shown on the page, is the paper's when some zone had it at that moment.
    """
    best = next((index for index, field in enumerate(found) if field.field == "published"), None)
    if best is None or not UTC.search(found[best].value):
        return found
    moment = datetime.fromisoformat(found[best].value).replace(second=0, tzinfo=None)
    for field in found[best + 1 :]:
        shown = field.field == "published" and field.rule != "updated-line"
        value = _shown(moment, field) if shown else None
        if value:
            as_shown = replace(field, value=value, confidence=found[best].confidence)
            return [*found[:best], as_shown, *(other for other in found[best:] if other is not field)]
    return found


def _shown(moment: datetime, field: Field) -> str | None:
    """The value of a field with its zone, if it tells a moment that is given in UTC; None where it tells another."""
    clock = CLOCK.match(field.value)
    if clock:
        minutes = int((datetime.fromisoformat(clock[1]) - moment).total_seconds() // 60)
        zone = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
        same = minutes and minutes % 15 == 0 and abs(minutes) <= MAX_ZONE and clock[2] in ("", zone)
        return f"{field.value.removesuffix(zone)}{zone}" if same else None
    days = {(moment + timedelta(minutes=minutes)).date() for minutes in (-MAX_ZONE, MAX_ZONE)} - {moment.date()}
    return field.value if field.start is not None and field.value in {day.isoformat() for day in days} else None


def _with_year(field: Field, published: str | None) -> Field:
    """``--03-24`` with the year that brings it nearest to the day of publication; as it is without one."""
    if not field.value.startswith("--") or not published:
        return field
    day = date.fromisoformat(published[:10])
    years: list[date] = []
    for year in (day.year - 1, day.year, day.year + 1):
        try:
            years.append(date.fromisoformat(f"{year}-{field.value[2:]}"))
        except ValueError:
            continue  # 29 February
    return replace(field, value=min(years, key=lambda other: abs(other - day)).isoformat()) if years else field
