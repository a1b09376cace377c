"""A build that goes on from what the last one left writes the record that one from nothing writes, byte for byte."""

import shutil
import sqlite3
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import dateline
from bench.speed.one_more import FORGET, exported, fill, forget
from bench.stream import stream
from dateline.engine import work
from dateline.engine.settings import Settings
from dateline.model.document import Published
from dateline.model.errors import DatelineError

UNKNOWN = Published(earliest=None, latest=None, precision=None, basis="no date on the page")
POOL = tuple(
    replace(one, published=UNKNOWN) if n % 7 == 5 else one for n, one in enumerate(stream(6).documents) if n < 24
)
NUMBER = st.integers(0, len(POOL) - 1)
STEP = st.one_of(
    st.tuples(st.just("add"), st.lists(NUMBER, min_size=1, max_size=8)),
    st.tuples(st.just("exclude"), NUMBER),
    st.tuples(st.just("exclude report"), NUMBER),
    st.tuples(st.just("undo"), NUMBER),
    st.tuples(st.just("merge"), NUMBER),
    st.tuples(st.just("split"), NUMBER),
)


def take(case, what, number):
    """One thing that a user does; what cannot be done to this case is left undone."""
    events = sorted(event.id for event in case.events(status="all")) or ["none"]
    one, other = events[number % len(events)] if what != "add" else "", events[-1]
    try:
        if what == "add":
            fill(case, [POOL[n] for n in number])
        elif what == "exclude":
            case.exclude(POOL[number].path, why="a test")
        elif what == "exclude report":
            case.exclude(one, why="a test")
        elif what == "undo":
            case.exclude(POOL[number].path, why="a test", undo=True)
        elif what == "merge":
            case.merge(one, other, why="a test")
        elif what == "split":
            case.split(one, case.event(one).reports[0], why="a test")
    except DatelineError:
        return


def build(path):
    case = dateline.open(path)
    case.build(workers=0)
    case.store.close()


@settings(max_examples=15, deadline=None)
@given(st.lists(STEP, min_size=2, max_size=5))
def test_whatever_a_user_did_the_record_is_that_of_a_full_build(steps):
    with tempfile.TemporaryDirectory() as folder:
        path, other = Path(folder) / "case", Path(folder) / "other"
        fill(dateline.open(path), POOL[:12])
        build(path)
        for what, number in steps:
            take(dateline.open(path), what, number)
            shutil.copytree(path, other)
            forget(other)
            build(path)
            build(other)
            assert exported(path) == exported(other)
            shutil.rmtree(other)


def test_one_more_document_is_decided_by_itself(tmp_path):
    path = tmp_path / "case"
    fill(dateline.open(path), POOL[:-1])
    build(path)
    before = changes(path)
    fill(dateline.open(path), POOL[-1:])
    build(path)
    assert rows(path, "documents") == len(POOL)
    assert changes(path).items() >= {k: v for k, v in before.items() if k != POOL[-1].id}.items()


def test_other_code_goes_on_from_nothing(tmp_path, monkeypatch):
    path = tmp_path / "case"
    fill(dateline.open(path), POOL)
    build(path)
    stamps = dateline.open(path).store.stamps()
    assert dateline.open(path).store.keepsakes(work.record_digest(digest(path)))
    monkeypatch.setattr(work, "record_digest", lambda code: f"other {code}")
    assert not dateline.open(path).store.keepsakes(work.record_digest(digest(path)))
    build(path)
    assert not set(stamps.values()) & set(dateline.open(path).store.stamps().values())
    assert dateline.open(path).store.keepsakes(work.record_digest(digest(path)))


def digest(path):
    return work.Work(dateline.open(path), Settings()).digest


def test_what_was_left_is_forgotten_by_three_statements(tmp_path):
    path = tmp_path / "case"
    fill(dateline.open(path), POOL)
    build(path)
    assert len(FORGET) == 3 and rows(path, "sketches") == len(POOL)
    forget(path)
    assert rows(path, "sketches") == rows(path, "keepsakes") == 0 and not dateline.open(path).store.stamps()


def rows(path, table):
    with sqlite3.connect(path / "record.sqlite") as connection:
        return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def changes(path):
    with sqlite3.connect(path / "record.sqlite") as connection:
        return dict(connection.execute("SELECT document, rowid FROM sketches"))
