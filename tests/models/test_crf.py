"""The tagger of names: which features it knows, that those alone decide, and that a folded model gives the same chances."""

from __future__ import annotations

from pathlib import Path

import pycrfsuite
import pytest

from marsad.errors import ModelError
from marsad.models import CrfTagger, utf8
from marsad.models.crf_file import attributes, folded

SHOWN = [["w=a", "new"], ["w=قصف", "long", "other"], ["w=b"]]


@pytest.fixture
def model(tmp_path: Path) -> Path:
    trainer = pycrfsuite.Trainer(verbose=False)
    for _ in range(5):
        trainer.append([[b"w=a"], ["w=قصف".encode(), b"long"], [b"w=b"]], ["O", "B-PER", "O"])
    path = tmp_path / "toy.crfsuite"
    trainer.train(str(path))
    return path


def implied(feature: str) -> list[str]:
    return ["long", "other"] if feature == "w=قصف" else []


def chances(tagger: CrfTagger, shown: list[list[bytes]]) -> list[float]:
    tagger.look(shown)
    return [tagger.marginal("B-PER", k) for k in range(len(shown))]


def test_attributes_are_those_that_the_library_tells(model: Path) -> None:
    tagger = pycrfsuite.Tagger()
    tagger.open(str(model))
    assert set(attributes(model.read_bytes())) == set(tagger.info().attributes) == {"w=a", "w=b", "w=قصف", "long"}


@pytest.mark.parametrize("data", [b"", b"lCRF", b"x" * 100, b"lCRF" + b"\xff" * 100])
def test_another_layout_has_no_attributes_and_is_not_folded(data: bytes) -> None:
    assert attributes(data) == {}
    assert folded(data, {"w=قصف": 0, "long": 1}, implied) is None


def test_heeded_features_decide_alone(model: Path) -> None:
    tagger = CrfTagger(model)
    heeded = [tagger.heeded(f) for f in SHOWN]
    assert heeded == [(b"w=a",), ("w=قصف".encode(), b"long"), (b"w=b",)]
    assert chances(tagger, [list(f) for f in heeded]) == chances(tagger, [list(utf8(f)) for f in SHOWN])


def test_a_folded_model_gives_the_same_chances_of_fewer_features(model: Path) -> None:
    whole, tagger = CrfTagger(model), CrfTagger(model, implied)
    heeded = [tagger.heeded(f) for f in SHOWN]
    assert heeded == [(b"w=a",), ("w=قصف".encode(),), (b"w=b",)]
    assert chances(tagger, [list(f) for f in heeded]) == pytest.approx(chances(whole, [list(utf8(f)) for f in SHOWN]))
    assert tagger.heeded(["long"]) == (b"long",)


def test_a_file_that_is_no_model_is_named(tmp_path: Path) -> None:
    path = tmp_path / "broken.crfsuite"
    path.write_bytes(b"nothing")
    with pytest.raises(ModelError, match=r"broken\.crfsuite"):
        CrfTagger(path, implied)
