"""Small statistical models, trained here and shipped as data: what rules alone cannot decide."""

from marsad.models.crf import CrfTagger, utf8
from marsad.models.linear import LinearModel
from marsad.models.store import Models

__all__ = ["CrfTagger", "LinearModel", "Models", "utf8"]
