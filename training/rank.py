"""Fit a model that chooses one of several candidates: conditional logistic regression over named features.

The result is a `LinearModel` with labels "0" and "1" whose difference of margins is the candidate's score, so that `chance` stays a
number between 0 and 1 and the softmax over candidates is the chance against the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from marsad.models.linear import LinearModel

Group = Sequence[tuple[Sequence[str], bool]]


def fit_ranker(groups: Sequence[Group], *, strength: float = 1.0, rarest: int = 2, anchor: float = 0.25) -> LinearModel:
    """A ranker from groups of (features, right?). `strength` is the inverse of L2 regularisation; `anchor` weighs a plain yes-or-no
    loss beside the choice, which keeps scores of different groups comparable."""
    groups = [g for g in groups if any(r for _, r in g)]
    counts = Counter(f for g in groups for features, _ in g for f in set(features))
    names = sorted(f for f, n in counts.items() if n >= rarest and f != "bias")
    index = {f: i + 1 for i, f in enumerate(names)}
    rows, cols, right, of = [], [], [], []
    r = 0
    for k, g in enumerate(groups):
        for features, yes in g:
            seen = {index[f] for f in features if f in index} | {0}
            rows.extend([r] * len(seen))
            cols.extend(seen)
            right.append(yes)
            of.append(k)
            r += 1
    x = csr_matrix((np.ones(len(rows)), (rows, cols)), shape=(r, len(names) + 1))
    y, group = np.array(right, dtype=float), np.array(of)
    first = np.searchsorted(group, np.arange(len(groups)))

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        s = x @ w
        top = np.maximum.reduceat(s, first)[group]
        e = np.exp(s - top)
        total = np.add.reduceat(e, first)[group]
        p = e / total
        good = np.add.reduceat(p * (y > 0), first)
        value = -np.log(np.maximum(good, 1e-12)).sum()
        q = np.where(y > 0, p / np.maximum(good[group], 1e-12), 0.0)
        grad = p - q
        b = 1 / (1 + np.exp(-np.clip(s, -30, 30)))
        value += -anchor * (y * np.log(b + 1e-12) + (1 - y) * np.log(1 - b + 1e-12)).sum()
        grad = grad + anchor * (b - y)
        return float(value + 0.5 / strength * (w[1:] @ w[1:])), x.T @ grad + np.concatenate([[0.0], w[1:] / strength])

    w = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 100}).x
    table = {"bias": (-w[0] / 2, w[0] / 2)}
    for f, i in index.items():
        if abs(w[i]) >= 0.004:
            table[f] = (round(-w[i] / 2, 4), round(w[i] / 2, 4))
    return LinearModel(("0", "1"), table)
