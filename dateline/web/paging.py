"""Lists in pages: how many there are, which of them are shown, and the addresses of the others."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request
from msgspec import Struct

from dateline.web.address import changed

PageNumber = Annotated[int, Query(alias="page", ge=1)]
"""Which page of a list an address asks for, counted from 1."""


class Pages(Struct, frozen=True):
    """A list of `total` rows of which this page shows those from `first` to `last` (counted from 1)."""

    first: int
    last: int
    total: int
    before: str | None
    after: str | None


def pages(request: Request, total: int, number: int, size: int) -> Pages:
    """The page of this number, counted from 1; a number beyond the last one is the last."""
    number = max(1, min(number, -(-total // size)))
    first = (number - 1) * size
    return Pages(
        first=min(first + 1, total),
        last=min(first + size, total),
        total=total,
        before=changed(request, page=number - 1) if number > 1 else None,
        after=changed(request, page=number + 1) if first + size < total else None,
    )
