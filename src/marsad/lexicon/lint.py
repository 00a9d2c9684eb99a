"""Checks of the lexicon's own data files. Run as `python -m marsad.lexicon.lint`; the tests run it too.

Checked: columns; known types, modes, classes, slots, roles, media; nothing but Arabic letters in words; no row twice; form I
with its present; phrases and homographs that can be found; every principal part looks itself up.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from marsad.codebook import MODES, TYPES
from marsad.errors import LexiconError
from marsad.lexicon.derivation import SHADDA, verb
from marsad.lexicon.entries import PREPOSITIONS, ROLES, SLOTS, Frame
from marsad.lexicon.inflection import folded
from marsad.lexicon.loader import build
from marsad.lexicon.matcher import MODALITIES, PHRASE_CLASSES
from marsad.lexicon.rows import VerbRow, event_nouns, event_verbs, light_verbs, multiwords, reporting_verbs
from marsad.lexicon.tables import DATA, read_lines, where
from marsad.records import Medium

FILES = (
    "event_verbs.tsv", "event_nouns.tsv", "light_verbs.tsv", "reporting_verbs.tsv", "multiword.tsv", "homographs.tsv", "modality.tsv",
    "reporting_phrases.tsv", "metaphors.tsv", "registers.tsv",
)  # fmt: skip
REPORT_CLASSES = frozenset("say add claim deny ask blame praise opine predict promise write relay".split())
_WORD = re.compile(r"[\u0621-\u063a\u0641-\u064a\u0651]+(?: [\u0621-\u063a\u0641-\u064a]+)*\Z")
_BAD = re.compile(r"[\u064b-\u0650\u0652-\u065f\u0640\u200b-\u200f\ufb50-\ufdff\ufe70-\ufeff\u06a9\u06cc\u00a0]")


def faults(folder: Path = DATA) -> list[str]:
    """What is wrong with the data files, each with file and line."""
    try:
        return [*_letters(folder), *_verbs(folder), *_nouns(folder), *_phrases(folder), *_marks(folder), *_lookups(folder)]
    except LexiconError as fault:
        return [str(fault)]


def _letters(folder: Path) -> Iterator[str]:
    for name in FILES:
        seen: dict[str, int] = {}
        for number, fields in read_lines(name, folder=folder):
            at = where(name, number, folder=folder)
            line = "\t".join(fields)
            found = _BAD.search(line)
            if found:
                yield f"{at}: character U+{ord(found.group()):04X} (a vowel sign, tatweel, presentation form or Persian letter); take it out"
            if line in seen:
                yield f"{at}: the same row as line {seen[line]}; take one out"
            seen[line] = number


def _type_and_mode(at: str, type_: str, mode: str) -> Iterator[str]:
    if type_ not in TYPES:
        yield f"{at}: {type_!r} is no event type of the codebook"
    elif mode and mode not in MODES.get(type_, ()):
        yield f"{at}: {mode!r} is no mode of {type_}"


def _frame(at: str, frame: Frame) -> Iterator[str]:
    for slot, role in frame:
        if slot not in SLOTS and slot not in PREPOSITIONS:
            yield f"{at}: slot {slot!r} is none of {', '.join(sorted(SLOTS))} nor a preposition that entries.py lists"
        if role not in ROLES:
            yield f"{at}: role {role!r} is none of {', '.join(sorted(ROLES))}"


def _word(at: str, word: str) -> Iterator[str]:
    if not _WORD.match(word):
        yield f"{at}: {word!r} is not written in Arabic letters alone"


def _verbs(folder: Path) -> Iterator[str]:
    seen: dict[tuple[str, ...], str] = {}
    for row in (*event_verbs(folder), *light_verbs(folder), *reporting_verbs(folder)):
        yield from _verb(row)
        key = (row.kind, row.type, row.mode, row.cls, row.past, row.present)
        if key in seen:
            yield f"{row.where}: the verb has this type and mode at {seen[key]} already"
        seen[key] = row.where


def _verb(row: VerbRow) -> Iterator[str]:
    if row.kind == "event":
        yield from _type_and_mode(row.where, row.type, row.mode)
    if row.kind == "report" and row.cls not in REPORT_CLASSES:
        yield f"{row.where}: class {row.cls!r} is none of {', '.join(sorted(REPORT_CLASSES))}"
    if row.medium and row.medium not in get_args(Medium):
        yield f"{row.where}: {row.medium!r} is no medium of the codebook"
    yield from _frame(row.where, row.frame)
    for word in (row.past, row.present, *re.split(r"[|/]", "" if row.masdars == "-" else row.masdars)):
        if word:
            yield from _word(row.where, word)
    if row.present and row.present[0] != "ي":
        yield f"{row.where}: the present {row.present!r} does not begin with ي"
    if row.participles not in ("", "-", "a", "p", "ap"):
        yield f"{row.where}: participles {row.participles!r} are none of a, p, ap, -"


def _nouns(folder: Path) -> Iterator[str]:
    seen: dict[tuple[str, str, str], str] = {}
    for row in event_nouns(folder):
        yield from _type_and_mode(row.where, row.type, row.mode)
        yield from _frame(row.where, row.frame)
        for word in (row.singular, *row.plurals):
            if word:
                yield from _word(row.where, word)
        if not row.singular and not row.plurals:
            yield f"{row.where}: neither a singular nor a plural"
        key = (row.type, row.mode, row.singular or row.plurals[0])
        if key in seen:
            yield f"{row.where}: the noun has this type and mode at {seen[key]} already"
        seen[key] = row.where


def _phrases(folder: Path) -> Iterator[str]:
    for row in multiwords(folder):
        yield from _type_and_mode(row.where, row.type, row.mode)
        yield from _frame(row.where, row.frame)
        for word in (row.head, *(w for words in row.words for w in words.split("|"))):
            yield from _word(row.where, word)


def _marks(folder: Path) -> Iterator[str]:
    for number, fields in read_lines("modality.tsv", folder=folder):
        if fields[0] not in MODALITIES:
            yield f"{where('modality.tsv', number, folder=folder)}: class {fields[0]!r} is none of {', '.join(sorted(MODALITIES))}"
    for number, fields in read_lines("reporting_phrases.tsv", folder=folder):
        at = where("reporting_phrases.tsv", number, folder=folder)
        if len(fields) != 4 or fields[0] not in PHRASE_CLASSES or fields[1] not in ("before", "after"):
            yield f"{at}: four columns are meant: class ({', '.join(sorted(PHRASE_CLASSES))}), before or after, medium, phrase"
        elif fields[2] and fields[2] not in get_args(Medium):
            yield f"{at}: {fields[2]!r} is no medium of the codebook"


def _lookups(folder: Path) -> Iterator[str]:
    """Principal parts that the compiled lexicon does not find, unless homographs.tsv strikes them out."""
    lexicon = build(folder)
    for row in (*event_verbs(folder), *light_verbs(folder), *reporting_verbs(folder)):
        v = verb(row.past, row.present)
        for word in (v.past, v.present):
            entries = {form.entry.lemma for form in lexicon.forms(folded(word))}
            if v.past not in entries and not lexicon.struck(folded(word)):
                yield f"{row.where}: {word} does not look itself up"
    known = {(entry.root or entry.lemma).replace(SHADDA, "") for entry in lexicon.entries} | {"*"}
    for number, (_, lemma) in read_lines("homographs.tsv", folder=folder):
        if lemma.replace(SHADDA, "") not in known:
            yield f"{where('homographs.tsv', number, folder=folder)}: {lemma} is no word of the lexicon; take the row out"


def main() -> int:
    """Print what is wrong; 1 if anything is."""
    found = faults()
    for fault in found:
        print(fault)
    print(f"{len(found)} faults" if found else "the lexicon's data files are in order")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
