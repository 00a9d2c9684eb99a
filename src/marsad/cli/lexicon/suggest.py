"""`marsad lexicon suggest`: what people corrected, as proposed lines of the lexicon and gold cases."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from marsad.cli import console
from marsad.errors import InputError

if TYPE_CHECKING:
    from marsad.archive.review.lessons import Lessons

HELP = "turn corrections into proposed lines and gold cases"
DESCRIPTION = """\
Go through what people decided in an archive and write, for a person to look at, never to be applied by itself:

  event_verbs.tsv, event_nouns.tsv, multiword.tsv   words that people gave another type, or events that they added
  actors.tsv, gazetteer.tsv                         actors and places that they added or corrected, and nobody knew
  rejected.txt                                      words whose events they rejected
  gold/                                             reports of which they decided on every event, figure and statement,
                                                    in the format of reports coded by hand

in the format of the lexicon's own files of these names. Before each line stands how often it was decided, and where
(report/record). Under the two-person rule only what two people agreed on counts."""
EXAMPLES = """\
examples:
  marsad lexicon suggest news.marsad -o proposed
  marsad lexicon suggest news.marsad -o proposed --least 3"""

_UNSAFE = re.compile(r"[^\w.-]+")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    from marsad.cli.archive.numbers import number

    parser.add_argument("archive", metavar="ARCHIVE", help="the archive: a file, or postgresql://user@host/database")
    parser.add_argument("-o", "--output", required=True, type=Path, metavar="FOLDER", help="the folder to write; a new or an empty one")
    parser.add_argument("--least", type=number, default=1, metavar="N", help="what was decided at least N times (default: 1)")


def run(args: argparse.Namespace) -> int:
    """Write what there is."""
    from marsad.archive.location import open_archive
    from marsad.archive.review.lessons import gather
    from marsad.archive.review.suggestions import lines

    folder: Path = args.output
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"{folder}: is there already, and nothing is overwritten; give a new folder")
    with open_archive(args.archive) as archive, console.Meter(shown=sys.stderr.isatty(), total=None, what="reading") as meter:
        lessons = gather(archive, tell=meter.advance)
    found = lines(lessons, least=args.least)
    try:
        _write(folder, found, lessons)
    except OSError as error:
        raise InputError(f"{folder}: cannot be written ({(error.strerror or str(error)).lower()})") from None
    proposed = sum(not line.startswith("#") for every in found.values() for line in every)
    begun = f"; {console.counted({'report': lessons.unfinished})} not decided on to the end, so no gold" if lessons.unfinished else ""
    print(f"{folder}: {console.counted({'proposed line': proposed, 'gold case': len(lessons.gold)})}{begun}", file=sys.stderr)
    return 0


def _write(folder: Path, found: Mapping[str, list[str]], lessons: Lessons) -> None:
    from marsad.archive.review.gold import gold
    from marsad.archive.review.suggestions import head

    folder.mkdir(parents=True, exist_ok=True)
    for name, every in found.items():
        (folder / name).write_text(head(name) + "\n".join(every) + "\n", encoding="utf-8", errors="backslashreplace")
    for report in lessons.gold:
        (folder / "gold").mkdir(exist_ok=True)
        stem = _UNSAFE.sub("-", report.machine.id or "").strip("-.")[:80] or "report"
        text = json.dumps(gold(report), ensure_ascii=False, indent=1)
        (folder / "gold" / f"{report.report}-{stem}.json").write_text(f"{text}\n", encoding="utf-8", errors="surrogatepass")
