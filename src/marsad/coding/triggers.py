"""Triggers: the words that may report an event, and what speaks for and against each.

Every token that the lexicon reads as an event word is a candidate. A logistic regression, trained on reports
coded by hand, gives it a type or none; its features are the words' own readings and their surroundings, so that
each decision can be shown. Rules: codebook, "Events".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache

import msgspec

from marsad.coding.context import Context
from marsad.lexicon import Form, Lexicon
from marsad.lexicon.tables import read_tsv
from marsad.text.clitics import prefixes
from marsad.text.document import Token
from marsad.text.folding import fold_word
from marsad.text.kept import kept

EVENT_KINDS = frozenset({"event", "light"})
_FAR = 8


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """A token that may report an event, with its event readings. `last` is past its last token where it is a phrase."""

    token: int
    last: int
    forms: tuple[Form, ...]
    types: tuple[str, ...]


def find_candidates(context: Context) -> list[Candidate]:
    """All candidates of a report, in order."""
    out: list[Candidate] = []
    phrases = context.phrases
    inside = -1
    for i, forms in enumerate(context.forms):
        if i in phrases:
            last, entry_forms = phrases[i]
            out.append(Candidate(i, last, entry_forms, _types(entry_forms)))
            inside = last
            continue
        if i < inside or not forms:
            continue
        readings = event_readings(forms)
        if readings and not _metaphor(context.tokens, i):
            out.append(Candidate(i, i + 1, readings, _types(readings)))
    return out


def _metaphor(tokens: list[Token], i: int) -> bool:
    """Whether a noun of violence is a figure of speech by the word after it ("انفجار سكاني", "معركة انتخابية")."""
    if i + 1 >= len(tokens) or tokens[i + 1].sentence != tokens[i].sentence:
        return False
    heads, afters = _metaphors()
    after = tokens[i + 1].norm.removeprefix("ال")
    if after not in afters and not (after.endswith("ه") and after[:-1] in afters):
        return False
    return any(rest in heads for _, rest in prefixes(tokens[i].norm))


@lru_cache(maxsize=1)
def _metaphors() -> tuple[frozenset[str], frozenset[str]]:
    """The heads of metaphors.tsv and what follows them, folded."""
    rows = list(read_tsv("metaphors.tsv", width=2, least=2))
    return frozenset(fold_word(word) for kind, word in rows if kind == "head"), frozenset(fold_word(word) for kind, word in rows if kind == "after")


def event_readings(forms: tuple[Form, ...]) -> tuple[Form, ...]:
    """The readings that report an event, or lead to one."""
    return tuple(f for f in forms if f.entry.kind in EVENT_KINDS)


def _types(forms: Iterable[Form]) -> tuple[str, ...]:
    return tuple(sorted({f.entry.type for f in forms if f.entry.type}))


def trigger_features(context: Context, candidates: list[Candidate]) -> list[list[str]]:
    """The features of each candidate, in order."""
    seen_lemma: Counter[str] = Counter()
    seen_type: Counter[str] = Counter()
    sentences = context.reading.document.sentences
    share = _violence(candidates, len(sentences))
    own_of = _own_by(context.reading.lexicon)
    out: list[list[str]] = []
    for k, c in enumerate(candidates):
        word = context.tokens[c.token].norm
        features = _own(word, c.forms, context.forms[c.token]) if c.token in context.phrases else list(own_of(word))
        features += _around(context, c)
        features += _standing(context, c)
        features += _neighbours(context, candidates, k)
        features += _company(context, c)
        lemma = c.forms[0].entry.lemma
        features.append(f"again={min(seen_lemma[lemma], 2)}")
        if c.types:
            features.append(f"type_again={c.types[0]}:{min(seen_type[c.types[0]], 4)}")
        features.append(f"violence={share}")
        seen_lemma[lemma] += 1
        for t in c.types:
            seen_type[t] += 1
        out.append(features)
    return out


def _violence(candidates: list[Candidate], sentences: int) -> str:
    rate = sum("ASSAULT" in c.types for c in candidates) / max(1, sentences)
    return "none" if rate == 0 else "low" if rate < 0.4 else "mid" if rate < 1.2 else "high"


@lru_cache(maxsize=4)
def _own_by(lexicon: Lexicon) -> Callable[[str], tuple[str, ...]]:
    """What each word of a lexicon says by itself, worked out once a word."""

    def work_out(word: str) -> tuple[str, ...]:
        readings = lexicon.forms(word)
        return tuple(_own(word, event_readings(readings), readings))

    return kept(work_out)


def _own(word: str, forms: tuple[Form, ...], readings: tuple[Form, ...]) -> list[str]:
    """What the word itself says: its readings, shape and attachments. `forms` are those of an event, `readings` all that the word has."""
    first, types = forms[0], _types(forms)
    features = [f"w={word}", f"types={'+'.join(types)}"]
    features += [f"lemma={lemma}/{pos}" for lemma, pos in dict.fromkeys((f.entry.lemma, f.pos) for f in forms)]
    for t in types:
        features.append(f"lex={t}")
        features += [f"lex={t}/{pos}" for pos in dict.fromkeys(f.pos for f in forms if f.entry.type == t)]
    features += [f"mode={mode}" for mode in dict.fromkeys(f.entry.mode for f in forms if f.entry.mode)]
    features += ["form=" + "/".join(form) for form in dict.fromkeys((f.pos, f.tense, f.voice) for f in forms)]
    main = types[0] if types else ""
    features += [f"pro={first.pro}", f"pro={first.pro}/{first.pos}", f"en={first.en}", f"{main}|form={first.pos}/{first.tense}/{first.pro}"]
    if any(f.entry.kind == "report" for f in readings):
        features.append("reports")
    if " " in first.entry.lemma:
        features.append("phrase")
    return features


def _word(tokens: list[Token], i: int, first: int, last: int) -> str:
    return tokens[i].norm if first <= i < last else "-"


def _around(context: Context, c: Candidate) -> list[str]:
    """The words about it, and the first that follow of each kind."""
    tokens = context.tokens
    s = context.reading.document.sentences[tokens[c.token].sentence]
    lemma, main = c.forms[0].entry.lemma, c.types[0] if c.types else ""
    before, before2 = _word(tokens, c.token - 1, s.first, s.last), _word(tokens, c.token - 2, s.first, s.last)
    after, after2 = _word(tokens, c.last, s.first, s.last), _word(tokens, c.last + 1, s.first, s.last)
    features = [
        f"-1={before}", f"-2={before2}", f"+1={after}", f"+2={after2}", f"-2-1={before2} {before}",
        f"{main}|-1={before}", f"{main}|+1={after}", f"{lemma}|-1={before}", f"{lemma}|+1={after}",
    ]  # fmt: skip
    for name, i in (("-1", c.token - 1), ("+1", c.last), ("-2", c.token - 2), ("+2", c.last + 1)):
        if s.first <= i < s.last:
            for f in context.forms[i][:2]:
                features.append(f"{name}lemma={f.entry.lemma}")
            if context.mention_at[i] >= 0:
                kind = context.mentions[context.mention_at[i]].kind
                features.append(f"{name}actor={kind}")
            if context.numbered[i]:
                features.append(f"{name}number")
            if context.placed[i]:
                features.append(f"{name}place")
            if context.dated[i]:
                features.append(f"{name}date")
    return features


def _standing(context: Context, c: Candidate) -> list[str]:
    """Where it stands: clause, sentence, report, quotation, statement; who and what is near."""
    tokens, clauses = context.tokens, context.clauses
    document = context.reading.document
    s = document.sentences[tokens[c.token].sentence]
    number = clauses.of[c.token]
    first, last = clauses.spans[number]
    main = c.types[0] if c.types else ""
    features = [f"border={clauses.opened_by[number]}", f"sentence={min(s.i, 3) if s.i < 4 else 'mid' if s.i < 12 else 'late'}"]
    features.append(f"{main}|border={clauses.opened_by[number]}")
    if c.token == first:
        features.append("clause_first")
    if c.token == s.first:
        features += ["sentence_first", f"{main}|sentence_first"]
    before = {context.mentions[k].kind for k in context.mention_at[max(first, c.token - _FAR) : c.token] if k >= 0}
    after = {context.mentions[k].kind for k in context.mention_at[c.last : min(last, c.last + _FAR)] if k >= 0}
    features += [f"actor_before={k}" for k in before] + [f"actor_after={k}" for k in after]
    features.append(f"{main}|actors={'b' if before else ''}{'a' if after else ''}")
    for name, marks in (("date", context.dated), ("place", context.placed), ("number", context.numbered)):
        if any(marks[first:last]):
            features += [f"clause_{name}", f"{main}|clause_{name}"]
        elif not any(marks[s.first : s.last]):
            features.append(f"no_{name}")
    if context.quoted[c.token]:
        features += ["quoted", f"{main}|quoted"]
    said = context.said_in[c.token]
    if said is not None:
        features += ["said", f"{main}|said", f"said_by={said.cue.text}"]
    if context.cue_of[c.token] is not None:
        features += ["cue", f"{main}|cue"]
    if tokens[s.last - 1].norm in ("؟", "?"):
        features.append("question")
    return features


def _neighbours(context: Context, candidates: list[Candidate], k: int) -> list[str]:
    """The candidates before and after it in the same sentence."""
    c = candidates[k]
    tokens, clauses = context.tokens, context.clauses
    sentence = tokens[c.token].sentence
    features: list[str] = []
    main = c.types[0] if c.types else ""
    for name, j in (("prev", k - 1), ("next", k + 1)):
        if not 0 <= j < len(candidates) or tokens[candidates[j].token].sentence != sentence:
            features.append(f"{name}=none")
            continue
        other = candidates[j]
        kind = other.types[0] if other.types else other.forms[0].entry.kind
        near = "same" if clauses.of[other.token] == clauses.of[c.token] else "other"
        gap = abs(other.token - c.token)
        features += [f"{name}={kind}/{near}", f"{main}|{name}={kind}/{near}", f"{name}_lemma={other.forms[0].entry.lemma}/{near}"]
        features.append(f"{name}_gap={min(gap, 4)}/{near}")
        if kind == main:
            features.append(f"{name}_same_type/{near}/{other.forms[0].pos}/{c.forms[0].pos}")
    return features


def _company(context: Context, c: Candidate) -> list[str]:
    """The groups of words that the trigger and its neighbours belong to: what is learned of one word holds of its like."""
    tokens, groups = context.tokens, context.reading.models.clusters()
    s = context.reading.document.sentences[tokens[c.token].sentence]
    main = c.types[0] if c.types else ""
    coarse, features = [], []
    for gap in range(-4, 6):
        i = c.token + gap
        group = groups.get("<number>" if tokens[i].kind == "number" else tokens[i].norm) if s.first <= i < s.last else None
        coarse.append(group[0] if group else "-")
        features.append(f"{coarse[-1]}@{gap}")
        if group and -2 <= gap <= 2:
            features.append(f"{group[1]}@{gap}")
    features += [f"{main}|{coarse[3]}@-1", f"{main}|{coarse[4]}@0", f"{main}|{coarse[5]}@1"]
    features += [f"{coarse[3]}_{coarse[4]}@-1", f"{coarse[4]}_{coarse[5]}@0", f"{coarse[5]}_{coarse[6]}@1"]
    return features


def type_features(features: list[str]) -> list[str]:
    """Of a candidate's features those that speak for one type or another: its own readings and its nearest words."""
    return [f for f in features if f.startswith(_TYPE_FEATURES) or "|+1" in f or "|-1" in f or f[-3:] in ("@-2", "@-1") or f[-2:] in ("@0", "@1", "@2")]


_TYPE_FEATURES = ("w=", "lemma=", "lex=", "types=", "mode=", "phrase", "+1", "-1", "+2", "-2", "cue", "form=")
