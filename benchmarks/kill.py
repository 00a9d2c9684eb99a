"""Kill the program again and again while it adds and codes anew: nothing that it confirmed may be lost, and nothing kept twice.

    python benchmarks/kill.py 200                                     in a file
    python benchmarks/kill.py 200 postgresql://localhost/empty        on a server, in an empty database

Every other round it codes in two processes. Reports go in one after another, each with a receipt; a part of them changes from round to round and becomes a new version. At a moment
chosen by chance, between half of the time that a round takes and a little past its end, the program gets SIGKILL. After each round the
archive is verified, and every receipt that was read is held against it.
"""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from marsad.archive import create_archive, open_archive
from marsad.archive.verify import verify

_TEXT = "أعلنت وزارة الصحة مقتل {} أشخاص في قصف على طرابلس يوم {} أبريل."
_REPORTS = 20  # of a round
_SOONEST, _LATEST = 0.5, 1.2  # of the time that a whole round takes: when it is killed
_ROUNDS_APART = 7  # every so many rounds the program codes anew rather than adds


def lines(round_: int) -> list[str]:
    """Reports of a round: ten new ones, and ten that change with every round."""
    new = [{"id": f"{round_}-{i}", "text": _TEXT.format(i + 3, 1 + round_ % 30)} for i in range(10)]
    changed = [{"id": f"changing-{i}", "text": _TEXT.format(round_ + 3, 1 + i)} for i in range(10)]
    return [json.dumps(r, ensure_ascii=False) + "\n" for pair in zip(new, changed, strict=True) for r in pair]


def one_round(where: str, round_: int, dice: random.Random, whole: float, processes: str) -> list[tuple[int, int]]:
    """Run the program and kill it; the (report, version) that it confirmed. `whole` is about how long a round takes."""
    recoding = round_ % _ROUNDS_APART == _ROUNDS_APART - 1
    verb = ["recode", where, "--all"] if recoding else ["add", where, "-", "--receipts"]
    command = [sys.executable, "-m", "marsad.cli", "archive", *verb, "--processes", processes]
    confirmed: list[tuple[int, int]] = []
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8"
    ) as p:
        assert p.stdin is not None
        assert p.stdout is not None
        threading.Timer(whole * dice.uniform(_SOONEST, _LATEST), p.send_signal, (signal.SIGKILL,)).start()
        try:
            if not recoding:
                p.stdin.write("".join(lines(round_)))
            p.stdin.close()
        except BrokenPipeError:
            pass
        for row in p.stdout:
            if row.endswith("\n"):
                found = json.loads(row)
                confirmed.append((found["report"], found["version"]))
    return confirmed


def kill(where: str, rounds: int, *, seed: int = 0) -> tuple[int, int]:
    """Do so many rounds; how many receipts were held against the archive, and how many rounds were broken off. Raises `AssertionError`."""
    dice = random.Random(seed)
    create_archive(where).close()
    whole: dict[str, float] = {}
    for round_, processes in ((-3, "1"), (-2, "1"), (-1, "2")):  # the second time nothing is read from the disk for the first time
        begun = time.monotonic()
        given = "".join(lines(round_)).encode()
        command = [sys.executable, "-m", "marsad.cli", "archive", "add", where, "-", "--processes", processes]
        subprocess.run(command, input=given, check=True, capture_output=True)
        whole[processes] = time.monotonic() - begun
    receipts: set[tuple[int, int]] = set()
    broken = 0
    for round_ in range(rounds):
        processes = str(1 + round_ % 2)
        confirmed = one_round(where, round_, dice, whole[processes], processes)
        broken += len(confirmed) < _REPORTS
        receipts |= set(confirmed)
        with open_archive(where) as archive:
            kept = [tuple(map(int, row)) for row in archive.store.rows("SELECT report, number FROM versions")]
            assert len(kept) == len(set(kept)), "something is kept twice"
            assert receipts <= set(kept), f"confirmed, and lost: {sorted(receipts - set(kept))}"
            faults = verify(archive).faults
            assert not faults, faults
    return len(receipts), broken


if __name__ == "__main__":
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as folder:
        held, broken = kill(sys.argv[2] if len(sys.argv) > 2 else str(Path(folder) / "killed.marsad"), rounds)
    print(f"{rounds} rounds, {broken} of them broken off by SIGKILL: {held} confirmed versions, none lost, none twice; the trail is whole")
