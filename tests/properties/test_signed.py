"""Trafilatura finds the same author in the parts of a page that may name one as in the whole page."""

from __future__ import annotations

from html import escape
from importlib.metadata import version

import pytest
from hypothesis import given
from hypothesis import strategies as st
from trafilatura.metadata import extract_author

from presscheck.read.html import parse
from presscheck.read.signed import signed

TAGS = st.sampled_from("a address author div figure h3 p section span strong time ul".split())
NAMES = st.sampled_from("class id rel itemprop data-component data-testid href".split())
VALUES = st.sampled_from(
    "author Author author-name byline Byline article-byline byl BBL username posted-by writer AuthorCard AuthorURL "
    "channel-name comments commentlist sidebar quote print category title date Figure headline main \x0bauthor \x01x".split()
)
TEXTS = st.sampled_from(
    ("By Ilse Marten", "Ilse Marten", "Tomas Weld and Ada Quill", "3 May 2031", "Share", "x" * 130, "")
)


def element(tag: str, attributes: dict[str, str], inside: list[str], tail: str) -> str:
    words = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f"<{tag}{words}>{''.join(inside)}</{tag}>{tail}"


PARTS = st.recursive(
    TEXTS,
    lambda inner: st.builds(
        element, TAGS, st.dictionaries(NAMES, VALUES, max_size=2), st.lists(inner, max_size=4), TEXTS
    ),
    max_leaves=20,
)


@given(st.lists(PARTS, min_size=1, max_size=5), VALUES)
def test_the_author_is_the_same(parts: list[str], of_body: str) -> None:
    body = f"<p>{'The ferry council met again on Monday. ' * 5}</p>{''.join(parts)}"
    tree = parse(f"<html><head><title>A</title></head><body class='{of_body}'>{body}</body></html>")
    assert extract_author(signed(tree)) == extract_author(tree)


@pytest.mark.parametrize(
    ("html", "author"),
    [
        ("<div class='byline'>By Ilse Marten</div>", "Ilse Marten"),
        ("<section><span data-component='Byline'>Ilse Marten</span></section>", "Ilse Marten"),
        ("<div class='sidebar'><p class='author'>Ilse Marten</p></div>", None),
        ("<p class='quiet'>Ilse Marten</p>", None),
    ],
)
def test_the_author_is_found(html: str, author: str | None) -> None:
    assert extract_author(signed(parse(f"<html><body>{html}</body></html>"))) == author


def test_the_patterns_are_those_that_were_read() -> None:
    """What elements may match is copied from this version: look at `AUTHOR_XPATHS` again before you change it here."""
    assert version("trafilatura") == "2.3.1"
