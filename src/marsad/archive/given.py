"""A report as it was given, ready to be kept: who it is, and whether it is the same as one that is kept already.

A report is known by its outlet and its id together, since two outlets may both have an `a.txt`; one without an id is
known by its text. It has changed where its text, title, day of publication or address is not what it was.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json

import msgspec

from marsad.records import Report

_LONGEST_KEY = 200


class Given(msgspec.Struct, frozen=True, gc=False):
    """What is kept of a report as given. `text` is UTF-8 (a lone surrogate as it would be encoded), `sha256` its hash."""

    text: bytes
    sha256: str
    given_id: str | None
    outlet: str | None
    title: str | None
    url: str | None
    published: str | None

    @property
    def key(self) -> tuple[str, str]:
        """Outlet and id, by which the report is known: short enough for an index of any database."""
        return key_of(self.outlet, self.given_id or f"sha256:{self.sha256}")

    @property
    def fingerprint(self) -> str:
        """A hash of all that was given; two versions of a report never have the same."""
        fields = (self.outlet, self.given_id, self.title, self.published, self.url, self.sha256)
        return hashlib.sha256(json.dumps(fields, ensure_ascii=True, separators=(",", ":")).encode("ascii")).hexdigest()

    def report(self) -> Report:
        """The report, to code it again."""
        return Report(
            text=decode(self.text),
            id=self.given_id,
            outlet=self.outlet,
            title=self.title,
            published=dt.date.fromisoformat(self.published) if self.published else None,
            url=self.url,
        )


def given(report: Report) -> Given:
    """What is kept of `report`."""
    text = encode(report.text)
    sha256 = hashlib.sha256(text).hexdigest()
    return Given(
        text=text,
        sha256=sha256,
        given_id=writable(report.id),
        outlet=writable(report.outlet),
        title=writable(report.title),
        url=writable(report.url),
        published=report.published.isoformat() if report.published else None,
    )


def key_of(outlet: str | None, ident: str) -> tuple[str, str]:
    """Outlet and id as a report is known by them."""
    return _short(writable(outlet) or ""), _short(writable(ident) or "")


def encode(text: str) -> bytes:
    """A text as bytes, from which `decode` gives exactly that text back."""
    return text.encode("utf-8", "surrogatepass")


def decode(text: bytes) -> str:
    """The text of `encode`."""
    return bytes(text).decode("utf-8", "surrogatepass")


def writable(words: str | None) -> str | None:
    """An id, title or name as every database takes it: a lone surrogate and a NUL, which some do not, are written as escapes."""
    if words is None:
        return None
    return words.encode("utf-8", "backslashreplace").decode("utf-8").replace("\x00", "\\x00")


def _short(key: str) -> str:
    return key if len(key) <= _LONGEST_KEY else f"sha256:{hashlib.sha256(key.encode()).hexdigest()}"
