"""The network of names: what it says is read from words, traits and marks, and is a chance for each label."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from marsad.errors import ModelError
from marsad.lexicon import load
from marsad.mentions.name_network import OPENS, STEPS, heard, marks_of
from marsad.models import Models
from marsad.models.tagger import CUE, FIRST, LAST, SPEECH, WITHIN, Tagger
from marsad.text.document import read

TEXT = "قال الناطق باسم الشرطة الرائد تركي المالكي إن طائرات أغارت على صنعاء. وزار الرئيس الأمريكي السعودية."


def shipped() -> Tagger:
    tagger = Models().tagger()
    assert tagger is not None
    return tagger


def test_each_word_has_a_chance_of_each_label() -> None:
    tagger, document = shipped(), read(TEXT)
    shares, _ = heard(document, {}, tagger, load())
    assert shares.shape == (len(document.tokens), len(tagger.labels))
    assert np.exp(shares).sum(axis=1) == pytest.approx(1, abs=1e-4)
    best = [tagger.labels[k] for k in shares.argmax(axis=1)]
    of = {t.norm: label for t, label in zip(document.tokens, best, strict=True)}
    assert of["طايرات"] == of["ان"] == "O"
    assert (of["تركي"], of["المالكي"]) == ("B-PER", "I-PER")


def test_the_labels_are_those_of_the_field_beside_it() -> None:
    field = Models().crf("actors")
    assert field is not None
    assert sorted(field.labels) == sorted(shipped().labels)


def test_marks_are_what_the_lists_say_and_where_a_sentence_begins() -> None:
    document = read("قصف الجيش المدينة. نزح السكان.")
    marks = marks_of(document, {1: ["gB"]})
    assert marks[:2] == [(OPENS,), ("gB",)]
    assert [i for i, some in enumerate(marks) if OPENS in some] == [s.first for s in document.sentences]


def test_each_word_has_a_grade_of_each_part_in_speech() -> None:
    document = read("أعلن المتحدث باسم الجيش، الأحد، أن القوات سيطرت على المدينة. ونزح السكان إلى الجنوب.")
    _, speech = heard(document, {}, shipped(), load())
    assert len(speech) == len(SPEECH)
    assert all(len(grades) == len(document.tokens) and all(0 <= g <= len(STEPS) for g in grades) for grades in speech)
    norms = [t.norm for t in document.tokens]
    likeliest = {part: norms[speech[part].index(max(speech[part]))] for part in (CUE, FIRST, LAST)}
    assert likeliest == {CUE: "اعلن", FIRST: "القوات", LAST: "المدينه"}
    within = speech[WITHIN]
    assert min(within[norms.index(w)] for w in ("القوات", "سيطرت", "المدينه")) > max(within[norms.index(w)] for w in ("اعلن", "ونزح", "السكان"))


def test_no_words_have_no_shares() -> None:
    shares, speech = heard(read(""), {}, shipped(), load())
    assert shares.shape[0] == 0
    assert speech == [[]] * len(SPEECH)


def test_a_file_that_is_no_network_is_named(tmp_path: Path) -> None:
    (tmp_path / "names.npz").write_bytes(b"no such thing")
    with pytest.raises(ModelError, match=r"names\.npz: not a network"):
        Models(tmp_path).tagger()
