"""Invented texts that tests of several steps share, and what is made of them."""

from __future__ import annotations

import random
from collections.abc import Iterable

from presscheck import pipeline
from presscheck.model import Article, Dossier, article_id

WORDS = [f"{start}{end}" for start in "bdfgklmnprst" for end in ("alo", "erin", "ostu", "imma", "und")]
HEADLINE = "Harbour baths to reopen in Norrhaven"
BODY = [
    "The council of Norrhaven voted on Monday to reopen the harbour baths, after eleven years behind a fence.",
    "Swimmers had asked for it since the pumps were repaired, and the mayor called the vote a matter of fairness.",
    "The first guests are to be let in on the first of May, if the water passes the tests of the health office.",
]
STORY = "".join(f"{line}\n" for line in BODY)


def prose(seed: int, length: int = 60) -> str:
    """A sentence of so many words of no language, the same for the same seed."""
    return " ".join(random.Random(seed).choices(WORDS, k=length)).capitalize() + "."  # noqa: S311


def article_of(text: str, source: str = "a.txt") -> Article:
    return Article(article_id(source, text.encode()), source, "text/plain", "", text)


def dossier_of(text: str) -> Dossier:
    return pipeline.examine([article_of(text)]).dossiers[0]


def examined(*head: str, tail: Iterable[str] = ()) -> Dossier:
    """The article below its headline and the lines of `head`, and above those of `tail`."""
    return dossier_of("\n".join([HEADLINE, *head, *BODY, *tail]))
