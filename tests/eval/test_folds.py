"""Every page of a site lies in one fold, on every machine."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

import folds


def test_folds_do_not_move() -> None:
    sites = ("example.org", "harbour-gazette.example", "norrhaven.example")
    assert [folds.fold_of(site) for site in sites] == [0, 3, 2]


def test_pages_lie_in_the_fold_of_their_site() -> None:
    sites = {f"page{number}": {"site": f"outlet{number % 7}.example"} for number in range(50)}
    groups = folds.by_fold([{"id": page} for page in sites], sites)
    assert set(groups) <= set(range(folds.FOLDS))
    assert sum(map(len, groups.values())) == 50
    for fold, rows in groups.items():
        assert {folds.fold_of(sites[row["id"]]["site"]) for row in rows} == {fold}


TRAINER = """
import sys
from pathlib import Path
for fold in "01234":
    out = Path(sys.argv[sys.argv.index("--folds") + 1]) / fold
    out.mkdir(parents=True, exist_ok=True)
    (out / "line.npz").write_text(fold)
"""


def test_models_of_folds_are_trained_when_missing_or_older_than_the_package_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped, cache, trainer = tmp_path / "models", tmp_path / "folds", tmp_path / "train.py"
    shipped.mkdir()
    monkeypatch.setattr(folds, "SHIPPED", shipped)
    monkeypatch.setattr(folds, "TRAIN", trainer)
    assert not folds.learned()
    (shipped / "line.npz").write_text("all")
    assert folds.learned()
    trainer.write_text(TRAINER)
    folds.build(cache)
    assert [(cache / str(fold) / "line.npz").read_text() for fold in range(folds.FOLDS)] == list("01234")
    trainer.write_text("raise SystemExit('nothing to train')")
    folds.build(cache)
    os.utime(cache / "3" / "line.npz", (0, 0))
    with pytest.raises(subprocess.CalledProcessError):
        folds.build(cache)
