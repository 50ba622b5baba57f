"""What does not fit into memory lies on disk, and nothing comes out otherwise for it."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from presscheck import pipeline, shards, tables
from presscheck.config import Settings
from presscheck.model import SCHEMAS
from presscheck.report import html
from presscheck.spool import Changed, Looked, Parcel, Spool, changed, pack, parcel_of

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
    for room, workers in ((20_000, 1), (4, 1), (4, 2)):
        monkeypatch.setattr(pipeline, "IN_MEMORY", room)
        monkeypatch.setattr(html, "MANY", 1)
        monkeypatch.setattr(shards, "SHARD", 3)
        monkeypatch.setattr(tables, "ROWS", 7 if room == 4 else 20_000)
        out = tmp_path / f"{room} {workers}"
        settings = Settings(out=str(out), select=("DU", "DT", "PR", "BP"), workers=workers)
        runs.append(pipeline.audit([SEEDS], settings))
        assert [path.name for path in out.iterdir()] == [runs[-1].run_dir.name]
    first, *others = runs
    for other in others:
        assert other.facts["counts"] == first.facts["counts"]
        for name in SCHEMAS:
            assert tables.read(other.run_dir, name) == tables.read(first.run_dir, name), name
    names = [{path.relative_to(run.run_dir) for path in run.run_dir.rglob("*.html")} for run in runs]
    assert names[0] == names[1] == names[2]


def test_a_parcel_is_packed_on_the_way_and_no_sooner() -> None:
    item = ["harbour", "ferry"]
    parcel = Parcel(item)
    assert parcel.item is item
    sent: Parcel[list[str]] = pickle.loads(pickle.dumps(parcel))  # noqa: S301  (ours)
    assert sent.item == item
    assert sent.packed() == parcel.packed() == pack(item)
    again: Parcel[list[str]] = pickle.loads(pickle.dumps(sent))  # noqa: S301  (ours)
    assert (again.item, again.packed()) == (item, sent.packed())


@pytest.mark.parametrize("in_memory", [0, 20])
def test_what_is_changed_at_some_places_lies_elsewhere_as_it_did(in_memory: int, tmp_path: Path) -> None:
    spool = Spool[str](tmp_path, in_memory)
    spool.extend("abcdef")
    some = changed(spool.settled(), str.upper, {1, 4})
    assert list(some) == [*"aBcdEf"]
    assert [parcel_of(some, place).item for place in range(6)] == [*"aBcdEf"]
    assert parcel_of(some, 2).packed() == spool.parcel(2).packed()
