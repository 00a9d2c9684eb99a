"""Offices: which one a role names (الرئيس المصري, رئيس وزراء بريطانيا), of which state, and who held it on a day.

Roles in a text and roles in the knowledge base are brought to one form by `data/offices.tsv`; the state is told by its
name or adjective inside the role, else by the caller.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec

from marsad.lexicon.knowledge import Knowledge, KnownActor, Role
from marsad.lexicon.tables import read_table
from marsad.text.clitics import prefixes
from marsad.text.folding import fold

_FORMER = "FORMER"  # how offices.tsv marks a word such as السابق
_OWN_STATE = 2  # an office of more words than this names its organisation, and needs no state (أمين عام جامعة الدول العربية)


class Office(msgspec.Struct, frozen=True, gc=False):
    """An office: its words without article and links, the states that the role names, and whether it is a former one."""

    words: frozenset[str]
    countries: tuple[str, ...]
    former: bool = False


class Holder(msgspec.Struct, frozen=True, gc=False):
    """Who holds an office, with a score from 0 to 1 and the role that says so."""

    entry: KnownActor
    score: float
    role: Role


class Offices:
    """Every office of the knowledge base. Build with `offices`."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._means = _meanings()
        self._longest = max(phrase.count(" ") + 1 for phrase in self._means)
        self._read: dict[str, Office] = {}
        self._held: dict[tuple[frozenset[str], str], list[tuple[KnownActor, Role]]] = {}
        for entry in knowledge.actors.values():
            for role in entry.roles:
                office = self.read(role.title)
                anywhere = ("",) if len(office.words) > _OWN_STATE and not office.countries else ()
                # of two states in an office the first is whose it is: سفير الولايات المتحدة لدى إسرائيل
                for country in (*(office.countries[:1] or (entry.country,)), *anywhere):
                    self._held.setdefault((office.words, country), []).append((entry, role))

    def read(self, title: str) -> Office:
        """The office that a role names."""
        got = self._read.get(title)
        if got is None:
            got = self._parse(fold(title).text.replace('"', " ").replace("_", " ").split())
            if len(self._read) < 50_000:
                self._read[title] = got
        return got

    def holder(self, title: str, *, country: str | None = None, day: str | None = None) -> Holder | None:
        """Who holds the office that a role names, on an ISO day; None where nobody or several may be meant.

        `country` is the state that the report is about, for a role that names none (رئيس الوزراء). Scores: 0.9 for the one
        holder on the day, 0.6 for a former one or where dates are not known.
        """
        office = self.read(title)
        places = office.countries[:1] or ((country,) if country else ())
        if not office.words:
            return None
        held = (self._held.get((office.words, places[0])) if places else None) or self._held.get((office.words, ""), [])
        if office.former:
            return _last_before(held, day)
        sure = [(entry, role) for entry, role in held if day is not None and role.held_on(day)]
        if len({entry.id for entry, _ in sure}) == 1:
            return Holder(sure[0][0], 0.9, sure[0][1])
        undated = [(entry, role) for entry, role in held if role.held_on(day or "") is None]
        if not sure and len(undated) == len(held) == 1:
            return Holder(undated[0][0], 0.6, undated[0][1])
        return None

    def fits(self, entry: KnownActor, title: str, *, day: str | None = None) -> float:
        """How a role in a text agrees with what an actor is known to be: 1 it held that office that day, 0.5 it held it some
        time, 0 nothing is known, -1 the role is of another state than any of the actor's."""
        office = self.read(title)
        best = 0.0
        states = {entry.country} - {""}
        for role in entry.roles:
            known = self.read(role.title)
            states.update(known.countries)
            if office.words and (office.words <= known.words or known.words <= office.words):
                held = None if day is None else role.held_on(day)
                best = max(best, 0.5 if held is False or office.former else 1.0)
        if office.countries and states and states.isdisjoint(office.countries):
            return -1.0
        return best

    def _parse(self, norms: list[str]) -> Office:
        words: list[str] = []
        countries: list[str] = []
        i = 0
        while i < len(norms):
            if (code_last := self._state_at(norms, i)) is not None:
                code, i = code_last
                if code not in countries:
                    countries.append(code)
                continue
            words.append(_plain(norms[i]))
            i += 1
        found = self._canonical(words)
        return Office(frozenset(found) - {_FORMER}, tuple(countries), _FORMER in found)

    def _state_at(self, norms: list[str], i: int) -> tuple[str, int] | None:
        nisba = self._knowledge.nisba_at(norms, i)
        if nisba is not None and nisba.values[0].country:
            return nisba.values[0].country, nisba.last
        known = self._knowledge.match(norms, i)
        if known is not None and known.values[0].entry.kind == "state":
            return known.values[0].entry.country, known.last
        return None

    def _canonical(self, words: list[str]) -> list[str]:
        out: list[str] = []
        i = 0
        while i < len(words):
            for size in range(min(self._longest, len(words) - i), 0, -1):
                means = self._means.get(" ".join(words[i : i + size]))
                if means is not None:
                    out += means
                    i += size
                    break
            else:
                out.append(words[i])
                i += 1
        return out


def _last_before(held: list[tuple[KnownActor, Role]], day: str | None) -> Holder | None:
    ended = [(role.end, entry, role) for entry, role in held if role.end and (day is None or role.held_on(day) is False)]
    ended = [e for e in ended if day is None or e[0] <= day]
    if not ended:
        return None
    _, entry, role = max(ended, key=lambda e: e[0])
    return Holder(entry, 0.6, role)


def _plain(norm: str) -> str:
    """A word without the article, and without ل or ب before it."""
    for pro, rest in prefixes(norm):
        if pro in ("ال", "لل", "بال") and len(rest) > 1:
            return rest
    return norm


def _meanings() -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for row in read_table("offices.tsv"):
        means = [_plain(w) for w in fold(row["means"]).text.split()]
        for phrase in fold(row["written"]).text.split("|"):
            out[" ".join(_plain(w) for w in phrase.split())] = means
    return out


@lru_cache(maxsize=4)
def offices(knowledge: Knowledge) -> Offices:
    """The offices of one knowledge base, made once."""
    return Offices(knowledge)
