"""Reports of one run that have one name and are not one: an archive knows a report by outlet and id, and would take the second for a newer
version of the first, which searches then no longer find."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from marsad.archive.given import key_of
from marsad.cli import console
from marsad.intake import Unreadable

if TYPE_CHECKING:
    import datetime as dt

    from marsad.cli.code import Item

_MOST = 10  # reports that are named; a crawl may bring a thousand that were changed


def read_apart(paths: Sequence[str], *, published: dt.date | None, outlet: str | None) -> Iterator[Item]:
    """The reports of all paths. A text file has its name for an id, which says little: a second one of that name with another text is not
    to be kept. An id that a report itself gives is its own: a second text under it is a newer version, and that is said."""
    from marsad.intake import read_reports

    seen: dict[int, tuple[int, str]] = {}  # by a hash of outlet and id: one of the text, and the path; strings would be many
    told = 0
    for path in paths:
        for item in read_reports(path, published=published, outlet=outlet):
            before = _before(item, path, seen)
            if before is None or isinstance(item, Unreadable):
                yield item
            elif item.named_by_file:
                yield Unreadable(item.where, _REFUSED.format(before))
            else:
                told += 1
                if told <= _MOST:
                    console.complain(item.where, _NEWER.format(before))
                yield item
    if told > _MOST:
        console.complain("and", f"{told - _MOST:,} more with the outlet and id of an earlier report and another text")


_REFUSED = (
    "not kept: {} has the same name, by which text files are known, and another text; rename one of them, or add each folder by itself "
    "with an --outlet of its own"
)
_NEWER = "has the outlet and id of an earlier report of {} and another text: kept as a newer version of that; different reports need different ids"


def _before(item: Item, path: str, seen: dict[int, tuple[int, str]]) -> str | None:
    """The path of an earlier report with the same outlet and id and another text, if there is one."""
    if isinstance(item, Unreadable) or item.report.id is None:
        return None
    key, text = hash(key_of(item.report.outlet, item.report.id)), hash(item.report.text)
    had, where = seen.setdefault(key, (text, path))
    return where if had != text else None
