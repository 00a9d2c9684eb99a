"""What the verbs share: standard output and error, and how far along a longer job is."""

from __future__ import annotations

import io
import os
import shutil
import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

from marsad.export.table import Style

if TYPE_CHECKING:
    from rich.progress import Progress

MORE_THAN_A_FEW = 5  # reports from which a terminal is shown how far along the job is
_WIDEST = 180


def prepare() -> None:
    """Output in UTF-8 whatever the locale says; what UTF-8 cannot hold (a lone surrogate) is written as an escape. Streams that we were
    given closed become ones that cannot be used (and, of standard error, one that swallows what it is told)."""
    if sys.stdin is None:
        sys.stdin = os.fdopen(_occupied(0, os.O_WRONLY), closefd=False)
    if sys.stdout is None:
        sys.stdout = os.fdopen(_occupied(1, os.O_RDONLY), "w", closefd=False)
    if sys.stderr is None:
        sys.stderr = os.fdopen(_occupied(2, os.O_WRONLY), "w", closefd=False)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _occupied(number: int, how: int) -> int:
    """The number of a closed standard stream, taken by nothing at all, lest a file that is opened later gets it and is written into."""
    null = os.open(os.devnull, how)
    if null != number:
        os.dup2(null, number)
        os.close(null)
    return number


def let_go() -> None:
    """Leave standard output so that the interpreter, which writes out the rest at its end, does not fail over it once more."""
    if sys.stdout.closed:  # by what wrote to it, and failed
        return
    try:
        sys.stdout.flush()
    except OSError:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)


def complain(where: str, message: str) -> None:
    """Tell standard error what is wrong, and where."""
    print(f"marsad: {where}: {message}", file=sys.stderr)


def counted(counts: dict[str, int]) -> str:
    """Counts of things as words: `1 report, 2 records`. What ends in no letter of a noun to count ("added") is said as it is."""
    return ", ".join(f"{n:,} {what}" if n == 1 or what.endswith("ed") else f"{n:,} {what}s" for what, n in counts.items())


def style(*, to_terminal: bool) -> Style:
    """How to draw tables: as wide as the terminal; direction marks and colours only on one."""
    columns = min(_WIDEST, shutil.get_terminal_size((120, 40)).columns)
    return Style(columns=columns, marks=to_terminal, colour=to_terminal and "NO_COLOR" not in os.environ)


class Meter:
    """A progress bar on standard error, from the sixth report on; nothing where `shown` is false. `what` says what is going on."""

    def __init__(self, *, shown: bool, total: int | None, what: str = "coding") -> None:
        self._shown = shown
        self._total = total
        self._what = what
        self._done = 0
        self._bar: Progress | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()

    def advance(self) -> None:
        """One report more is done."""
        self._done += 1
        if self._shown and self._bar is None and self._done > MORE_THAN_A_FEW:
            self._begin()
        elif self._bar is not None:
            self._bar.advance(self._bar.task_ids[0])

    def _begin(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self._bar = Progress(
            TextColumn(self._what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=Console(stderr=True), transient=True
        )
        self._bar.add_task(self._what, total=self._total, completed=self._done)
        self._bar.start()
