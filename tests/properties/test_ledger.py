"""Page text = clean text with the edits undone; edits never overlap."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscheck.ledger import EditedText, restore
from presscheck.model import Edit

TEXTS = st.text(max_size=60)


@st.composite
def edits_on(draw: st.DrawFn, text: str) -> list[Edit]:
    """Edits that do not overlap, insertions and replacements among them."""
    points = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pairs = list(zip(points[::2], points[1::2], strict=False))
    return [Edit(a, b, draw(st.text(max_size=4)), f"R{i}") for i, (a, b) in enumerate(pairs)]


@st.composite
def edited(draw: st.DrawFn) -> EditedText:
    """A text after one to four passes of edits, each on the clean text of the one before."""
    text = EditedText(draw(TEXTS))
    for _ in range(draw(st.integers(1, 4))):
        text = text.edit(draw(edits_on(text.clean)))
    return text


@given(edited())
def test_undoing_the_edits_gives_the_page_text(text: EditedText) -> None:
    rows = [(e.start, e.end, e.replacement, text.page[e.start : e.end]) for e in text.edits]
    assert restore(text.clean, rows) == text.page


@given(edited())
def test_edits_are_in_order_and_do_not_overlap(text: EditedText) -> None:
    assert all(one.end <= other.start for one, other in pairwise(text.edits))
    assert all(0 <= e.start <= e.end <= len(text.page) for e in text.edits)


@given(st.data())
def test_a_pass_of_edits_is_the_plain_replacement(data: st.DataObject) -> None:
    page = data.draw(TEXTS)
    text = EditedText(page)
    for _ in range(2):
        before, edits = text.clean, data.draw(edits_on(text.clean))
        text = text.edit(edits)
        expected = before
        for edit in reversed(edits):
            expected = expected[: edit.start] + edit.replacement + expected[edit.end :]
        assert text.clean == expected


@given(edited(), st.data())
def test_a_kept_place_is_found_again_in_the_page(text: EditedText, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text.clean)))
    end = data.draw(st.integers(start, len(text.clean)))
    low, high = text.to_page(start, end)
    assert 0 <= low <= high <= len(text.page)
    if not text.edits:
        assert (low, high) == (start, end)


@given(edited())
def test_a_character_comes_from_itself_or_from_an_edit(text: EditedText) -> None:
    replaced = {(edit.start, edit.end) for edit in text.edits}
    for at, char in enumerate(text.clean):
        low, high = text.to_page(at, at + 1)
        assert text.page[low:high] == char or (low, high) in replaced


@given(edited(), st.data())
def test_a_stretch_comes_from_all_that_its_ends_and_what_is_between_come_from(
    text: EditedText, data: st.DataObject
) -> None:
    if not text.clean:
        return
    start = data.draw(st.integers(0, len(text.clean) - 1))
    end = data.draw(st.integers(start + 1, len(text.clean)))
    assert text.to_page(start, end) == (text.to_page(start, start + 1)[0], text.to_page(end - 1, end)[1])


@given(edited(), st.data())
def test_a_point_is_before_what_follows_it_and_behind_what_it_follows(text: EditedText, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text.clean)))
    place, end = text.to_page(at, at)
    assert place == end
    if at < len(text.clean):
        assert place <= text.to_page(at, at + 1)[1]
    if at:
        assert place >= text.to_page(at - 1, at)[0]


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        EditedText("harbour").edit([Edit(0, 3, "", "A"), Edit(2, 4, "", "B")])


def test_an_edit_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        EditedText("harbour").edit([Edit(5, 9, "", "A")])


def test_a_ledger_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        restore("harbour", [(3, 9, "", "x")])
    with pytest.raises(ValueError, match="not what the ledger wrote"):
        restore("harbour", [(0, 1, "x", "y")])
