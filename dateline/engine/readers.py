"""The record as those see it who are no reviewers: a copy of its own, in which nothing is left to mask.

It is made by the function that masks every export, over everything that may leave the case, and holds only what came
out of it. So a search, a filter or a count over the copy cannot tell more than an export does; nothing that reads it
can forget to mask. It is made anew when the record has changed, and an old one is never shown.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from dateline import __version__
from dateline.engine.case import Case
from dateline.engine.exporting import view_of
from dateline.export.view import ExportView, Masks
from dateline.model.source import Capture
from dateline.model.span import Span
from dateline.store.keepsake import Leaving
from dateline.store.query import Query
from dateline.store.rows import json
from dateline.store.store import FILE, open_store

FOLDER = "readers"
STAMP, WITHHELD = "copy of", "withheld"
MAKING = threading.Lock()
"""One copy at a time: whoever comes meanwhile waits for it."""
ALONG = (
    "INSERT INTO review (event, state, open, priority, reasons, label) SELECT event, state, open, priority, '[]', ''"
    " FROM whole.review WHERE event IN (SELECT id FROM events)",
    "INSERT INTO assignments SELECT event, person FROM whole.assignments WHERE event IN (SELECT id FROM events)",
    "UPDATE touched SET at = coalesce((SELECT at FROM whole.touched AS one WHERE one.event = touched.event), at)",
)
"""What is no part of the record and names nobody in a page: states of review, who has what to do, when rows changed."""


def state_of(case: Path) -> str:
    """The state of a case's record: another one after every change."""
    files = [case / FILE, case / f"{FILE}-wal"]
    found = [(one.st_mtime_ns, one.st_size) for one in (path.stat() for path in files if path.is_file())]
    return repr((__version__, [state for state in found if state[1]]))


def readers_copy(case: Path) -> Path:
    """The folder of the copy for readers of a case as its record is now; made when there is none of that state.

    Raises what making an export raises: then there is nothing to show.
    """
    folder = case / FOLDER
    with MAKING:
        state = state_of(case)
        if stamp_of(folder) != state:
            make(case, folder, state)
    return folder


def stamp_of(folder: Path) -> str | None:
    """The state of the record that a copy was made from; None where there is no whole copy."""
    if not (folder / FILE).is_file():
        return None
    with closing(Query(folder / FILE)) as query:
        return query.meta().get(STAMP)


def make(case: Path, folder: Path, state: str) -> None:
    """Make the copy beside its place, then put it there at once."""
    whole = Case.open(case, create=False)
    try:
        view = view_of(whole, masked=True)
    finally:
        whole.store.close()
    making = Path(tempfile.mkdtemp(prefix=f"{FOLDER}-", dir=case))
    try:
        write(view, making, case / FILE, state)
        if folder.exists():
            shutil.rmtree(folder)
        making.replace(folder)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise


def write(view: ExportView, folder: Path, whole: Path, state: str) -> None:
    """Write a masked view as a record of its own. Raises ValueError for one that is not masked."""
    masks = view.masks
    if masks is None:
        raise ValueError("a copy for readers is made only of a masked view")
    store = open_store(folder, create=True)
    try:
        # The names of captures and blobs tell nothing; where a page came from stands in its document, masked.
        captures = dict.fromkeys(one.capture for one in view.documents if one.capture is not None)
        store.add_captures(Capture(id=item, blob="", path="", media=None, size=0) for item in captures)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        meta = {STAMP: state, WITHHELD: json(dict(view.withheld))}
        store.write_record(view.documents, view.record, meta=meta, leaving=Leaving(at=now))
        store.settle()
    finally:
        store.close()
    runs = [
        (one.id, json(pairs(masks.renditions.get(one.rendition.id, ()))), json(pairs(masks.titles.get(one.id, ()))))
        for one in view.documents
    ]
    with closing(sqlite3.connect(folder / FILE)) as connection:
        connection.execute("ATTACH ? AS whole", (str(whole),))
        with connection:
            connection.execute("CREATE TABLE masks (document TEXT PRIMARY KEY, text TEXT, title TEXT)")
            connection.executemany("INSERT INTO masks VALUES (?, ?, ?)", runs)
            for statement in ALONG:
                connection.execute(statement)


def pairs(spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Spans as they are stored."""
    return [(span.start, span.end) for span in spans]


def masks_in(query: Query) -> Callable[[Sequence[str]], Masks]:
    """The masks of documents of a copy, by their ids."""

    def found(documents: Sequence[str]) -> Masks:
        sql = """SELECT document, rendition, masks.text, masks.title FROM masks
         JOIN documents ON documents.id = document WHERE document IN (SELECT value FROM json_each(?))"""
        renditions: dict[str, tuple[Span, ...]] = {}
        titles: dict[str, tuple[Span, ...]] = {}
        for document, rendition, text, title in query.rows(sql, [json(list(documents))]):
            renditions[rendition], titles[document] = spans(text), spans(title)
        return Masks(renditions, titles)

    return found


def spans(cell: str) -> tuple[Span, ...]:
    """Spans as they were stored."""
    return tuple(Span(start, end) for start, end in msgspec.json.decode(cell, type=list[tuple[int, int]]))


def withheld_in(query: Query) -> dict[str, int]:
    """What may not leave the case and is not in a copy: numbers by reason."""
    return msgspec.json.decode(query.meta().get(WITHHELD, "{}"), type=dict[str, int])
