"""Pages that a reader may not see, since they name people and cannot be masked yet."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, HTTPException, Request

from dateline.web.desk import the_options


def reviewers_only(request: Request) -> None:
    """Refuse a reader, with the reason."""
    if the_options(request).masked:
        raise HTTPException(
            403, "This page names people who may be private, and it cannot be masked. The masked report shows the case."
        )


ReviewersOnly = Annotated[None, Depends(reviewers_only)]
