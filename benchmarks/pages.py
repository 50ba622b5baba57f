"""The labelled pages: where they lie, what a row is, and samples of them.

They are other people's and not in this repository. A folder of them holds ``score.py`` and, for each half, the files
that its README describes.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
DEFAULT = ROOT.parent / "shared" / "bench"
DEVELOPMENT = "148ee83a"
"""Fingerprint of the development half, which weights, confidences and floors come from."""
STYLES = ("container", "trafrec", "inscriptis", "bs4", "readab")
SOURCES = ("atf", "fundus", "htmldate", "postlight", "traf", "zyte")

Row = dict[str, Any]


@dataclass(frozen=True)
class Pages:
    """One half of the labelled pages, or a sample of it: at most `sample` pages of each kind."""

    bench: Path = DEFAULT
    split: str = "dev"
    sample: int | None = None

    @property
    def folder(self) -> Path:
        """Where the files of the half lie."""
        return self.bench / self.split

    def rows(self, name: str) -> list[Row]:
        """The rows of ``NAME.jsonl.gz``."""
        return self._sampled(list(rows(self.folder / f"{name}.jsonl.gz")))

    def lines(self, style: str) -> list[Row]:
        """Pages as a naive scraper of a style dumped them: id, style, lines, labels."""
        return self.rows(f"lines_{style}")

    def html(self) -> list[Row]:
        """Pages of all sources: id, url, html."""
        files = (self.folder / f"html_{source}.jsonl.gz" for source in SOURCES)
        return self._sampled([row for file in files for row in rows(file)])

    def _sampled(self, found: list[Row]) -> list[Row]:
        """All of them, or those whose ids come first by their hash."""
        return found if self.sample is None else sorted(found, key=lambda row: digest(row["id"]))[: self.sample]

    @cached_property
    def gold(self) -> dict[str, Row]:
        """What is known of each page, by its id."""
        return {row["id"]: row for row in rows(self.folder / "gold.jsonl.gz")}

    @property
    def fingerprint(self) -> str:
        """Tells whether two runs saw the same pages: eight hex digits."""
        return f"{digest(f'{self.sample} ' + ' '.join(sorted(self.gold))):08x}"


def rows(path: Path) -> Iterator[Row]:
    """The objects of a gzipped JSON-lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def digest(text: str) -> int:
    """A number of four bytes that is the same on every machine."""
    return int(hashlib.blake2b(text.encode(), digest_size=4).hexdigest(), 16)
