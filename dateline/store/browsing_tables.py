"""The tables by which events are filtered, counted and put on a map; all follow from the record, none is exported.

`event_index` has one narrow row an event, so that a look at 100,000 of them takes milliseconds; `names` and
`event_names` who and what an event has by name; `event_boxes` where it may have been; `event_text` the terms of its
evidence; `told_in` which row of the documents' index tells of it; `touched` when its row changed last. `event_sets`
and `told_sets` hold much of the same as bytes (`event_sets.py`), so that 100,000 are counted at once. `event_places`
has where an event was, by which a place finds the events in and around it; `participants` and `event_participants`
the words by which reports name those who took part.

Both indexes of `event_index` hold every column that a filter looks at: one gives events in order of time, of which a
page needs the first that pass; the other those of one place together, so that a map need not sort 100,000 rows.
"""

from __future__ import annotations

EVENT_TEXT = "event_text"
ACTOR, CLAIMANT, PUBLISHER, PLACE, PROVINCE, OUTCOME = (
    *("actor", "claimant", "publisher", "place", "province", "outcome"),
)
CREATE = (
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
    f"CREATE VIRTUAL TABLE {EVENT_TEXT} USING fts5(evidence, tokenize = 'ascii')",
    """CREATE TABLE told_in (story INTEGER NOT NULL, event INTEGER NOT NULL, PRIMARY KEY (story, event))
 WITHOUT ROWID""",
    "CREATE INDEX told_in_of_event ON told_in (event)",
    "CREATE TABLE touched (event TEXT NOT NULL PRIMARY KEY, at TEXT NOT NULL)",
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
