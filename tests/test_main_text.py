"""Which lines of a web page are article: the evidence that reading collects, and the second opinion that rests on it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from presscheck.ledger import restore
from presscheck.model import Article, Facts
from presscheck.read import html
from presscheck.read.evidence import NAMES
from presscheck.rules.bp39_outside_main_content import OutsideMainContent
from presscheck.rules.bp41_not_article_after_all import NotArticleAfterAll
from presscheck.strip import main_text, models, strip
from presscheck.strip.trees import Trees

BODY = (
    "The council of Norrhaven voted on Monday to reopen the old harbour baths next spring, eleven years after they closed.",
    "Repairs will cost four million crowns, said the town's treasurer, Ilse Marten, and the first swimmers are expected in May.",
    "The baths were built in 1931 by dock workers, who swam there in their lunch break until the pumps failed one winter.",
)
TEASER = "Ferry to Ostervik sails again after repairs to the long pier, and the summer timetable has been printed"
PAGE = f"""<html><head><title>Norrhaven reopens its harbour baths</title></head><body>
<nav class="site-menu"><a href="/">Home</a></nav>
<article><h1>Norrhaven reopens its harbour baths</h1><div class="article-body">
<p class="par">{BODY[0]}</p><p class="par">{BODY[1]}</p>
<p class="also"><a href="/ferry">{TEASER}</a></p>
<p class="par">{BODY[2]}</p></div></article>
<footer><p>Gazette House, Quay Road</p></footer></body></html>"""

LURED = PAGE.replace(f'<a href="/ferry">{TEASER}</a>', f"{TEASER[:20]}<a href='/ferry'>{TEASER[20:]}</a>")
"""Here trafilatura takes the teaser along."""


def read(page: str) -> Article:
    return html.article("x.html", page.encode())


def of(article: Article, start: str, name: str) -> float:
    """One number of the evidence for the line that begins with `start`."""
    assert article.evidence is not None
    [row] = [index for index, line in enumerate(article.page.lines) if line.text.startswith(start)]
    return float(article.evidence[row, NAMES.index(name)])


def test_evidence_has_a_row_for_each_line_and_a_column_for_each_name() -> None:
    article = read(PAGE)
    assert article.evidence is not None
    assert article.evidence.shape == (len(article.page.lines), len(NAMES))
    assert np.isfinite(article.evidence).all()
    assert len(set(NAMES)) == len(NAMES)


def test_evidence_tells_links_places_and_kinds() -> None:
    article = read(PAGE)
    assert of(article, "Ferry", "linked") == 1
    assert of(article, "The council", "linked") == 0
    assert of(article, "Ferry", "near links-to-more") == 0  # its own class
    assert of(article, "Ferry", "near content") == 1  # article-body, around it
    assert of(article, "Gazette", "near <footer>") == 1
    assert of(article, "Home", "near navigation") == 0
    assert of(article, "The council", "out-of-core") < of(article, "Gazette", "out-of-core")
    assert of(article, "The council", "kind lines") == 3
    assert of(article, "The council", "kind taken") == 1
    assert of(article, "Norrhaven", "in-title") == 1
    assert of(article, "The council", "from-h1") == 1


def test_evidence_measures_from_what_trafilatura_took() -> None:
    article = read(PAGE)
    assert [of(article, text[:20], "taken") for text in BODY] == [1, 1, 1]
    assert of(article, "Gazette", "after-last") == 1
    assert of(article, "Home", "before-first") > 0
    assert of(article, BODY[0][:20], "covered") == 1
    assert of(article, "The baths", "taken-before") > of(article, "Repairs", "taken-before") > 0


def test_a_page_without_an_article_has_no_evidence() -> None:
    assert read("<html><body><nav></nav></body></html>").evidence is None


@pytest.fixture
def dislikes_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Weights that say: article is what is not linked and stands in the article's element."""
    trees = Trees(
        columns=np.array([[NAMES.index("linked")], [NAMES.index("core-left")]], np.int16),
        borders=np.array([[0.5], [0.5]], np.float32),
        leaves=np.array([[1, -3], [1, -3]], np.float32),
        weights=np.ones((2, 2), np.float32),
        bias=0.0,
    )
    trees.save(tmp_path / "main_text.npz")
    (tmp_path / "main_text.json").write_text(json.dumps({"columns": NAMES}))
    monkeypatch.setattr(models, "folder", lambda: tmp_path)
    yield
    main_text._load.cache_clear()


def test_the_second_opinion_takes_out_and_says_why(dislikes_links: None) -> None:
    [done] = strip([read(LURED)], Facts(), [NotArticleAfterAll(), OutsideMainContent()])
    assert done.edited.clean.split("\n\n") == ["Norrhaven reopens its harbour baths", *BODY]
    [hit] = [hit for rule, hit in done.hits if rule.code == "BP41"]
    assert hit.message == "not article after all: its links (88 %)"
    rows = [(e.start, e.end, e.replacement, done.edited.page[e.start : e.end]) for e in done.edited.edits]
    assert restore(done.edited.clean, rows) == done.edited.page


def test_without_its_rule_the_choice_is_trafilaturas(dislikes_links: None) -> None:
    article = read(LURED)
    [alone] = strip([article], Facts(), [OutsideMainContent()])
    [again] = strip(main_text.second_opinion([article]), Facts(), [OutsideMainContent()])
    assert TEASER in alone.edited.clean
    assert again.edited.clean == alone.edited.clean


def test_the_second_opinion_keeps_what_trafilatura_left(dislikes_links: None) -> None:
    note = "The treasurer's figures are those of the spring budget."
    article = read(PAGE.replace('<p class="also">', f'<footer class="note">{note}</footer><p class="also">'))
    assert of(article, note, "taken") == 0
    [judged] = main_text.second_opinion([article])
    assert [article.text[mark.start : mark.end] for mark in judged.page.marked("article")] == [*BODY[:2], note, BODY[2]]
    assert judged.evidence is None
    [done] = strip([article], Facts(), [NotArticleAfterAll(), OutsideMainContent()])
    assert note in done.edited.clean


def test_weights_for_other_evidence_are_refused(dislikes_links: None, tmp_path: Path) -> None:
    (tmp_path / "main_text.json").write_text(json.dumps({"columns": NAMES[:-1]}))
    with pytest.raises(ValueError, match="other evidence"):
        main_text.second_opinion([read(PAGE)])


@pytest.mark.parametrize("kind", ["paywall-content", "subscriber-only"])
def test_what_only_subscribers_see_is_read(kind: str) -> None:
    more = "".join(f"<p>{text} {number}</p>" for number, text in enumerate(BODY))
    page = PAGE.replace("</div></article>", f'<div class="{kind}" style="display:none">{more}</div></div></article>')
    assert f"{BODY[2]} 2" in read(page).text


def test_what_only_subscribers_see_is_read_where_each_paragraph_is_hidden_by_itself() -> None:
    more = "<i>x</i>".join(f'<div class="subscriber-only" hidden><p>{text} 2</p></div>' for text in BODY)
    text = read(PAGE.replace("</div></article>", f"{more}</div></article>")).text
    assert all(f"{paragraph} 2" in text for paragraph in BODY)


@pytest.mark.parametrize("times", [1, 9])
def test_a_hidden_offer_to_subscribe_is_not_read(times: int) -> None:
    offer = '<div class="paywall" hidden><p>Read on for one crown a week</p></div>' * times
    assert "crown a week" not in read(PAGE.replace("</article>", f"{offer}</article>")).text


def test_a_page_that_hides_itself_while_it_loads_is_read() -> None:
    assert BODY[0] in read(PAGE.replace("<body>", '<body style="visibility: hidden">')).text


@pytest.mark.parametrize(("author", "asked"), [("Ilse Marten", False), ("Harbour Gazette", True), ("Gazette", True)])
def test_trafilatura_is_asked_for_fields_only_where_the_page_leaves_one_open(author: str, asked: bool) -> None:
    stated = (
        f'<meta name="author" content="{author}"><meta property="og:site_name" content="Harbour Gazette">'
        '<meta property="article:published_time" content="2024-03-02T10:00:00Z">'
    )
    claims = read(PAGE.replace("<head>", f"<head>{stated}")).claims
    assert any(claim.source == "trafilatura" for claim in claims) == asked


def test_what_a_library_stumbles_over_costs_only_that(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object, **__: object) -> str:
        raise ValueError("a day that no month has")

    page = (
        "<html><head><title>Baths</title></head><body><h1>Baths to reopen</h1><p>The council voted.</p></body></html>"
    )
    monkeypatch.setattr("htmldate.find_date", stumble)
    claims = html.article("https://norrhaven.example/baths.html", page.encode()).claims
    assert [(c.field, c.value) for c in claims if c.source == "trafilatura"] == [("title", "Baths to reopen")]
