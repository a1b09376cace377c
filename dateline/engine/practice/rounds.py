"""Blind double coding: two people code the same events, and neither sees the other's values before both are through.

What they code stands in tables of its own and has no effect on the record; see `settling.py`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from dateline.engine.joining import founder
from dateline.engine.practice.recording import recording
from dateline.engine.practice.values_coded import USUAL, text_of, value_of
from dateline.export.happenings import HAPPENED
from dateline.model.errors import UsageError
from dateline.model.practice import Coding, Round, RoundItem
from dateline.store import practice

if TYPE_CHECKING:
    from dateline.engine.case import Case

TWO = 2


class CodingError(UsageError):
    """A round that cannot be begun, or a coding that cannot be kept; says what to do."""


class RoundPlan(Struct, frozen=True, kw_only=True):
    """What a round is to be."""

    name: str  #: its name
    coders: tuple[str, ...]  #: the two who code
    events: tuple[str, ...] = ()  #: ids of the events; empty: a share of all that happened
    share: float = 0.1  #: which part of them, drawn by name, so that the same case gives the same events
    fields: tuple[str, ...] = USUAL  #: what they code
    why: str = ""  #: what it is for


class Seen(Struct, frozen=True, kw_only=True):
    """One event of a round as one person may see it."""

    event: str  #: id of the event
    done: tuple[str, ...]  #: who has coded it
    values: dict[str, dict[str, str | None]]  #: by coder and field, the values that this person may see
    both: bool  #: whether both have coded it, so that everybody may see both


def start_round(case: Case, plan: RoundPlan, *, by: str) -> Round:
    """Begin a round; raises CodingError for a name in use, other than two coders, an unknown event, or none at all."""
    coders = tuple(dict.fromkeys(" ".join(coder.split()) for coder in plan.coders if coder.strip()))
    if not plan.name.strip() or len(coders) != TWO:
        raise CodingError("a round needs a name and two people: dateline coding start CASE NAME --coder A --coder B")
    for field in plan.fields:
        value_of(field, "")
    with recording(case):
        if practice.read(case.store.query, Round, "name = ?", [plan.name]):
            raise CodingError(f"there is a round {plan.name} already; choose another name")
        chosen = tuple(dict.fromkeys(case.store.event(item).id for item in plan.events)) or drawn(case, plan)
        if not chosen:
            raise CodingError("no event to code; name events, or a larger share of them")
        made = Round(name=plan.name, coders=coders, fields=plan.fields, by=by, at=case.now(), why=plan.why)
        items = []
        for ordinal, event in enumerate(chosen):
            where = founder(case, event)
            items.append(
                RoundItem(round=made.name, ordinal=ordinal, event=event, capture=where.capture, quote=where.quote)
            )
        practice.append(case.store, [made, *items])
    return made


def drawn(case: Case, plan: RoundPlan) -> tuple[str, ...]:
    """A share of the events that happened: those whose ids, hashed with the round's name, come first."""
    rows = case.store.query.rows("SELECT id, status FROM events")
    known = [str(row["id"]) for row in rows if row["status"] in HAPPENED]
    known.sort(key=lambda item: hashlib.sha256(f"{plan.name} {item}".encode()).hexdigest())
    return tuple(known[: max(1, round(plan.share * len(known)))]) if known and plan.share > 0 else ()


def round_of(case: Case, name: str) -> Round:
    """The round of a name; raises CodingError where there is none."""
    found = practice.read(case.store.query, Round)
    for one in found:
        if one.name == name:
            return one
    names = ", ".join(one.name for one in found) or "none yet"
    raise CodingError(f"no round {name}; there are: {names}")


def items_of(case: Case, name: str) -> tuple[RoundItem, ...]:
    """The events of a round, in order."""
    return practice.read(case.store.query, RoundItem, "round = ?", [name])


def code(case: Case, name: str, event: str, coder: str, values: Mapping[str, str]) -> Seen:
    """Keep what a coder says of an event of a round, every field of it, as text; an empty one means: found nothing.

    It may be put right until the other coder is through. Raises CodingError afterwards, for somebody who does not code
    this round, and where a field is missing; ValueCodedError for a value that a field cannot hold.
    """
    with recording(case):
        made = round_of(case, name)
        if coder not in made.coders:
            raise CodingError(f"{coder or 'nobody'} does not code {name}; its coders are {' and '.join(made.coders)}")
        item = item_of(case, made, event)
        if sorted(values) != sorted(made.fields):
            lacking = sorted(set(made.fields) - set(values)) or sorted(set(values) - set(made.fields))
            raise CodingError(f"code all of {', '.join(made.fields)}, an empty one for nothing found; see {lacking[0]}")
        if len(done(case, made, item.event)) == TWO:
            raise CodingError(f"both have coded {item.event}; settle where they differ: dateline coding adjudicate")
        number, at = practice.next_number(case.store.query, Coding), case.now()
        practice.append(
            case.store,
            [
                Coding(
                    number=number + n,
                    round=name,
                    event=item.event,
                    coder=coder,
                    field=field,
                    value=value_of(field, values[field]),
                    at=at,
                    why="",
                )
                for n, field in enumerate(made.fields)
            ],
        )
    return seen(case, made, item.event, coder)


def item_of(case: Case, made: Round, event: str) -> RoundItem:
    """The event of a round whose id begins so; raises CodingError where there is none or several."""
    found = [one for one in items_of(case, made.name) if one.event.startswith(event)] if event else []
    if len(found) != 1:
        raise CodingError(
            f"{event or 'no id'}: {len(found)} events of {made.name} have such an id; give one of its ids"
        )
    return found[0]


def codings(case: Case, made: Round, event: str) -> dict[str, dict[str, str | None]]:
    """By coder and field, the last value of each; for who may see all of it."""
    found: dict[str, dict[str, str | None]] = {}
    for one in practice.read(case.store.query, Coding, "round = ? AND event = ?", [made.name, event]):
        found.setdefault(one.coder, {})[one.field] = one.value
    return found


def done(case: Case, made: Round, event: str) -> tuple[str, ...]:
    """Who has coded an event, in the order of the round's coders."""
    found = codings(case, made, event)
    return tuple(coder for coder in made.coders if coder in found)


def seen(case: Case, made: Round, event: str, viewer: str) -> Seen:
    """An event of a round as somebody may see it: their own values, and both once both are there."""
    values = codings(case, made, event)
    both = len(values) == TWO
    visible = {coder: found for coder, found in values.items() if both or coder == viewer}
    ready = tuple(coder for coder in made.coders if coder in values)
    return Seen(event=event, done=ready, values=visible, both=both)


def texts(found: Mapping[str, str | None]) -> dict[str, str]:
    """Values as somebody types them, by field."""
    return {field: text_of(field, value) for field, value in found.items()}
