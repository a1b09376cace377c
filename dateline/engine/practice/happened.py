"""Rows and events as what both can be compared by: days, place, kind, actors, dead, sources."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from msgspec import Struct

from dateline.model.event import Event
from dateline.model.policy import Policy
from dateline.model.practice import CodedRow, RowFile
from dateline.tables.coded_columns import margins
from dateline.values.names import fold

NAMED = re.compile(r"\bevt-[0-9a-f]{8,}\b")
SEVERAL = re.compile(r"\s*;\s*")
DAYS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d/%m/%Y", "%d.%m.%Y", "%Y/%m/%d")
"""How rows write days; days before months, as ACLED's older files have it."""
MONTHLY = 28
"""Of a time that may be off by so many days, ACLED means the month."""
POLICIES: dict[str, Policy] = {"acled": "acled_conservative", "ucdp": "ucdp_blh"}
"""By which rule a data set counts the dead."""


class Happening(Struct, frozen=True, kw_only=True):
    """What happened as a row, or an event, has it. As a place it is a circle; see `values/geometry.py`."""

    id: str
    first: date | None = None  #: first possible day; None where unknown
    last: date | None = None  #: last possible day
    type: str
    subtype: str = ""
    places: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float | None = None
    actors: tuple[str, ...] = ()  #: who did it, and to whom
    bystanders: tuple[str, ...] = ()  #: people and things among and beside them, which data sets do not name
    deaths: tuple[float | None, float | None, float | None] = (None, None, None)  #: low, best, high
    sources: tuple[str, ...] = ()
    claimants: tuple[str, ...] = ()
    events: frozenset[str] = frozenset()  #: ids of events that a row names
    text: str = ""  #: all that a row says, names folded: whoever is in its notes is nobody new

    @property
    def title(self) -> str:
        """Day, place and type in a line."""
        kind, where = self.subtype or self.type, self.places[0] if self.places else ""
        return ", ".join(part for part in (self.days, where, kind) if part)

    @property
    def days(self) -> str:
        """From which day to which; empty where unknown."""
        known = (day.isoformat() for day in (self.first, self.last) if day is not None)
        return " to ".join(dict.fromkeys(known))


class Cells(Struct, frozen=True):
    """The cells of a row by what they hold."""

    row: CodedRow
    columns: Mapping[str, str]

    def all(self, field: str) -> tuple[str, ...]:
        """Every filled cell that holds a field, in order of columns; names in one cell apart."""
        cells = (self.row.cells.get(column, "") for column, held in self.columns.items() if held == field)
        return tuple(dict.fromkeys(part for cell in cells for part in SEVERAL.split(cell.strip()) if part))

    def one(self, field: str) -> str:
        """The first filled cell that holds a field; empty where none does."""
        return next(iter(self.all(field)), "")

    def number(self, field: str) -> float | None:
        """A number; None where there is none, or the cell holds none."""
        try:
            return float(self.one(field).replace(",", "")) if self.one(field) else None
        except ValueError:
            return None


def of_row(row: CodedRow, file: RowFile) -> Happening | str:
    """A row as what happened, or why it cannot be read so."""
    cells = Cells(row, file.columns)
    events = frozenset(found for cell in row.cells.values() for found in NAMED.findall(cell))
    days = days_of(cells, file.scheme)
    if days is None and not events:
        return f"no day that can be read: {cells.one('date') or 'the cell is empty'}"
    latitude, longitude = cells.number("latitude"), cells.number("longitude")
    if latitude is None or longitude is None or not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        latitude = longitude = None
    radius = margins().get((file.scheme, "place", cells.one("place_precision")), cells.number("radius_km"))
    best = cells.number("deaths")
    low, high = cells.number("deaths_low"), cells.number("deaths_high")
    return Happening(
        id=row.row,
        first=days[0] if days else None,
        last=days[1] if days else None,
        type=cells.one("type"),
        subtype=cells.one("subtype"),
        places=(*cells.all("place"), *cells.all("area")),
        latitude=latitude,
        longitude=longitude,
        radius_km=radius,
        actors=cells.all("actor"),
        deaths=(best if low is None else low, best, best if high is None else high),
        sources=cells.all("source"),
        claimants=cells.all("claimant"),
        events=events,
        text=fold(" ".join(row.cells.values())),
    )


def days_of(cells: Cells, scheme: str) -> tuple[date, date] | None:
    """First and last possible day of a row; None where no day can be read."""
    first, last = day_of(cells.one("date")), day_of(cells.one("date_end"))
    first, last = first or last, last or first
    if first is None or last is None:
        return None
    margin = margins().get((scheme, "time", cells.one("date_precision")), 0)
    if margin >= MONTHLY:
        end = calendar.monthrange(first.year, first.month)[1]
        return first.replace(day=1), first.replace(day=end)
    reach = timedelta(days=margin)
    return min(first, last) - reach, max(first, last) + reach


def day_of(text: str) -> date | None:
    """A day as rows write it; None for anything else.

    >>> day_of("17 October 2016"), day_of("2016-10-17 00:00:00.000"), day_of("soon")
    (datetime.date(2016, 10, 17), datetime.date(2016, 10, 17), None)
    """
    for form in DAYS:
        words = text.strip() if " %" in form else text.strip().partition(" ")[0].partition("T")[0]
        try:
            return datetime.strptime(words, form).date()
        except ValueError:
            continue
    return None


def of_event(
    event: Event, deaths: tuple[float | None, float | None, float | None], unnamed: frozenset[str]
) -> Happening:
    """An event as what happened; `deaths`: low, best and high by the rule of the rows; `unnamed`: people and things."""
    when, where = event.when, event.where
    first, last = (when.earliest, when.latest) if when else (None, None)
    names = (where.name, where.text, where.admin3, where.admin2, where.admin1) if where else ()
    who = [value.value for field in ("initiators", "targets") for value in event.values.get(field, ())]
    victims = [value.value for value in event.values.get("victims", ())]
    return Happening(
        id=event.id,
        first=date.fromisoformat(first[:10]) if first and last else None,
        last=date.fromisoformat(last[:10]) if first and last else None,
        type=event.type,
        places=tuple(dict.fromkeys(name for name in names if name)),
        latitude=where.latitude if where else None,
        longitude=where.longitude if where else None,
        radius_km=where.radius_km if where else None,
        actors=tuple(dict.fromkeys(name for name in who if name not in unnamed)),
        bystanders=tuple(dict.fromkeys((*victims, *(name for name in who if name in unnamed)))),
        deaths=deaths,
        sources=event.publishers,
        claimants=tuple(dict.fromkeys(one.speaker for one in event.claimants)),
    )
