"""Adding and coding anew in several processes gives what one gives, on both stores."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from marsad.archive import open_archive
from marsad.archive.verify import verify
from marsad.cli import main

Places = Callable[[], str]
_KEPT = (
    "SELECT r.outlet, r.ident, r.published, v.number, v.sha256, v.fingerprint, c.sha256, c.coder FROM reports r "
    "JOIN versions v ON v.report = r.id JOIN codings c ON c.version = v.id ORDER BY r.id, v.id",
    "SELECT version, record, kind, what, status, first, last, state FROM entries ORDER BY version, record",
    "SELECT version, kind, words, record FROM named JOIN names ON id = name ORDER BY version, kind, words, record",
    "SELECT act, report, version FROM audit ORDER BY seq",
)


def kept(where: str) -> list[list[tuple[object, ...]]]:
    with open_archive(where) as archive:
        assert verify(archive).faults == []
        return [list(archive.store.rows(sql)) for sql in _KEPT]


def test_several_processes_keep_what_one_keeps(place: Places, root: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    lines = (root / "samples" / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    changed = json.dumps(json.loads(lines[0]) | {"text": "أعلنت وزارة الصحة مقتل سبعة أشخاص."}, ensure_ascii=False)
    (tmp_path / "news.jsonl").write_text("\n".join([*lines, "no JSON", changed, *lines[:3]]) + "\n", encoding="utf-8")
    found, receipts = [], []
    for processes in ("1", "2"):
        where = place()
        assert main(["archive", "init", where]) == 0
        capfd.readouterr()
        assert main(["archive", "add", where, str(tmp_path / "news.jsonl"), "--receipts", "--processes", processes]) == 1
        out, err = capfd.readouterr()
        assert "line 31: is not JSON" in err
        assert "30 added, 1 new version, 3 unchanged" in err
        receipts.append(sorted(out.splitlines()))
        assert main(["archive", "recode", where, "--all", "--processes", processes]) == 0
        assert "30 coded, 0 untouched" in capfd.readouterr().err
        found.append(kept(where))
    assert found[0] == found[1]
    assert receipts[0] == receipts[1]


def test_the_order_of_what_is_given_out_is_that_in_which_it_was_given(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    outs = []
    for processes in ("1", "2"):
        assert main(["code", str(root / "samples" / "reports.jsonl"), "--to", "jsonl", "--processes", processes]) == 0
        outs.append(capfd.readouterr().out)
    assert outs[0] == outs[1]


@pytest.mark.parametrize("words", ["0", "x", "-1", "1025", "٢"])
def test_no_number_of_processes(words: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["code", "-", "--processes", words])
    assert stop.value.code == 2
    assert "is no number from 1 to 1024" in capfd.readouterr().err
