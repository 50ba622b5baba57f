"""What is measured, what others reach on the development half, and what we aim at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Target:
    """One number: where the scorer puts it, the best that others are stated to reach, and the bar."""

    name: str
    path: tuple[str, ...]
    stated: float | None
    """None where nobody's number is known."""
    by: str
    """Which tool reaches `stated`, by the README of the labelled pages."""
    bar: float
    lower: bool = False
    """Whether lower is better."""

    def reached(self, value: float) -> bool:
        """Whether a number, as it is printed, is at the bar."""
        return round(value, 3) <= self.bar if self.lower else round(value, 3) >= self.bar

    def best(self, values: dict[str, float]) -> tuple[str, float] | None:
        """The tool that comes out best: one of `values`, measured in this run, or the stated one; None without any."""
        tools = values if self.stated is None else {**values, f"{self.by}*": self.stated}
        return (min if self.lower else max)(tools.items(), key=lambda item: round(item[1], 3)) if tools else None


_CLASSIFIER = "line classifier"
_HEURISTICS = "first date, by-line"
_LOOSE = "loose pattern"

TARGETS = (
    Target("container boiler F1", ("lines", "style/container", "boiler_F1"), 0.904, _CLASSIFIER, 0.95),
    Target("container content F1", ("lines", "style/container", "content_F1"), 0.845, _CLASSIFIER, 0.92),
    Target("container tokens F1", ("lines", "style/container", "tok_F1"), 0.940, _CLASSIFIER, 0.975),
    Target("container within 2 %", ("lines", "style/container", "within2pct"), 0.405, _CLASSIFIER, 0.60),
    Target("container content tokens kept", ("lines", "style/container", "tok_R"), 1.0, "keep all", 0.985),
    Target("trafrec content F1", ("lines", "style/trafrec", "content_F1"), 0.911, "keep all", 0.935),
    Target("trafrec tokens F1", ("lines", "style/trafrec", "tok_F1"), 0.965, "keep all", 0.975),
    Target("trafrec within 2 %", ("lines", "style/trafrec", "within2pct"), 0.602, _CLASSIFIER, 0.70),
    Target("trafrec content tokens kept", ("lines", "style/trafrec", "tok_R"), 1.0, "keep all", 0.985),
    Target("inscriptis tokens F1", ("lines", "style/inscriptis", "tok_F1"), 0.874, _CLASSIFIER, 0.93),
    Target("inscriptis within 2 %", ("lines", "style/inscriptis", "within2pct"), 0.255, _CLASSIFIER, 0.45),
    Target("inscriptis content tokens kept", ("lines", "style/inscriptis", "tok_R"), 1.0, "keep all", 0.985),
    Target("bs4 tokens F1", ("lines", "style/bs4", "tok_F1"), 0.856, _CLASSIFIER, 0.93),
    Target("bs4 within 2 %", ("lines", "style/bs4", "within2pct"), 0.177, _CLASSIFIER, 0.45),
    Target("bs4 content tokens kept", ("lines", "style/bs4", "tok_R"), 1.0, "keep all", 0.985),
    Target("HTML body bag F1", ("body", "all", "bag_F1"), 0.935, "trafilatura", 0.955),
    Target("HTML body pages at 0.98", ("body", "all", "ge98"), 0.516, "trafilatura fast", 0.65),
    Target("HTML segments F1", ("body", "traf-segments", "seg_F1"), 0.923, "trafilatura", 0.94),
    Target("HTML title exact", ("meta", "html/all-news", "title_exact"), 0.708, "trafilatura", 0.88),
    Target("HTML authors F1", ("meta", "html/all-news", "auth_F1"), 0.807, "trafilatura", 0.92),
    Target("HTML authors exact set", ("meta", "html/all-news", "auth_exactset"), 0.737, "trafilatura", 0.87),
    Target("HTML same day", ("meta", "html/all-news", "date_same"), 0.935, "trafilatura", 0.97),
    Target("HTML topics F1", ("meta", "html/all-news", "topic_F1"), 0.393, "trafilatura", 0.65),
    Target("container authors F1", ("meta", "container/all-news", "auth_F1"), 0.315, _HEURISTICS, 0.75),
    Target("container same day", ("meta", "container/all-news", "date_same"), 0.457, _HEURISTICS, 0.60),
    Target(
        "container same day where in text",
        ("meta", "container/all-news", "date_in_text_same"),
        0.736,
        _HEURISTICS,
        0.90,
    ),
    Target(
        "container date claimed, none there",
        ("meta", "container/all-news", "date_absent_claimed"),
        0.558,
        _HEURISTICS,
        0.10,
        lower=True,
    ),
    Target("dateline place", ("dateline", "all", "place_exact"), 0.858, _LOOSE, 0.95),
    Target("dateline false places", ("dateline", "all", "false_place"), 0.021, "upper-case pattern", 0.01, lower=True),
    Target("dateline day", ("dateline", "all", "date_ok"), 0.833, _LOOSE, 0.97),
    Target("dateline agency", ("dateline", "all", "agency_ok"), 0.833, _LOOSE, 0.97),
    Target("copies, constructed: pair F1", ("dups", "synth", "pair_F1"), 0.964, "containment", 0.98),
    Target("copies, constructed: ARI", ("dups", "synth", "ARI"), 0.679, "MinHash LSH", 0.95),
    Target("copies, natural: verbatim recall", ("dups", "events", "verbatim_R"), 1.0, "containment", 1.0),
    Target("copies, natural: errors", ("dups", "events", "cross_event_errors"), 0.0, "containment", 0.0, lower=True),
    Target("copies, rewritten by people: pair F1", ("dups", "onestop", "pair_F1"), 0.993, "containment", 0.99),
    Target(
        "agency copy reused: derived F1", ("dups", "counter", "derived(WD+PD)_F1"), 0.858, "bigram containment", 0.88
    ),
    Target("agency copy reused: three-way F1", ("dups", "counter", "macroF1_3way"), None, "", 0.60),
)


def numbers(scores: dict[str, Any]) -> dict[str, float]:
    """What the scorer found for each target; those without a value are left out."""
    return {target.name: value for target in TARGETS if (value := at(scores, target.path)) is not None}


def at(scores: Any, path: tuple[str, ...]) -> float | None:
    """The number at a path into the scorer's output for one half, or None."""
    for step in path:
        scores = scores.get(step) if isinstance(scores, dict) else None
    return float(scores) if isinstance(scores, int | float) else None
