"""The application: pages, API and static files over one case."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.routing import APIRoute
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from dateline import __version__
from dateline.engine.case import Case
from dateline.engine.rebuilding import Rebuilder
from dateline.engine.sealing import session
from dateline.model.errors import DatelineError
from dateline.web.api.app import make_api
from dateline.web.desk import page
from dateline.web.guard import Guard
from dateline.web.options import Options, checked
from dateline.web.pages import (
    actors,
    decisions,
    disagreements,
    document,
    documents,
    event,
    explore,
    figures,
    ground,
    home,
    missed,
    naming,
    places,
    practice,
    practice_logs,
    practice_rounds,
    releases,
    review,
    search,
    sources,
)
from dateline.web.somebody import Nameless, ask_name

PAGES = (
    actors,
    decisions,
    disagreements,
    document,
    documents,
    event,
    explore,
    figures,
    ground,
    home,
    missed,
    naming,
    places,
    practice,
    practice_logs,
    practice_rounds,
    releases,
    review,
    search,
    sources,
)
"""The page modules; each has a `router`."""


def make_app(case: Path, options: Options | None = None) -> FastAPI:
    """The workbench over a case. Raises CaseError when the folder is none, ServeError for options that are unsafe."""
    options = checked(options or Options())
    Case.open(case, create=False).store.close()
    # The interactive documentation of FastAPI loads scripts from another host.
    app = FastAPI(
        title="Dateline", version=__version__, docs_url=None, redoc_url=None, openapi_url=None, lifespan=working
    )
    app.state.case, app.state.options = case.resolve(), options
    app.state.rebuilder = Rebuilder(case.resolve())
    app.add_middleware(Guard, options=options)
    app.mount("/static", StaticFiles(directory=str(files("dateline.web") / "static")), name="static")
    app.mount("/api", make_api(case.resolve(), options))
    app.state.pages = frozenset(addresses())
    for module in PAGES:
        app.include_router(module.router, include_in_schema=False)
    app.add_exception_handler(DatelineError, said)
    app.add_exception_handler(Nameless, ask_name)
    app.add_exception_handler(403, refused)
    app.add_exception_handler(404, missing)
    return app


def addresses() -> Iterator[str]:
    """The addresses of pages that can be opened without an id."""
    for module in PAGES:
        routes = [route for route in module.router.routes if isinstance(route, APIRoute)]
        yield from (route.path for route in routes if "GET" in (route.methods or ()) and "{" not in route.path)


@asynccontextmanager
async def working(app: FastAPI) -> AsyncIterator[None]:
    """While the workbench runs, decisions are sealed together, and a build that one asks for goes on beside it."""
    case = Case.open(app.state.case, create=False)
    rebuilder: Rebuilder = app.state.rebuilder
    try:
        with session(case):
            rebuilder.start()
            try:
                yield
            finally:
                rebuilder.stop()
    finally:
        case.store.close()


def said(request: Request, error: Exception) -> Response:
    """An error that a user can mend, as a page."""
    return page(request, "said.html", status=400, title="That did not work", says=str(error))


def refused(request: Request, error: Exception) -> Response:
    """A page that whoever asks may not see."""
    return page(request, "said.html", status=403, title="Not for readers", says=getattr(error, "detail", str(error)))


def missing(request: Request, error: Exception) -> Response:
    """An address that there is not."""
    return page(request, "said.html", status=404, title="No such page", says=f"There is nothing at {request.url.path}.")
