"""The five real files that the owner started from: every cell of the table in the issue on the main job.

The files are other people's text and not in this repository; they are read where they lie beside it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

FILES = Path(__file__).parents[2] / "shared" / "articles"
COMMAND = Path(sys.executable).with_name("presscheck")

pytestmark = [
    pytest.mark.skipif(not FILES.is_dir(), reason=f"the owner's five files are not beside this checkout ({FILES})"),
]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    out = tmp_path_factory.mktemp("reports")
    done = subprocess.run(
        [COMMAND, "audit", FILES, "--format", "json", "--out", out], capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    assert not done.stderr
    loaded: dict[str, Any] = json.loads(done.stdout)
    return loaded


@pytest.fixture(scope="module")
def articles(run: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {Path(row["source"]).name[:3]: row for row in run["articles"]}


@pytest.fixture(scope="module")
def tables(run: dict[str, Any]) -> Any:
    from presscheck import tables as module

    return lambda name: module.read(Path(run["run_dir"]), name)


def fields(tables: Any, article: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return [
        r for r in tables("fields") if r["article_id"] == article["article_id"] and r["field"] == name and r["chosen"]
    ]


def page(article: dict[str, Any]) -> str:
    return (FILES / Path(article["source"]).name).read_bytes().decode()


def line_of(article: dict[str, Any], offset: int) -> int:
    return page(article).count("\n", 0, offset) + 1


def removed(tables: Any, article: dict[str, Any]) -> list[str]:
    rows = [r for r in tables("ledger") if r["article_id"] == article["article_id"]]
    assert all(r["replacement"] == "" for r in rows)
    return [r["removed"].strip() for r in rows if r["removed"].strip()]


def rules(run: dict[str, Any], article: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in run["findings"]:
        if row["article_id"] == article["article_id"]:
            found.setdefault(row["rule"], []).append(row)
    return found


def test_000(run: dict[str, Any], articles: dict[str, Any], tables: Any) -> None:
    a = articles["000"]
    lines = page(a).split("\n")
    assert a["title"] == lines[0]
    assert a["authors"] == []
    assert "BY01" in rules(run, a)
    assert a["published"] == "2016-01-21"
    assert a["published_precision"] == "day"
    assert line_of(a, fields(tables, a, "published")[0]["start"]) == 5
    assert a["dateline_place"] is None
    assert a["dateline_date"] is None
    assert a["agencies"] == []
    assert [f["value"] for f in fields(tables, a, "credit")] == ["Anadolu"]
    assert sorted(removed(tables, a)) == sorted(["4 min read", lines[2]])
    assert a["standfirst"] == lines[5]
    captions = fields(tables, a, "caption")
    assert [line_of(a, c["start"]) for c in sorted(captions, key=lambda c: c["start"])] == [7, 23, 46]
    assert sorted(c["rule"] for c in captions) == ["picture-credit", "repeats-body", "repeats-body"]
    assert [f["value"] for f in fields(tables, a, "subhead")] == ["'Daesh is retreating'", "Aid deliveries"]
    assert a["clean_chars"] == a["page_chars"] - sum(
        r["end"] - r["start"] for r in tables("ledger") if r["article_id"] == a["article_id"]
    )


@pytest.mark.parametrize("name", ["001", "003"])
def test_001_and_003(run: dict[str, Any], articles: dict[str, Any], tables: Any, name: str) -> None:
    a = articles[name]
    lines = page(a).split("\n")
    assert a["title"] == lines[0]
    assert a["authors"] == []
    assert "BY01" in rules(run, a)
    assert a["published"] is None
    assert "DT23" in rules(run, a)
    assert (a["dateline_place"], a["dateline_date"]) == ("Paris", None)
    assert a["agencies"] == []
    assert removed(tables, a) == ([lines[2]] if name == "003" else [])


def test_002(run: dict[str, Any], articles: dict[str, Any], tables: Any) -> None:
    a = articles["002"]
    found = rules(run, a)
    assert a["title"] == "US urges allies to accelerates anti-IS campaign"
    assert a["authors"] == []
    assert "BY01" in found
    assert a["published"] == "2016-02-11"
    assert fields(tables, a, "published")[0]["rule"] == "dateline"
    assert (a["dateline_place"], a["dateline_date"]) == ("Brussels", "2016-02-11")
    assert a["agencies"] == ["Reuters"]
    assert len(fields(tables, a, "agency")) == 2
    assert len(found["AG12"]) == 1
    assert a["scraped_day"] == "2024-04-27"
    assert any("2,998 days" in row["message"] for rows in found.values() for row in rows)
    assert a["tags"] == ["Syria", "Islamic State"]
    assert [" ".join(text.split()) for text in removed(tables, a)] == [
        "Saturday 27 April 2024",
        "»",
        "»",
        "Story",
        "- Reuters",
        "-",
        "- Reuters",
        "Tags: Syria | Islamic State |",
        "More INTERNATIONAL NEWS Stories",
        "calendarCalendar of Events",
        "Ads",
    ]


def test_004(run: dict[str, Any], articles: dict[str, Any], tables: Any) -> None:
    a = articles["004"]
    found = rules(run, a)
    assert a["title"] == page(a).split("\n")[0]
    assert a["authors"] == []
    assert len(found["BY02"]) == 1
    assert a["publisher"] == "Al Bawaba"
    assert a["published"] == "2016-01-21T05:53Z"
    assert a["published_precision"] == "minute"
    assert a["dateline_place"] is None
    assert a["agencies"] == []
    assert fields(tables, a, "credit") == []
    assert removed(tables, a) == ["Subscribe", page(a).split("\n")[-1]]


def test_links(run: dict[str, Any], articles: dict[str, Any]) -> None:
    name = {row["article_id"]: key for key, row in articles.items()}
    pairs = {frozenset((name[row["article_a"]], name[row["article_b"]])) for row in run["links"]}
    assert pairs == {frozenset(("000", "001")), frozenset(("003", "004"))}
    assert {row["relation"] for row in run["links"]} == {"shares wire"}
    assert sorted(sorted(name[i] for i in story["article_ids"]) for story in run["stories"]) == [
        ["000", "001"],
        ["003", "004"],
    ]
    assert sorted(name[story["origin"]] for story in run["stories"]) == ["000", "004"]


def test_days_that_only_a_copy_tells(run: dict[str, Any], articles: dict[str, Any]) -> None:
    name = {row["article_id"]: key for key, row in articles.items()}
    inferred = {
        key: (row["published_inferred"], name[row["published_inferred_from"]])
        for key, row in articles.items()
        if row["published_inferred"]
    }
    assert inferred == {"001": ("2016-01-21", "000"), "003": ("2016-01-21", "004")}
    assert articles["001"]["published"] is articles["003"]["published"] is None
    assert {key for key, row in articles.items() if "PR05" in rules(run, row)} == {"001", "003"}


def test_what_changed_between_the_copies(run: dict[str, Any], articles: dict[str, Any]) -> None:
    [quote] = rules(run, articles["001"])["PR04"]
    assert page(articles["001"])[quote["start"] : quote["end"]] == "tumour"
    assert [page(articles["000"])[r["start"] : r["end"]] for r in quote["related"]] == ["cancer"]
    [spelling] = rules(run, articles["001"])["PR06"]
    assert page(articles["001"])[spelling["start"] : spelling["end"]] == "Raqa"
    assert [page(articles["000"])[r["start"] : r["end"]] for r in spelling["related"]] == ["Raqqa"]
    others = [row for key, row in articles.items() if key != "001"]
    assert not any({"PR04", "PR06"} & rules(run, row).keys() for row in others)


def test_language_and_family_of_findings(run: dict[str, Any], articles: dict[str, Any]) -> None:
    assert {row["language"] for row in articles.values()} == {"en"}
    assert {row["rule"][:2] for row in run["findings"]} <= {"BP", "DT", "BY", "AG", "LY", "CP", "TG", "DU", "PR", "TR"}


def test_restore_gives_every_file_back(run: dict[str, Any], articles: dict[str, Any]) -> None:
    for a in articles.values():
        done = subprocess.run([COMMAND, "restore", run["run_dir"], a["article_id"]], capture_output=True, check=True)
        assert done.stdout.decode() == page(a)
