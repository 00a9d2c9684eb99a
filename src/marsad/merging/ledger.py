"""The ledger: what was claimed of an incident or a theatre, measure by measure, over time and by claimant.

Nothing is resolved silently: every claim stays a row with its report and words; revisions, parts and contradictions are marked
on the rows, and the estimate that a rule makes of them stands apart.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from marsad.merging.claims import Claim, Kind, as_one, claim, running
from marsad.merging.links import Links
from marsad.merging.merged import Merged
from marsad.merging.rules import Estimate, Range, Rule, estimate, total
from marsad.merging.told import Told
from marsad.records import Figure, Measure

FRESH = 14  # days for which a running total stands beside newer ones of other claimants
_ONE_DAY = 1  # days between two claims that speak of the same state


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule makes of the claims of one measure: of running totals as of `day`, or of the sum over `happenings` single ones."""

    measure: Measure
    kind: Kind
    whom: str
    day: dt.date | None
    low: int | None
    best: int | None
    high: int | None
    claimants: int
    happenings: int


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """The claims, oldest first; the estimate of each measure at the end; and, for running totals, as of every day with a new claim."""

    about: str
    rule: Rule
    claims: list[Claim]
    lines: list[Line]
    over_time: list[Line]


def ledger(
    about: str, figures: Iterable[tuple[Told, Figure, str]], made: Merged, *, rule: Rule = "ucdp", trusted: Sequence[str] = ()
) -> Ledger:
    """The ledger of these figures (each with its report and with why it is in). `trusted` are claimants whose word is taken first."""
    links = Links(made)
    source_of = {number: group[0] for group in made.copy_groups for number in group}
    claims = running(as_one([claim(told, f, links=links, source_of=source_of, basis=basis) for told, f, basis in figures]))
    claims = _contradictions(_revisions(_beside(_told_once(_one_side(sorted(claims, key=_when))))))
    lines, over_time = _lines(claims, rule, trusted)
    return Ledger(about=about, rule=rule, claims=claims, lines=lines, over_time=over_time)


def _when(c: Claim) -> tuple[str, dt.date, int, int, str]:
    return c.measure, c.day or dt.date.min, c.report, len(c.record), c.record


def _series(c: Claim) -> tuple[str, ...]:
    """What claims must share to be of the same thing: running totals of one theatre, or one happening."""
    return c.measure, c.kind, c.group, c.side, c.subject if c.kind == "new" else ""


def _one_side(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, with "soldiers" taken for those of the one side whose soldiers are told of, where there is only one."""
    sides: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for c in claims:
        if c.side:
            sides[_series(replace(c, side=""))].add(c.side)
    return [replace(c, side=next(iter(found))) if not c.side and len(found := sides.get(_series(c), set())) == 1 else c for c in claims]


def _told_once(claims: Sequence[Claim]) -> list[Claim]:
    """One claim of each claimant for the same number of the same thing, and one of all copies of a text; the others are named in `also`."""
    first: dict[tuple[object, ...], int] = {}
    out: list[Claim] = []
    renamed: dict[str, str] = {}
    for c in claims:
        number = (*_series(c), c.low, c.high, c.part_of is None)
        at = first.get((*number, c.claimant_key))
        if at is None and (copied := first.get((*number, c.source))) is not None and out[copied].report != c.report:
            at = copied
        if at is None:
            at = len(out)
            out.append(c)
        else:
            out[at] = replace(out[at], also=(*out[at].also, c.name))
            renamed[c.name] = out[at].name
        first.setdefault((*number, c.claimant_key), at)
        first.setdefault((*number, c.source), at)
    return [replace(c, part_of=renamed[c.part_of]) if c.part_of in renamed else c for c in out]


def _beside(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, with the smaller of two that a claimant makes of the same thing in one report set beside the larger."""
    largest: dict[tuple[object, ...], Claim] = {}
    for c in claims:
        key = (*_series(c), c.claimant_key, c.report)
        if c.part_of is None and (key not in largest or _size(c) > _size(largest[key])):
            largest[key] = c
    return [
        replace(c, beside=most.name)
        if c.part_of is None and (most := largest[(*_series(c), c.claimant_key, c.report)]).name != c.name
        else c
        for c in claims
    ]


def _size(c: Claim) -> int:
    return c.low if c.low is not None else c.high or 0


def _whole(c: Claim) -> bool:
    """Whether a claim is one to be compared: no part, and none beside a larger one."""
    return c.part_of is None and c.beside is None


def _revisions(claims: Sequence[Claim]) -> list[Claim]:
    """Each claim of a claimant points at the one before it of the same thing; two numbers in one report are no revision."""
    last: dict[tuple[object, ...], Claim] = {}
    out = []
    for c in claims:
        key = (*_series(c), c.claimant_key)
        if _whole(c):
            if key in last and last[key].report != c.report:
                c = replace(c, revises=last[key].name)
            last[key] = c
        out.append(c)
    return out


def _contradictions(claims: Sequence[Claim]) -> list[Claim]:
    by_series: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for c in claims:
        if _whole(c):
            by_series[_series(c)].append(c)
    against: dict[str, list[str]] = defaultdict(list)
    for found in by_series.values():
        for n, a in enumerate(found):
            for b in found[n + 1 :]:
                if a.claimant_key != b.claimant_key and _same_time(a, b) and _disjoint(a, b):
                    against[a.name].append(b.name)
                    against[b.name].append(a.name)
    return [replace(c, contradicts=tuple(against[c.name])) if c.name in against else c for c in claims]


def _same_time(a: Claim, b: Claim) -> bool:
    """Of one happening always; of running totals where they are given for the same day, or for days one apart."""
    if a.kind == "new":
        return True
    if a.as_of is None or b.as_of is None:
        return False
    return abs((a.as_of - b.as_of).days) <= _ONE_DAY


def _disjoint(a: Claim, b: Claim) -> bool:
    """Whether no number is what both say."""
    return _above(a, b) or _above(b, a)


def _above(a: Claim, b: Claim) -> bool:
    return a.low is not None and b.high is not None and a.low > b.high


def _lines(claims: Sequence[Claim], rule: Rule, trusted: Sequence[str]) -> tuple[list[Line], list[Line]]:
    wholes: dict[tuple[Measure, Kind, str, str], list[Claim]] = defaultdict(list)
    for c in claims:
        if _whole(c):
            wholes[c.measure, c.kind, c.group, c.side].append(c)
    lines: list[Line] = []
    over_time: list[Line] = []
    for (measure, kind, _, _), found in sorted(wholes.items(), key=lambda w: (w[0][0], w[0][1] != "total", w[0][2:])):
        whom = max((c.whom for c in found), key=len)
        if kind == "total":
            days = [_line(measure, kind, whom, day, [_latest(found, day)], rule, trusted) for day in _days(found)]
            over_time += days
            lines += days[-1:] or [_line(measure, kind, whom, None, [_latest(found, None)], rule, trusted)]
        else:
            subjects: dict[str, list[Claim]] = defaultdict(list)
            for c in found:
                subjects[c.subject].append(c)
            each = [_latest(of_one, None) for of_one in subjects.values()]
            lines.append(_line(measure, kind, whom, max((c.as_of for c in found if c.as_of), default=None), each, rule, trusted))
    return lines, over_time


def _days(claims: Iterable[Claim]) -> list[dt.date]:
    return sorted({c.as_of for c in claims if c.as_of is not None})


def _latest(claims: Sequence[Claim], day: dt.date | None) -> Mapping[str, Claim]:
    """The last claim of each claimant, up to that day where one is given; a running total that is older than `FRESH` days has been
    overtaken and no longer counts beside a newer one."""
    if day is None:
        return {c.claimant_key: c for c in claims}
    last = {c.claimant_key: c for c in claims if c.as_of is not None and c.as_of <= day}
    return {key: c for key, c in last.items() if c.as_of is not None and (day - c.as_of).days <= FRESH}


def _line(
    measure: Measure, kind: Kind, whom: str, day: dt.date | None, each: Sequence[Mapping[str, Claim]], rule: Rule, trusted: Sequence[str]
) -> Line:
    found: Estimate = total([estimate(rule, [_range(c, trusted) for c in of_one.values()]) for of_one in each])
    claimants = {key for of_one in each for key in of_one}
    return Line(
        measure=measure, kind=kind, whom=whom, day=day, low=found.low, best=found.best, high=found.high,
        claimants=len(claimants), happenings=len(each) if kind == "new" else 0,
    )  # fmt: skip


def _range(c: Claim, trusted: Sequence[str]) -> Range:
    return Range(c.low, c.high, c.qualifier, any(name in c.claimant for name in trusted))
