"""Fields of HTML pages: what the markup claims in all its shapes, what stands around the headline, who is believed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from presscheck import pipeline
from presscheck.model import Article, Dossier
from presscheck.read import html

PARAGRAPH = (
    "<p>The harbour baths of Norrhaven reopened on Monday after four years of works that cost the town twice as much as "
    "the council had been told, and the queue reached down to the fish market before noon.</p>"
)


def page(
    head: str = "", top: str = "<h1>Harbour baths reopen after four years</h1>", body: str = PARAGRAPH * 4
) -> Article:
    markup = f"<html><head>{head}</head><body><main><article>{top}{body}</article></main></body></html>"
    return html.article("page.html", markup.encode())


def examined(head: str = "", top: str = "<h1>Harbour baths reopen after four years</h1>") -> Dossier:
    [dossier] = pipeline.examine([page(head, top)]).dossiers
    return dossier


def json_ld(*nodes: Any) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in nodes)


def claims(article: Article, field: str) -> list[tuple[str, str]]:
    found = [(claim.value, claim.source) for claim in article.claims if claim.field == field]
    return [(value, source) for value, source in found if source != "trafilatura"]


def authors(dossier: Dossier) -> list[str]:
    return [field.value for field in dossier.chosen("author")]


ARTICLE = {"@type": "NewsArticle", "headline": "Harbour baths reopen after four years"}
PERSON = {"@type": "Person", "@id": "#ana", "name": "Ana Soler"}


@pytest.mark.parametrize(
    "nodes",
    [
        [{**ARTICLE, "author": "Ana Soler"}],
        [{**ARTICLE, "author": {"name": "Ana Soler"}}],
        [{**ARTICLE, "author": [PERSON]}],
        [{**ARTICLE, "@type": ["Thing", "http://schema.org/OpinionNewsArticle"], "author": {"name": ["Ana Soler"]}}],
        [{"@graph": [{**ARTICLE, "author": {"@id": "#ana"}}, PERSON]}],
        [PERSON, [{**ARTICLE, "author": [{"@id": "#ana"}]}]],
        [{"@type": "WebPage", "mainEntity": {**ARTICLE, "author": PERSON}}],
    ],
)
def test_json_ld_authors_in_all_shapes(nodes: list[Any]) -> None:
    assert claims(page(json_ld(*nodes)), "author") == [("Ana Soler", "json-ld author")]


@pytest.mark.parametrize(
    "block",
    [
        '{"@type": "NewsArticle", "author": "Ana Soler",}',
        '<!-- {"@type": "NewsArticle", "author": "Ana Soler"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "author": "Ana Soler"}\n//]]>',
        '{"@type": "NewsArticle", "description": "Line\nbreak", "author": "Ana Soler"};',
    ],
)
def test_json_ld_that_is_not_quite_json(block: str) -> None:
    assert ("Ana Soler", "json-ld author") in claims(
        page(f'<script type="application/ld+json">{block}</script>'), "author"
    )


def test_broken_json_ld_does_not_take_the_other_blocks_along() -> None:
    broken = '<script type="application/ld+json">{"@type": "NewsArticle" "author": 3}</script>'
    assert claims(page(broken + json_ld({**ARTICLE, "author": "Ana Soler"})), "author") == [
        ("Ana Soler", "json-ld author")
    ]


def test_the_dates_of_a_web_page_are_only_taken_where_no_article_is_described() -> None:
    web_page = {"@type": "WebPage", "datePublished": "2021-05-03"}
    assert claims(page(json_ld(web_page)), "published") == [("2021-05-03", "json-ld page datePublished")]
    assert not claims(page(json_ld(web_page, ARTICLE)), "published")


def test_entities_escaped_twice_are_text() -> None:
    head = json_ld({**ARTICLE, "headline": "&#8216;Baths &amp; bridges&#8217;"}) + (
        '<meta property="og:title" content="&amp;quot;Baths&amp;quot; <b>reopen</b>">'
    )
    assert [value for value, _ in claims(page(head), "title")] == ["‘Baths & bridges’", '"Baths" reopen']


def test_meta_elements_of_other_vocabularies_are_read() -> None:
    head = (
        '<meta name="sailthru.author" content="Ana Soler"><meta name="cXenseParse:recs:publishtime" content="2021-05-03">'
        '<meta name="DC:title" content="Baths"><meta name="twitter:label1" content="Geschrieben von">'
        '<meta name="twitter:data1" content="Jo Brandt"><meta name="twitter:label2" content="Reading time">'
        '<meta name="twitter:data2" content="3 minutes"><meta property="article:author" content="https://social.example/a">'
    )
    article = page(head)
    assert claims(article, "author") == [("Ana Soler", "meta sailthru.author"), ("Jo Brandt", "meta twitter:data")]
    assert claims(article, "published") == [("2021-05-03", "meta cxenseparse:recs:publishtime")]
    assert ("Baths", "meta dc.title") in claims(article, "title")


def test_microdata_of_the_article_and_not_of_what_else_is_on_the_page() -> None:
    top = (
        '<div itemscope itemtype="http://schema.org/NewsArticle"><h1 itemprop="headline">Harbour baths reopen</h1>'
        '<span itemprop="author" itemscope itemtype="http://schema.org/Person"><b itemprop="name">Ana Soler</b></span>'
        '<meta itemprop="datePublished" content="2021-05-03"><time itemprop="dateModified" datetime="2021-05-04">Tuesday</time>'
        '<div itemscope itemtype="http://schema.org/VideoObject"><meta itemprop="datePublished" content="1999-01-01"></div>'
        '</div><div itemscope itemtype="http://schema.org/NewsArticle"><i itemprop="author">Jo Brandt</i></div>'
    )
    article = page(top=top)
    assert claims(article, "author") == [("Ana Soler", "microdata author")]
    assert claims(article, "published") == [("2021-05-03", "microdata datePublished")]
    assert claims(article, "modified") == [("2021-05-04", "microdata dateModified")]


def test_an_organisation_is_kept_as_outlet_and_is_no_author() -> None:
    organization = {"@type": "NewsMediaOrganization", "name": "Harbour Light"}
    dossier = examined(json_ld({**ARTICLE, "author": organization}))
    assert not authors(dossier)
    [field] = [
        field for field in dossier.candidates("byline") if field.value == "Harbour Light" and "json" in field.rule
    ]
    assert field.rule == "json-ld author organization (outlet)"


@pytest.mark.parametrize("host", ["www.harbourlight.example", "harbourlight.com.mx", "harbourlight.co.uk"])
def test_an_author_called_like_the_site_is_its_outlet(host: str) -> None:
    head = json_ld({**ARTICLE, "author": "Harbour Light"}) + f'<link rel="canonical" href="https://{host}/1">'
    assert not authors(examined(head))


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ('<p>By <a href="/author/asoler">Ana Soler</a></p>', ["Ana Soler"]),
        ('<p class="Byline">By Ana Soler and Jo Brandt</p>', ["Ana Soler", "Jo Brandt"]),
        ('<div class="byline"><span rel="author">Ana Soler</span><i>Science Editor</i></div>', ["Ana Soler"]),
        ('<p>By<span class="author-name">Ana Soler</span></p>', ["Ana Soler"]),
        ("<p>By<span>Ana Soler</span></p>", ["Ana Soler"]),
        ("<p>Posted on 3 May 2021 by Ana Soler</p>", ["Ana Soler"]),
        ('<p>By <a class="authorName">Ana Soler</a>The Norrhaven Courier</p>', ["Ana Soler"]),
        ('<p class="byline">View all articles</p>', []),
        ('<p>By <a rel="author">Ana Soler The Associated Press</a></p>', ["Ana Soler"]),
    ],
)
def test_bylines_around_the_headline(byline: str, names: list[str]) -> None:
    assert authors(examined(top=f"<h1>Harbour baths reopen after four years</h1>{byline}")) == names


def test_an_element_that_names_the_photographer_is_no_byline() -> None:
    top = '<h1>Harbour baths reopen after four years</h1><p>Photographs by <a rel="author">Jo Brandt</a></p>'
    assert not [field for field in examined(top=top).fields if field.rule == "byline element"]


def test_a_byline_of_another_story_further_down_is_left_out() -> None:
    other = f'{PARAGRAPH * 2}<div class="byline">By Jo Brandt</div>'
    top = f'<h1>Harbour baths reopen after four years</h1><p class="byline">By Ana Soler</p>{other}'
    assert "Jo Brandt" not in authors(examined(top=top))


def test_the_byline_that_is_shown_decides_who_of_the_claimed_are_authors() -> None:
    head = json_ld({**ARTICLE, "author": ["Ana Soler", "Jo Brandt", "Mia Keller"]})
    top = (
        '<h1>Harbour baths reopen after four years</h1><p class="byline">By <a rel="author">Ana Soler</a> and '
        '<a rel="author">Lu Varga</a></p><p>Edited by <a rel="author">Mia Keller</a></p>'
    )
    assert authors(examined(head, top)) == ["Ana Soler", "Lu Varga"]


def test_a_shown_byline_that_names_others_does_not_overrule_the_claims() -> None:
    head = json_ld({**ARTICLE, "author": "Ana Soler"})
    top = '<h1>Harbour baths reopen after four years</h1><p class="byline">By Jo Brandt</p>'
    assert authors(examined(head, top)) == ["Ana Soler"]


def test_the_same_name_spelt_twice_is_one_author() -> None:
    head = json_ld({**ARTICLE, "author": "Ana M. Soler"}) + '<meta name="author" content="Ana M Soler">'
    assert authors(examined(head)) == ["Ana M. Soler"]


def test_a_kicker_inside_the_heading_is_not_the_title() -> None:
    head = '<meta property="og:title" content="Opinion | Harbour baths reopen after four years">' + json_ld(ARTICLE)
    top = "<h1><span style='display:block'>Opinion</span><br>Harbour baths reopen after four years</h1>"
    assert examined(head, top).value("title") == "Harbour baths reopen after four years"


def test_a_heading_of_two_lines_is_one_title_where_the_markup_says_so() -> None:
    title = "Harbour baths: They reopen after four years"
    top = "<h1>Harbour baths:<br>They reopen after four years</h1>"
    assert examined(f'<meta property="og:title" content="{title}">', top).value("title") == title


def test_the_only_heading_is_believed_before_words_for_search_engines() -> None:
    head = '<meta property="og:title" content="Best swimming 2021"><title>Best swimming 2021</title>'
    assert examined(head).value("title") == "Harbour baths reopen after four years"


def test_a_heading_that_names_the_site_is_no_title() -> None:
    head = '<meta property="og:title" content="Baths reopen after four years"><meta property="og:site_name" content="The Harbour Light">'
    assert examined(head, "<h1>The Harbour Light</h1>").value("title") == "Baths reopen after four years"


@pytest.mark.parametrize(
    ("shown", "published"),
    [
        ("May 2, 2021 10:30 pm", "2021-05-02T22:30-04:00"),
        ("May 2, 2021 10:30 pm EDT", "2021-05-02T22:30-04:00"),
        ("May 2, 2021", "2021-05-02"),
        ("May 2, 2021 10:31 pm", "2021-05-03T02:30:12Z"),  # another moment
        ("May 1, 2021", "2021-05-03T02:30:12Z"),
        ("Updated May 2, 2021 10:30 pm", "2021-05-03T02:30:12Z"),
    ],
)
def test_a_moment_in_utc_is_given_as_the_page_shows_it(shown: str, published: str) -> None:
    head = json_ld({**ARTICLE, "datePublished": "2021-05-03T02:30:12Z"})
    label, _, rest = shown.rpartition("Updated ")
    top = f"<h1>Harbour baths reopen after four years</h1><p>By Ana Soler</p><p>{label}{'Updated ' * ('Up' in shown)}<time>{rest}</time></p>"
    assert examined(head, top).value("published") == published


@pytest.mark.parametrize("path", ["2021/05/03/baths", "world/2021/may/03/baths", "2021-05-03-baths"])
def test_the_day_in_an_address(path: str) -> None:
    dossier = examined(f'<link rel="canonical" href="https://courier.example/{path}">')
    assert dossier.value("published") == "2021-05-03"


def test_tags_name_subjects_and_not_machinery() -> None:
    keywords = "Harbour, topic/Baths, Subject: Councils, Page type: article, 100312362, The Harbour Light, Ana Soler"
    head = (
        f'<meta name="keywords" content="{keywords}"><meta property="og:site_name" content="The Harbour Light">'
        '<meta name="author" content="Ana Soler">'
    )
    assert {field.value for field in examined(head).chosen("tag")} == {"Harbour", "Baths", "Councils"}


@pytest.mark.parametrize(
    ("claimed", "title"),
    [
        ("Council votes to reopen the baths", "Council votes to reopen the baths"),
        ("Council votes to reopen the baths - Harbour Gazette", "Council votes to reopen the baths"),
        ("votes to reopen the baths", "Harbour: Council votes to reopen the baths"),  # no kicker before it
        ("the baths", "Harbour: Council votes to reopen the baths"),
    ],
)
def test_a_headline_goes_without_the_kicker_that_the_markup_leaves_out(claimed: str, title: str) -> None:
    head = f'<meta property="og:title" content="{claimed}"><meta property="og:site_name" content="Harbour Gazette">'
    dossier = examined(head, "<h1>Harbour: Council votes to reopen the baths</h1><p>By Ana Soler</p>")
    found = dossier.first("title")
    assert found is not None
    assert found.value == title
    assert dossier.article.text[found.start : found.end] == title
