"""Reading: encodings, visible text, and pages that cannot be read whole."""

from __future__ import annotations

import errno
import os
import signal
from pathlib import Path
from typing import Any

import fsspec
import pytest

from presscheck.model import Unreadable
from presscheck.read import find, html, read, text
from presscheck.read.deadline import deadline
from presscheck.read.main_text import Words, coverage, main_lines

GERMAN = "Bürgermeisterin eröffnet das Hafenbad; die Gäste aus Übersee freuen sich über die größere Halle."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "latin-1"])
def test_text_in_other_encodings_is_read(encoding: str) -> None:
    assert text.decode((GERMAN * 4).encode(encoding))[0] == GERMAN * 4


def test_a_declared_encoding_is_believed_before_a_guess() -> None:
    page = f'<html><head><meta charset="windows-1251"></head><body><p>{"Гавань открыта снова. " * 3}</p></body></html>'
    assert "Гавань открыта" in html.article("x.html", page.encode("windows-1251")).text


@pytest.mark.parametrize("raw", [b"", b" \n\t ", bytes(range(256)) * 4])
def test_what_is_no_text_is_refused_with_a_reason(raw: bytes) -> None:
    with pytest.raises(ValueError, match=r"empty|white space|not text"):
        text.article("x.txt", raw)


def test_a_page_nested_too_deeply_is_refused_and_not_read_in_part() -> None:
    page = "<p>before</p>" + "<div>" * 3000 + "deep" + "</div>" * 3000
    with pytest.raises(ValueError, match="nested too deeply"):
        html.article("x.html", page.encode())


def test_page_text_is_what_a_reader_sees() -> None:
    page = (
        "<html><head><title>no</title><style>no</style></head><body><script>no()</script><nav><a>Home</a></nav>"
        "<h1>Harbour  baths\n reopen</h1><p>The <b>old</b> baths<br>reopened.</p><p hidden>no</p>"
        "<p style='display: none'>no</p><ul><li>one</li><li>two</li></ul>"
        "<table><tr><td>Team</td><td>Points</td></tr><tr><td>Norrhaven</td><td>3</td></tr></table></body></html>"
    )
    article = html.article("x.html", page.encode())
    lines = [line.text for line in article.page.lines]
    assert lines == [
        "Home",
        "Harbour baths reopen",
        "The old baths",
        "reopened.",
        "one",
        "two",
        "Team\tPoints",
        "Norrhaven\t3",
    ]
    [h1] = article.page.marked("h1")
    assert article.text[h1.start : h1.end] == "Harbour baths reopen"


TORN = r"""<html><body><h1>Harbour baths reopen</h1><script>var logo = "<svg class=\"mark\"></svg> </a>
<article><p>The old baths reopened.</p></article><script>track()</script><p>After it.</p></body></html>"""


@pytest.mark.parametrize("begin", ["", "let a = 1;\r\n", "/* \0 */"])
def test_what_a_torn_script_took_along_is_read(begin: str) -> None:
    article = html.article("x.html", TORN.replace("var", f"{begin}var").encode())
    assert [line.text for line in article.page.lines] == [
        "Harbour baths reopen",
        "The old baths reopened.",
        "After it.",
    ]
    [claim] = [claim for claim in article.claims if claim.field == "unread"]
    assert claim.source == "script"
    assert claim.value == "it has no end, and 70 characters of the page stand in it"


def test_a_frame_without_an_end_takes_nothing_along() -> None:
    page = "<html><body><h1>Baths</h1>\n <noscript>\n <iframe src='a'>\n </noscript><p>The baths reopened.</p></body></html>"
    article = html.article("x.html", page.encode())
    assert [line.text for line in article.page.lines] == ["Baths", "The baths reopened."]
    assert all(claim.field != "unread" for claim in article.claims)


@pytest.mark.parametrize(
    "script",
    [
        r"""<script>document.write("<p>No.</p><script src='a.js'><\/script>");</script>""",
        """<script>document.write("<p>No.</p>" + "<scr" + "ipt>" + "</scr" + "ipt>");</script>""",
        """<script>$("<p>No.</p>"); $("<script>").attr("src", "a.js");</script>""",
        """<script>"<p>No.</p> <script src='a.js'>" + close + "</" + "script>";</script>""",
        """<script type="text/template"><p>No.</p> <script>no()</script>""",
        """<script type="application/ld+json">{"a": "<p>No.</p> <script>"}</script>""",
    ],
)
def test_a_script_that_is_whole_keeps_what_it_writes(script: str) -> None:
    article = html.article("x.html", f"<html><body>{script}<p>The baths reopened.</p></body></html>".encode())
    assert article.text == "The baths reopened."
    assert all(claim.source != "script" for claim in article.claims)


def test_claims_of_the_markup_come_with_their_source() -> None:
    page = (
        '<html lang="en-GB"><head><meta property="og:title" content="Baths reopen">'
        '<link rel="canonical" href="https://courier.example/2021/05/03/baths">'
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Harbour baths reopen",'
        ' "author": [{"@type": "Person", "name": "Ana Soler"}], "datePublished": "2021-05-03T08:00:00Z"}]}</script>'
        '<script type="application/ld+json">{not json</script></head><body><p>Text.</p></body></html>'
    )
    article = html.article("x.html", page.encode())
    claims = {(claim.field, claim.value, claim.source) for claim in article.claims}
    assert ("author", "Ana Soler", "json-ld author") in claims
    assert ("published", "2021-05-03T08:00:00Z", "json-ld datePublished") in claims
    assert ("title", "Baths reopen", "meta og:title") in claims
    assert ("language", "en", "html lang") in claims
    assert article.url == "https://courier.example/2021/05/03/baths"


def test_main_lines_counts_a_repeated_line_once_where_the_article_is() -> None:
    body = [
        f"The council of Norrhaven voted in its session number {word} on the baths." for word in ("one", "two", "three")
    ]
    lines = ["Sport", body[1], "Weather", "Jobs", "Notices", *body, "Sport"]
    words = Words(lines)
    extracted = Words(body, words)
    assert main_lines(words, extracted, coverage(words, extracted)) == [5, 6, 7]


def test_the_time_of_a_file_leaves_the_alarm_of_the_flow_as_it_was() -> None:
    before = signal.signal(signal.SIGALRM, signal.SIG_IGN)
    signal.setitimer(signal.ITIMER_REAL, 50)
    try:
        with deadline(60):
            pass
        assert 40 < signal.getitimer(signal.ITIMER_REAL)[0] <= 50
        assert signal.getsignal(signal.SIGALRM) == signal.SIG_IGN
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_find_takes_each_file_once_and_names_what_it_leaves_out(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "notes.md", ".hidden.txt"):
        (tmp_path / name).write_text("x")
    found = find([tmp_path, tmp_path / "b.txt"])
    assert [Path(source).name for source in found.sources] == ["a.html", "b.txt"]
    assert [Path(source).name for source in found.left_out] == ["notes.md"]
    with pytest.raises(FileNotFoundError, match="gone"):
        find([tmp_path / "gone"])


def test_a_folder_that_cannot_be_looked_into_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "locked").mkdir()
    (tmp_path / "a.txt").write_text("x")
    look = os.scandir

    def scandir(path: str) -> Any:
        if str(path).endswith("locked"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return look(path)

    monkeypatch.setattr(os, "scandir", scandir)
    for named in (tmp_path, tmp_path / "locked", f"{tmp_path}/*"):
        [bad] = find([named]).unreadable
        assert bad == Unreadable(f"{tmp_path}/locked", "Permission denied")


def test_what_presscheck_made_is_no_input_unless_it_is_named(tmp_path: Path) -> None:
    files = {}
    for name in (
        "a.txt",
        "reports/20260101T000000Z-abcdef/articles/b.html",
        "other/run/c.html",
        "data/run.json",
        "data/d.txt",
    ):
        files[name] = tmp_path / name
        files[name].parent.mkdir(parents=True, exist_ok=True)
        files[name].write_text("x")
    (tmp_path / "other/run/data").mkdir()
    (tmp_path / "other/run/run.json").write_text("{}")
    out = str(tmp_path / "reports")
    for named in (str(tmp_path), f"{tmp_path}/**/*", f"{tmp_path}/*"):
        found = find([named], out)
        assert found.sources == (str(files["a.txt"]), str(files["data/d.txt"])), named
        assert [name for name in found.left_out if name.endswith("/")] == [f"{tmp_path}/other/run/", f"{out}/"]
    assert find([f"{tmp_path}/other/run"], out).sources == (str(files["other/run/c.html"]),)
    assert find([f"{tmp_path}/other/run/*.html"], out).sources == (str(files["other/run/c.html"]),)
    assert find([out], out).sources == (str(files["reports/20260101T000000Z-abcdef/articles/b.html"]),)


def test_runs_in_a_bucket_are_no_input_either() -> None:
    system = fsspec.filesystem("memory")
    for name in ("a.txt", "r/run/run.json", "r/run/index.html", "r/run/data/articles.parquet"):
        system.pipe(f"/ours/{name}", b"x")
    found = find(["memory://ours"])
    assert (found.sources, found.left_out) == (("memory:///ours/a.txt",), ("memory:///ours/r/run/",))
    assert find(["memory://ours/r/run"]).sources == (
        "memory:///ours/r/run/data/articles.parquet",
        "memory:///ours/r/run/index.html",
    )


def test_a_file_of_another_type_named_outright_is_reported(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("x")
    articles, [bad] = read(find([tmp_path / "notes.md"]).sources)
    assert not articles
    assert isinstance(bad, Unreadable)
    assert ".txt" in bad.reason
