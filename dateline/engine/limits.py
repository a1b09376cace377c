"""The limits of intake and reading that the settings of a case ask for."""

from __future__ import annotations

from dateline.archive.limits import Limits
from dateline.engine.settings import Settings


def limits_of(settings: Settings) -> Limits:
    """The limits that settings ask for."""
    return Limits(
        max_bytes=settings.max_bytes,
        max_nodes=settings.max_nodes,
        max_characters=settings.max_characters,
        max_pages=settings.max_pages,
        max_unpacked=settings.max_unpacked,
        max_members=settings.max_members,
        max_archive=settings.max_archive,
        max_ratio=settings.max_ratio,
        max_depth=settings.max_depth,
        max_entries=settings.max_entries,
        columns=tuple(sorted((settings.columns or {}).items())),
    )
