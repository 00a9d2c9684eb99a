"""`marsad archive recode`: the machine layer again, from the texts that are kept."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from marsad.cli import console
from marsad.cli.code import declare_processes

if TYPE_CHECKING:
    from marsad.archive.archive import Archive, Kept
    from marsad.archive.machine_layer import Layer
    from marsad.intake import Unread
    from marsad.records import Report

HELP = "code what is kept again, with this version of marsad"
DESCRIPTION = """\
Code the current version of every report again that an older marsad coded, from the text that is kept. Only the machine
layer is replaced: texts, versions and the trail stay. What a newer marsad coded is left alone. If it is broken off, run
it again: what is done is not done twice."""
EXAMPLES = """\
examples:
  marsad archive recode news.marsad
  marsad archive recode news.marsad --all"""

_MOST = 16  # reports to a transaction
_VERSION = re.compile(r"marsad ([0-9]+(?:\.[0-9]+)*)")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("archive", metavar="ARCHIVE", help="the archive: a file, or postgresql://user@host/database")
    parser.add_argument("--all", action="store_true", help="what this version of marsad coded too (after training models of your own)")
    declare_processes(parser)


def run(args: argparse.Namespace) -> int:
    """Code again what is older."""
    from marsad.archive.archive import prepared_layer
    from marsad.archive.location import open_archive
    from marsad.cli.code import Job

    with open_archive(args.archive) as archive:
        recoding = Recoding(archive, every=args.all)
        shown = sys.stderr.isatty()
        meter = console.Meter(shown=shown, total=archive.status().reports if shown else None, what="coding again")
        job = Job(
            recoding,
            meter,
            prepare=prepared_layer,
            size=records,
            processes=args.processes,
            skip=recoding.is_new_enough,
            tally=recoding.tally,
        )
        return job.run(recoding.items(), ahead=False)  # what is read of a store is read where it is written to


def is_older(coder: str, than: str) -> bool:
    """Whether one coder should give way to another: an older marsad, or a coder that is no marsad."""
    old, new = _VERSION.fullmatch(coder), _VERSION.fullmatch(than)
    if old is None or new is None:
        return coder != than
    return _numbers(old) < _numbers(new)


def _numbers(found: re.Match[str]) -> tuple[int, ...]:
    return tuple(int(n) for n in found[1].split("."))


def records(layer: Layer) -> int:
    """How many records were coded of a report."""
    return layer.records


class Recoding:
    """Gives the reports of an archive, and takes them coded anew."""

    def __init__(self, archive: Archive, *, every: bool) -> None:
        from marsad.coder import VERSION

        self._archive = archive
        self._every = every
        self._coder = f"marsad {VERSION}"
        self._now: Kept | None = None
        self._given: dict[int, Kept] = {}  # those that are being coded, by the identity of the report that was given
        self._waiting: list[tuple[Kept, Layer]] = []
        self._did = {"coded": 0, "untouched": 0}

    def items(self) -> Iterator[Unread]:
        """The current version of every report."""
        from marsad.intake import Unread

        for kept in self._archive.current():
            self._now = kept
            yield Unread(kept.report, f"report {kept.number}")

    def is_new_enough(self, report: Report) -> bool:
        """Whether the report that was given last need not be coded again."""
        enough = not self._every and self._now is not None and not is_older(self._now.coder, self._coder)
        self._did["untouched"] += enough
        if not enough and self._now is not None:
            self._given[id(report)] = self._now
        return enough

    def add(self, report: Report, made: Layer) -> None:
        """Take the new machine layer of a report that was given."""
        self._waiting.append((self._given.pop(id(report)), made))
        if len(self._waiting) >= _MOST:
            self.finish()

    def finish(self) -> None:
        """Put what was taken in place of what was there."""
        if self._waiting:
            self._archive.replace(self._waiting)
            self._did["coded"] += len(self._waiting)
            self._waiting = []

    def tally(self) -> dict[str, int]:
        """How many were coded again, and how many need not be."""
        return dict(self._did)
