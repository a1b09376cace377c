"""The events as GeoParquet 1.1: typed columns, who and what as lists, the place as a point or a circle.

Every event that happened is there, with an empty geometry where its place cannot be drawn.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from typing import TYPE_CHECKING, BinaryIO

from dateline.export.geojson import Geometry, Ring, geometry_of
from dateline.export.happenings import Happening, happenings
from dateline.export.outcome import ExportReport, reported
from dateline.export.view import ExportView
from dateline.model.errors import MissingError
from dateline.model.event import Event

if TYPE_CHECKING:
    import pyarrow

LITTLE_ENDIAN, POINT, POLYGON, MULTIPOLYGON = 1, 1, 3, 6
"""Numbers of well-known binary (OGC 06-103r4)."""
LISTS = frozenset({"initiators", "targets", "publishers", "claimants"})
DAYS = frozenset({"earliest", "latest"})


def write(view: ExportView, out: BinaryIO) -> ExportReport:
    """Write the events that happened; raises MissingError without pyarrow."""
    try:
        from pyarrow import parquet
    except ImportError as error:
        raise MissingError("parquet needs pyarrow; install it with: pip install 'dateline[notebook]'") from error
    rows, omitted = happenings(view)
    events = {event.id: event for event in view.record.events}
    table = table_of([(row, events[row.id]) for row in rows])
    parquet.write_table(table, out, compression="zstd")
    return reported(len(view.record.events), len(rows), omitted)


def table_of(rows: Sequence[tuple[Happening, Event]]) -> pyarrow.Table:
    """The events as an Arrow table with the metadata of GeoParquet."""
    import pyarrow as pa

    drawn = [geometry_of(row) for row, _ in rows]
    shapes = [None if isinstance(one, str) else one for one in drawn]
    columns: dict[str, pa.Array] = {}
    for name in Happening.__struct_fields__:
        values = [getattr(row, name) for row, _ in rows]
        columns[name] = column(name, values, rows)
    columns["estimates"] = pa.array([estimates(event) for _, event in rows], type=estimate_type())
    columns["geometry"] = pa.array([shape and binary(shape) for shape in shapes], type=pa.binary())
    table = pa.table(columns)
    return table.replace_schema_metadata({"geo": json.dumps(metadata(shapes))})


def column(name: str, values: list[object], rows: Sequence[tuple[Happening, Event]]) -> pyarrow.Array:
    """One column by the type of its field; names as lists, days as dates."""
    import pyarrow as pa

    if name in LISTS:
        return pa.array([listed(name, event) for _, event in rows], type=pa.list_(pa.string()))
    if name in DAYS:
        return pa.array([str(value)[:10] if value else None for value in values]).cast(pa.date32())
    hint = Happening.__annotations__[name].partition(" ")[0]
    types = {"str": pa.string(), "int": pa.int64(), "float": pa.float64(), "bool": pa.bool_()}
    return pa.array(values, type=types[hint])


def listed(name: str, event: Event) -> list[str]:
    """A cell of several names, one by one."""
    if name == "publishers":
        return list(event.publishers)
    if name == "claimants":
        return [claimant.speaker for claimant in event.claimants]
    return [value.value for value in event.held(name)]


def estimates(event: Event) -> list[dict[str, object]]:
    """The numbers of an event by every policy."""
    return [
        {
            name: getattr(one, name)
            for name in ("outcome", "people", "party", "measure", "policy", "low", "best", "high")
        }
        for one in event.estimates
    ]


def estimate_type() -> pyarrow.DataType:
    """A list of numbers by policy."""
    import pyarrow as pa

    texts = [(name, pa.string()) for name in ("outcome", "people", "party", "measure", "policy")]
    return pa.list_(pa.struct([*texts, *((name, pa.float64()) for name in ("low", "best", "high"))]))


def metadata(shapes: Sequence[Geometry | None]) -> dict[str, object]:
    """The `geo` metadata of GeoParquet 1.1; without `crs` it is longitude and latitude, OGC:CRS84."""
    points = [point for shape in shapes if shape for point in corners(shape)]
    geometry: dict[str, object] = {
        "encoding": "WKB",
        "geometry_types": sorted({shape.type for shape in shapes if shape}),
        "orientation": "counterclockwise",
    }
    if points:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        geometry["bbox"] = [min(xs), min(ys), max(xs), max(ys)]
    return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": geometry}}


def polygons(shape: Geometry) -> list[list[Ring]]:
    """The polygons of a geometry that is no point, each as its rings."""
    if shape.type == "Polygon":
        return [shape.coordinates]  # type: ignore[list-item]
    return list(shape.coordinates)  # type: ignore[arg-type]


def corners(shape: Geometry) -> list[tuple[float, float]]:
    """All positions of a geometry."""
    if shape.type == "Point":
        return [shape.coordinates]  # type: ignore[list-item]
    return [point for polygon in polygons(shape) for ring in polygon for point in ring]


def binary(shape: Geometry) -> bytes:
    """A geometry as well-known binary, little-endian."""
    if shape.type == "Point":
        return struct.pack("<BIdd", LITTLE_ENDIAN, POINT, *corners(shape)[0])
    parts = [polygon_binary(polygon) for polygon in polygons(shape)]
    if shape.type == "Polygon":
        return parts[0]
    return struct.pack("<BII", LITTLE_ENDIAN, MULTIPOLYGON, len(parts)) + b"".join(parts)


def polygon_binary(rings: list[Ring]) -> bytes:
    """A polygon as well-known binary."""
    parts = [struct.pack("<BII", LITTLE_ENDIAN, POLYGON, len(rings))]
    for ring in rings:
        parts.append(struct.pack("<I", len(ring)))
        parts += [struct.pack("<dd", x, y) for x, y in ring]
    return b"".join(parts)
