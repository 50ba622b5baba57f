"""The laws of the link step: symmetric, and nothing depends on the order of the articles; and what makes a story."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from invented import WORDS, article_of, prose
from presscheck import link, pipeline, tables
from presscheck.config import Settings
from presscheck.duck import Duck
from presscheck.link import candidates, pairs, prints
from presscheck.link.align import align, changes, sentences
from presscheck.link.fingerprints import _word_hashes, grams, words
from presscheck.link.overlap import Grams, overlap
from presscheck.link.reuse import reuse
from presscheck.model import Batch
from presscheck.run_folder import Run

slow = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
passage = st.integers(0, 11).map(lambda seed: " ".join(random.Random(seed).choices(WORDS, k=60)) + ".")  # noqa: S311
text = st.lists(passage, max_size=5).map("\n".join)


def batch_of(texts: list[str]) -> Batch:
    return pipeline.examine([article_of(one, f"a/{number}.txt") for number, one in enumerate(texts)])


def related(texts: dict[str, str]) -> dict[frozenset[str], str]:
    return {frozenset((one.article_a, one.article_b)): one.relation for one in link.link(texts).links}


@slow
@given(text, text)
def test_overlap_is_the_same_from_both_sides(one: str, other: str) -> None:
    of_one, of_other = Grams.of(grams(one)), Grams.of(grams(other))
    here, there = overlap(of_one, of_other), overlap(of_other, of_one)
    assert (here.in_a, here.in_b) == (there.in_b, there.in_a)
    assert (here.shared, here.runs, here.longest, here.parts) == (there.shared, there.runs, there.longest, there.parts)
    assert (here.in_order, here.own_core) == (there.in_order, there.own_core)
    assert 0 <= here.in_order <= 1
    assert 0 <= here.own_core <= 1


@slow
@given(st.lists(text, min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_links_and_stories_do_not_depend_on_the_order(texts: list[str], chance: random.Random) -> None:
    by_id = {f"{number:04x}": one for number, one in enumerate(texts)}
    keys = list(by_id)
    chance.shuffle(keys)
    one, other = link.link(by_id), link.link({key: by_id[key] for key in keys})
    assert one == other
    assert link.stories(one.links) == link.stories(tuple(chance.sample(other.links, len(other.links))))


@slow
@given(st.lists(text, min_size=2, max_size=5))
def test_links_do_not_depend_on_the_names_of_the_articles(texts: list[str]) -> None:
    turned = {"abridged": "extended", "extended": "abridged"}
    last = len(texts) - 1
    forth = link.link({f"{number:04x}": one for number, one in enumerate(texts)}).links
    back = link.link({f"{last - number:04x}": one for number, one in enumerate(texts)}).links
    assert {(one.article_a, one.article_b, one.relation, one.containment_a, one.containment_b) for one in forth} == {
        (
            f"{last - int(one.article_b, 16):04x}",
            f"{last - int(one.article_a, 16):04x}",
            turned.get(one.relation, one.relation),
            one.containment_b,
            one.containment_a,
        )
        for one in back
    }


@slow
@given(st.lists(text, min_size=1, max_size=5), st.integers(0, 4))
def test_a_batch_in_two_runs_finds_the_links_between_them(texts: list[str], cut: int) -> None:
    by_id = {f"{number:04x}": one for number, one in enumerate(texts)}
    old = set(list(by_id)[:cut])
    expected = {one for one in link.link(by_id).links if not {one.article_a, one.article_b} <= old}
    assert set(link.link(by_id, sorted(old)).links) == expected


def test_chunks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {f"{number:04x}": "\n".join([prose(number), prose(number // 2)]) for number in range(12)}
    before = link.link(texts)
    monkeypatch.setattr(prints, "CHUNK", 5)
    assert link.link(texts) == before
    assert before.links


def test_relations() -> None:
    whole = "\n".join(prose(number) for number in range(6))
    cases = {
        "identical": whole + "\n",
        "same text": whole.replace(WORDS[0], "pebble", 1),
        "extended": "\n".join(whole.split("\n")[:4]),
        "shares wire": "\n".join([*whole.split("\n")[:3], *(prose(number) for number in range(20, 24))]),
        "shares passage": "\n".join([prose(0), *(prose(number) for number in range(30, 37))]),
    }
    for relation, other in cases.items():
        assert related({"a": whole, "b": other}) == {frozenset("ab"): relation}
    assert related({"a": whole, "b": prose(40, 300)}) == {}


def test_a_frame_around_two_stories_is_no_link() -> None:
    head, tail = prose(50, 40), prose(51, 40)
    assert related({"a": f"{head}\n{prose(52, 100)}\n{tail}", "b": f"{head}\n{prose(53, 100)}\n{tail}"}) == {}


def test_stories_do_not_chain_over_a_shared_paragraph() -> None:
    background = prose(99)
    texts = {
        f"{story}{copy}": "\n".join([*(prose(100 * ord(story) + n) for n in range(4 + copy)), background])
        for story in "abc"
        for copy in range(3)
    }
    found = link.link(texts).links
    assert {"shares passage"} == {one.relation for one in found if one.article_a[0] != one.article_b[0]}
    assert [story.article_ids for story in link.stories(found)] == [
        ("a0", "a1", "a2"),
        ("b0", "b1", "b2"),
        ("c0", "c1", "c2"),
    ]


def test_stories_do_not_chain_over_a_merged_article() -> None:
    texts = {
        f"{story}{copy}": "\n".join(prose(100 * ord(story) + n) for n in range(4 + copy))
        for story in "ab"
        for copy in range(3)
    }
    texts["m"] = texts["a0"] + "\n" + texts["b0"]
    found = link.link(texts).links
    assert {"a", "b"} <= {one.article_a[0] for one in found if one.article_b == "m"}
    groups = [set(story.article_ids) - {"m"} for story in link.stories(found)]
    assert groups == [{"a0", "a1", "a2"}, {"b0", "b1", "b2"}]


@pytest.mark.parametrize(("lengths", "groups"), [([60] * 6, []), ([120, 60], [{"a0", "m"}])])
def test_news_in_brief_join_no_stories(lengths: list[int], groups: list[set[str]]) -> None:
    texts = {f"{chr(97 + number)}0": prose(number, length) for number, length in enumerate(lengths)}
    texts["m"] = "\n".join(texts.values())
    found = link.link(texts).links
    assert len(found) == len(lengths)
    assert [set(story.article_ids) for story in link.stories(found)] == groups


def test_pieces_of_a_text_that_another_copy_ties_together_are_one_story() -> None:
    pieces = [prose(number, 80) for number in range(4)]
    whole = "\n".join(pieces)
    texts = {"a": "\n".join(pieces[:2]), "b": "\n".join(pieces[2:]), "w": whole, "x": f"{whole}\n{prose(9)}"}
    assert [set(story.article_ids) for story in link.stories(link.link(texts).links)] == [{"a", "b", "w", "x"}]


def test_common_fingerprints_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "MAX_ARTICLES_PER_PRINT", 3)
    texts = {f"{number:04x}": prose(1) + f" {number}" for number in range(5)}
    searched = link.link(texts)
    assert searched.common_prints > 0
    assert searched.mostly_common == 5
    assert searched.compared == 0


def test_many_twins_are_each_linked_to_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairs, "MANY_TWINS", 3)
    monkeypatch.setattr(candidates, "MAX_ARTICLES_PER_PRINT", 3)
    found = link.link({f"{number:04x}": prose(1) for number in range(5)}).links
    assert [(one.article_a, one.article_b) for one in found] == [("0000", f"{number:04x}") for number in range(1, 5)]


@slow
@given(text, text)
def test_aligned_sentences_stand_at_their_places_and_once(one: str, other: str) -> None:
    here, there = sentences(one), sentences(other, 1000)
    found = align(here, there)
    assert len({pair.a.start for pair in found}) == len({pair.b.start for pair in found}) == len(found)
    for pair in found:
        assert one[pair.a.start : pair.a.end].casefold().startswith(pair.a.words[0].folded)
        assert other[pair.b.start - 1000 : pair.b.end - 1000].casefold().endswith(pair.b.words[-1].folded)
        for change in changes(pair):
            assert [word.folded for word in change.a] != [word.folded for word in change.b]


def test_sentences_end_where_they_end() -> None:
    found = sentences(
        "Dr. Marten of the U.S. Navy came late to it. “We waited here for nine days.” Then she left for home again."
    )
    assert [one.words[0].text for one in found] == ["Dr", "We", "Then"]


def test_an_earlier_run_is_found_and_can_be_left_out(
    tmp_path: Path, audit_without_contracts: Callable[..., Run]
) -> None:
    first, second, out = tmp_path / "first", tmp_path / "second", tmp_path / "out"
    body = "\n\n".join(prose(number) for number in range(4))
    for folder, title in ((first, "Harbour baths to reopen"), (second, "Council votes on the old baths")):
        folder.mkdir()
        (folder / "one.txt").write_text(f"{title}\n\n{body}\n")
    earlier = audit_without_contracts([first], Settings(out=str(out), workers=1))
    later = audit_without_contracts([second], Settings(out=str(out), workers=1))
    [row] = tables.read(later.run_dir, "earlier")
    assert (row["run"], row["relation"], row["containment"]) == (
        earlier.run_dir.name,
        "same text",
        pytest.approx(1, abs=0.1),
    )
    assert list(later.facts["linking"]["earlier_runs"]) == [earlier.run_dir.name]
    assert [row["rule"] for row in later.tables["findings"] if "earlier run" in row["message"]] == ["DU04"]
    alone = audit_without_contracts([second], Settings(out=str(out), workers=1, history=False))
    assert tables.read(alone.run_dir, "earlier") == []
    assert not alone.facts["linking"]["earlier_runs"]


def test_the_origin_of_a_story_and_its_order() -> None:
    body = [prose(number) for number in range(4)]
    batch = batch_of(
        [
            "\n\n".join(["Baths to open", "Published 6 March 2024", *body[:3]]),
            "\n\n".join(["Council votes on baths", "NORRHAVEN, March 5, 2024 (Reuters) - " + body[0], *body[1:]]),
            "\n\n".join(["The old baths", *body[:2]]),
        ]
    )
    [story] = batch.stories
    name = {dossier.article.article_id: dossier.article.source for dossier in batch.dossiers}
    assert name[story.origin] == "a/1.txt"
    assert "credits Reuters" in story.reasons
    assert [name[article] for article in story.ordered] == ["a/1.txt", "a/2.txt", "a/0.txt"]
    assert story.credits == ("Reuters", "", "")
    undated = next(d for d in batch.dossiers if d.article.source == "a/2.txt")
    assert undated.value("published") is None
    assert undated.value("published_inferred") == "2024-03-05"


def test_hashes_are_pinned() -> None:
    """Fingerprints of today find those of a later version."""
    assert np.array_equal(grams("the council of Norrhaven voted"), grams("THE COUNCIL OF NORRHAVEN VOTED"))
    assert grams("the council of Norrhaven voted").tolist() == [12958300587684989751]


@slow
@given(
    st.one_of(
        st.text(),
        st.lists(st.sampled_from(["Bad", "BAD", "straße", "浴場", "ไทย", "𝔅ath", "१२", "_", "\ud800", "x" * 300])),
    )
)
def test_words_have_one_hash_each(text: str | list[str]) -> None:
    text = " ".join(text) if isinstance(text, list) else text
    found, hashes = words(text), _word_hashes(text).tolist()
    assert len(found) == len(hashes)
    assert len(set(zip(found, hashes, strict=True))) == len(set(found)) == len(set(hashes))


def test_the_summary_says_what_was_not_followed(capsys: pytest.CaptureFixture[str]) -> None:
    from rich.console import Console

    from presscheck.report.text import Printer

    Printer(Console(), 1).search({"common_prints": 0, "mostly_common": 0})
    assert not capsys.readouterr().out
    Printer(Console(), 1).search({"common_prints": 3, "mostly_common": 1})
    assert "3 fingerprints in too many articles to be followed; copies of 1 article may be missing" in " ".join(
        capsys.readouterr().out.split()
    )


def test_a_folder_that_is_audited_again_is_quiet_but_for_what_changed(
    tmp_path: Path, audit_without_contracts: Callable[..., Run]
) -> None:
    folder, settings = tmp_path / "in", Settings(out=str(tmp_path / "out"), workers=1)
    folder.mkdir()
    bodies = {"a": [0, 1, 2, 3], "b": [0, 1, 2, 3, 4], "c": [10, 11, 12]}

    def audit(**changed: list[int]) -> list[tuple[str, str]]:
        for name, numbers in {**bodies, **changed}.items():
            body = "\n\n".join(prose(number) for number in numbers)
            (folder / f"{name}.txt").write_text(f"Harbour baths to reopen {name}\n\n{body}\n")
        run = audit_without_contracts([folder], settings)
        names = {row["article_id"]: Path(row["source"]).stem for row in run.tables["articles"]}
        return sorted(
            (row["rule"], names[row["article_id"]])
            for row in run.tables["findings"]
            if row["rule"].startswith("DU") and (" run " in row["message"])
        )

    assert audit() == []
    corrected = [20, 11, 12]
    assert audit(c=corrected) == [("DU09", "c")]
    assert audit(c=corrected) == []


def test_reuse_is_the_share_that_was_taken_over() -> None:
    source = "\n".join(prose(number) for number in range(3))
    assert reuse(source, source) == 1.0
    assert reuse("", source) == 0.0
    half = prose(0) + " " + " ".join(f"own{number}" for number in range(60))
    assert reuse(half, source) == pytest.approx(0.5, abs=0.02)
    assert reuse(source, half) < reuse(half, source)
    alone = [f"own{number}" for number in range(60)]
    assert reuse(" ".join(reversed(alone)), " ".join(alone)) == 0.0


def test_reuse_does_not_see_marks_and_joiners() -> None:
    assert reuse("كَتَبَ الولدُ رسا\u200cلة طويلة", "كتب الولد رسالة طو\u0640يلة") == 1.0


def test_a_join_that_needs_more_memory_gets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    count, size = 8_000, 180
    hashes = np.random.default_rng(1).integers(0, 1 << 63, (count, size), dtype=np.uint64)
    hashes[1::20, 8:60] = hashes[0::20, 8:60]
    ids = tuple(f"{number:016x}" for number in range(count))
    digests, sizes = np.zeros((count, 2), np.uint64), np.full(count, size, np.int32)
    parts = [
        prints.Printed(ids[at : at + 200], digests[at : at + 200], sizes[at : at + 200], hashes[at : at + 200].ravel())
        for at in range(0, count, 200)
    ]
    expected = [(ids[at], ids[at + 1]) for at in range(0, count, 20)]
    monkeypatch.setattr("presscheck.duck.MEMORY", ("12MB", "16MB", "80%"))
    assert list(candidates.candidates(parts).pairs) == expected
    monkeypatch.setattr("presscheck.link.candidates.FEW", 3)
    assert list(candidates.candidates(parts).pairs) == expected


def test_counting_prints_in_parts_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("presscheck.link.candidates.MAX_ARTICLES_PER_PRINT", 5)
    chance = np.random.default_rng(3)
    parts = []
    for at in range(6):
        hashes = chance.integers(0, 400, (30, 40), dtype=np.uint64)
        ids = tuple(f"{at}{number:02}" for number in range(30))
        parts.append(prints.Printed(ids, np.zeros((30, 2), np.uint64), np.full(30, 40, np.int32), hashes.ravel()))
    whole = candidates.candidates(parts[:4], parts[4:])
    assert whole.common_prints
    assert whole.mostly_common
    monkeypatch.setattr("presscheck.link.candidates.MAX_ARTICLES_PER_PRINT", 40)
    several = candidates.candidates(parts[:4], parts[4:])
    assert several.pairs
    monkeypatch.setattr("presscheck.link.candidates.FEW", 1)
    assert candidates.candidates(parts[:4], parts[4:]) == several
    monkeypatch.setattr("presscheck.link.candidates.MAX_ARTICLES_PER_PRINT", 5)
    assert candidates.candidates(parts[:4], parts[4:]) == whole


def test_where_no_memory_is_enough_the_error_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("presscheck.duck.MEMORY", ("2MB", "3MB"))
    said = r"^DuckDB needs more memory, or more room in /.*: Out of Memory"
    with Duck(max_temp_directory_size="1KB") as duck, pytest.raises(OSError, match=said):
        duck.ask("select count(*) from (select hash(range) a from range(3000000) group by a)")


MARKET = """The Carrowick Stock Exchange closed lower on {0}, with the CX 40 index losing {1} percent to {2} points.
Turnover reached {3} million crowns, compared with an average of {4} million over the past thirty days.
In the bond market the yield on the ten-year note stood at {5} percent, and the crown traded at {6} against the euro.
Shares in {7} were suspended for an hour in the afternoon after the company announced a change in its board.
Of the forty companies in the index {8} rose and {9} fell, the exchange said in a statement in the evening.
Trading on the Carrowick Stock Exchange resumes at nine o'clock in the morning on the next working day."""


def test_a_form_that_is_filled_in_again_is_no_copy() -> None:
    monday = MARKET.format("Monday", 0.8, 3_306.92, 386, 266, 0.9, 10.6, "Pell Insurance", 12, 28)
    tuesday = MARKET.format("Tuesday", 1.7, 3_298.14, 412, 271, 1.4, 9.1, "Quillan Motors", 9, 31)
    assert related({"a": monday, "b": tuesday}) == {}
    # a copy of a day's report with three of its figures changed is one
    slips = monday.replace("3306.92", "3309.62").replace("386", "368").replace("28 fell", "27 fell")
    assert related({"a": monday, "b": slips}) == {frozenset("ab"): "same text"}
