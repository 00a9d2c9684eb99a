"""Which features a CRFsuite model knows, read from its file: what it does not know need not be shown to it.

The library has no quick way to ask. The file (CRFsuite's "lCRF", version 100) holds them in a table of its own ("CQDB"):
a list of where each entry lies, and each entry as its number, the length of its name, and the name with a NUL behind it.
"""

from __future__ import annotations

import struct
from pathlib import Path

_HEAD = struct.Struct("<4sI4sIIIIIIIII")  # magic, size, type, version; counts of features, labels, attributes; places of their tables
_TABLE = struct.Struct("<4sIIIII")  # magic, size, flag, byte order, number of entries, place of the list of entries
_ENTRY = struct.Struct("<II")  # number, length of the name with its NUL
_WHERE = 9  # the field of the head that says where the table of attributes begins


def attributes(path: Path) -> dict[str, bytes]:
    """The features that a model has weights for, with their UTF-8; none where the file is of another layout."""
    data = path.read_bytes()
    try:
        head = _HEAD.unpack_from(data)
        begin = head[_WHERE]
        magic, _, _, _, count, listed = _TABLE.unpack_from(data, begin)
        if head[0] != b"lCRF" or magic != b"CQDB":
            return {}
        found = {}
        for place in struct.unpack_from(f"<{count}I", data, begin + listed):
            if place:
                _, length = _ENTRY.unpack_from(data, begin + place)
                name = begin + place + _ENTRY.size
                known = data[name : name + length - 1]
                found[known.decode()] = known
        return found
    except (struct.error, UnicodeDecodeError):
        return {}
