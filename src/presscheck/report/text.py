"""Findings and suites for a terminal: lines for machines when piped, grouped and coloured for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from presscheck.files import printable
from presscheck.model import SEVERITY_OF, Finding, Severity
from presscheck.report.columns import told
from presscheck.report.visible import plain
from presscheck.wording import plural

STYLE = {"error": "bold red", "warning": "yellow", "info": "cyan"}
EVERYTHING_UP_TO = 100
"""In batches of more articles, findings of severity info are counted and not listed: they are in the report."""
MAX_ARTICLES_NAMED = 5
MAX_FOLDERS_NAMED = 3

REMOVED_PROSE = "ST01"
"""The rule that lists what may have been removed by mistake."""


class Printer:
    """Prints findings as they come, and what was not printed at the end."""

    def __init__(self, console: Console, articles: int | None) -> None:
        """`articles`: how many there will be at most; None where nobody knows."""
        self._console = console
        few = articles is not None and articles <= EVERYTHING_UP_TO
        self._least = Severity.INFO if few else Severity.WARNING
        self._hidden = 0
        self._doubtful = 0

    def findings(self, findings: Iterable[Finding]) -> None:
        """Findings in the order given, which is that of sources and places."""
        for source, group in groupby(findings, key=lambda f: f.source):
            rows = [f for f in group if not f.waived]
            shown = [f for f in rows if f.severity.rank >= self._least.rank]
            self._hidden += len(rows) - len(shown)
            self._doubtful += sum(f.rule == REMOVED_PROSE for f in rows)
            if shown:
                self._file(source, shown)

    def _file(self, source: str, findings: Sequence[Finding]) -> None:
        if not self._console.is_terminal:
            for finding in findings:
                self._line(Text(diagnostic(finding)))
            return
        self._line(Text(_said(source), style="bold underline"))
        grid = Table.grid(padding=(0, 1))
        grid.add_column(justify="right", style="dim", no_wrap=True, min_width=6)
        grid.add_column(no_wrap=True)
        grid.add_column(overflow="fold")
        for finding in findings:
            grid.add_row(
                f"{finding.line}:{finding.col}" if finding.line else "-",
                Text(finding.rule, STYLE[finding.severity]),
                Text.assemble((finding.name, "bold"), "  ", _said(finding.message)),
            )
        self._console.print(grid)
        self._console.print()

    def suites(self, expectations: Sequence[Mapping[str, Any]]) -> None:
        """Each suite in a line, its failed expectations as sentences with the articles they failed on."""
        for suite, group in groupby(expectations, key=lambda row: row["suite"]):
            rows = list(group)
            failed = [row for row in rows if not row["success"]]
            idle = sum(row["success"] and row["checked"] == 0 for row in rows)
            met = f"{len(rows) - idle} met" if idle else f"all {len(rows)} met"
            verdict = (f"{len(failed)} of {len(rows)} failed", "bold") if failed else (met, "green")
            more = f", {idle} had nothing to look at" if idle else ""
            self._line(Text.assemble((f"suite {suite}: ", "bold"), verdict, more))
            for row in failed:
                severity = SEVERITY_OF[row["severity"]]
                names = [plain(Path(source).name) for source in row["sources"][:MAX_ARTICLES_NAMED]]
                count = len(row["article_ids"] or ()) or row["failed"]  # of sources a row has the first only
                more = f" and {count - len(names):,} more" if count > len(names) else ""
                said = Text.assemble((severity, STYLE[severity]), "  ", plain(row["sentence"]))
                self._indented(said)
                if names:
                    self._indented(Text(", ".join(names) + more, style="dim"))

    def columns(self, used: Mapping[str, Mapping[str, str]]) -> None:
        """What was read from which columns of tables; files that are alike in a line."""
        for words, sources in told(used):
            more = f" and {plural(len(sources) - 1, 'other file')}" if len(sources) > 1 else ""
            self._line(Text(f"{plain(Path(sources[0]).name)}{more}: {plain(words, 1_000)}", "dim"))

    def end(self, counts: Mapping[str, int], report: str, left_out: Sequence[str], no_pages: int = 0) -> None:
        """The counts, what was left out, and where the report is."""
        if self._hidden:
            some = f"{plural(self._hidden, 'finding')} of severity info"
            self._line(Text(f"{some} not listed here: in the report", "dim"))
        if self._doubtful:
            some = f"{plural(self._doubtful, 'article')} lost lines that read like prose"
            self._line(Text(f"{some}: --select {REMOVED_PROSE} lists them", "dim"))
        ours = [name for name in left_out if name.endswith("/")]
        if others := [name for name in left_out if not name.endswith("/")]:
            kinds = ", ".join(sorted({Path(name).suffix or "no suffix" for name in others}))
            self._line(Text(f"{plural(len(others), 'file')} of types that are not read left out ({kinds})", "dim"))
        if ours:
            more = f" and {len(ours) - MAX_FOLDERS_NAMED} more" if len(ours) > MAX_FOLDERS_NAMED else ""
            names = ", ".join(map(plain, ours[:MAX_FOLDERS_NAMED]))
            self._line(Text(f"{plural(len(ours), 'folder')} of presscheck's own left out ({names}{more})", "dim"))
        if no_pages:
            self._line(
                Text(f"{plural(no_pages, 'record')} of WARC files hold no page: redirects, errors, files", "dim")
            )
        waived = f", {counts['waived']:,} waived" if counts["waived"] else ""
        self._line(
            Text.assemble(
                (plural(counts["articles"], "article"), "bold"),
                f" of {plural(counts['inputs'], 'input')}: ",
                (plural(counts["errors"], "error"), STYLE["error"] if counts["errors"] else ""),
                ", ",
                (plural(counts["warnings"], "warning"), STYLE["warning"] if counts["warnings"] else ""),
                f", {counts['infos']:,} info{waived}; {plural(counts['chars_removed'], 'character')} removed; "
                f"{counts['expectations_failed']} of {counts['expectations']} expectations failed",
            )
        )
        self._line(Text.assemble("report: ", (report, "bold")))

    def search(self, linking: Mapping[str, Any]) -> None:
        """Says so where fingerprints were too common to be followed in the search for copies."""
        if linking["common_prints"]:
            self._line(
                Text(
                    f"{plural(linking['common_prints'], 'fingerprint')} in too many articles to be followed; copies of "
                    f"{plural(linking['mostly_common'], 'article')} may be missing",
                    "dim",
                )
            )

    def _indented(self, text: Text) -> None:
        """A line two spaces in; on a terminal its continuation too."""
        if self._console.is_terminal:
            self._console.print(Padding(text, (0, 0, 0, 2)), highlight=False)
        else:
            self._line(Text("  ").append_text(text))

    def _line(self, text: Text) -> None:
        """A line that only a terminal may break."""
        self._console.print(text, highlight=False, soft_wrap=not self._console.is_terminal)


def diagnostic(finding: Finding) -> str:
    """A finding on a line: ``file:line:col CODE name  message``."""
    return f"{_place(finding)} {finding.rule} {finding.name}  {_said(finding.message)}"


def _place(finding: Finding) -> str:
    source = _said(finding.source)
    return f"{source}:{finding.line}:{finding.col}" if finding.line else source


def _said(text: str) -> str:
    """A text for the terminal, which may hold a file name, as tables have it."""
    return plain(printable(text))
