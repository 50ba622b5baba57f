"""README and docs/accuracy.md show the numbers of one run."""

from __future__ import annotations

import pytest

import publish


def test_readme_shows_the_table_of_the_document() -> None:
    table = publish.block(publish.README.read_text("utf-8"))
    assert table.count("\n") > 20
    assert table in publish.DOCUMENT.read_text("utf-8")


def test_the_document_says_where_it_comes_from() -> None:
    assert "Written by `make bench` on 20" in publish.DOCUMENT.read_text("utf-8")


def test_a_table_is_put_between_the_markers_and_nowhere_else() -> None:
    text = f"# Norrhaven\n\n{publish.OPEN}\n{publish.CLOSE}\n\nBelow.\n"
    once = publish.filled(text, "| a |")
    assert publish.block(once) == "| a |"
    assert publish.filled(once, "| b |") == text.replace(f"{publish.OPEN}\n", f"{publish.OPEN}\n| b |\n")
    with pytest.raises(ValueError, match="substring not found"):
        publish.filled("no markers", "| a |")
