"""The candidates of each document's masthead."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column; documents of an earlier build have no candidates until they are read again."""
    op.add_column("documents", sa.Column("masthead", sa.Text(), nullable=True))
