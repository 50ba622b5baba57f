"""The things presscheck speaks of, and the Arrow schemas of the tables they are written to.

Offsets are code points into the *page text* (`Article.text`), half open: ``[start, end)``.
Lines and columns shown to people start at 1.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from enum import StrEnum
from functools import cached_property, partial
from itertools import accumulate, chain, count, repeat
from operator import add, attrgetter
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from presscheck.addresses import page_of
from presscheck.dates import believed
from presscheck.spool import Looked

LINE_BREAK = re.compile(r"\r\n|\n|\r")
_START = attrgetter("start")


class Severity(StrEnum):
    """How bad a finding is for somebody who uses the batch."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """0 for info, 1 for warning, 2 for error."""
        return list(Severity).index(self)


SEVERITY_OF = {"critical": Severity.ERROR, "warning": Severity.WARNING, "info": Severity.INFO}
"""Great Expectations' word -> ours, the worst first. People are told ours; files hold theirs."""


class Confidence(StrEnum):
    """How sure the rule is that the finding is real; apart from how bad it would be."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class _Packed:
    """Is sent to other processes as its values, in a third of the time that dataclasses with slots take of themselves."""

    __slots__: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return type(self), tuple([getattr(self, name) for name in self.__slots__])


@dataclass(frozen=True, slots=True)
class Claim(_Packed):
    """What the markup of a page says of the page, for instance ``article:published_time``."""

    field: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Mark(_Packed):
    """A stretch of page text with what the markup says it is: main, h1, figcaption, time, author."""

    start: int
    end: int
    kind: str
    note: str = ""
    """Why, where that is not plain."""


class Spans:
    """Stretches of a text, for asking again and again whether any of them shares a character with another."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))
        """The furthest end of the stretches up to each."""

    def meet(self, start: int, end: int) -> bool:
        """Whether one of them begins before `end` and ends behind `start`."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reach[before - 1] > start


class Line(NamedTuple):
    """One line of a text, without its line break. `number` starts at 1 and counts blank lines too."""

    number: int
    start: int
    end: int
    text: str

    @property
    def blank(self) -> bool:
        """True when the line holds nothing but white space."""
        return not self.text or self.text.isspace()


def split_lines(text: str) -> list[Line]:
    r"""Split at ``\n``, ``\r\n`` and ``\r``; the last line may be empty."""
    breaks: Iterable[int] = repeat(1)
    if "\r" in text:
        parts, breaks = LINE_BREAK.split(text), chain(map(len, LINE_BREAK.findall(text)), [0])
    else:  # a third of the time
        parts = text.split("\n")
    sizes = [*map(len, parts)]
    starts = [*accumulate(map(add, sizes, breaks), initial=0)]
    return [*map(_line, zip(count(1), starts, map(add, starts, sizes), parts, strict=False))]


_line: Callable[[tuple[int, int, int, str]], Line] = partial(tuple.__new__, Line)
"""`Line` without its own constructor, which is Python: of lines there are very many."""


@dataclass(frozen=True)
class Page:
    """A text as rules look at it: the lines that hold something, and the marks of the markup."""

    text: str
    marks: tuple[Mark, ...] = ()

    @cached_property
    def all_lines(self) -> list[Line]:
        """Every line, blank ones included."""
        return split_lines(self.text)

    @cached_property
    def lines(self) -> list[Line]:
        """The lines that are not blank, in order."""
        return [line for line in self.all_lines if line.text and not line.text.isspace()]

    @cached_property
    def raw(self) -> bytes:
        """The text in UTF-8, where RE2 is to say whether something is in it at all: it reads nothing else."""
        return self.text.encode("utf-8", "replace")

    @cached_property
    def uncommon(self) -> str:
        """The text with a space for each run of printed ASCII, tabs and line breaks: short, where all is well.

        For asking whether characters of other kinds stand in it, and side by side. Vertical tab and form feed become
        another control character; lone surrogates are gone.
        """
        return b" ".join(self.raw.translate(_COMMON).split()).decode("utf-8")

    @cached_property
    def joined(self) -> str:
        r"""The lines that are not blank, joined by ``\n``."""
        return "\n".join([line.text for line in self.lines])

    def marked(self, kind: str) -> Iterator[Mark]:
        """The marks of one kind, in order."""
        return (mark for mark in self.marks if mark.kind == kind)


_COMMON = bytes(
    0x20 if byte in b"\t\n\r" or 0x20 <= byte < 0x7F else 1 if byte in b"\v\f" else byte for byte in range(256)
)


@dataclass(frozen=True)
class Article:
    """One document of a batch as it was read; nothing in it ever changes."""

    article_id: str
    source: str
    """Where it was read: the path as it was given, with ``/`` between its parts."""
    media_type: str
    raw_sha256: str
    text: str
    """The page text."""
    encoding: str = "utf-8"
    url: str | None = None
    claims: tuple[Claim, ...] = ()
    marks: tuple[Mark, ...] = ()
    evidence: NDArray[np.float32] | None = field(default=None, compare=False, repr=False)
    """For web pages: a row of numbers (`presscheck.read.evidence`) for each line that is not blank."""

    @cached_property
    def page(self) -> Page:
        """The page text as lines and marks."""
        return Page(self.text, self.marks)

    def __getstate__(self) -> dict[str, object]:
        """The lines of the page are made again in another process: that takes less time than sending them."""
        return {name: value for name, value in self.__dict__.items() if name != "page"}

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        lines = self.page.all_lines
        line = lines[max(0, bisect_right(lines, offset, key=_START) - 1)]
        return line.number, offset - line.start + 1


def article_id(source: str, raw: bytes) -> str:
    """First 16 hex digits of SHA-256 over the source locator, a NUL and the raw bytes."""
    return hashlib.sha256(source.encode("utf-8", "surrogateescape") + b"\0" + raw).hexdigest()[:16]


def digest(text: str, size: int) -> int:
    """A number of so many bytes that stands for a text where it is compared, the same in every process."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=size).digest())


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An input that gave no article, and why."""

    source: str
    reason: str
    raw_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Edit(_Packed):
    """``text[start:end]`` becomes `replacement`; `rule` is the code of the rule that says so."""

    start: int
    end: int
    replacement: str
    rule: str


@dataclass(frozen=True, slots=True)
class Field(_Packed):
    """One candidate for one piece of metadata, with the place its evidence stands at.

    `start` and `end` are None where the evidence is in the markup and not in the page text;
    `evidence` then quotes where it was read.
    """

    field: str
    value: str
    confidence: float
    rule: str
    """How it was read, for instance ``published-line`` or ``json-ld datePublished``."""
    start: int | None = None
    end: int | None = None
    evidence: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Related(_Packed):
    """Another place that a finding rests on."""

    article_id: str
    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Finding(_Packed):
    """One defect, at one place. `article_id` is empty for an input that could not be read."""

    article_id: str
    source: str
    rule: str
    name: str
    severity: Severity
    confidence: Confidence
    start: int | None
    end: int | None
    line: int | None
    col: int | None
    message: str
    tip: str
    fingerprint: str
    related: tuple[Related, ...] = ()
    waived: bool = False


@dataclass(frozen=True, slots=True)
class Waiver:
    """Findings that a person accepted."""

    rule: str
    """The code of the rule, or the letters of a family."""
    reason: str
    owner: str
    expires: str = ""
    """The last day it holds, ISO; empty for no end."""
    fingerprint: str = ""
    """Of the one finding it is for; empty for all of the rule."""
    source: str = ""
    """Pattern of the sources it is for (``*/harbour-gazette/*``); empty for all."""
    origin: str = ""
    """File and line it was read from."""


NEARLY_ALL = 0.9
"""Share of each of two texts that stands in the other, from which they are one but for small edits."""


SEEN_FROM_THERE = {"abridged": "extended", "extended": "abridged"}
"""Relations that read from the first article to the second; the others hold both ways."""


@dataclass(frozen=True, slots=True)
class Link:
    """A pair of articles that share text; `article_a` < `article_b`.

    `containment_a` is the share of the word 5-grams of `article_a` that `article_b` holds too.
    """

    article_a: str
    article_b: str
    relation: str
    """``identical``, ``same text``, ``abridged`` (a is the shorter telling of b), ``extended``, ``updated``,
    ``shares wire``, ``rewrite`` or ``shares passage``."""
    containment_a: float
    containment_b: float
    confidence: float
    runs: int = 1
    """Stretches that stand in both, word for word; ``longest_run`` counts the words of the longest."""
    longest_run: int = 0
    in_order: float = 1.0
    """Share of the runs that stand in the same order in both."""

    @property
    def is_one_text(self) -> bool:
        """Whether the two are one text but for small edits."""
        return self.relation in ("identical", "same text") and min(self.containment_a, self.containment_b) >= NEARLY_ALL

    @property
    def tells_of_origin(self) -> bool:
        """Whether the date or the credit of one can be the other's: not where they share one stretch, a notice perhaps."""
        return self.relation != "shares passage" and not (self.relation == "shares wire" and self.runs == 1)


@dataclass(frozen=True, slots=True)
class EarlierLink:
    """An article that shares text, or its address, with one of an earlier run in the same folder of reports."""

    article_id: str
    run: str
    """The folder of the earlier run."""
    other_id: str
    other_source: str
    other_url: str | None
    other_published: str | None
    other_agencies: tuple[str, ...]
    relation: str
    """As of a `Link` with this article as a; empty where only the address is the same."""
    containment: float
    """The share of this article's word 5-grams that the other holds."""
    other_containment: float
    confidence: float

    def is_version_of(self, article: Article) -> bool:
        """Whether the other one is this article as it was before: read from the same place, or of the same address."""
        return self.other_source == article.source or (
            bool(article.url) and page_of(self.other_url) == page_of(article.url)
        )


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that tell one text, by way of verified links."""

    story_id: str
    article_ids: tuple[str, ...]
    origin: str = ""
    """The member that is likely nearest to the origin, for `reasons`."""
    reasons: tuple[str, ...] = ()
    ordered: tuple[str, ...] = ()
    """The members in time order, as far as their dates say; undated ones last."""
    credits: tuple[str, ...] = ()
    """The agencies that each of `ordered` credits; empty text for none."""


def story_of(stories: Iterable[Story]) -> dict[str, str]:
    """The story of each article that is in one, by ids."""
    return {article: story.story_id for story in stories for article in story.article_ids}


@dataclass(frozen=True, slots=True)
class Drift:
    """Words that stand in one copy in place of others, in sentences that stand for each other. Offsets: page text."""

    kind: str
    """``quotation``, ``number``, ``currency``, ``weekday``, ``month``, ``contrast`` (before, after), ``place``, ``spelling`` (of a name) or
    ``name``."""
    article_a: str
    start_a: int
    end_a: int
    text_a: str
    article_b: str
    start_b: int
    end_b: int
    text_b: str


@dataclass(frozen=True, slots=True)
class Search:
    """How the links of a batch were looked for."""

    compared: int = 0
    """Pairs that were compared."""
    common_prints: int = 0
    """Fingerprints in so many articles that they were not followed."""
    mostly_common: int = 0
    """Articles more than half of whose fingerprints are such: copies of theirs may be missing."""
    earlier_runs: tuple[str, ...] = ()
    """The earlier runs whose articles were looked at too."""
    earlier_articles: int = 0


@dataclass(frozen=True)
class Facts:
    """What the first pass learned about a whole batch.

    `repeated` maps the key of a line (`survey.line_key`) to the number of differing articles of an outlet that it stands
    in, of the outlet with most; `header_days` counts the articles that carry one day (ISO) as a lone line at their very top;
    `orders` the differing articles that show a writer's order of day and month (`orders.shown`).
    """

    articles: int = 0
    repeated: dict[int, int] = field(default_factory=dict)
    header_days: dict[str, int] = field(default_factory=dict)
    orders: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Night:
    """What one earlier run lacked of one outlet."""

    run: str
    outlet: str
    """As `outlet_of` says."""
    articles: int
    missing: dict[str, int]
    """What is looked at (``bylines``, ``dates``, ``titles``) -> articles without it."""


_HOST = re.compile(r"^[a-z]+://(?:www\.)?([^/:?#]+)", re.IGNORECASE)


def outlet_of(url: str | None, publisher: str | None) -> str:
    """The host of the address, or else the publisher, or else nothing: a new layout leaves the host as it is."""
    found = _HOST.match(url or "")
    return found[1].lower() if found else publisher or ""


@dataclass(frozen=True)
class Dossier:
    """One article with everything that was found out about it."""

    article: Article
    edits: tuple[Edit, ...]
    clean_text: str
    fields: tuple[Field, ...] = ()
    findings: tuple[Finding, ...] = ()
    left_out: int = 0
    """Findings beyond the limit of findings per article."""

    @cached_property
    def kept(self) -> list[Line]:
        """The lines of the page text of which something is left.

        `text` is as in the clean text, trimmed; `start` and `end` are page text offsets around what is left.
        """
        kept: list[Line] = []
        edits, at = self.edits, 0
        for line in self.article.page.lines:
            while at < len(edits) and edits[at].end <= line.start:
                at += 1
            if at < len(edits) and edits[at].start < line.end:
                pieces = _pieces(line, edits, at)
                if pieces:
                    kept.append(_trimmed(line, pieces))
            elif line.text[0].isspace() or line.text[-1].isspace():
                kept.append(_trimmed(line, [(line.start, line.end, line.text)]))
            else:
                kept.append(line)
        return kept

    @cached_property
    def kept_as_written(self) -> str:
        """The page text of the kept lines, with what was taken out inside of them, joined by line breaks."""
        return "\n".join([self.article.text[line.start : line.end] for line in self.kept])

    @cached_property
    def _by_name(self) -> dict[str, list[Field]]:
        named: dict[str, list[Field]] = {}
        for candidate in self.fields:
            named.setdefault(candidate.field, []).append(candidate)
        return named

    def __getstate__(self) -> dict[str, object]:
        """What is worked out from the rest is worked out again in another process."""
        return {item.name: getattr(self, item.name) for item in fields(self)}

    def candidates(self, name: str) -> list[Field]:
        """Every candidate of a field, chosen or not, in order of confidence."""
        return list(self._by_name.get(name, ()))

    def chosen(self, name: str) -> list[Field]:
        """The chosen candidates of a field: one at most, but for authors, agencies, tags and the like."""
        return [candidate for candidate in self._by_name.get(name, ()) if candidate.chosen]

    def values(self, name: str) -> tuple[str, ...]:
        """The chosen values of a field as texts, each once."""
        return tuple(dict.fromkeys(field.value for field in self.chosen(name)))

    def first(self, name: str) -> Field | None:
        """The chosen value of a field, or None."""
        for candidate in self._by_name.get(name, ()):
            if candidate.chosen:
                return candidate
        return None

    def value(self, name: str) -> str | None:
        """The chosen value of a field as text, or None."""
        found = self.first(name)
        return found.value if found else None

    @property
    def dated(self) -> str:
        """The day or time of publication; empty where there is none, or where it lies before the dateline's."""
        return believed(self.value("published"), self.value("dateline_date"))

    @property
    def stamp(self) -> str:
        """When this version is from: the day or time of the last change, or else of publication; empty for neither."""
        return self.value("modified") or self.dated


class Outline(NamedTuple):
    """What is known of an article without its text, and small: that of all articles of a batch can be gone through."""

    article_id: str
    source: str
    url: str | None
    raw_sha256: str
    publisher: str | None
    published: str | None
    modified: str | None
    dateline_place: str | None
    agencies: tuple[str, ...]
    """Those it credits, each once."""
    first_published: str = ""
    """What its notes say of where the text was first published."""
    notes: Mapping[str, Any] = {}
    """What rules over the batch noted of it, by their code."""
    dateline_date: str | None = None
    is_release: bool = False
    """Whether it is a press release by its label."""
    origins: tuple[str, ...] = ()
    """Addresses at other sites, and names of outlets, that its page says the text comes from."""
    scraped_day: str = ""
    """When its page was there at the latest."""

    @property
    def outlet(self) -> str:
        """As `outlet_of` says."""
        return outlet_of(self.url, self.publisher)

    @property
    def dated(self) -> str:
        """As of a `Dossier`."""
        return believed(self.published, self.dateline_date)

    @property
    def stamp(self) -> str:
        """As of a `Dossier`."""
        return self.modified or self.dated


def _pieces(line: Line, edits: Sequence[Edit], at: int) -> list[tuple[int, int, str]]:
    """What the edits from `at` on, which ends behind the line's start, leave of it: (start, end, text as it is now)."""
    pieces: list[tuple[int, int, str]] = []
    here = line.start
    for place in range(at, len(edits)):
        edit = edits[place]
        if edit.start >= line.end:
            break
        if here < edit.start:
            pieces.append((here, edit.start, line.text[here - line.start : edit.start - line.start]))
        if edit.replacement and edit.start >= line.start:
            pieces.append((edit.start, min(edit.end, line.end), edit.replacement))
        here = max(here, edit.end)
    if here < line.end:
        pieces.append((here, line.end, line.text[here - line.start :]))
    return [piece for piece in pieces if piece[2].strip()]


def _trimmed(line: Line, pieces: list[tuple[int, int, str]]) -> Line:
    (start, _, first), (_, end, last) = pieces[0], pieces[-1]
    start += len(first) - len(first.lstrip())
    end -= len(last) - len(last.rstrip())
    return Line(line.number, start, max(start, end), "".join([piece[2] for piece in pieces]).strip())


@dataclass(frozen=True)
class Batch:
    """All dossiers of a run with what ties them together."""

    dossiers: Sequence[Dossier]
    unreadable: tuple[Unreadable, ...] = ()
    links: tuple[Link, ...] = ()
    stories: tuple[Story, ...] = ()
    facts: Facts = Facts()
    findings: tuple[Finding, ...] = ()
    """Those of batch rules; those of one article are in its dossier."""
    today: str = ""
    """The day of the run, ISO; only rules about the future look at it."""
    earlier: tuple[EarlierLink, ...] = ()
    """What ties articles to those of earlier runs."""
    search: Search = Search()
    drifts: tuple[Drift, ...] = ()
    """What differs between linked articles, in sentences they have in common."""
    expired_waivers: tuple[Waiver, ...] = ()
    stale_waivers: tuple[Waiver, ...] = ()
    nights: tuple[Night, ...] = ()
    """What the last runs over the same paths lacked, by outlet."""
    outlines: Iterable[Outline] = ()
    """Of the dossiers, in their order."""
    inferred: Mapping[str, Field] = field(default_factory=dict)
    """The fields that the dossiers of some undated articles owe to their dated copies, by article id."""

    @cached_property
    def by_id(self) -> Looked[Dossier]:
        """Dossiers by article id."""
        return Looked(self.dossiers, [outline.article_id for outline in self.outlines])

    def noted(self, rule: str) -> Iterator[tuple[Outline, Any]]:
        """The articles that a rule over the batch noted something of, by its code, and what."""
        return ((outline, outline.notes[rule]) for outline in self.outlines if rule in outline.notes)


_TEXTS = pa.list_(pa.string())

SCHEMAS: dict[str, pa.Schema] = {
    "articles": pa.schema(
        [
            ("article_id", pa.string()),
            ("source", pa.string()),
            ("media_type", pa.string()),
            ("encoding", pa.string()),
            ("raw_sha256", pa.string()),
            ("url", pa.string()),
            ("publisher", pa.string()),
            ("title", pa.string()),
            ("standfirst", pa.string()),
            ("authors", _TEXTS),
            ("agencies", _TEXTS),
            ("published", pa.string()),
            ("published_precision", pa.string()),
            ("published_inferred", pa.string()),
            ("published_inferred_from", pa.string()),
            ("modified", pa.string()),
            ("scraped_day", pa.string()),
            ("dateline_place", pa.string()),
            ("dateline_date", pa.string()),
            ("tags", _TEXTS),
            ("language", pa.string()),
            ("page_chars", pa.int64()),
            ("clean_chars", pa.int64()),
            ("clean_text", pa.string()),
            ("story_id", pa.string()),
        ]
    ),
    "fields": pa.schema(
        [
            ("article_id", pa.string()),
            ("field", pa.string()),
            ("value", pa.string()),
            ("chosen", pa.bool_()),
            ("confidence", pa.float64()),
            ("rule", pa.string()),
            ("start", pa.int64()),
            ("end", pa.int64()),
            ("evidence", pa.string()),
        ]
    ),
    "ledger": pa.schema(
        [
            ("article_id", pa.string()),
            ("start", pa.int64()),
            ("end", pa.int64()),
            ("replacement", pa.string()),
            ("rule", pa.string()),
            ("removed", pa.string()),
        ]
    ),
    "findings": pa.schema(
        [
            ("article_id", pa.string()),
            ("source", pa.string()),
            ("rule", pa.string()),
            ("name", pa.string()),
            ("severity", pa.string()),
            ("confidence", pa.string()),
            ("start", pa.int64()),
            ("end", pa.int64()),
            ("line", pa.int64()),
            ("col", pa.int64()),
            ("message", pa.string()),
            ("tip", pa.string()),
            ("fingerprint", pa.string()),
            ("waived", pa.bool_()),
            (
                "related",
                pa.list_(
                    pa.struct(
                        [
                            ("article_id", pa.string()),
                            ("start", pa.int64()),
                            ("end", pa.int64()),
                            ("label", pa.string()),
                        ]
                    )
                ),
            ),
        ]
    ),
    "links": pa.schema(
        [
            ("article_a", pa.string()),
            ("article_b", pa.string()),
            ("relation", pa.string()),
            ("containment_a", pa.float64()),
            ("containment_b", pa.float64()),
            ("confidence", pa.float64()),
            ("runs", pa.int64()),
            ("longest_run", pa.int64()),
            ("in_order", pa.float64()),
        ]
    ),
    "earlier": pa.schema(
        [
            ("article_id", pa.string()),
            ("run", pa.string()),
            ("other_id", pa.string()),
            ("other_source", pa.string()),
            ("other_url", pa.string()),
            ("other_published", pa.string()),
            ("other_agencies", _TEXTS),
            ("relation", pa.string()),
            ("containment", pa.float64()),
            ("other_containment", pa.float64()),
            ("confidence", pa.float64()),
        ]
    ),
    "stories": pa.schema(
        [
            ("story_id", pa.string()),
            ("article_ids", _TEXTS),
            ("origin", pa.string()),
            ("reasons", _TEXTS),
            ("ordered", _TEXTS),
            ("credits", _TEXTS),
        ]
    ),
    "expectations": pa.schema(
        [
            ("suite", pa.string()),
            ("number", pa.int64()),
            ("name", pa.string()),
            ("type", pa.string()),
            ("table", pa.string()),
            ("column", pa.string()),
            ("severity", pa.string()),
            ("success", pa.bool_()),
            ("sentence", pa.string()),
            ("observed", pa.string()),
            ("checked", pa.int64()),
            ("failed", pa.int64()),
            ("rules", _TEXTS),
            ("article_ids", _TEXTS),
            ("sources", _TEXTS),
        ]
    ),
}
"""Table name -> Arrow schema.

`expectations.number` is the place in the suite file, from 1; `expectations.name` is what thresholds call it, or "".
"""
