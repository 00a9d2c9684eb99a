"""Why: sentence by sentence, what made each record, and, where none was made, what was looked at and let go.

For people who code by hand: the rule, the word that set it off with its meaning and frame in the lexicon, and what spoke
for and against it in the models' eyes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from marsad.coding.context import Context
from marsad.coding.event_drafts import LOOSE, Draft, draft_events
from marsad.coding.event_judge import SURE, Judge
from marsad.coding.event_reasons import SLIGHT, loudest, parts_told, place_told, told_again
from marsad.coding.events import NOTE, Asked, names_somebody
from marsad.coding.feature_words import judge_wording, number_wording, wording
from marsad.coding.network_reasons import Reasons
from marsad.coding.network_view import Seen, chance_of, view_of
from marsad.coding.register import SURER, register_of
from marsad.coding.role_choice import Chooser
from marsad.coding.triggers import Candidate, find_candidates
from marsad.lexicon import Entry
from marsad.reading import Reading
from marsad.records import Event, Figure, Span, Statement

_SLOTS = {"S": "subject", "O": "object", "O2": "second object", "G": "genitive", "G2": "object of the noun", "ان": "clause"}
_AGAIN = 0.5  # chance from which a word is said to tell another event again
_NOTHING = "nothing: there is no network"


class Made(NamedTuple):
    """A record and what made it: the rule, the words, and one line of reasons each."""

    id: str
    what: str
    rule: str
    words: str
    reasons: tuple[str, ...]


class Explained(NamedTuple):
    """A sentence (`start`, `end`: offsets in the text) with the records whose words begin in it, or why there are none."""

    start: int
    end: int
    text: str
    made: tuple[Made, ...]
    why_none: tuple[str, ...]


def explain(reading: Reading) -> Iterator[Explained]:
    """Every sentence of a report that has been read, in order."""
    context = Context(reading)
    chances = _Chances(context)
    text = reading.document.text
    for s in reading.document.sentences:
        made = tuple(_made(context, chances, r) for r, at in _records(reading) if s.start <= at.start < s.end)
        yield Explained(s.start, s.end, text[s.start : s.end], made, () if made else tuple(_why_none(context, chances, s.i)))


def _records(reading: Reading) -> Iterator[tuple[Event | Figure | Statement, Span]]:
    for f in reading.figures:
        yield f, f.evidence
    for e in reading.events:
        yield e, e.trigger
    for s in reading.statements:
        yield s, s.cue


class _Chances:
    """What the models thought of each candidate: the network of its words and what stands about them, the judge of it beside the others."""

    def __init__(self, context: Context) -> None:
        self.candidates = find_candidates(context)
        view = view_of(context)
        self._reasons = None if view is None else Reasons(context, view, self.candidates)
        self._tokens = context.tokens
        self._at = {context.tokens[c.token].start: k for k, c in enumerate(self.candidates)}
        drafts = draft_events(context, view) if view is not None else []
        self._drafts: dict[int, Draft] = {d.candidate.token: d for d in drafts}
        named = [d for d in drafts if names_somebody(d)]
        judge = Judge.of(context.reading.models)
        self._judged = {d.candidate.token: chance for d, chance in zip(named, judge.chances(context, named), strict=True)}
        self._beside = {d.candidate.token: said for d, said in zip(named, judge.reasons(context, named), strict=True)}
        self._seen: dict[int, Seen] = {x.candidate.token: x for x in view.seen(self.candidates)} if view is not None else {}

    def again(self, k: int) -> tuple[Candidate, float] | None:
        """The word whose event candidate `k` most likely tells again, with the chance; `None` where that is unlikely."""
        seen = self._seen.get(self.candidates[k].token)
        return None if seen is None or seen.again < _AGAIN else (seen.of, seen.again)

    def at(self, start: int) -> int | None:
        """The candidate whose word begins at `start`."""
        return self._at.get(start)

    def event(self, k: int) -> float:
        """The chance that candidate `k` reports an event."""
        return chance_of(self._reasons.odds[k]) if self._reasons is not None else 0.0

    def draft(self, k: int) -> Draft | None:
        """The draft of candidate `k`, if it was likely enough for one."""
        return self._drafts.get(self.candidates[k].token)

    def judged(self, k: int) -> float | None:
        """The judge's chance for candidate `k` (without a judge, the word's own); `None` where there is no draft or nobody is named in it."""
        return self._judged.get(self.candidates[k].token)

    def beside(self, k: int, *, event: bool) -> str:
        """What spoke loudest for or against the draft of candidate `k` beside the others, in words."""
        said = self._beside.get(self.candidates[k].token)
        if said is None:
            return "nothing"
        features, numbers = said
        told = [(number_wording(n), w) for n, w in numbers] + [(judge_wording(f), w) for f, w in features]
        told = sorted([(words, w) for words, w in told if words is not None and (w > 0) == event], key=lambda x: -abs(x[1]))
        return loudest((words for words, _ in told), [w for _, w in told])

    def words(self, k: int, *, event: bool) -> str:
        """The words whose absence would have changed the network's mind most, for an event at candidate `k` or against one."""
        if self._reasons is None:
            return _NOTHING
        weighed = [(i, w) for i, w in self._reasons.words(k) if (w > 0) == event and abs(w) >= SLIGHT]
        return loudest((f"«{self._tokens[i].text}»" for i, _ in weighed), [w for _, w in weighed])

    def sighted(self, k: int, *, event: bool) -> str:
        """What is seen about candidate `k` beside its words that spoke loudest for an event or against one, in words."""
        if self._reasons is None:
            return _NOTHING
        weighed = [(n, w) for n, w in self._reasons.sighted(k) if (w > 0) == event and abs(w) >= SLIGHT]
        return loudest((wording(name) for name, _ in weighed), [w for _, w in weighed])

    def others(self, k: int, *, event: bool) -> str:
        """The other words that may report events whose absence would have changed the network's mind most."""
        if self._reasons is None:
            return _NOTHING
        weighed = [(j, w) for j, w in self._reasons.others(k) if (w > 0) == event and abs(w) >= SLIGHT]
        return loudest((f"«{self._tokens[self.candidates[j].token].text}»" for j, _ in weighed), [w for _, w in weighed])


def _made(context: Context, chances: _Chances, record: Event | Figure | Statement) -> Made:
    if isinstance(record, Event):
        k = chances.at(record.trigger.start)
        reasons: list[str] = []
        if k is not None:
            frame = _frame(_entry(chances.candidates[k], record.type))
            reasons = [
                frame,
                f"words for it: {chances.words(k, event=True)}",
                f"about it: {chances.sighted(k, event=True)}",
                f"other events: {chances.others(k, event=True)}",
                f"beside the others: {chances.beside(k, event=True)}",
            ]
        asked = _asked(context.reading, record)
        if asked is not None:
            reasons += told_again(asked), *parts_told(asked, Chooser.of(context.reading.models))
        placed = place_told(context, asked) if asked is not None else ""
        reasons += [f"{_where(context, record, record.trigger)}{placed}", _when(record)]
        what = f"{record.type} {record.mode or ''}".strip()
        return Made(record.id, what, record.why, record.trigger.text, tuple(reasons))
    if isinstance(record, Figure):
        what = f"{record.measure} {_number(record)}"
        return Made(record.id, what, record.why, record.evidence.text, tuple(_of_figure(context, record)))
    what = "statement, quoted" if record.direct else "statement"
    return Made(record.id, what, record.why, record.cue.text, (f"said: «{record.content.text}»",))


def _number(figure: Figure) -> str:
    low, high = figure.low, figure.high
    if low == high:
        return f"{low}"
    return f"≥ {low}" if high is None else f"≤ {high}" if low is None else f"{low}–{high}"


def _of_figure(context: Context, figure: Figure) -> Iterator[str]:
    """Where each field of a figure stands in the report."""
    yield f"chance {figure.confidence:.2f}"
    if figure.who is not None:
        yield f"counts: «{figure.who}»"
    if figure.part_of is not None:
        yield f"part of {figure.part_of}"
    yield _whose(context, figure)
    yield _where(context, figure, figure.evidence)
    yield _when(figure)


def _whose(context: Context, figure: Figure) -> str:
    reading = context.reading
    holding = [s for s in reading.statements if s.content.start <= figure.evidence.start < s.content.end]
    if figure.source is None:
        return "source: the report itself" + (f", though {holding[-1].id} holds its words" if holding else "; nobody's words hold it")
    name = next((a.name for a in reading.cast if a.id == figure.source), figure.source)
    said = next((s for s in reversed(holding) if s.speaker == figure.source), None)
    if said is not None:
        return f"source: {name} ({figure.source}), whose words hold it ({said.id}, «{said.cue.text}»)"
    here = context.reading.document.sentences[_sentence(context, figure.evidence.start)]
    named = any(a.actor == figure.source and here.start <= a.start < here.end for a in reading.actors)
    return f"source: {name} ({figure.source}), {'named in the sentence' if named else 'who spoke before, or gave the figure before'}"


def _where(context: Context, record: Event | Figure, at: Span) -> str:
    """The place of a record, and where the report names it nearest to its words."""
    if record.place is None:
        return "place: none"
    place = next((p for p in context.reading.gazette if p.id == record.place), None)
    told = f"place: {place.name if place else record.place} ({record.place})"
    mentions = place.mentions if place is not None else []
    if not mentions:
        return told
    start, end = min(mentions, key=lambda m: abs(m[0] - at.start))
    if record.evidence.start <= start < record.evidence.end:
        return f"{told}, named in its words"
    away = _sentence(context, at.start) - _sentence(context, start)
    if away == 0:
        return f"{told}, named in the sentence"
    return f"{told}, named {abs(away)} sentence{'s' * (abs(away) > 1)} {'before' if away > 0 else 'after'}"


def _asked(reading: Reading, event: Event) -> Asked | None:
    """What was known when an event was put together."""
    asked = reading.notes.get(NOTE)
    return asked.get(event.trigger.start) if isinstance(asked, dict) else None


def _when(record: Event | Figure) -> str:
    date = record.date
    if date is None:
        return "date: none"
    day = f"{date.from_}" if date.from_ == date.to else f"{date.from_} to {date.to}"
    return f"date: {day if date.from_ is not None else 'not known without a day of publication'}" + (
        f", from «{date.text.text}»" if date.text else ""
    )


def _sentence(context: Context, offset: int) -> int:
    """The sentence that holds an offset."""
    return max((s.i for s in context.reading.document.sentences if s.start <= offset), default=0)


def _entry(candidate: Candidate, type_: str) -> Entry:
    entries = [f.entry for f in candidate.forms]
    return next((e for e in entries if e.type == type_), entries[0])


def _frame(entry: Entry) -> str:
    slots = ", ".join(f"{role}: {_SLOTS.get(slot, f'after {slot}')}" for slot, role in entry.frame)
    return f"lexicon: {entry.lemma} ({entry.gloss}); frame: {slots or 'none'}"


def _why_none(context: Context, chances: _Chances, sentence: int) -> Iterator[str]:
    tokens = context.tokens
    told = False
    for k, c in enumerate(chances.candidates):
        if tokens[c.token].sentence == sentence:
            told = True
            yield _let_go(context, chances, k, c)
    for n in context.reading.numbers:
        if tokens[n.first].sentence == sentence:
            told = True
            noun = f" counts «{tokens[n.noun].text}», but" if n.noun is not None else ""
            yield f"number «{context.reading.document.piece(n.first, n.last)}»:{noun} nothing by it says that people or things were touched"
    s = context.reading.document.sentences[sentence]
    for i in range(s.first, s.last):
        if any(f.entry.kind == "report" for f in context.forms[i]) and chances.at(tokens[i].start) is None:
            told = True
            yield f"«{tokens[i].text}» may report speech, but no speaker with something said was found"
    if not told:
        yield "no word in it is known to report an event, speech or a count"


def _same_parties(reading: Reading, draft: Draft) -> Event | None:
    """The event that a draft tells again (`retellings`)."""
    people = set(draft.actors), set(draft.recipients)
    return next((e for e in reading.events if e.type == draft.type and (set(e.actors), set(e.recipients)) == people), None)


def _let_go(context: Context, chances: _Chances, k: int, c: Candidate) -> str:
    word = context.reading.document.piece(c.token, c.last)
    types = "/".join(c.types) or "an event"
    chance, draft, judged = chances.event(k), chances.draft(k), chances.judged(k)
    if draft is None and chance >= LOOSE:
        return f"«{word}» may be {types} (chance {chance:.2f}), but the words before it say that it was not done"
    told = chances.again(k)
    again = f"; it seems to tell «{context.reading.document.piece(told[0].token, told[0].last)}» again ({told[1]:.2f})" if told is not None else ""
    if draft is None:
        against = f"words against it: {chances.words(k, event=False)}; about it: {chances.sighted(k, event=False)}; other events: {chances.others(k, event=False)}"
        return f"«{word}» may be {types}, but the chance of an event is {chance:.2f}, under {LOOSE:.2f}{again}; {against}"
    if judged is None:
        return f"«{word}» reads as {draft.type} (chance {chance:.2f}), but nobody is named who did it or to whom"
    register = register_of(context.reading)
    if judged >= SURE and register is not None:
        return f"«{word}» reads as {draft.type}, but the report is of {register}, where less than {SURER:.2f} is not believed (it comes to {judged:.2f})"
    if judged >= SURE and (same := _same_parties(context.reading, draft)) is not None:
        return f"«{word}» reads as {draft.type}, but it is told as {same.id} already: the same parties, and neither day nor place against it"
    against = chances.beside(k, event=False)
    return f"«{word}» reads as {draft.type} (chance {chance:.2f}), but beside the others comes to {judged:.2f}, under {SURE:.2f}{again}; against it: {against}"
