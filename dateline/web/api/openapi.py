"""The description of the API (OpenAPI 3.1): written from the same tables that answer requests."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from dateline import __version__
from dateline.engine.selecting import BY_NAME, LONGEST_NAME, LONGEST_TEXT, MOST_VALUES, Filter
from dateline.engine.shown import EventPage
from dateline.store.browsing import Facet, Mapped, Timeline
from dateline.web.api.answers import TYPES
from dateline.web.api.parameters import CURSOR, DEFAULT_LIMIT, ID, IDS, LONGEST_CURSOR, MOST_PAGES, MOST_ROWS
from dateline.web.api.problem import JSON, Problem
from dateline.web.api.resources import RESOURCES, SELECTING, Listed

Schema = dict[str, Any]
REF = "#/components/schemas/{name}"
NAME: Schema = {"type": "string", "minLength": 1, "maxLength": LONGEST_NAME, "pattern": r"\S"}
FORMS: dict[str, Schema] = {
    "code": {"type": "string"},
    "country": {"type": "string", "pattern": "^([A-Za-z]{2}|unknown)$"},
    "name": NAME,
    "text": {**NAME, "maxLength": LONGEST_TEXT},
    "day": {"type": "string", "format": "date"},
    "time": {"type": "string", "format": "date-time"},
    "flag": {"type": "boolean"},
    "box": {
        "type": "array",
        "minItems": 4,
        "maxItems": 4,
        "items": {"type": "integer", "minimum": -180, "maximum": 180},
    },
}
"""What may be written, by the kind of value. Parts of degrees are taken, too."""
GEOMETRY: Schema = {
    "type": "object",
    "properties": {
        "type": {"enum": ["Point", "Polygon", "MultiPolygon"]},
        "coordinates": {"type": "array"},
    },
    "required": ["type", "coordinates"],
}
FEATURES: Schema = {
    "type": "object",
    "description": "A page of a list on a map (RFC 7946); what is not of that format are foreign members",
    "properties": {
        "type": {"enum": ["FeatureCollection"]},
        "note": {"type": "string"},
        **{name: {"type": "integer"} for name in ("total", "count", "limit")},
        "next": {"type": ["string", "null"]},
        "left_out": {"type": "object", "additionalProperties": {"type": "integer"}},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "type": {"enum": ["Feature"]},
                    "id": {"type": "string"},
                    "geometry": {"anyOf": [GEOMETRY, {"type": "null"}]},
                    "properties": {"type": "object"},
                },
                "required": ["type", "id", "geometry", "properties"],
            },
        },
    },
    "required": ["type", "note", "total", "count", "limit", "next", "left_out", "features"],
}
OTHERS: dict[str, tuple[str, Schema]] = {
    "limit": (
        "rows on a page",
        {"type": "integer", "minimum": 1, "maximum": MOST_ROWS, "default": DEFAULT_LIMIT},
    ),
    "cursor": (
        "`next` of the page before",
        {"type": "string", "format": "cursor", "pattern": f"^{CURSOR.pattern}$", "maxLength": LONGEST_CURSOR},
    ),
    "page": (
        "number of the page, from the cursor if one is given, else from the beginning",
        {"type": "integer", "minimum": 1, "maximum": MOST_PAGES, "default": 1},
    ),
    "zoom": ("zoom of the map, 0 for the world", {"type": "integer", "minimum": 0, "maximum": 24, "default": 0}),
    "unit": ("unit of the timeline", {"type": "string", "enum": ["day", "month", "year"]}),
    **{name: (f"only what belongs to this {name}", {"type": "string", "pattern": f"^{ID.pattern}$"}) for name in IDS},
}


@cache
def description() -> Schema:
    """The whole description."""
    kinds = [*(Listed[one.line] for one in RESOURCES.values()), EventPage, Mapped, Timeline, Facet, Problem]  # type: ignore[name-defined]
    schemas, components = msgspec.json.schema_components(kinds, ref_template=REF)
    listed = dict(zip(RESOURCES, schemas, strict=False))
    page, mapped, times, facet, problem = schemas[len(RESOURCES) :]
    paths: dict[str, Schema] = {}
    for name, resource in RESOURCES.items():
        parameters = [parameter(one) for one in resource.parameters]
        formats = {"json": listed[name], "geojson": FEATURES, "csv": {"type": "string"}}
        for suffix in ("", *resource.suffixes):
            path = f"/v1/{name}{'.' if suffix else ''}{suffix}"
            kind = suffix or "json"
            paths[path] = operation(path, resource.meaning, parameters, {TYPES[kind].partition(";")[0]: formats[kind]})
    paths["/v1/events/{id}"] = operation(
        "/v1/events/{id}", "An event with all that is told of it", [ID_IN_PATH], {JSON: page}
    )
    filters = [parameter(one) for one in SELECTING]
    counts = {"type": "object", "additionalProperties": facet}
    views: tuple[tuple[str, str, list[str], Schema], ...] = (
        ("facets", "How many events have each value of each filter, its own filter left out", [], counts),
        ("map", "Events on a map, those that lie together as one", ["zoom"], mapped),
        ("timeline", "Events over time", ["unit"], times),
    )
    for name, meaning, own, schema in views:
        more = [parameter(one) for one in own]
        paths[f"/v1/{name}"] = operation(f"/v1/{name}", meaning, [*filters, *more], {JSON: schema})
    paths["/v1/openapi.json"] = operation("/v1/openapi.json", "This description", [], {JSON: {"type": "object"}})
    return {
        "openapi": "3.1.0",
        "info": {"title": "Dateline", "version": __version__, "description": (__doc__ or "").splitlines()[0]},
        "servers": [{"url": "/api"}],
        "paths": paths,
        "components": {"schemas": components, "responses": {"Problem": problem_answer(problem)}},
    }


ID_IN_PATH: Schema = {
    "name": "id",
    "in": "path",
    "required": True,
    "description": "id of an event",
    "schema": {"type": "string", "pattern": f"^{ID.pattern}$"},
}


def parameter(name: str) -> Schema:
    """One parameter of the query."""
    if name in BY_NAME:
        return filter_parameter(BY_NAME[name])
    meaning, schema = OTHERS[name]
    return {"name": name, "in": "query", "description": meaning, "schema": schema}


def filter_parameter(one: Filter) -> Schema:
    """A filter as a parameter; several values stand as several parameters of the name."""
    schema = {**FORMS[one.form], **({"enum": list(one.choices())} if one.choices else {})}
    if one.many:
        schema = {"type": "array", "items": schema, "maxItems": MOST_VALUES, "minItems": 1}
    style = {"style": "form", "explode": one.form != "box"} if schema["type"] == "array" else {}
    return {"name": one.name, "in": "query", "description": one.meaning, "schema": schema, **style}


def operation(path: str, meaning: str, parameters: list[Schema], formats: dict[str, Schema]) -> Schema:
    """What an address answers."""
    problem = {"$ref": "#/components/responses/Problem"}
    answers: Schema = {
        "200": {
            "description": meaning,
            "headers": {"ETag": {"schema": {"type": "string"}}},
            "content": {kind: {"schema": schema} for kind, schema in formats.items()},
        },
        "304": {"description": "It is the answer that the asker has: `If-None-Match` names its ETag"},
        "422": problem,
        "503": problem,
    }
    if "{id}" in path:
        answers["404"] = problem
    return {"get": {"summary": meaning, "parameters": parameters, "responses": answers}}


def problem_answer(schema: Schema) -> Schema:
    """The answer that tells why there is none."""
    return {"description": "What is wrong, where, and what to do", "content": {JSON: {"schema": schema}}}
