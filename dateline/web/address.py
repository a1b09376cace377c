"""Addresses of the workbench: every state of a page has one, and pages point to one another by these."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from fastapi import Request

from dateline.model.span import Evidence


def changed(request: Request, **given: object) -> str:
    """The address of this page with other values; what is empty is left out, and so is the number of the page."""
    kept = {key: value for key, value in request.query_params.multi_items() if key != "page"}
    kept |= {key: "" if value is None else str(value) for key, value in given.items()}
    asked = urlencode({key: value for key, value in kept.items() if value})
    return f"{request.url.path}{'?' if asked else ''}{asked}"


def to(*parts: str, **asked: object) -> str:
    """An address by its parts, each escaped, with a query of what is not empty."""
    query = urlencode({key: str(value) for key, value in asked.items() if value not in (None, "")})
    return "/" + "/".join(quote(part, safe="") for part in parts) + ("?" + query if query else "")


def also(address: str, **asked: object) -> str:
    """An address with more in its query."""
    more = to(**asked).partition("?")[2]
    return address + (f"{'&' if '?' in address else '?'}{more}" if more else "")


def of_event(event: str) -> str:
    """Where an event is told whole."""
    return to("events", event)


def of_review(event: str) -> str:
    """Where an event is decided."""
    return to("review", event)


def of_passage(document: str, evidence: Evidence | None) -> str:
    """The document of a quote, opened where the quote stands; offsets are code points of the rendition."""
    if evidence is None:
        return to("documents", document)
    return to("documents", document, start=evidence.start, end=evidence.end) + "#passage"
