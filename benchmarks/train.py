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
    """Train a set of models for each folder, without the fold of sites it is given for. Each appears all at once.

    The models of texts come last: those of web pages label some of what they learn from.
    """
    import html_labels
    import train_lines
    import train_main_text

    cache = ROOT / ".cache"
    cache.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as scratch:
        folders = {leave_out: Path(scratch) / str(leave_out) for leave_out in outs.values()}
        for folder in folders.values():
            folder.mkdir()
        of_pages = train_main_text.prepare(pages)
        for leave_out, folder in folders.items():
            print(f"train_main_text: {leave_out}", file=sys.stderr)
            train_main_text.train(of_pages, leave_out, folder)
        of_lines = train_lines.prepare(pages, html_labels.dumps(pages, folders))
        for leave_out, folder in folders.items():
            print(f"train_lines: {leave_out}", file=sys.stderr)
            train_lines.train(of_lines, leave_out, folder)
        for out, leave_out in outs.items():
            out.mkdir(parents=True, exist_ok=True)
            for path in folders[leave_out].iterdir():
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
