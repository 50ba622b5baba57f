"""The gate: a finished run split into articles that pass on and articles that are held, with the reasons."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from presscheck import tables
from presscheck.files import place
from presscheck.model import SCHEMAS, Severity
from presscheck.report.text import SEVERITY_OF

Row = dict[str, Any]
TABLES = ("articles", "findings", "expectations", "links")
"""What it reads of a run."""


@dataclass(frozen=True)
class Held:
    """An article, or an input that gave none, that does not pass, and why."""

    article: Row
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Split:
    """The two halves of a batch."""

    accepted: list[Row]
    held: list[Held]


def split(
    rows: Mapping[str, Sequence[Row]], unreadable: Sequence[Row], hold: Severity, codes: Sequence[str] = ()
) -> Split:
    """Who passes: `rows` are the tables of a run, `unreadable` its inputs that gave no article.

    An article is held for a finding of severity `hold` or above that is not waived, for a rule whose code begins with
    one of `codes` whatever its severity, and for a failed expectation of that severity that names the article. One
    that fails for the batch as a whole (the number of its articles, a mean) names nobody and holds all.
    """
    reasons: dict[str, list[str]] = defaultdict(list)
    for finding in rows["findings"]:
        serious = Severity(finding["severity"]).rank >= hold.rank or finding["rule"].startswith(tuple(codes) or ("-",))
        if finding["article_id"] and serious and not finding["waived"]:
            place = f"{finding['line']}:{finding['col']} " if finding["line"] else ""
            reasons[finding["article_id"]].append(f"{place}{finding['rule']} {finding['name']}: {finding['message']}")
    for expected in rows["expectations"]:
        if not expected["success"] and Severity(SEVERITY_OF[expected["severity"]]).rank >= hold.rank:
            concerned = expected["article_ids"] or ()
            if not concerned and not expected["sources"]:
                concerned = [row["article_id"] for row in rows["articles"]]
            for article in concerned:
                reasons[article].append(f"{expected['suite']}: {expected['sentence']}")
    held = [Held(row, tuple(reasons[row["article_id"]])) for row in rows["articles"] if row["article_id"] in reasons]
    missing = [Held({"source": row["source"]}, (f"unreadable: {row['reason']}",)) for row in unreadable]
    return Split([row for row in rows["articles"] if row["article_id"] not in reasons], [*held, *missing])


def write(run: str, halves: Split, links: Sequence[Row], accepted: Path, held: Path, form: str) -> tuple[Path, Path]:
    """Write the halves as ``accepted/RUN.jsonl`` (or ``.parquet``) and ``held/RUN.jsonl``; where they are.

    Accepted articles carry the run and their links. Each file appears whole, the accepted one last: where it is, the
    held one is too. Writing a run again replaces both by the same.
    """
    related: dict[str, list[Row]] = defaultdict(list)
    for link in links:
        for here, there in (("article_a", "article_b"), ("article_b", "article_a")):
            related[link[here]].append({"article_id": link[there], "relation": link["relation"]})
    rows = [{**row, "run": run, "links": related[row["article_id"]]} for row in halves.accepted]
    lines = [{**half.article, "run": run, "reasons": list(half.reasons)} for half in halves.held]
    accepted.mkdir(parents=True, exist_ok=True)
    held.mkdir(parents=True, exist_ok=True)
    to_held = held / f"{run}.jsonl"
    place(to_held, _json_lines(lines))
    to_accepted = accepted / f"{run}.{form}"
    place(to_accepted, _json_lines(rows) if form == "jsonl" else _parquet(rows))
    return to_accepted, to_held


def _json_lines(rows: Sequence[Row]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode("utf-8", "surrogatepass")


def _parquet(rows: Sequence[Row]) -> bytes:
    link = pa.struct([("article_id", pa.string()), ("relation", pa.string())])
    schema = pa.schema([*SCHEMAS["articles"], ("run", pa.string()), ("links", pa.list_(link))])
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist(list(rows), schema=schema), sink, compression="zstd")
    data: bytes = sink.getvalue().to_pybytes()
    return data


def of_run(run_dir: Path, hold: Severity, codes: Sequence[str] = ()) -> Split:
    """`split` of a run folder."""
    rows = {name: tables.read(run_dir, name) for name in ("articles", "findings", "expectations")}
    facts = json.loads((run_dir / "run.json").read_text("utf-8"))
    return split(rows, facts["unreadable"], hold, codes)
