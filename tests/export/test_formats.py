"""Every export, held against the format's own reader or schema."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from marsad.archive.standing import of_coded
from marsad.errors import InputError
from marsad.export import acled, flat, geojson, gexf, hxl, polecat, ucdp
from marsad.export.formats import FORMATS, find
from marsad.export.source import Column, Source, state
from marsad.export.spreadsheet import safe
from marsad.records import CodedReport, Date

from .shared import DAY, exported, shelling

Needs = Callable[[str], None]


def rows(data: bytes, *, tabs: bool = False) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), dialect="excel-tab" if tabs else "excel"))


@pytest.mark.parametrize(
    ("text", "told"),
    [("=1+1", "'=1+1"), ("+x", "'+x"), ("-x", "'-x"), ("@SUM(A1)", "'@SUM(A1)"), ("\tx", "'\tx"), ("\rx", "'\rx"), ("＝1", "'＝1"),
     ("-5", "-5"), ("+3.5", "+3.5"), ("-5+2", "'-5+2"), ("قصف", "قصف"), ("a=b", "a=b"), ("", ""), ("\x00\ud800", "\ufffd\ufffd")],
)  # fmt: skip
def test_no_cell_is_a_formula(text: str, told: str) -> None:
    assert safe(text) == told


def test_polecat() -> None:
    data, tally = exported("polecat", [shelling()])
    one, two = rows(data, tabs=True)
    assert list(one) == [c.name for c in polecat.COLUMNS]
    assert len(one) == 40
    wanted = {
        "Event Date": "2019-04-10", "Event Type": "ASSAULT", "Event Mode": "heavy-weapons", "Intensity": "-10.0", "Quad Code": "MATERIAL CONFLICT",
        "Actor Name": "Libyan army", "Actor Country": "LBY", "Actor COW": "620", "Primary Actor Sector": "MIL", "Recipient Name": "مدنيين",
        "Recipient Sectors": "CVL", "Latitude": "32.89", "Longitude": "-13.19", "GeoNames ID": "2210247", "City": "Tripoli", "Country": "LBY",
        "Contexts": "", "Wikipedia Actor ID": "", "Language": "Arabic", "Source": "'=وكالة", "Story People": "الوزير; السفير\ufffd",
    }  # fmt: skip
    assert {k: one[k] for k in wanted} == wanted
    assert (two["Event Type"], two["Actor Name"], two["Actor Country"], two["Event Date"]) == (
        "CONSULT",
        "الوزير; السفير\ufffd",
        "; DEU",
        "",
    )
    assert tally.left_out == {"events that were denied": 1}


def test_acled() -> None:
    data, tally = exported("acled", [shelling()])
    (one,) = rows(data)
    assert (
        list(one)
        == (
            "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 actor2 assoc_actor_2 "
            "inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude longitude geo_precision source "
            "source_scale notes fatalities tags timestamp"
        ).split()
    )
    wanted = {
        "event_date": "2019-04-10", "year": "2019", "time_precision": "1", "disorder_type": "Political violence",
        "event_type": "Explosions/Remote violence", "sub_event_type": "Shelling/artillery/missile attack", "actor1": "Libyan army",
        "inter1": "State forces", "actor2": "مدنيين", "inter2": "Civilians", "interaction": "State forces-Civilians",
        "civilian_targeting": "Civilian targeting", "iso": "434", "country": "Libya", "geo_precision": "1", "fatalities": "7", "region": "",
        "source": "'=وكالة; @وزارة الصحة", "timestamp": "",
    }  # fmt: skip
    assert {k: one[k] for k in wanted} == wanted
    assert tally.left_out == {"events of a kind that ACLED has not": 1, "events that were denied": 1}


def test_every_acled_kind_of_ours_has_its_type() -> None:
    from marsad.codebook import ACLED

    assert set(ACLED.values()) - set(acled.TYPES) == set()


@pytest.mark.parametrize(
    ("days", "acled_code", "ucdp_code"), [(1, 1, 1), (2, 2, 2), (6, 2, 2), (7, 2, 3), (8, 3, 4), (31, 3, 4), (32, None, 5), (365, None, 5)]
)
def test_precision_of_dates(days: int, acled_code: int | None, ucdp_code: int) -> None:
    coded = shelling()
    import msgspec

    event = msgspec.structs.replace(coded.events[0], date=Date(from_=DAY, to=DAY + dt.timedelta(days - 1), precision="day"))
    assert acled.time_precision(event) == acled_code
    assert ucdp.date_prec(event) == ucdp_code


def test_ucdp() -> None:
    data, tally = exported("ucdp", [shelling()])
    (one,) = rows(data)
    assert (
        list(one)
        == (
            "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id dyad_new_id dyad_name "
            "side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources source_article source_office source_date "
            "source_headline source_original where_prec where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid "
            "country country_id region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low "
            "gwnoa gwnob"
        ).split()
    )
    wanted = {
        "year": "2019", "type_of_violence": "3", "side_a": "Libyan army", "side_b": "مدنيين", "where_prec": "1", "date_prec": "1",
        "best": "7", "low": "7", "high": "9", "deaths_civilians": "7", "deaths_unknown": "", "country_id": "620", "gwnoa": "620", "gwnob": "",
        "geom_wkt": "POINT (-13.19 32.89)", "conflict_name": "",
    }  # fmt: skip
    assert {k: one[k] for k in wanted} == wanted
    assert int(one["id"]) == int(one["relid"][:13], 16) < 2**53
    assert tally.left_out == {"events that are no violence": 1, "events that were denied": 1}


@pytest.mark.parametrize(
    ("one", "two", "code"),
    [(["military"], ["armed_group"], 1), (["armed_group"], ["armed_group"], 2), (["armed_group"], ["population"], 3), ([], ["population"], None),
     (["person"], ["military"], None), (["military"], ["person"], None), (["state"], ["state"], 1)],
)  # fmt: skip
def test_types_of_violence(one: Sequence[str], two: Sequence[str], code: int | None) -> None:
    from marsad.records import Actor

    def made(kinds: Sequence[str]) -> list[Actor]:
        return [Actor(id=str(i), name="س", kind=kind) for i, kind in enumerate(kinds)]  # type: ignore[arg-type]

    assert ucdp.type_of_violence(made(one), made(two)) == code


def test_geojson_is_what_the_rfc_says() -> None:
    data, tally = exported("geojson", [shelling(), shelling(id="r2")])
    found = json.loads(data)
    assert set(found) == {"type", "features"}
    assert found["type"] == "FeatureCollection"
    assert len(found["features"]) == tally.rows["features"] == 6
    for feature in found["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert feature["type"] == "Feature"
        assert list(feature["properties"]) == [c.name for c in geojson.COLUMNS]
    first, second = found["features"][:2]
    assert first["geometry"] == {"type": "Point", "coordinates": [-13.19, 32.89]}  # longitude first (RFC 7946, 3.1.1)
    assert second["geometry"] is None
    assert first["properties"]["actors"] == ["الجيش"]
    assert first["properties"]["date_from"] == "2019-04-10"
    assert json.loads(exported("geojson", [])[0]) == {"type": "FeatureCollection", "features": []}


def test_hxl_is_read_by_libhxl(tmp_path: Path, needs: Needs) -> None:
    needs("hxl")
    import hxl as libhxl

    data, _ = exported("hxl", [shelling()])
    path = tmp_path / "f.csv"
    path.write_bytes(data)
    with libhxl.data(str(path), libhxl.InputOptions(allow_local=True)) as found:
        assert [c.display_tag for c in found.columns] == [libhxl.model.Column.parse(hxl.tag(c)).display_tag for c in hxl.COLUMNS]
        assert all(c.tag for c in found.columns)
        kept = list(found)
        assert [row.get("#affected+killed") for row in kept] == ["7", "9", "2"]
        assert [row.get("#geo+lon") for row in kept] == ["-13.19", "-13.19", None]
        assert kept[0].get("#org+source+i_ar") == "'@وزارة الصحة"
        assert kept[2].get("#meta+id+whole") == kept[0].get("#meta+id-whole")
    with libhxl.data(str(path), libhxl.InputOptions(allow_local=True)) as found:
        assert libhxl.validate(found)  # against HXL's own default schema


def test_ftm_is_what_followthemoney_says(needs: Needs) -> None:
    needs("followthemoney")
    from followthemoney import model

    data, tally = exported("ftm", [shelling(), shelling(id="r2")])
    entities = [json.loads(line) for line in data.splitlines()]
    assert len({e["id"] for e in entities}) == len(entities) == tally.rows["entities"]
    kinds = []
    for entity in entities:
        schema = model.get(entity["schema"])
        assert schema is not None
        schema.validate(entity)
        proxy = model.get_proxy(entity)
        kinds.append(proxy.schema.name)
        for name, values in entity["properties"].items():
            kept = proxy.get(name)
            assert len(kept) == len(set(values)), f"{entity['schema']}.{name}: {values} became {kept}"
    assert kinds.count("Event") == 6
    assert [e["id"] for e in entities].count("Q1") == 1
    ids = {e["id"] for e in entities}
    for entity in entities:
        for name, values in entity["properties"].items():
            if model.get(entity["schema"]).properties[name].type.name == "entity":
                assert set(values) <= ids
    assert tally.left_out == {"populations, which are no entities of FollowTheMoney": 2}


def test_gexf_is_read_by_networkx(needs: Needs) -> None:
    needs("networkx")
    import networkx

    data, tally = exported("gexf", [shelling(), shelling(id="r2")])
    graph = networkx.read_gexf(io.BytesIO(data))
    assert graph.number_of_nodes() == tally.rows["nodes"] == 4
    edges = {(graph.nodes[a]["name"], graph.nodes[b]["name"]): d for a, b, d in graph.edges(data=True)}
    assert edges["الجيش", "مدنيين"]["weight"] == 2
    assert edges["الجيش", "مدنيين"]["first"] == "2019-04-10"
    assert edges["الوزير", "السفير\ufffd"]["mutual"] is True
    assert set(edges["الجيش", "مدنيين"]) - {"weight", "label", "id"} <= {name for name, _ in gexf.EDGE}
    assert tally.left_out == {"events that were denied": 2}


@pytest.mark.parametrize("table", flat.TABLES)
def test_parquet_is_read_by_duckdb(table: str, tmp_path: Path, needs: Needs) -> None:
    needs("duckdb")
    needs("pyarrow")
    import duckdb

    data, tally = exported("parquet", [shelling(), shelling(id="r2")], table=table)
    (tmp_path / "t.parquet").write_bytes(data)
    found = duckdb.sql(f"SELECT * FROM '{tmp_path / 't.parquet'}'")
    assert found.columns == [c.name for c in flat.TABLES[table]]
    types = {"text": "VARCHAR", "whole": "BIGINT", "number": "DOUBLE", "day": "DATE", "truth": "BOOLEAN", "texts": "VARCHAR[]"}
    assert [str(t) for t in found.types] == [types[c.type] for c in flat.TABLES[table]]
    kept = [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]
    assert len(kept) == tally.rows[table] == {"events": 6, "figures": 6, "statements": 2}[table]
    if table == "events":
        assert kept[0]["actors"] == ["الجيش"]
        assert kept[0]["date_from"] == DAY
        assert kept[0]["title"] == "-1+1|cmd"  # no spreadsheet, so as it is
    (tmp_path / "none.parquet").write_bytes(exported("parquet", [], table=table)[0])
    assert duckdb.sql(f"SELECT count(*) FROM '{tmp_path / 'none.parquet'}'").fetchall() == [(0,)]


@pytest.mark.parametrize("table", flat.TABLES)
@pytest.mark.parametrize("bom", [False, True])
def test_csv(table: str, bom: bool) -> None:
    data, _ = exported("csv", [shelling()], table=table, bom=bom)
    assert data.startswith(b"\xef\xbb\xbf") == bom
    kept = rows(data)
    assert list(kept[0]) == [c.name for c in flat.TABLES[table]]
    assert kept[0]["title"] == "'-1+1|cmd"
    assert not any(cell.startswith(("=", "+", "@", "\t")) for row in kept for cell in row.values())
    if table == "events":
        assert (kept[0]["lon"], kept[0]["intensity"]) == ("-13.19", "-10.0")


def test_xlsx_is_read_by_openpyxl(needs: Needs) -> None:
    needs("openpyxl")
    needs("xlsxwriter")
    import openpyxl

    data, _ = exported("xlsx", [shelling()])
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Events", "Figures", "Statements"]
    for sheet, table in zip(book, flat.TABLES, strict=True):
        assert sheet.sheet_view.rightToLeft
        head, *kept = sheet.iter_rows()
        assert [c.value for c in head] == [c.name for c in flat.TABLES[table]]
        assert not any(c.data_type == "f" for row in kept for c in row)
    names = [c.value for c in book["Events"][1]]
    one = dict(zip(names, [c.value for c in book["Events"][2]], strict=True))
    assert one["title"] == "'-1+1|cmd"
    assert (one["lon"], one["intensity"], one["start"]) == (-13.19, -10, 0)
    assert one["date_from"].date() == DAY


def test_a_sheet_that_is_full_goes_on_in_another(monkeypatch: pytest.MonkeyPatch, needs: Needs) -> None:
    needs("openpyxl")
    needs("xlsxwriter")
    import openpyxl

    from marsad.export import xlsx

    monkeypatch.setattr(xlsx, "ROWS", 3)
    data, _ = exported("xlsx", [shelling()])
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Events", "Figures", "Statements", "Events 2", "Figures 2"]
    assert [book[name].max_row for name in ("Events", "Events 2")] == [3, 2]


def test_jsonl_is_read_back() -> None:
    coded = [shelling(), shelling(id="r2")]
    lines = exported("jsonl", coded)[0].splitlines()
    assert [CodedReport.read(line) for line in lines] == coded
    assert set(json.loads(lines[0])["uids"]) == {"a1", "a2", "a3", "a4", "a5", "p1", "e1", "e2", "e3", "f1", "f2", "f3", "s1"}


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_again_is_the_same(form: str, needs: Needs) -> None:
    if form == "xlsx":
        pytest.skip("a workbook holds the time at which it was made")
    if (wants := find(form).needs) is not None:
        needs(wants)
    assert exported(form, [shelling()])[0] == exported(form, [shelling()])[0]


def test_ids_do_not_hang_on_what_else_is_coded() -> None:
    whole, part = Source(of_coded(shelling())), Source(of_coded(shelling(events=shelling().events[1:])))
    assert whole.uid("e2") == part.uid("e2")
    assert len({whole.uid(r) for r in whole.standing.handles}) == 13
    assert Source(of_coded(shelling(outlet="ص"))).uid("e2") != whole.uid("e2")


def test_states_are_those_that_places_have() -> None:
    from marsad.export.source import _states
    from marsad.lexicon.tables import read_tsv

    assert set(_states()) == {row[0] for row in read_tsv("countries.tsv")}
    assert state("YE") is not None
    assert (state("YE").cow, state("YE").gw, state("YE").numeric) == ("679", "678", "887")  # type: ignore[union-attr]
    for field in ("alpha3", "numeric", "cow", "gw"):
        codes = [getattr(s, field) for s in _states().values() if getattr(s, field)]
        assert len(codes) == len(set(codes)), field


def test_what_is_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InputError, match=r"needs pyarrow, which is not installed: pip install 'marsad\[exports\]'"):
        find("parquet").writer()
    with pytest.raises(InputError, match="is no format of an export; there are polecat, acled"):
        find("stata")


DOCUMENTED: list[tuple[str, Sequence[Column]]] = [
    ("polecat", polecat.COLUMNS), ("acled", acled.COLUMNS), ("ucdp", ucdp.COLUMNS), ("hxl", hxl.COLUMNS),
    *flat.TABLES.items(),
]  # fmt: skip


@pytest.mark.parametrize(("name", "columns"), DOCUMENTED)
def test_every_column_is_documented(name: str, columns: Sequence[Column], root: Path) -> None:
    docs = (root / "docs" / "exports.md").read_text(encoding="utf-8")
    section = docs.split(f"\n## {name}\n")[1].split("\n## ")[0]
    assert [c.name for c in columns if f"| `{c.name}` |" not in section] == []


def test_every_format_is_documented(root: Path) -> None:
    docs = (root / "docs" / "exports.md").read_text(encoding="utf-8")
    assert [name for name in FORMATS if f"| `{name}` |" not in docs] == []
