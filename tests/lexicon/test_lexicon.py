"""Looking words and phrases up in the lexicon that ships."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.codebook import TYPES
from marsad.lexicon import load
from marsad.lexicon.loader import build
from marsad.lexicon.rows import event_nouns, event_verbs, light_verbs, multiwords, reporting_verbs
from marsad.lexicon.tables import DATA
from marsad.text.document import read
from marsad.text.folding import fold_word


@pytest.mark.parametrize(
    ("word", "kind", "type_", "pos", "tense", "voice", "pro", "en"),
    [
        ("قصفت", "event", "ASSAULT", "verb", "past", "either", "", ""),
        ("وسيقصفونها", "event", "ASSAULT", "verb", "present", "either", "وس", "ها"),
        ("ليقتلوه", "event", "ASSAULT", "verb", "present", "either", "ل", "ه"),
        ("حوصرت", "event", "COERCE", "verb", "past", "passive", "", ""),
        ("أُطيح", "event", "ASSAULT", "verb", "past", "passive", "", ""),
        ("بالقصف", "event", "ASSAULT", "noun", "", "active", "بال", ""),
        ("وهجماتهم", "event", "ASSAULT", "noun", "", "active", "و", "هم"),
        ("للمظاهرات", "event", "PROTEST", "noun", "", "active", "لل", ""),
        ("لقائه", "event", "CONSULT", "noun", "", "active", "", "ه"),
        ("هجوماً", "event", "ASSAULT", "noun", "", "active", "", ""),
        ("المعتقلين", "event", "COERCE", "noun", "", "active", "ال", ""),
        ("قال", "report", "", "verb", "past", "active", "", ""),
        ("مشيراً", "report", "", "participle", "", "active", "", ""),
        ("شنّت", "light", "", "verb", "past", "either", "", ""),
        ("ندعو", "event", "REQUEST", "verb", "present", "active", "", ""),
        ("هددوا", "event", "THREATEN", "verb", "past", "active", "", ""),
        ("ويتعيّن", "event", "REQUEST", "verb", "present", "active", "و", ""),
        ("بتهريبها", "event", "MOBILIZE", "noun", "", "active", "ب", "ها"),
        ("المتواطئون", "event", "ACCUSE", "participle", "", "active", "ال", ""),
    ],
)
def test_lexicon_forms(word: str, kind: str, type_: str, pos: str, tense: str, voice: str, pro: str, en: str) -> None:
    got = {(f.entry.kind, f.entry.type, f.pos, f.tense, f.pro, f.en) for f in load().forms(fold_word(word))}
    assert (kind, type_, pos, tense, pro, en) in got
    if voice == "passive":
        assert any(f.voice == "passive" for f in load().forms(fold_word(word)))


@pytest.mark.parametrize("word", ["والي", "وزير", "هناك", "الحكم", "من", "إلى", "كان", "السيقصف", "المدينة", "تعز"])
def test_lexicon_forms_of_other_words_are_no_events(word: str) -> None:
    found = [f for f in load().forms(fold_word(word)) if f.entry.kind != "report" and f.entry.lemma not in ("حكم", "والى")]
    assert found == []


def test_lexicon_every_type_is_there_in_number() -> None:
    verbs, nouns = list(event_verbs()), list(event_nouns())
    assert len({(v.past, v.present) for v in verbs}) >= 400
    events = [e for e in load().entries if e.kind == "event"]
    assert len({e.lemma for e in events if e.pos == "noun"}) >= 400
    assert len({n.singular or n.plurals[0] for n in nouns}) >= 400
    assert len({(r.past, r.present) for r in reporting_verbs()}) >= 120
    for type_ in TYPES:
        assert sum(e.type == type_ for e in events) >= 20, type_


def test_lexicon_every_masdar_given_is_found() -> None:
    lexicon = load()
    for row in event_verbs():
        for masdar in row.masdars.split("|"):
            word = fold_word(masdar.split("/")[0])
            if masdar not in ("", "-") and not lexicon.struck(word):
                assert any(f.entry.type == row.type for f in lexicon.forms(word)), masdar


@pytest.mark.parametrize(
    ("text", "lemma", "words"),
    [
        ("ألقت الشرطة في المدينة القبض على رجلين.", "ألقى القبض علي", 1),
        ("ألقي القبض عليه أمس.", "ألقى القبض عليه", 3),
        ("فتح مسلحون النار على دورية.", "فتح النار", 1),
        ("أعلن الطرفان وقف إطلاق النار.", "وقف إطلاق النار", 3),
        ("ولقي ثلاثة عمال مصرعهم.", "لقي مصرعه", 1),
        ("أعرب الوزير عن قلقه من الوضع.", "أعرب عن قلقه", 1),
        ("قطعت الدولة علاقاتها مع جارتها.", "قطع علاقاته", 1),
        ("أفرجوا عنه بعد إطلاق سراحه.", "إطلاق سراح", 2),
        ("تتحمل الحكومة وحدها المسؤولية.", "تحمل مسؤولية", 1),
    ],
)
def test_lexicon_phrases(text: str, lemma: str, words: int) -> None:
    document = read(text)
    found = [(form.entry.lemma, last - i) for i, (last, forms) in load().phrases(document.tokens).items() for form in forms]
    assert (fold_word(lemma), words) in [(fold_word(a), b) for a, b in found]


def test_lexicon_phrases_stop_at_the_sentence() -> None:
    document = read("ألقى الرئيس كلمة. القبض على الريح محال.")
    assert all(form.entry.type != "COERCE" for _, forms in load().phrases(document.tokens).values() for form in forms)


@given(st.text(alphabet="ابتجحدرسشعفقكلمنهويءةىأإ", min_size=1, max_size=14))
def test_lexicon_forms_keep_the_word_whole(word: str) -> None:
    norm = fold_word(word)
    for form in load().forms(norm):
        assert norm.startswith(form.pro) and norm.endswith(form.en)
        assert len(norm) > len(form.pro) + len(form.en)


def test_lexicon_same_light_verbs_and_phrases_load() -> None:
    assert len(list(light_verbs())) > 80 and len(list(multiwords())) > 250


def test_lexicon_load_is_quick() -> None:
    best = min(_seconds() for _ in range(3))
    assert best < 0.5  # seconds of processor time; 0.15 on the machine of 2026 that STACK.md speaks of


def _seconds() -> float:
    start = time.process_time()
    build(DATA)
    return time.process_time() - start
