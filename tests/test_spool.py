"""What does not fit into memory lies on disk, and nothing comes out otherwise for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from presscheck import pipeline, tables
from presscheck.config import Settings
from presscheck.model import SCHEMAS
from presscheck.spool import Changed, Looked, Spool, changed

SEEDS = Path(__file__).parents[1] / "seeds" / "raw"


@pytest.mark.parametrize("in_memory", [0, 3, 100])
def test_a_spool_is_a_sequence_wherever_its_items_lie(in_memory: int, tmp_path: Path) -> None:
    items = [f"article {n} " * n for n in range(20)]
    spool = Spool[str](tmp_path / "new", in_memory)
    spool.extend(items)
    assert (list(spool), len(spool), spool[7], spool[-1], list(spool[2:9:3])) == (
        items,
        20,
        items[7],
        items[-1],
        items[2:9:3],
    )
    with pytest.raises(IndexError):
        spool[20]
    assert isinstance(spool.settled(), tuple) == (in_memory == 100)
    assert list(tmp_path.rglob("*")) == ([] if in_memory == 100 else [tmp_path / "new"])
    louder = changed(spool.settled(), str.upper)
    assert isinstance(louder, Changed) == (in_memory < 100)
    assert (list(louder), louder[3], list(louder[4:6])) == (
        [item.upper() for item in items],
        items[3].upper(),
        [item.upper() for item in items[4:6]],
    )
    found = Looked(louder, [item[:10] for item in louder])
    assert (len(found), found["ARTICLE 12"], next(iter(found))) == (20, items[12].upper(), "")


def test_an_audit_that_does_not_fit_into_memory_makes_the_same_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = []
    for room in (20_000, 4):
        monkeypatch.setattr(pipeline, "IN_MEMORY", room)
        monkeypatch.setattr(pipeline, "SHARD", 3)
        monkeypatch.setattr(tables, "ROWS", 7 if room == 4 else 20_000)
        settings = Settings(out=str(tmp_path / str(room)), select=("DU", "DT", "PR", "BP"), workers=1)
        runs.append(pipeline.audit([SEEDS], settings))
        assert [path.name for path in (tmp_path / str(room)).iterdir()] == [runs[-1].run_dir.name]
    assert runs[0].facts["counts"] == runs[1].facts["counts"]
    for name in SCHEMAS:
        assert tables.read(runs[0].run_dir, name) == tables.read(runs[1].run_dir, name), name
    pages = [{p.relative_to(r.run_dir): p.read_bytes() for p in r.run_dir.rglob("*.html")} for r in runs]
    assert pages[0].keys() == pages[1].keys()
