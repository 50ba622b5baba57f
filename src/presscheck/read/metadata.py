"""What the markup of a page says of the page: JSON-LD and meta elements, each claim with its source."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from lxml import html as lxml_html

from presscheck.model import Claim

META = {
    "og:title": "title",
    "twitter:title": "title",
    "og:description": "standfirst",
    "description": "standfirst",
    "og:site_name": "publisher",
    "author": "author",
    "article:author": "author",
    "parsely-author": "author",
    "dc.creator": "author",
    "article:published_time": "published",
    "datepublished": "published",
    "parsely-pub-date": "published",
    "dc.date": "published",
    "article:modified_time": "modified",
    "og:updated_time": "modified",
    "datemodified": "modified",
    "article:tag": "tag",
    "keywords": "tag",
    "news_keywords": "tag",
}
"""Name, property or itemprop of a meta element, in lower case -> the field it speaks of."""
ARTICLE_TYPES = (
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BlogPosting",
    "LiveBlogPosting",
    "Report",
)
MAX_JSON_CHARS = 500_000
MAX_VALUE_CHARS = 1_000


def claims_of(tree: lxml_html.HtmlElement) -> tuple[Claim, ...]:
    """All claims of a page, in order, without repetition."""
    found = (*_json_ld(tree), *_meta(tree))
    kept = (Claim(c.field, " ".join(c.value.split())[:MAX_VALUE_CHARS], c.source) for c in found)
    return tuple(dict.fromkeys(claim for claim in kept if claim.value))


def _meta(tree: lxml_html.HtmlElement) -> Iterator[Claim]:
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        field = META.get(name.strip().lower())
        value = element.get("content") or ""
        if field == "tag":
            for tag in value.split(","):
                yield Claim("tag", tag, f"meta {name}")
        elif field and not (field == "author" and "://" in value):
            yield Claim(field, value, f"meta {name}")
    for element in tree.iter("title"):
        if element.getparent() is not None and element.getparent().tag == "head":
            yield Claim("title", element.text_content(), "title element")
    language = tree.get("lang") or tree.get("xml:lang")
    if language:
        yield Claim("language", language.split("-")[0].lower(), "html lang")


def _json_ld(tree: lxml_html.HtmlElement) -> Iterator[Claim]:
    for script in tree.xpath("//script[@type='application/ld+json']"):
        source = (script.text or "").strip()
        if not source or len(source) > MAX_JSON_CHARS:
            continue
        try:
            data = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            types = node.get("@type")
            if any(t in ARTICLE_TYPES for t in (types if isinstance(types, list) else [types])):
                yield from _article_claims(node)


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """The objects at the top of a JSON-LD block: itself, a list, or its @graph."""
    todo = [data]
    while todo:
        node = todo.pop(0)
        if isinstance(node, list):
            todo = [*node, *todo]
        elif isinstance(node, dict):
            yield node
            todo = [*(g if isinstance(g := node.get("@graph", []), list) else [g]), *todo]
            if isinstance(node.get("mainEntity"), dict):
                todo.append(node["mainEntity"])


def _article_claims(node: dict[str, Any]) -> Iterator[Claim]:
    plain = {
        "headline": "title",
        "datePublished": "published",
        "dateModified": "modified",
        "description": "standfirst",
        "inLanguage": "language",
    }
    for key, field in plain.items():
        if isinstance(node.get(key), str):
            value = node[key].split("-")[0].lower() if field == "language" else node[key]
            yield Claim(field, value, f"json-ld {key}")
    for key, field in (("author", "author"), ("creator", "author"), ("publisher", "publisher")):
        for name in _names(node.get(key)):
            yield Claim(field, name, f"json-ld {key}")
    keywords = node.get("keywords") or []
    for tag in keywords.split(",") if isinstance(keywords, str) else keywords if isinstance(keywords, list) else []:
        if isinstance(tag, str):
            yield Claim("tag", tag, "json-ld keywords")


def _names(value: Any) -> Iterator[str]:
    """Names in the shapes that JSON-LD writers use: text, object with a name, list of either."""
    if isinstance(value, str) and "://" not in value:
        yield value
    elif isinstance(value, dict):
        yield from _names(value.get("name"))
    elif isinstance(value, list):
        for item in value:
            yield from _names(item)
