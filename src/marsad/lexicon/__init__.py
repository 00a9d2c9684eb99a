"""What is known of words: event verbs and nouns, verbs of speech, light verbs, fixed phrases; and the tables of other stations.

`load()` gives the one compiled, read-only `Lexicon`; `Lexicon.forms(norm)` gives every reading of a folded word.
"""

from marsad.lexicon.entries import Entry, Form
from marsad.lexicon.lexicon import Lexicon
from marsad.lexicon.loader import load

__all__ = ["Entry", "Form", "Lexicon", "load"]
