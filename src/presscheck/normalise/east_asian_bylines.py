"""Bylines as Chinese and Korean newsrooms set them, without a word for "by" and often without spaces."""

from __future__ import annotations

import re

from presscheck.lexicons import folded

MAY_HOLD = re.compile(r"[记記]者|[가-힣]\s?(?:기자|특파원|논설위원)")
HAN = r"[\u4e00-\u9fff]"
CHINESE = re.compile(
    rf"\s*+[〔［\[【（(]?\s?(?:本[报報])?[记記]者\s?(?P<names>{HAN}{{2,4}}(?:[、，,]{HAN}{{2,4}}){{0,4}})"
    rf"\s?[／/]\s?{HAN}{{2,6}}[报報][导導道][〕］\]】）)]?\s*$"
)
"""``記者王小明／台北報導``."""
UNPARTED = re.compile(rf"\s*+[〔［\[【（(][记記]者(?P<names>{HAN}{{4,9}})[报報][导導道][〕］\]】）)]")
"""``【記者王小明台北報導】``: the place stands right behind the name."""
BRACKETED = re.compile(
    rf"\s*+(?:{HAN}{{1,12}}[讯訊电電]\s?)?[〔［\[【（(]\s?(?:{HAN}{{2,8}}[报報社网網])?(?:{HAN}{{2,4}})?[记記]者[\s:：]?\s?"
    rf"(?P<names>{HAN}{{2,4}}(?:[、，,\s]{{1,2}}{HAN}{{2,4}}){{0,5}})\s?[〕］\]】）)]"
)
"""``（记者 王小芳 刘大洋）``, ``北港日报讯（实习记者 王小芳）``, at the beginning of a text."""
KOREAN = re.compile(
    r"\s*[\[(【]?(?:[(\[]?[^\s()\[\]=]{1,12}\s?=\s?(?:[^\s()\[\]=]{2,12}[)\]]\s?)?"
    r"|[^\s()\[\]=]{1,8}(?:일보|신문|뉴스|경제|방송|통신|타임스|데일리|투데이|저널|미디어)\s)?(?:글·?(?:사진)?\s)?"
    r"(?P<names>[가-힣]{2,4}(?:\s?(?:[·ㆍ,]|기자,)\s?[가-힣]{2,4}){0,5})\s?(?:(?:선임|수석|인턴|수습|전문|객원|온라인)\s?)?"
    r"(?:기자|특파원|논설위원)(?:\s?=)?(?:\s?\(?[\w.+-]+@[\w.-]+\)?)?[\])】]?\s*$"
)
"""``[김민수·이영희 기자]``, ``노르헤이븐=김민수 선임기자 kim@gazette.example``, ``하늘일보 김민수 기자``."""
SYLLABLES, CHARACTERS = re.compile(r"(?!기자)[가-힣]{2,4}"), re.compile(rf"{HAN}+")


def names_in(text: str) -> list[tuple[int, int]]:
    """Where the names of reporters stand in a text that opens with them, or is nothing else; none where no surname is known."""
    if not MAY_HOLD.search(text):
        return []
    for form in (CHINESE, BRACKETED):
        if found := form.match(text):
            return _known(CHARACTERS, found, "surnames_han")
    if found := UNPARTED.match(text):
        start = found.start("names")
        return [(start, start + length)] if (length := name_chars(found["names"])) else []
    found = KOREAN.match(text)
    return _known(SYLLABLES, found, "surnames_hangul") if found else []


def _known(name: re.Pattern[str], found: re.Match[str], surnames: str) -> list[tuple[int, int]]:
    """The names of a match; none where one of them begins with no known surname."""
    named = list(name.finditer(found.string, *found.span("names")))
    return [one.span() for one in named] if all(one[0][0] in folded(surnames) for one in named) else []


def name_chars(text: str) -> int:
    """How many characters of a run are the name that a place follows: 3 of ``王小明台北``; 0 where no surname is known.

    Where the place is none that GeoNames knows, the name has three characters, as most have.
    """
    if text[:1] not in folded("surnames_han"):
        return 0
    return next((length for length in (3, 2, 4) if text[length:] in folded("places")), min(3, len(text)))
