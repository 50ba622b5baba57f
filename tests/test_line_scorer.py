"""The learned line scorer: trees, features, the shipped weights, and what a person is told."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from invented import article_of
from presscheck.cli import main
from presscheck.model import Article, Facts, Page
from presscheck.rules import instances
from presscheck.rules.bp40_reads_as_furniture import (
    LIKELY,
    LIKELY_IF_BROKEN,
    SURE,
    SURE_IF_BROKEN,
    SURE_ON_WHOLE_PAGES,
    ReadsAsFurniture,
    limits,
    may_be_subhead,
)
from presscheck.strip import models, strip
from presscheck.strip.line_features import Lines, Memory, features, phrases, wording
from presscheck.strip.line_scorer import TREES, WORDS, names, scorer
from presscheck.strip.runs import runs
from presscheck.strip.trees import ROWS, Trees
from presscheck.why import why

ARTICLE = [
    "Ferry to Ostrava Island stops for the winter",
    "By Petra Holm",
    "The last ferry to Ostrava Island left the quay at Bergum on Sunday evening, and until March nobody will cross.",
    "The council says that the boat, which was built in 1961, cannot be insured for another season of ice and storms.",
    "Islanders, of whom 43 remain, were told in a letter that a helicopter would bring post and medicine twice a week.",
    "“We have been promised helicopters before,” said Anneke Brandt, who runs the only shop on the island.",
]
FURNITURE = [
    "Most read",
    "Ten coats for the coldest days",
    "Quiz: how well do you know your harbours?",
    "Sign in | Register | Subscribe from €1",
    "All rights reserved. Bergum Media Group",
    "Privacy | Terms | Cookies | Contact",
]


def page(lines: list[str]) -> Page:
    return Page("\n".join(lines))


def article(lines: list[str]) -> Article:
    return article_of("\n".join(lines))


def two_trees() -> Trees:
    """Tree 0 asks column 0 > 1 and column 1 > 5; tree 1 asks column 1 > 2 only."""
    return Trees(
        columns=np.array([[0, 1], [1, 0]], np.int16),
        borders=np.array([[1.0, 5.0], [2.0, np.inf]], np.float32),
        leaves=np.array([[-1.0, 2.0, 0.5, 4.0], [-3.0, 3.0, 0.0, 0.0]], np.float32),
        weights=np.array([[4.0, 2.0, 1.0, 1.0], [5.0, 3.0, 0.0, 0.0]], np.float32),
        bias=0.25,
    )


def test_a_row_gets_the_leaves_that_its_answers_lead_to() -> None:
    rows = np.array([[0, 0], [2, 0], [0, 6], [2, 6]], np.float32)
    assert two_trees().log_odds(rows).tolist() == [-3.75, -0.75, 3.75, 7.25]


def test_probabilities_are_the_logistic_of_the_score() -> None:
    rows = np.array([[2, 6]], np.float32)
    assert two_trees().probabilities(rows)[0] == pytest.approx(1 / (1 + np.exp(-7.25)))


def test_contributions_and_the_mean_are_the_score() -> None:
    trees = two_trees()
    rows = np.array([[0, 0], [2, 0], [0, 6], [2, 6]], np.float32)
    parts = trees.contributions(rows, trees.shares(np.eye(2)))
    rest = trees.log_odds(rows) - parts.sum(axis=1)
    assert np.ptp(rest) < 1e-6  # what no feature explains is the same for every row
    assert parts[3, 0] > parts[0, 0]


def test_many_rows_are_scored_like_few() -> None:
    rows = np.random.default_rng(0).uniform(0, 8, (2 * ROWS + 3, 2)).astype(np.float32)
    trees = two_trees()
    shares = trees.shares(np.eye(2))
    assert trees.log_odds(rows).tolist() == [trees.log_odds(row[None])[0] for row in rows]
    assert trees.contributions(rows, shares).tolist() == [
        trees.contributions(row[None], shares)[0].tolist() for row in rows
    ]
    assert trees.log_odds(rows[:0]).shape == (0,)


def test_trees_come_back_from_their_file(tmp_path: Path) -> None:
    trees = two_trees()
    trees.save(tmp_path / "t.npz")
    rows = np.array([[0, 0], [2, 6]], np.float32)
    assert Trees.load(tmp_path / "t.npz").log_odds(rows).tolist() == trees.log_odds(rows).tolist()


def test_a_line_has_the_same_features_whatever_pages_are_beside_it() -> None:
    weights = np.linspace(-1, 1, 1 << 15, dtype=np.float32)
    alone = _table([ARTICLE], weights)
    beside = _table([FURNITURE, ARTICLE, FURNITURE], weights)
    rows = slice(len(FURNITURE), len(FURNITURE) + len(ARTICLE))
    for name in alone:
        np.testing.assert_allclose(alone[name], beside[name][rows], rtol=1e-5, atol=1e-5, err_msg=name)


def _table(pages: list[list[str]], weights: np.ndarray) -> dict[str, np.ndarray]:
    lines = Lines.of(pages)
    return features(
        lines,
        wording(lines, weights),
        np.ones(1 << 15, np.float32),
        phrases([page(p) for p in pages], [{}] * len(pages)),
    )


def test_lines_seen_before_are_the_same_lines() -> None:
    memory = Memory()
    for pages in ([ARTICLE, FURNITURE], [ARTICLE[2:] + FURNITURE[:1] + ARTICLE[:1], ["港で船が止まった。"]], [ARTICLE]):
        fresh, remembered = Lines.of(pages), Lines.of(pages, memory)
        assert remembered.word_line.tolist() == fresh.word_line.tolist()
        for name, values in vars(fresh.texts).items():
            assert getattr(remembered.texts, name).tolist() == values.tolist(), name


def test_words_are_hashed_without_case_and_digits_are_alike() -> None:
    lines = Lines.of([["Harbour 1961", "HARBOUR 2024"]])
    assert lines.texts.word[:2].tolist() == lines.texts.word[2:].tolist()
    buckets, line = lines.grams
    assert sorted(buckets[line == 0]) == sorted(buckets[line == 1])


@pytest.mark.parametrize(
    "text", ["港で船が止まった。", "кириллица и точка.", "عاد المركب إلى الميناء", "\ud800 lone", "😀😀", "\u200b"]
)
def test_no_script_is_too_strange(text: str) -> None:
    scored = scorer().score([page([text, *ARTICLE])], [{}])
    assert np.isfinite(scored.matrix).all()
    assert ((scored.probabilities >= 0) & (scored.probabilities <= 1)).all()


def test_shipped_weights_fit_the_features() -> None:
    trees = Trees.load(models.PACKAGED / TREES)
    assert int(trees.columns.max()) < len(names())
    assert (models.PACKAGED / WORDS).stat().st_size + (models.PACKAGED / TREES).stat().st_size < 300_000


def test_the_article_stays_and_the_furniture_goes() -> None:
    [stripped] = strip([article([*ARTICLE, *FURNITURE])], Facts(1, {}, {}), instances()[0])
    assert stripped.edited.clean.splitlines() == ARTICLE


def test_without_the_scorer_teasers_stay() -> None:
    rules = [rule for rule in instances()[0] if rule.code != "BP40"]
    [stripped] = strip([article([*ARTICLE, FURNITURE[1]])], Facts(1, {}, {}), rules)
    assert FURNITURE[1] in stripped.edited.clean


def test_a_page_of_a_kind_it_does_not_know_loses_only_what_is_sure() -> None:
    words, whole = np.array([50, 50, 10, 10], np.float32), np.zeros(4, np.float32)
    assert limits(np.array([0.1, 0.1, 0.9, 0.95]), words, whole, [4]).tolist() == [LIKELY]
    assert limits(np.array([0.1, 0.6, 0.1, 0.1]), words, whole, [4]).tolist() == [SURE]
    mostly_furniture = np.array([10, 20, 60, 60], np.float32)
    assert limits(np.array([0.1, 0.6, 0.9, 0.99]), mostly_furniture, whole, [4]).tolist() == [SURE_ON_WHOLE_PAGES]


def test_a_page_of_broken_sentences_loses_less() -> None:
    words, broken = np.array([50, 50, 10, 10], np.float32), np.array([1, 0, 0, 0], np.float32)
    assert limits(np.array([0.1, 0.1, 0.95, 0.95]), words, broken, [4]).tolist() == [LIKELY_IF_BROKEN]
    assert limits(np.array([0.1, 0.1, 0.8, 0.95]), words, broken, [4]).tolist() == [SURE_IF_BROKEN]


def test_each_page_has_its_own_limit() -> None:
    words, whole = np.array([50, 10, 50, 50], np.float32), np.zeros(4, np.float32)
    assert limits(np.array([0.1, 0.9, 0.1, 0.6]), words, whole, [2, 2]).tolist() == [LIKELY, SURE]


def test_no_paragraph_of_another_page_makes_a_subhead() -> None:
    words, prose = np.array([20, 1, 20, 1, 2, 20, 20], np.float32), np.array([1, 0, 1, 0, 0, 1, 1], np.float32)
    assert may_be_subhead(words, prose, [4, 3]).tolist() == [False, True, False, False, False, False, False]
    assert may_be_subhead(words[2:4], prose[2:4], [2]).tolist() == [False, False]


def test_a_line_in_doubt_goes_with_its_neighbours() -> None:
    assert runs([], 1) == []
    assert runs([2, -0.4, 2, -2], 0) == [True, False, True, False]
    assert runs([2, -0.4, 2, -2], 1) == [True, True, True, False]
    assert runs([-2, 0.4, -2, 2], 1) == [False, False, False, True]


@given(st.lists(st.floats(-4, 4), max_size=8), st.floats(0, 3))
def test_runs_are_the_best_of_all_sequences(odds: list[float], change: float) -> None:
    def worth(states: Sequence[bool]) -> float:
        turns = sum(a != b for a, b in pairwise(states))
        return sum(odd / 2 if state else -odd / 2 for odd, state in zip(odds, states, strict=True)) - change * turns

    best = max(worth(states) for states in product((False, True), repeat=len(odds)))
    assert worth(runs(odds, change)) == pytest.approx(best)


def test_web_pages_are_left_to_the_rules_of_markup() -> None:
    from presscheck.model import Mark

    text = "\n".join([*ARTICLE, *FURNITURE])
    marked = Page(text, (Mark(0, len(ARTICLE[0]), "main"),))
    assert ReadsAsFurniture().find_all([marked], [{}], Facts(1, {}, {})) == [[]]


def test_lines_that_another_rule_takes_are_left_to_it() -> None:
    page, rule, facts = Page("\n".join([*ARTICLE, *FURNITURE * 2])), ReadsAsFurniture(), Facts(1, {}, {})
    [found] = rule.find_all([page], [{}], facts)
    first = found[0].start
    assert rule.find_all([page], [{}], facts, lambda at, line: at == 0 and line.start > (first or 0)) == [found[1:]]


def test_why_names_rule_score_and_neighbours() -> None:
    answer = why(article([*ARTICLE, *FURNITURE[1:]]), 9, Facts(1, {}, {}))
    assert answer.verdict.startswith("Removed by BP40 reads-as-furniture: reads as furniture (")
    assert any("learned scorer gives" in signal and "its wording" in signal for signal in answer.signals)
    assert answer.signals[-2:] == ("The line above (8) was kept.", "The line below (10) was removed.")


def test_why_says_that_a_phrase_stands_in_the_wrong_place() -> None:
    lines = [*ARTICLE * 3, "Home > News > Islands", *ARTICLE]
    answer = why(article(lines), 19, Facts(1, {}, {}))
    assert (
        "BP31 breadcrumb matches, but not here: it is line 19 of 25, and the rule looks at the first 12 lines."
        in answer.signals
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Share", "BP13 share-bar matches, but it stands between two paragraphs, as a subhead does."),
        (
            "“Follow us on Facebook”, she wrote.",
            "BP06 follow-us matches, but the line holds quotation marks: somebody is speaking.",
        ),
    ],
)
def test_why_says_what_spares_a_line(line: str, said: str) -> None:
    assert said in why(article([*ARTICLE, line, *ARTICLE[2:]]), len(ARTICLE) + 1, Facts(1, {}, {})).signals


def test_why_says_that_a_line_may_be_a_subhead() -> None:
    said = "It may be a subhead, which goes from 96 % on."
    lines = [*ARTICLE, "Slow boats", *ARTICLE[2:]]
    assert said in why(article(lines), len(ARTICLE) + 1, Facts(1, {}, {})).signals
    assert said not in why(article(lines), len(ARTICLE), Facts(1, {}, {})).signals


def test_why_runs_no_rule_that_is_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "presscheck.toml").write_text('ignore = ["BP01", "BP02", "BP40"]\n')
    (tmp_path / "ferry.txt").write_text("\n".join([*ARTICLE, "Sign up for our morning newsletter"]))
    result = CliRunner().invoke(main, ["why", f"ferry.txt:{len(ARTICLE) + 1}"])
    assert result.exit_code == 0
    assert "Kept: nothing takes it for furniture." in result.output
    assert "BP01" not in result.output


def test_why_on_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text("\n".join([*ARTICLE, *FURNITURE]))
    result = CliRunner().invoke(main, ["why", f"{path}:3"])
    assert result.exit_code == 0
    assert "Kept: nothing takes it for furniture." in result.output
    assert max(map(len, result.output.splitlines()[2:])) <= 80
    for place, said in (
        (f"{path}:99", "has lines 1 to 12"),
        (str(path), "not of the form FILE:LINE"),
        ("no.txt:1", "no.txt"),
    ):
        result = CliRunner().invoke(main, ["why", place])
        assert result.exit_code == 2
        assert said in result.output
