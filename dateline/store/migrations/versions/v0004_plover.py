"""The PLOVER type and mode of each report."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the columns; reports of an earlier build have none until their documents are read again."""
    op.add_column("reports", sa.Column("plover", sa.Text(), nullable=True))
    op.add_column("reports", sa.Column("plover_mode", sa.Text(), nullable=True))
