"""A page of a list as JSON, CSV or GeoJSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

import msgspec
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

from dateline.engine.shown import Shown
from dateline.export import lines
from dateline.export.delimited import Cell, safe
from dateline.export.geojson import NOTE, Geometry, geometry, geometry_of
from dateline.export.happenings import cells, columns
from dateline.model.policy import Policy
from dateline.store.paging import PlaceName
from dateline.web.api.problem import JSON
from dateline.web.api.resources import Listed, Resource

TYPES = {"json": JSON, "csv": "text/csv; charset=utf-8", "geojson": "application/geo+json"}


class Feature(Struct, frozen=True, tag_field="type", tag="Feature"):
    """A row with its geometry; none where it has no place on a map, as `left_out` counts."""

    id: str
    geometry: Geometry | None
    properties: dict[str, Cell]


class Features(Struct, frozen=True, kw_only=True, tag_field="type", tag="FeatureCollection"):
    """A page of a list on a map (RFC 7946); what is not of that format are foreign members (section 6.1)."""

    note: str  #: what the map does not say
    total: int  #: rows that pass the filters
    count: int  #: rows on this page
    limit: int  #: rows that were asked for
    next: str | None  #: the cursor of the next page; empty on the last one
    left_out: dict[str, int]  #: rows that do not pass, and rows of this page without a geometry: numbers by reason
    features: Sequence[Feature]  #: the rows


class Written(Struct, frozen=True):
    """How a page is to be written."""

    suffix: str
    policy: Policy


def answer(request: Request, shown: Shown, resource: Resource, page: Listed[Struct], how: Written) -> Response:
    """The page in the format asked for; how many rows there are, and where it goes on, stand in the headers too."""
    headers = {"X-Total-Count": str(page.total)}
    if page.next is not None:
        following = request.url.remove_query_params("page").include_query_params(cursor=page.next)
        headers["Link"] = f'<{following.path}?{following.query}>; rel="next"'
    if how.suffix == "csv":
        body = table(shown, resource, page, how.policy)
    else:
        body = msgspec.json.encode(features(shown, resource, page, how.policy) if how.suffix == "geojson" else page)
    return Response(body, headers=headers, media_type=TYPES[how.suffix])


def table(shown: Shown, resource: Resource, page: Listed[Struct], policy: Policy) -> bytes:
    """The rows as CSV (RFC 4180) with a header; cells that hold several things are JSON."""
    if resource.line is lines.EventLine:
        names = columns()
        found = shown.happenings(ids_of(page.data), policy)
        return written([one.column for one in names], (cells(row, names).values() for row in found))
    # `kind` is the same in every row of a list.
    names_of = [field.encode_name for field in msgspec.structs.fields(resource.line)]
    rows = [msgspec.to_builtins(row) for row in page.data]
    return written(names_of, ([flat(row.get(name)) for name in names_of] for row in rows))


def flat(value: object) -> Cell:
    """A value in one cell."""
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    return msgspec.json.encode(value).decode()


def written(header: Sequence[str], rows: Iterable[Iterable[Cell]]) -> bytes:
    """CSV in UTF-8; no cell is taken for a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([safe(cell) for cell in row])
    return text.getvalue().encode("utf-8", "replace")


def ids_of(rows: Sequence[Struct]) -> list[str]:
    """The ids of events."""
    return [row.id for row in rows if isinstance(row, lines.EventLine)]


def features(shown: Shown, resource: Resource, page: Listed[Struct], policy: Policy) -> Features:
    """The rows on a map."""
    found: list[Feature] = []
    left_out = dict(page.left_out)
    pairs = events_placed(shown, page, policy) if resource.line is lines.EventLine else places_placed(page)
    for feature, shape in pairs:
        if isinstance(shape, str):
            left_out[shape] = left_out.get(shape, 0) + 1
        found.append(msgspec.structs.replace(feature, geometry=None if isinstance(shape, str) else shape))
    return Features(
        note=NOTE,
        total=page.total,
        count=page.count,
        limit=page.limit,
        next=page.next,
        left_out=left_out,
        features=found,
    )


def events_placed(shown: Shown, page: Listed[Struct], policy: Policy) -> Iterable[tuple[Feature, Geometry | str]]:
    """Events with their geometry, or why they have none."""
    names = columns()
    for row in shown.happenings(ids_of(page.data), policy):
        yield Feature(row.id, None, cells(row, names)), geometry_of(row)


def places_placed(page: Listed[Struct]) -> Iterable[tuple[Feature, Geometry | str]]:
    """Places with their geometry, or why they have none."""
    for row in page.data:
        if isinstance(row, PlaceName):
            shape = geometry(row.precision, row.latitude, row.longitude, row.radius_km)
            yield Feature(row.name, None, {k: flat(v) for k, v in msgspec.structs.asdict(row).items()}), shape
