"""Bylines: the people, and what stands in a person's place (outlet, desk, agency, placeholder)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from presscheck.dates import find_dates
from presscheck.lexicons import folded, words
from presscheck.model import Field, Line
from presscheck.normalise.byline_parts import before_date, names_start, without_pictures
from presscheck.normalise.credit_words import Named, agencies_behind, source_behind
from presscheck.normalise.dateline import agency_name
from presscheck.normalise.east_asian_bylines import names_in
from presscheck.normalise.lines import byline_start, fold, lone_dates, main_start
from presscheck.normalise.names import (
    ELIDED,
    PARTICLES,
    before_description,
    is_place,
    kind_of,
    person_before_outlet,
    split_names,
    without_time,
    without_titles,
)
from presscheck.normalise.reading import HEAD_LINES, Reading
from presscheck.normalise.roles import agency_of_desk, is_desk_alone, person_beside_role

MAX_CHARS = 120
MAX_NAME_CHARS = 60
WORDS = "|".join(map(re.escape, sorted(words("byline_words"), key=len, reverse=True)))
"""What opens a byline, for patterns; the longer first."""
LABELS = "|".join(map(re.escape, words("byline_labels")))
"""What opens a byline before a colon only."""
OPENING = re.compile(
    r"\W*(?:(?:(?:written |reported |story |published |words |text |(?:fotos?|bilder) und text |text und (?:fotos?|bilder) "
    r"|(?:photos?|pictures|images) (?:and|&) (?:story|text|words) |(?:story|text|words) (?:and|&) (?:photos?|pictures|images) "
    r"|commentary |opinion |(?:eine? )?(?:kolumne"
    r"|kommentar|analyse|interview|gastbeitrag|essay|reportage|bericht|leitartikel) )?(?:"
    + WORDS
    + r"))(?:・(?:文|写真|撮影|取材|構成))*\s*(?:[:：・／＝]|(?<=[\u2e80-\uffff])[/|｜]|\s[–—-]\s|\s)|(?:"
    + LABELS
    + r")\s?[:：])\s*(?P<names>[^\s:].*)$",
    re.IGNORECASE,
)
ROMANIAN = re.compile(r"\W*[Dd]e\s(?P<names>(?:[^\W\d_a-zà-ž][\w'’-]+[\s,]+){1,}[^\W\d_a-zà-ž].*)$")
"""``De Ioana Marin``; elsewhere the first word may be the first of a name."""
ROMANIAN_LETTERS = ("ăĂ", "șşțţȘŞȚŢ")
"""One of each is in every longer text in Romanian, and no text in Vietnamese or Turkish has both."""
NOT_WRITTEN = re.compile(
    r"(?:[综綜]合?)?(?:[报報][导導道]|撰稿)[）)\]】]?$"
    r"|\s(?:(?:责任|責任|文字)?[编編][辑輯]|责编|責編|摄影|攝影|校对|校對|編集|写真|撮影|편집|사진)[:：\s].*$"
)
"""What stands behind Chinese and Japanese names: that they report, and who did something else."""
CHINESE_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
INNER = re.compile(
    r"[\s|·•–—](?P<opening>(?:" + WORDS + r")[:：]?\s)",
    re.IGNORECASE,
)
"""The word of a byline inside a line."""
BAR = re.compile(r"(?<=\S\s)[|•·]\s+")
DIGIT = re.compile(r"\d")
DAY = re.compile(r"\b\d{1,2}[./]\d{1,2}[./]\d\d\b")
"""A day whose year has two digits, which `find_dates` leaves alone; whatever day it is, a byline may follow it."""
TRAIL = re.compile(
    r"(?<!\s)\s++(?:in|for|at|für|aus|à|en|a)\s+[A-ZÀ-Þ][\w .]{1,80}$|(?:(?<!\s)\s++)?[|·•–—-]\s.*$"
    r"|(?:(?<!\s)\s++)?\(.{0,200}\)\s*$"
)


NEAR_LINES = 6
FAR_LINES = 150
LAST_LINES = 3
MAIN_ABOVE, MAIN_BELOW = 8, 2
"""Lines around the first of the running text between which a dump with menus above it is signed."""
MAX_FAR = 2
"""Further down a page a few bylines may be the article's; more are those of a list of other stories."""
GLUED = re.compile(
    r"(?<=[a-zß-ÿ])(?=(?:Published|Updated|Posted|Last)\b)"
    r"|(?<=[^\W\d_])(?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d)"
)
SMALL = re.compile(
    r"(?<!\s)\s++(?!(?:" + "|".join(map(re.escape, sorted(PARTICLES))) + rf")\s|{ELIDED}[A-ZÀ-Þ])[a-zß-ÿ0-9].*$"
)
"""From the first word on that is written small and is no part of a name."""
ON = re.compile(r"(?i)\son(?:\s\d.*|\s*)$")
"""What leads to the date of a byline: ``By Ana Soler On 11/18/19``."""
NUMBER_BEHIND = re.compile(r"(?<=\w\w)\s+\d.*$")
PARTS = re.compile(r"[\s•·|](?:(?<=\s)(?<!\s\s)\s*+[•·|]\s*|(?<=[•·|])\s*)")
NOBODY = frozenset(("button", "photographer"))
"""Kinds of names that no author is told from."""


def read(reading: Reading) -> Iterator[Field]:
    """Byline lines above the body or at its end, and lone names beside the date."""
    start = reading.title_index or 0
    below = max(reading.body_index + 2, start + NEAR_LINES)
    found = _signed(reading.kept[start:below], _is_romanian(reading))
    if not found and reading.article.media_type != "text/html":
        main = start + main_start(reading.kept[start : start + FAR_LINES])
        found = _signed(reading.kept[max(below, main - MAIN_ABOVE) : main + MAIN_BELOW])
    found = found or _signed(reading.kept[max(below, len(reading.kept) - LAST_LINES) :])
    if not found:
        lines = [line for line in reading.kept[below : start + FAR_LINES] if len(line.text) <= MAX_CHARS]
        far = [fields for line in lines if (fields := list(byline(line, 0.15)))]
        found = [field for fields in far for field in fields] if len(far) <= MAX_FAR else []
    found += _lone_names(reading)
    yield from found or _lone_desk(reading)


def _signed(lines: list[Line], romanian: bool = False) -> list[Field]:
    """The names of the bylines among some lines."""
    found = [field for line in lines for field in byline(line)]
    if romanian and not found:
        short = [line for line in lines if len(line.text) <= MAX_CHARS]
        found = [
            field
            for line in short
            if (opened := ROMANIAN.match(line.text))
            for field in _names(line, opened.span("names"), 0.0)
        ]
    return found or [field for above, line in pairwise(lines) if byline_word(above) for field in _in_their_place(line)]


def _in_their_place(line: Line) -> Iterator[Field]:
    """An outlet, agency or desk alone on the line below the word of a byline, where a person would stand."""
    name = line.text.strip(" *•")
    if len(name) <= MAX_NAME_CHARS and kind_of(name) in ("outlet", "agency", "desk"):
        start = line.start + line.text.index(name)
        field = typed(name, 0.8, "byline", (start, start + len(name)), name)
        if field.field != "author":  # `signatures` reads people
            yield field


def byline(line: Line, discount: float = 0.0) -> Iterator[Field]:
    """``By Ana Soler and Jo Brandt in Norrhaven on 3 May 2021`` -> two names."""
    opening = line.text[:MAX_CHARS].strip()
    if spans := names_in(line.text[:MAX_CHARS]):
        for start, end in spans:
            yield typed(
                line.text[start:end], 0.85 - discount, "byline", (line.start + start, line.start + end), opening
            )
        return
    if len(line.text) > MAX_CHARS:
        return
    start = names_start(line.text)
    if start and (fields := list(_names(line, (start, len(line.text)), discount, alone=True))):
        yield from fields
    elif (
        opened := OPENING.match(line.text) or _opened_behind_date(line.text) or _opened_behind_bar(line.text)
    ) and not _of_a_thing(opened):
        yield from _names(line, opened.span("names"), discount)


def _of_a_thing(opened: re.Match[str]) -> bool:
    """``Author of the book, Ana Soler``, ``기자 출신인 김민수``: the line tells of somebody's trade, and is no byline."""
    word, names = opened.string[: opened.start("names")].strip(), opened["names"]
    return names.startswith("출신") or (word.casefold() in folded("author_words") and names[0].islower())


def _is_romanian(reading: Reading) -> bool:
    text = reading.running_text
    return not text.isascii() and all(any(letter in text for letter in letters) for letters in ROMANIAN_LETTERS)


def _names(line: Line, span: tuple[int, int], discount: float, *, alone: bool = False) -> Iterator[Field]:
    """The names between two places of a line; none where names alone should stand there, and more does."""
    if line.text.rstrip().endswith((".", "!", "?", "…")) and len(line.text.split()) > 8:
        return
    opened = line.text[slice(*span)]
    names = GLUED.split(opened)[0]
    for mention in find_dates(names)[:1]:
        names = before_date(names, mention.start)
    names, pictured = without_pictures(ON.sub("", NOT_WRITTEN.sub("", names)))
    end, agencies = agencies_behind(names)
    names = TRAIL.sub("", names[:end]).rstrip(" ,;\t\xa0")
    begin = line.start + span[0]
    parts = [(start, whole, _readable(whole)) for start, whole in _parted(names)]
    if alone and not all(whole == named for _, whole, named in parts):
        return
    beside_person = any(named and _kind(named) == "person" for _, _, named in parts)
    for start, whole, named in parts:
        unread = beside_person and len(whole) <= MAX_NAME_CHARS and not DIGIT.search(whole)
        if named or unread:
            name = named or whole
            yield typed(name, 0.85 - discount, "byline", (begin + start, begin + start + len(name)), line.text.strip())
    for start, end in pictured:
        span = begin + start, begin + end
        yield Field("byline", opened[start:end], 0.85 - discount, "byline (photographer)", *span, line.text.strip())
    yield from (credited(one, opened, begin, 0.85 - discount, "byline") for one in agencies)


def _parted(names: str) -> Iterator[tuple[int, str]]:
    """The names as `split_names` has them, and Chinese ones parted by spaces too: ``王小明 李丽``."""
    for start, _, name in split_names(names):
        words = list(re.finditer(r"\S+", name))
        if all(CHINESE_NAME.fullmatch(word[0]) and word[0][0] in folded("surnames_han") for word in words):
            yield from ((start + word.start(), word[0]) for word in words)
        else:
            yield start, name


def _readable(part: str) -> str:
    """What can be read of a part of a byline, without what is written small behind it; nothing where that is no name."""
    name = _alone(part)
    named = name if _kind(name) != "other" else SMALL.sub("", name)
    return named if _kind(named) != "other" else ""


def _opened_behind_date(text: str) -> re.Match[str] | None:
    """The byline in ``Mo 3.5.2021 | 14:07 Uhr | Von Ana Soler`` or ``3 May 2021 By Ana Soler``; None without a date."""
    number = DIGIT.search(text)
    word = INNER.search(text, number.end()) if number else None
    if not word:
        return None
    before = text[: word.start("opening")]
    return OPENING.match(text, len(before)) if DAY.search(before) or find_dates(before) else None


def _opened_behind_bar(text: str) -> re.Match[str] | None:
    """The byline in ``Politik | Von Ana Soler``."""
    return next(filter(None, (OPENING.match(text, bar.end()) for bar in BAR.finditer(text))), None)


def byline_word(line: Line) -> bool:
    """Whether a line is nothing but the word that opens a byline, as where the name is a link on a line of its own."""
    text = line.text.casefold().strip(" :*•")
    words = text.split()
    return bool(words) and (
        (len(words) <= 2 and words[-1] in folded("byline_words")) or text in folded("byline_openers")
    )


def _alone(name: str) -> str:
    """A name without numbers and words of buttons behind it: ``Ana Soler 3 min read``, ``Ana Soler Twitter``."""
    if kind_of(name) in NOBODY or without_time(name):
        return name
    words = NUMBER_BEHIND.sub("", name).split()
    while len(words) > 2 and words[-1].casefold() in folded("byline_buttons"):
        words.pop()
    return " ".join(words)


def _kind(name: str) -> str:
    return kind_of(person_beside_role(name) or without_time(name) or before_description(name) or name)


def _lone_names(reading: Reading) -> Iterator[Field]:
    """A name alone on its line, or between bars and dots: a person's, or an outlet's in its place.

    It stands beside the date, or twice in a row (with the author's picture, and under it).
    """
    start = reading.title_index or 0
    lines = reading.kept[start : max(reading.body_index, start + HEAD_LINES)]
    for index, line in enumerate(lines):
        if start + index in (reading.title_index, reading.standfirst_index) or len(line.text) > MAX_CHARS:
            continue
        beside = [lines[i] for i in (index - 2, index - 1, index + 1) if 0 < i < len(lines)]
        in_head = start + index < reading.body_index
        parts = PARTS.split(line.text[: source_behind(line.text)[0]].strip())
        dated = len(parts) > 1 and bool(find_dates(line.text))
        again = index + 1 < len(lines) and _alike(line.text, lines[index + 1].text)
        if not dated and not again and not any(lone_dates(other) for other in beside):
            continue
        below_other = not dated and not again and _is_below_other(lines, index)
        if not dated:  # a line with the word of a byline was read as one
            opened = bool(OPENING.match(line.text))
            end, agencies = agencies_behind(line.text) if in_head and not opened else (0, ())
            if end and agencies:
                yield from (credited(one, line.text, line.start, 0.8, "line-beside-date") for one in agencies)
            parts = [] if opened else [_without_place(line.text[: end if agencies else None].strip(" ,\t"))]
        for text in parts:
            kind = kind_of(text) if len(text) <= MAX_NAME_CHARS else "other"
            if kind == "agency" and below_other:
                continue
            marked_up = reading.article.media_type == "text/html"  # in plain text `signatures` looks for people
            if (kind == "person" and marked_up) or (kind in ("outlet", "agency", "desk", "email") and in_head):
                first = line.start + line.text.index(text)
                sure = 0.6 if kind == "person" else 0.8
                yield typed(text, sure, "line-beside-date", (first, first + len(text)), text)


def _lone_desk(reading: Reading) -> Iterator[Field]:
    """A desk alone on the line below the headline, a date behind it or none."""
    at = (reading.title_index or 0) + 1
    for line in reading.kept[at : min(at + 1, reading.body_index)]:
        dates = find_dates(line.text) if len(line.text) <= MAX_CHARS else ()
        text = line.text[: dates[0].start if dates else None]
        name = text.strip(" ,|/•·–—-")
        if len(name) <= MAX_NAME_CHARS and is_desk_alone(name):
            start = line.start + text.index(name)
            yield typed(name, 0.6, "line-below-headline", (start, start + len(name)), name)


def _is_below_other(lines: list[Line], index: int) -> bool:
    """Whether something else than a byline or a name stands between a line and the date above it: a caption, say."""
    above = lines[index - 1] if index else None
    beside = [line for line in (above, *lines[index + 1 : index + 2]) if line]
    return bool(above) and not any(map(lone_dates, beside)) and not _names_somebody(above)


def _names_somebody(line: Line | None) -> bool:
    return line is not None and (
        byline_start(line.text) or kind_of(line.text) in ("person", "agency", "outlet", "desk")
    )


def _alike(one: str, other: str) -> bool:
    """Whether two lines say the same; most begin with different letters."""
    first, second = one.lstrip()[:1], other.lstrip()[:1]
    if first.isalnum() and second.isalnum() and first.casefold()[:1] != second.casefold()[:1]:
        return False
    return fold(one) == fold(other)


def _without_place(text: str) -> str:
    """``AFP, MANILA`` -> ``AFP``."""
    name, _, place = text.partition(", ")
    return name if is_place(place) else text


def credited(one: Named, text: str, begin: int | None, confidence: float, rule: str) -> Field:
    """The field of an agency that a byline ends in; a word for several stays a `byline`, as a desk's does.

    `text` is what was looked at, and begins at `begin` of the page text; None where it is markup's.
    """
    name = text[one.start : one.end]
    start, end = (None, None) if begin is None else (begin + one.start, begin + one.end)
    if one.agency:
        return Field("agency", one.agency, confidence, rule, start, end, name)
    return Field("byline", name, confidence, f"{rule} (desk)", start, end, name)


def typed(name: str, confidence: float, rule: str, span: tuple[int, int] | None, evidence: str) -> Field:
    """A person is an author, without titles; an agency, or its desk, an agency; all else stays a `byline` that names no person."""
    kind = kind_of(name)
    if kind not in NOBODY:
        readers = (person_beside_role, person_before_outlet, without_time, before_description)
        name = next((person for reader in readers if (person := reader(name))), name)
        kind = kind_of(name)
    name = without_titles(name) if kind == "person" else name
    field = {"person": "author", "agency": "agency"}.get(kind, "byline")
    value = agency_name(name) or name if kind == "agency" else name
    if kind == "desk" and (agency := agency_of_desk(name)):
        field, value = "agency", agency
    start, end = span or (None, None)
    evidence = name if field == "agency" and rule == "byline" else evidence
    rule = rule if field != "byline" else f"{rule} ({kind})"
    return Field(field, value, confidence, rule, start, end, evidence)
