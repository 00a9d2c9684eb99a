"""A report that people have decided on from end to end, as a gold case: the format of hand-coded reports, in which names stand for ids
and pieces of the text for spans (docs/review.md, "What is learned")."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from marsad.archive.review.reading import Current
from marsad.records import Actor, Date, Place


def gold(found: Current) -> dict[str, Any]:
    """The report as a gold case."""
    coded = found.reviewed.coded
    names = {a.id: a.name for a in coded.actors} | {p.id: p.name for p in coded.places}

    def name(ident: str | None) -> str | None:
        return names.get(ident) if ident is not None else None

    def many(idents: Sequence[str]) -> list[str]:
        return [names[i] for i in idents if i in names]

    return {
        "id": coded.id, "outlet": coded.outlet, "published": coded.published.isoformat() if coded.published else None,
        "title": coded.title, "text": found.text,
        "actors": [_actor(a) for a in coded.actors],
        "events": [
            {"type": e.type, "mode": e.mode, "actors": many(e.actors), "recipients": many(e.recipients), "place": name(e.place),
             "date": _date(e.date), "status": e.status, "source": name(e.source), "evidence": e.evidence.text}
            for e in coded.events
        ],
        "figures": [
            {"measure": f.measure, "low": f.low, "high": f.high, "qualifier": f.qualifier, "who": f.who, "part_of": f.part_of is not None,
             "place": name(f.place), "date": _date(f.date), "source": name(f.source), "evidence": f.evidence.text}
            for f in coded.figures
        ],
        "statements": [
            {"speaker": name(s.speaker), "cue": s.cue.text, "content": s.content.text, "direct": s.direct, "medium": s.medium}
            for s in coded.statements
        ],
        "places": [_place(p) for p in coded.places],
    }  # fmt: skip


def _actor(actor: Actor) -> dict[str, Any]:
    return {"name": actor.name, "aliases": actor.aliases, "kind": actor.kind, "country": actor.country}


def _place(place: Place) -> dict[str, Any]:
    lat, lon = (round(v, 1) if v is not None else None for v in (place.lat, place.lon))
    return {"name": place.name, "kind": place.kind, "country": place.country, "lat": lat, "lon": lon}


def _date(date: Date | None) -> dict[str, str] | None:
    if date is None or date.from_ is None or date.to is None:
        return None
    return {"from": date.from_.isoformat(), "to": date.to.isoformat()}
