"""Logistic regression: reading, scoring, explaining."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad.errors import ModelError
from marsad.models import LinearModel, Models

FILE = "# a model\nlabels\tno\tyes\nbias\t1\t-1\nw=قصف\t-2\t2\nw=قال\t0.5\t-0.5\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "toy.tsv").write_text(FILE, encoding="utf-8")
    return tmp_path


def test_scores_sum_to_one_and_follow_the_weights(folder: Path) -> None:
    model = Models(folder).linear("toy")
    assert model is not None
    for features, best in ((["w=قصف"], "yes"), (["w=قال"], "no"), ([], "no"), (["unknown"], "no")):
        scores = model.scores(features)
        assert sum(scores.values()) == pytest.approx(1)
        assert max(scores, key=lambda k: scores[k]) == best


def test_explain_names_the_loudest_feature_first(folder: Path) -> None:
    model = Models(folder).linear("toy")
    assert model is not None
    assert model.explain(["w=قال", "w=قصف", "x"], "yes") == [("w=قصف", 2.0), ("w=قال", -0.5)]


def test_two_labels_that_mirror_each_other_answer_like_any(folder: Path) -> None:
    mirrored = LinearModel.read(folder / "toy.tsv")
    (folder / "apart.tsv").write_text(FILE + "other\t1\t0\n", encoding="utf-8")  # one row that is no mirror
    apart = LinearModel.read(folder / "apart.tsv")
    rows = {"bias": (1.0, -1.0), "w=قصف": (-2.0, 2.0), "w=قال": (0.5, -0.5)}
    assert dict(mirrored.rows()) == rows
    assert dict(apart.rows()) == {**rows, "other": (1.0, 0.0)}
    for features in ([], ["w=قصف"], ["w=قال", "w=قصف", "unknown"]):
        assert mirrored.margins(features) == apart.margins(features)
        assert mirrored.lean(features) == apart.lean(features)
        for label in ("no", "yes"):
            assert mirrored.chance(features, label) == pytest.approx(apart.scores(features)[label])
        assert mirrored.explain(features, "yes") == apart.explain(features, "yes")


def test_a_missing_model_is_none(tmp_path: Path) -> None:
    assert Models(tmp_path).linear("none") is None
    assert Models(tmp_path).crf("none") is None
    assert Models(tmp_path).curves() == {}


@pytest.mark.parametrize("text", ["bias\t1\t2\n", "labels\ta\tb\nbias\t1\n", "labels\ta\tb\nbias\tx\ty\n"])
def test_a_broken_model_says_which_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "broken.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match=r"broken\.tsv:[12]"):
        LinearModel.read(path)


def test_a_broken_tagger_is_a_model_error(tmp_path: Path) -> None:
    (tmp_path / "broken.npz").write_bytes(b"nothing")
    with pytest.raises(ModelError):
        Models(tmp_path).crf("broken")
