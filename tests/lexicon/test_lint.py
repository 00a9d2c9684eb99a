"""The data files are in order, and the lint sees when they are not."""

import re
import shutil
from pathlib import Path

import pytest

from marsad.lexicon.lint import FILES, faults
from marsad.lexicon.tables import DATA


def test_lint_data_files_are_in_order() -> None:
    assert faults() == []


@pytest.mark.parametrize(
    ("name", "row", "message"),
    [
        ("event_verbs.tsv", "ASSAULTS\t-\tقصم\tيقصم\t-\t-\tS:actor\tx", "no event type"),
        ("event_verbs.tsv", "ASSAULT\tvisit\tقصم\tيقصم\t-\t-\tS:actor\tx", "no mode"),
        ("event_verbs.tsv", "ASSAULT\t-\tقصم\tيقصم\t-\t-\tX:actor\tx", "slot"),
        ("event_verbs.tsv", "ASSAULT\t-\tقصم\tيقصم\t-\t-\tS:doer\tx", "role"),
        ("event_verbs.tsv", "ASSAULT\t-\tقصم\t\t-\t-\tS:actor\tx", "form I"),
        ("event_verbs.tsv", "ASSAULT\t-\tقُصم\tيقصم\t-\t-\tS:actor\tx", "U\\+064F"),
        ("event_nouns.tsv", "ASSAULT\t-\tkasf\t\tG:actor\tx", "Arabic letters"),
        ("homographs.tsv", "قبل\tقخم", "no word of the lexicon"),
        ("modality.tsv", "maybe\tw\tربما", "class"),
        ("multiword.tsv", "ASSAULT\t-\tقصف/يقصف\t\tS:actor\tx", "needs words"),
    ],
)
def test_lint_sees(tmp_path: Path, name: str, row: str, message: str) -> None:
    for file in FILES:
        shutil.copy(DATA / file, tmp_path / file)
    with (tmp_path / name).open("a", encoding="utf-8") as out:
        out.write(f"\n{row}\n")
    found = faults(tmp_path)
    assert any(re.search(message, fault) and name in fault for fault in found), found
