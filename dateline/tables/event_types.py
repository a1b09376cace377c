"""The native event types with their definitions and crosswalks to ACLED, PLOVER and UCDP."""

from __future__ import annotations

from functools import cache
from typing import Literal

from msgspec import Struct

from dateline.tables import plover
from dateline.tables.rows import TableError, read_table

# Weights of a report whose sub-event the text leaves open, and of one that ACLED does not code.
UNSETTLED, UNCODED = 4, 2


class EventType(Struct, frozen=True, kw_only=True):
    """One row of `data/event_types.tsv`.

    `acled_event` and `acled_sub_event` hold unless one of `acled_cases` does: `fact: event / sub-event`, the first
    whose fact the text shows (an empty sub-event: the text does not settle it). `tag`: `yes` where ACLED codes such a
    happening with others, as a tag. `counts`: `yes` unless a report of this type is a mere claim that is never counted
    as an event.
    """

    code: str
    definition: str
    example: str
    acled_event: str | None = None
    acled_sub_event: str | None = None
    acled_cases: tuple[str, ...] = ()
    tag: str | None = None
    plover: str | None = None
    plover_mode: str | None = None
    ucdp: str | None = None
    counts: str = "yes"
    origin: str
    licence: str


class AcledCase(Struct, frozen=True):
    """What ACLED codes where a fact holds."""

    fact: str
    event: str
    sub_event: str


class SubEvent(Struct, frozen=True, kw_only=True):
    """One row of `data/acled_sub_events.tsv`: a sub-event type of ACLED.

    `disorder`: ACLED's disorder_type. `civilians`: whether such a happening targets civilians: `always`, `hit` (where
    they are one of the main actors), or never. `unknown`: of what kind an armed actor is of whom nobody tells; an
    unidentified armed group unless it takes aircraft.

    `weight`: of several happenings told in one sentence, the story is about the heaviest; a deed weighs more than what
    it is done with or on the way to.
    """

    event: str
    sub_event: str
    definition: str
    weight: int
    disorder: str
    civilians: Literal["always", "hit"] | None = None
    unknown: str = "unidentified_armed_group"
    origin: str
    licence: str


class EventTypes(Struct, frozen=True, eq=False):
    """All event types by code, the sub-event types of ACLED by name, what turns a PLOVER type to another."""

    by_code: dict[str, EventType]
    sub_events: dict[str, SubEvent]
    cases: dict[str, tuple[AcledCase, ...]]
    turns: tuple[plover.Turn, ...]

    def counts(self, code: str) -> bool:
        """Whether reports of this type are events at all (`political.statement` is not)."""
        return self.by_code[code].counts == "yes"

    def weight(self, event: str | None, sub_event: str | None) -> int:
        """How much a report is what a story is about, by what ACLED codes it as; what it does not code weighs least."""
        if sub_event is not None:
            return self.sub_events[sub_event].weight
        return UNCODED if event is None else UNSETTLED

    def acled(self, code: str, facts: frozenset[str]) -> tuple[str | None, str | None]:
        """ACLED event and sub-event of a report, None where the text does not settle it.

        `facts` are the conditions of the table that the text shows to hold.
        """
        row = self.by_code[code]
        for case in self.cases[code]:
            if case.fact in facts:
                return case.event, case.sub_event
        return row.acled_event, row.acled_sub_event

    def asked(self, code: str) -> frozenset[str]:
        """The facts on which it depends what ACLED codes a report of this type as."""
        return frozenset(case.fact for case in self.cases[code])

    def plover(self, code: str, shown: plover.Shown) -> tuple[str | None, str | None]:
        """PLOVER type and mode of a report: those of its type, or what its words turn them to."""
        row = self.by_code[code]
        return plover.turned(self.turns, code, (row.plover, row.plover_mode), shown)

    def tags(self, code: str) -> tuple[str, ...]:
        """The tag that a report of this type carries beside or instead of an event of ACLED's, else none."""
        return (code.partition(".")[2],) if self.by_code[code].tag else ()


@cache
def sub_events() -> dict[str, SubEvent]:
    """The sub-event types of ACLED by name."""
    return {row.sub_event: row for row in read_table("acled_sub_events", SubEvent)}


def cases(row: EventType) -> tuple[AcledCase, ...]:
    """The cases of a row; raises TableError when one is malformed."""
    return tuple(_case(row.code, text) for text in row.acled_cases)


def _case(code: str, text: str) -> AcledCase:
    fact, colon, pair = text.partition(": ")
    event, slash, sub_event = pair.partition(" / ")
    if not (colon and slash):
        raise TableError(f"data/event_types.tsv, {code}: {text!r} is not of the form 'fact: event / sub-event'")
    return AcledCase(fact, event, sub_event)


def load() -> EventTypes:
    """The shipped table; raises TableError when a row is malformed."""
    rows = read_table("event_types", EventType)
    return EventTypes(
        by_code={row.code: row for row in rows},
        sub_events=sub_events(),
        cases={row.code: cases(row) for row in rows},
        turns=plover.load(),
    )
