"""`merge` and `split`: a person's word on what is one happening holds through rebuilds and can be taken back."""

import pytest

import dateline
from dateline.engine.judging import JudgementError


@pytest.fixture
def case(tmp_path, pages):
    again = tmp_path / "again.txt"
    again.write_bytes((pages / "one.txt").read_bytes())
    made = dateline.open(tmp_path / "case")
    made.add(pages, again)
    made.build()
    return made


def events_of(case):
    return {event.id: set(event.reports) for event in case.store.record().events}


def some(case, count=2):
    return sorted(events_of(case))[:count]


def test_merged_events_are_one_whatever_the_rules_say(case):
    one, other = some(case)
    both = events_of(case)[one] | events_of(case)[other]
    case.merge(one, other, why="told twice", by="me")
    case.build()
    kept = [event for event, reports in events_of(case).items() if reports == both]
    gone = {one, other} - set(kept)
    assert len(kept) == 1
    assert [(t.id, t.replaced_by) for t in case.store.tombstones()] == [(gone.pop(), kept[0])]
    assert "told twice" in case.status().judged[0]


def test_a_merging_can_be_taken_back(case):
    before = events_of(case)
    one, other = some(case)
    case.merge(one, other, why="told twice")
    case.build()
    case.merge(one, other, why="no", undo=True)
    case.build()
    assert events_of(case) == before
    assert case.status().judged == ()


def test_a_report_split_off_has_an_event_of_its_own_and_can_come_back(case):
    before = events_of(case)
    home = next(event for event, reports in sorted(before.items()) if len(reports) > 1)
    report = sorted(before[home])[0]
    case.split(home, report, why="another attack")
    case.build()
    apart = events_of(case)
    assert {report} in apart.values()
    assert before[home] - {report} in apart.values()
    case.split(home, report, why="no", undo=True)
    case.build()
    assert events_of(case) == before


def test_splitting_after_merging_parts_them_again(case):
    one, other = some(case)
    before = events_of(case)
    case.merge(one, other, why="told twice")
    case.build()
    kept = next(event for event in (one, other) if event in events_of(case))
    moved = before[other if kept == one else one]
    case.split(kept, *moved, why="two after all")
    case.build()
    assert sorted(map(sorted, events_of(case).values())) == sorted(map(sorted, before.values()))


@pytest.mark.parametrize(
    ("judge", "says"),
    [
        (lambda case, ids: case.merge(ids[0], why="x"), "two events or more"),
        (lambda case, ids: case.merge(*ids, why=" "), "needs a reason"),
        (lambda case, ids: case.merge(*ids, why="x", undo=True), "nothing of the kind"),
        (lambda case, ids: case.split(ids[0], *events_of(case)[ids[1]], why="x"), "is no report of"),
        (lambda case, ids: case.split(ids[0], *events_of(case)[ids[0]], why="x"), "some must stay"),
    ],
)
def test_what_cannot_be_judged_says_why(case, judge, says):
    with pytest.raises(JudgementError, match=says):
        judge(case, some(case))
