"""What is kept of comparing and joining is what working it out from nothing gives, whatever was written in which order."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from marsad.archive import Archive, create_archive, open_archive
from marsad.archive.incident_decisions import decisions
from marsad.archive.review import reviewing
from marsad.archive.verify import verify
from marsad.errors import ArchiveError, InputError
from marsad.merging.merged import merge, merged, split, undo, work_out
from marsad.merging.told import current
from marsad.records import CodedReport, Report

from .makes import ARMY, TRIPOLI, WHO, event

Places = Callable[[], str]
_HOW = ("قصفت طائرات", "هاجمت قوات", "قصفت مدفعية", "هاجم مسلحون")
_WHERE = ("مطار معيتيقة", "ميناء المدينة", "حي سكني في الجنوب", "مخزنا للوقود")
_WHAT = ("وقتل سبعة أشخاص", "وأصيب عشرة بجروح", "واندلع حريق كبير", "ولم تقع خسائر")


def random_report(dice: random.Random, number: int) -> tuple[Report, CodedReport]:
    """A report of an attack; few words and days, so that many are alike."""
    day = dt.date(2019, 4, 10) + dt.timedelta(dice.randrange(3))
    text = f"{dice.choice(_HOW)} {dice.choice(_WHERE)} صباح اليوم {dice.choice(_WHAT)}، بحسب شهود في المكان نفسه."
    trigger = text.split()[0]
    attack = event(text, trigger, on=day.isoformat(), actors=dice.choice((["a1"], ["a1", "a2"], [])))
    about = {"id": f"r{number}", "outlet": f"صحيفة {dice.randrange(4)}", "published": day}
    coded = CodedReport(**about, coder=f"marsad 0.{dice.randrange(9)}", actors=[ARMY, WHO], places=[TRIPOLI], events=[attack])  # type: ignore[arg-type]
    return Report(text=text, **about), coded  # type: ignore[arg-type]


class Acts:
    """Acts at random upon an archive."""

    def __init__(self, archive: Archive, dice: random.Random) -> None:
        self.archive, self.dice, self.count = archive, dice, 0

    def add(self) -> None:
        some = [random_report(self.dice, self.dice.randrange(self.count + 3)) for _ in range(self.dice.randrange(1, 4))]
        self.count += len(some)
        self.archive.add(some)

    def recode(self) -> None:
        kept = self.dice.choice(list(self.archive.current()))
        (told,) = current(self.archive, {kept.number})
        changed = [replace(e, type=self.dice.choice(("ASSAULT", "COERCE"))) for e in told.coded.events]
        self.archive.recode([(kept, replace(told.coded, coder="marsad 9", events=changed))])

    def review(self) -> None:
        number = self.dice.choice(self._members()).partition("/")[0]
        self.dice.choice((reviewing.reject, reviewing.accept))(self.archive, int(number), ["e1"], by="سلمى")

    def merge(self) -> None:
        merge(self.archive, self.dice.sample(self._members(), 2), who="سلمى", why="واحد")

    def split(self) -> None:
        split(self.archive, [self.dice.choice(self._members())], who="سلمى", why="اثنان")

    def undo(self) -> None:
        undo(self.archive, self.dice.randrange(1, len(decisions(self.archive.store)) + 2), who="سلمى", why="سهو")

    def _members(self) -> list[str]:
        return [m.name for i in merged(self.archive).incidents for m in i.members]

    def one(self) -> None:
        act = self.dice.choice((self.add, self.recode, self.review, self.merge, self.merge, self.split, self.split, self.undo))
        try:
            act()
        except (InputError, ArchiveError, IndexError, ValueError):  # nothing there that could be done so
            pass


@pytest.mark.parametrize("seed", range(6))
def test_what_is_kept_is_what_is_worked_out_from_nothing(place: Places, seed: int) -> None:
    with create_archive(place()) as archive:
        acts = Acts(archive, random.Random(seed))
        acts.add()
        joined = 0
        for _ in range(30):
            acts.one()
            now = merged(archive)
            assert now == work_out(list(current(archive)), decisions(archive.store))
            assert now == merged(archive)  # as kept
            joined += any(i.reports > 1 for i in now.incidents)
        assert joined > 5
        assert len(decisions(archive.store)) > 2
        assert verify(archive).faults == []


def test_after_a_decision_nothing_is_compared_again(place: Places) -> None:
    where = place()
    with create_archive(where) as archive:
        dice = random.Random(1)
        archive.add([random_report(dice, n) for n in range(12)])
        steps: list[str] = []
        merged(archive, tell=steps.append)
        assert "comparing events" in steps
        names = [i.name for i in merged(archive).incidents[:2]]
        merge(archive, names, who="سلمى", why="واحد")
        with open_archive(where) as another:
            another.store.run("UPDATE worked_out SET state = 'x' WHERE what = 'incidents'")
            steps.clear()
            merged(another, tell=steps.append)
            assert steps == ["reading the reports", "joining them"]
        archive.add([random_report(dice, 99)])
        steps.clear()
        merged(archive, tell=steps.append)
        assert "comparing events" in steps
