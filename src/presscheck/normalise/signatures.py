"""Who signed a text, and when, where no byline word says so: names alone on a line, beside a date, above a biography."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from presscheck.dates import find_dates
from presscheck.lexicons import calendar, folded
from presscheck.model import Field, Line
from presscheck.normalise.byline_parts import before_date, before_place
from presscheck.normalise.bylines import byline, byline_word, credited, typed
from presscheck.normalise.credit_words import agencies_behind
from presscheck.normalise.dateline import find_dateline
from presscheck.normalise.lines import (
    PROSE_CHARS,
    byline_start,
    ends_in_day,
    fold,
    is_sentence,
    letters,
    lone_dates,
    main_start,
)
from presscheck.normalise.names import PARTICLES, is_person, kind_of, person_before_outlet, split_names, without_titles
from presscheck.normalise.reading import Reading
from presscheck.normalise.roles import ROLES, person_beside_role

MAX_CHARS = 120
FAR_LINES = 120
BELOW_TITLE = 3
ABOVE_BODY = 6
"""Lines from a name beneath the headline, without a date, to the running text at most: above more stands a menu."""
MAX_WORDS = 4
"""Of a name, without titles and particles."""
SIGNED_WORDS = 8
OPENED = 0.7
"""Rank of a name below a line that is nothing but "By", and of those on the lines below it."""
MAX_AGO = 3
"""More lines with a name and how long ago it was are those of a list of other stories."""
TITLED = 0.58
"""Rank of a name with what the person does, where articles are signed."""
CLOSING = 0.5
"""Rank of a name alone below the last paragraph."""
CLOSING_WORDS = 2
"""Words of such a name, without particles: more are a button's."""
TITLE_WORDS = 5
AROUND = " -–—|•·,/"
LABEL_CHARS = 5
"""Shorter words beside dates may be particles of a name: ``den``, ``le``."""
LIFE_CHARS = 40
NEAR_ABOVE, NEAR_BELOW = 8, 2
"""Lines around the first paragraph between which an article is signed."""
AGO = r"\d{1,3} ?(?:s|m|h|d|w|mins?|minutes?|hrs?|hours?|days?|weeks?|months?|years?)\b(?: ago)?"
OPENS_AGO = re.compile(rf"^\W*{AGO}\s+", re.IGNORECASE)
CLOSES_AGO = re.compile(
    rf"(?<!\s)\s++(?:published\W+)?(?:{AGO}|vor \d+ \w+|il y a \d+ \w+|hace \d+ \w+)\s*$", re.IGNORECASE
)
BULLET = re.compile(r"^[\s*•·–—-]+|^\d{1,2}\.\s(?=\D*$)")
FOOTNOTE = re.compile(r"(?<=[^\W\d])\d{1,2}$")
MAILBOX_ENDS = re.compile(r"[\w.+-]{1,64}@")
MAIL = re.compile(r"(?P<local>[\w.+-]{2,64})@[\w-]+(?:\.[\w-]+)+")
MAIL_BEHIND = re.compile(rf"[\s,|•·–—(<\[-]{{1,5}}(?:{MAIL.pattern}|(?P<hidden>email\sprotected\]))[)>\]]?(?=$|\s)")
MIN_MAIL_CHARS = 3
HIDDEN = "@"
"""What stands for a mailbox that the page hides from scrapers: ``Ana Soler [email protected]``."""
CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b")
STAMP = re.compile(
    r"(?:(?<!\s)\s++)?[|•·/–—-]\s+|(?<!\s)\s++[|•·/–—-]\s*|(?:(?<!\s)\s++)?\|\s*"
    r"|(?<=\w)(?=@\w)|(?<!\s)\s++(?=@\w|\d)|(?:(?<!\s)\s++)?\["
)
"""What parts a name from the rest of its line."""
STAMP_SIGN = re.compile(r"[|•·/–—@\[\d-]")
"""One of these is in all that does."""
DIGIT = re.compile(r"\d")
"""In every footnote, and in all that says how long ago."""
NO_NAME = folded("byline_noise") | folded("no_names")
"""Words that no name of a person holds."""
DEGREES = frozenset("ph.d phd md m.d jr sr esq rn mba jd dr prof msc ma ba".split())
"""What stands behind a name and its comma, and belongs to it."""
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
    titled: bool = False
    """What the person does, or for whom, stands in the line as well."""
    ago: bool = False
    """Not the date stands there, but how long ago it was."""
    text: str = ""
    """The names and what stands beside them, of the agencies too: ``Ana Soler avec AFP``."""
    placed: bool = False
    """What may be the place that they write from stands behind the names: ``Ana Soler, Norrhaven``."""
    mailbox: str = ""
    """What stands before the sign in the mail address behind them: ``Ana Soler, ana.soler@gazette.example``."""


def read(reading: Reading) -> Iterator[Field]:
    """Names of the line that most looks like a signature, and its date; for texts without markup."""
    if reading.article.media_type == "text/html":
        return
    start = reading.title_index or 0
    lines = reading.kept[start : start + FAR_LINES]
    lines += [line for line in reading.kept[-8:] if line.number > lines[-1].number] if lines else []
    lives = _lives(reading)
    apart = (reading.title_index, reading.standfirst_index)
    found = [
        signature
        for index, line in enumerate(lines)
        if (lives or len(line.text) <= MAX_CHARS or len(line.text.strip()) <= MAX_CHARS)
        and start + index not in apart
        and (signature := _signature(index, line, reading) or (_before_outlet(index, line, lives) if lives else None))
    ]
    if not found:
        return
    signed = Counter(name for signature in found for name in signature.names)
    body = main_start(lines)
    if [signature.ago for signature in found].count(True) > MAX_AGO:
        found = [s for s in found if not s.ago or body - NEAR_BELOW <= s.index <= body + NEAR_BELOW]
    title = fold(lines[0].text) if reading.title_index is not None else ""
    prose = [line.text for line in lines if len(line.text) >= PROSE_CHARS]
    found = [s for s in found if not any(_is_subject(name, title, prose) for name in s.names)]
    if not found:
        return
    bodies = [fold(line.text) for line in reading.kept]
    ranked = [(_rank(signature, reading, lines, bodies, signed, body), signature) for signature in found]
    best = max(rank for rank, _ in ranked)
    if best <= 0:
        return
    first = next(at for at, (rank, _) in enumerate(ranked) if rank == best)
    while first and _go_together(ranked[first - 1][1], ranked[first][1]):
        first -= 1
        ranked[first] = best, ranked[first][1]
    last = ranked[first][1].index
    for rank, signature in ranked:
        if (rank == best or best >= OPENED) and 0 <= signature.index - last <= (2 if best < OPENED else 1):
            yield from _fields(signature, best, reading)
            last = signature.index if best >= OPENED else last


def _go_together(above: Signature, below: Signature) -> bool:
    """Whether each of two neighbouring lines names somebody along with what they do."""
    return above.titled and below.titled and below.index - above.index <= 2


def _signature(index: int, line: Line, reading: Reading) -> Signature | None:
    """The names of a line that holds nothing but names and what goes with them; None where it holds more."""
    text = line.text.strip()
    if len(text) > MAX_CHARS:
        return None
    words = text.split()
    if text.endswith((".", "!", "?", ":")) and words[-1].casefold().strip(".") not in DEGREES and not ends_in_day(text):
        return None
    capitals = [word[0].isupper() for word in words].count(True)
    if len(words) < 2 or (capitals < 2 and text.lower() != text.upper()) or _credits_nobody(line):
        return None
    bullet = BULLET.match(text)
    text = _once(text[bullet.end() :] if bullet else text)
    mail = MAIL_BEHIND.search(text) if "@" in text else None
    text, mailbox = (text[: mail.start()], mail["local"] or HIDDEN) if mail else (text, "")
    numbered = DIGIT.search(text)
    text = FOOTNOTE.sub("", text) if numbered else text
    rest = CLOSES_AGO.sub("", OPENS_AGO.sub("", text)) if numbered else text
    dates = find_dates(rest)
    dated = rest != text or bool(dates)
    if dates:
        before, after = _before_date(rest, dates[0].start), rest[dates[0].end :].strip(AROUND)
        rest = before or after
    stamp = STAMP.search(rest) if STAMP_SIGN.search(rest) else None
    rest, behind = (rest[: stamp.start()], rest[stamp.end() :]) if stamp else (rest, "")
    end = agencies_behind(rest)[0] if not person_beside_role(rest) else len(rest)
    people, titled = _people(rest[:end], dated, reading)
    names = before_place(rest) if not people else None
    if names:
        people, titled = _people(names, dated, reading)
    titled = titled or _is_role(behind)
    dateline = find_dateline(line.text) if people else None
    if not people or (dateline and dateline.form == "agency"):
        return None
    return Signature(
        index, line, tuple(people), dated, titled, dated and not dates, rest, placed=bool(names), mailbox=mailbox
    )


def _before_date(text: str, end: int) -> str:
    """What stands before a date, without labels; short words alone are none: comments are signed ``Ana Soler am 3.5.2021``."""
    before = text[:end].strip(AROUND)
    name = before_date(before, len(before)).strip(AROUND)
    return name if any(len(word) >= LABEL_CHARS for word in before[len(name) :].split()) else before


def _people(text: str, dated: bool, reading: Reading) -> tuple[list[str], bool]:
    """The people of a text that names them, and whether it says what they do or for whom; nobody where it holds more."""
    people: list[str] = []
    titled = False
    for name in (text,) if person_beside_role(text) else [name for _, _, name in split_names(text)]:
        if people and name.casefold().strip(".") in DEGREES:
            continue
        if people and _is_role(name):
            titled = True
            if dated:
                break
            continue
        person = _person(name)
        if not person and _is_employer(name, text, bool(people)):
            titled = True
            continue
        if not person or any(_is_small(word, reading) for word in _words(person)):
            return [], False
        titled = titled or person != name
        people.append(person)
    return people, titled


def _is_employer(name: str, text: str, behind: bool) -> bool:
    """Whether a part of a line says for whom a person writes: an outlet behind the name, or an agency before its comma.

    An agency before a stroke is the source of a picture: ``AP/Jo Brandt``.
    """
    if behind:
        return kind_of(name) in ("outlet", "agency")
    return "," in text and "/" not in text and kind_of(name) == "agency"


def _credits_nobody(line: Line) -> bool:
    """Whether a line is a byline of agencies, desks and outlets alone: ``Por Agencia EFE``."""
    named = [field.field for field in byline(line)] if byline_start(line.text) else []
    return bool(named) and "author" not in named


def _once(text: str) -> str:
    """``Ana Soler, AP`` of ``Ana Soler, AP Ana Soler, AP``: a name that is also written for those who hear the page."""
    half = len(text) // 2
    return text[:half] if text[half : half + 1] == " " and text[:half] == text[half + 1 :] else text


def _is_role(text: str) -> bool:
    """Whether a text behind a name says what the person does: ``Politics Reporter``."""
    return any(word.casefold().strip(".") in ROLES for word in text.split())


def _is_title(text: str) -> bool:
    """Whether a line beneath a name says what the person does, and no more: ``Senior Reporter``, ``Gazette Staff``."""
    words = text.strip("· •|").split()
    return 0 < len(words) <= TITLE_WORDS and (_is_role(" ".join(words)) or words[-1].casefold() in folded("desks"))


def _before_outlet(index: int, line: Line, lives: frozenset[str]) -> Signature | None:
    """``Ilse Marten Norrhaven Gazette``, where a biography elsewhere on the page says who of these is the person."""
    words = line.text.split()
    if not 2 < len(words) <= SIGNED_WORDS or words[2] in LIFE or (words[3:4] and words[3] in LIFE):
        return None
    person = next((name for count in (3, 2) if (name := " ".join(words[:count])) in lives), None)
    return Signature(index, line, (person,), bool(find_dates(line.text))) if person and _person(person) else None


def _lives(reading: Reading) -> frozenset[str]:
    """The two and the three words that a line opens with before a verb of biographies."""
    lives: set[str] = set()
    for line in reading.kept:
        words = line.text.split(maxsplit=4)[:4] if len(line.text) >= LIFE_CHARS else []
        lives.update(" ".join(words[:count]) for count, word in enumerate(words) if count > 1 and word in LIFE)
    return frozenset(lives)


def _is_subject(name: str, title: str, prose: list[str]) -> bool:
    """Whether the article is about the one who is named; `title` is folded."""
    return [_is_told_of(name, text) for text in prose].count(True) > 1 or (
        fold(name) in title and not any(f"{word} {fold(name)}" in title for word in folded("byline_words"))
    )


def _is_told_of(name: str, text: str) -> bool:
    """Whether a paragraph speaks of somebody, other than to say what they do for a living."""
    at = text.find(name)
    return at > 0 or (at == 0 and LIFE.isdisjoint(text[len(name) :].split(maxsplit=1)[:1]))


def _person(name: str) -> str | None:
    words = name.split()
    while len(words) > 2 and words[-1].casefold() in folded("byline_buttons"):
        words.pop()
    name = " ".join(words)
    person = without_titles(person_beside_role(name) or person_before_outlet(name) or name)
    words = person.split()
    spoiled = (
        (len(words) > MAX_WORDS and len(words) - sum(word in PARTICLES for word in words) > MAX_WORDS)
        or person.isupper()
        or len({*map(str.casefold, words)}) < len(words)
        or any(_is_of_a_date(word, first=not number) for number, word in enumerate(words))
        or any(word.casefold().strip(".") in NO_NAME for word in words)
        or person.casefold() in folded("navigation")
    )
    return person if not spoiled and is_person(person) else None


def _is_of_a_date(word: str, first: bool) -> bool:
    """Whether a word stands beside dates and in no name: what opens the line, or is too long to be a particle."""
    word = word.casefold().strip(".:،,")
    if word in folded("date_labels"):
        return first or len(word) >= LABEL_CHARS or not word.isascii()
    return not word.isascii() and word in calendar()["weekdays"]


def _words(name: str) -> list[str]:
    return [word for word in re.findall(r"\w+", name.casefold()) if len(word) > 3]


def _is_small(word: str, reading: Reading) -> bool:
    """Whether running text writes a word small: it is no part of a name then ("Current Issue", "Public Health")."""
    text = reading.running_text if word.islower() else ""
    at = text.find(word)
    while at >= 0:
        before, behind = text[at - 1 : at], text[at + len(word) : at + len(word) + 1]
        whole = not (before.isalnum() or before == "_" or behind.isalnum() or behind == "_")
        if whole and not MAILBOX_ENDS.match(text, at):
            return True
        at = text.find(word, at + 1)
    return False


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
    if index and byline_word(lines[index - 1]):
        rank = OPENED
    elif signature.dated:
        rank = 0.64 if above and index <= BELOW_TITLE else 0.62 if above else 0.45
    elif any(lone_dates(line) or _clock(line) for line in beside) or _has_mail(signature, lines[index + 1 : index + 2]):
        rank = 0.6 if above else 0.5
    elif signature.placed:
        return 0.0
    elif above and (signature.titled or (index + 1 < len(lines) and _is_title(lines[index + 1].text))):
        rank = TITLED
    elif _ends_text(signature, reading):
        rank = CLOSING
    elif reading.title_index is not None and index <= BELOW_TITLE and index - BELOW_TITLE <= body <= index + ABOVE_BODY:
        rank = 0.52
    if life:
        rank = max(rank + 0.08, 0.56)
    if rank and signed[signature.names[0]] > 1:
        rank += 0.04
    if signature.dated and find_dates(signature.line.text):
        rank += 0.01  # lists of other stories say how long ago
    return rank


def _has_mail(signature: Signature, below: list[Line]) -> bool:
    """Whether the mail address behind a name, or on the line below, is that person's."""
    found = MAIL.fullmatch(below[0].text.strip()) if below and not signature.mailbox else None
    mailbox = letters(found["local"] if found else signature.mailbox)
    words = [letters(word) for word in signature.names[0].split() if len(word) >= MIN_MAIL_CHARS]
    return signature.mailbox == HIDDEN or any(word in mailbox for word in words)


def _ends_text(signature: Signature, reading: Reading) -> bool:
    """Whether a name stands alone below the last paragraph, as French and German newspapers sign."""
    at = next((at for at, line in enumerate(reading.kept) if line is signature.line), 0)
    last = at in (len(reading.kept) - 1, *reading.stay[-1:])
    above = reading.kept[at - 1].text if at else ""
    names = [[word for word in name.split() if word not in PARTICLES] for name in signature.names]
    short = all(len(words) == CLOSING_WORDS and words[0][0].isupper() for words in names)
    return last and short and reading.title_lead is None and len(above) >= PROSE_CHARS and is_sentence(above)


def _clock(line: Line) -> bool:
    """Whether a line says when it was published by the clock alone: ``Updated 15.59 | Published 14.14``."""
    if len(line.text) > MAX_CHARS or not CLOCK.search(line.text):
        return False
    words = re.findall(r"[^\W\d]+", line.text.casefold())
    return bool(words) and all(word in folded("date_labels") for word in words)


def _fields(signature: Signature, rank: float, reading: Reading) -> Iterator[Field]:
    line = signature.line
    for name in signature.names:
        at = line.text.find(name)
        span = (line.start + at, line.start + at + len(name)) if at >= 0 else None
        yield typed(name, round(rank, 2), "signature", span, line.text.strip())
    at = line.start + line.text.find(signature.text)
    for one in agencies_behind(signature.text)[1]:
        yield credited(one, signature.text, at, round(rank, 2), "signature")
    for start, end, name in split_names(signature.text):
        if _is_employer(name, signature.text, behind=False):
            yield typed(name, round(rank, 2), "signature", (at + start, at + end), name)
    if not lone_dates(line):
        for mention in map(reading.settled, find_dates(line.text)[:1]):
            start, end = line.start + mention.start, line.start + mention.end
            sure = round(rank - 0.1 * mention.ambiguous, 2)
            yield Field("published", mention.iso, sure, "signature", start, end, line.text[mention.start : mention.end])
