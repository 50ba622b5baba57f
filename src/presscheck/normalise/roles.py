"""Job titles that were taken along with a name."""

from __future__ import annotations

from presscheck.normalise.names import kind_of

ROLES = frozenset(
    "reporter correspondent editor writer journalist columnist producer contributor blogger redakteur redakteurin reporterin "
    "korrespondent korrespondentin journalistin autor autorin journaliste rédacteur rédactrice correspondant correspondante "
    "redactor redactora periodista corresponsal giornalista inviato inviata redattore redattrice jornalista repórter "
    "redacteur verslaggever correspondente dziennikarz dziennikarka".split()
)
QUALIFIERS = frozenset(
    "staff senior chief deputy associate assistant special lead national political foreign business science health sports "
    "sport education crime court city features news digital executive managing content web online multimedia editorial auto freelance guest contributing investigative".split()
)


def person_beside_role(name: str) -> str | None:
    """The person in ``Ana Soler Staff Writer`` or ``Redakteurin Ana Soler``.

    None where there is no job title, or no person beside it. A comma sets a title off from the name already.
    """
    if "," in name:
        return None
    words = name.split()
    roles = [word for word in words if _last_part(word) in ROLES]
    if not roles:
        return None
    rest = " ".join(word for word in words if word not in roles and word.casefold() not in QUALIFIERS)
    return rest if kind_of(rest) == "person" else None


def _last_part(word: str) -> str:
    """``Sport-Redakteur`` -> ``redakteur``."""
    return word.rsplit("-", 1)[-1].casefold().strip(".:")
