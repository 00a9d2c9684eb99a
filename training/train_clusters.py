"""Group words by the company they keep: two partitions of the vocabulary of the news corpus, coarse and fine.

usage: python training/train_clusters.py

Counts which words stand one and two places before and after each word in ../shared/corpus (both files), takes positive
pointwise mutual information, reduces it to 100 dimensions by singular values, and groups by k-means. What ships is a table
of words and two numbers each (src/marsad/models/data/clusters.tsv): no text of any report.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.linalg import svds
from sklearn.cluster import MiniBatchKMeans

from folds import ROOT, SHIPPED
from marsad.text.folding import fold

CORPUS = ROOT.parent / "shared" / "corpus"
WORD = re.compile(r'[0-9]+|[^\W\d_]+|[.،؟!:"]')
NUMBER = "<number>"
RAREST = 5
CONTEXT_WORDS = 8000
DIMENSIONS = 100
COARSE, FINE = 100, 400


def texts() -> list[list[str]]:
    """Every report of the corpus as folded words."""
    out = []
    for name in ("conflict", "general"):
        with gzip.open(CORPUS / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                words = WORD.findall(fold(json.loads(line)["text"]).text)
                out.append([NUMBER if w[0].isdigit() else w for w in words])
    return out


def vectors(reports: list[list[str]], vocabulary: list[str]) -> np.ndarray:
    """A unit vector for each word of the vocabulary."""
    index = {w: i for i, w in enumerate(vocabulary)}
    rows, columns = [], []
    for words in reports:
        ids = [index.get(w, -1) for w in words]
        for gap in (1, 2):
            for a, b in zip(ids, ids[gap:], strict=False):
                if a >= 0 and b >= 0:
                    if b < CONTEXT_WORDS:
                        rows.append(a)
                        columns.append(b + CONTEXT_WORDS * (gap - 1))
                    if a < CONTEXT_WORDS:
                        rows.append(b)
                        columns.append(a + CONTEXT_WORDS * (gap + 1))
    counts = coo_matrix((np.ones(len(rows), dtype=np.float32), (rows, columns)), shape=(len(vocabulary), 4 * CONTEXT_WORDS)).tocsr()
    counts.sum_duplicates()
    total, by_row, by_column = counts.sum(), np.asarray(counts.sum(1)).ravel(), np.asarray(counts.sum(0)).ravel()
    cells = counts.tocoo()
    pmi = np.log(cells.data * total / (by_row[cells.row] * by_column[cells.col] ** 0.75 * total**0.25))
    kept = pmi > 0
    table = coo_matrix((pmi[kept].astype(np.float32), (cells.row[kept], cells.col[kept])), shape=counts.shape).tocsr()
    left, singular, _ = svds(table, k=DIMENSIONS, random_state=0)
    found: np.ndarray = left * np.sqrt(singular)
    return found / (np.linalg.norm(found, axis=1, keepdims=True) + 1e-9)


def main() -> None:
    reports = texts()
    counts = Counter(w for words in reports for w in words)
    vocabulary = [w for w, n in sorted(counts.items(), key=lambda x: (-x[1], x[0])) if n >= RAREST]
    points = vectors(reports, vocabulary)
    groups = [
        MiniBatchKMeans(n, random_state=0, n_init=1, batch_size=4096, max_iter=40).fit_predict(points) for n in (COARSE, FINE)
    ]  # fmt: skip
    with (SHIPPED / "clusters.tsv").open("w", encoding="utf-8") as out:
        out.write("# word, coarse and fine group of words that keep the same company; made by training/train_clusters.py\n")
        for word, coarse, fine in sorted(zip(vocabulary, *groups, strict=True)):
            out.write(f"{word}\t{coarse}\t{fine}\n")


if __name__ == "__main__":
    main()
