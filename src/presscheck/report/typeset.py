"""A page text as HTML lines, with edits, findings and evidence marked in it.

Marks overlap as they like. Elements cannot, so a mark is closed and opened again where another one that began
earlier ends, and at every end of a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from presscheck.model import Line, split_lines
from presscheck.report.visible import shown

MAX_DEPTH = 8
"""Marks inside one another; a mark deeper than this keeps its anchor and label and loses its underline."""
FOLD_LINES = 20
"""Runs of removed lines at least this long are folded."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of page text to be marked.

    `tag` is the element (``del``, ``mark``, ``span``), `css` its classes, `anchor` its id or "".
    `label` is safe HTML to stand behind its last visible character.
    """

    start: int
    end: int
    tag: str
    css: str = ""
    anchor: str = ""
    label: str = ""

    def opening(self, first: bool) -> str:
        """The start tag; only the first piece of a span has the id."""
        identity = f' id="{self.anchor}"' if self.anchor and first else ""
        classes = f' class="{self.css}"' if self.css else ""
        return f"<{self.tag}{identity}{classes}>"


@dataclass(frozen=True, slots=True)
class TypesetLine:
    """One line as HTML. `gone` where nothing of it is left in the clean text."""

    number: int
    html: str
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Consecutive lines; `folded` for a long run that was removed."""

    lines: tuple[TypesetLine, ...]
    folded: bool = False

    @property
    def first(self) -> int:
        """Number of the first line."""
        return self.lines[0].number

    @property
    def last(self) -> int:
        """Number of the last line."""
        return self.lines[-1].number

    @property
    def items(self) -> Markup:
        """The lines as items of a list. Here and not in the template: they are most of what a report holds."""
        return Markup("\n").join(map(_item, self.lines))


def _item(line: TypesetLine) -> Markup:
    gone = ' class="gone"' if line.gone else ""
    html = f'<li id="L{line.number}"{gone}><div dir="auto">{line.html}</div></li>'
    return Markup(html)  # noqa: S704 -- shown() escapes


def typeset(text: str, spans: Iterable[Span], removed: Iterable[tuple[int, int]] = ()) -> list[TypesetLine]:
    """The lines of `text` with `spans` marked. Spans may overlap, be empty, and reach over line breaks.

    A line is `gone` where the stretches `removed` cover all of it. What of a span lies outside the text
    is left out.
    """
    inside = [_clipped(span, len(text)) for span in spans if 0 <= span.start <= len(text)]
    setter = _Setter(text, inside)
    lines = split_lines(text)
    gone = _gone(lines, removed)
    return [TypesetLine(line.number, setter.line(line), index in gone) for index, line in enumerate(lines)]


def _clipped(span: Span, length: int) -> Span:
    return span if span.end <= length else replace(span, end=length)


class _Setter:
    """Goes through a text once, line by line; all its lists are consumed from the front."""

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self._text = text
        self._waiting = sorted(spans, key=lambda span: (span.start, -span.end, span.tag != "del", span.tag))[::-1]
        labels = [(_label_place(text, span), place, span.label) for place, span in enumerate(spans) if span.label]
        self._labels = sorted(labels)[::-1]
        bounds = {span.start for span in spans} | {span.end for span in spans} | {label[0] for label in labels}
        self._bounds = sorted(bounds)[::-1]
        self._open: list[Span] = []

    def line(self, line: Line) -> str:
        """The HTML of the next line."""
        at = line.start
        if not self._open and not self._marked_before(line.end):
            return shown(line.text, keep="\t")
        self._open = [span for span in self._open if span.end > at]
        out: list[str] = [span.opening(first=False) for span in self._open if at < line.end]
        while True:
            self._turn(at, out, last=at == line.end)
            if at == line.end:
                break
            following = self._next_bound(at, line.end)
            out.append(shown(self._text[at:following], keep="\t"))
            at = following
        out += [f"</{span.tag}>" for span in reversed(self._open) if line.start < line.end]
        return "".join(out)

    def _marked_before(self, end: int) -> bool:
        """Whether a mark or a label is to come up to there."""
        waiting, labels = self._waiting, self._labels
        return bool((waiting and waiting[-1].start <= end) or (labels and labels[-1][0] <= end))

    def _next_bound(self, at: int, limit: int) -> int:
        while self._bounds and self._bounds[-1] <= at:
            self._bounds.pop()
        return min(self._bounds[-1], limit) if self._bounds else limit

    def _turn(self, at: int, out: list[str], last: bool) -> None:
        """What happens at one place: spans end, labels stand, spans begin."""
        self._close(at, out)
        while self._waiting and self._waiting[-1].end <= at:  # an empty span, or one that holds a line break only
            span = self._waiting.pop()
            if span.anchor:
                out.append(f'<span id="{span.anchor}"></span>')
        while self._labels and self._labels[-1][0] <= at:
            out.append(self._labels.pop()[2])
        while not last and self._waiting and self._waiting[-1].start <= at:
            self._begin(self._waiting.pop(), at, out)

    def _close(self, at: int, out: list[str]) -> None:
        ended = [depth for depth, span in enumerate(self._open) if span.end <= at]
        if not ended:
            return
        out += [f"</{span.tag}>" for span in reversed(self._open[ended[0] :])]
        kept = [span for span in self._open[ended[0] :] if span.end > at]
        out += [span.opening(first=False) for span in kept]
        self._open[ended[0] :] = kept

    def _begin(self, span: Span, at: int, out: list[str]) -> None:
        if span.end <= at or len(self._open) >= MAX_DEPTH:
            out.append(f'<span id="{span.anchor}"></span>' if span.anchor else "")
            return
        out.append(span.opening(first=True))
        self._open.append(span)


def _label_place(text: str, span: Span) -> int:
    """Behind the last visible character of a span, so that a label never starts a line of its own."""
    return span.start + len(text[span.start : span.end].rstrip())


def _gone(lines: Sequence[Line], removed: Iterable[tuple[int, int]]) -> set[int]:
    """Indices of the lines that lie in removed stretches altogether; a blank one counts by its line break."""
    merged: list[list[int]] = []
    for start, end in sorted(removed):
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(end, merged[-1][1])
        else:
            merged.append([start, end])
    gone: set[int] = set()
    at = 0
    for index, line in enumerate(lines):
        while at < len(merged) and merged[at][1] < max(line.end, line.start + 1):
            at += 1
        if at < len(merged) and merged[at][0] <= line.start:
            gone.add(index)
    return gone


def fold(lines: Sequence[TypesetLine]) -> list[Block]:
    """Lines in blocks: each long run of removed lines in one of its own."""
    blocks: list[Block] = []
    kept: list[TypesetLine] = []
    run: list[TypesetLine] = []
    for line in [*lines, None]:
        if line is not None and line.gone:
            run.append(line)
            continue
        if len(run) >= FOLD_LINES:
            blocks += [Block(tuple(kept))] if kept else []
            blocks.append(Block(tuple(run), folded=True))
            kept = []
        else:
            kept += run
        run = []
        kept += [line] if line is not None else []
    return blocks + ([Block(tuple(kept))] if kept else [])
