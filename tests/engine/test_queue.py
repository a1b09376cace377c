"""The queue: what divides sources first, why in words, and what came since somebody decided."""

import shutil

import pytest

import dateline
from dateline.engine.deciding import Decision, decide, undo
from dateline.engine.judging import JudgementError
from dateline.engine.queue import QueueFilter, coded_counts, counts, next_after, next_before, queue, review_row, total
from dateline.engine.weighing import weighed


@pytest.fixture
def case(tmp_path, built):
    shutil.copytree(built.folder, tmp_path / "case")
    return dateline.open(tmp_path / "case")


def test_every_event_waits_in_order_of_doubt_with_its_reasons(case):
    found = queue(case)
    assert found.total == len(case.store.record().events) == found.counts["undecided"]
    assert [row.priority for row in found.rows] == sorted((row.priority for row in found.rows), reverse=True)
    for row in found.rows:
        made = weighed(case.event(row.event))
        assert (row.priority, row.reasons) == (made.priority, made.reasons)
    assert found.rows[0].reasons != ()


def test_what_is_accepted_leaves_the_queue_and_the_next_one_comes(case):
    first, second, *_ = [row.event for row in queue(case).rows]
    decide(case, Decision(event=first, decision="accept", by="ann"))
    assert next_after(case, first) == second
    assert queue(case).rows[0].event == second
    assert counts(case)["accepted"] == 1
    assert [row.event for row in queue(case, QueueFilter(states=("accepted",), by="ann")).rows] == [first]
    assert queue(case, QueueFilter(states=("accepted",), by="bob")).rows == ()


def test_behind_the_last_one_comes_the_first_that_waits(case):
    rows = queue(case).rows
    assert next_after(case, rows[-1].event) == rows[0].event
    for row in rows:
        decide(case, Decision(event=row.event, decision="unsure", by="ann"))
    assert next_after(case, rows[0].event) is None


def test_pages_of_the_queue_follow_one_another(case):
    every = [row.event for row in queue(case).rows]
    first = queue(case, QueueFilter(limit=1)).rows
    rest = queue(case, QueueFilter(after=first[0].event)).rows
    assert [row.event for row in (*first, *rest)] == every


def test_new_evidence_puts_an_event_back_and_says_what_is_new(case, tmp_path):
    event = next(e for e in case.events(status="all") if e.values.get("killed"))
    decide(case, Decision(event=event.id, decision="accept", by="ann"))
    assert review_row(case, event.id).news is None
    page = tmp_path / "later.txt"
    page.write_text(
        "March 6, 2021\n\nMalian troops recaptured the bridge at Tessalit from militants on Tuesday, a resident told "
        "AFP. At least 30 militants were killed.\n",
        encoding="utf-8",
    )
    case.add(page)
    case.build(workers=0)
    row = review_row(case, event.id)
    assert row.state == "accepted"
    assert len(row.news.documents) == 1
    assert row.news.values["killed"] == ("at least 30",)
    assert event.id in [one.event for one in queue(case).rows]
    assert counts(case)["new evidence"] == 1
    decide(case, Decision(event=event.id, decision="accept", by="ann"))
    assert review_row(case, event.id).news is None
    undo(case, "ann")
    assert review_row(case, event.id).news == row.news


def test_a_state_that_there_is_not_is_refused(case):
    with pytest.raises(JudgementError, match="no state done"):
        queue(case, QueueFilter(states=("done",)))


def test_the_queue_of_one_person_and_of_nobody(case):
    every = [row.event for row in queue(case).rows]
    mine = [every[0], every[-1]]
    case.practice.assign(*mine, to="Ann")
    of_ann, of_nobody = QueueFilter(assigned=("Ann",)), QueueFilter(assigned=("nobody",))
    assert [(row.event, row.assigned) for row in queue(case, of_ann).rows] == [(one, ("Ann",)) for one in mine]
    assert [row.event for row in queue(case, of_nobody).rows] == [one for one in every if one not in mine]
    assert (next_after(case, mine[0], of_ann), next_before(case, mine[1], of_ann)) == (mine[1], mine[0])
    assert next_before(case, mine[0], of_ann) is None
    decide(case, Decision(event=mine[0], decision="accept", by="Ann"))
    assert next_after(case, mine[0], of_ann) == mine[1]
    assert (total(case, of_ann), total(case, of_nobody)) == (1, len(every) - 2)


def test_the_queue_by_what_rows_code(case, tmp_path):
    assert coded_counts(case) == {}
    assert {row.coded for row in queue(case).rows} == {None}
    (tmp_path / "far.csv").write_text("id,day,town\nx,1999-01-01,Nowhere\n", encoding="utf-8")
    case.practice.import_rows(tmp_path / "far.csv", columns={"id": ["id"], "date": ["day"], "place": ["town"]})
    assert {row.coded.state for row in queue(case).rows if row.coded} == {"new event"}
    path = tmp_path / "own.csv"
    with path.open("wb") as out:
        case.export("csv", out)
    case.practice.import_rows(path)
    by_state = {
        state: {row.event for row in queue(case, QueueFilter(coded=(state,))).rows}
        for state in ("already coded", "new information", "new event")
    }
    assert {state: len(events) for state, events in by_state.items()} == coded_counts(case)
    assert by_state["already coded"] != set()
    for row in queue(case, QueueFilter(coded=("already coded", "new event"))).rows:
        assert row.event in by_state[row.coded.state]
        assert (row.coded.rows != ()) == (row.coded.state == "already coded")
    with pytest.raises(JudgementError, match="no state coded; there are already coded"):
        queue(case, QueueFilter(coded=("coded",)))
