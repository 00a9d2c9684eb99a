"""Reports of the corpus that we coded ourselves, for training: stand-off, by offset, no text of theirs.

training/coded/reports.jsonl holds one report a line, with every name, evidence, trigger, number, cue and content as offsets into the
report's text, which stays in ../shared/corpus (training/coded/README.md says how they were coded). Read back, a report looks like a
hand-coded one of the bench, with `own`, and with spans that the bench's lack: `trigger_span`, `number_span`, `cue_span`, `content_span`.
They are for training only, never a yardstick.
"""

from __future__ import annotations

import gzip
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "conflict.jsonl.gz"
GENERAL = ROOT.parent / "shared" / "corpus" / "general.jsonl.gz"
QUIET = 12  # of the reports of sport and technology one in so many
CODED = ROOT / "training" / "coded" / "reports.jsonl"


@lru_cache(maxsize=1)
def own_reports() -> list[dict[str, Any]]:
    """All reports that we coded, as dicts of the bench's shape; none where the corpus is not at hand."""
    if not CODED.is_file() or not CORPUS.is_file():
        return []
    rows = {}
    for line in CODED.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows[row["id"]] = row
    out = []
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        for line in lines:
            raw = json.loads(line)
            if raw["id"] in rows:
                out.append(unfold(raw, rows[raw["id"]]))
    return out


@lru_cache(maxsize=1)
def quiet_reports() -> list[dict[str, Any]]:
    """Some reports of sport and technology, taken to hold nothing to code: what they teach is to stay silent."""
    if not GENERAL.is_file():
        return []
    nothing: dict[str, Any] = {kind: [] for kind in ("actors", "places", "events", "figures", "statements")}
    with gzip.open(GENERAL, "rt", encoding="utf-8") as lines:
        found = [raw for raw in map(json.loads, lines) if raw["id"].split("-")[1:2] in (["sport"], ["technology"])]
    return [{**raw, **nothing, "own": True} for raw in found[::QUIET]]


def unfold(raw: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    """A report with the records of its stand-off row."""
    text = raw["text"][: row.get("until")]  # a long report may be coded only so far

    def piece(at: list[int] | None) -> str | None:
        return None if at is None else text[at[0] : at[1]]

    actors = [
        {"name": piece(a["name"]), "aliases": [piece(x) for x in a["aliases"]], "kind": a["kind"], "country": a["country"]} for a in row["actors"]
    ]
    places = [{"name": piece(p["name"]), "kind": p["kind"], "country": p["country"], "lat": None, "lon": None} for p in row["places"]]

    def who(i: int | None) -> str | None:
        return None if i is None else actors[i]["name"]

    events = [
        {
            "type": e["type"], "mode": e["mode"], "actors": [who(i) for i in e["actors"]], "recipients": [who(i) for i in e["recipients"]],
            "place": piece(e["place"]), "date": _days(e["date"]), "status": e["status"], "source": who(e["source"]),
            "evidence": piece(e["evidence"]), "evidence_span": e["evidence"], "trigger_span": e["trigger"],
        }
        for e in row["events"]
    ]  # fmt: skip
    figures = [
        {
            "measure": f["measure"], "low": f["low"], "high": f["high"], "qualifier": f["qualifier"], "who": piece(f["who"]),
            "part_of": f["part_of"], "place": piece(f["place"]), "date": _days(f["date"]), "source": who(f["source"]),
            "evidence": piece(f["evidence"]), "evidence_span": f["evidence"], "number_span": f["number"],
        }
        for f in row["figures"]
    ]  # fmt: skip
    statements = [
        {
            "speaker": who(s["speaker"]), "cue": piece(s["cue"]), "content": piece(s["content"]), "direct": s["direct"],
            "medium": s["medium"], "cue_span": s["cue"], "content_span": s["content"],
        }
        for s in row["statements"]
    ]  # fmt: skip
    records = {"actors": actors, "places": places, "events": events, "figures": figures, "statements": statements}
    return {**raw, "text": text, **records, "own": True}


def _days(date: list[str] | None) -> dict[str, str] | None:
    return {"from": date[0], "to": date[1]} if date else None
