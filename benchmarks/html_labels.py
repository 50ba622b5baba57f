"""Labels for dumps of pages that nobody labelled line by line, from what reading the web page itself makes of them.

Web pages are read far better than texts, for their markup says much of what a line is. So the model of web pages teaches
those of texts (distillation: Hinton, Vinyals and Dean 2015), on pages of some six hundred sites more than have labels. A
page is told by a model that was not trained on its site.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import html as markup
from rapidfuzz.distance import LCSseq

import folds
from accuracy import kept_lines, shards
from pages import Pages, Row
from presscheck.model import Dossier, Facts
from presscheck.read import html
from presscheck.shards import Work, examine_shard
from presscheck.strip import second_opinion

LABELS = {
    "title": "title",
    "author": "byline",
    "byline": "byline",
    "published": "date",
    "modified": "date",
    "caption": "caption",
    "standfirst": "summary",
    "tag": "topic",
}
"""Fields, as the labels of lines name them."""
WORD = re.compile(r"\w+")
FOUND, AGREED = 0.8, 0.765
"""Shares of the words of a dumped line that must stand on the page in order, and have one label there."""
HOLDS, NEARLY_HOLDS = 0.9, 0.85
"""An element holds the article when it has this share of its words, in number and one by one."""
LOOSE, TOO_LOOSE = 1.15, 2.5
"""A container has at least so many words for one of the article, where an element has, and never more than that."""
SAME_SIZE = (0.8, 1.25)
LEAST = 60
"""Words of an article that a container is looked for."""
DUMPED = ("trafrec", "inscriptis", "bs4", "readab")
UNKNOWN = "unk"
LEARNED_LINES = ("BP40",)
"""The rule that works with the models that are to be trained."""


@dataclass(frozen=True)
class Told:
    """The visible text of a page, and the label of each line."""

    id: str
    lines: list[str]
    labels: list[str]


@dataclass(frozen=True)
class Dump:
    """A page as a scraper of some style dumped it. `given` marks lines whose label a person gave."""

    id: str
    style: str
    lines: list[str]
    labels: list[str]
    given: list[bool]


def dumps(pages: Pages, models: Mapping[int | None, Path]) -> list[Dump]:
    """Dumps with the labels that the pages give them; what people labelled in them stays as it is.

    `models` are folders with the model of web pages, by the fold of sites it was trained without; None: on all.
    """
    told = {one.id: one for one in _told(pages, models)}
    found = [_dump(row, told[row["id"]]) for style in DUMPED for row in pages.lines(style) if row["id"] in told]
    whole = {one.id: one for one in found if one.style == "inscriptis"}
    shown = {
        one.id: Dump(one.id, "inscriptis", one.lines, one.labels, [False] * len(one.lines)) for one in told.values()
    }
    source = {row["id"]: row["html"] for row in pages.html() if row["id"] in told}
    titles = {key: pages.gold[key].get("title") or _title(one) for key, one in told.items()}
    containers = (_container(source[key], told[key], whole.get(key, shown[key]), titles[key]) for key in told)
    return [*found, *filter(None, containers), *(one for key, one in shown.items() if key not in whole)]


def _told(pages: Pages, models: Mapping[int | None, Path]) -> Iterator[Told]:
    labelled = {row["id"] for row in pages.lines("container")}
    rest = [row for row in pages.html() if row["id"] not in labelled]
    groups = folds.by_fold(rest, pages.gold)
    work = [
        (models.get(fold, models.get(None)), shard) for fold, some in sorted(groups.items()) for shard in shards(some)
    ]
    with ProcessPoolExecutor() as pool:
        for found in pool.map(_tell, work):
            yield from found


def _tell(work: tuple[Path | None, list[Row]]) -> list[Told]:
    folder, shard = work
    folds.use(folder)
    articles = []
    for row in shard:
        try:
            articles.append(html.article(row["id"], row["html"].encode("utf-8", "replace")))
        except ValueError:  # nothing on it
            continue
    return [_labelled(one) for one in examine_shard(Work(second_opinion(articles), Facts(), ignore=LEARNED_LINES))]


def _labelled(dossier: Dossier) -> Told:
    lines, kept = dossier.article.page.lines, set(kept_lines(dossier))
    labels = ["content" if line.number - 1 in kept else "boiler" for line in lines]
    for field in dossier.fields:
        if field.chosen and field.start is not None and field.end is not None and field.field in LABELS:
            for place, line in enumerate(lines):
                if 2 * (min(line.end, field.end) - max(line.start, field.start)) > len(line.text):
                    labels[place] = LABELS[field.field]
    return Told(dossier.article.source, [line.text for line in lines], labels)


def _words(lines: list[str]) -> tuple[list[str], list[int]]:
    """The words of some lines, and the line of each."""
    found = [(word, place) for place, line in enumerate(lines) for word in WORD.findall(line.casefold())]
    return [word for word, _ in found], [place for _, place in found]


def _dump(row: Row, told: Told) -> Dump:
    """A dump, labelled word by word: the words of dump and page stand in the same order."""
    (words, line_of), (on_page, page_line) = _words(row["lines"]), _words(told.lines)
    count = Counter(line_of)
    found: list[Counter[str]] = [Counter() for _ in row["lines"]]
    for step in LCSseq.opcodes(words, on_page):
        if step.tag == "equal":
            for here, there in zip(
                range(step.src_start, step.src_end), range(step.dest_start, step.dest_end), strict=True
            ):
                found[line_of[here]][told.labels[page_line[there]]] += 1
    labels = [_label(votes, count[place]) for place, votes in enumerate(found)]
    given = [label != UNKNOWN for label in row["labels"]]
    labels = [was if known else new for was, known, new in zip(row["labels"], given, labels, strict=True)]
    return Dump(row["id"], row["style"], row["lines"], labels, given)


def _label(votes: Counter[str], words: int) -> str:
    if not words or sum(votes.values()) < FOUND * words:
        return UNKNOWN
    [(label, most)] = votes.most_common(1)
    return label if most >= AGREED * words else UNKNOWN


def _title(told: Told) -> str | None:
    return next((line for line, label in zip(told.lines, told.labels, strict=True) if label == "title"), None)


def _container(source: str, told: Told, dump: Dump, title: str | None) -> Dump | None:
    """The piece of a whole dump that a scraper of the article's element would have brought home, headline on top."""
    article, _ = _words([line for line, label in zip(told.lines, told.labels, strict=True) if label == "content"])
    inside = _element(source, article) if len(article) >= LEAST and "content" in dump.labels else None
    if inside is None:
        return None
    first, last = _piece(dump.lines, inside)
    lines, labels, given = dump.lines[first:last], dump.labels[first:last], dump.given[first:last]
    low, high = (share * len(inside) for share in SAME_SIZE)
    if not low < len(_words(lines)[0]) < high:
        return None
    if title and (not lines or lines[0].split() != title.split()):
        lines, labels, given = [title, *lines], ["title", *labels], [True, *given]
    return Dump(dump.id, "container", lines, labels, given)


def _element(source: str, article: list[str]) -> list[str] | None:
    """The words of the smallest element that holds the article and a little more; None where there is none."""
    parser = markup.HTMLParser(encoding="utf-8")
    element: Any = markup.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    for hidden in element.xpath("//script|//style|//noscript|//template"):
        hidden.drop_tree()
    wanted, chain = Counter(article), []
    if not _holds(element, wanted, len(article)):
        return None
    while element is not None:
        chain.append(_words_in(element))
        element = next((child for child in element if _holds(child, wanted, len(article))), None)
    sizes = [len(words) / len(article) for words in chain]
    inner = [n for n in reversed(range(len(chain))) if sizes[n] >= LOOSE]
    chosen = inner[0] if inner else 0
    if sizes[chosen] > TOO_LOOSE:
        chosen = next((n for n in range(len(chain)) if sizes[n] <= TOO_LOOSE), -1)
    return chain[chosen] if chosen >= 0 and sizes[chosen] <= TOO_LOOSE else None


def _words_in(element: Any) -> list[str]:
    return WORD.findall(" ".join(element.itertext()).casefold())


def _holds(element: Any, wanted: Counter[str], size: int) -> bool:
    if not isinstance(element.tag, str):
        return False
    words = _words_in(element)
    return len(words) >= NEARLY_HOLDS * size and (Counter(words) & wanted).total() >= HOLDS * size


def _piece(lines: list[str], inside: list[str]) -> tuple[int, int]:
    """The run of lines that has most of the words and least of others."""
    words, line_of = _words(lines)
    count, hits = Counter(line_of), Counter[int]()
    for step in LCSseq.opcodes(inside, words):
        if step.tag == "equal":
            hits.update(line_of[step.dest_start : step.dest_end])
    gain = [count[n] if hits[n] >= HOLDS * count[n] else -count[n] for n in range(len(lines))]
    best, first, last, total, start = 0, 0, 0, 0, 0
    for place, more in enumerate(gain):
        if total <= 0:
            total, start = 0, place
        total += more
        if total > best:
            best, first, last = total, start, place + 1
    return first, last
