"""Run the YAML cases of rules: ``tests/rules/CODE.yml`` here, a plug-in's own elsewhere.

A case has ``text`` (or ``html``), with ``encoding`` where its bytes are not UTF-8, or ``articles`` for a rule about a batch: a list of ``{source, text}``.
``expect`` lists the hits in order: ``span`` (the text at the place; ``null`` for the whole article),
and optionally ``edit`` (``remove``, or the replacement), ``message`` and ``source``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from presscheck.model import Article, Batch, Unreadable, article_id
from presscheck.read import html, text
from presscheck.rule import Rule, StripRule
from presscheck.strip import strip
from presscheck.survey import survey

Case = dict[str, Any]
TODAY = "2026-06-30"
"""The day that cases are run on, so that they mean the same next year."""


def load_cases(path: Path) -> dict[str, Case]:
    """The cases of one file, by name. Raises ValueError where the file is not a mapping of cases."""
    loaded = yaml.safe_load(path.read_text("utf-8"))
    if not isinstance(loaded, dict) or not all(isinstance(case, dict) for case in loaded.values()):
        raise ValueError(f"{path}: a mapping of case names to cases is expected")
    return loaded


def articles_of(case: Case) -> list[Article]:
    """The articles of a case."""
    rows = case.get("articles") or [{key: case[key] for key in ("source", "text", "html", "encoding") if key in case}]
    return [_article(row, number) for number, row in enumerate(rows)]


def _article(row: dict[str, Any], number: int) -> Article:
    raw = str(row.get("html") or row.get("text", "")).encode(row.get("encoding", "utf-8"))
    source = row.get("source") or f"case/{number}.{'html' if 'html' in row else 'txt'}"
    if "html" in row:
        return html.article(source, raw)
    if "encoding" in row:
        return text.article(source, raw)
    return Article(article_id(source, raw), source, "text/plain", "", raw.decode())


def run_case(rule: type[Rule], case: Case) -> list[dict[str, Any]]:
    """What the rule says of a case, in the form of ``expect``.

    A strip rule runs alone on the raw page. The others run on what the whole pipeline makes of it.
    """
    articles = articles_of(case)
    if issubclass(rule, StripRule):
        facts = survey(articles).facts()
        stripped = strip(articles, facts, [rule()])
        return [
            _actual(article, hit.start, hit.end, hit.message, hit.replacement)
            for article, done in zip(articles, stripped, strict=True)
            for _, hit in done.hits
        ]
    from presscheck import pipeline

    unreadable = [Unreadable(row["source"], row["reason"]) for row in case.get("unreadable", ())]
    batch: Batch = pipeline.examine(articles, unreadable, today=TODAY, select=(rule.code,))
    by_source = {article.source: article for article in articles}
    found = (f for d in batch.dossiers for f in d.findings)
    return [
        _actual(by_source.get(finding.source), finding.start, finding.end, finding.message, None, finding.source)
        for finding in [*found, *batch.findings]
        if finding.rule == rule.code
    ]


def _actual(
    article: Article | None, start: int | None, end: int | None, message: str, replacement: str | None, source: str = ""
) -> dict[str, Any]:
    span = article.text[start:end] if article and start is not None else None
    edit = "remove" if replacement == "" else replacement
    return {"span": span, "message": message, "edit": edit, "source": source or (article.source if article else "")}


def matches(expected: dict[str, Any], actual: dict[str, Any]) -> bool:
    """Whether every key of an expected hit is met by the actual one."""
    return all(actual.get(key) == value for key, value in expected.items())
