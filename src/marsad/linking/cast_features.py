"""What speaks for and against a thread being an actor of the report: features of the model `actors_keep`."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.linking.threads import Thread
from marsad.mentions.actor_names import ActorNames
from marsad.mentions.types import ActorMention
from marsad.models.layouts import Layout, Part, Value, names_of
from marsad.reading import Reading
from marsad.text.document import Sentence, Token

_MOST = 12  # mentions looked at
_DATELINE = 8  # tokens in which a dateline ends
_CHAIN = 8  # tokens of a list of states
_COUNTED, _OPENS, _BRACKETED, _DATELINED, _NO_VERB = (1 << k for k in range(5))
_SAID = {_COUNTED: "counted", _OPENS: "opens", _BRACKETED: "bracketed", _DATELINED: "dateline", _NO_VERB: "no verb"}
_IN_ALL = _DATELINED | _BRACKETED | _NO_VERB | _COUNTED  # said once more where it holds of all mentions


def _strength(value: tuple[str, str, int, int]) -> list[str]:
    """Family, kind, the best chance of a mention in tenths, mentions up to four."""
    family, kind, top, n = value
    out = [f"n={n}", "family=" + family, f"top={top}", f"{family}&top={top // 2}", "kind=" + kind, f"{kind}&n={min(n, 3)}"]
    return out if kind == family else [*out, f"{kind}&top={top // 2}"]


def _known(value: tuple[str, int]) -> tuple[str, str, str]:
    return "known", f"known&top={value[1]}", "id=" + value[0]


def _before(value: tuple[str, str]) -> tuple[str, str]:
    return "before=" + value[1], f"{value[0]}&before=" + value[1]


_THREAD = Layout(
    _strength,
    "any={}",
    "words={}",
    "head={}",
    lambda marks: ["mark=" + m for m in marks],
    _known,
    lambda offices: [said for said, holds in zip(("role", "titled"), offices, strict=True) if holds],
    "at={}",
    lambda some: [said for flag, said in _SAID.items() if some & flag],
    lambda all_: ["all " + said for flag, said in _SAID.items() if all_ & flag],
)
_MENTION = Layout(
    _before,
    "after={}",
    "before2={} {}",
    lambda marks: ["before:" + m for m in marks],
    lambda marks: ["after:" + m for m in marks],
    "governed={}",
    "led={}",
)
_MARKS = (3, 4)  # places of a mention that hold several marks


def features(reading: Reading, thread: Thread, names: ActorNames) -> list[str]:
    """Features of one thread, by name."""
    return names_of(parts_of(reading, thread, names, {}))


def parts_of(reading: Reading, thread: Thread, names: ActorNames, silent: dict[int, bool]) -> list[Part]:
    """Features of one thread, by place; what several mentions say alike is said once. `silent`
    keeps which sentences hold no verb."""
    document = reading.document
    mentions = sorted(thread.mentions, key=lambda m: m.start)
    family, n = thread.family, min(len(mentions), 4)
    top, none = 0.0, 1.0
    best = mentions[0]
    titled = False
    for m in mentions:
        top = max(top, m.score)
        none *= 1.0 - min(m.score, 0.98)
        if len(m.name) > len(best.name):
            best = m
        titled = titled or bool(m.role)
    head = document.tokens[best.first].norm
    some, all_ = 0, _IN_ALL
    around: list[Part] = []
    said: list[set[Value]] = [set() for _ in _MENTION.namings] if n > 1 else []
    for m in mentions[:_MOST]:
        flags, values = _around(reading, m, family, names, silent)
        some |= flags
        all_ &= flags
        around.append((_MENTION, _once(values, said) if said else values))
    whole = (
        (family, best.kind, int(top * 10), n),
        int((1.0 - none) * 10),
        min(best.last - best.first, 5),
        head,
        names.marks(head),
        (thread.known, int(top * 5)) if thread.known else None,
        (bool(thread.roles), titled),
        min(10 * best.start // max(1, len(document.text)), 9) // 2,
        some,
        all_,
    )
    return [(_THREAD, whole), *around]


def _once(values: list[Value], said: list[set[Value]]) -> list[Value]:
    """The values of a mention without what an earlier one said at their place; of marks, those that are new."""
    out = [None if value in had else value for value, had in zip(values, said, strict=True)]
    for value, had in zip(out, said, strict=True):
        had.add(value)
    for place in _MARKS:
        marks, had = out[place], said[place]
        if isinstance(marks, tuple):
            out[place] = tuple([m for m in marks if m not in had])
            had.update(marks)
    return out


def _around(reading: Reading, m: ActorMention, family: str, names: ActorNames, silent: dict[int, bool]) -> tuple[int, list[Value]]:
    """What stands beside one mention: flags, and values by place."""
    tokens = reading.document.tokens
    sentence = reading.document.sentences[tokens[m.first].sentence]
    begin, end = m.phrase_first, m.phrase_last
    before = tokens[begin - 1].norm if begin > sentence.first else "^"
    before2 = tokens[begin - 2].norm if begin > sentence.first + 1 else "^"
    after = tokens[end].norm if end < sentence.last else "$"
    flags = 0
    if begin > sentence.first and tokens[begin - 1].kind == "number":
        flags = _COUNTED
    if begin - sentence.first <= 1:
        flags |= _OPENS
    if before == "(" and after == ")":
        flags |= _BRACKETED
    if sentence.i == 0 and begin - sentence.first < _DATELINE:
        tail = [t.norm for t in tokens[end : min(end + _DATELINE, sentence.last)]]
        if ")" in tail and tail.index(")") + 1 < len(tail) and tail[tail.index(")") + 1] in ("-", ":", "--"):
            flags |= _DATELINED
    if sentence.i not in silent:
        silent[sentence.i] = _verbless(tokens, sentence, names)
    if silent[sentence.i]:
        flags |= _NO_VERB
    governor = led = None
    if family == "state":
        governor = _governor(tokens, begin, sentence.first, names)
        led = tokens[m.first].norm[:1] if m.name[:1] != tokens[m.first].text[:1] else ""
    return flags, [(family, before), after, (before2, before), names.marks(before), names.marks(after), governor, led]


def _verbless(tokens: Sequence[Token], sentence: Sentence, names: ActorNames) -> bool:
    """Whether a sentence holds no word of the lexicon of events."""
    return sentence.last - sentence.first > 2 and not any(
        "L:" in x for t in tokens[sentence.first : sentence.last] for x in names.marks(t.norm)
    )


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
