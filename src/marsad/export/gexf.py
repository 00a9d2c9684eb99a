"""GEXF 1.3 for Gephi and networkx: who acted upon whom. A node an actor, an edge all events of one type from one to another.

An actor with a Wikidata id is one node in all reports; others are one where name (folded), kind and state are the same. Acts that
are mutual go from the one that is named first to the other, once, and say so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import BinaryIO
from xml.sax.saxutils import quoteattr

from marsad.export.source import Options, Source, Tally, english
from marsad.export.spreadsheet import clean
from marsad.records import Actor, Event
from marsad.text.folding import fold

NODE = (("name", "name as in the text"), ("kind", "kind (codebook)"), ("country", "state, ISO 3166-1 alpha-2"), ("wikidata", "Wikidata id"))
EDGE = (
    ("type", "event type (codebook)"),
    ("quad", "verbal or material, cooperation or conflict"),
    ("mutual", "whether the acts were mutual"),
    ("first", "first day of the first"),
    ("last", "last day of the last"),
)
_TYPES = {"mutual": "boolean"}
Key = tuple[str, str, str, bool]


class _Edge:
    """All acts of one type from one actor to another."""

    def __init__(self, quad: str | None) -> None:
        self.quad, self.count = quad, 0
        self.first: dt.date | None = None
        self.last: dt.date | None = None

    def add(self, event: Event) -> None:
        self.count += 1
        if event.date is not None and event.date.from_ is not None and event.date.to is not None:
            self.first = min(self.first or event.date.from_, event.date.from_)
            self.last = max(self.last or event.date.to, event.date.to)


def write(sources: Iterable[Source], stream: BinaryIO, options: Options, tally: Tally) -> None:
    """Write the network of the events that occurred. The network is held in memory, the reports are not."""
    nodes: dict[str, Actor] = {}
    edges: dict[Key, _Edge] = {}
    for source in sources:
        for event in source.events():
            pairs = list(_pairs(source, event))
            if event.status != "occurred":
                tally.left_out[f"events that were {event.status}"] += 1
            elif not pairs:
                tally.left_out["events with fewer than two actors"] += 1
            else:
                for one, other, mutual in pairs:
                    nodes.setdefault(_key(one), one)
                    nodes.setdefault(_key(other), other)
                    edges.setdefault((_key(one), _key(other), event.type, mutual), _Edge(event.quad)).add(event)
    stream.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n')
    stream.write(b'<graph defaultedgetype="directed" mode="static">\n')
    numbers = {key: f"n{i}" for i, key in enumerate(nodes)}
    for line in (*_nodes(nodes, numbers), *_edges(edges, numbers)):
        stream.write(line.encode("utf-8") + b"\n")
    stream.write(b"</graph>\n</gexf>\n")
    tally.rows["nodes"] += len(nodes)
    tally.rows["edges"] += len(edges)


def _pairs(source: Source, event: Event) -> Iterator[tuple[Actor, Actor, bool]]:
    doers, sufferers = source.actors(event.actors), source.actors(event.recipients)
    if sufferers:
        yield from ((d, s, False) for d in doers for s in sufferers if _key(d) != _key(s))
    else:
        yield from ((a, b, True) for a, b in combinations(doers, 2) if _key(a) != _key(b))


def _key(actor: Actor) -> str:
    return actor.wikidata or f"{fold(actor.name).text}|{actor.kind}|{actor.country or ''}"


def _attributes(owner: str, columns: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield f'<attributes class="{owner}">'
    for name, _ in columns:
        yield f'<attribute id="{name}" title="{name}" type="{_TYPES.get(name, "string")}"/>'
    yield "</attributes>"


def _values(values: dict[str, object]) -> str:
    told = "".join(f'<attvalue for="{name}" value={_quoted(v)}/>' for name, v in values.items() if v is not None)
    return f"<attvalues>{told}</attvalues>"


def _quoted(value: object) -> str:
    return quoteattr(clean(str(value).lower() if isinstance(value, bool) else str(value)))


def _nodes(nodes: dict[str, Actor], numbers: dict[str, str]) -> Iterator[str]:
    yield from _attributes("node", NODE)
    yield "<nodes>"
    for key, a in nodes.items():
        values = _values({"name": a.name, "kind": a.kind, "country": a.country, "wikidata": a.wikidata})
        yield f'<node id="{numbers[key]}" label={_quoted(english(a))}>{values}</node>'
    yield "</nodes>"


def _edges(edges: dict[Key, _Edge], numbers: dict[str, str]) -> Iterator[str]:
    yield from _attributes("edge", EDGE)
    yield "<edges>"
    for i, ((one, other, type_, mutual), e) in enumerate(edges.items()):
        values = _values({"type": type_, "quad": e.quad, "mutual": mutual, "first": e.first, "last": e.last})
        yield f'<edge id="e{i}" source="{numbers[one]}" target="{numbers[other]}" label="{type_}" weight="{e.count}">{values}</edge>'
    yield "</edges>"
