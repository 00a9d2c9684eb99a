"""Building the lexicon from its data files. Done once a process, in a fraction of a second; nothing is cached on disk."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from marsad.errors import LexiconError
from marsad.lexicon import derivation
from marsad.lexicon.entries import Cell, Entry, Frame, Kind, Pos
from marsad.lexicon.frames import noun_frame
from marsad.lexicon.inflection import folded, inflect
from marsad.lexicon.lexicon import Lexeme, Lexicon, Phrase, Reading
from marsad.lexicon.nouns import noun_forms, participle_forms
from marsad.lexicon.rows import (
    EventNoun,
    MultiWord,
    VerbRow,
    event_nouns,
    event_verbs,
    homographs,
    light_verbs,
    multiwords,
    reporting_verbs,
)
from marsad.lexicon.tables import DATA


@lru_cache(maxsize=1)
def load() -> Lexicon:
    """The lexicon that ships with Marsad; built at the first call, the same object after."""
    return build(DATA)


def build(folder: Path) -> Lexicon:
    """A lexicon from the data files in `folder`. Raises LexiconError naming file and line."""
    was = gc.isenabled()
    gc.disable()  # tens of thousands of small objects, none of them garbage
    try:
        builder = _Builder()
        for row in (*event_verbs(folder), *light_verbs(folder), *reporting_verbs(folder)):
            builder.verb(row)
        for noun in event_nouns(folder):
            builder.noun(noun)
        for phrase in multiwords(folder):
            builder.phrase(phrase)
        return builder.lexicon(homographs(folder))
    finally:
        if was:
            gc.enable()


class _Builder:
    """Gathers entries on lexemes, so that a word that several files know is inflected once."""

    def __init__(self) -> None:
        self._lexemes: dict[tuple[str, ...], Lexeme] = {}
        self._passive: dict[tuple[str, ...], bool] = {}
        self._verbs: dict[tuple[str, ...], derivation.Verb] = {}
        self._entries: dict[str, Entry] = {}

    def verb(self, row: VerbRow) -> None:
        """A verb, its masdars and its participles."""
        v = self._verb_of(row.past, row.present, row.where)
        key = ("verb", v.past, v.present, "2" if v.doubled else "")
        if any(slot == "O" or (slot not in ("S", "ان") and v.shape < 6) for slot, _ in row.frame):
            self._passive[key] = True
        entry = self._entry(row, v.past, "verb", row.frame)
        lexeme = self._lexeme(key)
        lexeme.entries.append(entry)
        for which, word in row.participles_of(v):
            self._lexeme(("participle", word, which)).entries.append(entry)
        for masdar, plurals in row.masdars_of(v):
            noun = self._entry(row, masdar, "noun", noun_frame(row.frame), root=v.past)
            self._lexeme(("noun", masdar, *plurals)).entries.append(noun)

    def noun(self, row: EventNoun) -> None:
        """An event noun."""
        lemma = row.singular or row.plurals[0]
        id_ = _id("event", lemma, row.type, row.mode, "noun")
        entry = self._add(Entry(id_, lemma, "event", row.type, row.mode, row.frame, row.gloss, "noun"))
        self._lexeme(("noun", row.singular, *row.plurals)).entries.append(entry)

    def phrase(self, row: MultiWord) -> None:
        """A fixed phrase, hung on the lexeme of its head."""
        pos: Pos = "verb" if row.is_verb else "noun"
        id_ = _id("event", row.lemma, row.type, row.mode, pos)
        entry = self._add(Entry(id_, row.lemma, "event", row.type, row.mode, row.frame, row.gloss, pos))
        words = tuple(frozenset(folded(w) for w in alternatives.split("|")) for alternatives in row.words)
        phrase = Phrase(entry, words, row.gap)
        if not row.is_verb:
            self._lexeme(("noun", row.head, *row.plurals)).phrases.append(phrase)
            return
        v = self._verb_of(row.head, row.present, row.where)
        key = ("verb", v.past, v.present, "2" if v.doubled else "")
        self._passive[key] = True
        self._lexeme(key).phrases.append(phrase)
        self._lexeme(("participle", derivation.active_participle(v), "a")).phrases.append(phrase)
        if v.shape != 1:
            masdar = derivation.masdar(v)
            self._lexeme(("noun", masdar, *_sound(masdar))).phrases.append(phrase)

    def lexicon(self, struck: dict[str, frozenset[str]]) -> Lexicon:
        """Everything gathered, written out; `struck` are the readings that are not to be given."""
        index: dict[str, list[Reading]] = {}
        for key, lexeme in self._lexemes.items():
            for form, cell in self._write_out(key):
                reading = (lexeme, cell)
                had = index.get(form)
                if had is None:
                    index[form] = [reading]
                elif reading not in had:
                    had.append(reading)
        return Lexicon(index, self._entries.values(), struck)

    def _write_out(self, key: tuple[str, ...]) -> Iterator[tuple[str, Cell]]:
        if key[0] == "verb":
            return inflect(self._verbs[key], passive=self._passive.get(key, False))
        if key[0] == "participle":
            return participle_forms(key[1], voice="active" if key[2] == "a" else "passive" if key[2] == "p" else "either")
        return noun_forms(key[1], key[2:])

    def _lexeme(self, key: tuple[str, ...]) -> Lexeme:
        lexeme = self._lexemes.get(key)
        if lexeme is None:
            lexeme = self._lexemes[key] = Lexeme()
        return lexeme

    def _verb_of(self, past: str, present: str, where: str) -> derivation.Verb:
        v = derivation.verb(past, present)
        if not v.present:
            raise LexiconError(f"{where}: {past} is a verb of form I, so its present must be given")
        self._verbs["verb", v.past, v.present, "2" if v.doubled else ""] = v
        return v

    def _entry(self, row: VerbRow, lemma: str, pos: Pos, frame: Frame, *, root: str = "") -> Entry:
        kind: Kind = row.kind
        what = row.type or row.cls
        id_ = _id(kind, lemma, what, row.mode, pos)
        return self._add(Entry(id_, lemma, kind, row.type, row.mode, frame, row.gloss, pos, root, row.cls, row.medium))

    def _add(self, entry: Entry) -> Entry:
        return self._entries.setdefault(entry.id, entry)


def _id(kind: str, lemma: str, what: str, mode: str, pos: str) -> str:
    return ":".join(filter(None, (kind, pos, lemma, what, mode)))


def _sound(noun: str) -> tuple[str, ...]:
    return (noun[:-1] + "ات",) if noun.endswith("ة") else (noun + "ات",)
