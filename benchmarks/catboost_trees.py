"""A trained CatBoost model as the arrays that presscheck evaluates."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from presscheck.strip.trees import Trees


def convert(model: Any) -> Trees:
    """The oblivious trees of a `CatBoostClassifier` on numeric features."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        saved = json.loads(path.read_text())
    trees = saved["oblivious_trees"]
    scale, [bias] = saved["scale_and_bias"]
    depth = max(len(tree["splits"]) for tree in trees)
    columns = np.zeros((len(trees), depth), np.int16)
    borders = np.full((len(trees), depth), np.inf, np.float32)
    leaves = np.zeros((len(trees), 1 << depth), np.float32)
    weights = np.zeros((len(trees), 1 << depth), np.float32)
    for t, tree in enumerate(trees):
        for level, split in enumerate(tree["splits"]):
            columns[t, level] = split["float_feature_index"]
            borders[t, level] = split["border"]
        leaves[t, : len(tree["leaf_values"])] = np.asarray(tree["leaf_values"]) * scale
        weights[t, : len(tree["leaf_weights"])] = tree["leaf_weights"]
    return Trees(columns, borders, leaves, weights, float(bias))
