import subprocess
import sys

import msgspec
import pytest

from dateline.model.event import Judgement, Tombstone
from dateline.model.source import Failure
from dateline.model.span import EvidenceError
from dateline.store.errors import StoreError
from dateline.store.finished import Taken
from dateline.store.ledger import LedgerRow
from dateline.store.listing import EventFilter
from dateline.store.store import open_store
from dateline.store.verify import verify_store
from tests.store.factories import capture, document, record


def same(one, other):
    return msgspec.to_builtins(one) == msgspec.to_builtins(other)


@pytest.fixture
def store(tmp_path):
    store = open_store(tmp_path / "case", create=True)
    store.add_captures([capture(), capture("b.txt")])
    yield store
    store.close()


@pytest.fixture
def filled(store):
    documents = (document(), document("b.txt"))
    store.write_record(documents, record(*documents), meta={"tables": "t"})
    return store


def test_record_comes_back_as_it_was_written(filled):
    documents = (document(), document("b.txt"))
    assert same(filled.documents(), documents)
    assert same(filled.record(), record(*documents))
    assert same(filled.report(documents[0].reports[0].id), documents[0].reports[0])
    assert filled.meta() == {"tables": "t"}


def test_captures_come_sorted_and_once(store):
    assert [c.path for c in store.captures()] == ["a.txt", "b.txt"]
    assert store.add_captures([capture()]) == 0


def test_work_is_kept_by_digest(store):
    done = (document(),)
    store.finish(done[0].capture, "code-1", done)
    assert store.finished_captures("code-1") == {done[0].capture}
    assert same(store.finished(done[0].capture, "code-1").documents, done)
    assert store.finished(done[0].capture, "code-2") is None
    assert store.rendition(done[0].rendition.id).text == done[0].text


def test_failures_stay_until_mended(store):
    mine = capture()
    store.add_failures([Failure(capture=mine.id, path="a.txt", stage="reading", reason="died")])
    store.add_failures([Failure(capture=mine.id, path="a.txt", stage="reading", reason="died again")])
    store.add_failures([Failure(capture=None, path="c.txt", stage="archive", reason="empty file")])
    assert [f.reason for f in store.failures()] == ["died again", "empty file"]
    store.finish(mine.id, "d", (document(),))
    store.add_captures([capture("c.txt")])
    assert store.failures() == ()


def test_a_page_that_fails_elsewhere_is_listed_once(store):
    mine = capture()
    lost = Failure(capture=mine.id, path="a.txt", stage="reading", reason="its machine was lost")
    store.take(Taken("d", failures=(lost,)))
    store.take(Taken("d", failures=(msgspec.structs.replace(lost, stage="document", reason="no text"),)))
    assert [(f.stage, f.reason) for f in store.failures()] == [("document", "no text")]


def test_rebuild_replaces_derived_rows_and_appends_the_ledger(filled):
    line = LedgerRow(number=1, event="evt-1", type="t", capture="c", quote="shelled", ordinal=0, digest="x", revision=1)
    one = (document(),)
    filled.write_record(one, record(*one), [line])
    filled.write_record(one, record(*one), [line, msgspec.structs.replace(line, number=2, digest="y", revision=2)])
    assert [row.revision for row in filled.ledger()] == [1, 2]
    assert filled.counts()["documents"] == 1
    assert filled.counts()["captures"] == 2


def test_a_failing_write_leaves_the_old_record(filled):
    broken = msgspec.structs.replace(record(document()), events=record(document()).events * 2)
    with pytest.raises(Exception, match="UNIQUE"):
        filled.write_record((document(),), broken)
    assert filled.counts()["documents"] == 2


def test_tombstones_end_when_the_id_lives_again(filled):
    one = (document(),)
    dead = msgspec.structs.replace(
        record(*one), events=(), disagreements=(), tombstones=(Tombstone(id="evt-1", replaced_by=None),)
    )
    filled.write_record(one, dead)
    assert [t.id for t in filled.tombstones()] == ["evt-1"]
    filled.write_record(one, record(*one))
    assert filled.tombstones() == ()


def test_judgements_are_appended(store):
    first = Judgement(
        number=1, decision="excluded", capture="c", quote=None, field=None, value=None, by="me", at="2020", why="w"
    )
    store.judge(first)
    assert store.judgements() == (first,)
    with pytest.raises(Exception, match="UNIQUE"):
        store.judge(first)


def test_event_by_the_beginning_of_its_id(filled):
    assert filled.event("evt").id == "evt-1"
    assert filled.event("evt-1").claims[0].evidence.quote == "shelled"
    with pytest.raises(StoreError, match="no event zzz"):
        filled.event("zzz")


FILTERS = [
    ({}, 1, {}),
    ({"type": "remote"}, 1, {}),
    ({"type": "rem"}, 0, {"of another type": 1}),
    ({"country": "td", "since": "2019-05-03", "until": "2019-05-03"}, 1, {}),
    ({"since": "2019-05-04"}, 0, {"earlier": 1}),
    ({"status": "planned", "until": "2018-01-01"}, 0, {"of another status": 1}),
]


@pytest.mark.parametrize(("given", "rows", "left_out"), FILTERS)
def test_listing_says_what_is_left_out(filled, given, rows, left_out):
    listing = filled.events(EventFilter(**given))
    assert (len(listing.rows), listing.existing, listing.left_out) == (rows, 1, left_out)


def alter(store, sql):
    with store.engine.begin() as connection:
        connection.exec_driver_sql(sql)


def test_verify_finds_nothing_in_a_sound_store(filled):
    check = verify_store(filled)
    assert (check.renditions, check.quotes, check.problems) == (1, 2 * (4 + 1 + 1) + 1, ())


def test_verify_finds_an_altered_quote_and_reading_refuses_it(filled):
    alter(filled, "UPDATE claims SET quote = 'shelter' WHERE field = 'occurrence'")
    assert "reads 'shelled'" in verify_store(filled).problems[0].what
    with pytest.raises(EvidenceError):
        filled.event("evt-1")


def test_verify_finds_an_altered_rendition(filled):
    alter(filled, "UPDATE renditions SET extractor = 'test/2'")
    alter(filled, "UPDATE renditions SET text = x'00' WHERE 0")
    assert "hash" in verify_store(filled).problems[0].what


def test_reading_imports_no_sqlalchemy(filled):
    code = (
        "import sys; from pathlib import Path; from dateline.store.store import open_store\n"
        f"assert open_store(Path({str(filled.path.parent)!r})).events().existing == 1\n"
        "assert not {'sqlalchemy', 'alembic'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_failures_are_dropped_by_stage_and_path(tmp_path):
    store = open_store(tmp_path, create=True)
    listed = [("a.txt", "archive"), ("a.txt", "reading"), ("b.txt", "archive"), ("c.txt", "archive")]
    store.add_failures([Failure(capture=None, path=p, stage=stage, reason="empty") for p, stage in listed])
    store.drop_failures("archive", ["a.txt", "never.txt", "b.txt"])
    assert [(f.path, f.stage) for f in store.failures()] == [("a.txt", "reading"), ("c.txt", "archive")]
    store.add_captures([capture("a.txt"), capture("c.txt")])
    assert [(f.path, f.stage) for f in store.failures()] == [("a.txt", "reading")]
