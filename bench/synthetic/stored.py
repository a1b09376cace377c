"""The invented case as a folder that can be opened and served; its pages are not in the vault."""

from __future__ import annotations

from pathlib import Path

from bench.synthetic import view
from dateline.engine.case import Case
from dateline.model.source import Capture


def stored_case(folder: Path, events: int) -> Path:
    """A case of `events` events in a new folder."""
    made = view(events)
    captures = {
        one.capture: Capture(
            id=one.capture,
            blob=one.rendition.blob,
            path=one.path or one.id,
            url=one.url,
            media="text/html",
            size=len(one.text),
        )
        for one in made.documents
        if one.capture is not None
    }
    case = Case.open(folder, create=True)
    case.store.add_captures(captures.values())
    case.store.add_failures(made.failures)
    case.store.write_record(made.documents, made.record)
    case.store.close()
    return folder
