"""Stories: articles that tell one text, in time order, with the likely origin and why."""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import PurePosixPath

from presscheck.addresses import page_of, site_of
from presscheck.dates import is_before, is_days_before, moment
from presscheck.link.fingerprints import words
from presscheck.model import Field, Link, Outline, Story

COHESION = 0.25
"""Two groups become one story when the containment of their pairs, those without a link counted as 0, is so high on
average (average linkage: Sokal and Michener 1958). A passage or a merged article that ties two stories together then
ties one pair of many, and does not join them. Of a sweep over the constructed copies of the development half
(ARI): 0.15 .907, 0.2 .955, 0.25 .975, 0.3 .986; 0.3 would part the owner's two pairs by a hair."""
HELD = 0.5
"""An article that holds so much of each of two others, which nothing else ties together, is made of several, as news in
brief are. What counts then is how much of it is the other's."""
REWRITE_COUNTS = 0.3
"""What a rewrite counts for, whose words are few in common."""
MIN_OUTLET = 6
"""Characters of an outlet's name, with a space at each end, that is looked for in a note."""
STATED = 4.0
"""Points for an article that a note or the markup of another one names as the origin; as many off for who names one."""
Pair = tuple[str, str]


def stories(links: Iterable[Link]) -> list[Story]:
    """Groups of articles by average linkage over the links; the id is made of the members' ids."""
    links = [one for one in links if one.relation != "shares passage"]
    twins = _twins((one.article_a, one.article_b) for one in links if one.relation == "identical")
    held: dict[str, dict[str, float]] = {}
    for one in links:
        a, b = (twins.get(article, (article,))[0] for article in (one.article_a, one.article_b))
        rewrite = REWRITE_COUNTS if one.relation == "rewrite" else 0.0
        if a != b:
            for holder, other, share in ((b, a, one.containment_a), (a, b, one.containment_b)):
                known = held.setdefault(holder, {})
                known[other] = max(known.get(other, 0.0), share, rewrite)
    several = {article for article in held if _is_of_several(article, held)}
    weights = {
        (a, b): min(
            held[one][other] if other in several else max(held[a][b], held[b][a]) for one, other in ((a, b), (b, a))
        )
        for a in held
        for b in held[a]
        if a < b
    }
    members = {group[0]: group for group in twins.values()}
    return [
        Story("s" + hashlib.sha256("\n".join(known).encode()).hexdigest()[:12], tuple(known))
        for known in sorted(sorted(group) for group in _groups(weights, members))
    ]


def _is_of_several(article: str, held: Mapping[str, Mapping[str, float]]) -> bool:
    """Whether an article holds most of others that no links tie together but its own."""
    parts = {other for other, share in held[article].items() if share >= HELD}
    if len(parts) < 2:
        return False
    reached, queue = {article, min(parts)}, [min(parts)]
    while queue and not parts <= reached:
        for other in held[queue.pop()]:
            if other not in reached:
                reached.add(other)
                queue.append(other)
    return not parts <= reached


def _twins(pairs: Iterable[Pair]) -> dict[str, list[str]]:
    """The articles with the same text as each that has any, itself among them, sorted.

    Of a large group each is linked to the first only (`pairs.twins`): no link between two others is no difference.
    """
    group: dict[str, list[str]] = {}
    for a, b in pairs:
        one, other = sorted((group.get(a, [a]), group.get(b, [b])), key=len)
        if one is not other:
            other += one
            group |= dict.fromkeys(one, other)
            group[other[0]] = other
    for known in {id(known): known for known in group.values()}.values():
        known.sort()
    return group


def _groups(weights: Mapping[Pair, float], twins: Mapping[str, list[str]]) -> list[list[str]]:
    """Groups of two and more, by average linkage over the pairs that have a weight; the order of pairs is no matter.

    `twins` are groups to begin with, each by its first member, which stands for all of it in `weights`.
    """
    members = {article: [*twins.get(article, [article])] for article in chain(twins, *weights)}
    near: dict[str, dict[str, float]] = {article: {} for article in members}
    for (a, b), weight in weights.items():
        near[a][b] = near[b][a] = weight * len(members[a]) * len(members[b])
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
    later = _later_versions(story, known, links)
    stamps = {
        article: known[article].stamp if article in later else known[article].dated for article in story.article_ids
    }
    why = _reasons(story, known, holds, stamps)
    score = {article: sum(points for points, _ in found.values()) for article, found in why.items()}
    for article in story.article_ids:
        score[article] -= STATED * bool(known[article].origins)
    # of equals, one that credits an agency; then the one that holds more of the others
    first = [article for article in story.article_ids if article not in later]
    origin = min(first, key=lambda i: (-score[i], not known[i].agencies, -holds[i], known[i].source))
    equals = sum(score[article] == score[origin] for article in first)
    reasons = [text for _, text in why[origin].values()]
    if later and not reasons:
        reasons.append("is the first of its outlet's versions")
    elif reasons and equals > 1:
        reasons.append(f"is one of {equals} for which as much speaks")

    def turn(article: str) -> tuple[str, bool, str, str]:
        when = moment(stamps[article])
        stamp = when.isoformat() if when else stamps[article]
        stamp = stamp or (inferred[article].value if article in inferred else known[article].scraped_day) or "9999"
        behind = article != origin and not is_before(stamps[article], stamps[origin])
        return stamp[:10], behind, stamp, known[article].source

    order = sorted(story.article_ids, key=turn)
    return replace(
        story,
        origin=origin,
        reasons=tuple(reasons),
        ordered=tuple(order),
        credits=tuple(" and ".join(known[article].agencies) for article in order),
    )


def _reasons(
    story: Story, known: Mapping[str, Outline], holds: Mapping[str, float], stamps: Mapping[str, str]
) -> dict[str, dict[str, tuple[float, str]]]:
    """What speaks for each member as the origin: (points, words) by the kind of reason; nothing that speaks for all."""
    dated = sorted({stamp for stamp in stamps.values() if stamp})
    later = {a for a in stamps if any(is_before(stamp, stamps[a]) for stamp in dated)}
    earliest = [article for article, stamp in stamps.items() if stamp and article not in later]
    fetched = {article: known[article].scraped_day for article, stamp in stamps.items() if not stamp}
    there_first = [a for a, day in fetched.items() if dated and all(is_days_before(day, stamp) for stamp in dated)]
    if there_first:
        later, earliest = later.union(earliest), []
    most = max(holds.values(), default=0.0)
    named, stated = _named_first(story, known), _stated_origins(story, known)

    def reasons(article: str) -> Iterator[tuple[str, float, str]]:
        about, day = known[article], stamps[article][:10]
        if article in named:
            yield "note", STATED, f"is named as the first publisher in {named[article]}"
        if article in stated:
            yield "markup", STATED, f"is stated as the origin by the page of {stated[article]}"
        if about.is_release and article not in later:
            yield "release", 2.0, "is a press release"
        if about.agencies:
            yield "credit", 2.0, f"credits {' and '.join(about.agencies)}"
        if about.dateline_place:
            yield "dateline", 1.0, f"has a dateline: {about.dateline_place}"
        if article in earliest and later:
            by_clock = any(stamps[other][:10] <= day for other in later)
            shown = stamps[article] if by_clock else day
            alone = len(earliest) == 1
            yield "date", 2.0 if alone else 1.0, f"has the earliest date, {shown}" + ("" if alone else ", with others")
        elif article in earliest:
            yield "date", 1.0, f"is dated, {day}"
        if article in there_first:
            points = 2.0 if len(there_first) == 1 else 1.0
            yield "date", points, f"was fetched on {fetched[article]}, before any other is dated"
        if holds[article] >= most - 0.02 and most > 0 and article not in later:
            yield "text", 1.0, f"holds most of the others' text, {100 * holds[article]:.0f} % on average"

    found = {article: {kind: (points, text) for kind, points, text in reasons(article)} for article in stamps}
    shared = set.intersection(*map(set, found.values()))
    return {article: {kind: why[kind] for kind in why if kind not in shared} for article, why in found.items()}


def _later_versions(story: Story, known: Mapping[str, Outline], links: Iterable[Link]) -> set[str]:
    """The members that their own outlet put in place of another member, or published after it, by its own clock."""
    members, found = set(story.article_ids), set()
    for one in links:
        here, there = known[one.article_a], known[one.article_b]
        same = here.outlet and here.outlet.casefold() == there.outlet.casefold()
        if same and {one.article_a, one.article_b} <= members:
            updated = one.relation == "updated"
            a, b = (version.stamp if updated else version.published or "" for version in (here, there))
            if not (a or b) and here.url and there.url and page_of(here.url) == page_of(there.url):
                a, b = here.scraped_day, there.scraped_day
            if is_before(a, b, one_place=True):
                found.add(one.article_b)
            elif is_before(b, a, one_place=True):
                found.add(one.article_a)
    return found


def _named_first(story: Story, known: Mapping[str, Outline]) -> dict[str, str]:
    """The members whose outlet a note in another member says it was first published by, with the file of the note."""
    notes = {article: f" {' '.join(words(known[article].first_published))} " for article in story.article_ids}
    names = {article: {"".join(words(name)) for name in known[article].origins} for article in story.article_ids}
    found: dict[str, str] = {}
    for article in story.article_ids:
        outlet = f" {' '.join(words(known[article].publisher or ''))} "
        site = site_of(known[article].url or "").partition(".")[0].replace("-", "")
        for other in sorted(notes, key=lambda i: known[i].source):
            in_note = len(outlet) >= MIN_OUTLET and outlet in notes[other] and outlet not in notes[article]
            if other != article and (in_note or not names[other].isdisjoint((site, f"the{site}"))):
                found.setdefault(article, PurePosixPath(known[other].source).name)
    return found


def _stated_origins(story: Story, known: Mapping[str, Outline]) -> dict[str, str]:
    """The members at whose address, or else site, another member's page says that its text is from; with that one's file."""
    found: dict[str, str] = {}
    for other in sorted(story.article_ids, key=lambda i: known[i].source):
        for origin in filter(site_of, known[other].origins):
            rest = [article for article in story.article_ids if article != other and known[article].url]
            at = [article for article in rest if page_of(known[article].url) == page_of(origin)]
            for article in at or [article for article in rest if site_of(known[article].url or "") == site_of(origin)]:
                found.setdefault(article, PurePosixPath(known[other].source).name)
    return found


def _held(story: Story, links: Sequence[Link]) -> dict[str, float]:
    """For each member the share of the others' text that it holds, on average."""
    total = dict.fromkeys(story.article_ids, 0.0)
    for one in links:
        if one.article_a in total and one.article_b in total:
            total[one.article_a] += one.containment_b
            total[one.article_b] += one.containment_a
    return {article: share / (len(total) - 1) for article, share in total.items()}
