"""Charts as SVG, made when the report is built. The numbers stand in a table beside each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from markupsafe import Markup

MAX_PERIODS = 60
"""Years on the axis of time at most."""
MAX_DAYS, MAX_MONTHS = 31, 36
"""A batch that spans no more is counted by day, or by month; else by year."""
_DAY = re.compile(r"(?!0000)\d{4}-\d\d-\d\d")
_WIDTH, _UP, _DOWN, _LEFT, _TOP = 360, 110, 60, 34, 12


def sparkline(counts: Sequence[int]) -> Markup:
    """A line over runs, 100 by 20 units, on the line of zero; its last point is marked. Nothing for a single run."""
    if len(counts) < 2:
        return Markup()
    most = max(*counts, 1)
    points = [
        (round(96 * n / (len(counts) - 1) + 2, 1), round(18 - 15 * each / most, 1)) for n, each in enumerate(counts)
    ]
    line = " ".join(f"{x:g},{y:g}" for x, y in points)
    x, y = points[-1]
    return Markup(
        '<svg class=spark viewBox="0 0 100 20" aria-hidden=true><line x1=2 y1=18.5 x2=98 y2=18.5 />'
        '<polyline points="{}"/><circle cx={} cy={} r=2.5 /></svg>'
    ).format(line, f"{x:g}", f"{y:g}")


@dataclass(frozen=True, slots=True)
class Period:
    """A day, a month or a year: articles published in it, of them `late` (dated after their own scrape), and scraped."""

    label: str
    published: int
    late: int
    scraped: int


@dataclass(frozen=True, slots=True)
class Times:
    """When articles were published and scraped; `unit` is ``day``, ``month`` or ``year``. Empty ones are in `periods`."""

    unit: str
    periods: tuple[Period, ...]
    outside: int
    """Articles published before or after the years shown."""
    undated: int
    unscraped: int
    """Articles that do not tell the day they were scraped."""

    @property
    def told(self) -> list[Period]:
        """The periods in which something happened."""
        return [one for one in self.periods if one.published or one.scraped]


def times(moments: Iterable[tuple[str | None, str | None]]) -> Times:
    """Count publications and scrapes, the moments of each article, by day, month or year, as their span asks for."""
    counted = Counter((_day((published or "")[:10]), _day((scraped or "")[:10])) for published, scraped in moments)
    days = sorted({day for pair in counted for day in pair if day})
    pairs = counted.elements
    unit, labels = _axis(days, Counter(day[:4] for pair in pairs() for day in pair if day))
    width = len(labels[0]) if labels else 0
    published = Counter(day[:width] for day, _ in pairs() if day)
    late = Counter(day[:width] for day, scraped in pairs() if day and scraped and day > scraped)
    scraped = Counter(day[:width] for _, day in pairs() if day)
    return Times(
        unit,
        tuple(Period(label, published[label], late[label], scraped[label]) for label in labels),
        sum(published.values()) - sum(published[label] for label in labels),
        sum(not day for day, _ in pairs()),
        sum(not day for _, day in pairs()),
    )


@lru_cache(10_000)
def _day(day: str) -> str:
    """A day as it is, "" for what is none that a calendar knows."""
    if not _DAY.fullmatch(day):
        return ""
    try:
        date.fromisoformat(day)
    except ValueError:
        return ""
    return day


def _axis(days: Sequence[str], years: Counter[str]) -> tuple[str, list[str]]:
    """The unit, and the labels of all its periods from first to last; of too many years those around most articles."""
    if not days:
        return "year", []
    first, last = date.fromisoformat(days[0]), date.fromisoformat(days[-1])
    if (last - first).days < MAX_DAYS:
        return "day", [(first + timedelta(n)).isoformat() for n in range((last - first).days + 1)]
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    if end - start < MAX_MONTHS:
        return "month", [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(start, end + 1)]
    start = max(
        range(first.year, max(first.year, last.year - MAX_PERIODS + 1) + 1),
        key=lambda year: (sum(years[f"{each:04}"] for each in range(year, year + MAX_PERIODS)), -year),
    )
    return "year", [f"{year:04}" for year in range(start, min(last.year, start + MAX_PERIODS - 1) + 1)]


def timeline(told: Times) -> Markup:
    """Bars over time: articles published upwards, those dated after their scrape marked; articles scraped downwards.

    Each direction has a scale of its own: a batch is scraped in a day, and published over years. Where no article tells
    when it was scraped there is no second direction.
    """
    if not told.periods:
        return Markup()
    most, most_scraped = (
        max(counts) for counts in zip(*((one.published, one.scraped) for one in told.periods), strict=True)
    )
    scale_up, scale_down = _UP / max(most, 1), _DOWN / max(most_scraped, 1)
    step = (_WIDTH - _LEFT - 6) / len(told.periods)
    zero, bottom = _TOP + _UP, _TOP + _UP + (_DOWN if most_scraped else 0)
    bars: list[Markup] = []
    for n, one in enumerate(told.periods):
        x, width = _LEFT + n * step + step * 0.1, step * 0.8
        heights = one.published * scale_up, one.late * scale_up, one.scraped * scale_down
        for kind, height, y in (
            ("dot", heights[0], zero - _drawn(heights[0])),
            ("late", heights[1], zero - _drawn(heights[1])),
            ("scrape", heights[2], zero + 1),
        ):
            if height:
                bars.append(
                    Markup("<rect class={} x={} y={} width={} height={} />").format(
                        kind, f"{x:.1f}", f"{y:.1f}", f"{width:.1f}", f"{_drawn(height):.1f}"
                    )
                )
    return Markup(
        '<svg class=timeline viewBox="0 0 {} {}" role=img aria-label="Articles by {} of publication{};'
        ' the numbers are in the table">'
        "<line x1={} y1={} x2={} y2={} /><line x1={} y1={} x2={} y2={} class=zero />{}{}</svg>"
    ).format(
        _WIDTH,
        bottom + 24,
        told.unit,
        " upwards and of the scrape downwards" if most_scraped else "",
        *(_LEFT - 4, _TOP, _WIDTH - 2, _TOP),
        *(_LEFT - 4, f"{zero + 0.5:g}", _WIDTH - 2, f"{zero + 0.5:g}"),
        Markup().join(bars),
        _labels(told, step, {_TOP: most, zero: 0, bottom: most_scraped}),
    )


def _drawn(height: float) -> float:
    """No bar is so low that nobody sees it."""
    return max(height, 2.0)


def _labels(told: Times, step: float, scale: Mapping[int, int]) -> Markup:
    """Numbers at the left, by their height, and at most five periods below."""
    last = len(told.periods) - 1
    parts = 4 if last * step > 60 and len(told.periods[0].label) <= 7 else 1  # days are long
    text = Markup("<text x={} y={} text-anchor={}>{}</text>")
    drawn = [
        text.format(_LEFT - 8, y + 4, "end", _short(count)) for y, count in scale.items() if count or y == _TOP + _UP
    ]
    for n in sorted({round(last * part / parts) for part in range(parts + 1)}):
        x, anchor = _LEFT + (n + 0.5) * step, "middle"
        if n in (0, last) and last:
            x, anchor = (_LEFT, "start") if n == 0 else (_WIDTH - 6, "end")
        drawn.append(text.format(f"{x:.1f}", max(scale) + 18, anchor, told.periods[n].label))
    return Markup().join(drawn)


def _short(count: int) -> str:
    return f"{count:,}" if count < 10_000 else f"{count // 1000:,}k"
