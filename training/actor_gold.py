"""What the hand-coded reports teach about names: each actor's names found again in its text, as labelled tokens."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from marsad.mentions.actor_names import ActorNames
from marsad.mentions.titles import title_before
from marsad.records import Actor
from marsad.text.document import Document, read

Span = tuple[int, int, str, int]
FARTHEST = 14  # tokens of a title before a name
BENCH = Path(__file__).resolve().parent.parent.parent / "shared" / "bench"

CLASSES = {
    "person": "PER", "state": "STA", "government": "GOV", "military": "MIL", "armed_group": "ARM", "igo": "IGO", "ngo": "NGO",
    "party": "NGO", "company": "NGO", "media": "MED", "population": "POP", "other": "OTH",
}  # fmt: skip
_PROCLITICS = frozenset({"و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "لل", "ولل", "ال", "وال", "بال", "فال", "فل"})
_PLACE_WORDS = frozenset("في الي من داخل خارج شمال جنوب شرق غرب وسط شمالي جنوبي شرقي غربي عبر وفي والي ومن انحاء عن علي محافظه مدينه العاصمه حدود اراضي".split())


def spans(document: Document, actors: Sequence[dict[str, Any]], names: ActorNames) -> list[Span]:
    """(first, last, class, actor number) of each occurrence of an actor's name, longest first, none overlapping."""
    words = [(t.i, t.norm) for t in document.tokens if t.norm != '"' and t.norm != "#" and t.norm != "_"]
    at: dict[str, list[int]] = {}
    for k, (_, norm) in enumerate(words):
        at.setdefault(norm, []).append(k)
        for cut in range(1, 4):
            if norm[:cut] in _PROCLITICS and len(norm) > cut + 1:
                at.setdefault(norm[cut:], []).append(k)
                if norm[:cut] in ("لل", "ولل"):
                    at.setdefault("ال" + norm[cut:], []).append(k)
    found = []
    for number, actor in enumerate(actors):
        for name in [actor["name"], *actor.get("aliases", [])]:
            piece = [t.norm for t in read(name).tokens if t.norm not in ('"', "#", "_")]
            if not piece:
                continue
            for k in dict.fromkeys(at.get(piece[0], ())):
                if [w for _, w in words[k + 1 : k + len(piece)]] == piece[1:]:
                    first, last = words[k][0], words[k + len(piece) - 1][0] + 1
                    found.append((first, last, label(actor, piece, names), number))
    found.sort(key=lambda s: (s[0] - s[1], s[0]))
    taken: set[int] = set()
    kept = []
    for s in found:
        if taken.isdisjoint(range(s[0], s[1])) and not _bare_place(document, s):
            taken.update(range(s[0], s[1]))
            kept.append(s)
    return _titles(document, sorted(kept), names)


def _titles(document: Document, found: Sequence[Span], names: ActorNames) -> list[Span]:
    """The spans with the titles that stand directly before persons' names as `TIT`, whether coded as another name or not."""
    offices = [s for s in found if s[2] == "ROL"]
    others = [s for s in found if s[2] != "ROL"]
    taken = {k for s in others for k in range(s[0], s[1])}
    titles: list[Span] = []
    for first, _, kind, number in others:
        if kind != "PER":
            continue
        at = title_before(document, first, names)
        before = [r for r in offices if at <= r[1] <= first and first - r[0] < FARTHEST and same_sentence(document, r[0], first)]
        begin = min([at, *(r[0] for r in before)])
        if begin < first and taken.isdisjoint(range(begin, first)):
            titles.append((begin, first, "TIT", number))
            taken.update(range(begin, first))
    return sorted([*titles, *others, *(r for r in offices if taken.isdisjoint(range(r[0], r[1])))])


def same_sentence(document: Document, a: int, b: int) -> bool:
    return document.tokens[a].sentence == document.tokens[b].sentence


def label(actor: dict[str, Any], piece: list[str], names: ActorNames) -> str:
    kind = CLASSES[actor["kind"]]
    return "ROL" if kind == "PER" and names.lore(piece[0]).title is not None else kind


def _bare_place(document: Document, span) -> bool:
    first, last, kind, _ = span
    if kind != "STA":
        return False
    before = document.tokens[first - 1].norm if first else ""
    return before in _PLACE_WORDS or (document.tokens[first].norm[:1] == "ب" and document.tokens[first].norm[:2] not in ("بر", "بو", "بل", "بن", "بك", "بي", "بغ", "بر"))


def labels(document: Document, actors: Sequence[dict[str, Any]], names: ActorNames) -> list[str]:
    """One label a token: B-X, I-X, O."""
    out = ["O"] * len(document.tokens)
    for first, last, kind, _ in spans(document, actors, names):
        out[first:last] = ["B-" + kind] + ["I-" + kind] * (last - first - 1)
    return out


def matched(raw: dict[str, Any], actors: Sequence[Actor]) -> set[int]:
    """Which of the actors found the scorer pairs with one coded by hand."""
    if str(BENCH) not in sys.path:
        sys.path.append(str(BENCH))
    import score

    coded = [{"names": [a.name, *a.aliases], "k": k} for k, a in enumerate(actors)]
    pairs, _, _ = score.pair(score.Gold(raw).actors, coded, score.name_score)
    return {c["k"] for _, c in pairs}


def owner(document: Document, mentions: Sequence[tuple[int, int]], actors: Sequence[dict[str, Any]], names: ActorNames) -> int | None:
    """The number of the hand-coded actor that most of a thread's mentions (token spans) overlap; None if none does."""
    votes: dict[int, int] = {}
    key = id(document)
    if key not in _spans_of:
        _spans_of.clear()
        _spans_of[key] = spans(document, actors, names)
    for first, last in mentions:
        for a, b, _, number in _spans_of[key]:
            if a < last and first < b:
                votes[number] = votes.get(number, 0) + min(b, last) - max(a, first)
    return max(votes, key=lambda n: votes[n]) if votes else None


_spans_of: dict[int, list[Span]] = {}
