"""Coding in several processes: in order, the same as in one, whatever happens to one of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from marsad.coder import Coder
from marsad.errors import InputError, MarsadError
from marsad.intake import Unread, read_reports
from marsad.processes import Outcome, Processes, Source, Task, code
from marsad.records import Report

NEWS = "أعلنت وزارة الصحة مقتل سبعة أشخاص في قصف على طرابلس."
PREPARING = """
import os, signal, time
def whole(report, coded):
    return coded
def trip(report, coded):
    if report.id == "bad":
        raise IndexError("oops")
    if report.id == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
    if report.id == "slow":
        time.sleep(1)
    return report.id
def unpicklable(report, coded):
    return lambda: None
"""


@pytest.fixture
def preparing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """A module whose functions other processes find too."""
    (tmp_path / "marsad_test_preparing.py").write_text(PREPARING, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    import marsad_test_preparing as made  # type: ignore[import-not-found]

    yield made
    del sys.modules["marsad_test_preparing"]


def tasks(*names: str) -> Iterator[tuple[str, Task | None]]:
    return ((name, None if name == "skipped" else Task(Report(text=NEWS, id=name))) for name in names)


def test_several_make_what_one_makes_in_order(root: Path, preparing: ModuleType) -> None:
    reports = [item.report for item in read_reports(str(root / "samples" / "reports.jsonl")) if isinstance(item, Unread)]
    given = [(n, Task(report, ("a note",))) for n, report in enumerate(reports)]
    coder = Coder()
    with Processes(2, preparing.whole) as several:
        made = list(several.run(iter(given)))
    assert made == [(n, code(coder, task, preparing.whole)) for n, task in given]
    assert all(outcome is not None and outcome.made.warnings[0] == "a note" for _, outcome in made)


@pytest.mark.parametrize("count", [1, 3])
def test_a_bad_report_and_one_that_kills_its_process_cost_no_others(count: int, preparing: ModuleType) -> None:
    names = ["slow", *(f"r{n}" for n in range(20)), "bad", "skipped", "dies", *(f"s{n}" for n in range(9)), "dies"]
    with Processes(count, preparing.trip) as several:
        made = list(several.run(tasks(*names)))
    assert [name for name, _ in made] == names
    told = {"bad": Outcome(None, "IndexError: oops"), "dies": Outcome(None, "the process that coded it died (SIGKILL)"), "skipped": None}
    assert [outcome for _, outcome in made] == [told[name] if name in told else Outcome(name) for name in names]


def test_what_cannot_be_sent_back_is_told(preparing: ModuleType) -> None:
    with Processes(1, preparing.unpicklable) as several:
        ((_, outcome),) = several.run(tasks("a"))
    assert outcome is not None and outcome.made is None
    assert "pickle" in str(outcome.fault)


def test_long_reports_and_lone_surrogates_go_both_ways(preparing: ModuleType) -> None:
    texts = [f"{NEWS} \ud800 {n}" + " كلمة" * 20_000 for n in range(4)]
    with Processes(2, preparing.trip) as several:
        made = list(several.run((n, Task(Report(text=text, id=str(n)))) for n, text in enumerate(texts)))
    assert made == [(n, Outcome(str(n))) for n in range(4)]


def test_processes_that_cannot_start() -> None:
    with pytest.raises(MarsadError, match="--processes 1"), Processes(1, _Missing()) as several:
        list(several.run(tasks("a")))


class _Missing:
    """Cannot be taken out of its pickle by a process that knows no such module."""

    def __call__(self, *_: object) -> None: ...

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return eval, ("1/0",)


def test_results_do_not_wait_for_more_to_be_read(preparing: ModuleType) -> None:
    came = threading.Event()

    def slowly() -> Iterator[tuple[str, Task | None]]:
        yield from tasks("a", "b")
        assert came.wait(120), "b waited for c"
        yield from tasks("c")

    source = Source(slowly())
    with Processes(1, preparing.trip) as several:
        for name, _ in several.run(source, ready=source.ready):
            if name == "b":
                came.set()
    assert name == "c"


def test_a_source_that_fails_and_one_that_ends() -> None:
    def failing() -> Iterator[int]:
        yield 1
        raise InputError("broken")

    source = Source(failing())
    assert next(source) == 1
    for _ in range(2):
        with pytest.raises(InputError, match="broken"):
            next(source)
    assert list(Source([1, 2])) == [1, 2]


def test_nobody_stays_behind_when_the_one_that_started_them_is_killed(root: Path) -> None:
    program = f"""
import multiprocessing, sys
from marsad.cli.code import as_coded
from marsad.processes import Processes, Task
from marsad.records import Report
def forever():
    while True:
        yield 0, Task(Report(text={NEWS!r}))
if __name__ == "__main__":
    with Processes(2, as_coded) as several:
        for n, _ in enumerate(several.run(forever())):
            if n == 20:
                print(*(p.pid for p in multiprocessing.active_children()), flush=True)
"""
    path = root / "build" / "test_processes_forever.py"
    path.parent.mkdir(exist_ok=True)
    path.write_text(program, encoding="utf-8")
    with subprocess.Popen([sys.executable, str(path)], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        children = [int(pid) for pid in parent.stdout.readline().split()]
        parent.kill()
    path.unlink()
    assert len(children) == 2
    deadline = time.monotonic() + 20
    while any(_lives(pid) for pid in children) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(_lives(pid) for pid in children)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"


def test_ctrl_c_keeps_what_is_done_and_ends_all(root: Path, tmp_path: Path) -> None:
    news, where = tmp_path / "news.jsonl", tmp_path / "news.marsad"
    lines = (root / "samples" / "reports.jsonl").read_text(encoding="utf-8")
    news.write_text(
        "".join(lines.replace('"id":"', f'"id":"{n}-').replace('"id": "', f'"id": "{n}-') for n in range(100)), encoding="utf-8"
    )
    marsad = [sys.executable, "-m", "marsad.cli", "archive"]
    subprocess.run([*marsad, "init", str(where)], check=True, capture_output=True)
    command = [*marsad, "add", str(where), str(news), "--processes", "2", "--receipts"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        assert process.stdout is not None and process.stderr is not None
        first = process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does it: all of them get it
        rest, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in err
    assert err.startswith("broken off: ")
    confirmed = len((first + rest).splitlines())
    status = subprocess.run([*marsad, "verify", str(where)], check=True, capture_output=True, text=True).stdout
    assert 0 < confirmed <= int(status.split("trail, ")[1].split()[0].replace(",", "")) < 3000
