"""What the lines at the top of a text are: the outlet's name, labels, the headline."""

from __future__ import annotations

import pytest

from invented import BODY, article_of, dossier_of
from presscheck.ledger import EditedText
from presscheck.model import Dossier, Edit, Facts, Page
from presscheck.normalise import normalise
from presscheck.normalise.headlines import below_menus

HEADLINE = "Harbour baths to reopen in spring"


def examined(*head: str) -> Dossier:
    return dossier_of("\n\n".join([*head, *BODY]))


@pytest.mark.parametrize(
    ("head", "title", "publisher"),
    [
        (("Norrhaven Mail", HEADLINE), HEADLINE, "Norrhaven Mail"),
        (("NORRHAVEN MAIL", "Monday, 4 March 2024", "Ilse Marten", HEADLINE), HEADLINE, "NORRHAVEN MAIL"),
        (("Norrhaven Mail",), "Norrhaven Mail", None),
        (("Norrhaven Mail", "By Ilse Marten", "Ilse Marten"), "Norrhaven Mail", None),
        (("PRESS RELEASE", HEADLINE), HEADLINE, None),
        (("Pressemitteilung", "+++ Eilmeldung +++", HEADLINE), HEADLINE, None),
        (("Press release",), None, None),
        (("Opinion", "Norrhaven", HEADLINE), HEADLINE, None),
        (("Press release", "Baths reopen"), "Baths reopen", None),
        (("Opinions", HEADLINE), HEADLINE, None),
        ((HEADLINE, "Norrhaven Mail"), HEADLINE, "Norrhaven Mail"),
        ((HEADLINE, "Parcels lost in the post turn up in a cellar", "By Ilse Marten"), HEADLINE, None),
        ((HEADLINE, "By Harriet Press and Seo Ha-rin"), HEADLINE, None),
        ((HEADLINE, "Von Norrhaven Mail"), HEADLINE, None),
        ((HEADLINE, "Photo: Norrhaven Mail"), HEADLINE, None),
        (("By Ilse Marten", HEADLINE), HEADLINE, None),
        (("By Royal Appointment", "By Ilse Marten"), "By Royal Appointment", None),
        (("Kommunalpolitik", HEADLINE), HEADLINE, None),
        (("Faits divers", HEADLINE), HEADLINE, None),
        (("Общество", HEADLINE), HEADLINE, None),
        (
            ("Harbour baths", "Council votes on the old baths again", "By Ilse Marten"),
            "Council votes on the old baths again",
            None,
        ),
        (("Harbour baths", "Council votes on the old baths again"), "Harbour baths", None),
        (("Harbour baths", "They open in May.", "By Ilse Marten"), "Harbour baths", None),
        (("Baths reopen!", "Council votes on the old baths again", "By Ilse Marten"), "Baths reopen!", None),
        (("Baths to reopen", "Council votes on the old baths again", "By Ilse Marten"), "Baths to reopen", None),
        (("Quelle: Statistikamt Norrhaven", HEADLINE), HEADLINE, None),
        (("Mayor meets the press about the baths",), "Mayor meets the press about the baths", None),
    ],
)
def test_title_and_publisher_of_a_text(head: tuple[str, ...], title: str | None, publisher: str | None) -> None:
    dossier = examined(*head)
    assert (dossier.value("title"), dossier.value("publisher")) == (title, publisher)


def test_a_date_between_outlet_and_headline_dates_the_article() -> None:
    assert examined("Norrhaven Mail", "4 March 2024, 9:15 am", HEADLINE).value("published") == "2024-03-04T09:15"


def test_a_line_that_is_gone_in_two_pieces_is_no_title() -> None:
    text = "\n\n".join(["Read more: \ufeffHarbour master resigns", HEADLINE, *BODY])
    dossier = dossier_of(text)
    assert "Read more" not in dossier.clean_text
    assert dossier.value("title") == HEADLINE


WHOLE_PAGE = """Skip to content
Subscribe
Log in
News
Sport
Business
Opinion
Culture
Weather
Most read
Ferry timetable changes for winter
Quiz: how well do you know your harbour?
Newsletter
Advertise with us
{head}
Share
Facebook
{body}
Read more
Related articles
Bus drivers call off strike
New school opens in Elmsund
Cookie settings
Privacy policy
Terms of use
© 2024 The Norrhaven Mail. All rights reserved.
"""


@pytest.mark.parametrize("head", [(HEADLINE,), (HEADLINE, "By Ilse Marten", "4 March 2024"), ("Harbour", HEADLINE)])
def test_the_headline_of_a_whole_page_stands_below_its_menus(head: tuple[str, ...]) -> None:
    text = WHOLE_PAGE.format(head="\n".join(head), body="\n".join(BODY))
    dossier = dossier_of(text)
    title = dossier.first("title")
    assert title
    assert (title.value, title.rule) == (HEADLINE, "headline of a whole page")
    assert (dossier.value("author"), dossier.value("published")) == (
        ("Ilse Marten", "2024-03-04") if len(head) == 3 else (None, None)
    )


@pytest.mark.parametrize(
    ("headline", "others"),
    [
        ("Harbour baths to reopen in spring", ["Ferry to sail again in spring, master says."]),
        ("ノルハーベン市、港の浴場を春に再開へ", ["人気の記事", "天気"]),
        ("Hafenbad öffnet im Frühjahr", ["* Hafenbad öffnet im Frühjahr wieder", "Hafen"]),
    ],
)
def test_the_headline_below_menus_is_no_entry_sentence_or_word(headline: str, others: list[str]) -> None:
    body = "\n".join([f"{headline}. {line}" for line in BODY])
    lines = Page("\n".join([*others, headline, body])).lines
    found = below_menus(lines, range(len(lines)))
    assert found
    assert lines[found[0]].text == headline
    assert found[1] > 0
    assert below_menus(lines[:0], []) is None
    assert below_menus(lines, range(len(others) + 1, len(lines))) is not None  # what was removed may be it


@pytest.mark.parametrize(
    ("top", "title", "confidence"),
    [
        ("Ferry Fishing Weather Tides", "Ferry Fishing Weather Tides", 0.4),
        (HEADLINE, HEADLINE, 0.85),
    ],
)
def test_a_line_at_the_top_of_a_whole_page_is_its_headline_where_no_other_may_be(
    top: str, title: str, confidence: float
) -> None:
    menu = "".join(f"Entry {number}\n" for number in range(15))
    text = "\n".join([f"{top}\n{menu}", *([] if top == HEADLINE else [HEADLINE]), *BODY])
    edited = EditedText(text).edit([Edit(len(top) + 1, len(top) + 1 + len(menu), "", "GUESS")])
    [fields] = normalise([(article_of(text), edited)], Facts(), ["GUESS"])
    [chosen] = [field for field in fields if field.field == "title" and field.chosen]
    assert (chosen.value, chosen.confidence) == (title, confidence)


@pytest.mark.parametrize(("line", "subheads"), [("Pumps and prices", ["Pumps and prices"]), ("Source: Norrhaven", [])])
def test_a_line_that_names_a_source_is_no_subhead(line: str, subheads: list[str]) -> None:
    dossier = dossier_of("\n\n".join([HEADLINE, BODY[0], BODY[1], line, BODY[2], BODY[0]]))
    assert list(dossier.values("subhead")) == subheads
