"""A lint of the tables about actors: what they may hold, and what the rest of the program relies on."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import get_args

import pytest

from marsad.lexicon.knowledge import Knowledge
from marsad.lexicon.tables import DATA, read_table
from marsad.records import ActorKind
from marsad.text.folding import fold

KINDS = set(get_args(ActorKind))
SECTORS = {
    "",
    "GOV",
    "MIL",
    "REB",
    "PTY",
    "IGO",
    "NGO",
    "MED",
    "CVL",
    "JUD",
    "SPY",
    "UAF",
    "COP",
    "OPP",
    "LEG",
    "BUS",
    "EDU",
    "REL",
    "SEP",
    "CRM",
}
DATE = r"(\d{4}(-\d\d(-\d\d)?)?)?"
ROLE = re.compile(rf"[^@|]+(@{DATE}\.\.{DATE})?")
ARABIC = re.compile(r"[^\u0621-\u064a\u0640\w\s.'()\-+]")
ACTORS = list(read_table("actors.tsv"))
ISO = {row["code"] for row in read_table("nisba.tsv")} | {row["country"] for row in ACTORS if row["kind"] == "state"} | {""}
TABLES = ("actors", "titles", "nisba", "org_heads", "populations", "person_names", "metonyms", "offices", "outlets")


def forms(row: dict[str, str]) -> list[str]:
    return [f for f in (row["name"], *row["variants"].split("|"), *row["short"].split("|")) if f]


def test_there_are_enough() -> None:
    assert len(ACTORS) > 1500
    assert len(list(read_table("person_names.tsv"))) > 800


def test_ids_are_slugs_and_each_once() -> None:
    ids = [row["id"] for row in ACTORS]
    assert len(ids) == len(set(ids))
    assert not [i for i in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", i)]


def test_columns_hold_what_they_say() -> None:
    ids = {row["id"] for row in ACTORS}
    for row in ACTORS:
        where = row["id"]
        assert row["name"] and row["name_en"], where
        assert row["kind"] in KINDS, where
        assert row["country"] in ISO, where
        assert row["sector"] in SECTORS, where
        assert row["of"] in ids | {""}, where
        assert not row["wikidata"] or (re.fullmatch(r"Q\d+", row["wikidata"]) and row["source"]), where
        for form in forms(row):
            assert ARABIC.search(form) is None and form == " ".join(form.split()), (where, form)


def test_roles_are_dated_rightly() -> None:
    for row in ACTORS:
        for role in filter(None, row["roles"].split("|")):
            assert ROLE.fullmatch(role), (row["id"], role)
            start, _, end = role.partition("@")[2].partition("..")
            assert not (start and end) or start <= end, (row["id"], role)


def test_shared_forms_are_said_to_be_ambiguous() -> None:
    owners: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in ACTORS:
        for form in {fold(f).text for f in forms(row)}:
            owners[form].append(row)
    for form, rows in owners.items():
        if len(rows) > 1:
            for row in rows:
                assert form in {fold(a).text for a in row["ambiguous"].split("|")}, (form, row["id"])


def test_no_form_is_given_twice_and_every_doubt_is_about_a_form() -> None:
    for row in ACTORS:
        folded = [fold(f).text for f in forms(row)]
        assert len(folded) == len(set(folded)), row["id"]
        assert {fold(a).text for a in row["ambiguous"].split("|") if a} <= set(folded), row["id"]


@pytest.mark.parametrize(("table", "column"), [("org_heads.tsv", "kind"), ("populations.tsv", "kind")])
def test_kinds_of_nouns(table: str, column: str) -> None:
    assert {row[column] for row in read_table(table)} <= KINDS


def test_nisba_names_actors_that_we_have() -> None:
    ids = {row["id"] for row in ACTORS}
    assert {row["actor"] for row in read_table("nisba.tsv")} <= ids | {""}
    states = set(Knowledge.load().states)
    assert {row["code"] for row in read_table("nisba.tsv")} <= states | {""}
    assert {row["country"] for row in read_table("metonyms.tsv")} <= states | {""}


def test_classes_and_flags() -> None:
    for row in read_table("titles.tsv"):
        assert row["class"] in {"office", "rank", "honorific", "profession", "kin"}, row["forms"]
        assert {row["before_name"], row["alone"], row["takes"]} <= {"y", "n"}, row["forms"]
    assert {row["class"] for row in read_table("person_names.tsv")} <= {"given", "foreign", "surname", "particle"}
    assert {row["kind"] for row in read_table("metonyms.tsv")} <= {"capital", "seat", "organ", "union"}


@pytest.mark.parametrize("table", TABLES)
def test_each_table_says_what_belongs_in_it_and_whence(table: str) -> None:
    head = (DATA / f"{table}.tsv").read_text(encoding="utf-8").split("\n", 1)[0]
    comments = [line for line in (DATA / f"{table}.tsv").read_text(encoding="utf-8").split("\n") if line.startswith("#")]
    assert head.startswith("#")
    assert any("Source:" in line for line in comments)


def test_outlets_are_media_that_we_have() -> None:
    media = {row["id"] for row in ACTORS if row["kind"] == "media"}
    rows = list(read_table("outlets.tsv"))
    assert {row["actor"] for row in rows} <= media
    for row in rows:
        assert row["kind"] in {"agency", "television", "newspaper", "site"} and all(row["names"].split("|")), row["actor"]
