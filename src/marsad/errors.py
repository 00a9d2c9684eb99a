"""Everything that can go wrong, in one tree.

MarsadError
├── InputError      a file, line or report that cannot be read
├── ArchiveError    an archive that cannot be opened, read or written
├── ReviewError     a decision of a person that cannot be made
│   └── Conflict    somebody else decided meanwhile
├── LexiconError    a data file of the lexicon that is not as it should be
└── ModelError      a model file that is not as it should be

Each message says what is wrong, where (file, line), and how to mend it.
"""


class MarsadError(Exception):
    """Base of every error that Marsad raises on purpose."""


class InputError(MarsadError):
    """A file, line or report that cannot be read."""


class ArchiveError(MarsadError):
    """An archive that cannot be opened, read or written: none there, not one, full, read-only, out of reach, too new."""


class ReviewError(MarsadError):
    """A decision of a person that cannot be made: no such record, a field that it has not, words that are not in the text."""


class Conflict(ReviewError):
    """Somebody else decided on the same record since it was looked at. The message says who, when, what and why."""


class LexiconError(MarsadError):
    """A data file of the lexicon that is not as it should be."""


class ModelError(MarsadError):
    """A model file that is not as it should be."""
