"""What a build leaves to the next one besides the record, so that less is worked out again."""

from __future__ import annotations

from msgspec import Struct


class Keepsake(Struct, frozen=True):
    """Bytes under a name; `digest` says which code and tables can make something of them."""

    name: str
    digest: str
    content: bytes
