"""The tables of coding practice: what people do around the record. Appended, never deleted, except what is worked out.

`row_matches`, `coded_events` and `assignments` are worked out anew from rows and events; all else is what people said.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Integer, MetaData, Table, Text

from dateline.store.columns import key, maybe, number, text, to


def add_to(metadata: MetaData) -> None:
    """Add the tables to a schema."""
    made = ("made_by", "made_at")
    Table("row_files", metadata, key(), *map(text, ("blob", "path", "scheme", "columns")), number("rows"), *texts(made))
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
    Table("coded_events", metadata, key("event"), *texts(("state", "rows", "news")), Index("coded_by_state", "state"))
    Table(
        "assignment_log",
        metadata,
        number("number", primary_key=True),
        *texts(("kind", "item", "person", *made)),
        maybe("ended_by"),
        maybe("ended_at"),
    )
    Table(
        "assignments",
        metadata,
        key("event"),
        Column("person", Text, primary_key=True),
        Index("assignments_of_person", "person"),
    )
    Table("rounds", metadata, key("name"), *texts(("coders", "fields", *made, "why")))
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
        *texts((*made, "why")),
    )
    numbered = number("number", primary_key=True)
    Table("codebooks", metadata, numbered, *texts(("name", "version")), number("since"), *texts(made))
    Table(
        "checks",
        metadata,
        number("number", primary_key=True),
        *texts(("source", "earliest", "latest", "result", *made, "note")),
    )
    Table("restrictions", metadata, number("number", primary_key=True), *texts(("kind", "item", "act", *made, "why")))


def texts(names: tuple[str, ...]) -> tuple[Column[str], ...]:
    """Several columns of text that must be there."""
    return tuple(map(text, names))
