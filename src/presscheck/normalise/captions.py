"""Standfirst, subheads, captions and picture credits: what kind of line each short line is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from presscheck.lexicons import folded, named
from presscheck.model import Field, Line
from presscheck.normalise.lines import BODY_CHARS, fold, is_sentence, lone_dates, names_source
from presscheck.normalise.reading import Reading
from presscheck.patterns import phrases_of
from presscheck.rule import found_in, regex, trimmed

CREDIT = re.compile(
    r"(?:(?<!\s)\s++)?(?:\[(?P<a>[^\[\].…][^\[\]]{1,60})\]|\((?P<b>[^()]{2,80})\)|\b(?:photo|foto|picture|image|bild|credit|crédit|fotografía|zdjęcie)\s*(?:by|von|:|©)\s*(?P<c>.{2,60}?)|©\s*(?P<d>.{2,60}?))\.?\s*$",
    re.IGNORECASE,
)
LABELS = ("photo", "foto", "picture", "image", "bild", "credit", "crédit", "zdjęcie")
CREDIT_WORDS = re.compile(
    r"(?i)\b(?:photo|foto|getty|afp|reuters|ap|epa|dpa|anadolu|shutterstock|istock|alamy|imago|handout|file|archive|archiv|courtesy|screenshot|via|images?|agency|picture alliance|flickr|wikimedia|pa|efe|ansa)\b"
)
MIN_CAPTION_WORDS = 4
MIN_REPEATED_WORDS = 7
"""A caption that repeats the body does so with at least this many words; a subhead may repeat fewer."""
LONG_WORD = 4
"""A line whose words of so many letters are all capitalised is a name."""
MAX_CREDIT_LINE_CHARS = 90
MAX_CREDIT_LINE_WORDS = 12
MAX_CREDIT_WORDS = 9
"""Of the names in a line that holds nothing but a picture's credit; more are a sentence about the picture."""
PARTS = re.compile(r"[\s|/,](?:(?<=\s)(?<!\s\s)\s*+(?:[|/,]|via\s)\s*|(?<=[|/,])\s*)")
MAX_CAPTION_CHARS = 400
MAX_SUBHEAD_CHARS = 80
MIN_CREDITED_CHARS = 200
"""So long a line that ends as a sentence, with an agency alone in brackets behind it, is a paragraph with its credit."""
SOURCE = re.compile(r"(?i)\b(?:source|quelle|fuente|fonte|bron|źródło)\s*:\s*$")
"""What names the source of the text, before a ©."""
BY = re.compile(r"(?i)\b(?:by|von)\s*$")
SMALL_WORD = re.compile(r"(?:^|\s)[a-zß-ÿ][\w'’-]*$")
LABEL_CHARS, NAME_CHARS = 30, 60
"""Of a label of pictures, and of the names behind it."""
MAX_NAME_WORDS = 3
MIN_CHARS = 20
"""Of a caption with a label and a name."""


def find_picture_credit(text: str) -> tuple[int, int] | None:
    """The picture credit that closes a caption, as a span without its brackets.

    Behind a label of pictures or a ©, in brackets with a word that only picture credits have, or a name and an agency
    with a stroke between.
    """
    found = _by_sign(text)
    if found or not MIN_CHARS <= len(text) <= MAX_CAPTION_CHARS:
        return found
    tail = text[-NAME_CHARS - 4 :]
    if ":" in tail or "：" in tail:
        found = _behind_label(text)
    return found or (_beside_agency(text) if "/" in tail or "|" in tail else None)


def _by_sign(text: str) -> tuple[int, int] | None:
    """The credit in brackets, behind one of the common labels, or behind a ©."""
    tail = text[-120:]
    found = CREDIT.search(tail) if _may_be_credited(tail) else None
    if not found or (found.start() == 0 and len(text) <= 120 and not found["c"] and not found["d"]):
        return None
    shift = max(0, len(text) - 120)
    group = next(name for name in "abcd" if found[name])
    start, end = found.span(group)
    if not _credits(group, found[group], tail[:start], text[: shift + found.start()].rstrip()):
        return None
    return shift + start, shift + end


def _credits(group: str, names: str, ahead: str, before: str) -> bool:
    """Whether names credit a picture: `ahead` of them stands their sign, and `before` that the caption."""
    if group == "d":
        return not SOURCE.search(before)
    if group == "c" and BY.search(ahead):  # and not "he took a photo of …"
        return _names(names) and not SMALL_WORD.search(before)
    if group == "c" and not names[0].islower():
        return True
    text_credit = len(before) >= MIN_CREDITED_CHARS and is_sentence(before) and named("agencies", names.strip())
    return bool(CREDIT_WORDS.search(names)) and not text_credit


def _behind_label(text: str) -> tuple[int, int] | None:
    """The names behind a label and a colon at the end of a line: ``… is open. Bildrechte: Ana Soler``."""
    at = max(text.rfind(":", -NAME_CHARS - 2), text.rfind("：", -NAME_CHARS - 2))
    end = len(text.rstrip(" ."))
    start = end - len(text[at + 1 : end].lstrip())
    if at <= 0 or not 1 < end - start <= NAME_CHARS or text[start].islower():
        return None
    end -= text[start:end].endswith(")") and text.count("(", start) < text.count(
        ")", start
    )  # that of the whole caption
    label = regex(_label()).search(text[max(0, at - LABEL_CHARS) : at])
    return (start, end) if label and _names(text[start:end]) else None


@cache
def _label() -> str:
    """RE2 for a label of pictures (`lexicons/phrases/CP01.txt`) at the end of what stands before a colon."""
    return rf"(?i)(?:^|[^\pL\pN])(?:{'|'.join(phrases_of('CP01'))})\s?$"


def _beside_agency(text: str) -> tuple[int, int] | None:
    """A name and an agency that close a caption: ``… is open. Ana Soler/Getty Images``, ``… is open REUTERS/Ana Soler``.

    Behind the end of a sentence, or behind a word in small letters.
    """
    end = len(text.rstrip(" )."))
    low = max(0, end - NAME_CHARS)
    at = max(text.rfind("/", low, end), text.rfind("|", low, end))
    if at < 0 or not text[at + 1 : end].strip():
        return None
    before, behind = text[:at].split(), text[at + 1 : end].split()
    picture, known = _agency(behind)
    if known:
        number = _name_words(before)
    else:
        number = next((n for n in range(MAX_NAME_WORDS, 0, -1) if _agency(before[-n:])[1]), 0)
        picture = _agency(before[-number:])[0]
    named_so = number and (known or (len(behind) <= MAX_NAME_WORDS and all(word[0].isupper() for word in behind)))
    if not named_so or (not picture and len(text) >= MIN_CREDITED_CHARS):
        return None
    caption = text[:at].rsplit(maxsplit=number)[0]
    words = caption.split()
    if len(words) < MIN_CAPTION_WORDS or "/" in caption or "|" in caption:
        return None
    ended = is_sentence(caption) or words[-1].islower() or not known
    return (text.index(before[-number], len(caption)), end) if ended else None


def _agency(words: list[str]) -> tuple[bool, bool]:
    """Whether words name an agency that mostly pictures are credited to, and whether they name any."""
    name = " ".join(words)
    picture = name.casefold() in folded("picture_agencies")
    return picture, picture or named("agencies", name) is not None


def _name_words(words: list[str]) -> int:
    """How many of the last words are a name: capitalised, and none the end of a sentence. Agencies are no names."""
    number = next(
        (n for n, word in enumerate(reversed(words)) if not word[0].isupper() or is_sentence(word)), len(words)
    )
    number = min(number, MAX_NAME_WORDS)
    return 0 if number and _agency(words[-number:]) == (False, True) else number


def find_credit_line(text: str) -> tuple[int, int] | None:
    """The names in a line that is nothing but a picture's credit, as a span.

    Behind a label (``Foto: Ana Soler``, `lexicons/phrases/CP01.txt`, ``CP04.txt``) or a ©, or, without either, beside
    the name of a picture agency (``Ana Soler | Getty Images``). An agency alone behind a © is credited for the text.
    """
    if len(text) > MAX_CREDIT_LINE_CHARS or len(text.split()) > MAX_CREDIT_LINE_WORDS:
        return None
    found = regex(_labelled()).search(text) if found_in(text, _labelled()) else None
    if found:
        group = next(number for number in (1, 2, 3) if found[number])
        alone = group == 3 and named("agencies", found[group])
        start, end = found.span(group)
        end += text[start:end].count("(") - text[start:end].count(")")  # the bracket that closes the names is theirs
        return (start, end) if not alone and _names(text[start:end]) else None
    start, end = len(text) - len(text.lstrip(" (*")), len(text.rstrip(" )."))
    parts = [part for part in PARTS.split(text[start:end]) if part]
    agency = any(part.casefold() in folded("picture_agencies") for part in parts)
    return (start, end) if agency and "(" not in text[start:end] and _names(text[start:end]) else None


@cache
def _labelled() -> str:
    """RE2 for a label and the names behind it, over the whole line: groups 1 to 3."""
    labels, ahead = ("|".join(phrases_of(code)) for code in ("CP01", "CP04"))
    name = r"([^\s:：].*?)"
    return rf"(?i)^[^\pL\pN©]*(?:(?:{labels})\s?[:：=/|©]+\s?(?:©\s?)?{name}|(?:{ahead})\s?[:：]?\s{name}|©\s?{name})[^\pL\pN]*$"


def _names(text: str) -> bool:
    """Whether a text may be the names in a credit: few words, most of them capitalised, no year, no question."""
    spoken = [word for word in text.split() if word[:1].isalpha()]
    small = sum(word[:1].islower() for word in spoken)
    if not spoken or len(spoken) > MAX_CREDIT_WORDS or re.search(r"\b(?:19|20)\d\d\b|[!?…]", text):
        return False
    return 2 * small < len(spoken) and spoken[0].casefold() not in folded("byline_words")


def _may_be_credited(tail: str) -> bool:
    """Whether the end of a line holds what every credit holds: a cheap look before the dear one."""
    if "©" in tail or tail.rstrip()[-2:].rstrip(".")[-1:] in ("]", ")"):
        return True
    folded = tail.lower()
    if ":" not in tail and "by" not in folded and "von" not in folded:
        return False
    folded = folded.replace("ı", "i").replace("i̇", "i")  # as IGNORECASE has it
    return any(label in folded for label in LABELS)


def read(reading: Reading) -> Iterator[Field]:
    """Fields ``standfirst``, ``caption``, ``credit`` (of a picture) and ``subhead``."""
    text = reading.article.text
    if reading.standfirst_index is not None:
        start, end = trimmed(reading.kept[reading.standfirst_index])
        yield Field("standfirst", reading.clean(start, end), 0.8, "line-under-headline", start, end, text[start:end])
    for claim in reading.article.claims:
        if claim.field == "standfirst":
            yield Field("standfirst", claim.value, 0.7, claim.source, evidence=claim.value)
    captions = [(m.start, m.end) for m in reading.article.page.marked("figcaption")]
    apart, below = (reading.title_index, reading.standfirst_index), reading.body_index
    repeated = {index for index in _repeated(reading.kept) if index <= below or not _is_subhead(reading, index)}
    for index, line in enumerate(reading.kept):
        if index in apart:
            continue
        start, end = trimmed(line)
        marked = bool(captions) and any(low <= start and end <= high for low, high in captions)
        if not marked and (names := find_credit_line(line.text)):
            low, high = line.start + names[0], line.start + names[1]
            yield Field("credit", text[low:high], 0.7, "credit-line", low, high, text[start:end])
            continue
        credit = find_picture_credit(line.text)
        if credit and len(line.text.split()) < MIN_CAPTION_WORDS:
            credit = None
        if credit or marked or index in repeated:
            rule, sure = (
                ("figcaption", 0.95) if marked else ("picture-credit", 0.8) if credit else ("repeats-body", 0.8)
            )
            yield Field("caption", text[start:end], sure, rule, start, end, text[start:end])
            if credit:
                low, high = line.start + credit[0], line.start + credit[1]
                yield Field("credit", text[low:high], 0.8, "picture-credit", low, high, text[low:high])
        elif index > below and _is_subhead(reading, index):
            yield Field("subhead", text[start:end], 0.7, "short-line-in-body", start, end, text[start:end])


def _repeated(lines: list[Line]) -> set[int]:
    """Lines without a full stop whose words stand again inside a longer line of the article; names of products do anyway."""
    candidates = {
        index: text
        for index, line in enumerate(lines)
        if not is_sentence(line.text)
        and len(line.text.split()) >= MIN_REPEATED_WORDS
        and len(text := fold(line.text)) <= MAX_CAPTION_CHARS
        and not is_sentence(text)
        and any(word[0].islower() for word in line.text.split() if len(word) >= LONG_WORD)
    }
    if not candidates:
        return set()
    folded = [fold(line.text) for line in lines]
    whole = "\n".join(folded)
    return {
        index
        for index, text in candidates.items()
        if whole.count(text) > 1 and any(len(other) > len(text) and text in other for other in folded)
    }


def _is_subhead(reading: Reading, index: int) -> bool:
    """A short line without a full stop, with prose before and behind it."""
    lines = reading.kept
    text = lines[index].text.strip()
    if len(text) > MAX_SUBHEAD_CHARS or index + 1 >= len(lines) or is_sentence(text) or text[0].islower():
        return False
    return (
        not names_source(text)
        and _prose(lines[index - 1])
        and _prose(lines[index + 1])
        and not lone_dates(lines[index])
    )


def _prose(line: Line) -> bool:
    return len(line.text) >= BODY_CHARS or (is_sentence(line.text) and len(line.text.split()) >= 5)
