"""Merging: many reports of an archive joined up. Near-copies, reports of one story, incidents, the ledger of what was
claimed, and who deals with whom.

>>> with marsad.archive.open_archive("news.marsad") as archive:
...     for incident in merged(archive).incidents: ...
"""

from marsad.merging.incidents import Incident
from marsad.merging.ledger import Ledger, ledger
from marsad.merging.merged import Merged, merge, merged, split, undo, work_out
from marsad.merging.ties import Ties, ties

__all__ = ["Incident", "Ledger", "Merged", "Ties", "ledger", "merge", "merged", "split", "ties", "undo", "work_out"]
