"""What the pages of many events are counted by: sets of events, where they were, who took part in which words.

Filled by `browsing_index.refresh`.
"""

from __future__ import annotations

from alembic import op

revision = "0015"
down_revision = "0014"

STATEMENTS = (
    """CREATE TABLE event_sets (filter TEXT NOT NULL, value TEXT NOT NULL, block INTEGER NOT NULL,
 events BLOB NOT NULL, PRIMARY KEY (filter, value, block))""",
    "CREATE TABLE told_sets (block INTEGER NOT NULL PRIMARY KEY, stories BLOB NOT NULL, events BLOB NOT NULL)",
    """CREATE TABLE event_places (number INTEGER NOT NULL PRIMARY KEY, event TEXT NOT NULL, item TEXT, name TEXT,
 precision TEXT, country TEXT, admin1 TEXT, admin2 TEXT, admin3 TEXT, earliest TEXT, latest TEXT)""",
    "CREATE INDEX event_places_of_item ON event_places (item)",
    "CREATE INDEX event_places_of_country ON event_places (country, precision, item, name)",
    """CREATE TABLE participants (number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, item TEXT NOT NULL,
 words TEXT NOT NULL, kind TEXT NOT NULL, private INTEGER NOT NULL, UNIQUE (name, item, words, kind, private))""",
    "CREATE INDEX participants_of_item ON participants (item)",
    """CREATE TABLE event_participants (participant INTEGER NOT NULL, event INTEGER NOT NULL, mentions INTEGER NOT NULL,
 PRIMARY KEY (participant, event)) WITHOUT ROWID""",
    "CREATE INDEX event_participants_of_event ON event_participants (event)",
)


def upgrade() -> None:
    """Add the tables, and the index by which an outlet finds its stories."""
    for statement in STATEMENTS:
        op.execute(statement)
    columns = ["publisher", "latest", "earliest", "ordinal", "agency", "id"]
    op.create_index("documents_of_publisher", "documents", columns)
