"""What verbs write with -o: there whole or not at all, and never in place of an archive.

A file is written beside itself, as NAME.partial, and put in place at the end. Pipes, devices and what is open already (/dev/stdout,
/dev/fd/3) can not be replaced, and must not be: they are written to as they are.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from marsad.errors import InputError

_OPEN_ALREADY = re.compile(r"/(?:dev|proc/self)/(?:fd/(\d{1,6})|(stdout|stderr))")
_NUMBERS = {"stdout": 1, "stderr": 2}


class Output:
    """A file, pipe or standard output that is being written. What is neither put in place nor left goes when the writing ends."""

    def __init__(self, name: str, stream: BinaryIO, *, path: Path | None = None) -> None:
        self.name = name
        self.stream = stream
        self._path = path
        self.left: Path | None = None  # where it was left, if it was

    @property
    def replaces(self) -> bool:
        """Whether there is a file already whose place this will take."""
        return self._path is not None and self._path.exists()

    def place(self) -> None:
        """All is written: put it in place."""
        self.stream.flush()
        if self._path is None:
            return
        os.fsync(self.stream.fileno())
        partial = _partial(self._path)
        if self._path.exists():  # who may read it stays as it was
            shutil.copymode(self._path, partial)
        partial.replace(self._path)

    def leave(self) -> None:
        """Let what is written so far stay beside its place, under the name that `left` then is."""
        if self._path is not None:
            self.left = _partial(self._path)
            with suppress(OSError):
                self.stream.flush()


@contextmanager
def opened(output: str | None) -> Iterator[Output]:
    """The output of that name, standard output for `None`. Raises `InputError` where it cannot be written, or must not be."""
    name = "standard output" if output is None else output
    try:
        if output is None:
            with _standard_output() as stream:
                yield Output(name, stream)
        elif (number := _number(output)) is not None:
            with os.fdopen(os.dup(number), "wb") as stream:
                yield Output(name, stream)
        elif _may_be_replaced(path := Path(os.path.realpath(output))):
            with _beside(name, path) as written:
                yield written
        else:
            with path.open("wb") as stream:
                yield Output(name, stream)
    except BrokenPipeError:  # whoever reads has seen enough, which is no fault
        raise
    except OSError as error:
        raise InputError(f"{name}: cannot be written ({reason(error)})") from None


def reason(error: OSError) -> str:
    """What the system says of it."""
    return (error.strerror or str(error)).lower()


def refuse(output: str | None, sources: Iterable[str], what: str) -> None:
    """Raise `InputError` where the output would go over one of the sources (each is `what`: a report), or over an archive."""
    if output is None or not (target := Path(output)).is_file():
        return
    for source in sources:
        if source != "-" and Path(source).exists() and target.samefile(source):
            raise InputError(f"{source} is given as {what} and as the output; give another -o")
    _refuse_archives(output, target)


def _refuse_archives(name: str, path: Path) -> None:
    from marsad.archive.sqlite import is_sqlite

    if path.is_file() and is_sqlite(path):
        raise InputError(f"{name}: is an archive, or another database, and is not overwritten; give another -o")


@contextmanager
def _standard_output() -> Iterator[BinaryIO]:
    stream = sys.stdout.buffer
    if isinstance(stream, io.RawIOBase):  # PYTHONUNBUFFERED: what such a stream had no room for would be lost without a word
        with open(stream.fileno(), "wb", closefd=False) as whole:
            yield whole
    else:
        yield stream


def _number(output: str) -> int | None:
    """The number of a stream that is open already."""
    found = _OPEN_ALREADY.fullmatch(output)
    return None if found is None else int(found[1]) if found[1] else _NUMBERS[found[2]]


def _may_be_replaced(path: Path) -> bool:
    return not path.exists() or path.is_file() or path.is_dir()


def _partial(path: Path) -> Path:
    return path.with_name(f"{path.name}.partial")


@contextmanager
def _beside(name: str, path: Path) -> Iterator[Output]:
    _refuse_archives(name, path)
    if path.is_dir():
        raise InputError(f"{name}: is a folder; give the name of a file in it")
    written: Output | None = None
    try:
        with _partial(path).open("wb") as stream:
            written = Output(name, stream, path=path)
            yield written
    except OSError as error:
        if written is None or written.left is None:
            raise
        raise InputError(f"{name}: cannot be written ({reason(error)}); what was written before is in {written.left}") from None
    finally:
        if written is not None and written.left is None:
            _partial(path).unlink(missing_ok=True)
