"""The native event types with their definitions and crosswalks to ACLED, PLOVER and UCDP."""

from __future__ import annotations

from msgspec import Struct

from dateline.tables import plover
from dateline.tables.rows import read_table

# Kinds of initiator that are a state's forces: a capture by them regains territory for the government
# (event-types.md, 'Types and crosswalks'). A foreign state's capture overtakes it.
STATE_KINDS = frozenset({"military", "police", "government"})
NON_STATE_KINDS = frozenset(
    {"rebel", "political_militia", "communal_militia", "criminal_group", "private_force", "foreign_force"}
    | {"unidentified_armed_group", "paramilitary"}
)


TAG = "tag"


class EventType(Struct, frozen=True, kw_only=True):
    """One row of `data/event_types.tsv`.

    `acled_condition` names what must hold for the sub-event, `acled_otherwise` the pair that holds if not
    (for the condition `mode`: the sub-event of each mode; `tag`: no event of its own, a tag on others).
    `counts`: `yes` unless a report of this type is a mere claim that is never counted as an event.
    """

    code: str
    definition: str
    example: str
    acled_event: str | None = None
    acled_sub_event: str | None = None
    acled_condition: str | None = None
    acled_otherwise: str | None = None
    plover: str | None = None
    plover_mode: str | None = None
    ucdp: str | None = None
    counts: str = "yes"
    origin: str
    licence: str


class EventTypes(Struct, frozen=True, eq=False):
    """All event types by code, and what turns their PLOVER type to another."""

    by_code: dict[str, EventType]
    turns: tuple[plover.Turn, ...]

    def counts(self, code: str) -> bool:
        """Whether reports of this type are events at all (`political.statement` is not)."""
        return self.by_code[code].counts == "yes"

    def acled(self, code: str, kinds: frozenset[str], facts: frozenset[str]) -> tuple[str | None, str | None]:
        """ACLED event and sub-event of a report, None where the text does not settle it.

        `kinds` are its initiators' kinds; `facts` the conditions of the table that the text shows to hold.
        """
        row = self.by_code[code]
        if row.acled_condition == "initiator_home_state":
            return self._capture(row, kinds)
        if row.acled_condition == "mode":
            return row.acled_event, self._by_mode(row, facts)
        if row.acled_condition is None or row.acled_condition in facts:
            return row.acled_event, row.acled_sub_event
        if row.acled_condition == "tag":
            return None, None
        other = (row.acled_otherwise or "").partition(" / ")[0] or row.acled_event
        # Nothing shows whether the condition holds: the event is kept where both readings share it.
        return (row.acled_event if other == row.acled_event else None), None

    def plover(self, code: str, shown: plover.Shown) -> tuple[str | None, str | None]:
        """PLOVER type and mode of a report: those of its type, or what its words turn them to."""
        row = self.by_code[code]
        return plover.turned(self.turns, code, (row.plover, row.plover_mode), shown)

    def tags(self, code: str) -> tuple[str, ...]:
        """The tag that a report of this type carries where ACLED has no event for it, else none."""
        row = self.by_code[code]
        return (code.partition(".")[2],) if TAG in (row.acled_condition, row.acled_otherwise) else ()

    @staticmethod
    def _by_mode(row: EventType, facts: frozenset[str]) -> str | None:
        pairs = (pair.partition(": ") for pair in (row.acled_otherwise or "").split("; "))
        return next((sub_event for mode, _, sub_event in pairs if f"mode {mode}" in facts), None)

    @staticmethod
    def _capture(row: EventType, kinds: frozenset[str]) -> tuple[str | None, str | None]:
        if kinds and kinds <= STATE_KINDS:
            return row.acled_event, row.acled_sub_event
        if kinds and kinds <= NON_STATE_KINDS:
            event, _, sub_event = (row.acled_otherwise or "").partition(" / ")
            return event, sub_event
        return row.acled_event, None


def load() -> EventTypes:
    """The shipped table; raises TableError when a row is malformed."""
    return EventTypes({row.code: row for row in read_table("event_types", EventType)}, plover.load())
