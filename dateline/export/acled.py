"""ACLED's columns: one row an actor pair, sub-event, place and day. How its rows are made: docs/exports.md."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import BinaryIO

from dateline.export.acled_actors import CIVILIANS, Scene
from dateline.export.acled_rows import Row, drafted, folded, merged, refusal, shared_out
from dateline.export.coded import Coded, coded, place_name, sifted
from dateline.export.delimited import Cell, joined, write_table
from dateline.export.outcome import ExportReport, Omitted, reported
from dateline.export.parties import Party
from dateline.export.view import ExportView
from dateline.tables import event_types, outlets
from dateline.tables.event_types import EventTypes
from dateline.tables.outlets import OutletTable
from dateline.tables.schemes import columns

SCALES = ("Other", "Subnational", "National", "Regional", "International")


def write(view: ExportView, out: BinaryIO) -> ExportReport:
    """Write the events that ACLED would code; the others are counted by reason."""
    rows, omitted = rows_of(view)
    types, known = event_types.load(), outlets.load()
    head = [column.column for column in columns("export_acled")]
    write_table(out, (head, *(list(cells(row, types, known).values()) for row in rows)))
    return reported(len(view.record.events), sum(len(row.told) for row in rows), omitted)


def rows_of(view: ExportView) -> tuple[list[Row], list[Omitted]]:
    """The rows in order of time, and the events left out."""
    types = event_types.load()
    found = list(coded(view))
    kept, omitted = sifted(found, lambda one: refusal(one, types))
    return merged(folded(shared_out([drafted(one, types, view.several) for one in kept], found))), omitted


def cells(row: Row, types: EventTypes, known: OutletTable) -> dict[str, Cell]:
    """The cells of a row by column name."""
    first, scene, pair = row.told[0], row.scene, row.pair
    where, country = first.event.where, first.country
    sub_event = types.sub_events[row.sub_event]
    publishers = joined([name for one in row.told for name in one.event.publishers])
    one, other = pair.first, pair.second
    hit = CIVILIANS in {scene.inter(side[0]) for side in (one, other) if side}
    targets = sub_event.civilians == "always" or (sub_event.civilians == "hit" and hit)
    return {
        "event_id_cnty": (country.alpha3 if country else scene.country or "XXX") + first.event.id.removeprefix("evt-"),
        "event_date": row.day.isoformat(),
        "year": row.day.year,
        "time_precision": row.time_precision,
        "disorder_type": sub_event.disorder,
        "event_type": row.event_type,
        "sub_event_type": row.sub_event,
        "actor1": scene.label(one[0]),
        "assoc_actor_1": beside(scene, one),
        "inter1": scene.inter(one[0]),
        "actor2": scene.label(other[0]) if other else None,
        "assoc_actor_2": beside(scene, other),
        "inter2": scene.inter(other[0]) if other else None,
        "interaction": scene.interaction(pair),
        "civilian_targeting": "Civilian targeting" if targets else None,
        "iso": country.iso if country else None,
        "region": country.region if country else None,
        "country": scene.name_of(scene.country) or None,
        "admin1": where.admin1 if where else None,
        "admin2": where.admin2 if where else None,
        "admin3": where.admin3 if where else None,
        "location": place_name(where) if where else None,
        "latitude": where.latitude if where else None,
        "longitude": where.longitude if where else None,
        "geo_precision": first.place.acled if first.place else None,
        "source": publishers or None,
        "source_scale": scale(publishers.split("; "), known),
        "notes": " ".join(row.notes),
        "fatalities": row.fatalities,
        "tags": joined([tag for one in row.told for report in one.reports for tag in report.tags]) or None,
        "timestamp": captured(row.told),
    }


def beside(scene: Scene, side: Sequence[Party]) -> str | None:
    """The others of a side."""
    names = [scene.label(party) for party in side]
    return joined(name for name in names[1:] if name != names[0]) or None


def scale(publishers: Sequence[str], known: OutletTable) -> str | None:
    """From where outlets speak, each scale once; None where the table knows none of them."""
    found = {outlet.scale for name in publishers if (outlet := known.named(name))}
    return "-".join(one for one in SCALES if one in found) or None


def captured(told: Sequence[Coded]) -> int | None:
    """When the last page was captured, in seconds since 1970; None where no page says."""
    times = [datetime.fromisoformat(d.captured_at) for one in told for d in one.documents if d.captured_at]
    return max((int((t if t.tzinfo else t.replace(tzinfo=UTC)).timestamp()) for t in times), default=None)
