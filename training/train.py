"""Train every model in order: those of the folds and, with --ship, those that ship and their calibration.

usage: python training/train.py [--ship] [--from STEP]

A step reads reports as the steps before it make them, with models that have not seen the report's outlet; so each step first trains
the models of the folds (build/folds). Steps: clusters (only with --ship), places, actors, statements, figures, events, words,
network, judges, fields, dating, calibrate. Needs ../shared and the packages of the group `train` (make train installs them).
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
STEPS: dict[str, tuple[list[str], list[str]]] = {  # step -> arguments for the folds' models, and for those that ship too
    "clusters": ([], ["train_clusters.py"]),
    "places": (["train_places.py", "--folds"], ["train_places.py"]),
    "actors": (["train_actors.py", "--folds"], ["train_actors.py"]),
    "statements": (["train_statements.py"], ["train_statements.py", "--final"]),
    "figures": (["train_figures.py", "--folds"], ["train_figures.py", "--folds", "--ship"]),
    "events": (["train_events.py", "--folds"], ["train_events.py", "--folds", "--ship"]),
    "words": (["pretrain_network.py"], ["pretrain_network.py"]),
    "network": (["train_network.py", "--folds"], ["train_network.py", "--folds", "--ship"]),
    "judges": (["train_judges.py", "--folds"], ["train_judges.py", "--folds", "--ship"]),
    "fields": (["train_figure_fields.py", "--folds"], ["train_figure_fields.py", "--folds", "--ship"]),
    "dating": (["train_dating.py", "--folds"], ["train_dating.py", "--folds", "--ship"]),
    "calibrate": ([], ["calibrate.py"]),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ship", action="store_true", help="write the models that ship too")
    parser.add_argument("--from", dest="first", choices=STEPS, default="clusters", help="begin with this step")
    args = parser.parse_args()
    names = list(STEPS)
    for name in names[names.index(args.first) :]:
        folds, ship = STEPS[name]
        runs = [ship] if args.ship else [folds]
        if name == "statements" and args.ship:
            runs = [folds, ship]
        for run in filter(None, runs):
            began = time.monotonic()
            print(f"== {' '.join(run)}", flush=True)
            subprocess.run([sys.executable, str(HERE / run[0]), *run[1:]], check=True)
            print(f"   {time.monotonic() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
