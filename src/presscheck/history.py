"""Finished runs of a reports folder: which there are, what changed between two, and taking old ones away.

A run is a folder with ``run.json``; whatever else lies there is left out. DuckDB reads the tables where they are.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from pathlib import Path
from typing import Any

from presscheck.interrupts import uninterrupted
from presscheck.journal import FOLDER
from presscheck.model import Night

Row = dict[str, Any]
NIGHTS = 20
"""Runs of a series that drift is measured against."""
MISSING = {"bylines": "len(authors) = 0", "dates": "published is null", "titles": "title is null"}
"""What an outlet may begin to lack -> the rows that lack it."""
_NIGHT = (
    r"select coalesce(nullif(lower(regexp_extract(url, '^[A-Za-z]+://(?:www\.)?([^/:?#]+)', 1)), ''), publisher, '') o,"  # noqa: S608  (our own words)
    f" count(*), {', '.join(f'count(*) filter ({lacks})' for lacks in MISSING.values())}"
    " from read_parquet('{}') group by o order by o"
)
DIFFED = ("articles", "expectations", "findings")
"""Tables that are compared."""
LAST = re.compile(r"last(?:~(\d+))?$")
RUN = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{6}(?:-\d+)?")
"""What runs are called."""
UNFINISHED_DAYS = 1
"""A folder without run.json that is older than this belongs to no audit that still runs."""


class NoneYet(FileNotFoundError):
    """There are not so many finished runs."""


@dataclass(frozen=True)
class PastRun:
    """A finished run and its run.json."""

    path: Path
    facts: dict[str, Any] = field(repr=False)

    @property
    def started(self) -> datetime:
        """When the audit began, with its zone."""
        return datetime.fromisoformat(self.facts["started"])

    @property
    def order(self) -> tuple[str, int, str]:
        """Runs that began in one second follow each other as their names are numbered."""
        return self.facts["started"], len(self.path.name), self.path.name


@dataclass(frozen=True)
class Diff:
    """What changed from one run to another. Findings are the same when rule and fingerprint are."""

    new: list[Row]
    fixed: list[Row]
    still: int
    failing: list[str]
    """Sentences of expectations that fail now and did not before."""
    recovered: list[str]
    outlets: list[tuple[str, int, int]]
    """(outlet, findings before, findings now), where the numbers differ; infos are not counted."""
    rules: list[tuple[str, int, int]]
    """(code, findings before, findings now), where they differ."""


@dataclass(frozen=True)
class Since:
    """What earlier runs of the same paths found, as the report tells it."""

    before: str = ""
    """Name of the run before; "" where there is none."""
    diff: Diff | None = None
    counts: tuple[dict[str, int], ...] = ()
    """Rule -> articles or inputs it hit, for each of the last runs, the oldest first and this one last."""


def runs(out: Path) -> list[PastRun]:
    """The finished runs of a folder, the oldest first. Raises FileNotFoundError where there is no such folder."""
    if not out.is_dir():
        raise FileNotFoundError(f"there is no folder {out}: run presscheck audit first, or name another with --out")
    found = [PastRun(path.parent, facts) for path in out.glob("*/run.json") if (facts := run_in(path))]
    return sorted(found, key=attrgetter("order"))


def facts_in(path: Path) -> dict[str, Any]:
    """What a file of facts, as run.json, holds; nothing where it is gone or spoiled: such a run is not a finished one."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def run_in(path: Path) -> dict[str, Any]:
    """What the run.json of a finished run holds; nothing where it is gone, spoiled, or another program's."""
    facts = facts_in(path)
    ours = (
        isinstance(facts.get("run"), str) and isinstance(facts.get("counts"), dict) and _is_moment(facts.get("started"))
    )
    return facts if ours else {}


def _is_moment(told: Any) -> bool:
    """Whether it is a time with its zone, as ISO writes it."""
    try:
        return datetime.fromisoformat(told).tzinfo is not None
    except (TypeError, ValueError):
        return False


def find(name: str, out: Path) -> PastRun:
    """The run called `name`: a folder, the name of one in `out`, ``last``, or ``last~1`` for the one before it.

    Raises FileNotFoundError where there is none, NoneYet where there are not so many.
    """
    asked = LAST.match(name)
    if asked:
        try:
            all_runs, back = runs(out), int(asked[1] or 0)
        except FileNotFoundError as error:
            raise NoneYet(str(error)) from error
        if back >= len(all_runs):
            raise NoneYet(f"{out} holds {len(all_runs)} finished runs: there is no {name}")
        return all_runs[-1 - back]
    for path in (Path(name), out / name):
        if facts := run_in(path / "run.json"):
            return PastRun(path, facts)
    raise FileNotFoundError(f"{name} is not a finished run, neither as a folder nor in {out}")


def alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two runs belong to one series: the same paths, or batches that lie in the same folders.

    Paths without a folder are alike only when they are the same.
    """
    folders = [{str(Path(path).parent) for path in paths} for paths in (one, other)]
    return sorted(one) == sorted(other) or (folders[0] == folders[1] and "." not in folders[0])


def series(out: Path, paths: Sequence[str], last: int = NIGHTS, before: str = "") -> list[Path]:
    """The `last` finished runs of the series of `paths`, the newest first; with a name only those `before` it."""
    found: list[Path] = []
    for marker in sorted(out.glob("*/run.json"), reverse=True):
        if len(found) == last:
            break
        if not (before and marker.parent.name >= before) and alike(facts_in(marker).get("paths") or [], paths):
            found.append(marker.parent)
    return found


def nights(out: Path, paths: Sequence[str], last: int = NIGHTS) -> tuple[Night, ...]:
    """What the `last` finished runs of the series of `paths` lacked, by outlet, the oldest first.

    A run whose tables cannot be read is left out.
    """
    found: list[Night] = []
    if not (last_runs := series(out, paths, last)):
        return ()
    import duckdb

    with uninterrupted(), duckdb.connect() as db:
        for run in reversed(last_runs):
            table = str(run / "data" / "articles.parquet").replace("'", "''")
            try:
                rows = db.execute(_NIGHT.format(table)).fetchall()
            except duckdb.Error:
                continue
            found += [
                Night(run.name, outlet, articles, dict(zip(MISSING, missing, strict=True)))
                for outlet, articles, *missing in rows
            ]
    return tuple(found)


def previous(run: PastRun, among: Iterable[PastRun]) -> PastRun | None:
    """The run before this one of its series; None for the first."""
    earlier = [
        other
        for other in among
        if other.order < run.order and alike(other.facts.get("paths") or [], run.facts.get("paths") or [])
    ]
    return max(earlier, key=attrgetter("order"), default=None)


def diff(before: Path, after: Path, reported: Sequence[str] = ("",)) -> Diff:
    """What changed from the run in one folder to that in another, for rules whose codes begin with one of `reported`."""
    import duckdb

    with uninterrupted(), duckdb.connect() as db:
        for name, run in (("b", before), ("a", after)):
            for table in DIFFED:
                path = str(run / "data" / f"{table}.parquet").replace("'", "''")
                which = f" where regexp_matches(rule, '^({'|'.join(reported)})')" if table == "findings" else ""
                db.execute(f"create view {table}_{name} as select * from read_parquet('{path}'){which}")  # noqa: S608
        new = _missing_in(db, "a", "b")
        fixed = _missing_in(db, "b", "a")
        [(still,)] = db.sql(
            "select count(*) from findings_a a semi join findings_b b on a.rule = b.rule and a.fingerprint = b.fingerprint"
        ).fetchall()
        return Diff(
            new,
            fixed,
            still,
            _failing(db, "a", "b"),
            _failing(db, "b", "a"),
            _counted(db, "coalesce(r.publisher, '')", "f.severity <> 'info'"),
            _counted(db, "f.rule", "true"),
        )


def since(run_dir: Path, facts: dict[str, Any], reported: Sequence[str] = ("",)) -> Since:
    """What changed since the run before the one in `run_dir`, and how often rules hit in the last of its series.

    `run_dir` has its tables, and need not have its run.json yet. A run whose tables cannot be read is left out. The
    difference is that of the rules whose codes begin with one of `reported`.
    """
    import duckdb

    earlier = series(run_dir.parent, facts["paths"], NIGHTS - 1, run_dir.name)
    counts = []
    with uninterrupted(), duckdb.connect() as db:
        for run in (*reversed(earlier), run_dir):
            table = str(run / "data" / "findings.parquet").replace("'", "''")
            try:
                rows = db.execute(
                    "select rule, count(distinct coalesce(nullif(article_id, ''), source))"  # noqa: S608
                    f" from read_parquet('{table}') where not waived group by rule order by rule"
                ).fetchall()
            except duckdb.Error:
                continue
            counts.append(dict(rows))
    if not earlier:
        return Since(counts=tuple(counts))
    try:
        return Since(earlier[0].name, diff(earlier[0], run_dir, reported), tuple(counts))
    except duckdb.Error:
        return Since(counts=tuple(counts))


def _missing_in(db: Any, here: str, there: str) -> list[Row]:
    """Findings of one run that the other has not."""
    columns = ("source", "line", "col", "rule", "name", "severity", "message", "article_id", "fingerprint")
    found = db.sql(
        f"select {', '.join(columns)} from findings_{here} h anti join findings_{there} t"  # noqa: S608  (our own names)
        " on h.rule = t.rule and h.fingerprint = t.fingerprint order by source, line, col, rule, fingerprint"
    ).fetchall()
    return [dict(zip(columns, row, strict=True)) for row in found]


def _failing(db: Any, here: str, there: str) -> list[str]:
    """Sentences of expectations that fail in one run and do not in the other."""
    found = db.sql(
        f"select h.sentence from expectations_{here} h anti join (select * from expectations_{there} where not success) t"  # noqa: S608
        " on h.suite = t.suite and h.number = t.number where not h.success order by h.suite, h.number"
    ).fetchall()
    return [sentence for (sentence,) in found]


def _counted(db: Any, what: str, which: str) -> list[tuple[str, int, int]]:
    """How many findings there are of each kind before and now, where that differs."""
    count = (
        f"select {what} as what, count(*) as n from findings_{{0}} f"  # noqa: S608
        f" left join articles_{{0}} r using (article_id) where {which} group by what"
    )
    found: list[tuple[str, int, int]] = db.sql(
        "select coalesce(b.what, a.what), coalesce(b.n, 0), coalesce(a.n, 0)"  # noqa: S608
        f" from ({count.format('b')}) b full join ({count.format('a')}) a using (what)"
        " where coalesce(b.n, 0) <> coalesce(a.n, 0) order by abs(coalesce(a.n, 0) - coalesce(b.n, 0)) desc, 1"
    ).fetchall()
    return found


def to_prune(out: Path, keep: int, days: int | None, now: datetime | None = None) -> list[Path]:
    """What may go, oldest first: runs that are not among the last `keep`, and older than so many days if given.

    What audits left that ended without a result, their journals too, goes once it is a day old.
    """
    now = now or datetime.now(UTC)
    finished = runs(out)
    old = finished[: max(0, len(finished) - keep)]
    spared = now - timedelta(days=days or 0)
    gone = [run.path for run in old if run.started <= spared]
    left_over = now - timedelta(days=UNFINISHED_DAYS)
    gone += [
        path
        for path in sorted(out.iterdir())
        if RUN.fullmatch(path.name)
        and (path / "data").is_dir()
        and not (path / "run.json").exists()
        and datetime.fromtimestamp(path.stat().st_mtime, UTC) < left_over
    ]
    journals = sorted((out / FOLDER).glob("*/results"))
    gone += [path.parent for path in journals if datetime.fromtimestamp(path.stat().st_mtime, UTC) < left_over]
    return gone


def prune(paths: Sequence[Path]) -> None:
    """Remove runs. The first thing to go is run.json: what is left when this is interrupted is no finished run."""
    for path in paths:
        (path / "run.json").unlink(missing_ok=True)
        shutil.rmtree(path)
