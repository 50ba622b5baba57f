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
from html_labels import Dump
from pages import STYLES, Pages
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
CROPS, TAUGHT_CROPS = 2, 1
TAUGHT = 0.5
"""Weight of a line that no person labelled, but the model of web pages did (`html_labels.py`)."""
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
    sure: list[float]
    """The weight of each label."""


def samples(pages: Pages, taught: Sequence[Dump]) -> Iterable[Sample]:
    """Every dump with its labels, and pieces of dumps; those that are `taught` in place of the same without labels.

    Crops of whole pages are what a scraper that took a larger or smaller element would have brought home; cleaned
    pages are what the scorer sees when it comes by again, and must then leave alone.
    """
    random = np.random.default_rng(SEED)
    known = {(dump.id, dump.style) for dump in taught if dump.style != "container"}
    for style in STYLES:
        for row in pages.lines(style):
            if (row["id"], style) in known or (style in ("inscriptis", "bs4") and row["id"].startswith("traf")):
                continue  # labelled in a few places only
            labels = row["labels"]
            whole = _sample(pages, row["id"], style, row["lines"], labels, [1.0] * len(labels))
            yield from _with_pieces(whole, CROPS, random)
    random = np.random.default_rng(SEED + 4)
    for dump in taught:
        sure = [1.0 if given else TAUGHT for given in dump.given]
        whole = _sample(pages, dump.id, dump.style, dump.lines, dump.labels, sure)
        yield from _with_pieces(whole, TAUGHT_CROPS, random)


def _with_pieces(whole: Sample, crops: int, random: np.random.Generator) -> Iterable[Sample]:
    if not whole.lines:
        return
    yield whole
    labels = np.array(whole.labels)
    content = np.flatnonzero(labels == "content")
    if whole.style == "inscriptis" and len(content):
        for _ in range(crops):
            first = max(0, int(content[0] - random.exponential(12)))
            last = min(len(labels), int(content[-1] + 1 + random.exponential(25)))
            yield _piece(whole, "crop", range(first, last))
    if whole.style in ("container", "inscriptis"):
        share = random.choice([0.8, 0.9, 0.97, 1.0])
        stays = ~(np.isin(labels, FURNITURE) & (random.random(len(labels)) < share))
        if stays.any():
            yield _piece(whole, "clean", np.flatnonzero(stays))


def _sample(
    pages: Pages, page: str, style: str, lines: Sequence[str], labels: Sequence[str], sure: Sequence[float]
) -> Sample:
    """The lines that hold something; what presscheck takes for one line is one line."""
    text = [" ".join(line.splitlines()) for line in lines]
    some = [i for i, line in enumerate(text) if line.strip()]
    fold = fold_of(pages.gold[page]["site"])
    return Sample(style, fold, [text[i] for i in some], [labels[i] for i in some], [sure[i] for i in some])


def _piece(whole: Sample, style: str, chosen: Iterable[int]) -> Sample:
    at = list(chosen)
    return Sample(
        style,
        whole.fold,
        [whole.lines[i] for i in at],
        [whole.labels[i] for i in at],
        [whole.sure[i] for i in at],
    )


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
    """The samples as arrays. A line weighs by its label, who gave it, its style and its length, and less on a long page."""
    labels = np.array([label for sample in found for label in sample.labels])
    furniture = np.isin(labels, FURNITURE)
    lengths = [len(sample.lines) for sample in found]
    weight = np.array([KEPT.get(label, 0.0) for label in labels]) + furniture
    weight *= np.array([sure for sample in found for sure in sample.sure])
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


def prepare(pages: Pages, taught: Sequence[Dump]) -> Prepared:
    """Read the dumps; `taught` are more of them, which web pages label."""
    data = table(list(samples(pages, taught)))
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
