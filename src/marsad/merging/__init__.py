"""Merging: many reports of an archive joined up. Near-copies, reports of one story, incidents, and the ledger of what was claimed.

>>> with marsad.archive.open_archive("news.marsad") as archive:
...     for incident in merged(archive).incidents: ...
"""

from marsad.merging.incidents import Incident
from marsad.merging.ledger import Ledger, ledger
from marsad.merging.merged import Merged, merge, merged, split, undo, work_out

__all__ = ["Incident", "Ledger", "Merged", "ledger", "merge", "merged", "split", "undo", "work_out"]
