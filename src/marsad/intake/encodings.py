"""Which encoding a file is in. News of the last thirty years is in UTF-8, in Windows-1256 or, seldom, in ISO-8859-6.

The two old encodings share half of their letters, so a wrong guess still looks like Arabic. What tells them apart
is the article: in the right reading many words begin with ال, and hardly a letter is a vowel mark or Latin with an
accent; in the wrong one lam has become a faa or an accented letter.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_SAMPLE = 200_000  # bytes looked at to tell two old encodings apart
_MOSTLY = 0.02  # share of bytes outside ASCII that may be broken in a file still taken for UTF-8
_LETTER = re.compile("[\u0621-\u063a\u0641-\u064a]")
_ARTICLE = re.compile("(?<![\u0621-\u064a])(?:[وفبك]?ال|[وف]?لل)[\u0621-\u064a]{2}")
_ODD = re.compile("[\u064b-\u0652\u00c0-\u024f\ufffd]")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_NAMES = {"cp1256": "Windows-1256", "iso8859-6": "ISO-8859-6"}


class Decoded(NamedTuple):
    """A text, and what a person should know about how its bytes were read (`None` for sound UTF-8)."""

    text: str
    note: str | None


def decode(data: bytes) -> Decoded:
    """The text of `data`, which no bytes can make fail: UTF-8 if it is that, else what reads most like Arabic."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return Decoded(data.decode(name, "replace"), None if name == "utf-8-sig" else "read as UTF-16")
    try:
        return Decoded(data.decode("utf-8"), None)
    except UnicodeDecodeError as error:
        at = error.start
    broken = _broken_utf8(data)
    if broken is not None:
        return Decoded(broken, f"not sound UTF-8 (first at byte {at:,}): what could not be read stands as \ufffd")
    name = guess(data)
    return Decoded(data.decode(name, "replace"), f"not UTF-8: read as {_NAMES[name]}")


def guess(data: bytes) -> str:
    """`cp1256` or `iso8859-6`: the one in which `data` reads more like Arabic; the far more common first where neither does."""
    sample = data[:_SAMPLE]
    scores = {name: _plausibility(sample.decode(name, "replace")) for name in _NAMES}
    return max(scores, key=lambda name: scores[name])


def _plausibility(text: str) -> float:
    """How much like running Arabic a text looks; only meant for comparing two readings of the same bytes."""
    return len(_LETTER.findall(text)) + 5 * len(_ARTICLE.findall(text)) - 3 * len(_ODD.findall(text))


def _broken_utf8(data: bytes) -> str | None:
    """The text where `data` is UTF-8 but for a few bytes (cut off, or pasted from elsewhere), else `None`."""
    sample = data[:_SAMPLE].decode("utf-8", "replace")
    outside = sum(1 for c in sample if c > "\x7f")
    if sample.count("\ufffd") > max(3, _MOSTLY * outside) or outside < 2 * sample.count("\ufffd"):
        return None
    return data.decode("utf-8", "replace")
