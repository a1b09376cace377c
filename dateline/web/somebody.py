"""Whoever changes something is named: where the browser was not told who it is, it is asked, and comes back."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Form, Request
from starlette.responses import RedirectResponse, Response

from dateline.web.address import to
from dateline.web.desk import HTMX, the_name
from dateline.web.reserved import reviewers_only


class Nameless(Exception):
    """Somebody who is not named wants to change something, or to open a page on which things are changed."""

    def __init__(self, back: str) -> None:
        """`back`: where they go once they are named."""
        super().__init__(back)
        self.back = back


def somebody(request: Request, back: Annotated[str, Form()] = "") -> str:
    """Who it is; raises Nameless where the browser was not told. `back`: the page that a form says it is of."""
    reviewers_only(request)
    name = the_name(request)
    if not name:
        raise Nameless(local(back) if back else page_of(request))
    return name


Somebody = Annotated[str, Depends(somebody)]


def page_of(request: Request) -> str:
    """The page that is asked for, or the one that a form stands on: the nearest one above the form's address."""
    path = request.url.path
    if request.method == "GET":
        return path + (f"?{request.url.query}" if request.url.query else "")
    parts = path.strip("/").split("/")
    if len(parts) > 1 and parts[1].startswith("evt-"):
        return to(*parts[:2])
    above = ("/" + "/".join(parts[:size]) for size in range(len(parts), 0, -1))
    return next((one for one in above if one in request.app.state.pages), "/")


def ask_name(request: Request, error: Exception) -> Response:
    """Ask who it is, and come back to the page."""
    where = to("name", back=str(error))
    if HTMX in request.headers:
        return Response(status_code=204, headers={"HX-Redirect": where})
    return RedirectResponse(where, 303)


def local(address: str) -> str:
    """An address on this server, the first page in place of any other."""
    return address if address.startswith("/") and not address.startswith(("//", "/\\")) else "/"
