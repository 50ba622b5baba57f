"""What a batch may be made of, wherever it lies; and commands that take what audits take."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import fsspec
import pytest
from click.testing import CliRunner

from made_files import STORY, URL, A, article, jsonl, page, rows, warc
from presscheck import asked, cli, history, pipeline, tables
from presscheck.config import Settings
from presscheck.model import Unreadable
from presscheck.read import Intake, find, inputs, read
from presscheck.run_folder import Run


def test_patterns_and_addresses_of_other_file_systems_are_found(tmp_path: Path) -> None:
    for name in ("a/one.txt", "a/b/two.jsonl", "a/b/three.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert find([f"{tmp_path}/**/*.txt"]).sources == (f"{tmp_path}/a/one.txt",)
    assert find([f"{tmp_path}/a/*"]).left_out == (f"{tmp_path}/a/b/three.png",)
    with pytest.raises(FileNotFoundError):
        find([f"{tmp_path}/*.html"])
    memory = fsspec.filesystem("memory")
    memory.pipe("/news/a.txt", STORY.format(1).encode())
    memory.pipe("/news/deep/b.jsonl.gz", gzip.compress(jsonl(rows(1, 2))))
    memory.pipe("/news/c.png", b"x")
    found = find(["memory://news"])
    assert found.sources == ("memory:///news/a.txt", "memory:///news/deep/b.jsonl.gz")
    assert found.left_out == ("memory:///news/c.png",)
    assert find(["memory://news/*.txt"]).sources == ("memory:///news/a.txt",)
    articles, bad = read(inputs(found.sources, Intake()))
    assert ([a.source for a in articles], bad) == (
        ["memory:///news/a.txt", "memory:///news/deep/b.jsonl.gz#1", "memory:///news/deep/b.jsonl.gz#2"],
        [],
    )
    with pytest.raises(FileNotFoundError):
        find(["memory://nowhere"])
    with pytest.raises(FileNotFoundError):
        find(["nosuch://bucket/a.txt"])


def test_cleaned_rows_are_named_by_file_and_row(tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_bytes(jsonl(rows(1, 2)))
    done = CliRunner().invoke(cli.main, ["strip", str(tmp_path / "news.jsonl"), "--out", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["news.jsonl#1.txt", "news.jsonl#2.txt"]


def test_cleaned_articles_of_long_names_are_written_under_their_beginning(tmp_path: Path) -> None:
    long = "ö" * 150
    with zipfile.ZipFile(tmp_path / "news.zip", "w") as archive:
        for end in ("a", "b"):
            archive.writestr(f"{long}{end}.txt", f"Baths to reopen\n\n{STORY.format(end)}")
    done = CliRunner().invoke(cli.main, ["strip", str(tmp_path / "news.zip"), "--out", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert len(names) == 2
    assert all(re.fullmatch(r"ö{100}\.[0-9a-f]{16}\.txt", name) for name in names)


def test_why_and_selftest_take_what_audits_take(tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_bytes(jsonl([{"text": f"{STORY.format(1)}\nSign up for our morning newsletter"}]))
    done = CliRunner().invoke(cli.main, ["why", f"{tmp_path}/news.jsonl#1:2"])
    assert "Removed by BP01" in done.output
    done = CliRunner().invoke(cli.main, ["why", f"{tmp_path}/news.jsonl#2:2"])
    assert (done.exit_code, "there is no document" in done.output) == (2, True)
    (tmp_path / "two.jsonl").write_bytes(jsonl([{"text": STORY.format(n)} for n in (1, 2)]))
    done = CliRunner().invoke(cli.main, ["why", f"{tmp_path}/two.jsonl:2"])
    assert (
        done.output == f"presscheck: {tmp_path}/two.jsonl holds 2 documents: name one, such as {tmp_path}/two.jsonl#1\n"
    )
    done = CliRunner().invoke(cli.main, ["why", f"{tmp_path}:2"])
    assert done.output == f"presscheck: {tmp_path} is a folder: name a file in it\n"
    done = CliRunner().invoke(cli.main, ["selftest", f"{tmp_path}/news.jsonl"])
    assert done.exit_code == 3


def told(run: Run) -> list[tuple[Any, ...]]:
    """Each finding, by its place in the text: fingerprints and messages of copies name files."""
    return sorted(
        tuple(str(row[name]) for name in ("rule", "severity", "start", "end")) for row in run.tables["findings"]
    )


def test_the_same_pages_as_files_as_json_lines_and_as_warc_have_the_same_findings(tmp_path: Path) -> None:
    pages = [
        page(n).replace("<body>", f'<head><link rel="canonical" href="{URL.format(n)}"></head><body>')
        for n in range(12)
    ]
    pages[5] = pages[5].replace("Swimmers", "Swimmers&nbsp;\u200bcafÃ© &amp;amp; <b>all</b>")
    folder = tmp_path / "html"
    folder.mkdir()
    for number, text in enumerate(pages):
        (folder / f"{number:02}.html").write_text(text)
    (tmp_path / "news.jsonl").write_bytes(jsonl({"html": text, "url": URL.format(n)} for n, text in enumerate(pages)))
    (tmp_path / "news.warc.gz").write_bytes(warc((("200 OK", "text/html", t.encode()) for t in pages), packed=True))
    settings = Settings(out=str(tmp_path / "reports"), history=False, ignore=("PR01", "DT23"), workers=1)
    runs = [pipeline.audit([tmp_path / name], settings) for name in ("html", "news.jsonl", "news.warc.gz")]
    assert [run.facts["counts"]["articles"] for run in runs] == [12, 12, 12]
    assert told(runs[0])
    assert (
        [row[:2] for row in told(runs[0])] == [row[:2] for row in told(runs[1])] == [row[:2] for row in told(runs[2])]
    )
    assert runs[1].facts["columns"] == {str(tmp_path / "news.jsonl"): {"html": "html", "url": "url"}}
    clean = [[row["clean_text"] for row in tables.read(run.run_dir, "articles")] for run in runs]
    assert sorted(clean[0]) == sorted(clean[1]) == sorted(clean[2])
    assert history.facts_in(runs[2].run_dir / "run.json")["counts"]["inputs"] == 12


@pytest.mark.parametrize("scheme", ["https", "ftp", "s3"])
def test_the_password_of_an_address_is_not_kept(scheme: str) -> None:
    address = f"{scheme}://ilse:tide-gate@127.0.0.1:9/news.jsonl"
    [lost] = inputs([address], Intake())
    assert isinstance(lost, Unreadable)
    assert lost.source == f"{scheme}://ilse:***@127.0.0.1:9/news.jsonl"
    assert "tide-gate" not in lost.reason
    with pytest.raises((FileNotFoundError, asked.NothingToRead)) as error:
        pipeline.audit([f"{scheme}://ilse:tide-gate@127.0.0.1:9/batch/"])
    assert "tide-gate" not in str(error.value)


@pytest.mark.parametrize("above", ["", "<!-- saved -->\n", '<?xml version="1.0"?>\n', "\ufeff"])
def test_a_whole_page_under_the_name_of_a_text_is_a_page(above: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{above}<!DOCTYPE html>{page(1)}")
    assert (article(path).media_type, "<" in article(path).text) == ("text/html", False)
    path.write_text(f"{A}\n{page(1)}")
    assert article(path).media_type == "text/plain"


@pytest.mark.parametrize("module", ["presscheck", "presscheck.cli"])
def test_the_command_is_a_module_too(module: str) -> None:
    done = subprocess.run([sys.executable, "-m", module, "explain", "TR04"], capture_output=True, text=True, check=True)
    assert "TR04" in done.stdout
