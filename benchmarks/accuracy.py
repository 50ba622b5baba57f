"""Accuracy on labelled pages that nobody here wrote: `make bench`.

    python benchmarks/accuracy.py [--only lines,html,dateline,copies] [--bench DIR]

Runs presscheck over the pages, writes predictions, scores them with the scorer that lies beside the pages, prints
our numbers beside what the best other tool reaches and the target, and appends them to benchmarks/history.jsonl.
The pages are other people's and not in this repository; DIR is where they lie (default: ../shared/bench).
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from presscheck import __version__, link, pipeline
from presscheck.model import Article, Dossier, article_id
from presscheck.normalise.dateline import find_dateline
from presscheck.read import html
from presscheck.survey import Tally, survey

ROOT = Path(__file__).parent.parent
STYLES = ("container", "trafrec", "inscriptis", "bs4", "readab")
SOURCES = ("atf", "fundus", "htmldate", "postlight", "traf", "zyte")
META_STYLES = ("container", "trafrec")
SHARD = 40

# (what is printed, path into the scorer's output, best other tool on the development half, target)
ROWS: tuple[tuple[str, tuple[str, ...], float, float], ...] = (
    ("container boiler F1", ("lines", "style/container", "boiler_F1"), 0.904, 0.95),
    ("container content F1", ("lines", "style/container", "content_F1"), 0.845, 0.92),
    ("container tokens F1", ("lines", "style/container", "tok_F1"), 0.940, 0.975),
    ("container within 2 %", ("lines", "style/container", "within2pct"), 0.405, 0.60),
    ("container content tokens kept", ("lines", "style/container", "tok_R"), 1.0, 0.985),
    ("trafrec content F1", ("lines", "style/trafrec", "content_F1"), 0.911, 0.935),
    ("trafrec tokens F1", ("lines", "style/trafrec", "tok_F1"), 0.965, 0.975),
    ("trafrec within 2 %", ("lines", "style/trafrec", "within2pct"), 0.602, 0.70),
    ("inscriptis tokens F1", ("lines", "style/inscriptis", "tok_F1"), 0.874, 0.93),
    ("inscriptis within 2 %", ("lines", "style/inscriptis", "within2pct"), 0.255, 0.45),
    ("bs4 tokens F1", ("lines", "style/bs4", "tok_F1"), 0.856, 0.93),
    ("bs4 within 2 %", ("lines", "style/bs4", "within2pct"), 0.177, 0.45),
    ("HTML body bag F1", ("body", "all", "bag_F1"), 0.935, 0.955),
    ("HTML body pages at 0.98", ("body", "all", "ge98"), 0.516, 0.65),
    ("HTML segments F1", ("body", "traf-segments", "seg_F1"), 0.923, 0.94),
    ("HTML title exact", ("meta", "html/all-news", "title_exact"), 0.708, 0.88),
    ("HTML authors F1", ("meta", "html/all-news", "auth_F1"), 0.807, 0.92),
    ("HTML authors exact set", ("meta", "html/all-news", "auth_exactset"), 0.737, 0.87),
    ("HTML same day", ("meta", "html/all-news", "date_same"), 0.935, 0.97),
    ("HTML topics F1", ("meta", "html/all-news", "topic_F1"), 0.393, 0.65),
    ("container authors F1", ("meta", "container/all-news", "auth_F1"), 0.315, 0.75),
    ("container same day", ("meta", "container/all-news", "date_same"), 0.457, 0.60),
    ("container same day where in text", ("meta", "container/all-news", "date_in_text_same"), 0.736, 0.90),
    ("container date claimed, none there", ("meta", "container/all-news", "date_absent_claimed"), 0.558, 0.10),
    ("dateline place", ("dateline", "all", "place_exact"), 0.858, 0.95),
    ("dateline false places", ("dateline", "all", "false_place"), 0.211, 0.01),
    ("dateline day", ("dateline", "all", "date_ok"), 0.833, 0.97),
    ("dateline agency", ("dateline", "all", "agency_ok"), 0.833, 0.97),
    ("copies, constructed: pair F1", ("dups", "synth", "pair_F1"), 0.561, 0.98),
    ("copies, constructed: ARI", ("dups", "synth", "ARI"), 0.679, 0.95),
    ("copies, rewritten by people: pair F1", ("dups", "onestop", "pair_F1"), 0.993, 0.99),
)


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a gzipped JSON-lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def shards(items: Iterable[Any]) -> list[list[Any]]:
    """Lists of `SHARD` items."""
    everything = list(items)
    return [everything[i : i + SHARD] for i in range(0, len(everything), SHARD)]


def text_article(row: dict[str, Any]) -> Article:
    """A page as a scraper dumped it."""
    text = "\n".join(row["lines"])
    source = f"{row['id']}.txt"
    return Article(article_id(source, text.encode()), source, "text/plain", "", text)


def kept_lines(dossier: Dossier) -> list[int]:
    """Indices of the lines of which at least one visible character is left."""
    gone = [(edit.start, edit.end) for edit in dossier.edits if not edit.replacement.strip()]
    kept = []
    for line in dossier.article.page.lines:
        start = line.start + len(line.text) - len(line.text.lstrip())
        end = line.start + len(line.text.rstrip())
        if not any(low <= start and end <= high for low, high in gone):
            kept.append(line.number - 1)
    return kept


def metadata(dossier: Dossier) -> dict[str, Any]:
    """The fields that are scored."""
    return {
        "title": dossier.value("title"),
        "authors": [field.value for field in dossier.chosen("author")],
        "published": dossier.value("published"),
        "topics": [field.value for field in dossier.chosen("tag")],
    }


def examine_lines(work: tuple[list[dict[str, Any]], Tally]) -> list[dict[str, Any]]:
    """Predictions for a shard of dumped pages."""
    shard, tally = work
    predictions = []
    dossiers = pipeline.examine_shard(pipeline.Work([text_article(row) for row in shard], tally.facts()))
    for row, dossier in zip(shard, dossiers, strict=True):
        predictions.append({"id": row["id"], "style": row["style"], "kept_lines": kept_lines(dossier)})
        if row["style"] in META_STYLES:
            predictions.append({"id": row["id"], "style": row["style"], **metadata(dossier)})
    return predictions


def examine_html(shard: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Predictions for a shard of pages: body and metadata."""
    predictions = []
    for row in shard:
        try:
            article = html.article(f"{row['id']}.html", row["html"].encode("utf-8", "replace"))
        except ValueError:
            predictions.append({"id": row["id"], "clean_text": ""})
            continue
        [dossier] = pipeline.examine_shard(pipeline.Work([article], survey([article]).facts()))
        predictions.append({"id": row["id"], "clean_text": dossier.clean_text})
        predictions.append({"id": row["id"], **metadata(dossier)})
    return predictions


def survey_lines(shard: list[dict[str, Any]]) -> Tally:
    """The tally of a shard of dumped pages."""
    return survey([text_article(row) for row in shard])


def predict_lines(dev: Path, pool: ProcessPoolExecutor) -> Iterator[dict[str, Any]]:
    """Every dump of every style; a style is a batch, as one scraper would have brought it home."""
    for style in STYLES:
        parts = shards(rows(dev / f"lines_{style}.jsonl.gz"))
        tally = Tally()
        for part in pool.map(survey_lines, parts):
            tally = tally.merge(part)
        for predictions in pool.map(examine_lines, [(part, tally) for part in parts]):
            yield from predictions


def predict_html(dev: Path, pool: ProcessPoolExecutor) -> Iterator[dict[str, Any]]:
    """Every page of every source."""
    for source in SOURCES:
        for predictions in pool.map(examine_html, shards(rows(dev / f"html_{source}.jsonl.gz"))):
            yield from predictions


def predict_dateline(dev: Path) -> Iterator[dict[str, Any]]:
    """The first dateline among the first lines below the headline."""
    for row in rows(dev / "dateline.jsonl.gz"):
        found = next(filter(None, map(find_dateline, row["lines"][1:5])), None)
        yield {
            "id": row["id"],
            "place": found and found.place,
            "date": found and found.date,
            "agency": found and found.agency,
        }


def predict_copies(dev: Path) -> Iterator[dict[str, Any]]:
    """Linked pairs of each set."""
    for name, texts in _sets(dev):
        bodies = {key: link.body_for_linking(text.splitlines()) for key, text in texts.items()}
        prints = {key: link.fingerprints(text) for key, text in bodies.items()}
        for pair in link.link(bodies, prints):
            yield {"set": name, "a": pair.article_a, "b": pair.article_b}


def _sets(dev: Path) -> Iterator[tuple[str, dict[str, str]]]:
    for name in ("synth", "onestop", "events"):
        yield name, {row["id"]: row["text"] for row in rows(dev / f"dup_{name}.jsonl.gz")}


def score(bench: Path, predictions: Iterable[dict[str, Any]], folder: Path) -> dict[str, Any]:
    """What the scorer says of the predictions."""
    path, result = folder / "predictions.jsonl", folder / "scores.json"
    with path.open("w", encoding="utf-8") as file:
        for prediction in predictions:
            file.write(json.dumps(prediction, ensure_ascii=False) + "\n")
    subprocess.run([sys.executable, bench / "score.py", path, "--json", result], check=True, stdout=subprocess.DEVNULL)
    loaded: dict[str, Any] = json.loads(result.read_text())
    return loaded


def find(scores: Any, path: tuple[str, ...]) -> float | None:
    """A number in the scorer's output, wherever its top levels put it."""
    if not path:
        return scores if isinstance(scores, int | float) else None
    if isinstance(scores, dict):
        if path[0] in scores:
            return find(scores[path[0]], path[1:])
        for value in scores.values():
            if isinstance(value, dict) and (found := find(value, path)) is not None:
                return found
    return None


def main() -> int:
    """Predict, score, print, remember."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="lines,html,dateline,copies")
    parser.add_argument("--bench", type=Path, default=ROOT.parent / "shared" / "bench")
    parser.add_argument("--keep", type=Path, help="a folder to leave predictions and scores in")
    options = parser.parse_args()
    wanted = options.only.split(",")
    dev = options.bench / "dev"
    if not dev.is_dir():
        print(f"the labelled pages are not in {options.bench}")
        return 2
    predictions: list[dict[str, Any]] = []
    with ProcessPoolExecutor() as pool:
        if "lines" in wanted:
            predictions += predict_lines(dev, pool)
        if "html" in wanted:
            predictions += predict_html(dev, pool)
    if "dateline" in wanted:
        predictions += predict_dateline(dev)
    if "copies" in wanted:
        predictions += predict_copies(dev)
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        scores = score(options.bench, predictions, folder)
    numbers = {name: value for name, path, _, _ in ROWS if (value := find(scores, path)) is not None}
    print(f"{'':38}{'presscheck':>11}{'best other':>11}{'target':>8}")
    for name, _, other, target in ROWS:
        if name in numbers:
            print(f"{name:38}{numbers[name]:11.3f}{other:11.3f}{target:8.3f}")
    entry = {"when": datetime.now(UTC).isoformat(timespec="seconds"), "version": __version__, "scores": numbers}
    with (ROOT / "benchmarks" / "history.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps({**entry, "scores": {k: round(v, 4) for k, v in numbers.items()}}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
