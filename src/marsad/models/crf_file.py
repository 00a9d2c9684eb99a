"""The file of a CRFsuite model: which features it knows, and the same model folded, so that fewer need be shown to it.

The library has no quick way to ask. The file ("lCRF", version 100) holds its features by name in a table of its own ("CQDB"): a list of
where each entry lies, and each entry as its number, the length of its name, and the name with a NUL behind it. Its last table ("AFRF")
says which weights each of them has: a list of where each row lies, and each row as a count and that many numbers of weights.

Most of a tagger's time goes to looking features up one by one. Where one never comes without certain others (a word without its own first
letters), its row in a folded model holds theirs too, and they are not shown beside it.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Mapping

Implied = Callable[[str], Iterable[str]]

_HEAD = struct.Struct("<4sI4sIIIIIIIII")  # magic, size, type, version; counts of features, labels, attributes; places of their tables
_TABLE = struct.Struct("<4sIIIII")  # magic, size, flag, byte order, number of entries, place of the list of entries
_ENTRY = struct.Struct("<II")  # number, length of the name with its NUL
_ROWS = struct.Struct("<4sII")  # magic, size, number of rows
_COUNT = struct.Struct("<I")
_NAMES, _WEIGHTS = 9, 11  # the fields of the head that say where the table of names and that of their weights begin


def attributes(data: bytes) -> dict[str, int]:
    """The features that a model has weights for, with their numbers; none where the file is of another layout."""
    try:
        head = _HEAD.unpack_from(data)
        begin = head[_NAMES]
        magic, _, _, _, count, listed = _TABLE.unpack_from(data, begin)
        if head[0] != b"lCRF" or magic != b"CQDB":
            return {}
        found = {}
        for place in struct.unpack_from(f"<{count}I", data, begin + listed):
            if place:
                number, length = _ENTRY.unpack_from(data, begin + place)
                name = begin + place + _ENTRY.size
                found[data[name : name + length - 1].decode()] = number
        return found
    except (struct.error, UnicodeDecodeError):
        return {}


def folded(data: bytes, known: Mapping[str, int], implied: Implied) -> bytes | None:
    """A model in which each feature has also the weights of those that `implied` names for it; None where the file is of another layout."""
    try:
        head = list(_HEAD.unpack_from(data))
        begin = head[_WEIGHTS]
        magic, size, count = _ROWS.unpack_from(data, begin)
        if magic != b"AFRF" or begin + size != len(data):
            return None
        rows = []
        for place in struct.unpack_from(f"<{count}I", data, begin + _ROWS.size):
            first = place + _COUNT.size
            rows.append(data[first : first + _COUNT.size * _COUNT.unpack_from(data, place)[0]])
        whole = rows.copy()
        for name, number in known.items():
            if more := [rows[known[other]] for other in implied(name) if other in known]:
                whole[number] = b"".join([rows[number], *more])
    except (struct.error, IndexError):
        return None
    places = []
    at = begin + _ROWS.size + _COUNT.size * count
    for row in whole:
        places.append(at)
        at += _COUNT.size + len(row)
    head[1] = at
    body = b"".join([_COUNT.pack(len(row) // _COUNT.size) + row for row in whole])
    return b"".join(
        [_HEAD.pack(*head), data[_HEAD.size : begin], _ROWS.pack(magic, at - begin, count), struct.pack(f"<{count}I", *places), body]
    )
