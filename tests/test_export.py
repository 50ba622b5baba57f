"""Exports of a run, each read again by a tool that is not ours."""

from __future__ import annotations

import csv
import json
import threading
import warnings
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import jsonschema
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from invented import STORY
from presscheck import pipeline, tables
from presscheck.cli import main
from presscheck.config import Settings
from presscheck.export import articles, prov
from presscheck.report import csv as findings_csv

SCHEMA = Path(__file__).parent / "schemas" / "openlineage-run-event.json"


@pytest.fixture(scope="module")
def run_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("batch")
    (folder / "a.txt").write_text(
        f"=HYPERLINK(1) baths to reopen\nBy Ilse Marten\n4 March 2024\nNORRHAVEN (Reuters) - {STORY}Share this article\n"
    )
    (folder / "b.txt").write_text(f"Norrhaven gets its baths back\n5 March 2024\n{STORY}The ferry runs as before.\n")
    return pipeline.audit([folder], Settings(out=str(tmp_path_factory.mktemp("runs")))).run_dir


def exported(run_dir: Path, kind: str, out: Path, *more: str) -> Result:
    return CliRunner().invoke(main, ["export", str(run_dir), "--as", kind, "--out", str(out), *more])


def test_json_lines_hold_every_article(run_dir: Path, tmp_path: Path) -> None:
    result = exported(run_dir, "jsonl", tmp_path / "a.jsonl")
    assert result.output == f"2 articles in {tmp_path / 'a.jsonl'}\n"
    rows = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text().splitlines()]
    assert [{k: v for k, v in row.items() if k != "run"} for row in rows] == tables.read(run_dir, "articles")
    assert {row["run"] for row in rows} == {run_dir.name}


def test_parquet_is_the_table(run_dir: Path, tmp_path: Path) -> None:
    exported(run_dir, "parquet", tmp_path / "a.parquet")
    assert pq.read_table(tmp_path / "a.parquet").to_pylist() == tables.read(run_dir, "articles")


@pytest.mark.parametrize("start", ["=", "@", "\n", "\t", "＝", "＋", "－", "＠"])
def test_both_csv_mark_the_same_formulas(start: str) -> None:
    row = dict.fromkeys(findings_csv.COLUMNS) | {"message": f"{start}1+1"}
    assert f'"\'{start}1+1"' in findings_csv.as_csv([row])
    assert articles._cell(f"{start}1+1") == f"'{start}1+1"
    assert articles._cell(["one", "=two"]) == "one; =two"


def test_no_cell_of_the_csv_is_a_formula(run_dir: Path, tmp_path: Path) -> None:
    exported(run_dir, "csv", tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["title"] for row in rows] == ["'=HYPERLINK(1) baths to reopen", "Norrhaven gets its baths back"]
    assert rows[0]["authors"] == "Ilse Marten"
    assert not any(value.startswith(("=", "+", "-", "@")) for row in rows for value in row.values())


def test_prov_leads_from_the_raw_bytes_to_the_fields_and_to_the_copy(run_dir: Path, tmp_path: Path) -> None:
    from prov.model import ProvDerivation, ProvDocument, ProvInfluence

    exported(run_dir, "prov", tmp_path / "p.jsonl")
    documents = [
        ProvDocument.deserialize(content=line, format="json")
        for line in (tmp_path / "p.jsonl").read_text().splitlines()
    ]
    for document, row in zip(documents, tables.read(run_dir, "articles"), strict=True):
        name = row["article_id"]
        derived = {(str(record.args[1]), str(record.args[0])) for record in document.get_records(ProvDerivation)}
        assert {
            (f"article:{name}.raw", f"article:{name}.page"),
            (f"article:{name}.page", f"article:{name}.clean"),
        } <= derived
        [raw] = document.get_record(f"article:{name}.raw")
        assert row["raw_sha256"] in {value for _, value in raw.attributes}
        values = {str(v) for record in document.get_records() for k, v in record.attributes if str(k) == "pc:value"}
        assert {row["title"], row["published"]} <= values
        [influence] = document.get_records(ProvInfluence)
        assert influence.args[0] != influence.args[1]
        [link] = tables.read(run_dir, "links")
        here, there = ("a", "b") if link["article_a"] == name else ("b", "a")
        told = {str(key): value for key, value in influence.attributes}
        assert told["pc:containment"] == link[f"containment_{here}"]
        assert told["pc:containmentOfOther"] == link[f"containment_{there}"]


@pytest.mark.parametrize(
    ("origin", "shown"),
    [("https://www.harbour-gazette.example/baths", "pc:url"), ("The Harbour Gazette", "prov:label")],
)
def test_prov_names_the_origin_that_a_page_states(origin: str, shown: str) -> None:
    from prov.model import ProvDerivation, ProvDocument

    article = dict.fromkeys(("raw_sha256", "media_type", "url", "source")) | {
        "article_id": "a",
        "page_chars": 1,
        "clean_chars": 1,
    }
    stated = {
        "field": "origin",
        "value": origin,
        "chosen": True,
        "rule": "canonical link",
        "confidence": 0.9,
        "start": None,
        "end": None,
    }
    made = prov.document({"run": "r", "version": "0", "started": "2026-03-09T00:00:00Z"}, article, [stated], [], [])
    document = ProvDocument.deserialize(content=json.dumps(made), format="json")
    [source] = [
        one
        for one in document.get_records(ProvDerivation)
        if "prov:PrimarySource" in map(str, one.get_asserted_types())
    ]
    assert str(source.args[0]) == "article:a.clean"
    [entity] = document.get_record(str(source.args[1]))
    assert (shown, origin) in {(str(key), value) for key, value in entity.attributes}


def test_openlineage_events_are_what_the_standard_asks_for(run_dir: Path, tmp_path: Path) -> None:
    exported(run_dir, "openlineage", tmp_path / "e.jsonl")
    start, complete = (json.loads(line) for line in (tmp_path / "e.jsonl").read_text().splitlines())
    for event in (start, complete):
        jsonschema.validate(event, json.loads(SCHEMA.read_text()), format_checker=jsonschema.FormatChecker())
    assert (start["eventType"], complete["eventType"]) == ("START", "COMPLETE")
    assert start["run"]["runId"] == complete["run"]["runId"]
    assert [dataset["name"][-5:] for dataset in start["inputs"]] == ["a.txt", "b.txt"]
    asserted = [
        assertion
        for dataset in complete["inputs"]
        for assertion in dataset["inputFacets"].get("dataQualityAssertions", {"assertions": []})["assertions"]
    ]
    expected = tables.read(run_dir, "expectations")
    assert sorted(a["success"] for a in asserted) == sorted(row["success"] for row in expected)
    assert {dataset["name"].split("/")[-1] for dataset in complete["outputs"]} >= {"articles.parquet", "links.parquet"}


class Receiver(BaseHTTPRequestHandler):
    taken: list[dict[str, object]]

    def do_POST(self) -> None:
        self.taken.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(201)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    Receiver.taken = []
    with HTTPServer(("127.0.0.1", 0), Receiver) as httpd:
        thread = threading.Thread(target=httpd.serve_forever)
        thread.start()
        yield httpd
        httpd.shutdown()
        thread.join()


def test_openlineage_events_can_be_sent(run_dir: Path, server: HTTPServer) -> None:
    url = f"http://127.0.0.1:{server.server_port}"
    result = CliRunner().invoke(main, ["export", str(run_dir), "--as", "openlineage", "--send", url])
    assert result.output == f"2 events sent to {url}\n"
    assert [event["eventType"] for event in Receiver.taken] == ["START", "COMPLETE"]


def test_a_server_that_is_not_there_is_named(run_dir: Path) -> None:
    result = CliRunner().invoke(main, ["export", str(run_dir), "--as", "openlineage", "--send", "http://127.0.0.1:9"])
    assert result.exit_code == 2
    assert result.output.startswith("presscheck: http://127.0.0.1:9 did not take the events: ")


def test_croissant_describes_tables_that_can_be_loaded(run_dir: Path, tmp_path: Path) -> None:
    exported(run_dir, "croissant", tmp_path / "corpus")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own dependencies are deprecated
        import mlcroissant

        dataset = mlcroissant.Dataset(tmp_path / "corpus" / "croissant.json")
        assert not dataset.metadata.ctx.issues.errors
        loaded = list(dataset.records("articles"))
    titles = [row["articles/title"].decode() for row in loaded]
    assert titles == [row["title"] for row in tables.read(run_dir, "articles")]


def test_nothing_is_overwritten_and_nothing_half_written_stays(
    run_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.csv").write_text("mine")
    result = exported(run_dir, "csv", tmp_path / "a.csv")
    assert result.output == f"presscheck: {tmp_path / 'a.csv'} is there already; name another place with --out\n"
    assert (tmp_path / "a.csv").read_text() == "mine"
    monkeypatch.setattr("presscheck.export.croissant.describe", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    assert exported(run_dir, "croissant", tmp_path / "c").exit_code == 130
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_what_is_no_finished_run_is_refused(tmp_path: Path) -> None:
    result = exported(tmp_path, "jsonl", tmp_path / "a.jsonl")
    assert (result.exit_code, result.output) == (
        2,
        f"presscheck: {tmp_path} is not a finished run, neither as a folder nor in reports\n",
    )


def test_only_openlineage_is_sent(run_dir: Path) -> None:
    result = CliRunner().invoke(main, ["export", str(run_dir), "--as", "csv", "--send", "http://127.0.0.1:9"])
    assert result.output == "presscheck: --send is for --as openlineage, not for csv\n"
