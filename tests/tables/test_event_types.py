import re
from pathlib import Path

import pytest

from dateline.tables import event_types
from dateline.tables.rows import TableError

DESIGN = Path(__file__).resolve().parents[3] / "shared" / "design" / "event-types.md"


@pytest.fixture(scope="module")
def types():
    return event_types.load()


def test_every_type_is_complete(types):
    for row in types.by_code.values():
        assert row.definition and row.example and row.origin and row.licence
        assert re.fullmatch(
            r"(battle|remote|civilian|humanitarian|destruction|order|political|other)\.[a-z_]+", row.code
        )
    assert [code for code in types.by_code if not types.counts(code)] == ["political.statement"]


def test_the_table_has_every_type_of_the_design(types):
    if not DESIGN.is_file():
        pytest.skip(f"the design is not at {DESIGN}")
    named = set(
        re.findall(r"^\| ((?:battle|remote|civilian|humanitarian|order|political)\.[a-z_]+)", DESIGN.read_text(), re.M)
    )
    assert named and named <= set(types.by_code)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"home state"}, ("Battles", "Government regains territory")),
        ({"non-state"}, ("Battles", "Non-state actor overtakes territory")),
        ({"unfought", "home state"}, ("Strategic developments", "Non-violent transfer of territory")),
        (set(), ("Battles", None)),
    ],
)
def test_a_capture_follows_from_who_captured_and_whether_they_fought(types, facts, expected):
    assert types.acled("battle.capture", frozenset(facts)) == expected


def test_what_no_fact_changes_is_the_row_itself(types):
    assert types.acled("battle.withdraw", frozenset()) == ("Strategic developments", "Change to group/activity")
    assert types.acled("order.arrest", frozenset()) == ("Strategic developments", "Arrests")
    assert types.acled("political.visit", frozenset()) == (None, None)


def test_every_sub_event_of_acled_can_be_reached(types):
    reached = {row.acled_sub_event for row in types.by_code.values()}
    reached |= {case.sub_event for row in types.by_code.values() for case in event_types.cases(row)}
    assert reached - {None} == set(types.sub_events)
    assert len(types.sub_events) == 25


def test_pairs_of_event_and_sub_event_agree_with_the_table_of_sub_events(types):
    pairs = {(row.acled_event, row.acled_sub_event) for row in types.by_code.values() if row.acled_sub_event}
    pairs |= {(case.event, case.sub_event) for row in types.by_code.values() for case in event_types.cases(row)}
    assert pairs == {(row.event, row.sub_event) for row in types.sub_events.values()}


def test_what_acled_does_not_code_weighs_least(types):
    weights = [types.weight(row.event, row.sub_event) for row in types.sub_events.values()]
    assert types.weight(None, None) < types.weight("Battles", None) <= min(weights)


def test_a_malformed_case_is_named():
    row = event_types.EventType(
        code="battle.x", definition="d", example="e", acled_cases=("fought",), origin="o", licence="l"
    )
    with pytest.raises(TableError, match=r"battle\.x.*fought"):
        event_types.cases(row)
