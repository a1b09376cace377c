"""The ledger of finished shards."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Add the table; what was read before was read without shards."""
    op.create_table(
        "shards",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("id", "inputs", "work", "outcome")),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("jobs", "failures")),
        sa.PrimaryKeyConstraint("id"),
    )
