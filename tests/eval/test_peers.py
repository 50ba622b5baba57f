"""The other tools' heuristics, as they are run on lines."""

from __future__ import annotations

import peers

PROSE = (
    "The council of the town said on Monday that it would open the old baths in the spring of next year, and that "
    "the roof and the boilers of the house would have to be looked at before they could do so, which would take some time."
)


def test_c4_keeps_lines_of_five_words_that_end_in_a_terminal_mark() -> None:
    lines = ["One two three four five.", "One two three four.", "One two three four five", "“One two three four five”"]
    assert peers.c4(lines, "en") == [0, 3]


def test_justext_keeps_prose_and_the_short_lines_between_it() -> None:
    lines = ["Home", "Sport", PROSE, "Roof and boilers", "", PROSE, "Subscribe"]
    assert peers.justext_lines(lines, "en") == [2, 3, 5]


def test_justext_goes_by_length_where_it_has_no_stop_words() -> None:
    assert peers.justext_lines(["短い", "海" * 300], "ja") == [1]
    assert peers.justext_lines(["x " * 150], "en") == []


def test_keeping_everything_keeps_blank_lines_too() -> None:
    assert peers.keep_everything(["a", "", "b"], "en") == [0, 1, 2]
