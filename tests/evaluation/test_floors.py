"""What ships scores no less than the floors, and reads the report that the project began with as the main job asks."""

import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from marsad.coder import Coder
from marsad.evaluation.corpus import gold
from marsad.export.jsonl import write_lines


@pytest.fixture(scope="module")
def coded(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every hand-coded report, coded."""
    path = tmp_path_factory.mktemp("gold") / "coded.jsonl"
    with path.open("wb") as stream:
        write_lines(Coder().code_many(gold(shared)), stream)
    return path


@pytest.fixture(scope="module")
def scorer(shared: Path) -> Iterator[Any]:
    spec = importlib.util.spec_from_file_location("bench_score", shared / "bench" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module


def test_scores_keep_above_their_floors(shared: Path, root: Path, coded: Path, scorer: Any) -> None:
    floors = json.loads((root / "benchmarks" / "floors.json").read_text(encoding="utf-8"))
    table = scorer.score(shared / "bench" / "gold", coded)
    assert table["answered"] == table["reports"]
    assert {k: table[k]["f1"] for k, least in floors.items() if table[k]["f1"] < least} == {}


def test_the_first_report_is_read(shared: Path, tmp_path: Path, coded: Path, scorer: Any) -> None:
    (tmp_path / "seed.json").write_bytes((shared / "bench" / "gold" / "seed.json").read_bytes())
    table = scorer.score(tmp_path, coded)
    hits = {k: round(table[k]["r"] * table[k]["gold"]) for k in ("figures", "statements", "events")}
    assert hits["figures"] == 6
    assert table["claimant"]["right"] == 1.0
    assert hits["statements"] >= 16
    assert hits["events"] >= 11
