"""trafilatura's decision what is article, carried onto the lines of the page text."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress

import numpy as np
from lxml import html as lxml_html
from numpy.typing import NDArray

from presscheck.addresses import host_of
from presscheck.model import Claim
from presscheck.read.metadata import tidied
from presscheck.read.signed import signed

TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]|[^\W\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]+")
GRAM = 4
LONG_WORDS = 7
"""Shorter lines are found whole or not at all: their few grams may stand anywhere."""
NEAR = 3
COVERED = 0.7
"""A line belongs to the article when this share of its word 4-grams stands in trafilatura's text.

Lines come out of trafilatura joined, split and re-spaced; 0.7 is what the bench's own scorer uses.
"""

WANTED = frozenset(("title", "author", "published"))

Numbers = NDArray[np.uint64]

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def extract(tree: lxml_html.HtmlElement, url: str | None) -> str:
    """The text that trafilatura takes to be the article."""
    from trafilatura import bare_extraction  # half a second to import: only batches with HTML pay for it

    document = bare_extraction(
        tree,
        url=url,
        include_comments=False,
        fast=True,  # no second tools: what they would say is a third of its time, and our second opinion does better
        favor_recall=True,  # what is too much of it the second opinion takes out
    )
    return "" if document is None or isinstance(document, dict) else document.text or ""


def last_resort(tree: lxml_html.HtmlElement, url: str | None, stated: Collection[Claim]) -> list[Claim]:
    """What trafilatura and htmldate say of title, author, day and publisher.

    Asked only where the page's markup, `stated`, does not name the first three: their claims are the last resort. And
    only for these: all that `trafilatura.extract_metadata` looks for takes twice the time.
    """
    found: list[tuple[str, str | None]] = []
    if not _complete(stated):
        with suppress(
            TypeError, ValueError
        ):  # what a page makes them stumble over; `bare_extraction` passes over it too
            found.extend(_asked(tree, url))
    return [*tidied(Claim(field, value, "trafilatura") for field, value in found if value)]


def _asked(tree: lxml_html.HtmlElement, url: str | None) -> Iterator[tuple[str, str | None]]:
    """Field and value, one after the other."""
    from htmldate import find_date
    from trafilatura import metadata

    known = metadata.examine_meta(tree)
    with suppress(Exception):  # whatever is wrong with a page's JSON
        known = metadata.extract_meta_json(tree, known)
    yield "title", known.title or metadata.extract_title(tree)
    site = known.sitename or metadata.extract_sitename(tree) or host_of(url)
    yield "publisher", site.lstrip("@")  # as it is called on Twitter
    yield "published", find_date(tree, extensive_search=False, original_date=True, url=url)  # no dates from footers
    signed_by = known.author if known.author and " " in known.author else metadata.extract_author(signed(tree))
    yield from (("author", name) for name in (signed_by or "").split("; "))


def _complete(stated: Collection[Claim]) -> bool:
    """Whether there is a title, a date, and an author who may be a person: two words, and not the publisher's."""
    publishers = {claim.value for claim in stated if claim.field == "publisher"}
    return {
        claim.field
        for claim in stated
        if claim.field != "author" or (" " in claim.value and claim.value not in publishers)
    } >= WANTED


class Words:
    """Texts as numbered words, the same number for the same word but for case.

    A character is a word in scripts that do not part words.
    """

    def __init__(self, texts: Sequence[str], known: Words | None = None) -> None:
        """Number the words of texts, as `known` numbers them."""
        self._written: _Numbering = known._written if known else _Numbering()
        found = [TOKEN.findall(text) for text in texts]
        self.written = [word for words in found for word in words]
        self.counts = np.array([len(words) for words in found], np.intp)
        """Words of each text."""
        self.ends = np.cumsum(self.counts)
        self.text_of = np.repeat(np.arange(len(found)), self.counts)
        """For each word the index of its text."""
        self.numbers: Numbers = np.array(list(map(self._written.__getitem__, self.written)), np.uint64)
        width, octets = self.numbers.itemsize, self.numbers.tobytes()
        starts, ends = ((self.ends - self.counts) * width).tolist(), (self.ends * width).tolist()
        self.keys = [octets[start:end] for start, end in zip(starts, ends, strict=True)]
        """For each text its words, to compare it with others."""

    def share(self, flags: NDArray[np.bool_]) -> NDArray[np.float64]:
        """For each text the share of its words that are flagged; 0 where there are none."""
        return np.bincount(self.text_of, flags, len(self.counts)) / np.maximum(self.counts, 1)

    def grams(self) -> Numbers:
        """Word 4-grams, hashed, across the ends of texts too; the last words begin none."""
        n = max(len(self.numbers) - GRAM + 1, 0)
        hashed = np.zeros(n, np.uint64)
        for shift in range(GRAM):
            hashed = hashed * np.uint64(0x9E3779B97F4A7C15) + self.numbers[shift : shift + n]
        return hashed


class _Numbering(dict[str, int]):
    """Words as they are written, numbered from 1."""

    def __init__(self) -> None:
        super().__init__()
        self._folded: dict[str, int] = {}

    def __missing__(self, word: str) -> int:
        number = self[word] = self._folded.setdefault(word.casefold(), len(self._folded) + 1)
        return number


def coverage(lines: Words, extracted: Words) -> NDArray[np.float64]:
    """For each line the share of its word 4-grams that stand in the extracted text; -1 where it has none."""
    grams = lines.grams()
    line_of = lines.text_of[: len(grams)]
    whole = line_of == lines.text_of[GRAM - 1 :]
    n = len(lines.counts)
    total = np.bincount(line_of[whole], minlength=n)
    found = np.bincount(line_of[whole], np.isin(grams[whole], extracted.grams()), n)
    covered: NDArray[np.float64] = np.where(total, found / np.maximum(total, 1), -1)
    return covered


def main_lines(lines: Words, extracted: Words, covered: NDArray[np.float64]) -> list[int]:
    """Indices of the lines that stand in the extracted text; `covered` is the `coverage` of each.

    A long line is found by its word 4-grams. A line that stands there word for word counts as often as it does
    there: of several places those with most found lines around them. A short line counts only among or near the
    long ones: the same word is also in the menu.
    """
    there = Counter(extracted.keys)
    long = set(np.flatnonzero((lines.counts >= LONG_WORDS) & (covered >= COVERED)).tolist())
    first, last = (min(long), max(long)) if long else (0, len(lines.counts) - 1)
    places: dict[bytes, list[int]] = {}
    for index, key in enumerate(lines.keys):
        if key in there and (index in long or first - NEAR <= index <= last + NEAR):
            places.setdefault(key, []).append(index)
    chosen = long - {index for indices in places.values() for index in indices}
    for key, indices in places.items():
        if len(indices) > there[key]:
            indices.sort(key=lambda index: (-_company(index, long), not first <= index <= last, index))
        chosen.update(indices[: there[key]])
    return sorted(chosen)


def _company(index: int, found: set[int]) -> int:
    """How many of the lines around a line are found."""
    return sum(other in found for other in range(index - NEAR, index + NEAR + 1) if other != index)
