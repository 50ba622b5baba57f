"""Names in bylines: what a name is the name of, and how several are told apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from presscheck.lexicons import folded
from presscheck.normalise.dateline import agency_name

SPLIT = re.compile(
    r"\s*[;|/]\s*|\s*,\s*(?:and|und|et|y|e|en|och|og|i|ve)\s+|\s+(?:and|und|et|y|och|og|ve|with|mit|&|\+)\s+|\s*,\s+",
    re.IGNORECASE,
)
OUTLET_WORDS = re.compile(
    r"(?i)\b(?:news|times|post|gazette|herald|tribune|journal|chronicle|daily|weekly|today|mail|echo|courier|observer|"
    r"zeitung|nachrichten|tagblatt|anzeiger|kurier|morgen|rundschau|presse|journal|figaro|parisien|monde|"
    r"diario|periódico|noticias|jornal|gazeta|corriere|giornale|quotidiano|media|network|radio|tv|online|magazine|press|wire|"
    r"\w+\.(?:com|org|net|de|fr|es|it|nl|pl|in|uk|info))\b"
)
DESK_WORDS = re.compile(
    r"(?i)\b(?:staff|desk|editors?|editorial|newsroom|team|bureau|reporters?|correspondents?|redaktion|redacción|redacao|redação|"
    r"redazione|redactie|rédaction|redakcja|agenc(?:y|ies)|agenturen|agences|agencias|agenzie|wire services?|web desk|board|contributors?)\b"
)
PLACEHOLDER = re.compile(
    r"(?i)^(?:admin(?:istrator)?|no author|none|null|n/?a|unknown|anonymous|author|guest|webmaster|user\d*|root|test|feed|watermark feed|red\.?|byline)$"
)
EMAIL = re.compile(r"\S+@\S+\.\w+|^@\w+$")
ROLE = re.compile(
    r"(?i)^(?:(?:senior|chief|deputy|associate|special|staff|political|foreign|business|science|health|sports?) )*"
    r"(?:reporter|correspondent|editor|writer|journalist|columnist|redakteur(?:in)?|korrespondent(?:in)?|journaliste|redactora?|corresponsal|inviato|giornalista)\b"
)
PARTICLES = frozenset(
    "de da di do dos das del della der den van von zu zur af av al el la le bin ibn ben ter ten y e mac mc o st st.".split()
)
FOR = frozenset("for für pour para per voor".split())
"""Words between a person and the outlet that the story was written for."""


@lru_cache(maxsize=1024)
def kind_of(name: str) -> str:
    """What a name is: ``person``, ``agency``, ``outlet``, ``desk``, ``placeholder``, ``email`` or ``other``."""
    name = name.strip(" .,:;-–—|")
    tests: tuple[tuple[str, Callable[[str], object]], ...] = (
        ("email", EMAIL.search),
        ("placeholder", PLACEHOLDER.match),
        ("agency", agency_name),
        ("outlet", is_known_outlet),
        ("desk", DESK_WORDS.search),
        ("outlet", OUTLET_WORDS.search),
        ("person", looks_personal),
    )
    return next((kind for kind, test in tests if name and test(name)), "other")


def is_known_outlet(name: str) -> bool:
    """Whether a name is in the list of outlets, with or without its article."""
    folded_name = name.casefold()
    return folded_name in folded("outlets") or f"the {folded_name}" in folded("outlets")


def looks_personal(name: str) -> bool:
    """Two to five words, each capitalised or a particle, no digits: the shape of a person's name."""
    if any(char.isdigit() for char in name) or re.search(r"[()\[\]{}<>|/\\:;!?\"“”«»=_]", name):
        return False
    words = name.replace("-", " ").split()
    if not name.isascii() and not any(char.isupper() or char.islower() for char in name):
        return 2 <= len(name.replace(" ", "")) <= 20  # scripts without case
    capitals = [word for word in words if word[0].isupper()]
    plain = all(word[0].isupper() or word.casefold() in PARTICLES for word in words)
    return 2 <= len(words) <= 5 and len(capitals) >= 2 and plain


def person_before_outlet(name: str) -> str | None:
    """The person in ``Ana Soler The Associated Press`` or ``Ana Soler for Norrhaven News``; None where there is none."""
    words = [] if is_known_outlet(name) else name.split()
    for cut in range(2, len(words)):
        person, rest = " ".join(words[:cut]), words[cut:]
        stated = len(rest) > 1 and rest[0].casefold() in FOR
        outlet = " ".join(rest[stated:])
        if (stated or agency_name(outlet) or is_known_outlet(outlet)) and looks_personal(person):
            return person
    return None


def split_names(text: str) -> list[tuple[int, int, str]]:
    """The names of a byline as (start, end, name), split at commas, "and" and their like.

    A role behind a comma is dropped: ``Ana Soler, science editor`` names one person.
    """
    pieces: list[tuple[int, int, str]] = []
    at = 0
    for split in (*SPLIT.finditer(text), None):
        end = split.start() if split else len(text)
        piece = text[at:end]
        name = piece.strip(" .,:;-–—\xa0\t")
        if name and not ROLE.match(name):
            start = at + piece.index(name)
            pieces.append((start, start + len(name), name))
        at = split.end() if split else end
    return pieces
