"""Coding practice for library users: `case.practice`; the modules beside this one do the work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from dateline.engine.practice import (
    agreement,
    assigning,
    codebooks,
    decision_log,
    importing,
    restricting,
    rounds,
    sourcing,
)
from dateline.engine.practice.decision_log import LogFilter, Logged
from dateline.engine.practice.importing import Imported, RowStatus
from dateline.engine.practice.rounds import RoundPlan, Seen

if TYPE_CHECKING:
    from dateline.engine.case import Case
    from dateline.engine.practice.agreement import Agreement
    from dateline.engine.practice.assigning import Share
    from dateline.engine.practice.sourcing import Gap
    from dateline.export.outcome import ExportReport
    from dateline.model.practice import (
        Assignment,
        Check,
        Codebook,
        CodedEvent,
        Restriction,
        Round,
        RowMatch,
        Settlement,
    )


class Practice:
    """What people do around the record of a case. Get it from `case.practice`."""

    def __init__(self, case: Case) -> None:
        """Of this case."""
        self._case = case

    def import_rows(
        self, file: str | Path, *, columns: Mapping[str, Sequence[str]] | None = None, by: str = ""
    ) -> Imported:
        """Take in a CSV or XLSX of rows coded elsewhere and match it; `columns`: by field, those of your own table.

        Raises RowError for a file that cannot be read, or whose columns are not known.
        """
        return importing.import_rows(self._case, Path(file), columns=columns or {}, by=by, dry_run=False)

    def row_status(self) -> RowStatus:
        """The imported files, and how many rows and events are in which state."""
        return importing.row_status(self._case)

    def rows(self, state: str | None = None) -> tuple[RowMatch, ...]:
        """What became of each imported row; `state`: `already coded`, `new information`, `no evidence in this case`."""
        return importing.row_matches(self._case, state)

    def coded_events(self, state: str | None = None) -> tuple[CodedEvent, ...]:
        """Which events are coded; `state`: `already coded`, `new information`, `new event`."""
        return importing.coded_events(self._case, state)

    def assign(self, *items: str, to: str, by: str = "") -> tuple[Assignment, ...]:
        """Assign events and documents, by ids, to a person; raises AssignmentError for an id that is none."""
        return assigning.assign(self._case, items, to, by=by)

    def unassign(self, *items: str, person: str | None = None, by: str = "") -> tuple[Assignment, ...]:
        """Take assignments back, all people's or one's; raises AssignmentError where there are none."""
        return assigning.unassign(self._case, items, person, by=by)

    def assignments(self, person: str | None = None) -> tuple[Assignment, ...]:
        """The assignments in force."""
        return assigning.assignments(self._case, person=person)

    def shares(self) -> tuple[Share, ...]:
        """How much each person has."""
        return assigning.shares(self._case)

    def start_round(self, plan: RoundPlan, *, by: str = "") -> Round:
        """Begin a round of double coding; raises CodingError for a plan that cannot be."""
        return rounds.start_round(self._case, plan, by=by)

    def code(self, round: str, event: str, coder: str, values: Mapping[str, str]) -> Seen:
        """Keep what a coder says of an event of a round, every field of it; raises CodingError where that is late."""
        return rounds.code(self._case, round, event, coder, values)

    def agreement(self, round: str) -> Agreement:
        """How far the coders of a round agree, by field."""
        return agreement.agreement(self._case, round)

    def settle(self, round: str, event: str, values: Mapping[str, str], *, by: str, why: str) -> tuple[Settlement, ...]:
        """Settle fields of an event that both have coded: it becomes a judgement; raises CodingError before that."""
        from dateline.engine.practice.settling import Wanted, settle

        wanted = (
            Wanted(round=round, event=event, field=field, text=text, by=by, why=why) for field, text in values.items()
        )
        return tuple(settle(self._case, one) for one in wanted)

    def set_codebook(self, name: str, version: str, *, by: str = "") -> Codebook:
        """Put a version of a codebook in force for every judgement from now on."""
        return codebooks.set_codebook(self._case, name, version, by=by)

    def decisions(self, wanted: LogFilter | None = None) -> tuple[Logged, ...]:
        """The decision log: every judgement in order, with the codebook by which it was made."""
        return decision_log.decisions(self._case, wanted or LogFilter())

    def write_decisions(self, out: BinaryIO, wanted: LogFilter | None = None, *, masked: bool = True) -> ExportReport:
        """Write the decision log to `out` as CSV; private people are masked unless `masked` is False."""
        return decision_log.write_decisions(self._case, out, wanted or LogFilter(), masked=masked)

    def check(
        self, source: str, first: str, last: str | None = None, *, result: str = sourcing.NOTHING, by: str = ""
    ) -> Check:
        """Note that somebody looked at a source for a day, or from one to another; raises SourcingError."""
        return sourcing.check(self._case, source, (first, last or first), result=result, by=by)

    def checks(self) -> tuple[Check, ...]:
        """The sourcing log."""
        return sourcing.checks(self._case)

    def gaps(self, since: str, until: str) -> tuple[Gap, ...]:
        """The days for which a source of the sourcing log has neither a check nor a story in the case."""
        return sourcing.gaps(self._case, since, until)

    def restrict(
        self, item: str, *, publisher: bool = False, why: str, by: str = "", undo: bool = False
    ) -> tuple[Restriction, ...]:
        """Keep a page, or all pages of a publisher, in the case; raises RestrictionError without a reason."""
        return restricting.restrict(self._case, item, publisher=publisher, why=why, by=by, undo=undo)

    def restrictions(self) -> tuple[Restriction, ...]:
        """What is restricted now."""
        return restricting.standing_restrictions(self._case)
