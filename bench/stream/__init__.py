"""A stream of similar incidents with its truth: the same towns and sides, days apart, told, copied and disputed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta

from msgspec import Struct

from bench.stream import world
from bench.stream.built import document_of
from bench.stream.prose import Written, write
from bench.stream.truth import SEED, Account, Happening, Number, Piece, happenings, pieces
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
    return tuple(one_by_one(count))


def one_by_one(count: int) -> Iterator[Written]:
    """The same, each made when it is asked for."""
    rng = random.Random(SEED)
    return (write(piece) for piece in pieces(happenings(count, rng), rng))


def wire(sites: int) -> tuple[Written, ...]:
    """One agency's story as so many sites print it, every other one without saying whose it is."""
    one, agency = _happening(), world.AGENCIES[0]
    return tuple(
        write(
            Piece(
                number=nth,
                copies=0,
                accounts=(
                    Account(
                        happening=one, told=one.day, outlet=world.OUTLETS[nth], agency=None if nth % 2 else agency,
                        voice=None, number=Number("killed", 12),
                    ),
                ),
            )
        )
        for nth in range(sites)
    )  # fmt: skip


def quoting(outlets: int) -> tuple[Written, ...]:
    """So many outlets' own stories about one happening, each with the same spokesman's word for it."""
    one, voice = _happening(), world.ARMY.voices[0]
    return tuple(
        write(
            Piece(
                number=nth,
                accounts=(
                    Account(
                        happening=one, told=one.day + timedelta(days=nth), outlet=world.OUTLETS[nth], agency=None,
                        voice=voice, number=Number("killed", 12),
                    ),
                ),
            )
        )
        for nth in range(outlets)
    )  # fmt: skip


def _happening() -> Happening:
    return next(one for one in happenings(200, random.Random(SEED)) if one.kind.type == "remote.shelling")
