"""Run the YAML cases of rules: ``tests/rules/CODE.yml`` here, ``cases/CODE.yml`` beside a plug-in.

``presscheck test-rules FOLDER`` runs those of a folder of rules. In pytest the same is
``assert not failures(folder_of_rules("my_rules"))``.

A case has ``text`` (or ``html``), with ``encoding`` where its bytes are not UTF-8, ``url`` that it was fetched from, and
``claims`` that stand beside it, or ``articles`` for a rule about a batch: a list of ``{source, text}``.
``expect`` lists the hits in order: ``span`` (the text at the place; ``null`` for the whole article),
and optionally ``edit`` (``remove``, or the replacement), ``message`` and ``source``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

from presscheck import plugins
from presscheck.check import Waivers, check_articles
from presscheck.check.waivers import waiver
from presscheck.config import Limits
from presscheck.model import Article, Batch, Claim, Dossier, Finding, Night, Unreadable, article_id
from presscheck.read import html, text
from presscheck.read.metadata import address
from presscheck.read.records import Record
from presscheck.rule import Rule, StripRule
from presscheck.strip import strip
from presscheck.survey import facts_of, survey

Case = dict[str, Any]
TODAY = "2026-06-30"
"""The day that cases are run on, so that they mean the same next year."""
HEADINGS = ("What it checks", "Why it matters", "What to do", "When it is wrong", "History")
"""What the docstring of a rule answers."""
MIN_CASES = 2
"""As many that fire, and as many that must not, one of them a near miss."""


def load_cases(path: Path) -> dict[str, Case]:
    """The cases of one file, by name. Raises ValueError where the file is not a mapping of cases."""
    loaded = yaml.safe_load(path.read_text("utf-8"))
    if not isinstance(loaded, dict) or not all(isinstance(case, dict) for case in loaded.values()):
        raise ValueError(f"{path}: a mapping of case names to cases is expected")
    return loaded


def articles_of(case: Case) -> list[Article]:
    """The articles of a case."""
    rows = case.get("articles") or [
        {key: case[key] for key in ("source", "text", "html", "url", "encoding", "claims") if key in case}
    ]
    return [_article(row, number) for number, row in enumerate(rows)]


def _article(row: dict[str, Any], number: int) -> Article:
    article = _read(row, number)
    return replace(article, claims=(*article.claims, *(Claim(**claim) for claim in row.get("claims", ()))))


def _read(row: dict[str, Any], number: int) -> Article:
    raw = str(row.get("html") or row.get("text", "")).encode(row.get("encoding", "utf-8"))
    url, claims = address(row.get("url"), "column url")
    source = row.get("source") or f"case/{number}.{'html' if 'html' in row else 'txt'}"
    if "html" in row:
        return html.of_record(Record(source, raw, ".html", url=url, claims=tuple(claims)))
    if "encoding" in row:
        return text.article(source, raw)
    return Article(article_id(source, raw), source, "text/plain", "", raw.decode(), url=url, claims=tuple(claims))


def run_case(rule: type[Rule], case: Case, folder: str = "") -> list[dict[str, Any]]:
    """What the rule says of a case, in the form of ``expect``.

    A strip rule runs alone on the raw page. The others run on what the whole pipeline makes of it, with the plug-ins
    of `folder`.
    """
    articles = articles_of(case)
    if issubclass(rule, StripRule):
        facts = facts_of([survey(articles)])
        stripped = strip(articles, facts, [rule()])
        return [
            _actual(article, hit.start, hit.end, hit.message, hit.replacement)
            for article, done in zip(articles, stripped, strict=True)
            for _, hit in done.hits
        ]
    by_source = {article.source: article for article in articles}
    return [
        _actual(by_source.get(finding.source), finding.start, finding.end, finding.message, None, finding.source)
        for finding in _examined(rule, case, articles, folder)
    ]


def findings_of(rule: type[Rule], case: Case, folder: str = "") -> list[Finding]:
    """What the rule says of a case, as an audit would print it."""
    articles = articles_of(case)
    if not issubclass(rule, StripRule):
        return _examined(rule, case, articles, folder)
    facts = facts_of([survey(articles)])
    stripped = strip(articles, facts, [rule()])
    dossiers = [
        Dossier(article, done.edited.edits, done.edited.clean) for article, done in zip(articles, stripped, strict=True)
    ]
    return [*chain.from_iterable(check_articles(dossiers, facts, (), (done.hits for done in stripped)))]


def _examined(rule: type[Rule], case: Case, articles: list[Article], folder: str) -> list[Finding]:
    from presscheck import pipeline

    unreadable = [Unreadable(row["source"], row["reason"]) for row in case.get("unreadable", ())]
    given = [waiver(values, f"waivers.jsonl:{number}") for number, values in enumerate(case.get("waivers", ()), 1)]
    waivers = Waivers(given, today=TODAY)
    nights = [Night(**night) for night in case.get("nights", ())]
    limits = Limits(**case.get("limits", {}))
    batch: Batch = pipeline.examine(articles, unreadable, TODAY, folder, waivers, nights, limits)
    found = (f for d in batch.dossiers for f in d.findings)
    return [finding for finding in [*found, *batch.findings] if finding.rule == rule.code]


def _actual(
    article: Article | None, start: int | None, end: int | None, message: str, replacement: str | None, source: str = ""
) -> dict[str, Any]:
    span = article.text[start:end] if article and start is not None else None
    edit = "remove" if replacement == "" else replacement
    return {"span": span, "message": message, "edit": edit, "source": source or (article.source if article else "")}


def matches(expected: dict[str, Any], actual: dict[str, Any]) -> bool:
    """Whether every key of an expected hit is met by the actual one."""
    return all(actual.get(key) == value for key, value in expected.items())


def folder_of_rules(folder: str | Path) -> list[plugins.Plugin]:
    """The rules of a folder. Raises `presscheck.plugins.PluginError` for one that cannot be used."""
    path = Path(folder).absolute()
    return [plugin for plugin in plugins.find(str(path)) if plugin.folder == path]


def failures(rules: Iterable[plugins.Plugin]) -> list[str]:
    """What is wrong with rules by their cases, in sentences; none when all is well.

    A rule needs two cases that fire and two that must not, and its page the headings that `presscheck explain` shows.
    """
    return [f"{plugin.rule.code}: {wrong}" for plugin in rules for wrong in _failures(plugin)]


def _failures(plugin: plugins.Plugin) -> Iterator[str]:
    for heading in HEADINGS:
        if f"## {heading}" not in plugin.rule.page():
            yield f"its docstring lacks the heading {heading!r}"
    path = plugin.folder / "cases" / f"{plugin.rule.code}.yml"
    try:
        cases = load_cases(path)
    except FileNotFoundError:
        yield f"it has no cases: {path} is missing"
        return
    except (ValueError, yaml.YAMLError) as error:
        yield str(error)
        return
    firing = sum(bool(case.get("expect")) for case in cases.values())
    if firing < MIN_CASES or len(cases) - firing < MIN_CASES:
        yield f"two cases that fire and two that must not are needed; there are {firing} and {len(cases) - firing}"
    for name, case in cases.items():
        expected = case.get("expect") or []
        actual = run_case(plugin.rule, case, str(plugin.folder))
        met = len(actual) == len(expected) and all(map(matches, expected, actual))
        if not met:
            yield f"{name}: expected {expected}, got {actual}"
