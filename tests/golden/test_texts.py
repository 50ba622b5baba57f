"""The texts a person reads, as they stand: the findings of the seeds, piped and on a terminal, and a rule's page.

After a change that is meant: ``pytest tests/golden --snapshot-update``, and read the difference.
"""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from rich.console import Console
from syrupy.assertion import SnapshotAssertion

from presscheck import explain, pipeline
from presscheck.model import Batch
from presscheck.read import find, read
from presscheck.report.text import Printer
from presscheck.rules import RULES
from presscheck.testing import TODAY

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def seeds() -> Batch:
    here = Path.cwd()
    os.chdir(ROOT)  # sources are named as they are given
    try:
        articles, unreadable = read(find(["seeds/raw"]).sources)
    finally:
        os.chdir(here)
    return pipeline.examine(articles, unreadable, today=TODAY)


def printed(batch: Batch, terminal: bool) -> str:
    out = io.StringIO()
    console = Console(file=out, width=80, force_terminal=terminal, color_system=None, legacy_windows=False)
    printer = Printer(console, len(batch.dossiers))
    printer.findings(finding for dossier in batch.dossiers for finding in dossier.findings)
    printer.findings(batch.findings)
    return out.getvalue()


def test_findings_piped(seeds: Batch, snapshot: SnapshotAssertion) -> None:
    assert printed(seeds, terminal=False) == snapshot


def test_findings_on_a_terminal(seeds: Batch, snapshot: SnapshotAssertion) -> None:
    text = printed(seeds, terminal=True)
    assert max(map(len, text.splitlines())) <= 80
    assert text == snapshot


@pytest.mark.parametrize("code", ["DT01", "PR05"])
def test_page_of_a_rule(code: str, snapshot: SnapshotAssertion) -> None:
    assert explain.page(next(rule for rule in RULES if rule.code == code)) == snapshot
