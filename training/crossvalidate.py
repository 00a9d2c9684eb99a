"""Score the coder on every hand-coded report with models that never saw its outlet.

usage: python training/crossvalidate.py [--misses] [--half N] [-o CODED.jsonl]

Needs the models of each fold (build/folds/K), written by the train_*.py scripts with --folds.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from folds import FOLDS, GOLD, fold_dir, fold_of, gold, report_of
from marsad.coder import Coder

sys.path.insert(0, str(GOLD.parent))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--half", type=int, choices=(0, 1), help="only folds 0-1 (half 0) or 2-4 (half 1)")
    parser.add_argument("-o", default="build/cv.jsonl")
    args = parser.parse_args()
    from score import score  # the bench's own

    coders = [Coder(models=fold_dir(k)) for k in range(FOLDS)]
    chosen = [raw for raw in gold() if args.half is None or (fold_of(raw) < 2) == (args.half == 0)]
    Path(args.o).parent.mkdir(parents=True, exist_ok=True)
    with open(args.o, "wb") as out:
        for raw in chosen:
            out.write(coders[fold_of(raw)].code(report_of(raw)).to_json() + b"\n")
    with tempfile.TemporaryDirectory() as folder:
        for raw in chosen:
            (Path(folder) / f"{raw['id']}.json").write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
        table = score(folder, args.o, misses=args.misses)
    for key, row in table.items():
        if isinstance(row, dict) and "f1" in row:
            print(f"{key:12} P {row['p']:.3f}  R {row['r']:.3f}  F1 {row['f1']:.3f}   gold {row['gold']:5} coded {row['coded']:5}")
    print("  ".join(f"{k} {v['right']} of {v['of']}" for k, v in table.items() if isinstance(v, dict) and "right" in v))


if __name__ == "__main__":
    main()
