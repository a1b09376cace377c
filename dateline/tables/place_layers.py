"""A project's or user's own places: imported from CSV or GeoJSON into a small SQLite file that ranks above ours."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from dateline.model.errors import DatelineError
from dateline.tables.place_keys import fold
from dateline.tables.places import PROMINENCE, Candidate

SCHEMA = """
CREATE TABLE IF NOT EXISTS place(id TEXT PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS name(key TEXT, place TEXT, PRIMARY KEY(key, place)) WITHOUT ROWID;
"""
NUMBERS = {"latitude": (-90.0, 90.0), "longitude": (-180.0, 180.0), "radius_km": (0.0, 20_100.0)}
# Column names of GeoNames dumps, OCHA tables and UCDP that mean one of ours.
SAME_COLUMN = {
    "lat": "latitude", "y": "latitude", "lon": "longitude", "lng": "longitude", "long": "longitude", "x": "longitude",
    "radius": "radius_km", "geonameid": "id", "adm1_en": "admin1", "adm2_en": "admin2", "adm3_en": "admin3",
    "adm_1": "admin1", "adm_2": "admin2", "where_coordinates": "name", "p_code": "pcode", "country_code": "country",
    "iso_a2": "country", "alternatenames": "aliases",
}  # fmt: skip


class LayerError(DatelineError):
    """A source cannot become a layer, or a layer file is none; names the file, the reason and the remedy."""


class ImportReport(Struct, frozen=True):
    """How many places came in, and why others did not (one line each)."""

    read: int
    imported: int
    left_out: tuple[str, ...]


class Layer:
    """One layer file, read-only."""

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        self._db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)

    def find(self, key: str) -> tuple[Candidate, ...]:
        """The layer's places with this folded name."""
        rows = self._db.execute(
            "SELECT body FROM name JOIN place ON place.id = name.place WHERE key = ? ORDER BY place", (key,)
        )
        return tuple(msgspec.structs.replace(msgspec.json.decode(r[0], type=Candidate), layer=self.name) for r in rows)


def open_layer(name: str, path: Path) -> Layer:
    """The layer at `path`; raises LayerError when the file is no layer."""
    layer = Layer(name, path)
    try:
        layer.find("")
    except sqlite3.DatabaseError as error:
        raise LayerError(
            f"{path}: not a gazetteer layer ({error}); make one with `dateline gazetteer import`"
        ) from error
    return layer


def import_layer(source: Path, layer: Path) -> ImportReport:
    """Add the places of a CSV with named columns, or of a GeoJSON, to the layer file `layer`.

    Columns: name, latitude, longitude; and where there are any: id, aliases (`|`), radius_km, precision, country,
    admin1, admin2, admin3, pcode, population, part_of. A row with the id of an earlier one replaces it.
    Raises LayerError when the source cannot be read at all.
    """
    try:
        rows = list(geojson_rows(source) if source.suffix.lower() in {".json", ".geojson"} else csv_rows(source))
    except (OSError, UnicodeDecodeError, ValueError, csv.Error) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise LayerError(
            f"{source}: {reason}; a CSV with a header line, or a GeoJSON FeatureCollection, is expected"
        ) from error
    left_out, imported = [], 0
    layer.parent.mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(layer) as db:
        db.executescript(SCHEMA)
        for number, cells in enumerate(rows, 1):
            try:
                place, names = place_of(cells, source.stem)
            except ValueError as error:
                left_out.append(f"{source.name}, row {number}: {error}")
                continue
            db.execute("DELETE FROM name WHERE place = ?", (place.gazetteer_id,))
            db.execute("INSERT OR REPLACE INTO place VALUES (?, ?)", (place.gazetteer_id, msgspec.json.encode(place)))
            db.executemany(
                "INSERT OR IGNORE INTO name VALUES (?, ?)", [(fold(n), place.gazetteer_id) for n in sorted(names)]
            )
            imported += 1
    db.close()
    return ImportReport(len(rows), imported, tuple(left_out))


def csv_rows(source: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV or TSV, columns under our names."""
    with source.open(encoding="utf-8-sig", newline="") as lines:
        for cells in csv.DictReader(lines, delimiter="\t" if source.suffix.lower() in {".tsv", ".tab"} else ","):
            yield renamed({str(k): v for k, v in cells.items() if isinstance(v, str)})


def geojson_rows(source: Path) -> Iterator[dict[str, str]]:
    """The features of a GeoJSON: properties, and the middle of the bounds as the point where there are none."""
    features = json.loads(source.read_text(encoding="utf-8"))
    if not isinstance(features, dict) or not isinstance(features.get("features"), list):
        raise ValueError("no FeatureCollection")
    for feature in features["features"]:
        properties = feature.get("properties") or {}
        cells = renamed({str(k): str(v) for k, v in properties.items() if v is not None})
        points = list(flat_points((feature.get("geometry") or {}).get("coordinates")))
        if points:
            xs, ys = [p[0] for p in points], [p[1] for p in points]
            cells.setdefault("longitude", str((min(xs) + max(xs)) / 2))
            cells.setdefault("latitude", str((min(ys) + max(ys)) / 2))
        yield cells


def flat_points(coordinates: object) -> Iterator[tuple[float, float]]:
    """Longitude and latitude of every position in nested coordinates."""
    stack = [coordinates]
    while stack:
        item = stack.pop()
        if not isinstance(item, list) or not item:
            continue
        if len(item) >= 2 and all(isinstance(n, int | float) for n in item):
            yield float(item[0]), float(item[1])
        else:
            stack.extend(item)


def renamed(cells: dict[str, str]) -> dict[str, str]:
    """Cells under our column names, empty ones left out; our own name wins over a synonym."""
    out: dict[str, str] = {}
    for column, value in cells.items():
        key = column.strip().lower()
        if value.strip() and (key not in SAME_COLUMN or SAME_COLUMN[key] not in out):
            out[SAME_COLUMN.get(key, key)] = value.strip()
    return out


def place_of(cells: dict[str, str], source: str) -> tuple[Candidate, set[str]]:
    """The place of a row and all its names; raises ValueError saying which cell is wrong."""
    if not cells.get("name"):
        raise ValueError("no name")
    numbers: dict[str, float] = {}
    for column, (low, high) in NUMBERS.items():
        if column in cells:
            value = float(cells[column])
            if not low <= value <= high:
                raise ValueError(f"{column} {cells[column]} is not between {low} and {high}")
            numbers[column] = value
    precision = cells.get("precision", "settlement")
    if precision not in PROMINENCE:
        raise ValueError(f"precision {precision!r} is none of {', '.join(sorted(PROMINENCE))}")
    identity = cells.get("pcode") or cells.get("id") or fold(cells["name"]).replace(" ", "-")
    place = Candidate(
        gazetteer_id=identity if ":" in identity else f"{source}:{identity}",
        name=cells["name"],
        latitude=numbers.get("latitude"),
        longitude=numbers.get("longitude"),
        radius_km=numbers.get("radius_km"),
        precision=precision,
        country=cells.get("country"),
        admin1=cells.get("admin1"),
        admin2=cells.get("admin2"),
        admin3=cells.get("admin3"),
        pcode=cells.get("pcode"),
        population=int(float(cells["population"])) if cells.get("population") else None,
        part_of=cells.get("part_of"),
    )
    separator = "|" if "|" in cells.get("aliases", "") else ","
    return place, {cells["name"], *(a.strip() for a in cells.get("aliases", "").split(separator) if a.strip())}
