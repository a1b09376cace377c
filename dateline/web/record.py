"""The record as whoever asks may see it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, cast

from fastapi import Depends, Request

from dateline.engine.readers import readers_copy
from dateline.store.query import Query
from dateline.store.store import FILE
from dateline.web.desk import the_options


def the_record(request: Request) -> Iterator[Query]:
    """The record, open for this request: whole for a reviewer; for a reader its masked copy."""
    case = cast(Path, request.app.state.case)
    query = Query((readers_copy(case) if the_options(request).masked else case) / FILE)
    try:
        yield query
    finally:
        query.close()


TheRecord = Annotated[Query, Depends(the_record)]
