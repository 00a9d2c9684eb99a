"""What speaks for and against a thread being an actor of the report: features of the model `actors_keep`."""

from __future__ import annotations

from marsad.linking.threads import Thread
from marsad.mentions.actor_names import ActorNames
from marsad.reading import Reading

_MOST = 12  # mentions looked at


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
    for m in mentions[:_MOST]:
        sentence = reading.document.sentences[tokens[m.first].sentence]
        before = tokens[m.phrase_first - 1].norm if m.phrase_first > sentence.first else "^"
        after = tokens[m.phrase_last].norm if m.phrase_last < sentence.last else "$"
        out += ["before=" + before, "after=" + after, f"{thread.family}&before=" + before]
        out += ["before:" + x for x in names.marks(before)]
        if before == "^" or (m.phrase_first - 1 == sentence.first):
            out.append("opens")
    return out
