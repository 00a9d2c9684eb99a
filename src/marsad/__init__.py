"""Marsad reads Arabic news about conflict and diplomacy and gives a sourced record of it.

    >>> import marsad
    >>> coder = marsad.Coder()
    >>> coded = coder.code(marsad.Report(text="...", published="2019-04-14"))

What is public is in `__all__`; it is loaded when first asked for, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from marsad.api import DateFound, NumberFound, dates, numbers
    from marsad.coder import Coder
    from marsad.errors import ArchiveError, InputError, LexiconError, MarsadError, ModelError
    from marsad.records import Actor, CodedReport, Date, Event, Figure, Place, Report, Span, Statement

__all__ = [
    "Actor",
    "ArchiveError",
    "CodedReport",
    "Coder",
    "Date",
    "DateFound",
    "Event",
    "Figure",
    "InputError",
    "LexiconError",
    "MarsadError",
    "ModelError",
    "NumberFound",
    "Place",
    "Report",
    "Span",
    "Statement",
    "dates",
    "numbers",
]

_HOMES = {
    "marsad.api": ("DateFound", "NumberFound", "dates", "numbers"),
    "marsad.coder": ("Coder",),
    "marsad.errors": ("ArchiveError", "InputError", "LexiconError", "MarsadError", "ModelError"),
    "marsad.records": ("Actor", "CodedReport", "Date", "Event", "Figure", "Place", "Report", "Span", "Statement"),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'marsad' has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
