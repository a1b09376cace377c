"""Taking back what was decided, and doing it again: judgements that are appended like any other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from dateline.engine.decisions import Undone
from dateline.engine.dossier import events_of
from dateline.engine.judging import JudgementError
from dateline.engine.refreshing import refresh
from dateline.engine.sealing import Judging, judging, sealed_again
from dateline.linking.decided import field_of
from dateline.linking.judged import in_force
from dateline.model.decision import EVENT
from dateline.model.event import Judgement
from dateline.store.desk import Desk, desk

if TYPE_CHECKING:
    from dateline.engine.case import Case

AT_BUILD = frozenset({"reject", "same", "different", "added", "excluded", "read"})
"""Decisions that take effect at the next build."""


def taking_back(one: Judgement, by: str, at: str, why: str) -> Judgement:
    """The judgement that takes another one back, not numbered yet."""
    return msgspec.structs.replace(one, number=-1, decision="undone", value=str(one.number), by=by, at=at, why=why)


def needs_build(made: Iterable[Judgement]) -> bool:
    """Whether some of it takes effect at the next build."""
    return any(one.decision in AT_BUILD for one in made)


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


def undo_act(case: Case, act: int, by: str, why: str = "") -> Undone:
    """Take back one act, whoever's it is and whatever was decided since; raises JudgementError where it does not stand.

    The number of an act is that by which `history` tells of it.
    """
    with judging(case) as log, desk(case.store.path) as open_desk:
        target = tuple(one for one in standing_of(open_desk, open_desk.of_act(act)) if one.decision != "undone")
        if not target:
            raise JudgementError(f"no decision {act} that stands; see what was decided: dateline judge CASE EVENT")
        done = _taken_back(case, Writing(open_desk, log, by, why or "undone"), target, target)
    sealed_again(case)
    return done


class Writing(Struct, frozen=True, eq=False):
    """Where judgements are appended, by whom and why."""

    desk: Desk
    log: Judging
    by: str
    why: str


def _take_back(case: Case, by: str, *, again: bool) -> Undone | None:
    with judging(case) as log, desk(case.store.path) as open_desk:
        target = _undone_last(open_desk, by) if again else _done_last(open_desk, by)
        if not target:
            return None
        about = open_desk.numbered(int(one.value or -1) for one in target) if again else target
        writing = Writing(open_desk, log, by, "done again" if again else "undone")
        return _taken_back(case, writing, target, about)


def _taken_back(case: Case, writing: Writing, target: Sequence[Judgement], about: Sequence[Judgement]) -> Undone:
    """Take back what is `target`; `about`: the judgements that are undone, or done again."""
    open_desk, at = writing.desk, case.now()
    events = events_of(open_desk, about)
    made = open_desk.act([taking_back(one, writing.by, at, writing.why) for one in target])
    touched = dict.fromkeys([*events, *events_of(open_desk, about)])
    for event in touched:
        refresh(open_desk, event)
    writing.log.judged(at, made)
    return Undone(
        act=about[0].act or 0,
        events=tuple(touched),
        says=said_of(about),
        needs_build=needs_build(about),
    )


def _done_last(open_desk: Desk, by: str) -> tuple[Judgement, ...]:
    """The judgements in force of the last act of a person that did more than take back."""
    for act in _acts(open_desk, by):
        made = open_desk.of_act(act)
        standing = standing_of(open_desk, made)
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
        standing = standing_of(open_desk, made)
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


def standing_of(open_desk: Desk, made: Sequence[Judgement]) -> tuple[Judgement, ...]:
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
