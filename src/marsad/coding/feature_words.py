"""How the features of the trigger model read to a person who codes by hand."""

from __future__ import annotations

import re

_SIDES = {"-2": "two words before it", "-1": "right before it", "+1": "right after it", "+2": "two words after it", "-2-1": "before it"}
_FIXED = {
    "reports": "it also reports speech",
    "phrase": "it is a fixed phrase",
    "said": "it stands in what someone said",
    "quoted": "it stands in quotation marks",
    "cue": "it introduces a statement",
    "question": "it stands in a question",
    "clause_first": "it opens its clause",
    "sentence_first": "it opens its sentence",
    "actors=": "no actor in its clause",
    "actors=b": "an actor before it",
    "actors=a": "an actor after it",
    "actors=ba": "actors before and after it",
}
_SHAPES = (
    (re.compile(r"lex=(.+)/(.+)"), "the lexicon has the {1} as {0}"),
    (re.compile(r"lex=(.+)"), "the lexicon has it as {0}"),
    (re.compile(r"lemma=(.+)/(.+)"), "the {1} {0}"),
    (re.compile(r"w=(.+)"), "the form «{0}»"),
    (re.compile(r"types=(.+)"), "its meanings: {0}"),
    (re.compile(r"mode=(.+)"), "its mode: {0}"),
    (re.compile(r"form=(.*)"), "its form: {0}"),
    (re.compile(r"actor_(before|after)=(.+)"), "an actor ({1}) {0} it"),
    (re.compile(r"clause_(\w+)"), "a {0} in its clause"),
    (re.compile(r"no_(\w+)"), "no {0} in its clause"),
    (re.compile(r"said_by=(.+)"), "said after «{0}»"),
    (re.compile(r"next=none"), "no event word after it"),
    (re.compile(r"prev=none"), "no event word before it"),
    (re.compile(r"next_lemma=(.+)/.+"), "the next event word is {0}"),
    (re.compile(r"prev_lemma=(.+)/.+"), "the event word before is {0}"),
    (re.compile(r"next=(.+)/.+"), "the next event word is of {0}"),
    (re.compile(r"prev=(.+)/.+"), "the event word before is of {0}"),
    (re.compile(r"border=(.+)"), "its clause opens with {0}"),
)
_SIDE = re.compile(r"(-2-1|[-+][12])(lemma|actor)?(?:=(.+)|(number|place|date))")


def wording(feature: str) -> str | None:
    """A feature in words; `None` for one that says nothing to a person (groups of words, counts)."""
    type_, bar, rest = feature.partition("|")
    if bar:
        said = wording(rest)
        return f"{said} (for {type_})" if said is not None else None
    if feature in _FIXED:
        return _FIXED[feature]
    side = _SIDE.fullmatch(feature)
    if side is not None:
        where, what, value, named = side.groups()
        if named:
            return f"a {named} {_SIDES[where]}"
        return f"{_actor(value) if what == 'actor' else f'«{value}»'} {_SIDES[where]}"
    for shape, words in _SHAPES:
        found = shape.fullmatch(feature)
        if found is not None:
            return words.format(*(g or "none" for g in found.groups()))
    return None


_STEPS = {"far below": "much less likely", "below": "less likely", "even": "as likely", "above": "likelier", "far above": "much likelier"}
_ALIKE = {"all": "the same parties", "some": "some of the same parties", "none": "other parties"}
_BESIDE = (
    (re.compile(r"same/(clause|sentence)/(before|after)/(.+)"), "a {2} event of the same type {1} it in its {0}"),
    (re.compile(r"told/(before|after)/(all|some|none)/(?:True|False)/(.+)"), "a {2} event of the same type with {1} in a sentence {0}"),
    (re.compile(r"([A-Z]+)/parties=00"), "nobody named in it"),
    (re.compile(r"([A-Z]+)/parties=[12][12]"), "both sides named in it"),
    (re.compile(r"([A-Z]+)/parties=[12]0"), "who did it is named"),
    (re.compile(r"([A-Z]+)/parties=0[12]"), "to whom it was done is named"),
    (re.compile(r"([A-Z]+)/by=(.+)"), "done by a {1}"),
    (re.compile(r"([A-Z]+)/to=(.+)"), "done to a {1}"),
    (re.compile(r"lemma=(.+)/(.+)"), "the {1} {0}"),
    (re.compile(r"([A-Z]+)/said"), "it stands in what someone said"),
    (re.compile(r"([A-Z]+)/cue"), "its word introduces a statement"),
    (re.compile(r"([A-Z]+)/first=True"), "the first of its type in the report"),
    (re.compile(r"([A-Z]+)/number"), "a number beside it"),
)


def judge_wording(feature: str) -> str | None:
    """A feature of the judge of drafts in words; `None` for one that says nothing to a person."""
    for shape, words in _BESIDE:
        found = shape.fullmatch(feature)
        if found is not None:
            return words.format(*(_STEPS.get(g) or _ALIKE.get(g) or g for g in found.groups()))
    return None


def _actor(kind: str) -> str:
    return f"an actor ({kind})"
