"""Patterns (RE2) made of the phrases of a rule: alone on a line, at its beginning, anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable

from presscheck.lexicons import parts, phrases, spellings

EDGE = r"[^\pL\pN\x{900}-\x{963}]*"
"""Bullets, arrows, brackets and white space around what a line says: RE2's own ``\\W`` counts é as one.

The signs of Devanagari are no letters to RE2, and go on with a word.
"""


def lone(*phrases: str) -> str:
    """RE2 for a line that is one of the phrases (RE2 themselves) and nothing else; case does not matter."""
    return rf"(?i)^{EDGE}(?:{_either(phrases)}){EDGE}$"


def opening(*phrases: str) -> str:
    """RE2 for a line that begins with one of the phrases (RE2 themselves); case does not matter."""
    return rf"(?i)^{EDGE}(?:{_either(phrases)})"


def anywhere(*phrases: str) -> str:
    """RE2 for a line that has one of the phrases (RE2 themselves) in it; case does not matter."""
    return f"(?i){_either(phrases)}"


def phrases_of(code: str) -> tuple[str, ...]:
    """The phrases of a rule, in all languages, from ``lexicons/phrases/CODE.txt``; for `lone`, `opening`, `anywhere`."""
    return tuple(spellings(language, pattern) for language, patterns in phrases(code).items() for pattern in patterns)


_APART = re.compile(r"\\.|\[(?:\\.|[^\]\\])*+\]?|[()|]", re.DOTALL)
"""Escapes, classes, and the signs that groups and choices are made of."""


def _either(phrases: Iterable[str]) -> str:
    """RE2 for any of the phrases. What many end in stands there once: each class of all letters takes a thousand steps."""
    by_end: dict[str, list[str]] = {}
    for phrase in phrases:
        end = next((end for end in _ends() if phrase.endswith(end) and not _offers(phrase)), "")
        by_end.setdefault(end, []).append(phrase.removesuffix(end))
    return "|".join(f"(?:{'|'.join(opened)}){end}" if end else "|".join(opened) for end, opened in by_end.items())


def _ends() -> tuple[str, ...]:
    """Pieces of ``phrases/parts.txt`` that phrases end in."""
    return tuple(parts()[name] for name in ("end", "stop", "break"))


def _offers(phrase: str) -> bool:
    """Whether a phrase is a choice of several, outside all groups: its end is that of the last one only."""
    depth = 0
    for found in _APART.finditer(phrase):
        depth += {"(": 1, ")": -1}.get(found[0], 0)
        if found[0] == "|" and not depth:
            return True
    return False
