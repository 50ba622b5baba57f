"""Scraped strings as safe HTML in which no character hides.

Characters without a shape of their own (zero width, controls, bidi overrides, private use) become a small
label with their number. So a page shows what a batch holds, and no string can turn the text around it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from markupsafe import Markup, escape

LABEL_BYTES = 100
"""At most what one label costs in HTML."""

_PERHAPS = re.compile(r"[^ -~¡-¬®-ɏ]")
"""Everything but plain Latin text, which is let through without a second look."""
_ANY = re.compile(r"[^ !#-%(-;=?-~¡-¬®-ɏ]")
"""The same, and what HTML escapes."""
MAX_CHARS = 1_000
"""Of a value that a page shows."""
SHORT = 100
"""Characters of a value that is remembered: names, words and numbers of rules come again and again."""
_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and marks by category, but drawn as nothing."""
_JOINERS = frozenset("\u200c\u200d")


@lru_cache(maxsize=4096)
def is_hidden(char: str) -> bool:
    """Whether a character has no shape of its own, spaces aside."""
    return unicodedata.category(char) in _HIDDEN_CATEGORIES or char in _BLANK_LETTERS or ord(char) & 0xFFFE == 0xFFFE


def _number(char: str) -> str:
    return f"U+{ord(char):04X}"


@lru_cache(maxsize=4096)
def _label(char: str) -> str:
    name = f"{_number(char)} {unicodedata.name(char, '')}".strip()
    return f'<span class="ch" title="{name}">{_number(char)}</span>'


def _joins(text: str, at: int) -> bool:
    """Whether a joiner does its honest work, between letters of a script that joins or parts of an emoji."""
    around = text[at - 1 : at] + text[at + 1 : at + 2]
    return len(around) == 2 and all(char > "\u02ff" and not is_hidden(char) for char in around)


def shown(text: str, keep: str = "") -> str:
    """Escaped HTML of a text, hidden characters as labels but for those in `keep`.

    Uncommon spaces stay, in a ``<span class="sp">`` that gives them a trace.
    """
    if not _ANY.search(text):
        return text

    def draw(found: re.Match[str]) -> str:
        char = found[0]
        if char in keep or (char in _JOINERS and _joins(found.string, found.start())):
            return char
        if is_hidden(char):
            return _label(char)
        return f'<span class="sp" title="{_number(char)}">{char}</span>' if char.isspace() else char

    return _PERHAPS.sub(draw, str(escape(text)))


def visible(value: object) -> object:
    """Any value on its way into a page: strings made visible, cut after `MAX_CHARS` with a note.

    Where many characters need a label, the string is cut earlier: it costs `MAX_CHARS` times 4 bytes at most.

    Made to be Jinja's ``finalize``: what is `Markup` already, and numbers, pass. Raises TypeError for None,
    so that a template says itself what it shows where nothing is known.
    """
    if value is None:
        raise TypeError("the template prints None")
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return (_remembered if len(value) <= SHORT else _cut)(value)


def lines(value: str) -> Markup:
    """A string as `visible` shows it, with its ends of lines as they are."""
    return Markup("\n").join(Markup(visible(line)) for line in value.split("\n"))  # noqa: S704 -- visible() escapes


def _cut(value: str) -> Markup:
    """A string as `visible` shows it."""
    drawn, end = shown(value[:MAX_CHARS]), min(MAX_CHARS, len(value))
    if len(drawn) > 4 * MAX_CHARS:
        end = affordable(value[:MAX_CHARS], 4 * MAX_CHARS)
        drawn = shown(value[:end])
    cut = f"… <small>({end:,} of {len(value):,} characters)</small>" if end < len(value) else ""
    return Markup(drawn + cut)  # noqa: S704 -- shown() escapes


_remembered = lru_cache(maxsize=1 << 14)(_cut)


def plain(value: str, limit: int = 300) -> str:
    """The same for places that hold no elements, such as attributes: ``⟨U+200B⟩``. Not escaped."""
    if len(value) <= limit and value.isascii() and value.isprintable():
        return value
    cut = value if len(value) <= limit else value[:limit] + "…"
    return "".join(f"⟨{_number(char)}⟩" if is_hidden(char) else " " if char.isspace() else char for char in cut)


def affordable(text: str, budget: int) -> int:
    """How many characters of a text may be shown, so that its HTML stays within `budget` bytes, marks aside."""
    if len(text) * LABEL_BYTES <= budget:
        return len(text)
    if len(text.encode("utf-8", "replace")) + LABEL_BYTES * len(_ANY.findall(text)) <= budget:
        return len(text)  # as nearly always
    spent = 0
    for at, char in enumerate(text):
        spent += _cost(char)
        if spent > budget:
            return at
    return len(text)


@lru_cache(maxsize=4096)
def _cost(char: str) -> int:
    if char in "\r\n":
        return 70  # a line of its own
    if char in "&<>'\"":
        return 5
    return LABEL_BYTES if is_hidden(char) or (char.isspace() and char != " ") else len(char.encode("utf-8", "replace"))
