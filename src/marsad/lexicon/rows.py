"""The rows of the data files of verbs, nouns and phrases, as records. Columns are described in the head of each file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from marsad.errors import LexiconError
from marsad.lexicon import derivation
from marsad.lexicon.entries import Frame, Kind
from marsad.lexicon.frames import read_frame
from marsad.lexicon.inflection import folded
from marsad.lexicon.tables import DATA, read_lines, read_tsv


class VerbRow(msgspec.Struct, frozen=True, gc=False):
    """A verb in one meaning. `masdars` and `participles` as written: "" the regular ones, "-" none."""

    where: str
    kind: Kind
    type: str
    mode: str
    past: str
    present: str
    masdars: str
    participles: str
    frame: Frame
    gloss: str
    cls: str = ""
    medium: str = ""

    def masdars_of(self, v: derivation.Verb) -> Iterator[tuple[str, tuple[str, ...]]]:
        """(masdar, plurals) of the verb: those given, else the regular one with its sound plural."""
        if self.masdars == "-":
            return
        if not self.masdars:
            regular = derivation.masdar(v)
            if regular:
                yield regular, (regular[:-1] + "ات" if regular.endswith("ة") else regular + "ات",)
            return
        for one in self.masdars.split("|"):
            singular, *plurals = one.split("/")
            yield singular, tuple(plurals)

    def participles_of(self, v: derivation.Verb) -> Iterator[tuple[str, str]]:
        """(a for active, p for passive, e where both look alike; participle) as the row asks for."""
        if self.participles == "-":
            return
        transitive = any(slot == "O" for slot, _ in self.frame)
        which = self.participles or ("ap" if transitive else "a")
        active = derivation.active_participle(v) if "a" in which else ""
        passive = derivation.passive_participle(v) if "p" in which else ""
        if active and active == passive:
            yield "e", active
            return
        if active:
            yield "a", active
        if passive:
            yield "p", passive


class EventNoun(msgspec.Struct, frozen=True, gc=False):
    """A noun that may report an event."""

    where: str
    type: str
    mode: str
    singular: str
    plurals: tuple[str, ...]
    frame: Frame
    gloss: str


class MultiWord(msgspec.Struct, frozen=True, gc=False):
    """A phrase of a head that inflects and words that do not."""

    where: str
    type: str
    mode: str
    head: str
    present: str
    plurals: tuple[str, ...]
    is_verb: bool
    gap: bool
    words: tuple[str, ...]
    frame: Frame
    gloss: str

    @property
    def lemma(self) -> str:
        """The phrase as it is named: its head and its words."""
        return " ".join((self.head.replace(derivation.SHADDA, ""), *(w.partition("|")[0] for w in self.words)))


def _cells(name: str, width: int, folder: Path) -> Iterator[tuple[str, list[str]]]:
    file = str(folder / name)
    for number, fields in read_lines(name, folder=folder):
        at = f"{file}, line {number}"
        if len(fields) > width:
            raise LexiconError(f"{at}: {len(fields)} columns, {width} are meant; take out the extra tabs")
        yield at, fields + [""] * (width - len(fields))


def _frame(text: str, at: str) -> Frame:
    try:
        return read_frame(text)
    except ValueError as fault:
        raise LexiconError(f"{at}: frame: {fault}") from None


def _plain(cell: str) -> str:
    return "" if cell == "-" else cell


def event_verbs(folder: Path = DATA) -> Iterator[VerbRow]:
    """event_verbs.tsv."""
    for at, (type_, mode, past, present, masdars, participles, frame, gloss) in _cells("event_verbs.tsv", 8, folder):
        yield VerbRow(at, "event", type_, _plain(mode), past, present, masdars, participles, _frame(frame, at), gloss)


def light_verbs(folder: Path = DATA) -> Iterator[VerbRow]:
    """light_verbs.tsv."""
    for at, (past, present, masdars, participles, frame, gloss) in _cells("light_verbs.tsv", 6, folder):
        yield VerbRow(at, "light", "", "", past, present, masdars, participles, _frame(frame, at), gloss)


def reporting_verbs(folder: Path = DATA) -> Iterator[VerbRow]:
    """reporting_verbs.tsv."""
    for at, (cls, past, present, masdars, participles, frame, gloss, medium) in _cells("reporting_verbs.tsv", 8, folder):
        yield VerbRow(at, "report", "", "", past, present, masdars, participles, _frame(frame, at), gloss, cls, medium)


def event_nouns(folder: Path = DATA) -> Iterator[EventNoun]:
    """event_nouns.tsv."""
    for at, (type_, mode, singular, plurals, frame, gloss) in _cells("event_nouns.tsv", 6, folder):
        several = tuple(p for p in plurals.split("|") if p)
        yield EventNoun(at, type_, _plain(mode), _plain(singular), several, _frame(frame, at), gloss)


def multiwords(folder: Path = DATA) -> Iterator[MultiWord]:
    """multiword.tsv. Head: `ألقى` a verb (with its present after / where form I), `=إطلاق` a noun (plurals after /)."""
    for at, (type_, mode, head, rest, frame, gloss) in _cells("multiword.tsv", 6, folder):
        words = rest.split()
        gap = bool(words) and words[0] == "…"
        if gap:
            words = words[1:]
        if not words:
            raise LexiconError(f"{at}: a phrase needs words after its head")
        is_verb = not head.startswith("=")
        first, *more = head.lstrip("=").split("/")
        present = more[0] if is_verb and more else ""
        plurals = () if is_verb else tuple(more)
        yield MultiWord(at, type_, _plain(mode), first, present, plurals, is_verb, gap, tuple(words), _frame(frame, at), gloss)


def homographs(folder: Path = DATA) -> dict[str, frozenset[str]]:
    """homographs.tsv: folded word -> lemmas whose readings are struck out."""
    out: dict[str, frozenset[str]] = {}
    for word, lemma in read_tsv("homographs.tsv", width=2, least=2, folder=folder):
        key = folded(word)
        out[key] = out.get(key, frozenset()) | {lemma.replace(derivation.SHADDA, "")}
    return out
