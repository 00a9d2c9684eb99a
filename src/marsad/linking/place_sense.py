"""Weighing what a name of a place can mean."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from operator import itemgetter

import msgspec

from marsad.lexicon.gazetteer import Gazetteer, PlaceWords, Spot, load
from marsad.mentions.place_filter import adjectives_of_states
from marsad.mentions.types import PlaceMention
from marsad.text.document import Document
from marsad.text.folding import fold_word

_PEOPLE, _OWN, _STATE, _HOME, _BESIDE, _KIND = 0.45, 1.5, 2.5, 4.0, 4.0, 1.5  # weights of the evidence for a sense
_NO_VILLAGE = 50_000  # people
WEIGHT = 2  # how far a mention of a place that can lie in one state only speaks of that state
_STRANGER = 0.1  # share of a report below which it is not about a state
_UNLISTED = 0.7  # how far the state of a place that no table has can be trusted

# what kind nouns tell apart: a governorate and its town are two places, a town and "the area of" it are one
_LEVELS = {"country": "", "region": "", "admin": "admin", "city": "city", "village": "city", "district": "district", "facility": "facility",
           "water": "water", "other": "other"}  # fmt: skip


class Sense(msgspec.Struct, frozen=True, gc=False):
    """What a name means: a place of the gazetteer or none, the state, and the chance that it is that one. `inside`: a place without
    a row of its own that bears the name of the town or land that it lies in ("مستشفى حيس")."""

    spot: Spot | None
    country: str | None
    score: float
    inside: Spot | None = None


class Context:
    """What a report says around its places: how much each state is spoken of (shares), and which towns were named so far."""

    __slots__ = ("document", "lands", "shares", "towns", "weight")

    def __init__(self, document: Document, weight: Counter[str]) -> None:
        total = weight.total()
        self.document = document
        self.weight = weight
        self.shares = {c: n / total for c, n in weight.items()} if total else {}
        self.towns: list[tuple[int, Spot]] = []  # (token, town), in order once `settle` has run
        self.lands: dict[int, Spot] = {}  # what each token begins the name of

    def settle(self, senses: Iterable[tuple[Sense, list[PlaceMention], str]]) -> None:
        """Take in what the names turned out to mean: (sense, mentions, level) of each."""
        for sense, mentions, level in senses:
            spot = sense.spot
            if spot is None or spot.country is None:
                continue
            town = spot.kind == "city" and level in ("", "city")
            for mention in mentions:
                self.lands[mention.first] = spot
                if town:
                    self.towns.append((mention.first, spot))
        self.towns.sort(key=itemgetter(0))

    def around(self, mentions: list[PlaceMention]) -> Spot | None:
        """The town or state that the words right after one of the mentions put it in: "السفارة الإيرانية في لندن"."""
        tokens = self.document.tokens
        for mention in mentions:
            at = mention.last
            if at < len(tokens) and at in self.lands and tokens[at].norm[0] == "ب":
                return self.lands[at]
            if at + 1 in self.lands and tokens[at].norm == "في":
                return self.lands[at + 1]
        return None

    def strange(self, spot: Spot, mentions: int) -> bool:
        """Whether nothing in the report speaks of a place's state but these mentions of it, while another is spoken of."""
        here = self.weight[spot.country or ""]
        return here <= WEIGHT * mentions and self.weight.total() > here

    def main(self, *, but: str | None = None) -> str | None:
        """The state most spoken of, `but` one."""
        return max((c for c in self.shares if c != but), key=lambda c: (self.shares[c], c), default=None)

    def town_near(self, mention: PlaceMention) -> Spot | None:
        """The town named in the mention's own sentence, else the last one before it."""
        tokens = self.document.tokens
        k = bisect_left(self.towns, mention.first, key=itemgetter(0))
        if k < len(self.towns) and tokens[self.towns[k][0]].sentence == tokens[mention.first].sentence:
            return self.towns[k][1]
        return self.towns[k - 1][1] if k else None

    def beside(self, mention: PlaceMention) -> str | None:
        """The state that the words right after a mention give: an adjective, or a state's name after "في"."""
        tokens, nisba = self.document.tokens, adjectives_of_states()
        for i in range(mention.last, min(len(tokens), mention.last + 2)):
            if tokens[i].sentence != tokens[mention.first].sentence or tokens[i].kind != "word":
                break
            if tokens[i].norm in nisba and tokens[i].norm.startswith("ال"):
                return nisba[tokens[i].norm]
        return None


def stem_of(key: str, words: PlaceWords) -> str:
    """A folded name without the kind noun that it begins with: both "محافظة إدلب" and "إدلب" are of one stem."""
    first, _, rest = key.partition(" ")
    return rest if rest and _splits_off(first, words) else key


def level_of(mention: PlaceMention, words: PlaceWords) -> str:
    """What sort of place a mention says that it means; "" where it does not say, or says no more than "the area of"."""
    first, blank, _ = mention.key.partition(" ")
    if not (blank and _splits_off(first, words)):
        if not mention.kind:
            return ""
        first, blank, _ = fold_word(mention.name).partition(" ")
        if not blank or first not in words.kinds or mention.key.startswith(first):
            return mention.kind if mention.kind in ("admin", "city") and not _is_state(mention, mention.kind) else ""
        if first == "ريف":
            return "region"
    word = words.kinds[first]
    return "district" if word.local else _LEVELS[word.kind]


def _is_state(mention: PlaceMention, kind: str) -> bool:
    """Whether the name is a state's and no place's of that kind: "العاصمة عمان" is not Oman."""
    kinds = {s.kind for s in mention.candidates if isinstance(s, Spot)}
    return "country" in kinds and kind not in kinds


def _splits_off(word: str, words: PlaceWords) -> bool:
    """Whether a kind noun is apart from the name after it; that of دير الزور or جبل لبنان is not."""
    kind = words.kinds.get(word)
    return kind is not None and kind.kind in ("admin", "city", "village", "country") and word not in words.starters


def choose(stem: str, level: str, mentions: list[PlaceMention], context: Context) -> Sense:
    """The likeliest sense of a name, and how likely it is beside the others."""
    spots, own = _spots(load(), stem, level, tuple(m.key for m in mentions[:4]))
    beside = next((c for c in map(context.beside, mentions[:8]) if c), None)
    if not spots:
        return Sense(None, beside, _UNLISTED)
    weights = [_weight(s, level, beside, context) for s in spots]
    top = max(weights)
    shares = [math.exp(w - top) for w in weights]
    best = max(range(len(spots)), key=lambda k: weights[k])
    spot = spots[best]
    if (
        spot.population > _NO_VILLAGE
        and context.shares.get(spot.country or "", 0.0) < _STRANGER
        and any(m.kind == "village" for m in mentions)
    ):
        return Sense(None, beside, _UNLISTED)  # a village here bears the name of a city far away
    if (not own or spot.basis == "in") and spot.kind != "country" and context.strange(spot, len(mentions)):
        return Sense(None, beside or context.main(but=spot.country), _UNLISTED)  # many towns have a street or quarter of that name
    if not own:
        return Sense(None, spot.country, shares[best] / sum(shares), spot)
    return Sense(spot, spot.country, shares[best] / sum(shares))


@lru_cache(maxsize=20_000)
def _fame(spot: Spot) -> float:
    return _PEOPLE * math.log10(spot.population + 10) + (_OWN if spot.own else 0) + (_STATE if spot.kind == "country" else 0)


def _weight(spot: Spot, level: str, beside: str | None, context: Context) -> float:
    weight = _fame(spot)
    if spot.country:
        weight += _HOME * context.shares.get(spot.country, 0.0) + (_BESIDE if spot.country == beside else 0)
    if level and _LEVELS.get(spot.kind) == level:
        weight += _KIND
    return weight


def _spots(gazetteer: Gazetteer, stem: str, level: str, keys: tuple[str, ...]) -> tuple[list[Spot], bool]:
    """All places that the name in its fullest form can mean, and whether they are such as the kind noun says."""
    full = {s.key: s for key in keys if key != stem for s in gazetteer.spots(key)}
    found = list(full.values()) or list(gazetteer.spots(stem))
    if level in ("facility", "district", "water", "other"):
        # "ميناء عدن" is not Aden: only a place of that kind will do
        fit = [s for s in found if _LEVELS.get(s.kind) == level or s.kind in ("facility", "district", "water", "other", "village")]
        return (fit, True) if fit else (found, False)
    if level:
        return [s for s in found if s.kind != "country"] or found, True
    return found, True
