"""Boosted trees over numbers (LightGBM), written as `marsad.models.trees` reads them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from marsad.models.trees import LEAVES

TREES = 100
SHAPE: dict[str, Any] = {
    "objective": "binary", "num_leaves": LEAVES, "learning_rate": 0.08, "min_data_in_leaf": 60, "feature_fraction": 0.5, "bagging_fraction": 0.8,
    "bagging_freq": 1, "lambda_l2": 10.0, "max_depth": 6, "max_bin": 127, "verbosity": -1, "num_threads": 1, "seed": 0, "deterministic": True,
    "force_row_wise": True, "use_missing": False,
}  # fmt: skip


def boosted(rows: Sequence[Sequence[float]], right: Sequence[bool], weights: Sequence[float], names: Sequence[str], *, trees: int = TREES, **shape: Any) -> dict[str, Any]:
    """Trees that tell what is right from what is not, as arrays."""
    table = np.asarray(rows, dtype=np.float32)
    data = lightgbm.Dataset(table, label=np.asarray(right, dtype=float), weight=np.asarray(weights, dtype=float))
    model = lightgbm.train(SHAPE | shape, data, num_boost_round=trees)
    grown = [_Tree(tree["tree_structure"]) for tree in model.dump_model()["tree_info"]]
    questions = max(len(tree.asked) for tree in grown)
    asked = np.zeros((len(grown), questions), dtype=np.int16)
    borders = np.full((len(grown), questions), np.inf, dtype=np.float32)  # nothing is over it: a tree that asks less than others
    left = np.zeros((len(grown), questions), dtype=np.uint8)
    values = np.zeros((len(grown), LEAVES), dtype=np.float32)
    for n, tree in enumerate(grown):
        k = len(tree.asked)
        asked[n, :k], borders[n, :k], left[n, :k], values[n, : len(tree.values)] = tree.asked, tree.borders, tree.left, tree.values
    return {"names": np.array("\n".join(names)), "asked": asked, "borders": borders, "left": left, "values": values, "usual": np.median(table, axis=0)}


class _Tree:
    """A tree's questions, and what it says at its leaves from left to right. Where a number is over the border, the leaves under "no more than
    it" are ruled out."""

    def __init__(self, root: dict[str, Any]) -> None:
        self.asked: list[int] = []
        self.borders: list[float] = []
        self.left: list[int] = []
        self.values: list[float] = []
        self._add(root)

    def _add(self, node: dict[str, Any]) -> None:
        if "leaf_value" in node:
            self.values.append(node["leaf_value"])
            return
        assert node["decision_type"] == "<=", node
        first = len(self.values)
        self._add(node["left_child"])
        out = sum(1 << leaf for leaf in range(first, len(self.values)))
        self.asked.append(node["split_feature"])
        self.borders.append(node["threshold"])
        self.left.append(0xFF & ~out)
        self._add(node["right_child"])


def write(arrays: dict[str, Any], path: Path) -> None:
    """Write trees to a file."""
    np.savez_compressed(path, **arrays)
