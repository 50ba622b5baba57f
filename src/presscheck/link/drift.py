"""What changed between copies: a quotation worded differently, another number, day, place, or spelling of a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from presscheck.lexicons import calendar, folded
from presscheck.link.align import Aligned, Sentence, Word, align, changes, sentences
from presscheck.model import Dossier, Drift, Link, Spans

QUOTED = re.compile(r'“[^“”]{1,800}”|"[^"\n]{1,800}"|«[^«»]{1,800}»|„[^„“”]{1,800}[“”]|「[^「」]{1,800}」')
APOSTROPHES = "'’"
MAX_WORDS = 3
"""Words that are replaced by others; more is another sentence."""
SAME_WORD = 0.75
"""Share of letters in common, in order, from which two words are one word in two spellings."""
ALIKE_FOR_FACTS = 0.7
"""Sentences less alike may state another fact each."""
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

    @classmethod
    def of(cls, dossier: Dossier) -> _Text:
        page, found, quoted = dossier.article.text, [], []
        for line in dossier.kept:
            text = page[line.start : line.end]
            found += sentences(text, line.start)
            quoted += [(line.start + match.start(), line.start + match.end()) for match in QUOTED.finditer(text)]
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
    if pair.likeness == 1.0:
        return
    for change in changes(pair):
        here, there, kind = change.a, change.b, _kind(change.a, change.b, pair, a, b)
        if not kind:
            here, there = _quoted(here, a), _quoted(there, b)
            kind = "quotation" if here and there and not _is_style(here, there) else None
        if kind:
            one, other = a.dossier.article, b.dossier.article
            span_a, span_b = (here[0].start, here[-1].end), (there[0].start, there[-1].end)
            yield Drift(
                kind,
                one.article_id,
                *span_a,
                one.text[slice(*span_a)],
                other.article_id,
                *span_b,
                other.text[slice(*span_b)],
            )


def _kind(here: tuple[Word, ...], there: tuple[Word, ...], pair: Aligned, a: _Text, b: _Text) -> str | None:
    """Which fact the difference is about; None where it is about none."""
    if max(len(here), len(there)) > MAX_WORDS:
        return None
    if pair.likeness >= ALIKE_FOR_FACTS and all(word.text.isdigit() for word in (*here, *there)):
        return "number"
    if len(here) == len(there) == 1:
        (one,), (other,) = here, there
        for kind, names in (("weekday", calendar()["weekdays"]), ("month", calendar()["months"])):
            numbers = {names.get(one.folded), names.get(other.folded)}
            if None not in numbers:
                return kind if len(numbers) == 2 and pair.likeness >= ALIKE_FOR_FACTS else None
        if _is_name(one, pair.a, a) and _is_name(other, pair.b, b):
            if _is_spelling(one.folded, other.folded):
                return "spelling"
            places = folded("places")
            if pair.likeness >= ALIKE_FOR_FACTS and one.folded in places and other.folded in places:
                return "place"
    return None


def _is_name(word: Word, sentence: Sentence, text: _Text) -> bool:
    """A word in a capital that is not the first of its sentence, and that the article nowhere writes in small."""
    return (
        len(word.text) >= MIN_NAME
        and word.text[0].isupper()
        and word is not sentence.words[0]
        and word.folded not in text.small
        and text.dossier.value("language") not in NOUNS_IN_CAPITALS
    )


def _is_spelling(one: str, other: str) -> bool:
    """One name in two spellings; not one word and another that is made of it (Kurd, Kurds, Kurdish)."""
    return _likeness(one, other) >= SAME_WORD and not one.startswith(other) and not other.startswith(one)


def _quoted(words: tuple[Word, ...], text: _Text) -> tuple[Word, ...]:
    """Those of the words that stand in quotation marks; not the ends of contractions ("they'll", "they will")."""
    page = text.dossier.article.text
    return tuple(
        word
        for word in words
        if text.quoted.meet(word.start, word.end)
        and not (page[word.start - 1] in APOSTROPHES and page[word.start - 2].isalpha())
    )


def _is_style(here: tuple[Word, ...], there: tuple[Word, ...]) -> bool:
    """Spelling, figures for words, small words, or more than a few: no other wording that one could point at."""
    if max(len(here), len(there)) > MAX_WORDS:
        return True
    one, other = "".join(word.folded for word in here), "".join(word.folded for word in there)
    return (
        _likeness(one, other) >= SAME_WORD
        or any(character.isdigit() for character in one) != any(character.isdigit() for character in other)
        or max(len(one), len(other)) < MIN_NAME
    )


def _likeness(one: str, other: str) -> float:
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(one, other)
