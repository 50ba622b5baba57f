"""How a report prints scraped text: what is marked in it, and what would hide in it. In which colours, and as lines."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from rich.console import Console

from presscheck.model import split_lines
from presscheck.report import html
from presscheck.report.text import Printer
from presscheck.report.typeset import FOLD_LINES, Span, fold, typeset
from presscheck.report.visible import affordable, plain, shown, visible

AWKWARD = st.text(st.sampled_from("ab <>&\"'\t\n\r\u200b\u200d\u202e\u00a0\u3000\x00\x0b\u2028éعش👩🏽")) | st.text()


def as_line(markup: str) -> str:
    """The text that a typeset line stands for; fails where its elements are not nested."""

    def text_of(element: Any) -> str:
        if element.tag == "i":
            inside = ""
        elif element.get("class") == "ch":
            inside = chr(int(element.text.removeprefix("U+"), 16))
        else:
            inside = (element.text or "") + "".join(text_of(child) for child in element)
        return inside + (element.tail or "")

    return text_of(etree.fromstring(f"<r>{markup}</r>"))


@given(st.data())
def test_a_typeset_text_is_the_text_whatever_is_marked_in_it(data: st.DataObject) -> None:
    text = data.draw(AWKWARD)
    offset = st.integers(0, len(text))
    spans = [
        Span(min(a, b), max(a, b), data.draw(st.sampled_from(["del", "mark", "span"])), "f", f"s{n}", f"<i>{n}</i>")
        for n, (a, b) in enumerate(data.draw(st.lists(st.tuples(offset, offset), max_size=12)))
    ]
    lines = typeset(text, spans)
    assert [as_line(line.html) for line in lines] == [line.text for line in split_lines(text)]
    everything = "".join(line.html for line in lines)
    for span in spans:
        assert everything.count(f'id="{span.anchor}"') == 1
        assert everything.count(span.label) == 1


def test_marks_that_cross_are_split_where_the_outer_one_ends() -> None:
    spans = [Span(0, 6, "mark", "a", "one", "<i>1</i>"), Span(3, 9, "mark", "b", "two", "<i>2</i>")]
    assert typeset("abcdefghij", spans)[0].html == (
        '<mark id="one" class="a">abc<mark id="two" class="b">def</mark></mark>'
        '<mark class="b"><i>1</i>ghi</mark><i>2</i>j'
    )


def test_a_mark_over_a_line_break_goes_on_in_the_next_line() -> None:
    lines = typeset("ab\ncd", [Span(1, 4, "del", "", "x", "<i>R</i>")])
    assert [line.html for line in lines] == ['a<del id="x">b</del>', "<del>c</del><i>R</i>d"]


def test_a_label_stands_behind_the_last_word_and_not_on_a_line_of_its_own() -> None:
    lines = typeset("ab\n\ncd", [Span(0, 4, "del", label="<i>R</i>")])
    assert [line.html for line in lines] == ["<del>ab<i>R</i></del>", "", "cd"]


def test_lines_are_gone_only_where_all_of_them_is_removed() -> None:
    text = "ab\n\ncd\nef"
    assert [line.gone for line in typeset(text, [], [(0, 3), (3, 4), (5, 6)])] == [True, True, False, False]


def test_long_runs_of_removed_lines_are_folded() -> None:
    text = "head\n" + "menu\n" * FOLD_LINES + "body\nmenu\n"
    removed = [(5, 5 + 5 * FOLD_LINES), (text.rindex("menu"), len(text))]
    blocks = fold(typeset(text, [], removed))
    assert [(block.first, block.last, block.folded) for block in blocks] == [
        (1, 1, False),
        (2, FOLD_LINES + 1, True),
        (FOLD_LINES + 2, FOLD_LINES + 4, False),
    ]


@pytest.mark.parametrize("text", ["plain, été, 日本語", "👩\u200d👩\u200d👧", "می\u200cخواهم"])
def test_honest_characters_are_left_alone(text: str) -> None:
    assert shown(text) == text


@pytest.mark.parametrize(
    "char",
    [
        "\u200b",
        "\u202e",
        "\u2066",
        "\u00ad",
        "\ufeff",
        "\x00",
        "\x1b",
        "\n",
        "\u2028",
        "\ue000",
        "\U000e0041",
        "\u3164",
    ],
)
def test_hidden_characters_are_labelled(char: str) -> None:
    assert f">U+{ord(char):04X}</span>" in shown(f"a{char}b")
    assert char not in shown(f"a{char}b")
    assert plain(f"a{char}b") == f"a⟨U+{ord(char):04X}⟩b"


def test_joiners_that_join_nothing_are_labelled() -> None:
    assert "U+200D" in shown("ab\u200dcd")
    assert "U+200D" in shown("ع\u200d")
    assert "U+200D" in shown("ع\u200db")
    assert shown("ع\u200d\u200d\u200dع").count(">U+200D</span>") == 3


def test_long_strings_are_cut_with_a_note() -> None:
    assert str(visible("x" * 5_000)).endswith("x… <small>(1,000 of 5,000 characters)</small>")
    assert len(str(visible("\u200b" * 5_000))) < 6_000


@given(AWKWARD, st.integers(0, 400))
def test_what_is_affordable_stays_within_the_budget(text: str, budget: int) -> None:
    end = affordable(text, budget)
    assert len(shown(text[:end], keep="\t\r\n").encode("utf-8", "replace")) <= budget
    assert end == len(text) or budget < 100 * len(text)


def test_nothing_known_is_an_error_unless_the_template_says_what_to_print() -> None:
    with pytest.raises(TypeError, match="None"):
        visible(None)


def test_no_template_prints_a_bare_string_inside_an_attribute() -> None:
    """There, the labels for hidden characters would be markup in the wrong place."""
    templates = Path(html.__file__).parent / "templates"
    safe = re.compile(
        r"\|(?:plain|lang|urlencode)$|_id$|\.(?:number|anchor|data|href|first|twin|kind|index0)$|number$"
        r"|^(?:folder|fragment|previous|next|css_digest|href|copy|kind)$"
        r"|^(?:web_address|site\.(?:outlet|story|suite))\(|^\"%\.\df\"\|format\(|^word if "
    )
    printed = [
        expression.strip()
        for template in sorted(templates.glob("*.html"))
        for tag in re.findall(r"<[a-z](?:[^<>{]|\{\{.*?\}\}|\{%.*?%\})*>", template.read_text("utf-8"))
        for expression in re.findall(r"\{\{(.*?)\}\}", tag)
    ]
    assert len(printed) >= 25
    assert [expression for expression in printed if not safe.search(expression)] == []


def test_colours_have_the_contrast_that_reading_needs() -> None:
    css = (Path(html.__file__).parent / "static" / "report.css").read_text("utf-8")
    light, dark = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", part)) for part in css.split("@media", 2)[:2])
    texts = ["ink", "soft", "link", "error", "warning", "info", "evidence", "cut"]
    pairs = [(text, ground) for text in texts for ground in ("paper", "sheet")]
    pairs += [(tone, f"{tone}-bg") for tone in ("error", "warning", "info", "insert", "evidence")]
    pairs += [("ink", f"{tone}-bg") for tone in ("error", "warning", "info", "evidence")]
    pairs += [
        (tag, f"{tone}-bg") for tone in ("error", "warning", "info") for tag in ("evidence", "error", "warning", "info")
    ]
    assert set(light) == set(dark)
    for colours in (light, dark):
        low = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in pairs}
        assert {pair: round(ratio, 2) for pair, ratio in low.items() if ratio < 4.5} == {}


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2."""

    def luminance(colour: str) -> float:
        channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def lines_of(show: Callable[[Printer], None]) -> list[str]:
    out = io.StringIO()
    show(Printer(Console(file=out, width=200), 3))
    return out.getvalue().splitlines()


def test_a_suite_is_a_line_and_each_failure_another_with_the_first_articles() -> None:
    held = {"suite": "dates", "severity": "info", "success": True, "checked": 3, "failed": 0, "sentence": "all dated"}
    idle = {**held, "checked": 0, "sentence": "none wired"}
    failed = {**held, "severity": "critical", "success": False, "failed": 7, "sentence": "7 of 9 lack a title"}
    failed |= {"article_ids": [f"{n}" for n in range(7)], "sources": [f"in/{n}.txt" for n in range(7)]}
    assert lines_of(lambda printer: printer.suites([held, idle, failed, {**held, "suite": "bylines"}])) == [
        "suite dates: 1 of 3 failed, 1 had nothing to look at",
        "  error  7 of 9 lack a title",
        "  0.txt, 1.txt, 2.txt, 3.txt, 4.txt and 2 more",
        "suite bylines: all 1 met",
    ]


def test_files_with_the_same_columns_share_a_line() -> None:
    same = {"text": "body", "title": "title"}
    used = {"in/a.csv": same, "in/b.csv": same, "in/c.csv": same, "in/d.csv": {"text": "text"}}
    assert lines_of(lambda printer: printer.columns(used)) == [
        "a.csv and 2 other files: text from 'body', title",
        "d.csv: text",
    ]
