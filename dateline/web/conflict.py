"""Two people at one event: what this one wanted, what the other did, field by field."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from dateline.engine.case import Case
from dateline.engine.deciding import Decision, Stale
from dateline.web.fields import label_of, said
from dateline.web.saying import said_value


class Rival(Struct, frozen=True, kw_only=True):
    """One field: what stands, what this person wants, and the edit as the form sends it again."""

    field: str
    label: str
    theirs: str
    by: str
    mine: str
    edit: str
    overlap: bool


class Conflict(Struct, frozen=True, kw_only=True):
    """A decision that was made on what is no longer so."""

    version: str
    decision: str
    why: str
    says: str
    rivals: tuple[Rival, ...]
    others: tuple[str, ...]  #: what else was done since, in words


def conflict(case: Case, stale: Stale, wanted: Decision) -> Conflict:
    """What the page of a conflict shows."""
    event = case.event(stale.event)
    who = {change.field: change.by or "somebody" for change in stale.theirs}
    return Conflict(
        version=stale.version,
        decision=wanted.decision,
        why=wanted.why,
        says=str(stale),
        rivals=tuple(
            Rival(
                field=field,
                label=label_of(field),
                theirs=said(field, event)[0] or "nothing",
                by=who.get(field, ""),
                mine=said_value(field, edit.value),
                edit=msgspec.json.encode(edit).decode(),
                overlap=field in stale.overlap,
            )
            for field, edit in sorted(wanted.edits.items())
        ),
        others=tuple(
            f"{change.by or 'somebody'}: {label_of(change.field)} → {said_value(change.field, change.value)}"
            if change.decision == "edit"
            else f"{change.by or 'somebody'}: {change.decision}"
            for change in stale.theirs
            if not change.taken_back
        ),
    )
