"""Building in the background: started with the workbench, asked by decisions that need it."""

from __future__ import annotations

from typing import cast

from fastapi import Request

from dateline.engine.rebuilding import Rebuild, Rebuilder


def the_rebuilder(request: Request) -> Rebuilder:
    """The builder of this workbench."""
    return cast(Rebuilder, request.app.state.rebuilder)


def state_of(request: Request) -> Rebuild:
    """What it is doing."""
    return the_rebuilder(request).state
