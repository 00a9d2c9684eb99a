"""Reading the data files of the lexicon.

They are UTF-8, tab separated, one thing a line. A line that begins with `#` is a comment; empty lines are skipped;
the comment at the head of each file says what belongs in it, its columns and its source.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from marsad.errors import LexiconError

DATA = Path(__file__).with_name("data")


def read_lines(name: str, *, folder: Path = DATA) -> Iterator[tuple[int, list[str]]]:
    """(line number from 1, fields without outer blanks) for each line of a data file that is no comment.

    Raises LexiconError where the file is missing or is not UTF-8.
    """
    path = folder / name
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise LexiconError(f"{path}: the file is missing; install the package anew, or add the file") from None
    except UnicodeDecodeError as fault:
        raise LexiconError(f"{path}: not UTF-8 at byte {fault.start}; save the file as UTF-8") from None
    for number, line in enumerate(text.split("\n"), 1):
        if line and line[0] != "#" and not line.isspace():
            yield number, [field.strip() for field in line.split("\t")]


def read_tsv(name: str, *, width: int | None = None, least: int = 1, folder: Path = DATA) -> Iterator[tuple[str, ...]]:
    """The rows of a data file as tuples of text.

    With `width`, short rows are filled up with "" and longer ones refused; a row with fewer than `least` fields that say
    something is refused. Raises LexiconError naming file and line.
    """
    for number, fields in read_lines(name, folder=folder):
        if width is not None and len(fields) > width:
            raise LexiconError(f"{folder / name}, line {number}: {len(fields)} columns, at most {width} are meant; take out the extra tabs")
        if len(fields) < least or not all(fields[:least]):
            raise LexiconError(f"{folder / name}, line {number}: the first {least} columns must be filled")
        if width is not None and len(fields) < width:
            fields += [""] * (width - len(fields))
        yield tuple(fields)


def read_table(name: str, *, folder: Path = DATA) -> Iterator[dict[str, str]]:
    """The rows of a data file whose first line that is no comment names its columns. Missing cells at the end are "".

    Raises LexiconError naming file and line where a row has more cells than there are columns.
    """
    lines = read_lines(name, folder=folder)
    try:
        _, head = next(lines)
    except StopIteration:
        return
    for number, fields in lines:
        if len(fields) > len(head):
            raise LexiconError(f"{folder / name}, line {number}: {len(fields)} cells for {len(head)} columns ({', '.join(head)})")
        yield dict(zip(head, fields + [""] * (len(head) - len(fields)), strict=True))


def where(name: str, number: int, *, folder: Path = DATA) -> str:
    """How an error names a line of a data file."""
    return f"{folder / name}, line {number}"
