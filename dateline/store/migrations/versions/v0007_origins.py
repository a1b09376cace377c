"""Where captures came from: HTTP headers, what a feed said, where a file lay, which `add`; and the addresses asked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the columns and the table; captures of an earlier version have none of it."""
    for name in ("headers", "announced", "location"):
        op.add_column("captures", sa.Column(name, sa.Text(), nullable=True))
    op.add_column("captures", sa.Column("added", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "visits",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("modified", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("url"),
    )
