"""Trains the second opinion on which lines of a web page are article. `train.py` is the command."""

from __future__ import annotations

import json
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from catboost import CatBoostClassifier
from numpy.typing import NDArray

from catboost_trees import convert
from folds import FOLDS, fold_of
from pages import Pages, Row
from presscheck.read import html
from presscheck.read.evidence import NAMES
from presscheck.read.main_text import Words, coverage, main_lines
from presscheck.strip.main_text import LIKELY, MODEL
from scoring import scorer

TREE = {
    "iterations": 300,
    "depth": 6,
    "learning_rate": 0.08,
    "l2_leaf_reg": 5,
    "rsm": 0.4,
    "border_count": 32,
    "random_seed": 7,
    "verbose": 0,
    "thread_count": 2,
    "allow_writing_files": False,
}
SEEN = 0.7
"""A page is only learned from when its visible text holds this share of the article's words."""
NEUTRAL, DOUBTFUL = 0.05, 0.3
"""Weight of lines that only repeat title, author or standfirst, and of those that hold a part of the article."""
SEGMENT = 0.7
"""Weight of a line that holds a labelled segment, where no more than segments are labelled."""
SEGMENT_CHARS = 25
"""Shorter lines may stand in a segment by chance."""


@dataclass(frozen=True)
class Sample:
    """A page: its lines, the evidence of each, which are article (1, 0) and how much that counts (0: not known)."""

    gold: Row
    lines: list[str]
    evidence: NDArray[np.float32]
    article: NDArray[np.float64]
    weight: NDArray[np.float64]


def sample(work: tuple[Row, Row]) -> Sample | None:
    """The sample of a page and what is known of it; None where trafilatura finds nothing."""
    row, gold = work
    try:
        article = html.article(f"{row['id']}.html", row["html"].encode("utf-8", "replace"))
    except ValueError:
        return None
    if article.evidence is None:
        return None
    lines = [line.text for line in article.page.lines]
    label = of_body if gold["body"] else of_segments
    return Sample(gold, lines, article.evidence, *label(lines, gold))


def of_body(lines: list[str], gold: Row) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Labels and weights by the paragraphs of the article: words weigh by their share of it, with falling returns."""
    words = Words(lines)
    body = Words(gold["body"], words)
    covered = coverage(words, body)
    article = np.zeros(len(lines))
    article[main_lines(words, body, covered)] = 1
    total = max(1, int(body.counts.sum()))
    if (words.counts * article).sum() < SEEN * total:
        return article, np.zeros(len(lines))
    about = [gold.get("title") or "", *(gold.get("authors") or []), *(gold.get("summary") or [])]
    told = words.share(np.isin(words.numbers, Words(about, words).numbers))
    share = words.counts / total
    share[(article == 0) & (covered > 1 - SEEN)] *= DOUBTFUL
    share[(article == 0) & (told > 0.8)] *= NEUTRAL
    return article, np.where(words.counts > 0, 3 * np.sqrt(share) + 0.1, 0)


def of_segments(lines: list[str], gold: Row) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Labels and weights by the wanted and unwanted segments of a page of trafilatura's evaluation."""
    folded = [" ".join(line.split()).casefold() for line in lines]
    article, weight = np.zeros(len(lines)), np.zeros(len(lines))
    for value, segments in ((1, gold["seg_with"] or ()), (0, gold["seg_without"] or ())):
        for segment in (" ".join(text.split()).casefold() for text in segments):
            for index, line in enumerate(folded):
                if segment in line or (len(line) > SEGMENT_CHARS and line in segment):
                    weight[index] = SEGMENT if not weight[index] or article[index] == value else 0
                    article[index] = value
    return article, weight


@dataclass(frozen=True)
class Prepared:
    """What the models of all folds are trained on."""

    pages: Pages
    samples: list[Sample]


def prepare(pages: Pages) -> Prepared:
    """Read the pages of which something is known."""
    known = [(row, pages.gold[row["id"]]) for row in pages.html()]
    known = [(row, gold) for row, gold in known if gold["body"] or gold["seg_with"]]
    with ProcessPoolExecutor() as pool:
        return Prepared(pages, [found for found in pool.map(sample, known, chunksize=8) if found is not None])


def fit(found: list[Sample]) -> Any:
    """A model of which lines are article."""
    matrix = np.concatenate([page.evidence for page in found])
    article = np.concatenate([page.article for page in found])
    weight = np.concatenate([page.weight for page in found])
    use = weight > 0
    model = CatBoostClassifier(**TREE)
    model.fit(matrix[use], article[use], sample_weight=weight[use])
    return model


def out_of_fold(found: list[Sample], pages: Pages) -> dict[str, float]:
    """Scores of the lines chosen on each page by the model that has not seen its site.

    These are of the lines alone; the strip rules take more out of them later.
    """
    score = scorer(pages.bench)
    bodies: list[tuple[float, float, float]] = []
    segments: Counter[str] = Counter()
    folds = [fold_of(page.gold["site"]) for page in found]
    for fold in range(FOLDS):
        trees = convert(fit([page for page, of in zip(found, folds, strict=True) if of != fold]))
        for page in (page for page, of in zip(found, folds, strict=True) if of == fold):
            kept = np.flatnonzero(trees.probabilities(page.evidence) >= LIKELY)
            text = "\n".join(page.lines[index] for index in kept)
            if page.gold["body"]:
                about = [page.gold.get("title") or "", " ".join(page.gold.get("authors") or [])]
                whole, allowed = "\n".join(page.gold["body"]), "\n".join([*about, *(page.gold.get("summary") or [])])
                f1 = score.bag(text, whole, allowed)[2]
                bodies.append((f1, float(f1 >= 0.98), score.prf(*score.shingle(text, whole))[2]))
            else:
                folded = score.norm(text)
                segments.update("tp" if score.norm(s) in folded else "fn" for s in page.gold["seg_with"])
                segments.update("fp" for s in page.gold["seg_without"] if score.norm(s) in folded)
    means = np.mean(bodies, axis=0)
    segment = score.prf(segments["tp"], segments["fp"], segments["fn"])[2]
    names = ("bag F1", "pages at 0.98", "4-gram F1", "segments F1")
    return {name: round(float(value), 4) for name, value in zip(names, (*means, segment), strict=True)}


def train(prepared: Prepared, leave_out: int | None, out: Path) -> None:
    """Train on all folds of sites but one, and write weights and card to the folder `out`."""
    pages, found = prepared.pages, prepared.samples
    used = [page for page in found if leave_out is None or fold_of(page.gold["site"]) != leave_out]
    print(f"{sum(len(page.lines) for page in used):,} lines of {len(used):,} web pages", file=sys.stderr)
    model = fit(used)
    convert(model).save(out / f"{MODEL}.npz")
    card = {
        "what": "probability of a line of a web page to be article",
        "data": f"the {pages.split} half of the labelled pages, {len(used):,} web pages",
        "left out": None if leave_out is None else f"sites of fold {leave_out} of {FOLDS}",
        "lines": sum(int((page.weight > 0).sum()) for page in used),
        "trained": datetime.now(UTC).date().isoformat(),
        "out of fold": out_of_fold(found, pages) if leave_out is None else None,
        "trees": TREE,
        "columns": NAMES,
        "features": [
            [name, round(float(gain), 2)]
            for gain, name in sorted(zip(model.get_feature_importance(), NAMES, strict=True), reverse=True)
        ],
    }
    (out / f"{MODEL}.json").write_text(json.dumps(card, indent=1) + "\n")
