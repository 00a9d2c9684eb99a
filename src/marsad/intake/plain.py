"""Plain files: a text is one report; JSONL is a report a line; JSON is a report or a list of them.

A report in JSON is an object with `text` and, where known, `id`, `outlet`, `title`, `url` and `published` (a day,
2019-04-14; of a time stamp the day is taken). Other fields are passed over; of those that look like one that is missing ("date",
"Title") that is said, once a file. What cannot be read does not stop the rest.
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
import sys
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any, NamedTuple

from msgspec.structs import replace

from marsad.errors import InputError
from marsad.intake.encodings import decode
from marsad.records import Report

_LINES = {".jsonl", ".ndjson"}
_LOOKED_AT = 5  # lines looked at to tell JSONL from text where the name does not say
_KNOWN = ("text", "id", "outlet", "title", "url", "published")
_MEANT = {
    "body": "text", "content": "text", "article": "text", "name": "title", "headline": "title", "link": "url", "address": "url", "source": "outlet",
    "publisher": "outlet", "date": "published", "day": "published", "datetime": "published", "timestamp": "published", "published_at": "published",
    "publishedat": "published", "published_on": "published", "pubdate": "published", "publish_date": "published", "publication_date": "published",
    "created_at": "published", "uid": "id", "guid": "id", "_id": "id",
}  # fmt: skip
_NOT_TEXT = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a Word, spreadsheet or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"{\\rtf", "a rich-text file"),
    (b"SQLite format 3", "a database"),
)


class Unread(NamedTuple):
    """A report as read, with what a person should know about how (encoding assumed, a date that is none). `named_by_file`: its id is only
    the name of its file."""

    report: Report
    where: str
    notes: tuple[str, ...] = ()
    named_by_file: bool = False


class Unreadable(NamedTuple):
    """A file or line that could not be read: where (file, or file and line) and why."""

    where: str
    message: str


def read_reports(path: str, *, published: dt.date | None = None, outlet: str | None = None) -> Iterator[Unread | Unreadable]:
    """The reports of a file (`-` for standard input), one after another; `published` and `outlet` fill in what a report lacks."""
    name = "standard input" if path == "-" else path
    try:
        with _open(path) as stream:
            for item in _read(stream, Path(path), name):
                yield _fill(item, published, outlet) if isinstance(item, Unread) else item
    except IsADirectoryError:
        yield Unreadable(name, "is a folder; give its files, for instance folder/*.txt")
    except (OSError, EOFError) as error:  # gzip raises EOFError where a file is cut off
        yield Unreadable(name, (getattr(error, "strerror", None) or str(error)).lower())


def parse_day(words: str) -> dt.date:
    """The day that begins an ISO date or time stamp; raises `InputError` where there is none."""
    try:
        return dt.date.fromisoformat(words.strip()[:10])
    except ValueError:
        raise InputError(f"{words!r} is no date; write it as 2019-04-14") from None


def _open(path: str) -> IO[bytes]:
    if path == "-":
        try:  # a reader of our own: another thread may be reading from it while the program ends
            return open(sys.stdin.fileno(), "rb", closefd=False)
        except (OSError, ValueError):  # no file behind it
            return sys.stdin.buffer
    return gzip.open(path, "rb") if path.endswith(".gz") else open(path, "rb")  # type: ignore[return-value]


def _read(stream: IO[bytes], path: Path, name: str) -> Iterator[Unread | Unreadable]:
    head = list(islice(stream, _LOOKED_AT))
    first = b"".join(head)
    for magic, what in _NOT_TEXT:
        if first.startswith(magic):
            yield Unreadable(name, f"is {what}, not text; save it as plain text in UTF-8")
            return
    suffixes = set(path.suffixes) if str(path) != "-" else set()
    rest: Iterator[bytes] = chain(head, stream)
    if first.startswith((b"\xff\xfe", b"\xfe\xff")):  # in UTF-16 a line feed is two bytes: lines are cut after decoding
        text = decode(b"".join(rest)).text
        rest = iter([line.encode("utf-8", "surrogatepass") for line in text.splitlines(keepends=True)])
        head = list(islice(rest, _LOOKED_AT))
        rest = chain(head, rest)
    if suffixes & _LINES or (".json" not in suffixes and any(map(_is_object, head))):
        yield from _lines(rest, name)
    elif ".json" in suffixes:
        yield from _document(b"".join(rest), name)
    else:
        text, note = decode(b"".join(rest))
        ident = None if str(path) == "-" else path.name.removesuffix(".gz").removesuffix(".txt")
        yield Unread(Report(text=text, id=ident), name, (note,) if note else (), ident is not None)


def _is_object(line: bytes) -> bool:
    line = line.removeprefix(b"\xef\xbb\xbf").strip()
    return line.startswith(b"{") and line[1:].lstrip()[:1] in (b'"', b"}") and (b'":' in line or b'" :' in line or line.endswith(b"}"))


def _lines(lines: Iterator[bytes], name: str) -> Iterator[Unread | Unreadable]:
    said: set[str] = set()
    for number, line in enumerate(lines, 1):
        if line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield _parse(line, f"{name}, line {number}", said)


def _document(data: bytes, name: str) -> Iterator[Unread | Unreadable]:
    """A file of JSON: one object, a list of objects, or, after all, an object a line."""
    text, note = decode(data)
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        yield from _lines(iter(data.splitlines()), name)
        return
    said: set[str] = set()
    for number, item in enumerate(found if isinstance(found, list) else [found], 1):
        yield _report(item, f"{name}, item {number}" if isinstance(found, list) else name, note, said)


def _parse(line: bytes, where: str, said: set[str]) -> Unread | Unreadable:
    text, note = decode(line)
    try:
        return _report(json.loads(text), where, note, said)
    except RecursionError:
        return Unreadable(where, "is not a report: it is nested too deeply")
    except ValueError as error:
        return Unreadable(where, f"is not JSON ({error})")


def _report(found: Any, where: str, note: str | None, said: set[str]) -> Unread | Unreadable:
    """The report of a JSON object. `said`: fields of the same file that it was said of that they are passed over."""
    if not isinstance(found, dict):
        return Unreadable(where, 'is not a JSON object with a "text"')
    meant = dict(_meant(found))
    if not isinstance(found.get("text"), str):
        other = f'; is it "{meant["text"]}"? call that "text"' if "text" in meant else ""
        return Unreadable(where, f'"text" is missing{other}' if found.get("text") is None else '"text" is not a string')
    for key in ("id", "outlet", "title", "url"):
        if isinstance(found.get(key), (list, dict, bool)):
            return Unreadable(where, f'"{key}" is {_KINDS[type(found[key])]}; give a string, or leave it out')
    notes = [note] if note else []
    for key, other in meant.items():
        if other not in said:
            said.add(other)
            notes.append(f'"{other}" is passed over, here and below; if it is the report\'s {key}, call it "{key}"')
    published = None
    if found.get("published") not in (None, ""):
        try:
            published = parse_day(str(found["published"]))
        except InputError as error:
            notes.append(f"published: {error}")
    words = {key: _words(found.get(key)) for key in ("id", "outlet", "title", "url")}
    return Unread(Report(text=found["text"], published=published, **words), where, tuple(notes))


_KINDS = {list: "a list", dict: "an object", bool: "true or false"}


def _meant(found: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(field that is missing, field that looks like it) for each field that we do not know."""
    for other in found:
        if other not in _KNOWN:
            folded = other.strip().lower()
            key = folded if folded in _KNOWN else _MEANT.get(folded)
            if key is not None and found.get(key) in (None, ""):
                yield key, other


def _words(value: Any) -> str | None:
    return value if isinstance(value, str) else None if value is None else str(value)


def _fill(item: Unread, published: dt.date | None, outlet: str | None) -> Unread:
    r = item.report
    if (r.published or not published) and (r.outlet or not outlet):
        return item
    return item._replace(report=replace(r, published=r.published or published, outlet=r.outlet or outlet))
