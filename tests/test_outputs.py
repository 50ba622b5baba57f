"""The forms in which an audit can be printed: each is valid for the programs that read it."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
import threading
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscheck import cli, pipeline
from presscheck.config import Settings
from presscheck.files import place
from presscheck.report import formats
from presscheck.report.csv import as_csv
from presscheck.report.github import as_github
from presscheck.report.json import as_json
from presscheck.report.sarif import as_sarif
from presscheck.report.schema import audit_schema
from presscheck.rules import RULES
from presscheck.run_folder import Run
from presscheck.tables import FORMULA_STARTS

SARIF = json.loads((Path(__file__).parent / "data" / "sarif-2.1.0-rtm.5.json").read_text())
TEXT = "Harbour baths reopen\n\nThe old harbour baths of Norrhaven reopened on Monday after a winter of work.\n"
PAGE = f"<html><head><title>Ferry</title></head><body><p>{TEXT}</p></body></html>"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """An audit with an article, its copy, a web page and a file that cannot be read; one finding is waived."""
    batch = tmp_path_factory.mktemp("outputs") / "in: 100 %, new"
    batch.mkdir()
    (batch / "a.txt").write_text(TEXT + "\nSign up for the Harbour Gazette morning mail\n")
    (batch / "b.txt").write_text(TEXT)
    (batch / "c.html").write_text(PAGE)
    (batch / "empty.txt").write_bytes(b"")
    done = pipeline.audit([batch], Settings(out=str(batch.parent / "out"), workers=1))
    done.tables["findings"][0]["waived"] = True
    return done


def test_json_is_as_its_schema_says(run: Run) -> None:
    schema = audit_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    printed = json.loads(json.dumps(as_json(run.run_dir, run.tables, run.facts)))
    jsonschema.validate(printed, schema)
    assert printed["findings"]
    assert printed["links"]
    for spoil in (
        lambda it: it.pop("counts"),
        lambda it: it["findings"][0].update(severity="awful"),
        lambda it: it["findings"][0].update(source=None),
        lambda it: it["articles"][0].update(clean_text="x"),
        lambda it: it["suites"][0]["expectations"][0].pop("sentence"),
    ):
        spoiled = json.loads(json.dumps(printed))
        spoil(spoiled)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(spoiled, schema)


def test_sarif_is_as_its_schema_says(run: Run) -> None:
    log = as_sarif(run.tables, run.facts, RULES)
    jsonschema.Draft4Validator(SARIF).validate(json.loads(json.dumps(log)))
    [only] = log["runs"]
    results, rules = only["results"], only["tool"]["driver"]["rules"]
    failed = [row for row in run.tables["expectations"] if not row["success"]]
    assert len(results) == len(run.tables["findings"]) + len(failed)
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in results)
    assert [result["suppressions"] for result in results[:2]] == [[{"kind": "external", "status": "accepted"}], []]
    places = [place["physicalLocation"] for result in results for place in result["locations"]]
    uris = {place["artifactLocation"]["uri"] for place in places}
    assert all(uri.startswith("file:///") and "in%3A%20100%20%25%2C%20new" in uri for uri in uris)
    assert any(place.get("region", {}).get("startLine") == 5 for place in places)
    assert not any("region" in place for place in places if place["artifactLocation"]["uri"].endswith(".html"))


def test_a_schema_that_is_broken_would_be_seen(run: Run) -> None:
    log = as_sarif(run.tables, run.facts, RULES)
    log["runs"][0]["results"][0]["level"] = "info"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft4Validator(SARIF).validate(json.loads(json.dumps(log)))


def finding(**values: Any) -> dict[str, Any]:
    row = {
        "article_id": "a" * 16, "source": "a.txt", "rule": "BP01", "name": "newsletter-signup", "severity": "info",
        "confidence": "high", "start": 0, "end": 1, "line": 3, "col": 2, "message": "m", "tip": "", "fingerprint": "f",
        "waived": False, "related": [],
    }  # fmt: skip
    return {**row, **values}


def annotations(*findings: dict[str, Any], expectations: tuple[dict[str, Any], ...] = ()) -> list[str]:
    articles = [
        {"article_id": "a" * 16, "media_type": "text/plain"},
        {"article_id": "b" * 16, "media_type": "text/html"},
    ]
    tables = {"articles": articles, "findings": list(findings), "expectations": list(expectations)}
    return as_github(tables).splitlines()


def test_annotations_are_escaped_and_the_worst_is_first() -> None:
    unmet = {"severity": "critical", "success": False, "suite": "dates", "sentence": "3 of 4 (75 %)"}
    met = {**unmet, "success": True, "sentence": "all is well"}
    assert annotations(
        finding(source="a:b,c 100%.txt", message="50 %\n::error::x"),
        finding(severity="warning", article_id="b" * 16, source="b.html"),
        finding(waived=True),
        expectations=(unmet, met),
    ) == [
        "::error title=suite dates::3 of 4 (75 %25)",
        "::warning file=b.html,title=BP01 newsletter-signup::m",
        "::notice file=a%3Ab%2Cc 100%25.txt,line=3,col=2,title=BP01 newsletter-signup::50 %25⟨U+000A⟩::error::x",
    ]


@given(st.text(), st.text())
def test_an_annotation_is_one_line_whatever_it_says(source: str, message: str) -> None:
    lines = as_github({"articles": [], "findings": [finding(source=source, message=message)], "expectations": []})
    assert lines.count("\n") == 1
    assert "\r" not in lines
    assert lines.startswith("::notice ")


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_no_cell_is_a_formula(text: str) -> None:
    [header, row] = csv.reader(io.StringIO(as_csv([finding(message=text, line=None)]), newline=""))
    cells = dict(zip(header, row, strict=True))
    assert not any(cell.startswith(FORMULA_STARTS) for cell in row)
    assert cells["message"] in (text, f"'{text}")
    assert cells["line"] == ""
    assert cells["waived"] == "false"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_cells_that_would_be_formulas_get_an_apostrophe(start: str) -> None:
    [_, row] = csv.reader(io.StringIO(as_csv([finding(source=f"{start}cmd|' /C calc'!A0.txt")]), newline=""))
    assert row[0] == f"'{start}cmd|' /C calc'!A0.txt"


def test_every_form_is_rendered(run: Run) -> None:
    for form in formats.FORMATS:
        text = formats.render(form, run.run_dir, run.tables, run.facts, RULES)
        assert text.endswith("\n")
        assert "a.txt" in text


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    formats.write(path, "one\r\n")
    assert path.read_bytes() == b"one\r\n"
    assert stat.S_IMODE(path.stat().st_mode) & 0o044 == 0o044
    with pytest.raises(TypeError):
        place(path, 3)  # type: ignore[arg-type]
    assert path.read_bytes() == b"one\r\n"
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]


def test_what_is_no_regular_file_is_written_to_and_stays(tmp_path: Path) -> None:
    """As /dev/null, which a rename would put a file in the place of."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    heard: list[str] = []
    reader = threading.Thread(target=lambda: heard.append(pipe.read_text()))
    reader.start()
    formats.write(pipe, "said")
    reader.join()
    assert heard == ["said"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "results").mkdir()
    there, link = tmp_path / "results" / "found.txt", tmp_path / "found.txt"
    link.symlink_to("results/found.txt")
    for text in ("made", "replaced"):
        formats.write(link, text)
        assert there.read_text() == text
    assert link.is_symlink()
    formats.write(tmp_path / ("long" * 62 + ".json"), "a name of 253 bytes")


def test_a_disk_that_is_full_is_named_by_the_file() -> None:
    with pytest.raises(OSError, match=r"No space left on device: '/dev/full'"):
        formats.write(Path("/dev/full"), "x")


def test_output_goes_to_the_file_and_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    monkeypatch.chdir(tmp_path)

    def audit(*more: str) -> tuple[object, str, str]:
        """Exit code, and what was written to the two descriptors, by whatever library."""
        with pytest.raises(SystemExit) as end:
            cli.main(["audit", "a.txt", *more], "presscheck")
        return end.value.code, *capfd.readouterr()

    _, *said = audit("--output", "found.txt")
    assert said == ["", ""]
    lines = (tmp_path / "found.txt").read_text().splitlines()
    assert lines[0].startswith("a.txt:1:1 BY01 missing-byline")
    assert lines[-1].startswith("report: ")
    code, _, errors = audit("--format", "sarif", "--output", "no/such/folder.sarif", "--out", "other")
    assert (code, "there is no folder no/such" in errors) == (2, True)
    assert not (tmp_path / "other").exists()
