from itertools import islice
from pathlib import Path

import pytest

from marsad.coder import Coder
from marsad.evaluation import soundness
from marsad.evaluation.corpus import CORPORA, corpus
from marsad.records import CodedReport, Report


@pytest.mark.parametrize("name", CORPORA)
def test_a_sample_of_the_corpus_is_sound(shared: Path, name: str) -> None:
    """`make bench` does all of it."""
    reports = list(islice(corpus(shared, name), 7, 4000, 40 if name == "conflict" else 80))
    assert len(reports) >= 50
    found = soundness.soundness(reports, processes=1)
    assert found.faults == []
    assert found.reports == len(reports)


def test_faults_and_failures_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Coder.code

    def spoilt(self: Coder, report: Report) -> CodedReport:
        from msgspec.structs import replace

        if report.id == "fails":
            raise IndexError("oops")
        coded = whole(self, report)
        return replace(coded, actors=[replace(a, mentions=[(0, 10_000)]) for a in coded.actors])

    monkeypatch.setattr(Coder, "code", spoilt)
    text = "أعلنت وزارة الصحة مقتل ثلاثة أشخاص."
    assert soundness._one(Report(id="fails", text=text))[2] == ["fails: IndexError: oops"]
    records, _, faults = soundness._one(Report(id="r", text=text))
    assert records
    assert "lies outside the text" in faults[0]
