"""How fast an archive takes reports and finds them, on many reports made from the samples.

    python benchmarks/archive.py 10000                                   in a file that is removed at the end
    python benchmarks/archive.py 10000 many.marsad                       in a file that is kept
    python benchmarks/archive.py 10000 postgresql://localhost/empty      on a server, in an empty database
    python benchmarks/archive.py 0 many.marsad                           nothing added: searches alone

Each report is put together from sentences of the samples, with days, outlets and ids of its own. Coding is measured by
itself (`marsad.evaluation.throughput`); here each report takes over the coded report of a sample, its days moved. Beside
the time that passes, what this process used of the processor is told, which other programs do not lengthen.
"""

from __future__ import annotations

import datetime as dt
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from msgspec.structs import replace

from marsad.archive import Archive, Filters, create_archive, open_archive, parse, search
from marsad.archive.verify import verify
from marsad.coder import Coder
from marsad.intake import Unread, read_reports
from marsad.records import CodedReport, Date, Report

_SAMPLES = Path(__file__).resolve().parent.parent / "samples" / "reports.jsonl"
_AT_ONCE = 16
_DAYS = 700
_TIMES = 7  # that each search is done
_SEARCHES: tuple[tuple[str, Filters], ...] = (
    ("طرابلس", Filters()),
    ("في", Filters()),
    ("حفتر السراج", Filters()),
    ('"خليفة حفتر"', Filters()),
    ('"حكومة الوفاق" طرابلس', Filters()),
    ("سفينة مدرعات", Filters()),
    ("لا-يوجد-هذا", Filters()),
    ("", Filters(types=("ASSAULT",))),
    ("", Filters(types=("ASSAULT",), places=("غريان",))),
    ("", Filters(measures=("killed",), actors=("وزارة الصحة",))),
    ("", Filters(places=("LY",))),
    ("", Filters(actors=("حفتر",), begin=dt.date(2019, 6, 1), until=dt.date(2019, 6, 30))),
    ("قصف", Filters(types=("ASSAULT",), statuses=("occurred",))),
    ("طرابلس", Filters(outlets=("المدى",), published_from=dt.date(2019, 9, 1))),
)


def reports(count: int) -> Iterator[tuple[Report, CodedReport]]:
    """So many reports with their codings."""
    coder, dice = Coder(), random.Random(1)
    samples = [item.report for item in read_reports(str(_SAMPLES)) if isinstance(item, Unread)]
    coded = [coder.code(report) for report in samples]
    sentences = [s for report in samples for s in report.text.replace("\n", " ").split(". ")]
    for i in range(count):
        k = i % len(samples)
        on = dt.timedelta(dice.randrange(_DAYS))
        text = samples[k].text + "\n" + ". ".join(dice.sample(sentences, 5)) + f". رقم {i}"
        published = samples[k].published + on if samples[k].published else None
        report = replace(samples[k], id=f"r{i}", text=text, published=published)
        events = [replace(e, date=_moved(e.date, on)) for e in coded[k].events]
        figures = [replace(f, date=_moved(f.date, on)) for f in coded[k].figures]
        yield report, replace(coded[k], id=report.id, published=published, events=events, figures=figures)


def _moved(date: Date | None, on: dt.timedelta) -> Date | None:
    return replace(date, from_=date.from_ + on, to=date.to + on) if date and date.from_ and date.to else date


def fill(archive: Archive, count: int) -> None:
    """Add so many reports; print what that took."""
    taken = spent = 0.0
    stream = reports(count)
    while some := list(islice(stream, _AT_ONCE)):
        begun, used = time.perf_counter(), time.process_time()
        archive.add(some)
        taken += time.perf_counter() - begun
        spent += time.process_time() - used
    archive.settle()
    print(
        f"kept {count:,} reports in {taken:.1f} s ({spent:.1f} of the processor's): {count / taken:,.0f} a second ({count / spent:,.0f}), "
        f"without coding; {archive.status().bytes / 2**20:.0f} MiB",
        flush=True,
    )


def measure(archive: Archive) -> None:
    """Search it, verify it; print what that took."""
    every: list[float] = []
    work: list[float] = []
    for typed, filters in _SEARCHES:
        times = []
        for _ in range(_TIMES):
            begun, used = time.perf_counter(), time.process_time()
            found = search(archive, parse(typed), filters)
            times.append((time.perf_counter() - begun) * 1000)
            work.append((time.process_time() - used) * 1000)
        every += times
        asked = ", ".join(f"{name}={getattr(filters, name)}" for name in filters.__struct_fields__ if getattr(filters, name))
        print(f"{statistics.median(times):8.1f} ms  {found.total:8,} found  {typed} {asked}")
    for what, times in (("searches", every), ("of the processor's time", work)):
        times.sort()
        print(f"{what}: median {statistics.median(times):.1f} ms, 99th percentile {times[int(len(times) * 0.99)]:.1f} ms", flush=True)
    begun = time.perf_counter()
    faults = verify(archive).faults
    print(f"verified in {time.perf_counter() - begun:.1f} s, {len(faults)} faults")


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        where = sys.argv[2] if len(sys.argv) > 2 else str(Path(folder) / "many.marsad")
        with create_archive(where) if count else open_archive(where) as archive:
            if count:
                fill(archive, count)
            measure(archive)
