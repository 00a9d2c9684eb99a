"""What the lists know of single words of names, as marks for the tagger and answers for the rules; kept for each word.

The lists themselves are `marsad.lexicon.knowledge`; here each distinct folded word is asked about once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from marsad.lexicon import Lexicon, load
from marsad.lexicon.knowledge import Hit, Knowledge
from marsad.lexicon.phrases import INSIDE, Found, beginnings
from marsad.lexicon.tables import read_table, read_tsv
from marsad.text.clitics import prefixes
from marsad.text.folding import fold, fold_word
from marsad.text.kept import kept


class Lore(NamedTuple):
    """What is known of one folded word: `marks` for the tagger, `country` where it names or describes a state, the kind
    that it gives as the head of an organisation, whether a known name may begin here."""

    marks: tuple[str, ...]
    country: str | None
    head: str | None
    people: str | None
    title: str | None
    alone: Found[Hit] | None  # the known name that the word is by itself
    begins: bool
    follow: frozenset[str]  # what may come next in a known name of several words that begins here
    phrase: bool  # a title, head or people of several words may begin here
    bare: bool  # an organisation with nothing after it (الحكومة)
    known: bool  # the lists have this very word, perhaps with the article


class ActorNames:
    """The lists of the knowledge base and `actor_words.tsv`, asked word by word."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self.knowledge = knowledge
        self._lexicon = lexicon
        self.lore: Callable[[str], Lore] = kept(self._ask)  # what is known of a folded word
        self.native = frozenset(
            fold_word(form).partition(" ")[0]
            for table in ("org_heads.tsv", "populations.tsv", "titles.tsv")
            for row in read_table(table)
            for form in row["forms"].split("|")
        )
        # titles that a verb or noun becomes when folded: "آمر" (commander) is no "أمر" (ordered, an order)
        self.madda = frozenset(
            fold_word(form) for row in read_table("titles.tsv") for form in row["forms"].split("|") if "آ" in form and " " not in form
        )
        self._days = frozenset(fold_word(row[0]) for table in ("weekdays.tsv", "months.tsv") for row in read_tsv(table))
        self._firsts = {form.partition(" ")[0] for form, _ in knowledge.forms()}
        follow: dict[str, set[str]] = {}
        for form, _ in knowledge.forms():
            if " " in form:
                first, second = form.split(" ", 2)[:2]
                follow.setdefault(first, set(INSIDE)).add(second)
        self._follow = {first: frozenset(seconds) for first, seconds in follow.items()}
        words: dict[str, set[str]] = {}
        for row in read_table("actor_words.tsv"):
            words.setdefault(row["class"], set()).add(fold_word(row["word"]))
        self.carriers = frozenset(words["carrier"])
        self.members = frozenset(words["members"])
        self.sources = frozenset(words["source"])
        self.back = frozenset(words["back"])
        self.borders = frozenset(words["border"])
        self.prepositions = frozenset(words["place_preposition"])
        titles, heads, peoples = (_several(table, "forms") for table in ("titles.tsv", "org_heads.tsv", "populations.tsv"))
        self._openers = frozenset(first for w in (*titles, *heads, *peoples) for first in (w[0], w[0].removeprefix("ال")))
        self._phrases = (
            ("t", _seconds(titles), knowledge.title_at),
            ("h", _seconds([*heads, *_several("org_heads.tsv", "bare")]), knowledge.head_at),
            ("p", _seconds(peoples), knowledge.population_at),
        )
        self.native |= words["native"]
        self._own = self._firsts | self.native | self.carriers | self.members | self.sources
        self._classes = {word: kind for kind in ("members", "source", "back") for word in words[kind]}

    def marks(self, norm: str) -> tuple[str, ...]:
        """The marks of a folded word alone."""
        return self.lore(norm).marks

    def country(self, norm: str) -> str | None:
        """The state (ISO 3166-1 alpha-2) that a folded word names or is the adjective of."""
        return self.lore(norm).country

    def state(self, phrase: str) -> str | None:
        """The state (ISO 3166-1 alpha-2) that a folded phrase names, with nothing before it."""
        return next((h.entry.country for h in self.knowledge.find(phrase) if h.entry.kind == "state"), None)

    def known(self, norm: str) -> bool:
        """Whether the lists have this very word (perhaps with the article), with no other proclitic."""
        return self.lore(norm).known

    def _ask(self, norm: str) -> Lore:
        k, one = self.knowledge, [norm]
        marks: dict[str, None] = {}
        country = head = people = title = None
        bare = False
        known = norm in self._own
        name = None
        words = beginnings(norm)
        if not k.first_words.isdisjoint(words):
            if (name := k.match(one, 0)) is not None:
                for hit in name.values:
                    marks[("k:" if hit.short else "K:") + hit.entry.kind] = None
                    if hit.entry.kind == "state":
                        country = country or hit.entry.country
            if (seat := k.metonym_at(one, 0)) is not None:
                marks["C:" + seat.values[0].kind] = None
                if seat.values[0].kind in ("capital", "seat"):
                    country = country or seat.values[0].country or None
            if (nisba := k.nisba_at(one, 0)) is not None:
                marks["N" if nisba.values[0].country else "n"] = None
                country = country or nisba.values[0].country or None
            if (org := k.head_at(one, 0)) is not None:
                head, bare = org.values[0].kind, org.values[0].bare
                marks["H:" + head] = None
            if (folk := k.population_at(one, 0)) is not None:
                people = folk.values[0].kind
                marks["P:" + people] = None
            if (office := k.title_at(one, 0)) is not None:
                title = office.values[0].cls
                marks["T:" + title] = None
            known = known or any(f is not None and f.pro in ("", "ال") for f in (name, seat, nisba, org, folk, office))
        for _, rest in prefixes(norm):
            if (cls := k.person_name(rest)) != "":
                marks["f:" + cls] = None
            if rest in self._classes:
                marks[self._classes[rest]] = None
        for form in self._lexicon.forms(norm):
            marks[f"L:{form.entry.kind[:2]}{form.pos[:1]}{form.tense[:2]}"] = None
        if norm in self._days or norm.removeprefix("و") in self._days:
            marks["day"] = None
        begins = not self._firsts.isdisjoint(words)
        follow = [self._follow[w] for w in words if w in self._follow]
        phrase = any(rest in self._openers for _, rest in prefixes(norm))
        after = follow[0] if len(follow) == 1 else frozenset[str]().union(*follow)
        return Lore(tuple(marks), country, head, people, title, name, begins, after, phrase, bare, known or k.person_name(norm) != "")

    def phrases_in(self, norms: Sequence[str]) -> list[tuple[int, int, str]]:
        """(first, last, list) of the titles, heads of organisations and peoples of several words."""
        out = []
        free, end = 0, len(norms) - 1
        for k in [k for k, lore in enumerate(map(self.lore, norms)) if lore.phrase]:
            if free <= k < end:
                for mark, seconds, ask in self._phrases:
                    if norms[k + 1] in seconds and (found := ask(norms, k)) is not None and found.last - k > 1:
                        out.append((k, found.last, mark))
                        free = max(free, found.last)
        return out

    def names_in(self, norms: Sequence[str]) -> list[Found[Hit]]:
        """The longest known name at each word, none inside another."""
        out = []
        free, end = 0, len(norms) - 1
        for k, lore in [(k, lore) for k, lore in enumerate(map(self.lore, norms)) if lore.begins]:
            if k < free:
                continue
            if k < end and norms[k + 1] in lore.follow:
                found = self.knowledge.match(norms, k)
            else:
                found = lore.alone and Found(k, k + 1, lore.alone.pro, lore.alone.values)
            if found is not None:
                out.append(found)
                free = found.last
        return out


def _several(table: str, column: str) -> list[list[str]]:
    """The words of each form of several words in a table."""
    return [w for row in read_table(table) for form in fold(row[column]).text.split("|") if len(w := form.split()) > 1]


def _seconds(phrases: Iterable[list[str]]) -> frozenset[str]:
    """What may come after the first word of a phrase: its second word, perhaps with the article, or a mark that news sets inside names."""
    return frozenset(second for words in phrases for second in (words[1], "ال" + words[1].removeprefix("ال"))) | INSIDE


@lru_cache(maxsize=4)
def actor_names(knowledge: Knowledge) -> ActorNames:
    """The lists over one knowledge base and the lexicon, made once."""
    return ActorNames(knowledge, load())
