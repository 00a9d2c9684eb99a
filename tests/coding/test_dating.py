"""Which date dates a record. Published on Wednesday, 16 May 2018."""

import datetime as dt

import pytest

from marsad.coding.date_choices import Target, Told, date_choices, date_index
from marsad.coding.dating import date_for
from marsad.coding.dating_view import View
from marsad.lexicon import load
from marsad.mentions.dates import read_dates
from marsad.models import Models
from marsad.reading import Reading
from marsad.records import Report
from marsad.text.document import read

PUBLISHED = dt.date(2018, 5, 16)


def _reading(text: str, models: Models | None = None) -> Reading:
    reading = Reading(Report(text=text, published=PUBLISHED), read(text), load(), models or Models())
    read_dates(reading)
    return reading


def _date(reading: Reading, trigger: str, what: str):
    tokens = reading.document.tokens
    token = next(t for t in tokens if t.text == trigger)
    sentence = reading.document.sentences[token.sentence]
    ends = [t.i for t in tokens[token.i : sentence.last] if t.text in ("،", ".")] or [sentence.last]
    found = date_for(reading, Target(token.i, token.i, ends[0], what))
    return found and (found.from_, found.to, found.text.text)


CASES = [
    ("قصفت الطائرات مواقع المسلحين يوم الأحد.", "قصفت", "ASSAULT", "05-13", "05-13"),
    ("زار الوزير القاهرة الشهر الماضي لبحث الأزمة.", "زار", "CONSULT", "04-01", "04-30"),
    ("سيطرت القوات على المدينة في 3 مارس الماضي بعد معارك.", "سيطرت", "ASSAULT", "03-03", "03-03"),
    ("اعتقلت الشرطة عشرة متظاهرين قبل شهرين في العاصمة.", "اعتقلت", "COERCE", "03-01", "03-31"),
]


@pytest.mark.parametrize(("text", "trigger", "what", "first", "last"), CASES, ids=[c[1] for c in CASES])
def test_date_of_the_clause_dates_the_event(text, trigger, what, first, last):
    first_day, last_day = (dt.date.fromisoformat(f"2018-{d}") for d in (first, last))
    found = _date(_reading(text), trigger, what)
    assert found is not None
    assert found[:2] == (first_day, last_day)


def test_no_date_is_none():
    assert _date(_reading("قصفت الطائرات مواقع المسلحين قرب البلدة."), "قصفت", "ASSAULT") is None


def test_bound_dates_nothing():
    assert _date(_reading("طالبت الحكومة المسلحين بالانسحاب بحلول 30 يونيو."), "طالبت", "REQUEST") is None


def test_since_runs_to_publication_outside_its_clause():
    found = _date(_reading("تحاصر القوات المدينة منذ عام 2013."), "تحاصر", "COERCE")
    assert found == (dt.date(2013, 1, 1), PUBLISHED, "منذ عام 2013")


def test_without_a_model_the_nearest_date_of_the_evidence(tmp_path):
    reading = _reading("قصفت الطائرات البلدة أمس بعد اجتماع الثلاثاء الماضي.", Models(tmp_path))
    assert _date(reading, "قصفت", "ASSAULT")[2] == "أمس"


def test_choices_hold_the_time_since_a_beginning_and_the_date_of_the_record_before():
    reading = _reading("خلف النزاع عشرات القتلى منذ اندلاعه في 4 أبريل. وأصيب آخرون.")
    tokens = reading.document.tokens
    first = next(t.i for t in tokens if t.text == "خلف")
    choices = date_choices(reading, Target(first, first, first + 4, "killed"), None)
    assert [(c.relation, c.from_, c.to) for c in choices] == [
        ("here", dt.date(2018, 4, 4), dt.date(2018, 4, 4)),
        ("since", dt.date(2018, 4, 4), PUBLISHED),
    ]
    later = next(t.i for t in tokens if t.text == "وأصيب")
    after = date_choices(reading, Target(later, later, later + 2, "injured"), Told(first, choices[1]))
    assert [c.relation for c in after] == ["previous", "chain"]


def test_dates_near_words_that_tell_it_again_are_weighed_once_each():
    text = "قصفت الطائرات البلدة.\nواجتمع الوزراء يوم الأحد.\nوتعرضت القرية يوم الأحد لهجوم غداة لقاء.\nوعاد السكان في 3 مارس."
    reading = _reading(text)
    tokens, usable = reading.document.tokens, date_index(reading).usable
    at = next(t.i for t in tokens if t.text == "قصفت")
    eve = next(k for k, m in enumerate(usable) if m.kind == "eve")  # dates only what it stands before
    sunday = [k for k, m in enumerate(usable) if m.from_.isoformat()[5:] == "05-13"]
    again = {-1: -0.5, **dict.fromkeys(sunday, -1.0), len(usable) - 1: -5.0}
    choices = date_choices(reading, Target(at, at, at + 2, "ASSAULT", {-1: 0.0}, again), None)
    assert [(c.relation, c.from_.isoformat()[5:]) for c in choices] == [("after", "05-13")]  # it is among them already; the other is too unlikely
    view = View(reading, Target(at, at, at + 2, "ASSAULT", {-1: 0.0}, {-1: -3.0, sunday[-1]: 0.0}), choices, None)
    assert (view.seen_again(choices[0]), view.seen_again(None)) == (0, -3)  # the day counts, wherever it is told
    likelier = date_choices(reading, Target(at, at, at + 2, "ASSAULT", {-1: 0.0}, {eve: -0.1, len(usable) - 1: -0.2}), None)
    assert [(c.relation, c.from_.isoformat()[5:]) for c in likelier] == [("after", "05-13"), ("again", "03-03")]
    assert View(reading, Target(at, at, at + 2, "ASSAULT", {-1: 0.0}), choices, None).seen_again(choices[0]) is None


def test_many_records_do_not_slow_down():
    reading = _reading("قصفت الطائرات البلدة يوم الأحد. " * 2000)
    tokens = [t.i for t in reading.document.tokens if t.text == "قصفت"]
    assert len({date_for(reading, Target(i, i, i + 5, "ASSAULT")).from_ for i in tokens}) == 1
