"""Whether stated confidences are true: of the values given at 0.9, nine in ten are right.

A value is judged as the scorer of the labelled pages judges it, on pages whose labels have that field. The expected
calibration error is the mean distance between stated confidence and share right over ten bins of equal width,
weighted by their numbers (Guo et al. 2017, "On Calibration of Modern Neural Networks", eq. 3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from pages import Row

BINS = 10
BAR = 0.05
MEDIA = ("html", "container", "dateline")
PARTIAL_TOPICS = "traf"
"""The source whose labels name some of a page's tags only."""


@dataclass(frozen=True)
class Judged:
    """One chosen value: the medium it was read from, its evidence, what was stated, and whether it is right."""

    medium: str
    field: str
    rule: str
    confidence: float
    right: bool
    site: str


@dataclass(frozen=True)
class Line:
    """One line of the calibration table."""

    medium: str
    field: str
    rule: str
    n: int
    confidence: float
    """Mean of those stated."""
    right: float
    """Share."""
    ece: float


def error(judged: Sequence[Judged]) -> float:
    """Expected calibration error; confidences are in [0, 1]."""
    bins: dict[int, list[Judged]] = {}
    for item in judged:
        bins.setdefault(min(int(item.confidence * BINS), BINS - 1), []).append(item)
    gaps = (abs(sum(item.confidence - item.right for item in members)) for members in bins.values())
    return sum(gaps) / len(judged)


def judge(predictions: Iterable[Row], gold: dict[str, Row], datelines: dict[str, Row], scorer: Any) -> Iterator[Judged]:
    """Every chosen value of the predictions that the labels say anything about."""
    for row in predictions:
        medium = row.get("style", "html")
        if medium not in MEDIA or "fields" not in row:
            continue
        label = (datelines if medium == "dateline" else gold)[row["id"]]
        tests = _tests(label, medium, scorer)
        for field, value, confidence, rule in row["fields"]:
            if field in tests:
                right = tests[field](value)
                yield Judged(medium, field, rule, confidence, right, label.get("site") or row["id"])


def _tests(label: Row, medium: str, scorer: Any) -> dict[str, Callable[[str], bool]]:
    """For each field that the label of a page has: whether a value is right."""
    if medium == "dateline":
        return _dateline_tests(label, scorer)
    norm, days = scorer.norm, scorer.days
    tests: dict[str, Callable[[str], bool]] = {}
    if label["title"] and medium == "html":  # the first line of the text styles is the title of the label
        tests["title"] = lambda value: bool(norm(value) == norm(label["title"]))
    if label["authors"]:
        left = list(label["authors"])
        tests["author"] = lambda value: _take(left, lambda name: scorer.same_name(value, name))
    day = days(label["published"])[1] if label["published"] and not label.get("published_suspect") else None
    if day:
        tests["published"] = lambda value: bool(day & (days(value)[1] or set()))
    if label.get("topics") and label["source"] != PARTIAL_TOPICS:
        topics = {norm(topic) for topic in label["topics"]}
        tests["tag"] = lambda value: norm(value) in topics
    if label.get("summary"):
        summaries = {norm(text) for text in (*label["summary"], " ".join(label["summary"]))}
        tests["standfirst"] = lambda value: norm(value) in summaries
    if label.get("heads"):
        heads = {norm(text) for text in label["heads"]}
        tests["subhead"] = lambda value: norm(value) in heads
    if label["lang"] != "zxx":
        tests["language"] = lambda value: value.casefold().split("-")[0] == label["lang"]
    return tests


def _dateline_tests(label: Row, scorer: Any) -> dict[str, Callable[[str], bool]]:
    norm = scorer.norm
    place = norm(label.get("place")).strip(" .,")
    tests: dict[str, Callable[[str], bool]] = {"dateline_place": lambda value: norm(value).strip(" .,") == place}
    if label.get("date"):
        tests["dateline_date"] = lambda value: value[-5:] == label["date"][-5:]
    if label.get("agency"):
        tests["agency"] = lambda value: bool(norm(value) == norm(label["agency"]))
    return tests


def _take(left: list[str], same: Callable[[str], bool]) -> bool:
    """Whether one is left that is the same; it is gone then, as in the scorer: nobody wrote a story twice."""
    found = next((name for name in left if same(name)), None)
    if found is not None:
        left.remove(found)
    return found is not None


def table(judged: Iterable[Judged]) -> list[Line]:
    """A line for each medium and field (rule ``all``), and under it one for each kind of evidence, most first."""
    fields: dict[tuple[str, str], list[Judged]] = {}
    for item in judged:
        fields.setdefault((item.medium, item.field), []).append(item)
    lines = []
    for (medium, field), items in sorted(fields.items()):
        lines.append(_line(medium, field, "all", items))
        rules: dict[str, list[Judged]] = {}
        for item in items:
            rules.setdefault(item.rule, []).append(item)
        by_size = sorted(rules.items(), key=lambda found: (-len(found[1]), found[0]))
        lines += [_line(medium, field, rule, members) for rule, members in by_size]
    return lines


def _line(medium: str, field: str, rule: str, items: Sequence[Judged]) -> Line:
    stated, right = fmean(item.confidence for item in items), fmean(item.right for item in items)
    return Line(medium, field, rule, len(items), stated, right, error(items))
