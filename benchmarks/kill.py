"""Kill the program again and again while it adds and codes anew: nothing that it confirmed may be lost, and nothing kept twice.

    python benchmarks/kill.py 200                                     in a file
    python benchmarks/kill.py 200 postgresql://localhost/empty        on a server, in an empty database

Every other round it codes in two processes, every seventh it codes anew what is there. Reports go in one after another, each with a
receipt; a part of them changes from round to round and becomes a new version. At a moment chosen by chance, from a little before the
first receipt comes to a little past the last, the program gets SIGKILL: counted by what it has used of the processor, so that a busy
machine kills no sooner than an idle one. After each round the archive is verified, and every receipt that was read is held against it.
At the end everything is given once more, without a kill: each report and each version must then be there once.
"""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from killing import kill_at, spent

from marsad.archive import create_archive, open_archive
from marsad.archive.verify import verify

_TEXT = "أعلنت وزارة الصحة مقتل {} أشخاص في قصف على طرابلس يوم {} أبريل."
_REPORTS = 20  # of a round
_SOONEST, _LATEST = 0.9, 1.05  # of what it uses until the first receipt, and until the last: when it is killed
_BEFORE = ("1", "1", "2")  # processes of whole rounds, the last of each of which counts: the first reads all from the disk
_ROUNDS_APART = 7  # every so many rounds the program codes anew rather than adds


class Round(NamedTuple):
    """What a run of the program confirmed, as (report, version), whether it was killed, and what it had used of the processor, in seconds,
    when its first and its last receipt came."""

    confirmed: list[tuple[int, int]]
    killed: bool
    first: float
    last: float


def lines(round_: int) -> list[str]:
    """Reports of a round: ten new ones, and ten that change with every round."""
    new = [{"id": f"{round_}-{i}", "text": _TEXT.format(i + 3, 1 + round_ % 30)} for i in range(10)]
    changed = [{"id": f"changing-{i}", "text": _TEXT.format(round_ + 3, 1 + i)} for i in range(10)]
    return [json.dumps(r, ensure_ascii=False) + "\n" for pair in zip(new, changed, strict=True) for r in pair]


def one_round(where: str, round_: int, processes: str, moment: float | None = None) -> Round:
    """Run the program, and kill it at that moment of its own time if one is given."""
    recoding = round_ % _ROUNDS_APART == _ROUNDS_APART - 1
    verb = ["recode", where, "--all"] if recoding and moment else ["add", where, "-", "--receipts"]
    command = [sys.executable, "-m", "marsad.cli", "archive", *verb, "--processes", processes]
    confirmed: list[tuple[int, int]] = []
    times: list[float] = []
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8"
    ) as p:
        assert p.stdin is not None
        assert p.stdout is not None
        if moment:
            kill_at(p, moment)
        try:
            if "add" in verb:
                p.stdin.write("".join(lines(round_)))
            p.stdin.close()
        except BrokenPipeError:
            pass
        for row in p.stdout:
            times.append(spent(p))
            if row.endswith("\n"):
                found = json.loads(row)
                confirmed.append((found["report"], found["version"]))
    return Round(confirmed, p.returncode == -signal.SIGKILL, min(times, default=0.0), max(times, default=0.0))


def kill(where: str, kills: int, *, seed: int = 0) -> tuple[int, int]:
    """Do rounds until so many were broken off; how many receipts were held against the archive, and how many rounds there were.
    Raises `AssertionError`."""
    dice = random.Random(seed)
    create_archive(where).close()
    whole = {processes: one_round(where, number - len(_BEFORE), processes) for number, processes in enumerate(_BEFORE)}
    assert all(len(each.confirmed) == _REPORTS for each in whole.values())
    receipts: set[tuple[int, int]] = set()
    number = killed = 0
    while killed < kills:
        processes = str(1 + number % 2)
        moment = dice.uniform(_SOONEST * whole[processes].first, _LATEST * whole[processes].last)
        done = one_round(where, number, processes, moment)
        number, killed = number + 1, killed + done.killed
        receipts |= set(done.confirmed)
        with open_archive(where) as archive:
            kept = [tuple(map(int, row)) for row in archive.store.rows("SELECT report, number FROM versions")]
            assert len(kept) == len(set(kept)), "something is kept twice"
            assert receipts <= set(kept), f"confirmed, and lost: {sorted(receipts - set(kept))}"
            faults = verify(archive).faults
            assert not faults, faults
    complete(where, range(-len(_BEFORE), number))
    return len(receipts), number


def complete(where: str, rounds: range) -> None:
    """Give all reports of the rounds once more, and count what is there. Raises `AssertionError`."""
    given = "".join(line for round_ in rounds for line in lines(round_))
    command = [sys.executable, "-m", "marsad.cli", "archive", "add", where, "-"]
    subprocess.run(command, input=given, check=True, capture_output=True, text=True, encoding="utf-8")
    with open_archive(where) as archive:
        ((reports, versions),) = archive.store.rows("SELECT count(DISTINCT report), count(*) FROM versions")
        assert (reports, versions) == (10 * len(rounds) + 10, 20 * len(rounds)), f"{reports} reports and {versions} versions"
        faults = verify(archive).faults
        assert not faults, faults


if __name__ == "__main__":
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as folder:
        held, rounds = kill(sys.argv[2] if len(sys.argv) > 2 else str(Path(folder) / "killed.marsad"), kills)
    print(f"{rounds} rounds, {kills} of them broken off by SIGKILL: {held} confirmed versions, none lost, none twice; the trail is whole")
