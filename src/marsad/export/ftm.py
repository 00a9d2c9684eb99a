"""FollowTheMoney entities, one a line of JSON: events, those who take part in them, the reports as their proof.

Schemata and properties as in followthemoney's model. An actor with a Wikidata id is one entity in all reports (its id is the
Wikidata id, as in OpenSanctions); one without is an entity of its report alone: that two reports mean the same person by one name
is not for an export to decide.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import BinaryIO

from marsad.export.source import Options, Source, Tally
from marsad.export.spreadsheet import clean
from marsad.records import Actor, Event

SCHEMATA: dict[str, str] = {
    "person": "Person", "state": "PublicBody", "government": "PublicBody", "military": "Organization", "armed_group": "Organization",
    "party": "Organization", "igo": "PublicBody", "ngo": "Organization", "media": "Organization", "company": "Company", "other": "LegalEntity",
}  # fmt: skip
POPULATION = "populations, which are no entities of FollowTheMoney"
Values = dict[str, list[str]]


def write(sources: Iterable[Source], stream: BinaryIO, options: Options, tally: Tally) -> None:
    """Write the entities of every report. Keeps in memory only which Wikidata ids were written."""
    seen: set[str] = set()
    for source in sources:
        for entity in _entities(source, seen, tally):
            stream.write(json.dumps(entity, ensure_ascii=False, separators=(",", ":")).encode("utf-8") + b"\n")
            tally.rows["entities"] += 1


def _entities(source: Source, seen: set[str], tally: Tally) -> Iterable[dict[str, object]]:
    events = list(source.events())
    if not events:
        return
    report = _report_id(source)
    yield _entity(report, "Article", {
        "title": _some(source.coded.title), "publisher": _some(source.coded.outlet), "date": _some(source.coded.published),
        "sourceUrl": _some(source.standing.url), "language": ["ara"] if source.coded.language == "ar" else [],
    })  # fmt: skip
    parties = {i for e in events for i in (*e.actors, *e.recipients)}
    parties |= {a.of for a in source.coded.actors if a.id in parties and a.of}
    for actor in source.coded.actors:
        ident = _actor_id(source, actor)
        if actor.id not in parties:
            continue
        if ident is None:
            tally.left_out[POPULATION] += 1
            continue
        if ident not in seen:
            yield _entity(ident, SCHEMATA[actor.kind], _actor(actor, report))
        if actor.wikidata:
            seen.add(ident)
        leader = source.actor(actor.of)
        if leader is not None and (other := _actor_id(source, leader)) is not None and other != ident:
            tie = hashlib.sha256(f"{report} {ident} {other}".encode()).hexdigest()[:16]
            yield _entity(
                f"marsad-{tie}", "UnknownLink", {"subject": [ident], "object": [other], "role": _some(actor.role), "proof": [report]}
            )
    for event in events:
        yield _entity(f"marsad-{source.uid(event.id)}", "Event", _event(source, event, report))


def _entity(ident: str, schema: str, values: Values) -> dict[str, object]:
    kept = {name: [clean(v) for v in found] for name, found in values.items() if found}
    return {"id": ident, "schema": schema, "properties": kept}


def _report_id(source: Source) -> str:
    key = json.dumps([source.standing.outlet, source.standing.ident], ensure_ascii=True)
    return f"marsad-{hashlib.sha256(key.encode('ascii')).hexdigest()[:16]}"


def _actor_id(source: Source, actor: Actor) -> str | None:
    if actor.kind not in SCHEMATA:
        return None
    return actor.wikidata or f"marsad-{source.uid(actor.id)}"


def _actor(actor: Actor, report: str) -> Values:
    person = actor.kind == "person"
    return {
        "name": [n for n in dict.fromkeys((actor.name, actor.name_en)) if n],
        "weakAlias": [a for a in actor.aliases if a != actor.name],
        "wikidataId": _some(actor.wikidata),
        ("nationality" if person else "country"): _some(actor.country.lower() if actor.country else None),
        **({"position": _some(actor.role)} if person else {}),
        "proof": [report],
    }


def _event(source: Source, event: Event, report: str) -> Values:
    place = source.place(event.place)
    ids = [i for a in source.actors((*event.actors, *event.recipients)) if (i := _actor_id(source, a))]
    date = event.date
    name = " ".join(filter(None, (event.type, event.mode)))
    return {
        "name": [name],
        "summary": [event.evidence.text],
        "startDate": _some(date.from_ if date else None),
        "endDate": _some(date.to if date else None),
        "location": [n for n in dict.fromkeys((place.name, place.name_en)) if n] if place else [],
        "country": _some(place.country.lower() if place and place.country else None),
        "involved": list(dict.fromkeys(ids)),
        "keywords": [k for k in (event.type, event.mode, event.acled, event.status, source.standing.state(event.id)) if k],
        "recordId": _some(source.uid(event.id)),
        "publisher": _some(source.coded.outlet),
        "sourceUrl": _some(source.standing.url),
        "proof": [report],
    }


def _some(value: object) -> list[str]:
    return [str(value)] if value is not None and value != "" else []
