"""Dates and durations held against the cases of two date parsers: duckling (Arabic corpus) and dateparser.

A case is right when the whole phrase is taken (prepositions at its edges aside) and its days, or time of day, are those expected.
Cases that no newspaper prints, or that the codebook decides otherwise, are named by their line in `duckling_apart.tsv`, each with
the reason; they are counted apart.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from marsad.mentions.dates import find_dates, find_durations
from marsad.mentions.types import DateMention
from marsad.text.document import Document, read

_DAY = dt.timedelta(days=1)
REFERENCE = dt.date(2013, 2, 12)
REFERENCE_CLOCK = "04:30"
_STAMP = re.compile(r"\((\d+), (\d+), (\d+), (\d+), (\d+), (\d+)\)")
_EDGES = frozenset({"في", "عند", "من", "بحدود", "حوالي", "قرابه", "و", "هذا", "بعام", "،"})
APART = Path(__file__).with_name("duckling_apart.tsv")


class Case(msgspec.Struct, frozen=True):
    """One phrase with what is expected of it, and what was found."""

    line: int
    dim: str
    text: str
    expected: str
    got: str
    right: bool
    apart: str | None


def duckling_cases(bench: Path) -> Iterator[Case]:
    """The Time and Duration cases of duckling."""
    apart = dict(_apart())
    with (bench / "numbers_dates" / "duckling.jsonl").open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            raw = json.loads(line)
            if raw["dim"] == "Duration_AR":
                got, right = _duration(raw["input"], raw["expected"])
            elif raw["dim"] == "Time_AR":
                got, right = _time(raw["input"], raw["expected"])
            else:
                continue
            yield Case(number, raw["dim"], raw["input"], raw["expected"], got, right, apart.get(number))


def _apart() -> Iterator[tuple[int, str]]:
    for line in APART.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            number, reason = line.split("\t")
            yield int(number), reason


def _duration(text: str, expected: str) -> tuple[str, bool]:
    found = find_durations(read(text))
    got = "; ".join(f"{count:g} {unit}" for _, _, count, unit in found)
    _, count, unit = expected.split()
    return got, got == f"{count} {unit.lower()}"


def _time(text: str, expected: str | None) -> tuple[str, bool]:
    document = read(text)
    found = find_dates(document, published=REFERENCE, future=True)
    if expected in (None, "None"):
        return f"{len(found)} found", not found
    if len(found) != 1:
        return "; ".join(m.text for m in found), False
    m = found[0]
    got = f"{m.from_} {m.to} {m.clock or ''}".strip()
    return got, _covers(document, m) and _agrees(m, expected)


def _covers(document: Document, m: DateMention) -> bool:
    """Whether the mention is the whole phrase but for prepositions at its edges."""
    edges = document.tokens[: m.first] + document.tokens[m.last :]
    return all(t.norm in _EDGES for t in edges)


def _agrees(m: DateMention, expected: str) -> bool:
    stamps = [tuple(map(int, s)) for s in _STAMP.findall(expected)]
    grain = re.split(r"\)\s*", expected)[-1].split(" ")[0]
    low = stamps[0]
    day = dt.date(*low[:3])
    if m.from_ is None or m.to is None:
        return False
    if "Interval" in expected:
        return _interval(m, stamps[0], stamps[1], grain)
    if grain in ("Hour", "Minute", "Second") and (low[3] or low[4] or low[5]):
        clock = f"{low[3]:02d}:{low[4]:02d}" + (f":{low[5]:02d}" if low[5] else "")
        return m.from_ == day and (m.clock == clock or (clock == REFERENCE_CLOCK and m.kind == "now"))
    if grain in ("Week", "Month", "Year"):
        return m.from_ == day and m.precision == grain.lower()
    return m.from_ == m.to == day or (m.from_ == day and m.precision == "month" and low[2] == 1 and "/" in m.text)


def _interval(m: DateMention, low: tuple[int, ...], high: tuple[int, ...], grain: str) -> bool:
    """Ends of an interval: days (the last is not included there), or hours of one day."""
    assert m.from_ is not None
    assert m.to is not None
    if grain in ("Day", "Week"):
        return m.from_ == dt.date(*low[:3]) and m.to == dt.date(*high[:3]) - _DAY
    clock = f"{low[3]:02d}:{low[4]:02d}-{high[3] - 1:02d}:{high[4]:02d}"  # the last hour is included there
    return (m.from_ == dt.date(*low[:3]) and m.clock == clock) or (m.kind == "night" and m.from_ == dt.date(*low[:3]))


def dateparser_cases(bench: Path) -> Iterator[Case]:
    """The Arabic cases of dateparser that say which day is meant, or how long."""
    path = bench / "numbers_dates" / "dateparser.jsonl"
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        raw = json.loads(line)
        for text, expected in _wanted(raw["param"]):
            document = read(text)
            found = [m for m in find_dates(document, published=REFERENCE) if m.kind != "clock" or not expected.endswith("d")]
            got = "; ".join(f"{m.from_}..{m.to}" + (f" {m.clock}" if m.clock else "") for m in found)
            durations = "; ".join(f"{count:g} {unit}" for _, _, count, unit in find_durations(document))
            right = expected in (got, durations) or (bool(found) and expected == f"ends {_ends(found[0])}")
            yield Case(number, raw["file"], text, expected, got or durations, right, None)


def _ends(m: DateMention) -> str:
    """The day on which a span that began so long ago began."""
    return f"{m.from_}"


def _wanted(param: str) -> Iterator[tuple[str, str]]:
    """(phrase, what is expected of it) from a case as its source has it."""
    texts = re.findall(r'"([^"]*[\u0600-\u06ff][^"]*)"', param)
    ago = re.search(r"ago=\{([^}]*)\}", param)
    if ago:
        yield texts[0], _ago(ago.group(1))
        return
    stamps = re.findall(r'\("([^"]+)", datetime\.datetime\((\d+), (\d+), (\d+)', param)
    if stamps:
        for text, y, m, d in stamps:
            day = dt.date(int(y), int(m), int(d))
            yield text, f"{day}..{day}"
        return
    told = re.search(r"dt_obj=datetime\((\d+), (\d+), (\d+), (\d+), (\d+)\)", param)
    if told:
        y, mo, d, h, mi = map(int, told.groups())
        day = dt.date(y, mo, d)
        yield texts[0], f"{day}..{day} {h:02d}:{mi:02d}"
        return
    english = re.findall(r'"([0-9A-Za-z: ]+)"', param)
    plain = [e for e in english if e not in ("ar", "ago") and " " in e]
    if texts and plain:
        yield from ((texts[0], w) for w in _english(plain[0]))


def _ago(told: str) -> str:
    parts = dict(re.findall(r'"(\w+)": (\d+)', told))
    if set(parts) == {"days"}:
        day = REFERENCE - int(parts["days"]) * _DAY
        return f"ends {day}"
    return told


def _english(told: str) -> Iterator[str]:
    """ "6 january 2015 05:16 pm", "2 day", "1 day ago", "ago 2 hour" as this module writes them."""
    for form in ("%d %B %Y %I:%M %p", "%d %B %Y"):
        try:
            at = dt.datetime.strptime(told, form)
        except ValueError:
            continue
        yield f"{at.date()}..{at.date()} {at:%H:%M}" if "%I" in form else f"{at.date()}..{at.date()}"
        return
    words = told.replace("ago", "").split()
    if len(words) != 2:
        return
    if words[1] in ("day",) and "ago" in told:
        day = REFERENCE - int(words[0]) * _DAY
        yield f"{day}..{day}"
    else:
        yield " ".join(words)


def report(bench: Path) -> str:
    """A table of how many are right, and what fails."""
    cases = [*duckling_cases(bench), *dateparser_cases(bench)]
    tally: Counter[tuple[str, bool]] = Counter()
    lines = []
    for case in cases:
        dim = case.dim if case.dim.endswith("_AR") else "dateparser"
        tally[dim, case.right] += case.apart is None
        if case.apart is not None:
            tally[dim + " (apart)", case.right] += 1
        elif not case.right:
            lines.append(f"  {case.line}\t{case.text[:60]}\t{case.expected}\tgot {case.got}")
    head = [f"{dim:22} {tally[dim, True]} of {tally[dim, True] + tally[dim, False]}" for dim in sorted({d for d, _ in tally})]
    return "\n".join(head + lines)


if __name__ == "__main__":
    import sys

    print(report(Path(sys.argv[1])))
