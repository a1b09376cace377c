"""Reading as a kind of job: a page in, its stories out, as the store keeps them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from dateline.archive.limits import Limits
from dateline.archive.vault import VaultError
from dateline.document.errors import DocumentError
from dateline.document.render import render
from dateline.document.stories import documents
from dateline.engine.profile import ARCHIVE, DOCUMENT, PACKING
from dateline.engine.state import State
from dateline.model.document import Document
from dateline.model.source import Capture
from dateline.store.finished import PageRead
from dateline.values.media import NOTE
from dateline.values.stopwatch import STOPPED, Stopwatch

if TYPE_CHECKING:
    from dateline.engine.reader import Reader

NOTED = "a note that a person wrote: what it tells is added by hand"


class Page(Struct, frozen=True):
    """A capture to be read."""

    capture: Capture
    body: bytes | None = None  #: its bytes; None where they are within the worker's reach


def read_capture(
    capture: Capture, data: bytes, reader: Reader, limits: Limits, watch: Stopwatch = STOPPED
) -> tuple[Document, ...]:
    """archive -> document -> reading -> events: the stories of one capture, each with mentions and reports."""
    with watch.part(DOCUMENT):
        rendition = render(data, capture.blob, capture.media, limits)
        stories = documents(rendition, data, capture, reader.tables, limits.columns)
    if capture.media == NOTE:
        stories = tuple(replace(document, unread=NOTED) for document in stories)
    return tuple(reader.read(document, watch) for document in stories)


def read_page(state: State, payload: Page) -> PageRead:
    """The stories of a page, or why it gives none."""
    try:
        with state.watch.part(ARCHIVE):
            data = body_of(state, payload.capture.blob, payload.body)
        found = read_capture(payload.capture, data, state.reader, state.setup.limits, state.watch)
        with state.watch.part(PACKING):
            return PageRead.of(found)
    except (VaultError, DocumentError) as error:
        return PageRead(refused=str(error))


def body_of(state: State, blob: str, body: bytes | None) -> bytes:
    """The bytes of a page, checked against their digest; raises VaultError where they are not to be had.

    `body`: what went along with the job; None where they are within the worker's reach.
    """
    if body is None:
        return state.vault.get(blob)
    if hashlib.sha256(body).hexdigest() != blob:
        raise VaultError(f"{blob}: altered on its way to the worker; the next build sends it again")
    return body
