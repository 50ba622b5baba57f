"""Phrase lexicons: languages, shared pieces, and that every pattern is one that RE2 takes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import re2

from presscheck import lexicons, rule
from presscheck.patterns import EDGE, lone, opening
from presscheck.rule import regex
from presscheck.strip.phrase_rule import cues_of

FOLDER = Path(lexicons.__file__).parent / "phrases"
LANGUAGES = frozenset("en de fr es it pt nl pl ar tr hi zh ja".split())
NOT_SPOKEN = {
    "BP14": (LANGUAGES, "names of networks, which parts.txt has in all scripts"),
    "BP44": (
        frozenset("pl ar tr hi zh ja".split()),
        "archives speak English, and caches that are no more are known in these",
    ),
    "DT07": (frozenset({"en"}), "English ones stand with those of no language"),
    "DT08": (LANGUAGES, "zeros of computer clocks, not words"),
    "LG02": (frozenset("zh ja".split()), "told by their scripts: words are not parted"),
    "LY07": (frozenset("tr hi zh ja".split()), "no word before a noun that cannot stand without it"),
    "TG02": (frozenset("ar tr hi zh ja".split()), "the publishing systems' own tags are English there"),
}
"""Code -> the languages that its phrases may leave out, and why."""


def test_a_heading_begins_a_language_and_a_piece_stands_for_its_pattern(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "phrases").mkdir()
    (tmp_path / "phrases" / "parts.txt").write_text("# ours\nwho = (?:us|me)\n")
    (tmp_path / "phrases" / "XX01.txt").write_text("# ours\n\\d+ @\n[en]\nwrite to <who>\n[de]\nan (?P<x>y)\n")
    monkeypatch.setattr(lexicons, "_folders", [tmp_path])
    for cached in (lexicons.words, lexicons.phrases, lexicons.parts):
        cached.cache_clear()
    try:
        assert lexicons.phrases("XX01") == {"": (r"\d+ @",), "en": ("write to (?:us|me)",), "de": ("an (?P<x>y)",)}
    finally:
        for cached in (lexicons.words, lexicons.phrases, lexicons.parts):
            cached.cache_clear()


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*[0-9].txt")), ids=lambda path: path.stem)
def test_every_pattern_compiles_alone(path: Path) -> None:
    for patterns in lexicons.phrases(path.stem).values():
        for pattern in patterns:
            regex(f"(?i){pattern}")


NARROW = re.compile(r"[^\W\d_a-zA-Z]\??(?:\|[^()]*\)|\)*)\\b|\\b(?:\(\?:(?:[^()]*\|)?)?[^\W\d_a-zA-Z]")
"""``\\b`` beside a letter that is not ASCII, where RE2 sees no boundary; ``<open>`` and ``<break>`` do."""


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_boundaries_stand_beside_ascii_letters(path: Path) -> None:
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert not [line for line in lines if NARROW.search(line)]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*[0-9].txt")), ids=lambda path: path.stem)
def test_phrases_speak_the_languages_of_the_catalogue(path: Path) -> None:
    left_out, _why = NOT_SPOKEN.get(path.stem, (frozenset(), ""))
    more = path.with_stem(f"{path.stem}-unmarked")
    spoken = {*lexicons.phrases(path.stem), *(lexicons.phrases(more.stem) if more.exists() else ())}
    assert not LANGUAGES - left_out - spoken


def test_turkish_and_hindi_letters_are_found_as_sites_write_them() -> None:
    turkish = regex(lone(lexicons.spellings("tr", r"ilgili \w{5}ler|yazdır|[a-i]x")))
    assert all(turkish.search(text) for text in ("İLGİLİ habeRLER", "ilgili haberler", "YAZDIR", "yazdır", "Ix"))
    assert not turkish.search("İx")
    hindi = regex(lone(lexicons.spellings("hi", "पढ\u093cें")))
    assert all(hindi.search(text) for text in ("पढ\u093cें", "प\u095dें", "पढें"))
    assert not hindi.search("पढ\u093c")


def test_the_edge_of_a_phrase_is_the_same_in_lexicons_and_shapes() -> None:
    parts = dict(line.split(" = ", 1) for line in lexicons.words("phrases/parts"))
    assert (parts["edge"], parts["end"]) == (EDGE, f"{EDGE}$")
    assert not regex(lone("शेयर")).search("शेयरों"), "the signs of Devanagari go on with the word"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*-cues.txt")), ids=lambda path: path.stem)
def test_every_cue_compiles_and_every_phrase_holds_one(path: Path) -> None:
    code = path.stem.removesuffix("-cues")
    cues = regex(cues_of(code))
    for patterns in lexicons.phrases(code).values():
        for pattern in patterns:
            assert cues.search(pattern.replace("(?:", "")), pattern


def test_what_phrases_end_in_stands_once_in_their_pattern() -> None:
    end = lexicons.parts()["end"]
    pattern = opening(f"log in{end}", f"sign (?:in|up){end}", f"go|come back{end}", "read")
    assert pattern.count(end) == 2
    found = {line for line in ("Log in!", "sign up", "sign up now", "go on", "come back", "come back soon", "reading")
             if regex(pattern).search(line)}  # fmt: skip
    assert found == {"Log in!", "sign up", "go on", "come back", "reading"}


def test_patterns_too_big_for_the_first_size_have_the_second() -> None:
    words = r" \pL+" * 5
    big = "|".join(f"tide {number}{words}" for number in range(200))
    with pytest.raises(re2.error):
        re2.compile(big, rule._SIZES[0])
    assert regex(big).search("tide 199 at the old harbour bridge")
    too_big = "|".join(f"tide {number}{words}" for number in range(2_000))
    with pytest.raises(ValueError, match="pattern too large") as refused:
        regex(too_big)
    assert len(str(refused.value)) < 300
