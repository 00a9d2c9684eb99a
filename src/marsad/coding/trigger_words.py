"""What words say of a trigger: the word itself, and those from four before it to five after.

Words are many and come again, so what one says at each distance is worked out once for it and kept as one row of sums.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from marsad.coding.triggers import Candidate, event_readings, types_of
from marsad.lexicon import Form, Lexicon
from marsad.models import LinearModel
from marsad.models.store import clusters
from marsad.text.document import Sentence, Token
from marsad.text.kept import kept

_BACK, _AHEAD = 4, 5  # tokens before and after a trigger that are seen
_GAPS = range(-_BACK, _AHEAD + 1)
_SIDES = {-2: "-2", -1: "-1", 1: "+1", 2: "+2"}  # distances at which words are seen as such, not only as one of their like
_FINE = range(-2, 3)  # distances at which narrower groups of words are seen
_NUMBER = "<number>"  # as the groups of words have it
_OUT = ""  # beyond the sentence
_ALONE = ("-", "")

Typed = dict[str, tuple[float, float]]  # type -> what the word says right before and right after a trigger of it
Row = tuple[float, float, float, float, float, float, float, float, float, float, float, Typed]  # by distance; the word itself; by type


def _seen(token: Token) -> str:
    """A word as it is seen here: folded, a number marked as such."""
    return _NUMBER + token.norm if token.kind == "number" else token.norm


def coarse_groups(tokens: Sequence[Token]) -> list[str]:
    """The group of words that each token belongs to; "-" for none."""
    groups = clusters()
    return [groups.get(_NUMBER if t.kind == "number" else t.norm, _ALONE)[0] for t in tokens]


def word_names(lexicon: Lexicon, c: Candidate, tokens: Sequence[Token], s: Sentence) -> list[str]:
    """The features of a candidate in sentence `s` that words give, by name."""

    def at(i: int) -> str:
        return _seen(tokens[i]) if s.first <= i < s.last else _OUT

    main = c.types[0] if c.types else ""
    word = tokens[c.token].norm
    names = own_names(word, c.forms, lexicon.forms(word))
    for gap in _GAPS:
        names += _like(at(c.token + gap), gap)
    for gap in _SIDES:
        names += _as_such(lexicon, at(c.token + gap if gap < 0 else c.last - 1 + gap), gap)
    return [*names, f"{main}|-1={_norm(at(c.token - 1))}", f"{main}|+1={_norm(at(c.last))}"]


def own_names(word: str, forms: tuple[Form, ...], readings: tuple[Form, ...]) -> list[str]:
    """What the word itself says: its readings, shape and attachments. `forms` are those of an event, `readings` all that the word has."""
    first, types = forms[0], types_of(forms)
    names = [f"w={word}", f"types={'+'.join(types)}"]
    names += [f"lemma={lemma}/{pos}" for lemma, pos in dict.fromkeys((f.entry.lemma, f.pos) for f in forms)]
    for t in types:
        names.append(f"lex={t}")
        names += [f"lex={t}/{pos}" for pos in dict.fromkeys(f.pos for f in forms if f.entry.type == t)]
    names += [f"mode={mode}" for mode in dict.fromkeys(f.entry.mode for f in forms if f.entry.mode)]
    names += ["form=" + "/".join(form) for form in dict.fromkeys((f.pos, f.tense, f.voice) for f in forms)]
    main = types[0] if types else ""
    names += [f"pro={first.pro}", f"pro={first.pro}/{first.pos}", f"en={first.en}", f"{main}|form={first.pos}/{first.tense}/{first.pro}"]
    if any(f.entry.kind == "report" for f in readings):
        names.append("reports")
    if " " in first.entry.lemma:
        names.append("phrase")
    return names


def _norm(word: str) -> str:
    return word.removeprefix(_NUMBER) or "-"


def _as_such(lexicon: Lexicon, word: str, gap: int) -> Iterator[str]:
    """A word beside the trigger, and its lemmas."""
    side, norm = _SIDES[gap], _norm(word)
    yield f"{side}={norm}"
    for f in lexicon.forms(norm)[:2]:
        yield f"{side}lemma={f.entry.lemma}"


def _like(word: str, gap: int) -> tuple[str, ...]:
    """The groups of words that it belongs to: what is learned of one word holds of its like."""
    group = clusters().get(_NUMBER if word.startswith(_NUMBER) else word)
    return _group_names(group, gap)


def _group_names(group: tuple[str, str] | None, gap: int) -> tuple[str, ...]:
    if group is None:
        return (f"-@{gap}",)
    return (f"{group[0]}@{gap}", f"{group[1]}@{gap}") if gap in _FINE else (f"{group[0]}@{gap}",)


class WordSums:
    """What each word weighs in one model, by distance from a trigger."""

    __slots__ = ("_known", "_lexicon", "_likes", "_typed", "_weight", "row")

    def __init__(self, model: LinearModel, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._weight = model.weight
        self._known, self._typed = _by_word(model)
        self._likes: dict[tuple[str, str] | None, tuple[float, ...]] = {}
        self.row: Callable[[str], Row] = kept(self._work_out)

    def rows(self, tokens: Iterable[Token]) -> list[Row]:
        """The row of each token."""
        return list(map(self.row, map(_seen, tokens)))

    def of(self, c: Candidate, rows: Sequence[Row], s: Sentence) -> float:
        """What the words of a candidate of one word weigh together; `rows` are those of the report, `s` is its sentence."""
        i = c.token
        if i - _BACK < s.first or i + _AHEAD >= s.last:
            out = self.row(_OUT)
            near: Sequence[Row] = [rows[j] if s.first <= j < s.last else out for j in range(i - _BACK, i + _AHEAD + 1)]
        else:
            near = rows[i - _BACK : i + _AHEAD + 1]
        b4, b3, b2, b1, here, a1, a2, a3, a4, a5 = near
        main = c.types[0] if c.types else ""
        total = b4[0] + b3[1] + b2[2] + b1[3] + here[4] + a1[5] + a2[6] + a3[7] + a4[8] + a5[9] + here[10]
        typed = b1[11].get(main)
        if typed is not None:
            total += typed[0]
        typed = a1[11].get(main)
        return total if typed is None else total + typed[1]

    def _work_out(self, word: str) -> Row:
        norm, lexicon = _norm(word), self._lexicon
        b4, b3, b2, b1, here, a1, a2, a3, a4, a5 = self._like(clusters().get(_NUMBER if word.startswith(_NUMBER) else word))
        for name in ("=" + norm, *(f"lemma={f.entry.lemma}" for f in lexicon.forms(norm)[:2])):
            beside = self._known.get(name)
            if beside is not None:
                b2, b1, a1, a2 = b2 + beside[0], b1 + beside[1], a1 + beside[2], a2 + beside[3]
        readings = lexicon.forms(word)
        forms = event_readings(readings)
        own = sum(map(self._weight, own_names(word, forms, readings))) if forms else 0.0
        return b4, b3, b2, b1, here, a1, a2, a3, a4, a5, own, self._typed.get(norm, _NEVER)

    def _like(self, group: tuple[str, str] | None) -> tuple[float, ...]:
        found = self._likes.get(group)
        if found is None:
            found = self._likes[group] = tuple(sum(map(self._weight, _group_names(group, gap))) for gap in _GAPS)
        return found


_NEVER: Typed = {}


def _by_word(model: LinearModel) -> tuple[dict[str, list[float]], dict[str, Typed]]:
    """What a model has, by its features' names without the side, for words beside a trigger as such (by `_SIDES`), and, by word, for
    words right before and after one of some type."""
    plain: dict[str, list[float]] = {}
    typed: dict[str, Typed] = {}
    places = {side: n for n, side in enumerate(_SIDES.values())}
    for name, _ in model.rows():
        place = places.get(name[:2])
        if place is not None and name[2:].startswith(("=", "lemma=")):
            plain.setdefault(name[2:], [0.0] * len(places))[place] = model.weight(name)
            continue
        main, bar, rest = name.partition("|")
        if bar and rest[:3] in ("-1=", "+1="):
            before, after = typed.setdefault(rest[3:], {}).get(main, (0.0, 0.0))
            weight = model.weight(name)
            typed[rest[3:]][main] = (weight, after) if rest[0] == "-" else (before, weight)
    return plain, typed


@lru_cache(maxsize=8)
def word_sums(model: LinearModel, lexicon: Lexicon) -> WordSums:
    """The sums of one model, kept from report to report."""
    return WordSums(model, lexicon)
