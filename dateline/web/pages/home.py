"""The first page: what the case holds and what waits for a decision."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from dateline.web.desk import TheCase, page

router = APIRouter()


@router.get("/")
def home(request: Request, case: TheCase) -> Response:
    """What the case holds."""
    return page(request, "home.html", counts=case.store.counts())
