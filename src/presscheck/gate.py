"""The gate: a finished run split into articles that pass on and articles that are held, with the reasons."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, Any

import pyarrow as pa

from presscheck import tables
from presscheck.buckets import is_bucket, local, shown
from presscheck.config import ConfigError
from presscheck.files import draft, folders
from presscheck.model import SCHEMAS, SEVERITY_OF, Severity

Row = dict[str, Any]
TABLES = ("articles", "findings", "expectations", "links")
"""What it reads of a run."""
JUDGED = {
    "findings": ("article_id", "rule", "name", "message", "severity", "waived", "line", "col"),
    "expectations": ("suite", "sentence", "severity", "success", "article_ids", "sources"),
    "links": ("article_a", "article_b", "relation"),
}
"""Columns of them."""
LINKED = ("article_id", "relation")
"""What an accepted article says of each that it is linked with."""
ROW_GROUP = 20_000
"""Rows of a row group of Parquet."""


@dataclass(frozen=True)
class Reasons:
    """Why articles do not pass."""

    by_article: Mapping[str, Sequence[str]]
    for_all: Sequence[str] = ()
    """What holds every article."""

    def of(self, article_id: str) -> list[str]:
        """Why this one does not; nothing where it passes."""
        return [*self.by_article.get(article_id, ()), *self.for_all]


@dataclass
class Split:
    """Where the two halves of a batch are, and how many rows each has."""

    to_accepted: Path
    to_held: Path
    accepted: int = field(default=0, init=False)
    held: int = field(default=0, init=False)


def reasons(findings: Iterable[Row], expectations: Iterable[Row], hold: Severity, codes: Sequence[str] = ()) -> Reasons:
    """Who does not pass, and why, by the rows of a run.

    An article is held for a finding of severity `hold` or above that is not waived, for a rule whose code begins with
    one of `codes` whatever its severity, and for a failed expectation of that severity that names the article. One
    that fails for the batch as a whole (the number of its articles, a mean) names nobody and holds all.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for_all = []
    for finding in findings:
        serious = Severity(finding["severity"]).rank >= hold.rank or finding["rule"].startswith(tuple(codes) or ("-",))
        if finding["article_id"] and serious and not finding["waived"]:
            place = f"{finding['line']}:{finding['col']} " if finding["line"] else ""
            found[finding["article_id"]].append(f"{place}{finding['rule']} {finding['name']}: {finding['message']}")
    for expected in expectations:
        if not expected["success"] and SEVERITY_OF[expected["severity"]].rank >= hold.rank:
            reason = f"{expected['suite']}: {expected['sentence']}"
            for article in expected["article_ids"] or ():
                found[article].append(reason)
            if not expected["article_ids"] and not expected["sources"]:
                for_all.append(reason)
    return Reasons(found, for_all)


def check_folders(accepted: str, held: str) -> None:
    """Raises ConfigError where the two halves, each a path or an address, would go into one folder."""
    one, other = (place.rstrip("/") if is_bucket(place) else str(local(place).resolve()) for place in (accepted, held))
    if one == other:
        raise ConfigError(
            f"accepted and held are one folder, {shown(accepted)}: a file in it would be both; name two folders"
        )


def of_run(
    run_dir: Path, accepted: Path, held: Path, hold: Severity, codes: Sequence[str] = (), form: str = "jsonl"
) -> Split:
    """Split a run folder into ``accepted/RUN.jsonl`` (or ``.parquet``) and ``held/RUN.jsonl``.

    Accepted articles carry the run and their links, held ones their reasons. Each file appears whole, the accepted one
    last: where it is, the held one is too. Splitting a run again replaces both by the same. Raises `tables.Damaged`, and
    ConfigError where both are one folder.
    """
    check_folders(str(accepted), str(held))
    with tables.sound(run_dir):
        return _halves(run_dir, accepted, held, hold, codes, form)


def _halves(run_dir: Path, accepted: Path, held: Path, hold: Severity, codes: Sequence[str], form: str) -> Split:
    facts = json.loads((run_dir / "run.json").read_text("utf-8"))
    run = facts["run"]
    findings, expectations, links = (tables.scan(run_dir, name, columns) for name, columns in JUDGED.items())
    why = reasons(findings, expectations, hold, codes)
    related: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for link in links:
        a, b, relation = link["article_a"], link["article_b"], sys.intern(link["relation"])
        related[a].append((b, relation))
        related[b].append((a, relation))
    halves = Split(accepted / f"{run}.{form}", held / f"{run}.jsonl")
    with folders(accepted, held), draft(halves.to_accepted) as passed, draft(halves.to_held) as stopped:

        def passing() -> Iterator[Row]:
            for row in tables.scan(run_dir, "articles"):
                if given := why.of(row["article_id"]):
                    stopped.write(_json_line({**row, "run": run, "reasons": given}))
                    halves.held += 1
                else:
                    halves.accepted += 1
                    linked = [dict(zip(LINKED, one, strict=True)) for one in related.get(row["article_id"], ())]
                    yield {**row, "run": run, "links": linked}

        (_write_json if form == "jsonl" else _write_parquet)(passed, passing())
        for one in facts["unreadable"]:
            stopped.write(
                _json_line({"source": one["source"], "run": run, "reasons": [f"unreadable: {one['reason']}"]})
            )
            halves.held += 1
    return halves


def _json_line(row: Row) -> bytes:
    return (json.dumps(row, ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass")


def _write_json(file: IO[bytes], rows: Iterable[Row]) -> None:
    file.writelines(map(_json_line, rows))


def _write_parquet(file: IO[bytes], rows: Iterator[Row]) -> None:
    import pyarrow.parquet as pq

    link = pa.struct([(name, pa.string()) for name in LINKED])
    schema = pa.schema([*SCHEMAS["articles"], ("run", pa.string()), ("links", pa.list_(link))])
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for some in iter(lambda: [*islice(rows, ROW_GROUP)], []):
            writer.write_table(pa.Table.from_pylist(some, schema=schema))
