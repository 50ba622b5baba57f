"""When: published, modified, and the day of the scrape."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from presscheck.addresses import day_in
from presscheck.dates import NO_DATE, DateMention, find_dates, may_hold_date, possible, timed
from presscheck.lexicons import folded, words
from presscheck.model import Claim, Field, Line
from presscheck.normalise import stated_days
from presscheck.normalise.dateline import find_dateline
from presscheck.normalise.lines import WORD, is_sentence, lone_dates
from presscheck.normalise.reading import Reading

CONFIDENCE = {
    "column published": 0.94,
    "column modified": 0.9,
    "json-ld datePublished": 0.95,
    "json-ld dateModified": 0.95,
    "meta article:published_time": 0.93,
    "meta article:modified_time": 0.9,
    "microdata datePublished": 0.9,
    "json-ld page datePublished": 0.85,
    "meta og:updated_time": 0.8,
    "meta date": 0.7,
    "trafilatura": 0.6,
}
SPEECH = re.compile(r"[\"“”„«»@]")
"""A line with these quotes somebody, or is the signature below a post."""
TAIL_LINES = 5
TAIL_DISCOUNT = 0.1
FAR_LINES = 80
FAR_DISCOUNT = 0.25
VERY_FAR_DISCOUNT = 0.4
"""Dates so far down are believed only with a time of day."""
ONLY_UPDATED = 0.8
"""Rank of an update as the day of publication, where no other date is on the page: it is no later than that."""
HEAD_LINES, HEAD_WORDS = 8, 12
"""So many lines from the headline on, a line of so few words that holds a date is about the article."""
BESIDE_HEADLINE = 0.75
LABELLED = 0.85
AMBIGUOUS = 0.2
"""Taken off where day and month could be the other way round."""
OLD = re.compile(r"1[6-8]\d\d-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?$")
SHORT_YEAR = re.compile(r"(?<![\w./-])(\d{1,2})([./-])(\d{1,2})\2(\d{2})(?![\w/-]|\.\w)")
"""A date with a year of two digits: only believed on a line that says nothing but dates, times and their labels."""
MAX_SHORT_CHARS = 80
ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$", re.ASCII)


def read(reading: Reading) -> Iterator[Field]:
    """Lines that say nothing but a date, time elements, what the markup claims, the address; last of all an update."""
    found = [*_written(reading), *stated_days.read(reading), *_claimed(reading)]
    yield from found
    if not any(field.field == "published" for field in found):
        for field in found:
            if field.rule == "updated-line":
                yield replace(field, field="published", confidence=ONLY_UPDATED)
    yield from _header(reading)


def _written(reading: Reading) -> Iterator[Field]:
    for line, discount in _places(reading):
        yield from _line(reading, line, discount)


def _claimed(reading: Reading) -> Iterator[Field]:
    for claim in reading.article.claims:
        if claim.field in ("published", "modified") and (value := as_iso(claim.value) or _old(claim)):
            doubted = _doubted(claim.value)
            meant = reading.settled(doubted, claim.source) if doubted else None
            if meant and not meant.ambiguous:
                value = meant.iso
            sure = CONFIDENCE.get(claim.source, 0.8) - AMBIGUOUS * bool(meant and meant.ambiguous)
            yield Field(claim.field, value, round(sure, 2), claim.source, evidence=claim.value)
    addresses = (claim.value for claim in reading.article.claims if claim.field in ("address", "origin"))
    for address in dict.fromkeys((reading.article.url or "", *addresses)):
        if value := as_iso(day_in(address)):
            yield Field("published", value, 0.7, "url", evidence=address)
            break


def _doubted(text: str) -> DateMention | None:
    """A claimed date of which day and month could be the other way round."""
    first = find_dates(text)[:1] if "-" not in text[4:5] else ()
    return next((mention for mention in first if mention.ambiguous), None)


def _old(claim: Claim) -> str | None:
    """A day before 1900 that a column or JSON-LD claims; texts are not searched for such days."""
    if not OLD.match(claim.value) or NO_DATE.match(claim.value) or not claim.source.startswith(("column", "json-ld")):
        return None
    try:
        date.fromisoformat(claim.value[:10])
    except ValueError:
        return None
    return claim.value.replace(" ", "T")


def _places(reading: Reading) -> Iterator[tuple[Line, float]]:
    """Lines where the article's own date may stand, with how much is to be taken off their confidence.

    Around the headline; at the end; and, on a page dumped with its furniture, further down, where the first
    lone date is the best guess as long as few others are about.
    """
    start = reading.head_index
    near = max(reading.body_index + 2, start + HEAD_LINES)
    last = len(reading.kept) - TAIL_LINES
    for index, line in enumerate(reading.kept[start:], start):
        if index >= near and not may_hold_date(line.text):
            continue
        if index < near:
            yield line, 0.0
        elif index >= last:
            yield line, TAIL_DISCOUNT
        else:
            yield line, FAR_DISCOUNT if index < start + FAR_LINES else VERY_FAR_DISCOUNT


def _line(reading: Reading, line: Line, discount: float) -> Iterator[Field]:
    """Candidates from one line that holds nothing but dates and labels, or from a label and a date it opens with."""
    at = 0
    if not may_hold_date(line.text):
        if not discount and reading.article.media_type != "text/html":
            yield from _short_years(reading, line)
        return
    lone = lone_dates(line)
    if not lone:
        yield from _opening(reading, line, discount)
    updated = False
    behind = bool(lone) and _is_labelled_behind(line.text, lone[0].start, lone[-1].end)
    for number, mention in enumerate(map(reading.settled, lone)):
        following = lone[number + 1].start if number + 1 < len(lone) else len(line.text)
        label = line.text[slice(mention.end, following) if behind else slice(at, mention.start)].casefold()
        at = mention.end
        labelled = any(word in folded("date_labels") for word in WORD.findall(label))
        updated = any(word in label for word in words("update_labels")) or (number > 0 and not (updated and labelled))
        start, end = line.start + mention.start, line.start + mention.end
        evidence = reading.article.text[start:end]
        if discount == VERY_FAR_DISCOUNT and mention.precision == "day":
            continue
        if updated:
            yield Field("modified", mention.iso, 0.85 - discount, "updated-line", start, end, evidence)
        else:
            sure = (0.92 if labelled else 0.88) - AMBIGUOUS * mention.ambiguous - discount
            yield Field("published", mention.iso, round(sure, 2), "published-line", start, end, evidence)


def _is_labelled_behind(text: str, start: int, end: int) -> bool:
    """Whether labels stand behind the dates of a line, which lie from `start` to `end`: ``3月5日 10時15分更新``."""
    last = text[end:].casefold().strip(" ()（）[]")
    alone = len(last.split()) == 1 and not WORD.search(text[:start])
    return alone and last.startswith(tuple(words("update_labels")))


def _opening(reading: Reading, line: Line, discount: float) -> Iterator[Field]:
    """The date that a short line opens with behind "Published", or that stands in a short line below the headline."""
    if reading.article.media_type == "text/html" or len(line.text.split()) > 2 * HEAD_WORDS:
        return
    if not discount:
        yield from _short_years(reading, line)
    dates = find_dates(line.text)
    if not dates or is_sentence(line.text) or find_dateline(line.text):
        return
    first = reading.settled(dates[0])
    start, end = line.start + first.start, line.start + first.end
    evidence = reading.article.text[start:end]
    labels = WORD.findall(line.text[: dates[0].start].casefold())
    updated = any(word in " ".join(labels) for word in words("update_labels"))
    if labels and all(label in folded("date_labels") for label in labels) and discount < VERY_FAR_DISCOUNT:
        if not updated:
            yield Field("published", first.iso, LABELLED - discount / 10, "published-line", start, end, evidence)
    elif (
        (discount in (0, TAIL_DISCOUNT) or _opens_with_time(line, dates[0]))
        and len(dates) == 1
        and not updated
        and len(line.text.split()) <= HEAD_WORDS
        and not SPEECH.search(line.text)
    ):
        yield Field(
            "published", first.iso, BESIDE_HEADLINE - discount / 10, "line beside headline", start, end, evidence
        )


def _short_years(reading: Reading, line: Line) -> Iterator[Field]:
    """The dates of a line that holds nothing else, with the year in two digits, and behind labels: ``Updated 13/03/24 9:15am``."""
    at = 0
    for mention in _short_dates(line.text) if len(line.text) <= MAX_SHORT_CHARS else ():
        label = line.text[at : mention.start].casefold()
        at = mention.end
        meant = reading.settled(mention)
        updated = any(word in label for word in words("update_labels"))
        kind, rule = ("modified", "updated-line") if updated else ("published", "published-line")
        start, end = line.start + mention.start, line.start + mention.end
        sure = round(LABELLED - AMBIGUOUS * meant.ambiguous, 2)
        yield Field(kind, meant.iso, sure, rule, start, end, reading.article.text[start:end])


def _short_dates(text: str) -> list[DateMention]:
    """The dates whose years have two digits, day first unless that is no date; none where a line says more than labels beside."""
    found: list[DateMention] = []
    rest, at = [], 0
    for match in SHORT_YEAR.finditer(text):
        first, second = int(match[1]), int(match[3])
        day, month = (first, second) if second <= 12 else (second, first)
        value = as_iso(f"20{match[4]}-{month:02}-{day:02}")
        if not value or match.start() < at:
            return []
        doubted = max(first, second) <= 12 and first != second and match[2] != "."
        found.append(timed(DateMention(match.start(), match.end(), value, "day", ambiguous=doubted), text))
        rest.append(text[at : match.start()])
        at = found[-1].end
    labels = WORD.findall(" ".join((*rest, text[at:])).casefold())
    return found if all(label.strip(".") in folded("date_labels") for label in labels) else []


def _opens_with_time(line: Line, mention: DateMention) -> bool:
    return mention.precision != "day" and not line.text[: mention.start].strip(" *•·–—-|")


def _header(reading: Reading) -> Iterator[Field]:
    """The day of the scrape: the date of a page header that was stripped (DT01)."""
    for edit in reading.edited.of("DT01"):
        for mention in map(reading.settled, find_dates(reading.article.text[edit.start : edit.end])):
            start, end = edit.start + mention.start, edit.start + mention.end
            yield Field(
                "scraped_day", mention.iso[:10], 0.9, "page-header", start, end, reading.article.text[start:end]
            )


def as_iso(value: str) -> str | None:
    """A date claimed by markup as ISO 8601 with the precision it came in; None for none, and for what systems write then.

    Of a time, or a zone, that no clock shows the day, or the time, is left.
    """
    value = value.strip()
    if NO_DATE.match(value):
        return None
    if ISO.match(value):
        iso = value.replace(" ", "T")
    else:
        mentions = find_dates(value)
        iso = mentions[0].iso if mentions else ""
    iso = re.sub(r"\.\d+", "", iso)
    iso = re.sub(r"([+-]\d\d)(\d\d)$", r"\1:\2", iso)
    return possible(iso) if find_dates(iso) else None
