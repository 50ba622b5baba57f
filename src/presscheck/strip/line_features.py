"""What a line of text looks like, beside the lines around it and on its page: numbers for the learned line scorer.

Everything is counted over a whole shard at once, in NumPy, from one array of code points.
Words are hashed: nothing here knows a language, and the vocabulary is in the weights (`line_scorer`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from presscheck.model import Page

BITS = 15
"""Words and pairs of words fall into 2**BITS buckets (the hashing trick, Weinberger et al. 2009)."""

PROSE_WORDS = 10
"""A line of so many words with a full stop in it is counted as prose."""
TOPIC_WORDS = 15
"""Lines of prose this long say what the page is about."""
TOPIC_CHARS = 4
"""Shorter words say nothing about the topic."""
LINES = 500
"""So many lines are taken in at a time: larger arrays of characters are new memory each time, which takes as long again."""
FAR = 40
"""Distances, in lines, are counted so far."""

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]
Ints = NDArray[np.intp]
Hashes = NDArray[np.uint64]

(
    OTHER, LOWER, UPPER, IDEOGRAPH, DIGIT, SPACE, STOP, ASK, COMMA, COLON, QUOTE, BULLET, OPEN, SLASH, AT, PIPE,
    CURRENCY, PUNCTUATION, SYMBOL,
) = range(19)  # fmt: skip
CLASSES = 19
_NAMED = {
    STOP: ".…。｡।۔։", ASK: "!?！？؟‽", COMMA: ",;，、；،؛", COLON: ":：", QUOTE: "\"'„", BULLET: "*•·●▪■►▶–—-›»>→", OPEN: "([（",
    SLASH: "/", AT: "@", PIPE: "|©",
}  # fmt: skip
_BY_CATEGORY = {
    "Lu": UPPER,
    "Lt": UPPER,
    "Nd": DIGIT,
    "Nl": DIGIT,
    "No": DIGIT,
    "Sc": CURRENCY,
    "Pi": QUOTE,
    "Pf": QUOTE,
}
_IN_WORDS = np.isin(np.arange(CLASSES), (LOWER, UPPER, DIGIT))
_BY_MAJOR = {"L": LOWER, "M": LOWER, "Z": SPACE, "P": PUNCTUATION, "S": SYMBOL}
_BEYOND = 0x10000
"""Code points from here on are one: symbols, as far as news is concerned."""

PHRASES: dict[str, tuple[str, ...]] = {
    "phrase": ("BP", "CP05", "CP07"),
    "list": ("BP08", "BP11", "BP12"),
    "comments": ("BP15",),
    "share": ("BP06", "BP13"),
    "legal": ("BP01", "BP27", "BP28"),
    "menu": ("BP14", "BP32"),
}
"""Kinds of furniture phrase -> what the codes of their line rules begin with."""
NOT_A_PHRASE = ("BP30",)


@lru_cache(maxsize=1)
def _tables() -> tuple[NDArray[np.uint8], NDArray[np.uint32]]:
    """Class and lower case of each code point of the first plane; digits are one character."""
    classes = np.full(_BEYOND + 1, SYMBOL, np.uint8)
    lower = np.arange(_BEYOND + 1, dtype=np.uint32)
    classes[0x3400:0xD800] = IDEOGRAPH
    classes[0xAC00:0xD800] = LOWER  # Hangul parts its words
    for code in (*range(0x3400), *range(0xF900, _BEYOND)):
        character = chr(code)
        category = unicodedata.category(character)
        kind = _BY_CATEGORY.get(category, _BY_MAJOR.get(category[0], OTHER))
        classes[code] = IDEOGRAPH if kind == LOWER and 0x3040 <= code < 0x3400 else kind
        if kind == DIGIT:
            lower[code] = ord("0")
        elif kind == UPPER and len(character.lower()) == 1:
            lower[code] = ord(character.lower())
    classes[[9, 10, 13]] = SPACE
    for kind, characters in _NAMED.items():
        classes[[ord(character) for character in characters]] = kind
    return classes, lower


_POWERS = np.cumprod(np.full(64, 1099511628211, np.uint64), dtype=np.uint64)  # FNV's prime; wraps, as is wanted


def _mixed(value: Hashes) -> Hashes:
    """The bits of each number stirred (the finaliser of MurmurHash3)."""
    value = value ^ (value >> np.uint64(33))
    value = value * np.uint64(0xFF51AFD7ED558CCD)
    value = value ^ (value >> np.uint64(33))
    value = value * np.uint64(0xC4CEB9FE1A85EC53)
    result: Hashes = value ^ (value >> np.uint64(33))
    return result


def bucket(hashes: Hashes) -> Ints:
    """The bucket of each hash."""
    return (hashes >> np.uint64(64 - BITS)).astype(np.intp)


@dataclass(frozen=True)
class Texts:
    """What some lines say, each by itself, as arrays. n lines, w words."""

    chars: Ints
    """(n,)"""
    counts: Ints
    """(n, CLASSES) characters of each class."""
    opens: NDArray[np.uint8]
    """(n,) class of the first character."""
    closes: NDArray[np.uint8]
    """(n,) class of the last character, or of the one before a mark that closes."""
    words: Ints
    """(n,) a word is a run of letters and digits, or one ideograph."""
    said: Hashes
    """(n,) the same for lines of the same words in any order."""
    word: Hashes
    """(w,) hash of the word in lower case."""
    length: Ints
    """(w,) characters of the word."""
    initial: NDArray[np.uint8]
    """(w,) class of the word's first character."""

    @classmethod
    def of(cls, texts: Sequence[str]) -> Texts:
        """Take in lines that hold no line break and are not empty."""
        return cls.together([cls._some(texts[at : at + LINES]) for at in range(0, len(texts) or 1, LINES)])

    @classmethod
    def _some(cls, texts: Sequence[str]) -> Texts:
        text = "".join([f"{line}\n" for line in texts])
        points = np.minimum(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32), _BEYOND)
        table, lower = _tables()
        classes = table.take(points)
        end = np.flatnonzero(points == 10)
        begin = np.concatenate(([0], end[:-1] + 1)).astype(np.intp) if len(end) else end
        word_start, word_end = _words(classes)
        word = _hashed(lower, points, word_start, word_end)
        words = np.diff(np.searchsorted(word_start, end), prepend=0)
        line = np.repeat(np.arange(len(end)) * CLASSES, end - begin + 1)
        counts = np.bincount(line + classes, minlength=len(end) * CLASSES).reshape(len(end), CLASSES)
        counts[:, SPACE] -= 1  # the line break
        closes, before = classes[end - 1], classes[np.maximum(end - 2, begin)]
        return cls(
            chars=end - begin,
            counts=counts,
            opens=classes[begin],
            closes=np.where(np.isin(closes, (QUOTE, PUNCTUATION)), before, closes),
            words=words,
            said=_sums(_mixed(word + np.uint64(11)), words),
            word=word,
            length=word_end - word_start,
            initial=classes[word_start],
        )

    def take(self, lines: Ints) -> Texts:
        """These lines, in this order."""
        words = self.words[lines]
        first = np.cumsum(words) - words
        place = np.arange(words.sum()) + np.repeat((np.cumsum(self.words) - self.words)[lines] - first, words)
        own = {name: getattr(self, name)[lines] for name in _OF_A_LINE}
        return Texts(**own, **{name: getattr(self, name)[place] for name in _OF_A_WORD})

    @classmethod
    def together(cls, parts: Sequence[Texts]) -> Texts:
        """The lines of each, one after another."""
        if len(parts) == 1:
            return parts[0]
        every = (*_OF_A_LINE, *_OF_A_WORD)
        return cls(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in every})


_OF_A_LINE = ("chars", "counts", "opens", "closes", "words", "said")
_OF_A_WORD = ("word", "length", "initial")


class Memory:
    """The texts that were asked for last: the next pass over the same pages asks for most of them again."""

    def __init__(self) -> None:
        self._known: tuple[dict[str, int], Texts] = {}, Texts.of([])

    def texts(self, lines: Sequence[str]) -> Texts:
        """As `Texts.of`."""
        known, texts = self._known
        new = [line for line in dict.fromkeys(lines) if line not in known]
        known = known | {line: at for at, line in enumerate(new, len(texts.chars))}
        found = Texts.together([texts, Texts.of(new)]).take(np.array([known[line] for line in lines], np.intp))
        self._known = {line: at for at, line in enumerate(lines)}, found
        return found


@dataclass(frozen=True)
class Lines:
    """The lines of some pages, as arrays. n lines, w words."""

    page: Ints
    """(n,) number of the page a line is on."""
    first: Ints
    """(n,) index of the first line of that page."""
    last: Ints
    """(n,) index of its last line."""
    texts: Texts
    word_line: Ints
    """(w,) the line that a word is in."""

    @classmethod
    def of(cls, pages: Sequence[Sequence[str]], memory: Memory | None = None) -> Lines:
        """Take in the lines of each page; a line holds no line break and is not empty."""
        lengths = np.array([len(lines) for lines in pages], np.intp)
        every = [line for lines in pages for line in lines]
        texts = memory.texts(every) if memory else Texts.of(every)
        first = np.cumsum(lengths) - lengths
        return cls(
            page=np.repeat(np.arange(len(lengths)), lengths),
            first=np.repeat(first, lengths),
            last=np.repeat(first + lengths - 1, lengths),
            texts=texts,
            word_line=np.repeat(np.arange(len(every)), texts.words),
        )

    def __len__(self) -> int:
        return len(self.page)

    @cached_property
    def grams(self) -> tuple[Ints, Ints]:
        """(buckets, lines): single words, pairs, and the first and last word of a line as such."""
        word, line = self.texts.word, self.word_line
        if not len(word):
            return np.zeros(0, np.intp), np.zeros(0, np.intp)
        inside = line[1:] == line[:-1]
        pairs = _mixed(word[:-1] * np.uint64(3) + word[1:])[inside]
        opens, closes = np.concatenate(([True], ~inside)), np.concatenate((~inside, [True]))
        hashes = (word, pairs, _mixed(word[opens] + np.uint64(0x1234567)), _mixed(word[closes] + np.uint64(0x7654321)))
        return bucket(np.concatenate(hashes)), np.concatenate((line, line[:-1][inside], line[opens], line[closes]))


def _words(classes: NDArray[np.uint8]) -> tuple[Ints, Ints]:
    """Where words start and end."""
    inside = np.zeros(len(classes) + 1, np.bool_)  # the last character is a line break
    np.take(_IN_WORDS, classes, out=inside[1:])
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    start, end = edges[::2], edges[1::2]
    ideographs = np.flatnonzero(classes == IDEOGRAPH)
    if not len(ideographs):
        return start, end
    start, end = np.concatenate((start, ideographs)), np.concatenate((end, ideographs + 1))
    order = np.argsort(start, kind="stable")
    return start[order], end[order]


def _hashed(lower: NDArray[np.uint32], points: NDArray[np.uint32], start: Ints, end: Ints) -> Hashes:
    """A hash of the characters from each start to its end: a polynomial, summed at once for all words."""
    if not len(start):
        return np.zeros(0, np.uint64)
    lengths = end - start
    begin = np.cumsum(lengths) - lengths
    place = np.arange(int(lengths.sum())) - np.repeat(begin, lengths)
    characters = lower.take(points.take(np.repeat(start, lengths) + place))
    return _mixed(np.add.reduceat((characters + np.uint64(7)) * _POWERS.take(place & 63), begin))


def _sums(values: Hashes, counts: Ints) -> Hashes:
    """The sum over so many values each, one after the other; modulo 2**64."""
    summed = np.concatenate((np.zeros(1, np.uint64), np.cumsum(values, dtype=np.uint64)))
    ends = np.cumsum(counts)
    result: Hashes = summed[ends] - summed[ends - counts]
    return result


def wording(lines: Lines, weights: Floats) -> Floats:
    """(n,) the linear score of each line's words and pairs, by the square root of their number."""
    buckets, line = lines.grams
    count = np.maximum(np.bincount(line, minlength=len(lines)), 1)
    return (np.bincount(line, weights[buckets], len(lines)) / np.sqrt(count)).astype(np.float32)


def phrases(pages: Sequence[Page], matched: Sequence[Mapping[str, Sequence[int]]]) -> dict[str, Bools]:
    """Kind of phrase -> (n,) lines that a line rule of that kind matches."""
    rows: dict[str, list[int]] = {kind: [] for kind in PHRASES}
    at = 0
    for page, codes in zip(pages, matched, strict=True):
        for code, indices in codes.items():
            for kind in _kinds(code):
                rows[kind] += [at + index for index in indices]
        at += len(page.lines)
    found = {kind: np.zeros(at, np.bool_) for kind in PHRASES}
    for kind, of in rows.items():
        found[kind][of] = True
    return found


@lru_cache(maxsize=1024)
def _kinds(code: str) -> tuple[str, ...]:
    """The kinds of phrase that a line rule looks for."""
    return tuple(
        kind for kind, begins in PHRASES.items() if code.startswith(begins) and not code.startswith(NOT_A_PHRASE)
    )


def features(lines: Lines, wording: Floats, rarity: Floats, phrase: Mapping[str, Bools]) -> dict[str, Floats]:
    """Name -> (n,) values, always in the same order.

    `rarity` is the inverse document frequency of each bucket, `wording` and `phrase` what the functions above give.
    """
    columns = _own(lines)
    columns["wording"] = wording
    columns |= {f"is {kind}": found.astype(np.float32) for kind, found in phrase.items()}
    columns |= _topic(lines, columns, rarity)
    columns |= _around(lines, columns)
    columns |= _distances(lines, columns, phrase)
    columns |= _place(lines, columns)
    return columns


def _own(lines: Lines) -> dict[str, Floats]:
    """What the line is by itself."""
    n, texts = len(lines), lines.texts
    counts, opens, closes, length = texts.counts, texts.opens, texts.closes, texts.length
    chars, some = np.maximum(texts.chars, 1), np.maximum(texts.words, 1)
    capital = texts.initial == UPPER
    letters = counts[:, LOWER] + counts[:, UPPER] + counts[:, IDEOGRAPH]
    columns = {
        "chars": chars,
        "words": texts.words - 0.4 * counts[:, IDEOGRAPH],  # about 1.7 ideographs a word
        "word length": np.bincount(lines.word_line, length, n) / some,
        "short words": np.bincount(lines.word_line, length <= 3, n) / some,
        "capitalised": np.bincount(lines.word_line, capital, n) / some,
        "letters": letters / chars,
        "capitals": counts[:, UPPER] / chars,
        "ideographs": counts[:, IDEOGRAPH] / chars,
        "digits": counts[:, DIGIT] / chars,
        "digit count": counts[:, DIGIT],
        "signs": counts[:, [BULLET, SYMBOL, CURRENCY, PUNCTUATION, PIPE, SLASH, AT, OPEN]].sum(axis=1) / chars,
        "stops": counts[:, STOP],
        "asks": counts[:, ASK],
        "commas": counts[:, COMMA],
        "colons": counts[:, COLON],
        "quotes": counts[:, QUOTE],
        "slashes": counts[:, SLASH],
        "ats": counts[:, AT],
        "pipes": counts[:, PIPE],
        "brackets": counts[:, OPEN],
        "prices": counts[:, CURRENCY],
        "bullets": counts[:, BULLET],
        "opens with a bullet": opens == BULLET,
        "opens with a digit": opens == DIGIT,
        "opens with a quote": opens == QUOTE,
        "opens lower": opens == LOWER,
        "ends a sentence": np.isin(closes, (STOP, ASK)),
        "ends with a digit": closes == DIGIT,
    }
    joined = _continued(
        lines, np.isin(closes, (STOP, ASK, COLON)), np.isin(opens, (LOWER, COMMA, STOP, ASK, PUNCTUATION))
    )
    run = np.concatenate(([0], np.cumsum(~joined[:-1])))
    columns["continues below"] = joined
    columns["continues from above"] = np.concatenate(([False], joined[:-1]))
    columns["words of the run"] = np.bincount(run, columns["words"])[run]
    columns["stops of the run"] = np.bincount(run, columns["stops"])[run]
    columns["log words"] = np.log1p(columns["words"])
    columns["prose"] = (columns["words"] >= PROSE_WORDS) & (columns["stops"] + columns["asks"] > 0)
    return {name: values.astype(np.float32) for name, values in columns.items()}


def _continued(lines: Lines, ends: Bools, goes_on: Bools) -> Bools:
    """(n,) lines that do not end a sentence and are followed by one that begins in the middle of it.

    Naive scrapers break a line at every link and every word in bold.
    """
    result = np.zeros(len(lines), np.bool_)
    result[:-1] = ~ends[:-1] & goes_on[1:] & (lines.page[:-1] == lines.page[1:])
    return result


def _topic(lines: Lines, columns: Mapping[str, Floats], rarity: Floats) -> dict[str, Floats]:
    """How much of a line the prose of its page speaks of, and how often the line stands on the page."""
    n, texts = len(lines), lines.texts
    stir = np.uint64(0x9E3779B97F4A7C15)
    _, which, copies = np.unique(
        texts.said + lines.page.astype(np.uint64) * stir, return_inverse=True, return_counts=True
    )
    chosen = (texts.length >= TOPIC_CHARS) | (texts.initial == IDEOGRAPH)
    line, word = lines.word_line[chosen], texts.word[chosen]
    page = lines.page[line]
    at, differing = _numbered(word + page.astype(np.uint64) * stir)
    prose = (columns["prose"][line] > 0) & (columns["words"][line] >= TOPIC_WORDS)
    spoken = pc.unique(pa.array(at[prose] * (n + 1) + line[prose])).to_numpy() // (n + 1)  # a word counts once a line
    elsewhere = np.bincount(spoken, minlength=differing)[at] - prose
    title = np.zeros(differing, np.bool_)
    title[at[lines.first[line] == line]] = True
    weight = rarity[bucket(word)]
    total = np.maximum(np.bincount(line, weight, n), 0.1)
    count = np.bincount(line, minlength=n)
    result = {
        "topic": np.bincount(line, weight * (elsewhere > 0), n) / total,
        "topic often": np.bincount(line, weight * np.minimum(elsewhere, 4) / 4, n) / total,
        "words elsewhere": np.bincount(line, elsewhere > 0, n) / np.maximum(count, 1),
        "rarity": total / np.maximum(count, 1),
        "words of the title": np.bincount(line, title[at] & (lines.first[line] != line), n),
        "copies on the page": np.where(columns["words"] > 0, copies[which], 1),
    }
    return {name: values.astype(np.float32) for name, values in result.items()}


def _numbered(values: Hashes) -> tuple[Ints, int]:
    """A number for each value, the same for the same value, and how many numbers there are. Half the time of sorting."""
    encoded = pa.array(values).dictionary_encode()
    return encoded.indices.to_numpy().astype(np.intp), len(encoded.dictionary)


def _around(lines: Lines, columns: Mapping[str, Floats]) -> dict[str, Floats]:
    """The same of the lines next to it, and the mean over some lines above and below."""
    result: dict[str, Floats] = {}
    for name, offsets in {
        "log words": (-2, -1, 1, 2),
        "wording": (-2, -1, 1, 2),
        "ends a sentence": (-1, 1),
        "capitalised": (-1, 1),
        "opens lower": (-1, 1),
        "words of the run": (-1, 1),
        "topic": (-1, 1),
    }.items():
        for offset in offsets:
            result[f"{name} {offset:+d}"] = _shifted(lines, columns[name], offset)
    windows = {
        f"{low:+d}..{high:+d}": _window(lines, low, high) for low, high in ((-4, -1), (1, 4), (-12, -1), (1, 12))
    }
    for name in ("log words", "wording", "prose", "is phrase", "capitalised", "ends a sentence", "topic"):
        summed = np.concatenate(([0.0], np.cumsum(columns[name], dtype=np.float64)))
        for window, (begin, finish) in windows.items():
            mean = (summed[finish] - summed[begin]) / np.maximum(finish - begin, 1)
            result[f"{name} {window}"] = mean.astype(np.float32)
    for side, near in (("above", range(-4, 0)), ("below", range(1, 5))):
        result[f"longest {side}"] = np.max([_shifted(lines, columns["log words"], k) for k in near], axis=0)
    shape = (
        4 * np.minimum(np.log2(1 + columns["words"]).astype(np.int64), 5)
        + 32 * (columns["opens with a bullet"] > 0)
        + 64 * (columns["ends a sentence"] > 0)
        + 128 * (columns["capitalised"] > 0.6)
        + 256 * (columns["digits"] > 0.3)
    ).astype(np.float32)
    alike = [_shifted(lines, shape, k, -1.0) == shape for k in (*range(-6, 0), *range(1, 7))]
    result["lines of the same shape"] = np.sum(alike, axis=0, dtype=np.float32)
    return result


def _shifted(lines: Lines, values: Floats, offset: int, outside: float = 0.0) -> Floats:
    """The value of the line so many lines below, on the same page."""
    result = np.full(len(values), outside, np.float32)
    if abs(offset) < len(values):
        here, there = (
            (slice(None, -offset), slice(offset, None)) if offset > 0 else (slice(-offset, None), slice(None, offset))
        )
        result[here] = np.where(lines.page[here] == lines.page[there], values[there], outside)
    return result


def _window(lines: Lines, low: int, high: int) -> tuple[Ints, Ints]:
    """The lines from so many to so many below that are on the page: the first, and the one behind the last."""
    at = np.arange(len(lines))
    begin = np.clip(at + low, lines.first, lines.last + 1)
    finish = np.clip(at + high + 1, lines.first, lines.last + 1)
    return begin, finish


def _distances(lines: Lines, columns: Mapping[str, Floats], phrase: Mapping[str, Bools]) -> dict[str, Floats]:
    """How many lines above and below the next prose, and the next phrase of each kind, are."""
    result: dict[str, Floats] = {}
    at = np.arange(len(lines))
    for name, found in {"prose": columns["prose"] > 0, **{k: v for k, v in phrase.items() if k != "phrase"}}.items():
        above = np.maximum.accumulate(np.where(found, at, -FAR))
        above = np.concatenate(([-FAR], above[:-1])).astype(np.intp)
        below = np.minimum.accumulate(np.where(found, at, len(at) + FAR)[::-1])[::-1]
        below = np.concatenate((below[1:], [len(at) + FAR])).astype(np.intp)
        since = np.where(above >= lines.first, at - above, FAR)
        until = np.where(below <= lines.last, below - at, FAR)
        result[f"since {name}"] = np.minimum(since, FAR).astype(np.float32)
        result[f"until {name}"] = np.minimum(until, FAR).astype(np.float32)
    return result


def _place(lines: Lines, columns: Mapping[str, Floats]) -> dict[str, Floats]:
    """Where on the page, how much prose there is above and below, and what page it is."""
    at = np.arange(len(lines))
    size = lines.last - lines.first + 1
    words = np.concatenate(([0.0], np.cumsum(columns["prose"] * columns["words"], dtype=np.float64)))
    proses = np.concatenate(([0.0], np.cumsum(columns["prose"], dtype=np.float64)))
    total = words[lines.last + 1] - words[lines.first]
    result = {
        "lines above": at - lines.first,
        "lines below": lines.last - at,
        "depth": (at - lines.first) / size,
        "prose above": (words[at] - words[lines.first]) / np.maximum(total, 1),
        "prose below": (words[lines.last + 1] - words[at + 1]) / np.maximum(total, 1),
        "prose of the page": total,
        "lines of the page": size,
        "share of prose": (proses[lines.last + 1] - proses[lines.first]) / size,
    }
    return {name: values.astype(np.float32) for name, values in result.items()}
