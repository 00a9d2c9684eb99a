"""One report while it is being read: what each step has found so far.

The only mutable object of the street. It lives for one report, and each step of `marsad.coder.STEPS` reads what
earlier steps left in it and adds its own.
"""

from __future__ import annotations

import datetime as dt

from marsad.lexicon import Lexicon
from marsad.mentions.types import ActorMention, DateMention, NumberMention, PlaceMention
from marsad.models import Models
from marsad.records import Actor, Event, Figure, Place, Report, Statement
from marsad.text.document import Document


class Reading:
    """What is known of one report."""

    __slots__ = (
        "actors", "cast", "dates", "document", "events", "figures", "gazette", "lexicon", "models", "notes", "numbers", "places", "report",
        "speech", "statements", "warnings",
    )  # fmt: skip

    def __init__(self, report: Report, document: Document, lexicon: Lexicon, models: Models) -> None:
        self.report = report
        self.document = document
        self.lexicon = lexicon
        self.models = models
        self.numbers: list[NumberMention] = []
        self.dates: list[DateMention] = []
        self.places: list[PlaceMention] = []
        self.actors: list[ActorMention] = []
        self.speech: list[list[int]] = []  # by a part in speech (`models.tagger.SPEECH`), the grade of each token; empty where nobody was asked
        self.cast: list[Actor] = []  # the actors joined up; ActorMention.actor names one of them
        self.gazette: list[Place] = []  # the places joined up; PlaceMention.place names one of them
        self.statements: list[Statement] = []
        self.events: list[Event] = []
        self.figures: list[Figure] = []
        self.warnings: list[str] = []
        self.notes: dict[str, object] = {}  # what one step leaves for another, by the step's name

    @property
    def published(self) -> dt.date | None:
        """The day of publication, where the report gives it."""
        return self.report.published
