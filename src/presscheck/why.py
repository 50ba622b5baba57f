"""Why a line was removed or kept: everything that spoke for or against it, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from presscheck.model import Article, Facts, Line, Page
from presscheck.rule import LineRule, StripRule
from presscheck.rules import instances
from presscheck.rules.bp40_reads_as_furniture import SURE_OF_SUBHEAD, calmed, limits, subheads_of
from presscheck.selection import active
from presscheck.strip import Stripped, strip
from presscheck.strip.engine import Matcher
from presscheck.strip.line_scorer import LABELS, scorer
from presscheck.strip.shapes import like_subhead, prose_follows, quoted
from presscheck.survey import line_key

SPARED: dict[Callable[[Page, int], bool], str] = {
    quoted: "the line holds quotation marks: somebody is speaking",
    like_subhead: "it stands between two paragraphs, as a subhead does",
    prose_follows: "running text comes below it",
}
"""Why lines stay that match, in words."""


@dataclass(frozen=True)
class Why:
    """The answer for one line."""

    line: Line
    verdict: str
    signals: tuple[str, ...]


def why(article: Article, number: int, facts: Facts, folder: str = "", ignore: Sequence[str] = ()) -> Why:
    """Why line `number` (from 1) of an article's page text was removed or kept.

    `folder` is that of plug-ins; rules whose code begins with one of `ignore` do not run.
    Raises ValueError when there is no such line, or when it is blank.
    """
    lines = article.page.all_lines
    if not 1 <= number <= len(lines):
        raise ValueError(f"{article.source} has lines 1 to {len(lines)}")
    line = lines[number - 1]
    if line.blank:
        raise ValueError(f"line {number} of {article.source} is blank")
    rules = instances(active(ignore, folder))[0]
    [stripped] = strip([article], facts, rules)
    index = article.page.lines.index(line)
    matched = Matcher(rules)(article.page)
    signals = (
        *_phrases(article.page, index, matched, rules),
        *_scores(article.page, index, matched),
        *_repeats(line, facts),
        *_neighbours(article.page, index, stripped),
    )
    return Why(line, _verdict(line, stripped), signals)


def _verdict(line: Line, stripped: Stripped) -> str:
    """Removed, changed or kept, and by which rules."""
    said = [
        f"{rule.code} {rule.name}: {hit.message}" for rule, hit in stripped.hits if _touches(line, hit.start, hit.end)
    ]
    if _removed(line, stripped):
        return f"Removed by {'; '.join(said)}."
    return f"Kept, but changed by {'; '.join(said)}." if said else "Kept: nothing takes it for furniture."


def _touches(line: Line, start: int | None, end: int | None) -> bool:
    return start is not None and end is not None and start < line.end and line.start < end


def _removed(line: Line, stripped: Stripped) -> bool:
    """Whether nothing that can be seen is left of the line."""
    edited = stripped.edited
    return not edited.clean[edited.to_clean(line.start) : edited.to_clean(line.end)].strip()


def _phrases(page: Page, index: int, matched: dict[str, list[int]], rules: Sequence[StripRule]) -> Iterator[str]:
    """Line rules whose pattern is in the line, and whether they may take it where it stands."""
    line, count = page.lines[index], len(page.lines)
    for rule in rules:
        if not isinstance(rule, LineRule) or index not in matched.get(rule.code, ()):
            continue
        if len(line.text) > rule.max_chars:
            fit = f"but the line has {len(line.text)} characters, and over {rule.max_chars} it is prose"
        elif not rule.where.holds(index, count):
            fit = f"but not here: it is line {index + 1} of {count}, and the rule looks at the {rule.where}"
        elif not rule.accept(page, index):
            spared = (SPARED.get(holds) for holds in rule.stays_if if holds(page, index))
            fit = f"but {next(filter(None, spared), 'the lines around it do not fit')}"
        else:
            fit = "and its place fits"
        yield f"{rule.code} {rule.name} matches, {fit}."


def _scores(page: Page, index: int, matched: dict[str, list[int]]) -> Iterator[str]:
    """What the learned scorer makes of the line on the page as it was read, with the weight of each reason."""
    if any(page.marked("main")):
        return
    scored = scorer().score([page], [matched])
    weights = dict(zip(LABELS, scorer().weigh(scored, [index])[0], strict=True))
    order = sorted(weights, key=lambda label: -abs(weights[label]))
    counts = [len(scored.words)]
    subheads = subheads_of(scored, counts)
    lowest = limits(calmed(scored, subheads), scored.words, scored.broken, counts)[0]
    told = [f"\n  {weights[label]:+.1f}  {label}" for label in order if abs(weights[label]) >= 0.05]
    yield (
        f"The learned scorer gives {100 * scored.probabilities[index]:.0f} % for furniture. "
        f"Lines of this page go from\n"
        f"  {100 * lowest:.0f} % on, or a little sooner or later with their neighbours. Log-odds,\n"
        f"  + for furniture:{''.join(told)}"
    )
    if subheads[index]:
        yield f"It may be a subhead, which goes from {100 * SURE_OF_SUBHEAD:.0f} % on."


def _repeats(line: Line, facts: Facts) -> Iterator[str]:
    """In how many articles of one outlet the line stands."""
    count = facts.repeated.get(line_key(line))
    if count:
        yield f"The same line stands in {count} articles of an outlet."


def _neighbours(page: Page, index: int, stripped: Stripped) -> Iterator[str]:
    """What became of the lines next to it."""
    for name, at in (("above", index - 1), ("below", index + 1)):
        if 0 <= at < len(page.lines):
            line = page.lines[at]
            yield f"The line {name} ({line.number}) was {'removed' if _removed(line, stripped) else 'kept'}."
