"""Coded reports read back from the JSONL that Marsad writes."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

import msgspec

from marsad.errors import InputError
from marsad.records import CodedReport


def read_coded(path: str) -> Iterator[CodedReport]:
    """The coded reports of a JSONL file (.gz too), or of standard input for `-`.

    Raises `InputError` naming file and line where one is no coded report: what is to be exported must all be there.
    """
    name = "standard input" if path == "-" else path
    try:
        with _open(path) as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    yield _one(line, f"{name}, line {number}")
    except (OSError, EOFError) as error:
        raise InputError(f"{name}: cannot be read ({(getattr(error, 'strerror', None) or str(error)).lower()})") from None


@contextmanager
def _open(path: str) -> Iterator[BinaryIO]:
    if path == "-":
        yield sys.stdin.buffer
    elif path.endswith(".gz"):
        with gzip.open(path, "rb") as packed:
            yield cast(BinaryIO, packed)
    else:
        with Path(path).open("rb") as stream:
            yield stream


def _one(line: bytes, where: str) -> CodedReport:
    try:
        return CodedReport.read(line)
    except msgspec.ValidationError as error:
        hint = "; code reports first: marsad code --to jsonl" if b'"coder"' not in line else ""
        raise InputError(f"{where}: is no coded report ({error}){hint}") from None
    except msgspec.DecodeError as error:
        raise InputError(f"{where}: is not JSON ({error})") from None
