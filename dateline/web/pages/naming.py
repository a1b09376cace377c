"""Who decides: a name that every decision carries. It is no authentication, and says so."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from dateline.web.desk import NAME_COOKIE, page
from dateline.web.somebody import local

router = APIRouter()
A_YEAR = 365 * 24 * 3600
LONGEST = 80


@router.get("/name")
def ask(request: Request, back: str = "/") -> Response:
    """The form that asks for the name."""
    return page(request, "naming.html", back=local(back))


@router.post("/name")
def answer(who: Annotated[str, Form(max_length=LONGEST)], back: Annotated[str, Form()] = "/") -> Response:
    """Keep the name in this browser and go back to where it was asked for."""
    found = RedirectResponse(local(back), 303)
    found.set_cookie(NAME_COOKIE, " ".join(who.split()), max_age=A_YEAR, httponly=True, samesite="strict")
    return found
