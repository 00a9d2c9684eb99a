"""Fit the calibration curves: from each step's score to the chance that the record is right.

usage: python training/calibrate.py

Codes every hand-coded report with the models of its own fold, asks the bench's scorer which records are right, and fits
one logistic curve a kind. Writes src/marsad/models/data/calibration.tsv and docs/calibration.md (a reliability table).
The table is honest: the curve of each report's fold is fitted on the other folds.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from folds import FOLDS, GOLD, ROOT, SHIPPED, fold_dir, fold_of, gold, report_of
from marsad.coder import Coder
from marsad.coding.confidence import chance, logit

sys.path.insert(0, str(GOLD.parent))
KINDS = ("events", "figures", "statements", "places")
BINS = 10


def judged() -> dict[str, list[tuple[int, float, bool]]]:
    """For each kind, (fold, score, right) of every record."""
    import score as scorer  # the bench's own

    how = {
        "events": scorer.event_score, "figures": scorer.figure_score, "statements": scorer.statement_score, "places": scorer.name_score,
    }  # fmt: skip
    out: dict[str, list[tuple[int, float, bool]]] = {k: [] for k in KINDS}
    for path in (fold_dir(k) / "calibration.tsv" for k in range(FOLDS)):
        path.unlink(missing_ok=True)
    coders = [Coder(models=fold_dir(k)) for k in range(FOLDS)]
    for raw in gold():
        coded = json.loads(coders[fold_of(raw)].code(report_of(raw)).to_json())
        g, c = scorer.Gold(raw), scorer.Coded(coded, raw["text"])
        for kind in KINDS:
            pairs, _, extra = scorer.pair(getattr(g, kind), getattr(c, kind), how[kind])
            if kind == "places":  # one named only inside an actor's name may be given or not
                extra = [x for x in extra if not g.within(x["names"][0], g.inside)]
            said = "score" if kind == "places" else "confidence"
            out[kind] += [(fold_of(raw), x[said], kind != "places" or there(scorer, a, x)) for a, x in pairs]
            out[kind] += [(fold_of(raw), x[said], False) for x in extra]
    return out


def there(scorer: Any, gold_place: dict[str, Any], place: dict[str, Any]) -> bool:
    """Whether a place found is also the right one: its state, and its point within 50 km where the coder gives one."""
    if gold_place.get("country") and gold_place["country"] != place.get("country"):
        return False
    if gold_place.get("lat") is None or gold_place["kind"] in ("country", "region"):
        return True
    return place.get("lat") is not None and bool(scorer.km(gold_place, place) <= 50)


def curve(rows: list[tuple[int, float, bool]]) -> tuple[float, float]:
    """Slope and shift of the logistic curve through (score, right)."""
    x = np.array([[logit(s)] for _, s, _ in rows])
    y = np.array([r for _, _, r in rows])
    if len(set(y.tolist())) < 2:
        return 1.0, 0.0
    model = LogisticRegression(C=100.0).fit(x, y)
    return float(model.coef_[0][0]), float(model.intercept_[0])


def table(kind: str, rows: list[tuple[int, float, bool]]) -> tuple[list[str], float]:
    """A reliability table in ten bins, and the expected calibration error."""
    folds = {k: curve([r for r in rows if r[0] != k]) for k in range(FOLDS)}
    said = [(chance(s, *folds[k]), right) for k, s, right in rows]
    lines = [f"## {kind}", "", "| said | records | mean said | right |", "|---|---|---|---|"]
    error = 0.0
    for b in range(BINS):
        here = [(p, r) for p, r in said if b / BINS <= p < (b + 1) / BINS or (b == BINS - 1 and p == 1)]
        if here:
            mean, right = sum(p for p, _ in here) / len(here), sum(r for _, r in here) / len(here)
            error += abs(mean - right) * len(here) / len(said)
            lines.append(f"| {b / BINS:.1f}-{(b + 1) / BINS:.1f} | {len(here)} | {mean:.2f} | {right:.2f} |")
    return [*lines, "", f"Expected calibration error {error:.3f} over {len(said)} records.", ""], error


def main() -> None:
    rows = judged()
    out = ["# Calibration", "", "What the coder says of its own records, held against hand-coded reports of outlets that neither its models nor",
           "the curve had seen (training/calibrate.py).", ""]  # fmt: skip
    with (SHIPPED / "calibration.tsv").open("w", encoding="utf-8") as file:
        file.write("# kind of record, slope and shift of its logistic calibration curve; made by training/calibrate.py\n")
        for kind in KINDS:
            if rows[kind]:
                slope, shift = curve(rows[kind])
                file.write(f"{kind}\t{slope:.4f}\t{shift:.4f}\n")
                lines, error = table(kind, rows[kind])
                out += lines
                print(kind, f"slope {slope:.3f} shift {shift:.3f} error {error:.3f}")
    Path(ROOT / "docs").mkdir(exist_ok=True)
    (ROOT / "docs" / "calibration.md").write_text("\n".join(out), encoding="utf-8")


if __name__ == "__main__":
    main()
