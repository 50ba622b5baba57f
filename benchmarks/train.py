"""Trains the learned scorers on the labelled pages: `make train`.

    python benchmarks/train.py [--folds DIR] [--bench DIR]

Writes the weights and their cards into the package, or, with --folds, into DIR/0, DIR/1 …: each without the sites of
one fold, so that it can be measured on them. Needs the `train` extra.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from folds import FOLDS, SHIPPED
from pages import DEFAULT, ROOT, Pages


def train(pages: Pages, outs: dict[Path, int | None]) -> None:
    """Train a set of models for each folder, without the fold of sites it is given for. Each appears all at once."""
    import train_lines
    import train_main_text

    cache = ROOT / ".cache"
    cache.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as scratch:
        for trainer in (train_lines, train_main_text):
            prepared = trainer.prepare(pages)
            for out, leave_out in outs.items():
                print(f"{trainer.__name__}: {out}", file=sys.stderr)
                folder = Path(scratch) / str(leave_out)
                folder.mkdir(exist_ok=True)
                trainer.train(prepared, leave_out, folder)
        for out, leave_out in outs.items():
            out.mkdir(parents=True, exist_ok=True)
            for path in (Path(scratch) / str(leave_out)).iterdir():
                shutil.move(path, out / path.name)


def main() -> int:
    """Train what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=Path, help="a folder for models that leave a fold of sites out")
    parser.add_argument("--bench", type=Path, default=DEFAULT, help="the folder of labelled pages")
    options = parser.parse_args()
    pages = Pages(options.bench)
    if not pages.folder.is_dir():
        print(f"the labelled pages are not in {pages.folder}", file=sys.stderr)
        return 2
    try:
        train(pages, {options.folds / str(k): k for k in range(FOLDS)} if options.folds else {SHIPPED: None})
    except ModuleNotFoundError as error:
        print(f"{error.name} is missing: pip install -e .[train]", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
