"""A stream of many similar incidents with its truth: the same towns and sides, days apart, told, copied and disputed."""

from __future__ import annotations

import random

from msgspec import Struct

from bench.stream.built import document_of
from bench.stream.prose import Written, write
from bench.stream.truth import SEED, happenings, pieces
from dateline.model.document import Document


class Stream(Struct, frozen=True, eq=False):
    """The stories of some invented happenings, and each story's document."""

    written: tuple[Written, ...]
    documents: tuple[Document, ...]


def stream(count: int) -> Stream:
    """The stream of `count` happenings: the same number gives the same stream."""
    written = texts(count)
    return Stream(written, tuple(document_of(one) for one in written))


def texts(count: int) -> tuple[Written, ...]:
    """The stories about `count` happenings as text."""
    rng = random.Random(SEED)
    return tuple(write(piece) for piece in pieces(happenings(count, rng), rng))
