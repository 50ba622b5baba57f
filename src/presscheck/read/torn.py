"""Scripts that have lost their end, with a piece of the page in them.

A program that cuts pictures or styles out of a page by their tags also finds these tags in the strings of scripts. Where
it takes the end of a script along, the script goes on to the next one's end, and a browser shows nothing of what stands
between. In a script that is whole the end tags of other elements are escaped, or an escaped end follows the beginning
of any other script; in a torn one neither is so.
"""

from __future__ import annotations

import re

from lxml import html as lxml_html

END_TAG = re.compile(r"</[a-z][a-z0-9]*>", re.IGNORECASE)
ESCAPED_END = re.compile(r"""(?:<|u003c|%3c)[\\/"'+\s]*scr""", re.IGNORECASE)
"""As strings of a script have it: ``<\\/script>``, ``</scr" + "ipt>``."""


def place_of_end(markup: str, tree: lxml_html.HtmlElement) -> tuple[int, int] | None:
    """Where in `markup` the first torn script of its `tree` should have ended, and how many characters it took along."""
    for script in tree.iter("script"):
        text = script.text
        if not text or "<script" not in text or not _runs(script.get("type", "")):
            continue
        own = _own(text)
        at = markup.find(text[:own]) if own else -1
        if own and at >= 0:
            return at + own, len(text) - own
    return None


def _runs(kind: str) -> bool:
    """Whether a script of this type is a program, not data or a template."""
    return not kind.strip() or "javascript" in kind.lower() or kind.strip().lower() == "module"


def _own(text: str) -> int:
    """How much of the text of a script is its own; 0: all of it."""
    first, last = END_TAG.search(text), text.rfind("<script")
    if first is None or first.end() > last or not text[:last].rstrip().endswith(">"):
        return 0
    return 0 if ESCAPED_END.search(text, text.find(">", last)) else first.end()
