"""The records of one report in the page's words: codes as Arabic labels, ids as names, nothing that HTML cannot hold."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, overload

from marsad.export.timeline import Dated
from marsad.export.wording import bounds, period
from marsad.records import CodedReport, Event, Figure

_LABELS = Path(__file__).parent / "assets" / "labels.tsv"
_CONTROLS = (*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0))
_UNPRINTABLE = dict.fromkeys((*_CONTROLS, *range(0xD800, 0xE000)), 0xFFFD)
_LONGEST_LABEL = 34


class View:
    """The records of one report in the page's words."""

    def __init__(self, coded: CodedReport) -> None:
        self._coded = coded
        self._names = {a.id: clean(a.name) for a in coded.actors} | {p.id: clean(p.name) for p in coded.places}

    def _name(self, ident: str | None) -> str | None:
        return None if ident is None else self._names.get(ident, ident)

    def dated(self) -> Iterator[Dated]:
        """The records that have days, for the timeline."""
        for r in self._happened():
            if r.date is not None and r.date.from_ is not None and r.date.to is not None:
                yield Dated(r.id, "f" if isinstance(r, Figure) else "e", self._label(r), r.date.from_, r.date.to)

    def _happened(self) -> list[Event | Figure]:
        return [*self._coded.events, *self._coded.figures]

    def _label(self, record: Event | Figure) -> str:
        if isinstance(record, Figure):
            words = [bounds(record), label("measure", record.measure)]
        else:
            words = [label("mode", record.mode) if record.mode else label("event", record.type)]
        if record.place:
            words.append(f"· {self._name(record.place)}")
        text = " ".join(words)
        return text if len(text) <= _LONGEST_LABEL else text[: _LONGEST_LABEL - 1] + "…"

    def when(self) -> dict[str, str]:
        """The period of each dated record."""
        return {r.id: period(r.date) for r in self._happened()}

    def figures(self) -> list[dict[str, Any]]:
        amounts = {f.id: bounds(f) for f in self._coded.figures}
        return [
            {
                "id": f.id,
                "amount": amounts[f.id],
                "measure": label("measure", f.measure),
                "qualifier": None if f.qualifier in ("exact", "between") else label("qualifier", f.qualifier),
                "who": clean(f.who),
                "part_of": f.part_of,
                "part_amount": amounts.get(f.part_of or "", ""),
                "source": self._name(f.source),
                "place": self._name(f.place),
                "when": clean(period(f.date)),
                "sure": round(100 * f.confidence),
                "why": f.why,
            }
            for f in self._coded.figures
        ]

    def events(self) -> list[dict[str, Any]]:
        return [
            {
                "id": e.id, "type": label("event", e.type), "code": e.type, "mode": e.mode and label("mode", e.mode), "why": e.why,
                "status": None if e.status == "occurred" else label("status", e.status), "sure": round(100 * e.confidence),
                "actors": [self._name(i) for i in e.actors], "recipients": [self._name(i) for i in e.recipients],
                "place": self._name(e.place), "when": clean(period(e.date)), "source": self._name(e.source),
            }
            for e in self._coded.events
        ]  # fmt: skip

    def statements(self) -> list[dict[str, Any]]:
        return [
            {
                "id": s.id, "speaker": self._name(s.speaker), "medium": s.medium and label("medium", s.medium), "direct": s.direct,
                "addressee": self._name(s.addressee), "content": clean(s.content.text), "cue": clean(s.cue.text), "why": s.why,
                "sure": round(100 * s.confidence),
            }
            for s in self._coded.statements
        ]  # fmt: skip

    def actors(self) -> list[dict[str, Any]]:
        return [
            {
                "id": a.id, "name": clean(a.name), "name_en": clean(a.name_en), "kind": label("actor", a.kind), "country": a.country,
                "role": clean(a.role), "of": self._name(a.of), "times": len(a.mentions),
            }
            for a in self._coded.actors
        ]  # fmt: skip

    def places(self) -> list[dict[str, Any]]:
        return [
            {
                "id": p.id, "name": clean(p.name), "name_en": clean(p.name_en), "kind": label("place", p.kind), "country": p.country,
                "at": None if p.lat is None or p.lon is None else f"{p.lat:.2f}, {p.lon:.2f}", "times": len(p.mentions),
            }
            for p in self._coded.places
        ]  # fmt: skip


@overload
def clean(text: str) -> str: ...
@overload
def clean(text: None) -> None: ...
def clean(text: str | None) -> str | None:
    """`text` with what HTML cannot hold (control characters, lone surrogates) replaced one for one, so that offsets stay."""
    return text.translate(_UNPRINTABLE) if text is not None else None


def label(field: str, code: str) -> str:
    """The Arabic word for a code of the record; the code itself where there is none."""
    return _labels().get((field, code), code)


@cache
def _labels() -> dict[tuple[str, str], str]:
    lines = _LABELS.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {(field, code): arabic for field, code, arabic in rows}
