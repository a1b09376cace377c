"""Where runs of a rendition stand in a later one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "carried",
        sa.Column("rendition", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("into", sa.Text(), nullable=False),
        sa.Column("into_start", sa.Integer(), nullable=True),
        sa.Column("into_end", sa.Integer(), nullable=True),
        sa.Column("how", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["into"], ["renditions.id"]),
        sa.ForeignKeyConstraint(["rendition"], ["renditions.id"]),
        sa.PrimaryKeyConstraint("rendition", "start", "end", "into"),
    )
