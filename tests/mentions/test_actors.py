"""Where names end: what the tagger took into a name and what is none of it."""

from __future__ import annotations

import pytest

from marsad.lexicon import load
from marsad.mentions import actors
from marsad.mentions.actor_spans import Chances, Guess
from marsad.mentions.actors import read_actors
from marsad.models import Models
from marsad.reading import Reading
from marsad.records import Report
from marsad.text.document import read


@pytest.mark.parametrize(
    ("text", "guess", "found"),
    [
        ("زار الرئيس الأمريكي السعودية.", (1, 4, "ROL"), ["الرئيس الأمريكي", "السعودية"]),  # a state behind another's adjective
        ("قال رئيس السعودية.", (1, 3, "ROL"), ["رئيس السعودية"]),
        ("قال السفير الأمريكي في ليبيا.", (1, 5, "ROL"), ["السفير الأمريكي في ليبيا"]),
        ("قتل شرطي في الموصل.", (1, 3, "PER"), ["شرطي"]),  # no name goes on with a preposition
        ("التقى الوزير نظيره المصري.", (2, 4, "PER"), ["نظيره المصري"]),
    ],
)
def test_a_name_ends_before_what_begins_another_phrase(
    monkeypatch: pytest.MonkeyPatch, text: str, guess: tuple[int, int, str], found: list[str]
) -> None:
    monkeypatch.setattr(Chances, "guesses", lambda *_, **__: [Guess(*guess, 0.9)])
    monkeypatch.setattr(Chances, "some", lambda *_: 0.0)
    monkeypatch.setattr(actors, "title_before", lambda _, first, __: first)
    reading = Reading(Report(text=text), read(text), load(), Models())
    read_actors(reading)
    assert [m.name for m in reading.actors] == found


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("خطف مسلحون مجهولون طبيبا في بنغازي.", "مسلحون مجهولون"),
        ("اجتمع الرئيس المصري بالرئيس الفرنسي في القاهرة.", "الرئيس الفرنسي"),
    ],
)
def test_names_that_stand_beside_other_words(text: str, named: str) -> None:
    reading = Reading(Report(text=text), read(text), load(), Models())
    read_actors(reading)
    assert named in [m.name for m in reading.actors]
