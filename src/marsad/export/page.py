"""A coded report as one self-contained page, right to left: the text with its evidence marked, and each record beside it.

Everything that comes from the report goes through the template's escaping; the page's own style and script are pinned
by their hashes in a content security policy that allows nothing else, so a report can bring no code and the page can
fetch nothing.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from marsad.export.segments import Mark, paragraphs
from marsad.export.timeline import timeline
from marsad.export.view import View, clean
from marsad.records import CodedReport, Report

_ASSETS = Path(__file__).parent / "assets"
_KINDS = (("f", "الأرقام"), ("e", "الأحداث"), ("s", "الأقوال"), ("a", "الفاعلون"), ("p", "الأماكن"))
_PERIODS = {0: "يوم النشر", 1: "يوم", 7: "أسبوع", 30: "شهر", 365: "سنة", 3650: "١٠ سنوات", 36500: "قرن"}


def page(report: Report, coded: CodedReport) -> str:
    """The page of one report, whole."""
    view = View(coded)
    return _template().render(
        style=_asset("page.css"),
        script=_asset("page.js"),
        style_hash=_pin("page.css"),
        script_hash=_pin("page.js"),
        title=clean(coded.title),
        outlet=clean(coded.outlet),
        ident=clean(coded.id),
        published=coded.published,
        coder=coded.coder,
        warnings=[clean(w) for w in coded.warnings],
        any=any((coded.figures, coded.events, coded.statements, coded.actors, coded.places)),
        legend=[(tag, label, len(getattr(coded, _FIELDS[tag]))) for tag, label in _KINDS],
        text=list(_text(report.text, coded)),
        line=timeline(list(view.dated()), coded.published),
        when=view.when(),
        tick_label=_tick_label,
        figures=view.figures(),
        events=view.events(),
        statements=view.statements(),
        actors=view.actors(),
        places=view.places(),
    )


_FIELDS = {"f": "figures", "e": "events", "s": "statements", "a": "actors", "p": "places"}


def _text(text: str, coded: CodedReport) -> Iterator[list[tuple[str, str, bool, str]]]:
    """The paragraphs as pieces: classes, ids, whether a record begins there, words."""
    shown = clean(text)
    begun: set[str] = set()
    for line in paragraphs(text, _marks(coded)):
        row = []
        for piece in line:
            first = not begun.issuperset(piece.refs)
            begun.update(piece.refs)
            row.append((" ".join(piece.tags), " ".join(piece.refs), first, shown[piece.start : piece.end]))
        yield row


def _marks(coded: CodedReport) -> list[Mark]:
    marks = [Mark(f.evidence.start, f.evidence.end, "f", f.id) for f in coded.figures]
    for e in coded.events:
        marks.append(Mark(e.evidence.start, e.evidence.end, "e", e.id))
        marks.append(Mark(e.trigger.start, e.trigger.end, "t", e.id))
    for s in coded.statements:
        marks.append(Mark(s.content.start, s.content.end, "s", s.id))
        marks.append(Mark(s.cue.start, s.cue.end, "c", s.id))
    for tag, owners in (("a", coded.actors), ("p", coded.places)):
        marks += [Mark(start, end, tag, owner.id) for owner in owners for start, end in owner.mentions]
    return [m for m in marks if m.start < m.end]


def _tick_label(days: int) -> str:
    return _PERIODS[abs(days)] if days <= 0 else f"بعد {_PERIODS[days]}"


@cache
def _asset(name: str) -> Markup:
    return Markup((_ASSETS / name).read_text(encoding="utf-8"))  # our own file, not the report's


@cache
def _pin(name: str) -> Markup:
    digest = hashlib.sha256(_asset(name).encode("utf-8")).digest()
    return Markup(f"'sha256-{base64.b64encode(digest).decode('ascii')}'")


@cache
def _template() -> Template:
    loader = FileSystemLoader(_ASSETS)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=False).get_template("page.html.j2")
