"""Who is named in a text: persons, states, organs, forces, groups, organisations, outlets, peoples, unnamed sources.

A sequence tagger trained on hand-coded reports, with a network's say beside it, says which words name an actor and of what kind (model card:
docs/models/actors.md); the lists know names, titles and heads; rules here cut proclitics and marks off, join a title
to the name that it stands beside, and look the name up. Codebook: Actors.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from marsad.lexicon.knowledge import Hit, Knowledge, KnownActor
from marsad.lexicon.phrases import Found
from marsad.mentions.actor_features import Extra, NameSight
from marsad.mentions.actor_names import ActorNames, actor_names
from marsad.mentions.actor_spans import Chances, Guess
from marsad.mentions.name_edges import proclitic, trim
from marsad.mentions.name_network import heard
from marsad.mentions.titles import is_title, title_before
from marsad.mentions.types import ActorMention
from marsad.models import Crf
from marsad.models.table import Rows
from marsad.reading import Reading
from marsad.records import ActorKind
from marsad.text.document import Document, Token

KINDS: dict[str, ActorKind] = {
    "PER": "person", "ROL": "person", "TIT": "person", "STA": "state", "GOV": "government", "MIL": "military", "ARM": "armed_group", "IGO": "igo",
    "NGO": "ngo", "MED": "media", "POP": "population", "OTH": "other",
}  # fmt: skip
_REFINED = {"NGO": ("party", "company", "ngo", "igo"), "OTH": ("company", "party", "ngo", "igo", "government", "media")}
_LEAST = 0.08  # chance that a known name of one word must have by the tagger, since many are common words too
_OFFICES = ("ROL", "TIT")
VOICE = 1.0  # how much the network of names counts beside the tagger's own features; set by cross-validation
_PIECE = 8_192  # words whose chances are worked out at once
_BESIDE = frozenset({",", "،", "-", ":", "("})


class Span(NamedTuple):
    """A name's tokens in the document, without what does not belong to it; `cut` letters are off its first word."""

    first: int
    last: int
    label: str
    chance: float
    cut: int


def read_actors(reading: Reading) -> None:
    """Find the actors named. Reads document and models; fills `reading.actors`, in order of the text."""
    names = actor_names(Knowledge.load())
    document = reading.document
    spans = _whole_offices(document, list(_spans(reading, names)), names)
    roles = _roles(document, spans, names)
    taken = {r for r in roles.values() if r is not None}
    for k, span in enumerate(spans):
        if k not in taken:
            reading.actors.append(_mention(document, span, names, spans, roles.get(k)))


def _spans(reading: Reading, names: ActorNames) -> Iterator[Span]:
    document, field = reading.document, reading.models.crf("actors")
    around = {t.norm for t in document.tokens}
    sentences = [[t.norm for t in document.tokens[s.first : s.last]] for s in document.sentences]
    known = [names.names_in(norms) for norms in sentences]
    extra = [marked(norms, names, some) for norms, some in zip(sentences, known, strict=True)]
    chances = chances_of(sentences, names, extra, field, _heard(reading, extra, field)) if field is not None and document.tokens else None
    for sentence, some in zip(document.sentences, known, strict=True):
        if chances is None:
            found = [Guess(f.first, f.last, _label(f.values[0].entry), 0.5) for f in some]
        else:
            found = _with_known(chances.guesses(sentence.first, sentence.last), some, chances, sentence.first)
        for a, b, label, chance in found:
            end = _border(document, a + sentence.first, b + sentence.first, label, names)
            first, last = trim(document, a + sentence.first, end)
            if label in ("TIT", "ROL") and first < last and not is_title(document.tokens[first], names):
                first += 1
            if label == "PER" and first < last and document.tokens[first].norm in names.borders:
                label = "ROL"  # "نظيره المصري": who holds the same office elsewhere, and not he whose office stands before it
            if first < last:
                cut = proclitic(document.tokens[first].norm, known=names.known, around=around)
                yield Span(first, last, label, chance, cut)
            if end < b + sentence.first and (group := _label_behind(document.tokens[end].norm, names)) is not None:
                cut = proclitic(document.tokens[end].norm, known=names.known, around=around)
                yield Span(*trim(document, end, b + sentence.first), group, chance, cut)


def _whole_offices(document: Document, spans: Sequence[Span], names: ActorNames) -> list[Span]:
    """The spans, with the office of one who serves another and that other's office right behind it made one: "نائب خادم الحرمين"."""
    out: list[Span] = []
    for span in spans:
        last = out[-1] if out else None
        if (
            last is not None
            and last.label in _OFFICES
            and (span.label in _OFFICES or names.knowledge.title_at([t.norm for t in document.tokens[span.first : span.last]], 0) is not None)
            and last.last == span.first == last.first + 1
            and not span.cut
            and not (norm := document.tokens[last.first].norm[last.cut :]).startswith("ال")
            and names.lore(norm).title is not None
        ):
            out[-1] = Span(last.first, span.last, "ROL" if span.label == "PER" else span.label, min(last.chance, span.chance), last.cut)
        else:
            out.append(span)
    return out


def _heard(reading: Reading, extra: Sequence[Extra], field: Crf) -> Rows | None:
    """How much the network of names speaks for each label of the field at each token, where there is one; fills `reading.speech`."""
    tagger = reading.models.tagger()
    if tagger is None:
        return None
    document = reading.document
    marks = {s.first + k: more for s, some in zip(document.sentences, extra, strict=True) for k, more in some.items()}
    shares, reading.speech = heard(document, marks, tagger, reading.lexicon)
    return VOICE * shares[:, _columns(field.labels, tagger.labels)]


@lru_cache(maxsize=8)
def _columns(wanted: tuple[str, ...], there: tuple[str, ...]) -> list[int]:
    """Where the labels of a field stand among those of a network."""
    return [there.index(label) for label in wanted]


def chances_of(sentences: Sequence[Sequence[str]], names: ActorNames, extra: Sequence[Extra], field: Crf, heard: Rows | None = None) -> Chances:
    """What the tagger says of the folded words of a report, sentence by sentence. `extra`: what it is shown of words of each beside
    themselves (`marked`); `heard`: what else speaks for each label, (words, labels)."""
    return Chances(field.labels, _in_pieces(sentences, names, extra, field, heard))


def _in_pieces(
    sentences: Sequence[Sequence[str]], names: ActorNames, extra: Sequence[Extra], field: Crf, heard: Rows | None
) -> Iterator[NDArray[np.float64]]:
    """The chances of the words of some sentences after another: a long report is not held whole."""

    def chances() -> NDArray[np.float64]:
        weights = sight.weights(some, marks)
        return field.chances(weights if heard is None else weights + heard[done : done + words], list(map(len, some)))

    sight = _sight(names, field)
    some: list[Sequence[str]] = []
    marks: dict[int, Sequence[str]] = {}
    words = done = 0
    for norms, shown in zip(sentences, extra, strict=True):
        if some and words + len(norms) > _PIECE:
            yield chances()
            some, marks, words, done = [], {}, 0, done + words
        for k, more in shown.items():
            marks[words + k] = more
        some.append(norms)
        words += len(norms)
    if some:
        yield chances()


@lru_cache(maxsize=16)
def _sight(names: ActorNames, field: Crf) -> NameSight:
    """What words weigh for one tagger over one set of lists, kept from report to report."""
    return NameSight(names, field)


def _border(document: Document, first: int, last: int, label: str, names: ActorNames) -> int:
    """Where a person's name ends at the latest: before a word that begins another phrase ("فلان نظيره القطري"), or, after two words and more
    that are people's names, before a definite body or people that is nobody's name ("غسان سلامة الأطراف الليبية"). Where an office that
    has the article ends: before a state, behind the adjective of another ("الرئيس الأمريكي السعودية"), and before one whom it does something
    with ("الرئيس المصري بالرئيس الفرنسي")."""
    if label == "PER":
        named = True
        for k in range(first, last):
            norm = document.tokens[k].norm
            if k > first and norm in names.borders:
                return k
            if named and k > first + 1 and norm.startswith("ال") and _group_label(norm, names) is not None:
                return k
            named = named and _is_name(norm, names)
    if label in ("ROL", "TIT") and document.tokens[first].norm.startswith("ال"):
        for k in range(first + 2, last):
            beside, norm = document.tokens[k - 1].norm, document.tokens[k].norm
            if beside.startswith("ال") and names.country(beside) is not None and names.state(norm) is not None:
                return k
            if norm.startswith("بال") and names.lore(norm).title is not None:
                return k
    return last


def _is_name(norm: str, names: ActorNames) -> bool:
    """Whether a word may be part of a person's name."""
    return any(mark.startswith("f:") for mark in names.marks(norm))


def _label_behind(norm: str, names: ActorNames) -> str | None:
    """The label of what a name was cut off before: an office, a state, a body or a people."""
    if norm.startswith("بال") and names.lore(norm).title is not None:
        return "ROL"
    return "STA" if names.state(norm) is not None else _group_label(norm, names)


def _group_label(norm: str, names: ActorNames) -> str | None:
    """The label of a body or people that a word is by itself, and nobody's name; none for other words."""
    lore = names.lore(norm)
    kind = lore.head or lore.people
    if kind is None or lore.title is not None or _is_name(norm, names):
        return None
    return next((label for label, of in KINDS.items() if of == kind), "OTH")


def _with_known(found: list[Guess], known: Sequence[Found[Hit]], chances: Chances, low: int) -> list[Guess]:
    """The guesses of a sentence that begins at word `low` and, where there is none, the known names of others than states: the last word on
    them is linking's."""
    taken = {k for g in found for k in range(g.first, g.last)}
    more = [
        Guess(f.first, f.last, _label(f.values[0].entry), chances.some(low + f.first, low + f.last))
        for f in known
        if f.values[0].entry.kind != "state" and not f.values[0].ambiguous and taken.isdisjoint(range(f.first, f.last))
    ]
    more = [g for g in more if g.last - g.first > 1 or g.chance >= _LEAST]
    return sorted([*found, *more]) if more else found


def marked(norms: Sequence[str], names: ActorNames, known: Sequence[Found[Hit]]) -> dict[int, list[str]]:
    """What the tagger is shown of words of a sentence beside themselves: known names, titles and heads of several words."""
    extra: dict[int, list[str]] = {}
    for found in known:
        if found.last - found.first > 1:
            kind = found.values[0].entry.kind
            for k in range(found.first, found.last):
                where = "gB" if k == found.first else "gE" if k == found.last - 1 else "gI"
                extra[k] = [where, where + kind]
    for first, last, mark in names.phrases_in(norms):
        for k in range(first, last):
            extra.setdefault(k, []).append(mark + ("B" if k == first else "E" if k == last - 1 else "I"))
    return extra


def _label(entry: KnownActor) -> str:
    return next((label for label, kind in KINDS.items() if kind == entry.kind), "OTH")


def _roles(document: Document, spans: Sequence[Span], names: ActorNames) -> dict[int, int | None]:
    """For each person's name, the span of the office beside it, if the tagger found one (before it, or after a comma)."""
    tokens = document.tokens
    out: dict[int, int | None] = {}
    used: set[int] = set()
    for k, span in enumerate(spans):
        if span.label != "PER":
            continue
        out[k] = None
        begin = title_before(document, span.first, names)
        if (
            k
            and spans[k - 1].label in ("ROL", "TIT")
            and k - 1 not in used
            and spans[k - 1].last <= span.first
            and (_touch(tokens, spans[k - 1].last, span.first) or _touch(tokens, spans[k - 1].last, begin) or begin < spans[k - 1].last)
        ):
            out[k] = k - 1
        elif k + 1 < len(spans) and spans[k + 1].label in ("ROL", "TIT") and _touch(tokens, span.last, spans[k + 1].first):
            after = k + 2 < len(spans) and spans[k + 2].label == "PER" and spans[k + 2].first == spans[k + 1].last
            out[k] = None if after else k + 1
        if (found := out[k]) is not None:
            used.add(found)
    return out


def _touch(tokens: Sequence[Token], last: int, first: int) -> bool:
    return first == last or (first == last + 1 and tokens[last].norm in _BESIDE and tokens[last].sentence == tokens[first].sentence)


def _mention(document: Document, span: Span, names: ActorNames, spans: Sequence[Span], role: int | None) -> ActorMention:
    tokens = document.tokens
    first, last = span.first, span.last
    start, end = tokens[first].start + _cut_width(tokens[first], span.cut), tokens[last - 1].end
    name = document.text[start:end]
    if span.cut and tokens[first].norm[: span.cut].endswith("لل"):
        name = "ال" + name  # للأمم المتحدة: the article has lost its alif
    entry = known_entry(names.knowledge, name)
    if (
        entry is None
        and last - first > 1
        and not span.cut
        and name[0] in "بلو"
        and (behind := known_entry(names.knowledge, name[1:])) is not None
    ):
        start, name, entry = start + 1, name[1:], behind  # لبي بي سي: the letter is none of a known name's
    phrase_first, phrase_last, title = first, last, None
    if span.label in ("ROL", "TIT"):
        title = name
    elif span.label == "PER":
        if role is not None:
            beside = spans[role]
            at, cut = beside.first, beside.cut
            if at < first and (earlier := title_before(document, first, names)) < at:
                at, cut = earlier, _cut(tokens[earlier], names)  # "آمر الكتيبة", of which the tagger gave the last word
            phrase_first, phrase_last = min(first, at), max(last, beside.last)
            title = document.text[tokens[at].start + _cut_width(tokens[at], cut) : tokens[beside.last - 1].end]
        elif (at := title_before(document, first, names)) < first:
            phrase_first = at
            title = document.text[tokens[at].start + _cut_width(tokens[at], _cut(tokens[at], names)) : tokens[first - 1].end]
    kind = entry.kind if entry is not None else _kind(span.label, names.lore(tokens[first].norm).head)
    return ActorMention(
        start, end, first, last, phrase_first, phrase_last, name, kind=kind,  # type: ignore[arg-type]
        country=_country(document, phrase_first, phrase_last, names, entry), role=title,
        known=entry.id if entry is not None else None, score=round(span.chance, 4),
    )  # fmt: skip


def _cut(token: Token, names: ActorNames) -> int:
    return proclitic(token.norm, known=names.known, around=())


def _cut_width(token: Token, cut: int) -> int:
    """Letters to leave out of the token as given (marks and tatweel between them counted), for `cut` folded ones."""
    return cut if cut and token.end - token.start >= len(token.norm) else 0


@lru_cache(maxsize=50_000)
def known_entry(knowledge: Knowledge, name: str) -> KnownActor | None:
    """The one actor that this name stands for by itself, if the lists have just one."""
    hits = knowledge.find(name.replace('"', "").replace("#", ""))
    full = {h.entry.id: h.entry for h in hits if not h.short}
    if len(full) == 1:
        return next(iter(full.values()))
    short = {h.entry.id: h.entry for h in hits if h.short and not h.ambiguous}
    return next(iter(short.values())) if len(short) == 1 and not full else None


def _kind(label: str, head: str | None) -> ActorKind:
    if head in _REFINED.get(label, ()):
        return head  # type: ignore[return-value]
    return KINDS[label]


def _country(document: Document, first: int, last: int, names: ActorNames, entry: KnownActor | None) -> str | None:
    if entry is not None and entry.country:
        return entry.country
    for token in document.tokens[first:last]:
        if (code := names.country(token.norm)) is not None:
            return code
    return None
