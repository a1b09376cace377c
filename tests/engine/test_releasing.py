"""`release` and `diff`: snapshots that never change, and what became of every event between two."""

import io

import pytest

import dateline
from dateline.engine.releasing import ReleaseError, path_of


@pytest.fixture
def case(tmp_path, pages):
    made = dateline.open(tmp_path / "case")
    made.add(pages / "one.txt", pages / "three.txt")
    made.build()
    made.release("first")
    return made


def test_a_release_holds_the_whole_record_and_differs_in_nothing_from_now(case):
    assert case.diff("first", "now") == ()
    assert b'"kind":"claim"' in path_of(case, "first").read_bytes()


def test_new_pages_show_as_new_and_changed_events(case, pages):
    case.add(pages / "two.html")
    case.build()
    changes = case.diff("first", "now")
    new = {change.event for change in changes if change.kind == "new"}
    assert new == {e.id for e in case.store.record().events} - {e.id for e in first_events(case)}
    assert any("two.html" in change.documents for change in changes)
    assert {change.event for change in case.diff("now", "first") if change.kind == "withdrawn"} == new


def first_events(case):
    from dateline.engine.comparing import snapshot
    from dateline.engine.releasing import content

    return snapshot(content(case, "first")).events.values()


def test_merged_and_split_events_name_the_other_one(case):
    one, other = sorted(event.id for event in case.store.record().events)[:2]
    case.merge(one, other, why="told twice")
    case.build()
    case.release("second")
    (merged,) = [change for change in case.diff("first", "second") if change.kind == "merged"]
    assert {merged.event, merged.other} == {one, other}
    case.merge(one, other, why="no", undo=True)
    case.build()
    (split,) = [change for change in case.diff("second", "now") if change.kind == "split"]
    assert (split.event, split.other) == (merged.event, merged.other)


def test_a_release_is_never_made_twice_and_never_altered(case):
    with pytest.raises(ReleaseError, match="never changes"):
        case.release("first")
    path = path_of(case, "first")
    path.chmod(0o644)
    path.write_bytes(path.read_bytes() + b" ")
    assert any("not what was released" in problem for problem in case.verify().problems)
    with pytest.raises(ReleaseError, match="not what was released"):
        case.diff("first", "now")


def test_a_release_is_handed_on_as_it_was_masked_unless_asked_otherwise(case, pages):
    before, whole, masked = io.BytesIO(), io.BytesIO(), io.BytesIO()
    case.export("jsonl", before)
    case.add(pages / "two.html")
    case.build()
    made = case.export_release("first", masked)
    assert masked.getvalue() == before.getvalue()
    assert made.written == masked.getvalue().count(b"\n") - 1
    case.export_release("first", whole, masked=False)
    assert whole.getvalue() == path_of(case, "first").read_bytes() != masked.getvalue()
    assert [entry.about.split(",")[:2] for entry in case.log.entries()][-2:] == [
        ["release first", " masked"],
        ["release first", " UNMASKED"],
    ]
    with pytest.raises(ReleaseError, match="leave --release out"):
        case.export_release("now", masked)


def test_an_altered_file_to_hand_on_is_named_and_not_handed_on(case):
    path = path_of(case, "first.masked")
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-2])
    assert any("first.masked.jsonl is not what was released" in problem for problem in case.verify().problems)
    with pytest.raises(ReleaseError, match="not what was released"):
        case.export_release("first", io.BytesIO())


@pytest.mark.parametrize("name", ["", "../x", "now", ".hidden", "a b", "a.masked"])
def test_a_name_that_is_no_name_is_refused(case, name):
    with pytest.raises(ReleaseError, match="cannot name a release"):
        case.release(name)


def test_pages_must_be_read_first_and_releases_must_exist(case, pages):
    with pytest.raises(ReleaseError, match="there are: first"):
        case.diff("first", "third")
    case.add(pages / "two.html")
    with pytest.raises(ReleaseError, match="not read yet"):
        case.release("second")
