"""A list of events that iterates, says what it left out, and turns into a table of any kind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from dateline.engine.frames import to_arrow, to_pandas
from dateline.model.display import table
from dateline.model.errors import UsageError
from dateline.model.event import Event
from dateline.store.listing import EventFilter, EventRow
from dateline.store.store import Store

if TYPE_CHECKING:
    import pandas
    import pyarrow


STATUSES = ("occurred", "ongoing", "planned", "predicted", "hypothetical", "negated", "demanded", "alleged", "all")


class FilterError(UsageError):
    """A filter has a value that can never match; says which values can."""


def checked_filter(
    type: str | None, status: str | None, country: str | None, since: str | None, until: str | None
) -> EventFilter:
    """The filter, after every value was checked; see `Case.events`."""
    if type is not None:
        check_type(type)
    if status is not None and status not in STATUSES:
        raise FilterError(f"no status {status}; there are {', '.join(STATUSES)}")
    if country is not None and not (len(country) == 2 and country.isascii() and country.isalpha()):
        raise FilterError(f"no country code {country}; use the two letters of ISO 3166-1, such as IQ")
    for day in (since, until):
        try:
            date.fromisoformat(day or "2000-01-01")
        except ValueError as error:
            raise FilterError(f"no day {day}; write it as 2016-10-17") from error
    return EventFilter(type=type, status=status, country=country, since=since, until=until)


def check_type(type: str) -> None:
    """Raise FilterError unless `type` is a code or a family of the event types; the table is read only here."""
    from dateline.tables.event_types import load

    codes = load().by_code
    families = sorted({code.split(".")[0] for code in codes})
    if type not in codes and type not in families:
        alike = sorted(code for code in codes if type.lower() in code)
        meant = f"did you mean {' or '.join(alike[:3])}? " if alike else ""
        known = ", ".join(families)
        raise FilterError(f"no event type {type}; {meant}families are {known}; see docs/reference/event-types.md")


class Events:
    """The events that passed a filter, in order of time. `left_out` counts the others by reason, of `existing`."""

    columns = ("id", "type", "status", "when", "where", "who", "whom", "documents", "claimants", "grade")

    def __init__(self, store: Store, wanted: EventFilter) -> None:
        """The events of `store` that `wanted` asks for; see `Case.events`."""
        listing = store.events(wanted)
        self._store = store
        self.rows: tuple[EventRow, ...] = listing.rows
        self.existing: int = listing.existing
        self.left_out: dict[str, int] = listing.left_out

    def __iter__(self) -> Iterator[Event]:
        return (self._store.query.events(row.id)[0] for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, number: int) -> Event:
        return self._store.event(self.rows[number].id)

    def cells(self) -> Iterator[list[str]]:
        """The events as the cells of a narrow table with the columns `columns`."""
        for row in self.rows:
            yield [
                row.id,
                row.type,
                f"{row.status}{' contested' if row.contested else ''}",
                interval(row),
                f"{row.place_name}{f', {row.country}' if row.country else ''}" if row.place_name else "unknown",
                row.initiators or "unknown",
                row.targets or "",
                str(row.document_count),
                str(row.claimant_count),
                row.grade.split(":")[0],
            ]

    def to_pandas(self) -> pandas.DataFrame:
        """A data frame with the columns of `EventRow`, days as dates; needs `pip install 'dateline[notebook]'`."""
        return to_pandas(EventRow, self.rows, days=True)

    def to_arrow(self) -> pyarrow.Table:
        """An Arrow table with the columns of `EventRow`, days as dates; needs `pip install 'dateline[notebook]'`."""
        return to_arrow(EventRow, self.rows, days=True)

    def _repr_html_(self) -> str:
        return table(self.columns, self.cells(), f"{len(self):,} of {self.existing:,} events pass the filter")


def interval(row: EventRow) -> str:
    """The days of an event: one, two ends, or unknown."""
    if row.earliest is None:
        return "unknown"
    return row.earliest if row.earliest == row.latest else f"{row.earliest}..{row.latest}"
