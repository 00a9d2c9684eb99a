"""A coded report as one self-contained page, right to left: the text with its evidence marked, and each record beside it.

Everything that comes from the report goes through the template's escaping; the page's own style and script are pinned
by their hashes in a content security policy that allows nothing else, so a report can bring no code and the page can
fetch nothing.
"""

from __future__ import annotations

import base64
import hashlib
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from marsad.export.cells import is_arabic
from marsad.export.labels import ASSETS, label, labels
from marsad.export.notices import notices
from marsad.export.segments import Mark, paragraphs
from marsad.export.timeline import timeline
from marsad.export.view import View, clean
from marsad.records import CodedReport, Report

_FIELDS = {"f": "figures", "e": "events", "s": "statements", "a": "actors", "p": "places"}
_LONG = 24  # letters of a word that a narrow column must be let break


class Words(NamedTuple):
    """A piece of the text: the classes and records that it lies under, its name where a record begins, what it says."""

    classes: str
    refs: str
    name: str | None
    text: str


class Paragraph(NamedTuple):
    """A line of the text. `latin`: whether it is written from left to right."""

    latin: bool
    pieces: list[Words]


def page(report: Report, coded: CodedReport) -> str:
    """The page of one report, whole."""
    view = View(coded)
    line = timeline(list(view.dated()), coded.published)
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
        notices=notices(clean(w) for w in coded.warnings),
        any=any((coded.figures, coded.events, coded.statements, coded.actors, coded.places)),
        legend=[(tag, name, len(getattr(coded, _FIELDS[tag]))) for tag, name in labels("kind")],
        text=list(_text(report.text, coded, view.captions())),
        line=line,
        day_names={t.days: label("day", "last" if t.days == 0 and not line.known else str(t.days)) for t in line.ticks} if line else {},
        figures=view.figures(),
        events=view.events(),
        statements=view.statements(),
        actors=view.actors(),
        places=view.places(),
    )


def _text(text: str, coded: CodedReport, names: Mapping[str, str]) -> Iterator[Paragraph]:
    """The paragraphs in pieces. A piece with which a record begins can be reached by keyboard: its name says what it belongs to."""
    shown = clean(text)
    begun: set[str] = set()
    for line in paragraphs(text, _marks(coded)):
        row = []
        for piece in line:
            words = shown[piece.start : piece.end]
            name = None
            if not begun.issuperset(piece.refs):
                name = f"{words} — {'؛ '.join(names[ref] for ref in piece.refs)}"
            begun.update(piece.refs)
            row.append(Words(" ".join(piece.tags), " ".join(piece.refs), name, words))
        yield Paragraph(_is_latin("".join(words.text for words in row)), row)


def _is_latin(text: str) -> bool:
    return not is_arabic(text) and any(unicodedata.bidirectional(c) == "L" for c in text)


def _is_long(text: str) -> bool:
    return any(len(word) > _LONG for word in text.split())


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


@cache
def _asset(name: str) -> Markup:
    return Markup((ASSETS / name).read_text(encoding="utf-8"))  # our own file, not the report's


@cache
def _pin(name: str) -> Markup:
    digest = hashlib.sha256(_asset(name).encode("utf-8")).digest()
    return Markup(f"'sha256-{base64.b64encode(digest).decode('ascii')}'")


@cache
def _template() -> Template:
    environment = Environment(loader=FileSystemLoader(ASSETS), autoescape=True, undefined=StrictUndefined, trim_blocks=False)
    environment.tests.update(arabic=is_arabic, long=_is_long)
    return environment.get_template("page.html.j2")
