"""Hits into findings: place, fingerprint, order."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from presscheck.model import Article, Batch, Dossier, Facts, Finding
from presscheck.rule import ArticleRule, BatchRule, Hit, Rule


def check_article(
    dossier: Dossier, facts: Facts, rules: Sequence[ArticleRule], stripped: Iterable[tuple[Rule, Hit]]
) -> tuple[Finding, ...]:
    """All findings of one article: those behind its edits, and those of the article rules."""
    found: list[tuple[Rule, Hit]] = list(stripped)
    for rule in rules:
        found += [(rule, hit) for hit in rule.find(dossier, facts)]
    publisher = dossier.value("publisher") or ""
    return _numbered(_finding(rule, hit, dossier.article, publisher) for rule, hit in found)


def check_batch(batch: Batch, rules: Sequence[BatchRule]) -> tuple[Finding, ...]:
    """All findings of the batch rules."""
    found: list[Finding] = []
    for rule in rules:
        for hit in rule.find(batch):
            dossier = batch.by_id.get(hit.article_id)
            if dossier:
                found.append(_finding(rule, hit, dossier.article, dossier.value("publisher") or ""))
            else:
                found.append(_finding(rule, hit, None, ""))
    return _numbered(found)


def _finding(rule: Rule, hit: Hit, article: Article | None, publisher: str) -> Finding:
    placed = article is not None and hit.start is not None
    line, col = article.position(hit.start) if article and hit.start is not None else (None, None)
    evidence = hit.evidence
    if evidence is None:
        evidence = article.text[hit.start : hit.end] if article and placed else hit.source
    return Finding(
        article_id=article.article_id if article else "",
        source=article.source if article else hit.source,
        rule=rule.code,
        name=rule.name,
        severity=hit.severity or rule.severity,
        confidence=hit.confidence or rule.confidence,
        start=hit.start,
        end=hit.end,
        line=line,
        col=col,
        message=hit.message,
        tip=hit.tip or rule.tip,
        fingerprint=_digest(rule.code, evidence, publisher),
        related=hit.related,
    )


def _digest(code: str, evidence: str, publisher: str) -> str:
    """What a finding is known by across re-scrapes: no line number, no file name."""
    return "\0".join((code, " ".join(evidence.split()).casefold(), publisher))


def _numbered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """In order of place; the fingerprint takes in which occurrence of the same evidence it is."""
    ordered = sorted(
        findings, key=lambda f: (f.source, f.start if f.start is not None else -1, f.rule, f.end or 0, f.message)
    )
    seen: Counter[tuple[str, str]] = Counter()
    done = []
    for finding in ordered:
        key = (finding.source, finding.fingerprint)
        seen[key] += 1
        text = f"{finding.fingerprint}\0{seen[key]}"
        digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
        done.append(replace(finding, fingerprint=digest))
    return tuple(done)
