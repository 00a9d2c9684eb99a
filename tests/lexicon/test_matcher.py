"""Phrases of modality and of reporting."""

import pytest

from marsad.lexicon.matcher import match, modality, reporting_phrases
from marsad.text.document import read


@pytest.mark.parametrize(
    ("text", "cls"),
    [
        ("لم تهاجم القوات أحدا", "negation"),
        ("ولن نقبل", "negation"),
        ("تعتزم الحكومة سحب جنودها", "intention"),
        ("حاولوا اقتحام المبنى", "attempt"),
        ("من المقرر أن يزور الوفد المدينة", "planned"),
        ("ربما انسحبوا", "possibility"),
        ("من أجل إطلاق الأسرى", "purpose"),
        ("استعدادا لهجوم واسع", "planned"),
    ],
)
def test_matcher_modality(text: str, cls: str) -> None:
    found = match(modality(), [t.norm for t in read(text).tokens], 0)
    assert found is not None and cls in {m.cls for m in found.values}


@pytest.mark.parametrize(
    ("text", "cls", "words"),
    [
        ("وفقا لمسؤول محلي", "according", 1),
        ("وبحسب ما ذكرت الوكالة", "verb_after", 3),
        ("على حد قول الوزير", "according", 3),
        ("في مؤتمر صحفي عقده أمس", "medium", 3),
        ("مشيرا إلى الخسائر", "quoting", 2),
    ],
)
def test_matcher_reporting_phrases(text: str, cls: str, words: int) -> None:
    found = match(reporting_phrases(), [t.norm for t in read(text).tokens], 0)
    assert found is not None and (found.values[0].cls, found.last) == (cls, words)


def test_matcher_a_phrase_wants_its_proclitic() -> None:
    assert match(reporting_phrases(), ["وفقا", "الي"], 0) is None
