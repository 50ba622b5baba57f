"""What many lines are asked at once is what each of them would be asked alone."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscheck.ledger import EditedText
from presscheck.model import Article, Dossier, Edit, Facts, Page, Spans, split_lines
from presscheck.normalise.lines import is_sentence
from presscheck.rule import (
    ANYWHERE,
    Hit,
    LineRule,
    StripRule,
    Where,
    ends,
    head,
    hinted,
    in_a_line,
    regex,
    remove_line,
    tail,
)
from presscheck.rules import instances
from presscheck.rules.en03_double_escaped_entity import DoubleEscapedEntity
from presscheck.rules.en05_invisible_characters import InvisibleCharacters
from presscheck.rules.en06_control_characters import ControlCharacters
from presscheck.rules.mk11_json_left import JsonLeft
from presscheck.strip.engine import BANDS, Matcher, at_start, strip
from presscheck.strip.shapes import ends_sentence
from presscheck.testing import articles_of, load_cases

CASES = sorted((Path(__file__).parent / "rules").glob("*.yml"))
TEXTS = [article.text for path in CASES for case in load_cases(path).values() for article in articles_of(case)]
LINE_RULES = [rule for rule in instances()[0] if isinstance(rule, LineRule)]

spans = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda pair: (min(pair), max(pair)))


def matched_alone(page: Page) -> dict[str, list[int]]:
    found = {
        rule.code: [
            i
            for i, line in enumerate(page.lines)
            if len(line.text) <= rule.max_chars and regex(rule.pattern).search(line.text)
        ]
        for rule in LINE_RULES
    }
    return {code: indices for code, indices in found.items() if indices}


def test_patterns_put_together_match_what_each_matches() -> None:
    match, seen = Matcher(LINE_RULES), set()
    limits = {rule.code: rule.max_chars for rule in LINE_RULES}
    for page in map(Page, TEXTS):
        within = {
            code: [i for i in indices if len(page.lines[i].text) <= limits[code]]
            for code, indices in match(page).items()
        }
        assert {code: indices for code, indices in within.items() if indices} == matched_alone(page)
        seen.update(within)
    assert seen == set(limits)


def test_a_line_is_matched_by_the_rules_of_its_length() -> None:
    class Short(LineRule):
        code, name, message, pattern, max_chars = "XX01", "short", "", "harbour", BANDS[0]

    class Long(Short):
        code, max_chars = "XX02", BANDS[-1]

    page = Page("harbour\n" + "harbour " * 100 + "\nbaths")
    assert Matcher([Short(), Long()])(page) == {"XX01": [0], "XX02": [0, 1]}
    assert Matcher([])(page) == {}


def test_lines_looked_at_together_are_matched_by_themselves() -> None:
    class Across(LineRule):
        code, name, message, pattern, max_chars = "XX01", "across", "", r"baths\s+of|(?i)harbour\W*$", BANDS[-1]

    class Whole(Across):
        code, pattern = "XX02", r"\Aharbour\z"

    lines = ["the old baths", "of Norrhaven", *["the council"] * 30, "Harbour!", "harbour"]
    assert Matcher([Across(), Whole()])(Page("\n".join(lines))) == {"XX01": [32, 33], "XX02": [33]}


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("^a", True),
        ("(?i)^a(?:b|c)$", True),
        (r"^[|\]a]\||^b", True),
        ("^[]a|]", True),
        ("a", False),
        ("^a|b", False),
        ("(?:^a|b)", False),
        (r"\^a", False),
    ],
)
def test_what_matches_at_the_start_only(pattern: str, expected: bool) -> None:
    assert at_start(pattern) is expected


def test_a_rule_is_asked_only_where_its_hint_is() -> None:
    asked: list[str] = []

    class Hinted(StripRule):
        code, name, hint = "XX01", "hinted", r"(?i)harbour\b"

        def find(self, page: Page, matched: Mapping[str, Sequence[int]], facts: Facts) -> Iterator[Hit]:
            asked.append(page.text)
            for index in matched[hinted(self.code)]:
                yield remove_line(page.lines[index], "")

    texts = ["the baths\nthe harbours", "é Harbour, the harbour\nbaths\nharbour \ud800"]
    [one, other] = strip([Article(text, text, "text/plain", "", text) for text in texts], Facts(), [Hinted()])
    assert (one.edited.clean, other.edited.clean) == (texts[0], "baths")
    assert asked == [texts[1]]


def test_a_lone_surrogate_does_not_stop_the_matching() -> None:
    class Any(LineRule):
        code, name, message, pattern = "XX01", "any", "", "baths"

    assert Matcher([Any()])(Page("the \ud800 baths")) == {"XX01": [0]}


@given(st.text(alphabet="a \r\n\x85\u2028", max_size=40))
def test_lines_are_where_the_breaks_are_not(text: str) -> None:
    lines = split_lines(text)
    assert [line.text for line in lines] == re.split(r"\r\n|\r|\n", text)
    assert all(text[line.start : line.end] == line.text for line in lines)
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert all(text[one.end : other.start] in ("\n", "\r", "\r\n") for one, other in pairwise(lines))
    assert all(line.blank == (not line.text.strip()) for line in lines)


@given(st.lists(spans, max_size=6), spans)
def test_spans_meet_what_one_of_them_meets(known: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    start, end = asked
    assert Spans(known).meet(start, end) == any(low < end and start < high for low, high in known)


@pytest.mark.parametrize(
    ("pattern", "found"),
    [(r"^baths$", True), (r"(?i)^BATHS", True), (r"^harbour$", False), (r"nothing|s\s*$", True), (r"^the$", False)],
)
def test_a_pattern_is_looked_for_in_each_line(pattern: str, found: bool) -> None:
    assert in_a_line(pattern, "the harbour\nbaths\nreopen") is found


def test_what_is_kept_of_lines_is_as_edits_left_it() -> None:
    text = "  Harbour baths \nShare\nReopened &amp; full.<b>\n\nThe end"
    gone = text.index("Share"), text.index("Reopened")
    amp, tag = text.index("&amp;"), text.index("<b>")
    edits = (Edit(*gone, "", "XX01"), Edit(amp, amp + 5, "&", "XX02"), Edit(tag, tag + 3, "", "XX03"))
    dossier = Dossier(Article("id", "a.txt", "text/plain", "", text), edits, "")
    assert [(line.number, line.text, text[line.start : line.end]) for line in dossier.kept] == [
        (1, "Harbour baths", "Harbour baths"),
        (3, "Reopened & full.", "Reopened &amp; full."),
        (5, "The end", "The end"),
    ]
    assert dossier.kept_as_written == "Harbour baths\nReopened &amp; full.\nThe end"


@given(st.lists(spans.filter(lambda span: span[0] < span[1]), max_size=5), st.sampled_from(["", "xy"]))
def test_a_place_that_is_left_is_found_in_the_clean_text(places: list[tuple[int, int]], replacement: str) -> None:
    page = "".join(chr(ord("A") + i) for i in range(31))
    text = EditedText(page)
    for start, end in places:
        if end <= len(text.clean):
            text = text.edit([Edit(start, end, replacement, "XX01")])
    gone = Spans((edit.start, edit.end) for edit in text.edits)
    for offset in range(len(page)):
        clean = text.to_clean(offset)
        if gone.meet(offset, offset + 1):
            assert clean <= len(text.clean)
        else:
            assert text.clean[clean] == page[offset]


@given(st.text(alphabet="ab.!:؟” )\n", max_size=8))
def test_the_end_of_a_sentence_is_what_the_patterns_say(text: str) -> None:
    assert ends_sentence(text) == bool(re.search(r"[.!?…。！？।؟۔][\"'”’»)\]]*\s*$", text))
    assert is_sentence(text) == bool(re.search(r"[.!?…。！？।؟:;][\"'”’»)\]]*$", text.rstrip()))


MANY = {
    "EN03": (DoubleEscapedEntity, "Bread &amp; butter costs more than it did before\n" * 60_000),
    "EN05": (InvisibleCharacters, "Donau\u00addampfschiff fährt heute wieder los\n" * 60_000),
    "EN06": (ControlCharacters, "Harbour\u0007baths of Norrhaven to reopen\n" * 150_000),
    "MK11": (JsonLeft, '{"a": "some value here", "b": 2}\n' * 8_000),
}


@pytest.mark.parametrize("code", MANY)
def test_many_places_on_one_page_do_not_take_the_square_of_the_time(code: str) -> None:
    rule, text = MANY[code]
    page = Page(text)
    begun = time.process_time()
    assert sum(1 for _ in rule().find(page, {}, Facts())) == text.count("\n")
    assert time.process_time() - begun < 4


def test_many_edits_of_one_page_do_not_take_the_square_of_the_time() -> None:
    article = Article("a", "a.txt", "text/plain", "", "\n".join(["a line of the harbour baths"] * 80_000))
    edits = tuple(Edit(line.start, line.start + 1, "", "XX01") for line in article.page.lines)
    begun = time.process_time()
    assert {line.text for line in Dossier(article, edits, "").kept} == {"line of the harbour baths"}
    assert time.process_time() - begun < 4


def test_json_that_is_too_long_is_left() -> None:
    text = '{"a": "' + "x" * 200_000 + '"}\n{"b": 2}\n'
    assert [(hit.start, hit.end) for hit in JsonLeft().find(Page(text), {}, Facts())] == [
        (len(text) - 9, len(text) - 1)
    ]


@pytest.mark.parametrize("where", [ANYWHERE, head(3), tail(2), ends(3, 2)], ids=str)
def test_a_place_takes_the_lines_that_it_holds(where: Where) -> None:
    for count in range(8):
        lines = Page("\n".join("abcdefgh"[:count])).lines
        assert where.of(lines) == [line for index, line in enumerate(lines) if where.holds(index, len(lines))]
