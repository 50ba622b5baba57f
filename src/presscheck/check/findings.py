"""Hits into findings: place, fingerprint, order."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from presscheck.model import Batch, Dossier, Facts, Finding, Severity
from presscheck.rule import ArticleRule, BatchRule, Hit, Rule

_Found = tuple[Rule, Hit, str]
"""With the source of the article."""


def check_articles(
    dossiers: Sequence[Dossier],
    facts: Facts,
    rules: Sequence[ArticleRule],
    stripped: Iterable[Iterable[tuple[Rule, Hit]]],
) -> list[tuple[Finding, ...]]:
    """All findings of each article: those behind its edits, which are `stripped`, and those of the article rules.

    Each rule goes over all articles before the next one does: what it works with stays in the caches of the processor.
    """
    found: list[list[_Found]] = [
        [(rule, hit, dossier.article.source) for rule, hit in hits]
        for dossier, hits in zip(dossiers, stripped, strict=True)
    ]
    for rule in rules:
        for dossier, of_article in zip(dossiers, found, strict=True):
            for hit in rule.find(dossier, facts):  # most often none
                of_article.append((rule, hit, dossier.article.source))
    return [_numbered(some, partial(_itself, dossier)) for dossier, some in zip(dossiers, found, strict=True)]


def _itself(dossier: Dossier, _hit: Hit) -> Dossier:
    return dossier


def check_batch(batch: Batch, rules: Sequence[BatchRule]) -> tuple[Finding, ...]:
    """All findings of the batch rules. One that fails is reported under its own code: the others go on."""

    def dossier_of(hit: Hit) -> Dossier | None:
        return batch.by_id.get(hit.article_id)

    found = ((rule, hit, _source(hit, dossier_of(hit))) for rule in rules for hit in _hits(rule, batch))
    return _numbered(found, dossier_of)  # dossiers are asked for again: there may be too many to keep


def _hits(rule: BatchRule, batch: Batch) -> Iterator[Hit]:
    try:
        yield from rule.find(batch)
    except Exception as error:  # of a batch that nobody thought of, most likely in a rule of the user's own
        message = f"the rule failed, and what it reports may lack something: {type(error).__name__}: {error}"
        yield Hit(None, None, message, source=rule.code, tip="Mend the rule, or ignore it.", severity=Severity.ERROR)


def weightiest(findings: tuple[Finding, ...], most: int) -> tuple[Finding, ...]:
    """At most so many, the severest first taken and earlier places before later ones; in the order they were in."""
    if len(findings) <= most:
        return findings
    kept = sorted(range(len(findings)), key=lambda i: (-findings[i].severity.rank, i))[:most]
    return tuple(findings[i] for i in sorted(kept))


def _numbered(found: Iterable[_Found], dossier_of: Callable[[Hit], Dossier | None]) -> tuple[Finding, ...]:
    """In order of place; the fingerprint takes in which occurrence of the same evidence it is."""
    seen: Counter[tuple[str, str]] = Counter()
    done = []
    for rule, hit, source in sorted(found, key=_place):
        dossier = dossier_of(hit)
        evidence = _evidence(rule, hit, dossier)
        key = (source, evidence)
        seen[key] += 1
        digest = hashlib.sha256(f"{evidence}\0{seen[key]}".encode("utf-8", "replace")).hexdigest()[:16]
        done.append(_finding(rule, hit, dossier, digest))
    return tuple(done)


def _place(found: _Found) -> tuple[str, int, str, int, str]:
    rule, hit, source = found
    return source, hit.start if hit.start is not None else -1, rule.code, hit.end or 0, hit.message


def _source(hit: Hit, dossier: Dossier | None) -> str:
    return dossier.article.source if dossier else hit.source


def _evidence(rule: Rule, hit: Hit, dossier: Dossier | None) -> str:
    """What a finding is known by across re-scrapes: no line number, no file name."""
    evidence = hit.evidence
    if evidence is None:
        evidence = dossier.article.text[hit.start : hit.end] if dossier and hit.start is not None else hit.source
    return "\0".join(
        (rule.code, " ".join(evidence.split()).casefold(), (dossier.value("publisher") if dossier else None) or "")
    )


def _finding(rule: Rule, hit: Hit, dossier: Dossier | None, fingerprint: str) -> Finding:
    line, col = dossier.article.position(hit.start) if dossier and hit.start is not None else (None, None)
    return Finding(
        article_id=dossier.article.article_id if dossier else "",
        source=_source(hit, dossier),
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
        fingerprint=fingerprint,
        related=hit.related,
    )
