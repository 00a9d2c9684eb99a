"""Small statistical models, trained here and shipped as data: what rules alone cannot decide."""

from marsad.models.crf import Crf
from marsad.models.linear import LinearModel
from marsad.models.store import Models

__all__ = ["Crf", "LinearModel", "Models"]
