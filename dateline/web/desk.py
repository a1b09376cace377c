"""What every page works with: the case, opened for this request, who asks, and how pages are written.

A case is opened for each request: SQLite connections belong to one thread, and a reader must see what the last
decision wrote. That costs about a millisecond.
"""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, cast
from urllib.parse import quote

from fastapi import Depends, Request
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined
from starlette.responses import HTMLResponse

from dateline import __version__
from dateline.engine.case import Case
from dateline.export.report import words
from dateline.web.address import to
from dateline.web.navigation import SECTIONS
from dateline.web.options import Options

NAME_COOKIE = "dateline_name"
HTMX = "hx-request"


def the_case(request: Request) -> Iterator[Case]:
    """The case of the workbench."""
    case = Case.open(cast(Path, request.app.state.case), create=False)
    try:
        yield case
    finally:
        case.store.close()


TheCase = Annotated[Case, Depends(the_case)]


def the_options(request: Request) -> Options:
    """How the workbench is served."""
    return cast(Options, request.app.state.options)


TheOptions = Annotated[Options, Depends(the_options)]


def the_name(request: Request) -> str:
    """Who decides: as the browser was told, else as the workbench was started with; empty where nobody was named."""
    return request.cookies.get(NAME_COOKIE) or the_options(request).name


TheName = Annotated[str, Depends(the_name)]


def environment() -> Environment:
    """The templates; all that is put into them is escaped, and a name that is missing is an error."""
    made = Environment(
        loader=ChoiceLoader(
            [
                PackageLoader("dateline.web"),
                PrefixLoader({"report": PackageLoader("dateline.export.report")}),
            ]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["number"] = words.number_words
    made.filters["segment"] = lambda text: quote(str(text), safe="")
    made.globals.update(words=words, version=__version__, sections=SECTIONS, to=to)
    return made


TEMPLATES = environment()


def page(request: Request, template: str, /, status: int = HTTPStatus.OK, **given: object) -> HTMLResponse:
    """A template as an answer. `partial` tells it that only a part of the page was asked for (by htmx)."""
    options = the_options(request)
    html = TEMPLATES.get_template(template).render(
        given,
        path=request.url.path,
        partial=HTMX in request.headers,
        case_name=cast(Path, request.app.state.case).name,
        options=options,
        name=the_name(request),
    )
    return HTMLResponse(html, status)
