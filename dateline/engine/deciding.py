"""Every decision of a person on an event: accept, unsure, reject, edit; taken back, done again, told.

A decision is judgements that are appended in one transaction. What it sets shows at once in the event's row; what it
takes out, joins or adds shows after the next build (docs/judgements.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from dateline.engine.checked import checked_decision, setting_of
from dateline.engine.decisions import Act, Decided, Decision, Edit, Judged, Stale, Undone
from dateline.engine.dossier import EVIDENCE, FIGURES, PARTS, Dossier, change_of
from dateline.engine.judging import JudgementError
from dateline.engine.refreshing import refresh
from dateline.engine.sealing import judging, sealed_again
from dateline.engine.undoing import needs_build, redo, standing_of, taking_back, undo, undo_act
from dateline.linking.judged import Address
from dateline.model.decision import EVENT, WHOLE
from dateline.model.event import Judgement, is_set
from dateline.store.desk import desk, reading_desk

if TYPE_CHECKING:
    from dateline.engine.case import Case

__all__ = [
    "Act",
    "Decided",
    "Decision",
    "Edit",
    "Judged",
    "Stale",
    "Undone",
    "decide",
    "history",
    "redo",
    "reject_claim",
    "undo",
    "undo_act",
    "version_of",
]


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
            needs_build=needs_build(made),
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
            value=str(place),
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
        rejected = {EVENT} if any(map(_rejects, theirs)) else set()
        overlap = tuple(sorted((touched & set(mine)) | (parts & (set(rebuilt) - {EVIDENCE})) | rejected))
    if overlap:
        raise Stale(dossier.id, dossier.version, mine, theirs, rebuilt, overlap)
    return theirs


def _rejects(one: Judged) -> bool:
    """Whether it takes the whole event out."""
    return one.decision == "reject" and one.field == EVENT and not one.taken_back


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
    out = [
        one for act in acts for one in standing_of(dossier.desk, dossier.desk.of_act(act)) if one.decision == "reject"
    ]
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


def version_of(case: Case, event: str) -> str:
    """The version of an event: another one as soon as somebody decides on it or a build changes it."""
    return Dossier(reading_desk(case.store.query), event).version


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
