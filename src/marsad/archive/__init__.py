"""The archive: coded reports kept, found again and accounted for, in a file or on a server.

>>> with marsad.archive.open_archive("news.marsad") as archive:
...     found = search(archive, parse("طرابلس"), Filters(types=("ASSAULT",)))
"""

from marsad.archive.archive import Archive, Receipt
from marsad.archive.location import create_archive, open_archive
from marsad.archive.query import parse
from marsad.archive.search import Filters, search

__all__ = ["Archive", "Filters", "Receipt", "create_archive", "open_archive", "parse", "search"]
