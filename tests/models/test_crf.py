"""The tagger of names: which features it knows, and that those alone decide."""

from __future__ import annotations

from pathlib import Path

import pycrfsuite
import pytest

from marsad.models import CrfTagger, utf8
from marsad.models.crf_attributes import attributes


@pytest.fixture
def model(tmp_path: Path) -> Path:
    trainer = pycrfsuite.Trainer(verbose=False)
    for _ in range(5):
        trainer.append([[b"w=a"], ["w=قصف".encode(), b"long"], [b"w=b"]], ["O", "B-PER", "O"])
    path = tmp_path / "toy.crfsuite"
    trainer.train(str(path))
    return path


def test_attributes_are_those_that_the_library_tells(model: Path) -> None:
    tagger = pycrfsuite.Tagger()
    tagger.open(str(model))
    assert set(attributes(model)) == set(tagger.info().attributes) == {"w=a", "w=b", "w=قصف", "long"}
    assert all(known == feature.encode() for feature, known in attributes(model).items())


@pytest.mark.parametrize("data", [b"", b"lCRF", b"x" * 100, b"lCRF" + b"\xff" * 100])
def test_attributes_of_another_layout_are_none(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "other"
    path.write_bytes(data)
    assert attributes(path) == {}


def test_heeded_features_decide_alone(model: Path) -> None:
    tagger = CrfTagger(model)
    shown = [["w=a", "new"], ["w=قصف", "long", "other"], ["w=b"]]
    assert [tagger.heeded(f) for f in shown] == [(b"w=a",), ("w=قصف".encode(), b"long"), (b"w=b",)]
    chances = []
    for given in (utf8, tagger.heeded):
        tagger.look([list(given(f)) for f in shown])
        chances.append([tagger.marginal("B-PER", k) for k in range(3)])
    assert chances[0] == chances[1]
