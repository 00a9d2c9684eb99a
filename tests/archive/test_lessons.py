"""What people corrected becomes proposed lines and gold cases."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from marsad.archive import Archive, create_archive
from marsad.archive.review import reviewing
from marsad.archive.review.gold import gold
from marsad.archive.review.lessons import gather
from marsad.archive.review.suggestions import lines
from marsad.cli import main
from marsad.lexicon.knowledge import Knowledge
from marsad.lexicon.lint import faults
from marsad.lexicon.tables import DATA

from .deciding import ONE, TEXT, report


@pytest.fixture
def taught(archive: Archive) -> Archive:
    """A report on whose every record was decided: a word that the lexicon has with another meaning, one that it lacks, two new names."""
    archive.add([report()])
    reviewing.correct(archive, 1, "e1", {"type": "PROTEST", "mode": "", "actors": "لواء الساحل؛ الجيش"}, by=ONE)
    reviewing.add(archive, 1, "event", {"type": "AID", "evidence": "طرابلس أمس", "trigger": "أمس", "place": "كفر التجربة"}, by=ONE)
    reviewing.add(archive, 1, "event", {"type": "COERCE", "mode": "arrest", "evidence": "لن نتراجع", "trigger": "لن نتراجع"}, by=ONE)
    reviewing.reject(archive, 1, ["e2"], by=ONE)
    reviewing.correct(archive, 1, "f1", {"number": "9"}, by=ONE)
    reviewing.accept(archive, 1, ["s1"], by=ONE)
    return archive


def proposed(archive: Archive, *, least: int = 1) -> dict[str, list[str]]:
    return {name: [x for x in every if not x.startswith("#")] for name, every in lines(gather(archive), least=least).items()}


def test_lines(taught: Archive) -> None:
    found = proposed(taught)
    assert found["event_verbs.tsv"] == ["PROTEST\t-\tقصف\tيقصف\tقصف\t\tS:actor O:recipient\tshell, bombard (?)"]
    assert found["event_nouns.tsv"] == ["AID\t-\tأمس\t\tG:actor\t"]
    assert found["multiword.tsv"] == ["COERCE\tarrest\t=لن\tنتراجع\tG:actor\t"]
    assert found["rejected.txt"] == ["CONSULT\t-\tالتقى"]
    assert [row.split("\t")[1] for row in found["actors.tsv"]] == ["لواء الساحل"]
    assert [row.split("\t")[0] for row in found["gazetteer.tsv"]] == ["كفر التجربة"]
    reasons = [x for x in lines(gather(taught), least=1)["event_verbs.tsv"] if x.startswith("#")]
    assert reasons == ["# 1×: 1/e1"]
    assert proposed(taught, least=2) == {}


def test_lines_are_in_the_format_of_the_lexicon(taught: Archive, tmp_path: Path) -> None:
    """Put into the files they are found sound, but for the gloss, which a person writes."""
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    for name, every in proposed(taught).items():
        if (folder / name).exists():
            with (folder / name).open("a", encoding="utf-8") as file:
                file.write("".join(f"{row}\n" if row.split("\t")[-1] or name == "gazetteer.tsv" else f"{row}gloss\n" for row in every))
    assert faults(folder) == []
    own = tmp_path / "own.tsv"
    head = "id\tname\tvariants\tshort\tname_en\tkind\tcountry\troles\tof\tsector\twikidata\tambiguous\tsource\n"
    own.write_text(head + "\n".join(proposed(taught)["actors.tsv"]) + "\n", encoding="utf-8")
    assert Knowledge.load(own).find("لواء الساحل")
    width = {len(row.split("\t")) for row in (DATA / "gazetteer.tsv").read_text(encoding="utf-8").splitlines() if row and row[0] != "#"}
    assert {len(row.split("\t")) for row in proposed(taught)["gazetteer.tsv"]} <= width


def test_what_is_known_is_not_proposed(archive: Archive) -> None:
    archive.add([report()])
    reviewing.correct(archive, 1, "e1", {"mode": "aerial", "actors": "خليفة حفتر", "place": "بنغازي"}, by=ONE)
    assert proposed(archive) == {}


def test_only_what_is_settled_counts(archive: Archive) -> None:
    from marsad.archive import settings

    archive.add([report()])
    with archive.store.transaction():
        settings.put(archive.store, settings.TWO_PERSON, "on")
    reviewing.correct(archive, 1, "e1", {"type": "PROTEST", "mode": ""}, by=ONE)
    assert proposed(archive) == {}


def test_gold(taught: Archive) -> None:
    (found,) = gather(taught).gold
    case = gold(found)
    assert case["text"] == TEXT
    assert [e["type"] for e in case["events"]] == ["PROTEST", "AID", "COERCE"]
    assert case["events"][0]["actors"] == ["لواء الساحل", "الجيش"]
    assert case["figures"] == [
        {"measure": "killed", "low": 9, "high": 9, "qualifier": "exact", "who": "مدنيين", "part_of": False, "place": "طرابلس", "date": None,
         "source": "وزارة الصحة", "evidence": "سبعة مدنيين"}
    ]  # fmt: skip
    for piece in (*(e["evidence"] for e in case["events"]), *(s["content"] for s in case["statements"])):
        assert piece in TEXT
    reviewing.undo(taught, 1, "s1", by=ONE)
    assert gather(taught).gold == []
    assert gather(taught).unfinished == 1


def test_gold_has_the_fields_of_the_bench(taught: Archive, shared: Path) -> None:
    case = gold(gather(taught).gold[0])
    theirs = [json.loads(p.read_text(encoding="utf-8")) for p in sorted((shared / "bench" / "gold").glob("r0*.json"))]
    assert set(case) == set(theirs[0]) - {"ref"}
    for kind in ("actors", "events", "figures", "statements", "places"):
        fields = {f for report in theirs for record in report[kind] for f in record}
        assert set(case[kind][0]) <= fields


def test_files(taught: Archive, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "proposed"
    assert main(["lexicon", "suggest", taught.where, "-o", str(folder)]) == 0
    assert capfd.readouterr().err == f"{folder}: 6 proposed lines, 1 gold case\n"
    assert sorted(str(p.relative_to(folder)) for p in folder.rglob("*.*")) == [
        "actors.tsv", "event_nouns.tsv", "event_verbs.tsv", "gazetteer.tsv", "gold/1-r1.json", "multiword.tsv", "rejected.txt",
    ]  # fmt: skip
    assert main(["actors", "find", "لواء الساحل", "--own", str(folder / "actors.tsv")]) == 0
    assert "new-" in capfd.readouterr().out
    assert main(["lexicon", "suggest", taught.where, "-o", str(folder)]) == 1
    assert "nothing is overwritten" in capfd.readouterr().err


def test_nothing_to_learn(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    create_archive(str(tmp_path / "a.marsad")).close()
    assert main(["lexicon", "suggest", str(tmp_path / "a.marsad"), "-o", str(tmp_path / "p")]) == 0
    assert "0 proposed lines, 0 gold cases" in capfd.readouterr().err
