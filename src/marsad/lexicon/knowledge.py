"""What is known about actors before any text is read: names, offices, heads of organisations, peoples, state adjectives.

Data: `data/actors.tsv`, `titles.tsv`, `nisba.tsv`, `org_heads.tsv`, `populations.tsv`, `person_names.tsv`, `metonyms.tsv`,
`outlets.tsv`; the head of each says what its columns mean. Everything is looked up folded. A user's own file of actors (the columns
of `actors.tsv`, any of them missing but `id` and `name`) may be added; where it names what the shipped file names, it wins.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from marsad.errors import LexiconError
from marsad.lexicon.phrases import Found, PhraseIndex
from marsad.lexicon.tables import DATA, read_lines, read_table
from marsad.text.folding import fold

# Names that news writes as one word or as two.
_JOINED = ("عبد ال", "ابو ال", "ابي ال", "ابا ال", "نور الدين", "سيف الدين", "صلاح الدين", "عز الدين", "علاء الدين", "نصر الله", "عبد رب")


class Role(msgspec.Struct, frozen=True, gc=False):
    """An office, with the days on which it was held: ISO dates or their beginnings (2014, 2014-06), "" where not known."""

    title: str
    start: str = ""
    end: str = ""

    def held_on(self, day: str) -> bool | None:
        """Whether it was held on an ISO day; None where no dates are known."""
        if not self.start and not self.end:
            return None
        return self.start <= day and (not self.end or day[: len(self.end)] <= self.end)


class KnownActor(msgspec.Struct, frozen=True, gc=False):
    """An actor that news names: see the head of `data/actors.tsv`."""

    id: str
    name: str
    kind: str
    name_en: str = ""
    country: str = ""
    variants: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    of: str = ""
    sector: str = ""
    wikidata: str = ""
    ambiguous: tuple[str, ...] = ()
    source: str = ""


class Hit(NamedTuple):
    """One thing that a form may name. `short`: a surname or bare head, which names it only beside a fuller form or in
    its country's news. `ambiguous`: the form is also a common word, or names others too."""

    entry: KnownActor
    short: bool
    ambiguous: bool


class Nisba(msgspec.Struct, frozen=True, gc=False):
    """A state adjective: `country` ISO code, or `actor` the id of the body or group that it belongs to; both may be empty."""

    country: str
    actor: str
    adjective: str
    gender: str
    number: str


class Title(msgspec.Struct, frozen=True, gc=False):
    """A rank, office, honorific or profession."""

    name: str
    cls: str
    before_name: bool
    alone: bool
    takes: bool


class OrgHead(msgspec.Struct, frozen=True, gc=False):
    """A noun that starts the name of an organisation. `bare`: this form is an actor with nothing after it."""

    name: str
    kind: str
    sector: str
    bare: bool


class Population(msgspec.Struct, frozen=True, gc=False):
    """A noun for people without a name."""

    name: str
    kind: str


class Metonym(msgspec.Struct, frozen=True, gc=False):
    """A capital, palace or seat that may stand for a state."""

    name: str
    country: str
    kind: str


class Knowledge:
    """All of it, read only. Build with `load`."""

    def __init__(self, folder: Path = DATA, extra: Path | None = None) -> None:
        self._folder = folder
        self.actors: dict[str, KnownActor] = {}
        self._names: PhraseIndex[Hit] = PhraseIndex(bare=True)
        for row in read_table("actors.tsv", folder=folder):
            self._add(row, _index_of(row), own=False)
        if extra is not None:
            _check_head(extra)
            for row in read_table(extra.name, folder=extra.parent):
                if not row.get("id") or not row.get("name"):
                    raise LexiconError(f"{extra}: a row without id or name; every actor needs both")
                self._add(row, _index_of(row), own=True)

    @staticmethod
    @lru_cache(maxsize=4)
    def load(extra: Path | None = None) -> Knowledge:
        """The shipped knowledge, with a user's file of actors where one is given. Built once for each file."""
        return Knowledge(extra=extra)

    def _add(self, row: dict[str, str], forms: list[tuple[str, bool, bool]], *, own: bool) -> None:
        entry = _entry(row)
        self.actors[entry.id] = entry
        put = self._names.replace if own else self._names.add
        for form, short, ambiguous in forms:
            put(form, Hit(entry, short, ambiguous))

    # -- actors
    def find(self, name: str) -> tuple[Hit, ...]:
        """What a name as written may stand for."""
        return self._names.get(" ".join(fold(name).text.split()))

    def search(self, words: str) -> Iterator[Hit]:
        """Actors with these words in their English name or id, or in an Arabic form; for people who look, not for coding."""
        wanted = fold(words).text.lower().strip()
        if not wanted:
            return
        for entry in self.actors.values():
            arabic = fold(" ".join((entry.name, *entry.variants))).text
            if wanted in entry.name_en.lower() or wanted in entry.id.replace("-", " ") or wanted in arabic:
                yield Hit(entry, False, False)

    def actor(self, id: str) -> KnownActor | None:
        """The actor with this id."""
        return self.actors.get(id)

    def match(self, norms: Sequence[str], first: int, stop: int | None = None) -> Found[Hit] | None:
        """The longest known name that begins at token `first` of folded tokens."""
        return self._names.longest(norms, first, stop)

    def forms(self) -> Iterator[tuple[str, tuple[Hit, ...]]]:
        """Every folded form and what it may stand for."""
        return self._names.items()

    @cached_property
    def states(self) -> dict[str, KnownActor]:
        """States by ISO code."""
        return {a.country: a for a in self.actors.values() if a.kind == "state" and a.country}

    @cached_property
    def _outlets(self) -> dict[str, str]:
        rows = read_table("outlets.tsv", folder=self._folder)
        return {name: row["actor"] for row in rows for name in fold(row["names"]).text.split("|")}

    def outlet(self, name: str) -> KnownActor | None:
        """The outlet that calls itself so, or is called so for short: a name that may mean much else (الرياض)."""
        return self.actors.get(self._outlets.get(" ".join(fold(name).text.split()), ""))

    # -- words
    @cached_property
    def first_words(self) -> frozenset[str]:
        """The words that begin something in any of the lists that are asked by token: most words begin nothing."""
        lists = (self._names, self._metonyms, self._nisbas, self._heads, self._populations, self._titles)
        return frozenset().union(*(index.first_words() for index in lists))

    @cached_property
    def _nisbas(self) -> PhraseIndex[Nisba]:
        names = {form for form, hits in self._names.items() if any(h.entry.kind == "state" for h in hits)}
        index: PhraseIndex[Nisba] = PhraseIndex()
        for row in read_table("nisba.tsv", folder=self._folder):
            for adjective, form, gender, number in _nisba_forms(row):
                if form not in names:
                    index.add(form, Nisba(row["code"], row["actor"], adjective, gender, number))
        return index

    def nisba(self, word: str) -> Nisba | None:
        """The state adjective that a folded word (without و ف ب ك ل, with or without the article) is."""
        found = self._nisbas.get(word) or (self._nisbas.get(word[2:]) if word.startswith("ال") else ())
        return found[0] if found else None

    def nisba_at(self, norms: Sequence[str], first: int) -> Found[Nisba] | None:
        """The state adjective that begins at a token, proclitics and article allowed (two words: كوري جنوبي)."""
        return self._nisbas.longest(norms, first)

    @cached_property
    def _titles(self) -> PhraseIndex[Title]:
        index: PhraseIndex[Title] = PhraseIndex()
        for row in read_table("titles.tsv", folder=self._folder):
            forms = row["forms"].split("|")
            value = Title(forms[0], row["class"], row["before_name"] == "y", row["alone"] == "y", row["takes"] == "y")
            for form in fold(row["forms"]).text.split("|"):
                index.add(form, value)
        return index

    def title_at(self, norms: Sequence[str], first: int, stop: int | None = None) -> Found[Title] | None:
        """The longest title that begins at a token."""
        return self._titles.longest(norms, first, stop)

    def title(self, phrase: str) -> Title | None:
        """The title that a folded phrase is."""
        found = self._titles.get(phrase)
        return found[0] if found else None

    @cached_property
    def _heads(self) -> PhraseIndex[OrgHead]:
        index: PhraseIndex[OrgHead] = PhraseIndex()
        for row in read_table("org_heads.tsv", folder=self._folder):
            name = row["forms"].partition("|")[0]
            bare = set(fold(row["bare"]).text.split("|")) - {""}
            for form in (*bare, *fold(row["forms"]).text.split("|")):
                index.replace(form, OrgHead(name, row["kind"], row["sector"], form in bare))
                if " " not in form and not form.startswith("ال") and "ال" + form not in bare:
                    index.add("ال" + form, OrgHead(name, row["kind"], row["sector"], False))
        return index

    def head_at(self, norms: Sequence[str], first: int, stop: int | None = None) -> Found[OrgHead] | None:
        """The longest head of an organisation's name that begins at a token."""
        return self._heads.longest(norms, first, stop)

    @cached_property
    def _populations(self) -> PhraseIndex[Population]:
        index: PhraseIndex[Population] = PhraseIndex()
        for row in read_table("populations.tsv", folder=self._folder):
            value = Population(row["forms"].partition("|")[0], row["kind"])
            for form in fold(row["forms"]).text.split("|"):
                index.add(form, value)
                index.add(" ".join("ال" + w.removeprefix("ال") for w in form.split()), value)
        return index

    def population_at(self, norms: Sequence[str], first: int, stop: int | None = None) -> Found[Population] | None:
        """The longest noun for unnamed people that begins at a token."""
        return self._populations.longest(norms, first, stop)

    @cached_property
    def _metonyms(self) -> PhraseIndex[Metonym]:
        index: PhraseIndex[Metonym] = PhraseIndex()
        for row in read_table("metonyms.tsv", folder=self._folder):
            forms = row["forms"].split("|")
            for form in fold(row["forms"]).text.split("|"):
                index.add(form, Metonym(forms[0], row["country"], row["kind"]))
        return index

    def metonym_at(self, norms: Sequence[str], first: int) -> Found[Metonym] | None:
        """The capital or palace that begins at a token. Whether it stands for its state, only the sentence can tell."""
        return self._metonyms.longest(norms, first)

    @cached_property
    def _person_names(self) -> dict[str, str]:
        return {fold(row["name"]).text: row["class"] for row in read_table("person_names.tsv", folder=self._folder)}

    def person_name(self, word: str) -> str:
        """What a folded word is in a person's name: given, surname, particle or foreign; "" where not known."""
        return self._person_names.get(word, "")


def _check_head(path: Path) -> None:
    """Raise `LexiconError` where a user's file does not begin with the names of its columns."""
    for number, head in read_lines(path.name, folder=path.parent):
        if not {"id", "name"} <= set(head):
            raise LexiconError(
                f"{path}, line {number}: the first line that is no comment must name the columns, tab separated, at least id and name; "
                f"this one has {', '.join(head[:3])}"
            )
        return


def _entry(row: dict[str, str]) -> KnownActor:
    get = row.get
    return KnownActor(
        id=row["id"], name=row["name"], kind=sys.intern(get("kind") or "other"), name_en=get("name_en", ""),
        country=sys.intern(get("country", "")), variants=_split(get("variants", "")), short=_split(get("short", "")),
        roles=_roles(get("roles", "")), of=get("of", ""), sector=sys.intern(get("sector", "")), wikidata=get("wikidata", ""),
        ambiguous=_split(get("ambiguous", "")), source=get("source", ""),
    )  # fmt: skip


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _roles(cell: str) -> tuple[Role, ...]:
    out = []
    for role in _split(cell):
        title, _, dates = role.partition("@")
        start, _, end = dates.partition("..")
        out.append(Role(title, start, end))
    return tuple(out)


def _index_of(row: dict[str, str]) -> list[tuple[str, bool, bool]]:
    """(folded form, whether short, whether ambiguous) for every form of an actor."""
    cells = "\t".join((f"{row['name']}|{row.get('variants', '')}", row.get("short", ""), row.get("ambiguous", "")))
    full, short, ambiguous = fold(cells.replace("\t", "\n")).text.split("\n")
    doubtful = set(ambiguous.split("|"))
    out = [(form, False, form in doubtful) for form in full.split("|") if form]
    out += [(form, True, form in doubtful) for form in short.split("|") if form]
    for form, is_short, is_ambiguous in tuple(out):
        for apart in _JOINED:
            if apart in form:
                out.append((form.replace(apart, apart.replace(" ", "")), is_short, is_ambiguous))
    return out


def _nisba_forms(row: dict[str, str]) -> Iterator[tuple[str, str, str, str]]:
    """(adjective, folded form, gender, number) for the forms of a row of nisba.tsv; the article is left to look-up."""
    for adjective in row["adjectives"].split("|"):
        words = fold(adjective).text.split()
        for ending, gender, number in _ENDINGS:
            form = " ".join(word + ending for word in words)
            yield adjective, form, gender, number
            yield adjective, " ".join("ال" + word + ending for word in words), gender, number
    for plural in _split(fold(row["plurals"]).text):
        yield row["adjectives"].partition("|")[0], plural, "m", "p"


_ENDINGS = (
    ("", "m", "s"), ("ه", "f", "s"), ("ا", "m", "s"), ("ون", "m", "p"), ("ين", "m", "p"), ("و", "m", "p"), ("ات", "f", "p"),
    ("ان", "m", "d"), ("تان", "f", "d"), ("تين", "f", "d"),
)  # fmt: skip
