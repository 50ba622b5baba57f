"""The laws of the steps, over texts that nobody would write."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from presscheck import link, pipeline
from presscheck.ledger import restore
from presscheck.model import Article, Facts, article_id
from presscheck.normalise import normalise
from presscheck.read import html, read
from presscheck.rules import instances
from presscheck.strip import strip
from presscheck.survey import facts_of, survey

STRIP_RULES, _, _ = instances()
slow = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

FURNITURE = (
    "Saturday 27 April 2024",
    "»",
    "Story",
    "Subscribe",
    "Sign up for the Harbour Gazette morning mail",
    "4 min read",
    "Tags: Harbour | Norrhaven |",
    "Advertisement",
    "Share this story",
    "Published 3 May 2021",
    "By Ana Soler",
    "OSLO, May 3, 2021",
    "___",
    "You might also like",
    "",
    " \u00a0",
)
PROSE = (
    "The council of Norrhaven voted on Monday to reopen the old harbour baths next spring, its clerk said. - Reuters",
    'OSLO (Reuters) - "Nobody expected a queue," said Ilse Marten, who has swum there for forty years.',
    "Work on the roof took eleven months. -",
    "The tide-gate is to be replaced before the autumn storms.",
    "Harbour baths reopen",
)
line = st.one_of(st.sampled_from(FURNITURE), st.sampled_from(PROSE), st.text(max_size=30))
page = st.lists(line, max_size=25).flatmap(
    lambda lines: st.sampled_from(["\n", "\n\n", "\r\n"]).map(lambda seam: seam.join(lines))
)


def article(text: str, source: str = "a/one.txt") -> Article:
    return Article(article_id(source, text.encode("utf-8", "surrogatepass")), source, "text/plain", "", text)


@slow
@given(st.one_of(page, st.text()))
@example("Subscribe")
@example("Harbour baths reopen\n\nHarbour baths reopen\n\x1c\nThe tide-gate is to be replaced.")
@example("\n\n»\n\nHarbour baths reopen\n\n»\n")
def test_strip_loses_nothing_and_leaves_nothing_to_strip(text: str) -> None:
    [done] = strip([article(text)], Facts(), STRIP_RULES)
    rows = [(e.start, e.end, e.replacement, text[e.start : e.end]) for e in done.edited.edits]
    assert restore(done.edited.clean, rows) == text
    [again] = strip([article(done.edited.clean)], Facts(), STRIP_RULES)
    assert again.edited.edits == ()


@slow
@given(page)
def test_normalise_is_idempotent_and_points_at_its_evidence(text: str) -> None:
    one = article(text)
    [done] = strip([one], Facts(), STRIP_RULES)
    [fields] = normalise([(one, done.edited)], Facts())
    assert [fields] == normalise([(one, done.edited)], Facts())
    for field in fields:
        if field.start is not None:
            assert text[field.start : field.end].strip()
            assert field.evidence in text


@slow
@given(st.lists(page, max_size=8), st.randoms(use_true_random=False))
def test_survey_adds_up_whatever_the_order(texts: list[str], chance: random.Random) -> None:
    articles = [article(text, f"a/{number}.txt") for number, text in enumerate(texts)]
    whole = facts_of([survey(articles)])
    shuffled = articles[:]
    chance.shuffle(shuffled)
    cut = chance.randint(0, len(articles))
    assert facts_of([survey(shuffled[:cut]), survey(shuffled[cut:])]) == whole


@slow
@given(st.lists(page, min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_shuffling_the_articles_changes_nothing(texts: list[str], chance: random.Random) -> None:
    articles = [article(text, f"a/{number}.txt") for number, text in enumerate(texts)]
    shuffled = articles[:]
    chance.shuffle(shuffled)
    one, other = pipeline.examine(articles), pipeline.examine(shuffled)
    assert one.links == other.links
    assert one.stories == other.stories
    assert one.findings == other.findings
    assert {d.article.source: d for d in one.dossiers} == {d.article.source: d for d in other.dossiers}
    assert [d.article.text for d in one.dossiers] == [a.text for a in articles], "linking edits no text"


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=60).map(" ".join), min_size=2, max_size=5))
@settings(deadline=None, max_examples=40)
def test_link_is_symmetric(texts: list[str]) -> None:
    by_id = {f"{number:04x}": text for number, text in enumerate(texts)}
    backwards = {f"{len(texts) - 1 - number:04x}": text for number, text in enumerate(texts)}

    def pairs(table: dict[str, str]) -> set[tuple[frozenset[str], frozenset[float]]]:
        links = link.link(table).links
        return {
            (frozenset((table[x.article_a], table[x.article_b])), frozenset((x.containment_a, x.containment_b)))
            for x in links
        }

    assert pairs(by_id) == pairs(backwards)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.binary(max_size=40), max_size=6))
def test_articles_and_unreadable_are_the_inputs(tmp_path: Path, files: list[bytes]) -> None:
    sources = []
    for number, raw in enumerate(files):
        path = tmp_path / f"{number}.{'txt' if number % 2 else 'html'}"
        path.write_bytes(raw)
        sources.append(str(path))
    articles, unreadable = read([*sources, str(tmp_path / "gone.txt")])
    assert sorted([a.source for a in articles] + [u.source for u in unreadable]) == sorted(
        [*sources, str(tmp_path / "gone.txt")]
    )


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<br>", "<div hidden>", "</div>", "a ", " b", "<li>", "&amp;", "\n", "<pre>", "<h1>"]
        ),
        max_size=30,
    )
)
def test_the_page_text_of_html_has_no_stray_white_space_and_marks_inside(parts: list[str]) -> None:
    try:
        one = html.article("x.html", ("<html><body>" + "".join(parts)).encode())
    except ValueError:
        pytest.fail("a page with a body can be read")
    assert "\n\n\n" not in one.text.replace("\n\n\n", "") or "<pre>" in parts
    assert all(0 <= mark.start < mark.end <= len(one.text) for mark in one.marks)


def test_a_rule_that_never_ends_is_named() -> None:
    from presscheck.model import Page
    from presscheck.rule import Hit, StripRule
    from presscheck.rules.bp01_newsletter_signup import NewsletterSignup

    class Endless(StripRule):
        """A rule that writes the same again and again."""

        code, name, severity = "ZZ99", "endless", NewsletterSignup.severity

        def find(self, page: Page, matched: object, facts: object):  # type: ignore[no-untyped-def]
            yield Hit(0, 1, "again", replacement="b" if page.text[0] == "a" else "a")

    with pytest.raises(RuntimeError, match=r"a/one\.txt"):
        strip([article("a text")], Facts(), [Endless()])
