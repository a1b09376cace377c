"""Indexes by which the queue is narrowed: whole in the queue's order, and the events in each coded state."""

from __future__ import annotations

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Widen two indexes."""
    op.drop_index("review_by_priority", "review")
    op.create_index("review_by_priority", "review", ["open", "priority", "event"])
    op.drop_index("coded_by_state", "coded_events")
    op.create_index("coded_by_state", "coded_events", ["state", "event"])
