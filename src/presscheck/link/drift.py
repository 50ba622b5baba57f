"""What changed between copies: a quotation worded differently, another number, day, place, or spelling of a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from presscheck.lexicons import folded
from presscheck.link.align import Aligned, Change, Sentence, Word, additions, align, changes, sentences
from presscheck.link.facts import (
    contrast,
    in_words,
    is_korean_name,
    numbers,
    said_in_words,
    unspaced,
    unspaced_fact,
    unspaced_name,
)
from presscheck.link.measures import SIGNS, Measure, measures
from presscheck.link.quotations import quotations
from presscheck.model import Dossier, Drift, Link, Spans

APOSTROPHES = "'’"
MAX_WORDS = 3
"""Words that are replaced by others; more is another sentence."""
SAME_WORD = 0.75
"""Share of letters in common, in order, from which two words are one word in two spellings."""
ALIKE_FOR_FACTS = 0.7
"""Sentences less alike may state another fact each."""
ALIKE_FOR_NAMES = 0.85
"""As much of a sentence must be the same for another name in it to be a change."""
WHOLE_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)*")
THOUSANDS = re.compile(r"\d{1,3}(?:[., \u00a0\u202f'’]\d{3})+|\d+")
FIGURE = re.compile(r"\d(?:[^\W\d_]|[\d.,])*\d|\d|\d{3,4}(?:s|er)|\d[\d.,]*[가-힣]{1,4}")
"""A figure, or a decade: 1930s; in Korean with what it counts: 34명."""
KOREAN = re.compile(r"(?P<figure>\d[\d.,]*)(?P<unit>[천만억조]?)[가-힣]+")
CURRENCY = re.compile("[$£€¥₹₽₺₩₪]")
NUMBER_CHARS = 20
"""So far from a figure its number may begin and end."""
MIN_NAME = 4
"""Letters of a name: shorter ones are like too many others."""
MOST_TEXTS = 500
"""Texts that are kept taken apart: 0.1 MB for one of 450 words."""
MAX_LINKS = 10
"""Links of an article whose sentences are compared, the closest first: a story of n copies has n(n-1)/2."""
NOUNS_IN_CAPITALS = ("de", "lb")
SKIPPED = ("identical", "shares passage")


@dataclass(frozen=True)
class _Text:
    """An article for comparing: its sentences, what of them is quoted, and the words it writes in small letters."""

    dossier: Dossier
    sentences: list[Sentence]
    quoted: Spans
    small: frozenset[str]

    @property
    def page(self) -> str:
        """The page text, which all places are offsets into."""
        return self.dossier.article.text

    @classmethod
    def of(cls, dossier: Dossier) -> _Text:
        page, found, quoted = dossier.article.text, [], []
        for line in dossier.kept:
            text = page[line.start : line.end]
            found += sentences(text, line.start)
            quoted += [(line.start + start, line.start + end) for start, end in quotations(text)]
        small = frozenset(word.text for one in found for word in one.words if word.text.islower())
        return cls(dossier, found, Spans(quoted), small)


def drifts(links: Iterable[Link], dossier_of: Callable[[str], Dossier]) -> list[Drift]:
    """What differs in the sentences that linked articles have in common: each difference of a pair once."""
    text_of = lru_cache(MOST_TEXTS)(lambda article: _Text.of(dossier_of(article)))
    found: dict[tuple[str, str, str, str, str], Drift] = {}
    for one in links:
        a, b = text_of(one.article_a), text_of(one.article_b)
        for pair in align(a.sentences, b.sentences):
            for drift in _drifts(pair, a, b):
                key = (drift.article_a, drift.article_b, drift.kind, drift.text_a.casefold(), drift.text_b.casefold())
                found.setdefault(key, drift)
    return list(found.values())


def closest(links: Sequence[Link]) -> list[Link]:
    """The links whose texts are compared: of each article the closest `MAX_LINKS`."""
    seen: dict[str, int] = {}
    taken = []
    for one in sorted(
        (one for one in links if one.relation not in SKIPPED),
        key=lambda one: (-max(one.containment_a, one.containment_b), one.article_a, one.article_b),
    ):
        if max(seen.get(one.article_a, 0), seen.get(one.article_b, 0)) < MAX_LINKS:
            seen[one.article_a] = seen.get(one.article_a, 0) + 1
            seen[one.article_b] = seen.get(one.article_b, 0) + 1
            taken.append(one)
    return taken


def _drifts(pair: Aligned, a: _Text, b: _Text) -> Iterator[Drift]:
    yield from _currencies(pair, a, b)
    if pair.likeness == 1.0:
        return
    measured, rest = _measured(pair, a, b)
    yield from measured
    for change in (part for whole in rest for part in _apart(whole, pair, a, b)):
        if told := _unspaced(change, pair, a, b):
            yield told
            continue
        here, there, kind = change.a, change.b, _kind(change.a, change.b, pair, a, b)
        if kind in (None, "contrast") and (cited := _quoted(here, a)) and (as_cited := _quoted(there, b)):
            here, there, kind = cited, as_cited, "quotation" if kind or not _is_style(cited, as_cited) else None
        if kind == "number":
            whole = _counted(change, pair)
            one, other = (_span(whole.a), _span(whole.b)) if whole else (_number(here, a), _number(there, b))
            if whole or _value(a.page[slice(*one)]) != _value(b.page[slice(*other)]):
                yield _drift(kind, a, one, b, other)
        elif kind:
            yield _drift(kind, a, _span(here), b, _span(there))
    denial: Change | None = None
    for change in additions(pair):
        here, there = _quoted(change.a, a), _quoted(change.b, b)
        added = {word.folded for word in max(here, there, key=len)[1:-1]}
        if here == change.a and there == change.b and added & folded("negations") and len(added) <= MAX_WORDS:
            if denial and denial.a[-1].end > here[0].start:  # je *ne* ferai *pas* appel
                here, there = (*denial.a, *here), (*denial.b, *there)
            elif denial:
                yield _drift("quotation", a, _span(denial.a), b, _span(denial.b))
            denial = Change(here, there)
    if denial:
        yield _drift("quotation", a, _span(denial.a), b, _span(denial.b))


def _measured(pair: Aligned, a: _Text, b: _Text) -> tuple[list[Drift], list[Change]]:
    """Where measures differ, and the changes that are of something else, or of measures that cannot be compared."""
    told: list[Drift] = []
    rest: list[Change] = []
    changed = list(changes(pair))
    in_a, in_b = (list(measures(text.page, one)) if changed else [] for text, one in ((a, pair.a), (b, pair.b)))
    for change in changed:
        here, there = _around(change.a, in_a), _around(change.b, in_b)
        verdict = here[0].compared(there[0]) if len(here) == len(there) == 1 else None
        if verdict is None or _is_plain(change, here[0], there[0]):
            rest.append(change)
            continue
        one, other = (here[0].start, here[0].end), (there[0].start, there[0].end)
        signed = all(text.page[span[0] - 1] in SIGNS for text, span in ((a, one), (b, other)))
        if pair.likeness >= ALIKE_FOR_FACTS and (verdict == "number" or (verdict == "currency" and not signed)):
            told.append(_drift(verdict, a, one, b, other))
        rest += _beside(change, one, other)
    return told, rest


def _is_plain(change: Change, one: Measure, other: Measure) -> bool:
    """Whether two numbers count the same in the same way, and are things that nothing is said of, or alone in the change."""
    alone = len(change.a) == len(change.b) == 1 and all(map(_is_number, (*change.a, *change.b)))
    return one.kind == other.kind != "clock" and one.unit == other.unit and (alone or one.kind == "count")


def _around(found: tuple[Word, ...], counted: list[Measure]) -> list[Measure]:
    """The measures that some words of a sentence are parts of."""
    start, end = _span(found)
    return [one for one in counted if one.start < end and start < one.end]


def _beside(change: Change, one: tuple[int, int], other: tuple[int, int]) -> list[Change]:
    """What a change has beside two measures, where that stands in place of something."""
    here = tuple(word for word in change.a if not one[0] <= word.start < one[1])
    there = tuple(word for word in change.b if not other[0] <= word.start < other[1])
    return [Change(here, there)] if here and there else []


def _currencies(pair: Aligned, a: _Text, b: _Text) -> Iterator[Drift]:
    """The signs of currencies beside figures that are the same."""
    if not all(
        CURRENCY.search(text.page, max(0, one.start - 1), one.end + 2) for text, one in ((a, pair.a), (b, pair.b))
    ):
        return
    for kind, start_a, end_a, start_b, end_b in pair.steps:
        words = zip(pair.a.words[start_a:end_a], pair.b.words[start_b:end_b], strict=False) if kind == "equal" else ()
        for one, other in words:
            here, there = (_sign(one, a.page), _sign(other, b.page)) if _is_figure(one) else (None, None)
            if here and there and a.page[here] != b.page[there]:
                yield _drift("currency", a, (here, here + 1), b, (there, there + 1))


def _sign(figure: Word, page: str) -> int | None:
    """Where the sign of a currency stands before or behind a figure."""
    for place in (figure.start - 1, figure.end, figure.end + 1):
        if CURRENCY.match(page, place) and (place <= figure.end or page[figure.end].isspace()):
            return place
    return None


def _apart(change: Change, pair: Aligned, a: _Text, b: _Text) -> list[Change]:
    """Those words of a change that say another fact each, where as many words stand in place of as many.

    Of a few words the numbers that end both, before one and the same word: ``more than six``, ``nearly eight`` hours.
    """
    words = [Change((one,), (other,)) for one, other in zip(change.a, change.b, strict=False)]
    facts = [word for word in words if len(change.a) == len(change.b) and _kind(word.a, word.b, pair, a, b)]
    if facts or max(len(change.a), len(change.b)) > MAX_WORDS or _kind(change.a, change.b, pair, a, b):
        return facts or [change]
    counted = change.a[-1] is not pair.a.words[-1] and change.b[-1] is not pair.b.words[-1]
    alone = all(_is_number(side[-1]) and not any(map(_tells_day, side[:-1])) for side in (change.a, change.b))
    return [Change(change.a[-1:], change.b[-1:])] if counted and alone else [change]


def _tells_day(word: Word) -> bool:
    return _is_number(word) or any(word.folded in said_in_words()[kind] for kind in ("weekday", "month"))


def _is_number(word: Word) -> bool:
    """A whole number; a third may be 30 percent."""
    return _is_figure(word) or said_in_words()["number"].get(word.folded, "").isdigit()


def _span(found: tuple[Word, ...]) -> tuple[int, int]:
    return found[0].start, found[-1].end


def _drift(kind: str, a: _Text, span_a: tuple[int, int], b: _Text, span_b: tuple[int, int]) -> Drift:
    one, other = a.dossier.article.article_id, b.dossier.article.article_id
    return Drift(kind, one, *span_a, a.page[slice(*span_a)], other, *span_b, b.page[slice(*span_b)])


def _kind(here: tuple[Word, ...], there: tuple[Word, ...], pair: Aligned, a: _Text, b: _Text) -> str | None:
    """Which fact the difference is about; None where it is about none."""
    alike = pair.likeness >= ALIKE_FOR_FACTS
    if max(len(here), len(there)) > MAX_WORDS or _letters(here) == _letters(there):
        return None
    if alike and all(_is_figure(word) for word in (*here, *there)):
        return "number"
    said = {_worth(here), _worth(there)}
    if None not in said:
        return "number" if alike and len(said) == 2 else None
    here, there = _longer(here), _longer(there)
    if len(here) != 1 or len(there) != 1:
        return None
    for kind, known in said_in_words().items():
        values = {known.get(here[0].folded), known.get(there[0].folded)}
        if None not in values:
            return kind if len(values) == 2 and alike else None
    told_apart = alike and contrast(here[0].folded, there[0].folded)
    return "contrast" if told_apart else _kind_of_name(here[0], there[0], pair, a, b)


def _letters(found: tuple[Word, ...]) -> str:
    """What is left of words without the signs between them: O'Brien, OBrien."""
    return "".join(word.folded for word in found)


def _counted(change: Change, pair: Aligned) -> Change | None:
    """The numbers in words that a change is of, whole: forty-one and forty-four; None where they are none, or the same."""
    if any(map(_is_figure, (*change.a, *change.b))):
        return None
    whole = Change(_whole(change.a, pair.a.words), _whole(change.b, pair.b.words))
    values = {_worth(whole.a), _worth(whole.b)}
    return whole if None not in values and len(values) == 2 else None


def _whole(found: tuple[Word, ...], words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Words of a number, with those beside them that it goes on with."""
    first, last = words.index(found[0]), words.index(found[-1])
    while first and (step := _counting(words[:first][::-1])):
        first -= step
    while step := _counting(words[last + 1 :]):
        last += step
    return words[first : last + 1]


def _counting(words: tuple[Word, ...]) -> int:
    """How many words a number goes on with: one that counts, and a joint before it."""
    joint = bool(words) and words[0].folded in folded("number_joints")
    number = numbers().get(words[joint].folded, "") if len(words) > joint else ""
    return 1 + joint if number.isdigit() and number != "1" else 0


def _worth(found: tuple[Word, ...]) -> int | None:
    """The whole number that words say, or a figure."""
    if len(found) == 1 and found[0].text.isdecimal():
        return int(found[0].text)
    return in_words([word.folded for word in found])


def _unspaced(change: Change, pair: Aligned, a: _Text, b: _Text) -> Drift | None:
    """What a change in a Chinese or Japanese sentence is about."""
    one, other = _span(change.a), _span(change.b)
    if not (unspaced(a.page, one) and unspaced(b.page, other)) or max(len(change.a), len(change.b)) > MAX_WORDS:
        return None
    if pair.likeness >= ALIKE_FOR_FACTS and (fact := unspaced_fact(a.page, one, b.page, other)):
        return _drift(fact[0], a, fact[1], b, fact[2])
    if pair.likeness >= ALIKE_FOR_NAMES and (names := unspaced_name(a.page, one, b.page, other)):
        return _drift("name", a, names[0], b, names[1])
    return None


def _kind_of_name(one: Word, other: Word, pair: Aligned, a: _Text, b: _Text) -> str | None:
    if all(is_korean_name(text.page, _span((word,))) for word, text in ((one, a), (other, b))):
        return "name" if pair.likeness >= ALIKE_FOR_NAMES else None
    if not _is_name(one, pair.a, a) or not _is_name(other, pair.b, b):
        return None
    if one.folded in folded("places") and other.folded in folded("places"):
        return "place" if pair.likeness >= ALIKE_FOR_FACTS else None
    if _is_spelling(one.folded, other.folded):
        return "spelling"
    return "name" if pair.likeness >= ALIKE_FOR_NAMES and _beside_name(one, other, pair) else None


def _longer(found: tuple[Word, ...]) -> tuple[Word, ...]:
    """Without prepositions and articles of one or two letters, where more is there."""
    return tuple(word for word in found if len(word.text) > 2) or found


def _is_figure(word: Word) -> bool:
    return FIGURE.fullmatch(word.text) is not None


def _number(found: tuple[Word, ...], text: _Text) -> tuple[int, int]:
    """The whole number that the words are of, as it is written: 1,300 and not the 300 of it."""
    start, end = _span(found)
    around = max(0, start - NUMBER_CHARS)
    for match in WHOLE_NUMBER.finditer(text.page, around, end + NUMBER_CHARS):
        if match.start() <= start and end <= match.end():
            return match.start(), match.end()
    return start, end


def _value(number: str) -> str:
    """What a number says, however its thousands are parted; the number in words as it stands."""
    if korean := KOREAN.fullmatch(number):
        return korean["figure"] + korean["unit"]
    if THOUSANDS.fullmatch(number):
        return "".join(filter(str.isdecimal, number))
    return said_in_words()["number"].get(number.casefold(), number.replace(",", "."))


def _is_name(word: Word, sentence: Sentence, text: _Text) -> bool:
    """A word in a capital that is not the first of its sentence, and that the article nowhere writes in small.

    In languages that write all nouns so, it also stands beside another word in a capital.
    """
    if len(word.text) < MIN_NAME or not word.text[0].isupper() or word.folded in text.small:
        return False
    place = sentence.words.index(word)
    return place > 0 and (
        text.dossier.value("language") not in NOUNS_IN_CAPITALS
        or any(_in_capital(sentence, place + step) for step in (-1, 1))
    )


def _in_capital(sentence: Sentence, place: int) -> bool:
    return 0 < place < len(sentence.words) and sentence.words[place].text[0].isupper()


def _beside_name(one: Word, other: Word, pair: Aligned) -> bool:
    """Whether the same word in a capital stands beside both: a forename or a surname."""

    def beside(sentence: Sentence, word: Word) -> set[tuple[int, str]]:
        place = sentence.words.index(word)
        return {(step, sentence.words[place + step].folded) for step in (-1, 1) if _in_capital(sentence, place + step)}

    return bool(beside(pair.a, one) & beside(pair.b, other))


def _is_spelling(one: str, other: str) -> bool:
    """One name in two spellings; not one word and another that is made of it (Kurd, Kurds, Kurdish)."""
    return _likeness(one, other) >= SAME_WORD and not one.startswith(other) and not other.startswith(one)


def _quoted(found: tuple[Word, ...], text: _Text) -> tuple[Word, ...]:
    """Those of the words that stand in quotation marks; not the ends of contractions ("they'll", "they will")."""
    page = text.page
    return tuple(
        word
        for word in found
        if text.quoted.meet(word.start, word.end)
        and not (page[word.start - 1] in APOSTROPHES and page[word.start - 2].isalpha())
    )


def _is_style(here: tuple[Word, ...], there: tuple[Word, ...]) -> bool:
    """Spelling, figures for words, small words, or more than a few: no other wording that one could point at."""
    if max(len(here), len(there)) > MAX_WORDS:
        return True
    one, other = _letters(here), _letters(there)
    return (
        _likeness(one, other) >= SAME_WORD
        or any(character.isdigit() for character in one) != any(character.isdigit() for character in other)
        or max(len(one), len(other)) < MIN_NAME
    )


def _likeness(one: str, other: str) -> float:
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(one, other)
