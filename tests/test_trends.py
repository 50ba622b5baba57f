"""What is news in a run, the digest of a week, and what today's rules change; over generated run tables."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from presscheck import history, tables, trends
from presscheck.model import SCHEMAS


def row(table: str, **values: Any) -> tables.Row:
    return dict.fromkeys(SCHEMAS[table].names) | values


def finding(rule: str, print_: str, **values: Any) -> tables.Row:
    given = {"rule": rule, "name": "n", "severity": "warning", "fingerprint": print_, "waived": False}
    return row("findings", **given | {"article_id": "", "source": "a.txt", "message": "m"} | values)


def write_run(out: Path, day: int, failing: tuple[str, ...] = (), findings: tuple[tables.Row, ...] = ()) -> Path:
    run = out / f"202603{day:02}T020000Z-abcdef"
    expectations = [
        row("expectations", suite=suite, number=1, success=suite not in failing, sentence=f"{suite}: *dated*")
        for suite in ("bodies", "dates")
    ]
    articles = [
        row("articles", article_id="a", source="a.txt", raw_sha256=f"{day}", publisher="Harbour Gazette", authors=[])
    ]
    tables.write(run / "data", {"articles": articles, "findings": findings, "expectations": expectations})
    counts = {
        "articles": 1,
        "unreadable": 0,
        "errors": 0,
        "warnings": len(findings),
        "expectations_failed": len(failing),
    }
    unread = [{"source": f"{day}.txt", "raw_sha256": "same", "reason": "empty"}]
    started = f"2026-03-{day:02}T02:00:00Z"
    facts = {"run": run.name, "started": started, "paths": ["in"], "counts": counts, "unreadable": unread}
    (run / "run.json").write_text(json.dumps(facts))
    return run


DRIFT = finding("OP01", "f1", source="gazette.example", message="bylines missing in 61 % of 40 articles")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ((), (), []),
        ((), ("dates",), ["dates fails: 1 expectation"]),
        (("dates",), ("dates",), []),
        (("dates",), (), ["dates holds again"]),
        (("bodies",), ("dates",), ["dates fails: 1 expectation", "bodies holds again"]),
    ],
)
def test_news_are_first_failures_and_recoveries(
    before: tuple[str, ...], after: tuple[str, ...], said: list[str], tmp_path: Path
) -> None:
    assert trends.news(write_run(tmp_path, 1, before), write_run(tmp_path, 2, after)) == said


def test_a_failure_of_the_first_run_is_news(tmp_path: Path) -> None:
    assert trends.news(None, write_run(tmp_path, 1, ("dates",))) == ["dates fails: 1 expectation"]


def test_drift_is_news_once_and_never_when_waived(tmp_path: Path) -> None:
    first, second = (write_run(tmp_path, day, (), (DRIFT,)) for day in (1, 2))
    assert trends.news(None, first) == ["drift at gazette.example: bylines missing in 61 % of 40 articles"]
    assert trends.news(first, second) == []
    assert trends.news(None, write_run(tmp_path, 3, (), (DRIFT | {"waived": True},))) == []


def test_a_digest_sets_a_week_beside_the_one_before(tmp_path: Path) -> None:
    write_run(tmp_path, 1, (), (finding("DT23", "f", article_id="a"),))
    write_run(
        tmp_path, 8, ("dates",), (finding("DT23", "f", article_id="a"), finding("BY01", "g", article_id="a"), DRIFT)
    )
    write_run(tmp_path, 14, (), (finding("DT23", "f", article_id="a", severity="info"),))
    write_run(tmp_path, 15)  # after the end
    text = trends.digest(tmp_path, datetime(2026, 3, 15, tzinfo=UTC))
    for line in (
        "# Digest of 2026-03-08 to 2026-03-15",
        "| runs | 1 | 2 |",
        "| expectations failed | 0 | 1 |",
        "| DT23 n | 1 | 1 |",
        "| BY01 n | 0 | 1 |",
        "| Harbour Gazette | 1 | 2 |",
        "- gazette.example: bylines missing in 61 % of 40 articles",
        "| 20260314T020000Z-abcdef | 1 | 0 | 1 | 0 |",
    ):
        assert line in text.splitlines()


def test_a_digest_of_no_run_says_so(tmp_path: Path) -> None:
    assert "| runs | 0 | 0 |" in trends.digest(tmp_path, datetime(2026, 3, 15, tzinfo=UTC))


def test_a_recheck_names_what_moved_and_counts_inputs_that_changed(tmp_path: Path) -> None:
    old = write_run(tmp_path, 1, ("dates",), (finding("DT23", "f"),))
    new = write_run(tmp_path, 2, (), (finding("BY01", "g", source="a_b.txt", line=3),))
    text = trends.moved(history.find(str(old), tmp_path), new)
    for line in (
        "1 findings new, 1 gone, 0 still there.",
        "Of 2 inputs 1 are gone and 1 changed; 1 were added.",
        "| BY01 | 0 | 1 |",
        "- dates: \\*dated\\*",
        "- a\\_b.txt:3 BY01 n: m",
        "- a.txt:1 DT23 n: m",
    ):
        assert line in text.splitlines()
