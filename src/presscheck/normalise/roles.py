"""Job titles that were taken along with a name."""

from __future__ import annotations

import re
from functools import lru_cache

from presscheck.lexicons import folded
from presscheck.normalise.names import is_person

ROLES = folded("roles")
QUALIFIERS = folded("role_qualifiers")
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
    rest = " ".join(word for word in words if word not in roles and word.casefold() not in QUALIFIERS)
    return rest if is_person(rest) else None


def _parted(word: str) -> tuple[str, ...]:
    """``KeenanCity`` -> ``Keenan``, ``City``, where a title was run together with the name before it."""
    seam = None if word[1:].islower() else SEAM.match(word)
    return seam.groups() if seam and seam[2].casefold() in ROLES | QUALIFIERS else (word,)


def _last_part(word: str) -> str:
    """``Sport-Redakteur`` -> ``redakteur``."""
    return word.rsplit("-", 1)[-1].casefold().strip(".:")
