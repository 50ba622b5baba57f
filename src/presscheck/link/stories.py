"""Stories: articles that tell one text, in time order, with the likely origin and why."""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from presscheck.model import Field, Link, Outline, Story

COHESION = 0.25
"""Two groups become one story when the containment of their pairs, those without a link counted as 0, is so high on
average (average linkage: Sokal and Michener 1958). A passage or a merged article that ties two stories together then
ties one pair of many, and does not join them. Of a sweep over the constructed copies of the development half
(ARI): 0.15 .907, 0.2 .955, 0.25 .975, 0.3 .986; 0.3 would part the owner's two pairs by a hair."""
REWRITE_COUNTS = 0.3
"""What a rewrite counts for, whose words are few in common."""
Pair = tuple[str, str]


def stories(links: Iterable[Link]) -> list[Story]:
    """Groups of articles by average linkage over the links; the id is made of the members' ids."""
    weights = {
        (one.article_a, one.article_b): max(
            one.containment_a, one.containment_b, REWRITE_COUNTS if one.relation == "rewrite" else 0.0
        )
        for one in links
        if one.relation != "shares passage"
    }
    return [
        Story("s" + hashlib.sha256("\n".join(members).encode()).hexdigest()[:12], tuple(members))
        for members in sorted(sorted(group) for group in _groups(weights))
    ]


def _groups(weights: Mapping[Pair, float]) -> list[list[str]]:
    """Groups of two and more, by average linkage over the pairs that have a weight; the order of pairs is no matter."""
    near: dict[str, dict[str, float]] = {}
    for (a, b), weight in weights.items():
        near.setdefault(a, {})[b] = weight
        near.setdefault(b, {})[a] = weight
    members = {article: [article] for article in near}
    queue = [(-weight, a, b) for (a, b), weight in weights.items() if weight >= COHESION]
    heapq.heapify(queue)
    while queue:
        height, a, b = heapq.heappop(queue)
        if a not in members or b not in members or -height != _mean(near, members, a, b):
            continue  # one of them has grown since
        for other, weight in near.pop(b).items():
            if other != a:
                del near[other][b]
                near[a][other] = near[other][a] = near[a].get(other, 0.0) + weight
        del near[a][b]
        members[a] += members.pop(b)
        for other in near[a]:
            mean = _mean(near, members, a, other)
            if mean >= COHESION:
                heapq.heappush(queue, (-mean, min(a, other), max(a, other)))
    return [group for group in members.values() if len(group) > 1]


def _mean(near: Mapping[str, Mapping[str, float]], members: Mapping[str, Sequence[str]], a: str, b: str) -> float:
    return round(near[a].get(b, 0.0) / (len(members[a]) * len(members[b])), 9)


def told(story: Story, known: Mapping[str, Outline], links: Sequence[Link], inferred: Mapping[str, Field]) -> Story:
    """The story with its members in time order, the likely origin, and why.

    `known` are outlines of the members, `links` those among them, `inferred` the days of undated ones, by article.
    """
    holds = _held(story, links)
    days = {article: (known[article].published or "")[:10] for article in story.article_ids}
    dated = sorted({day for day in days.values() if day})
    most = max(holds.values(), default=0.0)

    def reasons(article: str) -> list[tuple[float, str]]:
        about, found = known[article], []
        if about.agencies:
            found.append((2.0, f"credits {' and '.join(about.agencies)}"))
        if about.dateline_place:
            found.append((1.0, f"has a dateline: {about.dateline_place}"))
        if days[article] and days[article] == dated[0]:
            alone = sum(day == dated[0] for day in days.values()) == 1
            why = f"has the earliest date, {dated[0]}" if len(dated) > 1 else f"is dated, {dated[0]}"
            found.append((2.0 if alone and len(dated) > 1 else 1.0, why))
        if holds[article] >= most - 0.02 and most > 0:
            found.append((1.0, f"holds most of the others' text, {100 * holds[article]:.0f} % on average"))
        return found

    why = {article: reasons(article) for article in story.article_ids}
    score = {article: sum(points for points, _ in found) for article, found in why.items()}
    # of equals, the one that holds more of the others
    origin = min(story.article_ids, key=lambda i: (-score[i], -holds[i], known[i].source))

    def turn(article: str) -> tuple[str, bool, str, str]:
        day = days[article] or (inferred[article].value if article in inferred else "") or "9999"
        return day, article != origin, known[article].published or "", known[article].source

    order = sorted(story.article_ids, key=turn)
    return replace(
        story,
        origin=origin,
        reasons=tuple(text for _, text in why[origin]),
        ordered=tuple(order),
        credits=tuple(" and ".join(known[article].agencies) for article in order),
    )


def _held(story: Story, links: Sequence[Link]) -> dict[str, float]:
    """For each member the share of the others' text that it holds, on average."""
    total = dict.fromkeys(story.article_ids, 0.0)
    for one in links:
        if one.article_a in total and one.article_b in total:
            total[one.article_a] += one.containment_b
            total[one.article_b] += one.containment_a
    return {article: share / (len(total) - 1) for article, share in total.items()}
