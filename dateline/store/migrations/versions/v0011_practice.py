"""Coding practice: rows coded elsewhere, assignments, double coding, codebooks, checks of sources, restrictions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "row_files",
        *_key("id"),
        *_text("blob", "path", "scheme", "columns"),
        _number("rows"),
        *_text("made_by", "made_at"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table("coded_rows", *_key("file"), _number("number"), *_text("row", "cells"), *_of_file())
    op.create_table(
        "row_matches",
        *_key("file"),
        _number("number"),
        *_text("row", "title", "state"),
        sa.Column("event", sa.Text(), nullable=True),
        sa.Column("score", sa.Float(), nullable=False),
        *_text("reason"),
        *_of_file(),
    )
    op.create_index("row_matches_of_event", "row_matches", ["event"])
    op.create_table("coded_events", *_key("event"), *_text("state", "rows", "news"), sa.PrimaryKeyConstraint("event"))
    op.create_index("coded_by_state", "coded_events", ["state"])
    op.create_table(
        "assignment_log",
        _number("number"),
        *_text("kind", "item", "person", "made_by", "made_at"),
        sa.Column("ended_by", sa.Text(), nullable=True),
        sa.Column("ended_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table("assignments", *_key("event"), *_key("person"), sa.PrimaryKeyConstraint("event", "person"))
    op.create_index("assignments_of_person", "assignments", ["person"])
    _rounds()
    op.create_table(
        "codebooks",
        _number("number"),
        *_text("name", "version"),
        _number("since"),
        *_text("made_by", "made_at"),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "checks",
        _number("number"),
        *_text("source", "earliest", "latest", "result", "made_by", "made_at", "note"),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "restrictions",
        _number("number"),
        *_text("kind", "item", "act", "made_by", "made_at", "why"),
        sa.PrimaryKeyConstraint("number"),
    )


def _rounds() -> None:
    op.create_table(
        "rounds",
        *_key("name"),
        *_text("coders", "fields", "made_by", "made_at", "why"),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "round_items",
        *_key("round"),
        _number("ordinal"),
        *_text("event", "capture", "quote"),
        sa.ForeignKeyConstraint(["round"], ["rounds.name"]),
        sa.PrimaryKeyConstraint("round", "ordinal"),
    )
    op.create_table(
        "codings",
        _number("number"),
        *_text("round", "event", "coder", "field"),
        sa.Column("value", sa.Text(), nullable=True),
        *_text("made_at", "why"),
        sa.ForeignKeyConstraint(["round"], ["rounds.name"]),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "settlements",
        _number("number"),
        *_text("round", "event", "field"),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("judgement", sa.Integer(), nullable=True),
        *_text("made_by", "made_at", "why"),
        sa.ForeignKeyConstraint(["round"], ["rounds.name"]),
        sa.PrimaryKeyConstraint("number"),
    )


def _key(name: str) -> tuple[sa.Column[str]]:
    return (sa.Column(name, sa.Text(), nullable=False),)


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _of_file() -> tuple[sa.Constraint, ...]:
    return sa.ForeignKeyConstraint(["file"], ["row_files.id"]), sa.PrimaryKeyConstraint("file", "number")
