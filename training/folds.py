"""Reports coded by hand, and their folds: five parts, each outlet whole in one, sizes as even as that allows.

A model that is to be judged on a report must not have seen any report of its outlet. Reports that we coded ourselves (own_coding.py)
teach beside the bench's and follow the same folds; an outlet that the bench lacks is in none, so that every fold may learn from it.
"""

from __future__ import annotations

import datetime as dt
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from marsad.records import Report
from own_coding import own_reports

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT.parent / "shared" / "bench" / "gold"
BUILD = ROOT / "build" / "folds"
SHIPPED = ROOT / "src" / "marsad" / "models" / "data"
FOLDS = 5
BENCH = 3  # how often a report of the bench counts beside one of ours: its hands are those that are asked


@lru_cache(maxsize=1)
def gold() -> list[dict[str, Any]]:
    """The hand-coded reports as they stand in their files, in order of their names."""
    return [json.loads(p.read_text(encoding="utf-8")) for p in sorted(GOLD.glob("*.json"))]


@lru_cache(maxsize=1)
def _outlet_fold() -> dict[str, int]:
    sizes: dict[str, int] = {}
    for raw in gold():
        sizes[raw["outlet"]] = sizes.get(raw["outlet"], 0) + len(raw["text"])
    load = [0] * FOLDS
    out: dict[str, int] = {}
    for outlet, size in sorted(sizes.items(), key=lambda x: (-x[1], x[0])):
        k = load.index(min(load))
        out[outlet] = k
        load[k] += size
    return out


def fold_of(raw: dict[str, Any]) -> int:
    """The fold of a report's outlet, 0 to 4, or -1 for an outlet that the bench lacks."""
    return _outlet_fold().get(raw["outlet"], -1)


def taught() -> list[dict[str, Any]]:
    """All reports that models may learn from: the bench's, then our own."""
    return [*gold(), *own_reports()]


def is_own(raw: dict[str, Any]) -> bool:
    """Whether we coded a report ourselves: it teaches, and is never measured on."""
    return bool(raw.get("own"))


def fold_dir(k: int) -> Path:
    """Where the models live that have not seen fold `k`; for an outlet in no fold (-1) any will do."""
    path = BUILD / str(max(k, 0))
    path.mkdir(parents=True, exist_ok=True)
    return path


def report_of(raw: dict[str, Any]) -> Report:
    """The report as the coder gets it: the title is given but not coded."""
    published = dt.date.fromisoformat(raw["published"]) if raw.get("published") else None
    return Report(text=raw["text"], id=raw["id"], outlet=raw.get("outlet") or None, title=raw.get("title") or None, published=published)
