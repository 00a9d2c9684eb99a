"""Records and decisions as a person reads them on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from marsad.export.cells import pad, shown, wrap
from marsad.export.wording import amount, period
from marsad.records import Actor, CodedReport, Event, Figure, Place, Statement

if TYPE_CHECKING:
    from marsad.archive.review.reading import Current
    from marsad.archive.review.reviewed import Entry
    from marsad.export.table import Style

AROUND = 160  # characters of the text that are shown before and after a record's words


def headline(record: Any, coded: CodedReport) -> str:
    """What a record says, in one line."""
    names = {a.id: a.name for a in coded.actors} | {p.id: p.name for p in coded.places}

    def named(ids: list[str]) -> str:
        return "، ".join(names.get(i, i) for i in ids)

    if isinstance(record, Event):
        parts = [record.type, record.mode, named(record.actors), "←" if record.recipients else "", named(record.recipients)]
        parts += [f"@ {names.get(record.place, record.place)}" if record.place else "", period(record.date)]
        return " ".join(filter(None, [*parts, record.status if record.status != "occurred" else ""]))
    if isinstance(record, Figure):
        place = f"@ {names.get(record.place, record.place)}" if record.place else ""
        source = f"({names.get(record.source, record.source)})" if record.source else ""
        return " ".join(filter(None, [record.measure, amount(record), record.who, place, period(record.date), source]))
    if isinstance(record, Statement):
        return f"{names.get(record.speaker, record.speaker)}: {record.content.text}"
    if isinstance(record, Actor):
        return " · ".join(filter(None, [record.name, record.name_en, record.kind, record.country, record.role]))
    if isinstance(record, Place):
        at = f"{record.lat} {record.lon}" if record.lat is not None else None
        return " · ".join(filter(None, [record.name, record.name_en, record.kind, record.country, at]))
    raise TypeError(type(record).__name__)


def evidence(record: Any) -> str:
    """The words that a record comes from."""
    if isinstance(record, Statement):
        return f"{record.cue.text} … {record.content.text}"
    return record.evidence.text if isinstance(record, (Event, Figure)) else ""


def state(entry: Entry) -> str:
    """The state of a record in a cell; what is rejected for another says for which."""
    into = entry.case.settled.into if entry.case and entry.case.settled else None
    return f"{entry.state}, one with another" if into else entry.state


def details(found: Current, entry: Entry, style: Style) -> Iterator[str]:
    """Everything about one record: what it says, what the machine says, its words in the text, and all decisions on it."""
    coded = found.reviewed.with_rejected

    def told(label: str, text: str) -> Iterator[str]:
        lines = list(wrap(shown(text), max(20, style.columns - 13)))
        for i, line in enumerate(lines):
            yield f"{label if i == 0 else '':<12} {pad(line, 0, marks=style.marks)}"

    yield style.bold(f"{entry.id}  {entry.state}  revision {entry.revision}") + (f"  ({entry.note})" if entry.note else "")
    yield from told("says", headline(entry.record, coded))
    if entry.machine is not None and entry.changed:
        yield from told("machine", headline(entry.machine, found.machine))
    if entry.proposed is not None:
        proposed = entry.proposed
        said = headline(proposed.record.typed(), _of(proposed.record)) if proposed.record and proposed.what != "rejected" else ""
        yield from told("proposed", f"{proposed.what} by {'، '.join(proposed.people)}" + (f": {said}" if said else ""))
    if isinstance(entry.record, (Event, Figure, Statement)):
        yield from told("because", f"{entry.record.why}, {entry.record.confidence:.2f} sure")
    if entry.case and entry.case.assignee:
        yield from told("assigned to", entry.case.assignee)
    span = getattr(entry.record, "evidence", None) or getattr(entry.record, "content", None)
    if span is not None and entry.stands:
        text = found.text
        before, after = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
        yield from told("words", f"{before}[{text[span.start : span.end]}]{after}")
    for d in entry.case.decisions if entry.case else ():
        from marsad.archive.review.reviewing import told as in_words

        yield from told(f"  {d.revision}", in_words(d))


def _of(taken: Any) -> CodedReport:
    """The actors and places that go with a record, to read it by."""
    import msgspec

    return msgspec.convert({"coder": "", "actors": list(taken.actors.values()), "places": list(taken.places.values())}, CodedReport)
