"""Words as they are looked up: what finds what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.archive.query import parse
from marsad.archive.snippets import marks, snippet
from marsad.archive.words import LONGEST, bare_words, indexed, words

FOUND = [
    ("طرابلس", "لطرابلس"), ("طرابلس", "وطرابلس"), ("طرابلس", "وبطرابلس"), ("أحمد", "احمد"), ("احمد", "أحمد"), ("احمد", "وأَحْمَد"),
    ("القاهرة", "للقاهرة"), ("القاهرة", "بالقاهرة"), ("القاهرة", "والقاهرة"), ("القاهرة", "قاهره"), ("قاهرة", "القاهرة"), ("قوات", "قواته"),
    ("قوات", "وقواتها"), ("وزارة", "وزارتها"), ("يقول", "سيقول"), ("حر", "الحر"), ("2019", "٢٠١٩"), ("إلى", "الى"), ("غزّة", "غزة"),
    ("كتـــيبة", "كتيبة"), ("UN", "un"), ("ليبيا", "لليبيا"), ("لبنان", "ولبنان"), ("القصف", "قصفه"),
]  # fmt: skip
NOT_FOUND = [
    ("تح", "فتح"), ("الحر", "بحر"), ("مدرس", "مدرسة"), ("زار", "وزارة"), ("لطرابلس", "طرابلس"), ("وزارة", "زارة"), ("ولد", "لد"),
    ("حرب", "حر"), ("قصف", "قصفت"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "written"), FOUND)
def test_finds(typed: str, written: str) -> None:
    assert marks(written, parse(typed)) == [(0, len(written))]


@pytest.mark.parametrize(("typed", "written"), NOT_FOUND)
def test_does_not_find(typed: str, written: str) -> None:
    assert marks(written, parse(typed)) == []


@pytest.mark.parametrize("style", ['"{}"', "«{}»", "“{}”", '"{}', "„{}”"])
def test_phrases_in_every_style_of_quotation_marks(style: str) -> None:
    query = parse(style.format("خليفة حفتر"))
    text = "قال لخليفة حفتر إن حفتر خليفة، وخليفة\u200f حفتر."
    assert [text[a:b] for a, b in marks(text, query)] == ["لخليفة حفتر", "وخليفة\u200f حفتر"]


def test_words_and_phrases_are_told_apart() -> None:
    query = parse('هدنة "خليفة حفتر" "طرابلس" هدنة')
    assert query.phrases == (tuple(bare_words("خليفة حفتر")),)
    assert query.words == (("هدنه",), ("طرابلس",))
    assert not parse(' ، "" «» ...')


@pytest.mark.parametrize("prefix", ["", "و", "ل", "ب", "ول", "فب"])
@pytest.mark.parametrize("word", ["لبنان", "طرابلس", "وزارة", "بغداد", "ليبيا", "قوات", "بنغازي", "وكالة", "فلسطين"])
def test_bare_words_are_the_same_whatever_is_written_onto_them(prefix: str, word: str) -> None:
    assert bare_words(prefix + word) == bare_words(word)


@given(st.text())
def test_any_text_is_a_query_and_any_text_is_indexed(text: str) -> None:
    query = parse(text)
    found = indexed(None, text)
    for form in [f for w in query.words for f in w] + [w for p in query.phrases for w in p] + found.forms + found.bare:
        assert 0 < len(form) <= 3 * LONGEST
        assert not set(form) & set(" \t\n\r\"'()*:^-+,.{}\\%?!\x00")
    assert all(text[w.start : w.end] for w in words(text))


@given(st.text(alphabet='ابتلوهة "«»،.ُ\u200fab12', max_size=200), st.text(alphabet='ابتلوهة "ab12', max_size=12))
def test_snippets_say_where_they_stand(text: str, typed: str) -> None:
    query = parse(typed)
    found = snippet(text, query, around=30)
    assert text[found.start : found.end] == found.text
    assert all(found.start <= a < b <= found.end for a, b in found.marks)
    everywhere = marks(text, query)
    assert set(found.marks) <= set(everywhere)
    assert bool(found.marks) == bool(everywhere)


def test_a_snippet_shows_the_most_different_words() -> None:
    text = "طرابلس " + "كلام " * 100 + "هدنة في طرابلس " + "كلام " * 100
    found = snippet(text, parse("طرابلس هدنة"))
    assert [text[a:b] for a, b in found.marks] == ["هدنة", "طرابلس"]
    assert len(found.text) < 200
