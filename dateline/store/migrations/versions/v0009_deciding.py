"""Judgements by act, what was seen when they were made, what an event was before somebody set a field, the queue."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add columns, indexes and the table; each judgement of an earlier version is an act of its own."""
    op.add_column("judgements", sa.Column("act", sa.Integer(), nullable=True))
    op.add_column("judgements", sa.Column("seen", sa.Text(), nullable=True))
    op.execute("UPDATE judgements SET act = number")
    op.add_column("events", sa.Column("proposed", sa.Text(), nullable=True))
    op.create_index("judgements_of_capture", "judgements", ["capture"])
    op.create_index("judgements_of_act", "judgements", ["act"])
    op.create_index("judgements_of_person", "judgements", ["made_by", "act"])
    op.create_index("documents_of_capture", "documents", ["capture"])
    op.create_index("ledger_of_event", "ledger", ["event"])
    op.create_table(
        "review",
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=True),
        sa.Column("made_at", sa.Text(), nullable=True),
        sa.Column("judgement", sa.Integer(), nullable=True),
        sa.Column("news", sa.Text(), nullable=True),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("priority", sa.Float(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("event"),
    )
    op.create_index("review_by_priority", "review", ["open", "priority"])
    op.create_index("review_by_state", "review", ["state"])
