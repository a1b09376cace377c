"""The tables of coding practice: what people do around the record. Appended, never deleted, except what is worked out.

`row_matches`, `coded_events` and `assignments` are worked out anew from rows and events; all else is what people said.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Integer, MetaData, Table, Text

from dateline.store.columns import key, maybe, number, text, to

MADE = ("made_by", "made_at")


def add_to(metadata: MetaData) -> None:
    """Add the tables to a schema."""
    add_rows(metadata)
    add_assignments(metadata)
    add_rounds(metadata)
    numbered = number("number", primary_key=True)
    Table("codebooks", metadata, numbered, *texts(("name", "version")), number("since"), *texts(MADE))
    numbered = number("number", primary_key=True)
    Table("checks", metadata, numbered, *texts(("source", "earliest", "latest", "result", *MADE, "note")))
    numbered = number("number", primary_key=True)
    Table("restrictions", metadata, numbered, *texts(("kind", "item", "act", *MADE, "why")))


def add_rows(metadata: MetaData) -> None:
    """Rows that were coded elsewhere, what became of each, and of each event."""
    files = ("blob", "path", "scheme", "columns")
    Table("row_files", metadata, key(), *texts(files), number("rows"), *texts(MADE))
    Table(
        "coded_rows",
        metadata,
        to("file", "row_files.id", primary_key=True),
        number("number", primary_key=True),
        *texts(("row", "cells")),
    )
    Table(
        "row_matches",
        metadata,
        to("file", "row_files.id", primary_key=True),
        number("number", primary_key=True),
        *texts(("row", "title", "state")),
        maybe("event"),
        Column("score", Float, nullable=False),
        text("reason"),
        Index("row_matches_of_event", "event"),
    )
    by_state = Index("coded_by_state", "state", "event")
    Table("coded_events", metadata, key("event"), *texts(("state", "rows", "news")), by_state)


def add_assignments(metadata: MetaData) -> None:
    """Who codes what: as it was said, and which events that means."""
    Table(
        "assignment_log",
        metadata,
        number("number", primary_key=True),
        *texts(("kind", "item", "person", *MADE)),
        maybe("ended_by"),
        maybe("ended_at"),
    )
    person = Column("person", Text, primary_key=True)
    Table("assignments", metadata, key("event"), person, Index("assignments_of_person", "person"))


def add_rounds(metadata: MetaData) -> None:
    """Double coding."""
    Table("rounds", metadata, key("name"), *texts(("coders", "fields", *MADE, "why")))
    Table(
        "round_items",
        metadata,
        to("round", "rounds.name", primary_key=True),
        number("ordinal", primary_key=True),
        *texts(("event", "capture", "quote")),
    )
    Table(
        "codings",
        metadata,
        number("number", primary_key=True),
        to("round", "rounds.name"),
        *texts(("event", "coder", "field")),
        maybe("value"),
        *texts(("made_at", "why")),
    )
    Table(
        "settlements",
        metadata,
        number("number", primary_key=True),
        to("round", "rounds.name"),
        *texts(("event", "field")),
        maybe("value"),
        Column("judgement", Integer),
        *texts((*MADE, "why")),
    )


def texts(names: tuple[str, ...]) -> tuple[Column[str], ...]:
    """Several columns of text that must be there."""
    return tuple(map(text, names))
