"""Sets of events as bytes, by which all filters are counted at once; filled by `browsing_index.refresh`."""

from __future__ import annotations

from alembic import op

revision = "0015"
down_revision = "0014"

STATEMENTS = (
    """CREATE TABLE event_sets (filter TEXT NOT NULL, value TEXT NOT NULL, block INTEGER NOT NULL,
 events BLOB NOT NULL, PRIMARY KEY (filter, value, block))""",
    "CREATE TABLE told_sets (block INTEGER NOT NULL PRIMARY KEY, stories BLOB NOT NULL, events BLOB NOT NULL)",
)


def upgrade() -> None:
    """Add the tables."""
    for statement in STATEMENTS:
        op.execute(statement)
