"""Scripts and frames that have lost their end, with a piece of the page in them.

A program that cuts pictures or styles out of a page by their tags also finds these tags in the strings of scripts. Where
it takes the end of a script along, the script goes on to the next one's end, and a browser shows nothing of what stands
between. In a script that is whole the end tags of other elements are escaped, or an escaped end follows the beginning
of any other script; in a torn one neither is so. A frame that is not ended in a ``noscript`` does no harm in a browser,
which does not look into that element; our parser does.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import html as lxml_html

END_OF_NOSCRIPT = "</noscript>"
END_TAG = re.compile(r"</[a-z][a-z0-9]*>", re.IGNORECASE)
ESCAPED_END = re.compile(r"""(?:<|u003c|%3c)[\\/"'+\s]*scr""", re.IGNORECASE)
"""As strings of a script have it: ``<\\/script>``, ``</scr" + "ipt>``."""
BEHIND = 200
"""So many characters of what was taken along tell its place in the markup."""


class Torn(NamedTuple):
    """An element without its end."""

    tag: str
    end: int
    """Where in the markup it should have ended."""
    taken: int
    """How many characters it took along."""


def torn(markup: str, tree: lxml_html.HtmlElement) -> Torn | None:
    """The first torn script or frame of a page, by its markup and what was parsed of it."""
    for element in tree.iter("script", "iframe"):
        text = element.text or ""
        own = _own(element.tag, element.get("type", ""), text)
        at = markup.find(text[: own + BEHIND]) if own >= 0 else -1
        if at >= 0:
            return Torn(element.tag, at + own, len(text) - own)
    return None


def _runs(kind: str) -> bool:
    """Whether a script of this type is a program, not data or a template."""
    kind = kind.strip().lower()
    return kind in ("", "module") or "javascript" in kind


def _own(tag: str, kind: str, text: str) -> int:
    """How much of the text of an element is its own; -1: all of it."""
    if tag == "iframe":
        return text.find(END_OF_NOSCRIPT)
    last = text.rfind("<script")  # most scripts hold none, and nothing more is asked of them
    if last < 0 or not _runs(kind) or not text[:last].rstrip().endswith(">"):
        return -1
    first = END_TAG.search(text, 0, last)
    return first.end() if first and not ESCAPED_END.search(text, text.find(">", last)) else -1
