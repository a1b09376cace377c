"""Adjudication: a third decision that settles a field on which two coders differ, and becomes part of the record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from dateline.engine.deciding import decide
from dateline.engine.decisions import Decision, Edit
from dateline.engine.practice.agreement import agreement, comparable
from dateline.engine.practice.recording import recording
from dateline.engine.practice.rounds import TWO, CodingError, codings, item_of, items_of, round_of
from dateline.engine.practice.values_coded import DAYS, PLACE, ROLES, WORDS, text_of, value_of
from dateline.model.event import Event
from dateline.model.practice import Round, Settlement
from dateline.store import practice
from dateline.values.names import fold

if TYPE_CHECKING:
    from dateline.engine.case import Case

SITE = (
    *("latitude", "longitude", "radius_km", "precision", "gazetteer_id"),
    *("admin1", "admin2", "admin3", "pcode", "country"),
)


class Name(Struct, frozen=True):
    """A place or an actor by name."""

    name: str


class Wanted(Struct, frozen=True, kw_only=True):
    """What somebody settles."""

    round: str  #: name of the round
    event: str  #: id of the event
    field: str  #: the field
    text: str  #: what stands, as somebody types it; empty for nothing
    by: str  #: who settles
    why: str  #: the reason


def settle(case: Case, wanted: Wanted) -> Settlement:
    """Settle a field: the record is edited, with what both coders said as the reason, unless it says so already.

    Raises CodingError before both have coded the event, without a name or a reason, and for a field not in the round;
    JudgementError for a value that the record cannot hold.
    """
    made = round_of(case, wanted.round)
    item = item_of(case, made, wanted.event)
    if wanted.field not in made.fields:
        raise CodingError(f"{made.name} does not code {wanted.field}; its fields are {', '.join(made.fields)}")
    if not wanted.by.strip() or not wanted.why.strip():
        raise CodingError("an adjudication needs a name and a reason: --by NAME --why TEXT")
    found = codings(case, made, item.event)
    if len(found) < TWO:
        raise CodingError(f"{item.event} is not coded by both yet; before that nothing is settled")
    value = value_of(wanted.field, wanted.text)
    number = changed(case, made, msgspec.structs.replace(wanted, event=item.event), value, found)
    with recording(case):
        settlement = Settlement(
            number=practice.next_number(case.store.query, Settlement),
            round=made.name,
            event=item.event,
            field=wanted.field,
            value=value,
            judgement=number,
            by=wanted.by,
            at=case.now(),
            why=wanted.why,
        )
        practice.append(case.store, [settlement])
    return settlement


def changed(
    case: Case, made: Round, wanted: Wanted, value: str | None, found: Mapping[str, Mapping[str, str | None]]
) -> int | None:
    """The number of the judgement that sets the value; None where the record has it already."""
    event = case.store.event(wanted.event)
    if comparable(wanted.field, value) == comparable(wanted.field, held(event, wanted.field)):
        return None
    said = [f"{coder}: {text_of(wanted.field, found[coder].get(wanted.field)) or 'none'}" for coder in made.coders]
    why = f"adjudicated in {made.name} ({'; '.join(said)}). {wanted.why}"
    edit = Edit(value=full_value(case, event, wanted.field, value), reason=f"adjudicated in {made.name}")
    decision = Decision(event=wanted.event, decision="edit", by=wanted.by, why=why, edits={wanted.field: edit})
    return decide(case, decision).act


def held(event: Event, field: str) -> str | None:
    """What an event has in a field, in the form of a coding; None for none, and for numbers, which are always set."""
    plain: object = None
    if field in WORDS:
        plain = getattr(event, field)
    elif field == DAYS and event.when is not None and event.when.earliest and event.when.latest:
        plain = {"earliest": event.when.earliest[:10], "latest": event.when.latest[:10]}
    elif field == PLACE and event.where is not None:
        plain = {"name": event.where.name or event.where.text}
    elif field in ROLES:
        plain = [{"name": one.value} for one in event.values.get(field, ())] or None
    return None if plain is None else msgspec.json.encode(plain).decode()


def full_value(case: Case, event: Event, field: str, value: str | None) -> object:
    """A value as a decision takes it, with what the event's reports know of a place or an actor of that name."""
    if value is None or field not in (PLACE, *ROLES):
        return None if value is None else msgspec.json.decode(value)
    reports = [case.store.report(item) for item in event.reports]
    if field == PLACE:
        name = msgspec.json.decode(value, type=Name).name
        places = (one.where for one in reports if one.where is not None)
        same = next((one for one in places if fold(one.name or one.text) == fold(name)), None)
        return {"name": name} | ({} if same is None else {part: getattr(same, part) for part in SITE})
    actors = {fold(one.name): one for report in reports for role in ROLES for one in getattr(report, role)}
    names = [one.name for one in msgspec.json.decode(value, type=list[Name])]
    return [
        {"name": name, "kind": same.kind, "actor_id": same.actor_id}
        if (same := actors.get(fold(name))) is not None
        else {"name": name}
        for name in names
    ]


def settle_agreed(case: Case, name: str, *, by: str, why: str) -> tuple[Settlement, ...]:
    """Settle every field of a round on which its coders agree, as they have it; fields settled before are left."""
    made = round_of(case, name)
    differ = {(one.event, one.field) for one in agreement(case, name).differences}
    before = {(one.event, one.field) for one in settlements(case, name)}
    settled = []
    for item in (one.event for one in items_of(case, name)):
        found = codings(case, made, item)
        if len(found) < TWO:
            continue
        for field in made.fields:
            text = text_of(field, found[made.coders[0]].get(field))
            # A type, a status or a level cannot be emptied.
            if (item, field) in differ | before or (not text and field in WORDS):
                continue
            settled.append(settle(case, Wanted(round=name, event=item, field=field, text=text, by=by, why=why)))
    return tuple(settled)


def settlements(case: Case, name: str) -> tuple[Settlement, ...]:
    """What was settled in a round, in order."""
    return practice.read(case.store.query, Settlement, "round = ?", [name])
