"""HTML pages: bytes into page text (what a reader sees), claims (what the markup says), marks and evidence.

The mark ``main`` is trafilatura's decision: the lines it takes to be the article. The evidence is what a second
opinion rests on (`presscheck.strip.main_text`).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, islice

from lxml import etree
from lxml import html as lxml_html

from presscheck.addresses import is_of_another
from presscheck.lexicons import words
from presscheck.model import Article, Claim, Mark, article_id, split_lines
from presscheck.read.encoding import declared, decode
from presscheck.read.evidence import Piece, evidence
from presscheck.read.layout import OUTSIDE, Attributes, Place, inside
from presscheck.read.main_text import Words, coverage, extract, last_resort, main_lines
from presscheck.read.metadata import address, claims_of
from presscheck.read.records import Record
from presscheck.read.torn import torn

UNSEEN = frozenset(
    "head script style noscript template svg math iframe object embed audio video canvas select datalist".split()
)
"""Elements of which a reader sees no text."""
BREAKING = frozenset(
    "address article aside body br button caption center dd details dialog div dl dt fieldset figcaption footer form "
    "header hr legend li main nav option section summary textarea tr".split()
)
"""Elements that begin and end a line."""
CELLS = frozenset(("td", "th"))
"""Elements parted from the one before by a tab, as browsers copy tables."""
PARAGRAPH = frozenset("blockquote figure h1 h2 h3 h4 h5 h6 ol p pre table ul".split())
"""Elements set off by a blank line."""
BREAKS = {**dict.fromkeys(BREAKING, 1), **dict.fromkeys(PARAGRAPH, 2)}
MARKED = frozenset(("h1", "h2", "h3", "h4", "figcaption", "time", "nav", "header", "footer", "aside"))
"""Elements that leave a mark of their name."""
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
PAID_FOR = re.compile("paywall|subscriber", re.IGNORECASE)
"""What the class of the hidden part of an article says, on pages that carry it whole and show it to subscribers."""
PARAGRAPH_CHARS, PAID_PARAGRAPHS = 80, 3
"""Hidden elements of that class with fewer paragraphs, or shorter ones, are an offer to subscribe."""
BESIDE = 20
"""So many elements on either side may be further parts of what is hidden: some pages hide each paragraph by itself."""
MAX_TORN = 5
"""So many scripts and frames get their ends back; the page is parsed anew each time."""
BYLINE = re.compile(
    r"(?:^|[\s_-])(?i:by-?line|authors?)(?:$|[\s_-])|[a-z]Author(?:$|[A-Z\s_-])|(?:^|[\s_-])author[A-Z]"
)
AUTHOR_PAGE = re.compile(rf"/(?:{'|'.join(words('author_paths'))})/[^/?#]+/?(?:$|[?#])", re.IGNORECASE)
OG_URL = "//meta[@property='og:url']/@content"
ALIKE = etree.ElementDefaultClassLookup(element=lxml_html.HtmlElement, comment=lxml_html.HtmlComment)
"""No classes of their own for forms and their parts: nobody asks for them, and looking them up is Python for each element."""
NESTING = 2_048
"""As deep as the parser reads."""
BLANK = " \t\r\n\f"
SPACE = re.compile(rf"[{BLANK}]{{2,}}|[{BLANK[1:]}]")


_Begun = tuple[Iterator[etree._Element], Place, etree._Element, str, int, str | None]
"""An element whose end has not come: its siblings that are to come, where these stand, itself, its tag, its start, its mark."""


def article(source: str, raw: bytes, nesting: int = NESTING) -> Article:
    """An article from the bytes of a page, as `of_record`."""
    return of_record(Record(source, raw, ".html"), nesting)


def of_record(record: Record, nesting: int = NESTING) -> Article:
    """An article from a page. Raises ValueError when it holds no HTML, or elements in more than `nesting`.

    The address is the one that the page gives itself; the one it was fetched from where it gives none, or another site's,
    which is where its text comes from then.
    """
    raw = record.raw
    if not raw.strip():
        raise ValueError("the file is empty" if not raw else "the file holds nothing but white space")
    label = (record.charset or declared(raw)) if record.text is None else None  # a text was decoded by somebody else
    markup, encoding = (record.text, record.encoding) if record.text is not None else decode(raw, label)
    tree, mended = whole(markup)
    url, said = _url(tree)
    if not url or (record.url and is_of_another(url, record.url)):
        said += [Claim("origin", url, "canonical link")] if url else []
        url = record.url
    text, marks, pieces = visible_text(tree, nesting)
    claims = claims_of(tree)
    more = last_resort(tree, url, claims)
    lines = [line for line in split_lines(text) if not line.blank]
    words = Words([line.text for line in lines])
    found = Words(extract(tree, url).split("\n"), words)
    covered = coverage(words, found)
    taken = main_lines(words, found, covered)
    body = [Mark(lines[index].start, lines[index].end, "main") for index in taken]
    return Article(
        article_id(record.source, raw),
        record.source,
        "text/html",
        hashlib.sha256(raw).hexdigest(),
        text,
        encoding,
        url,
        (*claims, *more, *said, *mended, *([Claim("encoding", label, "charset")] if label else []), *record.claims),
        tuple(sorted([*marks, *body], key=lambda mark: (mark.start, -mark.end, mark.kind))),
        evidence(lines, words, taken, covered, pieces, marks, claims) if taken else None,
    )


def whole(markup: str) -> tuple[lxml_html.HtmlElement, list[Claim]]:
    """Parse, with ends for torn scripts and frames, and a claim of ``unread`` for each script. Raises as `parse`."""
    markup = markup.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")  # as a parser reads it
    tree = parse(markup)
    claims: list[Claim] = []
    for _ in range(MAX_TORN):
        found = torn(markup, tree)
        if not found:
            break
        if found.tag == "script":  # a browser does without the frame
            lost = f"it has no end, and {found.taken:,} characters of the page stand in it"
            claims.append(Claim("unread", lost, "script"))
        markup = f"{markup[: found.end]}</{found.tag}>{markup[found.end :]}"
        tree = parse(markup)
    return tree, claims


def parse(markup: str) -> lxml_html.HtmlElement:
    """Parse without network, entities of its own or recovery errors. Raises ValueError when nothing, or only a part, is left."""
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, remove_pis=True, remove_comments=True, huge_tree=True
    )
    parser.set_element_class_lookup(ALIKE)
    try:
        tree = lxml_html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise ValueError(f"this is no HTML page: {error}") from error
    # libxml2 drops what lies deeper than 2,048 elements; part of a page must not pass for the whole.
    cut = next((entry for entry in parser.error_log if entry.type_name == "ERR_RESOURCE_LIMIT"), None)
    if cut:
        raise ValueError(f"the page is nested too deeply to be read whole (line {cut.line})")
    return tree


def _url(tree: lxml_html.HtmlElement) -> tuple[str | None, list[Claim]]:
    """The page's address as it gives it itself, canonical link or og:url; and claims: of what is no address, of a copy's."""
    unread: list[Claim] = []
    for path, name in (("//link[@rel='canonical']/@href", "canonical link"), (OG_URL, "meta og:url")):
        for value in map(str, tree.xpath(path)):
            url, claims = address(value, name)
            if url:
                return url, [*unread, *(claims if url != claims[0].value else ())]
            unread += claims
    return None, unread


def visible_text(tree: lxml_html.HtmlElement, nesting: int = NESTING) -> tuple[str, list[Mark], list[Piece]]:
    """The text a reader sees, a line for each block; marks for headings, captions, times and bylines; who wrote what.

    Raises ValueError where elements stand in more than `nesting` others.
    """
    writer = _Writer()
    marks: list[Mark] = []
    begun: list[_Begun] = []
    children, place, number = iter((tree,)), OUTSIDE, 0

    def end(element: etree._Element, tag: str, start: int, kind: str | None) -> None:
        if kind:
            marks.append(Mark(start, len(writer), kind))
        if tag in BREAKS:
            writer.boundary(tag)
        writer.write(element.tail, place)

    while True:
        for element in children:
            tag = element.tag if isinstance(element.tag, str) else ""
            attributes = dict(element.items())
            if not tag or tag in UNSEEN or (attributes and _hidden(element, tag, attributes)):
                writer.write(element.tail, place)
                continue
            if len(begun) >= nesting:
                raise ValueError(f"elements are nested more than {nesting:,} deep: limits.nesting")
            if tag in BREAKS or tag in CELLS:
                writer.boundary(tag)
            within = inside(place, tag, attributes, number)
            start, kind = len(writer), tag if tag in MARKED else _signs(tag, attributes) if attributes else None
            writer.write(element.text, within, preserve=tag == "pre")
            number += 1
            if len(element):
                begun.append((children, place, element, tag, start, kind))
                children, place = iter(element), within
                break
            end(element, tag, start, kind)
        else:
            if not begun:
                text = writer.text
                return text, [trimmed for mark in marks if (trimmed := _trim(mark, text))], writer.pieces
            children, place, element, tag, start, kind = begun.pop()
            end(element, tag, start, kind)


def _trim(mark: Mark, text: str) -> Mark | None:
    """A mark without the white space at its ends; None where nothing is left."""
    piece = text[mark.start : mark.end]
    start = mark.start + len(piece) - len(piece.lstrip())
    end = mark.start + len(piece.rstrip())
    return Mark(start, end, mark.kind) if start < end else None


def _hidden(element: etree._Element, tag: str, attributes: Attributes) -> bool:
    """Whether an element is hidden from readers. A page that hides itself whole shows itself when it has loaded."""
    if "hidden" not in attributes and not ("style" in attributes and HIDDEN.search(attributes["style"])):
        return False
    return tag not in ("html", "body") and not _paid_for(element)


def _paid_for(element: etree._Element) -> bool:
    """Whether a hidden element holds the part of an article that subscribers see, or a piece of it."""
    name = element.get("class", "")
    if not PAID_FOR.search(name):
        return False
    around = (islice(element.itersiblings(preceding=before), BESIDE) for before in (False, True))
    parts = (other for other in chain([element], *around) if other.get("class") == name)
    paragraphs = (p for part in parts for p in part.iter("p") if len("".join(p.itertext())) >= PARAGRAPH_CHARS)
    return len([*islice(paragraphs, PAID_PARAGRAPHS)]) == PAID_PARAGRAPHS


def _signs(tag: str, attributes: Attributes) -> str | None:
    """The kind of mark of an element that calls itself an author's."""
    if attributes.get("rel") == "author" or attributes.get("itemprop") == "author":
        return "author"
    if tag == "a" and AUTHOR_PAGE.search(attributes.get("href", "")):
        return "author"
    name = attributes.get("class")
    return "author" if name and _names_byline(name) and tag not in ("body", "article", "main") else None


@lru_cache(maxsize=1 << 14)
def _names_byline(name: str) -> bool:
    return BYLINE.search(name) is not None


class _Writer:
    """Collects text with white space folded as a browser does."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._parts: list[str] = []
        self._length = 0
        self._breaks = 2
        self._space = False

    def __len__(self) -> int:
        return self._length

    @property
    def text(self) -> str:
        return "".join(self._parts).rstrip("\n")

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def boundary(self, tag: str) -> None:
        """A line break, or a blank line, or a cell's tab: what the element asks for, if it is not there yet."""
        wanted = BREAKS.get(tag)
        if wanted:
            if wanted > self._breaks:
                self._add("\n" * (wanted - self._breaks))
                self._breaks = wanted
            self._space = False
        elif not self._breaks and not self._parts[-1].endswith("\t"):
            self._add("\t")
            self._space = False

    def write(self, text: str | None, place: Place, preserve: bool = False) -> None:
        """Text with runs of white space as one space, none at the start of a line."""
        if not text:
            return
        if preserve:
            seen = text.strip("\n")
            self._space = False
        else:
            seen = text.strip(BLANK)
            if text[0] in BLANK:
                self._space = self._breaks == 0
            if "  " in seen or not seen.isprintable():  # a test that costs less than the search, for most
                seen = SPACE.sub(" ", seen)
        if not seen:
            return
        start = self._length
        self._add(f" {seen}" if self._space else seen)
        self._breaks, self._space = 0, not preserve and text[-1] in BLANK
        self.pieces.append(Piece(start, self._length, place))
