"""Sentences that look like defects and are the reporter's: ``tests/false_friends.yml``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from presscheck import pipeline, testing
from presscheck.model import Article, article_id

FILE: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "false_friends.yml").read_text("utf-8"))
LANGUAGES = {"en", "de", "fr", "es", "it", "pt"}
ADDRESS = "https://harbourgazette.example/baths"
NOT_THERE = "agency dateline dateline_place dateline_date scraped_day tag caption modified".split()
BETWEEN = (1, 2)
ALL_OF_THEM = 11
"""Items of the list at the end of the catalogue."""


def _cases() -> list[Any]:
    frames = [pytest.param(language, {"text": ""}, id=f"frame-{language}") for language in FILE["frames"]]
    friends = [
        pytest.param(language, _friend(name, friend), id=f"{name}-{language}-{number}")
        for name, spoken in FILE["friends"].items()
        for language, variants in spoken.items()
        for number, friend in enumerate(variants, 1)
    ]
    return frames + friends


def _friend(name: str, friend: Any) -> dict[str, Any]:
    """``text``, and the ``places`` where not all are possible: a subhead stands between paragraphs."""
    friend = friend if isinstance(friend, dict) else {"text": friend}
    return {"places": BETWEEN, **friend} if name.startswith("a_subhead") or friend.get("twice") else friend


def page(language: str, friend: dict[str, Any], place: int) -> str:
    """The article with the friend behind so many paragraphs; where it comes twice, behind one more too."""
    frame = FILE["frames"][language]
    body = list(frame["paragraphs"])
    body.insert(place, friend["text"])
    if friend.get("twice"):
        body.insert(place + 2, friend["text"])
    return "\n\n".join([frame["headline"], f"{frame['byline']}\n{frame['date']}", *filter(None, body)]) + "\n"


@pytest.mark.parametrize(("language", "friend"), _cases())
def test_stays_silent(language: str, friend: dict[str, Any]) -> None:
    frame = FILE["frames"][language]
    for place in friend.get("places", range(len(frame["paragraphs"]) + 1)):
        text = page(language, friend, place)
        article = Article(article_id("friend.txt", text.encode()), "friend.txt", "text/plain", "", text, url=ADDRESS)
        batch = pipeline.examine([article], today=testing.TODAY)
        (dossier,) = batch.dossiers
        may = friend.get("may", ())
        found = [finding for finding in (*dossier.findings, *batch.findings) if finding.rule not in may]
        assert not [f"{finding.rule}: {finding.message}" for finding in found], text
        assert may or dossier.clean_text == text
        assert dossier.value("title") == frame["headline"]
        assert [field.value for field in dossier.chosen("author")] == [frame["author"]]
        assert dossier.value("published") == "2024-03-12"
        read = [field for name in NOT_THERE for field in dossier.chosen(name)]
        assert not read


def test_every_item_of_the_list_is_there_in_six_languages() -> None:
    assert len(FILE["friends"]) == ALL_OF_THEM
    for name, spoken in FILE["friends"].items():
        assert spoken.keys() >= LANGUAGES, name
        assert sum(map(len, spoken.values())) > len(LANGUAGES) - 1, name
    assert {language for spoken in FILE["friends"].values() for language in spoken} <= FILE["frames"].keys()
