"""Names against the labels of others: the count itself, and floors that say when something broke."""

from pathlib import Path

from marsad.coder import Coder
from marsad.evaluation.ner import Name, measure, named, names_of
from marsad.records import Report


def test_labels_of_words_make_names() -> None:
    labels = ["B-PERS", "I-PERS", "O", "B-LOC", "B-LOC", "B-MISC", "O"]
    assert list(names_of(labels)) == [Name(0, 2, "PERS"), Name(3, 4, "LOC"), Name(4, 5, "LOC")]


def test_what_we_name_is_told_by_words() -> None:
    words = "قال فتحي باشاغا إن روسيا تدعم قوات حفتر في طرابلس .".split()
    found = named(Coder().read(Report(text=" ".join(words))), words)
    assert {Name(1, 3, "PERS"), Name(4, 5, "LOC"), Name(9, 10, "LOC")} <= found


def test_a_yardstick_of_other_conventions(shared: Path) -> None:
    scores = measure(shared / "bench")
    floors = {"PERS": 0.63, "LOC": 0.82, "ORG": 0.36}
    assert {k: s.f1 for (k, way), s in scores.items() if way == "overlap" and s.f1 < floors[k]} == {}
