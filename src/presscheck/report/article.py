"""What the page of one article shows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from markupsafe import Markup, escape

from presscheck.ledger import restore
from presscheck.model import LINE_BREAK, Severity
from presscheck.report.evidence import Places, field_boxes
from presscheck.report.parts import rule_link, severity
from presscheck.report.site import Site
from presscheck.report.stored import Row
from presscheck.report.tables import SEVERITIES, RunTables
from presscheck.report.typeset import Block, Span, fold, typeset
from presscheck.report.visible import affordable, plain, shown
from presscheck.tables import edit_of

_MAX_INSERTED = 200
"""Characters shown of a replacement."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of an article its page shows. Whatever is cut, the page says so."""

    text_bytes: int = 400_000
    """What the text may cost in HTML, marks aside."""
    findings: int = 300
    edits: int = 1_500
    values: int = 30
    """Of one field."""
    copies: int = 50
    places: int = 20
    """Related ones of one finding."""

    def halved(self) -> Limits:
        """Half of everything."""
        return Limits(*(getattr(self, limit.name) // 2 for limit in fields(self)))


@dataclass(frozen=True, slots=True)
class Place:
    """A related place of a finding, in this article or in the one with `article_id`; `href` leads there."""

    href: str
    article_id: str
    label: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding as it is listed. `anchor` is the id of its place in the text, "" where it has none there."""

    number: int
    row: Row
    page: str
    """Address of the rule's, "" where it has none."""
    anchor: str
    edited: str
    """What the edit of the same rule did there: ``removed``, ``replaced`` or ""."""
    places: tuple[Place, ...]
    places_count: int

    @property
    def taken(self) -> bool:
        """Whether an edit settled it, so that nobody need look."""
        return bool(self.edited) and self.row["severity"] == Severity.INFO and not self.row["waived"]

    @property
    def data(self) -> Markup:
        """Attributes of its element, for the script. Like the others here and not in the template: pages have many."""
        anchor = f' data-anchor="{self.anchor}"' if self.anchor else ""
        rule, fingerprint = escape(plain(self.row["rule"])), escape(plain(self.row["fingerprint"]))
        return Markup(f' data-rule="{rule}" data-fingerprint="{fingerprint}"{anchor}')  # noqa: S704 -- escaped

    @property
    def what(self) -> Markup:
        """Severity, rule and place, with links to the page of the rule and to where the text has it marked."""
        row = self.row
        where = "whole article"
        if row["line"] is not None:
            where = f"line {row['line']:,}, col {row['col']:,}"
            where = f'<a href="#{self.anchor}">{where}</a>' if self.anchor else f"{where}, past the text shown"
        rule = f"{rule_link(row['rule'], self.page)} {shown(row['name'])}"
        return Markup(  # noqa: S704 -- shown() escapes
            f'{severity(row["severity"])} <span>{rule}</span> <span class="where-at">{where}</span>'
        )

    @property
    def remarks(self) -> str:
        """What else is to be said of it, in a few words."""
        sure = "" if self.row["confidence"] == "high" else f"{self.row['confidence']} confidence"
        return ", ".join(filter(None, (self.edited, sure, "waived" if self.row["waived"] else "")))


@dataclass(frozen=True, slots=True)
class Copy:
    """Another article of the same story. `link` is None where the two are tied only through others."""

    row: Row
    link: Row | None


class _Edits:
    """The edits of one article by rule, to be asked what was done at a place."""

    def __init__(self, ledger: Sequence[Row]) -> None:
        self._by_rule: dict[str, list[Row]] = {}
        for edit in ledger:
            self._by_rule.setdefault(edit["rule"], []).append(edit)

    def at(self, rule: str, start: int | None, end: int | None) -> str:
        """``removed`` or ``replaced`` where an edit of the rule touches the stretch, else ""."""
        edits = self._by_rule.get(rule, [])
        if start is None or end is None or not edits:
            return ""
        first = bisect_left(edits, start, key=lambda edit: edit["end"])
        touching = [
            edit
            for edit in edits[first : first + 2]
            if edit["start"] < max(end, start + 1) and start < max(edit["end"], edit["start"] + 1)
        ]
        if not touching:
            return ""
        return "replaced" if any(edit["replacement"] for edit in touching) else "removed"


@dataclass(frozen=True, slots=True)
class Dossier:
    """One article as its page needs it: the page text, restored, and the rows that speak of it."""

    article_id: str
    text: str
    line_starts: tuple[int, ...]
    ledger: tuple[Row, ...]
    fields: tuple[Row, ...]
    findings: tuple[Row, ...]


def dossier(tables: RunTables, article_id: str, clean_text: str) -> Dossier:
    """Bring together what the tables know of one article. Raises ValueError, with the source, as `page_text` does."""
    ledger = tables.ledger.of(article_id)
    text = page_text(clean_text, ledger, tables.articles[article_id]["source"])
    return Dossier(
        article_id,
        text,
        (0, *(found.end() for found in LINE_BREAK.finditer(text))),
        tuple(ledger),
        tuple(tables.fields.of(article_id)),
        tuple(tables.findings(article_id)),
    )


def page_text(clean_text: str, ledger: Iterable[Row], source: str) -> str:
    """The text as it was scraped; the ledger is in the order of its table.

    Raises ValueError, with the source, where the ledger does not fit the clean text.
    """
    try:
        return restore(clean_text, map(edit_of, ledger))
    except ValueError as error:
        raise ValueError(f"{plain(source)}: {error}") from error


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that the page of one article shows, so that another process can write it without the tables."""

    about: Dossier
    row: Row
    known: Mapping[str, Row]
    """The articles that it speaks of, by id, itself too."""
    site: Site
    """Where these and their rules have pages."""
    severities: Mapping[str, int]
    pointed_at: Sequence[Row]
    story: Row | None
    copies: Sequence[Copy]
    copies_count: int
    earlier: Sequence[Row]
    earlier_count: int
    number: int
    total: int
    previous: str
    next: str


def gather(tables: RunTables, about: Dossier, site: Site) -> Gathered:
    """Bring together what the page of an article shows at most."""
    article_id, most = about.article_id, Limits()
    row = tables.articles[article_id]
    story = tables.stories.get(row["story_id"] or "")
    copies, earlier = _copies(tables, article_id), tables.earlier.of(article_id)
    places = (
        place for finding in about.findings[: most.findings] for place in (finding["related"] or ())[: most.places]
    )
    others = (*(place["article_id"] for place in places), *(copy.row["article_id"] for copy in copies[: most.copies]))
    spoken_of = {article_id, row["published_inferred_from"], story and story["origin"], *others}
    known = {one: tables.articles[one] for one in spoken_of if one in tables.articles}
    at = int(tables.rank[tables.articles.places[article_id]])
    before, after = tables.order[max(0, at - 1) : at], tables.order[at + 1 : at + 2]
    return Gathered(
        about=about,
        row=row,
        known=known,
        site=site.of(known.values(), {finding["rule"] for finding in about.findings}),
        severities=tables.severities.get(article_id, dict.fromkeys(SEVERITIES, 0)),
        pointed_at=tables.pointed_at.get(article_id, []),
        story=story,
        copies=copies[: most.copies],
        copies_count=len(copies),
        earlier=earlier[: most.copies],
        earlier_count=len(earlier),
        number=at + 1,
        total=len(tables.order),
        previous=_page(tables.articles.named(before)[0], site) if len(before) else "",
        next=_page(tables.articles.named(after)[0], site) if len(after) else "",
    )


def article_page(page: Gathered, limits: Limits) -> dict[str, Any]:
    """All that the template ``article.html`` prints."""
    about = page.about
    article_id, ledger, findings = about.article_id, about.ledger, about.findings
    end = affordable(about.text, limits.text_bytes)
    if len(ledger) > limits.edits:  # text whose edits are not marked would look as if it had been kept
        end = min(end, ledger[limits.edits]["start"])
    boxes, evidence = field_boxes(about.fields, Places(about.text, about.line_starts, end), limits.values)
    edits = _Edits(ledger)
    views = [_view(n, row, edits, end, page.site, limits) for n, row in enumerate(findings[: limits.findings], 1)]
    spans = [
        *_edit_spans(ledger[: limits.edits], views),
        *evidence,
        *(_finding_span(view) for view in views if view.anchor),
        *_place_spans(article_id, findings[: limits.findings], page.pointed_at, limits),
    ]
    return {
        "site": page.site,
        "article": page.row,
        "known": page.known,
        "fields": boxes,
        "findings": views,
        "findings_count": len(findings),
        "severities": page.severities,
        "blocks": _blocks(about, end, spans),
        "shown": end,
        "chars": len(about.text),
        "edits_count": len(ledger),
        "removed_chars": sum(edit["end"] - edit["start"] for edit in ledger),
        "story": page.story,
        "earlier": page.earlier[: limits.copies],
        "earlier_count": page.earlier_count,
        "copies": page.copies[: limits.copies],
        "copies_count": page.copies_count,
        "number": page.number,
        "total": page.total,
        "previous": page.previous,
        "next": page.next,
    }


def _page(article_id: str, site: Site) -> str:
    """The page of another article as seen from this one's; "" where it has none."""
    address = site.article(article_id)
    return f"../{address}" if address else ""


def _view(number: int, row: Row, edits: _Edits, end: int, site: Site, limits: Limits) -> FindingView:
    related = row["related"] or []
    return FindingView(
        number=number,
        row=row,
        page=f"../{rule}" if (rule := site.rule(row["rule"])) else "",
        anchor=f"f{number}" if row["start"] is not None and row["start"] <= end else "",
        edited=edits.at(row["rule"], row["start"], row["end"]),
        places=tuple(_place(place, row["article_id"], site) for place in related[: limits.places]),
        places_count=len(related),
    )


def _place(place: Row, here: str, site: Site) -> Place:
    """A link to the place; none for an article that has no page."""
    there = place["article_id"]
    address = site.article(there)
    href = f"../{address}" if address else ""
    if there in site.full:
        href = f"{'' if there == here else href}#{_place_anchor(place)}"
    return Place(href, "" if there == here else there, place["label"])


def _place_anchor(place: Mapping[str, Any]) -> str:
    return f"at-{place['start']}-{place['end']}"


def _finding_span(view: FindingView) -> Span:
    row = view.row
    css = f"f {row['severity']}{' waived' if row['waived'] else ''}"
    label = f'<a class="tag {row["severity"]}" href="#n{view.number}">{shown(row["rule"])}</a>'
    return Span(row["start"], row["end"], "mark", css, view.anchor, label)


def _edit_spans(ledger: Sequence[Row], views: Sequence[FindingView]) -> list[Span]:
    """Edits as ``del``, with what they wrote; their code stands there unless a finding says it already."""
    said = {(view.row["rule"], view.row["start"]) for view in views if view.anchor}
    starts = sorted(start for _, start in said)
    spans: list[Span] = []
    for edit in ledger:
        inserted = f"<ins>{_short(edit['replacement'])}</ins>" if edit["replacement"] else ""
        within = starts[bisect_left(starts, edit["start"]) : bisect_left(starts, edit["end"] + 1)]
        named = any((edit["rule"], start) in said for start in within)
        code = "" if named else f'<span class="tag cut">{shown(edit["rule"])}</span>'
        spans.append(Span(edit["start"], edit["end"], "del", "", "", inserted + code))
    return spans


def _short(replacement: str) -> str:
    return shown(replacement[:_MAX_INSERTED]) + ("…" if len(replacement) > _MAX_INSERTED else "")


def _place_spans(article_id: str, findings: Sequence[Row], pointed_at: Sequence[Row], limits: Limits) -> list[Span]:
    """Marks for the places that findings rest on, those of this article and those of others."""
    related = [place for row in findings for place in (row["related"] or [])[: limits.places]]
    own = [place for place in related if place["article_id"] == article_id]
    places = {_place_anchor(place): place for place in [*own, *pointed_at[: limits.findings]]}
    return [Span(place["start"], place["end"], "span", "rel", anchor) for anchor, place in places.items()]


def _blocks(about: Dossier, end: int, spans: Sequence[Span]) -> list[tuple[Block, list[str]]]:
    """The text up to `end` in blocks of lines; with a folded one stand the codes of the rules that removed it."""
    removed = [(edit["start"], edit["end"]) for edit in about.ledger if not edit["replacement"]]
    begins = [edit["start"] for edit in about.ledger]

    def codes(block: Block) -> list[str]:
        if not block.folded:
            return []
        after = about.line_starts[block.last] if block.last < len(about.line_starts) else len(about.text)
        first, last = bisect_left(begins, about.line_starts[block.first - 1]), bisect_left(begins, after)
        return sorted({edit["rule"] for edit in about.ledger[max(0, first - 1) : last]})

    return [(block, codes(block)) for block in fold(typeset(about.text[:end], spans, removed))]


def _copies(tables: RunTables, article_id: str) -> list[Copy]:
    """The other articles of the story, those with a link first, by what this article shares with them."""
    links = {link["other"]: link for link in tables.links_of.get(article_id, [])}
    story = tables.stories.get(tables.articles[article_id]["story_id"] or "")
    members = [*links, *(story["article_ids"] if story else [])]
    others = dict.fromkeys(member for member in members if member != article_id and member in tables.articles)
    copies = [Copy(tables.articles[other], links.get(other)) for other in others]
    return sorted(
        copies,
        key=lambda copy: (
            -max(copy.link["ours_in_theirs"], copy.link["theirs_in_ours"]) if copy.link else 0.0,
            copy.row["source"],
            copy.row["article_id"],
        ),
    )
