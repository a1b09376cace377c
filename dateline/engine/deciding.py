"""Every decision of a person on an event: accept, unsure, reject, edit; taken back, done again, told.

A decision is judgements that are appended in one transaction. What it sets shows at once in the event's row; what it
takes out, joins or adds shows after the next build (docs/judgements.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from dateline.engine.checked import checked_decision, setting_of
from dateline.engine.decisions import Act, Decided, Decision, Edit, Judged, Stale, Undone
from dateline.engine.dossier import EVIDENCE, FIGURES, PARTS, Dossier, change_of, events_of
from dateline.engine.judging import JudgementError
from dateline.engine.refreshing import refresh
from dateline.engine.sealing import judging, sealed_again
from dateline.linking.decided import field_of
from dateline.linking.judged import Address, in_force
from dateline.model.decision import EVENT, WHOLE
from dateline.model.event import Judgement, is_set
from dateline.store.desk import Desk, desk, reading_desk

if TYPE_CHECKING:
    from dateline.engine.case import Case

__all__ = ["Act", "Decided", "Decision", "Edit", "Judged", "Stale", "Undone", "decide", "history", "redo", "undo"]

AT_BUILD = frozenset({"reject", "same", "different", "added", "excluded", "read"})
"""Decisions that take effect at the next build."""


def decide(case: Case, decision: Decision) -> Decided:
    """Append a decision; raises Stale where the event is another than the version that it was made on.

    Raises JudgementError for what cannot be decided so: an unknown event or field, a value that is none, a rejection
    without a reason.
    """
    checked_decision(decision)
    done = _decide(case, decision)
    sealed_again(case)
    return done


def _decide(case: Case, decision: Decision) -> Decided:
    with judging(case) as log, desk(case.store.path) as open_desk:
        dossier = Dossier(open_desk, decision.event)
        if not dossier.is_known:
            raise JudgementError(f"no event {decision.event}; see: dateline events {case.folder}")
        if dossier.cells is None and decision.edits:
            raise JudgementError(f"{decision.event} is not in the record now; accept it or undo, and build the case")
        merged = _still_holds(dossier, decision)
        at = case.now()
        made = open_desk.act(_judgements(dossier, decision, at), dossier.seen())
        after = refresh(open_desk, decision.event)
        log.judged(at, made)
        return Decided(
            act=made[0].act,
            event=decision.event,
            version=after.version,
            state=after.state,
            by=decision.by,
            needs_build=_needs_build(made),
            merged=merged,
        )


def reject_claim(case: Case, event: str, claim: str, *, why: str, by: str = "") -> Decided:
    """Take one claim out of its report, at the next build; raises JudgementError without a reason or such a claim.

    A claim by which somebody set a field is not rejected: set the field anew, or undo that.
    """
    if not why.strip():
        raise JudgementError("a rejection needs a reason")
    with judging(case) as log, desk(case.store.path) as open_desk:
        dossier = Dossier(open_desk, event)
        found = next((one for one in dossier.claims if one.id == claim), None)
        if found is None or found.evidence is None or is_set(found):
            raise JudgementError(f"{event} has no claim {claim} with evidence of its own; see: dateline show")
        place = dossier.address(found.report)
        at = case.now()
        made = Judgement(
            number=-1,
            decision="reject",
            capture=place.capture,
            quote=found.evidence.quote,
            field=found.field,
            value=None,
            by=by,
            at=at,
            why=why,
        )
        numbered = open_desk.act([made], dossier.seen())
        log.judged(at, numbered)
        after = refresh(open_desk, event)
        done = Decided(
            act=numbered[0].act, event=event, version=after.version, state=after.state, by=by, needs_build=True
        )
    sealed_again(case)
    return done


def _wanted(decision: Decision) -> tuple[str, ...]:
    """What a decision touches: fields, and the whole event."""
    whole = (EVENT,) if decision.decision in WHOLE else ()
    return (*decision.edits, *whole)


def _still_holds(dossier: Dossier, decision: Decision) -> tuple[Judged, ...]:
    """What others did since to other fields; raises Stale where they did something to the same."""
    if decision.version is None or decision.version == dossier.version:
        return ()
    theirs, rebuilt = dossier.since(decision.version)
    mine = _wanted(decision)
    touched = {one.field for one in theirs}
    if EVENT in mine:
        # Who accepts has looked at all of it.
        overlap = tuple(sorted(touched | set(rebuilt)))
    else:
        parts = {field if field in PARTS else FIGURES for field in mine}
        rejected = {EVENT} if any(one.decision == "reject" and not one.taken_back for one in theirs) else set()
        overlap = tuple(sorted((touched & set(mine)) | (parts & (set(rebuilt) - {EVIDENCE})) | rejected))
    if overlap:
        raise Stale(dossier.id, dossier.version, mine, theirs, rebuilt, overlap)
    return theirs


def _judgements(dossier: Dossier, decision: Decision, at: str) -> list[Judgement]:
    """What a decision appends, not numbered yet."""
    founder = dossier.founder
    made = []
    for field, edit in sorted(decision.edits.items()):
        value = msgspec.json.encode(setting_of(dossier, field, edit)).decode()
        made.append(_judgement("edit", founder, field, decision, at, value))
    if decision.decision in WHOLE:
        # A decision on the whole takes the place of the last one, on whichever of its reports that was.
        made += [taking_back(one, decision.by, at, decision.why) for one in _former(dossier)]
        out = [dossier.address(report) for report in dossier.reports] if decision.decision == "reject" else []
        about = dict.fromkeys([founder, *out])
        made += [_judgement(decision.decision, one, EVENT, decision, at) for one in about]
    return made


def _former(dossier: Dossier) -> tuple[Judgement, ...]:
    """The decisions on the whole that hold; of a rejection all of it, also where the event is gone by now."""
    acts = dict.fromkeys(one.act for one in dossier.wholes if one.decision == "reject" and one.act is not None)
    out = [one for act in acts for one in _standing(dossier.desk, dossier.desk.of_act(act)) if one.decision == "reject"]
    return tuple({one.number: one for one in (*dossier.wholes, *out)}.values())


def _judgement(
    what: str, address: Address, field: str, decision: Decision, at: str, value: str | None = None
) -> Judgement:
    return Judgement(
        number=-1,
        decision=what,
        capture=address.capture,
        quote=address.quote,
        field=f"{field}:{address.type}",
        value=value,
        by=decision.by,
        at=at,
        why=decision.why,
    )


def taking_back(one: Judgement, by: str, at: str, why: str) -> Judgement:
    """The judgement that takes another one back, not numbered yet."""
    return msgspec.structs.replace(one, number=-1, decision="undone", value=str(one.number), by=by, at=at, why=why)


def _needs_build(made: Iterable[Judgement]) -> bool:
    return any(one.decision in AT_BUILD for one in made)


def version_of(case: Case, event: str) -> str:
    """The version of an event: another one as soon as somebody decides on it or a build changes it."""
    return Dossier(reading_desk(case.store.query), event).version


def undo(case: Case, by: str) -> Undone | None:
    """Take back the last act of a person that stands; None where there is none."""
    done = _take_back(case, by, again=False)
    sealed_again(case)
    return done


def redo(case: Case, by: str) -> Undone | None:
    """Do again what that person took back last, if they did nothing else since; None where there is nothing."""
    done = _take_back(case, by, again=True)
    sealed_again(case)
    return done


def _take_back(case: Case, by: str, *, again: bool) -> Undone | None:
    with judging(case) as log, desk(case.store.path) as open_desk:
        target = _undone_last(open_desk, by) if again else _done_last(open_desk, by)
        if not target:
            return None
        about = open_desk.numbered(int(one.value or -1) for one in target) if again else target
        at = case.now()
        events = events_of(open_desk, about)
        why = "done again" if again else "undone"
        made = open_desk.act([taking_back(one, by, at, why) for one in target])
        touched = dict.fromkeys([*events, *events_of(open_desk, about)])
        for event in touched:
            refresh(open_desk, event)
        log.judged(at, made)
        return Undone(
            act=about[0].act or 0,
            events=tuple(touched),
            says=said_of(about),
            needs_build=_needs_build(about),
        )


def _done_last(open_desk: Desk, by: str) -> tuple[Judgement, ...]:
    """The judgements in force of the last act of a person that did more than take back."""
    for act in _acts(open_desk, by):
        made = open_desk.of_act(act)
        standing = _standing(open_desk, made)
        if any(one.decision != "undone" for one in standing):
            return standing
    return ()


def _undone_last(open_desk: Desk, by: str) -> tuple[Judgement, ...]:
    """The takings back in force of the last act of a person that did no more than that, and nothing else since."""
    for act in _acts(open_desk, by):
        made = open_desk.of_act(act)
        if any(one.decision != "undone" for one in made):
            return ()
        targets = open_desk.numbered(int(one.value) for one in made if one.value)
        standing = _standing(open_desk, made)
        if standing and not all(one.decision == "undone" for one in targets):
            return standing
    return ()


def _acts(open_desk: Desk, by: str) -> Iterable[int]:
    """The acts of a person, the last one first."""
    last: int | None = None
    while True:
        before = "" if last is None else f"AND act < {last}"
        found = open_desk.rows(f"SELECT max(act) FROM judgements WHERE made_by = ? {before}", [by])[0][0]
        if found is None:
            return
        last = int(found)
        yield last


def _standing(open_desk: Desk, made: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Those of some judgements that nothing took back."""
    about = open_desk.judgements(one.capture for one in made if one.capture is not None)
    held = {one.number for one in in_force(about)}
    return tuple(one for one in made if one.number in held)


def said_of(made: Iterable[Judgement]) -> str:
    """Judgements in words: what was decided, and on what.

    >>> said_of([])
    ''
    """
    told = [
        f"{one.decision} {field_of(one)}" if field_of(one) not in ("", EVENT, "occurrence") else one.decision
        for one in made
        if one.decision != "undone"
    ]
    return ", ".join(dict.fromkeys(told))


def history(case: Case, event: str) -> tuple[Act, ...]:
    """What was ever judged about an event, act by act, the oldest first."""
    dossier = Dossier(reading_desk(case.store.query), event)
    acts: dict[int, list[Judgement]] = {}
    for one in dossier.judged:
        acts.setdefault(one.number if one.act is None else one.act, []).append(one)
    return tuple(
        Act(
            act=act,
            by=made[0].by,
            at=made[0].at,
            why=made[0].why,
            taken_back=all(one.number not in dossier.in_force for one in made),
            changes=tuple(change_of(one, one.number not in dossier.in_force) for one in made),
        )
        for act, made in sorted(acts.items())
    )
