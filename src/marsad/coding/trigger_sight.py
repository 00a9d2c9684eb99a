"""What is seen of a word that may report an event beside what the network reads in its sentence: where it stands, what its clause holds, who
is named about it, whether it is part of speech, which other candidates stand beside and before it, which words of modality before it.

Given as names (`sights`), which `models.network` adds to what the words say and `coding.feature_words` puts into words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from marsad.coding.context import Context
from marsad.coding.triggers import Candidate
from marsad.lexicon.matcher import Modal, modality
from marsad.lexicon.phrases import Found
from marsad.records import Statement

_FAR = 14  # tokens on either side in which somebody named is seen
_GAPS = (0, 1, 2, 3, 3, 4, 4, 4, 5, 5, 5, 5, 5, 5, 6)  # steps of a distance in tokens
_QUESTION = frozenset({"؟", "?"})
_WORDS = 8  # more than a phrase of modality has
_MODAL = 6  # tokens before a word in which another may say that it was not done, or only feared, meant, to come


def sights(context: Context, candidates: Sequence[Candidate], which: Sequence[int]) -> list[list[str]]:
    """What is seen of some of a report's candidates (their numbers, in order)."""
    asked = set(which)
    whole = _of_report(context, candidates)
    clauses: dict[int, list[str]] = {}
    modals: dict[int, list[Found[Modal]]] = {}
    lemmas: Counter[str] = Counter()
    types: Counter[str] = Counter()
    out = []
    for k, c in enumerate(candidates):
        form = c.forms[0]
        if k in asked:
            before = [f"again={min(lemmas[form.entry.lemma], 2)}", *(f"told={t}/{min(types[t], 4)}" for t in c.types[:1])]
            out.append([*whole, *_own(context, candidates, k, clauses), *_modal(context, c, modals), *before])
        lemmas[form.entry.lemma] += 1
        types.update(c.types)
    return out


def _own(context: Context, candidates: Sequence[Candidate], k: int, clauses: dict[int, list[str]]) -> list[str]:
    c = candidates[k]
    form, main = c.forms[0], c.types[0] if c.types else ""
    number = context.clauses.of[c.token]
    held = clauses.get(number)
    if held is None:
        held = clauses[number] = _of_clause(context, number)
    beside = _beside(context, candidates, k, k - 1, "prev", main) + _beside(context, candidates, k, k + 1, "next", main)
    return [*held, f"pos={form.pos}{form.tense}{form.voice}", *_standing(context, c, number, main), *beside, *_named(context, c, main)]


def _of_report(context: Context, candidates: Sequence[Candidate]) -> tuple[str, str]:
    """How violent the words of a report are, and how long it is."""
    sentences = len(context.reading.document.sentences)
    rate = sum("ASSAULT" in c.types for c in candidates) / max(1, sentences)
    violence = "none" if rate == 0 else "low" if rate < 0.4 else "mid" if rate < 1.2 else "high"
    return f"violence={violence}", f"long={min(6, sentences // 3)}"


def _of_clause(context: Context, number: int) -> list[str]:
    """What opens a clause and whether it, or else its sentence, holds dates, places, numbers; where its sentence stands, whether it asks."""
    first, last = context.clauses.spans[number]
    s = context.reading.document.sentences[context.tokens[first].sentence]
    names = [f"border={context.clauses.opened_by[number]}", f"sentence={s.i if s.i < 4 else 'mid' if s.i < 12 else 'late'}"]
    for kind, marked in (("date", context.dated), ("place", context.placed), ("number", context.numbered)):
        names.append(f"{kind}={'here' if any(marked[first:last]) else 'sentence' if any(marked[s.first : s.last]) else 'none'}")
    if context.tokens[s.last - 1].norm in _QUESTION:
        names.append("question")
    return names


def _standing(context: Context, c: Candidate, clause: int, main: str) -> list[str]:
    i = c.token
    names = []
    if context.quoted[i]:
        names.append("quoted")
    if context.said_in[i] is not None:
        names += ["said", f"{main}|said"]
    if context.cue_of[i] is not None:
        names += ["cue", f"{main}|cue"]
    if i == context.clauses.spans[clause][0]:
        names.append("clause_first")
    if i == context.reading.document.sentences[context.tokens[i].sentence].first:
        names.append("sentence_first")
    return names


def _modal(context: Context, c: Candidate, modals: dict[int, list[Found[Modal]]]) -> list[str]:
    """The words of modality before it in its sentence, by class and nearness, or that a border lies between (lexicon, modality.tsv)."""
    number = context.tokens[c.token].sentence
    found = modals.get(number)
    if found is None:
        s = context.reading.document.sentences[number]
        longest, norms = modality().longest, context.norms
        found = modals[number] = [f for i in range(s.first, s.last) if (f := longest(norms, i, s.last)) is not None]
    main = c.types[0] if c.types else ""
    names = []
    for k in range(bisect_left(found, c.token - _MODAL - _WORDS, key=lambda f: f.first), len(found)):
        f = found[k]
        if f.first >= c.token:
            break
        gap = c.token - f.last
        if 0 <= gap < _MODAL:
            for modal in f.values:
                if context.norms[f.last].startswith(modal.lead):
                    near = min(gap, 2) if context.clauses.of[f.first] == context.clauses.of[c.token] else "over"
                    names += [f"modal={modal.cls}/{near}", f"{main}|modal={modal.cls}/{near}", f"{c.forms[0].pos}|modal={modal.cls}/{near}"]
    return list(dict.fromkeys(names))


def _beside(context: Context, candidates: Sequence[Candidate], k: int, j: int, name: str, main: str) -> list[str]:
    """The candidate before or after one in its sentence: its type, how near it stands."""
    c = candidates[k]
    if not 0 <= j < len(candidates) or context.tokens[candidates[j].token].sentence != context.tokens[c.token].sentence:
        return [f"{name}=none"]
    other = candidates[j]
    near = "same" if context.clauses.of[other.token] == context.clauses.of[c.token] else "other"
    type_ = other.types[0] if other.types else other.forms[0].entry.kind
    return [f"{name}={type_}/{near}", f"{name}_gap={min(abs(other.token - c.token), 4)}/{near}", f"{main}|{name}={type_}"]


def _named(context: Context, c: Candidate, main: str) -> list[str]:
    """Who is named next to it on either side, how near, and whether that is who speaks."""
    s = context.reading.document.sentences[context.tokens[c.token].sentence]
    before = context.named_before[c.token]
    after = context.named_from[c.last]
    before = before if before >= max(s.first, c.token - _FAR) else -1
    after = after if after < min(s.last, c.last + _FAR) else -1
    said, cue = context.said_in[c.token], context.cue_of[c.token]
    names: list[str] = []
    for side, i, gap in (("before", before, c.token - before), ("after", after, after - c.last)):
        if i < 0:
            names.append(f"actor_{side}=none")
            continue
        m = context.mentions[context.mention_at[i]]
        names += [f"actor_{side}={m.kind}", f"gap_{side}={_GAPS[gap]}", f"{main}|actor_{side}={m.kind}"]
        if _speaks(cue, m.actor):
            names.append(f"speaker_{side}")
        if _speaks(said, m.actor):
            names.append(f"sayer_{side}")
    return names


def _speaks(statement: Statement | None, actor: str | None) -> bool:
    return statement is not None and statement.speaker == actor
