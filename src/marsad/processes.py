"""Coding in several processes of one machine, in order: one that gives out reports and takes what was coded, others that code.

The others are started afresh (`spawn`), so that they share nothing with the one that started them: no connection to a server, no open
archive, no half-held lock. Each loads its models once. Each is given a few reports at a time, and the next few before it is done with
them, so that it never waits while what it made is written. They ignore Ctrl-C, which is for the one that started them to heed, and end
by themselves when that is gone, however it went.
"""

from __future__ import annotations

import multiprocessing as mp
import os
import pickle
import queue
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, NamedTuple, Self, TypeVar

from marsad.coder import Coder
from marsad.errors import MarsadError
from marsad.records import CodedReport, Report

T = TypeVar("T")
K = TypeVar("K")
AT_ONCE = 4  # reports that a process is given at a time: pickling and waking up then cost it little, and its pipe holds them
_AHEAD = 2  # such givings that it has at most
_READ_AHEAD = 64  # items of a source that are read before they are asked for
_PATIENCE = 0.1  # seconds after which is looked again whether the source has more, where nothing comes from the processes
_PROTOCOL = 5
_READY = b"ready"


class Task(NamedTuple):
    """A report to code. `notes` are what is known of how it was read; they become the first of its warnings."""

    report: Report
    notes: tuple[str, ...] = ()


class Outcome(NamedTuple, Generic[T]):
    """What was made of a report, or why it could not be coded."""

    made: T | None
    fault: str | None = None


Prepare = Callable[[Report, CodedReport], T]


def cores() -> int:
    """The processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def code(coder: Coder, task: Task, prepare: Prepare[T]) -> Outcome[T]:
    """Code one report and prepare what was coded. A report that trips the coder up is told of, and costs no other."""
    from msgspec.structs import replace

    try:
        coded = coder.code(task.report)
        if task.notes:
            coded = replace(coded, warnings=[*task.notes, *coded.warnings])
        return Outcome(prepare(task.report, coded))
    except Exception as error:
        return Outcome(None, f"{type(error).__name__}: {error}")


class Source(Generic[K]):
    """Items of an iterator, read ahead by a thread, so that one who waits for more of them can do other things meanwhile."""

    def __init__(self, items: Iterable[K]) -> None:
        self._queue: queue.Queue[tuple[str, Any]] = queue.Queue(_READ_AHEAD)
        threading.Thread(target=self._read, args=(iter(items),), daemon=True).start()

    def _read(self, items: Iterator[K]) -> None:
        try:
            for item in items:
                self._queue.put(("item", item))
            self._queue.put(("end", None))
        except BaseException as error:
            self._queue.put(("error", error))

    def ready(self) -> bool:
        """Whether `next` would give something at once."""
        return not self._queue.empty()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> K:
        kind, item = self._queue.get()
        if kind == "item":
            return item  # type: ignore[no-any-return]
        self._queue.put((kind, item))  # it stays at its end
        if kind == "error":
            raise item
        raise StopIteration


class _Slot(Generic[K]):
    """One item on its way: its key, what is to be coded of it (`None`: nothing), and what came of that. One that is `alone` was among those
    that a process had when it died, and is given out by itself, so that the one that is to blame is known."""

    __slots__ = ("alone", "done", "key", "outcome", "task")

    def __init__(self, key: K, task: Task | None) -> None:
        self.key, self.task = key, task
        self.outcome: Outcome[Any] | None = None
        self.done = task is None
        self.alone = False


class _Worker:
    """A process that codes, as the one that started it sees it. `given` is what it was given and has not given back."""

    def __init__(self, prepare: Prepare[Any], models: Path | None) -> None:
        context = mp.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(theirs, prepare, models), daemon=True)
        self.process.start()
        theirs.close()
        self.given: deque[list[_Slot[Any]]] = deque()
        self.ready = False

    def give(self, slots: list[_Slot[Any]]) -> None:
        """Give it reports to code."""
        self.given.append(slots)
        try:
            self.pipe.send_bytes(pickle.dumps([slot.task for slot in slots], _PROTOCOL))
        except OSError:
            pass  # it is dead: reading from it tells

    def end(self, *, at_once: bool) -> None:
        """Let it go: when it sees that no more comes, or at once."""
        if self.pipe.closed:
            return
        if at_once:
            self.process.terminate()
        self.pipe.close()
        self.process.join(5)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.process.close()


class Processes(Generic[T]):
    """So many processes that code; `prepare` (a function of a module) is what each makes of a report and what was coded of it.

    `models` names a folder of models to use in place of those that ship. To be used as a context manager, which ends them.
    """

    def __init__(self, count: int, prepare: Prepare[T], *, models: Path | None = None) -> None:
        self._prepare, self._models = prepare, models
        self._workers = [_Worker(prepare, models) for _ in range(count)]
        self._most = count * (_AHEAD + 1) * AT_ONCE  # items on their way, so that one slow report does not heap up those after it

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for worker in self._workers:
            worker.end(at_once=kind is not None)

    def run(
        self, items: Iterator[tuple[K, Task | None]], *, ready: Callable[[], bool] = lambda: True
    ) -> Iterator[tuple[K, Outcome[T] | None]]:
        """Each item's key with what came of its task (`None` for none), in order. `ready` says whether the next item would come at once.

        Raises `MarsadError` where no process can be started.
        """
        line: deque[_Slot[K]] = deque()  # all that is on its way, in order
        backlog: deque[_Slot[K]] = deque()  # what no process has yet
        ended = False
        while True:
            while line and line[0].done:
                slot = line.popleft()
                yield slot.key, slot.outcome
            if not ended and len(line) < self._most and (ready() or not line):
                try:
                    line.append(_Slot(*next(items)))
                except StopIteration:
                    ended = True
                else:
                    if line[-1].task is not None:
                        backlog.append(line[-1])
                    if len(backlog) < AT_ONCE:
                        continue
            self._give(backlog)
            if not line and ended:
                return
            if line and not line[0].done:
                self._take(backlog, timeout=None if ended or len(line) >= self._most else 0 if ready() else _PATIENCE)

    def _give(self, backlog: deque[_Slot[K]]) -> None:
        """Give out what is waiting, to those that have least."""
        while backlog:
            worker = min(self._workers, key=lambda w: len(w.given))
            if len(worker.given) >= (1 if backlog[0].alone else _AHEAD) or any(slots[0].alone for slots in worker.given):
                return
            slots = [backlog.popleft()]
            while backlog and len(slots) < AT_ONCE and not slots[0].alone and not backlog[0].alone:
                slots.append(backlog.popleft())
            worker.give(slots)

    def _take(self, backlog: deque[_Slot[K]], *, timeout: float | None) -> None:
        """Take what the processes have made, waiting for so many seconds for the first."""
        by_pipe = {worker.pipe: worker for worker in self._workers}
        for pipe in wait(list(by_pipe), timeout):
            worker = by_pipe[pipe]  # type: ignore[index]
            try:
                data = worker.pipe.recv_bytes()
            except (EOFError, OSError):
                self._revive(worker, backlog)
                continue
            if not worker.ready:
                if data != _READY:
                    raise MarsadError(
                        f"a process that should code cannot start: {data.decode('utf-8', 'replace')}; do without: --processes 1"
                    )
                worker.ready = True
                continue
            for slot, outcome in zip(worker.given.popleft(), pickle.loads(data), strict=True):
                slot.outcome, slot.done = outcome, True

    def _revive(self, worker: _Worker, backlog: deque[_Slot[K]]) -> None:
        """Put another process in the place of one that died, and give out again what it had; a report that it had alone is to blame."""
        worker.process.join(5)
        code = worker.process.exitcode
        worker.end(at_once=True)
        if not worker.ready:
            raise MarsadError(f"a process that should code ended before it began (exit status {code}); do without: --processes 1")
        lost = [slot for slots in worker.given for slot in slots]
        if len(lost) == 1:
            lost[0].outcome, lost[0].done = Outcome(None, f"the process that coded it died ({_how(code)})"), True
        else:
            for slot in reversed(lost):
                slot.alone = True
                backlog.appendleft(slot)
        self._workers[self._workers.index(worker)] = _Worker(self._prepare, self._models)


def _how(code: int | None) -> str:
    if code is not None and code < 0:
        try:
            return signal.Signals(-code).name
        except ValueError:
            pass
    return f"exit status {code}"


def _work(pipe: Connection, prepare: Prepare[Any], models: Path | None) -> None:
    """What a process that codes does, until no more comes."""
    import gc

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tasks: queue.SimpleQueue[Sequence[Task]] = queue.SimpleQueue()
    threading.Thread(target=_pump, args=(pipe, tasks), daemon=True).start()
    gc.disable()  # what is loaded from now until the first report is coded stays to the end
    try:
        coder = Coder(models=models)
    except Exception as error:
        pipe.send_bytes(f"{type(error).__name__}: {error}".encode("utf-8", "backslashreplace"))
        return
    _send(pipe, _READY)
    while True:
        made = [code(coder, task, prepare) for task in tasks.get()]
        _send(pipe, _pickled(made))
        if not gc.isenabled():
            gc.freeze()
            gc.enable()


def _pump(pipe: Connection, tasks: queue.SimpleQueue[Sequence[Task]]) -> None:
    """Take in what comes, so that nobody who gives has to wait for a process to be done; end the process when nobody is there any more."""
    try:
        while True:
            tasks.put(pickle.loads(pipe.recv_bytes()))
    except (EOFError, OSError):
        os._exit(0)


def _send(pipe: Connection, data: bytes) -> None:
    try:
        pipe.send_bytes(data)
    except OSError:
        os._exit(0)  # nobody is there any more


def _pickled(made: list[Outcome[Any]]) -> bytes:
    try:
        return pickle.dumps(made, _PROTOCOL)
    except Exception as error:
        return pickle.dumps([Outcome(None, f"{type(error).__name__}: {error}")] * len(made), _PROTOCOL)
