"""Who signed a text, and when, where no byline word says so: names alone on a line, beside a date, above a biography."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from presscheck.dates import find_dates
from presscheck.lexicons import folded
from presscheck.model import Field, Line
from presscheck.normalise.bylines import typed
from presscheck.normalise.names import kind_of, person_before_outlet, split_names
from presscheck.normalise.reading import Reading, fold, is_sentence
from presscheck.normalise.roles import person_beside_role

MAX_CHARS = 120
FAR_LINES = 80
BELOW_TITLE = 3
MAX_WORDS = 4
PROSE_CHARS = 80
NEAR_ABOVE, NEAR_BELOW = 8, 2
"""Lines around the first paragraph between which an article is signed."""
AGO = r"\d{1,3} ?(?:s|m|h|d|w|mins?|minutes?|hrs?|hours?|days?|weeks?|months?|years?)\b(?: ago)?"
OPENS_AGO = re.compile(rf"^\W*{AGO}\s+", re.IGNORECASE)
CLOSES_AGO = re.compile(rf"\s+(?:published\W+)?(?:{AGO}|vor \d+ \w+|il y a \d+ \w+|hace \d+ \w+)\s*$", re.IGNORECASE)
BULLET = re.compile(r"^[\s*•·–—-]+")
STAMP = re.compile(r"\s*[|•·/–—-]\s+|\s+[|•·/–—-]\s*|\s*\|\s*|(?<=\w)(?=@\w)|\s+(?=@\w)|\s*\[|\s+(?=\d)")
"""What parts a name from the rest of its line."""
NO_NAME = folded("byline_noise") | folded("no_names")
"""Words that no name of a person holds."""
LIFE = frozenset(
    "is was has writes covers reports works joined holds lives serves edits leads hosts studied "
    "ist war hat arbeitet schreibt berichtet studierte est a écrit travaille couvre es ha escribe trabaja cubre "
    "é foi trabalha escreve è scrive lavora er har skriver jobber arbetar är is werkt schrijft jest pisze".split()
)
"""Verbs that a biography goes on with after the name."""


@dataclass(frozen=True)
class Signature:
    """A line that somebody may have signed."""

    index: int
    line: Line
    names: tuple[str, ...]
    dated: bool
    """A date, or how long ago it was, stands in the line as well."""


def read(reading: Reading) -> Iterator[Field]:
    """Names of the line that most looks like a signature, and its date; for texts without markup."""
    if reading.article.media_type == "text/html":
        return
    start = reading.title_index or 0
    lines = reading.kept[start : start + FAR_LINES]
    lines += [line for line in reading.kept[-8:] if line.number > lines[-1].number] if lines else []
    small = _small_words(reading)
    found = [
        signature
        for index, line in enumerate(lines)
        if start + index not in (reading.title_index, reading.standfirst_index)
        and (signature := _signature(index, line, small))
    ]
    if not found:
        return
    bodies = [fold(line.text) for line in reading.kept]
    signed = Counter(name for signature in found for name in signature.names)
    body = main_start(lines)
    title = lines[0].text if reading.title_index is not None else ""
    found = [s for s in found if not any(_is_subject(name, title, lines) for name in s.names)]
    if not found:
        return
    ranked = [(_rank(signature, reading, lines, bodies, signed, body), signature) for signature in found]
    best = max(rank for rank, _ in ranked)
    if best <= 0:
        return
    first = next(signature for rank, signature in ranked if rank == best)
    for rank, signature in ranked:
        if rank == best and 0 <= signature.index - first.index <= 2:
            yield from _fields(reading, signature, rank)


def _signature(index: int, line: Line, small: frozenset[str]) -> Signature | None:
    """The names of a line that holds nothing but names and what goes with them; None where it holds more."""
    text = line.text.strip()
    if len(text) > MAX_CHARS or text.endswith((".", "!", "?", ":")):
        return None
    words = text.split()
    cased = text.lower() != text.upper()
    if len(words) < 2 or (cased and sum(word[:1].isupper() for word in words) < 2):
        return None
    text = BULLET.sub("", text)
    rest = CLOSES_AGO.sub("", OPENS_AGO.sub("", text))
    dates = find_dates(rest)
    dated = rest != text or bool(dates)
    if dates:
        before, after = rest[: dates[0].start].strip(" -–—|•·,/"), rest[dates[0].end :].strip(" -–—|•·,/")
        rest = before or after
    rest = STAMP.split(rest)[0] if not dates or rest else ""
    names = [_person(name) for _, _, name in split_names(rest)]
    people = tuple(name for name in names if name and not small & set(_words(name)))
    return Signature(index, line, people, dated) if people and len(people) == len(names) else None


def main_start(lines: list[Line]) -> int:
    """Index of the first line of running text that is followed by more of it; 0 where there is none."""
    prose = [len(line.text) >= PROSE_CHARS and is_sentence(line.text) for line in lines]
    return next((i for i, at in enumerate(prose) if at and any(prose[i + 1 : i + 5])), 0)


def _is_subject(name: str, title: str, lines: list[Line]) -> bool:
    """Whether the article is about the one who is named."""
    told = sum(name in line.text[1:] for line in lines if len(line.text) >= PROSE_CHARS)
    return told > 1 or fold(name) in fold(title)


def _person(name: str) -> str | None:
    words = name.split()
    while len(words) > 2 and words[-1].casefold() in folded("byline_buttons"):
        words.pop()
    name = " ".join(words)
    person = person_beside_role(name) or person_before_outlet(name) or name
    words = person.split()
    named = kind_of(person) == "person" and len(words) <= MAX_WORDS
    spoiled = person.isupper() or any(word.casefold().strip(".") in NO_NAME for word in words)
    return person if named and not spoiled and person.casefold() not in folded("navigation") else None


def _words(name: str) -> list[str]:
    return [word for word in re.findall(r"\w+", name.casefold()) if len(word) > 3]


def _small_words(reading: Reading) -> frozenset[str]:
    """Words that the page writes small: no part of a name ("Current Issue", "Public Health")."""
    return frozenset(word for word in re.findall(r"\w+", reading.article.text) if len(word) > 3 and word.islower())


def _rank(
    signature: Signature, reading: Reading, lines: list[Line], bodies: list[str], signed: Counter[str], body: int
) -> float:
    """How sure it is that this line signs the article; 0 where nothing but its shape speaks for it."""
    index = signature.index
    name = fold(signature.names[0])
    beside = [lines[i] for i in (index - 2, index - 1, index + 1, index + 2) if 0 < i < len(lines)]
    life = any(
        text.startswith(name + " ") and text[len(name) :].split()[:1] and text[len(name) :].split()[0] in LIFE
        for text in bodies
    )
    above = index <= max(reading.body_index - (reading.title_index or 0), 0) or (
        body - NEAR_ABOVE <= index <= body + NEAR_BELOW
    )
    rank = 0.0
    if signature.dated:
        rank = 0.64 if above and index <= BELOW_TITLE else 0.62 if above else 0.45
    elif any(reading.lone_dates(line) for line in beside):
        rank = 0.6 if above else 0.5
    elif reading.title_index is not None and index <= BELOW_TITLE and above:
        rank = 0.52
    if life:
        rank = max(rank + 0.08, 0.56)
    if rank and signed[signature.names[0]] > 1:
        rank += 0.04
    return rank


def _fields(reading: Reading, signature: Signature, rank: float) -> Iterator[Field]:
    line = signature.line
    for name in signature.names:
        at = line.text.find(name)
        span = (line.start + at, line.start + at + len(name)) if at >= 0 else None
        yield typed(name, round(rank, 2), "signature", span, line.text.strip())
    if not reading.lone_dates(line):
        for mention in find_dates(line.text)[:1]:
            start, end = line.start + mention.start, line.start + mention.end
            sure = round(rank - 0.1 * mention.ambiguous, 2)
            yield Field("published", mention.iso, sure, "signature", start, end, line.text[mention.start : mention.end])
