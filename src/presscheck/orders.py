"""Which comes first where dates are written in digits, day or month: what an outlet, or a column of a table, shows elsewhere.

A date with a number above 12 shows the order; the others of the same writer are read by it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

from presscheck.addresses import host_of
from presscheck.dates import ISO_DAY, DateMention
from presscheck.model import Article, Facts, digest

MIN_SHOWN = 3
"""Differing articles that show an order."""
MOST_OTHERWISE = 0.05
"""More of them that show the other order leave the question open."""
COLUMN = "column "
"""How the sources of claims begin that columns of a table make."""
IN_DIGITS = re.compile(r"(?<![\d/-])(\d{1,2})([/-])(\d{1,2})\2(?:19|20)\d\d(?![\d/-])", re.ASCII)
YEAR = re.compile(r"[/-](?:19|20)\d\d", re.ASCII)


def writer_of(article: Article) -> str:
    """The host of the article's address, or else the folder it was read from."""
    return host_of(article.url) or str(PurePosixPath(article.source).parent)


def shown(article: Article) -> set[int]:
    """What an article shows of the orders of its writers: a number for each writer and order."""
    found = {_key(writer_of(article), order) for order in _orders(article.text)}
    for claim in article.claims:
        if claim.field in ("published", "modified", "fetched"):
            found |= {_key(_claimant(article, claim.source), order) for order in _orders(claim.value)}
    return found


def settled(mention: DateMention, article: Article, facts: Facts, claimed: str = "") -> DateMention:
    """The date as its writer means it, where other articles show that; `claimed`: the source of the claim it stands in."""
    if not mention.ambiguous or not facts.orders:
        return mention
    writer = _claimant(article, claimed) if claimed else writer_of(article)
    days, months = (facts.orders.get(_key(writer, order), 0) for order in ("day", "month"))
    most, others = max(days, months), min(days, months)
    if most < MIN_SHOWN or others > MOST_OTHERWISE * (most + others):
        return mention
    return replace(mention, ambiguous=False, iso=_swapped(mention) if months > days else mention.iso)


def _swapped(mention: DateMention) -> str:
    day = mention.day
    return date(day.year, day.day, day.month).isoformat() + mention.iso[ISO_DAY:]


def _claimant(article: Article, source: str) -> str:
    """Who wrote a claim: the table whose column it is, or the outlet's markup."""
    where = article.source.partition("#")[0] if source.startswith(COLUMN) else writer_of(article)
    return f"{where} {source}"


def _orders(text: str) -> set[str]:
    """The orders that the dates of a text show."""
    if not YEAR.search(text):
        return set()
    numbers = [(int(found[1]), int(found[3])) for found in IN_DIGITS.finditer(text)]
    days = {"day" for first, second in numbers if 12 < first <= 31 and 0 < second <= 12}
    return days | {"month" for first, second in numbers if 0 < first <= 12 < second <= 31}


def _key(writer: str, order: str) -> int:
    return digest(f"{order} {writer}", 8)
