"""Runs strip rules over the pages of a shard, pass after pass, until none of them finds anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from presscheck.ledger import EditedText
from presscheck.model import Article, Edit, Facts, Line, Mark, Page
from presscheck.rule import Hit, LineRule, StripRule, regex, trimmed

MAX_PASSES = 50
"""Every pass but the last takes something out, so real pages end after two to four."""


Chosen = tuple[StripRule, Hit]

FEW_LINES = 1_500
"""Up to so many lines are matched one by one. The two ways cost the same at about 1,500 (benchmarks/matching.py)."""


@dataclass(frozen=True, slots=True)
class Stripped:
    """The ledger of one article, and the hits behind it in page text offsets."""

    edited: EditedText
    hits: tuple[tuple[StripRule, Hit], ...]


def match_lines(pages: Sequence[Page], rules: Sequence[StripRule]) -> list[dict[str, list[int]]]:
    """Per page: code of a line rule -> indices into ``page.lines`` that its pattern matches.

    Over many lines one vectorised RE2 call per rule (Python's `re` takes five times as long). Over few lines
    the same patterns, compiled once for the process: Arrow compiles a pattern at every call.
    """
    found: list[dict[str, list[int]]] = [{} for _ in pages]
    where = [(p, i) for p, page in enumerate(pages) for i in range(len(page.lines))]
    texts = [_utf8(line.text) for page in pages for line in page.lines]
    column = _column(texts) if len(texts) > FEW_LINES else None
    for rule in rules:
        if isinstance(rule, LineRule):
            if column is None:
                search = regex(rule.pattern).search
                hits = [at for at, text in enumerate(texts) if len(text) <= rule.max_chars and search(text)]
            else:
                hits = column(rule.pattern)
            for at in hits:
                page, index = where[at]
                found[page].setdefault(rule.code, []).append(index)
    return found


def _column(texts: Sequence[str]) -> Callable[[str], list[int]]:
    """The lines as an Arrow column: a function from a pattern to the indices of the lines it is in."""
    import pyarrow as pa
    import pyarrow.compute as pc  # 50 ms that a small batch does not need

    column = pa.array(texts, pa.string())

    def matching(pattern: str) -> list[int]:
        indices: list[int] = pc.indices_nonzero(pc.match_substring_regex(column, pattern)).to_pylist()
        return indices

    return matching


def _utf8(text: str) -> str:
    """Arrow holds UTF-8 only; a lone surrogate becomes a question mark for the matching, nowhere else."""
    return text.encode("utf-8", "replace").decode("utf-8")


def strip(articles: Sequence[Article], facts: Facts, rules: Sequence[StripRule]) -> list[Stripped]:
    """Take the furniture out of each article.

    Rules see the page as it stands after the passes before, so that a second strip finds nothing.
    Where two rules want the same characters, the earlier of `rules` has them.
    Raises RuntimeError when rules feed each other for ever, which would be a defect in a rule.
    """
    edited = [EditedText(article.text) for article in articles]
    hits: list[list[tuple[StripRule, Hit]]] = [[] for _ in articles]
    active = list(range(len(articles)))
    for _ in range(MAX_PASSES):
        if not active:
            break
        pages = [_page(articles[a], edited[a]) for a in active]
        matched = match_lines(pages, rules)
        changed = []
        for a, page, lines_of in zip(active, pages, matched, strict=True):
            chosen = _choose(page, lines_of, facts, rules)
            if not chosen:
                continue
            edits, made = _edits(page, chosen)
            for rule, hit in made:
                start, end = edited[a].to_page(hit.start or 0, hit.end or 0)
                hits[a].append((rule, replace(hit, start=start, end=end)))
            edited[a] = edited[a].edit(edits)
            changed.append(a)
        active = changed
    if active:
        raise RuntimeError(
            f"strip rules feed each other in {articles[active[0]].source}: no end after {MAX_PASSES} passes"
        )
    return [Stripped(text, tuple(sorted(found, key=_place))) for text, found in zip(edited, hits, strict=True)]


def _place(item: tuple[StripRule, Hit]) -> tuple[int, int, str]:
    rule, hit = item
    return hit.start or 0, hit.end or 0, rule.code


def _page(article: Article, edited: EditedText) -> Page:
    """The page as it stands, its marks moved along."""
    if not article.marks or not edited.edits:
        return Page(edited.clean, article.marks)
    return Page(edited.clean, tuple(_move_marks(article.marks, edited)))


def _move_marks(marks: Sequence[Mark], edited: EditedText) -> list[Mark]:
    """Marks in offsets of the clean text; a mark whose characters are all gone goes too."""
    moved = []
    for mark in marks:
        start, end = edited.to_clean(mark.start), edited.to_clean(mark.end)
        if start < end:
            moved.append(Mark(start, end, mark.kind))
    return moved


def _choose(
    page: Page, matched: Mapping[str, Sequence[int]], facts: Facts, rules: Sequence[StripRule]
) -> list[tuple[StripRule, Hit]]:
    """The hits of this pass that change something and do not overlap an earlier rule's, in order of place."""
    taken: list[tuple[int, int]] = []
    chosen: list[tuple[StripRule, Hit]] = []
    for rule in rules:
        for hit in rule.find(page, matched, facts):
            if hit.start is None or hit.end is None or hit.replacement is None:
                raise ValueError(f"{rule.code} is a strip rule: its hits need a place and a replacement")
            if page.text[hit.start : hit.end] == hit.replacement:
                continue
            if any(hit.start < end and start < hit.end for start, end in taken):
                continue
            taken.append((hit.start, hit.end))
            chosen.append((rule, hit))
    return sorted(chosen, key=_place)


def _edits(page: Page, chosen: Sequence[Chosen]) -> tuple[list[Edit], list[Chosen]]:
    """Hits as edits, and the hits that were made into one.

    A hit that takes a whole line takes its line break and the spare blank lines along. A hit in that white
    space has nothing left to do.
    """
    whole: dict[int, str] = {}
    made: list[Chosen] = []
    inside: list[tuple[Chosen, Edit]] = []
    at = 0
    lines = page.all_lines
    for rule, hit in chosen:
        start, end = hit.start or 0, hit.end or 0
        while at < len(lines) and lines[at].end < start:
            at += 1
        first = at
        while at < len(lines) and lines[at].end < end:
            at += 1
        covered = [line for line in lines[first : at + 1] if not line.blank]
        if not hit.replacement and covered and start <= trimmed(covered[0])[0] and end >= trimmed(covered[-1])[1]:
            for line in lines[first : at + 1]:
                whole[line.number - 1] = rule.code
            made.append((rule, hit))
        else:
            inside.append(((rule, hit), Edit(start, end, hit.replacement or "", rule.code)))
    edits = _line_edits(lines, whole)
    free = [(item, edit) for item, edit in inside if not any(edit.start < e.end and e.start < edit.end for e in edits)]
    return [*edits, *(edit for _, edit in free)], [*made, *(item for item, _ in free)]


def _line_edits(lines: Sequence[Line], whole: Mapping[int, str]) -> list[Edit]:
    """Edits that remove whole lines and leave one clean seam.

    Blank lines inside and behind a removed run go with it, unless they are the only paragraph break
    between what stands before and after. At the end of the text the break before the run goes instead.
    """
    edits: list[Edit] = []
    index = 0
    while index < len(lines):
        if index not in whole:
            index += 1
            continue
        run = [index]
        after = index + 1
        while after < len(lines) and (after in whole or lines[after].blank):
            if after in whole:
                run.append(after)
            after += 1
        before = index
        while before > 0 and lines[before - 1].blank and before - 1 not in whole:
            before -= 1
        begin = lines[index].start
        if after == len(lines):  # nothing follows
            finish = lines[-1].end
            if before > 0:
                begin = lines[before - 1].end
                if lines[-1].blank and lines[run[-1]].end < finish:  # keep the final line break the text had
                    begin = lines[before].start
        elif before == 0 or before < index:  # nothing before, or a break before: the one behind goes
            begin = lines[0].start if before == 0 else begin
            finish = lines[after].start
        else:
            finish = lines[run[-1] + 1].start
        starts = [begin, *(lines[i].start for i in run[1:])]
        stops = [*starts[1:], finish]
        edits += [Edit(s, e, "", whole[i]) for i, s, e in zip(run, starts, stops, strict=True)]
        index = after
    return edits
