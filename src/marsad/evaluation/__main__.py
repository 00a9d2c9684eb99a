"""`python -m marsad.evaluation ../shared`: the scorer's table, the GSR table, the yardsticks of tweets and of names, merging, speed, and whether
every record of the corpus is sound.

Scores are those of the models that ship, which have learned from the same hand-coded reports: read the cross-validated
table (training/crossvalidate.py) beside them for what carries over to outlets never seen.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from marsad.coder import Coder
from marsad.errors import MarsadError
from marsad.evaluation import merging, ner, tweets
from marsad.evaluation.corpus import CORPORA, corpus, gold
from marsad.evaluation.soundness import soundness
from marsad.evaluation.throughput import start_up, throughput
from marsad.export.jsonl import write_lines
from marsad.merging.told import Told

_SAMPLE = 500  # reports on which speed is measured


def main() -> int:
    """Run all parts; exit status 1 where a record is unsound."""
    parser = argparse.ArgumentParser(prog="python -m marsad.evaluation", description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder with bench/ and corpus/")
    parser.add_argument("--only", choices=tuple(PARTS), help="only this part")
    parser.add_argument("--build", type=Path, default=Path("build/bench"), help="where coded reports are put (default: build/bench)")
    args = parser.parse_args()
    status = 0
    try:
        for name, part in PARTS.items():
            if args.only in (None, name):
                status |= part(args.shared, args.build)
    except MarsadError as error:
        print(f"marsad: {error}", file=sys.stderr)
        return 1
    return status


def _title(text: str) -> None:
    print(f"\n== {text}", flush=True)


def _gold(shared: Path, build: Path) -> int:
    _title("hand-coded reports (models as shipped, which learned from them)")
    build.mkdir(parents=True, exist_ok=True)
    coded = build / "gold.jsonl"
    with coded.open("wb") as stream:
        write_lines(Coder().code_many(gold(shared)), stream)
    bench = shared / "bench"
    return subprocess.run([sys.executable, bench / "score.py", bench / "gold", coded], check=False).returncode


def _gsr(shared: Path, build: Path) -> int:
    _title("GSR: does the sentence report an ASSAULT, a PROTEST?")
    bench = shared / "bench"
    command = [sys.executable, "-m", "marsad.cli", "code", "--to", "jsonl", "-"]
    return subprocess.run([sys.executable, bench / "gsr.py", bench / "gsr", "--", *command], check=False).returncode


def _tweets(shared: Path, build: Path) -> int:
    _title("IDRISI's tweets: places found, and how far off (no weight fitted to them)")
    print(tweets.report(shared / "bench"))
    return 0


def _ner(shared: Path, build: Path) -> int:
    _title("ANERcorp: names of persons, places, organisations (other conventions: docs/measured.md)")
    print(ner.report(shared / "bench"))
    return 0


def _merging(shared: Path, build: Path) -> int:
    _title("pairs read by hand: reports of one story, events that are one happening (docs/incidents.md)")
    coder = Coder()
    print(merging.report([Told(n, report.text, coder.code(report)) for n, report in enumerate(corpus(shared, "conflict"), 1)]))
    return 0


def _speed(shared: Path, build: Path) -> int:
    _title("speed")
    found = throughput(list(islice(corpus(shared, "conflict"), _SAMPLE)))
    print(f"text to record  {found.sentences:,.0f} sentences/s, {found.characters:,.0f} characters/s on one core")
    print(f"memory          {found.memory:,.0f} MiB")
    print(f"start-up        {start_up():.2f} s for `marsad code` on one sentence")
    return 0


def _sound(shared: Path, build: Path) -> int:
    _title("every record of the corpus: spans and ids")
    unsound = 0
    for name in CORPORA:
        begun = time.monotonic()
        found = soundness(corpus(shared, name))
        unsound += len(found.faults)
        seconds = time.monotonic() - begun
        rate = found.events / max(1, found.reports)
        print(f"{name:10} {found.reports:,} reports, {found.records:,} records, {rate:.2f} events a report")
        print(f"{'':10} {len(found.faults)} faults, in {seconds:.0f} s")
        for fault in found.faults[:10]:
            print(f"  {fault}")
    return 1 if unsound else 0


# speed first: memory is the most that this process ever took
PARTS: dict[str, Callable[[Path, Path], int]] = {
    "speed": _speed, "gold": _gold, "gsr": _gsr, "tweets": _tweets, "ner": _ner, "merging": _merging, "sound": _sound,
}  # fmt: skip

if __name__ == "__main__":
    sys.exit(main())
