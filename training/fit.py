"""Fit a multinomial logistic regression over named features and write it as `marsad.models.linear` reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from marsad.models.linear import LinearModel


def fit(
    examples: Sequence[tuple[Sequence[str], str]],
    *,
    strength: float = 1.0,
    rarest: int = 2,
    weights: Sequence[float] | None = None,
    least: float = 0.002,
) -> LinearModel:
    """A model from (features, label) pairs. `strength` is the inverse of L2 regularisation; features seen in fewer than
    `rarest` examples are left out, and so are weights below `least`."""
    counts = Counter(f for features, _ in examples for f in set(features))
    names = sorted(f for f, n in counts.items() if n >= rarest and f != "bias")
    index = {f: i for i, f in enumerate(names)}
    labels = sorted({label for _, label in examples})
    rows, cols = [], []
    for r, (features, _) in enumerate(examples):
        seen = {index[f] for f in features if f in index}
        rows.extend([r] * len(seen))
        cols.extend(seen)
    x = csr_matrix((np.ones(len(rows)), (rows, cols)), shape=(len(examples), len(names)))
    y = np.array([labels.index(label) for _, label in examples])
    binary = len(labels) == 2
    # lbfgs measures its tolerance on the mean loss: one as loose as liblinear's stops it long before it has learned anything
    model = LogisticRegression(C=strength, **({"solver": "liblinear", "tol": 1e-3} if binary else {"solver": "lbfgs", "tol": 1e-5}), max_iter=400)
    model.fit(x, y, sample_weight=None if weights is None else np.asarray(weights))
    coef, bias = model.coef_, model.intercept_
    if binary:
        coef, bias = np.vstack([-coef[0] / 2, coef[0] / 2]), np.array([-bias[0] / 2, bias[0] / 2])
    table = {"bias": tuple(float(b) for b in bias)}
    for f, i in index.items():
        row = tuple(round(float(c), 4) for c in coef[:, i])
        if any(abs(c) >= least for c in row):
            table[f] = row
    return LinearModel(tuple(labels), table)


def write(model: LinearModel, path: Path, *, about: str) -> None:
    """Write a model with a comment line that says what it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as out:
        out.write(f"# {about}\n")
        out.write("\t".join(("labels", *model.labels)) + "\n")
        for feature, row in sorted(model.rows()):
            out.write("\t".join((feature, *(f"{w:g}" for w in row))) + "\n")
