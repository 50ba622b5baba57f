"""Job titles that were taken along with a name."""

from __future__ import annotations

import re
from functools import lru_cache

from presscheck.lexicons import folded, named
from presscheck.normalise.names import OUTLET_PARTICLES, is_person

ROLES = folded("roles")
QUALIFIERS = folded("role_qualifiers")
ADJECTIVES = ("ische", "politischer", "liche", "licher")
"""How German adjectives end that go with a job title; not ``-ischer``, as surnames do."""
MAX_DESK_WORDS = 6
"""Words that the desk of an agency is called by at most."""
SEAM = re.compile(r"^([A-ZÀ-Þ][A-Za-zß-ÿ'’-]*[a-zß-ÿ])([A-ZÀ-Þ][a-zß-ÿ]+)$")


@lru_cache(maxsize=1024)
def person_beside_role(name: str) -> str | None:
    """The person in ``Ana Soler Staff Writer`` or ``Redakteurin Ana Soler``.

    None where there is no job title, or no person beside it. A comma sets a title off from the name already.
    """
    if "," in name:
        return None
    words = [part for word in name.split() for part in _parted(word)]
    roles = [word for word in words if _last_part(word) in ROLES]
    if not roles:
        return None
    person = _before_title(words) or " ".join(word for word in words if word not in roles and not _qualifies(word))
    person = person.strip(" –—|-")
    return person if is_person(person) else None


@lru_cache(maxsize=1024)
def agency_of_desk(name: str) -> str | None:
    """The agency whose people sign without a name: ``Reuters Staff``, ``AP Sports Writer``, ``dpa-Korrespondenten``.

    All other words are those of desks and job titles.
    """
    for words in (name.split(), name.replace("-", " ").split()):
        count = len(words) if len(words) <= MAX_DESK_WORDS else 0
        for size in range(count - 1, 0, -1):
            for at in range(count - size + 1):
                agency = named("agencies", " ".join(words[at : at + size]).removesuffix("'s").removesuffix("’s"))
                if agency and all(map(_of_desk, (*words[:at], *words[at + size :]))):
                    return agency
    return None


def is_desk_alone(text: str) -> bool:
    """Whether a text is nothing but the name of a desk or a job title: ``Die Redaktion``, ``News Desk``; no section's."""
    small = text.casefold()
    if small in folded("sections") or small in folded("navigation"):
        return False
    first, _, behind = small.partition(" ")
    return (
        small in folded("desks")
        or (first in OUTLET_PARTICLES and behind in folded("desks"))
        or (bool(behind) and all(map(_of_desk, small.split())))
    )


def _of_desk(word: str) -> bool:
    small = word.casefold().strip(".")
    return small in ROLES or small in folded("desks") or _qualifies(word)


def _before_title(words: list[str]) -> str | None:
    """``Ana Soler`` of ``Ana Soler Health & Science Reporter``: what stands before a title, two words at least."""
    titled = [_last_part(word) in ROLES or _qualifies(word) for word in words]
    if len(words) < 3 or any(titled[:2]):
        return None
    at = titled.index(True, 2)
    return " ".join(words[:at]) if words[at] != "&" else None


def _qualifies(word: str) -> bool:
    """Whether a word goes with a job title: ``Senior``, ``&``, ``Außenpolitische``."""
    small = word.casefold()
    return small in QUALIFIERS or small.endswith(ADJECTIVES)


def _parted(word: str) -> tuple[str, ...]:
    """``KeenanCity`` -> ``Keenan``, ``City``, where a title was run together with the name before it."""
    seam = None if word[1:].islower() else SEAM.match(word)
    return seam.groups() if seam and seam[2].casefold() in ROLES | QUALIFIERS else (word,)


def _last_part(word: str) -> str:
    """``Sport-Redakteur`` -> ``redakteur``."""
    return word.rsplit("-", 1)[-1].casefold().strip(".:")
