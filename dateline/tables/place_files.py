"""The files of a source of places: one file, a folder, or a ZIP, and the rows of CSV and GeoJSON in them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import IO, Literal

from msgspec import Struct

from dateline.model.errors import DatelineError
from dateline.tables.place_columns import LEVEL, fields
from dateline.tables.place_shapes import shape_of

Opener = Callable[[], IO[bytes]]
Kind = Literal["admin_codes", "geonames", "table", "geojson", "alternate_names"]
SUFFIXES = {".csv": "table", ".tsv": "table", ".tab": "table", ".geojson": "geojson", ".json": "geojson"}
# What other forms of the same data have to be turned into.
ADVICE = {
    ".xlsx": "save the sheet as CSV (UTF-8) and import that",
    ".xls": "save the sheet as CSV (UTF-8) and import that",
    ".shp": "convert it to GeoJSON in degrees (WGS 84) and import that",
    ".gpkg": "convert it to GeoJSON in degrees (WGS 84) and import that",
    ".kml": "convert it to GeoJSON and import that",
}
# A text table packs at most about 1 : 20; more is a bomb.
RATIO = 200
GEONAMES_COLUMNS = 19


class LayerError(DatelineError):
    """A source cannot become a layer, or a layer file is none; names the file, the reason and the remedy."""


class Part(Struct, frozen=True, eq=False):
    """One file of a source, or one member of a ZIP: its name, what it is, how to open it, the SHA-256 of its bytes."""

    name: str
    kind: Kind
    open: Opener
    digest: str


class Row(Struct, frozen=True):
    """The cells of a row by column, and where it stands: `villages.csv, line 3`."""

    where: str
    cells: dict[str, str]


def parts_of(source: Path) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    """The files that hold places, in the order in which they are to be read, and a line for each passed over.

    Raises LayerError when the source holds none.
    """
    parts: list[Part] = []
    passed: list[str] = []
    for name, opener in files_of(source):
        kind = kind_of(name, opener)
        if kind is None:
            passed.append(f"{name}: {ADVICE.get(Path(name).suffix.lower(), 'no table of places, passed over')}")
            continue
        with opener() as data:
            parts.append(Part(name, kind, opener, hashlib.file_digest(data, "sha256").hexdigest()))  # type: ignore[arg-type]
    if not parts:
        advice = "; ".join(passed) or "the folder is empty"
        raise LayerError(
            f"{source}: no table of places ({advice}); expected are CSV with a header line, GeoJSON, "
            "or a GeoNames dump, bare, in a folder or in a ZIP"
        )
    order = ("admin_codes", "geonames", "table", "geojson", "alternate_names")
    return tuple(sorted(parts, key=lambda part: (order.index(part.kind), part.name))), tuple(passed)


def files_of(source: Path) -> Iterator[tuple[str, Opener]]:
    """Name and opener of every file; of a folder all below it, of a ZIP its members."""
    if source.is_dir():
        for path in sorted(p for p in source.rglob("*") if p.is_file() and not p.name.startswith(".")):
            yield from files_of(path)
    elif source.suffix.lower() == ".zip":
        yield from members(source)
    elif source.exists():
        yield source.name, partial(bare, source)
    else:
        raise LayerError(f"{source}: no such file; name a CSV, a GeoJSON, a GeoNames dump, or a folder of them")


def members(source: Path) -> Iterator[tuple[str, Opener]]:
    """The files in a ZIP, none of which may unpack to more than RATIO times its size."""
    try:
        archive = zipfile.ZipFile(source)
    except zipfile.BadZipFile as error:
        raise LayerError(
            f"{source}: not a ZIP ({error}); download it again, or unpack it and import the folder"
        ) from error
    for info in archive.infolist():
        if info.is_dir() or Path(info.filename).name.startswith("."):
            continue
        if info.file_size > RATIO * max(1, info.compress_size):
            raise LayerError(f"{source}: {info.filename} unpacks to {info.file_size:,} bytes; no table of places does")
        yield Path(info.filename).name, partial(opened, archive, info)


def bare(path: Path) -> IO[bytes]:
    """A file as it lies."""
    return path.open("rb")


def opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> IO[bytes]:
    """A member of a ZIP, unpacked while it is read."""
    return archive.open(info)


def kind_of(name: str, opener: Opener) -> Kind | None:
    """What a file is: by its ending, and a text file by the columns of its first line."""
    suffix = Path(name).suffix.lower()
    if suffix in SUFFIXES:
        return SUFFIXES[suffix]  # type: ignore[return-value]
    if suffix != ".txt":
        return None
    with opener() as data:
        first = data.readline(1 << 16).decode("utf-8-sig", "replace").rstrip("\r\n").split("\t")
    if len(first) == GEONAMES_COLUMNS and first[0].isdigit():
        return "geonames"
    if len(first) >= 4 and first[0].isdigit() and first[1].isdigit():
        return "alternate_names"
    if len(first) == 4 and "." in first[0][2:4] and first[3].isdigit():
        return "admin_codes"
    known = {cell.strip().lower() for cell in first} & fields().keys()
    return "table" if len(known) > 1 else None


def lines_of(part: Part) -> Iterator[tuple[int, str]]:
    """The lines of a text file with their numbers; raises LayerError at the first that is no UTF-8."""
    with part.open() as data:
        for number, raw in enumerate(data, 1):
            try:
                yield number, raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
            except UnicodeDecodeError as error:
                raise not_utf8(part, number) from error


def not_utf8(part: Part, line: int) -> LayerError:
    """The error for a line in another encoding."""
    return LayerError(f"{part.name}, line {line}: not UTF-8; save the file as UTF-8 (in a spreadsheet: 'CSV UTF-8')")


def text_of(part: Part) -> str:
    """The text of a file: UTF-8, or UTF-16 with its mark as spreadsheets write it."""
    with part.open() as data:
        raw = data.read()
    try:
        return raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise not_utf8(part, raw.count(b"\n", 0, error.start) + 1) from error


def table_rows(part: Part) -> Iterator[Row]:
    """The rows of a CSV whose first line names the columns; commas, semicolons, tabs or bars between the cells."""
    text = text_of(part)
    header = text.split("\n", 1)[0]
    delimiter = max("\t;|,", key=header.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restkey="", restval="")
    columns = [column or "" for column in reader.fieldnames or ()]
    if not any(is_naming(column) for column in columns):
        raise LayerError(
            f"{part.name}, line 1: no column holds the names of places; found: {', '.join(columns) or 'nothing'}. "
            "Name one column 'name', and where you have them 'latitude' and 'longitude'"
        )
    try:
        for cells in reader:
            where = f"{part.name}, line {reader.line_num}"
            if any((value or "").startswith("#") for value in list(cells.values())[:3] if isinstance(value, str)):
                continue  # HXL hashtags below the header
            yield Row(where, {str(k): v for k, v in cells.items() if isinstance(v, str)})
    except csv.Error as error:
        raise LayerError(f"{part.name}, line {reader.line_num}: {error}; check the quotes in this line") from error


def is_naming(column: str) -> bool:
    """Whether a column can hold a name: one of ours, or that of an area with its P-code."""
    key = column.strip().lower().replace(" ", "_")
    return fields().get(key) == "name" or LEVEL.fullmatch(key) is not None


def geojson_rows(part: Part) -> Iterator[Row]:
    """The features of a GeoJSON: their properties, with point and radius of their geometry."""
    try:
        data = json.loads(text_of(part))
    except RecursionError as error:
        raise LayerError(f"{part.name}: nested too deeply for a GeoJSON") from error
    except json.JSONDecodeError as error:
        raise LayerError(
            f"{part.name}, line {error.lineno}: not JSON ({error.msg}); a GeoJSON FeatureCollection is expected"
        ) from error
    found = data.get("features") if isinstance(data, dict) else None
    if isinstance(data, dict) and data.get("type") == "Feature":
        found = [data]
    if not isinstance(found, list):
        raise LayerError(f"{part.name}: no GeoJSON FeatureCollection; it must hold a list 'features'")
    for number, feature in enumerate(found, 1):
        feature = feature if isinstance(feature, dict) else {}
        properties = feature.get("properties")
        properties = properties if isinstance(properties, dict) else {}
        cells = {str(k): str(v) for k, v in properties.items() if isinstance(v, str | int | float)}
        shape = shape_of(feature.get("geometry"))
        if shape is not None:
            # The geometry is what the file is for: it wins over columns of the same data.
            cells = {k: v for k, v in cells.items() if fields().get(k.lower()) not in {"latitude", "longitude"}}
            cells |= {"latitude": str(shape.latitude), "longitude": str(shape.longitude)}
            if shape.radius_km is not None:
                cells.setdefault("radius_km", str(shape.radius_km))
        yield Row(f"{part.name}, feature {number}", cells)
