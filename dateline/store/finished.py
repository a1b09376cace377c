"""What was read from a page, in the form in which the store keeps it; made where the page is read.

Whoever takes it in has nothing left to encode or to compress: there is one such process, and many that read.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec import Struct

from dateline.model.document import Document
from dateline.model.source import Failure
from dateline.store import codec, rows


class StoredRendition(Struct, frozen=True):
    """A row of `renditions`."""

    id: str  #: hash of extractor version, blob and text
    blob: str  #: SHA-256 of the bytes it was made from
    extractor: str  #: which extractor made it
    sha256: str  #: of the text
    text: bytes  #: the text, compressed


class PageRead(Struct, frozen=True):
    """The stories of a page, or why it has none."""

    documents: bytes = b""  #: as `codec.encode` gives them
    renditions: tuple[StoredRendition, ...] = ()  #: the texts that they point into
    refused: str | None = None  #: why the page gives no documents

    @classmethod
    def of(cls, documents: Sequence[Document]) -> PageRead:
        """What is kept of these documents."""
        found = codec.renditions_of(documents)
        return cls(
            codec.encode(documents), tuple(msgspec.convert(rows.rendition_row(one), StoredRendition) for one in found)
        )


class ShardRow(Struct, frozen=True):
    """A row of the ledger of finished shards."""

    id: str  #: digest of its jobs and of what did them
    inputs: str  #: digest of its jobs alone
    work: str  #: digest of the code, tables and models that did them
    outcome: str  #: digest of what came of them
    jobs: int  #: how many there were
    failures: int  #: how many of them gave no result


class Taken(Struct, frozen=True):
    """What is kept in one transaction: pages by capture, what failed, the shards that this completes."""

    work: str  #: the digest under which the pages are finished
    pages: tuple[tuple[str, PageRead], ...] = ()
    failures: tuple[Failure, ...] = ()
    shards: tuple[ShardRow, ...] = ()
