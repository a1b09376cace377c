"""What a page can fail with on its way to a document."""

from __future__ import annotations

from dateline.model.errors import DatelineError


class DocumentError(DatelineError):
    """The bytes are no page that can be read; says what was found and what to do."""
