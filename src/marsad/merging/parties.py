"""Actors across reports: who is meant by a name, and who is one and the same."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import msgspec

from marsad.archive.machine_layer import phrase
from marsad.errors import InputError
from marsad.records import Actor

_RARE = 10  # times less often called so than another: a mistake
_Seen = tuple[str, str | None, str, str | None, str | None]  # name, English name, kind, state, Wikidata id
_NUMBER = re.compile(r"\d+(?:[.,٫٬]\d+)*")


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """An actor across reports, as most of them have it. `key` is its Wikidata id, or else its English name, which those have whom Marsad
    knows, or else its folded name."""

    key: str
    name: str
    name_en: str | None
    kind: str
    country: str | None
    wikidata: str | None


class Meant:
    """Finds out who is meant by a name, over all reports: those whose name it is (or English name, or id); where it is nobody's, those whom
    reports call so as well; or else those whose name has it in it.

    Who is called so a tenth as often as another is taken for a mistake of one report. Raises `InputError` for a name in which there is no word.
    """

    def __init__(self, name: str) -> None:
        self._words = phrase(name)
        if not self._words:
            raise InputError(f"{name!r}: there is no word in it to look for")
        self._ways = (Counter[str](), Counter[str](), Counter[str]())

    def may_be(self, actor: Actor, key: str) -> bool:
        """Whether an actor of a report may be meant; it is counted. `key` is that of `People`."""
        names, aliases = ({phrase(n) for n in some if n} for some in ((actor.name, actor.name_en, actor.wikidata), actor.aliases))
        found = (self._words in names, self._words in aliases, any(self._words in words for words in names | aliases))
        for way, is_it in zip(self._ways, found, strict=True):
            way[key] += bool(key and is_it)
        return bool(key) and any(found)

    def chosen(self, people: People) -> Counter[str]:
        """The final keys of those who are meant, with the number of reports that have the name in theirs."""
        named, called, within = (_final(way, people) for way in self._ways)
        best = named or called or within
        most = max(best.values(), default=0)
        return Counter({key: within[key] for key, n in best.items() if n * _RARE > most})


def _final(count: Counter[str], people: People) -> Counter[str]:
    out = Counter[str]()
    for key, n in count.items():
        if n:
            out[people.final(key)] += n
    return out


class People:
    """Actors as reports have them. Counted people are one whatever their number ("14 soldiers" and "20 soldiers"); whom one report knows by
    an id and another only by the same name is one."""

    def __init__(self) -> None:
        self._seen: dict[str, Counter[_Seen]] = defaultdict(Counter)
        self._known: dict[str, set[str]] = defaultdict(set)  # by folded name, and by English name: the better keys of those who have it
        self._together: dict[str, list[str]] = {}

    def key(self, actor: Actor) -> str:
        """The key of an actor until all reports are read, when `final` says what it is. Empty for a name without a word."""
        name = " ".join(_NUMBER.sub(" ", actor.name).split())
        words, english = phrase(name).strip(), (actor.name_en or "").strip()
        key = actor.wikidata or english or words
        if key:
            self._seen[key][name, actor.name_en, actor.kind, actor.country, actor.wikidata] += 1
            for lesser in {words, english} - {key, ""}:
                self._known[lesser].add(key)
        return key

    def final(self, key: str) -> str:
        """The key under which all who are one come together: the better key of whoever has that name, where it is one person's only."""
        seen = {key}
        while len(better := self._known.get(key, set())) == 1 and not better <= seen:
            (key,) = better
            seen.add(key)
        return key

    def party(self, key: str) -> Party:
        """The actor of a final key: as most reports have it, the longest name of equals."""
        if not self._together:
            for each in self._seen:
                self._together.setdefault(self.final(each), []).append(each)
        seen = Counter[_Seen]()
        for each in self._together[key]:
            seen.update(self._seen[each])
        name, name_en, kind, country, wikidata = max(seen.items(), key=lambda s: (s[1], len(s[0][0]), s[0][0]))[0]
        return Party(key=key, name=name, name_en=name_en, kind=kind, country=country, wikidata=wikidata)
