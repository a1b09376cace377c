"""Sifting: which pages of bulk archives a quick look passed over, and why."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "sifted",
        sa.Column("capture", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("keep", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["capture"], ["captures.id"]),
        sa.PrimaryKeyConstraint("capture"),
    )
    op.create_index("sifted_by_reason", "sifted", ["keep", "reason"])
