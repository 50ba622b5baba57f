"""Learned weights, and a card for each: what it was trained on, when, and how well it does.

The files are made by ``make train``. They hold numbers only and are read without pickle.
"""

from __future__ import annotations

from pathlib import Path

PACKAGED = Path(__file__).parent
_FOLDERS = [PACKAGED]


def folder() -> Path:
    """Where this process reads its weights."""
    return _FOLDERS[-1]


def use(folder: Path) -> None:
    """Read the weights from `folder` from now on: to measure with weights that have not seen a page."""
    _FOLDERS.append(folder)
