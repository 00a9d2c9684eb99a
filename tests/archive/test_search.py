"""Searching: what is found, in which order, the same on both stores."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.archive import Archive, Filters, create_archive, parse, search
from marsad.errors import InputError

from .makes import clash, coded

REPORTS = [
    clash("قصفت قوات خليفة حفتر العاصمة طرابلس", id="r1", outlet="وكالة المدى", published="2019-04-10", title="قصف"),
    clash(
        "وصل الوفد لطرابلس أمس",
        id="r2",
        outlet="وكالة المدى",
        published="2019-04-12",
        type_="CONSULT",
        actor="فايز السراج",
        measure="injured",
    ),
    clash("نزوح من سرت وطرابلس", id="r3", outlet="الأفق", published="2019-04-11", place="سرت", day="2019-04-01", status="denied"),
    clash("قال أحمد المسماري إن القوات حرة", id="r4", outlet="الأفق", actor="أحمد المسماري", day="2019-05-01"),
    coded("لا شيء هنا", id="r5", published="2019-04-12", title="طرابلس في العنوان"),
]
CASES: list[tuple[str, Filters, str]] = [
    ("طرابلس", Filters(), "r5 r2 r3 r1"),
    ("لطرابلس", Filters(), "r2"),
    ("احمد", Filters(), "r4"),
    ("طرابلس الوفد", Filters(), "r2"),
    ('"خليفة حفتر"', Filters(), "r1"),
    ('"حفتر خليفة"', Filters(), ""),
    ('"خليفة حفتر" طرابلس', Filters(), "r1"),
    ('"العنوان لا شيء"', Filters(), ""),
    ("", Filters(), "r5 r2 r3 r1 r4"),
    ("", Filters(types=["ASSAULT"]), "r3 r1 r4"),
    ("", Filters(types=["ASSAULT", "CONSULT"]), "r2 r3 r1 r4"),
    ("", Filters(types=["ASSAULT"], statuses=["denied"]), "r3"),
    ("", Filters(statuses=["planned"]), ""),
    ("", Filters(actors=["حفتر"]), "r3 r1"),
    ("", Filters(actors=["السراج", "المسماري"]), "r2 r4"),
    ("", Filters(actors=["Q1"], types=["ASSAULT"]), "r3 r1 r4"),
    ("", Filters(actors=["وزارة الصحة"], types=["ASSAULT"]), ""),
    ("", Filters(actors=["وزارة الصحة"], measures=["killed"]), "r3 r1 r4"),
    ("", Filters(measures=["injured"]), "r2"),
    ("", Filters(measures=["killed"], types=["CONSULT"]), ""),
    ("", Filters(places=["سرت"]), "r3"),
    ("", Filters(places=["tripoli"]), "r2 r3 r1 r4"),
    ("", Filters(places=["LY"], types=["CONSULT"]), "r2"),
    ("", Filters(places=["2210247"], actors=["حفتر"]), "r3 r1"),
    ("", Filters(begin=dt.date(2019, 4, 10)), "r2 r1 r4"),
    ("", Filters(begin=dt.date(2019, 4, 2), until=dt.date(2019, 4, 30)), "r2 r1"),
    ("", Filters(until=dt.date(2019, 4, 30), types=["ASSAULT"]), "r3 r1"),
    ("", Filters(published_from=dt.date(2019, 4, 11)), "r5 r2 r3"),
    ("", Filters(published_until=dt.date(2019, 4, 11)), "r3 r1"),
    ("", Filters(outlets=["المدى"]), "r2 r1"),
    ("طرابلس", Filters(outlets=["الأفق"], types=["ASSAULT"], places=["سرت"], until=dt.date(2019, 4, 1)), "r3"),
    ("'; DROP TABLE reports; --", Filters(), ""),
    ("", Filters(actors=["_ح%"]), ""),
    ('OR NOT * "NEAR(" ^', Filters(), ""),
]


@pytest.fixture
def filled(archive: Archive) -> Archive:
    archive.add(REPORTS)
    return archive


def found(archive: Archive, typed: str, filters: Filters) -> str:
    return " ".join(str(h.id) for h in search(archive, parse(typed), filters).hits)


def test_what_is_found(filled: Archive) -> None:
    got = [(typed, filters, found(filled, typed, filters)) for typed, filters, _ in CASES]
    assert got == CASES


def test_pages_follow_one_another(archive: Archive) -> None:
    archive.add([coded(f"قصف رقم {i}", id=str(i), published=f"2019-04-{1 + i % 9:02}") for i in range(25)])
    whole = [h.id for h in search(archive, parse("قصف"), limit=100).hits]
    pages = [search(archive, parse("قصف"), begin=begin, limit=10) for begin in (0, 10, 20, 30)]
    assert [h.id for p in pages for h in p.hits] == whole
    assert [len(p.hits) for p in pages] == [10, 10, 5, 0]
    assert {p.total for p in pages} == {25}


def test_only_the_current_version_is_found(filled: Archive) -> None:
    filled.add([clash("وصل الوفد إلى بنغازي", id="r2", outlet="وكالة المدى", published="2019-04-12", type_="AID", place="بنغازي")])
    assert found(filled, "طرابلس", Filters()) == "r5 r3 r1"
    assert found(filled, "بنغازي", Filters(types=["AID"])) == "r2"
    assert found(filled, "", Filters(types=["CONSULT"])) == ""
    assert search(filled, parse("بنغازي")).hits[0].version == 2


def test_hits_say_where_and_which_records(filled: Archive) -> None:
    (hit,) = search(filled, parse("قوات قصف"), Filters(types=["ASSAULT"], measures=["killed"])).hits or [None]
    assert hit is not None
    text = REPORTS[0][0].text
    assert hit.records == ["e1", "f1"]
    assert [text[a:b] for a, b in hit.snippet.marks] == ["قوات"]
    assert hit.title_marks == [(0, 3)]
    assert (hit.published, hit.outlet, hit.version) == ("2019-04-10", "وكالة المدى", 1)


def test_a_name_without_words_is_refused(filled: Archive) -> None:
    with pytest.raises(InputError, match="no word"):
        search(filled, parse(""), Filters(actors=["%"]))


def test_no_search_goes_through_a_whole_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with create_archive(str(tmp_path / "a.marsad")) as archive:
        archive.add(REPORTS)
        rows, asked = archive.store.rows, []
        monkeypatch.setattr(archive.store, "rows", lambda sql, values=(): asked.append((sql, values)) or rows(sql, values))
        for typed, filters, _ in CASES:
            search(archive, parse(typed), filters)
            if typed or filters != Filters():
                for sql, values in asked:
                    plan = [step for *_, step in rows(f"EXPLAIN QUERY PLAN {sql}", values)]
                    scanned = {step for step in plan if step.startswith("SCAN") and " VIRTUAL TABLE INDEX " not in step}
                    assert scanned <= {"SCAN found", "SCAN c", "SCAN r LEFT-JOIN"}, (typed, filters, plan)  # what was found, and its page
                    assert [step for step in plan if step.startswith("MATERIALIZE found")] or "found" not in sql
            asked.clear()


_WORDS = st.sampled_from(["قصف", "وقصف", "طرابلس", "لطرابلس", "القوات", "قواته", "حفتر", "لبنان", "a", "12", ".", '"', "وكالة", "الـ"])
_TEXTS = st.lists(_WORDS, max_size=8).map(" ".join)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_TEXTS, min_size=1, max_size=6), st.lists(_TEXTS, min_size=5, max_size=8))
def test_both_stores_find_the_same(both: tuple[Archive, Archive], texts: list[str], typed: list[str]) -> None:
    for archive in both:
        archive.add([coded(text, published="2019-04-14") for text in texts])
    for words in typed:
        one, other = (search(archive, parse(words), limit=1000) for archive in both)
        assert one == other
        if parse(words):
            assert all(h.snippet.marks for h in one.hits)


@pytest.fixture
def both(tmp_path: Path, database: Callable[[], str]) -> Iterator[tuple[Archive, Archive]]:
    with create_archive(str(tmp_path / "a.marsad")) as one, create_archive(database()) as other:
        yield one, other
