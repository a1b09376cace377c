"""Sources: publishers, what they took from whom, and who speaks through them."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from dateline.store.document_listing import UNKNOWN
from dateline.store.parts import listed_names
from dateline.store.publishers import exchanges, publishers, speakers
from dateline.store.triage import Triage, triage
from dateline.web.address import to
from dateline.web.desk import page
from dateline.web.pages.documents import TAGS
from dateline.web.paging import PageNumber, pages
from dateline.web.record import TheRecord

router = APIRouter()
SIZE = 100
"""Publishers, or documents of one, on a page."""
SPEAKERS = 40
"""Speakers that are listed at once."""


@router.get("/sources")
def sources(
    request: Request,
    query: TheRecord,
    text: str = "",
    number: PageNumber = 1,
) -> Response:
    """The publishers."""
    every = publishers(query)
    found = [one for one in every if text.casefold() in (one.name or UNKNOWN).casefold()]
    listed = pages(request, len(found), number, SIZE)
    return page(
        request,
        "sources.html",
        found=found[max(0, listed.first - 1) : listed.last],
        pages=listed,
        text=text,
        existing=len(every),
        unknown=UNKNOWN,
    )


@router.get("/sources/{publisher}")
def source(
    request: Request,
    query: TheRecord,
    publisher: str,
    every: str = "",
    number: PageNumber = 1,
) -> Response:
    """One publisher; `unknown` stands for the stories of which it is not known whose they are."""
    name = None if publisher == UNKNOWN else publisher
    found = publishers(query, name, one=True)
    if not found:
        raise HTTPException(404)
    listed = pages(request, found[0].documents, number, SIZE)
    told = speakers(query, name)
    return page(
        request,
        "source.html",
        one=found[0],
        pages=listed,
        rows=triage(query, Triage(publisher=publisher, sort="newest"), SIZE, max(0, listed.first - 1)),
        tags=TAGS,
        exchanges=exchanges(query, name),
        unknown=UNKNOWN,
        own=found[0].reports - sum(one.reports for one in told),
        speakers=told if every else told[:SPEAKERS],
        spoke=len(told),
        has_page=listed_names(query, [one.name for one in told]),
        every=to("sources", publisher, every="speakers") + "#speakers-h",
        explore=to("explore", publisher=name, status="all") if name else "",
    )
