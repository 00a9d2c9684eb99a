"""Whom the text gives as a figure's source: the speakers near it and those named by "according to" are weighed against "the report itself".

A speaker whose words hold the number is the first thought; one who spoke in the sentence before, or whom "بحسب" names elsewhere in the
sentence, may be it too. Learned from hand-coded reports (training/train_figure_fields.py); without a model, the speaker whose words hold it.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from marsad.coding.attribution import source_at
from marsad.coding.figure_bounds import bounds
from marsad.coding.nearby import Nearby, nearby
from marsad.mentions.types import NumberMention
from marsad.reading import Reading
from marsad.records import Statement

MODEL = "figure_sources"
_BACK = 2  # sentences back in which a speaker may still be the source
_SAID = 5  # tokens between "according to" and the name
_LIMIT = 8  # statements weighed


class SourceChoice(msgspec.Struct, frozen=True, gc=False):
    """An actor that may be the source, with what speaks for it."""

    actor: str | None
    features: list[str]


class Told(msgspec.Struct, frozen=True, gc=False):
    """The figure before: its number, and its source."""

    number: NumberMention
    source: str | None


def source_of(reading: Reading, m: NumberMention, measure: str, told: Told | None) -> str | None:
    """The id of the actor that the text gives as the source of a figure, or `None`."""
    model = reading.models.linear(MODEL)
    if model is None:
        found = source_at(reading, m.start)
        return found.actor if found is not None else None
    choices = source_choices(reading, m, measure, told)
    scores = [b - a for a, b in (model.margins(c.features) for c in choices)]
    return choices[max(range(len(scores)), key=scores.__getitem__)].actor


def source_choices(reading: Reading, m: NumberMention, measure: str, told: Told | None) -> list[SourceChoice]:
    """Every actor that may be the source, and `None`, which comes last."""
    index = nearby(reading)
    here = reading.document.tokens[m.first].sentence
    near = index.statements(max(0, here - _BACK), here)[-_LIMIT:]
    cover = [s for s in near if s.content.start <= m.start < s.content.end]
    inner = min(cover, key=lambda s: s.content.end - s.content.start) if cover else None
    kinds = index.roles
    named = list(_named(reading, m, here))
    found: dict[str, list[str]] = {}
    for s in near:
        rel = _relation(index, s, m, here, inner)
        features = found.setdefault(s.speaker, [f"kind={kinds.get(s.speaker, '')}"])
        features += [
            rel,
            f"{rel}/{len(cover)}",
            f"{rel}/{kinds.get(s.speaker, '')}",
            f"{rel}/{bool(named)}",
            f"{rel}/{_head(reading, here)}",
        ]
        features += [f"{rel}/cue={_cue(s)}", f"{rel}/direct={s.direct}"]
        if rel.startswith("before"):
            last = s is [x for x in near if _relation(index, x, m, here, inner).startswith("before")][-1]
            features += [
                f"{rel}/last={last}/{bool(cover)}",
                f"{rel}/same={_paragraph(index, s) == reading.document.sentences[here].paragraph}/{bool(cover)}",
            ]
            features.append(f"{rel}/quoted={_quoted(reading, m)}")
    for actor, side, gap in named:
        features = found.setdefault(actor, [f"kind={kinds.get(actor, '')}"])
        features += [f"named/{side}", f"named/{side}/{gap}", f"named/{side}/{bool(cover)}", f"named/{kinds.get(actor, '')}"]
    vouched = source_at(reading, m.start)
    sure = vouched.actor if vouched is not None else None
    for a, features in found.items():
        features.append(f"vouched={'yes' if a == sure else 'another' if sure else 'nobody'}")
        features.append(f"vouched={'yes' if a == sure else 'another' if sure else 'nobody'}/{kinds.get(a, '')}")
        features.append(f"vouched={'yes' if a == sure else 'another' if sure else 'nobody'}/{bool(named)}")
    out = [SourceChoice(a, [*f, *_chain(reading, m, a, told, bool(cover))]) for a, f in found.items()]
    return [*out, SourceChoice(None, [*_none(reading, m, measure, near, cover, named, told), f"none/vouched={sure is not None}"])]


def _paragraph(index: Nearby, s: Statement) -> int:
    """The paragraph of a statement's cue."""
    return index.reading.document.sentences[index.sentence(s.cue.start)].paragraph


def _relation(index: Nearby, s: Statement, m: NumberMention, here: int, inner: Statement | None) -> str:
    if s is inner:
        return "inner"
    if s.content.start <= m.start < s.content.end:
        return "outer"
    away = here - index.sentence(s.cue.start)
    if away == 0:
        return "sentence/after" if s.cue.start > m.start else "sentence/before"
    return f"before/{away}"


def _cue(s: Statement) -> str:
    return s.cue.text.split(" ")[0].lstrip("و")


def _head(reading: Reading, here: int) -> str:
    return reading.document.tokens[reading.document.sentences[here].first].norm


def _quoted(reading: Reading, m: NumberMention) -> bool:
    return nearby(reading).quoted(m.first)


def _named(reading: Reading, m: NumberMention, here: int) -> Iterator[tuple[str, str, str]]:
    """Actors that "according to" names in this sentence: id, side of the number, distance."""
    tokens, sentence = reading.document.tokens, reading.document.sentences[here]
    said = bounds("said")
    places = [i for i in range(sentence.first, sentence.last) if tokens[i].norm in said]
    if not places:
        return
    mentions = [a for a in nearby(reading).actors(here) if a.actor is not None]
    for i in places:
        after = [a for a in mentions if i < a.first <= i + _SAID]
        if after and after[0].actor is not None:
            gap = i - m.last if i > m.first else m.first - i
            yield after[0].actor, "after" if i > m.first else "before", "near" if gap < 8 else "mid" if gap < 20 else "far"


def _chain(reading: Reading, m: NumberMention, actor: str | None, told: Told | None, covered: bool) -> list[str]:
    if told is None:
        return [f"chain=first/{actor is None}"]
    tokens = reading.document.tokens
    away = tokens[m.first].sentence - tokens[told.number.first].sentence
    how = "none" if told.source is None else "same" if told.source == actor else "other"
    near = "0" if away == 0 else "1" if away == 1 else "2+"
    return [f"chain={how}/{near}/{actor is None}", f"chain={how}/{near}/{covered}/{actor is None}"]


def _none(
    reading: Reading,
    m: NumberMention,
    measure: str,
    near: list[Statement],
    cover: list[Statement],
    named: list[tuple[str, str, str]],
    told: Told | None,
) -> Iterator[str]:
    here = reading.document.tokens[m.first].sentence
    yield "none"
    yield f"none/cover={min(len(cover), 2)}/{bool(named)}"
    yield f"none/near={min(len(near), 3)}/{bool(cover)}/{bool(named)}"
    yield f"none/measure={measure}"
    yield f"none/sentence={min(here, 3)}/{bool(cover)}"
    yield f"none/head={_head(reading, here)}"
    yield f"none/quoted={_quoted(reading, m)}/{bool(cover)}"
    yield from _chain(reading, m, None, told, bool(cover))
