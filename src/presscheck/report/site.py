"""Which pages a report has, and where: the bytes there are, shared out before the first page is written.

A batch of any size must leave a folder that can be copied and opened (issue: at most 100 MB for 100,000 articles). So
every finding gets a window of the text around it, and as many articles as there is room for a page with all of it:
a sample in which every rule and every outlet has its turn.
"""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from presscheck.report.hits import RuleHits, in_turn
from presscheck.report.stored import Places, Row
from presscheck.report.tables import Articles, RunTables
from presscheck.report.windows import INSIDE, MESSAGE, NARROW, TITLE

FOLDERS = ("articles", "windows", "rules", "outlets", "stories", "suites")
"""Of the pages, beside the first."""
_CODE = re.compile(r"[A-Z]{2}\d\d")
FILE_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""What a page may be called without the ending."""
MAX_PAGE_BYTES = 1_000_000
FOLDER_BYTES = 100_000_000
"""What all pages of a batch may take together."""
PAGES_BYTES = 50_000_000
"""And those of articles: some hundred, more than anybody reads, and most of the time that a report takes."""
SAMPLE_BYTES = 5_000_000
"""And these still where the explorer alone takes more than all pages may (a million articles): some are there to be read."""
FIRST_PAGES_BYTES = 1_000_000
"""What is set aside for the overview, the page of the explorer, and the suites."""
WINDOW_BYTES, HEAD_BYTES = 72, 75
"""What a window, and the head above those of an article, take beside scraped words; measured on generated batches."""
WINDOWS_SHARE = 0.9
"""Of what is left for articles, the part that goes to windows where not all can have a page of their own."""
STORIES_BYTES, MAX_OUTLETS = 4_000_000, 75
"""For the pages of stories, and how many outlets have one; more where all articles have a page and there is room."""
RULE_BYTES, OUTLET_BYTES = 43_000, 46_000
"""What the page of a rule, or an outlet, takes beside its style; measured on generated batches."""
PART_BYTES = 600_000
"""Windows of several articles share a page up to this size."""
CHROME_BYTES = 7_000
"""What an article's page takes beside style, text and findings; measured on the seeds, as is what follows."""
CHAR_BYTES, FINDING_BYTES, CHARS = 1.2, 900, 400_000
PASSAGE_BYTES = 1.6
"""What a character takes where copies stand side by side, words that differ marked."""
MAX_COPIES = 8
"""Copies of a story that are set beside its origin."""
MAX_COMPARED_CHARS = 40_000
"""Of each text that is set beside another."""
NO_OUTLET = "no outlet"
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class WindowSizes:
    """Bytes of a window, and of the head above those of an article, on average."""

    head: float
    window: float


@dataclass(frozen=True)
class Site:
    """Where the page of each thing is, as addresses from the run folder; "" for what has no page."""

    full: frozenset[str] = frozenset()
    """Articles with a page of their own."""
    parts: Mapping[str, int] = field(default_factory=dict)
    """Article -> number of the page that holds the windows of its findings."""
    windows: int = 0
    """Windows of one article at most."""
    said_once: Mapping[str, str] = field(default_factory=dict)
    """Rule -> its message, for those that always say the same."""
    rules: frozenset[str] = frozenset()
    outlets: Mapping[str, str] = field(default_factory=dict)
    """Outlet -> name of its page's file; "" for articles whose outlet is not known."""
    stories: frozenset[str] = frozenset()
    suites: tuple[str, ...] = ()

    def article(self, article_id: str, number: int = 0) -> str:
        """The page of an article, or of finding `number` on it."""
        if article_id in self.full:
            return f"articles/{article_id}.html{f'#n{number}' if number else ''}"
        if article_id in self.parts:
            return f"windows/{self.parts[article_id]:04}.html#{article_id}"
        return ""

    def rule(self, code: str) -> str:
        """The page of a rule."""
        return f"rules/{code}.html" if code in self.rules else ""

    def outlet(self, publisher: str | None) -> str:
        """The page of an outlet, by what ``articles.publisher`` says."""
        name = self.outlets.get(publisher or "", "")
        return f"outlets/{name}.html" if name else ""

    def story(self, story_id: str | None) -> str:
        """The page of a story."""
        return f"stories/{story_id}.html" if story_id in self.stories else ""

    def suite(self, name: str) -> str:
        """The page of a suite."""
        return f"suites/{name}.html" if name in self.suites else ""

    def of(self, articles: Iterable[Row], rules: Iterable[str]) -> Site:
        """What it knows of some articles, with their outlets and stories, and of some rules."""
        rows, codes = {row["article_id"]: row for row in articles}, set(rules)
        outlets = {row["publisher"] or "" for row in rows.values()}
        return replace(
            self,
            full=frozenset(known for known in rows if known in self.full),
            parts={known: self.parts[known] for known in rows if known in self.parts},
            said_once={rule: self.said_once[rule] for rule in sorted(codes) if rule in self.said_once},
            rules=self.rules & codes,
            outlets={outlet: self.outlets[outlet] for outlet in outlets if outlet in self.outlets},
            stories=self.stories & {row["story_id"] for row in rows.values()},
        )


@dataclass(frozen=True, slots=True)
class Fixed:
    """Bytes that do not depend on what has a page: of the style sheet and the script, and of the explorer's rows."""

    style: int
    script: int
    rows: int


def plan(tables: RunTables, fixed: Fixed, every: Sequence[RuleHits], everything: bool = False) -> Site:
    """What pages the report of a run has; `every` is `rule_hits`. `everything`: a page for each article and story."""
    articles = tables.articles
    rate = _bytes_a_char(tables)
    said_once = _said_once(tables)
    counts = tables.severities.counts.sum(axis=1)
    chars = articles.column("page_chars").fill_null(0).to_numpy()
    cost = np.minimum(
        fixed.style
        + fixed.script
        + CHROME_BYTES
        + np.minimum(chars, CHARS) * CHAR_BYTES * rate
        + counts * FINDING_BYTES,
        MAX_PAGE_BYTES,
    )
    stories = _story_costs(tables, chars, fixed.style + CHROME_BYTES, rate)
    rules = frozenset(rule.code for rule in every if _CODE.fullmatch(rule.code))
    outlets = _often(tables)
    an_outlet = fixed.style + OUTLET_BYTES
    room: float = FOLDER_BYTES - FIRST_PAGES_BYTES - fixed.rows - len(rules) * (fixed.style + RULE_BYTES)
    kept = min(sum(stories.values()), STORIES_BYTES) + min(len(outlets), MAX_OUTLETS) * an_outlet
    parts: Mapping[str, int] = {}
    windows = 0
    if everything or cost.sum() <= min(room - kept, PAGES_BYTES):
        full = frozenset(articles)
        left = math.inf if everything else room - cost.sum()
        told = list(_afforded(stories, stories, max(left - min(len(outlets), MAX_OUTLETS) * an_outlet, 0)))
        named = max(MAX_OUTLETS, int(min(left - sum(stories[one] for one in told), FOLDER_BYTES) // an_outlet))
    else:
        room -= kept
        sizes = WindowSizes(HEAD_BYTES + rate * TITLE, WINDOW_BYTES + rate * _window_chars(tables, said_once))
        most = room * WINDOWS_SHARE * PART_BYTES / (PART_BYTES + fixed.style)
        windows, spent = _windows(counts, sizes, most)
        for_articles = min(room - spent, PAGES_BYTES) if room > 0 else SAMPLE_BYTES
        chosen = [*_afforded(sampled(tables, every), cost, for_articles)]
        full = frozenset(articles.ids[place] for place in chosen)
        rest = tables.order[~np.isin(tables.order, chosen)]
        parts = Parts(articles, rest, _parts(counts[rest], windows, sizes, most))
        told, named = list(_afforded(stories, stories, STORIES_BYTES)), MAX_OUTLETS
    return Site(
        full,
        parts,
        windows,
        said_once,
        rules,
        _outlets(outlets[:named]),
        frozenset(told),
        tuple(dict.fromkeys(row["suite"] for row in tables.expectations if FILE_NAME.fullmatch(row["suite"]))),
    )


class Parts(Mapping[str, int]):
    """Article id -> number of the page that holds its windows, from 1; of the articles that have some."""

    def __init__(self, articles: Articles, some: Places, numbers: Places) -> None:
        """`numbers` are those of the articles at the places `some`; 0 for one without windows."""
        self._articles = articles
        self._numbers = np.zeros(len(articles), np.int32)
        self._numbers[some] = numbers

    def __getitem__(self, article_id: str) -> int:
        number = int(self._numbers[self._articles.places[article_id]])
        if not number:
            raise KeyError(article_id)
        return number

    def __iter__(self) -> Iterator[str]:
        return iter(self._articles.named(np.flatnonzero(self._numbers)))

    def __len__(self) -> int:
        return int(np.count_nonzero(self._numbers))


def sampled(tables: RunTables, every: Sequence[RuleHits]) -> Iterator[int]:
    """The places of all articles, in an order whose beginning is a fair sample: rules, and what none hit, take turns."""
    without = in_turn(tables.articles, np.flatnonzero(~tables.severities.counts.any(axis=1)))
    turns = [iter(without.tolist()), *(iter(rule.articles.tolist()) for rule in every)]
    seen: set[int] = set()
    while turns:
        left = []
        for turn in turns:
            place = next((place for place in turn if place not in seen), None)
            if place is not None:
                left.append(turn)
                seen.add(place)
                yield place
        turns = left


def _bytes_a_char(tables: RunTables) -> float:
    """How many bytes a character of this batch takes, by its titles: 1 for Latin letters, 3 for Chinese ones."""
    titles = tables.articles.column("title")
    chars = pc.sum(pc.utf8_length(titles)).as_py()
    return pc.sum(pc.binary_length(titles)).as_py() / chars if chars else 1.0


def _said_once(tables: RunTables) -> dict[str, str]:
    """Rule -> message, where all its findings have the same: it need not stand beside each."""
    said: dict[str, str] = {}
    several: set[str] = set()
    for part in tables.stored("findings").parts("rule", "message"):
        for pair in _distinct(part, several):
            if said.setdefault(pair["rule"], pair["message"]) != pair["message"]:
                several.add(pair["rule"])
    return {rule: message for rule, message in said.items() if rule not in several}


def _distinct(part: pa.Table, without: Iterable[str]) -> list[Row]:
    """The pairs of rule and message, of other rules than these."""
    part = pa.table({name: part[name].cast(pa.string()) for name in part.column_names})
    part = part.filter(pc.invert(pc.is_in(part["rule"], pa.array([*without], pa.string()))))
    pairs: list[Row] = part.group_by(part.column_names).aggregate([]).to_pylist()
    return pairs


def _window_chars(tables: RunTables, said_once: Mapping[str, str]) -> float:
    """Characters of a finding's message and of the text in its window, on average."""
    total = count = 0
    known = pa.array([*said_once], pa.string())
    for part in tables.stored("findings").parts("rule", "message", "start", "end"):
        beside = part.filter(pc.invert(pc.is_in(part["rule"].cast(pa.string()), known)))["message"].cast(pa.string())
        inside = pc.subtract(part["end"], part["start"]).drop_null()
        total += int(np.minimum(pc.utf8_length(beside).to_numpy(), MESSAGE).sum())
        total += int(np.minimum(inside.to_numpy(), INSIDE).sum()) + 2 * NARROW * len(inside)
        count += len(part)
    return total / count if count else 0.0


def _windows(counts: NDArray[np.int64], sizes: WindowSizes, room: float) -> tuple[int, float]:
    """How many windows each article may have so that all fit, and the bytes that they take."""
    by_count = Counter(counts[counts > 0].tolist())
    for limit in range(max(by_count, default=0), 0, -1):
        spent = sum((sizes.head + sizes.window * min(n, limit)) * times for n, times in by_count.items())
        if spent <= room:
            return limit, spent
    return 1, room


def _afforded(ordered: Iterable[K], cost: Any, room: float) -> Iterator[K]:
    for known in ordered:
        room -= cost[known]
        if room < 0:
            return
        yield known


def _parts(counts: NDArray[np.int64], windows: int, sizes: WindowSizes, room: float) -> Places:
    """Of articles with so many findings each the number of the page of its windows; 0 without, and beyond `room`."""
    ends = np.cumsum((counts > 0) * (sizes.head + sizes.window * np.minimum(counts, windows)))
    return np.where((counts > 0) & (ends <= room), ends // PART_BYTES + 1, 0).astype(np.int32)


def _often(tables: RunTables) -> list[str]:
    """The outlets, those with most articles first."""
    often = tables.articles.outlets.counts()
    return sorted(often, key=lambda name: (-often[name], name))


def _outlets(named: Sequence[str]) -> dict[str, str]:
    """File names of outlets; names that would be one file get a few digits more."""
    slugs = {name: _slug(name or NO_OUTLET) for name in named}
    times = Counter(slugs.values())
    return {name: slug if times[slug] == 1 else f"{slug}-{_digits(name)}" for name, slug in slugs.items()}


def _slug(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    slug = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:48]
    return slug if len(slug) > 3 else f"{slug or 'outlet'}-{_digits(name)}"  # three letters can be a device: con, nul


def _digits(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:6]


def _story_costs(tables: RunTables, page_chars: NDArray[np.int64], shell: int, rate: float) -> dict[str, float]:
    """What the page of each story takes, those with most articles first. The origin's text stands beside every copy."""
    places = tables.articles.places
    cost = {}
    for story in sorted(tables.stories.values(), key=lambda one: (-len(one["article_ids"]), one["story_id"])):
        known = [int(page_chars[places[one]]) for one in story["article_ids"] if one in places]
        if not known or not FILE_NAME.fullmatch(story["story_id"]):
            continue
        chars = [min(n, MAX_COMPARED_CHARS) for n in sorted(known, reverse=True)[: MAX_COPIES + 1]]
        beside = chars[0] * (len(chars) - 1) + sum(chars[1:])
        cost[story["story_id"]] = min(shell + beside * PASSAGE_BYTES * rate, MAX_PAGE_BYTES)
    return cost
