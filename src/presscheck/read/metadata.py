"""What the markup of a page says of the page: JSON-LD, microdata and meta elements, each claim with its source.

The source of a claim is its kind of evidence, out of a small vocabulary: ``json-ld PROPERTY``, ``microdata PROPERTY``,
``meta NAME``, ``title element``, ``html lang``. A claim of the field ``unread`` says what of that could not be read.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from lxml import etree
from lxml import html as lxml_html

from presscheck.addresses import kept
from presscheck.lexicons import folded
from presscheck.model import Claim

META = {
    name: field
    for field, names in {
        "title": "og:title twitter:title sailthru.title parsely-title dc.title dcterms.title cxenseparse:title",
        "standfirst": "og:description description",
        "publisher": "og:site_name",
        "author": (
            "author article:author og:article:author article:author_name parsely-author sailthru.author byl "
            "cxenseparse:author dc.creator dcterms.creator citation_author"
        ),
        "published": (
            "article:published_time og:article:published_time article:published parsely-pub-date sailthru.date "
            "dc.date.issued dc.date dcterms.created cxenseparse:publishtime cxenseparse:recs:publishtime "
            "publish-date publishdate pubdate pub_date published_time citation_publication_date date"
        ),
        "modified": "article:modified_time og:article:modified_time article:modified og:updated_time dcterms.modified last-modified",
        "tag": "article:tag og:article:tag keywords news_keywords",
        "origin": "original-source syndication-source",
        "source": "source dc.source content-source news_source copyright dc.rights dcterms.rightsholder",
    }.items()
    for name in names.split()
}
"""Name or property of a meta element, in lower case and with ``dc.`` for ``dc:`` -> the field it speaks of."""
PROPERTIES = {
    "headline": "title",
    "datePublished": "published",
    "dateModified": "modified",
    "description": "standfirst",
    "inLanguage": "language",
    "author": "author",
    "creator": "author",
    "publisher": "publisher",
    "keywords": "tag",
    "isAccessibleForFree": "free",
    "isBasedOn": "origin",
    "isBasedOnUrl": "origin",
    "translationOfWork": "origin",
    "sourceOrganization": "source",
    "copyrightHolder": "source",
    "provider": "source",
}
"""Properties of schema.org's CreativeWork -> the field they speak of."""
PAGE_PROPERTIES = ("datePublished", "dateModified")
"""What is believed of a WebPage where no article is described."""
ARTICLE = re.compile(r"(?:Article|BlogPosting|LiveBlogPosting|^Report|^Review)$")
"""schema.org's types of what a newspaper prints; other CreativeWorks on a page are its videos, pictures and lists."""
PAGE = re.compile(r"(?:WebPage|ItemPage)$")
ORGANIZATION = re.compile(r"(?:Organization|Corporation|NewsMediaOrganization|Brand)$")
TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")
WRAPPING = re.compile(r"^\s*(?://)?\s*(?:<!--|<!\[CDATA\[)|(?://)?(?:(?<!\s)\s++)?(?:-->|\]\]>)\s*+;?\s*$")
"""A comment or CDATA section around JSON, left over from XHTML."""
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character, which an escape of JSON can write and UTF-8 cannot."""
MAX_JSON_CHARS = 2_000_000
MAX_VALUE_CHARS = 1_000
MAX_NODES = 2_000
BODY_CHARS = 200
"""An article in JSON-LD of as many characters is more than a summary."""
MAX_SHOWN = 200
"""Characters of an address that is none."""

Node = dict[str, Any]


def claims_of(tree: lxml_html.HtmlElement) -> tuple[Claim, ...]:
    """All claims of a page, in order, without repetition."""
    return tidied((*_json_ld(tree), *_microdata(tree), *_meta(tree)))


def address(value: str | None, source: str) -> tuple[str | None, list[Claim]]:
    """An address with a host, and the claim that it is one; none, and a claim of ``unread``, for what is no address.

    Of a page that an archive keeps (`addresses.kept`) it is the page's own, and the claims say whose copy of when it is.
    """
    url = LONE_SURROGATE.sub("\ufffd", (value or "").strip())
    try:
        if not urlsplit(url).hostname:
            return None, []
    except ValueError:
        return None, [Claim("unread", url[:MAX_SHOWN], source)]
    page = kept(url)
    claims = [Claim("address", url, source)]
    if page and page.moment:
        claims.append(Claim("fetched", page.moment, f"{source} {page.keeper}"))
    return page.address if page else url, claims


def tidied(found: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims as text of bounded length, each once; a claim of the field ``unread`` for what is none."""
    found = tuple(found)
    kept = (Claim(c.field, LONE_SURROGATE.sub("\ufffd", _plain(c.value)[:MAX_VALUE_CHARS]), c.source) for c in found)
    broken = (Claim("unread", "half a character", c.source) for c in found if LONE_SURROGATE.search(c.value))
    return tuple(dict.fromkeys(claim for claim in (*kept, *broken) if claim.value))


def _plain(value: str) -> str:
    """Text without the entities and tags that were escaped into it once too often, white space folded."""
    if "&" in value:
        value = html.unescape(html.unescape(value))
    if "<" in value:
        value = TAG.sub("", value)
    return " ".join(value.split())


def _meta(tree: lxml_html.HtmlElement) -> Iterator[Claim]:
    labels: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or "").strip().lower().replace("dc:", "dc.")
        field = META.get(name)
        value = element.get("content") or ""
        if field == "tag":
            yield from (Claim("tag", tag, f"meta {name}") for tag in _tags(value))
        elif field and not (field == "author" and _is_address(value)):
            yield Claim(field, value, f"meta {name}")
        elif name.startswith(("twitter:label", "twitter:data")):
            labels[name] = value
    for number in "12":  # Yoast's "Written by", in the language of the site
        label = labels.get(f"twitter:label{number}", "").split()
        if label and label[-1].casefold() in folded("byline_words"):
            yield Claim("author", labels.get(f"twitter:data{number}", ""), "meta twitter:data")
    for element in tree.iterfind("head/title"):
        yield Claim("title", element.text_content(), "title element")
    language = tree.get("lang") or tree.get("xml:lang")
    if language:
        yield Claim("language", _language(language), "html lang")


def _json_ld(tree: lxml_html.HtmlElement) -> Iterator[Claim]:
    sources = [script.text or "" for script in tree.xpath("//script[contains(@type, 'ld+json')]")]
    blocks = [_parsed(source) for source in sources]
    for source, block in zip(sources, blocks, strict=True):
        if block is None and source.strip() not in ("", "null"):
            yield Claim("unread", f"{len(source):,} characters that are no JSON", "json-ld")
    nodes = list(_nodes(blocks))
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and "name" in node}
    articles = [node for node in nodes if _is_a(node, ARTICLE)]
    for node in articles:
        body = node.get("articleBody")
        if isinstance(body, str) and len(body) >= BODY_CHARS:
            yield Claim("body", f"{len(body)} characters", "json-ld articleBody")
        for key in PROPERTIES:
            yield from _property(key, node.get(key), named)
    for node in () if articles else nodes:
        if _is_a(node, PAGE):
            for key in PAGE_PROPERTIES:
                yield from _property(key, node.get(key), named, "json-ld page")


def _parsed(source: str) -> Any:
    """The data of a JSON-LD block; None where it cannot be read."""
    if len(source) > MAX_JSON_CHARS:
        return None
    source = source.strip()
    if source.startswith(("<!", "//")):
        source = WRAPPING.sub("", source).strip()
    source = source.rstrip(";")
    for mend in (str, partial(TRAILING_COMMA.sub, "")):
        try:
            return json.loads(mend(source), strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(data: Any) -> Iterator[Node]:
    """The objects of JSON-LD blocks that describe the page: at the top, in a list, a @graph, as its main entity."""
    todo = [data]
    for _ in range(MAX_NODES):
        if not todo:
            return
        node = todo.pop(0)
        if isinstance(node, list):
            todo = [*node, *todo]
        elif isinstance(node, dict):
            yield node
            todo = [node.get("@graph"), *todo, node.get("mainEntity"), node.get("mainEntityOfPage")]


def _is_a(node: Node, kind: re.Pattern[str]) -> bool:
    types = node.get("@type")
    return any(isinstance(name, str) and kind.search(name) for name in (types if isinstance(types, list) else [types]))


def _property(key: str, value: Any, named: dict[str, Node], source: str = "json-ld") -> Iterator[Claim]:
    """The claims of one property of an article. `named` are the page's nodes that others refer to, by @id."""
    field = PROPERTIES[key]
    if field in ("author", "publisher", "source"):
        for name, organization in _names(value, named):
            yield Claim(field, name, f"{source} {key}" + " organization" * (organization and field == "author"))
    elif field == "origin":
        yield from (Claim(field, url, f"{source} {key}") for url in _addresses(value))
    elif field == "tag":
        for item in value if isinstance(value, list) else [value]:
            text = item.get("name") if isinstance(item, dict) else item
            yield from (Claim(field, tag, f"{source} {key}") for tag in _tags(text if isinstance(text, str) else ""))
    else:
        text = value[0] if isinstance(value, list) and value else value
        text = str(text) if isinstance(text, bool) else text
        if isinstance(text, str):
            yield Claim(field, _language(text) if field == "language" else text, f"{source} {key}")


def _names(value: Any, named: dict[str, Node], organization: bool = False) -> Iterator[tuple[str, bool]]:
    """(name, whether an organisation's) in all shapes: text, object with a name, reference to one, list of these."""
    if isinstance(value, str) and not _is_address(value):
        yield value, organization
    elif isinstance(value, dict):
        name = value.get("name") or named.get(str(value.get("@id")), {}).get("name")
        node = value if "@type" in value else named.get(str(value.get("@id")), {})
        if not isinstance(name, dict):
            yield from _names(name, {}, _is_a(node, ORGANIZATION))
    elif isinstance(value, list):
        for item in value:
            yield from _names(item, named, organization)


def _addresses(value: Any) -> Iterator[str]:
    """Addresses in all shapes: text, object with one, list of these."""
    if isinstance(value, str) and "://" in value:
        yield value
    elif isinstance(value, dict):
        yield from _addresses(value.get("url") or value.get("@id"))
    elif isinstance(value, list):
        for item in value:
            yield from _addresses(item)


def _microdata(tree: lxml_html.HtmlElement) -> Iterator[Claim]:
    """Properties of the page's first article. On sloppy pages without one they speak of the page."""
    elements = [(element, _scope(element)) for element in tree.xpath("//*[@itemprop]")]
    article = next((scope for _, scope in elements if scope is not None and _is_article(scope)), None)
    for element, scope in elements:
        for key in element.get("itemprop").split() if scope is article else ():
            field = PROPERTIES.get(key)
            if not field or field == "standfirst":
                continue
            organization = " organization" * bool(
                field == "author" and ORGANIZATION.search(element.get("itemtype") or "")
            )
            for value in _tags(_value(element)) if field == "tag" else [_value(element)]:
                if field not in ("author", "publisher") or not _is_address(value):
                    yield Claim(field, value, f"microdata {key}{organization}")


def _is_article(scope: etree._Element) -> bool:
    return bool(ARTICLE.search(scope.get("itemtype") or ""))


def _scope(element: etree._Element) -> etree._Element | None:
    """The item that a property is of."""
    return next((other for other in element.iterancestors() if other.get("itemscope") is not None), None)


def _value(element: etree._Element) -> str:
    """The value of a property (HTML standard, 5.2.4): of an item its name, of others the attribute that holds it."""
    if element.get("itemscope") is not None:
        name = next((other for other in element.iter() if other.get("itemprop") == "name"), None)
        if name is not None and name is not element:
            return _value(name)
    given = element.get("content") or element.get("datetime")
    return given or " ".join(element.xpath("string()").split())


def _is_address(value: str) -> bool:
    """Whether a claimed name is a link. A handle (``@asoler``) is some kind of name."""
    return "://" in value or value.strip().startswith(("/", "www."))


def _language(value: str) -> str:
    return value.replace("_", "-").split("-")[0].lower()


def _tags(value: str) -> Iterable[str]:
    return re.split("[,;，、]", value)
