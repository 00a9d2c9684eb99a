"""How what the network sees about a trigger, and the features of the judge of drafts, read to a person who codes by hand."""

from __future__ import annotations

import re

_FIXED = {
    "said": "it stands in what someone said",
    "quoted": "it stands in quotation marks",
    "cue": "it introduces a statement",
    "question": "it stands in a question",
    "clause_first": "it opens its clause",
    "sentence_first": "it opens its sentence",
    "actor_before=none": "nobody named before it",
    "actor_after=none": "nobody named after it",
    "speaker_before": "who speaks stands before it",
    "speaker_after": "who speaks stands after it",
    "sayer_before": "who says this is named before it",
    "sayer_after": "who says this is named after it",
    "next=none": "no event word after it",
    "prev=none": "no event word before it",
    "violence=high": "many words of violence in the report",
    "violence=none": "no word of violence in the report",
    "again=0": "the first of its word in the report",
    "again=1": "its word came before",
    "again=2": "its word came before, more than once",
}
_SHAPES = (
    (re.compile(r"pos=(noun|verb|participle)(past|present|imperative)?(active|passive|either)?"), "its form: {0} {1} {2}"),
    (re.compile(r"actor_(before|after)=(.+)"), "an actor ({1}) {0} it"),
    (re.compile(r"gap_(before|after)=([01])"), "an actor right {0} it"),
    (re.compile(r"gap_(before|after)=([56])"), "an actor far {0} it"),
    (re.compile(r"(date|place|number)=here"), "a {0} in its clause"),
    (re.compile(r"(date|place|number)=none"), "no {0} in its sentence"),
    (re.compile(r"next=(.+)/.+"), "the next event word is of {0}"),
    (re.compile(r"prev=(.+)/.+"), "the event word before is of {0}"),
    (re.compile(r"next=(.+)"), "the next event word is of {0}"),
    (re.compile(r"prev=(.+)"), "the event word before is of {0}"),
    (re.compile(r"modal=(.+)/0"), "a word of {0} right before it"),
    (re.compile(r"modal=(.+)/over"), "a word of {0} in the clause before"),
    (re.compile(r"modal=(.+)/.+"), "a word of {0} before it"),
    (re.compile(r"border=(.+)"), "its clause opens with {0}"),
    (re.compile(r"sentence=(\d)"), "it stands in sentence {0} from the first (0)"),
    (re.compile(r"sentence=(mid|late)"), "it stands far down in the report"),
    (re.compile(r"told=(.+)/0"), "the first word of {0} in the report"),
    (re.compile(r"told=(.+)/.+"), "words of {0} before it in the report"),
)


def wording(name: str) -> str | None:
    """What is seen of a trigger in words; `None` for what says nothing to a person (distances, lengths)."""
    type_, bar, rest = name.partition("|")
    if bar:
        said = wording(rest)
        return f"{said} (for {type_})" if said is not None and type_ else said
    if name in _FIXED:
        return _FIXED[name]
    for shape, words in _SHAPES:
        found = shape.fullmatch(name)
        if found is not None:
            return " ".join(words.format(*("" if g in (None, "either") else g for g in found.groups())).split())
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
