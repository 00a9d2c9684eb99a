"""The records of one report in the page's words: codes as Arabic labels, ids as names, nothing that HTML cannot hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, overload

from marsad.export.captions import captions, isolated, label_of, qualifiers
from marsad.export.labels import country, label
from marsad.export.timeline import Dated
from marsad.export.wording import bounds, ends, own_words, period
from marsad.records import Actor, CodedReport, Date, Event, Figure, Place

_CONTROLS = (*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0))
_TURNS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))  # they would turn round what follows them, to the end of the paragraph
_UNPRINTABLE = dict.fromkeys((*_CONTROLS, *_TURNS, *range(0xD800, 0xE000)), 0xFFFD)


class View:
    """The records of one report in the page's words."""

    def __init__(self, coded: CodedReport) -> None:
        self._coded = coded
        self._names = {a.id: clean(a.name) for a in coded.actors} | {p.id: clean(p.name) for p in coded.places}

    def _name(self, ident: str | None) -> str | None:
        return None if ident is None else self._names.get(ident, ident)

    def captions(self) -> dict[str, str]:
        """What each record is and is called, by id."""
        return captions(self._coded, self._names)

    def dated(self) -> Iterator[Dated]:
        """The records that have days, for the timeline: those that it would call the same on the same days as one."""
        same: dict[tuple[Dated, str | None], list[Event | Figure]] = {}
        happened: list[Event | Figure] = [*self._coded.events, *self._coded.figures]
        for r in happened:
            if r.date is not None and r.date.from_ is not None and r.date.to is not None:
                tag, text = "f" if isinstance(r, Figure) else "e", label_of(r, self._name(r.place))
                item = Dated("", tag, text, r.date.from_, r.date.to, isolated(period(r.date)))
                same.setdefault((item, r.place), []).append(r)
        for (item, _), records in same.items():
            yield item._replace(ref=" ".join(r.id for r in records), sure=max(r.confidence for r in records))

    def figures(self) -> list[dict[str, Any]]:
        by_id = {f.id: f for f in self._coded.figures}
        return [
            {
                "id": f.id,
                "amount": bounds(f),
                "measure": label("measure", f.measure),
                "qualifier": qualifiers(f),
                "who": clean(f.who),
                "whole": _whole(by_id.get(f.part_of or "")),
                "source": self._name(f.source),
                "place": self._name(f.place),
                **_when(f.date),
                "sure": round(100 * f.confidence),
                "why": clean(f.why),
            }
            for f in self._coded.figures
        ]

    def events(self) -> list[dict[str, Any]]:
        return [
            {
                "id": e.id, "type": label("event", e.type), "code": e.type, "mode": e.mode and label("mode", e.mode), "why": clean(e.why),
                "status": None if e.status == "occurred" else label("status", e.status), "sure": round(100 * e.confidence),
                "actors": [self._name(i) for i in e.actors], "recipients": [self._name(i) for i in e.recipients],
                "place": self._name(e.place), "source": self._name(e.source), **_when(e.date),
            }
            for e in self._coded.events
        ]  # fmt: skip

    def statements(self) -> list[dict[str, Any]]:
        return [
            {
                "id": s.id, "speaker": self._name(s.speaker), "medium": s.medium and label("medium", s.medium), "direct": s.direct,
                "addressee": self._name(s.addressee), "content": clean(s.content.text), "cue": clean(s.cue.text), "why": clean(s.why),
                "sure": round(100 * s.confidence),
            }
            for s in self._coded.statements
        ]  # fmt: skip

    def _country(self, named: Actor | Place) -> str | None:
        """Whose state an actor or in which a place is; nothing where that is the name itself."""
        state = country(named.country)
        return None if state == named.name else state

    def actors(self) -> list[dict[str, Any]]:
        return [
            {
                "id": a.id, "name": clean(a.name), "name_en": clean(a.name_en), "kind": label("actor", a.kind), "country": self._country(a),
                "role": clean(a.role), "of": self._name(a.of), "times": len(a.mentions),
            }
            for a in self._coded.actors
        ]  # fmt: skip

    def places(self) -> list[dict[str, Any]]:
        return [
            {
                "id": p.id, "name": clean(p.name), "name_en": clean(p.name_en), "kind": label("place", p.kind), "country": self._country(p),
                "at": None if p.lat is None or p.lon is None else f"{p.lat:.2f}, {p.lon:.2f}", "times": len(p.mentions),
            }
            for p in self._coded.places
        ]  # fmt: skip


def _whole(figure: Figure | None) -> dict[str, str] | None:
    """The figure that another is a part of."""
    return None if figure is None else {"id": figure.id, "amount": bounds(figure), "qualifier": qualifiers(figure)}


def _when(date: Date | None) -> dict[str, Any]:
    """The ends of a period, or, where its days are not known, its words in the text."""
    return {"when": ends(date), "said": clean(own_words(date))}


@overload
def clean(text: str) -> str: ...
@overload
def clean(text: None) -> None: ...
def clean(text: str | None) -> str | None:
    """`text` with control characters, those of direction too, and lone surrogates replaced one for one, so that offsets stay."""
    return text.translate(_UNPRINTABLE) if text is not None else None
