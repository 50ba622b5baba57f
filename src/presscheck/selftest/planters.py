"""Planters: each takes a clean article and gives it back with one defect.

Most are samples of `lexicons/planted.yml`, put in one of a few places; the rest are functions below. A planter
gives None for an article that cannot have its defect.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from presscheck import lexicons
from presscheck.selftest.clean import Clean

ANY = "und"
"""Language of samples that go into every article."""
LONG = 80
"""Characters of a paragraph of running text."""
SEAMS = 6
"""Sentences that are run together in one text."""
LONG_CUT = 220
"""Characters of a paragraph that was cut."""
LONG_LINE = 3000
"""Characters of a text that stands on one line."""


@dataclass(frozen=True)
class Planted:
    """An article with a defect, which `defect` quotes; "" where the whole article is meant."""

    code: str
    article: Clean
    defect: str = ""
    furniture: bool = False
    """Whether the defect is lines of their own, so that it is dealt with when any rule takes them out."""

    @property
    def span(self) -> tuple[int, int]:
        """Where the defect is, in the page text; all of it for the whole article."""
        start = self.article.text.find(self.defect)
        return start, start + len(self.defect or self.article.text)


Planter = Callable[[Clean, Random], Planted | None]


def planters() -> dict[str, Planter]:
    """Code of a rule -> what plants its defect."""
    said = lexicons.planted()
    made: dict[str, Planter] = {}
    for place, put in PLACES.items():
        for code, samples in said[place].items():
            made[code] = _sampled(code, samples, place, put, made.get(code))
    return made | {code: _function(code, change) for code, change in CHANGES.items()}


def _sampled(code: str, samples: dict[str, list[str]], place: str, put: Put, otherwise: Planter | None) -> Planter:
    def plant(article: Clean, random: Random) -> Planted | None:
        choice = samples.get(article.language) or samples.get(ANY)
        if not choice:
            return otherwise(article, random) if otherwise else None
        sample = random.choice(choice)
        made = put(article, sample, random)
        return Planted(code, *made, place in FURNITURE) if made else None

    return plant


def _function(code: str, change: Change) -> Planter:
    def plant(article: Clean, random: Random) -> Planted | None:
        made = change(article, random)
        return Planted(code, *made) if made else None

    return plant


Made = tuple[Clean, str]
"""The changed article, and the defect as it stands in its text."""
Put = Callable[[Clean, str, Random], Made | None]
Change = Callable[[Clean, Random], Made | None]


def _runs(paragraph: str) -> bool:
    """Whether it is running text."""
    return len(paragraph) >= LONG and paragraph.endswith((".", "!", "?", "”", "“", '"', "»", "।", "。"))


def _between(article: Clean, sample: str, random: Random) -> Made | None:
    seams = [at for at in range(1, len(article.paragraphs)) if all(map(_runs, article.paragraphs[at - 1 : at + 1]))]
    if not seams:
        return None
    at = random.choice(seams)
    return replace(article, paragraphs=(*article.paragraphs[:at], sample, *article.paragraphs[at:])), sample


def _tail(article: Clean, sample: str, random: Random) -> Made:  # noqa: ARG001
    return replace(article, paragraphs=(*article.paragraphs, sample)), sample


def _head(article: Clean, sample: str, random: Random) -> Made:  # noqa: ARG001
    return replace(article, title=f"{sample}\n\n{article.title}"), ""


def _byline(article: Clean, sample: str, random: Random) -> Made:  # noqa: ARG001
    return replace(article, byline=sample), ""


def _opening(article: Clean, sample: str, random: Random) -> Made | None:  # noqa: ARG001
    if not _runs(article.paragraphs[0]):
        return None
    return article.with_paragraph(0, sample + article.paragraphs[0]), sample + article.paragraphs[0]


def _closing(article: Clean, sample: str, random: Random) -> Made | None:  # noqa: ARG001
    if not article.paragraphs[-1].endswith((".", "।", "。")):
        return None
    last = article.paragraphs[-1] + sample
    return article.with_paragraph(len(article.paragraphs) - 1, last), last


def _title(article: Clean, sample: str, random: Random) -> Made:  # noqa: ARG001
    return replace(article, title=sample.format(article.title)), ""


def _whole(article: Clean, sample: str, random: Random) -> Made:  # noqa: ARG001
    title, *rest = sample.split("\n\n")
    return replace(article, title=title, byline="", day="", paragraphs=tuple(rest)), ""


def _stub(article: Clean, sample: str, random: Random) -> Made:  # noqa: ARG001
    return replace(article, paragraphs=(article.paragraphs[0], sample)), ""


PLACES: dict[str, Put] = {
    "between": _between,
    "tail": _tail,
    "head": _head,
    "byline": _byline,
    "opening": _opening,
    "closing": _closing,
    "title": _title,
    "whole": _whole,
    "stub": _stub,
}


FURNITURE = ("between", "tail")


def _in_a_paragraph(article: Clean, random: Random, change: Callable[[str], str | None]) -> Made | None:
    """Change the first paragraph, from a random one on, that can be."""
    count = len(article.paragraphs)
    start = random.randrange(count)
    for at in (*range(start, count), *range(start)):
        changed = change(article.paragraphs[at])
        if changed is not None and changed != article.paragraphs[at]:
            return article.with_paragraph(at, changed), changed
    return None


def _within(text: str, put: str) -> str | None:
    """`put` inside the first long word of a text."""
    found = re.search(r"\w{6,}", text)
    return found and text[: found.start() + 3] + put + text[found.start() + 3 :]


def mojibake(article: Clean, random: Random) -> Made | None:
    """UTF-8 that was read as Windows-1252."""

    def misread(text: str) -> str | None:
        try:
            return text.encode().decode("cp1252")
        except UnicodeDecodeError:
            return None

    return _in_a_paragraph(article, random, misread) if article.language not in ("ja", "zh", "ar", "hi") else None


def entities(article: Clean, random: Random) -> Made | None:
    """Quotation marks and dashes that were escaped once more than unescaped."""
    return _in_a_paragraph(
        article, random, lambda text: html.escape(text).replace("„", "&bdquo;").replace("–", "&ndash;")
    )


def soft_hyphen(article: Clean, random: Random) -> Made | None:
    """A soft hyphen inside a word."""
    return _in_a_paragraph(article, random, lambda text: _within(text, "\u00ad"))


def control(article: Clean, random: Random) -> Made | None:
    """A control character inside a word."""
    return _in_a_paragraph(article, random, lambda text: _within(text, "\x07"))


def decomposed(article: Clean, random: Random) -> Made | None:
    """Letters apart from their accents."""
    if article.language in ("ja", "zh", "ar", "hi"):
        return None
    return _in_a_paragraph(article, random, lambda text: unicodedata.normalize("NFD", text))


def glued(article: Clean, random: Random) -> Made | None:  # noqa: ARG001
    """Sentences without the space between them, throughout."""
    body = tuple(re.sub(r"(\w{3}\.) (?=[A-Z][a-z])", r"\1", text) for text in article.paragraphs)
    seams = sum(len(a) - len(b) for a, b in zip(article.paragraphs, body, strict=True))
    return (replace(article, paragraphs=body), "") if seams >= SEAMS else None


def repeated_title(article: Clean, random: Random) -> Made:  # noqa: ARG001
    """The headline on two lines."""
    return replace(article, title=f"{article.title}\n\n{article.title}"), ""


def repeated_paragraph(article: Clean, random: Random) -> Made | None:
    """A long paragraph for a second time, below another."""
    long = [at for at, text in enumerate(article.paragraphs[:-1]) if _runs(text) and text[0].isalpha()]
    if not long:
        return None
    at = random.choice(long)
    return replace(article, paragraphs=(*article.paragraphs, article.paragraphs[at])), ""


def one_line(article: Clean, random: Random) -> Made | None:  # noqa: ARG001
    """The text without its line breaks."""
    line = " ".join(article.paragraphs)
    return (replace(article, paragraphs=(line,)), "") if len(line) >= LONG_LINE else None


def cut(article: Clean, random: Random) -> Made | None:  # noqa: ARG001
    """A text that stops in the middle of a paragraph's second sentence or a later one, as a cut at a length makes it."""
    for at in range(1, len(article.paragraphs)):
        words = article.paragraphs[at].split()
        ends = [i for i, word in enumerate(words) if word.endswith((".", "!", "?"))]
        for i in range(ends[0] + 4 if ends else len(words), len(words)):
            kept = " ".join(words[: i + 1])
            if len(kept) >= LONG_CUT and words[i].isalpha() and words[i].islower() and i + 1 not in ends:
                return replace(article, paragraphs=(*article.paragraphs[:at], kept)), ""
    return None


def undated_dateline(article: Clean, random: Random) -> Made | None:  # noqa: ARG001
    """A place, and no day anywhere."""
    opening = "WASHINGTON _ " + article.paragraphs[0]
    return (replace(article.with_paragraph(0, opening), day=""), opening) if article.language == "en" else None


def no_body(article: Clean, random: Random) -> Made:  # noqa: ARG001
    """The headline alone."""
    return replace(article, paragraphs=()), ""


def no_title(article: Clean, random: Random) -> Made | None:  # noqa: ARG001
    """No headline: the text opens with prose."""
    return (replace(article, title="", byline="", day=""), "") if len(article.paragraphs[0]) >= LONG_CUT else None


def _day(line: str) -> Change:
    def change(article: Clean, random: Random) -> Made:  # noqa: ARG001
        return replace(article, day=line), ""

    return change


CHANGES: dict[str, Change] = {
    "AG03": undated_dateline,
    "EN01": mojibake,
    "EN03": entities,
    "EN05": soft_hyphen,
    "EN06": control,
    "EN08": decomposed,
    "LY01": glued,
    "LY04": repeated_title,
    "LY05": repeated_paragraph,
    "LY08": one_line,
    "TR04": no_body,
    "TR05": cut,
    "TT03": no_title,
    "DT03": _day("28 Feb 20246:08"),
    "DT15": _day("03/04/2016"),
    "DT16": _day("Monday, 21 January 2016"),
    "DT23": _day(""),
    "DT24": _day("Published: 21 January 2016\nUpdated: 14 January 2016"),
}


def _future(article: Clean, random: Random) -> Made:  # noqa: ARG001
    return replace(article, day="2039-05-17"), ""


def _copy(article: Clean, random: Random) -> Made:  # noqa: ARG001
    return article, ""


def _abridged(article: Clean, random: Random) -> Made | None:  # noqa: ARG001
    """The first two thirds of the paragraphs."""
    keep = (2 * len(article.paragraphs) + 2) // 3
    kept = article.paragraphs[:keep]
    return (replace(article, paragraphs=kept), "") if keep < len(article.paragraphs) and _words(kept) else None


def _other_headline(article: Clean, random: Random) -> Made | None:  # noqa: ARG001
    title = "Ferry to Ostervik runs again" if article.language != "de" else "Fähre nach Ostervik fährt wieder"
    return (replace(article, title=title), "") if _words(article.paragraphs) else None


def _undated(article: Clean, random: Random) -> Made | None:  # noqa: ARG001
    return (replace(article, day=""), "") if _words(article.paragraphs) else None


def _words(paragraphs: tuple[str, ...]) -> bool:
    """Whether there is enough text for its copies to be known by."""
    return sum(len(text.split()) for text in paragraphs) >= 100


COPIES: dict[str, Planter] = {
    code: _function(code, change)
    for code, change in {
        "DT09": _future,
        "DU01": _copy,
        "DU04": _abridged,
        "DU05": _other_headline,
        "PR05": _undated,
    }.items()
}
"""Code of a rule about the batch -> what makes a second article of one of the batch."""
