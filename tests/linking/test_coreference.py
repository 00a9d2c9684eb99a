"""Who stands behind the actors of a report, in reports of our own."""

from __future__ import annotations

import datetime as dt

import pytest

from marsad.coder import Coder
from marsad.lexicon.knowledge import Knowledge
from marsad.linking.coreference import entry_behind
from marsad.linking.threads import Thread, family
from marsad.mentions.types import ActorMention
from marsad.records import Report


def thread(name: str, *, kind: str = "person", country: str | None = None, role: str | None = None) -> Thread:
    mention = ActorMention(0, len(name), 0, 1, 0, 1, name, kind=kind, country=country, role=role)  # type: ignore[arg-type]
    out = Thread(family(mention))
    out.take(mention, (name,), ())
    return out


@pytest.mark.parametrize(
    ("found", "about", "id"),
    [
        (thread("واشنطن", kind="state", country="US"), (), "state-us"),
        (thread("الأسد"), ("SY",), "bashar-al-assad"),
        (thread("الأسد"), ("YE",), None),
        (thread("الأسد", kind="armed_group"), ("SY",), None),  # a group is no person
        (thread("الرئيس التركي", role="الرئيس التركي"), (), "recep-tayyip-erdogan"),
        (thread("خادم الحرمين الشريفين"), ("SA",), "king-salman"),
        (thread("البيت الأبيض", kind="government"), (), "state-us"),
        (thread("الرياض", kind="media"), (), "al-riyadh"),
        (thread("رجل ما"), ("SY",), None),
    ],
)
def test_who_is_meant(found: Thread, about: tuple[str, ...], id: str | None) -> None:
    entry = entry_behind(found, Knowledge.load(), about, "2017-05-01")
    assert (entry.id if entry else None) == id


def test_a_capital_that_acts_is_its_state() -> None:
    text = "قالت واشنطن إن موسكو تدعم النظام. ودعا الأسد الجيش السوري إلى القتال في سوريا."
    named = {a.name: a.name_en for a in Coder().code(Report(text=text, published=dt.date(2018, 5, 1))).actors}
    assert named | {"النظام": None} == {"واشنطن": "United States", "موسكو": "Russia", "الأسد": "Bashar al-Assad", "الجيش السوري": "Syrian Army", "النظام": None}


def test_another_of_the_same_surname_is_nobody_known() -> None:
    family_of = thread("سليمان الأسد")
    family_of.take(thread("الأسد").mentions[0], ("الأسد",), ())
    assert entry_behind(family_of, Knowledge.load(), ("SY",), "2017-05-01") is None


def test_a_letter_before_a_known_name_is_none_of_it() -> None:
    (outlet,) = (a for a in Coder().code(Report(text="وقال لبي بي سي إن الحرب مستمرة")).actors if a.kind == "media")
    assert (outlet.name, outlet.name_en) == ("بي بي سي", "BBC")


def test_a_name_behind_li_gets_its_article_back() -> None:
    coded = Coder().code(
        Report(text="قال المتحدث الرسمي للأمم المتحدة ستيفان دوجاريك أمس إن القوافل لم تصل، وأضاف أن للأمم المتحدة مخاوف جدية.")
    )
    assert [(a.name, a.name_en) for a in coded.actors if "أمم" in a.name] in ([], [("الأمم المتحدة", "UN")])
