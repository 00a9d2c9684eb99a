"""Run a few long calls on the machine's cores."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Sequence
from typing import Any

_jobs: Sequence[Callable[[], Any]] = ()


def in_parallel(jobs: Sequence[Callable[[], Any]]) -> list[Any]:
    """The results of calls that take no arguments, in order. Each runs in a forked process and sees what is in memory now."""
    global _jobs
    _jobs = jobs
    with multiprocessing.get_context("fork").Pool(min(len(jobs), os.cpu_count() or 1)) as pool:
        return pool.map(_run, range(len(jobs)), chunksize=1)


def _run(k: int) -> Any:
    return _jobs[k]()
