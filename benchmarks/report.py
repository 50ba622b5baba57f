"""The report of a generated batch: build time, folder size, first paint and filter latency.

``python benchmarks/report.py [--articles 100000] [--out FOLDER]``; two findings an article. Prints JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import tempfile
import time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from playwright.sync_api import sync_playwright

from presscheck.model import SCHEMAS
from presscheck.report.html import build

WORDS = (
    "harbour ferry council bridge winter school market tram cork river dredging bakery museum clock night rain".split()
)
RULES = [
    (f"{family}{n:02}", word)
    for family, word in (("BP", "info"), ("DT", "warning"), ("TR", "error"))
    for n in range(1, 13)
]
QUERIES = (
    "rule:BP01",
    "family:DT severity:warning",
    "ferry bridge",
    "-rule:TR01 date:2019..2021",
    "outlet:gazette has:2+",
    "zzz",
    "",
)
FINDINGS = 2


def rows(count: int) -> dict[str, list[dict[str, Any]]]:
    """Rows of the tables, drawn with a fixed seed."""
    draw = random.Random(7)  # noqa: S311
    articles, findings = [], []
    for n in range(count):
        known = f"{n:016x}"
        text = "\n".join(" ".join(draw.choices(WORDS, k=60)) for _ in range(8))
        articles.append(
            {
                "article_id": known,
                "source": f"in/{n:06}.txt",
                "title": " ".join(draw.choices(WORDS, k=8)),
                "language": "en",
            }
            | {
                "publisher": f"The {draw.choice(WORDS)} Gazette",
                "published": f"{draw.randint(2015, 2025)}-0{draw.randint(1, 9)}-11",
            }
            | {"scraped_day": "2026-01-02", "clean_text": text, "page_chars": len(text), "raw_sha256": "0" * 64}
            | {"media_type": "text/plain", "encoding": "utf-8", "authors": [], "agencies": [], "tags": []}
        )
        for rule, severity in draw.sample(RULES, FINDINGS):
            start = draw.randrange(300)
            findings.append(
                {"article_id": known, "source": f"in/{n:06}.txt", "rule": rule, "name": "a-rule", "severity": severity}
                | {
                    "message": "a generated finding",
                    "tip": "",
                    "fingerprint": f"{known}{rule}",
                    "waived": False,
                    "related": [],
                }
                | {"confidence": "high", "start": start, "end": start + 12, "line": 1, "col": start + 1}
            )
    return {"articles": articles, "findings": findings}


def main() -> None:
    """Generate, build, open, filter."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    folder = asked.out or Path(tempfile.mkdtemp())
    (folder / "data").mkdir(parents=True, exist_ok=True)
    tables = rows(asked.articles)
    for name, schema in SCHEMAS.items():
        full = [{column: row.get(column) for column in schema.names} for row in tables.get(name, [])]
        pq.write_table(pa.Table.from_pylist(full, schema), folder / "data" / f"{name}.parquet")
    start = time.perf_counter()
    build(folder, {"version": "0", "started": "2026-01-02T00:00:00Z", "inputs": [], "left_out": [], "counts": {}})
    told: dict[str, Any] = {"articles": asked.articles, "findings": len(tables["findings"])}
    told["build_s"] = round(time.perf_counter() - start, 1)
    files = [path for path in folder.rglob("*") if path.suffix in (".html", ".js")]
    told["folder_mb"] = round(sum(path.stat().st_size for path in files) / 1e6, 1)
    told["overview_kb"] = (folder / "index.html").stat().st_size // 1000
    told["largest_page_kb"] = max(path.stat().st_size for path in files if path.suffix == ".html") // 1000
    told["largest_shard_kb"] = max(path.stat().st_size for path in files if path.suffix == ".js") // 1000
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        for name in ("index", "explorer"):
            page.goto((folder / f"{name}.html").as_uri())
            page.wait_for_timeout(500)
            paint = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
            told[f"{name}_first_paint_ms"] = round(page.evaluate(paint))
        page.wait_for_selector("body[data-ready]", timeout=60_000)
        told["explorer_ready_ms"] = round(
            page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
        )
        filtered = {}
        for query in QUERIES:
            page.fill("#query", query or " ")
            filtered[query] = float(page.get_attribute("body", "data-ms") or "nan")
        told["filter_ms"] = filtered
        browser.close()
    told["load"] = os.getloadavg()[0]
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
