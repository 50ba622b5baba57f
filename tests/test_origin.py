"""The likely origin of a story, why, and its order: over batches of invented copies."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from invented import WORDS, article_of, prose
from presscheck import link, pipeline
from presscheck.config import Settings
from presscheck.dates import is_before, moment
from presscheck.link import pairs
from presscheck.model import Article, Batch, Link
from presscheck.read.html import of_record
from presscheck.read.metadata import address
from presscheck.read.records import Record
from presscheck.run_folder import Run

BODY = [prose(number) for number in range(6)]


def page(stamp: str, body: list[str], outlet: str = "Norrhaven Gazette") -> str:
    paragraphs = "".join(f"<p>{one}</p>" for one in body)
    return (
        f'<html><head><title>Council votes to reopen the old baths</title><meta property="og:site_name" content="{outlet}">'
        f'<meta property="article:published_time" content="{stamp}"></head><body><article>'
        f"<h1>Council votes to reopen the old baths</h1>{paragraphs}</article></body></html>"
    )


def batch_of(pages: dict[str, str]) -> Batch:
    from presscheck.read import html

    return pipeline.examine(
        [
            html.article(name, one.encode()) if name.endswith(".html") else article_of(one, name)
            for name, one in pages.items()
        ]
    )


def story_of(pages: dict[str, str]) -> tuple[str, tuple[str, ...], list[str]]:
    """The origin's file, the reasons, and the files in order."""
    batch = batch_of(pages)
    [story] = batch.stories
    name = {one.article.article_id: one.article.source for one in batch.dossiers}
    return name[story.origin], story.reasons, [name[one] for one in story.ordered]


def test_of_one_day_the_earlier_hour_is_the_origin() -> None:
    evening = page("2024-09-24T19:40:00+02:00", [*BODY, prose(9)])
    origin, reasons, order = story_of({"a.html": evening, "z.html": page("2024-09-24T08:10:00+02:00", BODY)})
    assert origin == "z.html"
    assert reasons == ("has the earliest date, 2024-09-24T08:10:00+02:00",)
    assert order == ["z.html", "a.html"]


def test_times_of_two_zones_are_compared_as_moments() -> None:
    pages = {"a.html": page("2024-03-12T20:30:00-08:00", BODY), "z.html": page("2024-03-13T01:15:00+00:00", BODY)}
    assert story_of(pages)[0] == "z.html"


def test_what_is_true_of_all_speaks_for_none() -> None:
    pages = {name: page("2024-03-12", BODY) for name in ("a.html", "b.html", "c.html")}
    assert story_of(pages)[:2] == ("a.html", ())


def test_one_of_several_equals_says_so() -> None:
    dated = "Published 6 March 2024"
    pages = {
        f"{name}.txt": "\n\n".join(["Council votes to reopen the old baths", *head, *BODY])
        for name, head in {"a": [dated], "b": [dated], "c": []}.items()
    }
    assert story_of(pages)[1] == ("is dated, 2024-03-06", "is one of 2 for which as much speaks")


def test_a_note_on_the_first_publication_names_the_origin() -> None:
    head = "The man who counted seals after his death"
    wire = "TARNOW BAY, April 6, 2023 (Reuters) - " + BODY[0]
    note = "This article was originally published by the Harbour Gazette."
    pages = {
        "g.html": page("2023-04-04", BODY, "Harbour Gazette"),
        "a.txt": "\n\n".join([head, wire, *BODY[1:], note]),
    }
    origin, reasons, _ = story_of(pages)
    assert origin == "g.html"
    assert reasons[0] == "is named as the first publisher in a.txt"


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        ("2024-03-05", "2024-03-06", True),
        ("2024-03-05", "2024-03-05T10:00", False),
        ("2024-03-05T08:00", "2024-03-05T10:00", False),  # of two places, perhaps
        ("2024-03-05T08:00Z", "2024-03-05T10:00Z", True),
        ("2024-03-05T08:00Z", "2024-03-05T08:30+02:00", False),
        ("2024-03", "2024-03-05", False),
        ("2024-02", "2024-03-05", True),
        ("", "2024-03-05", False),
        ("2024-03-05", "", False),
    ],
)
def test_before(one: str, other: str, before: bool) -> None:
    assert is_before(one, other) is before


def test_times_without_a_zone_are_compared_in_one_place() -> None:
    assert is_before("2024-03-05T08:00", "2024-03-05T10:00", one_place=True)
    assert not is_before("2024-03-05T08:00", "2024-03-05T10:00Z", one_place=True)


def test_what_is_no_time_has_no_moment() -> None:
    assert moment("2024-03-05T25:00Z") is None
    assert moment("2024-03-05") is None


def test_a_large_group_of_twins_is_one_story(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairs, "MANY_TWINS", 3)
    texts = {f"{number:04x}": prose(1, 200) for number in range(40)} | {"0000a": prose(1, 200) + "\n" + prose(2, 40)}
    [story] = link.stories(link.link(texts).links)
    assert len(story.article_ids) == 41


def test_twins_of_two_groups_that_meet_are_one_group() -> None:
    pairs_of = [("a", "b"), ("c", "d"), ("b", "d")]
    [story] = link.stories(Link(a, b, "identical", 1.0, 1.0, 1.0) for a, b in pairs_of)
    assert story.article_ids == ("a", "b", "c", "d")


def test_one_shared_stretch_dates_no_article() -> None:
    stretch = prose(50, 110)
    batch = batch_of(
        {
            "a.txt": "\n\n".join(["The bees of the old quay", "Published 6 March 2024", stretch, prose(51, 90)]),
            "b.txt": "\n\n".join(["A signal for the night ferry", prose(52, 90), stretch]),
        }
    )
    assert [(one.relation, one.runs, one.confidence) for one in batch.links] == [("shares wire", 1, 0.6)]
    assert batch.inferred == {}


def test_rows_of_a_table_and_quotations_are_no_common_text() -> None:
    table = "\n".join(
        f"{place}. {WORDS[place].title()} {WORDS[place + 9].title()} {60 - place} points" for place in range(1, 20)
    )
    said = f"“{prose(70, 55)} {prose(71, 30)}”"
    for shared in (table, said):
        texts = {"a": prose(60, 80) + "\n" + shared, "b": prose(61, 80) + "\n" + shared}
        assert {one.relation for one in link.link(texts).links} == {"shares passage"}


WIRE = "TARNOW BAY, March 9 (AP) - " + BODY[0]


def test_a_date_before_the_article_s_own_dateline_makes_no_origin_and_dates_no_copy() -> None:
    head = "Council votes to reopen the old baths"
    spoiled = "\n\n".join([head, "Published 1 January 2024", WIRE, *BODY[1:5]])
    undated = "\n\n".join([head, *BODY])
    pages = {
        "a.txt": spoiled,
        "m.txt": undated,
        "z.html": page("2024-03-09", [WIRE, *BODY[1:]]),
    }
    batch = batch_of(pages)
    name = {one.article.article_id: one.article.source for one in batch.dossiers}
    [story] = batch.stories
    assert {one.article.source: one.value("published") for one in batch.dossiers}["a.txt"] == "2024-01-01"
    assert name[story.origin] == "z.html"
    assert {name[known]: field.value for known, field in batch.inferred.items()} == {"m.txt": "2024-03-09"}
    assert not [one for one in batch.findings if one.rule == "DT30"]


def test_a_later_version_of_its_outlet_is_not_the_origin_though_it_holds_more() -> None:
    first = page("2024-03-05T18:00:00+01:00", BODY)
    update = '<meta property="article:modified_time" content="2024-03-06T10:20:00+01:00"></head>'
    corrected = page("2024-03-05T18:00:00+01:00", [prose(10), *BODY, prose(11)]).replace("</head>", update)
    copy = page("2024-03-05T20:00:00+01:00", BODY[:5], "Ostholm Herald")
    origin, reasons, order = story_of({"a.html": corrected, "b.html": first, "c.html": copy})
    assert (origin, order) == ("b.html", ["b.html", "c.html", "a.html"])
    assert reasons[0].startswith("has the earliest date, 2024-03-05T18:00")


def test_of_two_texts_of_an_outlet_the_earlier_by_its_clock_is_the_origin() -> None:
    rewritten = [prose(10), *BODY[1:4], prose(11), BODY[5]]
    pages = {"a.html": page("2024-03-05T19:30", rewritten), "b.html": page("2024-03-05T13:00", BODY)}
    origin, reasons, order = story_of(pages)
    assert (origin, order) == ("b.html", ["b.html", "a.html"])
    assert reasons == ("is the first of its outlet's versions",)


def test_a_press_release_comes_before_the_agency_that_took_it_over() -> None:
    head = "Council votes to reopen the old baths"
    pages = {
        "p.txt": "\n\n".join([head, "FOR IMMEDIATE RELEASE", "Published 8 March 2024", *BODY]),
        "w.txt": "\n\n".join([head, "Published 9 March 2024", WIRE, *BODY[1:]]),
    }
    origin, reasons, _ = story_of(pages)
    assert (origin, reasons[0]) == ("p.txt", "is a press release")
    assert not [one for one in batch_of(pages).findings if one.rule == "PR03"]


def outlet_page(lead: str, house: str, stamp: str = "2024-03-12", outlet: str = "Norrhaven Gazette") -> str:
    return page(stamp, [lead, house], outlet).replace("Council votes to reopen the old baths", lead[:40])


def test_a_paragraph_of_the_house_makes_no_story_and_no_version() -> None:
    house, leads = prose(70, 56), [prose(71, 20), prose(72, 18), prose(73, 60)]
    batch = batch_of({f"{number}.html": outlet_page(lead, house) for number, lead in enumerate(leads)})
    assert {one.relation for one in batch.links} <= {"shares passage"}
    assert not batch.stories


def test_a_short_report_that_stands_in_a_longer_one_of_its_outlet_is_a_version() -> None:
    report = prose(70, 56)
    batch = batch_of({"a.html": page("2024-03-12", [report]), "b.html": page("2024-03-13", [report, prose(74, 60)])})
    assert [one.relation for one in batch.links] == ["updated"]


def test_a_paragraph_in_two_outlets_is_a_copy() -> None:
    house = prose(70, 56)
    other = outlet_page(prose(72, 18), house, outlet="Ostholm Post")
    batch = batch_of({"a.html": outlet_page(prose(71, 20), house), "b.html": other})
    assert [one.relation for one in batch.links] != ["shares passage"]
    assert len(batch.stories) == 1


def test_of_equals_the_one_that_credits_an_agency_is_the_origin() -> None:
    texts = {
        "a.txt": "\n\n".join(["Baths to reopen", "4 March 2024", *BODY]),
        "z.txt": "\n\n".join(["Council votes", "By PA Media reporters", *BODY[:4]]),
    }
    origin, reasons, _ = story_of(texts)
    assert origin == "z.txt"
    assert reasons[0] == "credits Press Association"


def of_outlet(host: str, stamp: str, head: str = "") -> Article:
    raw = page(stamp, BODY, host).replace("<head>", f"<head>{head}").encode()
    url, claims = address(f"https://www.{host}.example/baths", "column url")
    return of_record(Record(f"{host}.html", raw, ".html", url=url, claims=tuple(claims)))


@pytest.mark.parametrize("says", ['<link rel="canonical" href="{}">', '<meta name="original-source" content="{}">'])
def test_a_page_that_states_its_origin_is_none(says: str) -> None:
    """Though its date is the earlier one."""
    copy = of_outlet("ostholm", "2024-03-11", says.format("https://www.norrhaven.example/baths/?utm_source=ostholm"))
    batch = pipeline.examine([copy, of_outlet("norrhaven", "2024-03-12")])
    [story] = batch.stories
    assert batch.by_id[story.origin].article.source == "norrhaven.html"
    assert "is stated as the origin by the page of ostholm.html" in story.reasons
    assert batch.by_id[copy.article_id].article.url == "https://www.ostholm.example/baths"


def test_an_origin_at_another_address_of_the_site_that_is_stated() -> None:
    says = '<link rel="canonical" href="https://www.norrhaven.example/another-slug">'
    batch = pipeline.examine([of_outlet("ostholm", "2024-03-11", says), of_outlet("norrhaven", "2024-03-12")])
    assert batch.by_id[batch.stories[0].origin].article.source == "norrhaven.html"


def test_a_page_that_states_an_origin_elsewhere_gives_way_to_one_that_states_none() -> None:
    says = '<link rel="canonical" href="https://www.harbour.example/baths">'
    batch = pipeline.examine([of_outlet("ostholm", "2024-03-11", says), of_outlet("norrhaven", "2024-03-12")])
    assert batch.by_id[batch.stories[0].origin].article.source == "norrhaven.html"


@pytest.mark.parametrize("name", ["Norrhaven", "the Norrhaven", "The Norrhaven"])
def test_an_outlet_that_a_note_names_is_known_by_its_site(name: str) -> None:
    """Though nothing on its own page says what it is called, and its date is the later one."""
    note = f"This article was originally published in {name}."

    def text(host: str, stamp: str, *tail: str) -> Article:
        article = article_of("\n\n".join(["Council votes to reopen the old baths", stamp, *BODY, *tail]), f"{host}.txt")
        return replace(article, url=f"https://www.{host}.example/baths")

    batch = pipeline.examine([text("ostholm", "4 March 2024", note), text("norrhaven", "5 March 2024")])
    [story] = batch.stories
    assert batch.by_id[story.origin].article.source == "norrhaven.txt"
    assert "is named as the first publisher in ostholm.txt" in story.reasons


def test_an_origin_that_is_stated_is_named_in_an_earlier_run(
    tmp_path: Path, audit_without_contracts: Callable[..., Run]
) -> None:
    says = '<link rel="canonical" href="https://www.norrhaven.example/baths?utm_source=ostholm">'
    for host, head in (("norrhaven", ""), ("ostholm", says)):
        row = {
            "html": page("2024-03-11", BODY, host).replace("<head>", f"<head>{head}"),
            "url": f"https://www.{host}.example/baths",
        }
        (tmp_path / f"{host}.jsonl").write_text(json.dumps(row) + "\n")
    earlier, later = (
        audit_without_contracts([tmp_path / f"{host}.jsonl"], Settings(out=str(tmp_path / "out"), workers=1))
        for host in ("norrhaven", "ostholm")
    )
    [finding] = [row for row in later.tables["findings"] if row["rule"] == "PR11"]
    assert finding["message"].endswith(f", which is norrhaven.jsonl#1 of the earlier run {earlier.run_dir.name}")


@pytest.mark.parametrize(
    ("name", "value", "agencies"), [("source", "AFP", ("AFP",)), ("copyright", "Norrhaven Media", ())]
)
def test_an_agency_that_a_meta_element_names(name: str, value: str, agencies: tuple[str, ...]) -> None:
    batch = pipeline.examine([of_outlet("norrhaven", "2024-03-12", f'<meta name="{name}" content="{value}">')])
    assert batch.dossiers[0].values("agency") == agencies


def test_an_agency_that_the_markup_names_as_the_source() -> None:
    says = '<script type="application/ld+json">{"@type": "NewsArticle", "%s": {"@type": "Organization", "name": "%s"}}</script>'
    for key, name, agencies in (
        ("sourceOrganization", "The Canadian Press", ("Canadian Press",)),
        ("provider", "Reuters", ("Reuters",)),
        ("copyrightHolder", "Norrhaven Media", ()),
    ):
        batch = pipeline.examine([of_outlet("norrhaven", "2024-03-12", says % (key, name))])
        assert batch.dossiers[0].values("agency") == agencies, key


def test_a_copy_of_an_earlier_run_dates_an_undated_one(
    tmp_path: Path, audit_without_contracts: Callable[..., Run]
) -> None:
    out = str(tmp_path / "reports")
    (tmp_path / "dated.html").write_text(page("2024-03-09T10:00:00+01:00", BODY))
    earlier = audit_without_contracts([tmp_path / "dated.html"], Settings(out=out, workers=1))
    (tmp_path / "undated.txt").write_text("\n\n".join(["Council votes to reopen the old baths", *BODY]))
    later = audit_without_contracts([tmp_path / "undated.txt"], Settings(out=out, workers=1))
    [row] = later.tables["articles"]
    [before] = earlier.tables["articles"]
    assert (row["published_inferred"], row["published_inferred_from"]) == ("2024-03-09", before["article_id"])
    [finding] = [one for one in later.tables["findings"] if one["rule"] == "PR05"]
    assert f"is dated 2024-03-09 in dated.html of the earlier run {earlier.run_dir.name}" in finding["message"]
    assert finding["related"] == []


def fetched(day: str, head: str, body: list[str]) -> str:
    """A text under the header that a page shows on the day of the fetch."""
    return "\n\n".join([day, head, *body])


HEAD = "Council votes to reopen the old baths"


def test_an_undated_page_fetched_before_the_others_are_dated_is_the_earlier_one() -> None:
    pages = {
        "a.html": page("2024-03-09", BODY),
        "u.txt": fetched("Monday, March 4, 2024", HEAD, BODY[:5]),
    }
    origin, reasons, order = story_of(pages)
    assert origin == "u.txt"
    assert "was fetched on 2024-03-04, before any other is dated" in reasons
    assert order == ["u.txt", "a.html"]
    assert batch_of(pages).inferred == {}  # a day behind that of the fetch is not its own


@pytest.mark.parametrize("day", ["Friday, March 8, 2024", "Monday, March 11, 2024"])
def test_a_day_of_fetch_next_to_or_behind_the_others_days_says_nothing(day: str) -> None:
    pages = {"a.html": page("2024-03-09", BODY), "u.txt": fetched(day, HEAD, BODY[:5])}
    origin, reasons, _ = story_of(pages)
    assert origin == "a.html"
    assert not any("fetched" in reason for reason in reasons)
    assert [field.value for field in batch_of(pages).inferred.values()] == ["2024-03-09"]


def test_of_undated_captures_of_one_address_the_later_is_a_later_version() -> None:
    texts = {
        "a.txt": fetched("Monday, March 11, 2024", HEAD, BODY),
        "z.txt": fetched("Monday, March 4, 2024", HEAD, BODY[:5]),
    }
    for first, second in (("baths", "baths"), ("baths", "ferry")):
        addresses = {"a.txt": f"https://gazette.example/{first}", "z.txt": f"https://gazette.example/{second}"}
        batch = pipeline.examine([replace(article_of(texts[name], name), url=addresses[name]) for name in texts])
        [story] = batch.stories
        name = {one.article.article_id: one.article.source for one in batch.dossiers}
        assert [name[one] for one in story.ordered] == ["z.txt", "a.txt"]
        assert name[story.origin] == ("z.txt" if first == second else "a.txt")
