"""Places named in a text.

A name is a mention when the gazetteer has it and nothing around it says that it is a person's or an organisation's, or when a
kind noun before it ("بلدة", "مخيم") says that it is a place, whether a table has it or not. Codebook, "Places": a name inside an
organisation's name, a mere direction and a capital that acts for its state are none; the first is left to linking, which
knows the actors.
"""

from __future__ import annotations

from marsad.lexicon.gazetteer import Gazetteer, KindWord, PlaceWords, load, load_words
from marsad.mentions.place_filter import Candidate, chance, states_named
from marsad.mentions.place_names import Name, Sight, building_name, known_name, looks_like_name, name_start, sight, unknown_name
from marsad.mentions.types import PlaceMention
from marsad.models import Models
from marsad.reading import Reading
from marsad.text.document import Document, Token
from marsad.text.folding import fold_word

_BUILDING = KindWord("facility", open=True, sure=True, named=True, local=False, many=False)
THRESHOLD = 0.35  # least chance for a candidate to be a mention


def find_places(document: Document, *, models: Models | None = None) -> list[PlaceMention]:
    """The places that a document names, in its order; none overlaps another."""
    gazetteer, words = load(), load_words()
    models = models or Models()
    found, out = candidates(document, gazetteer, words), []
    about = states_named(found)
    for candidate in found:
        score = chance(document, candidate, words, about, models)
        if score >= THRESHOLD:
            out.append(_mention(document, candidate, score))
    return out


def read_places(reading: Reading) -> None:
    """Find the places of a report. Reads document; sets places."""
    reading.places = find_places(reading.document, models=reading.models)


def candidates(document: Document, gazetteer: Gazetteer, words: PlaceWords) -> list[Candidate]:
    """Everything that may be a place, before it is judged."""
    tokens, free = document.tokens, 0
    out: list[Candidate] = []
    for i, seen in [(t.i, seen) for t in tokens if t.kind == "word" and (seen := sight(t.norm)) is not None]:
        found = _at(document, gazetteer, words, i, seen) if i >= free else None
        if found is None or _inside_tag(tokens, found):
            continue
        found = _joined(tokens, found, out)
        out.append(found)
        while (more := _next_of_list(document, found)) is not None:
            out.append(more)
            found = more
        free = found.last
    return out


def _at(document: Document, gazetteer: Gazetteer, words: PlaceWords, i: int, seen: Sight) -> Candidate | None:
    tokens, kind = document.tokens, seen.kind
    name = known_name(document, gazetteer, i) if seen.starts else None
    if seen.building is not None and (name is None or name.last == i + 1):
        building = building_name(document, words, i, seen.building)
        if building is not None:
            return _candidate(document, gazetteer, words, building, (seen.building, _BUILDING), i)
    start = name_start(document, i)
    if kind is None or (name is not None and name.last > i + 1 and not _reaches_on(document, gazetteer, start, name.last)):
        return _candidate(document, gazetteer, words, name, None, i) if name else None
    pro, word = kind
    if start >= len(tokens) or tokens[start].sentence != tokens[i].sentence or tokens[start].kind != "word":
        return None if name is None else _candidate(document, gazetteer, words, name, None, i)
    inner = known_name(document, gazetteer, start)
    if inner is not None and inner.pro:
        inner = None  # "مدينة بالشمال": the name of a place follows its kind bare
    if inner is None and start + 1 < len(tokens) and tokens[i].norm.startswith("ال"):
        # "العاصمة الليبية طرابلس": an adjective may stand between
        inner = known_name(document, gazetteer, start + 1) if tokens[start + 1].kind == "word" else None
        if inner is not None and (inner.pro or not tokens[start].norm.endswith(("يه", "ي"))):
            inner = None
    if inner is None and word.open and not tokens[i].norm.startswith("ال"):
        inner = unknown_name(document, words, start)
    if inner is None:
        return None if name is None else _candidate(document, gazetteer, words, name, None, i)
    return _candidate(document, gazetteer, words, inner, (pro, word), i)


def _reaches_on(document: Document, gazetteer: Gazetteer, start: int, last: int) -> bool:
    """Whether the name without its kind noun is longer than with it: "منطقة القلمون", but "القلمون الشرقي"."""
    inner = known_name(document, gazetteer, start) if document.tokens[start - 1].kind == "word" and start < len(document.tokens) else None
    return inner is not None and not inner.pro and inner.last > last


def _candidate(document: Document, gazetteer: Gazetteer, words: PlaceWords, name: Name, kind: tuple[str, KindWord] | None,
               at: int) -> Candidate:  # fmt: skip
    """The candidate for a name, with the kind noun at token `at` before it where there is one."""
    tokens = document.tokens
    last = name.last
    spots = gazetteer.spots(name.key) if name.known else ()
    if kind is not None and tokens[at].norm.endswith("ريف"):
        last = _sides(tokens, last, words)
    first, pro = (at, kind[0]) if kind is not None and kind[1].named and name.first - at == 1 else (name.first, name.pro)
    return Candidate(first, last, pro, name, kind[1] if kind else None, tokens[at].norm if kind else "", spots,
                     gazetteer.weak(name.key), False)  # fmt: skip


def _sides(tokens: list[Token], last: int, words: PlaceWords) -> int:
    """The end of a name with the directions after it: "ريف درعا الجنوبي الغربي"."""
    while last < len(tokens) and tokens[last].norm in words.sides:
        last += 1
    return last


def _inside_tag(tokens: list[Token], found: Candidate) -> bool:
    """Whether a name is only a part of a hashtag: #امطار_الكويت names no place in what is told."""
    before = tokens[found.first - 1] if found.first else None
    after = tokens[found.last] if found.last < len(tokens) else None
    return (before is not None and before.norm == "_") or (after is not None and after.norm == "_")


def _joined(tokens: list[Token], found: Candidate, before: list[Candidate]) -> Candidate:
    """The candidate, marked as one of a list where it follows another one by "و" or a comma."""
    if not before or before[-1].last > found.first:
        return found
    gap = tokens[before[-1].last : found.first]
    if (not gap and found.pro.startswith("و")) or (len(gap) == 1 and gap[0].norm in ("،", ",", "و", "او")):
        return found.in_list(before[-1])
    return found


def _next_of_list(document: Document, found: Candidate) -> Candidate | None:
    """The unlisted name after "و" that follows a name under a plural kind noun: "قرى س وص"."""
    tokens, at = document.tokens, found.last
    if (
        found.kind is None
        or not found.kind.many
        or not found.kind.open
        or at >= len(tokens)
        or tokens[at].sentence != tokens[at - 1].sentence
    ):
        return None
    norm = tokens[at].norm
    if tokens[at].kind != "word" or not norm.startswith("وال") or not looks_like_name(norm[1:]) or load().reach(norm[1:]):
        return None
    name = Name(at, at + 1, "و", norm[1:], False)
    return Candidate(at, at + 1, "و", name, found.kind, found.kind_word, (), False, True)


def _mention(document: Document, candidate: Candidate, score: float) -> PlaceMention:
    tokens = document.tokens
    first, last = candidate.first, candidate.last
    start, end = _without(document, tokens[first], candidate.pro), tokens[last - 1].end
    name = document.text[start:end]
    if candidate.pro.endswith("ل") and tokens[first].norm.startswith(candidate.pro + "ل") and not name.startswith("ال"):
        name = "ا" + name  # للحديدة: the article has lost its alif
    kind = candidate.kind.kind if candidate.kind else None
    return PlaceMention(
        start, end, first, last, " ".join(name.replace("_", " ").replace("#", "").split()), kind, candidate.name.key, candidate.spots, score
    )


def _without(document: Document, token: Token, pro: str) -> int:
    """Where a token begins without its proclitics, in the text as given; marks on them go with them."""
    if not pro or token.end - token.start == len(token.text):
        return token.start + len(pro)
    text, at = document.text, token.start
    while at < token.end and len(fold_word(text[token.start : at + 1])) <= len(pro):
        at += 1
    return at if at < token.end else token.start
