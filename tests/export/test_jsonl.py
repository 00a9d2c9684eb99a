import io
import json

from marsad.export.jsonl import JsonList, write_lines
from marsad.records import CodedReport


def test_lines_read_back(coded: CodedReport) -> None:
    stream = io.BytesIO()
    write_lines([coded, coded], stream)
    assert [CodedReport.read(line) for line in stream.getvalue().splitlines()] == [coded, coded]


def test_list_is_json_however_long(coded: CodedReport) -> None:
    for n in range(3):
        stream = io.BytesIO()
        reports = JsonList(stream)
        for _ in range(n):
            reports.add(coded)
        reports.close()
        assert len(json.loads(stream.getvalue())) == n
