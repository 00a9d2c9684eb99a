"""Killing a program by what it has used of the processor: on a machine that does other things too, time that passed tells little of how
far it is. Where that cannot be asked (outside Linux), time that passed it is."""

from __future__ import annotations

import subprocess
import threading
import time

_OF_A_PROCESS = 2  # in the lowest bits of a Linux clock id: all threads of a process, in user and system mode
_OFTEN = 0.001  # seconds between two looks


def spent(program: subprocess.Popen[str]) -> float:
    """Seconds that the program has used so far; what began them does not matter, only differences do."""
    try:
        return time.clock_gettime((~program.pid << 3) | _OF_A_PROCESS)
    except OSError:
        return time.monotonic()


def kill_at(program: subprocess.Popen[str], moment: float) -> None:
    """SIGKILL once the program has used so much, by a thread of its own; nothing if it is done before."""

    def wait() -> None:
        while program.returncode is None and spent(program) < moment:
            time.sleep(_OFTEN)
        program.kill()

    threading.Thread(target=wait, daemon=True).start()
