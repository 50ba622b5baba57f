"""Which learned models may look at a page: those that were trained without its site.

The weights in the package are trained on the whole development half, so a number measured with them on that half
would be flattered. Here its sites lie in `FOLDS` folds, and each page is read with the models that were trained on
the other four folds: ``DIR/0`` to ``DIR/4``, each with the files of ``src/presscheck/strip/models``.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from pages import ROOT, Row, digest
from presscheck.strip import models

FOLDS = 5
SHIPPED = ROOT / "src" / "presscheck" / "strip" / "models"
DEFAULT = ROOT / ".cache" / "folds"
TRAIN = ROOT / "benchmarks" / "train.py"
"""The training command; it is given ``--folds DIR``."""


def fold_of(site: str) -> int:
    """The fold of a site, from 0."""
    return digest(site) % FOLDS


def learned() -> bool:
    """Whether the package has learned weights at all."""
    return bool(_weights(SHIPPED))


def _weights(folder: Path, since: float = 0.0) -> set[str]:
    """Names of the files of weights, and of their cards, that are not older than `since`."""
    return {
        path.name for path in folder.glob("*") if path.suffix in (".npz", ".json") and path.stat().st_mtime >= since
    }


def use(folder: Path | None) -> None:
    """From here on this process reads pages with the models in `folder`; None: with those of the package."""
    models.use(folder or SHIPPED)


def build(folder: Path) -> None:
    """Train the models of the folds, unless `folder` holds them and they are not older than those of the package."""
    newest = max((SHIPPED / name).stat().st_mtime for name in _weights(SHIPPED))
    if all(_weights(folder / str(fold), newest) == _weights(SHIPPED) for fold in range(FOLDS)):
        return
    subprocess.run([sys.executable, TRAIN, "--folds", folder], check=True, cwd=ROOT)


def by_fold(pages: Iterable[Row], gold: dict[str, Row]) -> dict[int, list[Row]]:
    """Pages by the fold of their site; rows of pages have only an id, the gold has the site."""
    folds: dict[int, list[Row]] = {}
    for row in pages:
        folds.setdefault(fold_of(gold[row["id"]]["site"]), []).append(row)
    return folds
