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


_NUMBERS = {
    "actors": "how many did it",
    "recipients": "how many suffered it",
    "definite": "whether it has the article",
    "pointed at": "whether a demonstrative points at it",
    "length": "how long its evidence is",
    "sentence": "how far down it stands",
    "said": "whether it stands in what someone said",
    "speaker acts": "whether who speaks did it",
    "quoted": "whether it stands in quotation marks",
    "cue": "whether it introduces a statement",
    "number": "a number behind it",
    "dated": "a date in its sentence",
    "placed": "a place in its sentence",
    "rank in its type": "how many likelier words of its type there are",
    "best same before here": "a word of its type before it in the sentence",
    "best same after here": "a word of its type after it in the sentence",
    "best same in clause": "a word of its type in its clause",
    "best other in clause": "a word of another type in its clause",
    "best covering": "a word of its type with the same evidence",
    "told before": "how often its type was told before",
    "told after": "how often its type is told after",
    "best told before": "how likely what was told of its type before is",
    "best told after": "how likely what is told of its type after is",
    "sentences since": "how long ago its type was told",
    "best with same parties before": "its type told before with the same parties",
    "best with same parties after": "its type told after with the same parties",
    "parties shared before": "its parties in what was told before",
    "parties shared after": "its parties in what is told after",
    "lemma told before": "its word in what was told before",
    "lemma told after": "its word in what is told after",
    "words shared before": "its words in what was told before",
    "words shared after": "its words in what is told after",
    "new place": "a place that was not told before",
    "same place": "a place that was told before",
    "new date": "a day that was not told before",
    "same date": "a day that was told before",
    "new number": "a number that was not told before",
    "same number": "a number that was told before",
    "parties told before in any type": "its parties together before",
    "twin before": "how likely what stands before tells the same happening",
    "twin after": "how likely what stands after tells the same happening",
    "likelier twin": "how likely a likelier word tells the same happening",
    "likelier by": "how much likelier the likeliest word is that tells the same happening",
    "twins": "how many words may tell the same happening",
    "sure twins": "how many words surely tell the same happening",
    "tells it again": "how likely it tells a certain other event again",
    "tells one again": "how likely it tells some event again",
    "of its type": "whether the event that it may tell again is of its type",
    "told again by others": "how many words tell it again",
    "gap to what it tells": "how likely the event is that it may tell again",
    "tells what stands before": "whether the event that it may tell again stands before it",
    "parties shared with it": "its parties in the event that it may tell again",
}
_PART = {
    "does": "how it stands to the word as its doer",
    "suffers": "how it stands to the word as the one to whom it was done",
    "lean does": "how it stands beside the others as a doer",
    "lean suffers": "how it stands beside the others as one to whom it was done",
    "best other does": "how likely another doer is",
    "best other suffers": "how likely another is to whom it was done",
    "best lean does of others": "how another stands beside the others as a doer",
    "best lean suffers of others": "how another stands beside the others as one to whom it was done",
    "rank does": "how many likelier doers there are",
    "rank suffers": "how many likelier ones there are to whom it was done",
    "all do": "how many may have done it",
    "all suffer": "to how many it may have been done",
    "does told again": "its part as a doer where the event is told again",
    "suffers told again": "its part as one to whom it was done where the event is told again",
    "late": "named only where the event is told again",
    "far": "named in another sentence",
    "near ones": "how many are named in the sentence",
    "all": "how many may have a part",
    "unnamed": "a group that only a count names",
    "gap": "how far from the word it is named",
    "before": "whether it stands before the word",
    "sentences away": "how many sentences away it is named",
    "times named": "how often the report names it",
    "named first": "how far down it is named",
    "speaks": "whether it says what holds the word",
    "speaks of it": "whether the word introduces what it says",
    "joined before": "joined by «و» to one before it",
    "joined before does": "whether the one before it, joined by «و», did it",
    "joined before suffers": "whether it was done to the one before it, joined by «و»",
    "joined after": "joined by «و» to one after it",
    "joined after does": "whether the one after it, joined by «و», did it",
    "joined after suffers": "whether it was done to the one after it, joined by «و»",
    "verb": "whether the word is a verb",
    "passive": "whether the verb is passive",
    "definite": "whether the word has the article",
}


def number_wording(name: str) -> str | None:
    """A number that is seen of a draft (`draft_sight`) in words; `None` for one that says nothing to a person."""
    return _NUMBERS.get(name)


def part_wording(name: str) -> str | None:
    """A number that is seen of one who may have a part (`choice_sight`) in words; `None` for one that says nothing to a person."""
    what, _, rest = name.partition(" ")
    if what == "kind":
        return f"whether it is a {rest}"
    if what == "behind":
        return "no preposition before it" if rest == "-" else f"«{rest}» before it"
    return _PART.get(name)


_PLACED = {
    "lean": "its words and where it stands",
    "lean of none": "how much speaks for no place",
    "best other lean": "how much speaks for another place",
    "rank": "how many likelier places there are",
    "seen": "how likely it is by the words about it",
    "seen none": "how likely no place is by the words about it",
    "best other seen": "how likely another place is by the words about it",
    "seen again": "how likely it is by words that tell the event again",
    "seen again none": "how likely no place is by words that tell the event again",
    "best other seen again": "how likely another place is by words that tell the event again",
    "told again": "whether the event is told again",
    "sentence": "how far down the event stands",
    "is a place": "that it is a place",
    "all": "how many places are near",
    "here": "how many places its sentence names",
    "gap": "how far from the word it is named",
    "before": "whether it stands before the word",
    "inside": "whether it stands in the event's own words",
    "borders": "how many clauses lie between",
    "nearer ones": "how many nearer places there are",
    "earlier by": "how many sentences before it is named",
    "first named": "the first place of the report",
    "of event before": "the place of the event before",
    "event before away": "how long ago the event before was told",
    "event before nowhere": "whether the event before has no place",
    "times named": "how often the report names it",
    "verb": "whether the word is a verb",
}


def place_wording(name: str) -> str | None:
    """A number that is seen of a place where an event may have been (`setting_sight`) in words; `None` for one that says nothing to a person."""
    what, _, rest = name.partition(" ")
    if what == "behind":
        return "no preposition before it" if rest == "-" else f"«{rest}» before it"
    if name.startswith("is a ") and name not in _PLACED:
        return f"whether it is a {rest.removeprefix('a ')}"
    if name.startswith("acts as "):
        return "whether it stands in the name of an actor"
    return _PLACED.get(name)


_NOWHERE = frozenset({
    "lean of none", "best other lean", "seen none", "best other seen", "seen again none", "best other seen again", "told again", "sentence", "all", "here",
    "event before away", "event before nowhere", "verb",
})  # fmt: skip


def nowhere_wording(name: str) -> str | None:
    """A number that is seen of an event that may have no place in words; `None` for one that is of a place, or says nothing to a person."""
    return _PLACED[name] if name in _NOWHERE else None
