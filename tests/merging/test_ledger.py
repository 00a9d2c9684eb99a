"""Claims over time, by claimant."""

from __future__ import annotations

import pytest

from marsad.archive.words import bare
from marsad.merging.claimants import claimants
from marsad.merging.ledger import Ledger, ledger
from marsad.merging.merged import work_out
from marsad.merging.told import Told
from marsad.records import Figure

from .makes import date, event, figure, told

SINCE = "قالت المنظمة إن {} قتلوا منذ بدء المعارك."
ATTACK = "قتل {} في قصف على الحي."


def total(number: int, low: int, *, day: str, source: str | None = "a2", **about: object) -> Told:
    """A report with a running total that is of its day of publication."""
    text = SINCE.format(f"{low} شخصا")
    return told(number, text, figures=[figure(text, f"{low} شخصا", low, source=source, **about)], day=day)  # type: ignore[arg-type]


def single(number: int, low: int, *, day: str, on: str = "2019-04-16", source: str | None = "a2", **about: object) -> Told:
    """A report with what one attack did."""
    text = ATTACK.format(f"{low} شخصا")
    made = figure(text, f"{low} شخصا", low, source=source, on=date(on), of="e1", **about)  # type: ignore[arg-type]
    return told(number, text, events=[event(text, "قصف", on=on)], figures=[made], day=day)


def of(*reports: Told, **about: object) -> Ledger:
    figures: list[tuple[Told, Figure, str]] = [(t, f, "place") for t in reports for f in t.coded.figures]
    return ledger("x", figures, work_out(reports), **about)  # type: ignore[arg-type]


def rows(found: Ledger) -> dict[str, object]:
    return {c.name: c for c in found.claims}


def line(found: Ledger, kind: str) -> tuple[int | None, int | None, int | None]:
    (one,) = [found_line for found_line in found.lines if found_line.kind == kind]
    return one.low, one.best, one.high


def test_two_who_contradict_each_other_on_one_day_stand_side_by_side() -> None:
    found = of(total(1, 121, day="2019-04-14"), total(2, 75, day="2019-04-14", source="a3"))
    assert [(c.claimant, c.low, c.kind, c.contradicts) for c in found.claims] == [
        ("منظمة الصحة العالمية", 121, "total", ("2/f1",)),
        ("وزارة الصحة", 75, "total", ("1/f1",)),
    ]
    assert line(found, "total") == (75, 75, 121)
    assert line(of(total(1, 121, day="2019-04-14"), total(2, 75, day="2019-04-14", source="a3"), rule="acled"), "total") == (None, 75, None)
    trusted = of(total(1, 121, day="2019-04-14"), total(2, 75, day="2019-04-14", source="a3"), trusted=["منظمة الصحة"])
    assert line(trusted, "total") == (75, 121, 121)


def test_a_later_number_of_the_same_claimant_is_a_revision() -> None:
    found = of(total(1, 47, day="2019-04-10"), total(2, 121, day="2019-04-14"), total(3, 147, day="2019-04-15"))
    assert [(c.low, c.revises, c.contradicts) for c in found.claims] == [(47, None, ()), (121, "1/f1", ()), (147, "2/f1", ())]
    assert line(found, "total") == (147, 147, 147)
    assert [(str(x.day), x.best) for x in found.over_time] == [("2019-04-10", 47), ("2019-04-14", 121), ("2019-04-15", 147)]


def test_an_old_total_no_longer_counts_beside_a_new_one() -> None:
    found = of(total(1, 21, day="2019-04-08", source="a3"), total(2, 264, day="2019-04-24"))
    assert line(found, "total") == (264, 264, 264)
    assert not any(c.contradicts for c in found.claims)


def test_the_same_claim_told_again_is_one_row() -> None:
    found = of(total(1, 220, day="2019-04-20"), total(2, 220, day="2019-04-21"))
    assert [(c.name, c.also) for c in found.claims] == [("1/f1", ("2/f1",))]


def test_a_report_without_a_source_is_its_own_claimant_and_its_copy_is_not_another() -> None:
    tail = (
        " وأضافت أن فرق الإنقاذ تواصل البحث تحت أنقاض ثلاثة منازل دمرت بالكامل وأن حالة خمسة من الجرحى حرجة جدا كما ذكر طبيب في المستشفى."
    )
    texts = [SINCE.format("30 شخصا") + tail, SINCE.format("30 شخصا") + tail.replace("وأضافت", "وقالت")]
    copied = [told(n, t, figures=[figure(t, "30 شخصا", 30, source=None)], day="2019-04-10") for n, t in enumerate(texts, 1)]
    found = of(*copied)
    assert [(c.claimant, c.own, c.also) for c in found.claims] == [("outlet 1", True, ("2/f1",))]
    apart = of(total(1, 30, day="2019-04-10", source=None), total(2, 30, day="2019-04-10", source=None))
    assert sorted(c.claimant for c in apart.claims) in (["outlet 1"], ["outlet 1", "outlet 2"])


def test_parts_are_shown_and_not_compared() -> None:
    text = SINCE.format("121 شخصا بينهم 9 أطفال")
    whole = figure(text, "121 شخصا", 121)
    part = figure(text, "9 أطفال", 9, id="f2", part_of="f1", who="أطفال")
    found = of(told(1, text, figures=[whole, part], day="2019-04-14"), total(2, 121, day="2019-04-14"))
    assert {c.name: c.part_of for c in found.claims} == {"1/f1": None, "1/f2": "1/f1"}
    assert line(found, "total") == (121, 121, 121)


def test_of_one_attack_all_claims_are_compared_and_attacks_are_added_up() -> None:
    found = of(
        single(1, 7, day="2019-04-17"), single(2, 4, day="2019-04-17", source="a3"), single(3, 6, day="2019-04-18", source="a3"),
        single(4, 3, day="2019-05-02", on="2019-05-01"),
    )  # fmt: skip
    by_name = rows(found)
    assert by_name["1/f1"].contradicts == ("2/f1", "3/f1")  # type: ignore[attr-defined]
    assert by_name["3/f1"].revises == "2/f1"  # type: ignore[attr-defined]
    assert by_name["4/f1"].contradicts == ()  # type: ignore[attr-defined]
    assert line(found, "new") == (6 + 3, 6 + 3, 7 + 3)


def test_soldiers_and_civilians_are_not_the_same_figure() -> None:
    found = of(
        single(1, 9, day="2019-05-05", who="جنود من الجيش الوطني"), single(2, 16, day="2019-05-05", source="a3", who="عسكريا"),
        single(3, 5, day="2019-05-05", source=None, who="مدنيين"),
    )  # fmt: skip
    assert [c.group for c in found.claims] == ["fighters", "fighters", "civilians"]
    assert {c.name: c.contradicts for c in found.claims} == {"1/f1": ("2/f1",), "2/f1": ("1/f1",), "3/f1": ()}
    two_sides = of(
        single(1, 9, day="2019-05-05", who="جنود من الجيش الوطني"),
        single(2, 16, day="2019-05-05", source="a3", who="مقاتلا من قوات الوفاق"),
    )
    assert not any(c.contradicts for c in two_sides.claims)


def test_a_nation_is_a_side_and_no_kind_of_people() -> None:
    found = of(single(1, 54, day="2019-05-05", who="فلسطينيا"), single(2, 62, day="2019-05-05", source="a3"))
    assert {(c.group, c.side) for c in found.claims} == {("", bare("فلسطيني"))}
    assert {c.name: c.contradicts for c in found.claims} == {"1/f1": ("2/f1",), "2/f1": ("1/f1",)}
    two = of(single(1, 54, day="2019-05-05", who="فلسطينيين"), single(2, 2, day="2019-05-05", source="a3", who="إسرائيليين"))
    assert not any(c.contradicts for c in two.claims)


def test_ranges_that_overlap_do_not_contradict() -> None:
    found = of(total(1, 20, day="2019-04-14", qualifier="at_least"), total(2, 75, day="2019-04-14", source="a3"))
    assert not any(c.contradicts for c in found.claims)


def test_who_counts_on_gives_totals_also_where_the_words_do_not_say_so() -> None:
    text = "أوقعت المعارك 47 شخصا وفق المنظمة."
    plain = told(1, text, figures=[figure(text, "47 شخصا", 47)], day="2019-04-10")
    assert [c.kind for c in of(plain).claims] == ["new"]
    counted = of(plain, total(2, 121, day="2019-04-14"), total(3, 147, day="2019-04-15"))
    assert [c.kind for c in counted.claims] == ["total"] * 3


def test_the_number_that_another_gives_as_a_total_is_one() -> None:
    text = "أحصت المنظمة 691 قتيلا."
    plain = told(1, text, figures=[figure(text, "691 قتيلا", 691, source=None)], day="2019-06-17")
    assert [c.kind for c in of(plain, total(2, 691, day="2019-06-16")).claims] == ["total", "total"]


def test_two_numbers_of_one_claimant_in_one_report_are_no_revision() -> None:
    text = "قال الجهاز إن 6 قتلوا في القصف، وتوفي 2 في المستشفى."
    pair = [figure(text, "6", 6, on=date("2019-04-16"), of="e1"), figure(text, "2", 2, id="f2", on=date("2019-04-16"), of="e1")]
    found = of(told(1, text, events=[event(text, "القصف")], figures=pair, day="2019-04-17"))
    assert {c.name: (c.beside, c.revises) for c in found.claims} == {"1/f1": (None, None), "1/f2": ("1/f1", None)}
    assert line(found, "new") == (6, 6, 6)


@pytest.mark.parametrize(
    ("names", "same"),
    [
        ((("a", "حامد خيالي"), ("b", "رئيس بلديه سبها حامد خيالي")), True),
        ((("a", "جهاز اسعاف"), ("b", "ناطق باسم جهاز اسعاف طوارئ")), True),
        ((("a", "ناطق"), ("b", "ناطق باسم جهاز اسعاف")), False),  # one word may be anybody
        ((("a", "وزاره صحه"), ("b", "منظمه صحه عالميه")), False),
    ],
)
def test_claimants(names: tuple[tuple[str, str], ...], same: bool) -> None:
    found = claimants(names)
    assert (found["a"] == found["b"]) == same


def test_nothing_claimed() -> None:
    found = of()
    assert (found.claims, found.lines, found.over_time) == ([], [], [])


def test_every_claim_points_at_its_words() -> None:
    report = total(1, 121, day="2019-04-14")
    (claim,) = of(report).claims
    assert report.text[claim.start : claim.end] == claim.words == "121 شخصا"
