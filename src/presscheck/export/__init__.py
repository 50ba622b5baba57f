"""A run in the forms that other tools read: tables -> one file or folder, written aside and moved into place whole."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from presscheck import history, tables
from presscheck.export import articles, croissant, lineage, prov
from presscheck.files import digest_of

Writer = Callable[[Path, dict[str, Any], Path], int]
"""(run folder, its run.json, where to write) -> how many things were written."""

KINDS: dict[str, tuple[str, str, Writer]] = {
    "jsonl": ("articles.jsonl", "articles", articles.as_json_lines),
    "parquet": ("articles.parquet", "articles", articles.as_parquet),
    "csv": ("articles.csv", "articles", articles.as_csv),
    "prov": ("prov.jsonl", "articles", prov.write),
    "openlineage": ("openlineage.jsonl", "events", lineage.write),
    "croissant": ("croissant", "tables", croissant.write),
}
"""Name -> what the file or folder is called behind the run's name, what is counted, and who writes it."""


def facts_of(run_dir: Path) -> dict[str, Any]:
    """run.json of a finished run. Raises FileNotFoundError, with a remedy, where the folder is none."""
    facts = history.run_in(run_dir / "run.json")
    if not facts:
        of = " of presscheck's" if (run_dir / "run.json").exists() else ""
        raise FileNotFoundError(f"{run_dir} is not the folder of a finished run: it has no run.json{of}")
    return facts


def default_name(run_dir: Path, kind: str) -> str:
    """What a run is called as `kind`, in the working folder. Raises FileNotFoundError for what is no finished run."""
    return f"{facts_of(run_dir)['run']}.{KINDS[kind][0]}"


def export(run_dir: Path, kind: str, out: Path) -> int:
    """Write a run as `kind` to `out`: how many things were written.

    Raises FileExistsError where something is there already, FileNotFoundError for a folder that is no finished run.
    """
    facts = facts_of(run_dir)
    if out.exists():
        raise FileExistsError(f"{out} is there already; name another place with --out")
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = out.with_name(f".{digest_of(out.name)}.part")
    try:
        with tables.sound(run_dir):
            count = KINDS[kind][2](run_dir, facts, draft)
        draft.replace(out)
    except OSError as error:
        if error.filename == str(draft):
            raise OSError(error.errno, error.strerror, str(out)) from error
        raise
    finally:
        if draft.is_dir():
            shutil.rmtree(draft)
        draft.unlink(missing_ok=True)
    return count
