"""The characters that a finding points at, with a little of the text around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from presscheck.report.stored import Row

AROUND, NARROW = 45, 25
"""Characters shown before and behind a finding's place: of an example, and where there is a window for every finding."""
INSIDE = 100
"""Characters shown of the place itself; of a longer one its beginning and end."""
MESSAGE, TITLE = 100, 70
"""Characters shown of a message and of a title, where there is a window for every finding."""
_MESSAGE = 200


@dataclass(frozen=True, slots=True)
class Window:
    """A finding with its place in the text. All is plain text; `inside` is empty for one about the whole article."""

    number: int
    row: Row
    before: str
    inside: str
    after: str
    message: str


def window(text: str, number: int, row: Row, around: int = AROUND) -> Window:
    """The window of finding `number`; `text` is the page text."""
    message = row["message"] if len(row["message"]) <= _MESSAGE else row["message"][: _MESSAGE - 1] + "…"
    start, end = row["start"], row["end"]
    if start is None or end is None or start > len(text):
        return Window(number, row, "", "", "", message)
    inside = text[start:end]
    if len(inside) > INSIDE:
        inside = f"{inside[: INSIDE * 2 // 3]} … {inside[-INSIDE // 3 :]}"
    before, after = text[max(0, start - around) : start], text[end : end + around]
    more = "…" if start > around else "", "…" if end + around < len(text) else ""
    return Window(
        number, row, more[0] + _flat(before).lstrip(), _flat(inside), _flat(after).rstrip() + more[1], message
    )


def windows(text: str, findings: Sequence[Row], limit: int) -> tuple[list[Window], int]:
    """The windows of an article's first `limit` findings that are not waived, and how many such findings there are."""
    counted = [(number, row) for number, row in enumerate(findings, 1) if not row["waived"]]
    return [window(text, number, row, NARROW) for number, row in counted[:limit]], len(counted)


def _flat(text: str) -> str:
    """On one line; a line break is shown as a sign of its own."""
    return text.replace("\r\n", " ⏎ ").replace("\n", " ⏎ ").replace("\r", " ⏎ ").replace("\t", " ")
