"""Blind double coding: nobody sees the other's values too early, nothing touches the record before it is settled."""

import io
import json

import pytest

from dateline.engine.deciding import history
from dateline.engine.practice.agreement import agreement
from dateline.engine.practice.rounds import CodingError, RoundPlan, code, items_of, round_of, seen, start_round
from dateline.engine.practice.settling import Wanted, settle, settle_agreed, settlements
from dateline.engine.practice.values_coded import ValueCodedError, text_of, value_of

FIELDS = ("type", "when", "where", "initiators", "killed")
CODED = {"type": "battle.clash", "when": "2018-09-05", "where": "Keddal", "initiators": "army; rebels", "killed": "3"}


@pytest.fixture
def begun(exercise):
    plan = RoundPlan(name="september", coders=("Ada", "Ben"), share=0.06, fields=FIELDS, why="training")
    start_round(exercise, plan, by="Chief")
    return exercise


def first(case):
    return items_of(case, "september")[0].event


def exported(case):
    out = io.BytesIO()
    case.export("jsonl", out, masked=False)
    return out.getvalue()


def test_a_round_is_drawn_the_same_each_time_and_named_once(begun):
    assert len(items_of(begun, "september")) == 4
    with pytest.raises(CodingError, match="already"):
        start_round(begun, RoundPlan(name="september", coders=("Ada", "Ben")), by="")
    with pytest.raises(CodingError, match="two people"):
        start_round(begun, RoundPlan(name="alone", coders=("Ada", "Ada")), by="")
    with pytest.raises(CodingError, match="september"):
        round_of(begun, "october")


def test_neither_sees_the_other_before_both_are_through(begun):
    event, made = first(begun), round_of(begun, "september")
    code(begun, "september", event, "Ada", CODED)
    assert seen(begun, made, event, "Ben").values == {}
    assert seen(begun, made, event, "Chief").values == {}, "nor does who began the round"
    assert seen(begun, made, event, "Ben").done == ("Ada",)
    assert list(seen(begun, made, event, "Ada").values) == ["Ada"]
    code(begun, "september", event, "Ben", CODED | {"killed": "5"})
    assert set(seen(begun, made, event, "Ada").values) == {"Ada", "Ben"}


def test_a_coding_may_be_put_right_until_the_other_is_through(begun):
    event = first(begun)
    code(begun, "september", event, "Ada", CODED)
    code(begun, "september", event, "Ada", CODED | {"killed": "4"})
    last = code(begun, "september", event, "Ben", CODED)
    assert json.loads(last.values["Ada"]["killed"])["best"] == 4
    with pytest.raises(CodingError, match="both have coded"):
        code(begun, "september", event, "Ada", CODED)


def test_what_is_no_coding_is_refused(begun):
    event = first(begun)
    with pytest.raises(CodingError, match="does not code"):
        code(begun, "september", event, "Chief", CODED)
    with pytest.raises(CodingError, match="killed"):
        code(begun, "september", event, "Ada", {name: value for name, value in CODED.items() if name != "killed"})
    with pytest.raises(ValueCodedError, match="no day"):
        code(begun, "september", event, "Ada", CODED | {"when": "soon"})


def test_codings_change_nothing_until_they_are_settled(begun):
    before, event = exported(begun), first(begun)
    code(begun, "september", event, "Ada", CODED)
    code(begun, "september", event, "Ben", CODED | {"killed": "5"})
    assert exported(begun) == before
    begun.build(workers=0)
    assert exported(begun) == before


def test_a_third_decision_settles_and_says_what_both_said(begun):
    event = first(begun)
    with pytest.raises(CodingError, match="not coded by both"):
        settle(begun, Wanted(round="september", event=event, field="killed", text="5", by="Chief", why="the ministry"))
    code(begun, "september", event, "Ada", CODED)
    code(begun, "september", event, "Ben", CODED | {"killed": "5"})
    made = settle(begun, Wanted(round="september", event=event, field="killed", text="5", by="Chief", why="ministry"))
    assert made.judgement is not None
    (act,) = history(begun, event)
    assert act.by == "Chief"
    assert "adjudicated in september (Ada: 3; Ben: 5)" in act.why
    assert any(value.value == "5" for value in begun.event(event).values["killed"])
    begun.build(workers=0)
    assert begun.event(event).values["killed"][0].value == "5"
    assert settlements(begun, "september") == (made,)


def test_what_the_record_says_already_is_settled_without_a_judgement(begun):
    event = first(begun)
    kind = begun.event(event).type
    for coder in ("Ada", "Ben"):
        code(begun, "september", event, coder, CODED | {"type": kind})
    made = settle(begun, Wanted(round="september", event=event, field="type", text=kind, by="Chief", why="agreed"))
    assert made.judgement is None
    assert history(begun, event) == ()


def test_all_that_is_agreed_is_settled_at_once(begun):
    event = first(begun)
    code(begun, "september", event, "Ada", CODED)
    code(begun, "september", event, "Ben", CODED | {"killed": "5"})
    made = settle_agreed(begun, "september", by="Chief", why="both agree")
    assert {one.field for one in made} == set(FIELDS) - {"killed"}
    assert begun.event(event).type == "battle.clash"
    assert settle_agreed(begun, "september", by="Chief", why="both agree") == ()


def test_agreement_is_told_by_field_over_what_both_coded(begun):
    events = [item.event for item in items_of(begun, "september")]
    for number, event in enumerate(events[:3]):
        kind = ("battle.clash", "remote.shelling", "battle.clash")[number]
        code(begun, "september", event, "Ada", CODED | {"type": kind, "killed": str(number + 1)})
        code(begun, "september", event, "Ben", CODED | {"type": kind, "killed": "" if number else "1"})
    code(begun, "september", events[3], "Ada", CODED)
    found = agreement(begun, "september")
    assert (found.events, found.coded) == (4, 3)
    by_field = {one.field: one for one in found.fields}
    assert by_field["type"].alpha == 1.0
    assert by_field["killed"].one_only == 2
    assert by_field["where"].alpha is None, "one value alone has no alpha"
    assert {(one.event, one.field) for one in found.differences} == {(events[1], "killed"), (events[2], "killed")}


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("when", "2016-10-17..2016-10-19"),
        ("killed", "3"),
        ("killed", "3-5"),
        ("killed", "3+"),
        ("where", "Qayyarah"),
        ("initiators", "army; police"),
        ("status", "occurred"),
        ("type", ""),
    ],
)
def test_values_are_kept_as_they_were_typed(field, text):
    assert text_of(field, value_of(field, text)) == text
