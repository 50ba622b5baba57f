"""What others do with the same pages: the reference numbers, computed in the same run.

On text: keeping everything, C4's line rules, jusText's heuristics. On HTML: trafilatura, with its fallbacks and
without. What takes longer than a minute or needs training is stated in the README of the labelled pages.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Sequence
from functools import cache

import justext
from babel import Locale, UnknownLocaleError
from justext.core import PathInfo, classify_paragraphs, revise_paragraph_classification
from justext.paragraph import Paragraph

from pages import Row

C4_WORDS = 5
C4_END = re.compile(r"[.!?\"”]$")


def keep_everything(lines: Sequence[str], _language: str) -> list[int]:
    """Indices of all lines."""
    return list(range(len(lines)))


def c4(lines: Sequence[str], _language: str) -> list[int]:
    """Indices of the lines that end in a terminal mark and have five words (Raffel et al. 2020, §2.2, as in C4's code)."""
    return [index for index, line in enumerate(lines) if C4_END.search(line.strip()) and len(line.split()) >= C4_WORDS]


def justext_lines(lines: Sequence[str], language: str) -> list[int]:
    """Indices of the lines that jusText calls good (Pomikálek 2011): length, stop words, neighbours; no links, no tags.

    Without a stop list for the language its language-independent mode, in which length alone decides.
    """
    full = [index for index, line in enumerate(lines) if line.strip()]
    paragraphs = [_paragraph(lines[index]) for index in full]
    words = _stop_words(language)
    if words:
        classify_paragraphs(paragraphs, words)
    else:
        classify_paragraphs(paragraphs, words, stopwords_low=0, stopwords_high=0)
    revise_paragraph_classification(paragraphs)
    return [index for index, paragraph in zip(full, paragraphs, strict=True) if not paragraph.is_boilerplate]


def _paragraph(line: str) -> Paragraph:
    paragraph = Paragraph(PathInfo().append("p"))
    paragraph.append_text(line)
    return paragraph


@cache
def _stop_words(language: str) -> frozenset[str]:
    """The stop list of jusText for a language code, or none."""
    try:
        name = (Locale.parse("nb" if language == "no" else language).english_name or "").replace("å", "a")
    except (UnknownLocaleError, ValueError):
        return frozenset()
    name = name.replace(" ", "_")
    return justext.get_stoplist(name) if name in justext.get_stoplists() else frozenset()


LINES: dict[str, Callable[[Sequence[str], str], list[int]]] = {
    "keep all": keep_everything,
    "C4 rules": c4,
    "jusText": justext_lines,
}


def predict_lines(work: tuple[list[Row], list[str]]) -> list[tuple[str, Row]]:
    """(tool, prediction) for a shard of dumped pages and their languages."""
    return [
        (tool, {"id": row["id"], "style": row["style"], "kept_lines": keep(row["lines"], language)})
        for row, language in zip(*work, strict=True)
        for tool, keep in LINES.items()
    ]


def predict_html(shard: list[Row]) -> list[tuple[str, Row]]:
    """(tool, prediction) for a shard of pages: body and metadata by trafilatura, fast and with its fallbacks."""
    return [
        (tool, prediction)
        for row in shard
        for tool, fast in (("trafilatura", False), ("trafilatura fast", True))
        for prediction in trafilatura_page(row, fast)
    ]


def trafilatura_page(row: Row, fast: bool) -> tuple[Row, Row]:
    """Body and metadata of a page; without comments, as in trafilatura's own evaluation."""
    from trafilatura import bare_extraction

    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    document = bare_extraction(row["html"], url=row["url"], with_metadata=True, include_comments=False, fast=fast)
    if document is None or isinstance(document, dict):
        return {"id": row["id"], "clean_text": ""}, {"id": row["id"], "title": None, "authors": [], "topics": []}
    fields = {
        "title": document.title,
        "authors": [name for name in (document.author or "").split("; ") if name],
        "published": document.date,
        "topics": [tag.strip() for tags in document.tags or [] for tag in tags.split(",")],
    }
    return {"id": row["id"], "clean_text": document.text or ""}, {"id": row["id"], **fields}
