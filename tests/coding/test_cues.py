"""Words that may report speech."""

from __future__ import annotations

import pytest

from marsad.coding.cues import Cue, find_cues
from marsad.lexicon import load
from marsad.models import Models
from marsad.reading import Reading
from marsad.records import Report
from marsad.text.document import read


def cues(text: str) -> list[Cue]:
    return find_cues(Reading(Report(text=text), read(text), load(), Models()))


@pytest.mark.parametrize(
    ("text", "piece", "pos", "act"),
    [
        ("قال الوزير إن الطريق مفتوح", "قال", "verb", "say"),
        ("وأضافت المصادر أن الهدوء عاد", "وأضافت", "verb", "add"),
        ("خرج من الاجتماع مؤكدا أن الاتفاق قريب", "مؤكدا", "participle", "say"),
        ("دعا المجلس إلى الهدوء", "دعا", "verb", "ask"),
        ("بحسب ما ذكرت الصحيفة", "بحسب ما ذكرت", "phrase", "according"),
        ("نقلا عن مصدر طبي", "نقلا عن", "phrase", "according"),
        ("اتهم الحزب الحكومة بالتقصير", "اتهم", "verb", "blame"),
    ],
)
def test_a_cue_is_found_with_its_class(text: str, piece: str, pos: str, act: str) -> None:
    first = cues(text)[0]
    assert (read(text).piece(first.first, first.last), first.word.pos, first.word.act) == (piece, pos, act)


def test_plain_words_are_no_cues() -> None:
    assert cues("غمرت المياه الشوارع طوال الليل") == []
