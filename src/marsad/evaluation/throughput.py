"""How fast, and in how much memory: from raw text to record on one core, and from the command line to the first record."""

from __future__ import annotations

import gc
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import NamedTuple

from marsad.coder import Coder
from marsad.records import Report

_HELLO = "أعلنت وزارة الصحة مقتل ثلاثة أشخاص.".encode()


class Throughput(NamedTuple):
    """Sentences a second on one core, and the peak memory of this process in MiB."""

    sentences: float
    characters: float
    memory: float


def throughput(reports: Sequence[Report]) -> Throughput:
    """Code `reports` in this process, warmed up; the clock counts processor time, so that a busy machine does not."""
    coder = Coder()
    for report in reports[:20]:
        coder.code(report)
    gc.collect()
    gc.freeze()  # what is loaded stays to the end, as in `marsad code`
    sentences = 0
    begun = time.process_time()
    for report in reports:
        sentences += len(coder.read(report).document.sentences)
    seconds = time.process_time() - begun
    gc.unfreeze()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Throughput(sentences / seconds, sum(len(r.text) for r in reports) / seconds, memory)


def start_up(*, times: int = 3) -> float:
    """Processor seconds of `marsad code` on a report of one sentence, from nothing to its last word: the best of a few runs. Python keeps the
    modules that it has compiled, as it does wherever Marsad is installed, even where the surroundings forbid it here."""
    best = float("inf")
    surroundings = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(times):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "marsad.cli", "code", "-"], input=_HELLO, capture_output=True, check=True, env=surroundings)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return best
