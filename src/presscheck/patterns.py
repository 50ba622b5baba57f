"""Patterns (RE2) made of the phrases of a rule: alone on a line, at its beginning, anywhere."""

from __future__ import annotations

from presscheck.lexicons import phrases, spellings

EDGE = r"[^\pL\pN\x{900}-\x{963}]*"
"""Bullets, arrows, brackets and white space around what a line says: RE2's own ``\\W`` counts é as one.

The signs of Devanagari are no letters to RE2, and go on with a word.
"""


def lone(*phrases: str) -> str:
    """RE2 for a line that is one of the phrases (RE2 themselves) and nothing else; case does not matter."""
    return rf"(?i)^{EDGE}(?:{'|'.join(phrases)}){EDGE}$"


def opening(*phrases: str) -> str:
    """RE2 for a line that begins with one of the phrases (RE2 themselves); case does not matter."""
    return rf"(?i)^{EDGE}(?:{'|'.join(phrases)})"


def anywhere(*phrases: str) -> str:
    """RE2 for a line that has one of the phrases (RE2 themselves) in it; case does not matter."""
    return f"(?i){'|'.join(phrases)}"


def phrases_of(code: str) -> tuple[str, ...]:
    """The phrases of a rule, in all languages, from ``lexicons/phrases/CODE.txt``; for `lone`, `opening`, `anywhere`."""
    return tuple(spellings(language, pattern) for language, patterns in phrases(code).items() for pattern in patterns)
