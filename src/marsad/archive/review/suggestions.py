"""Lessons as lines of the lexicon's data files, for a person to look at. Nothing is applied by itself: a line that holds of one report may
be wrong of the next, and a word that people retyped often may need a meaning more, not another one.

Before each line stands a comment: how often people decided so, and where. What the lexicon has already is left out.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping

from marsad.archive.review.lessons import Lessons, Seen, Sense
from marsad.lexicon import gazetteer as places
from marsad.lexicon import load
from marsad.lexicon.entries import Entry
from marsad.lexicon.knowledge import Knowledge
from marsad.lexicon.tables import read_lines
from marsad.records import Actor, Place
from marsad.text.folding import fold

_HEAD = """\
# Proposed lines for {name}, from what people decided in an archive. Look at each before it goes into the lexicon: does it hold of every
# report, are its columns right (those that nobody knows are empty), is the frame that of this word? Columns are those of {name}.
"""
_NAMES_ITS_COLUMNS = ("actors.tsv",)  # a file whose first line does
_LATIN = re.compile(r"[^a-z0-9]+")
_ARABIC = re.compile("[\u0621-\u064a]+")
_ARTICLES = ("وال", "فال", "بال", "كال", "ال", "ولل", "لل")
_SHADDA = "\u0651"
_MOST = 8  # places where something was decided that a comment names


def head(name: str) -> str:
    """What a file of proposed lines for that data file begins with: what it is and, where the data file names its columns, these."""
    columns = "\t".join(next(read_lines(name))[1]) + "\n" if name in _NAMES_ITS_COLUMNS else ""
    return _HEAD.format(name=name) + columns


def lines(lessons: Lessons, *, least: int) -> Mapping[str, list[str]]:
    """Proposed lines by data file, for what was decided at least `least` times."""
    out: dict[str, list[str]] = {}
    for sense, seen in _often(lessons.senses, least):
        for name, line in _word(sense, seen):
            out.setdefault(name, []).extend(_with_reason(seen, line))
    for sense, seen in _often(lessons.rejected, least):
        line = "\t".join([sense.type, sense.mode or "-", seen.spelling.most_common(1)[0][0]])
        out.setdefault("rejected.txt", []).extend(_with_reason(seen, line))
    knowledge = Knowledge.load()
    for folded, (actor, seen) in lessons.actors.items():
        if seen.count >= least and not any(not h.short and fold(h.entry.name).text == folded for h in knowledge.find(actor.name)):
            out.setdefault("actors.tsv", []).extend(_with_reason(seen, _actor(actor)))
    gazetteer = places.load()
    for place, seen in lessons.places.values():
        if seen.count >= least and not gazetteer.knows(fold(place.name).text):
            out.setdefault("gazetteer.tsv", []).extend(_with_reason(seen, _place(place)))
    return out


def _often(senses: Mapping[Sense, Seen], least: int) -> Iterator[tuple[Sense, Seen]]:
    found = [(s, seen) for s, seen in senses.items() if seen.count >= least]
    return iter(sorted(found, key=lambda f: (-f[1].count, f[0])))


def _with_reason(seen: Seen, line: str) -> Iterator[str]:
    more = f" and {seen.count - _MOST} more" if seen.count > _MOST else ""
    yield f"# {seen.count}×: {', '.join(seen.where[:_MOST])}{more}"
    yield line


def _word(sense: Sense, seen: Seen) -> Iterator[tuple[str, str]]:
    """(data file, line) for a word in a meaning that the lexicon lacks."""
    written = seen.spelling.most_common(1)[0][0]
    words = _ARABIC.findall(written.replace("\u0640", ""))
    if not words:
        return
    if len(words) > 1:
        yield "multiword.tsv", "\t".join([sense.type, sense.mode or "-", f"={_bare(words[0])}", " ".join(words[1:]), "G:actor", ""])
        return
    entries = [f.entry for f in load().forms(fold(words[0]).text) if f.entry.kind == "event"]
    if any((e.type, e.mode) == (sense.type, sense.mode) for e in entries):
        return  # the lexicon has this meaning; which one is meant the models choose
    rows = dict(_rows(entries, sense))
    if rows:
        yield from rows.items()
    else:
        yield "event_nouns.tsv", "\t".join([sense.type, sense.mode or "-", _bare(words[0]), "", "G:actor", ""])


def _rows(entries: Iterable[Entry], sense: Sense) -> Iterator[tuple[str, str]]:
    """The lines of the lexicon that the word belongs to, with the meaning put in that it lacks."""
    for name, column in (("event_verbs.tsv", 2), ("event_nouns.tsv", 2)):
        lemmas = {e.root or e.lemma for e in entries} if name == "event_verbs.tsv" else {e.lemma for e in entries if e.pos == "noun"}
        folded = {fold(lemma).text for lemma in lemmas}
        for _, fields in read_lines(name):
            if len(fields) > column and fold(fields[column].replace(_SHADDA, "")).text in folded:
                yield name, "\t".join([sense.type, sense.mode or "-", *fields[2:-1], f"{fields[-1]} (?)"])
                break


def _bare(word: str) -> str:
    """A word without what the article may have put before it."""
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= 3:
            return word[len(article) :]
    return word


def _actor(actor: Actor) -> str:
    slug = (
        _LATIN.sub("-", (actor.name_en or "").casefold()).strip("-")
        or f"new-{hashlib.sha256(fold(actor.name).text.encode()).hexdigest()[:8]}"
    )
    aliases = "|".join(a for a in actor.aliases if "|" not in a and a != actor.name)
    return "\t".join(
        [
            slug,
            actor.name,
            aliases,
            "",
            actor.name_en or "",
            actor.kind,
            actor.country or "",
            "",
            "",
            "",
            actor.wikidata or "",
            "",
            "review",
        ]
    )


def _place(place: Place) -> str:
    point = [f"{v}" if v is not None else "" for v in (place.lat, place.lon)]
    geonames = str(place.geonames) if place.geonames is not None else ""
    return "\t".join(
        [
            place.name,
            place.name_en or "",
            place.kind,
            place.country or "",
            place.admin1 or "",
            geonames,
            *point,
            "",
            "" if geonames or place.lat is None else "approximate",
            "",
        ]
    )
