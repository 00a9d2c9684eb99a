"""The codebook's tables: event types and their modes, ACLED sub-event types, quad classes and intensity.

Types and modes are those of PLOVER (Halterman and others, "PLOVER and POLECAT", 2023), with `territory` (ground
taken by force) added to ASSAULT. The quad classes group them as PLOVER does: verbal or material, cooperation or
conflict. `INTENSITY` is our own ordinal scale, -10 to 10, in the spirit of Goldstein's (1992) for WEIS.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import get_args

from marsad.records import EventType

TYPES: tuple[EventType, ...] = get_args(EventType)

MODES: dict[EventType, tuple[str, ...]] = {
    "CONSULT": ("visit", "third-party", "multilateral", "phone"),
    "RETREAT": ("withdraw", "release", "return", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": ("assist", "change", "yield", "meet"),
    "ACCUSE": ("disapprove", "investigate", "allege"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "THREATEN": ("force", "restrict", "arrest", "relations", "territory"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "COERCE": ("seize", "restrict", "ban", "censor", "curfew", "arrest", "deport", "withhold", "misinformation", "cyber"),
    "ASSAULT": (
        "abduct", "beat", "torture", "execute", "sexual", "assassinate", "destroy", "primitive", "firearms", "explosives",
        "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "cleansing", "massacre", "unconventional", "territory",
    ),
}  # fmt: skip

QUAD: dict[EventType, str] = {
    "AGREE": "verbal cooperation", "CONSULT": "verbal cooperation", "SUPPORT": "verbal cooperation", "CONCEDE": "verbal cooperation",
    "COOPERATE": "material cooperation", "AID": "material cooperation", "RETREAT": "material cooperation",
    "REQUEST": "verbal conflict", "ACCUSE": "verbal conflict", "REJECT": "verbal conflict", "THREATEN": "verbal conflict",
    "PROTEST": "material conflict", "SANCTION": "material conflict", "MOBILIZE": "material conflict", "COERCE": "material conflict",
    "ASSAULT": "material conflict",
}  # fmt: skip

# How an event ties its actor to its recipient, in a word.
TIES: dict[EventType, str] = {
    "AGREE": "agrees with", "CONSULT": "meets", "SUPPORT": "supports", "CONCEDE": "concedes to", "COOPERATE": "cooperates with", "AID": "aids",
    "RETREAT": "yields to", "REQUEST": "calls on", "ACCUSE": "accuses", "REJECT": "rejects", "THREATEN": "threatens",
    "PROTEST": "protests against", "SANCTION": "sanctions", "MOBILIZE": "mobilizes against", "COERCE": "coerces", "ASSAULT": "fights",
}  # fmt: skip

INTENSITY: dict[EventType, float] = {
    "RETREAT": 7.0, "AID": 7.0, "COOPERATE": 6.0, "AGREE": 5.0, "CONCEDE": 4.0, "SUPPORT": 3.5, "CONSULT": 2.5, "REQUEST": -1.0,
    "ACCUSE": -2.5, "REJECT": -4.0, "THREATEN": -5.5, "PROTEST": -6.0, "SANCTION": -6.5, "MOBILIZE": -7.0, "COERCE": -7.5, "ASSAULT": -10.0,
}  # fmt: skip

# ACLED sub-event types (Codebook, 2023 edition) by our type and mode; `None` as mode stands for every other mode of the type.
ACLED: dict[tuple[EventType, str | None], str] = {
    ("ASSAULT", "aerial"): "Air/drone strike",
    ("ASSAULT", "drone"): "Air/drone strike",
    ("ASSAULT", "heavy-weapons"): "Shelling/artillery/missile attack",
    ("ASSAULT", "explosives"): "Remote explosive/landmine/IED",
    ("ASSAULT", "suicide-attack"): "Suicide bomb",
    ("ASSAULT", "unconventional"): "Chemical weapon",
    ("ASSAULT", "abduct"): "Abduction/forced disappearance",
    ("ASSAULT", "sexual"): "Sexual violence",
    ("ASSAULT", "crowd-control"): "Excessive force against protesters",
    ("ASSAULT", "firearms"): "Armed clash",
    ("ASSAULT", "territory"): "Non-state actor overtakes territory",
    ("ASSAULT", "destroy"): "Looting/property destruction",
    ("ASSAULT", "beat"): "Attack",
    ("ASSAULT", "torture"): "Attack",
    ("ASSAULT", "execute"): "Attack",
    ("ASSAULT", "assassinate"): "Attack",
    ("ASSAULT", "primitive"): "Attack",
    ("ASSAULT", "cleansing"): "Attack",
    ("ASSAULT", "massacre"): "Attack",
    ("PROTEST", "riot"): "Violent demonstration",
    ("PROTEST", None): "Peaceful protest",
    ("COERCE", "arrest"): "Arrests",
    ("AGREE", None): "Agreement",
    ("RETREAT", "withdraw"): "Non-violent transfer of territory",
}
_STATE_FORCES = frozenset({"military", "government", "state"})


def acled(type_: EventType, mode: str | None, *, doers: Collection[str] = (), sufferers: Collection[str] = ()) -> str | None:
    """The ACLED sub-event type of an event, or `None` where ACLED does not cover it.

    `doers` and `sufferers` are the kinds of its actors and recipients: a clash has armed actors on both sides,
    an attack only on one, and ground taken by a state's forces is "Government regains territory".
    """
    if (type_, mode) == ("ASSAULT", "territory") and doers and set(doers) <= _STATE_FORCES:
        return "Government regains territory"
    if type_ == "ASSAULT" and mode in (None, "firearms"):
        armed = {"military", "armed_group"}
        two_sides = len(doers) > 1 or bool(armed & set(sufferers))
        return "Armed clash" if two_sides or not sufferers else "Attack"
    return ACLED.get((type_, mode)) or ACLED.get((type_, None))
