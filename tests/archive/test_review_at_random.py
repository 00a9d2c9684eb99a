"""Acts of people and of the machine in any order: what stands is always sound, nothing decided is lost, and undoing all of it leaves the machine's."""

from __future__ import annotations

import random
from collections.abc import Callable

import msgspec
import pytest

from marsad.archive import Archive, create_archive
from marsad.archive.review import reviewing
from marsad.archive.review.reading import Current, current
from marsad.archive.verify import verify
from marsad.errors import ReviewError
from marsad.records import CodedReport, Report, check

from .deciding import TEXT, report

_WORDS = [TEXT[a:b] for a, b in ((0, 20), (4, 16), (21, 37), (57, 80), (10, 20), (96, 108))]
_NAMES = ("سلمى", "علي", "مها")


def sound(archive: Archive) -> Current:
    found = current(archive.store, 1)
    for coded in (found.reviewed.coded, found.reviewed.with_rejected):
        assert check(coded, found.text) == []
    ids = [e.id for e in found.reviewed.entries]
    assert len(ids) == len(set(ids))
    handles = [e.handle for e in found.reviewed.entries]
    assert len(handles) == len(set(handles))
    standing = {r.id for r in (*found.reviewed.coded.events, *found.reviewed.coded.figures, *found.reviewed.coded.statements)}
    for e in found.reviewed.entries:
        if e.kind in ("event", "figure", "statement"):
            assert (e.id in standing) == e.stands, e
        if e.case is not None and e.case.settled is not None and e.case.settled.what != "rejected":
            assert e.stands or e.note is not None, e
    return found


def perturbed(coded: CodedReport, dice: random.Random) -> CodedReport:
    """What another coder might make of the report: records left out, in another order, with other fields."""
    events = [
        msgspec.structs.replace(e, id=f"e{i}", mode=None, place=dice.choice(("p1", None)))
        for i, e in enumerate(dice.sample(coded.events, 2), 1)
    ]
    kept = [e for e in events if dice.random() < 0.7]
    figures = [
        msgspec.structs.replace(f, low=dice.randint(1, 7), event=dice.choice([*(e.id for e in kept), None]))
        for f in coded.figures
        if dice.random() < 0.7
    ]
    statements = [s for s in coded.statements if dice.random() < 0.7]
    return msgspec.structs.replace(coded, events=kept, figures=figures, statements=statements, coder=f"other {dice.random()}")


def act(archive: Archive, dice: random.Random) -> None:
    """Something that somebody does, if it can be done."""
    entries = current(archive.store, 1).reviewed.entries
    e = dice.choice(entries)
    by, revision = dice.choice(_NAMES), {e.id: e.revision}
    same = [o for o in entries if o.kind == e.kind and o.id != e.id]
    change = {"event": {"place": dice.choice(("سرت", "مصراتة", ""))}, "figure": {"number": str(dice.randint(1, 99))}, "statement": {"direct": "true"},
              "actor": {"kind": "other"}, "place": {"country": "SY"}}[e.kind]  # fmt: skip
    acts: list[Callable[[], object]] = [
        lambda: reviewing.accept(archive, 1, [e.id], by=by, revision=revision),
        lambda: reviewing.correct(archive, 1, e.id, change, by=by, revision=revision),
        lambda: reviewing.correct(archive, 1, e.id, {"evidence": dice.choice(_WORDS)}, by=by, revision=revision),
        lambda: reviewing.reject(archive, 1, [e.id], by=by, revision=revision),
        lambda: reviewing.add(archive, 1, "event", {"type": "AID", "evidence": dice.choice(_WORDS), "actors": "الجيش؛ لواء جديد"}, by=by),
        lambda: reviewing.split(archive, 1, e.id, [change, {}], by=by, revision=revision),
        lambda: reviewing.comment(archive, 1, e.id, "؟", by=by),
        lambda: reviewing.undo(archive, 1, e.id, by=by, revision=revision),
    ]
    if same:
        other = dice.choice(same)
        acts.append(lambda: reviewing.merge(archive, 1, e.id, [other.id], by=by, revision=revision | {other.id: other.revision}))
    try:
        dice.choice(acts)()
    except ReviewError:
        pass


@pytest.mark.parametrize("seed", range(12))
def test_any_order(place: Callable[[], str], seed: int) -> None:
    dice = random.Random(seed)
    with create_archive(place()) as archive:
        archive.add([report()])
        made, text = 0, TEXT
        for step in range(40):
            if dice.random() < 0.15:
                archive.recode([(next(archive.current()), perturbed(report(text)[1], dice))])
            elif step == 25 and seed % 3 == 0:
                text = "عاجل: " + TEXT
                archive.add([(Report(text=text, id="r1", outlet="س"), report(text)[1])])
            else:
                act(archive, dice)
            before = made
            ((made,),) = archive.store.rows("SELECT count(*) FROM decisions")
            assert made >= before
            sound(archive)
        assert made > 10
        assert verify(archive).faults == []
        undo_all(archive)
        found = sound(archive)
        assert found.reviewed.coded == found.machine
        assert verify(archive).faults == []


def undo_all(archive: Archive) -> None:
    """Take back every decision, whichever can be taken back next."""
    for _ in range(500):
        left = [e for e in current(archive.store, 1).reviewed.entries if e.case is not None and e.case.effective]
        if not left:
            return
        for e in left:
            try:
                reviewing.undo(archive, 1, e.handle, by="سلمى", revision=e.revision)
                break
            except ReviewError:
                continue
        else:
            raise AssertionError(f"cannot be taken back: {[(e.id, e.case) for e in left]}")
    raise AssertionError("there is no end to it")
