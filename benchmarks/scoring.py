"""The scorer that lies beside the labelled pages, called for the pages that were predicted and no others."""

from __future__ import annotations

import importlib.util
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

from pages import Pages, Row


def scorer(bench: Path) -> Any:
    """``score.py`` of a folder of labelled pages, as a module."""
    spec = importlib.util.spec_from_file_location("score", bench / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score(pages: Pages, predictions: list[Row]) -> dict[str, Any]:
    """Scores by family (lines, keep, body, meta, dateline, dups), in all and by source.

    The scorer takes a page that nobody predicted for one that was kept whole; here, with samples and languages
    apart, it is not shown to it.
    """
    module = scorer(pages.bench)
    predicted = {(row["id"], row["style"]) for row in predictions if "style" in row}
    read = module.rd

    def of_the_predicted(path: str) -> Iterator[Row]:
        dumps = Path(path).name.startswith("lines_")
        return (row for row in read(path) if not dumps or (row["id"], row["style"]) in predicted)

    module.rd = of_the_predicted
    with tempfile.TemporaryDirectory() as scratch:
        path, result = Path(scratch, "predictions.jsonl"), Path(scratch, "scores.json")
        write(path, predictions)
        arguments = ["score.py", path, "--split", pages.split, "--by", "source", "--quiet", "--json", result]
        with patch.object(sys, "argv", [str(argument) for argument in arguments]):
            module.main()
        found: dict[str, Any] = json.loads(result.read_text())[pages.split]
    return found


def write(path: Path, predictions: list[Row]) -> None:
    """Predictions as the JSON lines that the scorer reads."""
    with path.open("w", encoding="utf-8") as file:
        for prediction in predictions:
            file.write(json.dumps(prediction, ensure_ascii=False) + "\n")
