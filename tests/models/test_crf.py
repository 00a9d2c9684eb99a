"""The tagger's arithmetic: chances against all paths counted one by one, long sequences, files, features behind prefixes."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest

from marsad.errors import ModelError
from marsad.models import Crf
from marsad.models.crf import packed

LABELS = ("O", "B-PER", "I-PER")


def field(seed: int = 0) -> Crf:
    draw = np.random.default_rng(seed)
    names = ["w=a", "-1w=a", "+2w=b", "w=b"]
    return Crf(LABELS, names, draw.normal(size=(4, 3)).astype(np.float32), draw.normal(size=(3, 3)))


def one_by_one(weights: np.ndarray, transitions: np.ndarray) -> np.ndarray:
    """The chances by counting every path of labels."""
    total = np.zeros_like(weights, dtype=np.float64)
    for path in itertools.product(range(len(LABELS)), repeat=len(weights)):
        score = sum(weights[k, a] for k, a in enumerate(path)) + sum(transitions[a, b] for a, b in itertools.pairwise(path))
        for k, a in enumerate(path):
            total[k, a] += np.exp(score)
    return total / total.sum(axis=1, keepdims=True)


def test_chances_are_those_of_all_paths() -> None:
    draw = np.random.default_rng(1)
    transitions = draw.normal(size=(3, 3))
    crf = Crf(LABELS, [], np.zeros((0, 3), dtype=np.float32), transitions)
    lengths = [3, 1, 5, 2, 5]
    weights = draw.normal(scale=3, size=(sum(lengths), 3)).astype(np.float32)
    got = crf.chances(weights, lengths)
    first = 0
    for n in lengths:
        assert got[first : first + n] == pytest.approx(one_by_one(weights[first : first + n], transitions), abs=1e-6)
        first += n


def test_a_long_sequence_of_great_weights_stays_finite() -> None:
    weights = np.random.default_rng(2).normal(scale=30, size=(2_000, 3)).astype(np.float32)
    chances = field().chances(weights, [2_000])
    assert np.isfinite(chances).all()
    assert chances.sum(axis=1) == pytest.approx(np.ones(2_000))


def test_no_sequence_has_no_chances() -> None:
    assert field().chances(np.zeros((0, 3), dtype=np.float32), []).shape == (0, 3)


def test_a_file_comes_back(tmp_path: Path) -> None:
    weights = {("w=قصف", "B-PER"): 1.5, ("w=قصف", "O"): -0.25, ("-1w=قصف", "I-PER"): 2.0}
    np.savez_compressed(tmp_path / "toy.npz", **packed(LABELS, weights, {("B-PER", "I-PER"): 3.0}))
    crf = Crf.read(tmp_path / "toy.npz")
    assert crf.labels == LABELS
    at, rows = crf.table(("-1", ""))
    assert rows[at["w=قصف"]].tolist() == [0, 0, 2.0, -0.25, 1.5, 0]
    assert crf.chances(np.zeros((2, 3), dtype=np.float32), [2])[1, 2] == pytest.approx((2 + np.exp(3)) / (8 + np.exp(3)))


def test_features_stand_behind_their_prefixes() -> None:
    crf = field()
    at, rows = crf.table(("-2", "-1", "", "+1", "+2"))
    assert set(at) == {"w=a", "w=b"}
    a, b = rows[at["w=a"]].reshape(5, 3), rows[at["w=b"]].reshape(5, 3)
    assert not a[[0, 3, 4]].any()
    assert not b[[0, 1, 3]].any()
    assert a[1].any() and a[2].any() and b[2].any() and b[4].any()


@pytest.mark.parametrize("content", [b"", b"nothing", b"PK\x03\x04nothing"])
def test_a_file_that_is_no_field_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.npz"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"broken\.npz: not a field"):
        Crf.read(path)
