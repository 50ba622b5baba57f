"""An article whose one paragraph was removed for its looks."""

from __future__ import annotations

from presscheck.model import Article, Dossier, Edit, Facts, Field, Severity
from presscheck.rules.tr04_empty_body import EmptyBody

TITLE = "Council votes to reopen the harbour baths"
PARAGRAPH = "The council of Norrhaven voted on Monday to reopen the old harbour baths next spring, at last."
TEXT = f"{TITLE}\n{PARAGRAPH}\n"


def _dossier(rule: str) -> Dossier:
    edit = Edit(len(TITLE) + 1, len(TEXT) - 1, "", rule)
    title = Field("title", TITLE, 0.9, "headline", 0, len(TITLE), TITLE, chosen=True)
    return Dossier(Article("a", "a.txt", "text/plain", "", TEXT), (edit,), f"{TITLE}\n\n", (title,))


def test_a_paragraph_that_was_removed_for_its_looks_is_named() -> None:
    (hit,) = EmptyBody().find(_dossier("BP39"), Facts())
    assert TEXT[hit.start : hit.end] == PARAGRAPH
    assert hit.message == "no body: 0 words left; the paragraph below the headline was removed by BP39"
    assert hit.severity is Severity.WARNING


def test_a_notice_below_the_headline_is_no_article() -> None:
    (hit,) = EmptyBody().find(_dossier("TR02"), Facts())
    assert hit.message == "no body: 0 words left"
    assert hit.severity is None
