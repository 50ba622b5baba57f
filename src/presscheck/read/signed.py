"""The parts of a page in which trafilatura looks for its author.

Its patterns are tried on each element in turn, which takes as long as all else that is read of a page. In a copy of the
elements that can match, and of those around them that can make it pass over them, it finds the same.
"""

from __future__ import annotations

import re
from copy import deepcopy
from functools import lru_cache

from lxml import etree
from lxml import html as lxml_html

ATTRIBUTES = ("class", "id", "rel", "itemprop", "data-component", "data-testid")
NAMED = etree.XPath("|".join(("//author", *(f"//@{name}" for name in ATTRIBUTES))))
MAY_NAME = re.compile(
    "author|byl|BBL|username|screenname|writer|channel-name|journalist-name|zuozhe|bianji|xiaobian|submitted-by|posted-by",
    re.IGNORECASE,
)
"""What stands in an attribute of every element that ``trafilatura.xpaths.AUTHOR_XPATHS`` (2.3.1) finds."""
PASSED_OVER = ("a", "div", "section", "span", "time", "figure")
"""Elements that ``AUTHOR_DISCARD_XPATHS`` may take out, with all that they hold."""
TOO_LARGE = frozenset(("html", "body"))
"""Elements that hold more than a name, whatever they are called."""
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What a page may hold and a new element may not."""


def signed(tree: lxml_html.HtmlElement) -> lxml_html.HtmlElement:
    """A copy of what may name the author of a page; for `trafilatura.metadata.extract_author`, and good for nothing else."""
    small = tree.makeelement("html")
    around: dict[etree._Element, etree._Element] = {}
    whole: set[etree._Element] = set()
    for found in NAMED(tree):
        attribute = isinstance(found, str)
        if attribute and not _may_name(found):
            continue
        element = found.getparent() if attribute else found
        if element.tag in TOO_LARGE or element in whole:
            continue
        above = [*element.iterancestors()]
        if not whole.isdisjoint(above):
            continue
        whole.add(element)
        parent = small
        for other in reversed(above):
            if other.tag in PASSED_OVER:
                if other not in around:
                    kept = {name: CONTROL.sub("", value) for name in ATTRIBUTES if (value := other.get(name))}
                    around[other] = etree.SubElement(parent, other.tag, kept)
                parent = around[other]
        parent.append(deepcopy(element))
    return small


@lru_cache(maxsize=1 << 14)
def _may_name(value: str) -> bool:
    return MAY_NAME.search(value) is not None
