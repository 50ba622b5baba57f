"""HTML pages: bytes into page text (what a reader sees), claims (what the markup says) and marks.

The mark ``main`` is trafilatura's decision: the lines it takes to be the article.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree
from lxml import html as lxml_html

from presscheck.model import Article, Mark, article_id
from presscheck.read.main_text import main_marks
from presscheck.read.metadata import claims_of
from presscheck.read.text import decode

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
MARKED = frozenset(("h1", "h2", "h3", "h4", "figcaption", "time", "nav", "header", "footer", "aside"))
"""Elements that leave a mark of their name."""
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
BYLINE = re.compile(r"(?:^|[\s_-])(?:byline|author)(?:$|[\s_-])", re.IGNORECASE)
SPACE = re.compile(r"[ \t\r\n\f]+")


def article(source: str, raw: bytes) -> Article:
    """An article from the bytes of a page. Raises ValueError when they hold no HTML."""
    if not raw.strip():
        raise ValueError("the file is empty" if not raw else "the file holds nothing but white space")
    declared = CHARSET.search(raw[:4096])
    markup, encoding = decode(raw, declared[1].decode("ascii", "replace") if declared else None)
    tree = parse(markup)
    url = _url(tree)
    text, marks = visible_text(tree)
    claims = claims_of(tree)
    body, more = main_marks(tree, text, url)
    return Article(
        article_id(source, raw),
        source,
        "text/html",
        hashlib.sha256(raw).hexdigest(),
        text,
        encoding,
        url,
        (*claims, *more),
        tuple(sorted([*marks, *body], key=lambda mark: (mark.start, -mark.end, mark.kind))),
    )


def parse(markup: str) -> lxml_html.HtmlElement:
    """Parse without network, entities of its own or recovery errors. Raises ValueError when nothing, or only a part, is left."""
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, remove_pis=True, remove_comments=True, huge_tree=True
    )
    data = markup.replace("\0", "�").encode("utf-8", "replace")
    try:
        tree = lxml_html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise ValueError(f"this is no HTML page: {error}") from error
    # libxml2 drops what lies deeper than 2,048 elements; part of a page must not pass for the whole.
    cut = next((entry for entry in parser.error_log if entry.type_name == "ERR_RESOURCE_LIMIT"), None)
    if cut:
        raise ValueError(f"the page is nested too deeply to be read whole (line {cut.line})")
    return tree


def _url(tree: lxml_html.HtmlElement) -> str | None:
    """The page's address as it gives it itself: canonical link or og:url."""
    for path in ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content"):
        for url in tree.xpath(path):
            if urlsplit(str(url)).hostname:
                return str(url).strip()
    return None


def visible_text(tree: lxml_html.HtmlElement) -> tuple[str, list[Mark]]:
    """The text a reader sees, a line for each block, and marks for headings, captions, times and bylines."""
    writer = _Writer()
    marks: list[Mark] = []
    open_marks: dict[etree._Element, tuple[int, str]] = {}
    walk = etree.iterwalk(tree, events=("start", "end"))
    skipped: etree._Element | None = None
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if _unseen(element, tag):
                skipped = element
                walk.skip_subtree()
                continue
            writer.boundary(tag)
            kind = _kind(element, tag)
            if kind:
                open_marks[element] = (len(writer), kind)
            writer.write(element.text, preserve=tag == "pre")
        else:
            if element is not skipped:
                if element in open_marks:
                    start, kind = open_marks.pop(element)
                    marks.append(Mark(start, len(writer), kind))
                if tag not in CELLS:
                    writer.boundary(tag)
            skipped = None
            writer.write(element.tail)
    text = writer.text
    return text, [trimmed for mark in marks if (trimmed := _trim(mark, text))]


def _trim(mark: Mark, text: str) -> Mark | None:
    """A mark without the white space at its ends; None where nothing is left."""
    piece = text[mark.start : mark.end]
    start = mark.start + len(piece) - len(piece.lstrip())
    end = mark.start + len(piece.rstrip())
    return Mark(start, end, mark.kind) if start < end else None


def _unseen(element: etree._Element, tag: str) -> bool:
    return not tag or tag in UNSEEN or "hidden" in element.attrib or bool(HIDDEN.search(element.get("style", "")))


def _kind(element: etree._Element, tag: str) -> str | None:
    if tag in MARKED:
        return tag
    if element.get("rel") == "author" or element.get("itemprop") == "author":
        return "author"
    return "author" if BYLINE.search(element.get("class", "")) and tag not in ("body", "article", "main") else None


class _Writer:
    """Collects text with white space folded as a browser does."""

    def __init__(self) -> None:
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
        """A line break, or a blank line, if the element asks for one and none is there yet."""
        wanted = 2 if tag in PARAGRAPH else 1 if tag in BREAKING else 0
        if wanted > self._breaks:
            self._add("\n" * (wanted - self._breaks))
            self._breaks = wanted
        if wanted:
            self._space = False
        elif tag in CELLS and not self._breaks and not self._parts[-1].endswith("\t"):
            self._add("\t")
            self._space = False

    def write(self, text: str | None, preserve: bool = False) -> None:
        """Text with runs of white space as one space, none at the start of a line."""
        if not text:
            return
        if preserve:
            self._add(text.strip("\n"))
            self._breaks, self._space = 0, False
            return
        for piece in _pieces(text):
            if piece == " ":
                self._space = self._breaks == 0
                continue
            self._add((" " if self._space else "") + piece)
            self._breaks, self._space = 0, False


def _pieces(text: str) -> Iterator[str]:
    """Words with single spaces between them; one space where white space stands at an end."""
    folded = SPACE.sub(" ", text)
    if folded.startswith(" "):
        yield " "
    if folded.strip(" "):
        yield folded.strip(" ")
        if folded.endswith(" "):
            yield " "
