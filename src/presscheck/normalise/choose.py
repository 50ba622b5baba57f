"""Which candidate is believed. Losing candidates are kept, in order of confidence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from presscheck.model import Field
from presscheck.normalise.reading import fold

ONE = frozenset(
    "title standfirst published modified scraped_day dateline dateline_place dateline_date language publisher".split()
)
"""Fields with one value; of the others every differing value is chosen."""
EVERY_PLACE = frozenset("agency caption credit subhead byline".split())
"""Fields of which every place is kept as chosen, even where the value stands there twice."""
ORDER = (
    "title standfirst author byline agency publisher published modified scraped_day dateline dateline_place dateline_date "
    "tag language caption credit subhead"
).split()


def choose(candidates: list[Field]) -> tuple[Field, ...]:
    """Mark the chosen candidates; fill in the year of a dateline from the day of publication."""
    found = sorted(dict.fromkeys(candidates), key=_rank)
    published = next((f.value for f in found if f.field == "published"), None)
    found = [_with_year(field, published) if field.field == "dateline_date" else field for field in found]
    chosen: set[tuple[str, str]] = set()
    result: list[Field] = []
    authors = _best_authors(found)
    for field in found:
        key = (field.field, "" if field.field in ONE else fold(field.value))
        take = key not in chosen or field.field in EVERY_PLACE
        if field.field == "author":
            take = take and fold(field.value) in authors
        if take:
            chosen.add(key)
        result.append(replace(field, chosen=take))
    return tuple(result)


def _rank(field: Field) -> tuple[int, float, int, str, str]:
    start = field.start if field.start is not None else 1 << 60
    return ORDER.index(field.field), -field.confidence, start, field.value, field.rule


def _best_authors(found: list[Field]) -> set[str]:
    """Names of the most trusted way of reading authors; other ways may read the same line worse."""
    authors = [field for field in found if field.field == "author"]
    if not authors:
        return set()
    best = authors[0].rule
    return {fold(field.value) for field in authors if field.rule == best}


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
