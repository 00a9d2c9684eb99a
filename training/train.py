"""Train every model in order: those of the folds and, with --ship, those that ship and their calibration.

usage: python training/train.py [--ship] [--from STEP]

A step reads reports as the steps before it make them, with models that have not seen the report's outlet; so each step first trains
the models of the folds (build/folds). Steps: words, places, actors, tagger, threads, statements, network, settings,
judges, figures, fields, dating, calibrate. Needs ../shared and the packages of the group `train` (make train installs them).
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
STEPS: dict[str, tuple[list[str], list[str]]] = {  # step -> arguments for the folds' models, and for those that ship too
    "words": (["pretrain_network.py"], ["pretrain_network.py"]),
    "places": (["train_places.py", "--folds"], ["train_places.py"]),
    "actors": (["train_actors.py", "--folds"], ["train_actors.py"]),
    "tagger": (["train_tagger.py", "--folds"], ["train_tagger.py", "--folds", "--ship"]),
    "threads": (["train_threads.py", "--folds"], ["train_threads.py"]),
    "statements": (["train_statements.py", "--folds"], ["train_statements.py", "--folds", "--ship"]),
    "network": (["train_network.py", "--folds"], ["train_network.py", "--folds", "--ship"]),
    "settings": (["train_event_places.py", "--folds"], ["train_event_places.py", "--folds", "--ship"]),
    "judges": (["train_judges.py", "--folds"], ["train_judges.py", "--folds", "--ship"]),
    "figures": (["train_figures.py", "--folds"], ["train_figures.py", "--folds", "--ship"]),
    "fields": (["train_figure_fields.py", "--folds"], ["train_figure_fields.py", "--folds", "--ship"]),
    "dating": (["train_dating.py", "--folds"], ["train_dating.py", "--folds", "--ship"]),
    "calibrate": ([], ["calibrate.py"]),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ship", action="store_true", help="write the models that ship too")
    parser.add_argument("--from", dest="first", choices=STEPS, default="words", help="begin with this step")
    args = parser.parse_args()
    names = list(STEPS)
    for name in names[names.index(args.first) :]:
        folds, ship = STEPS[name]
        run = ship if args.ship else folds
        if run:
            began = time.monotonic()
            print(f"== {' '.join(run)}", flush=True)
            subprocess.run([sys.executable, str(HERE / run[0]), *run[1:]], check=True)
            print(f"   {time.monotonic() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
