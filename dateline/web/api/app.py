"""The application of the API: addresses, what they answer, and what is said when they cannot.

It only reads. Each request opens the record anew, so that it answers with what the last decision wrote.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from msgspec import Struct
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.engine.readers import masks_in, readers_copy, state_of, withheld_in
from dateline.engine.settings import load_settings
from dateline.engine.shown import Shown
from dateline.model.errors import DatelineError
from dateline.store.browsing import facets, map_points, timeline
from dateline.store.paging import CursorError
from dateline.store.query import Query
from dateline.store.store import FILE
from dateline.web.api.answers import Written, answer
from dateline.web.api.openapi import description
from dateline.web.api.parameters import ID, Asked, asked
from dateline.web.api.problem import JSON, Problem, ProblemError, refused, wrong
from dateline.web.api.resources import RESOURCES, SELECTING, Resource
from dateline.web.options import Options

VIEWS = {"facets": (), "map": ("zoom",), "timeline": ("unit",)}
"""Counts of a selection, with the parameters that each takes beside the filters."""
UNITS = ("day", "month", "year")
LOG = logging.getLogger("dateline.api")
Endpoint = Callable[[Request], Response]


def make_api(case: Path, options: Options) -> Starlette:
    """The API over a case; private people are masked unless the options name a reviewer."""
    api = Api(case, options)
    routes = [Route("/v1/openapi.json", described)]
    for name, resource in RESOURCES.items():
        for suffix in ("", *resource.suffixes):
            path = f"/v1/{name}{'.' if suffix else ''}{suffix}"
            routes.append(Route(path, api.lists(resource, suffix or "json")))
    routes.append(Route("/v1/events/{id}", api.one_event))
    routes += [Route(f"/v1/{name}", api.counts(name)) for name in VIEWS]
    handlers = {
        ProblemError: on_problem,
        DatelineError: on_error,
        HTTPException: on_address,
    }
    return Starlette(routes=routes, exception_handlers=handlers)  # type: ignore[arg-type]


class Api:
    """What the addresses answer with, for one case."""

    def __init__(self, case: Path, options: Options) -> None:
        self.case, self.options = case, options
        self.policy = load_settings(case, {}).policy

    @contextmanager
    def shown(self) -> Iterator[Shown]:
        """The record, open for one request."""
        folder = readers_copy(self.case) if self.options.masked else self.case
        query = Query(folder / FILE)
        try:
            yield Shown(query, masks_in(query), withheld_in(query)) if self.options.masked else Shown(query)
        finally:
            query.close()

    def stamp(self, request: Request) -> str:
        """What an answer depends on: the address, who asks, and the state of the record's file."""
        parts = (state_of(self.case), self.options.role, request.url.path, request.url.query)
        return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'

    def answered(self, request: Request, make: Callable[[Shown], Response]) -> Response:
        """The answer, or that it is the one that the asker has."""
        stamp = self.stamp(request)
        known = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
        headers = {"ETag": stamp, "Cache-Control": "private, no-cache"}
        if stamp in known or "*" in known:
            return Response(status_code=304, headers=headers)
        with self.shown() as shown:
            found = make(shown)
        found.headers.update(headers)
        return found

    def lists(self, resource: Resource, suffix: str) -> Endpoint:
        """A page of a list."""

        def endpoint(request: Request) -> Response:
            one = asked(request.query_params.multi_items(), resource.parameters)
            how = Written(suffix, self.policy)

            def made(shown: Shown) -> Response:
                page = resource.read(shown, one)
                page = msgspec.structs.replace(page, left_out={**page.left_out, **shown.withheld})
                return answer(request, shown, resource, page, how)

            return self.answered(request, made)

        return endpoint

    def one_event(self, request: Request) -> Response:
        """An event with all that is told of it."""
        asked(request.query_params.multi_items(), ())
        item = request.path_params["id"]

        def made(shown: Shown) -> Response:
            if not ID.fullmatch(item) or not shown.query.rows("SELECT 1 FROM events WHERE id = ?", [item]):
                raise no_event(shown, item)
            return Response(msgspec.json.encode(shown.event_page(item)), media_type=JSON)

        return self.answered(request, made)

    def counts(self, name: str) -> Endpoint:
        """A selection as counts."""

        def endpoint(request: Request) -> Response:
            one = asked(request.query_params.multi_items(), (*SELECTING, *VIEWS[name]))
            return self.answered(request, lambda shown: Response(counted(shown, name, one), media_type=JSON))

        return endpoint


def counted(shown: Shown, name: str, one: Asked) -> bytes:
    """Facets, map or timeline of a selection."""
    found: Struct | dict[str, Struct]
    if name == "facets":
        found = {**facets(shown.query, one.selection)}
    elif name == "map":
        box = one.selection.bbox
        whole = msgspec.structs.replace(one.selection, bbox=None)
        found = map_points(shown.query, whole, box, zoom_in(one.rest))
    else:
        unit = one.rest.get("unit")
        if unit is not None and unit not in UNITS:
            raise wrong("unit", f"no unit {unit[:80]}", f"there are {', '.join(UNITS)}")
        found = timeline(shown.query, one.selection, unit)
    return msgspec.json.encode(found)


def zoom_in(given: dict[str, str]) -> float:
    """The zoom of a map."""
    value = given.get("zoom", "0")
    if not (value.isascii() and value.isdigit() and len(value) < 3 and int(value) <= 24):
        raise wrong("zoom", f"no zoom {value[:80]}", "write a whole number from 0 (the world) to 24")
    return float(value)


def no_event(shown: Shown, item: str) -> ProblemError:
    """There is no such event; where its id is no longer used, what is to be used instead."""
    gone = shown.query.rows("SELECT replaced_by FROM tombstones WHERE id = ?", [item])
    fix = "take an id of /api/v1/events"
    if gone:
        fix = f"use {gone[0][0]}" if gone[0][0] else "it was withdrawn; see /api/v1/deleted"
    return ProblemError(404, Problem(f"no event {item[:80]}", "id", fix))


def described(request: Request) -> Response:
    """The description of the API."""
    return Response(msgspec.json.encode(description()), media_type=JSON)


def on_problem(request: Request, error: ProblemError) -> Response:
    """A request that cannot be answered."""
    return refused(error.status, error.problem)


def on_error(request: Request, error: DatelineError) -> Response:
    """A cursor of another list, or a record that cannot be read."""
    if isinstance(error, CursorError):
        what, _, fix = str(error).partition(": ")
        return refused(422, Problem(what, "cursor", fix))
    # What it says may name files and people of the case: whoever runs the server reads it there.
    LOG.error("%s: %s", request.url.path, error)
    what = "the record cannot be read just now"
    return refused(
        503, Problem(what, request.url.path, "see what the server says, or `dateline status`; then ask again")
    )


def on_address(request: Request, error: HTTPException) -> Response:
    """An address that there is not, or a method that it does not have."""
    fix = "only GET is answered" if error.status_code == 405 else "see /api/v1/openapi.json for the addresses"
    what = "the API only reads" if error.status_code == 405 else "there is no such address"
    return refused(error.status_code, Problem(what, request.url.path, fix), dict(error.headers or {}))
