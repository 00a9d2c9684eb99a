"""Kill the program again and again while people decide on records: no decision that it confirmed may be lost, and none kept twice.

    python benchmarks/kill_review.py 200                                     in a file
    python benchmarks/kill_review.py 200 postgresql://localhost/empty        on a server, in an empty database

A program of its own accepts, corrects, rejects, adds, merges, undoes and comments as fast as it can, and prints a line for each act once
it is safely kept; at a moment chosen by chance it gets SIGKILL. After each round the archive is verified, every line that was read is
held against it, and every report is read as it stands.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from killing import kill_at, spent

from marsad.archive import create_archive, open_archive
from marsad.archive.review import reviewing
from marsad.archive.review.reading import current
from marsad.archive.verify import verify
from marsad.coder import Coder
from marsad.records import Report, check

_TEXT = "أعلنت وزارة الصحة مقتل سبعة أشخاص في قصف على طرابلس. وأصيب تسعة جنود في قصف على سرت. واعتقلت الشرطة ثلاثة متظاهرين في مصراتة."
_REPORTS = 5
_WORK = "--work"


def work(where: str, seed: int) -> None:
    """Decide without end, and say what was kept."""
    dice = random.Random(seed)
    with open_archive(where) as archive:
        while True:
            report = dice.randint(1, _REPORTS)
            entries = [e for e in current(archive.store, report).reviewed.entries if e.kind in ("event", "figure") and e.stands]
            name = dice.choice(entries).id
            by = dice.choice(("سلمى", "علي"))
            at = next(e.revision for e in entries if e.id == name)
            act = dice.randrange(7)
            kind = name.lstrip("h")[0]
            if act == 0:
                made = reviewing.accept(archive, report, [name], by=by, revision=at)
            elif act == 1:
                change = {"number": str(dice.randint(1, 99))} if kind == "f" else {"date": f"2019-04-{dice.randint(10, 28)}"}
                made = reviewing.correct(archive, report, name, change, by=by, revision=at)
            elif act == 2:
                made = reviewing.comment(archive, report, name, "؟", by=by)
            elif act == 3:
                made = reviewing.add(archive, report, "event", {"type": "ASSAULT", "evidence": "قصف على سرت"}, by=by)
            elif act == 4 and len(same := [e.id for e in entries if e.id.lstrip("h")[0] == kind and e.id != name]) > 1:
                other = dice.choice(same)
                made = (
                    reviewing.merge(archive, report, name, [other], by=by)
                    if all(e.revision == 0 for e in entries if e.id in (name, other))
                    else []
                )
            elif act == 5 and at:
                made = reviewing.comment(archive, report, name, "!", by=by) + reviewing.undo(archive, report, name, by=by)
            else:
                made = reviewing.reject(archive, report, [name], by=by, revision=at) if len(entries) > 3 else []
            for m in made:
                print(json.dumps([report, m.handle, m.revision]), flush=True)


def kill(where: str, rounds: int, *, seed: int = 0) -> tuple[int, int]:
    """Do so many rounds; how many confirmed decisions were held against the archive, and how many there are. Raises `AssertionError`."""
    dice = random.Random(seed)
    coder = Coder()
    with create_archive(where) as archive:
        reports = [Report(text=_TEXT, id=str(i)) for i in range(_REPORTS)]
        archive.add([(r, coder.code(r)) for r in reports])
    confirmed: list[tuple[int, str, int]] = []
    for round_ in range(rounds):
        with subprocess.Popen(
            [sys.executable, __file__, _WORK, where, str(round_)], stdout=subprocess.PIPE, text=True, encoding="utf-8"
        ) as p:
            assert p.stdout is not None
            rows = [p.stdout.readline() for _ in range(dice.randint(2, 6))]  # so that something is done, however slow the machine is
            kill_at(p, spent(p) + dice.random() * 0.05)
            rows += p.stdout
        confirmed += [tuple(json.loads(row)) for row in rows if row.endswith("\n")]
        with open_archive(where) as archive:
            kept = [(int(a), str(b), int(c)) for a, b, c in archive.store.rows("SELECT report, record, revision FROM decisions")]
            assert len(kept) == len(set(kept)), "a decision is kept twice"
            assert set(confirmed) <= set(kept), f"confirmed, and lost: {sorted(set(confirmed) - set(kept))}"
            assert not (faults := verify(archive).faults), faults
            for report in range(1, _REPORTS + 1):
                found = current(archive.store, report)
                assert not (faulty := check(found.reviewed.coded, found.text)), faulty
    assert len(confirmed) == len(set(confirmed)), "confirmed twice"
    return len(confirmed), len(kept)


if __name__ == "__main__":
    if sys.argv[1:2] == [_WORK]:
        work(sys.argv[2], int(sys.argv[3]))
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as folder:
        held, kept = kill(sys.argv[2] if len(sys.argv) > 2 else str(Path(folder) / "killed.marsad"), rounds)
    print(
        f"{rounds} rounds, each broken off by SIGKILL: {held} confirmed decisions of {kept} that were kept, none lost, none twice; the trail is whole"
    )
