"""What a person decides holds at once and through builds, is taken back to the letter, and is never lost silently."""

import io
import json
import shutil
import sqlite3
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import dateline
from dateline.engine.deciding import (
    Decision,
    Edit,
    Stale,
    decide,
    history,
    redo,
    reject_claim,
    undo,
    undo_act,
    version_of,
)
from dateline.engine.decisions import Selected
from dateline.engine.judging import JudgementError
from dateline.engine.queue import review_row
from dateline.engine.sealing import session
from dateline.model.errors import DatelineError
from dateline.store.desk import desk

TABLES = ("events", "event_claims", "claims", "event_reports", "disagreements", "series")
NO_MATTER = {"revision"}

SESSIONS = {}


def opened(case):
    SESSIONS[case.store.path] = session(case)
    SESSIONS[case.store.path].__enter__()


def closed(case):
    SESSIONS.pop(case.store.path).__exit__(None, None, None)


@pytest.fixture(autouse=True)
def nothing_left_open():
    yield
    for path in [*SESSIONS]:
        SESSIONS.pop(path).__exit__(None, None, None)


@pytest.fixture
def case(tmp_path, built):
    shutil.copytree(built.folder, tmp_path / "case")
    return dateline.open(tmp_path / "case")


def rows_of(case, tables=TABLES):
    found = {}
    for table in tables:
        rows = [dict(row) for row in case.store.query.rows(f"SELECT * FROM {table}")]
        found[table] = sorted(
            json.dumps({name: cell for name, cell in row.items() if name not in NO_MATTER}) for row in rows
        )
    return found


def reviews_of(case):
    return rows_of(case, ("review",))


def exported(case):
    out = io.BytesIO()
    case.export("jsonl", out, masked=False)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    kept = [line for line in lines if line["kind"] not in ("judgement", "case")]
    return [{name: value for name, value in line.items() if name != "revision"} for line in kept]


def ids(case):
    return [row.id for row in case.events(status="all").rows]


def set_(event, field, value, by="ann", version=None, reason="seen on a photograph"):
    return Decision(event=event, decision="edit", by=by, version=version, edits={field: Edit(value, reason=reason)})


VALUES = {
    "type": st.sampled_from(["battle.clash", "remote.shelling", "civilian.attack"]),
    "status": st.sampled_from(["occurred", "planned", "alleged"]),
    "level": st.sampled_from(["incident", "aggregate"]),
    "when": st.sampled_from([None, {"earliest": "2021-03-01", "latest": "2021-03-02", "precision": "days"}]),
    "where": st.sampled_from([None, {"name": "Kidal"}, {"name": "Gao", "latitude": 16.3, "longitude": 0.0}]),
    "initiators": st.sampled_from([None, [], [{"name": "rebels", "kind": "rebel"}], [{"name": "A"}, {"name": "B"}]]),
    "victims": st.sampled_from([None, [{"name": "civilians", "kind": "civilians"}]]),
    "killed": st.sampled_from([None, {"best": 3.0}, {"low": 12.0}, {"low": 1.0, "best": 2.0, "high": 9.0}]),
}
EDITS = st.sampled_from(sorted(VALUES)).flatmap(lambda field: st.tuples(st.just(field), VALUES[field]))
ACTS = st.one_of(
    st.tuples(st.sampled_from(["accept", "unsure", "reject"]), st.none()), st.tuples(st.just("edit"), EDITS)
)


def apply(case, event, act):
    what, edit = act
    if what == "edit":
        decide(case, set_(event, *edit))
    else:
        decide(case, Decision(event=event, decision=what, by="ann", why="so"))


@settings(max_examples=25)
@given(data=st.data())
def test_as_many_undos_as_decisions_give_the_record_of_before(tmp_path_factory, built, data):
    folder = tmp_path_factory.mktemp("undo") / "case"
    shutil.copytree(built.folder, folder)
    case = dateline.open(folder)
    opened(case)
    before, waiting, told = rows_of(case), reviews_of(case), exported(case)
    acts = data.draw(st.lists(st.tuples(st.sampled_from(ids(case)), ACTS), min_size=1, max_size=6))
    for event, act in acts:
        apply(case, event, act)
    after = rows_of(case)
    for _ in acts:
        assert undo(dateline.open(folder), "ann") is not None
    assert (rows_of(case), reviews_of(case), exported(case)) == (before, waiting, told)
    for _ in acts:
        assert redo(case, "ann") is not None
    assert rows_of(case) == after
    assert redo(case, "ann") is None
    for _ in acts:
        undo(case, "ann")
    assert undo(case, "ann") is None
    assert rows_of(case) == before
    case.store.close()


@settings(max_examples=12)
@given(data=st.data())
def test_a_build_makes_of_decisions_what_they_made_at_once(tmp_path_factory, built, data):
    folder = tmp_path_factory.mktemp("build") / "case"
    shutil.copytree(built.folder, folder)
    case = dateline.open(folder)
    before = rows_of(case)
    edits = st.tuples(st.just("edit"), EDITS)
    acts = data.draw(st.lists(st.tuples(st.sampled_from(ids(case)), edits), min_size=1, max_size=5))
    for event, act in acts:
        apply(case, event, act)
    at_once, waiting = rows_of(case), reviews_of(case)
    case.build(workers=0)
    assert (rows_of(case), reviews_of(case)) == (at_once, waiting)
    for _ in acts:
        undo(case, "ann")
    case.build(workers=0)
    assert rows_of(case) == before
    assert case.verify().problems == ()
    case.store.close()


def test_what_is_set_heads_the_values_and_what_was_claimed_stays(case):
    event = next(e for e in case.events(status="all") if e.estimates and e.where is not None)
    place, numbers = event.where, {v.value for v in event.values["killed"]}
    decide(case, set_(event.id, "killed", {"best": 7}))
    decide(case, set_(event.id, "where", {"name": "Kidal", "country": "ML"}))
    found = case.event(event.id)
    assert found.values["killed"][0].value == "7"
    assert numbers <= {value.value for value in found.values["killed"]}
    assert {(one.low, one.best, one.high) for one in found.estimates if one.outcome == "killed"} == {(7, 7, 7)}
    assert all("set by hand" in one.rule for one in found.estimates if one.outcome == "killed")
    assert (found.where.name, found.where.basis) == ("Kidal", "set by hand: seen on a photograph")
    assert [value.value for value in found.held("where")] == ["Kidal"]
    assert found.set_by_hand == ("killed", "where")
    assert found.proposed.where == place
    assert set(event.claims) < set(found.claims)


def test_the_evidence_of_a_value_is_what_was_selected(case):
    event = next(e for e in case.events(status="all"))
    document = case.document(event.documents[0])
    at = document.text.index("Tessalit")
    edit = Edit({"name": "Tessalit"}, evidence=Selected(document.id, at, at + 8))
    decide(case, Decision(event=event.id, decision="edit", by="ann", edits={"where": edit}))
    claim = next(c for c in case.event(event.id).claims if c.method == "by hand")
    assert (claim.evidence.quote, claim.evidence.start) == ("Tessalit", at)
    case.build(workers=0)
    assert claim in case.event(event.id).claims


def test_an_emptied_field_is_empty_and_says_so(case):
    event = next(e for e in case.events(status="all") if e.values.get("initiators"))
    decide(case, set_(event.id, "initiators", None, reason="the text does not say who"))
    found = case.event(event.id)
    assert found.held("initiators") == ()
    assert found.values["initiators"][0].value == ""
    assert found.values["initiators"][1:] == event.values["initiators"]
    row = case.store.query.rows("SELECT initiators FROM events WHERE id = ?", [event.id])[0]
    assert row["initiators"] is None


def test_a_rejected_event_is_gone_after_a_build_and_comes_back(case):
    event = ids(case)[0]
    before = rows_of(case)
    done = decide(case, Decision(event=event, decision="reject", by="ann", why="a drill"))
    assert (done.state, done.needs_build) == ("rejected", True)
    assert event in ids(case)
    case.build(workers=0)
    assert event not in ids(case)
    assert [row.event for row in case.queue("rejected").rows] == [event]
    taken = undo(case, "ann")
    assert taken.events == (event,)
    case.build(workers=0)
    assert rows_of(case) == before


def test_a_rejected_event_that_is_gone_can_be_accepted_after_all(case):
    event = ids(case)[0]
    before = rows_of(case)
    decide(case, Decision(event=event, decision="reject", by="ann", why="a drill"))
    case.build(workers=0)
    assert decide(case, Decision(event=event, decision="accept", by="bob")).state == "accepted"
    case.build(workers=0)
    assert rows_of(case) == before
    assert review_row(case, event).state == "accepted"


def test_a_rejected_claim_is_gone_after_a_build(case):
    event = next(e for e in case.events(status="all") if e.values.get("killed"))
    claim = next(c for c in event.claims if c.field == "figure")
    reject_claim(case, event.id, claim.id, why="of another day", by="ann")
    case.build(workers=0)
    assert claim not in case.event(event.id).claims
    undo(case, "ann")
    case.build(workers=0)
    assert claim in case.event(event.id).claims


def test_merging_is_one_act_that_undo_takes_back(case):
    before = rows_of(case)
    one, other = ids(case)[:2]
    case.merge(one, other, why="told twice", by="ann")
    case.build(workers=0)
    assert len(ids(case)) == len(before["events"]) - 1
    assert undo(case, "ann").needs_build
    case.build(workers=0)
    assert rows_of(case) == before


def test_edits_of_other_fields_merge_by_themselves(case):
    event = ids(case)[0]
    seen = version_of(case, event)
    decide(case, set_(event, "killed", {"best": 4}, by="ann", version=seen))
    done = decide(case, set_(event, "where", {"name": "Kidal"}, by="bob", version=seen))
    assert [(one.by, one.field, one.value) for one in done.merged] == [
        ("ann", "killed", {"low": None, "best": 4.0, "high": None})
    ]
    assert case.event(event).set_by_hand == ("killed", "where")


@pytest.mark.parametrize(
    "second",
    [
        Decision(event="", decision="edit", by="bob", edits={"killed": Edit({"best": 5.0}, reason="x")}),
        Decision(event="", decision="accept", by="bob"),
        Decision(event="", decision="reject", by="bob", why="x"),
    ],
)
def test_who_has_not_seen_what_another_decided_is_told(case, second):
    event = ids(case)[0]
    seen = version_of(case, event)
    decide(case, set_(event, "killed", {"best": 4}, by="ann", version=seen))
    with pytest.raises(Stale) as raised:
        decide(case, replace(second, event=event, version=seen))
    found = raised.value
    assert found.overlap == ("killed",)
    assert [(one.by, one.field) for one in found.theirs] == [("ann", "killed")]
    assert found.version == version_of(case, event)
    assert "ann" in str(found)
    decide(case, replace(second, event=event, version=found.version))


def test_what_a_build_changed_is_told_and_other_fields_are_not_concerned(case, tmp_path):
    event = next(e.id for e in case.events(status="all") if e.values.get("killed"))
    seen = version_of(case, event)
    claim = next(c for c in case.event(event).claims if c.field == "figure")
    reject_claim(case, event, claim.id, why="of another day", by="ann")
    case.build(workers=0)
    undo(case, "ann")
    now = version_of(case, event)
    case.build(workers=0)
    assert now != version_of(case, event)
    with pytest.raises(Stale) as raised:
        decide(case, set_(event, "killed", {"best": 4}, by="bob", version=now))
    assert "figures" in raised.value.rebuilt
    decide(case, set_(event, "where", {"name": "Kidal"}, by="bob", version=now))
    assert seen.partition(".")[2] == version_of(case, event).partition(".")[2]


def test_what_is_about_nothing_any_more_is_listed_until_it_is_taken_back(case):
    first, second = ids(case)[:2]
    decide(case, Decision(event=first, decision="accept", by="ann"))
    decide(case, set_(second, "killed", {"best": 4}))
    held = [one for one in case.store.judgements() if one.quote]
    gone = [replace(held[0], quote="words of a rule that is gone"), replace(held[1], quote="and others")]
    gone.append(replace(gone[1], decision="reject", field="figure", value=None))
    gone.append(replace(gone[1], decision="reject", field="event:battle.clash", value=None))
    with desk(case.store.path) as open_desk:
        made = open_desk.act(gone)
    report = case.build(workers=0)
    listed = " ".join(one.reason for one in report.failures if one.stage == "decided by hand")
    assert [f"(judgement {one.number}): “{one.quote}”" in listed for one in made] == [True] * 4
    assert all(f"(judgement {one.number})" not in listed for one in held)
    assert case.status().failures == report.failures
    for act in {one.act for one in made}:
        undo_act(case, act, "ann")
    assert case.build(workers=0).failures == ()


def test_what_is_rejected_is_about_something(case):
    event = next(e for e in case.events(status="all") if e.values.get("killed"))
    claim = next(c for c in event.claims if c.field == "figure")
    reject_claim(case, event.id, claim.id, why="of another day", by="ann")
    decide(case, Decision(event=ids(case)[-1], decision="reject", by="ann", why="a drill"))
    case.exclude(case.store.documents()[0].id, why="not ours")
    for _ in range(2):
        assert case.build(workers=0).failures == ()


def test_of_two_that_write_at_once_none_is_lost(case):
    event, fields = ids(case)[0], ("killed", "injured", "displaced", "detained")
    seen = version_of(case, event)
    opened(case)
    lost, done = [], []
    start = threading.Barrier(8)

    def write(who):
        mine = dateline.open(case.folder)
        start.wait()
        for n in range(4):
            for field in fields:
                try:
                    version = seen if n == 0 else version_of(mine, event)
                    decide(mine, set_(event, field, {"best": float(10 * who + n)}, by=f"w{who}", version=version))
                    done.append((who, n, field))
                except Stale as stale:
                    assert field in stale.overlap
                    lost.append((who, n, field))
        mine.store.close()

    threads = [threading.Thread(target=write, args=(who,)) for who in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    judged = [j for j in case.store.judgements() if j.decision == "edit"]
    assert len(judged) == len(done)
    assert len(done) + len(lost) == 8 * 4 * len(fields)
    assert [j.number for j in case.store.judgements()] == list(range(len(case.store.judgements())))
    # Of those who had seen the same, one set each field.
    assert all(sum(n == 0 and field == one for _, n, one in done) == 1 for field in fields)
    last = {j.field.partition(":")[0]: json.loads(j.value)["value"]["best"] for j in judged}
    held = {field: case.event(event).held(field)[0].value for field in fields}
    assert held == {field: str(int(best)) for field, best in last.items()}
    closed(case)
    assert case.verify().problems == ()


def test_what_is_altered_while_the_seal_is_open_is_named(case):
    event = ids(case)[0]
    opened(case)
    decide(case, set_(event, "killed", {"best": 4}))
    assert case.verify().problems == ()
    assert "sealed again" in case.verify().notes[0]
    with sqlite3.connect(case.store.path) as connection:
        connection.execute("UPDATE judgements SET made_by = 'bob'")
    assert "judgement 0 is not as it was logged" in case.verify().problems[0]


def test_what_another_program_changes_between_two_decisions_is_noted(case):
    event = ids(case)[0]
    opened(case)
    decide(case, set_(event, "killed", {"best": 4}))
    with sqlite3.connect(case.store.path) as connection:
        connection.execute("UPDATE events SET grade = 'confirmed'")
    connection.close()
    decide(case, set_(event, "killed", {"best": 5}))
    closed(case)
    assert any("not as the last act left it" in note for note in case.verify().notes)


def test_history_tells_every_act(case):
    event = ids(case)[0]
    decide(case, set_(event, "killed", {"best": 4}, by="ann"))
    decide(case, Decision(event=event, decision="accept", by="bob", why="checked"))
    undo(case, "bob")
    acts = history(case, event)
    assert [(act.by, [c.decision for c in act.changes]) for act in acts] == [
        ("ann", ["edit"]),
        ("bob", ["accept"]),
        ("bob", ["undone"]),
    ]
    assert [act.taken_back for act in acts] == [False, True, False]


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("type", "battle", "family"),
        ("type", "battel.clash", "no event type"),
        ("status", "happened", "no status"),
        ("status", None, "not emptied"),
        ("when", {"earliest": "3 May", "latest": None}, "no day"),
        ("when", {"earliest": "2021-03-05", "latest": "2021-03-01"}, "later than"),
        ("where", {"name": "Kidal", "latitude": 99, "longitude": 0}, "no point"),
        ("where", {"nome": "Kidal"}, "where"),
        ("initiators", [{"name": " "}], "needs a name"),
        ("killed", {"low": 5, "high": 2}, "go up"),
        ("killed", {}, "give a number"),
        ("Killed!", {"best": 2}, "no field"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(case, field, value, says):
    with pytest.raises(DatelineError, match=says):
        decide(case, set_(ids(case)[0], field, value))
    assert case.store.judgements() == ()


def test_a_value_needs_words_or_a_reason_and_a_rejection_a_reason(case):
    event = ids(case)[0]
    with pytest.raises(JudgementError, match="select the characters"):
        decide(case, set_(event, "killed", {"best": 2}, reason=" "))
    with pytest.raises(JudgementError, match="needs a reason"):
        decide(case, Decision(event=event, decision="reject", by="ann"))
    with pytest.raises(JudgementError, match="no event"):
        decide(case, Decision(event="evt-none", decision="accept", by="ann"))
