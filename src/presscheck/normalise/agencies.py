"""The agencies that a credit names, all of them."""

from __future__ import annotations

from presscheck.lexicons import named
from presscheck.model import Dossier, Field
from presscheck.normalise.dateline import agency_name, hyphened, short_agency
from presscheck.rule import regex

SPLIT = r"\s*[/,;|&+،、，]\s*|\s+(?:and|und|et|y|e|with|mit)\s+"


def agencies_named(text: str) -> tuple[str, ...]:
    """The canonical names of the agencies in a credit such as ``AP/Reuters``, in order, each once."""
    whole = named("agencies", text.strip()) is not None
    parts = [text] if whole else regex(SPLIT).split(text)
    named_so = ((part, agency_name(part)) for part in parts if part)
    joined = ((hyphened(part) or (name,)) for part, name in named_so if name)
    return tuple(dict.fromkeys(name for names in joined for name in names))


def credits_picture(name: str) -> bool:
    """Whether a credit names more than agencies, as a photographer's does: ``Ana Soler / AFP / Getty Images``.

    A clerk's initials (``SDA/nhv``) do not count.
    """
    others = [part for part in regex(SPLIT).split(name) if part and not agency_name(part) and not short_agency(part)]
    return any(len(part.split()) > 1 or not part.islower() for part in others)


def is_dashed(dossier: Dossier, credit: Field) -> bool:
    """Whether a credit stands behind a dash, as a text's does; one in brackets may be a picture's."""
    before = dossier.article.text[max(0, (credit.start or 0) - 3) : credit.start or 0]
    return before.rstrip()[-1:] in ("-", "–", "—")


def of_the_text(dossier: Dossier) -> list[Field]:
    """The credits of agencies alone at the end of a paragraph, outside figure captions, each place once, in order."""
    captions = [(f.start or 0, f.end or 0) for f in dossier.candidates("caption") if f.rule == "figcaption"]
    found = [
        field
        for field in dossier.candidates("agency")
        if field.rule == "credit-in-text" and field.start is not None and not credits_picture(field.evidence)
    ]
    outside = [f for f in found if not any(low <= (f.start or 0) < high for low, high in captions)]
    return sorted({f.start: f for f in reversed(outside)}.values(), key=lambda f: f.start or 0)
