"""What a record is called in one line: on the timeline, and for who hears the marks in a text but cannot see them."""

from __future__ import annotations

from collections.abc import Mapping

from marsad.export.cells import is_arabic
from marsad.export.labels import label
from marsad.export.wording import bounds
from marsad.records import CodedReport, Event, Figure

_LONGEST = 34  # letters that a label on the timeline may have
_LEAST = 6  # of a place's name; with less room it is left out
_TO_LEFT, _TO_RIGHT, _END = "\u2067", "\u2066", "\u2069"


def isolated(text: str) -> str:
    """`text` kept in its own direction: a range or a date runs the same way in a line of Arabic as in a table's cell."""
    return f"{_TO_LEFT if is_arabic(text) else _TO_RIGHT}{text}{_END}"


def qualifiers(figure: Figure) -> str:
    """How a figure's number is meant: `على الأقل`; also that it is open to one side where its qualifier does not say so."""
    words = []
    if figure.low is not None and figure.high is None and figure.qualifier != "at_least":
        words.append(label("open", "up"))
    if figure.low is None and figure.high is not None and figure.qualifier != "at_most":
        words.append(label("open", "down"))
    if figure.qualifier not in ("exact", "between"):
        words.append(label("qualifier", figure.qualifier))
    return " ".join(words)


def caption(record: Event | Figure) -> str:
    """`20 جرحى على الأقل`, `هجوم (جوي)`, `هجوم (جوي، ينفيه طرف)`."""
    if isinstance(record, Figure):
        return " ".join(filter(None, (isolated(bounds(record)), label("measure", record.measure), qualifiers(record))))
    how = [label("mode", record.mode) if record.mode else "", "" if record.status == "occurred" else label("status", record.status)]
    more = "، ".join(filter(None, how))
    return f"{label('event', record.type)} ({more})" if more else label("event", record.type)


def label_of(record: Event | Figure, place: str | None) -> str:
    """A caption with the place, short enough for the timeline: it is the place that is cut first."""
    text = _cut(caption(record), _LONGEST)
    room = _LONGEST - len(text) - len(" · ")
    return f"{text} · {_cut(place, room)}" if place and room >= min(_LEAST, len(place)) else text


def captions(coded: CodedReport, names: Mapping[str, str]) -> dict[str, str]:
    """What each record is and is called, by id: `حدث: هجوم (جوي)`. `names`: of actors and places, by id."""
    named = {f.id: caption(f) for f in coded.figures} | {e.id: caption(e) for e in coded.events}
    named |= {s.id: isolated(names.get(s.speaker, s.speaker)) for s in coded.statements}
    named |= {a.id: isolated(names[a.id]) for a in coded.actors} | {p.id: isolated(names[p.id]) for p in coded.places}
    return {ident: f"{label('record', ident[:1])}: {text}" for ident, text in named.items()}


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else text[: room - 1] + "…"
