"""One row an event: what csv and geojson write, with columns named by a table."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from dateline.export.deaths import deaths
from dateline.export.delimited import Cell, joined
from dateline.export.outcome import Omitted
from dateline.export.view import ExportView
from dateline.model.event import Event
from dateline.model.policy import Policy
from dateline.model.report import Report
from dateline.tables.rows import read_table

HAPPENED = frozenset({"occurred", "ongoing"})
"""The statuses that count (event-types.md, 'Status')."""


class Column(Struct, frozen=True):
    """A column of the export: its name, the field of `Happening` in it, what it means."""

    column: str
    field: str
    meaning: str
    origin: str
    licence: str


class Happening(Struct, frozen=True, kw_only=True):
    """An event as flat cells; the fields are explained in `data/export_csv.tsv`."""

    id: str
    revision: int
    type: str
    status: str
    contested: bool
    level: str
    earliest: str | None
    latest: str | None
    precision: str | None
    place: str | None
    latitude: float | None
    longitude: float | None
    radius_km: float | None
    place_precision: str | None
    country: str | None
    admin1: str | None
    initiators: str
    targets: str
    deaths_low: float | None
    deaths_best: float | None
    deaths_high: float | None
    deaths_policy: str
    reports: int
    documents: int
    publishers: str
    claimants: str
    grade: str
    quote: str


def columns() -> tuple[Column, ...]:
    """The columns of `export_csv`, in order."""
    return read_table("export_csv", Column)


def cells(happening: Happening, names: tuple[Column, ...]) -> dict[str, Cell]:
    """The cells of a row by column name."""
    return {column.column: getattr(happening, column.field) for column in names}


def happenings(view: ExportView) -> tuple[list[Happening], list[Omitted]]:
    """The events to count, by time and id, and those left out."""
    reports = {report.id: report for d in view.documents if d.coding for report in d.reports}
    rows, omitted = [], []
    for event, reason in looked_at(view):
        if reason is not None:
            omitted.append(Omitted(reason, event.id))
        else:
            rows.append(happening(event, [reports[r] for r in event.reports if r in reports], view.policy))
    rows.sort(key=lambda row: (row.earliest is None, row.earliest or "", row.id))
    return rows, omitted


def looked_at(view: ExportView) -> Iterator[tuple[Event, str | None]]:
    """Every event, and why it is left out, or None.

    Left out: what no report says happened, and totals or campaigns whose parts are there (event-types.md: an
    aggregate is never exported beside its parts).
    """
    wholes = {event.part_of for event in view.record.events if event.status in HAPPENED}
    for event in view.record.events:
        if event.status not in HAPPENED:
            yield event, f"events that are {event.status}"
        elif event.id in wholes:
            yield event, "totals and campaigns whose parts are listed"
        else:
            yield event, None


def happening(event: Event, reports: list[Report], policy: Policy) -> Happening:
    """One event as a row."""
    when, where = event.when, event.where
    low, best, high = deaths(event, policy)
    quotes = [evidence.quote for report in reports for evidence in report.evidence]
    return Happening(
        id=event.id,
        revision=event.revision,
        type=event.type,
        status=event.status,
        contested=event.contested,
        level=event.level,
        earliest=when.earliest if when else None,
        latest=when.latest if when else None,
        precision=when.precision if when else None,
        place=(where.name or where.text) if where else None,
        latitude=where.latitude if where else None,
        longitude=where.longitude if where else None,
        radius_km=where.radius_km if where else None,
        place_precision=where.precision if where else None,
        country=where.country if where else None,
        admin1=where.admin1 if where else None,
        initiators=joined([value.value for value in event.held("initiators")]),
        targets=joined([value.value for value in event.held("targets")]),
        deaths_low=low,
        deaths_best=best,
        deaths_high=high,
        deaths_policy=policy,
        reports=len(event.reports),
        documents=len(event.documents),
        publishers=joined(event.publishers),
        claimants=joined([claimant.speaker for claimant in event.claimants]),
        grade=event.grade,
        quote=" ".join(quotes[0].split()) if quotes else "",
    )
