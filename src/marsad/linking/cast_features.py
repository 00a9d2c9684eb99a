"""What speaks for and against a thread being an actor of the report: features of the model `actors_keep`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from marsad.linking.threads import Thread
from marsad.mentions.actor_names import ActorNames
from marsad.mentions.types import ActorMention
from marsad.reading import Reading
from marsad.text.document import Token

_MOST = 12  # mentions looked at
_DATELINE = 8  # tokens in which a dateline ends
_CHAIN = 8  # tokens of a list of states
_IN_ALL = ("dateline", "bracketed", "no verb", "counted")


def features(reading: Reading, thread: Thread, names: ActorNames) -> list[str]:
    """Features of one thread, as strings."""
    tokens = reading.document.tokens
    mentions = sorted(thread.mentions, key=lambda m: m.start)
    out = [f"n={min(len(mentions), 4)}", "family=" + thread.family]
    top = max(m.score for m in mentions)
    total = 1.0
    for m in mentions:
        total *= 1.0 - min(m.score, 0.98)
    out += [f"top={int(top * 10)}", f"any={int((1.0 - total) * 10)}", f"{thread.family}&top={int(top * 5)}"]
    best = max(mentions, key=lambda m: len(m.name))
    kind = best.kind
    out += ["kind=" + kind, f"{kind}&top={int(top * 5)}", f"{kind}&n={min(len(mentions), 3)}", f"words={min(best.last - best.first, 5)}"]
    head = tokens[best.first]
    out += ["head=" + head.norm] + ["mark=" + m for m in names.marks(head.norm)]
    if thread.known:
        out += ["known", f"known&top={int(top * 5)}", "id=" + thread.known]
    if thread.roles:
        out.append("role")
    if any(m.role for m in mentions):
        out.append("titled")
    out.append(f"at={min(10 * best.start // max(1, len(reading.document.text)), 9) // 2}")
    around = [_around(reading, m, thread.family, names) for m in mentions[:_MOST]]
    out += chain.from_iterable(around)
    out += ["all " + f for f in _IN_ALL if all(f in beside for beside in around)]
    return list(dict.fromkeys(out))


def _around(reading: Reading, m: ActorMention, family: str, names: ActorNames) -> list[str]:
    """What stands beside one mention."""
    tokens = reading.document.tokens
    sentence = reading.document.sentences[tokens[m.first].sentence]
    begin, end = m.phrase_first, m.phrase_last
    before = tokens[begin - 1].norm if begin > sentence.first else "^"
    before2 = tokens[begin - 2].norm if begin > sentence.first + 1 else "^"
    after = tokens[end].norm if end < sentence.last else "$"
    out = ["before=" + before, "after=" + after, f"{family}&before=" + before, f"before2={before2} {before}"]
    out += ["before:" + x for x in names.marks(before)] + ["after:" + x for x in names.marks(after)]
    if tokens[begin - 1].kind == "number" if begin > sentence.first else False:
        out.append("counted")
    if begin - sentence.first <= 1:
        out.append("opens")
    if before == "(" and after == ")":
        out.append("bracketed")
    if sentence.i == 0 and begin - sentence.first < _DATELINE:
        tail = [t.norm for t in tokens[end : min(end + _DATELINE, sentence.last)]]
        if ")" in tail and tail.index(")") + 1 < len(tail) and tail[tail.index(")") + 1] in ("-", ":", "--"):
            out.append("dateline")
    if sentence.last - sentence.first > 2 and not any("L:" in x for t in tokens[sentence.first : sentence.last] for x in names.marks(t.norm)):
        out.append("no verb")
    if family == "state":
        out += ["governed=" + _governor(tokens, begin, sentence.first, names), f"led={tokens[m.first].norm[:1] if m.name[:1] != tokens[m.first].text[:1] else ''}"]
    return out


def _governor(tokens: Sequence[Token], at: int, start: int, names: ActorNames) -> str:
    """The word that governs a list of places: back over "X and Y" to what stands before the first."""
    k = at
    if not tokens[at].norm.startswith("و") or names.known(tokens[at].norm):
        return tokens[k - 1].norm if k > start else "^"
    while k > start and at - k < _CHAIN:
        k -= 1
        norm = tokens[k].norm
        if norm in ("،", ","):
            continue
        if names.country(norm) is None:
            return norm
        if norm.startswith("ب") and not names.known(norm):
            return "ب"
    return "^"
