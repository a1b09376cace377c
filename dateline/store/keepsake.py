"""What a build leaves to the next one besides the record, so that less is worked out again."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class Leaving(Struct, frozen=True, kw_only=True):
    """What is kept of the documents, alone and together, as bytes that only the same code can read.

    `digest`: of that code. `stamps`: by document id; a document whose stamp is that of the last build has the same rows
    and the same sketch, so that they need not be written again. `sketches`: of the other documents. `keepsakes`: of all
    documents together, by name. `at`: when the build writes, noted beside events whose rows change.
    """

    digest: str = ""
    stamps: Mapping[str, str] = {}
    sketches: Mapping[str, bytes] = {}
    keepsakes: Mapping[str, bytes] = {}
    at: str = ""
