"""Charts as SVG, made when the report is built. The numbers stand in a table beside each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from markupsafe import Markup

from presscheck.report.tables import Row

MAX_POINTS = 2_000
"""Marks in one chart."""


def sparkline(counts: Sequence[int]) -> Markup:
    """A line over runs, 100 by 20 units; its last point is marked. Nothing for a single run."""
    if len(counts) < 2:
        return Markup()
    most = max(*counts, 1)
    points = [
        (round(96 * n / (len(counts) - 1) + 2, 1), round(18 - 16 * each / most, 1)) for n, each in enumerate(counts)
    ]
    line = " ".join(f"{x:g},{y:g}" for x, y in points)
    x, y = points[-1]
    return Markup(
        '<svg class=spark viewBox="0 0 100 20" aria-hidden=true><polyline points="{}"/><circle cx={} cy={} r=2 /></svg>'
    ).format(line, f"{x:g}", f"{y:g}")


def years(articles: Iterable[Row]) -> list[tuple[str, int, int]]:
    """(year of publication, articles, of them after the day they were scraped), undated ones under ""."""
    dated: Counter[str] = Counter()
    late: Counter[str] = Counter()
    for row in articles:
        year = (row["published"] or "")[:4]
        dated[year] += 1
        late[year] += bool(row["published"] and row["scraped_day"] and row["published"][:10] > row["scraped_day"][:10])
    return [(year, dated[year], late[year]) for year in sorted(dated)]


def timeline(articles: Iterable[Row]) -> Markup:
    """Publication months across, months of the scrape upwards: one circle a pair, its area the articles.

    Nothing where no article tells both. The line is where both are the same; what lies below it is from the future.
    """
    pairs = Counter(
        (_month(row["published"]), _month(row["scraped_day"]))
        for row in articles
        if len(row["published"] or "") >= 7 and len(row["scraped_day"] or "") >= 7
    )
    if not pairs:
        return Markup()
    first = min(min(pair) for pair in pairs)
    span = max(max(max(pair) for pair in pairs) - first, 1)
    most = max(pairs.values())
    circles = Markup().join(
        Markup("<circle class={} cx={} cy={} r={} />").format(
            "late" if day > scraped else "dot",
            f"{10 + 600 * (day - first) / span:.0f}",
            f"{190 - 180 * (scraped - first) / span:.0f}",
            f"{1.5 + 6 * (count / most) ** 0.5:.1f}",
        )
        for (day, scraped), count in sorted(pairs.most_common(MAX_POINTS))
    )
    return Markup(
        '<svg class=timeline viewBox="0 0 620 200" role=img aria-label="Months of publication across, of the scrape upwards;'
        ' the numbers are in the table"><line x1=10 y1=190 x2=610 y2=10 />{}</svg>'
    ).format(circles)


def _month(day: str) -> int:
    return int(day[:4]) * 12 + int(day[5:7])
