"""Where text stands in the markup of its page: in which elements, and what their classes call them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from presscheck.lexicons import words

CLASS_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
"""The words of ``article-body`` and of ``articleBody``."""
INLINE = frozenset(
    "a abbr b bdi big cite code data del em font i img ins kbd label mark nobr q s small span strong sub sup time tt u var wbr".split()
)
"""Elements that are no place of their own."""
STRONG = frozenset(("b", "strong", "i", "em"))
SETTING = STRONG | {"a"}
TAGS = {
    "p": "paragraph",
    **dict.fromkeys(("li", "ul", "ol", "dl", "dd", "dt"), "list"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("figure", "figcaption", "picture"), "figure"),
    "blockquote": "quotation",
    "table": "table",
    "aside": "aside",
    "article": "article",
    "main": "main",
    "section": "section",
    "header": "header",
    "footer": "footer",
    **dict.fromkeys(("nav", "menu"), "nav"),
}
"""Tag -> the kind of element it is."""
_CLASSES = dict(line.split(" = ") for line in words("class_words"))
KINDS = (*(f"<{kind}>" for kind in dict.fromkeys(TAGS.values())), *_CLASSES, "articleBody")
"""What an element can be: by its tag, by the words of its class and id, by its ``itemprop``."""
_BY_WORD = {
    word: tuple(KINDS.index(kind) for kind, listed in _CLASSES.items() if word in listed.split())
    for listed in _CLASSES.values()
    for word in listed.split()
}
_BY_TAG = {tag: (KINDS.index(f"<{kind}>"),) for tag, kind in TAGS.items()}

Attributes = dict[str, str]


class Place(NamedTuple):
    """An element as the text in it sees it."""

    level: int
    """How deep it lies; inline elements do not count."""
    near: tuple[int, ...]
    """For each of `KINDS` the level of the innermost element of that kind around, itself included; 0: none."""
    path: tuple[int, ...]
    """Its number and its ancestors', outermost first; inline elements are left out."""
    kind: str
    """Tag and class of the innermost element that is not inline: alike for all paragraphs of an article."""
    linked: bool
    strong: bool


OUTSIDE = Place(0, (0,) * len(KINDS), (), "", linked=False, strong=False)
"""Where the root element is."""


def inside(place: Place, tag: str, attributes: Attributes, number: int) -> Place:
    """The place that an element makes of the place it is in. `number` tells elements of a page apart."""
    inline = tag in INLINE
    level, near, path, kind, linked, strong = place
    if not inline:
        level += 1
        path = (*path, number)
        kind = f"{tag} {attributes['class']}" if "class" in attributes else tag
    elif tag == "a":
        linked = True
    elif tag in STRONG:
        strong = True
    kinds = _kinds(
        tag, attributes.get("class", ""), attributes.get("id", ""), attributes.get("itemprop", "")
    ) if attributes else _BY_TAG.get(tag, ())  # fmt: skip
    if kinds:
        changed = list(near)
        for found in kinds:
            changed[found] = level
        near = tuple(changed)
    elif inline and tag not in SETTING:
        return place
    return Place(level, near, path, kind, linked, strong)


@lru_cache(maxsize=1 << 16)
def _kinds(tag: str, name: str, identifier: str, prop: str) -> tuple[int, ...]:
    """Indices into `KINDS`."""
    if tag in ("html", "body"):
        return ()
    found = set(_BY_TAG.get(tag, ()))
    for word in CLASS_WORD.findall(f"{name} {identifier}"):
        found.update(_BY_WORD.get(word.lower(), ()))
    if "articleBody" in prop:
        found.add(len(KINDS) - 1)
    return tuple(found)
