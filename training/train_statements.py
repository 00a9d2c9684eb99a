"""Train the models that read statements: `statement_cue`, `_start`, `_end`, `_speaker`, `_direct`, and `statement`, which judges the whole.

    python training/train_statements.py --folds    # models for every fold, then cross-validated scores
    python training/train_statements.py --ship     # the models that ship

The judge learns from drafts of reports that the other models have not seen (inner folds by outlet), as it will meet them.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from fit import fit, write
from folds import BENCH, FOLDS, GOLD, SHIPPED, fold_dir, fold_of, is_own, taught
from held import Held
from marsad.coding import reported_speech as rs
from marsad.coding.content_bounds import ends, starts
from marsad.coding.manner import marks
from marsad.coding.naming import complete_names
from marsad.coding.newcomers import is_new, name_of
from marsad.coding.scene import Scene
from marsad.coding.speakers import Floor, candidates
from marsad.coding.statement_features import cue_parts
from marsad.models import LinearModel
from marsad.models.layouts import names_of
from parallel import in_parallel
from rank import fit_ranker
from speech_gold import said_in

sys.path.insert(0, str(GOLD.parent))
import score as bench

PARTS = ("cue", "start", "end", "speaker", "direct")
CHOICES = ("start", "end", "speaker")  # the models that choose one of several candidates
STRENGTH = {"cue": 0.3, "start": 0.5, "end": 0.2, "speaker": 1.0, "direct": 0.3, "judge": 0.15}
Example = tuple[Sequence[str], str]


class Study:
    """One hand-coded report as the coder sees it: its scene, and its statements found again in its tokens."""

    def __init__(self, raw: dict[str, Any], reading: Any) -> None:
        self.raw, self.reading = raw, reading
        complete_names(Scene(reading))
        self.scene = Scene(reading)
        self.names = {a.id: [a.name, *a.aliases, *(raw["text"][s:e] for s, e in a.mentions)] for a in reading.cast}
        gold_names = {a["name"]: [a["name"], *a.get("aliases", [])] for a in raw["actors"]}
        self.gold = []
        for s in raw["statements"]:
            found = said_in(raw["text"], self.scene.tokens, s)
            speaker = gold_names.get(s["speaker"], [s["speaker"]])
            self.gold.append(dict(s, speaker=speaker, at=found, span=found.span if found else None))
        self.by_cue: dict[int, dict[str, Any]] = {}
        for s in self.gold:
            if s["at"]:
                cue = self._cue(s)
                if cue is not None:
                    self.by_cue.setdefault(cue, s)

    def _cue(self, s: dict[str, Any]) -> int | None:
        cue = s["at"].cue
        if cue is None:
            return None
        for k, c in enumerate(self.scene.cues):
            start, end = self.scene.tokens[c.first].start, self.scene.tokens[c.last - 1].end
            if start < cue[1] and end > cue[0] and k not in self.by_cue:
                return k
        return None

    def speaks(self, actor: str, s: dict[str, Any]) -> bool:
        if is_new(actor):
            return bench.same_name(s["speaker"], [self.raw["text"][slice(*name_of(self.scene, actor))]])
        return bench.same_name(s["speaker"], self.names.get(actor, [actor]))


def part_examples(study: Study) -> dict[str, list[Any]]:
    """What one report teaches each of the part models; the floor is held by those who truly spoke."""
    out: dict[str, list[Any]] = {p: [] for p in PARTS}
    scene, floor = study.scene, Floor()
    for k, cue in enumerate(scene.cues):
        s = study.by_cue.get(k)
        out["cue"].append((names_of(cue_parts(scene, cue)), "1" if s else "0"))
        if s is None:
            continue
        first, last = s["at"][:2]
        options = starts(scene, cue)
        right = [b for b in options if b.at == first and (b.why != "before" or last <= cue.first)]
        right = right or [b for b in options if abs(b.at - first) <= 1 and (b.why != "before" or last <= cue.first)][:1]
        if not right and first < cue.first:
            right = sorted((b for b in options if b.why == "before"), key=lambda b: abs(b.at - first))
        if right:
            out["start"].append([(b.features, b is right[0]) for b in options])
            stops = ends(scene, cue, right[0])
            good = min(stops, key=lambda b: abs(b.at - last))
            if abs(good.at - last) <= 2 and len(stops) > 1:
                out["end"].append([(b.features, b is good) for b in stops])
        why = right[0].why if right else "before" if last <= cue.first else "actor"
        people = candidates(scene, cue, first, why, floor)
        true = [c.actor for c in people if study.speaks(c.actor, s)]
        if true:
            out["speaker"].append([(c.features, c.actor in true) for c in people])
            floor.take(true[0], cue.sentence)
        found = marks(scene, cue, first, last)
        if len(found) == 1 or not s["direct"]:
            out["direct"].extend((f, "1" if s["direct"] else "0") for f, _ in found)
        else:
            out["direct"].extend((f, "1") for f, guess in found if guess)
    return out


def fit_parts(studies: Sequence[Study]) -> dict[str, LinearModel]:
    pool: dict[str, list[Any]] = {p: [] for p in PARTS}
    for held in parted(studies):  # each report's cues weighed by a model that has not seen it
        seen = [s for s in studies if s not in held]
        model = fit([x for s in seen for x in cue_examples(s) * times(s)], strength=STRENGTH["cue"])
        for s in held:
            rs.weigh(s.scene, model)
    for study in studies:
        for p, examples in part_examples(study).items():
            pool[p].extend(examples * times(study))
    return {"statement_" + p: (fit_ranker if p in CHOICES else fit)(pool[p], strength=STRENGTH[p]) for p in PARTS}


def times(study: Study) -> int:
    """How often a report counts."""
    return 1 if is_own(study.raw) else BENCH


def cue_examples(study: Study) -> list[Example]:
    return [(names_of(cue_parts(study.scene, c)), "1" if k in study.by_cue else "0") for k, c in enumerate(study.scene.cues)]


def parted(studies: Sequence[Study], parts: int = 3) -> list[list[Study]]:
    """The reports in some parts, outlets kept whole."""
    outlets = sorted({s.raw["outlet"] for s in studies})
    return [part for k in range(parts) if (part := [s for s in studies if outlets.index(s.raw["outlet"]) % parts == k])]


def judge_examples(study: Study, parts: dict[str, LinearModel]) -> list[Example]:
    """Drafts of a report that the part models have not seen, each right or wrong as the scorer has it."""
    scene, out, drafts, floor = study.scene, [], [], Floor()
    order = rs.Parts(*(parts["statement_" + n] for n in ("cue", "start", "end", "speaker")))
    free = [s for s in study.gold if s["at"]]
    known = rs.weigh(scene, order.cue)
    for cue, given, chance in zip(scene.cues, known, scene.chances, strict=True):
        draft = rs.draft_of(scene, cue, given, chance, floor, order)
        if draft is None:
            continue
        draft.nested = any(d.first <= cue.first < d.last for d in drafts[-4:])
        hit = match(study, draft, free)
        out.append((names_of(rs.judge_parts(draft, drafts)), "1" if hit is not None else "0"))
        if hit is not None:
            free.remove(hit)
        if hit is not None or draft.sure_cue > 0.6:
            drafts.append(draft)
            floor.take(draft.speaker, cue.sentence)
    return out


def match(study: Study, draft: rs.Draft, free: list[dict[str, Any]]) -> dict[str, Any] | None:
    tokens = study.scene.tokens
    span = (tokens[draft.first].start, tokens[draft.last - 1].end)
    text = study.raw["text"][span[0] : span[1]]
    for s in free:
        if bench.token_f1(s["content"], text) >= 0.5 and bench.overlap(s["span"], span) > 0 and study.speaks(draft.speaker, s):
            return s
    return None


def train(studies: Sequence[Study]) -> dict[str, LinearModel]:
    """All models from some reports."""
    pool: list[Example] = []
    for held in parted(studies):
        parts = fit_parts([s for s in studies if s not in held])
        for s in held:
            pool.extend(judge_examples(s, parts) * times(s))
    models = fit_parts(studies)
    models["statement"] = fit(pool, strength=STRENGTH["judge"])
    return models


def save(models: dict[str, LinearModel], folder: Path) -> None:
    for name, model in models.items():
        write(model, folder / f"{name}.tsv", about=f"{name}: see docs/models/statements.md; made by training/train_statements.py")


def scored(study: Study, statements: Sequence[Any]) -> Counter[str]:
    """Hits, gold and coded of one report, as `score.py` counts them."""
    n: Counter[str] = Counter()
    gold_side = [dict(s, span=bench.Gold(study.raw).statements[i]["span"]) for i, s in enumerate(study.gold)]
    for a in study.reading.cast[len(study.names) :]:
        study.names[a.id] = [a.name]
    coded = [
        {
            "speaker": study.names.get(s.speaker, []),
            "content": {"text": s.content.text},
            "span": (s.content.start, s.content.end),
            "direct": s.direct,
            "s": s,
        }
        for s in statements
    ]
    pairs, missed, extra = bench.pair(gold_side, coded, bench.statement_score)
    n["hit"], n["gold"], n["coded"] = len(pairs), len(gold_side), len(coded)
    for g, c in pairs:
        n["direct"] += g["direct"] == c["direct"]
        n["medium"] += g["medium"] == c["s"].medium
        n["f1"] += round(1000 * bench.token_f1(g["content"], c["content"]["text"]))
    return n


def report(total: Counter[str], name: str) -> None:
    p, r = total["hit"] / max(1, total["coded"]), total["hit"] / max(1, total["gold"])
    hits = max(1, total["hit"])
    print(
        f"{name:10} P {p:.3f} R {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f}  gold {total['gold']} coded {total['coded']}  "
        f"direct {total['direct'] / hits:.3f} medium {total['medium'] / hits:.3f} content {total['f1'] / hits / 1000:.3f}"
    )


def studies_of(*, hand: bool = False) -> list[Study]:
    from statement_readings import readings

    return [Study(raw, reading) for raw, reading in readings(taught(), hand=hand)]


def judged(studies: Sequence[Study], k: int) -> Counter[str]:
    """Train the models of one fold and count what they find in the bench's reports of its outlets."""
    models = train([s for s in studies if fold_of(s.raw) != k])
    save(models, fold_dir(k))
    total: Counter[str] = Counter()
    for s in studies:
        if fold_of(s.raw) == k and not is_own(s.raw):
            s.reading.models = Held(models)
            total += scored(s, rs.code_statements(s.reading))
    return total


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--folds", action="store_true", help="train and measure the models of the folds")
    args.add_argument("--ship", action="store_true", help="train on all reports and write the models that ship")
    args.add_argument("--hand", action="store_true", help="with hand-coded actors instead of the coder's")
    options = args.parse_args()
    began = time.time()
    studies = studies_of(hand=options.hand)
    print(f"read in {time.time() - began:.1f} s", flush=True)
    jobs: list[Callable[[], Any]] = [lambda k=k: judged(studies, k) for k in range(FOLDS)] if options.folds else []
    if options.ship:
        jobs.append(lambda: save(train(studies), SHIPPED))
    found = in_parallel(jobs)
    if options.folds:
        halves = [sum((n for k, n in enumerate(found[:FOLDS]) if k % 2 == half), Counter[str]()) for half in (0, 1)]
        report(halves[0] + halves[1], "all")
        for k, n in enumerate(halves):
            report(n, f"half {k}")


if __name__ == "__main__":
    main()
