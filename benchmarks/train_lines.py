"""Trains the line scorer on the dumps of the labelled pages. `train.py` is the command."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from catboost import CatBoostClassifier
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

import train_line_reader
from catboost_trees import convert
from folds import FOLDS, fold_of
from pages import STYLES, Pages, Row
from presscheck.model import Page
from presscheck.rules import RULES, instances
from presscheck.strip.engine import Matcher
from presscheck.strip.line_features import BITS, Lines, bucket, features, phrases
from presscheck.strip.line_scorer import READER, TREES, WORDS, save_words

FURNITURE = ("boiler", "related", "comment")
KEPT = {"content": 1.0, "summary": 0.5, "title": 0.5, "byline": 0.15, "date": 0.15}
"""Weight of lines that stay. Bylines and dates above the article are kept by a rule of their own, and fields are read
whatever becomes of them. Lines with other labels (captions, topics, doubtful ones) are seen but not learned from: many
captions are labelled as furniture."""
HEADED = {"title": 3.0, "summary": 2.0}
"""How much more these weigh for the reader: there is one of each on a page, and what comes before it is furniture."""
STYLE_WEIGHT = {
    "container": 2.0,
    "trafrec": 1.0,
    "inscriptis": 0.6,
    "bs4": 0.5,
    "readab": 0.6,
    "crop": 0.6,
    "clean": 0.5,
}
CROPS = 2
CARD = "line_scorer.json"
SEED = 7
TREE = {
    "iterations": 450,
    "depth": 6,
    "learning_rate": 0.07,
    "l2_leaf_reg": 8,
    "rsm": 0.5,
    "border_count": 64,
    "bootstrap_type": "Bernoulli",
    "subsample": 0.7,
    "random_seed": SEED,
    "verbose": 0,
    "thread_count": 2,
    "allow_writing_files": False,
}


@dataclass
class Sample:
    """The lines of one page in one style, or a piece of them."""

    style: str
    fold: int
    lines: list[str]
    labels: list[str]


def samples(pages: Pages) -> Iterable[Sample]:
    """Every dump with its labels, and pieces of dumps.

    Crops of whole pages are what a scraper that took a larger or smaller element would have brought home; cleaned
    pages are what the scorer sees when it comes by again, and must then leave alone.
    """
    random = np.random.default_rng(SEED)
    for style in STYLES:
        for row in pages.lines(style):
            if style in ("inscriptis", "bs4") and row["id"].startswith("traf"):
                continue  # labelled in a few places only
            whole = _sample(row, pages)
            if not whole.lines:
                continue
            yield whole
            labels = np.array(whole.labels)
            content = np.flatnonzero(labels == "content")
            if style == "inscriptis" and len(content):
                for _ in range(CROPS):
                    first = max(0, int(content[0] - random.exponential(12)))
                    last = min(len(labels), int(content[-1] + 1 + random.exponential(25)))
                    yield _piece(whole, "crop", range(first, last))
            if style in ("container", "inscriptis"):
                share = random.choice([0.8, 0.9, 0.97, 1.0])
                stays = ~(np.isin(labels, FURNITURE) & (random.random(len(labels)) < share))
                if stays.any():
                    yield _piece(whole, "clean", np.flatnonzero(stays))


def _sample(row: Row, pages: Pages) -> Sample:
    """The lines that hold something; what presscheck takes for one line is one line."""
    text = [" ".join(line.splitlines()) for line in row["lines"]]
    some = [i for i, line in enumerate(text) if line.strip()]
    fold = fold_of(pages.gold[row["id"]]["site"])
    return Sample(row["style"], fold, [text[i] for i in some], [row["labels"][i] for i in some])


def _piece(whole: Sample, style: str, chosen: Iterable[int]) -> Sample:
    at = list(chosen)
    return Sample(style, whole.fold, [whole.lines[i] for i in at], [whole.labels[i] for i in at])


@dataclass
class Table:
    """All lines of all samples."""

    samples: list[Sample]
    lines: Lines
    pages: list[Page]
    furniture: NDArray[np.bool_]
    weight: NDArray[np.float64]
    fold: NDArray[np.intp]
    style: NDArray[Any]


def table(found: Sequence[Sample]) -> Table:
    """The samples as arrays. A line weighs by its label, its style and its length, and less on a long page."""
    labels = np.array([label for sample in found for label in sample.labels])
    furniture = np.isin(labels, FURNITURE)
    lengths = [len(sample.lines) for sample in found]
    weight = np.array([KEPT.get(label, 0.0) for label in labels]) + furniture
    weight *= np.repeat([STYLE_WEIGHT[s.style] / np.sqrt(max(20, len(s.lines))) for s in found], lengths)
    pages = [Page("\n".join(sample.lines)) for sample in found]
    lines = Lines.of([[line.text for line in page.lines] for page in pages])
    return Table(
        list(found),
        lines,
        pages,
        furniture,
        weight,
        np.repeat([sample.fold for sample in found], lengths),
        np.repeat([sample.style for sample in found], lengths),
    )


@dataclass
class Prepared:
    """What the models of all folds are trained on."""

    split: str
    data: Table
    phrase: dict[str, NDArray[np.bool_]]
    words: Any
    wording: NDArray[np.float32]
    """Score of each line by a model of its words that has not seen the line's site; with any other the trees would
    trust the words too much."""


def prepare(pages: Pages) -> Prepared:
    """Read the dumps."""
    data = table(list(samples(pages)))
    print(f"{len(data.lines):,} lines of {len(data.samples):,} dumps and pieces of dumps", file=sys.stderr)
    matcher = Matcher(instances(RULES)[0])
    phrase = phrases(data.pages, [matcher(page) for page in data.pages])
    buckets, line = data.lines.grams
    count = np.bincount(line, minlength=len(data.lines))
    words = csr_matrix((1 / np.sqrt(count[line]), (line, buckets)), shape=(len(data.lines), 1 << BITS))
    score = np.zeros(len(data.lines), np.float32)
    for fold in set(data.fold.tolist()):
        at = data.fold == fold
        score[at] = words[at] @ _word_weights(words, data, ~at)
    return Prepared(pages.split, data, phrase, words, score)


def train(prepared: Prepared, leave_out: int | None, out: Path) -> None:
    """Train on all folds of sites but one, and write weights and card to the folder `out`."""
    data = prepared.data
    seen = np.ones(len(data.lines), bool) if leave_out is None else data.fold != leave_out
    rarity = _rarity(data, seen)
    columns = features(data.lines, prepared.wording, rarity, prepared.phrase)
    matrix = np.column_stack(list(columns.values()))
    use = seen & (data.weight > 0)
    weight = data.weight * np.sqrt(columns["words"] + 3)
    model = CatBoostClassifier(**TREE)
    model.fit(matrix[use], data.furniture[use], sample_weight=weight[use] / weight[use].mean())
    convert(model).save(out / TREES)
    save_words(out / WORDS, _word_weights(prepared.words, data, seen), rarity)
    pages = np.array([sample.fold != leave_out for sample in data.samples])
    more = np.array([HEADED.get(label, 1.0) for sample in data.samples for label in sample.labels])
    train_line_reader.train(matrix, data.lines, data.furniture, weight * more, pages).save(out / READER)
    card = {
        "what": "probability of a line of text to be furniture",
        "data": f"the {prepared.split} half of the labelled pages, {len(data.samples):,} dumps and pieces of dumps",
        "left out": None if leave_out is None else f"sites of fold {leave_out} of {FOLDS}",
        "lines": int(use.sum()),
        "trained": datetime.now(UTC).date().isoformat(),
        "scores": "docs/accuracy.md, each page read with weights that have not seen its site",
        "words": "logistic regression over hashed words and pairs of words",
        "trees": TREE,
        "reader": train_line_reader.SETTINGS | {"headed": HEADED},
        "features": [
            [name, round(float(gain), 2)]
            for gain, name in sorted(zip(model.get_feature_importance(), columns, strict=True), reverse=True)
        ],
    }
    (out / CARD).write_text(json.dumps(card, indent=1) + "\n")


def _rarity(data: Table, seen: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Inverse document frequency of each bucket over the whole pages."""
    pages = seen & np.isin(data.style, ("inscriptis", "trafrec"))
    of = pages[data.lines.word_line]
    pairs = np.unique(bucket(data.lines.texts.word[of]) * len(data.samples) + data.lines.page[data.lines.word_line[of]])
    found = np.bincount(pairs // len(data.samples), minlength=1 << BITS)
    number = len(np.unique(pairs % len(data.samples)))
    quantised: NDArray[np.float32] = (np.rint(np.log((number + 1) / (found + 1)) * 16) / 16).astype(np.float32)
    return quantised  # as it is stored


def _word_weights(words: Any, data: Table, rows: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Weights of the words, from the lines of whole dumps among the rows."""
    rows = rows & ~np.isin(data.style, ("crop", "clean")) & (data.weight > 0)
    weight = data.weight[rows]
    model = LogisticRegression(C=3.0, solver="liblinear", fit_intercept=False, max_iter=40, tol=1e-2)
    model.fit(words[rows], data.furniture[rows], sample_weight=weight / weight.mean())
    result: NDArray[np.float64] = model.coef_[0]
    return result
