"""Browsing agrees with a plain look at every event, page by page, and its index keeps in step with the record."""

import random
import sqlite3
import struct
from collections import Counter
from contextlib import closing

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine

from dateline.model.event import Claimant, Record, Tombstone, Value
from dateline.store import event_sets
from dateline.store.browsing import CursorError, Selection, browse, facets, map_points, timeline
from dateline.store.desk import desk
from dateline.store.facets import FACETS
from dateline.store.keepsake import Leaving
from dateline.store.migrate import upgrade
from dateline.store.selecting import within
from dateline.store.store import FILE, open_store
from tests.store.factories import TEXT, capture, document, estimate, record

TYPES = ("battle.clash", "battle.capture", "remote.shelling", "battles.odd")
STATUSES = ("occurred", "ongoing", "planned", "alleged")
PLACES = (
    ("Karsa", "settlement", 12.5, 21.25, 3.0, "TD"),
    ("Dor", "admin1", 13.0, 179.9, 60.0, "TD"),
    ("Chad", "country", 15.0, 19.0, 900.0, "TD"),
    ("Veye", "near", 11.0, 20.0, None, "CM"),
    ("sea", None, None, None, None, None),
)
DAYS = ("2019-05-01", "2019-05-03", "2019-06-10", "2019-07-31T04:00", None)


def events(count=60, seed=5):
    """Documents with one report each, and an event over each that differs from the others in every filter."""
    rng = random.Random(seed)
    documents = [
        document(f"{n:03}.txt", TEXT if n % 3 else TEXT.replace("market", "bridge"), title=None) for n in range(count)
    ]
    made = []
    for n, one in enumerate(documents):
        plain = record(one).events[0]
        name, precision, north, east, radius, country = rng.choice(PLACES)
        first, last = sorted((rng.choice(DAYS), rng.choice(DAYS)), key=str)
        dated = first is not None and last is not None and first != "None"
        when = msgspec.structs.replace(plain.when, earliest=first if dated else None, latest=last if dated else None)
        where = msgspec.structs.replace(
            plain.where, name=name, precision=precision, latitude=north, longitude=east, radius_km=radius,
            country=country, admin1="Ombrel" if n % 2 else None,
        )  # fmt: skip
        made.append(
            msgspec.structs.replace(
                plain, id=f"evt-{n:04}", type=rng.choice(TYPES), status=rng.choice(STATUSES), when=when, where=where,
                contested=rng.random() < 0.3, level=rng.choice(("incident", "aggregate")), disagreements=(),
                publishers=(rng.choice(("Karsa Post", "Évora Daily")),),
                claimants=(Claimant(rng.choice(("colonel", "resident")), rng.choice(("army", "unknown")), "party_a"),),
                values={"initiators": (Value(rng.choice(("Army", "Front")), ()),)},
                estimates=(estimate("a", 1, 1, 1),) if n % 4 else (),
                grade=rng.choice(("fair: two", "weak: one")),
            )
        )  # fmt: skip
    return documents, Record(events=tuple(made), series=(), disagreements=(), sources=())


class Filled:
    """A store and what was written into it; its repr stays short."""

    def __init__(self, store, made):
        self.store, self.made = store, made


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    store = open_store(tmp_path_factory.mktemp("browsing") / "case", create=True)
    documents, made = events()
    store.add_captures([capture(one.path, one.text) for one in documents])
    store.write_record(documents, made, leaving=Leaving(at="2026-01-02T03:04:05+00:00"))
    yield Filled(store, made)
    store.close()


def passes(event, one):
    """The same selection, looked at one event and one filter after the other."""
    days = [day and day[:10] for day in (event.when.earliest, event.when.latest)]
    named = [value.value for value in event.values["initiators"]]
    claimants = {name for c in event.claimants for name in (c.speaker, c.institution)} - {"unknown"}
    exact = event.where.precision == "settlement"
    mapped = exact or (event.where.precision not in ("country", None) and bool(event.where.radius_km))
    place = (event.where.name, event.where.admin1)
    text = {"bridge": "bridge", "market": "market", "role:evidence market": "market", '"killing nine"': "9"}
    words = "bridge" if int(event.id[-4:]) % 3 == 0 else "market"
    return all((
        "all" in one.status or event.status in (one.status or ("occurred", "ongoing")),
        not one.type or any(event.type == t or event.type.startswith(f"{t}.") for t in one.type),
        not one.level or event.level in one.level,
        not one.country or (event.where.country or "unknown") in one.country,
        not one.place or any(p in place for p in one.place),
        one.mapped is None or mapped == one.mapped,
        one.dated is None or (None not in days) == one.dated,
        one.since is None or (None not in days and days[1] >= one.since),
        one.until is None or (None not in days and days[0] <= one.until),
        not one.actor or any(a.capitalize() in named for a in one.actor),
        not one.claimant or any(c in claimants for c in one.claimant),
        not one.publisher or any(p.replace("evora", "Évora") in event.publishers for p in one.publisher),
        not one.outcome or any(e.outcome in one.outcome for e in event.estimates),
        not one.grade or event.grade.split(":")[0] in one.grade,
        one.contested is None or event.contested == one.contested,
        not one.review or "undecided" in one.review,
        one.text is None or text[one.text] in (words, "9"),
    ))  # fmt: skip


def some(*values):
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)


SELECTIONS = st.builds(
    Selection,
    type=some("battle", "battle.clash", "remote"),
    status=st.one_of(st.just(("all",)), some(*STATUSES)),
    level=some("incident", "aggregate"),
    country=some("TD", "CM", "unknown"),
    place=some("Karsa", "Ombrel", "Veye"),
    mapped=st.sampled_from((None, None, True, False)),
    dated=st.sampled_from((None, None, True, False)),
    since=st.sampled_from((None, None, "2019-05-02", "2019-07-31")),
    until=st.sampled_from((None, None, "2019-05-02", "2019-06-10")),
    actor=some("army", "FRONT"),
    claimant=some("colonel", "army", "unknown"),
    publisher=some("Karsa Post", "evora Daily"),
    outcome=some("killed", "displaced"),
    grade=some("fair", "weak"),
    contested=st.sampled_from((None, None, True, False)),
    review=some("undecided", "accepted"),
    text=st.sampled_from((None, None, "bridge", "market", "role:evidence market", '"killing nine"')),
    sort=st.sampled_from(("earliest", "latest", "documents", "claimants", "updated", "priority")),
)


@given(SELECTIONS, st.integers(1, 30))
def test_every_event_that_passes_comes_once_and_the_others_are_counted(filled, wanted, limit):
    store, made = filled.store, filled.made
    expected = {event.id for event in made.events if passes(event, wanted)}
    seen, cursor = [], None
    while True:
        found = browse(store.query, wanted, limit, cursor)
        seen += [row.event.id for row in found.rows]
        assert (found.total, found.existing) == (len(expected), len(made.events))
        assert found.total + sum(found.left_out.values()) == found.existing
        cursor = found.next
        if cursor is None:
            break
    assert len(seen) == len(set(seen))
    assert set(seen) == expected
    skipped = browse(store.query, wanted, limit, skip=limit)
    assert [row.event.id for row in skipped.rows] == seen[limit : 2 * limit]


@given(SELECTIONS)
def test_facets_map_and_timeline_count_the_same_events(filled, wanted):
    store = filled.store
    total = browse(store.query, wanted, 1).total
    shown = map_points(store.query, wanted, None, 3)
    assert shown.total == total == shown.shown + shown.outside + shown.more + sum(shown.not_mapped.values())
    days = timeline(store.query, wanted)
    assert days.total == total == days.undated + sum(one.count for one in days.intervals)


def values_in(event):
    """What an event has of each filter."""
    claimants = {name for c in event.claimants for name in (c.speaker, c.institution)} - {"unknown"}
    return {
        "type": {event.type}, "status": {event.status}, "level": {event.level}, "grade": {event.grade.split(":")[0]},
        "contested": {"yes" if event.contested else "no"}, "country": {event.where.country or "unknown"},
        "place": {event.where.name}, "actor": {value.value for value in event.values["initiators"]},
        "claimant": claimants, "publisher": set(event.publishers), "outcome": {one.outcome for one in event.estimates},
        "review": {"undecided"}, "assigned": {"nobody"},
    }  # fmt: skip


@given(SELECTIONS)
def test_each_facet_counts_the_events_that_pass_the_other_filters(filled, wanted):
    store, made = filled.store, filled.made
    expected = {}
    for name in FACETS:
        open_ = {"status": ("all",), "contested": None}.get(name, ())
        wider = msgspec.structs.replace(wanted, **{name: open_})
        expected[name] = Counter(v for e in made.events if passes(e, wider) for v in values_in(e)[name])
    found = facets(store.query, wanted)
    assert {name: {v.value: v.count for v in facet.values} for name, facet in found.items()} == expected
    assert facets(store.query, wanted, ["actor"]) == {"actor": found["actor"]}


def test_a_facet_counts_what_was_decided_and_assigned_apart(tmp_path):
    store = open_store(tmp_path, create=True)
    documents, made = events(6)
    store.add_captures([capture(d.path, d.text) for d in documents])
    store.write_record(documents, made)
    with closing(sqlite3.connect(store.path)) as connection, connection:
        for number, state in enumerate(("accepted", "accepted", "undecided", "unsure")):
            row = (f"evt-{number:04}", state, 1, 0.0, "[]", "")
            sql = "INSERT INTO review (event, state, open, priority, reasons, label) VALUES (?, ?, ?, ?, ?, ?)"
            connection.execute(sql, row)
        rows = [("evt-0000", "ada"), ("evt-0000", "ben"), ("evt-0005", "ada")]
        connection.executemany("INSERT INTO assignments (event, person) VALUES (?, ?)", rows)
    found = facets(store.query, Selection(status=("all",)), ["review", "assigned"])
    counts = {name: {v.value: v.count for v in facet.values} for name, facet in found.items()}
    assert counts == {
        "review": {"undecided": 3, "accepted": 2, "unsure": 1},
        "assigned": {"nobody": 4, "ada": 2, "ben": 1},
    }


def test_a_box_finds_areas_that_reach_into_it_also_across_the_antimeridian(filled):
    store, made = filled.store, filled.made
    everything = Selection(status=("all",))
    of = {name: sum(e.where.name == name for e in made.events) for name, *_ in PLACES}

    def inside(*box):
        return browse(store.query, msgspec.structs.replace(everything, bbox=box), 1)

    assert inside(21.0, 12.0, 22.0, 13.0).total == of["Karsa"]
    assert inside(-180.0, 12.9, -179.8, 13.1).total == of["Dor"]
    assert inside(179.0, 12.9, 181.0, 13.1).total == of["Dor"]
    assert inside(0.0, 12.9, 1.0, 13.1).total == 0
    assert inside(0.0, 0.0, 1.0, 1.0).left_out == {
        "not on the map": of["Chad"] + of["Veye"] + of["sea"],
        "outside the box": of["Karsa"] + of["Dor"],
    }
    close = map_points(store.query, everything, (21.0, 12.0, 22.0, 13.0), 9)
    assert [(spot.count, spot.longitude) for spot in close.spots] == [(of["Karsa"], 21.25)]
    assert (close.areas, close.outside) == ((), of["Dor"])
    assert close.not_mapped == {
        "events placed no closer than a country": of["Chad"],
        "events whose place has no known extent": of["Veye"],
        "events without coordinates": of["sea"],
    }


def test_a_cursor_of_another_list_is_refused(filled):
    store = filled.store
    following = browse(store.query, Selection(), 2).next
    with pytest.raises(CursorError, match="another list than events latest"):
        browse(store.query, Selection(sort="latest"), 2, following)
    for odd in ("x", "e30", "\x00", "Wz" * 400, "ü"):
        with pytest.raises(CursorError, match="no cursor"):
            browse(store.query, Selection(), 2, odd)


def index_of(store):
    """The whole index, by ids and names in place of numbers."""
    connection = sqlite3.connect(store.path)
    columns = "event, type, status, level, contested, country, grade, first_day, last_day, in_time, shape, x, y"
    queries = (
        f"SELECT {columns} FROM event_index ORDER BY 1",
        "SELECT kind, names.name, e.event FROM event_names n JOIN names ON names.number = n.name JOIN event_index e"
        " ON e.number = n.event ORDER BY 1, 2, 3",
        "SELECT e.event, round(west, 3), round(north, 3) FROM event_boxes b JOIN event_index e ON e.number = b.number"
        " ORDER BY 1",
        "SELECT e.event, evidence FROM event_text t JOIN event_index e ON e.number = t.rowid ORDER BY 1",
        "SELECT e.event, i.document FROM told_in t JOIN event_index e ON e.number = t.event JOIN indexed i"
        " ON i.number = t.story ORDER BY 1, 2",
        "SELECT kind, name, folded FROM names ORDER BY 1, 2",
        "SELECT event, item, name, precision, country, admin1, earliest, latest FROM event_places ORDER BY event",
        "SELECT e.event, p.name, item, words, p.kind, private, mentions FROM event_participants o JOIN participants p"
        " ON p.number = o.participant JOIN event_index e ON e.number = o.event ORDER BY 1, 2, 3, 4, 5",
        *(f"SELECT count(*) FROM {table}" for table in ("event_names", "event_boxes", "event_text", "told_in")),
    )
    return [connection.execute(sql).fetchall() for sql in queries]


def sets_in(store):
    """What the sets of events and of stories hold, and the rows that they follow."""
    connection = sqlite3.connect(store.path)
    held = {
        (name, value, block * event_sets.BLOCK + number)
        for name, value, block, numbers in connection.execute("SELECT * FROM event_sets")
        for (number,) in struct.iter_unpack("<H", numbers)
    }
    told = {
        (block * event_sets.STORIES + story, event)
        for block, stories, numbers in connection.execute("SELECT * FROM told_sets")
        for (story,), (event,) in zip(struct.iter_unpack("<H", stories), struct.iter_unpack("<I", numbers), strict=True)
    }
    known = [number for (number,) in connection.execute("SELECT number FROM event_index")]
    rows = set(connection.execute("SELECT story, event FROM told_in"))
    return (held, told), (event_sets.pairs_of(connection, known), rows)


def test_the_index_follows_the_record_as_if_made_anew(tmp_path):
    documents, made = events(20)
    _, others = events(20, seed=6)
    rewritten = document("003.txt", TEXT.replace("Karsa", "Karsa itself", 1))
    store, fresh = (open_store(tmp_path / name, create=True) for name in ("kept", "fresh"))
    for one in (store, fresh):
        one.add_captures([capture(d.path, d.text) for d in (*documents, rewritten)])
    changed = made.events[:5] + others.events[5:12] + made.events[15:]
    later = msgspec.structs.replace(made, events=changed, tombstones=(Tombstone(id="evt-0013", replaced_by=None),))
    longer = [*documents[:3], rewritten, *documents[4:]]
    edited = msgspec.structs.replace(changed[3], reports=(longer[3].reports[0].id,), claims=longer[3].reports[0].claims)
    later = msgspec.structs.replace(later, events=(*changed[:3], edited, *changed[4:]))
    store.write_record(documents, made, leaving=Leaving(at="2026-01-01"))
    store.write_record(longer, later, leaving=Leaving(at="2026-02-01"))
    store.write_record(longer, later, leaving=Leaving(at="2026-03-01"))
    fresh.write_record(longer, later)
    assert index_of(store) == index_of(fresh)
    for one in (store, fresh):
        held, rows = sets_in(one)
        assert held == rows
    when = dict(sqlite3.connect(store.path).execute("SELECT event, at FROM touched"))
    assert {event for event, at in when.items() if at == "2026-02-01"} == {
        "evt-0003", "evt-0013", *(e.id for e in others.events[5:12])
    }  # fmt: skip
    news = browse(store.query, Selection(status=("all",), updated_since="2026-02-01"), 50)
    assert news.total == 8
    assert "2026-03-01" not in when.values()


def as_of(revision, path):
    """Give a store the schema of an older revision, with all rows that it had a place for."""
    new = path.with_suffix(".new")
    with closing(sqlite3.connect(path)) as current, closing(sqlite3.connect(new)) as copy:
        current.backup(copy)
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        upgrade(connection, revision)
    engine.dispose()
    old = sqlite3.connect(path)
    old.execute("ATTACH ? AS new", [str(new)])
    names = "SELECT name FROM main.sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' AND name NOT LIKE 'story_text%'"
    for (table,) in old.execute(names).fetchall():
        if table not in ("alembic_version", "sqlite_sequence"):
            columns = ", ".join(f'"{row[1]}"' for row in old.execute(f"PRAGMA main.table_info({table})"))
            old.execute(f"DELETE FROM main.{table}")
            old.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}")
    old.commit()
    old.close()


@pytest.mark.parametrize("revision", ["0008", "0011"])
def test_an_upgraded_case_is_browsed_at_once(tmp_path, revision):
    store = open_store(tmp_path, create=True)
    documents, made = events(8)
    store.add_captures([capture(d.path, d.text) for d in documents])
    store.write_record(documents, made)
    before = index_of(store)
    store.close()
    as_of(revision, tmp_path / FILE)
    store = open_store(tmp_path)
    assert index_of(store) == before
    held, rows = sets_in(store)
    assert held == rows
    # Nobody knows when an event of a version that did not note it changed: it counts as changed now.
    changed = browse(store.query, Selection(status=("all",), updated_since="2026"), 1).total
    assert changed == (8 if revision == "0008" else 0)


def test_a_box_once_around_the_earth_is_the_same_box():
    _, values = within((200.0, -1.0, 210.0, 1.0))
    assert values[4:8] == (-150.0, -160.0, 1.0, -1.0)


def test_an_event_that_a_decision_changes_is_found_by_its_new_values(tmp_path):
    store = open_store(tmp_path, create=True)
    documents, made = events(3)
    store.add_captures([capture(d.path, d.text) for d in documents])
    store.write_record(documents, made, leaving=Leaving(at="2026-01-01T00:00:00+00:00"))
    changed = msgspec.structs.replace(
        made.events[0], type="remote.air_strike", status="occurred", values={"initiators": (Value("Dock Guards", ()),)}
    )
    with desk(store.path) as one:
        one.put_event(changed)
    for wanted in (Selection(actor=("dock guards",)), Selection(type=("remote.air_strike",))):
        assert [row.event.id for row in browse(store.query, wanted, 5).rows] == ["evt-0000"]
    news = Selection(status=("all",), updated_since="2026-01-02T00:00:00+00:00")
    assert [row.event.id for row in browse(store.query, news, 5).rows] == ["evt-0000"]
