"""The laws of stripping hold on 500 pages that nobody here wrote: labelled pages of other people, read where they lie."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from invented import article_of
from presscheck import batches, shards, tables
from presscheck.ledger import restore
from presscheck.model import Article
from presscheck.read import html
from presscheck.rules import instances
from presscheck.strip import second_opinion, strip
from presscheck.survey import facts_of, survey

BENCH = Path(__file__).parents[2] / "shared" / "bench" / "dev"
PAGES = 50

pytestmark = pytest.mark.skipif(not BENCH.is_dir(), reason=f"the labelled pages are not beside this checkout ({BENCH})")


def rows(name: str) -> Iterator[dict[str, Any]]:
    with gzip.open(BENCH / name, "rt", encoding="utf-8") as file:
        yield from (json.loads(line) for line in islice(file, PAGES))


def text_article(row: dict[str, Any]) -> Article:
    return article_of("\n".join(row["lines"]), f"{row['style']}/{row['id']}.txt")


@pytest.mark.parametrize("kind", ["lines_bs4", "lines_container", "lines_inscriptis", "lines_readab", "lines_trafrec"])
def test_text(kind: str, tmp_path: Path) -> None:
    exact(tmp_path, [text_article(row) for row in rows(f"{kind}.jsonl.gz")])


@pytest.mark.parametrize("kind", ["html_atf", "html_fundus", "html_postlight", "html_traf", "html_zyte"])
def test_html(kind: str, tmp_path: Path) -> None:
    articles = [html.article(f"{row['id']}.html", row["html"].encode()) for row in rows(f"{kind}.jsonl.gz")]
    exact(tmp_path, second_opinion(articles))


@pytest.mark.parametrize("kind", ["lines_bs4", "lines_container", "lines_inscriptis", "lines_readab", "lines_trafrec"])
def test_a_second_strip_finds_nothing(kind: str) -> None:
    articles = [text_article(row) for row in rows(f"{kind}.jsonl.gz")]
    facts, rules = facts_of([survey(articles)]), instances()[0]
    clean = [
        Article(article.article_id, article.source, "text/plain", "", stripped.edited.clean)
        for article, stripped in zip(articles, strip(articles, facts, rules), strict=True)
    ]
    assert [s.hits for s in strip(clean, facts, rules)] == [()] * PAGES


def exact(folder: Path, articles: list[Article]) -> None:
    """The page texts come back from the written tables, and something was removed from most of them."""
    assert len(articles) == PAGES
    dossiers = shards.examine_shard(shards.Work(articles, facts_of([survey(articles)])))
    tables.write_batch(folder / "data", batches.batch_of(dossiers))
    ledger: dict[str, list[tuple[int, int, str, str]]] = {}
    for row in tables.read(folder, "ledger"):
        ledger.setdefault(row["article_id"], []).append((row["start"], row["end"], row["replacement"], row["removed"]))
    clean = {row["article_id"]: row["clean_text"] for row in tables.read(folder, "articles")}
    for article in articles:
        assert restore(clean[article.article_id], ledger.get(article.article_id, ())) == article.text, article.source
    assert len(ledger) > PAGES / 4
