"""Who codes what, by which codebook, who decided what, and where somebody looked in vain."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.engine.practice.assigning import AssignmentError
from dateline.engine.practice.codebooks import CodebookError
from dateline.engine.practice.decision_log import LogFilter
from dateline.engine.practice.sourcing import Days, SourcingError, found_gaps, joined, without
from dateline.model.practice import Check
from dateline.store.browsing import browse
from dateline.store.selecting import Selection


def assigned(case, person):
    case.store.close()
    return {row.event.id for row in browse(case.store.query, Selection(status=("all",), assigned=(person,)), 1000).rows}


def test_events_and_documents_are_assigned_and_found_by_the_filter(exercise):
    event = exercise.store.record().events[0]
    document = exercise.store.documents()[3]
    theirs = {one.id for one in exercise.store.record().events if document.id in one.documents}
    assert len(exercise.practice.assign(event.id, document.id, to="Ada", by="Chief")) == 2
    assert exercise.practice.assign(event.id, to="Ada") == (), "nothing is assigned twice"
    exercise.practice.assign(event.id, to="Ben")
    assert assigned(exercise, "Ada") == {event.id} | theirs
    assert assigned(exercise, "Ben") == {event.id}
    assert [(one.person, one.events, one.documents) for one in exercise.practice.shares()] == [
        ("Ada", len({event.id} | theirs), 1),
        ("Ben", 1, 0),
    ]


def test_assignments_are_taken_back_from_one_or_all_and_kept_in_the_log(exercise):
    event = exercise.store.record().events[0].id
    exercise.practice.assign(event, to="Ada")
    exercise.practice.assign(event, to="Ben")
    exercise.practice.unassign(event, person="Ada", by="Chief")
    assert assigned(exercise, "Ada") == set()
    assert assigned(exercise, "Ben") == {event}
    exercise.practice.unassign(event)
    assert exercise.practice.assignments() == ()
    with pytest.raises(AssignmentError, match="not assigned"):
        exercise.practice.unassign(event)
    with pytest.raises(AssignmentError, match="person"):
        exercise.practice.assign(event, to=" ")
    rows = exercise.store.query.rows("SELECT ended_by FROM assignment_log ORDER BY number")
    assert [row["ended_by"] for row in rows] == ["Chief", ""]


def test_a_selection_is_assigned_by_its_filters(exercise):
    battles = {e.id for e in exercise.store.record().events if e.type.startswith("battle.") and e.status == "occurred"}
    exercise.practice.assign("/explore?type=battle&status=occurred", to="Ada")
    assert assigned(exercise, "Ada") == battles


def test_assignments_follow_merged_events(exercise):
    one, other = sorted(event.id for event in exercise.store.record().events)[:2]
    for event in (one, other):
        exercise.practice.assign(event, to="Ada")
    exercise.merge(one, other, why="told twice")
    exercise.build(workers=0)
    left = {event.id for event in exercise.store.record().events} & {one, other}
    assert len(left) == 1
    assert assigned(exercise, "Ada") == left


def test_every_judgement_has_the_codebook_in_force_when_it_was_made(exercise):
    documents = exercise.store.documents()
    exercise.exclude(documents[0].id, why="no codebook yet", by="Ada")
    exercise.practice.set_codebook("Ours", "1", by="Chief")
    exercise.exclude(documents[1].id, why="first version", by="Ada")
    exercise.practice.set_codebook("Ours", "2", by="Chief")
    exercise.exclude(documents[2].id, why="second version", by="Ben")
    found = exercise.practice.decisions()
    assert [(one.version, one.why) for one in found] == [
        ("", "no codebook yet"),
        ("1", "first version"),
        ("2", "second version"),
    ]
    assert [one.why for one in exercise.practice.decisions(LogFilter(by="Ben"))] == ["second version"]
    assert exercise.practice.decisions(LogFilter(field="type")) == ()
    assert len(exercise.practice.decisions(LogFilter(since=found[0].at[:10], until=found[0].at[:10]))) == 3
    assert exercise.practice.decisions(LogFilter(until="2000-01-01")) == ()
    with pytest.raises(CodebookError, match="version"):
        exercise.practice.set_codebook("Ours", "")


def test_the_log_leaves_the_case_without_formulas_and_restricted_sources(exercise):
    documents = exercise.store.documents()
    exercise.exclude(documents[0].id, why="=HYPERLINK(1)", by="Ada")
    exercise.exclude(documents[1].id, why="about a source that stays", by="Ada")
    exercise.practice.restrict(documents[1].path, why="promised")
    out = io.BytesIO()
    report = exercise.practice.write_decisions(out)
    (row,) = csv.DictReader(io.StringIO(out.getvalue().decode(), newline=""))
    assert row["why"] == "'=HYPERLINK(1)"
    assert (report.existing, report.written) == (2, 1)
    assert report.left_out == {"judgements from restricted sources": 1}
    assert any("decisions" in entry.about for entry in exercise.log.entries() if entry.what == "exported")


def test_what_was_looked_at_in_vain_is_kept_and_days_nobody_looked_at_are_gaps(exercise):
    exercise.practice.check("Radio Nowhere", "2018-09-02", "2018-09-03", by="Ada")
    exercise.practice.check("radio nowhere", "2018-09-05", result="not reachable", by="Ben")
    assert [(one.result, one.by) for one in exercise.practice.checks()] == [
        ("nothing found", "Ada"),
        ("not reachable", "Ben"),
    ]
    gaps = [(gap.earliest, gap.latest, gap.days, gap.why) for gap in exercise.practice.gaps("2018-09-01", "2018-09-06")]
    assert gaps == [
        ("2018-09-01", "2018-09-01", 1, "not checked"),
        ("2018-09-04", "2018-09-04", 1, "not checked"),
        ("2018-09-05", "2018-09-05", 1, "not reachable"),
        ("2018-09-06", "2018-09-06", 1, "not checked"),
    ]


def test_a_story_in_the_case_is_no_gap(exercise):
    document = next(one for one in exercise.store.documents() if one.publisher and one.published.precision == "day")
    day = document.published.earliest[:10]
    exercise.practice.check(document.publisher, "2001-01-01")
    assert exercise.practice.gaps(day, day) == ()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (("Radio", "soon"), "no day"),
        (("", "2018-09-01"), "name the source"),
        (("Radio", "2018-09-02", "2018-09-01"), "before"),
    ],
)
def test_what_is_no_check_is_refused(exercise, given, says):
    with pytest.raises(SourcingError, match=says):
        exercise.practice.check(*given)


DATES = st.dates(min_value=__import__("datetime").date(2020, 1, 1), max_value=__import__("datetime").date(2020, 3, 1))
SPANS = st.tuples(DATES, DATES).map(lambda pair: Days(min(pair), max(pair)))


def days_in(spans):
    return {span.first.toordinal() + n for span in spans for n in range((span.last - span.first).days + 1)}


@given(SPANS, st.lists(SPANS))
def test_gaps_are_exactly_the_days_that_nobody_has(window, taken):
    assert days_in(without(window, taken)) == days_in([window]) - days_in(taken)
    assert days_in(joined(taken)) == days_in(taken)


@given(SPANS, st.lists(st.tuples(SPANS, st.sampled_from(["nothing found", "found", "not reachable"]))))
def test_every_day_is_looked_at_or_in_one_gap(window, told):
    log = [
        Check(number=n, source="x", earliest=str(s.first), latest=str(s.last), result=r, by="", at="", note="")
        for n, (s, r) in enumerate(told)
    ]
    if log:
        gaps = list(found_gaps(log, {}, window))
        days = [day for gap in gaps for day in days_in([span_of(gap)])]
        looked = days_in([span for span, result in told if result != "not reachable"])
        assert len(days) == len(set(days))
        assert set(days) == days_in([window]) - looked


def span_of(gap):
    from datetime import date

    return Days(date.fromisoformat(gap.earliest), date.fromisoformat(gap.latest))
