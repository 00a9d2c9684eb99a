"""Which of the actors that we know is meant: which Haftar, which Mohammed Abdulsalam, who is الرئيس المصري on that day.

A name alone is not enough. What speaks for an actor: the name is its full form, the report is about its state, the role
beside the name is one that it held. What speaks against: a bare surname, a name that others bear or that is a common word,
a role of another state. Below `LEAST`, or where two are as likely, nobody is named: two people of one name stay two.
"""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from marsad.lexicon.knowledge import Hit, Knowledge, KnownActor
from marsad.linking.offices import offices
from marsad.text.folding import fold_word

LEAST = 0.5
_MARGIN = 0.1
_FULL, _FULL_AMBIGUOUS, _SHORT, _SHORT_AMBIGUOUS = 0.85, 0.45, 0.6, 0.35


class Identified(msgspec.Struct, frozen=True, gc=False):
    """A known actor, how sure (0 to 1), and what spoke for and against it."""

    entry: KnownActor
    score: float
    reasons: tuple[str, ...]


def identify(
    knowledge: Knowledge, name: str, *, role: str | None = None, countries: Collection[str] = (), day: str | None = None, loose: bool = True
) -> Identified | None:
    """The known actor that `name` (without title) stands for, or None.

    `role` is the title or office beside it as written, `countries` the ISO codes of the states that the report is about, `day`
    the report's ISO day. `loose`: the first and last word of a longer name may be the listed one.
    """
    scored: dict[str, Identified] = {}
    for hit, weight, why in _candidates(knowledge, name, loose=loose):
        found = _weigh(knowledge, hit, weight, why, role, countries, day)
        had = scored.get(found.entry.id)
        if had is None or found.score > had.score:
            scored[found.entry.id] = found
    return _clear_best(list(scored.values()))


def identify_role(knowledge: Knowledge, role: str, *, countries: Collection[str] = (), day: str | None = None) -> Identified | None:
    """The person that a role without a name stands for: الرئيس المصري on a day. `countries`: as for `identify`; a role that names
    no state is only read where the report is about one."""
    about = next(iter(countries)) if len(countries) == 1 else None
    held = offices(knowledge).holder(role, country=about, day=day)
    return None if held is None else Identified(held.entry, held.score, (f"held on {day}: {held.role.title}",))


def _candidates(knowledge: Knowledge, name: str, *, loose: bool) -> list[tuple[Hit, float, str]]:
    hits = knowledge.find(name.replace('"', " ").replace("#", " ").replace("_", " "))
    if hits:
        return [(hit, *_base(hit)) for hit in hits]
    words = name.split()
    if not loose or len(words) < 3:
        return []
    # A fuller form than any that we list (a father's name inside it): first and last word make a listed one.
    outer = knowledge.find(f"{words[0]} {words[-1]}")
    if not outer and knowledge.person_name(fold_word(words[-2])) == "particle":
        outer = knowledge.find(f"{words[0]} {words[-2]} {words[-1]}")
    return [(hit, 0.5, "first and last name") for hit in outer if not hit.short]


def _base(hit: Hit) -> tuple[float, str]:
    if hit.short:
        return (_SHORT_AMBIGUOUS, "a short form that others bear") if hit.ambiguous else (_SHORT, "a short form")
    return (_FULL_AMBIGUOUS, "a name that others bear") if hit.ambiguous else (_FULL, "its full name")


def _weigh(
    knowledge: Knowledge, hit: Hit, score: float, why: str, role: str | None, countries: Collection[str], day: str | None
) -> Identified:
    reasons = [why]
    entry = hit.entry
    if role:
        fit = offices(knowledge).fits(entry, role, day=day)
        if fit:
            score += {1.0: 0.3, 0.5: 0.15, -1.0: -0.5}[fit]
            reasons.append({1.0: "held that office", 0.5: "held that office at another time", -1.0: "the role is of another state"}[fit])
    if entry.country and countries:
        step = _place_step(hit, here=entry.country in countries)
        score += step
        if step:
            reasons.append(f"the report is {'' if step > 0 else 'not '}about {entry.country}")
    return Identified(entry, round(min(1.0, max(0.0, score)), 3), tuple(reasons))


def _place_step(hit: Hit, *, here: bool) -> float:
    """What it says that a report is about an actor's state, or is not."""
    if hit.short:
        return 0.2 if here else -0.2
    if hit.ambiguous and hit.entry.kind == "person":
        return 0.0 if here else -0.1  # many bear the name there too: only a role can tell
    return 0.1 if here else 0.0


def _clear_best(found: list[Identified]) -> Identified | None:
    found.sort(key=lambda f: -f.score)
    if not found or found[0].score < LEAST:
        return None
    if len(found) > 1 and found[0].score - found[1].score < _MARGIN:
        return None
    return found[0]
