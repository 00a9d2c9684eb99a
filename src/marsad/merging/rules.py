"""How one low, best and high number is made of what several claimants give: two published rules, chosen by name.

ucdp   The Uppsala Conflict Data Program keeps three numbers of an event (Sundberg and Melander 2013; UCDP GED Codebook, Högbladh):
       the lowest and the highest reliable claim, and as best that of the most reliable source; where sources cannot be told apart
       in that, the lower number.
acled  The Armed Conflict Location & Event Data project keeps one: where reports differ or are vague, the most conservative
       ("FAQs: ACLED fatality methodology"; ACLED Codebook, "Reported fatalities"). Tens are 10, hundreds 100, and so on; an
       unknown number of people is 3 (the codebook's 10 for unknown numbers in large-scale war is for a person to give).

Which claimants are reliable is not for a program to say: all count alike unless somebody names those to be trusted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from marsad.records import Qualifier

Rule = Literal["ucdp", "acled"]
RULES: tuple[Rule, ...] = ("ucdp", "acled")
_UNKNOWN = 3  # ACLED's number for "several" and the like, outside large-scale war


class Range(NamedTuple):
    """A claimed number: bounds as in the format (`None` where it gives none), and how it was qualified; `trusted` where its claimant is."""

    low: int | None
    high: int | None
    qualifier: Qualifier
    trusted: bool = False


class Estimate(NamedTuple):
    """Low, best and high by a rule; low and high are `None` where the rule keeps one number only."""

    low: int | None
    best: int | None
    high: int | None


def estimate(rule: Rule, claims: Sequence[Range]) -> Estimate:
    """The estimate from one claim of each claimant; all `None` of no claims."""
    if not claims:
        return Estimate(None, None, None)
    return _ucdp(claims) if rule == "ucdp" else _acled(claims)


def total(estimates: Sequence[Estimate]) -> Estimate:
    """The sum over several happenings; a bound that none of them has is `None`."""
    columns = list(zip(*estimates, strict=True)) or [(), (), ()]
    return Estimate(*(sum(found) if (found := [n for n in column if n is not None]) else None for column in columns))


def _ucdp(claims: Sequence[Range]) -> Estimate:
    known = [c for c in claims if c.low is not None or c.high is not None]
    if not known:
        return Estimate(None, None, None)
    lows = [c.low if c.low is not None else 0 for c in known]
    highs = [c.high if c.high is not None else c.low or 0 for c in known]
    reliable = [c for c in known if c.trusted] or known
    best = min(c.low if c.low is not None else c.high or 0 for c in reliable)
    return Estimate(min(lows), best, max(highs))


def _acled(claims: Sequence[Range]) -> Estimate:
    reliable = [c for c in claims if c.trusted] or claims
    numbers = [n for c in reliable if (n := _conservative(c)) is not None]
    return Estimate(None, min(numbers), None) if numbers else Estimate(None, None, None)


def _conservative(claim: Range) -> int | None:
    """The most conservative reading of one claim."""
    if claim.low is None:
        return claim.high
    if claim.qualifier != "vague":
        return claim.low
    if claim.high is None:
        return _UNKNOWN
    return int(10 ** (len(str(claim.low)) - 1))
