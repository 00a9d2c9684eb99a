"""A coded report as tables for a terminal: what is counted, what happened, what was said, by whom, where."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from marsad.export.cells import is_arabic, pad, shown, width, wrap
from marsad.export.wording import amount, period
from marsad.records import CodedReport, Event

_GAP = "  "
_NARROW, _NARROWEST = 10, 6  # cells to which columns of words are squeezed on a narrow terminal, and on a very narrow one
_READABLE = 16  # cells under which a column of sentences is nothing to read


class Style(NamedTuple):
    """How to draw: `columns` of the terminal, direction marks for one that orders Arabic, colours for one that has them."""

    columns: int = 100
    marks: bool = False
    colour: bool = False

    def bold(self, text: str) -> str:
        """Bold, where there are colours."""
        return f"\x1b[1m{text}\x1b[0m" if self.colour else text

    def dim(self, text: str) -> str:
        """Dim, where there are colours."""
        return f"\x1b[2m{text}\x1b[0m" if self.colour else text


class _Names:
    """What stands behind the ids of one report."""

    def __init__(self, coded: CodedReport) -> None:
        self._names = {a.id: a.name for a in coded.actors} | {p.id: p.name for p in coded.places}

    def one(self, ident: str | None) -> str:
        return self._names.get(ident, ident) if ident is not None else ""

    def many(self, idents: Sequence[str]) -> str:
        return "، ".join(self.one(i) for i in idents)


def render(coded: CodedReport, style: Style | None = None) -> str:
    """The report's tables, ready to print, with a line feed at the end."""
    style = style or Style()
    names = _Names(coded)
    parts = [_head(coded, style)]
    for title, columns, rows in (
        ("FIGURES", _FIGURES, coded.figures),
        ("EVENTS", _EVENTS, coded.events),
        ("STATEMENTS", _STATEMENTS, coded.statements),
        ("ACTORS", _ACTORS, coded.actors),
        ("PLACES", _PLACES, coded.places),
    ):
        if rows:
            cells = [[shown(get(row, names)) for _, get in columns] for row in rows]
            parts.append(draw(f"{title} ({len(rows)})", [head for head, _ in columns], cells, style))
    return "\n".join(parts)


def _head(coded: CodedReport, style: Style) -> str:
    about = " · ".join(filter(None, (coded.id, coded.outlet, str(coded.published) if coded.published else None)))
    lines = [pad(line, 0, marks=style.marks) for line in wrap(shown(coded.title or ""), style.columns) if line]
    lines = [style.bold(line) for line in lines]
    if about:
        lines.append(style.dim(shown(about)))
    lines += [f"! {shown(w)}" for w in coded.warnings]
    if not (coded.figures or coded.events or coded.statements or coded.actors or coded.places):
        lines.append("no records")
    return "".join(line + "\n" for line in lines)


def draw(title: str, heads: list[str], rows: list[list[str]], style: Style) -> str:
    """A table under its title; columns with nothing in them are left out, and words wrap where the line is too short. Where hardly a word of
    the last column would stand in a line, it goes beneath each row."""
    keep = [i for i in range(len(heads)) if any(row[i] for row in rows)]
    heads = [heads[i] for i in keep]
    rows = [[row[i] for i in keep] for row in rows]
    rooms = _rooms(heads, rows, style.columns)
    last: list[str] = []
    if _is_squeezed(rows, rooms):
        *heads, last_head = heads
        last, rows = [row[-1] for row in rows], [row[:-1] for row in rows]
        rooms = _rooms(heads, rows, style.columns)
        indent = rooms[0] + len(_GAP)
        below = max(style.columns - indent, _NARROW)
    arabic = [any(is_arabic(row[i]) for row in rows) for i in range(len(heads))]
    line = _GAP.join(pad(h, room, marks=False, right=right) for h, room, right in zip(heads, rooms, arabic, strict=True))
    out = [style.bold(title), style.dim(line.rstrip())]
    if last:
        out.append(style.dim(" " * indent + pad(last_head, below, marks=False, right=True)))
    for n, row in enumerate(rows):
        wrapped = [wrap(cell, room) for cell, room in zip(row, rooms, strict=True)]
        for k in range(max(map(len, wrapped))):
            pieces = [lines[k] if k < len(lines) else "" for lines in wrapped]
            out.append(_GAP.join(pad(p, room, marks=style.marks) for p, room in zip(pieces, rooms, strict=True)).rstrip(" "))
        if last and last[n]:
            out += [" " * indent + pad(piece, below, marks=style.marks) for piece in wrap(last[n], below)]
    return "\n".join(out) + "\n"


def _is_squeezed(rows: list[list[str]], rooms: list[int]) -> bool:
    """Whether the last column, of words in Arabic, has hardly room for them."""
    return len(rooms) > 2 and rooms[-1] < _READABLE and any(is_arabic(row[-1]) and width(row[-1]) > rooms[-1] for row in rows)


def _rooms(heads: list[str], rows: list[list[str]], columns: int) -> list[int]:
    """The width of each column: what it needs, or, where that is too much for the line, the widest squeezed first.

    Columns of Arabic are squeezed to `_NARROW`, and only if that is not enough, further; others never within a word.
    """
    rooms = [max(width(head), *(width(row[i]) for row in rows)) for i, head in enumerate(heads)]
    arabic = [any(is_arabic(row[i]) for row in rows) for i in range(len(heads))]
    whole = [max((width(word) for row in rows for word in row[i].split()), default=0) for i in range(len(heads))]
    over = sum(rooms) + len(_GAP) * (len(rooms) - 1) - columns
    for narrowest in (_NARROW, _NARROWEST):
        while over > 0:
            squeezable = [i for i, room in enumerate(rooms) if room > max(narrowest if arabic[i] else whole[i], width(heads[i]))]
            if not squeezable:
                break
            rooms[max(squeezable, key=lambda i: rooms[i])] -= 1
            over -= 1
    return rooms


def _act(e: Event, names: _Names) -> str:
    return " ".join(filter(None, (e.type, e.mode, "" if e.status == "occurred" else f"({e.status})")))


_Column = tuple[str, Callable[[Any, _Names], str]]

_FIGURES: tuple[_Column, ...] = (
    ("", lambda f, names: f.id),
    ("measure", lambda f, names: f.measure),
    ("number", lambda f, names: amount(f)),
    ("of", lambda f, names: f"part of {f.part_of}" if f.part_of else ""),
    ("whom", lambda f, names: f.who or ""),
    ("source", lambda f, names: names.one(f.source) or "the report"),
    ("where", lambda f, names: names.one(f.place)),
    ("when", lambda f, names: period(f.date)),
    ("sure", lambda f, names: f"{f.confidence:.2f}"),
    ("words", lambda f, names: f.evidence.text),
)
_EVENTS: tuple[_Column, ...] = (
    ("", lambda e, names: e.id),
    ("event", _act),
    ("who", lambda e, names: names.many(e.actors)),
    ("to whom", lambda e, names: names.many(e.recipients)),
    ("where", lambda e, names: names.one(e.place)),
    ("when", lambda e, names: period(e.date)),
    ("sure", lambda e, names: f"{e.confidence:.2f}"),
    ("words", lambda e, names: e.evidence.text),
)
_STATEMENTS: tuple[_Column, ...] = (
    ("", lambda s, names: s.id),
    ("speaker", lambda s, names: names.one(s.speaker)),
    ("cue", lambda s, names: s.cue.text),
    ("how", lambda s, names: " ".join(filter(None, ("quoted" if s.direct else "", s.medium)))),
    ("to", lambda s, names: names.one(s.addressee)),
    ("sure", lambda s, names: f"{s.confidence:.2f}"),
    ("said", lambda s, names: f"«{s.content.text}»" if s.direct else s.content.text),
)
_ACTORS: tuple[_Column, ...] = (
    ("", lambda a, names: a.id),
    ("kind", lambda a, names: a.kind),
    ("country", lambda a, names: a.country or ""),
    ("name", lambda a, names: a.name),
    ("in English", lambda a, names: a.name_en or ""),
    ("role", lambda a, names: a.role or ""),
    ("of", lambda a, names: names.one(a.of)),
    ("named", lambda a, names: f"{len(a.mentions)}×" if a.mentions else ""),
)
_PLACES: tuple[_Column, ...] = (
    ("", lambda p, names: p.id),
    ("kind", lambda p, names: p.kind),
    ("country", lambda p, names: p.country or ""),
    ("name", lambda p, names: p.name),
    ("in English", lambda p, names: p.name_en or ""),
    ("at", lambda p, names: "" if p.lat is None or p.lon is None else f"{p.lat:.2f} {p.lon:.2f}"),
    ("known to", lambda p, names: p.precision or ""),
    ("named", lambda p, names: f"{len(p.mentions)}×" if p.mentions else ""),
)
