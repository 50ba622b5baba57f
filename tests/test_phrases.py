"""Phrase lexicons: languages, shared pieces, and that every pattern is one that RE2 takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from presscheck import lexicons
from presscheck.rule import regex

FOLDER = Path(lexicons.__file__).parent / "phrases"


def test_a_heading_begins_a_language_and_a_piece_stands_for_its_pattern(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "phrases").mkdir()
    (tmp_path / "phrases" / "parts.txt").write_text("# ours\nwho = (?:us|me)\n")
    (tmp_path / "phrases" / "XX01.txt").write_text("# ours\n\\d+ @\n[en]\nwrite to <who>\n[de]\nan (?P<x>y)\n")
    monkeypatch.setattr(lexicons, "_FOLDER", tmp_path)
    for cached in (lexicons.words, lexicons.phrases, lexicons._parts):
        cached.cache_clear()
    try:
        assert lexicons.phrases("XX01") == {"": (r"\d+ @",), "en": ("write to (?:us|me)",), "de": ("an (?P<x>y)",)}
    finally:
        for cached in (lexicons.words, lexicons.phrases, lexicons._parts):
            cached.cache_clear()


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*[0-9].txt")), ids=lambda path: path.stem)
def test_every_pattern_compiles_alone(path: Path) -> None:
    for patterns in lexicons.phrases(path.stem).values():
        for pattern in patterns:
            regex(f"(?i){pattern}")
