"""Documents as bytes and back, every rendition replaced by its id, so that a text is stored once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

import msgspec
from msgspec import Struct

from dateline.model.document import Document
from dateline.model.span import Rendition

RENDITION = 1
"""The msgpack extension code behind which a rendition's id stands."""


def encode(documents: Iterable[Document]) -> bytes:
    """The documents as msgpack; their renditions must be kept apart, see `renditions_of`."""
    return msgspec.msgpack.encode([plain(document) for document in documents])


def decode(data: bytes, rendition: Callable[[str], Rendition]) -> tuple[Document, ...]:
    """The documents of `encode`, with the renditions that `rendition` gives for their ids."""

    def extension(code: int, content: memoryview) -> Rendition:
        if code != RENDITION:
            raise ValueError(f"unknown extension {code} in stored work")
        return rendition(bytes(content).decode("ascii"))

    found = msgspec.msgpack.Decoder(ext_hook=extension).decode(data)
    return msgspec.convert(found, tuple[Document, ...])


def renditions_of(documents: Iterable[Document]) -> tuple[Rendition, ...]:
    """Each rendition once, in the order of first use."""
    return tuple({document.rendition.id: document.rendition for document in documents}.values())


def plain(value: object) -> object:
    """A record as nested dictionaries and lists, renditions as extensions that hold the id."""
    if isinstance(value, Rendition):
        return msgspec.msgpack.Ext(RENDITION, value.id.encode("ascii"))
    if isinstance(value, Struct):
        return {name: plain(getattr(value, name)) for name in field_names(type(value))}
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    return value


@cache
def field_names(record: type[Struct]) -> tuple[str, ...]:
    """The fields of a struct type, looked up once."""
    return record.__struct_fields__
