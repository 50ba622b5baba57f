"""What words say where one stands for another: numbers, days, sides of a contrast; and names in unparted scripts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from presscheck.lexicons import calendar, folded, words

MAX_TERM = 4
"""Characters of a word that is looked up in a text that does not part words."""
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]+")
NUMERALS = "〇零一二三四五六七八九十百千万萬亿億兩两"
IN_NUMERALS = re.compile(f"[{NUMERALS}]+")
JOINED_NAME = re.compile(
    r"[\u30a1-\u30fa\u30fcー]+(?:[・＝=][\u30a1-\u30fa\u30fcー]+)+|[\u3400-\u9fff]{1,5}(?:[·•・][\u3400-\u9fff]{1,6})+"
)
"""A foreign name, with the dot between its parts."""
CALLED = re.compile(
    r"(?P<name>[\u3400-\u9fff々]{1,4}|[\u30a1-\u30fa\u30fc]{2,8})(?=さん|氏|容疑者|被告|選手|監督|議員|首相|知事|市長|町長|村長|教授|記者|社長)"
)
"""A Japanese name, before what its bearer is called."""
TITLED = re.compile(
    r"(?:市长|市長|总统|總統|主席|总理|總理|部长|部長|省长|州长|州長|议员|議員|发言人|發言人|记者|記者|教授|校长|校長|董事长|院长|队长|主任|警长|警官)"
    r"(?P<name>[\u3400-\u9fff]{2,3})"
)
"""A Chinese name, behind its bearer's title; how long it is, its surname does not say."""
KOREAN_NAME = re.compile(
    "[김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진지엄채원천방공]"
    r"[가-힣]{1,2}(?=\s(?:대통령|총리|장관|시장|지사|의원|대표|위원장|회장|사장|교수|감독|선수|기자|대변인|변호사|판사|검사|씨))"
)
"""A Korean name, before what its bearer is called."""
COMPOUND_FROM, COMPOUND_BASE = 20, 10


@cache
def numbers() -> dict[str, str]:
    """Words of numbers, case-folded -> which: a whole number in figures, or a fraction."""
    found = {word: line[0] for line in (_split(line, "=") for line in words("number_words")) for word in line}
    for line in words("number_compounds"):
        joint, order, units, tens = _split(line, "=")
        for ten, tens_word in enumerate(tens.split(), COMPOUND_FROM // COMPOUND_BASE):
            for unit, word in enumerate(units.split(), 1):
                parts = (word, tens_word) if order == "units first" else (tens_word, word)
                found.setdefault(("" if joint == "-" else joint).join(parts), str(COMPOUND_BASE * ten + unit))
    return found


@cache
def said_in_words() -> dict[str, dict[str, str]]:
    """What words in small letters say, by the kind of fact: word, case-folded -> which of its kind."""
    found: dict[str, dict[str, str]] = {"number": numbers()}
    for kind in ("weekday", "month"):
        found[kind] = {word: str(number) for word, number in calendar()[f"{kind}s"].items()}
    for line in words("weekday_words"):
        number, *named_so = _split(line, "=")
        found["weekday"] |= dict.fromkeys(named_so, number)
    found["currency"] = {word: line[0] for line in (_split(line, "=") for line in words("currencies")) for word in line}
    return found


@cache
def _sides() -> dict[str, tuple[tuple[int, int], ...]]:
    """Words that say one thing or another: word, case-folded -> the lines that it stands in, and the side of each."""
    found: dict[str, list[tuple[int, int]]] = {}
    for number, line in enumerate(words("contrasts")):
        for side, said in enumerate(_split(line, "/")):
            for word in _split(said, ","):
                found.setdefault(word, []).append((number, side))
    return {word: tuple(places) for word, places in found.items()}


def contrast(one: str, other: str) -> bool:
    """Whether one of two words, case-folded, says another thing than the other: before, after."""
    here, there = _sides().get(one, ()), _sides().get(other, ())
    return any(line == same and side != across for line, side in here for same, across in there) and not set(
        here
    ) & set(there)


def in_words(parts: Sequence[str]) -> int | None:
    """The whole number that words, case-folded, say: forty-one, quarante et un, two hundred; None where they say none."""
    total = current = 0
    said = False
    for part in parts:
        number = numbers().get(part, "")
        if not number.isdigit():
            if part in folded("number_joints") and said:
                continue
            return None
        value, said = int(number), True
        if value >= 1_000:
            total, current = total + max(current, 1) * value, 0
        elif value == 100 or (value in (12, 20) and 1 < current < 10):  # two dozen, quatre-vingt
            current = max(current, 1) * value
        else:
            current += value
    return total + current if said else None


def unspaced(text: str, span: tuple[int, int]) -> bool:
    """Whether a stretch of text is Chinese or Japanese."""
    return UNSPACED.fullmatch(text, *span) is not None


Span = tuple[int, int]
Found = tuple[str, Span, Span]


def unspaced_fact(one: str, span: Span, other: str, across: Span) -> Found | None:
    """The fact that two stretches of Chinese or Japanese texts say otherwise: its kind, and where it stands in each."""
    for kind in ("weekday", "contrast"):
        here, there = list(_terms(kind, one, span)), list(_terms(kind, other, across))
        for a in here:
            for b in there:
                if _differ(kind, one[slice(*a)], other[slice(*b)]):
                    return kind, a, b
        if here and there:
            return None
    a_number, b_number = _covering(IN_NUMERALS, one, span), _covering(IN_NUMERALS, other, across)
    if a_number and b_number:
        same_behind = one[a_number[1] : a_number[1] + 1] == other[b_number[1] : b_number[1] + 1]
        return ("number", a_number, b_number) if same_behind else None
    return None


def unspaced_name(one: str, span: Span, other: str, across: Span) -> tuple[Span, Span] | None:
    """Where two names stand in Chinese or Japanese texts, of which one has other characters than the other."""
    for pattern in (JOINED_NAME, CALLED, TITLED):
        a, b = _covering(pattern, one, span), _covering(pattern, other, across)
        if a and b and (pattern is not TITLED or (_surnamed(one, a) and _surnamed(other, b))):
            if pattern is JOINED_NAME and "\u3400" <= one[a[0]] <= "\u9fff":  # where it begins and ends, no sign says
                return _to_the_dot(one, span), _to_the_dot(other, across)
            return (a, b) if pattern is not TITLED else ((a[0], span[1]), (b[0], across[1]))
    return None


def is_korean_name(text: str, span: Span) -> bool:
    """Whether a word is the name of somebody whose title follows."""
    found = KOREAN_NAME.match(text, span[0])
    return found is not None and found.end() == span[1]


def _to_the_dot(text: str, span: Span) -> Span:
    before = max(text.rfind(sign, max(0, span[0] - MAX_TERM), span[0]) for sign in "·•・")
    return (before + 1, span[1]) if before >= 0 else span


def _surnamed(text: str, span: Span) -> bool:
    return text[span[0]] in folded("surnames_han")


def _differ(kind: str, one: str, other: str) -> bool:
    if kind == "contrast":
        return contrast(one, other)
    known = said_in_words()[kind]
    return known[one] != known[other]


def _terms(kind: str, text: str, span: Span) -> Iterator[Span]:
    """The words of a kind that a stretch is a part of, longer ones first."""
    known: Iterable[str] = _sides() if kind == "contrast" else said_in_words()[kind]
    for size in range(MAX_TERM, 1, -1):
        for start in range(max(0, span[1] - size), min(span[0], len(text) - size) + 1):
            if text[start : start + size] in known:
                yield start, start + size


def _covering(pattern: re.Pattern[str], text: str, span: Span) -> Span | None:
    """Where a pattern matches around a stretch, or its part called `name` does."""
    low, high = max(0, span[0] - 20), span[1] + 20
    for match in pattern.finditer(text, low, high):
        start, end = match.span("name") if "name" in pattern.groupindex else match.span()
        if start <= span[0] and span[1] <= end:
            return start, end
    return None


def _split(line: str, sign: str) -> list[str]:
    return [part.strip().casefold() for part in line.split(sign)]
