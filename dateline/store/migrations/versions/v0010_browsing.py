"""What events are filtered, counted and mapped by, and when each changed last; filled by `browsing_index.refresh`."""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"

TABLES = (
    """CREATE TABLE event_index (number INTEGER NOT NULL PRIMARY KEY, event TEXT NOT NULL UNIQUE, type TEXT NOT NULL,
 status TEXT NOT NULL, level TEXT NOT NULL, contested INTEGER NOT NULL, country TEXT, grade TEXT NOT NULL,
 first_day TEXT, last_day TEXT, in_time TEXT NOT NULL, documents INTEGER NOT NULL, claimants INTEGER NOT NULL,
 shape TEXT NOT NULL, latitude REAL, longitude REAL, radius_km REAL, x INTEGER, y INTEGER)""",
    """CREATE INDEX event_index_in_time ON event_index (in_time, event, status, type, level, country, grade, contested,
 first_day, last_day, shape)""",
    """CREATE INDEX event_index_on_map ON event_index (shape, x, y, radius_km, status, type, level, country, grade,
 contested, first_day, last_day, latitude, longitude, event)""",
    """CREATE TABLE names (number INTEGER NOT NULL PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL,
 folded TEXT NOT NULL, UNIQUE (kind, name))""",
    "CREATE INDEX names_folded ON names (folded, kind)",
    """CREATE TABLE event_names (name INTEGER NOT NULL, event INTEGER NOT NULL, PRIMARY KEY (name, event))
 WITHOUT ROWID""",
    "CREATE INDEX names_of_event ON event_names (event)",
    "CREATE VIRTUAL TABLE event_boxes USING rtree(number, west, east, south, north)",
    "CREATE VIRTUAL TABLE event_text USING fts5(evidence, tokenize = 'ascii')",
    """CREATE TABLE told_in (story INTEGER NOT NULL, event INTEGER NOT NULL, PRIMARY KEY (story, event))
 WITHOUT ROWID""",
    "CREATE INDEX told_in_of_event ON told_in (event)",
    "CREATE TABLE touched (event TEXT NOT NULL PRIMARY KEY, at TEXT NOT NULL)",
    "CREATE INDEX indexed_by_document ON indexed (document)",
)


def upgrade() -> None:
    """Add the tables; an event of an earlier version counts as changed now, since nobody knows when it was."""
    for statement in TABLES:
        op.execute(statement)
    now = "strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')"
    op.execute(f"INSERT INTO touched SELECT id, {now} FROM events")
    op.execute(f"INSERT OR IGNORE INTO touched SELECT id, {now} FROM tombstones")
