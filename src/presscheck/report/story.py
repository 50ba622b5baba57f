"""A story as its page and ``presscheck trace`` tell it: the likely origin, and the copies with what they changed."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from presscheck.dates import believed
from presscheck.link import body_for_linking
from presscheck.link.compare import Comparison, compare
from presscheck.report.site import MAX_COMPARED_CHARS, MAX_COPIES
from presscheck.report.stored import Row
from presscheck.report.tables import RunTables

DIFFERENCES = ("PR03", "PR04", "PR05", "PR06", "PR07", "PR09", "DT30", "DU05", "DU06", "DU07", "AG09")
"""Rules that speak of a story: credits, quotations, facts, dates, headlines and versions that differ between copies."""
MAX_DIFFERENCES = 100
MAX_LISTED = 200


@dataclass(frozen=True, slots=True)
class Teller:
    """A member of a story. `link` is that with `parent`, as seen from this article; the origin has neither."""

    row: Row
    credit: str
    parent: str
    link: Row | None

    @property
    def is_before_dateline(self) -> bool:
        """Whether its day of publication lies before that of its dateline, and counts for nothing."""
        return bool(self.row["published"]) and not believed(self.row["published"], self.row["dateline_date"])


@dataclass(frozen=True, slots=True)
class Told:
    """A story: its members in time order, the origin among them, and why it is likely the origin."""

    story_id: str
    origin: str
    reasons: tuple[str, ...]
    tellers: tuple[Teller, ...]

    @property
    def first_day(self) -> str:
        """The earliest day of publication of a member that can be believed; empty where none is dated."""
        days = (
            one.row["published"][:10] for one in self.tellers if one.row["published"] and not one.is_before_dateline
        )
        return min(days, default="")

    @property
    def origin_first(self) -> list[Teller]:
        """The origin, and the copies in time order."""
        return sorted(self.tellers, key=lambda one: one.row["article_id"] != self.origin)

    @property
    def copies(self) -> list[Teller]:
        """All but the origin."""
        return [one for one in self.tellers if one.row["article_id"] != self.origin]

    def below(self, article_id: str) -> list[Teller]:
        """The copies whose nearest text among those told before is this one."""
        return [one for one in self.copies if one.parent == article_id]


def told(tables: RunTables, story_id: str) -> Told:
    """A story as a tree: each copy under the origin where both are linked, else under the copy it shares most with."""
    story = tables.stories[story_id]
    known = [one for one in story["ordered"] or story["article_ids"] if one in tables.articles]
    credit = dict(zip(story["ordered"] or (), story["credits"] or (), strict=False))
    origin = story["origin"] if story["origin"] in known else known[0]
    links = {here: {link["other"]: link for link in tables.links_of.get(here, [])} for here in known}
    parents = {origin: ""} | {one: origin for one in known if origin in links[one]}
    nearest: list[tuple[float, str, str]] = []

    def reach(there: str) -> None:
        for one, link in links[there].items():
            if one in links and one not in parents:
                heapq.heappush(nearest, (-_shared(link), one, there))

    for there in list(parents):
        reach(there)
    while nearest:
        _, one, there = heapq.heappop(nearest)
        if one not in parents:
            parents[one] = there
            reach(one)
    parents = dict.fromkeys(known, origin) | parents
    tellers = [
        Teller(tables.articles[one], credit.get(one) or "", parents[one], links[one].get(parents[one])) for one in known
    ]
    return Told(story_id, origin, tuple(story["reasons"] or ()), tuple(tellers))


def _shared(link: Row) -> float:
    return max(float(link["ours_in_theirs"]), float(link["theirs_in_ours"]))


def compared(origin: str, copy: str, chars: int = MAX_COMPARED_CHARS) -> Comparison:
    """The clean texts of a copy and its origin side by side, as far as `chars`."""
    return compare(*(body_for_linking(text[:chars]) for text in (origin, copy)))


def shown_members(story: Told) -> list[str]:
    """The members whose texts the page of the story shows: the origin and the first copies."""
    return [story.origin, *(one.row["article_id"] for one in story.copies[:MAX_COPIES])]


def story_page(tables: RunTables, story: Told, texts: Mapping[str, str], shrink: int = 0) -> dict[str, Any]:
    """All that the template ``story.html`` prints. `texts` has the clean texts of `shown_members`.

    `shrink` halves what is shown, so many times.
    """
    chars = MAX_COMPARED_CHARS >> shrink
    compared_copies = [
        (one, compared(texts[story.origin], texts[one.row["article_id"]], chars))
        for one in story.copies[: max(1, MAX_COPIES >> shrink)]
    ]
    members = [one.row["article_id"] for one in story.tellers]
    differences = _differences(tables, members[:MAX_LISTED])
    return {
        "story": story,
        "origin": tables.articles[story.origin],
        "tellers": story.tellers[: MAX_LISTED >> shrink],
        "compared": compared_copies,
        "short": {known for known, text in texts.items() if len(text) > chars},
        "max_chars": chars,
        "differences": differences[: MAX_DIFFERENCES >> shrink],
        "differences_count": len(differences),
        "known": tables.articles,
    }


def _differences(tables: RunTables, members: Sequence[str]) -> list[tuple[Row, int]]:
    """Findings of the members on what differs between them, with the number each has on its article's page."""
    return [
        (row, number)
        for article_id in members
        for number, row in enumerate(tables.findings(article_id), 1)
        if row["rule"] in DIFFERENCES and not row["waived"]
    ]
