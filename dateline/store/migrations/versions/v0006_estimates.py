"""What an event says of its numbers by policy, of sources without a name and of admissions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the columns; events of an earlier build have none until the case is built again."""
    for column in ("unnamed", "admissions", "estimates"):
        op.add_column("events", sa.Column(column, sa.Text(), nullable=True))
